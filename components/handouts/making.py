"""The making of one hand-out, in a thread of its own: what it is at, how it ended, and what came of it."""

from __future__ import annotations

import math
import threading
from collections.abc import Hashable
from types import MappingProxyType
from typing import Final

from components.cache import Results
from components.handouts.formats import Format
from components.handouts.request import Request
from components.job import Job
from geo.cut_sets import Budget, OverBudgetError
from geo.errors import GeoError

MOST_AT_ONCE: Final = 2
"""How many hand-outs are made at the same time, for all readers together: what is left of the machine draws pages."""
MOST_LONG_AT_ONCE: Final = 1
"""How many that take long are made beside them."""

_LOOK_S: Final = 0.2
"""How often one that waits for its turn looks whether it is still wanted, seconds."""

_TURNS: Final = MappingProxyType(
    {False: threading.BoundedSemaphore(MOST_AT_ONCE), True: threading.BoundedSemaphore(MOST_LONG_AT_ONCE)}
)
"""Whose turn it is, apart for those that take long."""

BROKE: Final = "Something went wrong in this page, not with what you chose. Everything else can still be taken along."


def key_of(form: Format, request: Request) -> Hashable:
    """Return what names a hand-out among all that are kept: the same wish on the same day is the same file."""
    scene = request.scene
    of = (request.briefing, request.exercise)
    return "hand-out", form.id, scene.world.digest, scene.view, request.link, request.made, of


class Making(Job[None]):
    """Makes one hand-out; what comes of it is kept for all readers."""

    def __init__(self, form: Format, request: Request, *, kept: Results) -> None:
        """Start.

        Parameters
        ----------
        form
            What is made.
        request
            Of what.
        kept
            Where the file is put, by `key_of`.
        """
        self.key = key_of(form, request)
        self.is_waiting = True
        """Whether others are still before it."""
        self.refused: GeoError | None = None
        """Why it cannot be made."""
        self._form, self._request, self._kept = form, request, kept
        super().__init__(f"the making of a hand-out ({form.id})", self._in_turn, budget=Budget(seconds=math.inf))

    @property
    def trouble(self) -> str:
        """Why there is no file, in words; empty as long as it is being made, or if it was cancelled."""
        if self.refused:
            return f"This could not be made: {self.refused}"
        return BROKE if self.error else ""

    def _in_turn(self, budget: Budget) -> None:
        turns = _TURNS[self._form.is_long]
        while not turns.acquire(timeout=_LOOK_S):
            if budget.cancelled():
                return
        try:
            self.is_waiting = False
            self._make(budget)
        finally:
            turns.release()

    def _make(self, budget: Budget) -> None:
        try:
            file = self._form.maker(self._request, budget)
        except OverBudgetError:
            return
        except GeoError as refused:
            self.refused = refused
            return
        self._kept.put(self.key, file)
