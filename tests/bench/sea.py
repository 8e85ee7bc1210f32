"""How quick ways by sea are found, beside the package that the network comes from."""

from __future__ import annotations

from collections.abc import Iterator

from searoute import searoute

from geo.sea_network import sea_network, search
from geo.sealift import SeaNet, load_sea, shortest_around
from geo.world import load_world
from tests.bench.figures import Figure, median_ms
from tests.places import DATA

ENDS = ("baltiysk", "tartus")
CLOSED = frozenset({"gibraltar"})


def sea_figures() -> Iterator[Figure]:
    """Measure ways by sea on the facts: the first way of all, one not asked for before, and one that was."""
    sea = load_sea(load_world(DATA))
    first_ms = median_ms(lambda: ask(sea, first=True), runs=5)
    new_ms = median_ms(lambda: ask(sea))
    yield Figure(what="load the sea and find the first way", value=first_ms, unit="ms")
    yield Figure(what="a sea route around a closed passage, not asked before", value=new_ms, unit="ms", target=40)
    known_ms = median_ms(lambda: sea.route(*ENDS, closed=CLOSED))
    yield Figure(what="the same again", value=known_ms, unit="ms", target=1)
    origin, target = (sea.berths[end] for end in ENDS)
    theirs_ms = median_ms(lambda: searoute(origin, target, restrictions=["northwest", "gibraltar"]))
    yield Figure(what="the same with searoute's own search", value=theirs_ms, unit="ms")
    yield Figure(what="times quicker than searoute's own search", value=theirs_ms / new_ms, unit="x")


def ask(sea: SeaNet, *, first: bool = False) -> None:
    """Ask for a way as if it had not been asked for, or as if nothing at all had been."""
    shortest_around.cache_clear()
    search.cache_clear()
    if first:
        sea_network.cache_clear()
        sea = SeaNet(berths=sea.berths, passages=sea.passages)
    sea.route(*ENDS, closed=CLOSED)
