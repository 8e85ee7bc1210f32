"""Minimal cut sets of whatever has a monotone oracle with witnesses: the hitting sets of its proofs (method: 5.1).

What breaks a goal takes something from each of its proofs; so it takes something from the one that is known, then from
one that avoids that, and so on: Reiter's hitting-set tree. Proofs are kept, and most questions answered by them alone.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile
from typing import Generic

from geo.numbering import Numbering, bits
from geo.wiring import Element

Oracle = Callable[[frozenset[Element]], frozenset[Element] | None]
"""Returns all elements of one proof that a goal is met while some are lost, or None if it is not."""

HIGHEST_ORDER = 3
"""How many losses at once are looked at unless more are asked for."""

WORTH_A_PROOF = 4
"""From how many suspects on, to a set of two or more, a proof is asked for that avoids them all at once: it clears many
other sets of those, too. Measured; it decides nothing but speed.
"""


class Stop(StrEnum):
    """Why a search ended before it was complete."""

    TIME = "out of time"
    SIZE = "too many sets"
    CANCELLED = "cancelled"


def never() -> bool:
    """Say that nobody cancelled."""
    return False


def nobody(_done: float) -> None:
    """Tell nobody how far a search is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Budget:
    """What a search may use up, who may cancel it, and whom it tells how far it is."""

    seconds: float = 10.0
    most_sets: int = 1_000_000
    most_held_bits: int = 1 << 32
    """How much may be held of sets that are yet to be looked at, and of proofs: half a gigabyte."""
    cancelled: Callable[[], bool] = never
    progress: Callable[[float], None] = nobody
    """Called with the share that is done, 0 to 1."""


DEFAULT_BUDGET = Budget()
"""What a search may use up unless a caller chooses otherwise."""


LONG = Budget(seconds=math.inf)
"""What a search by several workers may use up unless a caller chooses otherwise."""


class OverBudgetError(Exception):
    """Ends a search that cannot end of itself as soon as its budget is used up."""


class Watch:
    """A budget that runs; several searches may share it."""

    def __init__(self, budget: Budget) -> None:
        self.stopped: Stop | None = None
        self._budget = budget
        self._ends_s = time.monotonic() + budget.seconds
        self._sets = 0
        self._held_bits = 0

    @property
    def left_s(self) -> float:
        """How much time is left, seconds."""
        return self._ends_s - time.monotonic()

    def hold(self, masks: Iterable[int]) -> None:
        """Count the memory that masks take."""
        self._held_bits += sum(map(int.bit_length, masks))

    def found_one(self) -> None:
        """Count a set."""
        self._sets += 1

    def is_over(self) -> bool:
        """Say whether the search must end."""
        if self.stopped is None:
            if self._sets > self._budget.most_sets or self._held_bits > self._budget.most_held_bits:
                self.stopped = Stop.SIZE
            elif time.monotonic() >= self._ends_s:
                self.stopped = Stop.TIME
            elif self._budget.cancelled():
                self.stopped = Stop.CANCELLED
        return self.stopped is not None

    def check(self) -> None:
        """Go on if the search need not end.

        Raises
        ------
        OverBudgetError
            If it must.
        """
        if self.is_over():
            raise OverBudgetError

    def tell(self, done: float) -> None:
        """Tell how far the search is, 0 to 1."""
        self._budget.progress(done)


@dataclass(frozen=True, kw_only=True, slots=True)
class CutSets(Generic[Element]):
    """What was found of one goal."""

    sets: tuple[frozenset[Element], ...]
    """The minimal sets whose loss breaks the goal: smallest first, then by name."""
    complete_to: int
    """All sets of up to so many elements are among them."""
    stopped: Stop | None
    met: bool
    """False if the goal is not met with nothing more lost: then there is nothing to break."""

    def order(self, size: int) -> tuple[frozenset[Element], ...]:
        """Return the sets of one size."""
        return tuple(some for some in self.sets if len(some) == size)

    @property
    def redundancy(self) -> int | None:
        """How many losses it takes at least; None: more than `complete_to`."""
        if not self.met:
            return 0
        return len(self.sets[0]) if self.sets else None


def minimal_cut_sets(
    oracle: Oracle[Element],
    *,
    order: int = HIGHEST_ORDER,
    candidates: Callable[[Element], bool],
    given: frozenset[Element] = frozenset(),
    budget: Budget = DEFAULT_BUDGET,
) -> CutSets[Element]:
    """Return all minimal sets of candidates whose loss breaks a goal, up to some size.

    Parameters
    ----------
    oracle
        Whether the goal is met, and why. It must be monotone: what a proof does not hold may be lost as well.
    order
        The size of the largest sets.
    candidates
        Whether an element can be lost at all.
    given
        What is lost already.
    budget
        What the search may use up.
    """
    watch = Watch(budget)
    search = CutSearch(lambda lost: oracle(given | lost), Numbering(candidates), watch)
    while search.complete_to < order:
        for suspect in sorted(set(search.suspects())):
            if not watch.is_over() and not search.is_kept(suspect):
                search.note(suspect)
        if watch.is_over():
            break
        search.finish()
        watch.tell(search.complete_to / order)
    return search.result(watch.stopped if search.complete_to < order else None)


class CutSearch(Generic[Element]):
    """The search for the cut sets of one goal, one order after another; sets are masks of a numbering.

    Each order begins with suspects; who asks finds out which of them break the goal, notes them and finishes the order.
    """

    def __init__(self, oracle: Oracle[Element], numbering: Numbering[Element], watch: Watch) -> None:
        """Ask for the first proof.

        Parameters
        ----------
        oracle
            Whether the goal is met, and why.
        numbering
            The candidates; searches may share it.
        watch
            The budget; searches may share it.
        """
        self.complete_to = 0
        self._oracle = oracle
        self._numbering = numbering
        self._watch = watch
        self._proofs: list[int] = []
        self.cuts: list[frozenset[Element]] = []
        self._completing: dict[int, int] = {}
        self._tried: set[int] | None = None
        self.met = self.is_kept(0)

    def suspects(self) -> Iterator[int]:
        """Yield sets of one element more than before, among them all minimal cut sets of that size.

        An element that makes a set one is in every proof that avoids the set. Sets may come more than once; if the
        budget is used up, some are missing.
        """
        self._tried = ({0} if self.met else set()) if self._tried is None else self._grown(self._tried)
        for lost in takewhile(lambda _: not self._watch.is_over(), self._tried):
            for bit in bits(self._common(lost)):
                yield lost | bit

    def note(self, cut: int) -> None:
        """Note that a suspect breaks the goal."""
        last = cut & -cut
        if self._completing.get(cut ^ last, 0) & last:
            return
        self.cuts.append(self._numbering.named(cut))
        for bit in bits(cut):
            self._completing[cut ^ bit] = self._completing.get(cut ^ bit, 0) | bit
        self._watch.found_one()

    def finish(self) -> None:
        """Be done with an order: whatever broke the goal is noted."""
        self.complete_to += 1

    def is_kept(self, lost: int) -> bool:
        """Say whether the goal is met without a set; a proof that is not known yet is asked for."""
        if any(not proof & lost for proof in self._proofs):
            return True
        proof = self._oracle(self._numbering.named(lost))
        if proof is not None:
            self._proofs.append(self._numbering.mask(proof))
            self._watch.hold(self._proofs[-1:])
        return proof is not None

    def result(self, stopped: Stop | None) -> CutSets[Element]:
        """Return what was found so far.

        Parameters
        ----------
        stopped
            Why the search ended early, if it did.
        """
        return CutSets(
            sets=tuple(sorted(self.cuts, key=lambda some: (len(some), sorted(some)))),
            complete_to=self.complete_to,
            stopped=stopped,
            met=self.met,
        )

    def _grown(self, tried: Iterable[int]) -> set[int]:
        """Return sets with one element more of a proof that avoids them, unless they hold a cut set."""
        grown: set[int] = set()
        for lost in takewhile(lambda _: not self._watch.is_over(), tried):
            self.is_kept(lost)
            proof = min((proof for proof in self._proofs if not proof & lost), key=int.bit_count)
            new = {lost | bit for bit in bits(proof & ~self._completes(lost))}
            self._watch.hold(new - grown)
            grown |= new
        return grown

    def _common(self, lost: int) -> int:
        """Return elements, among them all that make a set a minimal cut set: those of all proofs that avoid it."""
        self.is_kept(lost)
        common = ~self._completes(lost)
        for proof in self._proofs:
            if not proof & lost:
                common &= proof
                if not common:
                    return 0
        if lost.bit_count() < 2 or common.bit_count() < WORTH_A_PROOF:
            return common
        return 0 if self.is_kept(lost | common) else common

    def _completes(self, lost: int) -> int:
        """Return the elements with which a set, or a part of it, is a known cut set."""
        found, part = self._completing.get(0, 0), lost
        while part:
            found |= self._completing.get(part, 0)
            part = (part - 1) & lost
        return found
