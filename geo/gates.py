"""What would shut a leg: the smallest sets of closed skies or passages that leave it too little (method: 3.1)."""

from __future__ import annotations

from collections.abc import Callable

from geo.airfield import Airfield
from geo.airleg import leg_load_t
from geo.airlift import DAY_H, cycle_hours
from geo.carriage import AirWay
from geo.cut_sets import LONG, minimal_cut_sets
from geo.legs import Closures, Leg, Way
from geo.lift import AS_ON_THE_DAY, DayLift
from geo.network import Edge, Net
from geo.scenario import Token, overflight_token, passage_token
from geo.vocabulary import Mode


def shutting_sets(net: Net, link_id: str) -> tuple[frozenset[Token], ...]:
    """Return the minimal sets of up to three closures that shut a leg, smallest first.

    A leg by air is shut if no legal way is left, or none on which an aircraft carries as much a day as an operation
    wants to be strained and not worse; one that figures do not allow anyway, and one by sea, if no way is left.

    Parameters
    ----------
    net
        The network of the day, compiled with lift.
    link_id
        Id of a link that is live on the day.

    Returns
    -------
    tuple
        Empty if the leg is none that can be computed, or has no way on the day already.
    """
    lift, edge = net.lift, net.edges[link_id]
    if lift is None or not lift.is_leg(edge) or not lift.is_known(edge):
        return ()
    return _air(lift, edge) if edge.mode is Mode.AIR else _sea(lift, edge)


def breaking_sets(leg: Leg[Way], suffices: Callable[[Way], bool]) -> tuple[Closures, ...]:
    """Return the minimal sets of up to three closures that leave no way, or none that suffices, smallest first.

    Parameters
    ----------
    leg
        The leg; none breaks it if it has no way that suffices on the day already.
    suffices
        Whether a way will do, as one does that is short enough for a load; what does must do if it were shorter.
    """

    def crossed(closed: Closures) -> Closures | None:
        way = leg.way(closed)
        return leg.crossed(closed) if way is not None and suffices(way) else None

    return minimal_cut_sets(crossed, candidates=lambda _: True, budget=LONG).sets


def _air(lift: DayLift, edge: Edge) -> tuple[frozenset[Token], ...]:
    leg, target = lift.air(edge.origin, edge.target), lift.field(edge.target)
    now = leg.way()
    if now is None:
        return ()
    least = lift.assumptions.theta_min * _t_day(lift, now, target)
    found = breaking_sets(leg, lambda way: _t_day(lift, way, target) >= least)
    return tuple(frozenset(map(overflight_token, codes)) for codes in found)


def _sea(lift: DayLift, edge: Edge) -> tuple[frozenset[Token], ...]:
    leg = lift.sea(edge.origin, edge.target)
    found = breaking_sets(leg, lambda _: True)
    return tuple(frozenset(map(passage_token, names)) for names in found)


def _t_day(lift: DayLift, way: AirWay, target: Airfield) -> float:
    """Return the tonnes a day that an aircraft carries along a way; without fuel there, with that for the way back."""
    airlift = lift.airlift(AS_ON_THE_DAY)
    return leg_load_t(airlift, target, way.km) * DAY_H / cycle_hours(airlift, [way.km])


class Gates:
    """The smallest sets of closures that shut each leg of a network, worked out when one is asked for."""

    def __init__(self, net: Net) -> None:
        """Begin with none worked out.

        Parameters
        ----------
        net
            The network of a day.
        """
        self._net = net
        self._found: dict[str, tuple[frozenset[Token], ...]] = {}

    def __getitem__(self, link: str) -> tuple[frozenset[Token], ...]:
        """Return the smallest sets of closures that shut a leg."""
        if link not in self._found:
            self._found[link] = shutting_sets(self._net, link)
        return self._found[link]
