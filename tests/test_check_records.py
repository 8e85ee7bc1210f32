"""A record makes sense by itself and beside those it belongs with."""

from __future__ import annotations

import pytest

from tests.drawn_files import good_files, row
from tests.faults import all_faults, only_fault, where


def test_a_country_is_an_alpha_3_code() -> None:
    files = good_files()
    row(files, "air_routes", "route")["overflies"] = ["Turkey"]
    fault = only_fault(files)
    assert where(fault) == ("air_routes.json", "route", "overflies")
    assert fault.problem == "`Turkey` is not alpha-3"


def test_a_facility_is_in_a_region_of_its_country() -> None:
    files = good_files()
    row(files, "facilities", "hub")["region"] = "north"
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "hub", "region")
    assert fault.problem == "`north` does not hold BBB"


def test_what_is_drawn_of_a_region_lies_in_it() -> None:
    files = good_files()
    row(files, "regions", "south")["influence"][0]["countries"] = ["BBB", "CCC"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "influence[0].countries")


@pytest.mark.parametrize("change", [{"country": None}, {"passage": "strait"}, {"countries": ["BBB"]}])
def test_a_constraint_says_where_once(change: dict[str, object]) -> None:
    files = good_files()
    row(files, "constraints", "bbb-refusal").update(change)
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", "country")


def test_a_constraint_rests_on_a_source() -> None:
    files = good_files()
    row(files, "constraints", "bbb-refusal")["sources"] = []
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", "sources")


def test_what_is_confirmed_has_two_sources() -> None:
    files = good_files()
    row(files, "facilities", "hub")["status"][0]["credibility"] = 1
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "status[0].credibility")


def test_a_confirmed_link_has_two_sources() -> None:
    files = good_files()
    row(files, "links", "gate--hub--air--2020")["credibility"] = 1
    assert where(only_fault(files)) == ("links.json", "gate--hub--air--2020", "credibility")


@pytest.mark.parametrize("change", [{"weight": "minor"}, {"any_of": "other"}])
def test_alternatives_are_several_of_one_weight(change: dict[str, str]) -> None:
    files = good_files()
    row(files, "operations", "op")["needs"][1].update(change)
    assert {where(fault) for fault in all_faults(files)} == {("operations.geojson", "op", "needs")}


def test_local_supply_is_among_the_functions() -> None:
    files = good_files()
    row(files, "facilities", "hub")["local_supply"] = ["sigint"]
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "local_supply")


def test_a_link_gives_what_its_origin_has() -> None:
    files = good_files()
    row(files, "links", "hub--op--air--2020")["functions"] = ["airlift", "sigint"]
    assert where(only_fault(files)) == ("links.json", "hub--op--air--2020", "functions")


def test_the_title_of_an_event_fits_a_line() -> None:
    files = good_files()
    row(files, "events", "2024-12-08-hub-falls")["title"] = "x" * 81
    assert where(only_fault(files)) == ("events.json", "2024-12-08-hub-falls", "title")


def test_an_asset_goes_by_air_or_by_sea() -> None:
    files = good_files()
    row(files, "assets", "freighter")["mode"] = "rail"
    assert where(only_fault(files)) == ("assets.json", "freighter", "mode")


def test_a_gap_names_an_essential_need() -> None:
    files = good_files()
    files["gaps.json"][0]["need"] = "airlift/sea"
    fault = only_fault(files)
    assert where(fault) == ("gaps.json", "op airlift/sea 2023", "need")
    assert "airlift/air" in fault.remedy
