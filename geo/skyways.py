"""The legs by air of one day: the ways open between two places, and their lengths as the payload rules ask for them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geo.airleg import Distances, NoLegReason
from geo.airspace import NoWay
from geo.carriage import AirWay, Sky
from geo.closures import ClosedSky
from geo.countries import OPERATOR
from geo.legs import Closures, Leg
from geo.lift_records import LegPoint
from geo.model import Facility, Operation
from geo.world import World, record

_CLOSED_END: Mapping[NoWay | None, NoLegReason] = MappingProxyType(
    {
        NoWay.CLOSED_HOST_ORIGIN: NoLegReason.CLOSED_ORIGIN,
        NoWay.CLOSED_HOST_TARGET: NoLegReason.CLOSED_TARGET,
    }
)


class Skyways:
    """The ways by air of one day; each is searched for once, when it is first asked for."""

    def __init__(self, world: World, sky: Sky, closed: ClosedSky) -> None:
        self._world = world
        self._sky = sky
        self._closed = closed
        self._index = {place: number for number, place in enumerate(sky.places)}
        self._legs: dict[tuple[str, str], Leg[AirWay]] = {}

    def is_known(self, place: str) -> bool:
        """Say whether ways to and from a place are prepared."""
        return place in self._index

    def leg(self, origin: str, target: str) -> Leg[AirWay]:
        """Return a leg between two places; the closures of the day hold on it already."""
        key = (origin, target)
        if key not in self._legs:
            shut, sky = self.shut_between(origin, target), self._sky
            self._legs[key] = Leg(
                lambda more: sky.path(origin, target, closed=shut | more),
                lambda way: frozenset(way.overflown) - {OPERATOR},
            )
        return self._legs[key]

    def shut_between(self, origin: str, target: str) -> frozenset[str]:
        """Return the codes of the countries whose sky is shut on the day to flights between two places."""
        return self._closed.between(self.country(origin), self.country(target))

    def country(self, place: str) -> str:
        """Return the code of the country that flights to a place count as flights to.

        Empty if there is none: an operation has it if it is in one country only, a point of a leg if it stands in for a
        facility.

        Raises
        ------
        UnknownIdError
            If the id names nothing.
        """
        row = record(self._world, place)
        if isinstance(row, LegPoint) and row.facility is not None:
            row = self._world.facilities[row.facility]
        if isinstance(row, Operation):
            return row.country[0] if len(row.country) == 1 else ""
        return row.country if isinstance(row, Facility) else ""

    def km(self, origin: str, target: str, skies: Closures) -> float:
        """Return the kilometres of the shortest way with some more skies shut, infinite if there is none."""
        way = self.leg(origin, target).way(skies)
        return math.inf if way is None else way.km

    def why_not(self, origin: str, target: str, skies: Closures) -> NoLegReason:
        """Return why there is no way with some more skies shut."""
        shut = self.shut_between(origin, target) | skies
        return _CLOSED_END.get(self._sky.why_not(origin, target, closed=shut), NoLegReason.NO_WAY)

    def distances(self, skies: Closures) -> Distances:
        """Return the ways with some more skies shut, each searched for by itself."""
        return _Ways(self, skies)

    def all_distances(self, skies: Closures) -> Distances:
        """Return the same where very many are asked for: lengths between all places at once."""
        return _Lengths(self, skies)

    def lengths_km(self, origin: str, target: str, skies: Closures) -> NDArray[np.float64]:
        """Return the lengths between all places, with what is shut to flights between two of them."""
        return self._sky.distances_km(self.shut_between(origin, target) | skies)

    def row(self, place: str) -> int:
        """Return which row, and which column, of the lengths is that of a place."""
        return self._index[place]


class _Ways:
    """The ways of a day with some more skies shut, as the payload rules ask for them."""

    def __init__(self, skyways: Skyways, skies: Closures) -> None:
        self._skyways = skyways
        self._skies = skies

    def km(self, origin: str, target: str) -> float:
        """Return the kilometres of the shortest legal way, infinite if there is none."""
        return self._skyways.km(origin, target, self._skies)

    def overflown(self, origin: str, target: str) -> tuple[str, ...]:
        """Return the alpha-3 codes of the countries that way crosses, in order."""
        way = self._skyways.leg(origin, target).way(self._skies)
        return () if way is None else way.overflown

    def why_not(self, origin: str, target: str) -> NoLegReason:
        """Return why there is no legal way."""
        return self._skyways.why_not(origin, target, self._skies)


class _Lengths(_Ways):
    """The same, with the lengths between all places looked up at once; what is shut depends on the countries only."""

    def __init__(self, skyways: Skyways, skies: Closures) -> None:
        super().__init__(skyways, skies)
        self._lengths: dict[tuple[str, str], NDArray[np.float64]] = {}

    def km(self, origin: str, target: str) -> float:
        """Return the kilometres of the shortest legal way, infinite if there is none."""
        countries = self._skyways.country(origin), self._skyways.country(target)
        if countries not in self._lengths:
            self._lengths[countries] = self._skyways.lengths_km(origin, target, self._skies)
        return float(self._lengths[countries][self._skyways.row(origin), self._skyways.row(target)])
