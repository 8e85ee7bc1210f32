"""A way of support leg by leg, with loads, lengths and times: what a result shows of what carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from geo.airleg import AirLeg, NoLeg
from geo.airlift import AirRoutePlan
from geo.carriage import Hop
from geo.lift import AS_ON_THE_DAY, Conditions, DayLift
from geo.network import Edge
from geo.throughput import MEASURED_BY, flown, legs_that_count, t_day_of
from geo.vocabulary import Function, Mode


class LegFigures(StrEnum):
    """Where the figures of a leg come from, or why it has none."""

    COMPUTED = "computed"
    BY_LAND = "by road or rail: it sets no limit"
    ON_THE_SPOT = "served in the country itself: no leg of its own"
    UNKNOWN_END = "no way can be computed to one of its ends"
    CLOSED_ALREADY = "reported, though what is closed on the day leaves no legal way"
    BEYOND_FIGURES = "reported, though the figures used do not allow it"


@dataclass(frozen=True, kw_only=True, slots=True)
class LiftLeg:
    """One leg of a way."""

    origin: str
    target: str
    mode: Mode
    link: str | None
    """Id of the link that is reported; None: the leg is computed, and reported by nobody."""
    figures: LegFigures
    km: float | None = None
    crossed: tuple[str, ...] = ()
    """Codes of the countries flown over, or ids of the passages, in order."""
    air: AirLeg | None = None
    """What a flight carries, and what limits it."""
    days: float | None = None
    """Of a voyage, one way."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LiftRoute:
    """A way from where support starts to where it ends."""

    function: Function
    legs: tuple[LiftLeg, ...]
    t_day: float | None
    """Tonnes a day for each aircraft or chosen ship, or loads a day of a ship; None: not measured."""
    payload_t: float | None
    """Of a flight, in tonnes."""
    km: float | None
    """Of all legs that are measured, one way."""
    hours: float | None
    """Of flights, one way, stops included."""
    days: float | None
    """Of voyages, one way."""

    @property
    def crossed(self) -> tuple[str, ...]:
        """Codes of the countries, or ids of the passages, in order, each once."""
        return tuple(dict.fromkeys(name for leg in self.legs for name in leg.crossed))


def route_of(
    lift: DayLift, hops: Sequence[Hop], function: Function, conditions: Conditions = AS_ON_THE_DAY
) -> LiftRoute:
    """Return a way leg by leg.

    Parameters
    ----------
    lift
        The ways of the day.
    hops
        Links of a chain, or legs as if they were, one after the other.
    function
        What is carried along them.
    conditions
        What a scenario takes away.
    """
    runs = legs_that_count(lift, hops, function)
    plans = [_plan(lift, run, conditions) for run in runs] if MEASURED_BY[function] is Mode.AIR else []
    flights = {(leg.origin, leg.target): leg for plan in plans if isinstance(plan, AirRoutePlan) for leg in plan.legs}
    legs = tuple(_leg(lift, hop, flights.get((hop.origin, hop.target)), conditions) for hop in hops)
    measured = [leg for leg in legs if leg.mode is MEASURED_BY[function] and leg.km is not None]
    whole = [plan for plan in plans if isinstance(plan, AirRoutePlan)] if plans else []
    voyages = [leg.days for leg in measured if leg.days is not None]
    return LiftRoute(
        function=function,
        legs=legs,
        t_day=t_day_of(lift, hops, function, conditions) or None,
        payload_t=min((plan.payload_t for plan in whole), default=None),
        km=sum(leg.km or 0.0 for leg in measured) if measured else None,
        hours=sum(plan.hours for plan in whole) if whole else None,
        days=sum(voyages) if voyages else None,
    )


def _plan(lift: DayLift, run: Sequence[Hop], conditions: Conditions) -> AirRoutePlan | NoLeg | None:
    """Return what is flown along a run of legs; None if one of its ends is not on the prepared map."""
    return lift.fly(flown(run), conditions) if all(map(lift.is_known, run)) else None


def _leg(lift: DayLift, hop: Hop, flight: AirLeg | None, conditions: Conditions) -> LiftLeg:
    """Return one leg; one that is closed in the scenario has no figures but where they would come from."""
    figures = _figures(lift, hop)
    leg = LiftLeg(
        origin=hop.origin,
        target=hop.target,
        mode=hop.mode,
        link=hop.id if isinstance(hop, Edge) else None,
        figures=figures,
    )
    if figures is not LegFigures.COMPUTED:
        return leg
    if hop.mode is Mode.SEA:
        voyage = lift.sail(hop.origin, hop.target, conditions)
        return replace(leg, km=voyage[0].km, crossed=voyage[0].passages, days=voyage[1]) if voyage else leg
    way = lift.air(hop.origin, hop.target).way(conditions.skies)
    if way is None:
        return leg
    figures = figures if flight else LegFigures.BEYOND_FIGURES
    return replace(leg, figures=figures, km=way.km, crossed=way.overflown, air=flight)


def _figures(lift: DayLift, hop: Hop) -> LegFigures:
    """Return whether a leg can be computed at all, and why not."""
    if hop.mode not in (Mode.AIR, Mode.SEA):
        return LegFigures.BY_LAND
    if not lift.is_leg(hop):
        return LegFigures.ON_THE_SPOT
    if not lift.is_known(hop):
        return LegFigures.UNKNOWN_END
    leg = lift.air(hop.origin, hop.target) if hop.mode is Mode.AIR else lift.sea(hop.origin, hop.target)
    return LegFigures.CLOSED_ALREADY if leg.way() is None else LegFigures.COMPUTED
