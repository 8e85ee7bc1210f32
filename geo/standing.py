"""Whether an operation has what it wants, in many cases at once, be it on paper only (method: 1.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.network import Group, SupplyWant
from geo.paper import PaperWay, entries, ways_on_paper
from geo.sweep import BASELINE, Sweep
from geo.vocabulary import Weight


@dataclass(frozen=True, kw_only=True)
class Standing:
    """In which cases an operation has what it wants; masks of `width` bits, one level each."""

    minimum: int
    """Every essential group is met by usable facilities."""
    full: int
    """Every essential and every documented important group is met by facilities that are not weakened."""
    paper: int
    """Every essential group is met by usable facilities, or by a way on paper."""


def standing_of(sweep: Sweep, operation: str, *, papers: int | None = None) -> Standing:
    """Return in which cases a running operation keeps what it wants.

    An important group without a chain in the baseline leaves `full`: it is not documented (method: 1.4).

    Parameters
    ----------
    sweep
        The cases.
    operation
        Id of the operation.
    papers
        The cases in which ways on paper are looked for, by default all; they take time where there are many.
    """
    minimum = full = paper = sweep.one_level
    papers = sweep.one_level if papers is None else papers
    for group in sweep.net.operations[operation]:
        mask = sweep.meets(operation, group)
        if group.weight is Weight.ESSENTIAL:
            minimum &= mask
            paper &= mask | met_on_paper(sweep, operation, group, wanted=papers & paper & ~mask)
        if group.weight is Weight.ESSENTIAL or (group.weight is Weight.IMPORTANT and mask >> BASELINE & 1):
            full &= mask >> sweep.width
    return Standing(minimum=minimum, full=full, paper=paper)


def met_on_paper(sweep: Sweep, operation: str, group: Group, *, wanted: int) -> int:
    """Return those of some cases, one level wide, in which a way on paper meets a group.

    Parameters
    ----------
    sweep
        The cases.
    operation
        Whose group it is.
    group
        The group.
    wanted
        The cases that are asked for; fewer are quicker.
    """
    mask = 0
    for found, _ in _ways(sweep, operation, group, wanted):
        mask |= found
    return mask


def way_on_paper(sweep: Sweep, operation: str, group: Group, case: int) -> PaperWay | None:
    """Return the way on paper that carries most in one case, or None if there is none.

    Parameters
    ----------
    sweep, operation, group
        As for `met_on_paper`.
    case
        The case.
    """
    ways = [way for _, way in _ways(sweep, operation, group, 1 << case)]
    return min(ways, key=lambda way: (-way.t_day, way.places), default=None)


def _ways(sweep: Sweep, operation: str, group: Group, wanted: int) -> Iterator[tuple[int, PaperWay]]:
    """Yield ways on paper, each with the wanted cases in which it is open and no better one by its entry was."""
    if sweep.net.lift is None or not sweep.net.parameters.assumptions.paper:
        return
    for want in (want for want in group.wants if isinstance(want, SupplyWant)):
        for entry in entries(sweep.net, operation, want):
            rest = sweep.holds([edge.origin for edge in entry.rest], entry.rest, want.function)
            for conditions, cases in sweep.by_conditions:
                left = wanted & rest & cases
                for way in ways_on_paper(sweep.net, want, entry, conditions) if left else ():
                    found = left & _holds(sweep, way)
                    left &= ~found
                    if found:
                        yield found, way
                    if not left:
                        break


def _holds(sweep: Sweep, way: PaperWay) -> int:
    """Return the cases in which the new part of a way on paper is there: its places, and leave to start."""
    start = sweep.net.sites[way.places[0]]
    return sweep.holds([hop.origin for hop in way.new], (), way.function) & sweep.kept(start.gives(way.function))
