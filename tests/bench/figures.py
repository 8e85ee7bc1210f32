"""A measured figure beside its target, and how figures are taken and printed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from typing import Any

RUNS = 15


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured thing."""

    what: str
    value: float
    unit: str
    target: float | None = None

    def __str__(self) -> str:
        """Return the figure as a line of the table."""
        target = "" if self.target is None else f"<= {self.target:,g} {self.unit}"
        verdict = "" if self.target is None else "ok" if self.value <= self.target else "MISSED"
        return f"  {self.what:<58}{self.value:>12,.1f} {self.unit:<4}  {target:<14}{verdict}"


def median_ms(action: Callable[[], Any], *, runs: int = RUNS) -> float:
    """Return the median time that an action takes, in milliseconds, after one run that warms it up."""
    action()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        action()
        times.append((time.perf_counter() - start) * 1000)
    return median(times)


def print_table(title: str, figures: Iterable[Figure]) -> None:
    """Print a section of the table, each line as soon as it is measured."""
    print(f"\n{title}")
    for figure in figures:
        print(figure, flush=True)
