"""How everything on the map looks for a view and an impact: class names by id, which the painter puts on."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from components import style
from components.sky import OPEN, closures_of
from components.state import Focus
from components.view import Base, Borders, Layer, View
from geo.dates import covers
from geo.model import Facility, Operation
from geo.results import Impact, SupportStatus
from geo.scenario import TokenKind
from geo.world import World

START_CENTRE: Final = (26.5, 18.5)
"""Where the map begins: the network around the Mediterranean, the Sahel and the Black Sea; degrees north, east."""
START_ZOOM: Final = 4
ALL_BOUNDS: Final = ((-22.0, -95.0), (70.0, 140.0))
REGION_ZOOM: Final = 7
RECORD_ZOOM: Final = 6
EVENT_DAYS: Final = 180
"""Events of this many days before the date are shown on the map."""


@dataclass(frozen=True, kw_only=True)
class MapStory:
    """What the map shows beside the view: the impact, what is selected and what belongs to it."""

    day: date
    impact: Impact
    chain_links: tuple[str, ...] = ()
    chain_places: tuple[str, ...] = ()
    single: Mapping[str, tuple[tuple[str, ...], ...]]
    """By facility, what its loss alone would cost: operations unsupported, on paper only, strained."""
    ways: Sequence[Mapping[str, Any]] = ()
    """Ways that were computed: `cls`, `mode`, `points` and `stops` as lat, lon, `label`, `select`."""
    reach: Mapping[str, Any] | None = None
    """The ground within reach now and what dropped out of it, as rings of lat, lon."""
    sizes: Mapping[str, float] | None = None
    """How much bigger than usual facilities are drawn, by id; None: all alike."""


def states_of(view: View, world: World, story: MapStory, focus: Focus) -> dict[str, Any]:
    """Return how everything on the map looks: class names by id, and what is selected.

    Parameters
    ----------
    view
        What the reader chose.
    world
        The facts.
    story
        The impact, and what belongs to the selection.
    focus
        The latest wish to move the map.
    """
    closes = any(token.kind in (TokenKind.OVERFLIGHT, TokenKind.PASSAGE) for token in story.impact.tokens)
    shades = Layer.CLOSURES in view.layers or story.ways or story.reach or closes
    states = {
        "facilities": _facilities(view, world, story.impact),
        "operations": _operations(story.impact) if Layer.OPERATIONS in view.layers else {},
        "links": _links(view, world, story) if Layer.LINES in view.layers else {},
        "areas": _areas(view, world, story) if Layer.REGIONS in view.layers else {},
        "held": _held(world, story.day) if view.borders is Borders.DE_FACTO else [],
        "events": _events(world, story.day) if Layer.EVENTS in view.layers else [],
        "closures": closures_of(world, story.day, story.impact.tokens) if shades else OPEN,
        "ways": story.ways,
        "reach": story.reach,
        "sizes": story.sizes,
        "selected": view.sel,
        "chain": {"links": story.chain_links, "places": story.chain_places},
        "worsened": [name for name, row in story.impact.operations.items() if row.worsened],
        "single": story.single,
        "theme": view.theme,
        "base": view.base,
        "focus": focus_of(focus, world, story.ways if focus.target == view.sel else ()),
        "foot": _foot(view, world),
    }
    return {**states, "stamp": _stamp(states)}


def _stamp(states: Mapping[str, Any]) -> str:
    return format(zlib.crc32(json.dumps(states, sort_keys=True).encode()), "x")


def _foot(view: View, world: World) -> str:
    source = "Natural Earth" if view.base is Base.EMBEDDED else "online tiles"
    return f"Facts to {world.meta.data_cutoff.spoken} · {borders_in_words(view.borders)} · {source}"


def borders_in_words(borders: Borders) -> str:
    """Return whose perspective borders show, as a note to the map says it."""
    return "recognised borders" if borders is Borders.RECOGNISED else "recognised borders, de facto control hatched"


def _facilities(view: View, world: World, impact: Impact) -> dict[str, str]:
    found = {}
    for name, row in impact.facilities.items():
        if row.state is None or world.facilities[name].kind not in view.layers:
            continue
        lost = " lost" if row.usable_before and not row.usable else ""
        cut = " cut" if row.reached_before and not row.reached and not lost else ""
        found[name] = f"{row.state.value}{lost}{cut}"
    return found


def _operations(impact: Impact) -> dict[str, str]:
    running = {name: style.STATUS_CLASS[row.status] for name, row in impact.operations.items()}
    return running | {name: stage.value for name, stage in impact.not_running.items()}


def _links(view: View, world: World, story: MapStory) -> dict[str, str]:
    drawn = {way["select"] for way in story.ways}
    hidden = {name for name, facility in world.facilities.items() if facility.kind not in view.layers}
    if Layer.OPERATIONS not in view.layers:
        hidden |= world.operations.keys()
    return {
        name: state.value
        for name, state in story.impact.links.items()
        if world.links[name].origin not in hidden and world.links[name].target not in hidden and name not in drawn
    }


def _areas(view: View, world: World, story: MapStory) -> dict[str, str]:
    found: dict[str, str] = {}
    for region in world.regions.values():
        for influence in region.influence:
            if (
                influence.area is None
                or influence.kind == "homeland"
                or not covers(influence.start, influence.end, story.day)
            ):
                continue
            status = _worst(story.impact, world, region.id, frozenset(influence.countries))
            chosen = " selected" if view.sel == region.id else ""
            found[influence.area] = f"{style.STATUS_CLASS[status] if status else 'quiet'}{chosen}"
    return found


def _worst(impact: Impact, world: World, region: str, countries: frozenset[str]) -> SupportStatus | None:
    """Return the worst status among the running operations of a region in some countries, or None if there are none."""
    rows = [
        row.status
        for name, row in impact.operations.items()
        if world.operations[name].region == region and countries & set(world.operations[name].country)
    ]
    known = [status for status in rows if status is not SupportStatus.NO_BASELINE]
    return min(known or rows, key=lambda status: status.rank, default=None)


def _held(world: World, day: date) -> list[str]:
    return [area.id for area in world.de_facto.values() if covers(area.start, area.end, day)]


def _events(world: World, day: date) -> list[dict[str, Any]]:
    found = []
    for event in world.events.values():
        place = next(
            (
                world.facilities.get(name) or world.operations.get(name)
                for name in event.affects
                if name in world.facilities or name in world.operations
            ),
            None,
        )
        if place is not None and 0 <= (day - event.date.first).days <= EVENT_DAYS:
            found.append(
                {
                    "id": event.id,
                    "name": event.title,
                    "short": event.title,
                    "detail": event.date.spoken,
                    "lat": place.lat + 0.22,
                    "lon": place.lon + 0.22,
                }
            )
    return found


def focus_of(focus: Focus, world: World, ways: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Return where a wish moves the map, as the painter reads it.

    Parameters
    ----------
    focus
        The wish.
    world
        The facts.
    ways
        The computed ways that are drawn for what is to be seen.
    """
    key = f"{focus.serial}-{focus.kind}-{focus.target}"
    if focus.kind in ("map", "step"):
        lat, lon, zoom = focus.target.split(",")
        return {"key": key, "centre": [float(lat), float(lon)], "zoom": int(zoom), "step": focus.kind == "step"}
    if focus.kind == "region" and focus.target in world.regions:
        return {"key": key, "bounds": region_bounds(world, focus.target), "max_zoom": REGION_ZOOM}
    if focus.kind == "record" and (focus.target in world.regions or places_of(world, focus.target)):
        route = [(lat, lon) for way in ways for lat, lon in way["points"]]
        bounds = box_of(route) if route else _record_bounds(world, focus.target)
        return {"key": key, "bounds": bounds, "max_zoom": RECORD_ZOOM}
    if focus.kind == "sight" and focus.target in world.facilities:
        place = world.facilities[focus.target]
        return {"key": key, "sight": [place.lat, place.lon]}
    if focus.kind == "all":
        return {"key": key, "bounds": ALL_BOUNDS}
    return {"key": key, "centre": START_CENTRE, "zoom": START_ZOOM, "fit": True}


def region_bounds(world: World, region: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the corners (south-west, north-east; lat, lon) of what stands in a region; where nothing does, of all."""
    places: list[Facility | Operation] = [*world.facilities.values(), *world.operations.values()]
    rows = [row for row in places if row.region == region]
    return box_of([(row.lat, row.lon) for row in rows]) if rows else ALL_BOUNDS


def _record_bounds(world: World, name: str) -> tuple[tuple[float, float], tuple[float, float]]:
    if name in world.regions:
        return region_bounds(world, name)
    return box_of([(place.lat, place.lon) for place in places_of(world, name)])


def places_of(world: World, name: str) -> list[Facility | Operation]:
    """Return the facilities and operations that a record is, joins, touches or lies among."""
    link = world.links.get(name)
    touched = getattr(world.records.get(name), "affects", ())
    names = (link.origin, link.target) if link else (name, *touched)
    found = [world.facilities.get(each) or world.operations.get(each) for each in names]
    return [place for place in found if place is not None]


def box_of(points: list[tuple[float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the box of some places with a margin of about a degree, so that a single place has room around it."""
    lats, lons = zip(*points, strict=True)
    return (min(lats) - 1, min(lons) - 1.2), (max(lats) + 1, max(lons) + 1.2)
