"""Skies and seas drawn in lines, in place of the prepared ones, and assumptions that make round numbers.

    gate hub 1000 KKK          a way by air of 1,000 km that crosses KKK
    gate hub 2000              another one, longer, that crosses nothing
    port hub 2880 strait       a way by sea of 2,880 nautical miles through a passage

Ways have no direction; places without a way drawn between them have none. The aircraft carries 50 t over 1,000 km and
10 t less for each 1,000 km more; it flies 500 km/h and stands an hour after each landing. So 1,000 km are a cycle of
6 hours and 200 t a day, 2,000 km 10 hours and 96 t a day, 3,000 km 14 hours and 51.4 t a day. A ship sails 240 nautical
miles a day and loses no time in ports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.airspace import NoWay
from geo.assumptions import Assumptions, RunwayRule
from geo.lift import Lift, make_lift
from geo.lift_records import Asset, CurvePoint
from geo.network import Net, Parameters, compile_net
from geo.vocabulary import Mode
from geo.world import World
from tests.worlds import DAY, SOURCES, draw

PLANE = Asset(
    id="il-76md",
    name="The plane",
    mode=Mode.AIR,
    note="",
    sources=SOURCES,
    default_curve=(
        CurvePoint(payload_t=50.0, range_km=1000.0, basis="drawn"),
        CurvePoint(payload_t=0.0, range_km=6000.0, basis="drawn"),
    ),
    default_why="drawn",
)

ROUND = {
    "reserve": 0.0,
    "runway": RunwayRule.IGNORED,
    "block_kmh": 500.0,
    "taxi_h": 0.0,
    "ground_h": 1.0,
    "ship_kn": 10.0,
    "canal_days": 0.0,
    "port_days": 0.0,
}
"""Assumptions that make round numbers."""


@dataclass(frozen=True)
class DrawnWay:
    """A way by air or by sea."""

    ends: frozenset[str]
    length: float
    crosses: tuple[str, ...]

    @property
    def km(self) -> float:
        return self.length

    @property
    def nmi(self) -> float:
        return self.length

    @property
    def overflown(self) -> tuple[str, ...]:
        return self.crosses

    @property
    def passages(self) -> tuple[str, ...]:
        return self.crosses


class DrawnWays:
    """Ways between places as they are drawn; it counts what it is asked."""

    def __init__(
        self, ways: Iterable[DrawnWay], places: Iterable[str] = (), hosts: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.ways = sorted(ways, key=lambda way: (way.length, way.crosses))
        self.places = tuple(sorted({*places, *(end for way in self.ways for end in way.ends)}))
        self.hosts = hosts
        self.asked: list[tuple[str, str, frozenset[str]]] = []

    def shortest(self, origin: str, target: str, closed: frozenset[str]) -> DrawnWay | None:
        ends = frozenset((origin, target))
        return next((way for way in self.ways if way.ends == ends and closed.isdisjoint(way.crosses)), None)

    def path(self, origin: str, target: str, *, closed: frozenset[str]) -> DrawnWay | None:
        self.asked.append((origin, target, closed))
        return self.shortest(origin, target, closed)

    def why_not(self, origin: str, target: str, *, closed: frozenset[str]) -> NoWay | None:
        if self.shortest(origin, target, closed):
            return None
        if self.hosts.get(origin) in closed:
            return NoWay.CLOSED_HOST_ORIGIN
        return NoWay.CLOSED_HOST_TARGET if self.hosts.get(target) in closed else NoWay.NO_WAY

    def route(self, origin: str, target: str, *, closed: frozenset[str]) -> DrawnWay | None:
        return self.path(origin, target, closed=closed)

    def distances_km(self, closed: frozenset[str]) -> NDArray[np.float64]:
        rows = [[self.shortest(a, b, closed) for b in self.places] for a in self.places]
        return np.array([[way.length if way else np.inf for way in row] for row in rows], dtype=float)

    def is_known(self, place: str) -> bool:
        return place in self.places

    def days(self, route: DrawnWay, assumptions: Assumptions) -> float:
        return route.nmi / (24 * assumptions.ship_kn)


def ways(*lines: str, places: Iterable[str] = (), hosts: Mapping[str, str] = MappingProxyType({})) -> DrawnWays:
    """Return the ways that lines draw; where it matters whose sky a place lies under, `hosts` says so."""
    return DrawnWays([_way(line) for line in lines], places, hosts)


def flying(*lines: str, needs: Any, **more: Any) -> World:
    """Return a drawn world with an aircraft."""
    return draw(*lines, needs=needs, assets=[PLANE], **more)


def lift_of(world: World, *, air: DrawnWays | None = None, sea: DrawnWays | None = None) -> Lift:
    """Return what carries support in a world over drawn ways."""
    return make_lift(world, air or ways(), sea or ways())


def lifted(
    world: World, *, air: DrawnWays | None = None, sea: DrawnWays | None = None, day: date = DAY, **assumed: Any
) -> Net:
    """Return the network of a world with ways and loads, under assumptions that make round numbers."""
    parameters = Parameters(assumptions=Assumptions(**(ROUND | assumed)))
    return compile_net(world, day, parameters, lift=lift_of(world, air=air, sea=sea))


def _way(line: str) -> DrawnWay:
    """Return the way that a line draws."""
    origin, target, length, *crosses = line.split()
    return DrawnWay(frozenset((origin, target)), float(length), tuple(crosses))
