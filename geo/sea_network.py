"""The network of sea lanes: searoute's, mended where it cuts land, with the lanes that pass through each passage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.lift_records import Passage
from geo.sphere import geodesic_km, to_vectors

LonLat = tuple[float, float]
"""Longitude and latitude, degrees."""

Lane = tuple[LonLat, LonLat]

Segment = tuple[LonLat, LonLat]

ICE = frozenset({"northwest"})
"""Labels of lanes through Arctic ice, which searoute leaves out unless told otherwise; so does this."""

CORINTH: Lane = ((22.947178, 37.960508), (23.020113, 37.909026))
"""searoute sails through the Corinth Canal, 21 m wide at its bed: too narrow to count on for a cargo ship."""

MOVED: Mapping[LonLat, LonLat] = {(26.2, 40.1): (26.12, 40.03)}
"""Nodes that lie on land, and where they should lie: this one stands on Gallipoli (editor's estimate, 0.01 degree)."""

COURSES: Mapping[Lane, tuple[LonLat, ...]] = {
    ((26.2, 40.1), (26.768188, 40.440676)): (
        *((26.22, 40.045), (26.32, 40.08), (26.36, 40.12), (26.385, 40.16), (26.385, 40.19), (26.47, 40.23)),
        *((26.53, 40.275), (26.56, 40.32), (26.63, 40.35), (26.68, 40.4)),
    ),
    ((-7.1, 34.4), (-5.75, 35.95)): ((-6.05, 35.85),),
    ((22.39158, 36.372798), (23.6, 36.5)): ((23.0, 36.43), (23.2, 36.4)),
    ((-5.729708, 58.114745), (-4.799483, 58.7)): ((-5.15, 58.68),),
}
"""Points to sail by on lanes that cut land, by their ends with the lesser longitude first: through the Dardanelles, and
round Cape Spartel, Cape Malea and Cape Wrath (editor's estimate)."""


APPROACHES: Mapping[str, tuple[LonLat, ...]] = {
    "novorossiysk-port": ((37.83, 44.69), (37.85, 44.65)),
    "sevastopol": ((33.45, 44.62), (33.35, 44.61), (33.33, 44.55)),
    "ust-luga": ((28.3, 59.72), (28.1, 59.85)),
    "vladivostok": ((131.88, 43.06),),
}
"""Points to leave port by, where the straight way to the nearest lane cuts land (editor's estimate)."""

NARROWS: Mapping[str, tuple[float, float, float, float]] = {
    "Bosporus": (28.9, 40.95, 29.2, 41.3),
    "Dardanelles": (26.1, 39.95, 26.8, 40.5),
    "Suez Canal": (32.2, 29.6, 32.7, 31.4),
    "Panama Canal": (-80.0, 8.7, -79.4, 9.5),
    "Kola Inlet": (33.0, 68.9, 33.6, 69.4),
    "Kaliningrad Sea Canal": (19.4, 54.5, 20.5, 54.9),
    "Northern Dvina": (39.7, 64.5, 40.6, 64.8),
}
"""West, south, east and north of waters too narrow for the maps here: a line drawn through them may touch land."""


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class SeaNetwork:
    """Points of the sea, and the lanes between them.

    Attributes
    ----------
    points
        Longitude and latitude of each point, degrees; longitudes are above -180 and at most 180.
    lanes
        The two points of each lane, by index; no lane stands there twice.
    km
        Length of each lane, WGS 84.
    cut
        By passage id, which lanes pass through it.
    passages_of
        By the two points of a lane, either way round, the passages that it passes through; most lanes have none.
    """

    points: NDArray[np.float64]
    lanes: NDArray[np.int64]
    km: NDArray[np.float64]
    cut: Mapping[str, NDArray[np.bool_]]
    passages_of: Mapping[tuple[int, int], tuple[str, ...]]

    def nearest(self, place: LonLat) -> tuple[int, float]:
        """Return the point nearest to a place, and how far that is in km."""
        # By chords of the sphere, which are some hundred times quicker than geodesics.
        point = int(np.argmin(np.linalg.norm(to_vectors(*self.points.T) - to_vectors(*np.array(place)), axis=-1)))
        return point, length_km([place, self.points[point]])

    def way(self, start: int, end: int, *, closed: frozenset[str]) -> tuple[list[int], float] | None:
        """Return the points of the shortest way around closed passages and its length in km, or None if none is."""
        km, before = search(self, start, closed)
        if np.isinf(km[end]):
            return None
        steps = [end]
        while steps[-1] != start:
            steps.append(int(before[steps[-1]]))
        return steps[::-1], float(km[end])


@lru_cache(maxsize=64)
def search(network: SeaNetwork, start: int, closed: frozenset[str]) -> tuple[NDArray[np.float64], NDArray[np.int32]]:
    """Return how far it is to every point around closed passages, in km, and the point before it on the way."""
    kept = ~np.any([network.cut[passage] for passage in closed], axis=0) if closed else slice(None)
    (a, b), km, count = network.lanes[kept].T, network.km[kept], len(network.points)
    both_ways = (np.tile(km, 2), (np.concatenate([a, b]), np.concatenate([b, a])))
    distances, before = dijkstra(csr_array(both_ways, shape=(count, count)), indices=start, return_predecessors=True)
    return distances, before


@lru_cache(maxsize=4)
def sea_network(passages: tuple[Passage, ...]) -> SeaNetwork:
    """Return the sea network, with the lanes that pass through each of the passages.

    A lane passes through a passage if it crosses its line or bears one of its labels: labels alone have missed lanes
    that run beside the labelled one.
    """
    labels = dict(_mended())
    index: dict[LonLat, int] = {}
    lanes = np.array([[index.setdefault(point, len(index)) for point in lane] for lane in labels])
    points = np.array(list(index))
    ends = points[lanes]
    worn = np.array([label or "" for label in labels.values()])
    cut = {
        passage.id: crosses(ends, (passage.line[0], passage.line[1])) | np.isin(worn, passage.searoute_label)
        for passage in passages
    }
    km = geodesic_km(*ends[:, 0].T, *ends[:, 1].T)
    for array in (points, lanes, km):
        array.setflags(write=False)
    return SeaNetwork(points=points, lanes=lanes, km=km, cut=cut, passages_of=_passages_of(lanes, cut))


def _passages_of(
    lanes: NDArray[np.int64], cut: Mapping[str, NDArray[np.bool_]]
) -> Mapping[tuple[int, int], tuple[str, ...]]:
    """Return the passages of each lane that has any, by its points, either way round."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for passage, through in cut.items():
        for a, b in lanes[through].tolist():
            found[a, b] = found[b, a] = (*found.get((a, b), ()), passage)
    return found


def length_km(points: Sequence[LonLat]) -> float:
    """Return the length of a line through points, WGS 84."""
    lon, lat = np.array(points).T
    return float(geodesic_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum())


def crosses(ends: NDArray[np.float64], line: Segment) -> NDArray[np.bool_]:
    """Return which lanes cross a line, on the plane of longitude and latitude; touching counts on one side only.

    Parameters
    ----------
    ends
        The ends of each lane, shape (lanes, 2, 2). A lane over the antimeridian is taken the short way round.
    line
        The two ends of the line.
    """
    start, end = np.asarray(line, dtype=float)
    a = ends[:, 0]
    b = ends[:, 1].copy()
    b[:, 0] -= 360 * np.round((b[:, 0] - a[:, 0]) / 360)
    lane_splits = (_side(a, b, start) > 0) != (_side(a, b, end) > 0)
    line_splits = (_side(start, end, a) > 0) != (_side(start, end, b) > 0)
    split: NDArray[np.bool_] = lane_splits & line_splits
    return split


def _side(a: NDArray[np.float64], b: NDArray[np.float64], point: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return on which side of the way from `a` to `b` a point lies: positive on the left."""
    across: NDArray[np.float64] = (b - a)[..., 0] * (point - a)[..., 1] - (b - a)[..., 1] * (point - a)[..., 0]
    return across


def _mended() -> Iterator[tuple[Lane, str | None]]:
    """Yield each lane once with its label, mended."""
    for (a, b), label in _lanes_of_searoute().items():
        if label in ICE or CORINTH in {(a, b), (b, a)}:
            continue
        by = COURSES.get((a, b)) or COURSES.get((b, a), ())[::-1]
        way = (MOVED.get(a, a), *by, MOVED.get(b, b))
        yield from (((u, v), label) for u, v in pairwise(way))


def _lanes_of_searoute() -> dict[Lane, str | None]:
    """Return searoute's lanes by their ends, in order, with their labels.

    It holds each lane once for either direction, and the points of the antimeridian twice, joined by lanes of no
    length. Only its network is used: its search keeps the closures of the last call, and calls a way that does not
    exist zero long. Its package asks nothing of the internet.
    """
    # Imported only here: it takes longer than all else that a page without ships asks for.
    from searoute import setup_M

    roads = setup_M("networkx")._adj
    home = {point: _wrapped(point) for point in roads}
    found: dict[Lane, str | None] = {}
    for u, neighbours in roads.items():
        for v, road in neighbours.items():
            a, b = home[u], home[v]
            if a < b:
                found[a, b] = road.get("passage") or found.get((a, b))
    return found


def _wrapped(point: LonLat) -> LonLat:
    """Return a point with its longitude above -180 and at most 180 degrees."""
    lon, lat = point
    return (round(180 - (180 - lon) % 360, 6), round(float(lat), 6))
