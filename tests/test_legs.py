"""A leg finds the shortest way around any closures, asks for each search once, and names the sets that break it."""

from __future__ import annotations

from itertools import chain, combinations

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


def sets(*texts: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(text) for text in texts)


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
    assert (leg.way(), leg.crossed(), leg.breaking_sets(lambda _: True)) == (None, NOTHING, (NOTHING,))


def test_what_breaks_a_leg_is_named_smallest_first() -> None:
    """Mozdok - Khmeimim in small: closing S breaks it, and so do T and I together."""
    leg = leg_over(ways("gate hub 1 S T", "gate hub 2 S I", "gate hub 9 S"))
    assert leg.breaking_sets(lambda way: way.km <= 2) == sets("S", "IT")
    assert leg.breaking_sets(lambda way: way.km <= 2, order=1) == sets("S")
    assert leg.breaking_sets(lambda way: way.km <= 1) == sets("S", "T")


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


@settings(max_examples=200, deadline=None)
@given(many_ways, st.integers(0, 9))
def test_breaking_sets_are_those_that_trying_all_finds(sky: DrawnWays, longest: int) -> None:
    def breaks(closed: frozenset[str]) -> bool:
        way = sky.shortest("gate", "hub", closed)
        return way is None or way.km > longest

    tried = chain.from_iterable(combinations(COUNTRIES, size) for size in range(4))
    broken = [frozenset(some) for some in tried if breaks(frozenset(some))]
    minimal = {some for some in broken if not any(other < some for other in broken)}
    assert set(leg_over(sky).breaking_sets(lambda way: way.km <= longest)) == minimal
