"""Small drawn airspaces, and the same answers found the slow way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import networkx as nx
import numpy as np

from geo.airspace import Airspace
from geo.airspace_file import Rings
from geo.build.airspace import Place, tables_of
from geo.sphere import EARTH_KM, angles, edges_of, is_inside, to_lon_lat, to_vectors, unit

Point = tuple[float, float]


def vector(point: Point) -> np.ndarray:
    """Return the unit vector of longitude and latitude."""
    return to_vectors(*np.array(point))


def sky(airspaces: Mapping[str, Rings], places: Mapping[str, tuple[float, float, str | None]]) -> Airspace:
    """Return airspaces and places, each with longitude, latitude and host, as prepared ways."""
    rows = [Place(id=name, lon=lon, lat=lat, host=host) for name, (lon, lat, host) in places.items()]
    return Airspace(tables_of(airspaces, rows, {}))


def box(west: float, south: float, east: float, north: float) -> np.ndarray:
    """Return a ring along parallels and meridians, its edges short enough to follow them."""
    corners = np.array([(west, south), (east, south), (east, north), (west, north), (west, south)], dtype=float)
    parts = [np.linspace(start, end, 9)[:-1] for start, end in pairwise(corners)]
    return np.vstack(parts)


def disc(centre: Point, radius_km: float, *, corners: int = 180) -> np.ndarray:
    """Return a ring around a centre: every edge touches the circle from outside."""
    middle = vector(centre)
    axis = np.eye(3)[int(np.argmin(np.abs(middle)))]
    east = unit(np.cross(axis, middle))
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)[:, None]
    reach = np.tan(radius_km / EARTH_KM) / np.cos(np.pi / corners)
    lon, lat = to_lon_lat(middle + reach * (np.cos(turn) * east + np.sin(turn) * np.cross(middle, east)))
    return np.column_stack([lon, lat])


def round_disc_km(start: Point, end: Point, centre: Point, radius_km: float) -> float:
    """Return the shortest way around a disc on the sphere, in closed form: two tangents and what lies between."""
    radius = radius_km / EARTH_KM
    a, b = (float(angles(vector(point), vector(centre))) for point in (start, end))
    sides = [np.cross(vector(centre), vector(point)) for point in (start, end)]
    theta = float(angles(unit(sides[0]), unit(sides[1])))
    free = np.arccos(np.tan(radius) / np.tan(a)) + np.arccos(np.tan(radius) / np.tan(b))
    if theta <= free:
        return float(angles(vector(start), vector(end))) * EARTH_KM
    tangents = np.arccos(np.cos(a) / np.cos(radius)) + np.arccos(np.cos(b) / np.cos(radius))
    return float(tangents + np.sin(radius) * (theta - free)) * EARTH_KM


def length_km(points: Sequence[Point]) -> float:
    """Return the length of a way on the sphere."""
    way = to_vectors(*np.array(points).T)
    return float(angles(way[:-1], way[1:]).sum()) * EARTH_KM


def slow_km(start: Point, end: Point, rings: Rings) -> float:
    """Return the shortest way around rings of one region, infinite if there is none, by trying all pairs of corners.

    The corners are moved a little outside; none is left out.
    """
    airspace = edges_of(rings)
    nodes = np.vstack([vector(start), vector(end), *(_outside(ring) for ring in rings)])
    free = nodes[[not is_inside(point, airspace) for point in nodes]]
    first, second = np.triu_indices(len(free), 1)
    normal, wall = np.cross(free[first], free[second]), np.cross(airspace.start, airspace.end)
    parted = (normal @ airspace.start.T >= 0) != (normal @ airspace.end.T >= 0)
    beside = (free[first] @ wall.T >= 0) != (free[second] @ wall.T >= 0)
    clear = ~np.any(parted & beside, axis=1)
    km = angles(free[first], free[second]) * EARTH_KM
    graph = nx.Graph()
    graph.add_nodes_from((0, 1))
    graph.add_weighted_edges_from(zip(first[clear].tolist(), second[clear].tolist(), km[clear].tolist(), strict=True))
    return float(nx.single_source_dijkstra_path_length(graph, 0).get(1, np.inf))


def _outside(ring: np.ndarray) -> np.ndarray:
    """Return the corners of a ring, each moved a hundred metres away from its neighbours' middle, and towards it."""
    points = to_vectors(*ring.T)
    step = unit(points - (np.roll(points, 1, axis=0) + np.roll(points, -1, axis=0)) / 2) * 0.1 / EARTH_KM
    return np.vstack([unit(points + step), unit(points - step)])
