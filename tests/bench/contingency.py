"""How quick all cut sets are found: on layered random networks beside brute force with networkx, and on the facts."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations
from math import comb
from statistics import median
from typing import TypeVar

from geo.airspace import load_airspace
from geo.contingency import Contingency, Scope, contingency
from geo.cut_sets import Budget
from geo.lift import make_lift
from geo.network import Net, compile_net
from geo.scenario import Token
from geo.sealift import load_sea
from geo.world import World, load_world
from tests.bench.figures import Figure
from tests.layered_worlds import cut_off, graphs_of, layered_world, losable
from tests.places import DATA
from tests.worlds import DAY

Result = TypeVar("Result")

SIZES = {100: (40, {2: 10, 3: 50}), 1_000: (60, {2: 100, 3: 1_000}), 10_000: (100, {2: 2_000})}
"""By number of facilities: how many operations, and the milliseconds that the orders may take."""

RUNS = {100: 5, 1_000: 3, 10_000: 1}
SAMPLES = {1_000: 40, 10_000: 4}
"""How many pairs are tried with networkx where it would take too long to try them all."""

FACTS = (date(2024, 11, 26), date(2026, 9, 1))
PATIENT = Budget(seconds=600)
HOUR_S = 3600


def contingency_figures() -> Iterator[Figure]:
    """Measure the search on each size, then on the facts; every run is the first that a network is asked."""
    for count, (operations, targets_ms) in SIZES.items():
        yield from _layered(count, operations, targets_ms)
    for day in FACTS:
        yield from _on_the_facts(day)


def _layered(count: int, operations: int, targets_ms: dict[int, float]) -> Iterator[Figure]:
    """Measure one size, and how long it would take to try every pair."""
    world = layered_world(count, operations=operations)
    about = f"{count:,} places, {len(world.links):,} links"
    fresh = [_ms(lambda: compile_net(world, DAY)) for _ in range(RUNS[count] * len(targets_ms))]
    yield Figure(what=f"{about}: compile the day", value=median(ms for ms, _ in fresh), unit="ms")
    # An order of none compiles the circuit, and looks for nothing.
    circuits_ms = [_ms(lambda net=net: contingency(net, Scope(order=0)))[0] for _, net in fresh]
    yield Figure(what=f"{about}: compile the circuit", value=median(circuits_ms), unit="ms")
    nets, found_in_ms = iter([net for _, net in fresh]), {}
    for order, target_ms in targets_ms.items():
        runs = [_ms(lambda order=order: _searched(next(nets), order)) for _ in range(RUNS[count])]
        found_in_ms[order] = median(ms for ms, _ in runs)
        yield Figure(what=f"{about}: order {order}", value=found_in_ms[order], unit="ms", target=target_ms)
    yield from _by_brute_force(world, _searched(fresh[0][1], 2), found_in_ms[2])


def _searched(net: Net, order: int) -> Contingency:
    """Find all cut sets up to an order, with time for it."""
    found = contingency(net, Scope(order=order), budget=PATIENT)
    assert found.complete_to == order
    return found


def _by_brute_force(world: World, found: Contingency, found_in_ms: float) -> Iterator[Figure]:
    """Try pairs with networkx: all, or as many as there is time for, and what all would take."""
    graphs, gone_with, count = graphs_of(world), losable(world), len(world.facilities)
    pairs = list(combinations(gone_with, 2)) if count not in SAMPLES else _some_pairs(list(gone_with), SAMPLES[count])
    start, wrong = time.perf_counter(), 0
    for pair in pairs:
        fallen = cut_off(world, graphs, {place for token in pair for place in gone_with[token]})
        wrong += fallen != _fallen(found, frozenset(pair))
    all_s = (time.perf_counter() - start) * comb(len(gone_with), 2) / len(pairs)
    tried = "every pair" if count not in SAMPLES else f"every pair, extrapolated from {len(pairs)}"
    value, unit = (all_s, "s") if all_s < HOUR_S else (all_s / HOUR_S, "h")
    yield Figure(what=f"  networkx, {tried}", value=value, unit=unit)
    yield Figure(what="  times as long as the search", value=all_s * 1000 / found_in_ms, unit="x")
    yield Figure(what="  pairs on which both differ", value=wrong, unit="", target=0)


def _some_pairs(tokens: list[Token], count: int) -> list[tuple[Token, ...]]:
    """Return random pairs, always the same."""
    choose = random.Random(1)
    return [tuple(choose.sample(tokens, 2)) for _ in range(count)]


def _fallen(found: Contingency, lost: frozenset[Token]) -> set[str]:
    """Return the operations of which a cut set is lost."""
    return {name for name, cuts in found.operations.items() if any(some <= lost for some in cuts.minimum.sets)}


def _on_the_facts(day: date) -> Iterator[Figure]:
    """Measure one day of the facts: its ways not yet asked for, then known."""
    for order in (2, 3):
        world = load_world(DATA)
        net = compile_net(world, day, lift=make_lift(world, load_airspace(DATA / "airspace.npz"), load_sea(world)))
        contingency(net, Scope(order=0))
        new_ms, _ = _ms(lambda net=net, order=order: _searched(net, order))
        known_ms, _ = _ms(lambda net=net, order=order: _searched(net, order))
        yield Figure(what=f"the facts on {day}: order {order}, ways new", value=new_ms, unit="ms")
        yield Figure(what=f"the facts on {day}: order {order}, ways known", value=known_ms, unit="ms")


def _ms(action: Callable[[], Result]) -> tuple[float, Result]:
    """Return how long an action takes, in milliseconds, and what it returns."""
    start = time.perf_counter()
    result = action()
    return (time.perf_counter() - start) * 1000, result
