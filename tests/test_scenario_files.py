"""The scenarios of `data/`: each takes away what is there on its day, and says so in words that fit the screen."""

from __future__ import annotations

import re

import pytest

from geo.closures import closed_passages, closed_sky
from geo.lift_records import MontreuxClass
from geo.scenario import Token, TokenKind
from geo.timeline import REFERENCE_DAY, consent_on, stage_on, usable_on
from geo.world import World
from tests.places import DATA

SCENARIOS = sorted(path.stem for path in (DATA / "scenarios").glob("*.toml"))
each_scenario = pytest.mark.parametrize("name", SCENARIOS)


@each_scenario
def test_everything_taken_away_is_there_on_the_day(world, name):
    day = world.scenarios[name].date.first
    assert not [str(token) for token in world.scenarios[name].tokens if not takes_something(world, token, day)]


@each_scenario
def test_the_day_is_one_to_compute_at(world, name):
    assert world.scenarios[name].date.last <= world.meta.data_cutoff.last


@each_scenario
def test_the_title_fits_a_pill_and_the_summary_is_two_sentences(world, name):
    scenario = world.scenarios[name]
    assert 2 <= len(scenario.title.split()) <= 4
    assert len(scenario.summary.split(". ")) == 2
    assert all(text.endswith(".") and text == text.strip() for text in (scenario.summary, scenario.why))


@each_scenario
def test_the_words_hold_on_any_day(world, name):
    """The reader can set any day, so nothing is said of "the day"."""
    scenario = world.scenarios[name]
    assert not re.search(r"\b(the|this|that) day\b", f"{scenario.summary} {scenario.why}", re.IGNORECASE)


def test_the_first_scenario_is_the_lost_bases_on_the_reference_day(world):
    first = min(world.scenarios.values(), key=lambda scenario: scenario.order)
    assert (first.id, first.date.first) == ("bases-lost", REFERENCE_DAY)


def test_the_inland_scenario_and_the_lost_bases_are_all_of_syria(world):
    taken = world.scenarios["interior-outposts-lost"].tokens | world.scenarios["bases-lost"].tokens
    usable = {world.facilities[name] for name in usable_on(world, REFERENCE_DAY)}
    assert {token.name for token in taken} == {facility.id for facility in usable if facility.country == "SYR"}


def takes_something(world: World, token: Token, day) -> bool:
    """Say whether a token takes away a usable facility or a leave, or closes a way that is open."""
    if token.kind is TokenKind.OVERFLIGHT:
        return token.name not in closed_sky(world, day).everywhere
    if token.kind is TokenKind.PASSAGE:
        return token.name not in closed_passages(world, day).for_hull(MontreuxClass.MERCHANT_SHIP)
    usable = usable_on(world, day)
    if token.kind is not TokenKind.HOST:
        return token.name in usable
    facilities = (facility for facility in world.facilities.values() if facility.id in usable)
    operations = (row for row in world.operations.values() if stage_on(row, day))
    return any(token.name in consent_on(row, day) for row in (*facilities, *operations))
