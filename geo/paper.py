"""Ways that nobody reported, but that figures and open skies would allow: the last resort of what lost its chains.

From a usable gateway, with at most one stop for fuel, to a place from which a reported chain still runs on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from geo.carriage import Hop
from geo.lift import Conditions, DayLift
from geo.network import Edge, Net, SupplyWant
from geo.paper_legs import Ranked, ranked_flights, ranked_voyages
from geo.throughput import MEASURED_BY, SLACK, CarryingChain, carrying, legs_that_count, t_day_of
from geo.vocabulary import Function, Mode

FUEL_STOPS = frozenset({Function.AIRLIFT, Function.REFUEL})
"""An airfield that gives one of these may be a stop on the way."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperHop:
    """A leg that is computed, and reported by nobody."""

    origin: str
    target: str
    mode: Mode


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """Where a way on paper could join a reported chain."""

    place: str
    rest: tuple[Edge, ...]
    """The links of the chain from there; none if the way leads to the operation itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperWay:
    """A way on paper, and what it carries under the conditions that it was looked for."""

    function: Function
    new: tuple[PaperHop, ...]
    """What is computed, from a gateway on."""
    rest: tuple[Edge, ...]
    """What is reported, from where the way joins a chain."""
    t_day: float
    ratio: float
    """What that is of the most that a chain carries in the baseline, 0 to 1."""

    @property
    def hops(self) -> tuple[Hop, ...]:
        """All of it, in order."""
        return (*self.new, *self.rest)

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of the facilities that it passes, the gateway first."""
        return tuple(hop.origin for hop in self.hops)


@lru_cache(maxsize=1024)
def entries(net: Net, operation: str, want: SupplyWant) -> tuple[Entry, ...]:
    """Return where a way on paper could join the chains of a want, each once.

    Parameters
    ----------
    net
        The network of the day.
    operation
        Whose want it is.
    want
        The want; one that is not measured has none.
    """
    known = carrying(net).get(want)
    if known is None or net.lift is None:
        return ()
    found = [entry for chain in known.chains for entry in _entries(net.lift, chain)]
    mode = MEASURED_BY[want.function]
    usable = [entry for entry in found if want.mode is mode or any(edge.mode is want.mode for edge in entry.rest)]
    return tuple(dict.fromkeys(usable))


@lru_cache(maxsize=1024)
def ways_on_paper(net: Net, want: SupplyWant, entry: Entry, conditions: Conditions) -> tuple[PaperWay, ...]:
    """Return the ways on paper by an entry that carry enough, the one that carries most first.

    Parameters
    ----------
    net
        The network of the day.
    want
        What is to be met.
    entry
        Where the way joins a chain.
    conditions
        What a scenario takes away; whether the places on the way are still there is not asked here.
    """
    if net.lift is None:
        return ()
    known, theta_min = carrying(net)[want], net.parameters.assumptions.theta_min
    onward, later_t_day = _onward(net.lift, want, entry, conditions)
    found = []
    for first_t_day, places in _ranked(net, net.lift, want, onward, conditions):
        t_day = min(first_t_day, later_t_day)
        if t_day / known.t_day + SLACK < theta_min:
            break
        new = _new(MEASURED_BY[want.function], (*places, entry.place))
        ratio = min(1.0, t_day / known.t_day)
        found.append(PaperWay(function=want.function, new=new, rest=entry.rest, t_day=t_day, ratio=ratio))
    return tuple(found)


def _onward(lift: DayLift, want: SupplyWant, entry: Entry, conditions: Conditions) -> tuple[tuple[str, ...], float]:
    """Return the places that the new legs' aircraft or ship goes on to, and what later legs of the kind can carry."""
    runs = legs_that_count(lift, entry.rest, want.function)
    joined = runs[:1] if runs and runs[0][0] is entry.rest[0] else []
    onward = tuple(hop.target for run in joined for hop in run)
    later = entry.rest[len(onward) :]
    has_later = len(runs) > len(joined)
    return (entry.place, *onward), t_day_of(lift, later, want.function, conditions) if has_later else math.inf


def _ranked(net: Net, lift: DayLift, want: SupplyWant, onward: Sequence[str], conditions: Conditions) -> list[Ranked]:
    """Return where new legs could start and stop, with what they carry a day, most first."""
    gateways = [site.id for site in net.sites.values() if site.gateway and want.function in site.functions]
    if MEASURED_BY[want.function] is Mode.SEA:
        return ranked_voyages(lift, gateways, onward, conditions)
    stops = [site.id for site in net.sites.values() if not site.gateway and not FUEL_STOPS.isdisjoint(site.functions)]
    # From a stop in its own country an operation is served on the spot: there is no leg to compute.
    stops = [stop for stop in stops if lift.is_leg(PaperHop(origin=stop, target=onward[0], mode=Mode.AIR))]
    return ranked_flights(lift, gateways, stops, onward, conditions)


def _new(mode: Mode, places: Sequence[str]) -> tuple[PaperHop, ...]:
    """Return legs from place to place."""
    return tuple(PaperHop(origin=origin, target=target, mode=mode) for origin, target in pairwise(places))


def _entries(lift: DayLift, chain: CarryingChain) -> Iterator[Entry]:
    """Yield where a way on paper could join a chain: at its places, or at its end if it travels there."""
    mode = MEASURED_BY[chain.chain.function]
    reached = lift.is_airfield if mode is Mode.AIR else lift.is_port
    for number, edge in enumerate(chain.edges[1:], 1):
        if reached(edge.origin):
            yield Entry(place=edge.origin, rest=chain.edges[number:])
    last = chain.edges[-1]
    if last.mode is mode and lift.is_leg(last) and reached(last.target):
        yield Entry(place=last.target, rest=())
