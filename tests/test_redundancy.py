"""How many losses an operation stands."""

from __future__ import annotations

from geo.contingency import Scope, contingency
from geo.redundancy import operation_rows, single_points
from geo.results import SupportStatus
from geo.scenario import TokenKind
from tests.worlds import draw, lose, net_of

PLACES = Scope(kinds=frozenset({TokenKind.FACILITY}), order=2)

WORLD = draw(
    "gate -airlift/air-> hub -airlift/air-> a -airlift/air-> hanging",
    "gate -airlift/air-> a",
    "gate -airlift/air-> b -airlift/air-> twice",
    "a -airlift/air-> twice",
    needs={"hanging": "airlift/air", "twice": "airlift/air", "free": "leave:x", "bare": "repair/air"},
)
"""Hanging needs a; twice a or b; free no place at all; nothing shows how bare is supported."""


def test_redundancy_is_the_size_of_the_smallest_set_that_is_enough() -> None:
    net = net_of(WORLD)
    rows = {row.operation: row for row in operation_rows(net, contingency(net, PLACES))}
    assert (rows["hanging"].minimum.redundancy, rows["hanging"].smallest) == (1, (lose("a"),))
    assert (rows["twice"].minimum.redundancy, rows["twice"].smallest) == (2, (lose("a", "b"),))
    assert (rows["free"].minimum.redundancy, rows["free"].smallest) == (None, ())
    assert (rows["bare"].status, rows["bare"].smallest) == (SupportStatus.NO_BASELINE, ())


def test_what_stands_least_comes_first_and_what_has_nothing_to_lose_last() -> None:
    net = net_of(WORLD)
    assert [row.operation for row in operation_rows(net, contingency(net, PLACES))] == [
        "hanging",
        "twice",
        "free",
        "bare",
    ]


def test_single_points_of_failure_are_the_sets_of_one() -> None:
    net = net_of(WORLD)
    (a,) = lose("a")
    assert dict(single_points(contingency(net, PLACES))) == {"hanging": (a,), "twice": (), "free": (), "bare": ()}


def test_full_support_can_hang_on_less_than_support() -> None:
    world = draw(
        "gate -airlift/air-> a -airlift/air-> op",
        "gate -airlift/air-> b -airlift/air-> op",
        needs={"op": "airlift/air"},
        states={"b": "reduced"},
    )
    (row,) = operation_rows(net_of(world), contingency(net_of(world), PLACES))
    assert (row.smallest, row.smallest_full) == ((lose("a", "b"),), (lose("a"),))


def test_on_top_of_a_scenario_the_status_is_that_of_the_scenario() -> None:
    net = net_of(WORLD)
    found = contingency(net, Scope(kinds=PLACES.kinds, given=lose("a"), order=1))
    rows = {row.operation: row for row in operation_rows(net, found)}
    assert (rows["hanging"].status, rows["hanging"].minimum.met) == (SupportStatus.UNSUPPORTED, False)
    assert rows["twice"].smallest == (lose("b"),)
