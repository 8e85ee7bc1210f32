"""Ids name one thing, say what they are, and are there when something refers to them."""

from __future__ import annotations

import pytest

from tests.drawn_files import good_files, row
from tests.faults import all_faults, only_fault, where


def test_an_id_that_is_defined_twice_is_told() -> None:
    files = good_files()
    files["assets.json"].append(dict(row(files, "assets", "freighter")))
    fault = only_fault(files)
    assert where(fault) == ("assets.json", "freighter", "id")
    assert fault.problem == "`freighter` already names one of the assets"


def test_an_id_names_one_thing_in_all_lists() -> None:
    files = good_files()
    files["method_notes.json"][0]["id"] = "gate"
    assert where(only_fault(files)) == ("method_notes.json", "gate", "id")


def test_an_id_is_kebab_case() -> None:
    files = good_files()
    files["method_notes.json"][0]["id"] = "Sea_Tools"
    assert where(only_fault(files)) == ("method_notes.json", "Sea_Tools", "id")


def test_a_reference_to_nothing_is_told_with_the_nearest_id() -> None:
    files = good_files()
    row(files, "events", "2024-12-08-hub-falls")["sources"] = ["first-source", "frist-source"]
    fault = only_fault(files)
    assert where(fault) == ("events.json", "2024-12-08-hub-falls", "sources[1]")
    assert fault.problem == "`frist-source` is not defined"
    assert fault.remedy == "Did you mean `first-source`?"


def test_a_reference_to_the_wrong_kind_of_thing_says_so() -> None:
    files = good_files()
    row(files, "facilities", "hub")["region"] = "hub"
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "hub", "region")
    assert fault.problem == "`hub` is one of the facilities, not of the regions"


def test_a_reference_deep_in_a_record_is_told_with_the_way_to_it() -> None:
    files = good_files()
    row(files, "operations", "op")["needs"][2]["sources"] = ["third-source"]
    assert where(only_fault(files)) == ("operations.geojson", "op", "needs[2].sources[0]")


def test_the_assets_of_a_payload_resolve() -> None:
    files = good_files()
    row(files, "air_routes", "route")["payload_no_stop"] = {"glider": 1}
    assert where(only_fault(files)) == ("air_routes.json", "route", "payload_no_stop[0]")


def test_a_record_without_an_id_is_told_by_its_ends() -> None:
    files = good_files()
    files["legs.json"][0]["target"] = "nowhere"
    assert where(only_fault(files)) == ("legs.json", "gate nowhere", "target")


def test_the_id_of_a_link_says_what_it_is() -> None:
    files = good_files()
    row(files, "links", "gate--hub--air--2020")["start"] = "2020-02"
    fault = only_fault(files)
    assert where(fault) == ("links.json", "gate--hub--air--2020", "id")
    assert "`gate--hub--air--2020-02`" in fault.remedy


def test_the_id_of_an_event_begins_with_its_date() -> None:
    files = good_files()
    row(files, "events", "2024-12-08-hub-falls")["date"] = "2024-12-09"
    assert where(only_fault(files)) == ("events.json", "2024-12-08-hub-falls", "id")


@pytest.mark.parametrize(
    ("token", "remedy"),
    [
        ("fac:hubb", "Did you mean `hub`?"),
        ("host:bbb-goverment", "Did you mean `bbb-government`?"),
        ("fn:hub:sigint", "Its functions are airlift, refuel"),
        ("over:TRU", "Write the alpha-3 code of a country other than Russia, as in over:TUR"),
        ("over:RUS", "Write the alpha-3 code of a country other than Russia, as in over:TUR"),
        ("passage:bosporus", "Add it to the passages, or write the id of one that is there"),
        ("link:gate--hub--air--2021", "Did you mean `gate--hub--air--2020`?"),
    ],
)
def test_a_token_that_takes_nothing_away_is_told(token: str, remedy: str) -> None:
    files = good_files()
    files["scenarios/hub-lost.toml"] = files["scenarios/hub-lost.toml"].replace("fac:hub", token)
    fault = only_fault(files)
    assert where(fault) == ("scenarios/hub-lost.toml", "hub-lost", "tokens")
    assert fault.remedy == remedy


def test_the_sources_of_a_scenario_resolve() -> None:
    files = good_files()
    files["scenarios/hub-lost.toml"] = files["scenarios/hub-lost.toml"].replace("first-source", "no-source")
    assert where(only_fault(files)) == ("scenarios/hub-lost.toml", "hub-lost", "sources[0]")


def test_an_id_that_many_places_miss_is_told_once() -> None:
    files = good_files()
    for feature in files["facilities.geojson"]["features"]:
        feature["id"] = feature["id"].replace("hub", "hubb")
    fault = only_fault(files)
    assert fault.problem == "`hub` is not defined; 9 other places name it too"
    assert fault.remedy == "Did you mean `hubb`? If the thing has a new id, give it the old one back"


def test_an_id_that_few_places_miss_is_told_in_each() -> None:
    files = good_files()
    for record in files["links.json"]:
        record["sources"] = ["frist-source"]
    assert [fault.field for fault in all_faults(files)] == ["sources[0]", "sources[0]"]
