"""How likely a graded report is taken to be true, in one declared table, and the words of ICD 203 for a probability.

No official scale of percentages exists for Admiralty grades: the ranges are ours, and a reader may change them. The
words are those of Intelligence Community Directive 203 (2015), its first row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, get_type_hints

from geo.declaration import Declared
from geo.errors import AssumptionError
from geo.vocabulary import Credibility, Evidence

LEAST, MOST = 0.01, 0.99
"""No report is taken to be impossible or certain."""

_EXACT_TO = 9
"""Decimals that are kept before a probability is given a word: rounding must not carry it over a boundary."""


class Bound(StrEnum):
    """Which end of a range is taken, or its middle."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, kw_only=True, slots=True)
class Range:
    """A range of probability."""

    low: float
    high: float

    @property
    def middle(self) -> float:
        """The point half-way between its ends."""
        return (self.low + self.high) / 2

    def at(self, bound: Bound) -> float:
        """Return one end of it, or its middle."""
        return {Bound.LOW: self.low, Bound.MIDDLE: self.middle, Bound.HIGH: self.high}[bound]


_OURS = "No official percentages exist for Admiralty grades: this range is ours."


def _graded(label: str, words: str) -> Declared:
    """Return what is declared of the range of one grade."""
    return Declared(
        label=label, words=f"{words} {_OURS}", unit="probability", lowest=LEAST, highest=MOST, step=LEAST, sources=()
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Credence:
    """The range of probability that each grade of credibility stands for; the default of each is that of its field.

    From grade 1 to grade 5 neither end may rise. Grade 6 is not the worst grade but one that says nothing: its range is
    wide, and stands outside of that order.

    Raises
    ------
    AssumptionError
        If an end is out of bounds, if a range is upside down, or if a worse grade gets more than a better one.
    """

    confirmed: Annotated[Range, _graded("1 confirmed", "Confirmed by other independent sources.")] = Range(
        low=0.95, high=0.99
    )
    probably_true: Annotated[Range, _graded("2 probably true", "Logical and consistent, not confirmed.")] = Range(
        low=0.80, high=0.95
    )
    possibly_true: Annotated[Range, _graded("3 possibly true", "Reasonably logical, agrees with some.")] = Range(
        low=0.55, high=0.80
    )
    doubtful: Annotated[Range, _graded("4 doubtful", "Possible but not logical, no other information.")] = Range(
        low=0.20, high=0.45
    )
    improbable: Annotated[Range, _graded("5 improbable", "Contradicted by other information.")] = Range(
        low=0.05, high=0.20
    )
    cannot_be_judged: Annotated[Range, _graded("6 cannot be judged", "There is nothing to judge it by.")] = Range(
        low=0.05, high=0.95
    )

    def __post_init__(self) -> None:
        """Refuse what is out of bounds or out of order."""
        for field in fields(self):
            _check(getattr(self, field.name), declared_credence()[field.name])
        ranked = [field.name for field in fields(self)][:-1]
        for better, worse in pairwise(ranked):
            _check_order(self, better, worse)

    def of(self, credibility: Credibility, evidence: Evidence = Evidence.REPORTED) -> Range:
        """Return the range of a grade; what is our inference counts one step lower, except that 5 and 6 stay."""
        step = evidence is Evidence.INFERRED and credibility < Credibility.IMPROBABLE
        ranges: tuple[Range, ...] = tuple(getattr(self, field.name) for field in fields(self))
        return ranges[credibility - 1 + step]


@cache
def declared_credence() -> Mapping[str, Declared]:
    """Return what is declared of the range of every grade, by the name of its field, best grade first."""
    hints = get_type_hints(Credence, include_extras=True)
    return MappingProxyType({field.name: hints[field.name].__metadata__[0] for field in fields(Credence)})


WORDS = MappingProxyType(
    {
        "almost no chance": Range(low=0.01, high=0.05),
        "very unlikely": Range(low=0.05, high=0.20),
        "unlikely": Range(low=0.20, high=0.45),
        "roughly even chance": Range(low=0.45, high=0.55),
        "likely": Range(low=0.55, high=0.80),
        "very likely": Range(low=0.80, high=0.95),
        "almost certain": Range(low=0.95, high=0.99),
    }
)
"""The words of ICD 203 and what they stand for; a boundary belongs to the upper word, and 0.99 to the last."""

BELOW_WORDS, ABOVE_WORDS = "<1 %", ">99 %"
"""What is said outside of the words: no word is for what is impossible or certain."""


def word(probability: float) -> str:
    """Return the word for a probability.

    Parameters
    ----------
    probability
        From 0 to 1.
    """
    rounded = round(probability, _EXACT_TO)
    if not LEAST <= rounded <= MOST:
        return BELOW_WORDS if rounded < LEAST else ABOVE_WORDS
    return list(WORDS)[bisect_right([span.low for span in WORDS.values()], rounded) - 1]


def words(low: float, high: float) -> tuple[str, ...]:
    """Return the word for a range of probability, or the words for its two ends if they differ."""
    return tuple(dict.fromkeys((word(low), word(high))))


def _check(span: Range, about: Declared) -> None:
    """Refuse a range that is out of bounds or upside down."""
    if not about.lowest <= span.low <= about.highest or not about.lowest <= span.high <= about.highest:
        allowed = _percent(Range(low=LEAST, high=MOST))
        raise AssumptionError(f"{about.label}: {_percent(span)} is not allowed; write {allowed}")
    if span.low > span.high:
        raise AssumptionError(f"{about.label}: {_percent(span)} is upside down; write the smaller number first")


def _check_order(credence: Credence, better: str, worse: str) -> None:
    """Refuse a worse grade that gets more than a better one."""
    above, below = getattr(credence, better), getattr(credence, worse)
    if below.low > above.low or below.high > above.high:
        names = declared_credence()
        gets = f"{names[worse].label} would get more ({_percent(below)}) than {names[better].label} ({_percent(above)})"
        raise AssumptionError(f"{gets}; a worse grade may get as much at most")


def _percent(span: Range) -> str:
    """Return a range as readers write it."""
    return f"{100 * span.low:g} to {100 * span.high:g} %"
