"""A leg finds the shortest way around any closures, and asks for each search once."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.legs import NOTHING, Leg
from tests.drawn_lift import DrawnWay, DrawnWays, ways

COUNTRIES = ("A", "B", "C", "D")
ENDS = frozenset(("gate", "hub"))
many_ways = st.lists(
    st.builds(
        lambda km, crosses: DrawnWay(ENDS, float(km), tuple(sorted(crosses))),
        st.integers(1, 9),
        st.sets(st.sampled_from(COUNTRIES), max_size=3),
    ),
    max_size=8,
).map(DrawnWays)
closures = st.sets(st.sampled_from(COUNTRIES)).map(frozenset)


def leg_over(sky: DrawnWays) -> Leg[DrawnWay]:
    return Leg(lambda closed: sky.path("gate", "hub", closed=closed), lambda way: way.overflown)


def test_what_the_way_does_not_cross_is_never_searched_around() -> None:
    sky = ways("gate hub 1 A", "gate hub 2 B")
    leg = leg_over(sky)
    assert [way.km for closed in ("", "B", "CD") if (way := leg.way(frozenset(closed)))] == [1, 1, 1]
    assert sky.asked == [("gate", "hub", NOTHING)]


def test_closures_turn_the_way_one_after_another() -> None:
    leg = leg_over(ways("gate hub 1 A", "gate hub 2 B", "gate hub 3 C"))
    way = leg.way(frozenset("ABD"))
    assert way is not None
    assert (way.km, leg.met(frozenset("ABD")), leg.crossed(frozenset("ABD"))) == (3, frozenset("AB"), frozenset("C"))
    assert leg.met(frozenset("BD")) == NOTHING


def test_a_leg_without_any_way_has_none_whatever_is_closed() -> None:
    leg = leg_over(ways())
    assert (leg.way(), leg.crossed()) == (None, NOTHING)


@settings(max_examples=200, deadline=None)
@given(many_ways, st.lists(closures, max_size=6))
def test_the_way_is_the_shortest_legal_one_whatever_was_asked_before(
    sky: DrawnWays, asked: list[frozenset[str]]
) -> None:
    leg = leg_over(sky)
    for closed in asked:
        way, shortest = leg.way(closed), sky.shortest("gate", "hub", closed)
        assert (way.km if way else None) == (shortest.km if shortest else None)
        assert way is None or closed.isdisjoint(way.overflown)
        met = leg.met(closed)
        assert met <= closed
        assert leg.way(met) == way
    assert len(set(sky.asked)) == len(sky.asked)
