"""What carries support on a day: the legs by air and by sea, the ways open to them, and what they carry.

`make_lift` binds the facts to the prepared airspace and the sea lanes, once; `Lift.on` binds a day and the assumptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from geo.airfield import Airfield, airfield_of
from geo.airleg import Airlift, Distances, NoLeg
from geo.airlift import AirRoutePlan, fly_chain
from geo.assumptions import Assumptions
from geo.carriage import AirWay, Hop, Sea, SeaWay, Sky
from geo.closures import ClosedPassages, ClosedSky, closed_passages, closed_sky
from geo.countries import OPERATOR
from geo.legs import NOTHING, Closures, Leg
from geo.payload import aircraft_of, whole_asset
from geo.skyways import Skyways
from geo.vocabulary import Mode
from geo.world import World


@dataclass(frozen=True, kw_only=True, slots=True)
class Conditions:
    """What a scenario takes away that changes ways and loads, and not only who is there."""

    skies: Closures = NOTHING
    """Codes of countries whose sky is shut beyond those of the day."""
    passages: Closures = NOTHING
    """Ids of straits and canals that are shut beyond those of the day."""
    dry: frozenset[str] = frozenset()
    """Ids of facilities that no longer refuel."""


AS_ON_THE_DAY = Conditions()
"""Nothing is taken away."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Lift:
    """The facts and the prepared ways; immutable, shared by all days."""

    world: World
    sky: Sky
    sea: Sea

    def on(self, day: date, assumptions: Assumptions) -> DayLift:
        """Return what carries support on a day under some assumptions.

        Raises
        ------
        AssumptionError
            If the assumptions name no aircraft or ship with figures.
        """
        return DayLift(self, day, assumptions)


def make_lift(world: World, sky: Sky, sea: Sea) -> Lift:
    """Return what days are bound to.

    Parameters
    ----------
    world
        The facts.
    sky
        The prepared airspace: see `geo.airspace.load_airspace`.
    sea
        The sea lanes: see `geo.sealift.load_sea`.
    """
    return Lift(world=world, sky=sky, sea=sea)


class DayLift:
    """The legs of one day; each way is searched for once, when it is first asked for."""

    def __init__(self, lift: Lift, day: date, assumptions: Assumptions) -> None:
        self.assumptions = assumptions
        self.closed_sky: ClosedSky = closed_sky(lift.world, day)
        self.closed_passages: ClosedPassages = closed_passages(lift.world, day)
        self.aircraft = aircraft_of(lift.world, assumptions)
        self.ship_load_t = _ship_load_t(lift.world, assumptions)
        self._lift = lift
        self._skyways = Skyways(lift.world, lift.sky, self.closed_sky)
        self._sea: dict[tuple[str, str], Leg[SeaWay]] = {}
        self._fields: dict[str, Airfield] = {}
        self._flights: dict[tuple[object, ...], AirRoutePlan | NoLeg] = {}

    @property
    def load_t(self) -> float:
        """What a ship carries: tonnes of the chosen ship, else one load."""
        return self.ship_load_t or 1.0

    def is_airfield(self, place: str) -> bool:
        """Say whether ways by air to and from a place are prepared."""
        return self._skyways.is_known(place)

    def is_port(self, place: str) -> bool:
        """Say whether ways by sea to and from a place are known."""
        return self._lift.sea.is_known(place)

    def is_leg(self, hop: Hop) -> bool:
        """Say whether goods travel along a link: not if an operation is served in the country of the facility.

        What begins in Russia travels all the same: fleets and lines of supply are said to be in Russia, too. No ship
        goes to a point inland: what it brings for an operation there is handed over in the port.
        """
        world = self._lift.world
        if hop.mode not in (Mode.AIR, Mode.SEA) or hop.target not in world.operations:
            return hop.mode in (Mode.AIR, Mode.SEA)
        if hop.mode is Mode.SEA and not self.is_port(hop.target):
            return False
        country = world.facilities[hop.origin].country
        return country == OPERATOR or country not in world.operations[hop.target].country

    def is_known(self, hop: Hop) -> bool:
        """Say whether ways between both ends of a leg can be computed."""
        known = self.is_airfield if hop.mode is Mode.AIR else self.is_port
        return known(hop.origin) and known(hop.target)

    def air(self, origin: str, target: str) -> Leg[AirWay]:
        """Return a leg by air between two airfields; the closures of the day hold on it already."""
        return self._skyways.leg(origin, target)

    def sea(self, origin: str, target: str) -> Leg[SeaWay]:
        """Return a leg by sea between two ports; the closures of the day hold on it already."""
        key = (origin, target)
        if key not in self._sea:
            shut, sea = self.closed_passages.for_hull(self.assumptions.hull), self._lift.sea
            self._sea[key] = Leg(lambda more: sea.route(origin, target, closed=shut | more), lambda way: way.passages)
        return self._sea[key]

    def shut_between(self, origin: str, target: str) -> frozenset[str]:
        """Return the codes of the countries whose sky is shut on the day to flights between two places."""
        return self._skyways.shut_between(origin, target)

    def is_open(self, hop: Hop, conditions: Conditions = AS_ON_THE_DAY) -> bool:
        """Say whether anything can go along a link.

        A leg that cannot be computed, or had no way on the day although it was reported, is taken at its word.
        """
        if not self.is_leg(hop) or not self.is_known(hop):
            return True
        if hop.mode is Mode.AIR:
            air = self.air(hop.origin, hop.target)
            return air.way(conditions.skies) is not None or air.way() is None
        sea = self.sea(hop.origin, hop.target)
        return sea.way(conditions.passages) is not None or sea.way() is None

    def crossed(self, hop: Hop) -> Closures:
        """Return the skies or passages that the way of a link on the day crosses."""
        if not self.is_leg(hop) or not self.is_known(hop):
            return NOTHING
        leg = self.air(hop.origin, hop.target) if hop.mode is Mode.AIR else self.sea(hop.origin, hop.target)
        return leg.crossed()

    def turned_by(self, hop: Hop, conditions: Conditions) -> Closures:
        """Return the closures among the conditions that turned or shut the way of a link."""
        if not self.is_leg(hop) or not self.is_known(hop):
            return NOTHING
        if hop.mode is Mode.AIR:
            return self.air(hop.origin, hop.target).met(conditions.skies)
        return self.sea(hop.origin, hop.target).met(conditions.passages)

    def fly(self, places: Sequence[str], conditions: Conditions = AS_ON_THE_DAY) -> AirRoutePlan | NoLeg:
        """Return what is flown along a chain of airfields out and back, or why it cannot be."""
        legs = [self.air(*ends) for ends in pairwise(places)]
        dry = conditions.dry.intersection(places)
        key = (tuple(places), tuple(leg.met(conditions.skies) for leg in legs), dry)
        if key not in self._flights:
            fields = [self.field(place, conditions) for place in places]
            self._flights[key] = fly_chain(self.airlift(conditions), fields, reported=True)
        return self._flights[key]

    def sail(self, origin: str, target: str, conditions: Conditions = AS_ON_THE_DAY) -> tuple[SeaWay, float] | None:
        """Return a voyage and its days one way, or None if there is no way."""
        way = self.sea(origin, target).way(conditions.passages)
        return None if way is None else (way, self._lift.sea.days(way, self.assumptions))

    def field(self, place: str, conditions: Conditions = AS_ON_THE_DAY) -> Airfield:
        """Return a place as an end of legs, without fuel if that is taken away."""
        if place not in self._fields:
            self._fields[place] = airfield_of(self._lift.world, place)
        return replace(self._fields[place], dry=True) if place in conditions.dry else self._fields[place]

    def km(self, origin: str, target: str, conditions: Conditions = AS_ON_THE_DAY) -> float:
        """Return the kilometres of the shortest legal way by air, infinite if there is none."""
        return self._skyways.km(origin, target, conditions.skies)

    def airlift(self, conditions: Conditions) -> Airlift:
        """Return what legs are computed with, each way searched for by itself."""
        return self._airlift(self._skyways.distances(conditions.skies))

    def airlift_all(self, conditions: Conditions) -> Airlift:
        """Return what legs are computed with where very many are asked for: lengths between all places at once."""
        return self._airlift(self._skyways.all_distances(conditions.skies))

    def _airlift(self, distances: Distances) -> Airlift:
        return Airlift(aircraft=self.aircraft, assumptions=self.assumptions, distances=distances)


def _ship_load_t(world: World, assumptions: Assumptions) -> float | None:
    """Return what the chosen ship carries, in tonnes; None if no ship is chosen or its load is not published."""
    return whole_asset(world, assumptions.ship).max_payload_t if assumptions.ship else None
