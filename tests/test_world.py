"""A good data directory loads; each test breaks one thing in it and wants that one thing told, with what to do."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from geo.errors import DataError, Fault, UnknownIdError
from geo.world import World, load_world, make_world, record
from tests.drawn_files import Files, good_files, row, write

Faults = Callable[[Files], tuple[Fault, ...]]
Find = Callable[[Files], Fault]


@pytest.fixture
def files() -> Files:
    return good_files()


@pytest.fixture
def all_faults(tmp_path: Path) -> Faults:
    def load(files: Files) -> tuple[Fault, ...]:
        with pytest.raises(DataError) as caught:
            load_world(write(files, tmp_path))
        return caught.value.faults

    return load


@pytest.fixture
def only_fault(all_faults: Faults) -> Find:
    def load(files: Files) -> Fault:
        faults = all_faults(files)
        assert len(faults) == 1, "\n".join(map(str, faults))
        return faults[0]

    return load


@pytest.fixture
def good(tmp_path: Path, files: Files) -> World:
    return load_world(write(files, tmp_path))


def where(fault: Fault) -> tuple[str, str, str]:
    return fault.file, fault.record, fault.field


# ---- the good directory


def test_every_list_is_loaded_in_file_order(good: World) -> None:
    assert list(good.facilities) == ["gate", "hub"]
    empty = [field.name for field in dataclasses.fields(good) if not getattr(good, field.name)]
    assert empty == []


def test_no_list_can_be_changed(good: World) -> None:
    with pytest.raises(TypeError):
        good.facilities["gate"] = good.facilities["hub"]  # type: ignore[index]


def test_a_record_is_found_by_its_id_whatever_it_is(good: World) -> None:
    assert record(good, "south-coast") is good.regions["south"].parts[0]
    assert record(good, "hub-lost") is good.scenarios["hub-lost"]


def test_an_unknown_id_is_answered_with_the_nearest_ones(good: World) -> None:
    with pytest.raises(UnknownIdError, match="`gaet` names nothing in the data; did you mean `gate`"):
        record(good, "gaet")


def test_an_id_like_no_other_is_answered_all_the_same(good: World) -> None:
    with pytest.raises(UnknownIdError, match="look it up in the data files"):
        record(good, "?" * 10_000)


def test_the_same_files_have_the_same_digest_and_others_another(tmp_path: Path, files: Files) -> None:
    def digest(name: str) -> str:
        (tmp_path / name).mkdir()
        return load_world(write(files, tmp_path / name)).digest

    first, second = digest("first"), digest("second")
    row(files, "sources", "first-source")["supports"] = "something else"
    assert first == second != digest("third")


def test_a_file_may_begin_with_the_mark_that_some_editors_put_there(tmp_path: Path, files: Files) -> None:
    files["sources.json"] = b"\xef\xbb\xbf" + json.dumps(files["sources.json"]).encode()
    assert len(load_world(write(files, tmp_path)).sources) == 2


# ---- files


def test_a_missing_file_is_one_fault(files: Files, only_fault: Find) -> None:
    del files["links.json"]
    fault = only_fault(files)
    assert where(fault) == ("links.json", "", "")
    assert fault.problem == "is not there"


def test_a_missing_base_map_says_how_to_make_it(files: Files, only_fault: Find) -> None:
    del files["basemap.topojson"]
    assert only_fault(files).remedy == "Make it: make basemap"


def test_an_empty_directory_is_told_file_by_file(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load_world(tmp_path)
    assert {fault.problem for fault in caught.value.faults} == {"is not there"}
    assert len(caught.value.faults) == len(good_files()) - 1


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
def test_a_broken_list_is_one_fault(files: Files, only_fault: Find, content: str | bytes, problem: str) -> None:
    files["sources.json"] = content
    fault = only_fault(files)
    assert where(fault) == ("sources.json", "", "")
    assert fault.problem == problem


@pytest.mark.parametrize("content", ["[]", "3", "{}", '{"type": "FeatureCollection", "features": {}}'])
def test_a_broken_layer_is_one_fault(files: Files, only_fault: Find, content: str) -> None:
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
def test_a_broken_base_map_is_one_fault(files: Files, only_fault: Find, content: str) -> None:
    files["basemap.topojson"] = content
    fault = only_fault(files)
    assert where(fault) == ("basemap.topojson", "", "")
    assert "make basemap" in fault.remedy


def test_a_scenario_that_is_not_toml_is_one_fault(files: Files, only_fault: Find) -> None:
    files["scenarios/hub-lost.toml"] = "title = Hub lost"
    fault = only_fault(files)
    assert where(fault) == ("scenarios/hub-lost.toml", "", "")
    assert "is not TOML" in fault.problem
    assert "line 1" in fault.problem


def test_a_scenario_nested_without_end_is_one_fault(files: Files, only_fault: Find) -> None:
    files["scenarios/hub-lost.toml"] = "tokens = " + "[" * 100_000
    assert only_fault(files).problem == "is nested too deep"


def test_meta_that_is_no_object_is_one_fault(files: Files, only_fault: Find) -> None:
    files["meta.json"] = "7"
    assert where(only_fault(files)) == ("meta.json", "", "")


def test_all_faults_are_told_at_once_and_sorted_by_file(files: Files, all_faults: Faults) -> None:
    files["sources.json"] = "{"
    row(files, "facilities", "gate")["kind"] = "castle"
    row(files, "events", "2024-12-08-hub-falls")["regions"] = ["sooth"]
    files["scenarios/hub-lost.toml"] = ""
    found = [fault.file for fault in all_faults(files)]
    assert found == sorted(found)
    assert set(found) == {"sources.json", "facilities.geojson", "events.json", "scenarios/hub-lost.toml"}


def test_what_refers_to_a_broken_record_is_not_at_fault(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub")["kind"] = "castle"
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "kind")


def test_what_refers_to_a_part_of_a_broken_region_is_not_at_fault(files: Files, only_fault: Find) -> None:
    row(files, "regions", "south")["name"] = 7
    assert where(only_fault(files)) == ("regions.geojson", "south", "name")


# ---- ids and what they refer to


def test_an_id_that_is_defined_twice_is_told(files: Files, only_fault: Find) -> None:
    files["assets.json"].append(dict(row(files, "assets", "freighter")))
    fault = only_fault(files)
    assert where(fault) == ("assets.json", "freighter", "id")
    assert fault.problem == "`freighter` already names one of the assets"


def test_an_id_names_one_thing_in_all_lists(files: Files, only_fault: Find) -> None:
    files["method_notes.json"][0]["id"] = "gate"
    assert where(only_fault(files)) == ("method_notes.json", "gate", "id")


def test_an_id_is_kebab_case(files: Files, only_fault: Find) -> None:
    files["method_notes.json"][0]["id"] = "Sea_Tools"
    assert where(only_fault(files)) == ("method_notes.json", "Sea_Tools", "id")


def test_a_reference_to_nothing_is_told_with_the_nearest_id(files: Files, only_fault: Find) -> None:
    row(files, "events", "2024-12-08-hub-falls")["sources"] = ["first-source", "frist-source"]
    fault = only_fault(files)
    assert where(fault) == ("events.json", "2024-12-08-hub-falls", "sources[1]")
    assert fault.problem == "`frist-source` is not defined"
    assert fault.remedy == "Did you mean `first-source`?"


def test_a_reference_to_the_wrong_kind_of_thing_says_so(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub")["region"] = "hub"
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "hub", "region")
    assert fault.problem == "`hub` is one of the facilities, not of the regions"


def test_a_reference_deep_in_a_record_is_told_with_the_way_to_it(files: Files, only_fault: Find) -> None:
    row(files, "operations", "op")["needs"][2]["sources"] = ["third-source"]
    assert where(only_fault(files)) == ("operations.geojson", "op", "needs[2].sources[0]")


def test_the_assets_of_a_payload_resolve(files: Files, only_fault: Find) -> None:
    row(files, "air_routes", "route")["payload_no_stop"] = {"glider": 1}
    assert where(only_fault(files)) == ("air_routes.json", "route", "payload_no_stop[0]")


def test_a_record_without_an_id_is_told_by_its_ends(files: Files, only_fault: Find) -> None:
    files["legs.json"][0]["target"] = "nowhere"
    assert where(only_fault(files)) == ("legs.json", "gate nowhere", "target")


def test_the_id_of_a_link_says_what_it_is(files: Files, only_fault: Find) -> None:
    row(files, "links", "gate--hub--air--2020")["start"] = "2020-02"
    fault = only_fault(files)
    assert where(fault) == ("links.json", "gate--hub--air--2020", "id")
    assert "`gate--hub--air--2020-02`" in fault.remedy


def test_the_id_of_an_event_begins_with_its_date(files: Files, only_fault: Find) -> None:
    row(files, "events", "2024-12-08-hub-falls")["date"] = "2024-12-09"
    assert where(only_fault(files)) == ("events.json", "2024-12-08-hub-falls", "id")


@pytest.mark.parametrize(
    ("token", "remedy"),
    [
        ("fac:hubb", "Did you mean `hub`?"),
        ("host:bbb-goverment", "Did you mean `bbb-government`?"),
        ("fn:hub:sigint", "Its functions are airlift, refuel"),
    ],
)
def test_a_token_that_takes_nothing_away_is_told(files: Files, only_fault: Find, token: str, remedy: str) -> None:
    files["scenarios/hub-lost.toml"] = files["scenarios/hub-lost.toml"].replace("fac:hub", token)
    fault = only_fault(files)
    assert where(fault) == ("scenarios/hub-lost.toml", "hub-lost", "tokens")
    assert fault.remedy == remedy


def test_the_sources_of_a_scenario_resolve(files: Files, only_fault: Find) -> None:
    files["scenarios/hub-lost.toml"] = files["scenarios/hub-lost.toml"].replace("first-source", "no-source")
    assert where(only_fault(files)) == ("scenarios/hub-lost.toml", "hub-lost", "sources[0]")


# ---- periods


def test_a_period_does_not_end_before_it_begins(files: Files, only_fault: Find) -> None:
    row(files, "de_facto", "held-coast")["end"] = "2019"
    fault = only_fault(files)
    assert where(fault) == ("de_facto.geojson", "held-coast", "end")
    assert fault.problem == "ends 2019, before it begins 2020"


def test_a_period_deep_in_a_record_does_not_either(files: Files, only_fault: Find) -> None:
    row(files, "operations", "op")["needs"][0] |= {"start": "2023", "end": "2022"}
    assert where(only_fault(files)) == ("operations.geojson", "op", "needs[0].end")


def test_control_does_not_end_before_it_begins(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub").update(
        {"controlled_by": "bbb-government", "controlled_from": "2022", "controlled_to": "2021"}
    )
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "controlled_to")


def test_status_stands_oldest_first(files: Files, only_fault: Find) -> None:
    status = row(files, "facilities", "hub")["status"]
    status.append({**status[0], "start": "2010", "end": "2019"})
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "status")


def test_every_facility_has_a_status(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub")["status"] = []
    assert only_fault(files).problem == "is empty"


@pytest.mark.parametrize(
    ("stages", "problem"),
    [
        ([], "do not begin with the operation"),
        ([("2021", "running")], "do not begin with the operation"),
        ([("2020", "agreed"), ("2020", "running")], "are not oldest first"),
        ([("2020", "running"), ("2021", "running")], "hold one that follows itself"),
    ],
)
def test_stages_follow_the_operation(
    files: Files, only_fault: Find, stages: list[tuple[str, str]], problem: str
) -> None:
    row(files, "operations", "op")["stages"] = [{"start": start, "stage": stage} for start, stage in stages]
    fault = only_fault(files)
    assert where(fault) == ("operations.geojson", "op", "stages")
    assert fault.problem == problem


def test_no_stage_begins_after_the_end(files: Files, only_fault: Find) -> None:
    row(files, "operations", "op")["end"] = "2020"
    row(files, "links", "hub--op--air--2020")["end"] = "2020"
    assert only_fault(files).problem == "go on after the end of the operation"


def test_a_link_does_not_outlive_its_operation(files: Files, only_fault: Find) -> None:
    row(files, "operations", "op")["end"] = "2024"
    fault = only_fault(files)
    assert where(fault) == ("links.json", "hub--op--air--2020", "end")
    assert "2020 to 2024" in fault.remedy


def test_a_link_is_not_over_before_its_operation_begins(files: Files, only_fault: Find) -> None:
    link = row(files, "links", "hub--op--air--2020")
    link.update({"id": "hub--op--air--2018", "start": "2018", "end": "2019"})
    assert where(only_fault(files)) == ("links.json", "hub--op--air--2018", "start")


def test_nothing_begins_after_the_cutoff(files: Files, only_fault: Find) -> None:
    row(files, "constraints", "bbb-refusal")["start"] = "2026-09-02"
    fault = only_fault(files)
    assert where(fault) == ("constraints.json", "bbb-refusal", "start")
    assert fault.problem == "is 2026-09-02, after the data cut-off 2026-09-01"


def test_what_is_expected_may_begin_after_the_cutoff(tmp_path: Path, files: Files) -> None:
    files["gaps.json"][0] |= {"start": "2026-12", "end": None, "expected": True}
    assert load_world(write(files, tmp_path)).gaps[0].expected


def test_a_late_event_says_so(files: Files, only_fault: Find) -> None:
    row(files, "events", "2024-12-08-hub-falls").update({"id": "2026-10-hub-falls", "date": "2026-10"})
    fault = only_fault(files)
    assert where(fault) == ("events.json", "2026-10-hub-falls", "date")
    assert "after_cutoff" in fault.remedy


def test_an_event_before_the_cutoff_is_not_called_late(files: Files, only_fault: Find) -> None:
    row(files, "events", "2024-12-08-hub-falls")["after_cutoff"] = True
    assert where(only_fault(files)) == ("events.json", "2024-12-08-hub-falls", "date")


def test_the_facts_do_not_end_after_they_were_compiled(files: Files, only_fault: Find) -> None:
    files["meta.json"]["compiled"] = "2026-08"
    assert where(only_fault(files)) == ("meta.json", "", "data_cutoff")


# ---- consent


def test_a_facility_abroad_says_on_whose_leave_it_stands(files: Files, only_fault: Find) -> None:
    del row(files, "facilities", "hub")["consent_of"]
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "consent_of")


def test_a_facility_in_russia_does_not(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "gate")["consent_of"] = []
    assert where(only_fault(files)) == ("facilities.geojson", "gate", "consent_of")


def test_the_leave_is_that_of_someone_in_the_country(files: Files, only_fault: Find) -> None:
    row(files, "authorities", "bbb-government")["country"] = "CCC"
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "hub", "consent_of")
    assert fault.problem == "names nobody of BBB"


def test_control_is_not_shared_with_nobody(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub")["controlled_with"] = ["bbb-government"]
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "controlled_with")


def test_only_a_need_of_consent_stands_on_a_leave(files: Files, only_fault: Find) -> None:
    row(files, "operations", "op")["needs"][0]["consent_of"] = ["bbb-government"]
    assert where(only_fault(files)) == ("operations.geojson", "op", "needs[0].consent_of")


def test_a_need_of_consent_wants_what_the_operation_wants(files: Files, only_fault: Find) -> None:
    row(files, "operations", "op")["consent_of"] = []
    assert where(only_fault(files)) == ("operations.geojson", "op", "needs[3].consent_of")


def test_one_of_several_wants_several(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub")["consent_any"] = True
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "consent_any")


@pytest.mark.parametrize("field", ["authority", "affects", "ends_consent"])
def test_an_act_of_a_host_says_whose_and_what(files: Files, only_fault: Find, field: str) -> None:
    del row(files, "constraints", "bbb-refusal")[field]
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", field)


def test_a_closed_sky_is_no_act_of_a_host(files: Files, all_faults: Faults) -> None:
    row(files, "constraints", "bbb-refusal")["kind"] = "airspace_closed"
    fields = [fault.field for fault in all_faults(files)]
    assert fields == ["affects", "authority", "ends_consent"]


def test_a_limit_does_not_end_the_leave(files: Files, only_fault: Find) -> None:
    row(files, "constraints", "bbb-refusal")["kind"] = "host_limit"
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", "ends_consent")


def test_the_end_of_a_leave_holds_for_all(files: Files, only_fault: Find) -> None:
    row(files, "constraints", "bbb-refusal")["extent"] = "some"
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", "extent")


# ---- records


def test_a_country_is_an_alpha_3_code(files: Files, only_fault: Find) -> None:
    row(files, "air_routes", "route")["overflies"] = ["Turkey"]
    fault = only_fault(files)
    assert where(fault) == ("air_routes.json", "route", "overflies")
    assert fault.problem == "`Turkey` is not alpha-3"


def test_a_facility_is_in_a_region_of_its_country(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub")["region"] = "north"
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "hub", "region")
    assert fault.problem == "`north` does not hold BBB"


def test_what_is_drawn_of_a_region_lies_in_it(files: Files, only_fault: Find) -> None:
    row(files, "regions", "south")["influence"][0]["countries"] = ["BBB", "CCC"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "influence[0].countries")


@pytest.mark.parametrize("change", [{"country": None}, {"passage": "strait"}, {"countries": ["BBB"]}])
def test_a_constraint_says_where_once(files: Files, only_fault: Find, change: dict[str, object]) -> None:
    row(files, "constraints", "bbb-refusal").update(change)
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", "country")


def test_a_constraint_rests_on_a_source(files: Files, only_fault: Find) -> None:
    row(files, "constraints", "bbb-refusal")["sources"] = []
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", "sources")


def test_what_is_confirmed_has_two_sources(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub")["status"][0]["credibility"] = 1
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "status[0].credibility")


def test_a_confirmed_link_has_two_sources(files: Files, only_fault: Find) -> None:
    row(files, "links", "gate--hub--air--2020")["credibility"] = 1
    assert where(only_fault(files)) == ("links.json", "gate--hub--air--2020", "credibility")


@pytest.mark.parametrize("change", [{"weight": "minor"}, {"any_of": "other"}])
def test_alternatives_are_several_of_one_weight(files: Files, all_faults: Faults, change: dict[str, str]) -> None:
    row(files, "operations", "op")["needs"][1].update(change)
    assert {where(fault) for fault in all_faults(files)} == {("operations.geojson", "op", "needs")}


def test_local_supply_is_among_the_functions(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "hub")["local_supply"] = ["sigint"]
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "local_supply")


def test_a_link_gives_what_its_origin_has(files: Files, only_fault: Find) -> None:
    row(files, "links", "hub--op--air--2020")["functions"] = ["airlift", "sigint"]
    assert where(only_fault(files)) == ("links.json", "hub--op--air--2020", "functions")


def test_the_title_of_an_event_fits_a_line(files: Files, only_fault: Find) -> None:
    row(files, "events", "2024-12-08-hub-falls")["title"] = "x" * 81
    assert where(only_fault(files)) == ("events.json", "2024-12-08-hub-falls", "title")


def test_an_asset_goes_by_air_or_by_sea(files: Files, only_fault: Find) -> None:
    row(files, "assets", "freighter")["mode"] = "rail"
    assert where(only_fault(files)) == ("assets.json", "freighter", "mode")


def test_a_gap_names_an_essential_need(files: Files, only_fault: Find) -> None:
    files["gaps.json"][0]["need"] = "airlift/sea"
    fault = only_fault(files)
    assert where(fault) == ("gaps.json", "op airlift/sea 2023", "need")
    assert "airlift/air" in fault.remedy


# ---- the set


def test_a_source_stands_once_by_its_address(files: Files, only_fault: Find) -> None:
    row(files, "sources", "second-source")["also_at"] = ["http://www.paper.example/first-source/"]
    fault = only_fault(files)
    assert where(fault) == ("sources.json", "second-source", "id")
    assert fault.problem == "is the same as `first-source`"


def test_a_place_stands_once_by_its_position(files: Files, only_fault: Find) -> None:
    files["facilities.geojson"]["features"][1]["geometry"]["coordinates"] = [5.001, 5.001]
    row(files, "facilities", "hub").update({"country": "RUS", "region": "north"})
    del row(files, "facilities", "hub")["consent_of"]
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "id")


def test_two_links_on_one_line_share_no_day_and_function(files: Files, only_fault: Find) -> None:
    link = row(files, "links", "gate--hub--air--2020")
    files["links.json"].append(link | {"id": "gate--hub--air--2022", "start": "2022"})
    link["end"] = "2022-01-01"
    assert where(only_fault(files)) == ("links.json", "gate--hub--air--2022", "id")


def test_an_event_stands_once(files: Files, only_fault: Find) -> None:
    event = row(files, "events", "2024-12-08-hub-falls")
    files["events.json"].append(event | {"id": "2024-12-08-the-hub-is-lost", "title": "The hub is lost"})
    assert where(only_fault(files)) == ("events.json", "2024-12-08-the-hub-is-lost", "id")


def test_a_constraint_stands_once(files: Files, only_fault: Find) -> None:
    files["constraints.json"].append(row(files, "constraints", "bbb-refusal") | {"id": "again"})
    assert where(only_fault(files)) == ("constraints.json", "again", "id")


def test_an_authority_is_named_by_something(files: Files, only_fault: Find) -> None:
    files["authorities.json"].append(row(files, "authorities", "bbb-government") | {"id": "nobody"})
    assert where(only_fault(files)) == ("authorities.json", "nobody", "id")


def test_a_region_holds_something(files: Files, only_fault: Find) -> None:
    empty = {"name": "West", "countries": [], "note": "Empty.", "influence": []}
    files["regions.geojson"]["features"].append({"type": "Feature", "id": "west", "properties": empty})
    assert where(only_fault(files)) == ("regions.geojson", "west", "id")


def test_scenarios_have_a_place_each(files: Files, only_fault: Find) -> None:
    files["scenarios/hub-sold.toml"] = files["scenarios/hub-lost.toml"]
    assert where(only_fault(files)) == ("scenarios/hub-sold.toml", "hub-sold", "order")


# ---- drawing


def test_a_part_says_how_it_is_drawn(files: Files, only_fault: Find) -> None:
    part = row(files, "regions", "south")["parts"][0]
    del part["schematic"], part["schematic_source"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "parts[0]")


def test_an_influence_on_the_whole_has_no_parts(files: Files, only_fault: Find) -> None:
    del row(files, "regions", "south")["influence"][0]["part"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "influence[0]")


def test_a_sketch_is_marked_as_one(files: Files, only_fault: Find) -> None:
    del row(files, "regions", "south")["parts"][0]["schematic_source"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "parts[0].schematic_source")


def test_a_sketch_is_a_closed_ring(files: Files, only_fault: Find) -> None:
    row(files, "regions", "south")["parts"][0]["schematic"].pop()
    assert where(only_fault(files)) == ("regions.geojson", "south", "parts[0].schematic")


def test_the_points_of_an_influence_lie_in_its_countries(files: Files, only_fault: Find) -> None:
    row(files, "regions", "south")["influence"][0]["points"] = ["hub", "gate"]
    assert where(only_fault(files)) == ("regions.geojson", "south", "influence[0].points[1]")


@pytest.mark.parametrize("line", [[[10, 4]], [[10, 4], [10, 4]], [[12, 4], [12, 6]], [[10, 6], [10, 8]]])
def test_a_passage_lies_on_its_line(files: Files, only_fault: Find, line: list[list[float]]) -> None:
    row(files, "passages", "strait")["line"] = line
    assert where(only_fault(files)) == ("passages.json", "strait", "line")


# ---- the map


def place(files: Files, name: str, index: int, point: tuple[float, float]) -> None:
    files[f"{name}.geojson"]["features"][index]["geometry"]["coordinates"] = list(point)


def test_a_facility_lies_in_its_country(files: Files, only_fault: Find) -> None:
    place(files, "facilities", 1, (9.5, 5))
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "hub", "lat")
    assert fault.problem == "lies more than 12 km outside of BBB"


def test_a_port_may_stand_a_little_off_the_coast(tmp_path: Path, files: Files) -> None:
    place(files, "facilities", 1, (20.1, 5))  # 11.1 km
    assert load_world(write(files, tmp_path)).facilities["hub"].lon == 20.1


def test_a_facility_lies_in_a_country_of_the_map(files: Files, only_fault: Find) -> None:
    row(files, "facilities", "gate").update({"country": "CCC", "consent_of": []})
    row(files, "regions", "north")["countries"] = ["CCC"]
    assert where(only_fault(files)) == ("facilities.geojson", "gate", "country")


def test_the_label_of_an_operation_lies_in_its_country(files: Files, only_fault: Find) -> None:
    place(files, "operations", 0, (5, 5))
    fault = only_fault(files)
    assert where(fault) == ("operations.geojson", "op", "lat")
    assert fault.problem == "lies in RUS, not in BBB"


@pytest.mark.parametrize(("kind", "point"), [("expeditionary", (30, 5)), ("naval_presence", (5, 5))])
def test_a_label_at_sea_is_nowhere(tmp_path: Path, files: Files, kind: str, point: tuple[float, float]) -> None:
    place(files, "operations", 0, point)
    row(files, "operations", "op")["kind"] = kind
    assert load_world(write(files, tmp_path)).operations["op"].lon == point[0]


# ---- worlds in memory


def test_a_world_in_memory_is_checked_too(good: World) -> None:
    with pytest.raises(DataError, match="gate--hub--air--2020 origin: `gate` is not defined"):
        make_world(links=[good.links["gate--hub--air--2020"]], facilities=[], sources=good.sources.values())


def test_a_world_in_memory_needs_only_what_it_holds(good: World) -> None:
    world = make_world(sources=good.sources.values())
    assert (len(world.sources), len(world.facilities)) == (2, 0)
