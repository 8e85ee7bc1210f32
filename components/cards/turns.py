"""Turning points as lines to click on, those told apart that nothing is computed with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.model import Event


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A turning point."""

    id: str
    when: str
    title: str
    caution: str


def turns_of(events: Iterable[Event]) -> tuple[Turn, ...]:
    """Return events as turning points, oldest first."""
    return tuple(
        Turn(
            id=row.id,
            when=row.date.spoken,
            title=row.title,
            caution=caution_of(expected=row.expected, late=row.after_cutoff),
        )
        for row in sorted(events, key=lambda row: row.date.first)
    )


def caution_of(*, expected: bool, late: bool) -> str:
    """Return what to say of an event that nothing is computed with; empty for all others."""
    if expected:
        return "expected by our own count; nobody has reported it"
    return "after the data cut-off; kept for the record" if late else ""
