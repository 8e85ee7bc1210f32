"""Puts strokes, fills and words on a figure, one above the other, in pixels of the page."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.patches import FancyBboxPatch, PathPatch
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D

from components.handouts.drawing.colour import Colour
from components.handouts.drawing.frame import Floats, points_of
from components.handouts.drawing.lettering import REGULAR, Face, outline
from components.handouts.drawing.stylesheet import Look

PT_PER_IN: Final = 72
HALO_PX: Final = 3.4
"""How wide the halo of a label is, both sides together."""
HATCH_WIDTH_PX: Final = 1.6


class Pen:
    """Draws on a part of a figure; each thing lies above all that was drawn before it."""

    def __init__(self, figure: Figure, box: tuple[float, float, float, float], *, scale_px: float) -> None:
        """Take a part of a figure.

        Parameters
        ----------
        figure
            What is drawn on.
        box
            The part: left, bottom, width, height, as shares of the figure.
        scale_px
            How many pixels an inch holds.
        """
        axes: Axes = figure.add_axes(box)
        axes.set_axis_off()
        width_in, height_in = figure.get_size_inches()
        self.width_px, self.height_px = box[2] * width_in * scale_px, box[3] * height_in * scale_px
        axes.set_xlim(0, self.width_px)
        axes.set_ylim(self.height_px, 0)
        self._axes = axes
        self._pt = PT_PER_IN / scale_px
        self._level = 0.0

    def paint(self, shape: Outline, look: Look) -> None:
        """Draw a shape; what is filled is filled first."""
        if look.hidden or not len(points_of(shape)) or (look.fill is None and look.stroke is None):
            return
        patch = PathPatch(
            shape,
            facecolor=look.fill or "none",
            edgecolor=look.stroke or "none",
            linewidth=look.width_px * self._pt if look.stroke else 0,
            capstyle="round" if look.round_cap else "butt",
            joinstyle="round",
        )
        if look.dash_px and look.stroke:
            patch.set_linestyle((0, [part / look.width_px for part in look.dash_px]))
        self._add(patch)

    def line(self, points: Floats, look: Look) -> None:
        """Draw a line through points of shape (n, 2)."""
        self.paint(Outline(points), look)

    def hatch(self, shape: Outline, colour: Colour, *, apart_px: float, width_px: float = HATCH_WIDTH_PX) -> None:
        """Hatch a shape with lines that rise to the right.

        Parameters
        ----------
        shape
            What is hatched; only what lies on the picture is.
        colour
            Of the lines.
        apart_px
            How far one line is from the next, along the horizontal.
        width_px
            How wide they are.
        """
        box = shape.get_extents()
        left, right = max(box.x0, 0), min(box.x1, self.width_px)
        top, bottom = max(box.y0, 0), min(box.y1, self.height_px)
        if left >= right or top >= bottom:
            return
        first = np.floor((left + top) / apart_px) * apart_px
        sums = np.arange(first, right + bottom + apart_px, apart_px)
        low, high = np.minimum(sums - left, bottom), np.maximum(sums - right, top)
        ends = np.stack([sums - low, low, sums - high, high], axis=-1).reshape(-1, 2)
        codes = [Outline.MOVETO, Outline.LINETO] * len(sums)
        patch = PathPatch(Outline(ends, codes), facecolor="none", edgecolor=colour, linewidth=width_px * self._pt)
        self._add(patch)
        patch.set_clip_path(shape, self._axes.transData)

    def words(
        self, text: str, at: tuple[float, float], colour: Colour, *, face: Face = REGULAR, size_px: float
    ) -> None:
        """Write a line of text that begins at a point of its baseline."""
        self.paint(self._moved(outline(text, face, size_px), at), Look(fill=colour))

    def lines(
        self,
        lines: Sequence[str],
        at: tuple[float, float],
        colour: Colour,
        *,
        face: Face = REGULAR,
        size_px: float,
        apart_px: float,
    ) -> None:
        """Write lines of text, the first on a baseline that begins at a point."""
        for number, line in enumerate(lines):
            self.words(line, (at[0], at[1] + number * apart_px), colour, face=face, size_px=size_px)

    def picture(self, png: bytes, box: Sequence[float]) -> None:
        """Put a PNG into a box (left, top, right, bottom), its dots kept sharp."""
        left, top, right, bottom = box
        self._level += 1
        dots = imread(BytesIO(png), format="png")
        self._axes.imshow(
            dots, extent=(left, right, bottom, top), interpolation="none", zorder=self._level, aspect="auto"
        )
        self._axes.set_xlim(0, self.width_px)
        self._axes.set_ylim(self.height_px, 0)

    def haloed(self, shape: Outline, at: tuple[float, float], colours: tuple[Colour, Colour]) -> None:
        """Write an outline of words at a point in the first colour, with a halo of the second around it."""
        placed = self._moved(shape, at)
        self.paint(placed, Look(stroke=colours[1], width_px=HALO_PX))
        self.paint(placed, Look(fill=colours[0]))

    def panel(self, box: Sequence[float], look: Look, *, radius_px: float = 8) -> None:
        """Draw a box (left, top, right, bottom) with round corners."""
        left, top, right, bottom = box
        inner = FancyBboxPatch(
            (left + radius_px, top + radius_px),
            right - left - 2 * radius_px,
            bottom - top - 2 * radius_px,
            boxstyle=f"round,pad={radius_px}",
        )
        self.paint(inner.get_path(), look)

    def _moved(self, shape: Outline, at: tuple[float, float]) -> Outline:
        return shape.transformed(Affine2D().translate(*at)) if len(points_of(shape)) else shape

    def _add(self, patch: PathPatch) -> None:
        self._level += 1
        patch.set_zorder(self._level)
        self._axes.add_artist(patch)
