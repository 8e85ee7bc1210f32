"""Where what a page needs is worked out: once, under a budget, and what came of it whole is kept for all readers."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from components.results import Results
from geo.cut_sets import Budget

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class Task(Generic[Result]):
    """Something to be worked out."""

    key: Hashable
    """What names it, among all that is kept."""
    words: str
    """What is going on while it is worked out."""
    work: Callable[[Desk], Result]
    """Works it out, by the budget of the desk; must not call Streamlit."""
    is_whole: Callable[[Result], bool] = lambda _: True
    """Whether a result is all that there is, not only what was found until the search ended."""


class Desk:
    """Works tasks out, or looks up what came of them."""

    def __init__(self, kept: Results, *, budget: Budget) -> None:
        """Begin with nothing of its own.

        Parameters
        ----------
        kept
            What is known already; whole results are put there.
        budget
            What each task may use up.
        """
        self.budget = budget
        self.words = ""
        """What is going on."""
        self._kept = kept
        self._at = (0, 1)
        self._began_s = time.monotonic()
        self._own: dict[Hashable, Any] = {}
        self._is_whole = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing that was worked out here ended early."""
        return self._is_whole

    @property
    def least_done(self) -> float:
        """How far the tasks are at least, 0 to 1: by the time that the present one may take."""
        number, count = self._at
        return (number + min(1.0, (time.monotonic() - self._began_s) / self.budget.seconds)) / count

    def knows(self, task: Task[Any]) -> bool:
        """Say whether a task need not be worked out any more."""
        return task.key in self._own or task.key in self._kept

    def do(self, task: Task[Result]) -> Result:
        """Return what comes of a task."""
        if task.key not in self._own:
            self._own[task.key] = self._kept.get(task.key) if task.key in self._kept else self._worked_out(task)
        result: Result = self._own[task.key]
        return result

    def do_all(self, tasks: Sequence[Task[Any]], budget: Budget) -> None:
        """Work some tasks out one after the other.

        Once cancelled, those that search end at once, and the others tell what was found until then.

        Parameters
        ----------
        tasks
            The tasks.
        budget
            What each of them may use up.
        """
        for number, task in enumerate(tasks):
            self.budget = _part_of(budget, number, len(tasks))
            self.words, self._at, self._began_s = task.words, (number, len(tasks)), time.monotonic()
            self.do(task)
            self.budget.progress(1.0)

    def _worked_out(self, task: Task[Result]) -> Result:
        """Return what comes of a task; what rests on something that ended early is not whole either."""
        before, self._is_whole = self._is_whole, True
        result = task.work(self)
        if self._is_whole and task.is_whole(result):
            self._kept.put(task.key, result)
            self._is_whole = before
        else:
            self._is_whole = False
        return result


def _part_of(budget: Budget, number: int, count: int) -> Budget:
    """Return a budget that tells how far the whole is when one of several tasks tells how far itself is."""
    return replace(budget, progress=lambda done: budget.progress((number + done) / count))
