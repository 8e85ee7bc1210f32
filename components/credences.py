"""The ranges that grades of reports stand for, as one text: `95-99,80-95,55-80,20-45,5-20,5-95`, percent."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Final

from geo.credence import Credence, Range, declared_credence
from geo.errors import AssumptionError

PERCENT: Final = 100
_RANGE = re.compile(r"(\d{1,2}(?:\.\d)?)-(\d{1,2}(?:\.\d)?)")


def credence_text(credence: Credence) -> str:
    """Return the ranges of all grades as a text, best grade first."""
    spans: list[Range] = [getattr(credence, field.name) for field in fields(Credence)]
    return ",".join(f"{PERCENT * span.low:g}-{PERCENT * span.high:g}" for span in spans)


def credence_of(text: str) -> Credence:
    """Return the ranges that a text gives.

    Raises
    ------
    AssumptionError
        If it is no such text, or if the ranges cannot be: see `Credence`.
    """
    found = [_RANGE.fullmatch(part.strip()) for part in text.split(",")]
    names = list(declared_credence())
    if len(found) != len(names) or None in found:
        raise AssumptionError(f"write {len(names)} ranges in percent, best grade first: {credence_text(Credence())}")
    ends = [(float(match[1]), float(match[2])) for match in found if match]
    spans = [Range(low=low / PERCENT, high=high / PERCENT) for low, high in ends]
    return Credence(**dict(zip(names, spans, strict=True)))


def _share(percent: float) -> float:
    """Return percent as a share, to the tenth that a link can hold."""
    return round(percent, 1) / PERCENT


def with_end(credence: Credence, grade: int, *, low: float | None = None, high: float | None = None) -> Credence:
    """Return the ranges with one end of one grade moved.

    Parameters
    ----------
    credence
        The ranges.
    grade
        Number of the grade, 1 to 6.
    low, high
        The new end, percent; the other stays.

    Raises
    ------
    AssumptionError
        If the ranges cannot be: see `Credence`.
    """
    spans = {field.name: getattr(credence, field.name) for field in fields(Credence)}
    name = list(spans)[grade - 1]
    old: Range = spans[name]
    spans[name] = Range(low=old.low if low is None else _share(low), high=old.high if high is None else _share(high))
    return Credence(**spans)
