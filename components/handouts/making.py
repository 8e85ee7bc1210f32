"""The making of one hand-out, in a thread of its own: who waits for it, how it ended, and what came of it."""

from __future__ import annotations

import math
import threading
from collections.abc import Hashable
from dataclasses import replace
from types import MappingProxyType
from typing import Final
from weakref import WeakSet

from components.handouts.formats import Format
from components.handouts.request import Request
from components.job import Job
from components.results import Results
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


class Making:
    """A reader's waiting for one hand-out; those who want the same wait for the same work.

    Who is gone waits no longer: the work holds on to nobody, and is given up once nobody is left.
    """

    def __init__(self, form: Format, request: Request, *, kept: Results | None) -> None:
        """Start, or wait for what was started for another reader.

        Parameters
        ----------
        form
            What is made.
        request
            Of what.
        kept
            Where the file is put for all readers, by `key_of`; None: only those who wait for it have it.
        """
        self.key = key_of(form, request)
        self.is_cancelled = False
        self._work = _joined(self, form, request, kept)

    @property
    def is_running(self) -> bool:
        """Whether this reader still waits."""
        return self._work.is_running and not self.is_cancelled

    @property
    def is_waiting(self) -> bool:
        """Whether others are still before it."""
        return self._work.is_waiting

    @property
    def done(self) -> float:
        """How far it is, 0 to 1."""
        return self._work.done

    @property
    def ran_s(self) -> float:
        """For how long it has been made, seconds."""
        return self._work.ran_s

    @property
    def file(self) -> bytes | None:
        """What came of it, if it is not kept for all readers."""
        return self._work.result

    @property
    def trouble(self) -> str:
        """Why there is no file, in words; empty as long as it is being made, or if it was cancelled."""
        if self._work.refused:
            return f"This could not be made: {self._work.refused}"
        return BROKE if self._work.error else ""

    def cancel(self) -> None:
        """Wait no longer; it is made on if others wait for it."""
        self.is_cancelled = True
        self._work.leave(self)

    def wait(self, seconds: float) -> None:
        """Wait for the end of the work, but no longer than some time."""
        self._work.wait(seconds)


class _Work(Job[bytes | None]):
    """Makes one file for all who wait for it."""

    def __init__(self, first: Making, form: Format, request: Request, *, kept: Results | None) -> None:
        """Start for the first who waits."""
        self.is_waiting = True
        self.refused: GeoError | None = None
        self._key, self._form, self._request, self._kept = first.key, form, request, kept
        self._waiting, self._lock, self._is_given_up = WeakSet([first]), threading.Lock(), False
        super().__init__(f"the making of a hand-out ({form.id})", self._in_turn, budget=Budget(seconds=math.inf))

    def join(self, other: Making) -> bool:
        """Let another reader wait too; return False if it is too late for that."""
        with self._lock:
            if self.is_running and not self._is_given_up:
                self._waiting.add(other)
                return True
            return False

    def leave(self, other: Making) -> None:
        """Let a reader wait no longer."""
        with self._lock:
            self._waiting.discard(other)

    def _is_unwanted(self) -> bool:
        with self._lock:
            self._is_given_up = self._is_given_up or not len(self._waiting)
            return self._is_given_up

    def _in_turn(self, budget: Budget) -> bytes | None:
        turns = _TURNS[self._form.is_long]
        while not turns.acquire(timeout=_LOOK_S):
            if self._is_unwanted():
                return None
        try:
            self.is_waiting = False
            return self._made(replace(budget, cancelled=self._is_unwanted))
        finally:
            turns.release()

    def _made(self, budget: Budget) -> bytes | None:
        """Make the file; return it if it is not kept for all readers."""
        if self._kept is not None and self._key in self._kept:
            return None
        try:
            file = self._form.maker(self._request, budget)
        except OverBudgetError:
            return None
        except GeoError as refused:
            self.refused = refused
            return None
        if self._kept is None:
            return file
        self._kept.put(self._key, file)
        return None


_WORKS: Final[dict[Hashable, _Work]] = {}
"""What is being made, by `key_of`."""
_WORKS_LOCK: Final = threading.Lock()


def _joined(making: Making, form: Format, request: Request, kept: Results | None) -> _Work:
    """Return the work that a reader waits for: one that is under way, else one that is started."""
    with _WORKS_LOCK:
        for name in [name for name, work in _WORKS.items() if not work.is_running]:
            del _WORKS[name]
        found = _WORKS.get(making.key)
        if found is None or not found.join(making):
            found = _WORKS[making.key] = _Work(making, form, request, kept=kept)
        return found
