"""One leg of a flight: its ends, the legal way between them, what is carried over it, or why it cannot be flown."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from geo.airfield import Airfield
from geo.assumptions import Assumptions, RunwayRule
from geo.numbers import spaced
from geo.payload import Aircraft
from geo.vocabulary import Surface


class NoLegReason(StrEnum):
    """Why a leg cannot be flown."""

    SAME_PLACE = "the origin is the destination"
    NO_LOAD = "no load"
    ABOVE_MAXIMUM = "load above the maximum"
    NO_RUNWAY_DATA = "no runway data"
    RUNWAY_TOO_SHORT = "runway too short"
    RUNWAY_SURFACE = "runway unpaved"
    CLOSED_ORIGIN = "origin inside closed airspace"
    CLOSED_TARGET = "destination inside closed airspace"
    NO_WAY = "no legal way"
    TOO_FAR_FOR_LOAD = "too far with this load"
    ONLY_EMPTY = "only empty"
    BEYOND_RANGE = "beyond the range"


class Limit(StrEnum):
    """What keeps the load of a leg from being higher."""

    LARGEST_LOAD = "the largest load of the type"
    RANGE = "the distance"
    NO_FUEL = "the distance without fuel on the way"
    ASKED = "the load asked for"


class Distances(Protocol):
    """The legal ways between places under one set of closures; each scenario brings its own."""

    def km(self, origin: str, target: str) -> float:
        """Return the kilometres of the shortest legal way, infinite if there is none."""

    def overflown(self, origin: str, target: str) -> tuple[str, ...]:
        """Return the alpha-3 codes of the countries that way crosses, in the order flown."""

    def why_not(self, origin: str, target: str) -> NoLegReason:
        """Return why there is no legal way: `CLOSED_ORIGIN`, `CLOSED_TARGET` or `NO_WAY`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Airlift:
    """Everything that a leg is computed with."""

    aircraft: Aircraft
    assumptions: Assumptions
    distances: Distances


@dataclass(frozen=True, kw_only=True, slots=True)
class AirLeg:
    """A leg that can be flown."""

    origin: str
    target: str
    km: float
    needed_km: float
    """Where the payload-range curve is read: the whole stretch between two fuellings, with the reserve."""
    payload_t: float
    hours: float
    """One way, taxi included."""
    limit: Limit
    fuel_known: bool
    """Whether fuel at the target is documented, and not only assumed."""
    runway_known: bool
    """Whether the runways of both ends are published."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NoLeg:
    """A leg that cannot be flown, and why."""

    origin: str
    target: str
    reason: NoLegReason
    words: str
    """One sentence, with the figures that decide."""


def can_use(airlift: Airlift, field: Airfield) -> bool:
    """Say whether the runway of a field is published and good enough for the type, or not asked for."""
    return _runway_fault(airlift, field, reported=False) is None


def no_leg(origin: Airfield, target: Airfield, reason: NoLegReason, words: str) -> NoLeg:
    """Return a leg that cannot be flown, for a reason in words without a full stop."""
    return NoLeg(origin=origin.id, target=target.id, reason=reason, words=f"{words}.")


def flown_km(airlift: Airlift, origin: Airfield, target: Airfield, *, reported: bool = False) -> float | NoLeg:
    """Return the legal distance of a leg whose ends allow it, in kilometres, or why there is none.

    Parameters
    ----------
    airlift
        The aircraft, the assumptions and the legal distances.
    origin, target
        The ends.
    reported
        Whether the flight was reported: then a runway of which no length is published does not stand in its way.
    """
    if origin.id == target.id:
        return no_leg(origin, target, NoLegReason.SAME_PLACE, f"{origin.name} is both the start and the end")
    for field in (origin, target):
        if (fault := _runway_fault(airlift, field, reported=reported)) is not None:
            return no_leg(origin, target, *fault)
    km = airlift.distances.km(origin.id, target.id)
    return km if math.isfinite(km) else _no_way(airlift, origin, target)


def loaded_leg(
    airlift: Airlift,
    origin: Airfield,
    target: Airfield,
    *,
    km: float,
    stretch_km: float,
    payload_t: float | None = None,
) -> AirLeg | NoLeg:
    """Return a leg of a known distance with its load, or why nothing is carried over it.

    Parameters
    ----------
    airlift, origin, target
        As for `flown_km`.
    km
        Its legal distance, in kilometres.
    stretch_km
        What is flown between two fuellings: this leg alone, or with its neighbours and the way back.
    payload_t
        The load that is asked for, in tonnes; none: as much as can be carried.
    """
    needed_km = _needed_km(airlift, stretch_km)
    most_t = airlift.aircraft.payload_at(needed_km)
    if most_t <= 0 or (payload_t is not None and payload_t > most_t):
        return _too_far(airlift, origin, target, needed_km, payload_t)
    limit = Limit.RANGE if stretch_km == km else Limit.NO_FUEL
    if most_t >= airlift.aircraft.largest_t:
        limit = Limit.LARGEST_LOAD
    return AirLeg(
        origin=origin.id,
        target=target.id,
        km=km,
        needed_km=needed_km,
        payload_t=most_t if payload_t is None else payload_t,
        hours=leg_hours(airlift, km),
        limit=limit if payload_t is None or payload_t == most_t else Limit.ASKED,
        fuel_known=target.fuel_known,
        runway_known=origin.runway_m is not None and target.runway_m is not None,
    )


def leg_load_t(airlift: Airlift, target: Airfield, km: float) -> float:
    """Return the tonnes carried over a leg of some kilometres by itself, with fuel taken before it; 0 if none are."""
    stretch_km = km if target.has_fuel(airlift.assumptions.fuel) else 2 * km
    return airlift.aircraft.payload_at(_needed_km(airlift, stretch_km))


def leg_hours(airlift: Airlift, km: float) -> float:
    """Return the hours of a leg of some kilometres, one way: at block speed or the type's cruise if less, and taxi."""
    speed_kmh = min(airlift.assumptions.block_kmh, airlift.aircraft.cruise_kmh or airlift.assumptions.block_kmh)
    return km / speed_kmh + airlift.assumptions.taxi_h


def _needed_km(airlift: Airlift, stretch_km: float) -> float:
    """Return the range that a stretch between two fuellings asks for: its kilometres, and the reserve."""
    return stretch_km * (1 + airlift.assumptions.reserve)


def _runway_fault(airlift: Airlift, field: Airfield, *, reported: bool) -> tuple[NoLegReason, str] | None:
    """Return what is wrong with a runway for the type, or None."""
    aircraft = airlift.aircraft
    if airlift.assumptions.runway is RunwayRule.IGNORED or aircraft.runway_m is None:
        return None
    wanted = f"{aircraft.name} wants {spaced(aircraft.runway_m)} m"
    if field.runway_m is None:
        words = f"No runway length is published for {field.name}; {wanted}"
        return None if reported or not field.named else (NoLegReason.NO_RUNWAY_DATA, words)
    if field.runway_m < aircraft.runway_m:
        return NoLegReason.RUNWAY_TOO_SHORT, f"The runway of {field.name} has {spaced(field.runway_m)} m; {wanted}"
    if field.surface is Surface.TURF and not aircraft.unpaved:
        return NoLegReason.RUNWAY_SURFACE, f"The runway of {field.name} is unpaved; {aircraft.name} wants a paved one"
    return None


def _no_way(airlift: Airlift, origin: Airfield, target: Airfield) -> NoLeg:
    """Return why there is no legal way between two fields."""
    reason = airlift.distances.why_not(origin.id, target.id)
    inside = {NoLegReason.CLOSED_ORIGIN: origin, NoLegReason.CLOSED_TARGET: target}.get(reason)
    if inside is not None:
        return no_leg(origin, target, reason, f"{inside.name} lies inside airspace that is closed to this flight")
    words = f"Every way from {origin.name} to {target.name} crosses closed airspace"
    return no_leg(origin, target, NoLegReason.NO_WAY, words)


def _too_far(airlift: Airlift, origin: Airfield, target: Airfield, needed_km: float, payload_t: float | None) -> NoLeg:
    """Return why a distance is too long: for the load, for any load, or for the aircraft."""
    aircraft = airlift.aircraft
    most_t, longest_km = aircraft.payload_at(needed_km), aircraft.curve.longest_km
    asks = f"{target.name} asks for a range of {spaced(needed_km)} km, reserve included"
    if most_t > 0:
        words = f"{asks}: {aircraft.name} carries {most_t:.1f} t over that, not {payload_t:g} t"
        return no_leg(origin, target, NoLegReason.TOO_FAR_FOR_LOAD, words)
    if needed_km <= longest_km:
        return no_leg(origin, target, NoLegReason.ONLY_EMPTY, f"{asks}: {aircraft.name} gets there only empty")
    words = f"{asks}: the figures for {aircraft.name} end at {spaced(longest_km)} km"
    return no_leg(origin, target, NoLegReason.BEYOND_RANGE, words)
