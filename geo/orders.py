"""With which of several things, lost one by one in some order, a condition falls: for many orders at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from geo.scenario import Token

Proof = Callable[[frozenset[Token]], frozenset[Token] | None]
"""Returns what it hangs on that a condition holds with some things lost, or None if it does not hold."""

Orders = NDArray[np.int64]
"""Orders, a row each, or players, as numbers."""


class Turns:
    """What was found out about one condition; what one order shows bounds all others.

    It holds until something of each proof is lost, and has fallen once all of any cause is.
    """

    def __init__(self, players: Sequence[Token], proof: Proof) -> None:
        """Know nothing yet.

        Parameters
        ----------
        players
            What is lost, one by one; losing all of it must break the condition, losing nothing must not.
        proof
            The condition, which must be monotone.
        """
        self._players = players
        self._proof = proof
        self._index = {token: at for at, token in enumerate(players)}
        self._proofs: list[list[int]] = []
        self._causes: list[list[int]] = []

    def of(self, orders: Orders) -> Orders:
        """Return for each of some orders the player with whose loss the condition falls."""
        position = np.argsort(orders, axis=1)
        stands_to = reduce(np.maximum, (_first(position, some) for some in self._proofs), np.zeros_like(orders[:, 0]))
        none = np.full_like(stands_to, len(self._players) - 1)
        fallen_by = reduce(np.minimum, (_last(position, some) for some in self._causes), none)
        while (open_orders := np.flatnonzero(stands_to < fallen_by)).size:
            first = open_orders[0]
            lost = frozenset(self._players[at] for at in orders[first, : stands_to[first] + 1])
            kept = self._proof(lost)
            if kept is None:
                self._causes.append([self._index[token] for token in self._shrunk(lost)])
                fallen_by = np.minimum(fallen_by, _last(position, self._causes[-1]))
            else:
                self._proofs.append([self._index[token] for token in kept if token in self._index])
                stands_to = np.maximum(stands_to, _first(position, self._proofs[-1]))
        turning: Orders = orders[np.arange(len(orders)), fallen_by]
        return turning

    def _shrunk(self, lost: frozenset[Token]) -> frozenset[Token]:
        """Return a minimal part of what is lost with which the condition still falls."""
        for token in sorted(lost):
            if self._proof(lost - {token}) is None:
                lost -= {token}
        return lost


def _first(position: Orders, some: Sequence[int]) -> Orders:
    """Return where in each order the first of some players is."""
    found: Orders = position[:, some].min(axis=1)
    return found


def _last(position: Orders, some: Sequence[int]) -> Orders:
    """Return where in each order the last of some players is."""
    found: Orders = position[:, some].max(axis=1)
    return found
