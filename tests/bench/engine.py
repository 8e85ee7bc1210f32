"""How quick the facts are read and the engine answers."""

from __future__ import annotations

from collections.abc import Iterator

from geo.attribution import causes, repairs
from geo.costs import single_losses
from geo.impact import assess
from geo.network import Net, compile_net
from geo.scenario import Scenario
from geo.world import load_world
from tests.bench.figures import RUNS, Figure, median_ms
from tests.places import DATA

OFTEN = 101


def engine_figures() -> Iterator[Figure]:
    """Measure the engine on the facts, with the scenario of the lost bases.

    Causes and repairs are kept once found, so each run gets a network that nobody has asked yet.
    """
    world = load_world(DATA)
    scenario = world.scenarios["bases-lost"]
    day = scenario.date.first
    net = compile_net(world, day)
    unasked = iter([compile_net(world, day) for _ in range(RUNS + 1)])
    assess_ms = median_ms(lambda: assess(net, scenario.tokens), runs=OFTEN)

    yield Figure(what="read and check all facts", value=median_ms(lambda: load_world(DATA)), unit="ms", target=500)
    yield Figure(what="compile the network of a day", value=median_ms(lambda: compile_net(world, day)), unit="ms")
    yield Figure(what="assess a scenario", value=assess_ms, unit="ms", target=2)
    why_ms = median_ms(lambda: ask_why(next(unasked), scenario))
    yield Figure(what="causes and repairs of all that it worsens", value=why_ms, unit="ms", target=20)
    yield Figure(what="every single loss", value=median_ms(lambda: single_losses(net)), unit="ms", target=50)


def ask_why(net: Net, scenario: Scenario) -> None:
    """Find the causes and the repairs of every operation that a scenario makes worse."""
    for row in assess(net, scenario.tokens).operations.values():
        if row.worsened:
            causes(net, scenario.tokens, row.operation)
            repairs(net, scenario.tokens, row.operation)
