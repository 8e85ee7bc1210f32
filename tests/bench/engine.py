"""How quick the facts are read and the engine answers."""

from __future__ import annotations

from collections.abc import Iterator

from geo.attribution import causes, repairs, single_losses
from geo.impact import assess
from geo.network import compile_net
from geo.world import load_world
from tests.bench.figures import Figure, median_ms
from tests.places import DATA


def engine_figures() -> Iterator[Figure]:
    """Measure the engine on the facts, with the scenario of the lost bases."""
    world = load_world(DATA)
    scenario = world.scenarios["bases-lost"]
    day = scenario.date.first
    net = compile_net(world, day)
    worsened = assess(net, scenario.tokens).worsened

    def explain_all() -> None:
        for operation in worsened:
            causes(net, scenario.tokens, operation)
            repairs(net, scenario.tokens, operation)

    yield Figure(what="read and check all facts", value=median_ms(lambda: load_world(DATA)), unit="ms", target=500)
    yield Figure(what="compile the network of a day", value=median_ms(lambda: compile_net(world, day)), unit="ms")
    yield Figure(
        what="assess a scenario", value=median_ms(lambda: assess(net, scenario.tokens), runs=101), unit="ms", target=2
    )
    yield Figure(what="causes and repairs of all it worsens", value=median_ms(explain_all), unit="ms", target=20)
    yield Figure(what="every single loss", value=median_ms(lambda: single_losses(net)), unit="ms", target=50)
