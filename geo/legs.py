"""A leg and the way it goes under any closures, searched for only when a closure meets the way known (method: 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Generic, TypeVar

Way = TypeVar("Way")

Closures = frozenset[str]
"""What is shut beyond what is shut on the day: codes of countries by air, ids of passages by sea."""

NOTHING: Closures = frozenset()


class Leg(Generic[Way]):
    """The shortest ways between two places, one for each set of closures that matters.

    A way that meets none of the closures is the shortest around all of them, for more closures never shorten a way. So
    from the way of the day only what it meets is shut, then what the next way meets, and so on: the answer is exact,
    whatever the order of the questions, and each step is searched for once.
    """

    def __init__(self, search: Callable[[Closures], Way | None], meets: Callable[[Way], Collection[str]]) -> None:
        """Prepare the leg; nothing is searched for yet.

        Parameters
        ----------
        search
            Returns the shortest way around closures, those of the day included, or None if there is none.
        meets
            Returns what a way crosses, and what it begins and ends in where that can bar it.
        """
        self._search = search
        self._meets = meets
        self._found: dict[Closures, Way | None] = {}

    def way(self, closed: Closures = NOTHING) -> Way | None:
        """Return the shortest way around closures, or None if there is none."""
        return self._settled(closed)[1]

    def met(self, closed: Closures) -> Closures:
        """Return those of the closures that turned the way, one after another; the others change nothing."""
        return self._settled(closed)[0]

    def crossed(self, closed: Closures = NOTHING) -> Closures:
        """Return what could be shut to turn the way under some closures: nothing if there is none."""
        way = self.way(closed)
        return NOTHING if way is None else frozenset(self._meets(way))

    def _settled(self, closed: Closures) -> tuple[Closures, Way | None]:
        """Return which of the closures turned the way, and the way around all of them."""
        shut = NOTHING
        while (way := self._around(shut)) is not None:
            met = closed.intersection(frozenset(self._meets(way)))
            if met <= shut:
                break
            shut |= met
        return shut, way

    def _around(self, shut: Closures) -> Way | None:
        """Return the shortest way around what is shut, searched for once."""
        if shut not in self._found:
            self._found[shut] = self._search(shut)
        return self._found[shut]
