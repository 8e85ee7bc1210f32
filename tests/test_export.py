"""What is taken along as data is what was found, says where it comes from, and opens elsewhere."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from geo.datapackage import DESCRIPTOR, README, slug
from geo.export import GEOPACKAGE_FILE, to_csv, to_geojson, to_geopackage
from geo.exported import Exported, sheets_of
from geo.impact import assess
from geo.kml import DOCUMENT, NAMESPACE, Look, kml_colour, to_kmz
from geo.loss_tables import FORMULA_STARTS
from geo.network import compile_net
from geo.results import SupportStatus
from geo.sheets import Column, Holds, Plan, Sheet, sheet_csv
from geo.world import World
from tests.worlds import DAY, draw, facility, lose, operation

QUICK = settings(deadline=None, max_examples=50)
"""A busy machine is no fault."""

HOSTILE = '=1+1</name><script>alert("x")</script>\x0b'
"""A name that a spreadsheet would run, that closes tags, and that XML cannot hold."""

SQUARE_WITH_HOLE = {
    "type": "Polygon",
    "coordinates": [[[0, 0], [9, 0], [9, 9], [0, 0]], [[4, 2], [6, 3], [6, 2], [4, 2]]],
}


def exported(world: World, *lost: str, shapes: dict[str, Any] | None = None, day: date = DAY) -> Exported:
    """Return a world with something taken away, ready to be taken along."""
    net = compile_net(world, day)
    return Exported(
        world=world,
        net=net,
        impact=assess(net, lose(*lost)),
        title="Hub lost",
        headline="With the hub lost, one operation loses support.",
        link="https://example.org/?lost=hub",
        made=date(2026, 11, 23),
        shapes=shapes or {},
    )


def small() -> World:
    """Return one chain from a gateway over a hub to an operation whose name is hostile."""
    return draw(
        "gate -airlift/air-> hub -airlift/air-> op",
        needs={"op": "airlift/air"},
        facilities=[facility("hub", lat=-4.5, lon=12.0, name="Hub")],
        operations=[operation("op", "airlift/air", lat=1.0, lon=2.0, name=HOSTILE)],
    )


def named(sheets: tuple[Sheet, ...], name: str) -> Sheet:
    """Return the sheet of a name."""
    return next(sheet for sheet in sheets if sheet.name == name)


def opened(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a file of comma-separated values."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


# ---- what the sheets say


def test_an_operation_has_its_status_its_reason_and_what_is_left() -> None:
    (row,) = named(sheets_of(exported(small(), "hub")), "operations").records()
    assert (row["status_before"], row["status"], row["worsened"]) == ("sustained", "unsupported", True)
    assert "Hub is lost in this scenario" in str(row["reason"])
    assert row["left"] == "Left: nothing in this data set."


def test_a_facility_is_lost_cut_off_or_as_before() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> post", "gate -airlift/air-> other", needs={})
    rows = named(sheets_of(exported(world, "hub")), "facilities").records()
    assert {row["id"]: row["fate"] for row in rows} == {
        "gate": "as before",
        "hub": "lost in the scenario",
        "post": "no longer reached",
        "other": "as before",
    }


def test_what_is_taken_away_is_named_as_the_address_does_and_as_one_says_it() -> None:
    (row,) = named(sheets_of(exported(small(), "hub")), "taken-away").records()
    assert (row["token"], row["name"]) == ("fac:hub", "Hub")


def test_only_sources_that_are_cited_come_along() -> None:
    world = draw("gate -airlift/air-> op", needs={"op": "airlift/air"})
    cited = {name for sheet in sheets_of(exported(world))[:-1] for row in sheet.records() for name in _cited(row)}
    assert set(named(sheets_of(exported(world)), "sources").cells("id")) == cited == {"paper", "radio"}


def _cited(row: dict[str, Any]) -> list[str]:
    return str(row.get("sources") or "").split("; ") if row.get("sources") else []


@pytest.mark.parametrize("day", [date(2017, 1, 1), DAY, date(2026, 9, 1)])
def test_keys_tell_the_rows_of_the_facts_apart_and_references_lead_somewhere(world: World, day: date) -> None:
    sheets = sheets_of(exported(world, "khmeimim", shapes=dict.fromkeys(world.areas, SQUARE_WITH_HOLE), day=day))
    for sheet in sheets:
        keys = list(zip(*(sheet.cells(name) for name in sheet.key), strict=True))
        assert len(keys) == len(set(keys)), sheet.name
        for column in sheet.columns:
            if column.names:
                known = named(sheets, column.names.sheet).cells(column.names.column)
                assert set(sheet.cells(column.name)) <= set(known)
    assert set(named(sheets, "operations").cells("status")) & {status.value for status in SupportStatus}


def test_progress_is_told_and_can_end_the_work() -> None:
    class EndedError(Exception):
        pass

    def end(_done: float) -> None:
        raise EndedError

    with pytest.raises(EndedError):
        sheets_of(exported(small()), progress=end)


# ---- comma-separated values

PAIR: Plan[tuple[str, float]] = Plan(
    name="pair",
    title="Pair",
    says="",
    columns=(Column("text", "", lambda row: row[0]), Column("number", "", lambda row: row[1], Holds.NUMBER)),
)


@QUICK
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.floats(-1e6, 1e6))
def test_no_text_runs_as_a_formula_and_no_number_is_changed(text: str, number: float) -> None:
    # Universal newlines belong to the reader of the test, not to the file.
    content = sheet_csv(PAIR.filled([(text, number)])).decode("utf-8-sig")
    _, (first, second) = csv.reader(io.StringIO(content, newline=""))
    assert not first.startswith(FORMULA_STARTS)
    assert first.removeprefix("'") == text.removeprefix("'")
    assert float(second) == number


def test_every_column_of_every_file_is_described() -> None:
    content = exported(small(), "hub")
    files = opened(to_csv(content, sheets_of(content)))
    package = json.loads(files[DESCRIPTOR])
    for resource in package["resources"]:
        heads = files[resource["path"]].decode("utf-8-sig").partition("\r\n")[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == heads
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert len(package["resources"]) == len(files) - 2


def test_a_package_says_of_which_day_what_is_taken_away_from_where_and_how_free() -> None:
    content = exported(small(), "hub")
    files = opened(to_csv(content, sheets_of(content)))
    package = json.loads(files[DESCRIPTOR])
    assert package["scenario"]["date"] == DAY.isoformat()
    assert package["scenario"]["taken_away"] == ["fac:hub"]
    assert package["homepage"] == "https://example.org/?lost=hub"
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
    assert {source["path"] for source in package["sources"]} == {"https://paper.example/", "https://radio.example/"}
    assert content.headline in files[README].decode()


def test_the_same_content_makes_the_same_file() -> None:
    first, second = (exported(small(), "hub") for _ in range(2))
    assert to_csv(first, sheets_of(first)) == to_csv(second, sheets_of(second))


@QUICK
@given(st.text(max_size=80))
def test_any_title_gives_a_name_that_files_may_have(title: str) -> None:
    assert slug(title).replace("-", "a").isalnum()
    assert slug(title).isascii()


# ---- GeoJSON and GeoPackage, read back


def test_geojson_is_read_back_with_places_and_statuses() -> None:
    content = exported(small(), "hub", shapes={"land": SQUARE_WITH_HOLE})
    files = opened(to_geojson(content, sheets_of(content)))
    operations = gpd.read_file(io.BytesIO(files["operations.geojson"]))
    facilities = gpd.read_file(io.BytesIO(files["facilities.geojson"]))
    assert operations.crs.to_epsg() == 4326
    assert list(operations.geometry) == [Point(2, 1)]
    assert list(operations["status"]) == ["unsupported"]
    assert list(operations["name"]) == [HOSTILE]
    assert dict(zip(facilities["id"], facilities.geometry, strict=True))["hub"] == Point(12, -4.5)
    assert [row["token"] for row in rows_of(files["taken-away.csv"])] == ["fac:hub"]


def test_a_geopackage_is_read_back_with_a_layer_or_a_table_for_each_sheet(tmp_path: Any) -> None:
    content = exported(small(), "hub")
    sheets = sheets_of(content)
    path = tmp_path / GEOPACKAGE_FILE
    path.write_bytes(opened(to_geopackage(content, sheets))[GEOPACKAGE_FILE])
    assert {name for name, _ in pyogrio.list_layers(path)} == {sheet.name for sheet in sheets}
    lines = gpd.read_file(path, layer="lines")
    assert dict(zip(lines["id"], lines["state"], strict=True)) == {
        "gate--hub--air--2020--airlift": "lost",
        "hub--op--air--2020--airlift": "lost",
    }
    assert lines.geometry.iloc[1].equals(shape({"type": "LineString", "coordinates": [[12, -4.5], [2, 1]]}))
    assert set(pyogrio.read_dataframe(path, layer="sources")["id"]) == {"paper", "radio"}
    assert len(gpd.read_file(path, layer="areas")) == 0


# ---- KML

KML = f"{{{NAMESPACE}}}"


def kmz(content: Exported, *, icon: bytes | None = None) -> dict[str, bytes]:
    """Return the files of a KMZ in which each sheet has one look."""
    look = Look(id="plain", folder="All", colour="#0072B2", icon=icon)
    return opened(to_kmz(content, sheets_of(content), look_of=lambda _sheet, _record: look))


def test_a_geopackage_holds_nothing_of_when_it_was_worked_out(tmp_path: Any) -> None:
    content = exported(small())
    sheets = sheets_of(content)
    made = to_geopackage(content, sheets)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {row.date_time for row in archive.infolist()} == {(2026, 11, 23, 0, 0, 0)}
    path = tmp_path / GEOPACKAGE_FILE
    path.write_bytes(opened(made)[GEOPACKAGE_FILE])
    with closing(sqlite3.connect(path)) as database:
        times = {time for (time,) in database.execute("SELECT last_change FROM gpkg_contents")}
    assert times == {"2026-11-23T00:00:00.000Z"}
    assert to_geopackage(content, sheets) == made


def test_google_earth_finds_the_document_first_and_a_style_for_every_mark() -> None:
    files = kmz(exported(small(), "hub"), icon=b"PNG")
    root = ET.fromstring(files[DOCUMENT])
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    assert next(iter(files)) == DOCUMENT
    assert {place.text for place in root.iter(f"{KML}styleUrl")} == styles == {"#plain"}
    assert [href.text for href in root.iter(f"{KML}href")] == ["icons/plain.png"]
    assert files["icons/plain.png"] == b"PNG"


def test_a_kml_is_read_back_by_gdal_with_what_is_said_of_each_mark() -> None:
    files = kmz(exported(small(), "hub"))
    found = pyogrio.read_dataframe(io.BytesIO(files[DOCUMENT]), layer="All")
    assert list(found["status"]) == ["unsupported"]
    assert [(point.x, point.y) for point in found.geometry] == [(2, 1)]


def test_hostile_text_stays_text_in_names_and_balloons() -> None:
    root = ET.fromstring(kmz(exported(small(), "hub"))[DOCUMENT])
    (mark,) = [mark for mark in root.iter(f"{KML}Placemark") if "script" in (mark.findtext(f"{KML}name") or "")]
    assert mark.findtext(f"{KML}name") == HOSTILE.replace("\x0b", "")
    assert not any("<script" in (element.text or "") for element in root.iter(f"{KML}description"))


def test_a_hole_stays_a_hole(world: World) -> None:
    root = ET.fromstring(kmz(exported(world, shapes=dict.fromkeys(world.areas, SQUARE_WITH_HOLE)))[DOCUMENT])
    polygon = next(root.iter(f"{KML}Polygon"))
    assert [ring.tag.removeprefix(KML) for ring in polygon.iter() if "BoundaryIs" in ring.tag] == [
        "outerBoundaryIs",
        "innerBoundaryIs",
    ]
    assert polygon.findtext(f"{KML}innerBoundaryIs/{KML}LinearRing/{KML}coordinates") == "4,2 6,3 6,2 4,2"


def test_colours_are_written_as_kml_wants_them() -> None:
    assert kml_colour("#0072B2") == "ffb27200"
    assert kml_colour("#FFFFFF", opacity=0) == "00ffffff"
