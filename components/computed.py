"""Computed ways as lines on the map: the true paths of the selected operation, before and in the scenario."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from components import cache
from components.cards.names import short_name_of
from components.scene import Scene
from geo.airway import AirPath
from geo.carriage import AirWay
from geo.lift import AS_ON_THE_DAY, Conditions
from geo.lift_routes import LegFigures, LiftLeg, LiftRoute
from geo.numbers import spaced
from geo.results import OperationImpact
from geo.sweep import Sweep
from geo.vocabulary import Mode

SCENARIO_CASE = 1


def ways_of(scene: Scene, selected: str | None) -> list[dict[str, Any]]:
    """Return the computed ways of the selected operation as the painter draws them; none for anything else."""
    row = scene.impact.operations.get(selected or "")
    if row is None or scene.net.lift is None:
        return []
    conditions = Sweep.of(scene.net, [scene.tokens]).conditions_in(SCENARIO_CASE)
    found = [way for cls, route, case in _routes(row, conditions) for way in _legs(scene, route, cls, case)]
    return list({str(way["points"]): way for way in found}.values())


def _routes(row: OperationImpact, conditions: Conditions) -> Iterator[tuple[str, LiftRoute, Conditions]]:
    """Yield the ways of an operation; the later one lies on top, and has the legs that several share."""
    for group in row.groups:
        if group.lift_before is not None and group.lift_before != group.lift_after:
            yield "before", group.lift_before, AS_ON_THE_DAY
    for group in row.groups:
        if group.paper is not None:
            yield "paper", group.paper.lift, conditions
    for group in row.groups:
        if group.lift_after is not None:
            yield "after", group.lift_after, conditions


def _legs(scene: Scene, route: LiftRoute, cls: str, conditions: Conditions) -> Iterator[dict[str, Any]]:
    for leg in route.legs:
        # A way is on paper for the sake of the legs that nobody reported; those that were are drawn as such.
        leg_cls = "after" if cls == "paper" and leg.link else cls
        points = _points(scene, leg, conditions) if leg.figures is not LegFigures.BY_LAND and leg.km else ()
        if points:
            yield {
                "cls": leg_cls if leg.figures is LegFigures.COMPUTED else "beyond",
                "mode": leg.mode.value,
                "points": [[round(lat, 3), round(lon, 3)] for lon, lat in points],
                "stops": [[round(points[-1][1], 3), round(points[-1][0], 3)]],
                "label": label_of(scene, leg, leg_cls),
                "select": leg.link,
            }


def _points(scene: Scene, leg: LiftLeg, conditions: Conditions) -> tuple[tuple[float, float], ...]:
    lift = scene.net.lift
    if lift is None:
        return ()
    if leg.mode is Mode.AIR:
        way = lift.air(leg.origin, leg.target).way(conditions.skies)
        shut = lift.shut_between(leg.origin, leg.target) | conditions.skies
        return way.points if way and _is_legal(scene, way, shut) else ()
    voyage = lift.sail(leg.origin, leg.target, conditions)
    return voyage[0].points if voyage else ()


def _is_legal(scene: Scene, way: AirWay, shut: frozenset[str]) -> bool:
    """Say whether a way keeps out of what is closed, asked of the airspaces themselves: none is drawn that does not."""
    return not isinstance(way, AirPath) or not cache.airspace(scene.world.digest).crossed(way, shut)


def label_of(scene: Scene, leg: LiftLeg, cls: str) -> str:
    """Return what is said of a leg under the pointer."""
    ends = f"{short_name_of(scene.world, leg.origin)} to {short_name_of(scene.world, leg.target)}"
    figures = [f"{spaced(leg.km)} km" if leg.km else ""]
    figures += [f"{leg.air.payload_t:.0f} t", f"{leg.air.hours:.1f} h"] if leg.air else []
    figures += [f"{leg.days:.1f} days"] if leg.days else []
    state = {"before": ", as before the scenario", "paper": ", on paper only"}.get(cls, "")
    doubt = "" if leg.figures is LegFigures.COMPUTED else f"; {leg.figures.value}"
    return f"{ends}: {', '.join(filter(None, figures))}{state} (computed){doubt}"
