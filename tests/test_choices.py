"""Taking something away and giving it back, beside what scenarios take away."""

from __future__ import annotations

from dataclasses import replace

from components.choices import with_token
from components.view import View
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
