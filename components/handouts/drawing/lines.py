"""Support lines, computed ways and straits on a picture, with the course, bow and order that they have on the page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

import numpy as np
from matplotlib.path import Path as Outline

from components.handouts.drawing.colour import faded
from components.handouts.drawing.frame import Floats, to_world
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Look
from geo.sphere import EARTH_KM, to_lon_lat, to_vectors

BOW_SHARE: Final = 0.035
"""Sideways bow of lines that join the same two places, as a share of their length; as in `lines.js`."""
STEP_KM: Final = 150
MOST_STEPS: Final = 96
ARROW_AT: Final = 0.55
"""Where on a line its arrow lies, as a share of the line."""
ARROW_HEAD: Final = np.array([(0.5, 0.5), (7.5, 4.0), (0.5, 7.5)])
ARROW_TIP: Final = np.array([5.0, 4.0])
"""The point of the arrow that lies on the line."""
ARROW_SCALE: Final = 9 / 8
STOP_PX: Final = 5.0


def draw_links(stage: Stage) -> None:
    """Draw the support lines: those of the selection on top, the others faded."""
    states, chain = stage.states["links"], set(stage.states["chain"]["links"])
    links = {row["id"]: row for row in stage.shapes.constant["links"]}
    sides = _sides([links[name] for name in states])
    chosen = bool(chain or stage.states["chain"]["places"])
    for name in sorted(states, key=lambda name: name in chain):
        strength = "strong" if name in chain else "faded" if chosen else ""
        points = course_px(stage, links[name], sides[name])
        if stage.sees(points):
            _draw_link(stage, points, f"{states[name]} {strength}")


def _draw_link(stage: Stage, points: Floats, state: str) -> None:
    look = stage.sheet.look
    stage.pen.line(points, look(stage.root, f"line-casing {state}"))
    stage.pen.line(points, look(stage.root, f"line {state}"))
    middle = max(1, math.floor(len(points) * ARROW_AT))
    along = points[middle] - points[middle - 1]
    length = float(np.hypot(*along))
    if not length:
        return
    turn = np.array([along, (-along[1], along[0])]) / length
    head = (ARROW_HEAD - ARROW_TIP) * ARROW_SCALE @ turn + points[middle]
    arrow = stage.sheet.look(f"arrow {state.split()[0]}")
    opacity = float(stage.sheet.declared(stage.root, f"line-arrow {state}").get("opacity", 1))
    fill = arrow.fill and faded(arrow.fill, opacity)
    stage.pen.paint(Outline(np.concatenate([head, head[:1]]), closed=True), Look(fill=fill))


def course_px(stage: Stage, link: Mapping[str, Any], side: float = 0.0) -> Floats:
    """Return the points of a line in pixels; it bows to a side where several join the same two places."""
    places = stage.shapes.places
    return stage.px(bowed(great_circle(places[link["origin"]], places[link["target"]]), side * BOW_SHARE))


def _sides(links: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Give lines that join the same two places their own sides, in the order of the data."""
    pairs: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for link in links:
        pairs.setdefault(tuple(sorted((link["origin"], link["target"]))), []).append(link)
    return {
        link["id"]: (1 if link["origin"] == pair[0] else -1) * (number - (len(group) - 1) / 2)
        for pair, group in pairs.items()
        for number, link in enumerate(group)
    }


def great_circle(start: Sequence[float], end: Sequence[float]) -> Floats:
    """Return points along a great circle, about one every 150 km, shape (n, 2), latitude first.

    Longitudes do not jump at 180 degrees.

    Parameters
    ----------
    start, end
        Latitude and longitude, degrees.
    """
    both = np.array([start, end], dtype=float)
    one, other = to_vectors(both[:, 1], both[:, 0])
    angle = math.acos(max(-1.0, min(1.0, float(one @ other))))
    if angle < 1e-6:
        return both
    steps = max(2, min(MOST_STEPS, math.ceil(angle * EARTH_KM / STEP_KM)))
    share = np.linspace(0, 1, steps + 1)[:, None]
    points = (np.sin((1 - share) * angle) * one + np.sin(share * angle) * other) / math.sin(angle)
    lon, lat = to_lon_lat(points)
    return np.stack([lat, np.degrees(np.unwrap(np.radians(lon)))], axis=-1)


def bowed(path: Floats, share: float) -> Floats:
    """Return a path bowed sideways on the map by a share of its length.

    Parameters
    ----------
    path
        Points of shape (n, 2), latitude first.
    share
        The bow; positive to one side, negative to the other.
    """
    if not share or len(path) < 3:
        return path
    x, y = to_world(path[:, 1], path[:, 0]).T
    along_x, along_y = x[-1] - x[0], y[-1] - y[0]
    at = np.linspace(0, 1, len(path))
    lift = share * 4 * at * (1 - at)
    lat = np.degrees(np.arctan(np.sinh(math.pi * (1 - 2 * (y + along_x * lift)))))
    return np.stack([lat, (x - along_y * lift) * 360 - 180], axis=-1)


def draw_passages(stage: Stage) -> None:
    """Draw the straits and canals that are closed."""
    for passage in stage.states["closures"]["passages"].values():
        points = stage.px(np.array(passage["line"], dtype=float))
        stage.pen.line(points, stage.sheet.look(f"passage {passage['cls']}"))


def draw_ways(stage: Stage) -> None:
    """Draw the ways that were computed, with their stops."""
    for way in stage.states["ways"]:
        points = stage.px(_along(way))
        if not stage.sees(points):
            continue
        stage.pen.line(points, stage.sheet.look(f"way-casing {way['cls']}"))
        stage.pen.line(points, stage.sheet.look(f"way {way['cls']} {way['mode']}"))
        for lat, lon in way["stops"]:
            stop = Outline.circle(stage.frame.place_px(lat, lon), STOP_PX)
            stage.pen.paint(stop, stage.sheet.look(f"way-stop {way['cls']}"))


def _along(way: Mapping[str, Any]) -> Floats:
    """Return the points of a way: great circles between the turns in the air, straight pieces between those at sea."""
    points = way["points"]
    if way["mode"] == "sea":
        return np.array(points, dtype=float)
    return np.concatenate(list(_joined(great_circle(a, b) for a, b in pairwise(points))))


def _joined(pieces: Iterator[Floats]) -> Iterator[Floats]:
    """Yield pieces of a way, each shifted by whole turns so that it goes on where the one before ended."""
    last = None
    for piece in pieces:
        shift = 0.0 if last is None else 360 * round((last - piece[0, 1]) / 360)
        moved = piece + np.array([0, shift])
        yield moved if last is None else moved[1:]
        last = float(moved[-1, 1])
