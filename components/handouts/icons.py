"""The marks of the map as small pictures, for programs that draw the map themselves."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Final

from matplotlib.figure import Figure

from components import style
from components.handouts.drawing.frame import Frame
from components.handouts.drawing.marks import SIZE_PX, Mark, draw_mark
from components.handouts.drawing.pen import Pen
from components.handouts.drawing.shapes import shapes_of
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Stylesheet, css_text
from geo.vocabulary import FacilityKind
from geo.world import World

ICON_PX: Final = 64


def operation_icon(world: World, cls: str) -> bytes:
    """Return the mark of an operation as a PNG.

    Parameters
    ----------
    world
        The facts that the map is drawn of.
    cls
        The class of its status, or how far it is if it does not run.
    """
    return _icon(world, "operation", "", cls)


def facility_icon(world: World, kind: FacilityKind, state: str) -> bytes:
    """Return the mark of a facility as a PNG.

    Parameters
    ----------
    world
        The facts that the map is drawn of.
    kind
        What it is.
    state
        Its classes: what was reported of it, and what the scenario does to it.
    """
    return _icon(world, "facility", kind.value, state)


@lru_cache(maxsize=256)
def _icon(world: World, sort: str, kind: str, state: str) -> bytes:
    """Return a mark as a PNG that one can see through around it."""
    figure = Figure(figsize=(1, 1), dpi=ICON_PX)
    figure.patch.set_alpha(0)
    stage = Stage(
        pen=Pen(figure, (0, 0, 1, 1), scale_px=SIZE_PX),
        frame=Frame(width_px=SIZE_PX, height_px=SIZE_PX, zoom=0, corner=(0, 0)),
        sheet=Stylesheet(css_text(), style.LIGHT),
        shapes=shapes_of(world),
        states={},
    )
    record, at = {"id": sort, "kind": kind, "role": "hub"}, (SIZE_PX / 2, SIZE_PX / 2)
    mark = Mark(sort=sort, record=record, state=state, at=at, faded=False, selected=False, scale=None)
    draw_mark(stage, mark, scale=1.0)
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()
