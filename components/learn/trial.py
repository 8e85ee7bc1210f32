"""An exercise under way: its scenes before and after, the right answers, and how far the reader is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from components import state
from components.learn.attempt import Attempt, attempt_at
from components.map_states import REGION_ZOOM, box_of
from components.map_story import states_for
from components.scene import Scene, scene_of
from components.view import DEFAULT, Page, View
from geo.exercise import Exercise
from geo.model import Facility, Operation
from geo.predictions import Answer, answers


@dataclass(frozen=True, kw_only=True)
class Trial:
    """An exercise under way."""

    exercise: Exercise
    attempt: Attempt
    before: Scene
    """The day of the exercise with nothing taken away."""
    after: Scene
    """The same with what the exercise takes away."""
    answers: tuple[Answer, ...]

    @property
    def shown(self) -> Scene:
        """What the map shows: the loss only once the answer is out."""
        return self.after if self.attempt.revealed else self.before


def trial_of(scene: Scene) -> Trial | None:
    """Return the exercise that a scene asks for, whatever else is chosen in it; None where it asks for none."""
    exercise = scene.world.exercises.get(scene.view.exercise or "")
    if exercise is None:
        return None
    asks = exercise_view(exercise, scene.view)
    after = scene_of(asks, scene.world)
    return Trial(
        exercise=exercise,
        attempt=attempt_at(exercise.id),
        before=scene_of(replace(asks, scenario=(), lost=()), scene.world),
        after=after,
        answers=answers(exercise, scene.world, after.impact),
    )


def exercise_view(exercise: Exercise, view: View = DEFAULT) -> View:
    """Return the view that shows what an exercise takes away, computed as the page does unless told otherwise.

    Parameters
    ----------
    exercise
        The exercise.
    view
        What the reader chose: selection, layers and looks stay.
    """
    return replace(
        DEFAULT,
        view=Page.LEARN,
        exercise=exercise.id,
        date=exercise.date.first,
        scenario=exercise.scenarios,
        lost=tuple(sorted(exercise.lost)),
        sel=view.sel,
        layers=view.layers,
        borders=view.borders,
        base=view.base,
        theme=view.theme,
    )


def trial_states(trial: Trial) -> dict[str, Any]:
    """Return the states of the map; before the answer is out, hovering tells nothing of single losses."""
    wish = state.focus()
    states = states_for(trial.shown, wish)
    if wish.kind in {"start", "region"}:
        key = f"{wish.serial}-{trial.exercise.id}"
        states |= {"focus": {"key": key, "bounds": _bounds(trial), "max_zoom": REGION_ZOOM}}
    if not trial.attempt.revealed:
        states |= {"single": {}}
    return {**states, "stamp": f"{states['stamp']}-{trial.exercise.id}-{trial.attempt.revealed}"}


def _bounds(trial: Trial) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the corners of what is asked about and of the facilities that are lost."""
    world = trial.after.world
    places: list[Facility | Operation] = [world.operations[row.operation] for row in trial.answers]
    places += [world.facilities[token.name] for token in trial.after.tokens if token.name in world.facilities]
    return box_of([(row.lat, row.lon) for row in places])
