"""What the reader's wish to see something, to take it away or to give it back changes in the view."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from components import state
from components.briefings import step_view
from components.view import Page, View, day_of
from geo.scenario import Token
from geo.world import World


def go(name: str, *, page: Page | None = None) -> None:
    """Select a record and bring it into sight, on the page of the view or on another one."""
    state.choose(sel=name, view=page or state.view().view)
    state.look_at("record", name)


def present(world: World, briefing_id: str, number: int) -> None:
    """Show a step of a briefing; the theme and what lies under the map stay as the reader has them.

    Parameters
    ----------
    world
        The facts.
    briefing_id
        Which briefing; one that is gone, or has no steps, changes nothing.
    number
        Which step, from 1; one too high means the last.
    """
    briefing = state.briefings(world).get(briefing_id)
    if briefing is None or not briefing.steps:
        return
    before = state.view()
    shown = replace(step_view(briefing, number, world), theme=before.theme, base=before.base)
    state.show(shown)
    state.dismiss_notice()
    state.look_at_step(shown)


def with_scenarios(view: View, world: World, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the changes of the view, for `state.choose`, that switch to other scenarios.

    The day on screen stays, whatever day the scenarios bring. Only where there was no scenario, and the reader chose no
    day, does the first one bring its own.

    Parameters
    ----------
    view
        What is chosen so far.
    world
        The facts, for the days of the scenarios.
    names
        The ids of all scenarios that are on from now.
    """
    after = replace(view, scenario=names)
    day = day_of(view, world)
    stays = not view.scenario or day_of(after, world) == day
    return {"scenario": names, "date": view.date if stays else day}


def with_token(view: View, world: World, token: Token, *, lost: bool, before: bool = False) -> dict[str, Any]:
    """Return the changes of the view, for `state.choose`, that take a token away or give it back.

    What a scenario takes away already is not named twice, and what it takes away can still be given back: the link of
    the view stays as short as it can be.

    Parameters
    ----------
    view
        What is chosen so far.
    world
        The facts, for what the chosen scenarios take away.
    token
        What is meant.
    lost
        True to take it away, false to give it back.
    before
        True for the side that a comparison starts from.
    """
    side = "vs_" if before else ""
    by_scenario = any(token in world.scenarios[name].tokens for name in getattr(view, f"{side}scenario"))
    others_lost = tuple(other for other in getattr(view, f"{side}lost") if other != token)
    others_kept = tuple(other for other in getattr(view, f"{side}kept") if other != token)
    if lost and not by_scenario:
        others_lost = (*others_lost, token)
    elif by_scenario and not lost:
        others_kept = (*others_kept, token)
    return {f"{side}lost": others_lost, f"{side}kept": others_kept}
