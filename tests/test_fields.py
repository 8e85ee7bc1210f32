"""Whatever is wrong with a value is told with the way to it and what to do."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any, get_args, get_origin

import pytest

from geo.check_references import REFERENCES
from geo.errors import Fault
from geo.facts import FEATURES, ROWS
from geo.fields import fields_of, json_object
from geo.layers import parse_features, parse_record, parse_rows
from geo.model import Authority
from tests.drawn_files import good_files, row

KINDS = sorted({**ROWS, **FEATURES}.values(), key=lambda kind: kind.__name__)


def faults(change: dict[str, object], *, name: str = "facilities", record_id: str = "gate") -> list[Fault]:
    """Return the faults of a good record with some fields changed."""
    files = good_files()
    row(files, name, record_id).update(change)
    if name in ROWS:
        return list(parse_rows(ROWS[name], files[f"{name}.json"], file="f").faults)
    return list(parse_features(FEATURES[name], files[f"{name}.geojson"], file="f").faults)


@pytest.mark.parametrize(
    ("change", "field", "problem", "remedy"),
    [
        ({"name": 7}, "name", "is `7`, not text", "Write text in quotes: the common English name"),
        ({"name": None}, "name", "is null, not text", "Write text in quotes"),
        ({"name": "\ud800"}, "name", "half a character", "Write the character itself"),
        ({"runway_m": "2500"}, "runway_m", "is `2500`, not a whole number", "digits without quotes"),
        ({"runway_m": 2500.5}, "runway_m", "is `2500.5`, not a whole number", "length of the longest runway, metres"),
        ({"runway_m": True}, "runway_m", "is true, not a whole number", "digits"),
        ({"consent_any": 1}, "consent_any", "is `1`, neither true nor false", "Write true or false"),
        ({"controlled_from": "12/2024"}, "controlled_from", "is `12/2024`, not a date", "YYYY-MM-DD"),
        ({"controlled_from": "2023-02-29"}, "controlled_from", "not a date", "a day of the calendar"),
        ({"controlled_from": 2024}, "controlled_from", "is `2024`, not a date", "in quotes"),
        ({"kind": "castle"}, "kind", "is `castle`, not one of its words", "Use one of air_base, naval_base"),
        ({"kind": ["air_base"]}, "kind", "is a list, not one of its words", "Use one of air_base"),
        ({"functions": "airlift"}, "functions", "is `airlift`, not a list", "Write a list in brackets"),
        ({"functions": ["airlift", "fly"]}, "functions[1]", "is `fly`, not one of its words", "Use one of airlift"),
        ({"functions": ["airlift", "airlift"]}, "functions", "holds `airlift` twice", "Keep one"),
        ({"alt_names": ["a", "b", "a"]}, "alt_names", "holds `a` twice", "Keep one"),
        ({"status": [7]}, "status[0]", "is `7`, not an object", "Write an object"),
        ({"colour": "red"}, "colour", "is not a field of this record", "Remove it; the fields are id, name"),
        ({"berth_not": "deep"}, "berth_not", "is not a field of this record", "Did you mean `berth_note`?"),
        ({"lat": 5}, "lat", "stands in the properties", "Leave it to the geometry"),
        ({"id": "other"}, "id", "is another in the properties than `gate`", "the same id in both"),
    ],
)
def test_a_flaw_is_told_with_what_to_do(change: dict[str, object], field: str, problem: str, remedy: str) -> None:
    (fault,) = faults(change)
    assert (fault.file, fault.record, fault.field) == ("f", "gate", field)
    assert problem in fault.problem
    assert remedy in fault.remedy


@pytest.mark.parametrize("credibility", [0, 7, "1", True, 1.0, None])
def test_a_grade_is_a_number_of_the_scale(credibility: object) -> None:
    (fault,) = faults({"credibility": credibility}, name="links", record_id="gate--hub--air--2020")
    assert fault.field == "credibility"
    assert "Use one of 1, 2, 3, 4, 5, 6" in fault.remedy


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**400, True, "50", [50]])
def test_a_figure_is_a_finite_number(number: object) -> None:
    (fault,) = faults({"max_payload_t": number}, name="assets", record_id="freighter")
    assert fault.field == "max_payload_t"
    assert "number" in fault.problem


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"payload_no_stop": {"freighter": "50"}}, "payload_no_stop.freighter"),
        ({"payload_no_stop": []}, "payload_no_stop"),
        ({"waypoints": [{"name": "x", "lat": 91, "lon": 0}]}, "waypoints[0].lat"),
    ],
)
def test_a_flaw_deep_in_a_record_is_told_with_the_way_to_it(change: dict[str, object], field: str) -> None:
    assert [fault.field for fault in faults(change, name="air_routes", record_id="route")] == [field]


def test_a_point_of_a_line_is_told_by_its_place_in_it() -> None:
    found = faults({"line": [[10, 4], [10, "6"]]}, name="passages", record_id="strait")
    assert [fault.field for fault in found] == ["line[1][1]"]


@pytest.mark.parametrize("numbers", [7, {"a": float("nan")}])
def test_a_free_object_is_an_object_of_finite_numbers(numbers: object) -> None:
    assert [fault.field for fault in faults({"numbers": numbers}, name="published_findings", record_id="finding")] == [
        "numbers"
    ]


def test_a_missing_field_is_told_with_its_meaning() -> None:
    (fault,) = parse_record(
        Authority, {"id": "a", "name": "A", "country": "AAA", "kind": "government"}, file="f"
    ).faults
    assert (fault.field, fault.problem) == ("note", "is missing")
    assert fault.remedy == "Add it: what was reported, in our own words"


def test_a_misspelt_field_is_one_fault_not_two() -> None:
    row = {"id": "a", "nam": "A", "country": "AAA", "kind": "government", "note": ""}
    (fault,) = parse_record(Authority, row, file="f").faults
    assert fault.remedy == "Did you mean `name`?"


def test_all_flaws_of_a_record_are_told_at_once() -> None:
    row = {"id": "a", "name": 7, "country": 8, "kind": "kingdom", "flag": "red"}
    fields = [fault.field for fault in parse_record(Authority, row, file="f").faults]
    assert sorted(fields) == ["country", "flag", "kind", "name", "note"]


def test_a_name_that_stands_twice_in_an_object_is_told() -> None:
    text = '[{"id": "a", "name": "A", "name": "B", "country": "AAA", "kind": "government", "note": ""}]'
    (fault,) = parse_rows(Authority, json.loads(text, object_pairs_hook=json_object), file="f").faults
    assert (fault.record, fault.field, fault.problem) == ("a", "name", "stands twice in the record")


def test_a_row_without_an_id_is_told_by_its_place() -> None:
    (fault,) = parse_rows(Authority, [{"name": "A", "country": "A", "kind": "government", "note": ""}], file="f").faults
    assert (fault.record, fault.field) == ("row 1", "id")


def test_a_long_value_is_not_told_in_full() -> None:
    (fault,) = faults({"kind": "x" * 10_000})
    assert len(str(fault)) < 400


def test_every_field_of_every_record_says_what_it_means() -> None:
    silent = [f"{kind.__name__}.{field.name}" for kind in KINDS for field in fields_of(kind) if not field.meaning]
    assert silent == []


def test_every_field_that_holds_ids_is_known_to_hold_them() -> None:
    known = {(name, path) for name, path, _ in REFERENCES if name != "scenarios"}
    meant = {
        (name, path)
        for name, kind in {**ROWS, **FEATURES}.items()
        for path, meaning in paths(kind)
        if re.search(r"\bids?\b", meaning)
    }
    assert meant - known == set()


def paths(kind: Any) -> list[tuple[str, str]]:
    """Return the way to each field of a record, through those within it, with what it means."""
    found = []
    for field in fields_of(kind):
        inner = get_args(field.hint)[0] if get_origin(field.hint) is tuple else None
        if dataclasses.is_dataclass(inner):
            found += [(f"{field.name}.{path}", said) for path, said in paths(inner)]
        else:
            found.append((field.name, field.meaning))
    return found
