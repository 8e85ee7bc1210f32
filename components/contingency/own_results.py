"""What came of a reader's own network: a ranking with bars, what only several break, and what goals stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar

from components import state
from components.contingency.acts import EVERYTHING
from components.contingency.own_job import OwnJob
from components.contingency.rows import FIRST_ROWS, NEVER, capital
from components.markup import html
from geo.cut_sets import CutSets
from geo.naming import listed
from geo.numbers import spaced
from geo.own_file import MOST_LETTERS, MOST_LINES
from geo.own_losses import OWN_BUDGET, OwnLoss, OwnLosses
from geo.own_network import EXAMPLE
from geo.own_told import (
    HOW,
    complete_in_own_words,
    loss_in_words,
    names_in_words,
    size_in_words,
    stands_in_words,
    unmet_in_words,
)

MOST_ROWS: Final = 200
"""More than that nobody reads on a page: the rest is in the tables to download."""
MOST_SETS: Final = 3
"""How many sets a row of the table names."""

EXAMPLE_NAME: Final = "example-network.csv"

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True)
class LossRow:
    """A loss with what it breaks."""

    name: str
    segments: tuple[tuple[str, float], ...]
    """Class and length of its bar, percent of all goals."""
    share: str
    words: str


@dataclass(frozen=True, kw_only=True)
class GoalRow:
    """A goal with what it stands."""

    name: str
    stands: str
    order: int
    sets: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """The losses of one size."""

    title: str
    rows: tuple[LossRow, ...]
    nothing: str


def own_html(job: OwnJob | None) -> str:
    """Return what came of a search as HTML; without one, how to put a network in."""
    found = job.found if job and not job.is_running else None
    return html(
        "contingency_own.html",
        is_new=job is None,
        about=f"{job.name}: {size_in_words(found.network)} {complete_in_own_words(found)}" if job and found else "",
        notes=_notes(found) if found else [],
        faults=[capital(str(fault)) for fault in job.refused.faults] if job and job.refused else [],
        more_faults=job.refused.found - len(job.refused.faults) if job and job.refused else 0,
        broke=job is not None and not job.is_running and not found and not job.refused,
        parts=[_part(found, size) for size in found.losses] if found else [],
        goals=[_goal_row(name, found.goals[name]) for name in _shown(list(found.goals))] if found else [],
        left_out=_left_out(found) if found else 0,
        cut_off=found is not None and state.flag(EVERYTHING) and _most(found) > MOST_ROWS,
        example=EXAMPLE,
        most_lines=MOST_LINES,
        most_letters=MOST_LETTERS,
        seconds=OWN_BUDGET.seconds,
        how_words=HOW,
    )


def _part(found: OwnLosses, size: int) -> Section:
    losses = found.losses[size]
    shown = _shown(losses)
    of_all = f" ({len(shown)} of {spaced(len(losses))})" if len(shown) < len(losses) else ""
    is_complete = found.complete_to >= size
    return Section(
        title=f"{_TITLES[size]}{of_all}",
        rows=tuple(_loss_row(loss, len(found.goals)) for loss in shown),
        nothing="None." if is_complete else "None was found before the search ended.",
    )


_TITLES: Final = MappingProxyType({1: "Single losses", 2: "What only a pair breaks", 3: "What only three break"})


def _loss_row(loss: OwnLoss, goals: int) -> LossRow:
    count = len(loss.goals)
    return LossRow(
        name=listed(loss.places),
        segments=(("lost", round(100 * count / goals, 2)),),
        share=f"{count} of {goals}",
        words=f"Breaks {names_in_words(loss.goals)}." if len(loss.places) == 1 else loss_in_words(loss),
    )


def _goal_row(name: str, cuts: CutSets[str]) -> GoalRow:
    smallest = cuts.order(cuts.redundancy or 0)
    rest = len(smallest) - MOST_SETS
    sets = "; ".join(listed(sorted(some)) for some in smallest[:MOST_SETS])
    return GoalRow(
        name=name,
        stands=stands_in_words(cuts),
        order=NEVER if cuts.redundancy is None else cuts.redundancy,
        sets=f"{sets}{f'; {rest} more' if rest > 0 else ''}",
    )


def _notes(found: OwnLosses) -> list[str]:
    """Return what a reader should know of the network."""
    alike = found.network.notes
    notes = [unmet_in_words(found), f"Check the names: {names_in_words(alike, most=5)}." if alike else ""]
    return [note for note in notes if note]


def _shown(rows: Sequence[Row]) -> Sequence[Row]:
    return rows[: MOST_ROWS if state.flag(EVERYTHING) else FIRST_ROWS]


def _most(found: OwnLosses) -> int:
    """Return how long the longest list is."""
    return max(len(found.goals), *(len(losses) for losses in found.losses.values()))


def _left_out(found: OwnLosses) -> int:
    """Return how many rows can be shown beyond those that are."""
    lists = [list(found.goals), *found.losses.values()]
    return sum(min(len(rows), MOST_ROWS) - len(_shown(rows)) for rows in lists)
