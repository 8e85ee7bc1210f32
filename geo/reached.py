"""What a place reaches by air on a day with a load: the ground and the airfields, and what a scenario takes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.airfield import Airfield
from geo.airleg import AirLeg, Airlift, NoLeg, NoLegReason, can_use
from geo.airlift import fly_leg, usable_km
from geo.airspace import Airspace
from geo.assumptions import FuelRule
from geo.ground import MapPolygon
from geo.lift import AS_ON_THE_DAY, Conditions, DayLift
from geo.network import Net
from geo.reach import ReachArea, lost_ground, reach
from geo.scenario import Token
from geo.sweep import SCENARIO, Sweep

Flights = Mapping[str, AirLeg | NoLeg]
"""By facility: the flight there, or why there is none."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reached:
    """What a place reaches in a scenario, beside what it reaches with nothing taken away."""

    range_km: float
    """How far the load is carried; there and back where the fuel for the way back is carried along."""
    within: tuple[MapPolygon, ...]
    """The ground within range in the scenario."""
    gone: tuple[MapPolygon, ...]
    """The ground that the scenario puts out of range."""
    before: Flights
    after: Flights
    after_km: Mapping[str, float]
    """By facility, the length of the shortest legal way in the scenario; infinite if there is none."""


def reached(
    net: Net, airspace: Airspace, origin: str, *, payload_t: float, tokens: frozenset[Token] = frozenset()
) -> Reached | NoLeg:
    """Return what a place reaches, or why no such flight can begin there.

    Parameters
    ----------
    net
        The network of the day.
    airspace
        The airspaces that its ways are found in.
    origin
        Id of a facility.
    payload_t
        The load, in tonnes.
    tokens
        What is taken away; what is left of the places themselves is not asked here.
    """
    lift, fields = net.lift, [name for name in airspace.places if name in net.states]
    if lift is None or origin not in fields:
        words = "No ways by air are prepared for this place: choose an airfield."
        return NoLeg(origin=origin, target=origin, reason=NoLegReason.NO_RUNWAY_DATA, words=words)
    probe = fly_leg(
        lift.airlift(AS_ON_THE_DAY), lift.field(origin), lift.field(_other(fields, origin)), payload_t=payload_t
    )
    impossible = isinstance(probe, NoLeg) and probe.reason in (NoLegReason.NO_LOAD, NoLegReason.ABOVE_MAXIMUM)
    if isinstance(probe, NoLeg) and (impossible or not can_use(lift.airlift(AS_ON_THE_DAY), lift.field(origin))):
        return probe
    conditions = Sweep.of(net, [tokens]).conditions_in(SCENARIO)
    before = _area(lift, airspace, origin, payload_t, AS_ON_THE_DAY)
    now = _area(lift, airspace, origin, payload_t, conditions) if conditions.skies else before
    now_airlift = lift.airlift_all(conditions)
    return Reached(
        range_km=now.range_km,
        within=now.polygons,
        gone=() if now is before else lost_ground(before, now),
        before=_flights(lift.airlift_all(AS_ON_THE_DAY), _ends(lift, fields, AS_ON_THE_DAY), origin, payload_t),
        after=_flights(now_airlift, _ends(lift, fields, conditions), origin, payload_t),
        after_km=MappingProxyType({name: now_airlift.distances.km(origin, name) for name in fields if name != origin}),
    )


def _other(fields: list[str], origin: str) -> str:
    """Return any other airfield: what is wrong with a load or a runway does not depend on where the flight goes."""
    return next(name for name in fields if name != origin)


def _area(lift: DayLift, airspace: Airspace, origin: str, payload_t: float, conditions: Conditions) -> ReachArea:
    """Return the ground within range; closures that hold for some destinations only are left out of it."""
    range_km = usable_km(lift.airlift(conditions), payload_t, and_back=lift.assumptions.fuel is FuelRule.CARRIED)
    return reach(airspace, origin, closed=lift.shut_between(origin, origin) | conditions.skies, range_km=range_km)


def _ends(lift: DayLift, fields: list[str], conditions: Conditions) -> Mapping[str, Airfield]:
    """Return airfields as ends of flights, without the fuel that is taken away."""
    return {name: lift.field(name, conditions) for name in fields}


def _flights(airlift: Airlift, ends: Mapping[str, Airfield], origin: str, payload_t: float) -> Flights:
    """Return the flights to all airfields but the origin."""
    return MappingProxyType(
        {name: fly_leg(airlift, ends[origin], end, payload_t=payload_t) for name, end in ends.items() if name != origin}
    )
