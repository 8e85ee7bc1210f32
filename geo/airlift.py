"""What an aircraft carries a day along a chain of legs, and the best of all ways between places (method: section 2).

One aircraft flies out loaded and home empty: T = load x 24 / C, with C the hours of a whole cycle.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from geo.airfield import Airfield
from geo.airleg import AirLeg, Airlift, NoLeg, NoLegReason, can_use, flown_km, leg_hours, leg_load_t, loaded_leg, no_leg

DAY_H = 24.0

Cost = tuple[float, float]
"""What a route is to be low in, first and second."""

Hop = tuple[str, float, float]
"""Where a leg ends, its kilometres and the tonnes it carries."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AirRoutePlan:
    """A chain of legs, flown out and back by one aircraft."""

    legs: tuple[AirLeg, ...]
    payload_t: float
    km: float
    """One way."""
    hours: float
    """From take-off to the last landing, one way, stops on the way included."""
    cycle_h: float
    """Out and back, loading and unloading included."""
    t_day: float
    stops: tuple[str, ...]
    """Ids of the places between the ends."""
    overflown: tuple[str, ...]
    """Alpha-3 codes in the order flown, each once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Routes:
    """The best route and its rivals; several of them may be one and the same."""

    best: AirRoutePlan
    """Most tonnes a day: the one that a status is graded by (method: section 1.5)."""
    widest: AirRoutePlan
    """Most tonnes a flight."""
    shortest: AirRoutePlan
    """Fewest kilometres."""
    fewest_stops: AirRoutePlan


def usable_km(airlift: Airlift, payload_t: float, *, and_back: bool = False) -> float:
    """Return how far a load is carried with the reserve kept, in kilometres; 0 if it is above the maximum.

    Parameters
    ----------
    airlift
        The aircraft and the assumptions; the distances do not matter.
    payload_t
        The load, in tonnes.
    and_back
        Whether the fuel for the way back is carried: half the distance.
    """
    range_km = airlift.aircraft.range_at(payload_t) / (1 + airlift.assumptions.reserve)
    return range_km / 2 if and_back else range_km


def fly_leg(
    airlift: Airlift, origin: Airfield, target: Airfield, *, payload_t: float | None = None, reported: bool = False
) -> AirLeg | NoLeg:
    """Return a leg by itself, or why it cannot be flown; the parameters are those of `fly_chain`."""
    plan = fly_chain(airlift, (origin, target), payload_t=payload_t, reported=reported)
    return plan if isinstance(plan, NoLeg) else plan.legs[0]


def fly_chain(
    airlift: Airlift, fields: Sequence[Airfield], *, payload_t: float | None = None, reported: bool = False
) -> AirRoutePlan | NoLeg:
    """Return what is carried along a chain of fields, out and back, or the first leg that cannot be flown and why.

    Fuel is taken at the first field and wherever else it is to be had. Each stretch between two fuellings limits the
    load; if there is none at the last field, that stretch goes there and back (method: section 2).

    Parameters
    ----------
    airlift
        The aircraft, the assumptions and the legal distances.
    fields
        Two or more, in the order flown.
    payload_t
        The load that is asked for, in tonnes; none: as much as can be carried.
    reported
        Whether the flights were reported: then a runway of which no length is published does not stand in their way.
    """
    if (refusal := _refused_load(airlift, fields[0], fields[-1], payload_t)) is not None:
        return refusal
    kms: list[float] = []
    for ends in pairwise(fields):
        km = flown_km(airlift, *ends, reported=reported)
        if isinstance(km, NoLeg):
            return km
        kms.append(km)
    legs: list[AirLeg] = []
    for ends, km, stretch_km in zip(pairwise(fields), kms, _stretches(airlift, fields, kms), strict=True):
        leg = loaded_leg(airlift, *ends, km=km, stretch_km=stretch_km, payload_t=payload_t)
        if isinstance(leg, NoLeg):
            return leg
        legs.append(leg)
    return _plan(airlift, legs)


def cycle_hours(airlift: Airlift, leg_kms: Iterable[float]) -> float:
    """Return the hours of a cycle: legs of some kilometres out and back, and time on the ground after each."""
    return sum(2 * (leg_hours(airlift, km) + airlift.assumptions.ground_h) for km in leg_kms)


def best_routes(
    airlift: Airlift, origins: Sequence[Airfield], target: Airfield, *, stops: Iterable[Airfield] = ()
) -> Routes | NoLeg:
    """Return the best routes to a place from any of some origins, over any of some stops.

    The search is exact: it keeps every way that no other beats in both load and hours. An origin is taken to have fuel;
    a stop is of use only if it has.

    Parameters
    ----------
    airlift
        The aircraft, the assumptions and the legal distances.
    origins
        Where a route may start; one at least.
    target
        Where it ends.
    stops
        Where it may stop on the way.

    Returns
    -------
    Routes or NoLeg
        If no route is possible, why the direct leg from the first origin is not.
    """
    plans = _search(airlift, origins, target, stops)
    quick = plans(lambda km: (cycle_hours(airlift, [km]), km))
    if not quick:
        direct = (fly_leg(airlift, origin, target) for origin in origins)
        return next(leg for leg in direct if isinstance(leg, NoLeg))
    few = plans(lambda km: (1.0, km))
    fewest = min(len(plan.legs) for plan in few)
    return Routes(
        best=max(quick, key=lambda plan: plan.t_day),
        widest=max(quick, key=lambda plan: plan.payload_t),
        shortest=min(plans(lambda km: (km, 1.0)), key=lambda plan: plan.km),
        fewest_stops=max((plan for plan in few if len(plan.legs) == fewest), key=lambda plan: plan.t_day),
    )


def _search(
    airlift: Airlift, origins: Sequence[Airfield], target: Airfield, stops: Iterable[Airfield]
) -> Callable[[Callable[[float], Cost]], list[AirRoutePlan]]:
    """Return a search for the routes that none beats in load and in a cost of kilometres; legs are looked up once."""
    able = [field for field in stops if field.has_fuel(airlift.assumptions.fuel)]
    fields = {field.id: field for field in (*able, *origins, target) if can_use(airlift, field)}
    starts = [field.id for field in origins if field.id in fields and field.id != target.id]
    onward = [field for name, field in fields.items() if name not in starts]
    hops = cache(lambda name: _hops(airlift, name, onward))

    def plans(cost: Callable[[float], Cost]) -> list[AirRoutePlan]:
        ways = _ways(hops, starts, target.id, cost)
        flown = (fly_chain(airlift, [fields[name] for name in way]) for way in ways)
        return [plan for plan in flown if isinstance(plan, AirRoutePlan)]

    return plans


def _refused_load(airlift: Airlift, origin: Airfield, target: Airfield, payload_t: float | None) -> NoLeg | None:
    """Return the refusal of a load that the type never takes, or that is none."""
    aircraft = airlift.aircraft
    if payload_t is None or 0 < payload_t <= aircraft.largest_t:
        return None
    if payload_t > aircraft.largest_t:
        words = f"{payload_t:g} t is more than the {aircraft.largest_t:g} t that {aircraft.name} takes at most"
        return no_leg(origin, target, NoLegReason.ABOVE_MAXIMUM, words)
    return no_leg(origin, target, NoLegReason.NO_LOAD, f"{payload_t:g} t is no load; ask for more than 0 t")


def _stretches(airlift: Airlift, fields: Sequence[Airfield], kms: Sequence[float]) -> list[float]:
    """Return, for each leg, the kilometres flown between the fuellings before and after it, on the way out."""
    runs: list[list[float]] = [[]]
    for field, km in zip(fields[1:], kms, strict=True):
        runs[-1].append(km)
        if field.has_fuel(airlift.assumptions.fuel):
            runs.append([])
    dry = runs.pop()
    lengths = [sum(run) for run in runs for _ in run]
    return lengths + [2 * sum(dry)] * len(dry)


def _plan(airlift: Airlift, legs: Sequence[AirLeg]) -> AirRoutePlan:
    """Return the plan that legs make."""
    payload_t = min(leg.payload_t for leg in legs)
    cycle_h = cycle_hours(airlift, (leg.km for leg in legs))
    crossed = (iso for leg in legs for iso in airlift.distances.overflown(leg.origin, leg.target))
    return AirRoutePlan(
        legs=tuple(legs),
        payload_t=payload_t,
        km=sum(leg.km for leg in legs),
        hours=sum(leg.hours for leg in legs) + airlift.assumptions.ground_h * (len(legs) - 1),
        cycle_h=cycle_h,
        t_day=payload_t * DAY_H / cycle_h,
        stops=tuple(leg.target for leg in legs[:-1]),
        overflown=tuple(dict.fromkeys(crossed)),
    )


def _hops(airlift: Airlift, origin: str, fields: Iterable[Airfield]) -> tuple[Hop, ...]:
    """Return the legs over which something is carried from a field with fuel to any of some others."""
    hops: list[Hop] = []
    for field in fields:
        km = airlift.distances.km(origin, field.id) if field.id != origin else math.inf
        payload_t = leg_load_t(airlift, field, km)
        if payload_t > 0:
            hops.append((field.id, km, payload_t))
    return tuple(hops)


def _ways(
    hops: Callable[[str], Iterable[Hop]], starts: Iterable[str], target: str, cost: Callable[[float], Cost]
) -> list[tuple[str, ...]]:
    """Return the ways to a target that none beats in both cost and load, cheapest first.

    Label setting: ways leave the heap in order of cost, so one that brings no more load than an earlier one to the same
    place, or to the target, is beaten; so are all that go on from it.
    """
    heap: list[tuple[Cost, float, tuple[str, ...]]] = [((0.0, 0.0), -math.inf, (start,)) for start in starts]
    carried: dict[str, float] = {}
    found: list[tuple[str, ...]] = []
    while heap:
        (first, second), light_t, way = heapq.heappop(heap)
        here = way[-1]
        if -light_t <= max(carried.get(here, 0.0), carried.get(target, 0.0)):
            continue
        carried[here] = -light_t
        if here == target:
            found.append(way)
            continue
        for there, km, payload_t in hops(here):
            if min(-light_t, payload_t) > carried.get(there, 0.0):
                more = cost(km)
                spent = (first + more[0], second + more[1])
                heapq.heappush(heap, (spent, max(light_t, -payload_t), (*way, there)))
    return found
