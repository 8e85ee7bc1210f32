"""Points and arcs on the earth: against published geodesics, and where maps have their seams."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.airway import AirPath, densify, enters, entry_km, without_ends
from geo.sphere import (
    EARTH_KM,
    along,
    angles,
    azimuths,
    crossings_km,
    edges_of,
    geodesic_km,
    is_inside,
    to_lon_lat,
    to_vectors,
    turned,
    unwrapped,
)

# Longitude and latitude of both ends, and metres: the test set of GeographicLib (C. F. F. Karney, MIT licence).
GEODESICS = [
    ((-139.44815, 35.60777), (-69.95921, -11.17491), 8935244.5605),
    ((106.05087, 55.52454), (197.18234, 77.03196), 4105086.1714),
    ((142.59065, -21.97856), (98.56635, 41.84138), 8394328.8947),
    ((112.2363, -66.99028), (285.90344, -12.70631), 11150344.2312),
    ((173.34268, -17.42761), (5.93557, -15.84784), 16076603.1631),
    ((48.28919, 32.84994), (202.29132, -56.28556), 16727068.9438),
    ((52.74123, 6.96833), (206.17291, -7.39675), 17102477.2497),
    ((-16.30485, -50.56724), (-94.97412, -33.56571), 6455670.5119),
    ((-8.90775, -58.93002), (133.13503, -8.91104), 11756066.0220),
    ((-74.28391, -68.82867), (-8.36685, -50.63005), 3956936.9261),
    ((-32.0898, -10.62672), (-134.31681, 5.883), 11470869.3865),
    ((166.90563, -21.76221), (213.97627, 48.72884), 9098627.3987),
    ((-174.47484, -19.79938), (-154.35109, -11.99349), 2319004.8601),
    ((-116.94513, -11.95887), (7.16501, 4.57352), 13834722.5801),
    ((85.66836, -87.85331), (16.09921, 66.48646), 17286615.3147),
    ((128.32011, 1.74708), (11.87109, -11.16617), 12942901.1241),
    ((-144.90758, -25.72959), (-269.17879, -57.70581), 9413446.7452),
    ((122.32875, -41.22777), (130.37946, -7.57291), 3812686.0351),
    ((138.25278, 11.01307), (247.05981, 6.62726), 11911190.8190),
    ((95.14681, -29.47124), (-69.15955, -27.46601), 13487015.8381),
]


JFK_TO_ORLY = ((-73.8, 40.6), (2.55, 49.01666667), 5853226.0)
"""Its test GeodSolve0, given to half a metre."""

points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


def vector(point: tuple[float, float]) -> np.ndarray:
    return to_vectors(*np.array(point))


def box(west: float, south: float, east: float, north: float) -> np.ndarray:
    return np.array([(west, south), (east, south), (east, north), (west, north)])


@pytest.mark.parametrize(("start", "end", "metres"), GEODESICS)
def test_lengths_are_those_of_the_published_geodesics(start, end, metres) -> None:
    assert geodesic_km(*start, *end) * 1000 == pytest.approx(metres, abs=0.001)


def test_a_length_is_as_published_from_new_york_to_paris() -> None:
    start, end, metres = JFK_TO_ORLY
    assert geodesic_km(*start, *end) * 1000 == pytest.approx(metres, abs=0.5)


@given(point=points)
def test_a_point_comes_back_from_its_vector(point) -> None:
    lon, lat = to_lon_lat(vector(point))
    assert vector((float(lon), float(lat))) == pytest.approx(vector(point), abs=1e-12)


def test_an_angle_of_a_metre_is_as_exact_as_one_across_the_earth() -> None:
    metre = np.degrees(0.001 / EARTH_KM)
    assert angles(vector((0, 0)), vector((metre, 0))) * EARTH_KM == pytest.approx(0.001, rel=1e-9)
    assert angles(vector((0, 0)), vector((180, 0))) == pytest.approx(np.pi)


def test_halfway_along_the_equator_is_halfway() -> None:
    halfway = along(vector((170, 0)), vector((-170, 0)), np.array([0.5]))
    assert halfway == pytest.approx(vector((180, 0))[None], abs=1e-12)


@pytest.mark.parametrize(
    ("ring", "inside", "outside"),
    [
        (box(10, 10, 20, 20), (15, 15), (5, 15)),
        (box(170, -5, 190, 5), (-175, 0), (165, 0)),
        (np.array([(0, 70), (90, 70), (180, 70), (-90, 70)]), (45, 89), (45, 60)),
        (np.array([(0, -70), (-90, -70), (180, -70), (90, -70)]), (45, -90), (0, -60)),
    ],
    ids=["plain", "across the antimeridian", "round the north pole", "round the south pole"],
)
def test_a_point_is_inside_of_a_ring_and_its_opposite_is_not(ring, inside, outside) -> None:
    edges = edges_of([ring])
    assert is_inside(vector(inside), edges)
    assert not is_inside(vector(outside), edges)
    assert not is_inside(-vector(inside), edges)


def test_a_hole_is_outside() -> None:
    edges = edges_of([box(0, 0, 30, 30), box(10, 10, 20, 20)[::-1]])
    assert is_inside(vector((5, 5)), edges)
    assert not is_inside(vector((15, 15)), edges)


def test_an_arc_along_the_equator_crosses_a_meridian_where_it_stands() -> None:
    meridian = edges_of([np.array([(10, -5), (10, 5), (40, 0)])])
    first, *others = crossings_km(vector((0, 0)), vector((20, 0)), meridian)
    assert first == pytest.approx(np.radians(10) * EARTH_KM)
    assert np.isnan(others).all()


def test_an_arc_does_not_cross_what_lies_on_the_other_side_of_the_earth() -> None:
    opposite = edges_of([np.array([(-170, 5), (-170, -5), (-140, 0)])])
    assert np.isnan(crossings_km(vector((0, 0)), vector((20, 0)), opposite)).all()


def test_an_arc_through_a_corner_does_not_slip_between_two_edges() -> None:
    ridge = edges_of([np.array([(0, -1), (20, -1), (10, 0)])])
    assert np.isfinite(crossings_km(vector((10, 5)), vector((10, -0.5)), ridge)).sum() == 1
    assert enters(np.stack([vector((10, 5)), vector((10, -0.5))]), ridge)


@given(start=points, end=points)
def test_an_arc_crosses_a_closed_ring_an_odd_number_of_times_only_to_change_sides(start, end) -> None:
    if abs(np.dot(vector(start), vector(end))) > 0.9999:
        return
    ring = edges_of([box(-30, -30, 30, 30)])
    crossed = np.isfinite(crossings_km(vector(start), vector(end), ring)).sum()
    assert (crossed % 2 == 1) == (is_inside(vector(start), ring) != is_inside(vector(end), ring))


def test_directions_are_counted_counter_clockwise() -> None:
    seen = azimuths(np.stack([vector((1, 0)), vector((0, 1)), vector((-1, 0))]), vector((0, 0)))
    assert turned(np.diff(seen)) == pytest.approx([np.pi / 2, np.pi / 2])


def test_an_airspace_begins_where_the_way_comes_to_it() -> None:
    airspace = edges_of([box(10, -5, 20, 5)])
    assert entry_km(vector((0, 0)), vector((30, 0)), airspace) == pytest.approx(np.radians(10) * EARTH_KM)
    assert entry_km(vector((15, 0)), vector((30, 0)), airspace) == 0
    assert entry_km(vector((30, 0)), vector((40, 0)), airspace) == np.inf


def test_a_way_without_its_ends_lacks_them_and_a_short_one_all() -> None:
    way = np.stack([vector((0, 0)), vector((0, 10)), vector((10, 10))])
    rest = without_ends(way, 30)
    assert angles(rest[0], way[0]) * EARTH_KM == pytest.approx(30)
    assert angles(rest[-1], way[-1]) * EARTH_KM == pytest.approx(30)
    assert len(without_ends(way[:1], 30)) == len(without_ends(np.stack([vector((0, 0)), vector((0.1, 0))]), 30)) == 0


def test_a_way_drawn_across_the_antimeridian_does_not_jump() -> None:
    way = AirPath(points=((170.0, 60.0), (-170.0, 60.0)), km=0.0, overflown=(), bends=0)
    lon, lat = np.array(densify(way, step_km=100)).T
    assert np.abs(np.diff(lon)).max() < 5
    assert (lon[0], lon[-1]) == pytest.approx((170, 190))
    assert lat.max() > 60.3


def test_longitudes_run_on_over_the_antimeridian_and_come_back_to_the_last_digit() -> None:
    assert unwrapped(np.array([170.1, -170.1, 170.1, -170.1])).tolist() == [170.1, 360 - 170.1, 170.1, 360 - 170.1]
    assert len(unwrapped(np.empty(0))) == 0
