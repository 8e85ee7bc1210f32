"""The map as a picture, drawn without a browser: for print, for slides, for documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any, Final

from matplotlib import rcParams
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from components import style
from components.contingency.study import Study
from components.handouts.drawing.frame import frame_of
from components.handouts.drawing.ground import draw_ground
from components.handouts.drawing.labels import draw_labels
from components.handouts.drawing.legend import ROW_PX, STRIP_GAP_PX, draw_strip, legend_rows, strip_rows
from components.handouts.drawing.lines import draw_links, draw_passages, draw_ways
from components.handouts.drawing.marks import draw_marks, draw_vague_rings, marks_of
from components.handouts.drawing.pen import Pen
from components.handouts.drawing.placing import Box
from components.handouts.drawing.plate import Plate
from components.handouts.drawing.seen import seen_states
from components.handouts.drawing.shapes import shapes_of
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Stylesheet, css_text
from components.handouts.request import Request, go_on
from components.map_story import states_for
from components.reach_view import reach_states
from components.scene import Scene
from components.state import Focus
from components.view import Page, Theme
from geo.cut_sets import Budget
from geo.notices import LICENCES

SCALE_PX: Final = 96
"""How many pixels of the page an inch of a picture holds: marks and names then have the size that they have there."""
LEAST_PX: Final = 860
"""How wide a picture is at least in pixels of the page: a small one holds more of them."""
WHOLE: Final = (0.0, 0.0, 1.0, 1.0)
A4_IN: Final = (11.69, 8.27)
PRINT_DPI: Final = 300
METADATA: Final[Mapping[str, Mapping[str, str | None]]] = {
    "png": {"Software": "Foothold", "Copyright": LICENCES},
    "svg": {"Creator": "Foothold", "Rights": LICENCES, "Date": None},
}
"""What a file says of itself; the same picture is the same file."""
rcParams["svg.hashsalt"] = "foothold"
"""The names within a drawing are made from this, else by chance; matplotlib keeps it for all threads."""
_FINE: Final = re.compile(rb"(\.\d\d)\d+")
"""Numbers with more digits than can be seen: hundredths of a point."""


def states_shown(scene: Scene) -> dict[str, Any]:
    """Return the states that the map shows for a scene, from where its view looks, on the part of the page it names."""
    view = scene.view
    reach = reach_states(scene) if view.view is Page.REACH else None
    sizes = Study(scene=scene).sizes if view.view is Page.CONTINGENCY else None
    kind, target = ("map", view.map) if view.map else ("region", view.region) if view.region else ("start", "")
    return states_for(scene, Focus(serial=0, kind=kind, target=target), reach=reach, sizes=sizes)


def scale_of(width_in: float) -> float:
    """Return how many pixels of the page an inch of a picture holds."""
    return max(SCALE_PX, LEAST_PX / width_in)


def sheet_of(theme: Theme) -> Stylesheet:
    """Return the rules of style of the map in a theme."""
    return Stylesheet(css_text(), style.DARK if theme is Theme.DARK else style.LIGHT)


def stage_of(scene: Scene, pen: Pen) -> Stage:
    """Return everything that the map of a scene is drawn with, by a pen that holds the size of it."""
    states = states_shown(scene)
    return Stage(
        pen=pen,
        frame=frame_of(states["focus"], width_px=pen.width_px, height_px=pen.height_px),
        sheet=sheet_of(scene.view.theme),
        shapes=shapes_of(scene.world),
        states=states,
    )


def draw_map(stage: Stage, *, kept_free: tuple[Box, ...] = ()) -> None:
    """Draw the map, layer by layer as on the page.

    Parameters
    ----------
    stage
        What it is drawn with.
    kept_free
        Boxes (left, top, right, bottom; pixels) that no name may cover, for something lies over the map there.
    """
    marks = marks_of(stage)
    draw_ground(stage)
    draw_vague_rings(stage, marks)
    draw_links(stage)
    draw_passages(stage)
    draw_ways(stage)
    draw_marks(stage, marks)
    draw_labels(stage, marks, kept_free=kept_free)


def map_figure(scene: Scene, *, size_in: tuple[float, float], dpi: int) -> Figure:
    """Return the map alone, with nothing around it.

    Parameters
    ----------
    scene
        What is shown; its view says from where.
    size_in
        Width and height, inches.
    dpi
        Dots per inch.
    """
    figure = _figure(size_in, dpi, sheet_of(scene.view.theme))
    draw_map(stage_of(scene, Pen(figure, WHOLE, scale_px=scale_of(size_in[0]))))
    return figure


def map_with_legend_png(scene: Scene, *, size_in: tuple[float, float], dpi: int) -> bytes:
    """Return the map as a PNG with its legend below it, both together as large as asked for; see `map_figure`."""
    sheet, scale_px = sheet_of(scene.view.theme), scale_of(size_in[0])
    figure = _figure(size_in, dpi, sheet)
    count = len(legend_rows(seen_states(stage_of(scene, Pen(figure, WHOLE, scale_px=scale_px)))))
    share = (strip_rows(count) * ROW_PX + STRIP_GAP_PX) / (size_in[1] * scale_px)
    stage = stage_of(scene, Pen(figure, (0, share, 1, 1 - share), scale_px=scale_px))
    draw_map(stage)
    rows = legend_rows(seen_states(stage))
    draw_strip(stage, Pen(figure, (0, 0, 1, share), scale_px=scale_px), rows)
    return _written(figure, kind="png")


def map_png(scene: Scene, *, size_in: tuple[float, float], dpi: int) -> bytes:
    """Return the map alone as a PNG; see `map_figure`."""
    return _written(map_figure(scene, size_in=size_in, dpi=dpi), kind="png")


def draw(request: Request, *, size_in: tuple[float, float] = A4_IN, dpi: int = PRINT_DPI) -> Figure:
    """Return the map as a page for print, with title, answer, legend, scale, date, sources and origin.

    Parameters
    ----------
    request
        What is handed out.
    size_in
        Width and height of the page, inches.
    dpi
        Dots per inch.
    """
    sheet = sheet_of(request.scene.view.theme)
    figure = _figure(size_in, dpi, sheet)
    scale_px = scale_of(size_in[0])
    plate = Plate(request, Pen(figure, WHOLE, scale_px=scale_px), sheet)
    stage = stage_of(request.scene, Pen(figure, plate.map_box, scale_px=scale_px))
    draw_map(stage)
    plate.draw(stage)
    return figure


def make_png(request: Request, budget: Budget) -> bytes:
    """Return the map as a page for print, A4 across, 300 dots per inch.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    """
    return _made(request, budget, kind="png")


def make_svg(request: Request, budget: Budget) -> bytes:
    """Return the map as a page for print that can be enlarged and edited; its words are outlines and need no fonts.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    """
    return _made(request, budget, kind="svg")


def _made(request: Request, budget: Budget, *, kind: str) -> bytes:
    go_on(budget, 0.1)
    figure = draw(request)
    go_on(budget, 0.5)
    file = _written(figure, kind=kind)
    go_on(budget, 1.0)
    return file


def _figure(size_in: tuple[float, float], dpi: int, sheet: Stylesheet) -> Figure:
    figure = Figure(figsize=size_in, dpi=dpi, facecolor=sheet.colour("paper"))
    FigureCanvasAgg(figure)
    return figure


def _written(figure: Figure, *, kind: str) -> bytes:
    file = BytesIO()
    figure.savefig(file, format=kind, metadata=METADATA[kind])
    return _FINE.sub(rb"\1", file.getvalue()) if kind == "svg" else file.getvalue()
