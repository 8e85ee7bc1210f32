"""The corners of airspaces at which a shortest way can bend.

A bay that no way has a reason to enter is filled first: if whatever else reaches into it covers it all, a way is either
barred from it or better off across its mouth. What is left are the corners of the string pulled tight around.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon

from geo.airspace_file import Rings
from geo.sphere import EARTH_KM, Floats, along, angles, to_lon_lat, to_vectors, unit, unwrapped

OFFSET_KM = 0.11
"""Ways bend so far outside of the corners of airspaces."""

SHARPEST = 4.0
"""At sharp corners the way bends at most this many times as far outside."""

WIDEST_KM = 1500.0
"""Wider bays are not filled as a whole."""

NEGLIGIBLE = 0.0005
"""Half the width, in degrees, of strips that do not count: what a border is off by in one of two airspaces."""

_STRAIGHT = 1e-12
_CURVED_KM = 150.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Corners:
    """Points at which a way can bend, with the corners before and after each on its ring."""

    point: Floats
    before: Floats
    after: Floats
    owner: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Ground:
    """What may stand in a bay."""

    codes: tuple[str, ...]
    shapes: tuple[MultiPolygon, ...]
    tree: shapely.STRtree
    places: shapely.STRtree


def ground(shapes: Mapping[str, MultiPolygon], points: Floats) -> Ground:
    """Return what may stand in a bay.

    Parameters
    ----------
    shapes
        Airspaces by code, as polygons on the map.
    points
        Shape (n, 2): longitudes and latitudes of where ways begin, end, or bend in any case.
    """
    every = tuple(shapes.values())
    shapely.prepare(every)
    places = shapely.STRtree(shapely.points(points))
    return Ground(codes=tuple(shapes), shapes=every, tree=shapely.STRtree(every), places=places)


def corners(obstacles: Mapping[str, Rings], around: Ground) -> Corners:
    """Return the corners of airspaces at which a shortest way can bend, each a little outside.

    Parameters
    ----------
    obstacles
        The airspaces that can be closed, by code.
    around
        What may stand in their bays.
    """
    return joined(_bends(filled(ring, code, around), code) for code, rings in obstacles.items() for ring in rings)


def joined(groups: Iterable[Corners]) -> Corners:
    """Return several groups of corners as one."""
    none = Corners(point=np.empty((0, 3)), before=np.empty((0, 3)), after=np.empty((0, 3)), owner=())
    every = [none, *groups]
    return Corners(
        point=np.vstack([group.point for group in every]),
        before=np.vstack([group.before for group in every]),
        after=np.vstack([group.after for group in every]),
        owner=tuple(code for group in every for code in group.owner),
    )


def filled(ring: Floats, code: str, around: Ground) -> Floats:
    """Return the corners, as unit vectors, that are left of a ring when its bays are filled.

    Parameters
    ----------
    ring
        Longitudes and latitudes of its corners, airspace on the left.
    code
        Whose it is.
    around
        What may stand in its bays.
    """
    points = to_vectors(*ring.T)
    size = len(points)
    after, before = {row: (row + 1) % size for row in range(size)}, {row: (row - 1) % size for row in range(size)}
    waiting = deque(range(size))
    while waiting and len(after) > 3:
        row = waiting.popleft()
        if row not in after:
            continue
        previous, following = before[row], after[row]
        if _is_bay(points[[previous, row, following]], code, around):
            del after[row], before[row]
            after[previous], before[following] = following, previous
            waiting += (previous, following)
    return np.asarray(points[sorted(after)])


def _is_bay(corners_of_it: Floats, code: str, around: Ground) -> bool:
    """Say whether three corners enclose a bay that can be filled."""
    previous, corner, following = corners_of_it
    if float(np.cross(previous, corner) @ following) > _STRAIGHT:
        return False
    if float(angles(previous, following)) * EARTH_KM > WIDEST_KM:
        return False
    return _can_be_filled(_triangle(corners_of_it), code, around)


def _can_be_filled(bay: Polygon, code: str, around: Ground) -> bool:
    if not bay.is_valid or bay.area == 0:
        return _is_strip(bay)
    if len(around.places.query(bay, predicate="intersects")):
        return False
    return all(_covers_all_or_nothing(row, bay, code, around) for row in around.tree.query(bay))


def _covers_all_or_nothing(row: int, bay: Polygon, code: str, around: Ground) -> bool:
    shape, own = around.shapes[row], around.codes[row] == code
    if shape.disjoint(bay) or (not own and shape.covers(bay)):
        return True
    return _is_strip(shape.intersection(bay)) or (not own and _is_strip(bay.difference(shape)))


def _is_strip(shape: MultiPolygon) -> bool:
    return bool(shape.buffer(-NEGLIGIBLE).is_empty)


def _triangle(points: Floats) -> Polygon:
    """Return a triangle of great circles on the map, long sides bent as they are there."""
    sides = zip(points, np.roll(points, -1, axis=0), strict=True)
    curved = [_side(start, end) for start, end in sides]
    lon, lat = to_lon_lat(np.vstack(curved))
    return Polygon(np.column_stack([unwrapped(lon), lat]))


def _side(start: Floats, end: Floats) -> Floats:
    parts = max(int(float(angles(start, end)) * EARTH_KM / _CURVED_KM), 1)
    return along(start, end, np.arange(parts) / parts)


def _bends(ring: Floats, code: str) -> Corners:
    """Return the convex corners of a ring, moved outside."""
    before, after = np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0)
    convex = np.einsum("ij,ij->i", np.cross(before, ring), after) > _STRAIGHT
    ring, before, after = ring[convex], before[convex], after[convex]
    point = unit(ring + _outwards(ring, before, after))
    return Corners(point=point, before=before, after=after, owner=(code,) * len(point))


def _outwards(corner: Floats, before: Floats, after: Floats) -> Floats:
    """Return the steps from corners to where the lines meet that run beside both edges, at the offset."""
    first, second = unit(np.cross(corner, before)), unit(np.cross(after, corner))
    share = 1 + np.einsum("ij,ij->i", first, second)
    step = (first + second) / np.maximum(share, 1e-9)[:, None]
    length = np.linalg.norm(step, axis=1, keepdims=True)
    return np.asarray(step * np.minimum(1.0, SHARPEST / length) * OFFSET_KM / EARTH_KM)
