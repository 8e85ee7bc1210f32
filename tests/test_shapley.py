"""Shares of the blame: by hand, against all orders, and drawn orders against every subset."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings

import geo.shapley
from geo.blame_told import blame_headline, drawn_in_words
from geo.costs import COST, losses_of
from geo.cut_sets import Budget, Stop
from geo.results import SupportStatus
from geo.scenario import Token
from geo.shapley import AT_ONCE, Share, Shares, shares
from geo.world import World
from tests.oracle import RANK, status
from tests.supported_worlds import some_losses, supported_worlds
from tests.worlds import DAY, draw, lose, net_of

TWO_WAYS = ("gate -airlift/air-> a -airlift/air-> op", "gate -airlift/air-> b -airlift/air-> op")


def by_name(found: Shares) -> dict[str, Share]:
    """Return shares by the name of what is lost."""
    return {row.token.name: row for row in found.rows}


def test_two_of_which_both_must_go_share_the_blame() -> None:
    found = by_name(shares(net_of(draw(*TWO_WAYS, "c", needs={"op": "airlift/air"})), lose("a", "b", "c")))
    assert {name: row.unsupported for name, row in found.items()} == {"a": 0.5, "b": 0.5, "c": 0.0}
    assert (dict(found["a"].of), dict(found["c"].of)) == ({"op": 0.5}, {})


def test_one_that_is_enough_alone_and_two_that_are_enough_together() -> None:
    """c breaks it alone; a and b only together. In the four of six orders in which c is not last it is c."""
    world = draw(
        "gate -airlift/air-> c -airlift/air-> a -airlift/air-> op",
        "c -airlift/air-> b -airlift/air-> op",
        needs={"op": "airlift/air"},
    )
    found = by_name(shares(net_of(world), lose("a", "b", "c")))
    assert {name: round(row.cost, 9) for name, row in found.items()} == {
        "a": round(1 / 6, 9),
        "b": round(1 / 6, 9),
        "c": round(4 / 6, 9),
    }


def test_a_strained_operation_is_blamed_on_what_strained_it_and_counts_half() -> None:
    """a alone costs 1, b alone 0.5, both 1: so a is to blame for (1 + 1 - 0.5) / 2."""
    world = draw(
        "gate -airlift/air-> a -airlift/air-> op",
        "gate -repair/sea-> b -repair/sea-> op",
        needs={"op": ["airlift/air", "repair/sea?"]},
    )
    found = shares(net_of(world), lose("b"))
    assert [(row.token.name, row.unsupported, row.strained, row.cost) for row in found.rows] == [("b", 0, 1, 0.5)]
    both = by_name(shares(net_of(world), lose("a", "b")))
    assert (both["a"].unsupported, both["b"].cost) == (0.75, 0.25)


def test_a_way_that_was_weak_before_is_blamed_less_than_the_one_that_was_not() -> None:
    """Losing a strains, losing the weak b alone does nothing, losing both leaves nothing: 0.5, 0 and 1.

    So a is to blame for 0.5 if it goes first and for 1 if it goes last, b for 0.5 and for 0.
    """
    world = draw(*TWO_WAYS, needs={"op": "airlift/air"}, states={"b": "reduced"})
    found = by_name(shares(net_of(world), lose("a", "b")))
    assert {name: row.unsupported for name, row in found.items()} == {"a": 0.75, "b": 0.25}
    assert {name: dict(row.of) for name, row in found.items()} == {"a": {"op": 0.75}, "b": {"op": 0.25}}


def test_an_operation_that_was_strained_before_has_only_its_last_step_to_fall() -> None:
    """Both ways are weak, so it takes both: each is to blame for half."""
    world = draw(*TWO_WAYS, needs={"op": "airlift/air"}, states={"a": "reduced", "b": "reduced"})
    found = by_name(shares(net_of(world), lose("a", "b")))
    assert {name: row.cost for name, row in found.items()} == {"a": 0.5, "b": 0.5}


def test_drawn_orders_weigh_the_same_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geo.shapley, "MOST_TOKENS", 0)
    world = draw(*TWO_WAYS, needs={"op": "airlift/air"}, states={"b": "reduced"})
    found = by_name(shares(net_of(world), lose("a", "b"), orders=400))
    assert found["a"].cost + found["b"].cost == pytest.approx(1)
    assert found["a"].error is not None
    assert abs(found["a"].cost - 0.75) < 5 * found["a"].error


def test_nothing_to_blame_where_nothing_falls() -> None:
    found = shares(net_of(draw(*TWO_WAYS, needs={"op": "airlift/air"})), lose("a"))
    assert (found.total, [row.cost for row in found.rows], found.exact) == (0, [0], True)


def test_many_losses_that_break_nothing_are_told_exactly() -> None:
    names = [f"idle-{number:02}" for number in range(40)]
    found = shares(net_of(draw(*TWO_WAYS, *names, needs={"op": "airlift/air"})), lose(*names))
    assert (found.exact, {row.cost for row in found.rows}, {row.error for row in found.rows}) == (True, {0}, {None})


def test_without_a_loss_there_is_no_share() -> None:
    assert shares(net_of(draw(*TWO_WAYS, needs={"op": "airlift/air"})), frozenset()).rows == ()


def test_the_largest_share_comes_first_and_then_the_name() -> None:
    net = net_of(
        draw(*TWO_WAYS, "gate -airlift/air-> z -airlift/air-> own", needs=dict.fromkeys(("op", "own"), "airlift/air"))
    )
    assert [row.token.name for row in shares(net, lose("a", "b", "z")).rows] == ["z", "a", "b"]


def test_beyond_the_limit_orders_are_drawn_and_the_error_is_told() -> None:
    """Seventeen ways side by side: each is the last to go in one of seventeen orders."""
    names = [f"way-{number:02}" for number in range(17)]
    world = draw(*(f"gate -airlift/air-> {name} -airlift/air-> op" for name in names), needs={"op": "airlift/air"})
    found = shares(net_of(world), lose(*names), orders=600)
    assert (found.exact, found.orders) == (False, 600)
    assert sum(row.cost for row in found.rows) == pytest.approx(1)
    for row in found.rows:
        assert row.error is not None
        assert abs(row.cost - 1 / 17) < 5 * row.error


MANY_WAYS = [f"way-{number:02}" for number in range(17)]
MANY = draw(*(f"gate -airlift/air-> {name} -airlift/air-> op" for name in MANY_WAYS), needs={"op": "airlift/air"})
"""Seventeen ways side by side: too many for every subset."""


def test_once_cancelled_it_is_told_from_how_many_orders_shares_come() -> None:
    done: list[float] = []
    budget = Budget(cancelled=lambda: bool(done), progress=done.append)
    found = shares(net_of(MANY), lose(*MANY_WAYS), orders=600, budget=budget)
    assert (found.orders, found.stopped, done) == (AT_ONCE, Stop.CANCELLED, [AT_ONCE / 600])
    assert sum(row.cost for row in found.rows) == pytest.approx(1)
    assert drawn_in_words(found).startswith("Estimated from 50 drawn orders;")
    assert drawn_in_words(found).endswith("You cancelled the search before it had looked at more.")


def test_from_too_few_orders_nothing_is_shared_out() -> None:
    found = shares(net_of(MANY), lose(*MANY_WAYS), budget=Budget(seconds=0))
    assert (found.rows, found.orders, found.stopped, found.total) == ((), 0, Stop.TIME, 1)
    assert blame_headline(MANY, found).startswith("The cost of 1 in this model is not shared out")
    assert drawn_in_words(found) == (
        "The search ran out of time before 20 drawn orders were looked at: nothing is shared out."
    )


def test_in_time_shares_say_nothing_of_an_end() -> None:
    found = shares(net_of(MANY), lose(*MANY_WAYS), orders=100)
    assert (found.orders, found.stopped) == (100, None)


def test_the_same_seed_draws_the_same_orders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geo.shapley, "MOST_TOKENS", 0)
    net = net_of(draw(*TWO_WAYS, needs={"op": "airlift/air"}))
    first, again, other = (shares(net, lose("a", "b"), seed=seed, orders=101) for seed in (1, 1, 2))
    assert first == again
    assert first != other


@settings(max_examples=60, deadline=None)
@given(supported_worlds(), some_losses)
def test_shares_add_up_to_the_loss_and_none_is_negative(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    found, (loss,) = shares(net, tokens), losses_of(net, [tokens])
    assert sum(row.cost for row in found.rows) == pytest.approx(loss.cost)
    for attribute, names in (("unsupported", loss.unsupported), ("paper", loss.paper), ("strained", loss.strained)):
        assert sum(getattr(row, attribute) for row in found.rows) == pytest.approx(len(names))
    assert all(row.cost >= 0 for row in found.rows)


@settings(max_examples=60, deadline=None)
@given(supported_worlds(), some_losses)
def test_a_share_is_the_mean_over_all_orders_of_what_the_cost_grows_by(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    parts = [frozenset(part) for size in range(len(tokens) + 1) for part in combinations(tokens, size)]
    costs = dict(zip(parts, (loss.cost for loss in losses_of(net, parts)), strict=True))
    found = {row.token: row.cost for row in shares(net, tokens).rows}
    assert found == pytest.approx(_means(tokens, costs))


@settings(max_examples=30, deadline=None)
@given(supported_worlds(), some_losses)
def test_shares_are_those_of_the_cost_that_the_naive_oracle_sees(world: World, tokens: frozenset[Token]) -> None:
    parts = [frozenset(part) for size in range(len(tokens) + 1) for part in combinations(tokens, size)]
    found = {row.token: row.cost for row in shares(net_of(world), tokens).rows}
    assert found == pytest.approx(_means(tokens, {part: _cost(world, part) for part in parts}))


@settings(max_examples=20, deadline=None)
@given(supported_worlds(), some_losses)
def test_drawn_orders_come_near_every_subset(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    exact = {row.token: row.cost for row in shares(net, tokens).rows}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geo.shapley, "MOST_TOKENS", -1)
        drawn = shares(net, tokens, orders=400)
    assert sum(row.cost for row in drawn.rows) == pytest.approx(drawn.total)
    for row in drawn.rows:
        assert abs(row.cost - exact[row.token]) <= 5 * (row.error or 0) + 1e-9


def _means(tokens: frozenset[Token], costs: Mapping[frozenset[Token], float]) -> dict[Token, float]:
    """Return by how much each loss makes the cost grow, on average over all orders."""
    orders = list(permutations(tokens))
    grown = dict.fromkeys(tokens, 0.0)
    for order in orders:
        for at, token in enumerate(order):
            grown[token] += costs[frozenset(order[: at + 1])] - costs[frozenset(order[:at])]
    return {token: sum_ / len(orders) for token, sum_ in grown.items()}


def _cost(world: World, lost: frozenset[Token]) -> float:
    """Return what some losses cost, by the naive oracle."""
    cost = 0.0
    for operation in net_of(world).operations:
        before, after = status(world, DAY, (), operation), status(world, DAY, lost, operation)
        if RANK[after] < RANK[before]:
            cost += COST[SupportStatus(after)]
    return cost
