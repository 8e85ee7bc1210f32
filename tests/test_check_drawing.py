"""What is drawn says how."""

from __future__ import annotations

import pytest

from tests.drawn_files import good_files, row
from tests.faults import only_fault, where


def test_a_part_says_how_it_is_drawn() -> None:
    files = good_files()
    part = row(files, "regions", "south")["parts"][0]
    del part["schematic"], part["schematic_source"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "parts[0]")


def test_an_influence_on_the_whole_has_no_parts() -> None:
    files = good_files()
    del row(files, "regions", "south")["influence"][0]["part"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "influence[0]")


def test_a_sketch_is_marked_as_one() -> None:
    files = good_files()
    del row(files, "regions", "south")["parts"][0]["schematic_source"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "parts[0].schematic_source")


def test_a_sketch_is_a_closed_ring() -> None:
    files = good_files()
    row(files, "regions", "south")["parts"][0]["schematic"].pop()
    assert where(only_fault(files)) == ("regions.geojson", "south", "parts[0].schematic")


def test_the_points_of_an_influence_lie_in_its_countries() -> None:
    files = good_files()
    row(files, "regions", "south")["influence"][0]["points"] = ["hub", "gate"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "influence[0].points[1]")


@pytest.mark.parametrize("line", [[[10, 4]], [[10, 4], [10, 4]], [[12, 4], [12, 6]], [[10, 6], [10, 8]]])
def test_a_passage_lies_on_its_line(line: list[list[float]]) -> None:
    files = good_files()
    row(files, "passages", "strait")["line"] = line
    assert where(only_fault(files)) == ("passages.json", "strait", "line")
