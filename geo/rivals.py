"""The best way to fly to a place by computed figures, and its rivals: reported or not, they rest on figures alone."""

from __future__ import annotations

from collections.abc import Sequence

from geo.airleg import NoLeg, NoLegReason
from geo.airlift import Routes, best_routes
from geo.network import Net
from geo.scenario import Token
from geo.sweep import SCENARIO, Sweep


def rival_routes(
    net: Net, target: str, *, tokens: frozenset[Token] = frozenset(), origins: Sequence[str] = ()
) -> Routes | NoLeg:
    """Return the routes to a place that carry most a day, most a flight, and are shortest and have fewest stops.

    Parameters
    ----------
    net
        The network of the day.
    target
        Id of a facility or an operation.
    tokens
        What is taken away; only what can still be used is flown from and stopped at.
    origins
        Ids of facilities to start from; none: every gateway.

    Returns
    -------
    Routes or NoLeg
        If there is none, why the direct flight from the first origin is not possible.
    """
    lift, sweep = net.lift, Sweep.of(net, [tokens])
    if lift is None or not lift.is_airfield(target):
        words = "No ways by air are prepared for this place."
        return NoLeg(origin=target, target=target, reason=NoLegReason.NO_RUNWAY_DATA, words=words)
    usable = [site for site in net.sites.values() if lift.is_airfield(site.id) and sweep.up(site.id) >> SCENARIO & 1]
    starts = [site.id for site in usable if (site.id in origins if origins else site.gateway) and site.id != target]
    if not starts:
        words = "No airfield that such a flight could start from can be used."
        return NoLeg(origin=target, target=target, reason=NoLegReason.CLOSED_ORIGIN, words=words)
    conditions = sweep.conditions_in(SCENARIO)
    return best_routes(
        lift.airlift_all(conditions),
        [lift.field(name, conditions) for name in starts],
        lift.field(target, conditions),
        stops=[lift.field(site.id, conditions) for site in usable if not site.gateway],
    )
