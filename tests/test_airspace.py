"""Ways around drawn airspaces, against closed forms and the slow way; nothing here reads the facts."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geo.airspace import Airspace, NoWay
from geo.airway import AirPath, densify
from geo.errors import UnknownIdError
from geo.sphere import EARTH_KM, geodesic_km
from tests.drawn_skies import box, disc, length_km, round_disc_km, sky, slow_km

NONE: frozenset[str] = frozenset()
A, B = frozenset({"AAA"}), frozenset({"BBB"})

WALL = {"AAA": (box(-1, -10, 1, 10),), "BBB": (box(1, -10, 3, 0),)}
"""AAA stands in the way from west to east; BBB leans on the south of it."""

SHIFTS, REACHES = st.floats(0, 0.8), st.floats(0.3, 2.0)
SPOTS = st.tuples(st.floats(-4, 6), st.floats(-2.5, 2.5))


@pytest.fixture(scope="module")
def wall() -> Airspace:
    """A wall between two places over the open sea, and one place within it."""
    places = {"west": (-5.0, -2.0, None), "east": (6.0, -2.0, None), "within": (0.0, 0.0, "AAA")}
    return sky(WALL, places)


def way(airspace: Airspace, origin: str, target: str, closed: frozenset[str]) -> AirPath:
    path = airspace.path(origin, target, closed=closed)
    assert path is not None
    return path


@pytest.mark.parametrize(
    ("centre", "radius_km", "start", "end"),
    [
        ((30, 40), 500, (20, 40), (42, 39)),
        ((180, 50), 400, (171, 49), (-170, 51)),
        ((-179, -20), 700, (170, -19), (-168, -22)),
        ((40, 87), 600, (-60, 80), (130, 81)),
        ((0, -90), 900, (10, -75), (170, -72)),
        ((10, 0), 300, (0, 3.5), (20, 3.5)),
    ],
    ids=["plain", "on the antimeridian", "beside it", "near the pole", "on the pole", "beside the way"],
)
def test_a_way_round_a_disc_is_as_long_as_the_closed_form_says(centre, radius_km, start, end) -> None:
    airspace = sky({"AAA": (disc(centre, radius_km),)}, {"start": (*start, None), "end": (*end, None)})
    found, exact = way(airspace, "start", "end", A), round_disc_km(start, end, centre, radius_km)
    assert exact - 0.01 <= length_km(found.points) <= exact + 0.5
    assert airspace.crossed(found, A) == ()


def test_the_closed_form_is_the_published_one() -> None:
    assert round_disc_km((20, 40), (42, 39), (30, 40), 500) == pytest.approx(2150.97, abs=0.01)
    assert round_disc_km((20, 40), (42, 39), (30, 40), 1) == pytest.approx(1886.10, abs=0.01)


def test_a_way_that_nothing_bars_is_the_geodesic(wall: Airspace) -> None:
    path = way(wall, "west", "east", NONE)
    assert path.km == pytest.approx(float(geodesic_km(-5, -2, 6, -2)), abs=0.001)
    assert (path.points, path.bends) == (((-5, -2), (6, -2)), 0)


def test_a_way_names_whose_airspace_it_needs_in_the_order_flown(wall: Airspace) -> None:
    assert way(wall, "west", "east", NONE).overflown == ("AAA", "BBB")
    assert way(wall, "east", "west", NONE).overflown == ("BBB", "AAA")
    assert way(wall, "within", "east", NONE).overflown[0] == "AAA"


def test_a_way_goes_round_what_is_closed(wall: Airspace) -> None:
    path = way(wall, "west", "east", A)
    assert path.km > way(wall, "west", "east", NONE).km
    assert "AAA" not in path.overflown
    assert path.bends == len(path.points) - 2 > 0
    assert wall.crossed(path, A) == ()
    assert wall.crossed(way(wall, "west", "east", NONE), A | B) == ("AAA", "BBB")


def test_to_close_what_a_way_does_not_need_leaves_it_as_it_is(wall: Airspace) -> None:
    northern = way(wall, "west", "within", NONE)
    assert way(wall, "west", "within", B) == northern


def test_a_way_is_as_long_as_the_table_says_and_the_same_both_ways(wall: Airspace) -> None:
    km = wall.distances_km(A)
    row = {place: row for row, place in enumerate(wall.places)}
    assert km[row["west"], row["east"]] == pytest.approx(way(wall, "west", "east", A).km, abs=1e-6)
    assert np.array_equal(km, km.T)
    assert way(wall, "east", "west", A).points == way(wall, "west", "east", A).points[::-1]


def test_a_closed_host_is_the_reason_that_there_is_no_way(wall: Airspace) -> None:
    assert wall.path("west", "within", closed=A) is None
    assert wall.why_not("west", "within", closed=A) is NoWay.CLOSED_HOST_TARGET
    assert wall.why_not("within", "west", closed=A) is NoWay.CLOSED_HOST_ORIGIN
    assert wall.why_not("within", "within", closed=A) is NoWay.CLOSED_HOST_ORIGIN
    assert wall.why_not("west", "east", closed=A) is None
    km = wall.distances_km(A)
    assert np.isinf(km[wall.places.index("within")]).all()


def test_a_place_that_is_fenced_in_has_no_way() -> None:
    ring = (disc((0, 0), 900), disc((0, 0), 600)[::-1])
    airspace = sky({"AAA": ring}, {"inside": (0, 0, None), "outside": (20, 0, None)})
    assert airspace.why_not("inside", "outside", closed=A) is NoWay.NO_WAY
    assert np.isinf(airspace.distances_km(A)[0, 1])


def test_a_place_is_no_way_from_itself(wall: Airspace) -> None:
    path = way(wall, "within", "within", NONE)
    assert (path.points, path.km, path.bends, path.overflown) == (((0, 0),), 0, 0, ("AAA",))
    assert densify(path) == ((0.0, 0.0),)


def test_no_way_leads_through_a_place() -> None:
    places = {"west": (-5.0, 0.0, None), "corner": (0.0, 10.3, None), "east": (5.0, 0.0, None)}
    airspace = sky({"AAA": (box(-1, -30, 1, 10),)}, places)
    assert (0.0, 10.3) not in way(airspace, "west", "east", A).points


def test_near_an_airfield_the_airspace_of_others_does_not_count() -> None:
    # Both fields lie 11 km off a border that runs north and south; the deep one lies 100 km beyond it.
    airspaces = {"AAA": (box(-3, -3, 0, 3),), "BBB": (box(0, -3, 3, 3),)}
    places = {"field": (-0.1, 0.0, "AAA"), "near": (0.1, 0.4, None), "far": (0.1, 1.5, None), "deep": (0.9, 0.0, None)}
    airspace = sky(airspaces, places)
    assert way(airspace, "field", "near", B).bends == 0
    assert "BBB" not in way(airspace, "field", "near", NONE).overflown
    assert airspace.path("field", "deep", closed=B) is None
    beside = way(airspace, "field", "far", B)
    assert airspace.crossed(beside, B) == ()
    assert beside.km < way(airspace, "field", "far", NONE).km + 2


def test_the_host_of_an_airfield_always_counts() -> None:
    airspace = sky({"AAA": (box(-3, -3, 0, 3),)}, {"field": (0.01, 0.0, "AAA"), "sea": (0.2, 0.0, None)})
    assert way(airspace, "field", "sea", NONE).overflown == ("AAA",)
    assert airspace.why_not("field", "sea", closed=A) is NoWay.CLOSED_HOST_ORIGIN


def test_a_drawn_way_does_not_jump_across_the_map() -> None:
    places = {"west": (170.0, 50.0, None), "east": (-170.0, 50.0, None)}
    lon = [point[0] for point in densify(way(sky({"AAA": (disc((180, 50), 200),)}, places), "west", "east", A))]
    assert max(abs(b - a) for a, b in pairwise(lon)) < 5


def test_an_unknown_place_is_answered_with_the_nearest(wall: Airspace) -> None:
    with pytest.raises(UnknownIdError, match=r"`wets` .*did you mean `west`"):
        wall.path("wets", "east", closed=NONE)
    assert not wall.is_known("wets")


def test_an_unknown_country_is_refused(wall: Airspace) -> None:
    for ask in (wall.distances_km, lambda closed: wall.path("west", "east", closed=closed)):
        with pytest.raises(UnknownIdError, match=r"`AAB` .*did you mean `AAA`"):
            ask(frozenset({"AAB"}))
    with pytest.raises(UnknownIdError, match="XYZ"):
        wall.obstacle("XYZ")


def test_the_operator_cannot_be_closed_to_itself() -> None:
    airspace = sky({"RUS": (box(0, 0, 5, 5),)}, {"home": (2, 2, "RUS"), "sea": (9, 2, None)})
    with pytest.raises(UnknownIdError, match="its own flights"):
        airspace.distances_km(frozenset({"RUS"}))


def test_what_is_handed_out_cannot_be_written_to(wall: Airspace) -> None:
    for values in (wall.distances_km(A), wall.obstacle("AAA")[0]):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 0


def test_a_place_knows_its_host_and_where_it_lies(wall: Airspace) -> None:
    assert (wall.host("within"), wall.host("west"), wall.point("west")) == ("AAA", None, (-5, -2))


@st.composite
def star(draw: st.DrawFn, west: float) -> np.ndarray:
    """A ring with corners at random distances all around a middle, so with bays and spikes."""
    corners = draw(st.integers(5, 9))
    shift, reach = (np.array(draw(st.lists(few, min_size=corners, max_size=corners))) for few in (SHIFTS, REACHES))
    turn = (np.arange(corners) + shift) * 2 * np.pi / corners
    return np.round(np.column_stack([west + reach * np.cos(turn), reach * np.sin(turn)]), 4)


@settings(max_examples=60, deadline=None)
@given(first=star(west=-1.5), second=star(west=1.0), far=star(west=3.0), start=SPOTS, end=SPOTS)
def test_no_way_is_lost_by_what_the_preparation_leaves_out(first, second, far, start, end) -> None:
    rings = {"AAA": (first,), "BBB": (second,), "CCC": (far,)}
    everything = shapely.union_all([shapely.make_valid(shapely.Polygon(ring)) for (ring,) in rings.values()])
    assume(min(everything.distance(shapely.Point(spot)) for spot in (start, end)) > 0.3)
    airspace = sky(rings, {"start": (*start, None), "end": (*end, None)})
    for closed in (A | B, A | B | {"CCC"}):
        found, slow = (
            airspace.path("start", "end", closed=closed),
            slow_km(start, end, tuple(rings[c][0] for c in closed)),
        )
        assert (found is None) == (slow == np.inf)
        assert found is None or airspace.crossed(found, closed) == ()
        assert found is None or length_km(found.points) <= slow + 0.5 + slow * 0.0005


@settings(max_examples=25, deadline=None)
@given(first=star(west=-1.0), second=star(west=1.0), start=st.floats(-3, 3))
def test_closing_more_never_shortens_a_way(first, second, start) -> None:
    airspace = sky({"AAA": (first,), "BBB": (second,)}, {"start": (-5.0, start, None), "end": (5.0, 0.0, None)})
    lengths = [airspace.distances_km(closed)[0, 1] for closed in (NONE, A, A | B)]
    assert lengths[0] <= lengths[1] + 0.5
    assert lengths[1] <= lengths[2] + 0.5


def test_half_the_earth_away_there_is_no_straight_way_to_tell() -> None:
    airspace = sky({"AAA": (disc((90, 0), 500),)}, {"start": (0, 0, None), "end": (179.9, 0, None)})
    assert airspace.path("start", "end", closed=NONE) is None
    assert way(airspace, "start", "end", A).km == pytest.approx(np.pi * EARTH_KM, rel=0.02)
