"""Points, arcs and rings on the earth as unit vectors, so that no pole and no antimeridian is special.

A point is the unit vector of its longitude and latitude as they stand on the map, a line between two points is the
great circle between those vectors, and its length is that of the geodesic of the WGS 84 ellipsoid between its ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG, GRS 80), for lengths on the sphere."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Edges:
    """The edges of rings, none larger than half the earth."""

    start: Floats
    end: Floats
    first: Ints
    """The row of the first edge of each ring."""
    middle: Floats
    """A vector towards the middle of each ring, of any length."""


@cache
def _ellipsoid() -> Geod:
    """Return the WGS 84 ellipsoid; the geodesics are those of C. Karney (2013), doi 10.1007/s00190-012-0578-z."""
    return Geod(ellps="WGS84")


def to_vectors(lon_deg: Floats, lat_deg: Floats) -> Floats:
    """Return the unit vectors, shape (..., 3), of longitudes and latitudes in degrees."""
    lon, lat = np.radians(lon_deg), np.radians(lat_deg)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def to_lon_lat(vectors: Floats) -> tuple[Floats, Floats]:
    """Return the longitudes and latitudes, in degrees, of vectors of shape (..., 3) and of any length but zero."""
    x, y, z = np.moveaxis(vectors, -1, 0)
    return np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))


def unit(vectors: Floats) -> Floats:
    """Return vectors of shape (..., 3) scaled to length 1."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / lengths)


def angles(first: Floats, second: Floats) -> Floats:
    """Return the angles between unit vectors in radians, exact for short and for long ones alike."""
    return np.asarray(2 * np.arctan2(np.linalg.norm(first - second, axis=-1), np.linalg.norm(first + second, axis=-1)))


def geodesic_km(lon_1: Floats, lat_1: Floats, lon_2: Floats, lat_2: Floats) -> Floats:
    """Return the lengths in kilometres of the WGS 84 geodesics between points in degrees."""
    return np.asarray(_ellipsoid().inv(lon_1, lat_1, lon_2, lat_2)[2]) / 1000


def bearings_deg(lon_1: Floats, lat_1: Floats, lon_2: Floats, lat_2: Floats) -> tuple[Floats, Floats]:
    """Return the bearings, in degrees from north, at which geodesics leave their first points and pass second ones."""
    leaving, back, _ = _ellipsoid().inv(lon_1, lat_1, lon_2, lat_2)
    return np.asarray(leaving), np.asarray(back) + 180.0


def destinations(lon: Floats, lat: Floats, bearing_deg: Floats, km: Floats) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes where WGS 84 geodesics from points end, by their bearings and lengths."""
    end_lon, end_lat, _ = _ellipsoid().fwd(lon, lat, bearing_deg, km * 1000.0)
    return np.asarray(end_lon), np.asarray(end_lat)


def along(start: Floats, end: Floats, fractions: Floats) -> Floats:
    """Return points, shape (n, 3), at fractions of the way from one unit vector to another, not opposite, one."""
    angle = float(angles(start, end))
    if angle == 0.0:
        return np.tile(start, (len(fractions), 1))
    shares = np.sin(np.stack([1 - fractions, fractions], axis=-1) * angle) / np.sin(angle)
    return np.asarray(shares @ np.stack([start, end]))


def edges_of(rings: Sequence[Floats]) -> Edges:
    """Return the edges of rings, each of shape (n, 2), longitude and latitude in degrees, and not closed."""
    points = [to_vectors(*ring.T) for ring in rings]
    sizes = np.array([len(ring) for ring in points], dtype=np.int64)
    return Edges(
        start=np.vstack([np.empty((0, 3)), *points]),
        end=np.vstack([np.empty((0, 3)), *(np.roll(ring, -1, axis=0) for ring in points)]),
        first=np.cumsum(sizes) - sizes,
        middle=np.array([ring.sum(axis=0) for ring in points]).reshape(-1, 3),
    )


def rounds(point: Floats, edges: Edges) -> Ints:
    """Return how often each ring goes counter-clockwise round a point: once, not at all, or -1 if it runs clockwise.

    A ring goes round the point opposite as well; the two are told apart by where the middle of the ring lies.
    """
    step = turned(azimuths(edges.end, point) - azimuths(edges.start, point))
    found = np.rint(np.add.reduceat(step, edges.first) / (2 * np.pi)) if len(step) else np.empty(0)
    return np.asarray(found * (edges.middle @ point > 0), dtype=np.int64)


def is_inside(point: Floats, edges: Edges) -> bool:
    """Say whether a point lies inside of rings: to the left of all of them, holes running clockwise."""
    return bool(rounds(point, edges).sum() > 0)


def crossings_km(start: Floats, end: Floats, edges: Edges) -> Floats:
    """Return how far along an arc it crosses each edge, in kilometres on the sphere; NaN where it does not.

    The signs are half-open, zero counting as positive, so that an arc through a common end of two edges crosses one of
    them if it passes from side to side.

    Parameters
    ----------
    start, end
        Unit vectors of the ends of the arc, less than half the earth apart.
    edges
        What it may cross.
    """
    first, second = edges.start, edges.end
    normal, normals = np.cross(start, end), np.cross(first, second)
    parted = (first @ normal >= 0) != (second @ normal >= 0)
    beside = (normals @ start >= 0) != (normals @ end >= 0)
    found = np.full(len(first), np.nan)
    rows = np.flatnonzero(parted & beside)
    # The point where two great circles meet, of the two the one that lies on the side of the edge.
    points = np.cross(normal, normals[rows])
    points *= np.where(np.einsum("ij,ij->i", points, first[rows] + second[rows]) < 0, -1.0, 1.0)[:, None]
    ahead = (points @ (start + end)) > 0
    rows, points = rows[ahead], points[ahead]
    found[rows] = angles(unit(points), np.broadcast_to(start, points.shape)) * EARTH_KM
    return found


def azimuths(points: Floats, centre: Floats) -> Floats:
    """Return the directions, in radians from -pi to pi counter-clockwise, in which points are seen from a centre.

    Parameters
    ----------
    points
        Unit vectors of shape (n, 3).
    centre
        The unit vector that they are seen from; its own direction and that of the point opposite are arbitrary.
    """
    axis = np.eye(3)[int(np.argmin(np.abs(centre)))]
    right = unit(np.cross(axis, centre))
    return np.asarray(np.arctan2(points @ np.cross(centre, right), points @ right))


def turned(angle: Floats) -> Floats:
    """Return angles in radians brought to half-open -pi to pi."""
    return np.asarray((angle + np.pi) % (2 * np.pi) - np.pi)


def unwrapped(lon_deg: Floats) -> Floats:
    """Return longitudes without a jump from one end of the map to the other; they may leave -180 to 180."""
    # Not np.unwrap: whole turns only, so that a point comes back to the last digit.
    turns = np.round(np.diff(lon_deg, prepend=lon_deg[:1]) / 360.0)
    return np.asarray(lon_deg - 360.0 * np.cumsum(turns))
