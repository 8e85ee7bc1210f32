"""How often a node of a circuit is up in many random cases at once, where counting exactly is too long (method: 6).

A draw is the same in every question that is asked with one seed: two answers differ only by what was changed.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import reduce
from itertools import product
from typing import Generic

import numpy as np
from numpy.typing import NDArray

from geo.circuit import Circuit
from geo.claims import Chance
from geo.credence import Bound
from geo.reliability import Cone
from geo.wiring import Element


def standard_error(share: float, samples: int) -> float:
    """Return the standard error of a share of random cases."""
    return math.sqrt(share * (1.0 - share) / samples)


class Simulation(Generic[Element]):
    """Random cases of a circuit, a bit each."""

    def __init__(
        self, circuit: Circuit[Element], chances: Mapping[Element, Chance], *, samples: int, seed: int
    ) -> None:
        """Prepare the cases.

        Parameters
        ----------
        circuit
            The circuit; what is lost for certain is lost in it from the outset.
        chances
            What is kept by chance.
        samples
            The number of cases.
        seed
            What the draws begin from.
        """
        self._circuit = circuit
        self._chances = chances
        self.samples = samples
        self._seed = seed
        self._every = (1 << samples) - 1
        self._lost: dict[tuple[Element, Bound], int] = {}

    def share(
        self,
        cone: Cone[Element],
        bound: Bound,
        *,
        changed: Mapping[Element, Bound | bool] | None = None,
        known: Mapping[str, bool] | None = None,
    ) -> float:
        """Return the share of the cases in which a node is up.

        Parameters
        ----------
        cone
            What the node hangs on.
        bound
            Which end of the ranges is taken.
        changed
            Elements of which another end is taken, or that are kept (true) or lost (false) in every case.
        known
            Draws that are known to pass all their tests, or none of them.
        """
        changes, fixed = changed or {}, known or {}
        lost = {element: self._cases(element, changes.get(element, bound), fixed) for element in cone.doubtful}
        return self._circuit.lanes([cone.node], lost, width=self.samples)[cone.node].bit_count() / self.samples

    def counts(self, nodes: Collection[int]) -> Mapping[tuple[int, Bound], int]:
        """Return for each of some nodes and each end of the ranges in how many cases the node is up.

        The draws are those of `share`. All elements without a chance are kept.

        Parameters
        ----------
        nodes
            The nodes.
        """
        lost = self._lost_by_bound()
        up = {bound: self._circuit.lanes(nodes, lost[bound], width=self.samples) for bound in Bound}
        return {(node, bound): up[bound][node].bit_count() for bound in Bound for node in nodes}

    def _lost_by_bound(self) -> Mapping[Bound, Mapping[Element, int]]:
        """Return all cases in which each element is lost; every draw is made once, and none is kept."""
        lost: dict[Bound, dict[Element, int]] = {bound: {} for bound in Bound}
        alike: defaultdict[tuple[str, ...], list[Element]] = defaultdict(list)
        for element, chance in self._chances.items():
            alike[chance.draws].append(element)
        for draws, elements in alike.items():
            smallest = reduce(np.minimum, map(self._uniform, draws))
            masks: dict[float, int] = {}
            for bound, element in product(Bound, elements):
                threshold = self._chances[element].threshold(bound)
                if threshold not in masks:
                    masks[threshold] = _mask(smallest > threshold)
                lost[bound][element] = masks[threshold]
        return lost

    def _cases(self, element: Element, taken: Bound | bool, known: Mapping[str, bool]) -> int:
        """Return the cases in which an element is lost."""
        if isinstance(taken, bool):
            return 0 if taken else self._every
        if any(draw in known for draw in self._chances[element].draws):
            return self._drawn(self._chances[element], taken, known)
        if (element, taken) not in self._lost:
            self._lost[element, taken] = self._drawn(self._chances[element], taken, known)
        return self._lost[element, taken]

    def _drawn(self, chance: Chance, taken: Bound, known: Mapping[str, bool]) -> int:
        """Return the cases in which no draw of a chance is at most the threshold."""
        if any(known.get(draw) for draw in chance.draws):
            return 0
        lost = self._every
        for draw in chance.draws:
            if draw not in known:
                lost &= _mask(self._uniform(draw) > chance.threshold(taken))
        return lost

    def _uniform(self, draw: str) -> NDArray[np.float64]:
        """Return a draw in every case; it hangs on its name and the seed alone."""
        name = int.from_bytes(hashlib.sha256(draw.encode()).digest()[:16], "little")
        return np.random.default_rng([self._seed, name]).random(self.samples)


def _mask(cases: NDArray[np.bool_]) -> int:
    """Return cases as the bits of a number."""
    return int.from_bytes(np.packbits(cases, bitorder="little").tobytes(), "little")
