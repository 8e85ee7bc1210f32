"""Cuts a coverage of polygons into the arcs that its members share, and thins each of them once for all.

+-----+-----+      Two squares that share a side are three arcs: the left part, the right part and the side between.
|  a  |  b  |      An arc is thinned once, so neighbours still fit afterwards.
+-----+-----+
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, MultiLineString, MultiPolygon, Point, Polygon

Corner = tuple[float, float]
Line = tuple[Corner, ...]
Smallest = Callable[[str, Corner], float]
"""Tells a size by the name of a member and a corner of one of its islands."""
Ring = tuple[int, ...]
"""Arcs in order, as TopoJSON counts them: `~i` is arc `i` backwards."""

_NEAR = 0.01
"""How far from a fault an arc may pass to have a part in it, in degrees."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A grid of whole numbers over the globe, on which TopoJSON puts every corner."""

    step: float
    west: float = -180.0
    south: float = -90.0

    def indices(self, line: Sequence[Corner]) -> list[tuple[int, int]]:
        """Return the grid points of a line, each once where several fall on one."""
        places = np.round((np.asarray(line) - (self.west, self.south)) / self.step).astype(int)
        kept = [places[0], *(after for before, after in pairwise(places) if (before != after).any())]
        return [(int(x), int(y)) for x, y in kept]

    def corners(self, indices: Sequence[tuple[int, int]]) -> Line:
        """Return the places of grid points, in degrees, to as many decimals as the step has."""
        return tuple((round(self.west + x * self.step, 6), round(self.south + y * self.step, 6)) for x, y in indices)

    def snapped(self, line: Sequence[Corner]) -> Line:
        """Return a line with its corners on the grid."""
        return self.corners(self.indices(line))


@dataclass(frozen=True, kw_only=True)
class Topology:
    """Members of a coverage as rings of arcs; the first ring of a polygon is its outside."""

    arcs: tuple[Line, ...]
    members: Mapping[str, tuple[tuple[Ring, ...], ...]]

    def owners(self) -> list[frozenset[str]]:
        """Return for each arc the members that it bounds."""
        found: list[set[str]] = [set() for _ in self.arcs]
        for name, polygons in self.members.items():
            for arc in _arcs_of(polygons):
                found[arc].add(name)
        return [frozenset(names) for names in found]

    def line(self, ring: Ring) -> Line:
        """Return the corners of a ring, the first one again at its end."""
        steps = [self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1] for arc in ring]
        return (*steps[0], *(corner for step in steps[1:] for corner in step[1:]))

    def with_area(self, rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
        """Return the rings of a polygon that have not shrunk to nothing; none if its outside has."""
        kept = tuple(ring for ring in rings if len(line := self.line(ring)) > 3 and Polygon(line).area > 0)
        return kept if kept[:1] == rings[:1] else ()

    def polygon(self, rings: tuple[Ring, ...]) -> Polygon:
        """Return a polygon without the rings that have shrunk to nothing."""
        outside, *holes = [self.line(ring) for ring in self.with_area(rings)] or [()]
        return Polygon(outside, holes)

    def shape(self, name: str) -> MultiPolygon:
        """Return a member as polygons."""
        return MultiPolygon([self.polygon(rings) for rings in self.members[name]])


def cut(coverage: Mapping[str, MultiPolygon], *, zone: Callable[[Corner], tuple[int, ...]] = lambda _: ()) -> Topology:
    """Cut a clean coverage into its arcs.

    Parameters
    ----------
    coverage
        Polygons whose common borders have the same corners, as `shapely.coverage_clean` leaves them.
    zone
        In which zone a corner lies: arcs end where they pass into the next, so that zones can be thinned unlike.
    """
    rings = {name: [_rings(polygon) for polygon in shape.geoms] for name, shape in coverage.items()}
    nodes = _nodes([ring for polygons in rings.values() for polygon in polygons for ring in polygon], zone)
    numbers: dict[Line, int] = {}
    members = {
        name: tuple(
            tuple(tuple(_numbered(arc, numbers) for arc in _split(ring, nodes)) for ring in polygon)
            for polygon in polygons
        )
        for name, polygons in rings.items()
    }
    return Topology(arcs=tuple(numbers), members=members)


def thin(topology: Topology, tolerances: Sequence[float], *, grid: Grid, smallest: Smallest) -> Topology:
    """Thin each arc by its own tolerance and put it on a grid, less where the result would not be sound.

    Parameters
    ----------
    topology
        Arcs as fine as they come.
    tolerances
        How far the thinned arc may be from the fine one, in degrees, one for each arc.
    grid
        The grid of the result.
    smallest
        The area in square degrees below which an island of a member is left out; the member's largest always stays.
    """
    wanted = list(tolerances)
    kept = _without_specks(topology, smallest)
    while True:
        result = replace(kept, arcs=_thinned(kept.arcs, wanted, grid))
        faulty = {arc for arc in _unsound(result) if wanted[arc] > grid.step / 4}
        if not faulty:
            return _without_lost(result)
        for arc in faulty:
            wanted[arc] /= 3


def _rings(polygon: Polygon) -> list[Line]:
    return [tuple(map(tuple, ring.coords)) for ring in (polygon.exterior, *polygon.interiors)]


def _nodes(rings: Sequence[Line], zone: Callable[[Corner], tuple[int, ...]]) -> set[Corner]:
    """Return the corners where arcs end: where rings part ways, and where they pass from one zone to the next."""
    beside: dict[Corner, frozenset[Corner]] = {}
    nodes: set[Corner] = set()
    for ring in rings:
        for before, corner, after in zip((ring[-2], *ring[:-2]), ring[:-1], ring[1:], strict=True):
            pair = frozenset((before, after))
            parts = beside.setdefault(corner, pair) != pair
            if parts or zone(corner) > min(zone(before), zone(after)):
                nodes.add(corner)
    return nodes


def _split(ring: Line, nodes: set[Corner]) -> Iterator[Line]:
    """Yield the arcs of a ring in order; a ring without a node is one arc that starts at its least corner."""
    corners = ring[:-1]
    starts = [place for place, corner in enumerate(corners) if corner in nodes] or [corners.index(min(corners))]
    turned = corners[starts[0] :] + corners[: starts[0] + 1]
    ends = [place - starts[0] for place in starts] + [len(corners)]
    return (turned[start : end + 1] for start, end in pairwise(ends))


def _numbered(arc: Line, numbers: dict[Line, int]) -> int:
    backwards = arc[::-1]
    if backwards in numbers:
        return ~numbers[backwards]
    return numbers.setdefault(arc, len(numbers))


def _arcs_of(polygons: Iterable[tuple[Ring, ...]]) -> set[int]:
    return {arc if arc >= 0 else ~arc for rings in polygons for ring in rings for arc in ring}


def _without_specks(topology: Topology, smallest: Smallest) -> Topology:
    owners = topology.owners()
    members = {}
    for name, polygons in topology.members.items():
        islands = [topology.polygon(rings) for rings in polygons]
        largest = max((island.area for island in islands), default=0.0)
        members[name] = tuple(
            rings
            for rings, island in zip(polygons, islands, strict=True)
            if island.area >= min(largest, smallest(name, island.exterior.coords[0]))
            or any(len(owners[arc]) > 1 for arc in _arcs_of([rings]))
        )
    return replace(topology, members=members)


def _thinned(arcs: Sequence[Line], tolerances: Sequence[float], grid: Grid) -> tuple[Line, ...]:
    """Thin arcs of one tolerance together, so that they do not run into one another."""
    places: dict[float, list[int]] = {}
    for place, tolerance in enumerate(tolerances):
        places.setdefault(tolerance, []).append(place)
    thinned: dict[int, Line] = {}
    for tolerance, group in places.items():
        lines = MultiLineString([arcs[place] for place in group]).simplify(tolerance, preserve_topology=True)
        thinned |= {
            place: grid.snapped(line.coords) for place, line in zip(group, shapely.get_parts(lines), strict=True)
        }
    return tuple(thinned[place] for place in range(len(arcs)))


def _unsound(topology: Topology) -> set[int]:
    """Return the arcs near which a polygon is not valid or has shrunk to nothing, or members overlap or gape."""
    pieces = [(rings, topology.polygon(rings)) for polygons in topology.members.values() for rings in polygons]
    faulty = {arc for rings, piece in pieces if piece.is_empty for arc in _arcs_of([rings])}
    whole = [(rings, piece) for rings, piece in pieces if not piece.is_empty]
    edges = shapely.coverage_invalid_edges([piece for _, piece in whole])
    for (rings, piece), edge in zip(whole, edges, strict=True):
        spot = edge if piece.is_valid else _place_of_fault(piece)
        if not spot.is_empty:
            near = spot.buffer(_NEAR)
            faulty |= {arc for arc in _arcs_of([rings]) if LineString(topology.arcs[arc]).intersects(near)}
    return faulty


def _place_of_fault(polygon: Polygon) -> Point:
    """Return where a polygon runs into itself; the reason that is given ends in `[x y]`."""
    x, y = shapely.is_valid_reason(polygon).rpartition("[")[2].rstrip("]").split()
    return Point(float(x), float(y))


def _without_lost(topology: Topology) -> Topology:
    """Drop rings that are too small for the grid, members without a ring, and arcs that nothing uses any more."""
    rings = {name: tuple(map(topology.with_area, polygons)) for name, polygons in topology.members.items()}
    whole = {name: tuple(filter(None, polygons)) for name, polygons in rings.items() if any(polygons)}
    used = sorted({arc for polygons in whole.values() for arc in _arcs_of(polygons)})
    number = {arc: place for place, arc in enumerate(used)}
    members = {
        name: tuple(tuple(_renumbered(ring, number) for ring in rings) for rings in polygons)
        for name, polygons in whole.items()
    }
    return Topology(arcs=tuple(topology.arcs[arc] for arc in used), members=members)


def _renumbered(ring: Ring, number: Mapping[int, int]) -> Ring:
    return tuple(number[arc] if arc >= 0 else ~number[~arc] for arc in ring)
