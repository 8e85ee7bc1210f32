"""The corners that the surroundings of airfields cut into airspaces.

Near an airfield the airspace of others than its host does not count, nor does that of a host where others hold the
ground. What is left of such an airspace has corners of its own where it begins, and a way from there may bend at them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Point
from shapely.affinity import scale

from geo.airspace import FIELD_KM
from geo.build.airspace_corners import OFFSET_KM, Corners
from geo.build.outlines import multi
from geo.sphere import EARTH_KM, Floats, to_vectors

_KM_A_DEGREE = np.pi * EARTH_KM / 180
_INWARDS = 0.0005
_FAR = 0.01


def field_corners(
    point: tuple[float, float], airspaces: Mapping[str, MultiPolygon], rest: Mapping[str, MultiPolygon]
) -> Corners:
    """Return the corners at which ways from an airfield can bend, where airspaces begin to count.

    Parameters
    ----------
    point
        Longitude and latitude of the airfield.
    airspaces
        Those that do not count near it, whole.
    rest
        What of them counts for other reasons than nearness; by default all.
    """
    near = _disc(point)
    found = [
        (code, corner)
        for code, shape in airspaces.items()
        for corner in _junctions(shape, shapely.difference(rest.get(code, shape), near))
    ]
    sides = np.array([corner for _, corner in found]).reshape(-1, 3, 2)
    bend, before, after = (to_vectors(*sides[:, side].T) for side in range(3))
    return Corners(point=bend, before=before, after=after, owner=tuple(code for code, _ in found))


def _disc(point: tuple[float, float]) -> MultiPolygon:
    """Return the surroundings of an airfield."""
    lon, lat = point
    disc = Point(lon, lat).buffer(FIELD_KM / _KM_A_DEGREE, quad_segs=32)
    return multi(scale(disc, xfact=1 / np.cos(np.radians(lat)), origin=(lon, lat)))


def _junctions(shape: MultiPolygon, left: MultiPolygon) -> Iterator[Floats]:
    """Yield where the edge of an airspace begins to count: the bend, and a point of either side of the corner there."""
    wider = left.buffer(_INWARDS)
    inner = shapely.get_parts(shapely.line_merge(shapely.intersection(wider.boundary, shape)))
    counted = shapely.line_merge(shapely.intersection(shape.boundary, wider))
    for line in (part for part in shapely.get_parts(counted) if part.geom_type == "LineString" and not part.is_closed):
        for edge in (line, line.reverse()):
            corner, along = np.array(edge.coords[0]), _further(edge)
            into = min(inner, key=Point(corner).distance)
            yield np.stack([_outside(corner, along, shape), along, _further(_from(into, corner))])


def _from(line: LineString, corner: Floats) -> LineString:
    """Return a line so that it begins at its end nearer to a corner."""
    start, end = Point(line.coords[0]), Point(line.coords[-1])
    return line if start.distance(Point(corner)) <= end.distance(Point(corner)) else line.reverse()


def _further(line: LineString) -> Floats:
    return np.array(line.interpolate(min(_FAR, line.length / 2)).coords[0])


def _outside(corner: Floats, along: Floats, shape: MultiPolygon) -> Floats:
    """Return a corner moved off the edge of an airspace, to the side on which the airspace is not."""
    wide = np.array([np.cos(np.radians(corner[1])), 1.0])
    ahead = (along - corner) * wide
    aside = np.array([-ahead[1], ahead[0]]) / np.hypot(*ahead) / wide * (OFFSET_KM / _KM_A_DEGREE)
    return np.asarray(corner - aside if shape.contains(Point(corner + aside)) else corner + aside)
