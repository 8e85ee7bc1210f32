"""Published findings on the page: each statement beside what was computed, with a plain verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from components import cache
from components.findings_view import VERDICT_CLASS, findings_html
from geo.finding import FindingResult, FindingRow, Verdict
from geo.world import World
from tests.reading import read, skips_a_level
from tests.scenes import scene_in

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def results(world: World, monkeypatch: pytest.MonkeyPatch) -> Sequence[FindingResult]:
    """What came of testing each finding of the data."""
    scene_in(world, monkeypatch)
    return cache.findings(world.digest)


def result(world: World, verdict: Verdict = Verdict.AGREES, *rows: FindingRow, **fields: Any) -> FindingResult:
    defaults: dict[str, Any] = {"only_if": "", "words": "Computed.", "conditions": ("As on the day",)}
    return FindingResult(id=next(iter(world.published_findings)), verdict=verdict, rows=rows, **(defaults | fields))


def row(stated: float | str | None, computed: float | str | None, unit: str = "km") -> FindingRow:
    return FindingRow(what="The way", stated=stated, computed=computed, unit=unit)


def plain(world: World, *results: FindingResult) -> str:
    return read(findings_html(world, results)).plain


def test_every_finding_of_the_data_is_on_the_page_word_for_word(world: World, results: Sequence[FindingResult]) -> None:
    text = plain(world, *results)
    assert len(results) == len(world.published_findings) == 22
    for finding in world.published_findings.values():
        assert " ".join(finding.statement.split()) in text


def test_the_page_keeps_its_headings_in_order_and_its_ids_apart(world: World, results: Sequence[FindingResult]) -> None:
    reading = read(findings_html(world, results))
    assert not skips_a_level(reading)
    assert (reading.levels.count(1), reading.levels.count(2)) == (1, 22)
    assert len(reading.ids) == len(set(reading.ids))


def test_the_counts_on_top_add_up_to_all_findings(world: World, results: Sequence[FindingResult]) -> None:
    text = plain(world, *results)
    told = {verdict: sum(one.verdict is verdict for one in results) for verdict in Verdict}
    assert sum(told.values()) == 22
    for verdict, number in told.items():
        assert (f"{verdict.value}: {number}" in text) is bool(number)


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_is_said_in_words_and_marked(world: World, verdict: Verdict) -> None:
    content = findings_html(world, [result(world, verdict)])
    assert f'class="fh-claim {VERDICT_CLASS[verdict]}"' in content
    assert verdict.value.capitalize() in read(content).plain


def test_no_two_verdicts_look_the_same() -> None:
    assert len({*VERDICT_CLASS.values()}) == len(Verdict) == len(VERDICT_CLASS)


def test_an_agreement_under_a_condition_names_the_condition(world: World) -> None:
    assert "Agrees only if Turkey is closed" in plain(world, result(world, Verdict.ONLY_IF, only_if="Turkey is closed"))


@pytest.mark.parametrize(
    ("stated", "computed", "unit", "cells"),
    [
        (1557.0, 1559.4, "km", ["1\u2009557 km", "1\u2009559 km"]),
        (5.0, 5.24, "h", ["5 h", "5.2 h"]),
        ("none", "Iran", "", ["none", "Iran"]),
        (1557.0, None, "km", ["1\u2009557 km", "no way"]),
    ],
)
def test_figures_stand_side_by_side_with_their_unit(
    world: World, stated: float | str, computed: float | str | None, unit: str, cells: list[str]
) -> None:
    content = findings_html(world, [result(world, Verdict.AGREES, row(stated, computed, unit))])
    assert "".join(f"<td>{cell}</td>" for cell in cells) in content


def test_where_nothing_is_stated_there_is_no_column_for_it(world: World) -> None:
    assert "Stated" not in plain(world, result(world, Verdict.AGREES, row(None, 1.0)))
    assert "Stated" in plain(world, result(world, Verdict.AGREES, row(None, 1.0), row(1.0, 1.0)))


def test_only_the_first_figures_of_many_are_unfolded(world: World) -> None:
    rows = [row(1.0, float(i)) for i in range(9)]
    assert "3 more figures" in plain(world, result(world, Verdict.AGREES, *rows))


def test_hostile_words_stay_text(world: World) -> None:
    hostile = result(world, Verdict.ONLY_IF, row(HOSTILE, HOSTILE), only_if=HOSTILE, words=HOSTILE)
    assert "<script" not in findings_html(world, [hostile])
