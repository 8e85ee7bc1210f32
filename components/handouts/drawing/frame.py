"""What part of the earth a picture shows, and where on it a place lies: Web Mercator, in pixels as of the page."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TILE_PX: Final = 256
"""The size of the whole earth at zoom 0."""
PAGE_PX: Final = (1028, 792)
"""The size of the map on the page that a link's zoom is meant for."""
FIT_PADDING_PX: Final = 36
"""The room that the page leaves around a box that it fits into the map."""
MAX_LAT: Final = 85.0511


def to_world(lon: Floats, lat: Floats) -> Floats:
    """Return places, degrees, in world units, shape (..., 2): x and y from 0 to 1 over the whole Mercator square."""
    north = np.radians(np.clip(lat, -MAX_LAT, MAX_LAT))
    return np.stack([(lon + 180) / 360, 0.5 - np.log(np.tan(np.pi / 4 + north / 2)) / (2 * np.pi)], axis=-1)


def points_of(outline: Outline) -> Floats:
    """Return the points of an outline, shape (n, 2)."""
    return np.asarray(outline.vertices, dtype=float)


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """A part of the earth on a picture of some pixels."""

    width_px: float
    height_px: float
    zoom: float
    """As of the page, but it may lie between two zooms."""
    corner: tuple[float, float]
    """The upper left corner in world units."""

    @property
    def scale(self) -> float:
        """Pixels of a world unit."""
        return float(TILE_PX * 2**self.zoom)

    @property
    def step(self) -> int:
        """The zoom of the page that is nearest: it decides what is small and which names are shown."""
        return round(self.zoom)

    @property
    def turns(self) -> range:
        """By how many worlds to shift what is drawn so that the picture is full, as the map goes round the earth."""
        return range(math.floor(self.corner[0]), math.floor(self.corner[0] + self.width_px / self.scale) + 1)

    def to_px(self, world: Floats) -> Floats:
        """Return points in world units, shape (..., 2), as pixels from the upper left corner."""
        return np.asarray((world - np.array(self.corner)) * self.scale)

    def place_px(self, lat: float, lon: float) -> tuple[float, float]:
        """Return a place in pixels from the upper left corner."""
        x, y = self.to_px(to_world(np.array(lon), np.array(lat)))
        return float(x), float(y)

    def km_per_px(self) -> float:
        """Return how many kilometres a pixel is in the middle of the picture."""
        middle = self.corner[1] + self.height_px / 2 / self.scale
        north = math.atan(math.sinh(math.pi * (1 - 2 * middle)))
        return 40075.0167 * math.cos(north) / self.scale


def frame_of(focus: Mapping[str, Any], *, width_px: float, height_px: float) -> Frame:
    """Return the frame of a picture that shows all that the page's map would.

    Parameters
    ----------
    focus
        As in the states of the map: `centre` and `zoom`, else `bounds` (corners, lat and lon) and `max_zoom`.
    width_px, height_px
        The size of the picture in pixels of the page.
    """
    larger = min(width_px / PAGE_PX[0], height_px / PAGE_PX[1])
    if "centre" in focus:
        lat, lon = focus["centre"]
        zoom = focus["zoom"] + math.log2(larger)
        middle = to_world(np.array(lon), np.array(lat))
    else:
        (south, west), (north, east) = focus["bounds"]
        low, high = to_world(np.array([west, east]), np.array([south, north]))
        room = np.array([width_px, height_px]) - 2 * FIT_PADDING_PX * larger
        fitting = np.log2(room / np.abs(high - low) / TILE_PX).min()
        zoom = min(float(fitting), focus.get("max_zoom", 7) + math.log2(larger))
        middle = (low + high) / 2
    half = np.array([width_px, height_px]) / 2 / (TILE_PX * 2**zoom)
    x, y = middle - half
    return Frame(width_px=width_px, height_px=height_px, zoom=zoom, corner=(float(x), float(y)))
