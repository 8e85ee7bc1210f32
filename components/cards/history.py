"""What became of a facility over the years, as bars on a line of time with the accounts they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from components import style
from geo.dates import covers, spoken_period
from geo.model import Facility, Source, Status
from geo.vocabulary import Credibility
from geo.world import World

SHOWN_YEARS = 12
"""How far back the bars go at least; what began earlier is cut off on the left."""


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A period on the line of time, in percent of its width."""

    left: float
    width: float
    state: str
    contrary: bool
    label: str


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A year on the line of time."""

    left: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Account:
    """What was reported for a period, with its grade and its sources."""

    period: str
    state: str
    word: str
    note: str
    credibility: Credibility
    sources: tuple[Source, ...]
    contrary: bool
    present: bool


@dataclass(frozen=True, kw_only=True)
class History:
    """The bars, the years under them, where the day of the view stands, and the accounts in words."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    day: float | None
    accounts: tuple[Account, ...]
    summary: str


def history_of(facility: Facility, world: World, day: date) -> History:
    """Return the history of a facility.

    Parameters
    ----------
    facility
        Whose.
    world
        The facts, for the sources and the cut-off, where the line of time ends.
    day
        The day of the view, marked on the line where it lies within it.
    """
    last = world.meta.data_cutoff.last
    first = _first_shown(facility.status, last)
    accounts = tuple(_account(row, world, day) for row in facility.status)
    bars = tuple(_bar(row, first, last) for row in facility.status if not row.end or row.end.last >= first)
    return History(
        bars=bars,
        ticks=_ticks(first, last),
        day=_share(day, first, last) if first <= day <= last else None,
        accounts=accounts,
        summary="; ".join(
            f"{row.period} {row.word}{' (contrary account)' if row.contrary else ''}" for row in accounts
        ),
    )


def _first_shown(status: Sequence[Status], last: date) -> date:
    """Return where the line of time begins: shortly before the first change, and early enough for some years."""
    starts = [row.start.first for row in status if row.start]
    earliest = min(starts, default=date(last.year - SHOWN_YEARS, 1, 1))
    changes = [start for start in starts if start > earliest]
    return date(min(last.year - SHOWN_YEARS, max(min(changes, default=last).year - 2, earliest.year)), 1, 1)


def _share(day: date, first: date, last: date) -> float:
    """Return where a day lies between two others, in percent."""
    return round(100 * (min(max(day, first), last) - first).days / max((last - first).days, 1), 2)


def _bar(row: Status, first: date, last: date) -> Bar:
    left = _share(row.start.first if row.start else first, first, last)
    right = _share(row.end.last if row.end else last, first, last)
    word = style.STATE_WORD[row.state]
    label = f"{word}, {spoken_period(row.start, row.end)}"
    return Bar(left=left, width=max(right - left, 0.8), state=row.state.value, contrary=row.contrary, label=label)


def _ticks(first: date, last: date) -> tuple[Tick, ...]:
    step = max(1, -(-(last.year - first.year) // 4))
    years = range(first.year, last.year + 1, step)
    return tuple(Tick(left=_share(date(year, 1, 1), first, last), label=str(year)) for year in years)


def _account(row: Status, world: World, day: date) -> Account:
    return Account(
        period=spoken_period(row.start, row.end),
        state=row.state.value,
        word=style.STATE_WORD[row.state],
        note=row.note,
        credibility=row.credibility,
        sources=tuple(world.sources[name] for name in row.sources),
        contrary=row.contrary,
        present=not row.contrary and covers(row.start, row.end, day),
    )
