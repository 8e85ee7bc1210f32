"""Places lie in the countries that they are said to be in."""

from __future__ import annotations

import pytest

from tests.drawn_files import Files, good_files, row
from tests.faults import loaded, only_fault, where


def place(files: Files, name: str, index: int, point: tuple[float, float]) -> None:
    files[f"{name}.geojson"]["features"][index]["geometry"]["coordinates"] = list(point)


def test_a_facility_lies_in_its_country() -> None:
    files = good_files()
    place(files, "facilities", 1, (9.9, 5))  # 11 km
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "hub", "lat")
    assert fault.problem == "lies more than 5 km outside of BBB"


def test_a_port_may_stand_a_little_off_the_coast() -> None:
    files = good_files()
    place(files, "facilities", 1, (20.04, 5))  # 4.4 km
    assert loaded(files).facilities["hub"].lon == 20.04


def test_a_facility_lies_in_a_country_of_the_map() -> None:
    files = good_files()
    row(files, "facilities", "gate").update({"country": "CCC", "consent_of": []})
    row(files, "regions", "north")["countries"] = ["CCC"]
    assert where(only_fault(files)) == ("facilities.geojson", "gate", "country")


def test_the_label_of_an_operation_lies_in_its_country() -> None:
    files = good_files()
    place(files, "operations", 0, (5, 5))
    fault = only_fault(files)
    assert where(fault) == ("operations.geojson", "op", "lat")
    assert fault.problem == "lies in RUS, not in BBB"


@pytest.mark.parametrize(("kind", "point"), [("expeditionary", (30, 5)), ("naval_presence", (5, 5))])
def test_a_label_at_sea_is_nowhere(kind: str, point: tuple[float, float]) -> None:
    files = good_files()
    place(files, "operations", 0, point)
    row(files, "operations", "op")["kind"] = kind
    assert loaded(files).operations["op"].lon == point[0]
