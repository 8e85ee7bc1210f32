"""The answer to an exercise: a score in words, then each operation with what was predicted, what happens and why."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from components import style
from components.cards.grounds import grounds_of
from components.cards.top import cited
from components.learn.acts import trial_acts
from components.learn.question import LIST, fate_look, siblings_of
from components.learn.trial import Trial
from components.markup import html, panel
from components.scene import Scene
from geo.explain import explain
from geo.model import Source
from geo.predictions import Answer, Fate, score, score_words


@dataclass(frozen=True, kw_only=True)
class Told:
    """An operation as the answer tells it."""

    id: str
    name: str
    cls: str
    word: str
    before: str
    predicted: str
    right: bool
    why: tuple[str, ...]
    sources: tuple[Source, ...]
    selected: bool


def answer(trial: Trial) -> None:
    """Draw the answer."""
    siblings = siblings_of(trial.exercise, trial.after.world)
    onward = {before.id: after.id for before, after in pairwise(siblings)}
    result = score(trial.answers, trial.attempt.marks)
    order = {Fate.LOSES: 0, Fate.STRAINED: 1, Fate.KEEPS: 2}
    rows = sorted(trial.answers, key=lambda row: order[row.fate])
    content = html(
        "learn_answer.html",
        score=score_words(result, trial.after.world) if trial.attempt.marks else "",
        right=len(result.right),
        total=result.total,
        rows=[_told(trial, row) for row in rows],
        onward=onward.get(trial.exercise.id, ""),
    )
    panel(LIST, content, acts=trial_acts(trial))


def _told(trial: Trial, row: Answer) -> Told:
    scene, predicted = trial.after, trial.attempt.marks.get(row.operation)
    return Told(
        id=row.operation,
        name=scene.world.operations[row.operation].name,
        cls=style.STATUS_CLASS[row.status],
        word=style.STATUS_WORD[row.status],
        before=style.STATUS_WORD[row.baseline] if row.status is not row.baseline else "",
        predicted=fate_look(row, predicted).word if predicted else "",
        right=predicted is row.fate,
        why=reasons(scene, row.operation),
        sources=cited(scene.world, [grounds_of(scene, row.operation)]),
        selected=scene.view.sel == row.operation,
    )


def reasons(scene: Scene, operation: str) -> tuple[str, ...]:
    """Return what happens to an operation and why, in the sentences of the engine."""
    told = explain(scene.world, scene.net, scene.impact, operation)
    return tuple(part for part in (told.cause or told.effect, told.lost, told.left, told.rests_on) if part)
