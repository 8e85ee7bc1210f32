"""The ranges that grades of reports stand for: shown, and open to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, Final

from components import state, style
from components.credences import PERCENT, with_end
from components.view import USUAL_CREDENCE
from geo.credence import Credence
from geo.errors import AssumptionError
from geo.vocabulary import Credibility

WORDS: Final = (
    "No official percentages exist for Admiralty grades: these ranges are ours. What we inferred from reports counts "
    "one grade lower. Change one and every likelihood on the page is worked out anew; the link keeps your ranges."
)


@dataclass(frozen=True, kw_only=True)
class Grade:
    """A grade with its range, percent."""

    number: int
    word: str
    low: str
    high: str


def grades_of(credence: Credence) -> dict[str, Any]:
    """Return what the table of grades shows."""
    spans = [getattr(credence, field.name) for field in fields(Credence)]
    return {
        "grades": [
            Grade(
                number=grade.value,
                word=style.CREDIBILITY_WORD[grade],
                low=f"{PERCENT * span.low:g}",
                high=f"{PERCENT * span.high:g}",
            )
            for grade, span in zip(Credibility, spans, strict=True)
        ],
        "grades_changed": credence != USUAL_CREDENCE,
        "grades_words": WORDS,
        "credence_words": changed_words(credence),
        "refused": state.refused(),
    }


def changed_words(credence: Credence) -> str:
    """Return that the ranges are not those declared; empty if they are."""
    return "" if credence == USUAL_CREDENCE else "The ranges that grades stand for were changed."


def grade_acts() -> dict[str, Callable[[str], None]]:
    """Return what a change of the table does, by the name of its act."""
    acts: dict[str, Callable[[str], None]] = {"usual-grades": lambda _: state.choose(credence=USUAL_CREDENCE)}
    for grade in Credibility:
        for end in ("low", "high"):
            acts[f"grade-{grade.value}-{end}"] = partial(_set, grade.value, end)
    return acts


def _set(grade: int, end: str, text: str) -> None:
    """Move one end of a range; what cannot be is refused in words, and nothing changes."""
    try:
        state.choose(credence=with_end(state.view().credence, grade, **{end: float(text)}))
    except AssumptionError as error:
        state.refuse(str(error))
    except ValueError:
        state.refuse("Write a number, percent.")
