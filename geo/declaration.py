"""What is declared of an assumption: its name, unit and bounds, and why it is what it is; what is no such value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from geo.errors import AssumptionError


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """What is declared of one assumption."""

    label: str
    """What a person calls it."""
    words: str
    """What it means and why the default is what it is."""
    unit: str = ""
    lowest: float = -math.inf
    highest: float = math.inf
    step: float = 1.0
    """By how much a page lets it change."""
    sources: tuple[str, ...] = ()
    """Source ids that the default rests on; none: a convention or our own reading, as the words say."""

    @property
    def is_number(self) -> bool:
        """Say whether it is a number within bounds, and not a word or an id."""
        return math.isfinite(self.highest)


def must_fit(value: object, kind: type, about: Declared) -> None:
    """Refuse a value that an assumption cannot hold.

    Parameters
    ----------
    value
        The value.
    kind
        The type that the assumption is of.
    about
        What is declared of it.

    Raises
    ------
    AssumptionError
        If it is of another kind, no number, unknown, or out of bounds.
    """
    if about.is_number:
        _must_be_within(value, about)
    elif issubclass(kind, StrEnum) and not isinstance(value, kind):
        msg = f"{about.label}: `{str(value)[:40]}` is unknown; use one of {', '.join(kind)}"
        raise AssumptionError(msg)
    elif not isinstance(value, kind):
        msg = f"{about.label}: `{str(value)[:40]}` cannot be read; write {'true or false' if kind is bool else 'an id'}"
        raise AssumptionError(msg)


def _must_be_within(value: object, about: Declared) -> None:
    """Refuse what is no number between the bounds."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not about.lowest <= value <= about.highest:  # type: ignore[operator]
        shown = f"{value:g}" if is_number else f"`{str(value)[:40]}`"
        msg = f"{about.label}: {shown} is not allowed; write a number from {about.lowest:g} to {about.highest:g}"
        raise AssumptionError(f"{msg} ({about.unit})")
