"""From where, and over which stop, a place is reached with most: flights and voyages that nobody reported, ranked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.airleg import NoLeg, can_use, flown_km
from geo.airlift import DAY_H, cycle_hours
from geo.lift import Conditions, DayLift

Kms = NDArray[np.float64]

Ranked = tuple[float, tuple[str, ...]]
"""What is carried a day, and the ids of where it starts and of the stop, if there is one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Onward:
    """What follows the last new leg before there is fuel again, and what the flights after that allow."""

    stretch_km: float
    """What is flown after the new leg on the same fuel."""
    times: int
    """2 if there is no fuel to the end, so that the stretch is flown back on it too."""
    payload_t: float
    hours: float
    """Of all legs after the new one, out and back."""


def ranked_flights(
    lift: DayLift, gateways: Sequence[str], stops: Sequence[str], onward: Sequence[str], conditions: Conditions
) -> list[Ranked]:
    """Return from where, and over which stop if any, the first of some places is reached, what carries most first.

    Parameters
    ----------
    lift
        The ways of the day.
    gateways, stops
        Ids of facilities where a flight could start, or take fuel on the way.
    onward
        The place to reach, and those that the same aircraft flies on to from there.
    conditions
        What a scenario takes away.
    """
    after = _onward(lift, onward, conditions)
    if after is None:
        return []
    starts = tuple(name for name in gateways if _can_start(lift, name, conditions))
    halts = tuple(n for n in stops if _can_start(lift, n, conditions) and _has_fuel(lift, n, conditions))
    target = (onward[0],)
    straight = _t_days(lift, _kms(lift, starts, target, conditions), after)
    first, last = _kms(lift, starts, halts, conditions), _kms(lift, halts, target, conditions)
    over = _t_days(lift, last.T, after, before_km=first)
    found: list[Ranked] = [(float(straight[row, 0]), (start,)) for row, start in enumerate(starts)]
    for row, start in enumerate(starts):
        found += [(float(over[row, column]), (start, halt)) for column, halt in enumerate(halts)]
    return _most_first(found)


def ranked_voyages(
    lift: DayLift, gateways: Sequence[str], onward: Sequence[str], conditions: Conditions
) -> list[Ranked]:
    """Return from where the first of some ports is reached by ship, what carries most first.

    Parameters
    ----------
    lift, gateways, onward, conditions
        As for flights.
    """
    # Asked from the port, so that one search serves all gateways: ways by sea have no direction.
    ports = [name for name in gateways if lift.is_port(name) and name != onward[0]]
    voyages = {name: lift.sail(onward[0], name, conditions) for name in ports}
    rest = [lift.sail(*ends, conditions) for ends in pairwise(onward)]
    if None in rest:
        return []
    rest_days = sum(voyage[1] for voyage in rest if voyage)
    days = {name: voyage[1] + rest_days for name, voyage in voyages.items() if voyage}
    return _most_first([(lift.load_t / (2 * count), (name,)) for name, count in days.items()])


def _most_first(found: list[Ranked]) -> list[Ranked]:
    """Return what carries anything at all, most first."""
    return sorted((row for row in found if row[0] > 0), key=lambda row: (-row[0], row[1]))


def _has_fuel(lift: DayLift, place: str, conditions: Conditions) -> bool:
    """Say whether an aircraft finds fuel at a place."""
    return lift.field(place, conditions).has_fuel(lift.assumptions.fuel)


def _can_start(lift: DayLift, place: str, conditions: Conditions) -> bool:
    """Say whether a new flight can start at a place: it is on the prepared map, and its runway will do."""
    return lift.is_airfield(place) and can_use(lift.airlift(conditions), lift.field(place, conditions))


@lru_cache(maxsize=512)
def _kms(lift: DayLift, origins: tuple[str, ...], targets: tuple[str, ...], conditions: Conditions) -> Kms:
    """Return the legal kilometres between places, by origin and target; infinite where no leg can be flown."""
    airlift = lift.airlift_all(conditions)
    found = np.full((len(origins), len(targets)), math.inf)
    for row, origin in enumerate(origins):
        for column, target in enumerate(targets):
            ends = lift.field(origin, conditions), lift.field(target, conditions)
            km = math.inf if origin == target else flown_km(airlift, *ends, reported=True)
            found[row, column] = math.inf if isinstance(km, NoLeg) else km
    return found


def _onward(lift: DayLift, places: Sequence[str], conditions: Conditions) -> _Onward | None:
    """Return what flying on from a place asks for, or None if the flights on are not possible."""
    kms = [lift.km(*ends, conditions) for ends in pairwise(places)]
    fuelled = [_has_fuel(lift, place, conditions) for place in places]
    if math.inf in kms:
        return None
    # Legs up to the next fuel belong to the new leg's stretch; what comes after is a flight of its own.
    same = next((number for number, has_fuel in enumerate(fuelled) if has_fuel), len(kms))
    rest = lift.fly(places[same:], conditions) if same < len(kms) else None
    if isinstance(rest, NoLeg):
        return None
    return _Onward(
        stretch_km=sum(kms[:same]),
        times=1 if any(fuelled) else 2,
        payload_t=math.inf if rest is None else rest.payload_t,
        hours=cycle_hours(lift.airlift(conditions), kms),
    )


def _t_days(lift: DayLift, last_km: Kms, after: _Onward, *, before_km: Kms | None = None) -> Kms:
    """Return the tonnes a day over new legs, the last one given, and the one before it if there is one."""
    airlift = lift.airlift(Conditions())
    still_h = cycle_hours(airlift, [0.0])
    per_km_h = (cycle_hours(airlift, [1000.0]) - still_h) / 1000
    payload_t = np.minimum(after.payload_t, _payloads(lift, after.times * (last_km + after.stretch_km)))
    cycle_h = after.hours + still_h + per_km_h * last_km
    if before_km is not None:
        payload_t = np.minimum(payload_t, _payloads(lift, before_km))
        cycle_h = cycle_h + still_h + per_km_h * before_km
    return np.where(np.isfinite(cycle_h), payload_t * DAY_H / cycle_h, 0.0)


def _payloads(lift: DayLift, km: Kms) -> Kms:
    """Return the tonnes carried over distances, the reserve kept; none beyond the last point of the curve."""
    aircraft = lift.aircraft
    ranges, loads = zip(*aircraft.curve.points, strict=True)
    needed = np.where(np.isfinite(km), km, 1e9) * (1 + lift.assumptions.reserve)
    carried: Kms = np.interp(needed, ranges, loads, right=0.0)
    return np.minimum(aircraft.max_payload_t, carried)
