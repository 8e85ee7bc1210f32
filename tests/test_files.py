"""A file that cannot be read is one fault, and what refers to it is not at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import DataError
from geo.world import load_world
from tests.drawn_files import good_files, row
from tests.faults import all_faults, only_fault, where


def test_a_missing_file_is_one_fault() -> None:
    files = good_files()
    del files["links.json"]
    fault = only_fault(files)
    assert where(fault) == ("links.json", "", "")
    assert fault.problem == "is not there"


def test_a_missing_base_map_says_how_to_make_it() -> None:
    files = good_files()
    del files["basemap.topojson"]
    assert only_fault(files).remedy == "Make it: make basemap"


def test_an_empty_directory_is_told_file_by_file(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_world(tmp_path)
    assert {fault.problem for fault in caught.value.faults} == {"is not there"}
    may_be_absent = [name for name in good_files() if "/" in name or name == "glossary.toml"]
    assert len(caught.value.faults) == len(good_files()) - len(may_be_absent)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('[{"id": "a" "b"}]', "is not JSON: Expecting ',' delimiter at line 1, column 13"),
        ("", "is not JSON: Expecting value at line 1, column 1"),
        (b'[\n"\xff"]', "is not UTF-8 in line 2"),
        ("[" * 100_000, "is nested too deep"),
        (f"[{'9' * 5_000}]", "holds a number of too many digits"),
        ("{}", "holds an object, not a list"),
        ("7", "holds `7`, not a list"),
        ("null", "holds null, not a list"),
    ],
)
def test_a_broken_list_is_one_fault(content: str | bytes, problem: str) -> None:
    files = good_files()
    files["sources.json"] = content
    fault = only_fault(files)
    assert where(fault) == ("sources.json", "", "")
    assert fault.problem == problem


@pytest.mark.parametrize("content", ["[]", "3", "{}", '{"type": "FeatureCollection", "features": {}}'])
def test_a_broken_layer_is_one_fault(content: str) -> None:
    files = good_files()
    files["facilities.geojson"] = content
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "", "")
    assert fault.problem == "is not a feature collection"


@pytest.mark.parametrize(
    "content",
    [
        "[]",
        "{}",
        '{"arcs": [], "objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [[4]]}]}}}',
        '{"arcs": [[["a", "b"]]], "transform": {"scale": [1, 1], "translate": [0, 0]}, "objects": {}}',
    ],
)
def test_a_broken_base_map_is_one_fault(content: str) -> None:
    files = good_files()
    files["basemap.topojson"] = content
    fault = only_fault(files)
    assert where(fault) == ("basemap.topojson", "", "")
    assert "make basemap" in fault.remedy


def test_a_scenario_that_is_not_toml_is_one_fault() -> None:
    files = good_files()
    files["scenarios/hub-lost.toml"] = "title = Hub lost"
    fault = only_fault(files)
    assert where(fault) == ("scenarios/hub-lost.toml", "", "")
    assert "is not TOML" in fault.problem
    assert "line 1" in fault.problem


def test_a_scenario_nested_without_end_is_one_fault() -> None:
    files = good_files()
    files["scenarios/hub-lost.toml"] = "tokens = " + "[" * 100_000
    assert only_fault(files).problem == "is nested too deep"


def test_meta_that_is_no_object_is_one_fault() -> None:
    files = good_files()
    files["meta.json"] = "7"
    assert where(only_fault(files)) == ("meta.json", "", "")


def test_all_faults_are_told_at_once_and_sorted_by_file() -> None:
    files = good_files()
    files["sources.json"] = "{"
    row(files, "facilities", "gate")["kind"] = "castle"
    row(files, "events", "2024-12-08-hub-falls")["regions"] = ["sooth"]
    files["scenarios/hub-lost.toml"] = ""
    found = [fault.file for fault in all_faults(files)]
    assert found == sorted(found)
    assert set(found) == {"sources.json", "facilities.geojson", "events.json", "scenarios/hub-lost.toml"}


def test_what_refers_to_a_broken_record_is_not_at_fault() -> None:
    files = good_files()
    row(files, "facilities", "hub")["kind"] = "castle"
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "kind")


def test_what_refers_to_a_part_of_a_broken_region_is_not_at_fault() -> None:
    files = good_files()
    row(files, "regions", "south")["name"] = 7
    assert where(only_fault(files)) == ("regions.geojson", "south", "name")
