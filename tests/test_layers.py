"""Rows and features become records and back."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.dates import PartialDate
from geo.facts import FEATURES, ROWS
from geo.fields import fields_of, json_object
from geo.layers import parse_features, parse_rows, to_feature, to_geodataframe, to_row
from geo.lift_records import AirRoute, JsonText, PayloadByAsset, PublishedFinding
from geo.model import Authority, Facility, Lat, Lon, Source
from geo.vocabulary import AuthorityKind
from tests.drawn_files import good_files
from tests.places import ROOT

LARGE = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
"""A record is large to draw, and a busy machine is no fault."""

KINDS = sorted({**ROWS, **FEATURES}.values(), key=lambda kind: kind.__name__)


# ---- any record at all, drawn from its own type hints


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the values that a type hint allows in a record."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in SCALARS:
        return SCALARS[hint]
    if origin is Annotated:
        return values(arguments[0])
    if origin in (Union, UnionType):
        return st.none() | values(next(kind for kind in arguments if kind is not NoneType))
    if origin is tuple and arguments[-1] is Ellipsis:
        items = st.lists(values(arguments[0]), max_size=3, unique=arguments[0] is str or not get_origin(arguments[0]))
        return items.map(tuple)
    if origin is tuple:
        return st.tuples(*map(values, arguments))
    return records(hint) if dataclasses.is_dataclass(hint) else st.sampled_from(hint)


def records(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for records of a kind."""
    return st.builds(kind, **{field.name: values(field.hint) for field in fields_of(kind)})


FINITE = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(10**9), 10**9),
    float: FINITE,
    bool: st.booleans(),
    PartialDate: st.dates().map(lambda day: PartialDate(day.isoformat()[:7])),
    Lat: st.floats(-90, 90),
    Lon: st.floats(-180, 180),
    JsonText: st.dictionaries(TEXT, FINITE | TEXT, max_size=3).map(json.dumps),
    PayloadByAsset: st.dictionaries(TEXT, FINITE, max_size=3).map(lambda tonnes: tuple(tonnes.items())),
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@LARGE
@given(data=st.data())
def test_a_record_comes_back_from_its_row_as_it_was(kind: type, data: st.DataObject) -> None:
    record = data.draw(records(kind))
    rows = json.loads(json.dumps([to_row(record)]), object_pairs_hook=json_object)
    assert parse_rows(kind, rows, file="f").records == (record,)


@LARGE
@given(records(Facility))
def test_a_record_comes_back_from_its_feature_as_it_was(facility: Facility) -> None:
    collection = json.loads(json.dumps({"type": "FeatureCollection", "features": [to_feature(facility)]}))
    assert parse_features(Facility, collection, file="f").records == (facility,)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)


@LARGE
@given(json_values)
def test_no_value_whatever_breaks_the_reader(value: object) -> None:
    for parsed in (parse_rows(Source, [value], file="f"), parse_features(Facility, {"features": [value]}, file="f")):
        assert parsed.faults
        assert not parsed.records


# ---- features


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        7,
        {},
        {"type": "Polygon", "coordinates": []},
        {"type": "Point"},
        {"type": "Point", "coordinates": [1, 2, 3]},
    ],
)
def test_a_place_is_a_point_of_two(geometry: object) -> None:
    files = good_files()
    files["facilities.geojson"]["features"][0]["geometry"] = geometry
    (fault,) = parse_features(Facility, files["facilities.geojson"], file="f").faults
    assert (fault.field, fault.problem) == ("geometry", "is not a point")


@pytest.mark.parametrize(
    ("place", "field"), [([5, 91], "lat"), ([181, 5], "lon"), ([5, "5"], "lat"), ([None, 5], "lon")]
)
def test_a_place_is_on_the_globe(place: list[object], field: str) -> None:
    files = good_files()
    files["facilities.geojson"]["features"][0]["geometry"]["coordinates"] = place
    (fault,) = parse_features(Facility, files["facilities.geojson"], file="f").faults
    assert fault.field == field


@pytest.mark.parametrize("feature", [7, None, {}, {"type": "Feature", "properties": None}, []])
def test_what_is_no_feature_is_one_fault(feature: object) -> None:
    (fault,) = parse_features(Facility, {"features": [feature]}, file="f").faults
    assert (fault.record, fault.field) == ("row 1", "properties")


def test_a_stray_member_of_a_feature_is_told() -> None:
    files = good_files()
    files["facilities.geojson"]["features"][0]["name"] = "Gate"
    (fault,) = parse_features(Facility, files["facilities.geojson"], file="f").faults
    assert (fault.field, fault.remedy) == ("name", "Move it into properties")


def test_a_feature_may_be_given_another_geometry() -> None:
    area = {"type": "Polygon", "coordinates": []}
    authority = Authority(id="a", name="A", country="AAA", kind=AuthorityKind.GOVERNMENT, note="")
    assert to_feature(authority, geometry=area)["geometry"] == area


# ---- what a free object and a table of tonnes look like outside of a file


def test_free_numbers_are_kept_as_text_and_written_as_they_were() -> None:
    (finding,) = parse_rows(PublishedFinding, good_files()["published_findings.json"], file="f").records
    assert json.loads(finding.numbers) == to_row(finding)["numbers"] == {"tonnes": [1, 2]}


def test_tonnes_are_kept_as_pairs_and_written_as_an_object() -> None:
    (route,) = parse_rows(AirRoute, good_files()["air_routes.json"], file="f").records
    assert route.payload_no_stop == (("freighter", 47.5),)
    assert to_row(route)["payload_no_stop"] == {"freighter": 47.5}


# ---- tables


def test_a_table_holds_a_point_a_record_in_degrees() -> None:
    facilities = parse_features(Facility, good_files()["facilities.geojson"], file="f").records
    table = to_geodataframe(facilities)
    assert table.crs.to_epsg() == 4326
    assert list(table["id"]) == ["gate", "hub"]
    assert [(point.x, point.y) for point in table.geometry] == [(5, 5), (15, 5)]
    assert json.loads(table["status"][0])[0]["state"] == "active"


def test_a_table_of_nothing_is_empty() -> None:
    assert len(to_geodataframe([])) == 0


def test_reading_facts_does_not_bring_in_geopandas() -> None:
    code = "import sys, geo.world; sys.exit('geopandas' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
