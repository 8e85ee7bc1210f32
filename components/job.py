"""Work in a thread of its own: it can be watched and cancelled, and never draws."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Generic, TypeVar

from geo.cut_sets import Budget

Result = TypeVar("Result")


class Job(Generic[Result]):
    """Works on one thing from when it is made."""

    def __init__(self, name: str, work: Callable[[Budget], Result], *, budget: Budget) -> None:
        """Start.

        Parameters
        ----------
        name
            What the work is called where it is logged.
        work
            The work. It must not call Streamlit, which knows no reader in this thread.
        budget
            What it may use up; who asks the job to stop, and whom it tells how far it is, is put in.
        """
        self.done = 0.0
        """How far the work is, 0 to 1."""
        self.result: Result | None = None
        self.error: Exception | None = None
        """Why it broke off."""
        self._name = name
        self._began_s = time.monotonic()
        self._cancelled = threading.Event()
        watched = replace(budget, cancelled=self._cancelled.is_set, progress=self._tell)
        self._thread = threading.Thread(target=self._run, args=(work, watched), name=name, daemon=True)
        self._thread.start()

    @property
    def is_running(self) -> bool:
        """Whether there is no result yet."""
        return self._thread.is_alive()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    @property
    def ran_s(self) -> float:
        """For how long it has been running, seconds."""
        return time.monotonic() - self._began_s

    def cancel(self) -> None:
        """Ask it to stop; what was found until then stays."""
        self._cancelled.set()

    def wait(self, seconds: float) -> None:
        """Wait for the result, but no longer than some time."""
        self._thread.join(seconds)

    def _run(self, work: Callable[[Budget], Result], budget: Budget) -> None:
        try:
            self.result = work(budget)
        except Exception as error:
            # Nobody else would hear of it: a thread has no reader. The page says that it broke off.
            self.error = error
            logging.getLogger(__name__).exception("%s broke off", self._name)

    def _tell(self, done: float) -> None:
        self.done = done
