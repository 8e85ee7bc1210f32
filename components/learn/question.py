"""The question of an exercise, and the operations to be marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from components import style
from components.learn.acts import trial_acts
from components.learn.trial import Trial
from components.markup import html, panel
from geo.exercise import Exercise
from geo.predictions import Answer, Fate
from geo.world import World

LIST: Final = "exercise-list"
"""The panel of the marks, and of the answer that takes their place: one, so that the focus goes on in it."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of the things that can be predicted of an operation."""

    fate: Fate
    cls: str
    sign: str
    word: str
    short: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An operation that is asked about."""

    id: str
    name: str
    cls: str
    word: str
    """How it stands before."""
    choices: tuple[Choice, ...]
    selected: bool


def question(trial: Trial, *, stamp: str) -> None:
    """Draw the question; the stamp names the states that the map was sent with it."""
    world, exercise = trial.after.world, trial.exercise
    siblings = siblings_of(exercise, world)
    content = html(
        "learn_question.html",
        exercise=exercise,
        region=world.regions[exercise.region].name,
        day=trial.after.day,
        number=siblings.index(exercise) + 1,
        total=len(siblings),
        taken=capital(trial.after.lost_words),
        revealed=trial.attempt.revealed,
        stamp=stamp,
    )
    panel("question", content, acts=trial_acts(trial))


def marks(trial: Trial) -> None:
    """Draw the operations to be marked."""
    rows = [_asked(trial, row) for row in trial.answers]
    missing = sum(row.operation not in trial.attempt.marks for row in trial.answers)
    content = html("learn_marks.html", rows=rows, missing=missing)
    panel(LIST, content, acts=trial_acts(trial))


def siblings_of(exercise: Exercise, world: World) -> list[Exercise]:
    """Return the exercises of the same region, in their order."""
    return [row for row in world.exercises.values() if row.region == exercise.region]


def capital(text: str) -> str:
    """Return a phrase as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def _asked(trial: Trial, row: Answer) -> Asked:
    return Asked(
        id=row.operation,
        name=trial.after.world.operations[row.operation].name,
        cls=style.STATUS_CLASS[row.baseline],
        word=style.STATUS_WORD[row.baseline],
        choices=tuple(_choice(trial, row, fate) for fate in row.choices),
        selected=trial.after.view.sel == row.operation,
    )


def _choice(trial: Trial, row: Answer, fate: Fate) -> Choice:
    look = fate_look(row, fate)
    chosen = trial.attempt.marks.get(row.operation) is fate
    short = style.FATE_SHORT[fate] if look is style.FATE_LOOK[fate] else look.word
    return Choice(fate=fate, cls=look.cls, sign=look.sign, word=look.word, short=short, chosen=chosen)


def fate_look(row: Answer, fate: Fate) -> style.Look:
    """Return how a prediction for an operation is marked and worded; one that was strained before stays so."""
    if fate is Fate.KEEPS and style.STATUS_CLASS[row.baseline] == "strained":
        return style.STAYS_STRAINED
    return style.FATE_LOOK[fate]
