"""Monotone functions of independent draws as a decision diagram, and their exact probabilities (method: section 6).

It is an ordered, reduced diagram as Bryant's (1986), but each of its tests asks whether a draw, uniform from 0 to 1, is
at most a threshold. Tests of one draw are nested: what is at most 0.2 is at most 0.5. A test that passes settles the
higher ones of its draw, so that no impossible case is told apart, and one diagram serves any thresholds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

FALSE, TRUE = 0, 1
"""The functions that never and always hold."""

_NO_DRAW = 1 << 62
"""The rank of what tests no draw: after all others."""


class TooLarge(Exception):
    """A diagram would have more nodes than it may: count in another way."""


class Diagram:
    """Functions as numbers; the same function always has the same number."""

    def __init__(self, *, most_nodes: int) -> None:
        """Begin with the functions that never and always hold.

        Draws are asked in the order in which they are first named; it decides how large a diagram gets, and no result.

        Parameters
        ----------
        most_nodes
            How many tests may be kept.
        """
        self._ranks: dict[str, int] = {}
        self._most_nodes = most_nodes
        self._nodes: list[tuple[int, float, int, int]] = [(_NO_DRAW, math.inf, 0, 0), (_NO_DRAW, math.inf, 1, 1)]
        self._numbers: dict[tuple[int, float, int, int], int] = {}
        self._met: dict[tuple[int, int, int], int] = {}

    def __len__(self) -> int:
        """Return how many tests are kept."""
        return len(self._numbers)

    def test(self, draw: str, threshold: float) -> int:
        """Return the function that holds if a draw is at most a threshold."""
        return self._node(self._ranks.setdefault(draw, len(self._ranks)), threshold, TRUE, FALSE)

    def both(self, one: int, other: int) -> int:
        """Return the function that holds if both of two do."""
        return self._joined(one, other, FALSE)

    def either(self, one: int, other: int) -> int:
        """Return the function that holds if one of two does.

        Raises
        ------
        TooLarge
            As `both` does, if the diagram would have too many nodes.
        """
        return self._joined(one, other, TRUE)

    def probability(self, function: int, known: Mapping[str, bool] | None = None) -> float:
        """Return the probability that a function holds.

        Parameters
        ----------
        function
            The function.
        known
            Draws that are known to pass all their tests, or none of them.
        """
        fixed = {self._ranks[draw]: passes for draw, passes in (known or {}).items() if draw in self._ranks}
        return self._probability(function, fixed, {FALSE: 0.0, TRUE: 1.0})

    def _probability(self, function: int, fixed: Mapping[int, bool], found: dict[int, float]) -> float:
        """Return a probability by the intervals between the thresholds of the first draw."""
        if function not in found:
            rank, below, total, inner = self._nodes[function][0], 0.0, 0.0, function
            while self._nodes[inner][0] == rank:
                _, threshold, passed, failed = self._nodes[inner]
                if fixed.get(rank):
                    break
                if rank not in fixed:
                    total += (threshold - below) * self._probability(passed, fixed, found)
                below, inner = threshold, failed
            rest = 1.0 if rank in fixed else 1.0 - below
            last = self._nodes[inner][2] if fixed.get(rank) else inner
            found[function] = total + rest * self._probability(last, fixed, found)
        return found[function]

    def _joined(self, one: int, other: int, absorbing: int) -> int:
        """Return both, or either, of two functions; `absorbing` is the one that decides alone."""
        if one == other or absorbing in (one, other):
            return one if one == other else absorbing
        if one <= TRUE or other <= TRUE:
            return max(one, other)
        key = (absorbing, one, other) if one < other else (absorbing, other, one)
        if (known := self._met.get(key)) is not None:
            return known
        rank, threshold = min(self._nodes[one][:2], self._nodes[other][:2])
        one_passed, one_failed = self._after(one, rank, threshold)
        other_passed, other_failed = self._after(other, rank, threshold)
        passed = self._joined(one_passed, other_passed, absorbing)
        failed = self._joined(one_failed, other_failed, absorbing)
        self._met[key] = self._node(rank, threshold, passed, failed)
        return self._met[key]

    def _after(self, function: int, rank: int, threshold: float) -> tuple[int, int]:
        """Return what a function comes to when a test, its first or one before it, has passed and has failed."""
        own_rank, own_threshold, passed, failed = self._nodes[function]
        if own_rank != rank:
            return function, function
        return passed, failed if own_threshold == threshold else function

    def _node(self, rank: int, threshold: float, passed: int, failed: int) -> int:
        """Return the function that a test decides between two; a test that makes no difference is left out.

        Raises
        ------
        TooLarge
            If there are too many.
        """
        if passed == failed or (self._nodes[failed][0] == rank and self._nodes[failed][2] == passed):
            return failed
        key = (rank, threshold, passed, failed)
        if key not in self._numbers:
            if len(self._numbers) >= self._most_nodes:
                raise TooLarge
            self._numbers[key] = len(self._nodes)
            self._nodes.append(key)
        return self._numbers[key]
