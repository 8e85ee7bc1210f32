"""Everything that a layer of a picture is drawn with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.handouts.drawing.frame import Floats, Frame, to_world
from components.handouts.drawing.pen import Pen
from components.handouts.drawing.shapes import Shapes
from components.handouts.drawing.stylesheet import Stylesheet


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """The pen, what part of the earth it draws, the shapes, and how everything looks."""

    pen: Pen
    frame: Frame
    sheet: Stylesheet
    shapes: Shapes
    states: Mapping[str, Any]
    """The record that the painter of the page gets."""

    @property
    def root(self) -> str:
        """The classes of the map itself."""
        return "reaching" if self.states["reach"] else ""

    def px(self, points: Floats) -> Floats:
        """Return places of shape (n, 2), latitude first, as pixels."""
        return self.frame.to_px(to_world(points[:, 1], points[:, 0]))

    def sees_place(self, name: str) -> bool:
        """Say whether a facility or an operation stands on the picture."""
        return self.sees(np.array([self.frame.place_px(*self.shapes.places[name])]), margin_px=0)

    def sees(self, points: Floats, *, margin_px: float = 40) -> bool:
        """Say whether the box of some points, pixels, meets the picture."""
        low, high = points.min(axis=0), points.max(axis=0)
        size = np.array([self.frame.width_px, self.frame.height_px])
        return bool((low < size + margin_px).all() and (high > -margin_px).all())
