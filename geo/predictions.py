"""What a reader expects to happen to operations, held against what the engine computes: answers and score in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.exercise import Exercise
from geo.naming import listed
from geo.results import Impact, OperationImpact, SupportStatus
from geo.scenario import Token, compose
from geo.world import World


class Fate(StrEnum):
    """What can be predicted of an operation.

    Whatever loses its reported support counts as lost, even where figures would still allow a way on paper.
    """

    KEEPS = "keeps"
    STRAINED = "strained"
    LOSES = "loses"


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """An operation that is asked about: what can be said of it, and what becomes of it."""

    operation: str
    baseline: SupportStatus
    status: SupportStatus
    fate: Fate
    choices: tuple[Fate, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """How a reader's predictions fared."""

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    unmarked: tuple[str, ...]
    missed: tuple[str, ...]
    """Those of the wrong that get worse."""
    feared: tuple[str, ...]
    """Those of the wrong that stay as they were."""

    @property
    def total(self) -> int:
        """How many operations were asked about."""
        return len(self.right) + len(self.wrong) + len(self.unmarked)


def taken_away(exercise: Exercise, world: World) -> frozenset[Token]:
    """Return everything that an exercise takes away."""
    return compose([world.scenarios[name] for name in exercise.scenarios], lost=exercise.lost)


def asked_in(exercise: Exercise, world: World, impact: Impact) -> tuple[str, ...]:
    """Return the operations that an exercise asks about, of those that run on the day with documented support.

    Parameters
    ----------
    exercise, world
        The exercise and the facts.
    impact
        What is on the day of the exercise, with anything taken away or nothing.
    """
    named = exercise.asked or [name for name, row in world.operations.items() if row.region == exercise.region]
    rows = impact.operations
    return tuple(name for name in named if name in rows and rows[name].baseline is not SupportStatus.NO_BASELINE)


def answers(exercise: Exercise, world: World, impact: Impact) -> tuple[Answer, ...]:
    """Return the right answers of an exercise.

    Parameters
    ----------
    exercise, world
        The exercise and the facts.
    impact
        What the exercise does on its day.
    """
    return tuple(_answer(impact.operations[name]) for name in asked_in(exercise, world, impact))


def score(right_answers: Sequence[Answer], marks: Mapping[str, Fate]) -> Score:
    """Hold predictions against the right answers.

    Parameters
    ----------
    right_answers
        What happens.
    marks
        What was predicted, by operation; what was not marked is neither right nor wrong.
    """
    right = [row.operation for row in right_answers if marks.get(row.operation) is row.fate]
    wrong = [row for row in right_answers if row.operation in marks and row.operation not in right]
    unmarked = [row for row in right_answers if row.operation not in marks]
    return Score(
        right=tuple(right),
        wrong=tuple(row.operation for row in wrong),
        unmarked=tuple(row.operation for row in unmarked),
        missed=tuple(row.operation for row in wrong if row.fate is not Fate.KEEPS),
        feared=tuple(row.operation for row in wrong if row.fate is Fate.KEEPS),
    )


def score_words(result: Score, world: World) -> str:
    """Return a score as a teacher would say it: what was missed, and apart from it what was not marked.

    Parameters
    ----------
    result
        The score.
    world
        The facts, for names.
    """
    if not result.missed and not result.feared and not result.unmarked:
        return f"All {result.total} right." if result.total > 1 else "Right."
    parts = [f"{len(result.right) or 'None'} of {result.total} right."]
    if result.missed:
        parts.append(f"Missed or misjudged: {_names(result.missed, world)}.")
    if result.feared:
        parts.append(f"No worse than before, against what you expected: {_names(result.feared, world)}.")
    if result.unmarked:
        parts.append(f"{len(result.unmarked)} not marked: {_names(result.unmarked, world)}.")
    return " ".join(parts)


def _names(names: Collection[str], world: World) -> str:
    return listed(world.operations[name].name for name in names)


def _answer(row: OperationImpact) -> Answer:
    weak = row.baseline is SupportStatus.STRAINED
    return Answer(
        operation=row.operation,
        baseline=row.baseline,
        status=row.status,
        fate=_fate(row),
        choices=(Fate.KEEPS, Fate.LOSES) if weak else tuple(Fate),
    )


def _fate(row: OperationImpact) -> Fate:
    if not row.worsened:
        return Fate.KEEPS
    return Fate.STRAINED if row.status is SupportStatus.STRAINED else Fate.LOSES
