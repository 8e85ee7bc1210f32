"""How much quicker several processes are than one: cut sets and random cases of a layered network."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from geo.contingency import Contingency, Scope, contingency
from geo.credence import Bound
from geo.cut_sets import LONG
from geo.cut_sweep import CutSweep
from geo.likelihood import graded
from geo.monte_carlo import MonteCarlo, simulate_support
from geo.network import compile_net
from geo.workers import Workers
from tests.bench.figures import Figure
from tests.layered_worlds import layered_world
from tests.worlds import DAY

Result = TypeVar("Result")

FACILITIES, OPERATIONS = 1_000, 60
CASES = 1_000_000
ALL_CORES = Workers(alone_s=0)


def worker_figures() -> Iterator[Figure]:
    """Measure one process, then all cores from the start; both must find the same."""
    world = layered_world(FACILITIES, operations=OPERATIONS)
    net, cores = compile_net(world, DAY), os.cpu_count() or 1
    contingency(net, Scope(order=0))

    def searched(order: int) -> Contingency:
        return contingency(net, Scope(order=order), budget=LONG)

    def swept(order: int) -> Contingency:
        return contingency(net, Scope(order=order), budget=LONG, search=CutSweep(workers=ALL_CORES))

    for order in (3, 4):
        what = f"{FACILITIES:,} places, all cut sets to order {order}"
        one_s, plain = _timed(lambda order=order: searched(order))
        yield Figure(what=f"{what}: one process", value=one_s, unit="s")
        all_s, found = _timed(lambda order=order: swept(order))
        yield Figure(what=f"{what}: {cores} processes", value=all_s, unit="s")
        assert found == plain
    network, what = graded(world, net), f"{FACILITIES:,} places, {CASES:,} random cases x {len(Bound)}"
    one_s, drawn = _timed(lambda: simulate_support(network, (), MonteCarlo(cases=CASES, workers=Workers(processes=1))))
    yield Figure(what=f"{what}: one process", value=one_s, unit="s")
    all_s, again = _timed(lambda: simulate_support(network, (), MonteCarlo(cases=CASES, workers=ALL_CORES)))
    yield Figure(what=f"{what}: {cores} processes", value=all_s, unit="s")
    assert again == drawn


def _timed(action: Callable[[], Result]) -> tuple[float, Result]:
    """Return how long an action takes, in seconds, and what it returns."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result
