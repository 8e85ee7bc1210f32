"""Ways by sea between ports around closed passages, and the days that they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Protocol

import numpy as np
import shapely

from geo.assumptions import Assumptions
from geo.errors import GeoError, unknown_id
from geo.lift_records import Passage
from geo.sea_network import APPROACHES, NARROWS, LonLat, SeaNetwork, length_km, sea_network
from geo.sphere import unwrapped
from geo.vocabulary import FacilityKind, Function, Mode, OperationKind
from geo.world import World

KM_PER_NMI = 1.852

MOST_OFFSET_KM = 100.0
"""A place farther than this from every sea lane is no port: nothing is said of ways to it."""

HARBOURS = frozenset({FacilityKind.SEA_PORT, FacilityKind.NAVAL_BASE})

AFLOAT = frozenset({OperationKind.NAVAL_PRESENCE, OperationKind.ARMS_SUPPLY})
"""Kinds of operations whose point may lie on the water: fleets and sea lines."""

WAITING = frozenset({"suez", "turkish-straits"})
"""Passages where ships wait for their turn and a pilot, and so lose time beyond the sailing."""


class SeaRouteError(GeoError, ValueError):
    """A way by sea is asked for from a place to itself."""


class Voyage(Protocol):
    """What the days of a voyage depend on."""

    @property
    def nmi(self) -> float:
        """Length in nautical miles."""

    @property
    def passages(self) -> tuple[str, ...]:
        """Ids of the passages that it passes through."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeaRoute:
    """A way by sea from berth to berth.

    Attributes
    ----------
    origin, target
        Ids of the places.
    km
        Length from berth to berth, WGS 84; the offsets are part of it.
    passages
        Ids of the passages that it passes through, in order.
    points
        Longitude and latitude of the berths and of each turn; the longitudes run on beyond 180 degrees where the way
        crosses the antimeridian, so that a line through them never leaps across the map.
    start_offset_km, end_offset_km
        How far it is between a berth and the network of sea lanes: the least certain part of the way.
    marks
        Names of the waters on the way, in order, that are too narrow for the maps: the line may touch land there.
    """

    origin: str
    target: str
    km: float
    passages: tuple[str, ...]
    points: tuple[LonLat, ...]
    start_offset_km: float
    end_offset_km: float
    marks: tuple[str, ...]

    @property
    def nmi(self) -> float:
        """Length in nautical miles."""
        return self.km / KM_PER_NMI


def load_sea(world: World) -> SeaNet:
    """Return the ways by sea between the ports and the fleets of a world; nothing is loaded before it is asked for."""
    links = ((link.origin, link.target) for link in world.links.values() if link.mode is Mode.SEA)
    legs = ((leg.origin, leg.target) for leg in world.sea_legs)
    ends = {end for way in (*links, *legs) for end in way}
    ports = {
        facility.id: (facility.lon, facility.lat)
        for facility in world.facilities.values()
        if facility.kind in HARBOURS or Function.SEALIFT in facility.functions or facility.id in ends
    }
    fleets = {
        operation.id: (operation.lon, operation.lat)
        for operation in world.operations.values()
        if operation.kind in AFLOAT and operation.id in ends
    }
    return SeaNet(berths=ports | fleets, passages=tuple(world.passages.values()))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Access:
    """How a place meets the network: its berth and the way out, the point of the network, and how far that is."""

    way: tuple[LonLat, ...]
    point: int
    km: float


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class SeaNet:
    """Ways by sea between places."""

    berths: Mapping[str, LonLat]
    passages: tuple[Passage, ...]

    @cached_property
    def network(self) -> SeaNetwork:
        """The network of sea lanes."""
        return sea_network(self.passages)

    @cached_property
    def _access(self) -> Mapping[str, _Access]:
        """How each place meets the network, but for places too far inland."""
        met = {place: self._meet(place, berth) for place, berth in self.berths.items()}
        return {place: access for place, access in met.items() if access.km <= MOST_OFFSET_KM}

    def _meet(self, place: str, berth: LonLat) -> _Access:
        """Return how a place meets the network."""
        way = (berth, *APPROACHES.get(place, ()))
        point, km = self.network.nearest(way[-1])
        return _Access(way=way, point=point, km=length_km(way) + km)

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the places that a ship can reach."""
        return tuple(self._access)

    def is_known(self, place: str) -> bool:
        """Say whether a ship can reach a place at all."""
        return place in self._access

    def route(self, origin: str, target: str, *, closed: frozenset[str]) -> SeaRoute | None:
        """Return the shortest way around the closed passages, or None if there is none.

        Lanes through Arctic ice are never used.

        Parameters
        ----------
        origin, target
            Ids of places.
        closed
            Ids of passages that the ship may not use.

        Raises
        ------
        UnknownIdError
            If an id names no place that a ship can reach, or no passage.
        SeaRouteError
            If both ends are the same place.
        """
        for place in (origin, target):
            if place not in self._access:
                raise unknown_id(place, self._access, what="is no place that a ship can reach")
        for passage in closed:
            if passage not in self.network.cut:
                raise unknown_id(passage, self.network.cut, what="is no passage")
        if origin == target:
            msg = f"`{origin}` is both ends of the way; choose two places"
            raise SeaRouteError(msg)
        return shortest_around(self, origin, target, closed)

    def days(self, route: Voyage, assumptions: Assumptions) -> float:
        """Return the days of a voyage one way: under way, waiting at canals and straits, and one call at a port."""
        waits = len(WAITING.intersection(route.passages))
        return route.nmi / (24 * assumptions.ship_kn) + waits * assumptions.canal_days + assumptions.port_days

    def _shortest(self, origin: str, target: str, shut: frozenset[str]) -> SeaRoute | None:
        """Return the shortest way with some passages shut."""
        start, end = self._access[origin], self._access[target]
        way = self.network.way(start.point, end.point, closed=shut)
        if way is None:
            return None
        steps, km = way
        lon, lat = np.vstack([start.way, self.network.points[steps], end.way[::-1]]).T
        points = tuple(zip(unwrapped(lon).tolist(), lat.tolist(), strict=True))
        return SeaRoute(
            origin=origin,
            target=target,
            km=km + start.km + end.km,
            passages=self._passed(steps),
            points=points,
            start_offset_km=start.km,
            end_offset_km=end.km,
            marks=narrows(points),
        )

    def _passed(self, steps: Sequence[int]) -> tuple[str, ...]:
        """Return the passages that the points of a way lead through, in order; many lanes of one make it one."""
        through = (passage for lane in pairwise(steps) for passage in self.network.passages_of.get(lane, ()))
        return tuple(dict.fromkeys(through))


@lru_cache(maxsize=8192)
def shortest_around(sea: SeaNet, origin: str, target: str, closed: frozenset[str]) -> SeaRoute | None:
    """Return the shortest way around closed passages: one that it would not use anyway changes nothing.

    So only few sets of closures are ever searched, and what is closed beside them cannot change the result.
    """
    shut: frozenset[str] = frozenset()
    while (route := sea._shortest(origin, target, shut)) and (met := closed.intersection(route.passages)):
        shut |= met
    return route


def narrows(points: Sequence[LonLat]) -> tuple[str, ...]:
    """Return the names of the narrow waters that a line leads through, in order."""
    line = shapely.LineString(points)
    met = {name: shapely.clip_by_rect(line, *box) for name, box in NARROWS.items()}
    inside = {name: part for name, part in met.items() if not part.is_empty}
    return tuple(sorted(inside, key=lambda name: line.project(shapely.Point(shapely.get_coordinates(inside[name])[0]))))
