"""Periods run forward, follow one another and begin before the cut-off."""

from __future__ import annotations

import pytest

from tests.drawn_files import good_files, row
from tests.faults import loaded, only_fault, where


def test_a_period_does_not_end_before_it_begins() -> None:
    files = good_files()
    row(files, "de_facto", "held-coast")["end"] = "2019"
    fault = only_fault(files)
    assert where(fault) == ("de_facto.geojson", "held-coast", "end")
    assert fault.problem == "ends 2019, before it begins 2020"


def test_a_period_deep_in_a_record_does_not_either() -> None:
    files = good_files()
    row(files, "operations", "op")["needs"][0] |= {"start": "2023", "end": "2022"}
    assert where(only_fault(files)) == ("operations.geojson", "op", "needs[0].end")


def test_control_does_not_end_before_it_begins() -> None:
    files = good_files()
    row(files, "facilities", "hub").update(
        {"controlled_by": "bbb-government", "controlled_from": "2022", "controlled_to": "2021"}
    )
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "controlled_to")


def test_status_stands_oldest_first() -> None:
    files = good_files()
    status = row(files, "facilities", "hub")["status"]
    status.append({**status[0], "start": "2010", "end": "2019"})
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "status")


def test_every_facility_has_a_status() -> None:
    files = good_files()
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
def test_stages_follow_the_operation(stages: list[tuple[str, str]], problem: str) -> None:
    files = good_files()
    row(files, "operations", "op")["stages"] = [{"start": start, "stage": stage} for start, stage in stages]
    fault = only_fault(files)
    assert where(fault) == ("operations.geojson", "op", "stages")
    assert fault.problem == problem


def test_no_stage_begins_after_the_end() -> None:
    files = good_files()
    row(files, "operations", "op")["end"] = "2020"
    row(files, "links", "hub--op--air--2020")["end"] = "2020"
    assert only_fault(files).problem == "go on after the end of the operation"


def test_a_link_does_not_outlive_its_operation() -> None:
    files = good_files()
    row(files, "operations", "op")["end"] = "2024"
    fault = only_fault(files)
    assert where(fault) == ("links.json", "hub--op--air--2020", "end")
    assert "2020 to 2024" in fault.remedy


def test_a_link_is_not_over_before_its_operation_begins() -> None:
    files = good_files()
    link = row(files, "links", "hub--op--air--2020")
    link.update({"id": "hub--op--air--2018", "start": "2018", "end": "2019"})
    assert where(only_fault(files)) == ("links.json", "hub--op--air--2018", "start")


def test_nothing_begins_after_the_cutoff() -> None:
    files = good_files()
    row(files, "constraints", "bbb-refusal")["start"] = "2026-09-02"
    fault = only_fault(files)
    assert where(fault) == ("constraints.json", "bbb-refusal", "start")
    assert fault.problem == "is 2026-09-02, after the data cut-off 2026-09-01"


def test_what_is_expected_may_begin_after_the_cutoff() -> None:
    files = good_files()
    files["gaps.json"][0] |= {"start": "2026-12", "end": None, "expected": True}
    assert loaded(files).gaps[0].expected


def test_a_late_event_says_so() -> None:
    files = good_files()
    row(files, "events", "2024-12-08-hub-falls").update({"id": "2026-10-hub-falls", "date": "2026-10"})
    fault = only_fault(files)
    assert where(fault) == ("events.json", "2026-10-hub-falls", "date")
    assert "after_cutoff" in fault.remedy


def test_an_event_before_the_cutoff_is_not_called_late() -> None:
    files = good_files()
    row(files, "events", "2024-12-08-hub-falls")["after_cutoff"] = True
    assert where(only_fault(files)) == ("events.json", "2024-12-08-hub-falls", "date")


def test_the_facts_do_not_end_after_they_were_compiled() -> None:
    files = good_files()
    files["meta.json"]["compiled"] = "2026-08"
    assert where(only_fault(files)) == ("meta.json", "", "data_cutoff")
