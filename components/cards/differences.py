"""What differs between two scenes: operations and their needs, facilities, and what began or ended in between."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from components.cards.facility_changes import FacilityChange, Fate, facility_changes
from components.cards.operation_changes import OperationChange, Turn, operation_changes
from components.scene import Scene
from geo.naming import listed


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Everything that differs, and a sentence with the numbers."""

    sentence: str
    operations: tuple[OperationChange, ...]
    facilities: tuple[FacilityChange, ...]

    def operations_that(self, turn: str) -> tuple[OperationChange, ...]:
        """Return the operations that changed one way."""
        return tuple(row for row in self.operations if row.turn == turn)

    def facilities_that(self, fate: str) -> tuple[FacilityChange, ...]:
        """Return the facilities of one fate."""
        return tuple(row for row in self.facilities if row.fate == fate)


def compare(before: Scene, after: Scene) -> Comparison:
    """Return what differs from one scene to another.

    Parameters
    ----------
    before, after
        The two sides; they may differ in what is taken away, in the day, or in both.
    """
    operations = operation_changes(before, after)
    facilities = facility_changes(before, after)
    return Comparison(sentence=_sentence(operations, facilities), operations=operations, facilities=facilities)


def _sentence(operations: tuple[OperationChange, ...], facilities: tuple[FacilityChange, ...]) -> str:
    """Return how much differs, in numbers; what differs not at all is left out."""
    parts = [_operations_told(operations), _facilities_told(facilities)]
    return " ".join(f"{part}." for part in parts if part) or "Nothing differs."


def _operations_told(rows: tuple[OperationChange, ...]) -> str:
    worse = Counter(row.after.cls for row in rows if row.turn is Turn.WORSE)
    turns = Counter(row.turn for row in rows)
    return _told(
        "operation",
        (worse["lost"], "loses support", "lose support"),
        (worse["paper"], "is kept on paper only", "are kept on paper only"),
        (worse["strained"], "becomes strained", "become strained"),
        (worse["unknown"], "is no longer documented", "are no longer documented"),
        (turns[Turn.BETTER], "stands better", "stand better"),
        (turns[Turn.ENDED], "has ended", "have ended"),
        (turns[Turn.BEGUN], "has begun", "have begun"),
        (turns[Turn.OTHER], "differs in its needs or its stage", "differ in their needs or their stage"),
    )


def _facilities_told(rows: tuple[FacilityChange, ...]) -> str:
    fates = Counter(row.fate for row in rows)
    return _told(
        "facility",
        (fates[Fate.LOST], "is lost", "are lost"),
        (fates[Fate.CUT], "is no longer reached", "are no longer reached"),
        (fates[Fate.UNUSED], "is not in use any more", "are not in use any more"),
        (fates[Fate.WEAKENED], "is reduced or contested", "are reduced or contested"),
        (fates[Fate.BETTER], "is new or better placed", "are new or better placed"),
    )


def _told(noun: str, *counted: tuple[int, str, str]) -> str:
    """Return counts as one clause; the noun stands with the first of them."""
    told = [(number, one if number == 1 else many) for number, one, many in counted if number]
    if not told:
        return ""
    (number, verb), *others = told
    plural = noun if number == 1 else f"{noun.removesuffix('y')}ies" if noun.endswith("y") else f"{noun}s"
    return listed([f"{number} {plural} {verb}", *(f"{number} {verb}" for number, verb in others)])
