"""The set holds nothing twice and nothing that is not used."""

from __future__ import annotations

from tests.drawn_files import good_files, row
from tests.faults import only_fault, where


def test_a_source_stands_once_by_its_address() -> None:
    files = good_files()
    row(files, "sources", "second-source")["also_at"] = ["http://www.paper.example/first-source/"]
    fault = only_fault(files)
    assert where(fault) == ("sources.json", "second-source", "id")
    assert fault.problem == "is the same as `first-source`"


def test_a_place_stands_once_by_its_position() -> None:
    files = good_files()
    files["facilities.geojson"]["features"][1]["geometry"]["coordinates"] = [5.001, 5.001]
    row(files, "facilities", "hub").update({"country": "RUS", "region": "north"})
    del row(files, "facilities", "hub")["consent_of"]
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "id")


def test_two_links_on_one_line_share_no_day_and_function() -> None:
    files = good_files()
    link = row(files, "links", "gate--hub--air--2020")
    files["links.json"].append(link | {"id": "gate--hub--air--2022", "start": "2022"})
    link["end"] = "2022-01-01"
    assert where(only_fault(files)) == ("links.json", "gate--hub--air--2022", "id")


def test_an_event_stands_once() -> None:
    files = good_files()
    event = row(files, "events", "2024-12-08-hub-falls")
    files["events.json"].append(event | {"id": "2024-12-08-the-hub-is-lost", "title": "The hub is lost"})
    assert where(only_fault(files)) == ("events.json", "2024-12-08-the-hub-is-lost", "id")


def test_a_constraint_stands_once() -> None:
    files = good_files()
    files["constraints.json"].append(row(files, "constraints", "bbb-refusal") | {"id": "again"})
    assert where(only_fault(files)) == ("constraints.json", "again", "id")


def test_an_authority_is_named_by_something() -> None:
    files = good_files()
    files["authorities.json"].append(row(files, "authorities", "bbb-government") | {"id": "nobody"})
    assert where(only_fault(files)) == ("authorities.json", "nobody", "id")


def test_a_region_holds_something() -> None:
    files = good_files()
    empty = {"name": "West", "countries": [], "note": "Empty.", "influence": []}
    files["regions.geojson"]["features"].append({"type": "Feature", "id": "west", "properties": empty})
    assert where(only_fault(files)) == ("regions.geojson", "west", "id")


def test_scenarios_have_a_place_each() -> None:
    files = good_files()
    files["scenarios/hub-sold.toml"] = files["scenarios/hub-lost.toml"]
    assert where(only_fault(files)) == ("scenarios/hub-sold.toml", "hub-sold", "order")
