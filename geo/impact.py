"""What losing a set of things does on a day: the baseline and the scenario side by side (method: 1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from geo.assumptions import Assumptions
from geo.baseline import Baseline, baseline_of, best_chain, lift_route, searches_in
from geo.chains import Chain, turned_by
from geo.lift import Conditions
from geo.lift_routes import route_of
from geo.network import Group, LeaveWant, Net, host_token
from geo.places import facilities_after, link_after
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
from geo.vocabulary import CARRIED, Weight

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
    baseline: Baseline
    searches: Mapping[Level, Search]
    conditions: Conditions
    """What of the scenario changes ways and loads."""


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
        baseline=baseline_of(net),
        searches=searches_in(sweep, SCENARIO),
        conditions=sweep.conditions_in(SCENARIO),
    )


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
        Flag.NEAR_THRESHOLD: any(_is_near(group, assumptions) for group in deciding),
        Flag.RESTS_ON_INFERRED_LINKS: any(group.after and group.after.inferred for group in deciding),
        Flag.DETOUR: any(group.detour >= LEAST_DETOUR for group in deciding),
    }
    return frozenset(flag for flag, holds in found.items() if holds)


def _is_near(group: GroupResult, assumptions: Assumptions) -> bool:
    """Say whether moving a threshold by the margin, within what a ratio can be, would change what a group decides."""
    # The lower threshold asks only for what is essential: an important group decides no more than full support.
    lower = [assumptions.theta_min] if group.weight is Weight.ESSENTIAL else []
    thresholds = (*lower, assumptions.theta_full)
    # A way on paper is held against the lower threshold alone.
    on_paper = group.paper is not None and abs(group.paper.ratio - assumptions.theta_min) <= THRESHOLD_MARGIN
    reported = any(0 < group.ratio < 1 and abs(group.ratio - theta) <= THRESHOLD_MARGIN for theta in thresholds)
    return reported or on_paper


def _group(case: _Case, operation: str, group: Group, facilities: Mapping[str, FacilityImpact]) -> GroupResult:
    """Return what becomes of one group; what the scenario does not touch keeps its result."""
    was, level = case.baseline.groups[group], level_in(case.sweep, operation, group, SCENARIO)
    if level is was.level and case.tokens.isdisjoint(case.baseline.hangs_on[group]):
        return was
    after, share = best_chain(case.searches, operation, group, level), share_of(case.sweep, operation, group, SCENARIO)
    still = after or too_little(case.sweep, group, SCENARIO)
    lift_after = lift_route(case.sweep.net, still, case.conditions)
    changed = was.before != after or was.lift_before != lift_after
    leaves = [want for want in group.wants if isinstance(want, LeaveWant)]
    broken = _broken(case, was.before, facilities) if was.before and changed else ()
    withheld = _hosts(case.tokens, leaves) if level < was.level else ()
    return replace(
        was,
        level=level,
        ratio=share.ratio,
        t_day=share.t_day,
        after=after,
        lift_after=lift_after,
        paper=_paper(case, operation, group) if level is Level.LOST and was.level else None,
        refused=tuple(name for want in leaves for name in _refusing(case.tokens, want)),
        blockers=tuple(dict.fromkeys((*broken, *withheld))),
    )


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
