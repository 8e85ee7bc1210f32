"""What losing a set of things does on a day: the baseline and the scenario side by side (method: 1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from geo.assumptions import Assumptions
from geo.chains import Chain, tokens_of, turned_by
from geo.lift import AS_ON_THE_DAY, Conditions
from geo.lift_routes import LiftRoute, route_of
from geo.network import Group, LeaveWant, Net, SupplyWant, host_token
from geo.places import facilities_after, facility_before, link_after
from geo.results import (
    FacilityImpact,
    Flag,
    GroupResult,
    Impact,
    Level,
    OperationImpact,
    PaperRoute,
    SupportStatus,
    level_in,
    status_in,
)
from geo.scenario import Token, overflight_token, passage_token
from geo.search import Search
from geo.shares import share_of, too_little
from geo.standing import standing_of, way_on_paper
from geo.sweep import BASELINE, SCENARIO, Sweep
from geo.vocabulary import CARRIED

THRESHOLD_MARGIN = 0.1
"""How near to a threshold a ratio is called near (method: 1.4)."""

LEAST_DETOUR = 0.05
"""By how much longer a way must be to be called a detour."""


def assess(net: Net, tokens: frozenset[Token] = frozenset()) -> Impact:
    """Return what becomes of everything on the net's day when the tokens are lost.

    Parameters
    ----------
    net
        The network of the day; it is only read.
    tokens
        What is lost. What could not be used on the day anyway changes nothing and is not counted as lost.
    """
    case = _case(net, tokens)
    facilities = facilities_after(case.sweep, tokens, case.baseline.facilities)
    return Impact(
        day=net.day,
        tokens=tokens,
        operations=MappingProxyType({name: _operation(case, name, facilities) for name in net.operations}),
        not_running=net.not_running,
        facilities=MappingProxyType(facilities),
        links=MappingProxyType({edge.id: link_after(case.sweep, edge) for edge in net.edges.values()}),
        closed_already=_closed_already(net, tokens),
    )


def _closed_already(net: Net, tokens: frozenset[Token]) -> frozenset[Token]:
    """Return the tokens that close what is closed on the day anyway."""
    if net.lift is None:
        return frozenset()
    skies = map(overflight_token, net.lift.closed_sky.everywhere)
    passages = map(passage_token, net.lift.closed_passages.for_hull(net.lift.assumptions.hull))
    return tokens.intersection((*skies, *passages))


@dataclass(frozen=True, kw_only=True, eq=False)
class _Case:
    """One scenario under way: the sweep, the facilities tried one by one beside it, the searches for proofs."""

    tokens: frozenset[Token]
    sweep: Sweep
    tried: tuple[str, ...]
    baseline: _Baseline
    searches: Mapping[Level, Search]
    conditions: Conditions
    """What of the scenario changes ways and loads."""


@dataclass(frozen=True, kw_only=True, eq=False)
class _Baseline:
    """What does not depend on the scenario, so that it is worked out once for a net."""

    facilities: Mapping[str, FacilityImpact]
    chains: Mapping[Group, Chain | None]
    lifts: Mapping[Group, LiftRoute | None]
    """The chains leg by leg."""
    hangs_on: Mapping[Group, frozenset[Token]]
    """The tokens of each group's chain: while none of them is lost, it stays the best."""


def _case(net: Net, tokens: frozenset[Token]) -> _Case:
    """Return the sweep of the scenario: baseline, scenario, and the scenario with one more facility lost each."""
    tried = tuple(site.id for site in net.sites.values() if not site.gateway and site.token not in tokens)
    width = SCENARIO + 1 + len(tried)
    everywhere = (1 << width) - 1 & ~(1 << BASELINE)
    lost = dict.fromkeys(tokens, everywhere)
    lost |= {net.sites[name].token: 1 << number for number, name in enumerate(tried, SCENARIO + 1)}
    sweep = Sweep(net, width=width, lost=lost)
    return _Case(
        tokens=tokens,
        sweep=sweep,
        tried=tried,
        baseline=_baseline(net),
        searches=_searches(sweep, SCENARIO),
        conditions=sweep.conditions_in(SCENARIO),
    )


def _searches(sweep: Sweep, case: int) -> Mapping[Level, Search]:
    """Return the search for chains of each level in a case."""
    return {level: Search(sweep, case=case, full=level is Level.FULL) for level in (Level.WEAK, Level.FULL)}


@lru_cache(maxsize=16)
def _baseline(net: Net) -> _Baseline:
    """Return what holds with nothing taken away."""
    sweep = Sweep.of(net, [])
    searches = _searches(sweep, BASELINE)
    groups = [(name, group) for name, groups in net.operations.items() for group in groups]
    chains = {group: _best(searches, name, group, level_in(sweep, name, group, BASELINE)) for name, group in groups}
    return _Baseline(
        facilities={name: facility_before(sweep, name) for name in net.states},
        chains=chains,
        lifts={group: _lift_route(net, chain, AS_ON_THE_DAY) for group, chain in chains.items()},
        hangs_on={group: tokens_of(net, chain) if chain else frozenset() for group, chain in chains.items()},
    )


def _best(searches: Mapping[Level, Search], operation: str, group: Group, level: Level) -> Chain | None:
    """Return the best chain that meets a group at its level, or None if none is needed or there is none."""
    supplies = [want for want in group.wants if isinstance(want, SupplyWant)]
    if level is Level.LOST or any(want.local for want in supplies):
        return None
    chains = [chain for want in supplies if (chain := searches[level].best(operation, want))]
    return min(chains, key=lambda chain: chain.order, default=None)


def _operation(case: _Case, name: str, facilities: Mapping[str, FacilityImpact]) -> OperationImpact:
    """Return what becomes of one operation."""
    standing = standing_of(case.sweep, name, papers=1 << SCENARIO)
    status = status_in(standing, SCENARIO)
    groups = tuple(_group(case, name, group, facilities) for group in case.sweep.net.operations[name])
    supported = status in (SupportStatus.SUSTAINED, SupportStatus.STRAINED)
    points = [z for number, z in enumerate(case.tried, SCENARIO + 1) if not standing.minimum >> number & 1]
    single_points = tuple(points) if supported else ()
    return OperationImpact(
        operation=name,
        baseline=status_in(standing, BASELINE),
        status=status,
        groups=groups,
        single_points=single_points,
        flags=_flags(groups, single_points, case.sweep.net.parameters.assumptions),
    )


def _flags(groups: Sequence[GroupResult], single_points: Sequence[str], assumptions: Assumptions) -> frozenset[Flag]:
    """Return what to know beside the status."""
    deciding = [group for group in groups if group.decides]
    found = {
        Flag.SINGLE_POINT_OF_FAILURE: bool(single_points),
        Flag.NEAR_THRESHOLD: any(_is_near(group.ratio, assumptions) for group in deciding),
        Flag.RESTS_ON_INFERRED_LINKS: any(group.after and group.after.inferred for group in deciding),
        Flag.DETOUR: any(group.detour >= LEAST_DETOUR for group in deciding),
    }
    return frozenset(flag for flag, holds in found.items() if holds)


def _is_near(ratio: float, assumptions: Assumptions) -> bool:
    """Say whether moving a threshold by the margin, within what a ratio can be, would change the level."""
    thresholds = (assumptions.theta_min, assumptions.theta_full)
    return any(0 < ratio < 1 and abs(ratio - theta) <= THRESHOLD_MARGIN for theta in thresholds)


def _group(case: _Case, operation: str, group: Group, facilities: Mapping[str, FacilityImpact]) -> GroupResult:
    """Return what becomes of one group; a chain that the scenario does not touch stays the best."""
    level_before, level = (level_in(case.sweep, operation, group, number) for number in (BASELINE, SCENARIO))
    before, lift_before = case.baseline.chains[group], case.baseline.lifts[group]
    touched = level is not level_before or not case.tokens.isdisjoint(case.baseline.hangs_on[group])
    after = _best(case.searches, operation, group, level) if touched else before
    still = after or too_little(case.sweep, group, SCENARIO)
    lift_after = _lift_route(case.sweep.net, still, case.conditions) if touched else lift_before
    leaves = [want for want in group.wants if isinstance(want, LeaveWant)]
    refused = tuple(name for want in leaves for name in _refusing(case.tokens, want))
    broken = _broken(case, before, facilities) if before and (before != after or lift_before != lift_after) else ()
    withheld = _hosts(case.tokens, leaves) if level < level_before else ()
    share = share_of(case.sweep, operation, group, SCENARIO)
    return GroupResult(
        label=group.label,
        weight=group.weight,
        needs=group.needs,
        level_before=level_before,
        level=level,
        ratio=share.ratio,
        t_day_before=share.t_day_before,
        t_day=share.t_day,
        before=before,
        after=after,
        lift_before=lift_before,
        lift_after=lift_after,
        paper=_paper(case, operation, group) if level is Level.LOST and level_before else None,
        local=any(isinstance(want, SupplyWant) and want.local for want in group.wants),
        authorities=tuple(name for want in leaves for name in want.authorities),
        refused=refused,
        blockers=tuple(dict.fromkeys((*broken, *withheld))),
    )


def _lift_route(net: Net, chain: Chain | None, conditions: Conditions) -> LiftRoute | None:
    """Return a chain of what is carried leg by leg, if lift is computed."""
    if net.lift is None or chain is None or chain.function not in CARRIED:
        return None
    return route_of(net.lift, [net.edges[link] for link in chain.links], chain.function, conditions)


def _paper(case: _Case, operation: str, group: Group) -> PaperRoute | None:
    """Return the best way on paper that meets a group in the scenario."""
    net, way = case.sweep.net, way_on_paper(case.sweep, operation, group, SCENARIO)
    if way is None or net.lift is None:
        return None
    return PaperRoute(
        places=way.places,
        links=tuple(edge.id for edge in way.rest),
        ratio=way.ratio,
        lift=route_of(net.lift, way.hops, way.function, case.conditions),
    )


def _hosts(tokens: frozenset[Token], leaves: Iterable[LeaveWant]) -> tuple[Token, ...]:
    """Return the hosts among the tokens that a leave stood on."""
    return tuple(host for want in leaves if want.leave for host in want.leave.hosts if host in tokens)


def _refusing(tokens: frozenset[Token], want: LeaveWant) -> tuple[str, ...]:
    """Return the authorities that give no leave in the scenario, those included that gave none before."""
    return tuple(name for name in want.authorities if name in want.refused or host_token(name) in tokens)


def _broken(case: _Case, chain: Chain, facilities: Mapping[str, FacilityImpact]) -> tuple[Token, ...]:
    """Return the tokens of the scenario that broke a chain, in the order in which it meets them."""
    net = case.sweep.net
    found = list(facilities[chain.start].lost_by)
    edges = [net.edges[link] for link in chain.links]
    for edge in edges:
        carries_it = chain.function in CARRIED or edge is edges[-1]
        asked = {edge.stops[chain.function]} if carries_it else set(edge.stops.values())
        found += sorted(asked) if asked and asked <= case.tokens else []
        found += [edge.token] if edge.token in case.tokens else []
        found += sorted(turned_by(net, edge, case.conditions)) if not case.sweep.passable(edge) >> SCENARIO & 1 else []
        found += facilities[edge.target].lost_by if edge.target in facilities else ()
    # A chain that holds but carries less was only turned.
    return tuple(found) or tuple(token for edge in edges for token in sorted(turned_by(net, edge, case.conditions)))
