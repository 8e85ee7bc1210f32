"""How quick the engine answers once loads and ways are computed: routes known, routes new, and what a place reaches."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from geo.airspace import Airspace, load_airspace
from geo.impact import assess
from geo.lift import Lift, make_lift
from geo.network import Net, compile_net
from geo.reached import reached
from geo.rivals import rival_routes
from geo.scenario import overflight_token
from geo.sealift import load_sea
from geo.world import World, load_world
from tests.bench.figures import RUNS, Figure, median_ms
from tests.places import DATA

SKIES = ("TUR", "EGY", "IRN", "IRQ", "DZA", "AZE", "GEO", "SAU", "JOR", "NER", "TCD", "SDN", "LBY", "SYR", "ARM", "KAZ")
"""Each run shuts another of them, so that its ways are not known."""


def lift_figures() -> Iterator[Figure]:
    """Measure what is asked of the engine and of the Reach tool on the facts."""
    world = load_world(DATA)
    airspace = load_airspace(DATA / "airspace.npz")
    lift = make_lift(world, airspace, load_sea(world))
    scenario = world.scenarios["bases-lost"]
    day = scenario.date.first
    net = compile_net(world, day, lift=lift)
    lost = scenario.tokens | {overflight_token("TUR")}

    known_ms = median_ms(lambda: assess(net, lost))
    yield Figure(what="assess a scenario whose routes are known", value=known_ms, unit="ms", target=5)
    nets = cycle([fresh(world, airspace, net) for _ in range(4)])
    skies = cycle(SKIES)
    new_ms = median_ms(lambda: assess(next(nets), scenario.tokens | {overflight_token(next(skies))}), runs=RUNS)
    yield Figure(what="assess a scenario whose routes are not known", value=new_ms, unit="ms", target=150)
    yield Figure(
        what="a day's network, its ways not yet asked for", value=median_ms(lambda: compiled(lift, net)), unit="ms"
    )
    rivals_ms = median_ms(lambda: rival_routes(net, "bamako-senou", tokens=lost))
    yield Figure(what="best, widest, shortest route and fewest stops", value=rivals_ms, unit="ms", target=20)
    area_ms = median_ms(lambda: reached(net, airspace, "khmeimim", payload_t=40, tokens=lost))
    yield Figure(what="reach: area and airfields, before and after", value=area_ms, unit="ms")


def compiled(lift: Lift, net: Net) -> None:
    """Compile a day and assess it with nothing taken away."""
    assess(compile_net(lift.world, net.day, net.parameters, lift=lift))


def fresh(world: World, airspace: Airspace, net: Net) -> Net:
    """Return a network that keeps no ways of others."""
    return compile_net(world, net.day, net.parameters, lift=make_lift(world, airspace, load_sea(world)))
