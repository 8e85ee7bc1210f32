"""Ground on the sphere as flat polygons: spread out around a point to compute with, cut at the map's ends to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.sphere import EARTH_KM, Floats, angles, to_lon_lat, unit, unwrapped

Ring = tuple[tuple[float, float], ...]
"""Longitudes and latitudes in degrees, the first point not repeated at the end."""

MapPolygon = tuple[Ring, ...]
"""An outer ring and the rings of its holes."""

_WORLD = shapely.box(-180, -90, 180, 90)
_NORTH = np.array([[0.0, 0.0, 1.0]])
_TURN_DEG = 360.0
_DECIMALS = 3


def flattened(points: Floats, centre: Floats) -> Floats:
    """Return points on a plane, in kilometres, at their true distance and direction from a centre.

    Parameters
    ----------
    points
        Unit vectors of shape (n, 3).
    centre
        The unit vector that comes to lie at 0, 0; only the point opposite has no place of its own.
    """
    across = points @ _axes(centre).T
    lengths = np.linalg.norm(across, axis=1, keepdims=True)
    distances_km = angles(points, np.broadcast_to(centre, points.shape))[:, None] * EARTH_KM
    return np.asarray(across * np.divide(distances_km, lengths, out=np.zeros_like(lengths), where=lengths > 0))


def raised(points_km: Floats, centre: Floats) -> Floats:
    """Return the unit vectors of points on the plane around a centre, of shape (n, 2), in kilometres."""
    lengths = np.linalg.norm(points_km, axis=1, keepdims=True)
    angle = lengths / EARTH_KM
    share = np.divide(np.sin(angle), lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return np.asarray(np.cos(angle) * centre + points_km @ _axes(centre) * share)


def smoothed(rings: Sequence[Floats], step_km: float) -> list[Floats]:
    """Return closed rings of unit vectors, each of shape (n, 3), with points added on arcs longer than a step."""
    points = np.vstack(rings)
    stops = np.cumsum([len(ring) for ring in rings])
    following = np.roll(points, -1, axis=0)
    following[stops - 1] = points[np.concatenate([[0], stops[:-1]])]
    parts = np.maximum(1, np.ceil(angles(points, following) * EARTH_KM / step_km)).astype(np.int64)
    rows, ends = np.repeat(np.arange(len(points)), parts), np.cumsum(parts)
    share = ((np.arange(len(rows)) - (ends - parts)[rows]) / parts[rows])[:, None]
    return np.split(unit(points[rows] * (1 - share) + following[rows] * share), ends[stops[:-1] - 1])


def on_the_map(shape: BaseGeometry, centre: Floats) -> BaseGeometry:
    """Return ground of the plane around a centre as it lies on a map of longitudes from -180 to 180.

    A point of the map is on the ground if the meridian from there to the north pole crosses the edge of the ground an
    odd number of times, or an even number if the pole itself is on it. So it does not matter where the map is cut.
    """
    pole = shapely.Point(flattened(_NORTH, centre)[0])
    found: BaseGeometry = _WORLD if shape.contains(pole) else MultiPolygon()
    for polygon in polygons_of(shape):
        outer = _south_of(raised(shapely.get_coordinates(polygon.exterior), centre))
        holes = [_south_of(raised(shapely.get_coordinates(ring), centre)) for ring in polygon.interiors]
        round_a_pole = [hole for hole in holes if hole.bounds[1] == -90.0]
        plain = shapely.union_all([hole for hole in holes if hole.bounds[1] > -90.0])
        for part in (outer, plain, *round_a_pole):
            found = found.symmetric_difference(part)
    return found


def polygons_of(shape: BaseGeometry) -> Iterator[Polygon]:
    """Return the polygons that a shape is made of; lines and points that it may hold are none."""
    return (part for part in shapely.get_parts(shape) if isinstance(part, Polygon) and not part.is_empty)


def map_polygons(shape: BaseGeometry) -> tuple[MapPolygon, ...]:
    """Return the polygons of a shape on the map as plain rings."""
    return tuple(tuple(_ring(ring) for ring in (part.exterior, *part.interiors)) for part in polygons_of(shape))


def _axes(centre: Floats) -> Floats:
    """Return two unit vectors, shape (2, 3), that stand upright on a centre and on each other."""
    return _axes_at(*centre.tolist())


@lru_cache(256)
def _axes_at(*centre: float) -> Floats:
    right = unit(np.cross(np.eye(3)[int(np.argmin(np.abs(centre)))], centre))
    return np.stack([right, np.cross(centre, right)])


def _south_of(corners: Floats) -> BaseGeometry:
    """Return all of the map from where the meridian northwards crosses a closed ring an odd number of times."""
    lon, lat = to_lon_lat(corners)
    line = np.column_stack([unwrapped(lon), lat])
    first, last = line[0, 0], line[-1, 0]
    if abs(last - first) > _TURN_DEG / 2:
        line = np.vstack([line, [[last, -90.0], [first, -90.0]]])
    area: BaseGeometry = Polygon(line)
    area = area if area.is_valid else shapely.make_valid(area)
    turns = range(*(int((lon + 180) // _TURN_DEG) for lon in (area.bounds[0], area.bounds[2] + _TURN_DEG)))
    if turns == range(1):
        return area
    found: BaseGeometry = MultiPolygon()
    for turn in turns:
        window = shapely.box(turn * _TURN_DEG - 180, -90, turn * _TURN_DEG + 180, 90)
        piece = shapely.affinity.translate(area.intersection(window), xoff=-turn * _TURN_DEG)
        found = found.symmetric_difference(piece)
    return found


def _ring(ring: shapely.LinearRing) -> Ring:
    """Return a ring of the map, rounded to about 100 m."""
    return tuple((float(lon), float(lat)) for lon, lat in np.round(shapely.get_coordinates(ring)[:-1], _DECIMALS))
