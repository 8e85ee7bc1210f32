"""Dates as precise as they are known, and the periods they bound."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True)
class PartialDate:
    """A year, a month or a day, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.

    Raises
    ------
    ValueError
        If the text is none of the three forms or names a day that does not exist.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse anything but a real year, month or day."""
        if not _ISO.fullmatch(self.text):
            msg = f"`{self.text}` is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(msg)
        try:
            _ = self.first
        except ValueError:
            msg = f"`{self.text}` is not a day of the calendar; write a day that exists"
            raise ValueError(msg) from None

    @cached_property
    def first(self) -> date:
        """The first day that the date can mean."""
        year, month, day = ([int(part) for part in self.text.split("-")] + [1, 1])[:3]
        return date(year, month, day)

    @cached_property
    def last(self) -> date:
        """The last day that the date can mean."""
        parts = [int(part) for part in self.text.split("-")]
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
        return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])

    @cached_property
    def spoken(self) -> str:
        """The date as a person reads it, no more precise than it is known: `26 Nov 2024`, `Nov 2024`, `2024`."""
        precision = self.text.count("-")
        return (
            f"{self.first.day} {self.first:%b %Y}"
            if precision == 2
            else f"{self.first:%b %Y}"
            if precision
            else self.text
        )


def spoken_day(day: date) -> str:
    """Return a day as a person reads it: `26 Nov 2024`."""
    return f"{day.day} {day:%b %Y}"


def covers(start: PartialDate | None, end: PartialDate | None, day: date) -> bool:
    """Say whether a period holds a day; a missing start is the beginning of time, a missing end lasts.

    Parameters
    ----------
    start, end
        The ends of the period, both included at their own precision.
    day
        The day to look at.
    """
    return (start is None or start.first <= day) and (end is None or day <= end.last)


def spoken_period(start: PartialDate | None, end: PartialDate | None) -> str:
    """Return a period as a person reads it: `2015 to 7 Dec 2024`, `since Jan 2025`, `start not known, to 2001`."""
    if start is None and end is None:
        return "start not known, still so"
    if start is None:
        return f"start not known, to {end.spoken}" if end else ""
    if end is None:
        return f"since {start.spoken}"
    return start.spoken if start == end else f"{start.spoken} to {end.spoken}"
