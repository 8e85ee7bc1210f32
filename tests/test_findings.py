"""Published findings, tested: every one has a test, a plain verdict and figures that can be checked."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from geo.airspace import Airspace, load_airspace
from geo.finding import Bench, FindingResult, Reading, Verdict, far, judged
from geo.findings import TESTS, put_to_the_test
from geo.findings_ways import AFTER_ASSAD, DIRECT, IL_76MD
from geo.lift import make_lift
from geo.sealift import load_sea
from geo.world import World, load_world
from tests.places import DATA

VERDICTS = {
    "rybar-only-empty": Verdict.ONLY_IF,
    "gomati-too-far": Verdict.ONLY_IF,
    "pukhov-all-through": Verdict.ONLY_IF,
    "rferl-refuel-turkey": Verdict.AGREES,
    "egypt-choke": Verdict.ONLY_IF,
    "nyt-2015-seven-an124": Verdict.AGREES,
    "caspian-track-2015": Verdict.AGREES,
    "itamilradar-turkey-corridor": Verdict.AGREES,
    "pap-direct-2025": Verdict.AGREES,
    "cnn-daily-flights": Verdict.AGREES,
    "an124-three-hours": Verdict.AGREES,
    "emercom-khadim-bamako": Verdict.AGREES,
    "eight-a-day-2020": Verdict.AGREES,
    "gao-overrun": Verdict.AGREES,
    "khmeimim-runway-2021": Verdict.AGREES,
    "sea-6000-nmi": Verdict.DISAGREES,
    "baltic-three-weeks": Verdict.ONLY_IF,
    "sparta2-25-days": Verdict.ONLY_IF,
    "sparta-breakdown": Verdict.ONLY_IF,
    "ap-conakry-month": Verdict.ONLY_IF,
    "africarivista-not-by-air": Verdict.ONLY_IF,
    "marex-khmeimim-refuel": Verdict.AGREES,
}
"""Not a target: a change of facts or method that turns a verdict is to be looked at, and written down here."""

FIGURES = [
    ("rybar-only-empty", "Il-76MD / Il-76TD", 47, 0.01),
    ("pukhov-all-through", "of them through Khmeimim", 7, 0),
    ("pukhov-all-through", "left without reported support if it is lost", 6, 0),
    ("rferl-refuel-turkey", "Chkalovsky to Bamako", 6900, 0.03),
    ("caspian-track-2015", "distance kept from Azerbaijan", 22.2, 0.1),
    ("cnn-daily-flights", "flights a day, one Il-76MD / Il-76TD", 2.4, 0.05),
    ("emercom-khadim-bamako", "Al-Khadim to Bamako", 3675, 0.01),
    ("sea-6000-nmi", "Severomorsk to Tartus", 4926, 0.01),
    ("sea-6000-nmi", "Baltiysk to Tartus", 4260, 0.01),
    ("baltic-three-weeks", "Novorossiysk to Tartus", 1278, 0.02),
    ("sparta-breakdown", "Tartus to Ushant", 2980, 0.02),
    ("sparta-breakdown", "speed made good", 6.9, 0.02),
    ("ap-conakry-month", "length of the way", 4359, 0.01),
    ("ap-conakry-month", "the same, at 10 knots", 18, 0.02),
    ("africarivista-not-by-air", "flights for the cargo of Patria", 123, 0.05),
]
"""What the records of the findings foresee, within the share given."""


@cache
def world() -> World:
    """Return the facts."""
    return load_world(DATA)


@cache
def airspace() -> Airspace:
    """Return the prepared airspace."""
    return load_airspace(DATA / "airspace.npz")


@cache
def bench() -> Bench:
    """Return the bench that findings are tested on."""
    return Bench(lift=make_lift(world(), airspace(), load_sea(world())), airspace=airspace())


@cache
def results() -> dict[str, FindingResult]:
    """Return what came of every test by the id of the finding."""
    return {result.id: result for result in put_to_the_test(world(), airspace(), load_sea(world()))}


def test_every_published_finding_has_a_test() -> None:
    assert set(TESTS) == set(world().published_findings) == set(VERDICTS)


def test_results_come_in_the_order_of_the_file() -> None:
    assert list(results()) == list(world().published_findings)


@pytest.mark.parametrize("finding", VERDICTS)
def test_a_verdict_is_what_it_was(finding: str) -> None:
    assert results()[finding].verdict is VERDICTS[finding]


@pytest.mark.parametrize("finding", VERDICTS)
def test_a_result_says_what_was_computed_and_with_what(finding: str) -> None:
    result = results()[finding]
    assert result.words.endswith(".")
    assert result.rows and result.conditions
    assert bool(result.only_if) is (result.verdict is Verdict.ONLY_IF)
    assert len({row.what for row in result.rows}) == len(result.rows)


@pytest.mark.parametrize("finding", VERDICTS)
def test_a_result_foretells_nothing(finding: str) -> None:
    result = results()[finding]
    assert re.search(r"\bwill\b|\binf\b|\bnan\b", f"{result.words} {result.only_if}") is None


@pytest.mark.parametrize(("finding", "what", "expected", "share"), FIGURES)
def test_a_figure_is_what_the_record_foresees(finding: str, what: str, expected: float, share: float) -> None:
    (found,) = (row.computed for row in results()[finding].rows if row.what == what)
    assert found == pytest.approx(expected, rel=share)


def test_the_figure_that_decides_comes_first() -> None:
    result = results()["rybar-only-empty"]
    assert result.verdict is Verdict.ONLY_IF
    assert result.rows[0].computed == result.rows[0].stated == 0


def test_a_statement_names_who_made_it_and_not_another_entry() -> None:
    assert [row.id for row in world().published_findings.values() if "same report" in row.statement.lower()] == []


def test_the_first_reading_that_holds_decides() -> None:
    as_made, given = Reading(only_if="", holds=True), Reading(only_if="it rains", holds=True)
    assert judged([as_made, given]) == (Verdict.AGREES, "")
    assert judged([replace(as_made, holds=False), given]) == (Verdict.ONLY_IF, "it rains")
    assert judged([replace(as_made, holds=False), replace(given, holds=False)]) == (Verdict.DISAGREES, "")


def test_a_finding_without_a_test_is_not_testable() -> None:
    known = world().published_findings["gao-overrun"]
    more = replace(world(), published_findings={"new": replace(known, id="new")})
    (result,) = put_to_the_test(more, airspace(), load_sea(more))
    assert (result.verdict, result.rows) == (Verdict.NOT_TESTABLE, ())


def test_closing_turkey_lengthens_the_way_and_lightens_the_load() -> None:
    km, shut_km = bench().km(AFTER_ASSAD, *DIRECT), bench().km(AFTER_ASSAD, *DIRECT, shut=("TUR",))
    assert km is not None and shut_km is not None and shut_km > km
    loads = [bench().load_t(AFTER_ASSAD, DIRECT, shut=shut, aircraft=IL_76MD) for shut in ((), ("TUR",))]
    assert loads[0] > loads[1] > 0


def test_where_there_is_no_way_it_is_said() -> None:
    assert bench().km(AFTER_ASSAD, *DIRECT, shut=("LBY",)) is None
    assert bench().apart_km(AFTER_ASSAD, DIRECT, "AZE", shut=("LBY",)) is None
    assert bench().overflown(AFTER_ASSAD, *DIRECT, shut=("LBY",)) == ()
    assert far(None) == "no legal way"
    assert far(1234.5) == "1\u2009234 km"


def test_a_chain_that_cannot_be_flown_is_refused_in_words() -> None:
    assert (
        bench().refusal(AFTER_ASSAD, ("machulishchy", "al-khadim"), aircraft="an-124-100").startswith("The runway of")
    )
    assert bench().refusal(AFTER_ASSAD, DIRECT) == ""
