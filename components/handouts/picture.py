"""The map as a picture, drawn without a browser: for print, for slides, for documents."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from components import style
from components.handouts.drawing.frame import frame_of
from components.handouts.drawing.ground import draw_ground
from components.handouts.drawing.labels import draw_labels
from components.handouts.drawing.lines import draw_links, draw_passages, draw_ways
from components.handouts.drawing.marks import draw_marks, draw_vague_rings, marks_of
from components.handouts.drawing.pen import Pen
from components.handouts.drawing.placing import Box
from components.handouts.drawing.shapes import shapes_of
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Stylesheet, css_text
from components.map_story import states_for
from components.scene import Scene, other_side_of
from components.state import Focus
from components.view import Theme, shows_before

SCALE_PX: Final = 96
"""How many pixels of the page an inch of a picture holds: marks and names then have the size that they have there."""
LEAST_PX: Final = 860
"""How wide a picture is at least in pixels of the page: a small one holds more of them."""
WHOLE: Final = (0.0, 0.0, 1.0, 1.0)


def states_shown(scene: Scene) -> dict[str, Any]:
    """Return the states that the map shows for a scene, from where its view looks at it."""
    view = scene.view
    shown = other_side_of(scene) if shows_before(view) else scene
    kind, target = ("map", view.map) if view.map else ("region", view.region) if view.region else ("start", "")
    return states_for(shown, Focus(serial=0, kind=kind, target=target))


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
    figure = Figure(figsize=size_in, dpi=dpi)
    FigureCanvasAgg(figure)
    draw_map(stage_of(scene, Pen(figure, WHOLE, scale_px=scale_of(size_in[0]))))
    return figure


def map_png(scene: Scene, *, size_in: tuple[float, float], dpi: int) -> bytes:
    """Return the map alone as a PNG; see `map_figure`."""
    return written(map_figure(scene, size_in=size_in, dpi=dpi), kind="png")


def written(figure: Figure, *, kind: str) -> bytes:
    """Return a figure as a file of a kind: `png`, `svg`."""
    file = BytesIO()
    figure.savefig(file, format=kind)
    return file.getvalue()
