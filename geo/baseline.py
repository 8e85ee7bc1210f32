"""What holds on a day with nothing taken away, worked out once for all scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.chains import Chain, tokens_of
from geo.lift import AS_ON_THE_DAY, Conditions
from geo.lift_routes import LiftRoute, route_of
from geo.network import Group, LeaveWant, Net, SupplyWant, host_token
from geo.places import facility_before
from geo.results import FacilityImpact, GroupResult, Level, level_in
from geo.scenario import Token
from geo.search import Search
from geo.shares import share_of
from geo.sweep import BASELINE, Sweep
from geo.throughput import carrying
from geo.vocabulary import CARRIED


@dataclass(frozen=True, kw_only=True, eq=False)
class Baseline:
    """What does not depend on the scenario, so that it is worked out once for a net."""

    facilities: Mapping[str, FacilityImpact]
    groups: Mapping[Group, GroupResult]
    hangs_on: Mapping[Group, frozenset[Token]]
    """The tokens that each group's result hangs on: while none of them is lost, and its level stays, it holds."""


@lru_cache(maxsize=16)
def baseline_of(net: Net) -> Baseline:
    """Return what holds with nothing taken away."""
    sweep = Sweep.of(net, [])
    searches = searches_in(sweep, BASELINE)
    groups = [(name, group) for name, groups in net.operations.items() for group in groups]
    results = {group: _group_before(sweep, searches, name, group) for name, group in groups}
    return Baseline(
        facilities={name: facility_before(sweep, name) for name in net.states},
        groups=results,
        hangs_on={group: _hangs_on(net, group, result) for group, result in results.items()},
    )


def searches_in(sweep: Sweep, case: int) -> Mapping[Level, Search]:
    """Return the search for chains of each level in a case."""
    return {level: Search(sweep, case=case, full=level is Level.FULL) for level in (Level.WEAK, Level.FULL)}


def best_chain(searches: Mapping[Level, Search], operation: str, group: Group, level: Level) -> Chain | None:
    """Return the best chain that meets a group at its level, or None if none is needed or there is none."""
    supplies = [want for want in group.wants if isinstance(want, SupplyWant)]
    if level is Level.LOST or any(want.local for want in supplies):
        return None
    chains = [chain for want in supplies if (chain := searches[level].best(operation, want))]
    return min(chains, key=lambda chain: chain.order, default=None)


def lift_route(net: Net, chain: Chain | None, conditions: Conditions) -> LiftRoute | None:
    """Return a chain of what is carried leg by leg, if lift is computed."""
    if net.lift is None or chain is None or chain.function not in CARRIED:
        return None
    return route_of(net.lift, [net.edges[link] for link in chain.links], chain.function, conditions)


def _group_before(sweep: Sweep, searches: Mapping[Level, Search], operation: str, group: Group) -> GroupResult:
    """Return one group with nothing taken away."""
    level, share = level_in(sweep, operation, group, BASELINE), share_of(sweep, operation, group, BASELINE)
    chain = best_chain(searches, operation, group, level)
    carried = lift_route(sweep.net, chain, AS_ON_THE_DAY)
    leaves = [want for want in group.wants if isinstance(want, LeaveWant)]
    return GroupResult(
        label=group.label,
        weight=group.weight,
        needs=group.needs,
        level_before=level,
        level=level,
        ratio=share.ratio,
        t_day_before=share.t_day_before,
        t_day=share.t_day,
        before=chain,
        after=chain,
        lift_before=carried,
        lift_after=carried,
        paper=None,
        local=any(isinstance(want, SupplyWant) and want.local for want in group.wants),
        authorities=tuple(name for want in leaves for name in want.authorities),
        refused=tuple(name for want in leaves for name in want.refused),
        blockers=(),
    )


def _hangs_on(net: Net, group: Group, result: GroupResult) -> frozenset[Token]:
    """Return the tokens of all chains that are measured, of the one that is shown, and of the leave."""
    known = carrying(net)
    wants = [want for want in group.wants if isinstance(want, SupplyWant) and want in known]
    chains = [chain.chain for want in wants for chain in known[want].chains]
    hosts = frozenset(host_token(name) for name in result.authorities)
    return hosts.union(*(tokens_of(net, chain) for chain in (*chains, *([result.before] if result.before else ()))))
