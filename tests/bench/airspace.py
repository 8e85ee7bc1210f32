"""How quick ways by air are found, beside a planar visibility graph and a plain search over the same arcs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from itertools import cycle

import networkx as nx
import numpy as np
import pyvisgraph

from geo.airspace import Airspace, load_airspace
from geo.airspace_file import read_tables
from geo.airspace_graph import Graph, open_graph
from geo.build.airspace import FILE
from tests.bench.figures import RUNS, Figure, median_ms
from tests.places import DATA

WEST = frozenset(
    {
        *("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL"),
        *("ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE", "ALB", "CAN", "GBR"),
        *("ISL", "MKD", "MNE", "NOR", "USA", "UKR"),
    }
)
"""Closed to Russian state aircraft since 2022, and Ukraine."""

SOUTH = ("TUR", "GEO", "AZE", "ARM", "IRN", "IRQ", "JOR", "SAU", "EGY", "LBY", "SDN", "TCD", "NER", "DZA", "TUN", "KAZ")
ONE_WALL = frozenset({"TUR", "GEO"})
ENDS = ("mozdok", "khmeimim")


def airspace_figures() -> Iterator[Figure]:
    """Measure the prepared ways on the facts, and two other ways to find the same."""
    airspace = load_airspace(DATA / FILE)
    load_ms = median_ms(lambda: load_airspace(DATA / FILE))
    yield Figure(what="load the prepared airspaces", value=load_ms, unit="ms", target=300)
    new_ms = _fresh_ms(lambda one, closed: one.distances_km(closed))
    yield Figure(what="new closures, all pairs of places", value=new_ms, unit="ms", target=50)
    again_ms = median_ms(lambda: airspace.distances_km(WEST))
    yield Figure(what="the same closures again", value=again_ms, unit="ms", target=1)
    route_ms = _fresh_ms(lambda one, closed: one.path(*ENDS, closed=closed))
    yield Figure(what="one way, new closures", value=route_ms, unit="ms", target=20)
    way = airspace.path(*ENDS, closed=WEST | ONE_WALL)
    assert way is not None
    check_ms = _fresh_ms(lambda one, closed: one.crossed(way, closed))
    yield Figure(what="check a drawn way against new closures", value=check_ms, unit="ms")
    yield from _beside_networkx(new_ms)
    yield from _beside_pyvisgraph(airspace)


def _fresh_ms(ask: Callable[[Airspace, frozenset[str]], object]) -> float:
    """Return the median time of a question about closures that were never asked about."""
    airspace, closures = load_airspace(DATA / FILE), iter([WEST | {code} for code in SOUTH])
    return median_ms(lambda: ask(airspace, next(closures)), runs=RUNS)


def _beside_networkx(new_ms: float) -> Iterator[Figure]:
    """Find all pairs by a plain search over the same open arcs."""
    tables = read_tables(DATA / FILE)
    graph = open_graph(tables, [tables.countries.index(code) for code in WEST])
    plain, places = _plain(graph), len(tables.places)
    start = time.perf_counter()
    for place in range(places):
        nx.single_source_dijkstra_path_length(plain, place)
    plain_ms = (time.perf_counter() - start) * 1000
    yield Figure(what="networkx, all pairs over the same arcs, made already", value=plain_ms, unit="ms")
    yield Figure(what="networkx takes so many times as long", value=plain_ms / new_ms, unit="x")


def _plain(graph: Graph) -> nx.DiGraph:
    """Return the open arcs as a plain graph."""
    plain, links = nx.DiGraph(), graph.links.tocoo()
    plain.add_nodes_from(range(links.shape[0]))
    plain.add_weighted_edges_from(zip(*(values.tolist() for values in (*links.coords, links.data)), strict=True))
    return plain


def _beside_pyvisgraph(airspace: Airspace) -> Iterator[Figure]:
    """Find one way on the map's plane, with its wrong lengths, around two countries; it prepares for these alone."""
    rings = [ring for code in ONE_WALL for ring in airspace.obstacle(code)]
    walls = [[pyvisgraph.Point(lon, lat) for lon, lat in np.round(ring, 4).tolist()] for ring in rings]
    ends = [pyvisgraph.Point(*airspace.point(place)) for place in ENDS]
    start = time.perf_counter()
    planar = pyvisgraph.VisGraph()
    planar.build(walls, status=False)
    planar.shortest_path(*ends)
    planar_ms = (time.perf_counter() - start) * 1000
    fresh = cycle([load_airspace(DATA / FILE) for _ in range(RUNS + 1)])
    ours_ms = median_ms(lambda: next(fresh).path(*ENDS, closed=ONE_WALL))
    what = f"pyvisgraph, one way around {sum(map(len, walls))} corners"
    yield Figure(what=what, value=planar_ms, unit="ms")
    yield Figure(what="pyvisgraph takes so many times as long", value=planar_ms / ours_ms, unit="x")
