"""What a click in an exercise does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from components import state
from components.choices import with_token
from components.learn.attempt import begin_again, mark, reveal
from components.learn.trial import Trial
from components.view import Page, allowed_day
from geo.errors import TokenError
from geo.scenario import parse_token
from geo.world import World


def open_exercise(world: World, name: str) -> None:
    """Open an exercise and bring its region into sight; one that is unknown changes nothing."""
    if name in world.exercises:
        state.choose(view=Page.LEARN, exercise=name, sel=None, map=None)
        state.look_at("region", world.exercises[name].region)


def trial_acts(trial: Trial) -> Mapping[str, Callable[[str], None]]:
    """Return what clicks on the question and its answers do."""
    world, name = trial.after.world, trial.exercise.id
    return {
        "exercise": lambda text: open_exercise(world, text),
        "index": lambda _: state.choose(exercise=None, sel=None),
        "marks": lambda text: mark(name, text, {row.operation for row in trial.answers}),
        "reveal": lambda _: _reveal(name),
        "again": lambda _: begin_again(name),
        "look": lambda text: state.choose(sel=text),
        "explore": lambda _: _explore(trial),
        "worksheet": lambda _: state.choose(view=Page.HANDOUT),
    }


def card_acts_here(trial: Trial) -> Mapping[str, Callable[[str], None]]:
    """Return what clicks in a card do here that they do not do elsewhere: what changes the question leaves it."""
    world = trial.after.world
    return {
        "lose": lambda text: _take(trial, text, lost=True),
        "restore": lambda text: _take(trial, text, lost=False),
        "date": lambda text: _explore(trial, date=allowed_day(text, world) or trial.after.day),
        "reach": lambda name: _explore(trial, view=Page.REACH, origin=name) if name in world.facilities else None,
    }


def _reveal(name: str) -> None:
    """Show the answer, with no card before it and all of the loss on the map."""
    state.choose(sel=None)
    reveal(name)


def _explore(trial: Trial, **changes: Any) -> None:  # noqa: ANN401 - the fields of View differ in type
    """Go on in Explore from what the exercise takes away; what is chosen there can be undone."""
    asked = trial.after.view
    goes_on = {"view": Page.EXPLORE, "date": asked.date, "scenario": asked.scenario, "lost": asked.lost, "kept": ()}
    state.choose(**(goes_on | changes))


def _take(trial: Trial, text: str, *, lost: bool) -> None:
    try:
        token = parse_token(text)
    except TokenError:
        return
    _explore(trial, **with_token(trial.after.view, trial.after.world, token, lost=lost))
