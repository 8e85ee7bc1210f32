"""Minimal cut sets of many goals of one circuit: the same searches, their suspects put to the test all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from math import comb
from typing import Generic

from geo.circuit import Circuit
from geo.cut_sets import DEFAULT_BUDGET, Budget, CutSearch, CutSets, Watch
from geo.every_loss import cases_without, elements_of
from geo.numbering import Numbering, bits
from geo.wiring import Element

MOST_CASES = 1 << 15
"""How many suspects are put to the test at once: masks of that many bits are still quick."""

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
    watch, together = Watch(budget), _Together(circuit, goals, candidates, order)
    for size in range(1, order + 1):
        together.advance(size, watch)
        if watch.is_over():
            break
        watch.tell(size / order)
    return together.results(watch)


class _Together(Generic[Element]):
    """The searches for all goals."""

    def __init__(
        self, circuit: Circuit[Element], goals: Sequence[int], candidates: Callable[[Element], bool], order: int
    ) -> None:
        self._circuit = circuit
        self._order = order
        self._numbering = Numbering(candidates)
        self._searches = {
            node: CutSearch(partial(circuit.proof, node), self._numbering) for node in dict.fromkeys(goals)
        }
        self._losable = sorted(filter(candidates, circuit.guards))
        # What a gate hangs on is not known beforehand, and to ask it may take a while.
        self._are_few = not circuit.has_gates and comb(len(self._losable), order) <= FEW_LOSSES

    def advance(self, size: int, watch: Watch) -> None:
        """Find all minimal cut sets of one size; those of fewer elements are known."""
        for cut, node in self._tried(size) if self._are_few else self._suspected(watch):
            if watch.is_over():
                break
            self._searches[node].note(cut, watch)
        if not watch.is_over():
            for search in self._searches.values():
                search.finish()

    def results(self, watch: Watch) -> dict[int, CutSets[Element]]:
        """Return what was found."""
        is_short = any(search.complete_to < self._order for search in self._searches.values())
        stopped = watch.stopped if is_short else None
        return {node: search.result(stopped) for node, search in self._searches.items()}

    def _tried(self, size: int) -> Iterator[tuple[int, int]]:
        """Yield minimal cut sets of a size, each with the node that it brings down, by trying every loss."""
        cases = dict(zip(self._losable, cases_without(len(self._losable), size), strict=True))
        width = comb(len(self._losable), size)
        up = self._circuit.lanes(self._searches, cases, width=width)
        for node, search in self._searches.items():
            down = (1 << width) - 1 & ~up[node] if search.met else 0
            for cut in search.cuts:
                both = (1 << width) - 1
                for element in self._numbering.named(cut):
                    both &= cases[element]
                down &= ~both
            for bit in bits(down):
                lost = elements_of(bit.bit_length() - 1, size)
                yield self._numbering.mask(self._losable[element] for element in lost), node

    def _suspected(self, watch: Watch) -> Iterator[tuple[int, int]]:
        """Yield minimal cut sets of a size, each with the node that it brings down, where proofs leave it open."""
        asked: defaultdict[int, list[int]] = defaultdict(list)
        for node, search in self._searches.items():
            for suspect in search.suspects(watch):
                asked[suspect].append(node)
        left = iter(asked.items())
        while not watch.is_over() and (some := dict(islice(left, MOST_CASES))):
            yield from self._broken(some)

    def _broken(self, asked: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
        """Yield those of some sets, each with a node that asks, whose loss brings the node down."""
        size = len(asked) // 8 + 1
        lost: defaultdict[int, bytearray] = defaultdict(lambda: bytearray(size))
        for case, suspect in enumerate(asked):
            for bit in bits(suspect):
                lost[bit][case >> 3] |= 1 << (case & 7)
        cases = {e: int.from_bytes(mask, "little") for bit, mask in lost.items() for e in self._numbering.named(bit)}
        masks = self._circuit.lanes({node for some in asked.values() for node in some}, cases, width=len(asked))
        up = {node: mask.to_bytes(size, "little") for node, mask in masks.items()}
        for case, (suspect, nodes) in enumerate(asked.items()):
            for node in nodes:
                if not up[node][case >> 3] >> (case & 7) & 1:
                    yield suspect, node
