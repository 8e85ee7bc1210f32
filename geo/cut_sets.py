"""Minimal cut sets of whatever has a monotone oracle with witnesses: the hitting sets of its proofs (method: 5.1).

What breaks a goal takes something from each of its proofs; so it takes something from the one that is known, then from
one that avoids that, and so on: Reiter's hitting-set tree. Proofs are kept, and most questions answered by them alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

from geo.wiring import Element

Oracle = Callable[[frozenset[Element]], frozenset[Element] | None]
"""Returns all elements of one proof that a goal is met while some are lost, or None if it is not."""

HIGHEST_ORDER = 3
"""How many losses at once are looked at unless more are asked for."""


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
    cancelled: Callable[[], bool] = never
    progress: Callable[[float], None] = nobody
    """Called with the share that is done, 0 to 1."""


DEFAULT_BUDGET = Budget()
"""What a search may use up unless a caller chooses otherwise."""


class Watch:
    """A budget that runs; several searches may share it."""

    def __init__(self, budget: Budget) -> None:
        self.stopped: Stop | None = None
        self._budget = budget
        self._ends_s = time.monotonic() + budget.seconds
        self._sets = 0

    def found_one(self) -> None:
        """Count a set."""
        self._sets += 1

    def is_over(self) -> bool:
        """Say whether the search must end."""
        if self.stopped is None:
            if self._sets > self._budget.most_sets:
                self.stopped = Stop.SIZE
            elif time.monotonic() >= self._ends_s:
                self.stopped = Stop.TIME
            elif self._budget.cancelled():
                self.stopped = Stop.CANCELLED
        return self.stopped is not None

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
    search, watch = CutSearch(oracle, candidates=candidates, given=given), Watch(budget)
    while search.complete_to < order and search.advance(watch):
        watch.tell(search.complete_to / order)
    return search.result(watch.stopped if search.complete_to < order else None)


class CutSearch(Generic[Element]):
    """The search for the cut sets of one goal, one order after another.

    Sets of elements are masks: bit i stands for the i-th candidate that a proof was found to hold.
    """

    def __init__(
        self, oracle: Oracle[Element], *, candidates: Callable[[Element], bool], given: frozenset[Element] = frozenset()
    ) -> None:
        """Ask for the first proof; the parameters are those of `minimal_cut_sets`."""
        self.complete_to = 0
        self._oracle = oracle
        self._is_candidate = candidates
        self._given = given
        self._elements: list[Element] = []
        self._bits: dict[Element, int] = {}
        self._proofs: list[int] = []
        self._cuts: list[int] = []
        self._completing: dict[int, int] = {}
        self._tried: set[int] = set()
        self.met = self._proof(0) is not None

    def advance(self, watch: Watch) -> bool:
        """Find all minimal cut sets with one element more; False if the watch ended it before it was done."""
        tried = self._grown() if self.complete_to else {0} if self.met else set[int]()
        for lost in sorted(tried):
            if watch.is_over():
                return False
            self._complete(lost, watch)
        self._tried = tried
        self.complete_to += 1
        return True

    def result(self, stopped: Stop | None) -> CutSets[Element]:
        """Return what was found so far.

        Parameters
        ----------
        stopped
            Why the search ended early, if it did.
        """
        sets = [frozenset(self._named(cut)) for cut in self._cuts]
        return CutSets(
            sets=tuple(sorted(sets, key=lambda some: (len(some), sorted(some)))),
            complete_to=self.complete_to,
            stopped=stopped,
            met=self.met,
        )

    def _grown(self) -> set[int]:
        """Return what was tried with one element more of a proof that avoids it, unless that holds a cut set."""
        grown: set[int] = set()
        for lost in self._tried:
            proof = min((proof for proof in self._proofs if not proof & lost), key=int.bit_count)
            grown.update(lost | bit for bit in _bits(proof & ~self._completes(lost)))
        return grown

    def _complete(self, lost: int, watch: Watch) -> None:
        """Find the elements that make a set a minimal cut set: each is in every proof that avoids the set."""
        left = self._common(lost)
        if left & (left - 1) and self._proof(lost | left) is not None:
            return
        while left:
            bit = left & -left
            proof = self._proof(lost | bit)
            left &= ~bit if proof is None else proof
            if proof is None:
                self._note(lost | bit)
                watch.found_one()

    def _common(self, lost: int) -> int:
        """Return the elements of all known proofs that avoid a set, but those with which it holds a known cut set."""
        common = ~self._completes(lost)
        for proof in self._proofs:
            if not proof & lost:
                common &= proof
                if not common:
                    break
        return common

    def _completes(self, lost: int) -> int:
        """Return the elements with which a set, or a part of it, is a known cut set."""
        found, part = 0, lost
        while part:
            found |= self._completing.get(part, 0)
            part = (part - 1) & lost
        return found | self._completing.get(0, 0)

    def _note(self, cut: int) -> None:
        """Keep a cut set."""
        self._cuts.append(cut)
        for bit in _bits(cut):
            self._completing[cut ^ bit] = self._completing.get(cut ^ bit, 0) | bit

    def _proof(self, lost: int) -> int | None:
        """Ask for a proof that avoids a set, and keep it."""
        found = self._oracle(self._given.union(self._named(lost)))
        if found is None:
            return None
        proof = 0
        for element in found:
            proof |= self._bit(element)
        self._proofs.append(proof)
        return proof

    def _bit(self, element: Element) -> int:
        """Return the bit of an element; none if it cannot be lost."""
        if element not in self._bits:
            wanted = self._is_candidate(element)
            self._bits[element] = 1 << len(self._elements) if wanted else 0
            self._elements += [element] if wanted else []
        return self._bits[element]

    def _named(self, mask: int) -> Iterator[Element]:
        """Yield the elements of a mask."""
        return (self._elements[bit.bit_length() - 1] for bit in _bits(mask))


def _bits(mask: int) -> Iterable[int]:
    """Yield the bits of a mask, each as a mask."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
