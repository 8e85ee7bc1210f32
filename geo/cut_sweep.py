"""All minimal cut sets of the goals of a large network, by several processes or machines (method: section 5)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from geo.circuit import Circuit
from geo.circuit_cuts import circuit_cut_sets
from geo.cut_sets import LONG, Budget, CutSets, Watch
from geo.gateless import with_breaking_sets
from geo.wiring import Element
from geo.workers import ALL_CORES, Job, Workers, answers


@dataclass(frozen=True, kw_only=True, slots=True)
class CutSweep:
    """A search for cut sets whose pieces, some goals each, are done by several workers.

    It finds what `circuit_cut_sets` finds, and takes its place in `contingency`. Gates are replaced by the sets that
    break them, here, before anything is sent. If it ends early, some goals are complete to the order asked for, and the
    others say to which.
    """

    workers: Workers = ALL_CORES
    pieces: int = 8
    """Into how many pieces the goals are split at most: a few for each worker, for goals of one share work."""

    def __call__(
        self,
        circuit: Circuit[Element],
        goals: Sequence[int],
        *,
        order: int,
        candidates: Callable[[Element], bool],
        budget: Budget = LONG,
    ) -> Mapping[int, CutSets[Element]]:
        """Return, for each of some nodes, all minimal sets of candidates whose loss brings it down, up to some size.

        Parameters
        ----------
        circuit, goals, order, candidates, budget
            As in `circuit_cut_sets`.

        Raises
        ------
        SchedulerError, WorkerError
            If the workers cannot be used.
        """
        watch = Watch(budget)
        plain, numbers = with_breaking_sets(circuit, goals, order=order, candidates=candidates, watch=watch)
        asked = sorted(set(numbers.values()))
        each = math.ceil(len(asked) / self.pieces) or 1
        pieces = [tuple(asked[at : at + each]) for at in range(0, len(asked), each)]
        job = Job(
            answer=_cut_sets, shared=_Question(circuit=plain, order=order, most_sets=budget.most_sets), pieces=pieces
        )
        found: dict[int, CutSets[Element]] = {}
        for _, some in answers(job, self.workers, watch):
            found.update(some)
            for _ in (cut for cuts in some.values() for cut in cuts.sets):
                watch.found_one()
            watch.tell(len(found) / len(asked))
        return _told(plain, numbers, found, order=order, watch=watch)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Question(Generic[Element]):
    """What all pieces share."""

    circuit: Circuit[Element]
    """Without gates; whatever is in it can be lost."""
    order: int
    most_sets: int


def _cut_sets(
    question: _Question[Element], goals: Sequence[int], cancelled: Callable[[], bool]
) -> Mapping[int, CutSets[Element]]:
    """Do a piece: return the cut sets of some goals."""
    budget = Budget(seconds=math.inf, most_sets=question.most_sets, cancelled=cancelled)
    return circuit_cut_sets(question.circuit, goals, order=question.order, candidates=lambda _: True, budget=budget)


def _told(
    circuit: Circuit[Element],
    numbers: Mapping[int, int],
    found: Mapping[int, CutSets[Element]],
    *,
    order: int,
    watch: Watch,
) -> dict[int, CutSets[Element]]:
    """Return what was found of each goal, or that nothing was."""

    def cuts(number: int) -> CutSets[Element]:
        nothing: CutSets[Element] = CutSets(sets=(), complete_to=0, stopped=None, met=circuit.is_up(number))
        return found.get(number, nothing)

    complete_to = min((cuts(number).complete_to for number in numbers.values()), default=order)
    # What is short of the order was stopped: by the watch as a whole, or in its piece.
    ended = next((cuts(number).stopped for number in numbers.values() if cuts(number).stopped), None)
    stopped = (watch.stopped or ended) if complete_to < order else None
    return {goal: replace(cuts(number), stopped=stopped) for goal, number in numbers.items()}
