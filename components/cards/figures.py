"""How many people an operation was said to have, over time and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from geo.model import Personnel, Source
from geo.numbers import spaced
from geo.world import World


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A published figure as words and as a bar, in percent of the largest figure."""

    when: str
    words: str
    left: float
    width: float
    open_end: bool
    source: Source | None


def figures_of(personnel: Sequence[Personnel], world: World) -> tuple[Figure, ...]:
    """Return published figures, oldest first, as words and bars."""
    top = max((bound for row in personnel for bound in (row.low, row.high) if bound is not None), default=0)
    ordered = sorted(personnel, key=lambda row: row.date.first)
    return tuple(_figure(row, world, top) for row in ordered)


def range_in_words(row: Personnel) -> str:
    """Return a figure in words: `1 000 to 1 500`, `at least 1 500`, `at most 400`, `2 000`."""
    low, high = (spaced(bound) if bound is not None else "" for bound in (row.low, row.high))
    if low and high:
        return low if low == high else f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else "no figure"


def disagreeing(personnel: Sequence[Personnel]) -> tuple[tuple[Personnel, Personnel], ...]:
    """Return the pairs of figures that speak of overlapping dates and have no number in common."""
    return tuple((a, b) for a, b in combinations(personnel, 2) if _same_time(a, b) and not _share_a_number(a, b))


def _same_time(a: Personnel, b: Personnel) -> bool:
    return a.date.first <= b.date.last and b.date.first <= a.date.last


def _share_a_number(a: Personnel, b: Personnel) -> bool:
    """Say whether two ranges overlap; a bound that is null is open."""
    a_below_b = a.high is not None and b.low is not None and a.high < b.low
    b_below_a = b.high is not None and a.low is not None and b.high < a.low
    return not (a_below_b or b_below_a)


def _figure(row: Personnel, world: World, top: int) -> Figure:
    low = row.low or 0
    high = row.high if row.high is not None else top
    left = 100 * low / top if top else 0.0
    return Figure(
        when=row.date.spoken,
        words=range_in_words(row),
        left=round(left, 1),
        width=round(max(100 * (high - low) / top if top else 0.0, 1.5), 1),
        open_end=row.high is None,
        source=world.sources[row.source] if row.source else None,
    )
