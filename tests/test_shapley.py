"""Shares of the blame: by hand, against all orders, and drawn orders against every subset."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings

import geo.shapley
from geo.costs import COST, losses_of
from geo.impact import assess
from geo.results import SupportStatus
from geo.scenario import Token
from geo.shapley import Share, Shares, shares
from geo.world import World
from tests.oracle import RANK, status
from tests.supported_worlds import some_losses, supported_worlds
from tests.worlds import DAY, draw, lose, net_of

SUSTAINED, STRAINED, PAPER, UNSUPPORTED, NO_BASELINE = SupportStatus
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
    world = draw(
        "gate -airlift/air-> a -airlift/air-> op",
        "gate -repair/sea-> b -repair/sea-> op",
        needs={"op": ["airlift/air", "repair/sea?"]},
    )
    found = shares(net_of(world), lose("b"))
    assert [(row.token.name, row.unsupported, row.strained, row.cost) for row in found.rows] == [("b", 0, 1, 0.5)]
    both = by_name(shares(net_of(world), lose("a", "b")))
    assert (both["a"].unsupported, both["b"].cost) == (1, 0)


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


@settings(max_examples=30, deadline=None)
@given(supported_worlds(), some_losses)
def test_shares_are_how_often_each_loss_is_the_one_in_all_orders(world: World, tokens: frozenset[Token]) -> None:
    fallen = {row.operation: row.status for row in assess(net_of(world), tokens).operations.values() if row.worsened}
    blamed = dict.fromkeys(tokens, 0.0)
    orders = list(permutations(sorted(tokens)))
    for order in orders:
        for operation, fell_to in fallen.items():
            blamed[_turning(world, order, operation, fell_to)] += COST[fell_to] / len(orders)
    found = {row.token: row.cost for row in shares(net_of(world), tokens).rows}
    assert found == pytest.approx(blamed)


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


def _turning(world: World, order: tuple[Token, ...], operation: str, fell_to: SupportStatus) -> Token:
    """Return the first loss of an order with which an operation is as low as it falls, by the naive oracle."""
    lowest = RANK["unsupported"] if fell_to is UNSUPPORTED else RANK["strained"]
    return next(
        token for at, token in enumerate(order) if RANK[status(world, DAY, order[: at + 1], operation)] <= lowest
    )
