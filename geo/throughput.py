"""Which chains of a day can carry what an operation wants, and how much each carries (method: 1.4 and 2).

What is flown is measured by its flights, in tonnes a day for each aircraft; what is shipped by its voyages, in tonnes a
day for each ship or, if no ship is chosen, in loads a day. Roads and railways, and flights of freight that goes by
ship, must be open; they set no limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from geo.airleg import NoLeg
from geo.carriage import Hop
from geo.chains import Chain, chain_of
from geo.lift import AS_ON_THE_DAY, Conditions, DayLift
from geo.network import Edge, Net, SupplyWant
from geo.vocabulary import CARRIED, Function, Mode

MOST_CHAINS = 60
MOST_STEPS = 4000
"""How many chains of a want, and beginnings of them, are told apart; beyond that it is met or not, and not measured."""

SLACK = 1e-9
"""What rounding may take from a share that is held against a threshold."""

MEASURED_BY: Mapping[Function, Mode] = MappingProxyType({Function.AIRLIFT: Mode.AIR, Function.SEALIFT: Mode.SEA})
"""By which of its legs each carried function is measured."""


@dataclass(frozen=True, kw_only=True, eq=False)
class CarryingChain:
    """A chain of the day, and what it carries."""

    chain: Chain
    edges: tuple[Edge, ...]
    strong: bool
    """Whether none of its places is reduced or contested."""
    lift: DayLift
    is_measured: bool
    """False if no leg of it is of the kind that counts, or one was reported that our figures do not allow."""
    _t_day: dict[Conditions, float] = field(default_factory=dict)

    def t_day(self, conditions: Conditions = AS_ON_THE_DAY) -> float:
        """Return what it carries a day: tonnes, or loads of a ship; 0 if it is not measured, or no more possible."""
        if conditions not in self._t_day:
            self._t_day[conditions] = t_day_of(self.lift, self.edges, self.chain.function, conditions)
        return self._t_day[conditions]

    def order(self, conditions: Conditions) -> tuple[int, int, float, int, tuple[str, ...]]:
        """Return what to compare chains by, best first: evidence, then what is carried, then links."""
        inferred, worst, count, links = self.chain.order
        return inferred, worst, -round(self.t_day(conditions), 6), count, links


@dataclass(frozen=True, kw_only=True, eq=False)
class Carrying:
    """The chains that can meet a want on the day."""

    chains: tuple[CarryingChain, ...]
    t_day: float
    """The most that a chain carries in the baseline, of those as strong as the strongest: what ratios are taken of."""


@lru_cache(maxsize=64)
def carrying(net: Net) -> Mapping[SupplyWant, Carrying]:
    """Return, for each want that can be measured, the chains that can meet it on the day.

    A want is measured if a chain is that is as strong as any: otherwise it is met, or not.
    """
    found: dict[SupplyWant, Carrying] = {}
    if net.lift is not None:
        for operation, groups in net.operations.items():
            for want in (want for group in groups for want in group.wants if isinstance(want, SupplyWant)):
                if want.function in CARRIED and not want.local and (known := _carrying(net, net.lift, operation, want)):
                    found[want] = known
    return MappingProxyType(found)


def t_day_of(lift: DayLift, hops: Sequence[Hop], function: Function, conditions: Conditions) -> float:
    """Return the least that any unbroken run of the legs that count carries a day; 0 if there is none.

    Parameters
    ----------
    lift
        The ways of the day.
    hops
        Links, or legs as if they were, one after the other.
    function
        What is carried along them.
    conditions
        What a scenario takes away.
    """
    runs = legs_that_count(lift, hops, function)
    return min((_run_t_day(lift, run, conditions) for run in runs), default=0.0)


def legs_that_count(lift: DayLift, hops: Sequence[Hop], function: Function) -> list[list[Hop]]:
    """Return the unbroken runs of the legs by which a carried function is measured."""
    runs = groupby(hops, key=lambda hop: hop.mode is MEASURED_BY[function] and lift.is_leg(hop))
    return [list(run) for counts, run in runs if counts]


def flown(run: Sequence[Hop]) -> list[str]:
    """Return the places that a run of legs leads along."""
    return [run[0].origin, *(hop.target for hop in run)]


def _run_t_day(lift: DayLift, run: Sequence[Hop], conditions: Conditions) -> float:
    """Return what one aircraft, or one ship, carries a day along a run of legs, out and back."""
    if not all(lift.is_known(hop) for hop in run):
        return 0.0
    if run[0].mode is Mode.AIR:
        plan = lift.fly(flown(run), conditions)
        return 0.0 if isinstance(plan, NoLeg) else plan.t_day
    voyages = [lift.sail(hop.origin, hop.target, conditions) for hop in run]
    days = sum(voyage[1] for voyage in voyages if voyage is not None)
    return lift.load_t / (2 * days) if None not in voyages else 0.0


def _carrying(net: Net, lift: DayLift, operation: str, want: SupplyWant) -> Carrying | None:
    """Return the chains of a want, or None if it cannot be measured."""
    found = walks(net, operation, want)
    if found is None:
        return None
    chains = [_carrying_chain(net, lift, edges, want) for edges in found]
    best = [chain for chain in chains if chain.strong or not any(other.strong for other in chains)]
    t_day = max((chain.t_day() for chain in best), default=0.0)
    return Carrying(chains=tuple(chains), t_day=t_day) if t_day else None


def _carrying_chain(net: Net, lift: DayLift, edges: tuple[Edge, ...], want: SupplyWant) -> CarryingChain:
    """Return a chain with what it carries."""
    return CarryingChain(
        chain=chain_of(net, edges, want.function),
        edges=edges,
        strong=all(net.sites[edge.origin].strong for edge in edges),
        lift=lift,
        is_measured=t_day_of(lift, edges, want.function, AS_ON_THE_DAY) > 0,
    )


def walks(net: Net, operation: str, want: SupplyWant) -> list[tuple[Edge, ...]] | None:
    """Return every way by which a want can be met, none of which holds another, or None if there are too many.

    From the end backwards. A way passes no place twice before the wanted mode, nor after it; one that could start later
    is no way of its own.
    """
    found: list[tuple[Edge, ...]] = []
    stack: list[tuple[tuple[Edge, ...], frozenset[tuple[str, bool]]]] = [((), frozenset())]
    for _ in range(MOST_STEPS):
        if not stack or len(found) > MOST_CHAINS:
            break
        edges, visited = stack.pop()
        by_mode = any(edge.mode is want.mode for edge in edges)
        if edges and by_mode and _starts(net, edges[0].origin, want.function):
            found.append(edges)
            continue
        for edge in net.incoming.get(edges[0].origin if edges else operation, ()):
            state = (edge.origin, by_mode or edge.mode is want.mode)
            if want.function in edge.stops and state not in visited:
                stack.append(((edge, *edges), visited | {state}))
    return None if stack else found


def _starts(net: Net, place: str, function: Function) -> bool:
    """Say whether a chain of a function may start at a facility."""
    site = net.sites[place]
    return site.gateway or function in site.local
