"""Minimal cut sets of many goals of one circuit: the same searches, their suspects put to the test all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from math import comb, inf
from typing import Generic

from geo.circuit import Circuit
from geo.cut_sets import DEFAULT_BUDGET, Budget, CutSearch, CutSets, OverBudgetError, Stop, Watch
from geo.every_loss import cases_without, elements_of
from geo.numbering import Numbering, bits
from geo.reasons import checked
from geo.wiring import Element

MOST_CASES = 1 << 15
"""How many suspects are put to the test at once: masks of that many bits are still quick."""

MOST_BITS = 1 << 30
"""How many bits the masks of all nodes, or those of all suspects, may have at once: an eighth of a gigabyte."""

CUTS_AT_ONCE = 256
"""After so many cut sets, each a mask of all losses, a search asks whether it must end."""

FEW_LOSSES = 1 << 18
"""Where there are no more losses than this, all of them are tried: that is quicker than to ask which may matter."""


def circuit_cut_sets(
    circuit: Circuit[Element],
    goals: Sequence[int],
    *,
    order: int,
    candidates: Callable[[Element], bool],
    budget: Budget = DEFAULT_BUDGET,
) -> Mapping[int, CutSets[Element]]:
    """Return, for each of some nodes, all minimal sets of candidates whose loss brings it down, up to some size.

    One order after another is completed for all nodes, so that what is found in time is of use.

    Parameters
    ----------
    circuit
        The circuit; a condensed one is quicker.
    goals
        The nodes.
    order
        The size of the largest sets.
    candidates
        Whether an element can be lost at all.
    budget
        What the search may use up.
    """
    watch = Watch(budget)
    together = _Together(circuit, goals, order, watch)
    # What ends a search is known to the watch.
    with suppress(OverBudgetError):
        together.begin(candidates)
        for size in range(1, order + 1):
            together.advance(size)
            watch.tell(size / order)
    return together.results()


class _Together(Generic[Element]):
    """The searches for all goals."""

    def __init__(self, circuit: Circuit[Element], goals: Sequence[int], order: int, watch: Watch) -> None:
        self._circuit = circuit
        self._goals = goals
        self._order = order
        self._watch = watch
        self._searches: dict[int, CutSearch[Element]] = {}

    def begin(self, candidates: Callable[[Element], bool]) -> None:
        """Begin all searches."""
        self._numbering = Numbering(candidates)
        for node in dict.fromkeys(self._goals):
            proof = partial(self._circuit.proof, node, check=self._watch.check)
            self._searches[node] = CutSearch(proof, self._numbering, self._watch)
        self._losable = sorted(filter(candidates, self._circuit.guards))
        # What a gate hangs on is not known beforehand, and to ask it may take a while.
        self._are_few = not self._circuit.has_gates and self._most_losses() <= FEW_LOSSES

    def advance(self, size: int) -> None:
        """Find all minimal cut sets of one size; those of fewer elements are known."""
        for cut, node in self._tried(size) if self._are_few else self._suspected():
            self._watch.check()
            self._searches[node].note(cut)
        self._watch.check()
        for search in self._searches.values():
            search.finish()

    def results(self) -> dict[int, CutSets[Element]]:
        """Return what was found."""
        is_short = any(
            node not in self._searches or self._searches[node].complete_to < self._order for node in self._goals
        )
        stopped = self._watch.stopped if is_short else None
        return {node: self._result(node, stopped) for node in dict.fromkeys(self._goals)}

    def _result(self, node: int, stopped: Stop | None) -> CutSets[Element]:
        """Return what was found of one goal: nothing, if its search did not begin."""
        if node in self._searches:
            return self._searches[node].result(stopped)
        return CutSets(sets=(), complete_to=0, stopped=stopped, met=self._circuit.is_up(node))

    def _most_losses(self) -> float:
        """Return how many losses there are of the size that has most; infinite if their masks take too much memory."""
        count = len(self._losable)
        most = comb(count, min(self._order, count // 2))
        return most if most * (count + len(self._circuit.nodes)) <= MOST_BITS else inf

    def _tried(self, size: int) -> Iterator[tuple[int, int]]:
        """Yield minimal cut sets of a size, each with the node that it brings down, by trying every loss."""
        check, width = self._watch.check, comb(len(self._losable), size)
        masks = cases_without(len(self._losable), size, check=check)
        cases = dict(zip(self._losable, masks, strict=True))
        up = self._circuit.lanes(self._searches, cases, width=width, check=check)
        for node, search in self._searches.items():
            down = (1 << width) - 1 & ~up[node] if search.met else 0
            for cut in checked(search.cuts, check, steps=CUTS_AT_ONCE):
                both = (1 << width) - 1
                for element in cut:
                    both &= cases[element]
                down &= ~both
            for bit in bits(down):
                lost = elements_of(bit.bit_length() - 1, size)
                yield self._numbering.mask(self._losable[element] for element in lost), node

    def _suspected(self) -> Iterator[tuple[int, int]]:
        """Yield minimal cut sets of a size, each with the node that it brings down, where proofs leave it open."""
        asked: defaultdict[int, list[int]] = defaultdict(list)
        most = MOST_BITS // (len(self._losable) or 1)
        for node, search in self._searches.items():
            for suspect in search.suspects():
                asked[suspect].append(node)
                if len(asked) > most:
                    yield from self._put(asked)
                    asked.clear()
        yield from self._put(asked)

    def _put(self, asked: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Yield those of some sets, each with a node that asks, whose loss brings the node down."""
        most = max(1, min(MOST_CASES, MOST_BITS // len(self._circuit.nodes)))
        left = iter(asked.items())
        while some := dict(islice(left, most)):
            self._watch.check()
            yield from self._broken(some)

    def _broken(self, asked: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Yield the same of sets that are put to the test at once."""
        size = len(asked) // 8 + 1
        lost: defaultdict[int, bytearray] = defaultdict(lambda: bytearray(size))
        for case, suspect in enumerate(asked):
            for bit in bits(suspect):
                lost[bit][case >> 3] |= 1 << (case & 7)
        cases = {e: int.from_bytes(mask, "little") for bit, mask in lost.items() for e in self._numbering.named(bit)}
        nodes = {node for some in asked.values() for node in some}
        masks = self._circuit.lanes(nodes, cases, width=len(asked), check=self._watch.check)
        up = {node: mask.to_bytes(size, "little") for node, mask in masks.items()}
        for case, (suspect, askers) in enumerate(asked.items()):
            for node in askers:
                if not up[node][case >> 3] >> (case & 7) & 1:
                    yield suspect, node
