"""Ways around walls on the sphere: where they turn, how far it is to there, and what is seen from each turn."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from shapely.geometry.base import BaseGeometry

from geo.ground import polygons_of, raised
from geo.sphere import (
    EARTH_KM,
    Flags,
    Floats,
    Ints,
    angles,
    bearings_deg,
    destinations,
    geodesic_km,
    to_lon_lat,
    to_vectors,
    turned,
    unit,
)

OFFSET_KM = 0.5
"""Ways turn so far outside of the corners of walls."""

ORIGIN_STEP_DEG = 1.0
"""Between the rays from the origin: 52 km apart after 3,000 km."""

TURN_STEP_DEG = 3.0
"""Between the rays from a turn."""

BESIDE_DEG = 0.1
"""Between the ray to a turn, which the wall may stop there, and those that pass on either side: 5 km after 3,000 km.

The fan from the turn covers what the ray would have seen only if the next ray that passes runs close by.
"""

_MARGIN_DEG = 1.5
_NONE = np.empty((0, 3))


@dataclass(frozen=True, kw_only=True, eq=False)
class Walls:
    """The edges of what is closed, and the corners around which a way can turn, a little outside."""

    start: Floats
    """The corners at which edges start."""
    following: Ints
    """The row of the edge after each on its ring, at whose start it ends."""
    normal: Floats
    """Of the plane of each edge."""
    corner: Floats
    before: Floats
    """The corners before and after each on its ring."""
    after: Floats


@dataclass(frozen=True, kw_only=True, eq=False)
class Turns:
    """The origin, in row 0, and every corner that a shortest way turns at."""

    point: Floats
    km: Floats
    previous: Ints
    """The row of the turn before; that of the origin is its own."""
    after_deg: Floats
    """How much further a way can turn here, in degrees clockwise, until it runs along the wall; of either sign."""


def walls_of(shape: BaseGeometry, centre: Floats) -> Walls:
    """Return the walls that polygons of the plane around a centre make."""
    inner = _rings(shape, centre)
    start, rows = np.vstack([_NONE, *inner]), np.cumsum([0, *map(len, inner)])
    following = np.arange(1, len(start) + 1)
    following[rows[1:] - 1] = rows[:-1]
    wider = shapely.orient_polygons(shape.buffer(OFFSET_KM, join_style="mitre"))
    outer = _rings(wider, centre)
    corner, before, after = (np.vstack([_NONE, *(np.roll(ring, n, axis=0) for ring in outer)]) for n in (0, 1, -1))
    # Exteriors run counter-clockwise, so where a ring bends to the left the wall juts out.
    juts = np.einsum("ij,ij->i", np.cross(before, corner), after) > 0
    return Walls(
        start=start,
        following=following,
        normal=np.cross(start, start[following]),
        corner=corner[juts],
        before=before[juts],
        after=after[juts],
    )


def stopped(starts: Floats, ends: Floats, walls: Walls) -> Floats:
    """Return how far along rays a wall stops them, in radians; infinite where none does.

    Parameters
    ----------
    starts, ends
        Unit vectors of shape (n, 3) of the ends of the rays, less than half the earth apart.
    walls
        What may stop them.
    """
    found, normals = np.full(len(ends), np.inf), np.cross(starts, ends)
    sides = normals @ walls.start.T >= 0
    rays, edges = np.nonzero(sides != sides[:, walls.following])
    across = walls.normal[edges]
    beside = (np.einsum("ij,ij->i", across, starts[rays]) >= 0) != (np.einsum("ij,ij->i", across, ends[rays]) >= 0)
    rays, edges = rays[beside], edges[beside]
    points = np.cross(normals[rays], across[beside])
    # The point where two great circles meet, of the two the one that lies on the side of the edge.
    middles = walls.start[edges] + walls.start[walls.following[edges]]
    points *= np.where(np.einsum("ij,ij->i", points, middles) < 0, -1.0, 1.0)[:, None]
    hit = np.einsum("ij,ij->i", points, starts[rays] + ends[rays]) > 0
    np.minimum.at(found, rays[hit], angles(unit(points[hit]), starts[rays[hit]]))
    return found


def turns_of(origin: Floats, walls: Walls, *, within_km: float) -> Turns:
    """Return the corners at which shortest ways from an origin turn, no further away than some kilometres.

    Parameters
    ----------
    origin
        A unit vector, outside of the walls.
    walls
        What is in the way.
    within_km
        How far to look; lengths are those of WGS 84 geodesics.
    """
    points = np.vstack([origin[None], walls.corner])
    near = points @ origin > np.cos(min(np.pi, within_km / EARTH_KM))
    start, end = np.nonzero(np.triu(_tight(points, walls), k=1) & near & near[:, None])
    open_ = np.isinf(stopped(points[start], points[end], walls))
    start, end = start[open_], end[open_]
    km = geodesic_km(*to_lon_lat(points[start]), *to_lon_lat(points[end]))
    graph = csr_array((km, (start, end)), shape=(len(points), len(points)))
    lengths, before = dijkstra(graph, directed=False, indices=0, limit=within_km, return_predecessors=True)
    rows = np.flatnonzero(np.isfinite(lengths))
    place_of = np.zeros(len(points), dtype=np.int64)
    place_of[rows] = np.arange(len(rows))
    before[0] = 0
    return Turns(
        point=points[rows],
        km=lengths[rows],
        previous=place_of[before[rows]],
        after_deg=np.concatenate([[0.0], _onward_deg(points[before[rows[1:]]], rows[1:] - 1, walls)]),
    )


def fans_of(turns: Turns, walls: Walls, *, range_km: float) -> list[Floats]:
    """Return what is seen from the origin and past each turn within a range, as rings of unit vectors.

    Parameters
    ----------
    turns
        Where ways turn; each is fanned from the direction in which it is reached to that of the wall.
    walls
        What stops the view.
    range_km
        The length of the longest ways, in kilometres.
    """
    rows, bearings = _fanned(turns)
    lon, lat = to_lon_lat(turns.point[rows])
    starts = turns.point[rows]
    ends = to_vectors(*destinations(lon, lat, bearings, range_km - turns.km[rows]))
    full = angles(starts, ends)
    share = np.minimum(stopped(starts, ends, walls) / full, 1.0)[:, None]
    sines, angle = np.sin(full)[:, None], full[:, None]
    seen = (np.sin((1 - share) * angle) * starts + np.sin(share * angle) * ends) / sines
    fans = np.split(seen, np.flatnonzero(np.diff(rows)) + 1)
    return [fans[0], *(np.vstack([turns.point[row], fan]) for row, fan in enumerate(fans[1:], start=1))]


def _rings(shape: BaseGeometry, centre: Floats) -> list[Floats]:
    """Return the rings of polygons of the plane around a centre as unit vectors, no point twice."""
    lines = (ring for part in polygons_of(shape) for ring in (part.exterior, *part.interiors))
    return [raised(shapely.get_coordinates(ring)[:-1], centre) for ring in lines]


def _tight(points: Floats, walls: Walls) -> Flags:
    """Return, for each two points, whether a string pulled tight could run between them: it leaves no corner inwards.

    The first point is the origin, where any direction will do.
    """
    sides = [points @ np.cross(walls.corner, beside).T for beside in (walls.before, walls.after)]
    along = np.minimum(*np.abs(sides)) < 1e-10
    tight = np.ones((len(points), len(points)), dtype=bool)
    tight[:, 1:] = along | ((sides[0] > 0) == (sides[1] > 0))
    return np.asarray(tight & tight.T)


def _onward_deg(previous: Floats, corners: Ints, walls: Walls) -> Floats:
    """Return how far ways that come to corners from other points can turn on there, until they run along the wall."""
    here = to_lon_lat(walls.corner[corners])
    _, passing = bearings_deg(*to_lon_lat(previous), *here)
    beside = (walls.before[corners], walls.after[corners])
    turns = np.stack([bearings_deg(*here, *to_lon_lat(points))[0] - passing for points in beside])
    turns = np.degrees(turned(np.radians(turns)))
    # Seen along the way one of the two neighbours lies ahead and one behind; the one off the line tells the side.
    off_line = np.argmax(np.abs(np.sin(np.radians(turns))), axis=0)
    side = np.sign(np.take_along_axis(turns, off_line[None], axis=0)[0])
    return np.asarray(side * np.min(np.abs(turns), axis=0))


def _fanned(turns: Turns) -> tuple[Ints, Floats]:
    """Return the rows of turns and the bearings in degrees of all rays, those of each turn from left to right."""
    here, last = to_lon_lat(turns.point), to_lon_lat(turns.point[turns.previous])
    leaving, passing = bearings_deg(*last, *here)
    onward: dict[int, list[float]] = {}
    for row, previous in enumerate(turns.previous[1:].tolist(), start=1):
        onward.setdefault(previous, []).extend(leaving[row] + np.array([-BESIDE_DEG, 0.0, BESIDE_DEG]))
    rays = [np.sort(np.concatenate([np.arange(0, 360, ORIGIN_STEP_DEG), np.mod(onward.get(0, []), 360)]))]
    for row, after in enumerate(turns.after_deg[1:].tolist(), start=1):
        low, high = sorted((0.0, after))
        spread = np.arange(low - _MARGIN_DEG, high + _MARGIN_DEG + TURN_STEP_DEG, TURN_STEP_DEG)
        further = np.degrees(turned(np.radians(np.array(onward.get(row, [])) - passing[row])))
        rays.append(passing[row] + np.sort(np.concatenate([spread, further])))
    return np.repeat(np.arange(len(rays)), [len(bearings) for bearings in rays]), np.concatenate(rays)
