"""What lies under everything else: land, borders, closed skies, regions of influence, ground within reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from matplotlib.path import Path as Outline

from components.handouts.drawing.frame import Floats
from components.handouts.drawing.shapes import BORDER, COAST, UNDETERMINED, Shape
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Look

STROKES: Final = ((COAST, 0.9, ()), (BORDER, 1.0, ()), (UNDETERMINED, 1.1, (5.0, 4.0)))
"""How wide coasts and borders are drawn, and with what dashes, pixels; as in `basemap.js`."""
SKIES: Final = (("some", "closed-some"), ("day", "closed"), ("scenario", "closed-now"))
"""The colour of the hatch by who closes a sky; as in `basemap.js`."""
SKY_APART_PX: Final = 10.0
HELD_APART_PX: Final = 7 * 2**0.5


def draw_ground(stage: Stage) -> None:
    """Draw the ground."""
    _draw_land(stage)
    _draw_skies(stage)
    _draw_borders(stage)
    _draw_areas(stage)
    _draw_reach(stage)


def _draw_land(stage: Stage) -> None:
    land, sea = (Look(fill=stage.sheet.colour(name)) for name in ("land", "sea"))
    corners = np.array([[0, 0], [stage.pen.width_px, 0], [stage.pen.width_px, stage.pen.height_px]])
    rest = np.array([[0, stage.pen.height_px], [0, 0]])
    stage.pen.paint(Outline(np.concatenate([corners, rest]), closed=True), sea)
    for rows in stage.shapes.countries.values():
        for shape in rows:
            _paint(stage, shape, land)
    for lake in stage.shapes.lakes:
        _paint(stage, lake, sea)


def _draw_skies(stage: Stage) -> None:
    for cls, colour in SKIES:
        for code, sky in stage.states["closures"]["countries"].items():
            for shape in stage.shapes.countries.get(code, ()) if sky["cls"] == cls else ():
                for outline in shape.on(stage.frame):
                    stage.pen.hatch(outline, stage.sheet.colour(colour), apart_px=SKY_APART_PX)


def _draw_borders(stage: Stage) -> None:
    """Draw each kind of border as one line, for there are thousands of pieces."""
    for kind, width_px, dash_px in STROKES:
        pieces = [outline for shape in stage.shapes.lines[kind] for outline in shape.on(stage.frame)]
        if pieces:
            look = Look(stroke=stage.sheet.colour("border"), width_px=width_px, dash_px=dash_px)
            stage.pen.paint(Outline.make_compound_path(*pieces), look)


def _draw_areas(stage: Stage) -> None:
    for name, shape in stage.shapes.areas.items():
        if name in stage.states["areas"]:
            sketch = "sketch" if name in stage.shapes.sketches else ""
            _paint(stage, shape, stage.sheet.look(stage.root, f"area {sketch} {stage.states['areas'][name]}"))
    held, lines = stage.sheet.look("held on"), stage.sheet.look("held-line")
    for name in stage.states["held"]:
        for outline in stage.shapes.held[name].on(stage.frame) if name in stage.shapes.held else ():
            if lines.stroke:
                stage.pen.hatch(outline, lines.stroke, apart_px=HELD_APART_PX, width_px=lines.width_px)
            stage.pen.paint(outline, held)


def _draw_reach(stage: Stage) -> None:
    """Draw the ground within reach, and what dropped out of it."""
    for part in ("gone", "now") if stage.states["reach"] else ():
        for polygon in stage.states["reach"][part]:
            rings = [np.array([*ring, ring[0]], dtype=float) for ring in polygon]
            for turn in (-1, 0, 1):
                _draw_reached(stage, rings, part, turn)


def _draw_reached(stage: Stage, rings: Sequence[Floats], part: str, turn: int) -> None:
    """Draw one polygon, shifted by whole turns of the earth; edges that only cut it at an end of the map are none."""
    points = [stage.px(ring + np.array([0, 360 * turn])) for ring in rings]
    if not stage.sees(points[0]):
        return
    shape = Outline.make_compound_path(*(Outline(ring, closed=True) for ring in points))
    stage.pen.paint(shape, stage.sheet.look(f"reach {part}"))
    for ring, degrees in zip(points, rings, strict=True):
        at_end = (np.abs(degrees[:, 0]) > 89.9) | (np.abs(np.abs(degrees[:, 1]) % 360 - 180) < 0.01)
        codes = np.where(at_end & np.roll(at_end, 1), Outline.MOVETO, Outline.LINETO)
        codes[0] = Outline.MOVETO
        stage.pen.paint(Outline(ring, codes), stage.sheet.look(f"reach-edge {part}"))


def _paint(stage: Stage, shape: Shape, look: Look) -> None:
    for outline in shape.on(stage.frame):
        stage.pen.paint(outline, look)
