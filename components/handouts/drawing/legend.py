"""The legend of a picture: only what is on the map, with the same shapes as the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from matplotlib.path import Path as Outline

from components.handouts.drawing.ground import SKIES, SKY_APART_PX
from components.handouts.drawing.lettering import BOLD, REGULAR, wrapped
from components.handouts.drawing.marks import Mark, draw_mark
from components.handouts.drawing.pen import Pen
from components.handouts.drawing.seen import seen_states
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Look

ROW_PX: Final = 21.0
"""How high a row of one line is."""
LINE_PX: Final = 15.0
KEY_PX: Final = 30.0
KEY_HEIGHT_PX: Final = 13.0
SIZE_PX: Final = 12.5
TITLE_PX: Final = 14.0
MARK_SCALE: Final = 0.72
SIZED_SCALE: Final = 0.9
HATCH_APART_PX: Final = 7.0
KEY_GAP_PX: Final = 8.0
STRIP_COLUMNS: Final = 4
STRIP_GAP_PX: Final = 5.0
"""What is left free between a map and a legend below it."""
Point = tuple[float, float]
Row = tuple[str, str]
"""A sort of mark, and the state of it."""


def legend_rows(states: Mapping[str, Any]) -> list[Row]:
    """Return what the legend explains, in order; as in `legend.js`."""
    return [*_lines(states), *_marks(states), *_ground(states), *_ways(states), *_rest(states)]


def _seen(values: Iterable[str], *words: str) -> bool:
    return any(word in value.split() for value in values for word in words)


def _lines(states: Mapping[str, Any]) -> Iterator[Row]:
    yield from (("line", word) for word in ("kept", "weakened", "lost") if _seen(states["links"].values(), word))


def _marks(states: Mapping[str, Any]) -> Iterator[Row]:
    facilities = states["facilities"].values()
    if facilities:
        yield "facility", "any"
    known = {"reduced": ("reduced", "contested"), "lost": ("lost",), "cut": ("cut",), "closed": ("evacuated", "closed")}
    for word, states_of_it in {**known, "planned": ("planned",)}.items():
        if _seen(facilities, *states_of_it):
            yield "facility", word
    for word in ("kept", "strained", "paper", "lost", "unknown", "planned"):
        if _seen(states["operations"].values(), word):
            yield "operation", word


def _ground(states: Mapping[str, Any]) -> Iterator[Row]:
    if states["areas"]:
        yield "area", "any"
    if states["held"]:
        yield "held", "any"
    skies, passages = (states["closures"][name].values() for name in ("countries", "passages"))
    for word in ("day", "some", "scenario"):
        for sort, closed in (("sky", skies), ("passage", passages)):
            if _seen((each["cls"] for each in closed), word):
                yield sort, word


def _ways(states: Mapping[str, Any]) -> Iterator[Row]:
    drawn = {way["mode"] if way["cls"] == "after" else way["cls"] for way in states["ways"]}
    yield from (("way", word) for word in ("air", "sea", "before", "beyond", "paper") if word in drawn)


def _rest(states: Mapping[str, Any]) -> Iterator[Row]:
    if states["reach"]:
        yield from (("reach", word) for word in ("now", "gone") if states["reach"][word])
    if states["sizes"]:
        yield "facility", "sized"
    if states["events"]:
        yield "event", "any"


def draw_legend(stage: Stage, pen: Pen, at: Point, width_px: float) -> None:
    """Draw the legend of a map as a column, with its title above and a caution below.

    Parameters
    ----------
    stage
        What the map was drawn with.
    pen
        What draws the legend.
    at
        Its upper left corner.
    width_px
        How wide it may be.
    """
    words, (x, y) = stage.shapes.constant["words"], at
    pen.words(words["legend_title"], (x, y + TITLE_PX), stage.sheet.colour("ink"), face=BOLD, size_px=TITLE_PX)
    y += ROW_PX + 4
    rows = legend_rows(seen_states(stage))
    for row in rows:
        y += _draw_row(_with_pen(stage, pen), row, (x, y), width_px)
    lines = wrapped(words["legend_caution"], REGULAR, SIZE_PX, width_px)
    pen.lines(lines, (x, y + ROW_PX), stage.sheet.colour("muted"), size_px=SIZE_PX, apart_px=LINE_PX)


def strip_rows(count: int) -> int:
    """Return how many rows a legend takes that stands below a map."""
    return -(-count // STRIP_COLUMNS)


def draw_strip(stage: Stage, pen: Pen, rows: Sequence[Row]) -> None:
    """Draw a legend below a map, from column to column, over all that a pen draws on.

    Parameters
    ----------
    stage
        What the map was drawn with.
    pen
        What draws the legend.
    rows
        What it explains.
    """
    wide, high = pen.width_px / STRIP_COLUMNS, strip_rows(len(rows))
    for number, row in enumerate(rows):
        at = (number // high * wide, STRIP_GAP_PX + number % high * ROW_PX)
        _draw_row(_with_pen(stage, pen), row, at, wide)


def _draw_row(stage: Stage, row: Row, at: Point, width_px: float) -> float:
    """Draw a row of a legend, and return how high it is."""
    (sort, word), (x, y) = row, at
    text = stage.shapes.constant["words"]["legend"][f"{sort} {word}"]
    lines = wrapped(text, REGULAR, SIZE_PX, width_px - KEY_PX - KEY_GAP_PX)
    KEYS[sort](stage, word, (x, y + ROW_PX / 2))
    start = (x + KEY_PX + KEY_GAP_PX, y + ROW_PX / 2 + SIZE_PX * 0.35)
    stage.pen.lines(lines, start, stage.sheet.colour("ink"), size_px=SIZE_PX, apart_px=LINE_PX)
    return ROW_PX + (len(lines) - 1) * LINE_PX


def _with_pen(stage: Stage, pen: Pen) -> Stage:
    """Return what a map is drawn with, with another pen."""
    return Stage(pen=pen, frame=stage.frame, sheet=stage.sheet, shapes=stage.shapes, states=stage.states)


def _stroke(stage: Stage, at: Point, look: Look) -> None:
    stage.pen.line(np.array([at, (at[0] + KEY_PX, at[1])]), look)


def _box(at: Point, share: tuple[float, float] = (0, 1)) -> Outline:
    """Return a part of the box of a key, from one share of its width to another."""
    left, right = (at[0] + part * KEY_PX for part in share)
    top, bottom = at[1] - KEY_HEIGHT_PX / 2, at[1] + KEY_HEIGHT_PX / 2
    return Outline([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], closed=True)


def _line_key(stage: Stage, word: str, at: Point) -> None:
    _stroke(stage, at, stage.sheet.look(f"line {word}"))


def _way_key(stage: Stage, word: str, at: Point) -> None:
    classes = f"after {word}" if word in ("air", "sea") else word
    _stroke(stage, at, stage.sheet.look(f"way {classes}"))


def _passage_key(stage: Stage, word: str, at: Point) -> None:
    _stroke(stage, at, stage.sheet.look(f"passage {word}"))


def _facility_key(stage: Stage, word: str, at: Point) -> None:
    state = {"any": "active", "sized": "active"}.get(word, f"active {word}" if word in ("lost", "cut") else word)
    _mark_key(stage, "facility", state, at, SIZED_SCALE if word == "sized" else MARK_SCALE)


def _operation_key(stage: Stage, word: str, at: Point) -> None:
    _mark_key(stage, "operation", word, at, MARK_SCALE)


def _event_key(stage: Stage, word: str, at: Point) -> None:
    _mark_key(stage, "event", word, at, MARK_SCALE)


def _mark_key(stage: Stage, sort: str, state: str, at: Point, scale: float) -> None:
    place = (at[0] + KEY_PX / 2, at[1])
    record = {"id": "", "role": "hub"}
    mark = Mark(sort=sort, record=record, state=state, at=place, faded=False, selected=False, scale=None)
    draw_mark(stage, mark, scale)


def _area_key(stage: Stage, _word: str, at: Point) -> None:
    for number, state in enumerate(("kept", "strained", "lost")):
        stage.pen.paint(_box(at, (number / 3, (number + 1) / 3)), stage.sheet.look(f"area {state}"))
    _frame(stage, at, "line")


def _held_key(stage: Stage, _word: str, at: Point) -> None:
    _hatch_key(stage, at, "hatch")


def _sky_key(stage: Stage, word: str, at: Point) -> None:
    _hatch_key(stage, at, dict(SKIES)[word])


def _hatch_key(stage: Stage, at: Point, colour: str) -> None:
    apart = HATCH_APART_PX if colour == "hatch" else SKY_APART_PX
    stage.pen.hatch(_box(at), stage.sheet.colour(colour), apart_px=apart)
    _frame(stage, at, "border")


def _frame(stage: Stage, at: Point, colour: str) -> None:
    stage.pen.paint(_box(at), Look(stroke=stage.sheet.colour(colour), width_px=0.8))


def _reach_key(stage: Stage, word: str, at: Point) -> None:
    stage.pen.paint(_box(at), stage.sheet.look(f"reach {word}"))
    stage.pen.paint(_box(at), stage.sheet.look(f"reach-edge {word}"))


KEYS: Final[Mapping[str, Callable[[Stage, str, Point], None]]] = MappingProxyType(
    {
        "line": _line_key,
        "facility": _facility_key,
        "operation": _operation_key,
        "event": _event_key,
        "area": _area_key,
        "held": _held_key,
        "sky": _sky_key,
        "passage": _passage_key,
        "way": _way_key,
        "reach": _reach_key,
    }
)
"""What draws the key of each sort of mark, its left end at a point."""
