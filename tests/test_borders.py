"""The shipped outlines: borders as recognised in every file, areas that fit the base map, files that stay small."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from math import pi

import geopandas as gpd
import pytest
import shapely
from pyproj import Geod
from shapely import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from tests.places import DATA

TOWNS = {
    "Sevastopol": (33.52, 44.60, "UKR"),
    "Simferopol": (34.10, 44.95, "UKR"),
    "Kerch": (36.45, 45.35, "UKR"),
    "Donetsk": (37.80, 48.00, "UKR"),
    "Sukhumi": (41.02, 43.01, "GEO"),
    "Tskhinvali": (43.96, 42.23, "GEO"),
    "Tiraspol": (29.64, 46.85, "MDA"),
    "Kyrenia": (33.31, 35.33, "CYP"),
    "Nicosia": (33.36, 35.17, "CYP"),
    "Hargeisa": (44.06, 9.56, "SOM"),
    "Baikonur": (63.30, 45.95, "KAZ"),
    "Stepanakert": (46.75, 39.82, "AZE"),
    "Rostov": (39.70, 47.23, "RUS"),
    "Agadir": (-9.58, 30.42, "MAR"),
    "Laayoune": (-13.19, 27.14, "ESH"),
    "Dakhla": (-15.95, 23.72, "ESH"),
    "Smara": (-11.67, 26.74, "ESH"),
    "Tifariti": (-10.57, 26.16, "ESH"),
    "Pristina": (21.16, 42.66, "XKX"),
    "Katzrin": (35.69, 32.99, "XGO"),
    "Majdal Shams": (35.77, 33.27, "XGO"),
    "Tiberias": (35.53, 32.79, "ISR"),
    "Kiryat Shmona": (35.57, 33.21, "ISR"),
    "Quneitra": (35.824, 33.126, "SYR"),
}
OWN_OUTLINES = {"held-golan": "XGO"}
"""Held areas that are on no state's ground in the base map, though one is the recognised state."""

AT_SEA_KM = 5.0
MEGABYTE = 1_000_000


@cache
def countries() -> gpd.GeoSeries:
    """Return the outlines of the base map by country code."""
    return gpd.read_file(DATA / "basemap.topojson", layer="countries").set_index("iso").geometry


@cache
def drawn() -> tuple[tuple[str, frozenset[str], BaseGeometry], ...]:
    """Return every shape of every other file, with its name and the countries that it belongs to."""
    return (*_regions_and_areas(), *_de_facto())


def _regions_and_areas() -> Iterator[tuple[str, frozenset[str], BaseGeometry]]:
    shapes = {row["id"]: shapely.geometry.shape(row["geometry"]) for row in features("areas")}
    for row in features("regions"):
        yield row["id"], frozenset(row["properties"]["countries"]), shapely.geometry.shape(row["geometry"])
        for influence in row["properties"]["influence"]:
            if influence.get("area"):
                yield influence["area"], frozenset(influence["countries"]), shapes[influence["area"]]


def _de_facto() -> Iterator[tuple[str, frozenset[str], BaseGeometry]]:
    for row in features("de_facto"):
        lands = frozenset([OWN_OUTLINES.get(row["id"], row["properties"]["country"])])
        yield row["id"], lands, shapely.geometry.shape(row["geometry"])


def features(name: str) -> list[dict]:
    """Return the features of a GeoJSON file of the data."""
    return json.loads((DATA / f"{name}.geojson").read_text(encoding="utf-8"))["features"]


def km_between(shape: BaseGeometry, point: Point) -> float:
    """Return how far a point is from a shape."""
    nearest = nearest_points(shape, point)[0]
    return Geod(ellps="WGS84").inv(point.x, point.y, nearest.x, nearest.y)[2] / 1000


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_lies_in_its_recognised_state_and_in_no_other(town: str) -> None:
    lon, lat, state = TOWNS[town]
    point = Point(lon, lat)
    assert km_between(countries()[state], point) < 2
    assert set(countries().index[countries().contains(point)]) <= {state}


@pytest.mark.parametrize("town", TOWNS)
def test_no_area_or_region_gives_a_town_to_another_state(town: str) -> None:
    lon, lat, state = TOWNS[town]
    assert [name for name, lands, shape in drawn() if shape.contains(Point(lon, lat)) and state not in lands] == []


def test_what_is_held_de_facto_is_hatched() -> None:
    held = {row["id"]: shapely.geometry.shape(row["geometry"]) for row in features("de_facto")}
    towns = {
        "held-crimea": "Sevastopol",
        "held-abkhazia": "Sukhumi",
        "held-south-ossetia": "Tskhinvali",
        "held-transnistria": "Tiraspol",
        "held-northern-cyprus": "Kyrenia",
        "held-western-sahara": "Smara",
        "held-ukraine-mainland": "Donetsk",
        "held-golan": "Katzrin",
    }
    assert [name for name, town in towns.items() if not held[name].contains(Point(TOWNS[town][:2]))] == []
    assert set(held) == set(towns)


def test_borders_that_are_undetermined_say_so() -> None:
    frame = gpd.read_file(DATA / "basemap.topojson", layer="countries")
    assert {"ESH", "XGO", "XKX"} <= set(frame["iso"][frame["undetermined"].eq(True)]) <= {"ESH", "XGO", "XKX", "XSG"}


def test_the_golan_heights_lie_between_israel_and_syria_and_nothing_is_left_between() -> None:
    heights, israel, syria = (countries()[code] for code in ("XGO", "ISR", "SYR"))
    assert heights.geom_type == "Polygon" or len(heights.geoms) == 1
    assert heights.intersection(israel).length > 0.5
    assert heights.intersection(syria).length > 0.5
    assert israel.intersection(syria).length == 0


def test_countries_neither_overlap_nor_gape() -> None:
    assert countries().is_valid.all()
    assert shapely.coverage_is_valid(countries().to_numpy())


def test_every_shape_is_valid_and_lies_in_its_countries() -> None:
    for name, lands, shape in drawn():
        if shape.geom_type == "MultiPoint":
            continue
        room = shapely.union_all([countries()[land] for land in lands])
        slack = 0.1 if name in {row["id"] for row in features("regions")} else 0.02
        assert shape.is_valid, name
        assert room.buffer(slack).covers(shape), name


def test_whole_countries_are_the_very_outlines_of_the_base_map() -> None:
    areas = {name: shape for name, _, shape in drawn()}
    for name, code in {"ukraine": "UKR", "syria": "SYR", "mali": "MLI", "russia": "RUS"}.items():
        assert areas[name].symmetric_difference(countries()[code]).area < 0.01, name


def test_no_slit_is_left_between_provinces() -> None:
    for row in features("areas"):
        shape = shapely.geometry.shape(row["geometry"])
        closed = shape.buffer(0.02, join_style="mitre").buffer(-0.02, join_style="mitre")
        lands = next(lands for name, lands, _ in drawn() if name == row["id"])
        slits = closed.intersection(shapely.union_all([countries()[land] for land in lands])).difference(shape)
        assert slits.area < 0.003, row["id"]


def test_no_area_is_a_circle() -> None:
    for row in features("areas"):
        largest = max(shapely.get_parts(shapely.geometry.shape(row["geometry"])), key=lambda piece: piece.area)
        assert 4 * pi * largest.area / largest.length**2 < 0.8, row["id"]


def test_the_parts_that_leave_room_leave_it() -> None:
    areas = {name: shape for name, _, shape in drawn()}
    assert not areas["libya-east-south"].contains(Point(13.19, 32.89)), "Tripoli"
    assert areas["libya-east-south"].contains(Point(20.07, 32.08)), "Benghazi"
    assert not areas["syria-coast"].contains(Point(36.29, 33.51)), "Damascus"
    assert not areas["georgia-controlled"].intersects(Point(43.96, 42.23)), "Tskhinvali"
    assert km_between(areas["sudan-red-sea-coast"], Point(37.22, 19.62)) < 2, "Port Sudan"


def test_shapes_follow_the_standard_of_geojson() -> None:
    for name in ("areas", "regions", "de_facto"):
        for row in features(name):
            shape = shapely.geometry.shape(row["geometry"])
            west, south, east, north = shape.bounds
            assert west >= -180 and east <= 180 and south >= -90 and north <= 90, row["id"]
            if shape.geom_type.endswith("Polygon"):
                assert all(piece.exterior.is_ccw for piece in shapely.get_parts(shape)), row["id"]


def test_a_region_of_ports_is_drawn_as_its_ports() -> None:
    shapes = {row["id"]: row["geometry"]["type"] for row in features("regions")}
    assert {name for name, kind in shapes.items() if kind == "MultiPoint"} == {"mediterranean"}


def test_every_facility_lies_in_its_country_or_just_off_its_coast() -> None:
    far = {
        row["id"]: round(distance, 1)
        for row in features("facilities")
        if (distance := km_between(countries()[row["properties"]["country"]], Point(row["geometry"]["coordinates"])))
        > AT_SEA_KM
    }
    assert far == {}


def test_labels_stand_on_their_country_and_few_show_from_afar() -> None:
    labels = json.loads((DATA / "labels.json").read_text(encoding="utf-8"))
    assert {label["kind"] for label in labels} == {"country", "sea", "city"}
    assert sum(label["min_zoom"] <= 3 for label in labels) <= 30
    land = shapely.union_all(countries().to_numpy())
    assert [
        label["name"] for label in labels if label["kind"] == "sea" and land.contains(Point(label["lon"], label["lat"]))
    ] == []
    names = dict(zip(gpd.read_file(DATA / "basemap.topojson", layer="countries")["name"], countries(), strict=True))
    own = [label for label in labels if label["kind"] == "country"]
    assert [x["name"] for x in own if not names[x["name"]].buffer(0.02).contains(Point(x["lon"], x["lat"]))] == []


def test_the_map_goes_over_the_wire_in_a_megabyte() -> None:
    size = sum((DATA / name).stat().st_size for name in ("basemap.topojson", "areas.geojson", "de_facto.geojson"))
    assert size <= MEGABYTE
