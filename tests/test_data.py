"""Every row of every data file is a case of its own, and the whole of them loads."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from geo.check_references import references_resolve
from geo.check_tokens import tokens_take_away_what_is_given
from geo.errors import Fault
from geo.facts import FEATURES, ROWS, file_of
from geo.files import Reading, read_facts
from geo.layers import parse_features, parse_rows, to_feature, to_row
from geo.scenario import parse_scenario
from geo.world import World, load_world
from tests.places import DATA

SCENARIOS = sorted((DATA / "scenarios").glob("*.toml"))


def raw(name: str) -> list[dict[str, Any]]:
    """Return the rows or features of a list as they stand in its file."""
    value = json.loads((DATA / file_of(name)).read_text(encoding="utf-8"))
    return value if name in ROWS else value["features"]


def cases() -> Iterator[Any]:
    """Yield every row of every list, called by its file and its id or place."""
    for name in (*ROWS, *FEATURES):
        for number, row in enumerate(raw(name), 1):
            yield pytest.param(name, row, id=f"{name}-{row.get('id', number)}")


@cache
def reading() -> Reading:
    """Return what the data directory holds."""
    return read_facts(DATA)


@cache
def unresolved() -> tuple[Fault, ...]:
    """Return the faults of everything that refers to nothing."""
    facts = reading().facts
    return (*references_resolve(facts), *tokens_take_away_what_is_given(facts))


@pytest.mark.parametrize(("name", "row"), list(cases()))
def test_a_row_parses_and_comes_back_as_it_was(name: str, row: dict[str, Any]) -> None:
    if name in ROWS:
        parsed = parse_rows(ROWS[name], [row], file=file_of(name))
        assert (parsed.faults, [to_row(record) for record in parsed.records]) == ((), [row])
    else:
        parsed = parse_features(FEATURES[name], {"features": [row]}, file=file_of(name))
        assert parsed.faults == ()
        own = {key: value for key, value in row["properties"].items() if key != "id"}
        assert to_feature(parsed.records[0])["properties"] == own


@pytest.mark.parametrize(("name", "row"), [case for case in cases() if "id" in case.values[1]])
def test_what_a_row_refers_to_is_there(name: str, row: dict[str, Any]) -> None:
    assert [fault for fault in unresolved() if (fault.file, fault.record) == (file_of(name), row["id"])] == []


@pytest.mark.parametrize("name", [*ROWS, *FEATURES])
def test_what_a_file_refers_to_is_there(name: str) -> None:
    assert [fault for fault in unresolved() if fault.file == file_of(name)] == []


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_a_scenario_parses_and_takes_away_what_is_there(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert parse_scenario(table, scenario_id=path.stem, file=path.name).faults == ()
    assert [fault for fault in unresolved() if fault.file == f"scenarios/{path.name}"] == []


def test_the_data_load_without_a_fault(world: World) -> None:
    loaded = {name: len(getattr(world, name)) for name in (*ROWS, *FEATURES)}
    assert loaded == {name: len(raw(name)) for name in (*ROWS, *FEATURES)}
    assert len(world.scenarios) == len(SCENARIOS)


def test_the_data_load_in_half_a_second(world: World) -> None:
    def seconds() -> float:
        began = perf_counter()
        load_world(DATA)
        return perf_counter() - began

    # The best of a few, so that a busy machine does not fail it.
    assert min(seconds() for _ in range(5)) <= 0.5


def test_scenarios_stand_in_the_order_of_the_screen(world: World) -> None:
    places = [scenario.order for scenario in world.scenarios.values()]
    assert places == sorted(set(places))


@pytest.mark.parametrize(
    "row", json.loads((DATA / "labels.json").read_text(encoding="utf-8")), ids=lambda row: row["name"]
)
def test_a_label_is_a_word_at_a_place(row: dict[str, Any]) -> None:
    assert row.keys() == {"name", "lat", "lon", "min_zoom", "kind"}
    assert -90 <= row["lat"] <= 90
    assert -180 <= row["lon"] <= 180
    assert row["kind"] in {"country", "sea", "city"}


def outlines() -> Iterator[Any]:
    """Yield every outline that something is drawn by, called by what it draws."""
    for area in reading().facts.de_facto:
        yield from (pytest.param(outline, id=area.id) for outline in area.outline)
    for region in reading().facts.regions:
        yield from (pytest.param(outline, id=part.id) for part in region.parts for outline in part.outline)


@pytest.mark.parametrize("outline", list(outlines()))
def test_an_outline_names_what_its_package_holds(outline: Any) -> None:
    packages = json.loads((DATA / "outlines.json").read_text(encoding="utf-8"))
    held = Counter({row["package"]: row["files"] for row in packages}[outline.package][outline.file])
    assert [name for name in outline.names if name not in held] == []
    # Where a name stands there twice, a point says which of the two is meant, and nowhere else.
    assert any(held[name] > 1 for name in outline.names) == bool(outline.at)
