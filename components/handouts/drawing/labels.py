"""Names on a picture: which there are, how much each matters, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from components.handouts.drawing.frame import points_of
from components.handouts.drawing.lettering import FACES, Face, outline, width_px
from components.handouts.drawing.marks import NEAR_ZOOM, SMALLEST, Mark
from components.handouts.drawing.placing import LINE_PX, Box, Label, place
from components.handouts.drawing.stage import Stage

STATE_RANK: Final = {"lost": 60, "paper": 55, "strained": 50, "unknown": 22, "planned": 20, "agreed": 20, "kept": 34}
"""How much the label of an operation matters; this and what follows as in `painter.js`."""
OTHER_RANK: Final = 20
LOST_RANK: Final = 95
SIZED_RANK: Final = 70
ROLE_RANK: Final = 8
WORSENED_RANK: Final = 15
CHAIN_RANK: Final = 80
SELECTED_RANK: Final = 200
BACKDROP_RANK: Final = {"country": 5.0}
SMALL: Final = 0.5
BASELINE_PX: Final = 12.5
"""Where in a line its baseline lies."""
_NUMBER = re.compile(r"[\d.]+")


def draw_labels(stage: Stage, marks: Sequence[Mark], *, kept_free: Sequence[Box] = ()) -> None:
    """Draw the names that find a place.

    Parameters
    ----------
    stage
        What is drawn on.
    marks
        The marks on the picture.
    kept_free
        Boxes (left, top, right, bottom; pixels) where no label may stand.
    """
    wanted = [*(_of_mark(stage, mark) for mark in marks if mark.sort != "event"), *_backdrop(stage)]
    size = (stage.pen.width_px, stage.pen.height_px)
    for label, box in place(wanted, size_px=size, kept_free=kept_free):
        _write(stage, label, box)


def _of_mark(stage: Stage, mark: Mark) -> Label:
    gone = mark.sort == "facility" and "lost" in mark.state
    lost = stage.shapes.constant["words"]["lost_mark"] if gone else ""
    classes = f"label {mark.sort} {mark.state} {'faded' if mark.faded else ''}"
    scale = mark.scale
    far = stage.frame.step < NEAR_ZOOM
    return Label(
        id=mark.name,
        text=f"{mark.record['short']} {lost}".strip(),
        at=mark.at,
        rank=_rank(stage, mark, gone=gone),
        sort=mark.sort,
        classes=classes,
        small=scale < 1 if scale else mark.is_minor and far,
        scale=scale or (SMALL if mark.is_minor and far else 1.0),
        lost=lost,
        name=mark.record["short"],
        **_letters(stage, classes),
    )


def _rank(stage: Stage, mark: Mark, *, gone: bool) -> float:
    states = stage.states
    if mark.sort == "operation":
        rank: float = STATE_RANK.get(mark.state, OTHER_RANK)
    else:
        rank = LOST_RANK if gone else stage.shapes.constant["words"]["role_rank"][mark.record["role"]] * ROLE_RANK
    rank += WORSENED_RANK if mark.name in states["worsened"] else 0
    rank += CHAIN_RANK if mark.name in states["chain"]["places"] else 0
    if mark.scale is not None:
        rank = SIZED_RANK * (mark.scale - SMALLEST)
    return rank + (SELECTED_RANK if mark.selected else 0)


def _backdrop(stage: Stage) -> list[Label]:
    """Return the names of countries, seas and cities that the page shows at this zoom."""
    rows = stage.shapes.constant["labels"]
    return [
        Label(
            id=f"place-{number}",
            text=row["name"],
            at=stage.frame.place_px(row["lat"], row["lon"]),
            rank=BACKDROP_RANK.get(row["kind"], 4.0) - number / 1000,
            sort=row["kind"],
            classes=f"label {row['kind']}",
            marked=False,
            **_letters(stage, f"label {row['kind']}"),
        )
        for number, row in enumerate(rows)
        if row.get("min_zoom", 0) <= stage.frame.step
    ]


def _letters(stage: Stage, classes: str) -> Mapping[str, Any]:
    css = stage.sheet.declared(classes)
    size_px = _number(css["font-size"])
    style = "italic" if css.get("font-style") == "italic" else css.get("font-weight", "400")
    return {
        "face": FACES[style],
        "size_px": size_px,
        "spacing_px": _number(css.get("letter-spacing", "0")) * size_px,
    }


def _number(text: str) -> float:
    found = _NUMBER.match(text)
    return float(found[0]) if found else 0.0


def _write(stage: Stage, label: Label, box: Box) -> None:
    css = stage.sheet.declared(label.classes)
    opacity = float(css.get("opacity", 1))
    ink = stage.sheet.paint(css, "color", opacity)
    halo = stage.sheet.colour("casing")
    for number, line in enumerate(label.lines):
        shape = _spaced(line, label.face, label.size_px, label.spacing_px)
        if ink:
            stage.pen.haloed(shape, (box[0] + 1, box[1] + number * LINE_PX + BASELINE_PX), (ink, halo))


def _spaced(text: str, face: Face, size_px: float, spacing_px: float) -> Outline:
    """Return a line of text as an outline, with some room after each letter."""
    if not spacing_px:
        return outline(text, face, size_px)
    pieces, x = [], 0.0
    for sign in text:
        shape = outline(sign, face, size_px)
        if len(points_of(shape)):
            pieces.append(shape.transformed(Affine2D().translate(x, 0)))
        x += width_px(sign, face, size_px) + spacing_px
    return Outline.make_compound_path(*pieces)
