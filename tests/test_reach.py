"""Range areas are true ground on the earth, detours included, wherever the map is cut."""

from __future__ import annotations

from datetime import date
from functools import cache

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.airspace import Airspace, load_airspace
from geo.build.airspace import FILE, Place, tables_of
from geo.closures import closed_sky
from geo.errors import UnknownIdError
from geo.ground import MapPolygon, flattened, raised
from geo.reach import ReachArea, lost_ground, reach
from geo.sphere import EARTH_KM, destinations, geodesic_km, to_vectors, unwrapped
from geo.world import World, load_world
from tests.places import DATA

POINTS = {"mid": (30.0, 40.0), "date line": (179.5, 10.0), "north": (20.0, 88.0), "south": (-70.0, -86.0)}
"""Where drawn origins lie."""

OPEN: frozenset[str] = frozenset()


def around(lon: float, lat: float, *, bearing: float, km: float) -> tuple[float, float]:
    """Return the point some way from another."""
    there = destinations(*(np.array([value]) for value in (lon, lat, bearing, km)))
    return float(there[0][0]), float(there[1][0])


def disc(lon: float, lat: float, *, radius_km: float) -> np.ndarray:
    """Return a round airspace of 120 corners, its longitudes without a jump."""
    corners = [around(lon, lat, bearing=-bearing, km=radius_km) for bearing in np.arange(0, 360, 3)]
    lon_deg, lat_deg = np.array(corners).T
    return np.column_stack([unwrapped(lon_deg), lat_deg])


@cache
def drawn(origin: str) -> Airspace:
    """Return four round airspaces of 400 km about 1,500 km from a place `o`, and places behind and beside them."""
    lon, lat = POINTS[origin]
    spots = {code: around(lon, lat, bearing=b, km=1500) for code, b in zip("NESW", (0, 90, 180, 270), strict=True)}
    ends = {"o": (lon, lat), "behind": around(lon, lat, bearing=90, km=2500)}
    ends["beside"] = around(lon, lat, bearing=45, km=2000)
    places = [Place(id=name, lon=x, lat=y, host=None) for name, (x, y) in sorted(ends.items())]
    return Airspace(tables_of({code: (disc(*spot, radius_km=400),) for code, spot in spots.items()}, places, {}))


@cache
def area(origin: str, closed: str = "", range_km: float = 3000.0) -> ReachArea:
    return reach(drawn(origin), "o", closed=frozenset(closed), range_km=range_km)


@cache
def real() -> Airspace:
    return load_airspace(DATA / FILE)


@cache
def world() -> World:
    return load_world(DATA)


def size_km2(polygons: tuple[MapPolygon, ...]) -> float:
    """Return the area of polygons of the map, summed by cells of the sphere; to about one in a thousand."""
    step = 0.5
    lat = np.arange(-90 + step / 2, 90, step)
    lon = np.arange(-180 + step / 2, 180, step)
    x, y = np.meshgrid(lon, lat)
    inside = np.zeros(x.shape, dtype=bool)
    for outer, *holes in polygons:
        inside ^= shapely.contains_xy(shapely.Polygon(outer, holes), x, y)
    cell = (np.radians(step) * EARTH_KM) ** 2
    return float(np.sum(np.cos(np.radians(y))[inside]) * cell)


def holds(area: ReachArea, point: tuple[float, float]) -> bool:
    return bool(area.ground.contains(shapely.Point(point)))


@pytest.mark.parametrize("origin", POINTS)
@settings(deadline=None, max_examples=50)
@given(bearing=st.floats(min_value=0, max_value=360))
def test_with_nothing_closed_the_ground_ends_at_the_range_in_every_direction(origin: str, bearing: float) -> None:
    lon, lat = POINTS[origin]
    assert holds(area(origin), around(lon, lat, bearing=bearing, km=2995))
    assert not holds(area(origin), around(lon, lat, bearing=bearing, km=3005))


@pytest.mark.parametrize("origin", POINTS)
def test_with_nothing_closed_the_ground_is_as_large_as_a_cap(origin: str) -> None:
    cap = 2 * np.pi * EARTH_KM**2 * (1 - np.cos(3000 / EARTH_KM))
    assert size_km2(area(origin).polygons) == pytest.approx(cap, rel=0.01)


@pytest.mark.parametrize("origin", POINTS)
def test_no_polygon_leaves_the_map_or_runs_across_it(origin: str) -> None:
    for polygon in area(origin, "NESW").polygons:
        for ring in polygon:
            line = np.array(ring)
            assert np.abs(line[:, 0]).max() <= 180 and np.abs(line[:, 1]).max() <= 90
            inner = line[np.abs(line[:, 1]) < 85]
            steps = np.abs(np.diff(inner[:, 0]))
            assert steps.max(initial=0) < 90 or origin in {"north", "south"}


def detour_km(to_centre_km: float, beyond_km: float, *, radius_km: float) -> float:
    """Return the shortest way past a round obstacle to a point right behind it (method: section 9)."""
    near, far, radius = (km / EARTH_KM for km in (to_centre_km, beyond_km, radius_km))
    turn = np.pi - np.arccos(np.tan(radius) / np.tan(near)) - np.arccos(np.tan(radius) / np.tan(far))
    straight = np.arccos(np.cos(near) / np.cos(radius)) + np.arccos(np.cos(far) / np.cos(radius))
    return float((straight + np.sin(radius) * turn) * EARTH_KM)


@pytest.mark.parametrize("origin", POINTS)
def test_behind_a_round_obstacle_the_ground_ends_where_the_closed_form_says(origin: str) -> None:
    beyond = np.linspace(700, 1500, 801)
    ways = np.array([detour_km(1500, km, radius_km=400) for km in beyond])
    end_km = 1500 + float(beyond[np.argmin(np.abs(ways - 3000))])
    lon, lat = POINTS[origin]
    assert end_km < 2960
    assert holds(area(origin, "E"), around(lon, lat, bearing=90, km=end_km - 15))
    assert not holds(area(origin, "E"), around(lon, lat, bearing=90, km=end_km + 15))


@pytest.mark.parametrize("origin", POINTS)
def test_closed_airspace_itself_is_no_part_of_the_ground(origin: str) -> None:
    lon, lat = POINTS[origin]
    for km in (1110, 1500, 1890):
        assert not holds(area(origin, "E"), around(lon, lat, bearing=90, km=km))
    assert holds(area(origin, "E"), around(lon, lat, bearing=90, km=1090))
    assert holds(area(origin, "E"), around(lon, lat, bearing=90, km=1910))


def test_places_within_range_are_told_with_their_true_distance_nearest_first() -> None:
    assert [name for name, _ in area("mid").places] == ["beside", "behind"]
    found = dict(area("mid", "E").places)
    assert found["behind"] == pytest.approx(detour_km(1500, 1000, radius_km=400), rel=0.005)
    assert "behind" not in dict(area("mid", "E", 2520).places)


def test_where_the_sky_over_the_origin_is_closed_nothing_is_reached() -> None:
    lon, lat = POINTS["mid"]
    home = Airspace(
        tables_of({"HOM": (disc(lon, lat, radius_km=300),)}, [Place(id="o", lon=lon, lat=lat, host="HOM")], {})
    )
    found = reach(home, "o", closed=frozenset({"HOM"}), range_km=2000)
    assert (found.polygons, found.places) == ((), ())
    assert reach(home, "o", closed=OPEN, range_km=2000).polygons


def test_with_no_range_nothing_is_reached() -> None:
    assert area("mid", "", 0.0).polygons == ()
    assert area("mid", "", 0.0).places == ()


def test_an_unknown_origin_is_refused() -> None:
    with pytest.raises(UnknownIdError, match="nowhere"):
        reach(drawn("mid"), "nowhere", closed=OPEN, range_km=1000)


@settings(deadline=None, max_examples=16)
@given(
    origin=st.sampled_from(sorted(POINTS)), less=st.sets(st.sampled_from("NESW")), more=st.sets(st.sampled_from("NESW"))
)
def test_closing_less_never_loses_ground(origin: str, less: set[str], more: set[str]) -> None:
    few, many = (area(origin, "".join(sorted(codes))) for codes in (less, less | more))
    assert dict(many.places).keys() <= dict(few.places).keys()
    gained = size_km2(lost_ground(many, few))
    assert gained <= 0.002 * size_km2(few.polygons)


def test_lost_ground_is_what_one_area_has_and_another_has_not() -> None:
    lost = size_km2(lost_ground(area("mid"), area("mid", "E")))
    assert lost == pytest.approx(size_km2(area("mid").polygons) - size_km2(area("mid", "E").polygons), rel=0.02)
    assert lost_ground(area("mid"), area("mid")) == ()


@settings(deadline=None)
@given(lon=st.floats(-180, 180), lat=st.floats(-90, 90), to_lon=st.floats(-180, 180), to_lat=st.floats(-90, 90))
def test_what_is_flattened_can_be_raised_again(lon: float, lat: float, to_lon: float, to_lat: float) -> None:
    centre, point = to_vectors(np.array(lon), np.array(lat)), to_vectors(np.array([to_lon]), np.array([to_lat]))
    assert np.allclose(raised(flattened(point, centre), centre), point, atol=1e-7)


@pytest.mark.parametrize("origin", ["chkalovsky", "khmeimim", "al-khadim", "bamako-senou"])
@pytest.mark.parametrize("range_km", [2000.0, 3300.0, 6000.0])
def test_the_places_of_the_data_lie_on_the_ground_or_off_it_as_their_ways_say(origin: str, range_km: float) -> None:
    closed = closed_sky(world(), date(2024, 11, 26)).everywhere
    found, within = reach(real(), origin, closed=closed, range_km=range_km), set()
    for name, _ in found.places:
        within.add(name)
        assert found.ground.distance(shapely.Point(real().point(name))) < 0.4, name
    lengths = dict(zip(real().places, real().distances_km(closed)[real().places.index(origin)], strict=True))
    for name in set(real().places) - within - {origin}:
        point = shapely.Point(real().point(name))
        if np.isfinite(lengths[name]) and found.ground.contains(point):
            assert found.ground.boundary.distance(point) < 0.4, name


def test_a_drawn_detour_is_longer_than_the_straight_way() -> None:
    (x, y), (to_x, to_y) = (drawn("mid").point(name) for name in ("o", "behind"))
    straight = float(geodesic_km(*(np.array(value) for value in (x, y, to_x, to_y))))
    assert straight == pytest.approx(2500, abs=1)
    assert dict(area("mid", "E").places)["behind"] > straight


def test_no_band_along_a_coast_counts_as_lost_for_how_it_was_drawn() -> None:
    """Turkey lies east of the coasts of Spain: closing it changes no way to them."""
    facts, airspace = load_world(DATA), load_airspace(DATA / "airspace.npz")
    shut = closed_sky(facts, date(2024, 11, 26)).between("SYR", "SYR")
    before, after = (reach(airspace, "khmeimim", closed=closed, range_km=6636.0) for closed in (shut, shut | {"TUR"}))
    corners = [corner for polygon in lost_ground(before, after) for corner in polygon[0]]
    assert corners
    assert not [(lon, lat) for lon, lat in corners if lon < 10 and lat < 52]


def slits(found: ReachArea) -> list[tuple[float, ...]]:
    """Return the bounds of what is missing in hairlines longer than three degrees: ground that lies on both sides."""
    half_deg = 0.08
    closed = found.ground.buffer(half_deg, join_style="mitre").buffer(-half_deg, join_style="mitre")
    missing = shapely.get_parts(closed.difference(found.ground))
    return [part.bounds for part in missing if part.area > 0.03 and part.length > 6]


@pytest.mark.parametrize("range_km", [3300.0, 4336.0, 6000.0])
@pytest.mark.parametrize("origin", ["chkalovsky", "khmeimim", "al-khadim", "bangui-mpoko"])
def test_no_slit_opens_where_a_way_begins_to_turn(origin: str, range_km: float) -> None:
    closed = closed_sky(world(), date(2024, 11, 26)).everywhere
    for shut in (closed, closed | {"TUR"}):
        assert slits(reach(real(), origin, closed=shut, range_km=range_km)) == []
