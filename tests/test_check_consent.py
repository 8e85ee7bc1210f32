"""Everything outside Russia says on whose leave it stands."""

from __future__ import annotations

import pytest

from tests.drawn_files import good_files, row
from tests.faults import all_faults, only_fault, where


def test_a_facility_abroad_says_on_whose_leave_it_stands() -> None:
    files = good_files()
    del row(files, "facilities", "hub")["consent_of"]
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "consent_of")


def test_a_facility_in_russia_does_not() -> None:
    files = good_files()
    row(files, "facilities", "gate")["consent_of"] = []
    assert where(only_fault(files)) == ("facilities.geojson", "gate", "consent_of")


def test_the_leave_is_that_of_someone_in_the_country() -> None:
    files = good_files()
    row(files, "authorities", "bbb-government")["country"] = "CCC"
    fault = only_fault(files)
    assert where(fault) == ("facilities.geojson", "hub", "consent_of")
    assert fault.problem == "names nobody of BBB"


def test_control_is_not_shared_with_nobody() -> None:
    files = good_files()
    row(files, "facilities", "hub")["controlled_with"] = ["bbb-government"]
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "controlled_with")


def test_only_a_need_of_consent_stands_on_a_leave() -> None:
    files = good_files()
    row(files, "operations", "op")["needs"][0]["consent_of"] = ["bbb-government"]
    assert where(only_fault(files)) == ("operations.geojson", "op", "needs[0].consent_of")


def test_a_need_of_consent_wants_what_the_operation_wants() -> None:
    files = good_files()
    row(files, "operations", "op")["consent_of"] = []
    assert where(only_fault(files)) == ("operations.geojson", "op", "needs[3].consent_of")


def test_one_of_several_wants_several() -> None:
    files = good_files()
    row(files, "facilities", "hub")["consent_any"] = True
    assert where(only_fault(files)) == ("facilities.geojson", "hub", "consent_any")


@pytest.mark.parametrize("field", ["authority", "affects", "ends_consent"])
def test_an_act_of_a_host_says_whose_and_what(field: str) -> None:
    files = good_files()
    del row(files, "constraints", "bbb-refusal")[field]
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", field)


def test_a_closed_sky_is_no_act_of_a_host() -> None:
    files = good_files()
    row(files, "constraints", "bbb-refusal")["kind"] = "airspace_closed"
    fields = [fault.field for fault in all_faults(files)]
    assert fields == ["affects", "authority", "ends_consent"]


def test_a_limit_does_not_end_the_leave() -> None:
    files = good_files()
    row(files, "constraints", "bbb-refusal")["kind"] = "host_limit"
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", "ends_consent")


def test_the_end_of_a_leave_holds_for_all() -> None:
    files = good_files()
    row(files, "constraints", "bbb-refusal")["extent"] = "some"
    assert where(only_fault(files)) == ("constraints.json", "bbb-refusal", "extent")
