"""Taking something away and giving it back, beside what scenarios take away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from components.choices import with_scenarios, with_token
from components.view import View, day_of
from geo.scenario import parse_token
from geo.world import World
from tests.worlds import draw


def test_taking_away_and_giving_back_by_hand_leaves_no_trace() -> None:
    world, hub = draw("hub"), parse_token("hub")
    lost = with_token(View(), world, hub, lost=True)
    assert lost == {"lost": (hub,), "kept": ()}
    assert with_token(View(**lost), world, hub, lost=False) == {"lost": (), "kept": ()}


def test_what_a_scenario_takes_away_can_be_given_back_and_taken_again(world: World) -> None:
    view, tartus = View(scenario=("bases-lost",)), parse_token("tartus")
    kept = with_token(view, world, tartus, lost=False)
    assert kept == {"lost": (), "kept": (tartus,)}
    assert with_token(replace(view, **kept), world, tartus, lost=True) == {"lost": (), "kept": ()}


def test_on_the_side_that_a_comparison_starts_from_only_that_side_changes(world: World) -> None:
    view = View(scenario=("bases-lost",), vs_scenario=("armenia-leaves",), vs_lost=(parse_token("tobruk-port"),))
    tartus, gyumri = parse_token("tartus"), next(iter(sorted(world.scenarios["armenia-leaves"].tokens)))
    lost = with_token(view, world, tartus, lost=True, before=True)
    assert lost == {"vs_lost": (parse_token("tobruk-port"), tartus), "vs_kept": ()}
    kept = with_token(view, world, gyumri, lost=False, before=True)
    assert kept == {"vs_lost": view.vs_lost, "vs_kept": (gyumri,)}


# ---- the day when scenarios are switched --------------------------------------------------------------------------

SUMMER, EVE = "iraq-and-iran-close", "turkey-closes-its-sky"
"""Scenarios of different days: 1 June 2023, 26 November 2024."""


def test_the_first_scenario_brings_its_own_day_and_writes_none(world: World) -> None:
    assert with_scenarios(View(), world, (SUMMER,)) == {"scenario": (SUMMER,), "date": None}


def test_the_first_scenario_does_not_move_a_day_that_was_chosen(world: World) -> None:
    view = View(date=date(2020, 1, 1))
    assert with_scenarios(view, world, (SUMMER,))["date"] == view.date


def test_a_second_scenario_needs_no_date_to_keep_the_day(world: World) -> None:
    assert with_scenarios(View(scenario=(SUMMER,)), world, (SUMMER, EVE))["date"] is None


@pytest.mark.parametrize("names", [(), (EVE,), (EVE, SUMMER)])
def test_the_day_stays_when_the_scenario_that_brought_it_goes(world: World, names: tuple[str, ...]) -> None:
    assert with_scenarios(View(scenario=(SUMMER, EVE)), world, names)["date"] == date(2023, 6, 1)


def test_no_switch_between_scenarios_of_the_data_moves_the_day(world: World) -> None:
    for before, after in permutations(world.scenarios, 2):
        view = View(scenario=(before,))
        for names in ((), (after,), (after, before), (before, after)):
            assert day_of(replace(view, **with_scenarios(view, world, names)), world) == day_of(view, world)
