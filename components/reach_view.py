"""The Reach tool: how far a load is carried from a place under what is closed, and what a scenario takes of that."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Final

from components import cache, state
from components.assumed import options, with_texts
from components.cards.names import short_name_of
from components.choices import go
from components.markup import html, panel
from components.scene import Scene
from geo.airleg import AirLeg, NoLeg, NoLegReason
from geo.assumptions import FuelRule, declared
from geo.errors import AssumptionError
from geo.ground import MapPolygon
from geo.numbers import spaced
from geo.reached import Flights, Reached
from geo.world import World

FIRST_ORIGIN: Final = "khmeimim"
FIRST_LOAD_T: Final = 20.0
UNFIT: Final = frozenset({NoLegReason.NO_RUNWAY_DATA, NoLegReason.RUNWAY_TOO_SHORT, NoLegReason.RUNWAY_SURFACE})
_WHY_GONE: Final = {
    NoLegReason.NO_WAY: "Every way crosses closed airspace.",
    NoLegReason.CLOSED_ORIGIN: "The start lies inside airspace that is closed to these flights.",
    NoLegReason.CLOSED_TARGET: "They lie inside airspace that is closed to these flights.",
}
"""What is said of a flight that a scenario bars; any other is too long."""


@dataclass(frozen=True, kw_only=True)
class PlaceRow:
    """An airfield as a row."""

    id: str
    name: str
    km: str
    order: float = 0.0
    load: str = ""
    note: str = ""
    why: str = ""


def reach_states(scene: Scene) -> dict[str, Any] | None:
    """Return the ground within reach and what dropped out of it, as the painter draws it; None if there is none."""
    found = found_from(scene)
    if isinstance(found, NoLeg):
        return None
    lost = not _is_up(scene, origin_of(scene))
    within = () if lost else found.within
    gone = (*found.within, *found.gone) if lost else found.gone
    return {"now": _rings(within), "gone": _rings(gone)}


def reach_headline(scene: Scene) -> str:
    """Return how far the chosen load goes and what it reaches, in a sentence."""
    return _headline(scene, found_from(scene))


def reach_controls(scene: Scene, *, stamp: str) -> None:
    """Draw what to choose, and the answer in a sentence."""
    found, world = found_from(scene), scene.world
    lift = scene.net.lift
    content = html(
        "reach.html",
        headline=_headline(scene, found),
        stamp=stamp,
        origins=_origins(scene),
        origin=origin_of(scene),
        aircraft=options("aircraft", scene.view.assume, world),
        type=scene.view.assume.aircraft,
        payload=f"{load_of(scene):g}",
        largest=f"{lift.aircraft.largest_t:g}" if lift else "",
        refused=state.refused(),
        how=_how(scene),
    )
    acts: dict[str, Callable[[str], None]] = {
        "origin": lambda name: state.choose(origin=name),
        "aircraft": partial(_set_aircraft, world=world),
        "payload": _set_payload,
    }
    panel("reach", content, acts=acts)


def reach_list(scene: Scene) -> None:
    """Draw the airfields within reach, and those that dropped out of it with the reason."""
    found = found_from(scene)
    if isinstance(found, NoLeg):
        return
    inside = [] if not _is_up(scene, origin_of(scene)) else _inside(scene, found.after)
    content = html(
        "reach_list.html",
        inside=inside,
        dropped=[(why, list(rows)) for why, rows in groupby(_dropped(scene, found), key=lambda row: row.why)],
        unfit=_unfit(scene, found.after),
        tokens=scene.tokens,
    )
    panel("reach-list", content, acts={"go": go})


def origin_of(scene: Scene) -> str:
    """Return the facility that the tool starts from: the one chosen, else the best known."""
    return scene.view.origin or FIRST_ORIGIN


def load_of(scene: Scene) -> float:
    """Return the load in tonnes: the one chosen, else 20 t or what the type takes, if less."""
    lift = scene.net.lift
    most = lift.aircraft.largest_t if lift else FIRST_LOAD_T
    return scene.view.payload if scene.view.payload is not None else min(FIRST_LOAD_T, most)


def found_from(scene: Scene) -> Reached | NoLeg:
    """Return what the chosen place reaches with the chosen load."""
    return cache.reach(*scene.key, origin_of(scene), load_of(scene))


def _headline(scene: Scene, found: Reached | NoLeg) -> str:
    name = short_name_of(scene.world, origin_of(scene))
    if isinstance(found, NoLeg):
        return found.words
    if not _is_up(scene, origin_of(scene)):
        when = "in this scenario" if _was_up(scene, origin_of(scene)) else "on this day"
        return f"{name} cannot be used {when}: nothing starts there."
    inside, dropped = _inside(scene, found.after), _dropped(scene, found)
    fields = f"{len(inside)} airfield{'' if len(inside) == 1 else 's'} of this data set"
    back = ", there and back," if scene.view.assume.fuel is FuelRule.CARRIED else ""
    gone = f" {len(dropped)} dropped out in this scenario." if dropped else ""
    return f"From {name}, {load_of(scene):g} t go {spaced(found.range_km)} km{back} and reach {fields}.{gone}"


def _how(scene: Scene) -> str:
    assume = scene.view.assume
    documented = " Airfields without documented fuel must be within half of that." if _is_partly_halved(scene) else ""
    return (
        f"Around what is closed on the day and in the scenario, with {100 * assume.reserve:.0f} % reserve, by "
        "published figures: see “How routes are computed”. Ground within reach may have no runway."
        f"{documented}"
    )


def _is_partly_halved(scene: Scene) -> bool:
    """Say whether the fuel for the way back is carried to some airfields only, so that the ground promises more."""
    return scene.view.assume.fuel is FuelRule.DOCUMENTED


def _origins(scene: Scene) -> dict[str, list[tuple[str, str]]]:
    """Return the airfields that can be chosen, by region."""
    world, places = scene.world, set(cache.airspace(scene.world.digest).places)
    found: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(world.facilities.values(), key=lambda row: row.name):
        if row.id in places:
            found.setdefault(world.regions[row.region].name, []).append((row.id, short_name_of(world, row.id)))
    return dict(sorted(found.items()))


def _is_up(scene: Scene, name: str) -> bool:
    return scene.impact.facilities[name].usable


def _was_up(scene: Scene, name: str) -> bool:
    return scene.impact.facilities[name].usable_before


def _inside(scene: Scene, flights: Flights) -> list[PlaceRow]:
    """Return the airfields in use that a flight reaches, nearest first."""
    lift = scene.net.lift
    legs = [(name, leg) for name, leg in flights.items() if isinstance(leg, AirLeg) and _is_up(scene, name)]
    return [
        PlaceRow(
            id=name,
            name=short_name_of(scene.world, name),
            km=spaced(leg.km),
            order=round(leg.km),
            load=f"{lift.aircraft.payload_at(leg.needed_km):.0f}" if lift else "",
            note="" if leg.fuel_known else "fuel not documented",
        )
        for name, leg in sorted(legs, key=lambda pair: pair[1].km)
    ]


def _dropped(scene: Scene, found: Reached) -> list[PlaceRow]:
    """Return the airfields that were reached with nothing taken away and no longer are, each with the reason."""
    if not _was_up(scene, origin_of(scene)):
        return []
    before = [(name, leg) for name, leg in found.before.items() if isinstance(leg, AirLeg) and _was_up(scene, name)]
    rows = [
        PlaceRow(id=name, name=short_name_of(scene.world, name), km=_lengths(leg.km, found.after_km[name]), why=why)
        for name, leg in before
        if (why := _why_gone(scene, name, found.after[name]))
    ]
    return sorted(rows, key=lambda row: (row.why, row.name))


def _lengths(was_km: float, now_km: float) -> str:
    """Return a length and what became of it, where it is another one."""
    longer = math.isfinite(now_km) and round(now_km) != round(was_km)
    return f"{spaced(was_km)} km before{f', now {spaced(now_km)}' if longer else ''}"


def _why_gone(scene: Scene, name: str, now: AirLeg | NoLeg) -> str:
    """Return why an airfield is reached no longer, in words that others share with it; empty if it is."""
    if not _is_up(scene, origin_of(scene)):
        return f"{short_name_of(scene.world, origin_of(scene))} cannot be used."
    if not _is_up(scene, name):
        return "They cannot be used themselves."
    if isinstance(now, AirLeg):
        return ""
    return _WHY_GONE.get(now.reason, f"Too far now with {load_of(scene):g} t and the reserve.")


def _unfit(scene: Scene, flights: Flights) -> list[PlaceRow]:
    """Return the airfields in use whose runway the type cannot use."""
    return [
        PlaceRow(id=name, name=short_name_of(scene.world, name), km="", why=leg.words)
        for name, leg in flights.items()
        if isinstance(leg, NoLeg) and leg.reason in UNFIT and _is_up(scene, name)
    ]


def _rings(polygons: tuple[MapPolygon, ...]) -> list[list[list[list[float]]]]:
    """Return polygons as the painter wants them: latitude before longitude."""
    return [[[[lat, lon] for lon, lat in ring] for ring in polygon] for polygon in polygons]


def _set_aircraft(name: str, *, world: World) -> None:
    try:
        state.choose(assume=with_texts(state.view().assume, {"aircraft": name}, world), payload=None)
    except AssumptionError as error:
        state.refuse(str(error))


def _set_payload(text: str) -> None:
    """Set the load; what is no number is refused, and what is too much is answered by the headline."""
    try:
        state.choose(payload=round(float(text), 2))
    except ValueError:
        state.refuse(f"{declared()['aircraft'].label}: write the load in tonnes")
