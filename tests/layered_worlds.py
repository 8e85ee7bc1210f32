"""Large random worlds in layers: gateways first, each facility supplied from the layer before, by air and by sea."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from itertools import pairwise

import networkx as nx

from geo.model import Facility, Link, Operation
from geo.network import host_token
from geo.scenario import Token, facility_token
from geo.vocabulary import Mode
from geo.world import World
from tests.worlds import facility, link, operation, world_of

LAYERS = 10
LINKS_EACH = 10
"""How many links end at a facility on average: between one and almost twice as many."""
FACILITIES_EACH_HOST = 20

WHATS = ("airlift/air", "sealift/sea")
"""What links carry, and what each operation wants: both."""


def layered_world(count: int, *, operations: int, seed: int = 1) -> World:
    """Return a world of some facilities and operations, the same for the same seed.

    Parameters
    ----------
    count
        How many facilities: a multiple of `LAYERS`.
    operations
        How many operations; each wants both things, each from one to three facilities of the last layer.
    seed
        What the random choices start from.
    """
    choose = random.Random(seed)
    layers = [_layer(at, count // LAYERS, choose) for at in range(LAYERS)]
    missions = [operation(f"op-{number}", *WHATS) for number in range(operations)]
    links = [row for before, layer in pairwise(layers) for row in _links(before, layer, choose)]
    links += [row for mission in missions for row in _last_links(layers[-1], mission, choose)]
    return world_of([row for layer in layers for row in layer], missions, links)


def graphs_of(world: World) -> list[nx.DiGraph]:
    """Return the links of a world by what they carry, with one source before all gateways."""
    gates = [("source", name) for name in world.facilities if name.startswith("gate")]
    return [
        nx.DiGraph([*gates, *((row.origin, row.target) for row in world.links.values() if row.mode is mode)])
        for mode in (Mode.AIR, Mode.SEA)
    ]


def losable(world: World) -> dict[Token, list[str]]:
    """Return every facility that is no gateway, and every host, with the places that are gone with it."""
    places = {facility_token(name): [name] for name in world.facilities if not name.startswith("gate")}
    hosted = {
        name: [row.id for row in world.facilities.values() if name in (row.consent_of or ())]
        for name in world.authorities
    }
    return places | {host_token(name): there for name, there in hosted.items()}


def cut_off(world: World, graphs: Iterable[nx.DiGraph], gone: Iterable[str]) -> set[str]:
    """Return the operations that lack something without some places, by plain reachability."""
    kept = set(world.operations)
    for graph in graphs:
        left = graph.copy()
        left.remove_nodes_from(gone)
        kept &= nx.descendants(left, "source")
    return set(world.operations) - kept


def _layer(at: int, size: int, choose: random.Random) -> list[Facility]:
    """Return the facilities of a layer; those of the first are gateways, the others are in some country."""
    if at == 0:
        return [facility(f"gate-{number}") for number in range(size)]
    hosts = max(1, size * LAYERS // FACILITIES_EACH_HOST)
    return [facility(f"hub-{at}-{number}", hosts=f"host-{choose.randrange(hosts)}") for number in range(size)]


def _links(before: list[Facility], layer: list[Facility], choose: random.Random) -> Iterator[Link]:
    """Yield the links into a layer: some for each facility, of either kind."""
    for target in layer:
        for what in WHATS:
            wanted = choose.randint(1, LINKS_EACH - 1)
            for origin in choose.sample(before, min(wanted, len(before))):
                yield link(origin.id, target.id, what)


def _last_links(layer: list[Facility], mission: Operation, choose: random.Random) -> Iterator[Link]:
    """Yield the links that supply an operation."""
    for what in WHATS:
        for origin in choose.sample(layer, min(choose.randint(1, 3), len(layer))):
            yield link(origin.id, mission.id, what)
