"""What becomes of facilities and links in a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geo.chains import turned_by
from geo.lift import AS_ON_THE_DAY
from geo.network import Edge, Site
from geo.results import FacilityImpact, LinkImpact
from geo.scenario import Token
from geo.sweep import BASELINE, SCENARIO, Sweep


def facility_before(sweep: Sweep, name: str) -> FacilityImpact:
    """Return a facility as it is with nothing taken away."""
    reached, usable = _is_reached(sweep, name, BASELINE), name in sweep.net.sites
    return FacilityImpact(
        facility=name,
        state=sweep.net.states[name],
        usable_before=usable,
        usable=usable,
        lost_by=(),
        reached_before=reached,
        reached=reached,
    )


def facilities_after(
    sweep: Sweep, tokens: frozenset[Token], before: Mapping[str, FacilityImpact]
) -> dict[str, FacilityImpact]:
    """Return what becomes of every facility; what the scenario leaves as it was keeps its result.

    Parameters
    ----------
    sweep
        The cases.
    tokens
        What the scenario takes away.
    before
        Every facility as it is with nothing taken away, by id.
    """
    found = dict(before)
    for site in sweep.net.sites.values():
        was = found[site.id]
        usable, reached = bool(sweep.up(site.id) >> SCENARIO & 1), _is_reached(sweep, site.id, SCENARIO)
        if (usable, reached) != (was.usable, was.reached):
            lost_by = () if usable else _lost_by(tokens, site)
            found[site.id] = replace(was, usable=usable, reached=reached, lost_by=lost_by)
    return found


def link_after(sweep: Sweep, edge: Edge) -> LinkImpact:
    """Return what becomes of a link.

    It is lost, too, if support no longer comes to its start; and weakened, too, if what the scenario closes sends it
    another way.
    """
    ends = [name for name in (edge.origin, edge.target) if name in sweep.net.sites]
    live = all(sweep.up(name) >> SCENARIO & 1 for name in ends) and sweep.passes(edge) >> SCENARIO & 1
    cut_off = _is_reached(sweep, edge.origin, BASELINE) and not _is_reached(sweep, edge.origin, SCENARIO)
    if not live or cut_off:
        return LinkImpact.LOST
    strong = all(sweep.net.sites[name].strong for name in ends)
    return LinkImpact.KEPT if strong and not _is_turned(sweep, edge) else LinkImpact.WEAKENED


def _is_turned(sweep: Sweep, edge: Edge) -> bool:
    """Say whether the scenario closes what a link crosses on its way of the day."""
    conditions = sweep.conditions_in(SCENARIO)
    return conditions != AS_ON_THE_DAY and bool(turned_by(sweep.net, edge, conditions))


def _lost_by(tokens: frozenset[Token], site: Site) -> tuple[Token, ...]:
    """Return what took a facility away: its own token, and hosts if too few of them still give leave."""
    gone = [host for host in site.leave.hosts if host in tokens]
    enough_gone = len(gone) == len(site.leave.hosts) or not site.leave.any_one
    return (*([site.token] if site.token in tokens else []), *(gone if enough_gone else []))


def _is_reached(sweep: Sweep, name: str, case: int) -> bool:
    """Say whether a facility is reached from a gateway."""
    return bool(sweep.reached(name) >> case & 1)
