"""Causes and repairs: checked by hand on small worlds, and against every subset on random ones."""

from __future__ import annotations

from itertools import chain

from hypothesis import given, settings

from geo.attribution import causes, group_causes, repairs
from geo.impact import assess
from geo.results import SupportStatus
from geo.scenario import Token
from geo.world import World
from tests.oracle import RANK, status
from tests.random_worlds import losses, subsets, worlds
from tests.worlds import DAY, draw, hosts_of, lose, net_of

SUSTAINED, STRAINED, PAPER, UNSUPPORTED, NO_BASELINE = SupportStatus
Sets = tuple[frozenset[Token], ...]

TWO_WAYS = ("gate -airlift/air-> a -airlift/air-> op", "gate -airlift/air-> b -airlift/air-> op")
"""gate --> a --> op and gate --> b --> op."""


def sets(*groups: str) -> Sets:
    """Return sets of facilities: `a b` is one set of two."""
    return tuple(lose(*group.split()) for group in groups)


def test_of_two_ways_both_must_go_and_either_brings_it_back() -> None:
    net = net_of(draw(*TWO_WAYS, needs={"op": "airlift/air"}))
    assert causes(net, lose("a", "b"), "op") == sets("a b")
    assert repairs(net, lose("a", "b"), "op") == sets("a", "b")


def test_in_a_row_each_loss_is_enough_and_all_must_come_back() -> None:
    net = net_of(draw("gate -airlift/air-> a -airlift/air-> b -airlift/air-> op", needs={"op": "airlift/air"}))
    assert causes(net, lose("a", "b"), "op") == sets("a", "b")
    assert repairs(net, lose("a", "b"), "op") == sets("a b")


def test_what_has_nothing_to_do_with_it_is_no_cause() -> None:
    net = net_of(draw(*TWO_WAYS, "c", needs={"op": "airlift/air"}))
    assert causes(net, lose("a", "b", "c", "host:nobody"), "op") == sets("a b")


def test_an_operation_that_did_not_fall_has_neither_cause_nor_repair() -> None:
    net = net_of(draw(*TWO_WAYS, needs={"op": "airlift/air", "bare": "repair/air"}))
    for name in ("op", "bare"):
        assert (causes(net, lose("a"), name), repairs(net, lose("a"), name)) == ((), ())


def test_the_goal_tells_support_again_from_all_as_before() -> None:
    """Without a it has no support, without b it is strained: a alone is why it is unsupported, both to be as before."""
    net = net_of(
        draw(
            "gate -airlift/air-> a -airlift/air-> op",
            "gate -repair/sea-> b -repair/sea-> op",
            needs={"op": ["airlift/air", "repair/sea?"]},
        )
    )
    both = lose("a", "b")
    assert causes(net, both, "op") == sets("a")
    assert repairs(net, both, "op", goal=STRAINED) == sets("a")
    assert repairs(net, both, "op") == sets("a b")
    assert causes(net, both, "op", goal=SUSTAINED) == sets("a", "b")
    assert group_causes(net, both, "op", 1) == sets("b")


def test_a_host_and_a_base_can_be_causes_together() -> None:
    net = net_of(draw(*TWO_WAYS, needs={"op": "airlift/air"}, hosts={"a": "x"}))
    tokens = hosts_of("x") | lose("b")
    assert causes(net, tokens, "op") == (tokens,)
    assert repairs(net, tokens, "op") == (lose("b"), hosts_of("x"))


@settings(max_examples=60, deadline=None)
@given(worlds(), losses)
def test_causes_are_all_the_minimal_subsets_that_do_as_much(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    for name, row in assess(net, tokens).operations.items():
        enough = [s for s in subsets(tokens) if row.worsened and _rank(world, s, name) <= row.status.rank]
        assert set(causes(net, tokens, name)) == _minimal(enough)


@settings(max_examples=60, deadline=None)
@given(worlds(), losses)
def test_repairs_are_all_the_minimal_subsets_that_bring_the_baseline_back(
    world: World, tokens: frozenset[Token]
) -> None:
    net = net_of(world)
    for name, row in assess(net, tokens).operations.items():
        enough = [s for s in subsets(tokens) if row.worsened and _rank(world, tokens - s, name) == row.baseline.rank]
        assert set(repairs(net, tokens, name)) == _minimal(enough)


@settings(max_examples=60, deadline=None)
@given(worlds(), losses)
def test_restoring_the_named_causes_betters_the_status(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    for name, row in assess(net, tokens).operations.items():
        named = frozenset(chain.from_iterable(causes(net, tokens, name)))
        assert bool(named) == row.worsened
        assert not named or _rank(world, tokens - named, name) > row.status.rank


@settings(max_examples=60, deadline=None)
@given(worlds(), losses)
def test_causes_and_repairs_are_each_others_minimal_hitting_sets(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    for name in net.operations:
        for goal in (STRAINED, SUSTAINED):
            why, back = (set(find(net, tokens, name, goal=goal)) for find in (causes, repairs))
            assert back == _hitting(why, tokens)
            assert why == _hitting(back, tokens)


def _rank(world: World, tokens: frozenset[Token], operation: str) -> int:
    return RANK[status(world, DAY, tokens, operation)]


def _minimal(found: list[frozenset[Token]]) -> set[frozenset[Token]]:
    return {some for some in found if not any(other < some for other in found)}


def _hitting(found: set[frozenset[Token]], tokens: frozenset[Token]) -> set[frozenset[Token]]:
    if not found:
        return set()
    return _minimal([some for some in subsets(tokens) if all(some & other for other in found)])
