"""Facilities, operations and events on a picture, in the shapes, states and order that they have on the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.patches import FancyBboxPatch
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from components.handouts.drawing.colour import Colour, faded
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Look

SIZE_PX: Final = 26
NEAR_ZOOM: Final = 6
"""Below this, lesser facilities are drawn small; as in `geometry.js`."""
SMALLEST: Final = 0.5
"""Of facilities drawn by what hangs on them, one that nothing does; as in `marks.js`."""
RANK_SELECTED, RANK_LOST, RANK_EVENT, RANK_OPERATION, RANK_NO_SIZE = 30, 9, 8, 7, 6
STEP, SIZED_STEP = 100, 100_000
"""By how many pixels a rank lifts a mark above those further south, also where sizes count; as in `marks.js`."""
GLYPH_PLACE: Final = {"facility": (4.0, 0.75), "operation": (0.0, 1.0), "event": (0.0, 1.0)}
"""By how much a glyph is shifted and scaled into its mark; as in `painter.css`."""
CROSSED: Final = "M5 5 L21 21 M21 5 L5 21"
SLASHED: Final = "M5 21 L21 5"
_SCALE = re.compile(r"scale\(([\d.]+)\)")
_CODES: Final[Mapping[str, int]] = {
    "lineTo": int(Outline.LINETO),
    "qCurveTo": int(Outline.CURVE3),
    "curveTo": int(Outline.CURVE4),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Something that stands on the map, and how it does."""

    sort: str
    """`facility`, `operation` or `event`."""
    record: Mapping[str, Any]
    state: str
    at: tuple[float, float]
    """Pixels from the upper left corner."""
    faded: bool
    selected: bool
    scale: float | None
    """How big it is, where facilities are drawn by size."""

    @property
    def name(self) -> str:
        """The id of what it stands for."""
        return str(self.record["id"])

    @property
    def is_minor(self) -> bool:
        """Whether it neither passes support on nor changed: drawn small while the map is far out."""
        if self.sort != "facility" or "lost" in self.state:
            return False
        return self.record["role"] == "outpost" or not self.state.startswith("active")

    @property
    def classes(self) -> str:
        """What it is called in the rules of style."""
        passing = (("minor", self.is_minor), ("selected", self.selected), ("faded", self.faded))
        words = [word for word, is_so in (*passing, ("sized", self.scale is not None)) if is_so]
        return " ".join(["mark", self.sort, self.state, *words])


def marks_of(stage: Stage) -> list[Mark]:
    """Return the marks on a picture, the lowest first."""
    constant, states = stage.shapes.constant, stage.states
    shown = [
        *(("facility", row, states["facilities"].get(row["id"])) for row in constant["facilities"]),
        *(("operation", row, states["operations"].get(row["id"])) for row in constant["operations"]),
        *(("event", row, "on") for row in states["events"]),
    ]
    marks = [_mark(stage, sort, row, state) for sort, row, state in shown if state]
    ranks = constant["words"]["role_rank"]
    seen = [mark for mark in marks if stage.sees(np.array([mark.at]))]
    sized = stage.states["sizes"] is not None
    return sorted(seen, key=lambda mark: _level(mark, ranks, sized=sized) + mark.at[1])


def _mark(stage: Stage, sort: str, row: Mapping[str, Any], state: str) -> Mark:
    states, name = stage.states, row["id"]
    chain = {*states["chain"]["links"], *states["chain"]["places"]}
    sizes = states["sizes"] if sort == "facility" else None
    return Mark(
        sort=sort,
        record=row,
        state=state,
        at=stage.frame.place_px(row["lat"], row["lon"]),
        faded=bool(chain) and name not in chain and name != states["selected"],
        selected=name == states["selected"],
        scale=None if sizes is None else sizes.get(name, SMALLEST),
    )


def _level(mark: Mark, role_ranks: Mapping[str, int], *, sized: bool) -> float:
    """Return how high a mark lies above others; among equals the more southern one does."""
    return _rank(mark, role_ranks, sized=sized) * (SIZED_STEP if sized else STEP)


def _rank(mark: Mark, role_ranks: Mapping[str, int], *, sized: bool) -> float:
    """Return what matters more; but of facilities drawn by size the smaller, which a bigger one would hide."""
    if mark.selected:
        return RANK_SELECTED
    if mark.scale is not None and mark.scale > SMALLEST:
        return RANK_EVENT - mark.scale / 10
    if "lost" in mark.state:
        return RANK_LOST
    if mark.sort == "operation":
        return RANK_OPERATION
    if mark.sort == "event":
        return RANK_EVENT
    return RANK_NO_SIZE if sized else role_ranks[mark.record["role"]]


def draw_marks(stage: Stage, marks: list[Mark]) -> None:
    """Draw marks, the first lowest."""
    far = "far" if stage.frame.step < NEAR_ZOOM else ""
    for mark in marks:
        css = stage.sheet.declared(far, mark.classes, "svg")
        given = _SCALE.search(css.get("transform", ""))
        scale = mark.scale or (float(given[1]) if given else 1.0)
        draw_mark(stage, mark, scale)


def draw_mark(stage: Stage, mark: Mark, scale: float) -> None:
    """Draw a mark at its place; a mark of scale 1 is 26 pixels wide."""
    opacity = float(stage.sheet.declared(mark.classes).get("opacity", 1))
    glyphs = stage.shapes.constant["glyphs"]
    glyph = {"facility": mark.record.get("kind"), "operation": mark.state}.get(mark.sort, "")
    shift, size = GLYPH_PLACE[mark.sort]
    parts = [
        ("body", body(mark.sort)),
        ("glyph", _scaled(glyphs.get(glyph, glyphs["unknown"]), shift, size) if glyph else None),
        *((name, of_svg(path)) for name, path in (("crossed", CROSSED), ("slashed", SLASHED))),
    ]
    for name, shape in parts:
        if shape is not None:
            look = stage.sheet.look(mark.classes, name)
            # The strokes of marks drawn by size keep their width, as on the page.
            factor = 1 if mark.scale else scale * (size if name == "glyph" else 1)
            stage.pen.paint(_placed(shape, mark.at, scale), _at_size(look, factor, opacity))


def draw_vague_rings(stage: Stage, marks: list[Mark]) -> None:
    """Draw a ring of its size around each place that is only known roughly."""
    for mark in marks:
        radius_km = mark.record.get("vague_km", 0)
        if radius_km:
            north = np.radians(mark.record["lat"])
            equator_km_per_px = 40075.0167 / stage.frame.scale
            radius_px = radius_km / (equator_km_per_px * np.cos(north))
            stage.pen.paint(Outline.circle(mark.at, float(radius_px)), stage.sheet.look("vague-ring"))


def _at_size(look: Look, scale: float, opacity: float) -> Look:
    return Look(
        fill=_faded(look.fill, opacity),
        stroke=_faded(look.stroke, opacity),
        width_px=look.width_px * scale,
        dash_px=tuple(part * scale for part in look.dash_px),
        round_cap=look.round_cap,
        hidden=look.hidden,
    )


def _faded(colour: Colour | None, opacity: float) -> Colour | None:
    return colour and faded(colour, opacity)


def _placed(shape: Outline, at: tuple[float, float], scale: float) -> Outline:
    middle = SIZE_PX / 2
    return shape.transformed(Affine2D().translate(-middle, -middle).scale(scale).translate(*at))


def _scaled(path: str, shift: float, size: float) -> Outline:
    return of_svg(path).transformed(Affine2D().scale(size).translate(shift, shift))


@lru_cache(maxsize=8)
def body(sort: str) -> Outline:
    """Return the body of a mark on a square of 26 units; as in `marks.js`."""
    if sort == "facility":
        return FancyBboxPatch((8.5, 8.5), 9, 9, boxstyle="round,pad=4.5").get_path()
    if sort == "operation":
        return Outline.circle((13, 13), 10.5)
    return of_svg("M13 4 L22 13 L13 22 L4 13 Z")


@lru_cache(maxsize=64)
def of_svg(path: str) -> Outline:
    """Return a path as SVG writes it as an outline."""
    pen = RecordingPen()
    parse_path(path, pen)
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    for act, ends in pen.value:
        if act == "moveTo":
            points, codes = [*points, ends[0]], [*codes, int(Outline.MOVETO)]
        elif act in _CODES:
            points, codes = [*points, *ends], [*codes, *[_CODES[act]] * len(ends)]
        elif act == "closePath":
            points, codes = [*points, points[-1]], [*codes, int(Outline.CLOSEPOLY)]
    return Outline(points, codes)
