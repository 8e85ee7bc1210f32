"""What holds of every world: random small ones, against an oracle that reads the rule plainly."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.impact import assess
from geo.model import Link
from geo.results import status_in
from geo.scenario import Token
from geo.standing import standing_of
from geo.sweep import Sweep
from geo.world import World
from tests.oracle import status
from tests.random_worlds import TOKENS, links, losses, subsets, worlds
from tests.worlds import DAY, net_of, world_of

MANY = settings(max_examples=150, deadline=None)


@MANY
@given(worlds(), losses)
def test_every_status_is_that_of_the_plain_rule(world: World, tokens: frozenset[Token]) -> None:
    rows = assess(net_of(world), tokens).operations
    assert {name: row.status.value for name, row in rows.items()} == {
        name: status(world, DAY, tokens, name) for name in rows
    }


@settings(max_examples=15, deadline=None)
@given(worlds())
def test_every_subset_of_losses_gives_the_status_of_the_plain_rule(world: World) -> None:
    net, cases = net_of(world), subsets(frozenset(TOKENS[:8]))
    sweep = Sweep.of(net, cases)
    for name in net.operations:
        standing = standing_of(sweep, name)
        found = [status_in(standing, number).value for number in range(1, len(cases) + 1)]
        assert found == [status(world, DAY, tokens, name) for tokens in cases]


@MANY
@given(worlds(), losses, losses)
def test_losing_more_never_helps(world: World, some: frozenset[Token], more: frozenset[Token]) -> None:
    net = net_of(world)
    few, many = assess(net, some), assess(net, some | more)
    for name, row in few.operations.items():
        assert many.operations[name].status.rank <= row.status.rank
        assert all(b.level <= a.level for a, b in zip(row.groups, many.operations[name].groups, strict=True))


@MANY
@given(worlds(), losses, links())
def test_adding_a_link_never_hurts(world: World, tokens: frozenset[Token], extra: Link) -> None:
    """Support, not status: a link may document a need that counted for nothing as long as it had none."""
    others = [row for row in world.links.values() if (row.origin, row.target) != (extra.origin, extra.target)]
    less = world_of(world.facilities.values(), world.operations.values(), others)
    more = world_of(world.facilities.values(), world.operations.values(), [*others, extra])
    before, after = (assess(net_of(one), tokens).operations for one in (less, more))
    for name, row in before.items():
        assert all(b.level >= a.level for a, b in zip(row.groups, after[name].groups, strict=True))


@MANY
@given(worlds(), st.permutations(TOKENS), st.integers(0, len(TOKENS)))
def test_the_order_of_losses_does_not_matter(world: World, order: list[Token], count: int) -> None:
    net, chosen = net_of(world), order[:count]
    assert assess(net, frozenset(chosen)) == assess(net_of(world), frozenset(reversed(chosen)))


@MANY
@given(worlds(), losses)
def test_restoring_everything_returns_the_baseline_exactly(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    baseline = assess(net)
    assess(net, tokens)
    assert assess(net, tokens - tokens) == baseline


@MANY
@given(worlds(), losses)
def test_every_level_has_its_proof_and_the_proof_holds(world: World, tokens: frozenset[Token]) -> None:
    """A chain is in one piece, runs from a start to the operation, and passes nothing that is lost."""
    net = net_of(world)
    impact = assess(net, tokens)
    for name, row in impact.operations.items():
        for group in row.groups:
            asks_for_chain = not group.local and not group.authorities
            assert (group.after is not None) == (asks_for_chain and group.level > 0)
            if group.after:
                edges = [net.edges[link] for link in group.after.links]
                assert [edge.origin for edge in edges] == list(group.after.places)
                assert [edge.target for edge in edges] == [*group.after.places[1:], name]
                assert all(impact.facilities[place].usable for place in group.after.places)
                assert group.after.inferred == sum(edge.inferred for edge in edges)


@MANY
@given(worlds(), losses)
def test_a_single_point_is_one_whose_loss_leaves_no_support(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    for name, row in assess(net, tokens).operations.items():
        for site in net.sites.values():
            if not site.gateway and row.status.rank > 1:
                falls = status(world, DAY, tokens | {site.token}, name) == "unsupported"
                assert (site.id in row.single_points) == falls


@MANY
@given(worlds(), losses)
def test_other_ids_give_the_same_results(world: World, tokens: frozenset[Token]) -> None:
    """Every name is turned round, so that the order of names is another too."""
    other = _renamed_world(world)
    renamed = frozenset(replace(token, name=_turned(token.name)) for token in tokens)
    before, after = assess(net_of(world), tokens), assess(net_of(other), renamed)
    for name, row in before.operations.items():
        twin = after.operations[_turned(name)]
        assert (twin.baseline, twin.status, twin.flags) == (row.baseline, row.status, row.flags)
        for group, other_group in zip(row.groups, twin.groups, strict=True):
            assert (group.level, group.level_before) == (other_group.level, other_group.level_before)
            assert _worth(group.after) == _worth(other_group.after)


def _worth(chain: object) -> tuple[object, ...]:
    return tuple(getattr(chain, "order", ())[:3])


def _turned(name: str) -> str:
    return "z" + re.sub(r"\W", "", name)[::-1]


def _renamed_world(world: World) -> World:
    def all_of(names: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return None if names is None else tuple(map(_turned, names))

    facilities = [
        replace(row, id=_turned(row.id), consent_of=all_of(row.consent_of)) for row in world.facilities.values()
    ]
    operations = [
        replace(
            row,
            id=_turned(row.id),
            consent_of=all_of(row.consent_of) or (),
            needs=tuple(replace(need, consent_of=all_of(need.consent_of) or ()) for need in row.needs),
        )
        for row in world.operations.values()
    ]
    rows = [_renamed_link(row) for row in world.links.values()]
    return world_of(facilities, operations, rows)


def _renamed_link(row: Link) -> Link:
    functions = f"--{'-'.join(row.functions)}" if row.functions else ""
    origin, target = _turned(row.origin), _turned(row.target)
    return replace(row, id=f"{origin}--{target}--{row.mode.value}--2020{functions}", origin=origin, target=target)
