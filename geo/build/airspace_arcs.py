"""Every arc that a shortest legal way can be made of, and the countries whose airspace it crosses.

A shortest way around closed airspace is made of great circles that bend only at corners of what is closed, and there
only as a string would that is pulled tight (A. R. Washburn and G. G. Brown (2016), doi 10.1002/nav.21702). So an arc
that would leave a corner into the airspace that the corner belongs to can never be of use, and is left out at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.airspace import FIELD_KM
from geo.airspace_file import Rings
from geo.sphere import EARTH_KM, Edges, Flags, Floats, Ints, angles, azimuths, edges_of, rounds, turned, unit

LONGEST_RAD = np.radians(170.0)
"""Longer arcs are left out: between opposite points there is no telling which way is meant."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Walls:
    """The edges of all airspaces, and whose they are."""

    edges: Edges
    normal: Floats
    """Of the great circle of each edge."""
    owner: Ints
    """Of each edge."""
    ring_owner: Ints


@dataclass(frozen=True, kw_only=True, eq=False)
class Nodes:
    """Where arcs begin and end: places first, then the corners at which a way can bend."""

    point: Floats
    owner: Ints
    """Row of the country whose corner it is, or of the host of a place; -1: none."""
    before: Floats
    """The corner before a corner on its ring, as a unit vector; zero for places."""
    after: Floats
    places: int
    remainder: Ints
    """For places that another holds than their host: the owner of the airspace that the host still has; else -1."""

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.owner)


@dataclass(frozen=True, kw_only=True, eq=False)
class Arcs:
    """Arcs between nodes, and the countries that each crosses."""

    start: Ints
    end: Ints
    crossed: Flags
    """Shape (arcs, countries)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Hits:
    """Where arcs from one point cross edges."""

    target: Ints
    """Row of the arc."""
    owner: Ints
    km: Floats
    """From the point, on the sphere."""


def walls_of(airspaces: Sequence[Rings]) -> Walls:
    """Return the edges of airspaces; an owner is its row in the list."""
    edges = edges_of([ring for rings in airspaces for ring in rings])
    ring_owner = np.repeat(np.arange(len(airspaces)), [len(rings) for rings in airspaces])
    sizes = np.diff(edges.first, append=len(edges.start))
    return Walls(
        edges=edges,
        normal=unit(np.cross(edges.start, edges.end)),
        owner=np.repeat(ring_owner, sizes),
        ring_owner=ring_owner,
    )


def find_arcs(nodes: Nodes, walls: Walls, countries: int) -> Arcs:
    """Return the arcs that a shortest way can be made of.

    Parameters
    ----------
    nodes
        Places and corners.
    walls
        The airspaces of all countries, and after those what is left of some without the part that others hold.
    countries
        How many of the owners of walls are countries.
    """
    inside = np.vstack([_inside(point, walls) for point in nodes.point])
    found = [_from(source, nodes, walls, inside) for source in range(len(nodes))]
    start, end, crossed = (np.concatenate(column) for column in zip(*found, strict=True))
    return Arcs(start=start, end=end, crossed=crossed[:, :countries])


def _inside(point: Floats, walls: Walls) -> Flags:
    """Say of each owner whether a point lies in its airspace."""
    return np.asarray(np.bincount(walls.ring_owner, weights=rounds(point, walls.edges)) > 0)


def _from(source: int, nodes: Nodes, walls: Walls, inside: Flags) -> tuple[Ints, Ints, Flags]:
    """Return the arcs from a node to those after it in the list, as starts, ends and owners crossed."""
    targets = _tight(source, nodes)
    hits = _hits(nodes.point[source], nodes.point[targets], walls)
    if source < nodes.places:
        crossed = _crossed_from_field(source, targets, hits, nodes, inside)
    else:
        crossed = inside[source] | inside[targets]
        crossed[hits.target, hits.owner] = True
    useful = ~crossed[np.arange(len(targets)), nodes.owner[targets]] | (targets < nodes.places)
    if source >= nodes.places:
        useful &= ~crossed[:, nodes.owner[source]]
    return np.full(int(useful.sum()), source), targets[useful], crossed[useful]


def _tight(source: int, nodes: Nodes) -> Ints:
    """Return the nodes to which a string pulled tight can lead from a node, of those after it in the list."""
    rows = np.arange(source + 1, len(nodes))
    point, ends = nodes.point[source], nodes.point[rows]
    tight = ends @ point > np.cos(LONGEST_RAD)
    normals = np.cross(point, ends)
    before, after = (np.einsum("ij,ij->i", normals, side[rows]) >= 0 for side in (nodes.before, nodes.after))
    tight &= before == after
    if source >= nodes.places:
        tight &= (normals @ nodes.before[source] >= 0) == (normals @ nodes.after[source] >= 0)
    return np.asarray(rows[tight])


def _hits(point: Floats, ends: Floats, walls: Walls) -> Hits:
    """Return where the arcs from a point to others cross edges.

    Seen from the point, an edge spans an interval of directions, half-open so that of two edges with a common corner
    one is crossed; an arc in a direction of the interval crosses the edge if it ends beyond its great circle.
    """
    seen = azimuths(ends, point)
    order = np.argsort(seen)
    first, second = azimuths(walls.edges.start, point), azimuths(walls.edges.end, point)
    leftwards = turned(second - first) >= 0
    low, high = np.where(leftwards, first, second), np.where(leftwards, second, first)
    begin, stop = np.searchsorted(seen[order], low), np.searchsorted(seen[order], high)
    counts = stop - begin + np.where(high < low, len(ends), 0)
    edge = np.repeat(np.arange(len(low)), counts)
    step = np.arange(len(edge)) - np.repeat(np.cumsum(counts) - counts, counts)
    target = order[(begin[edge] + step) % max(len(ends), 1)]
    normal = walls.normal[edge]
    here, there = normal @ point, np.einsum("ij,ij->i", normal, ends[target])
    beyond = (here >= 0) != (there >= 0)
    edge, target, here, there = edge[beyond], target[beyond], here[beyond], there[beyond]
    angle = angles(ends, point)[target]
    ahead = (there - here * np.cos(angle)) / np.sin(angle)
    return Hits(target=target, owner=walls.owner[edge], km=np.mod(np.arctan2(-here, ahead), np.pi) * EARTH_KM)


def _crossed_from_field(source: int, targets: Ints, hits: Hits, nodes: Nodes, inside: Flags) -> Flags:
    """Return whose airspace the arcs from a place cross, by the rules for airfields.

    The host always counts, others only beyond the surroundings of the airfield.
    """
    km = angles(nodes.point[targets], nodes.point[source]) * EARTH_KM
    fields = targets < nodes.places
    near_source = hits.km < FIELD_KM
    near_target = fields[hits.target] & (hits.km > km[hits.target] - FIELD_KM)
    crossed = inside[source] ^ _odd(hits, near_source, inside[targets].shape)
    crossed |= inside[targets] ^ _odd(hits, near_target, crossed.shape)
    counted = ~near_source & ~near_target
    crossed[hits.target[counted], hits.owner[counted]] = True
    crossed[fields & (km < 2 * FIELD_KM)] = False
    _count_hosts(source, targets, nodes, crossed)
    return np.asarray(crossed)


def _odd(hits: Hits, chosen: Flags, shape: tuple[int, ...]) -> Flags:
    """Say for which arcs and owners the number of chosen crossings is odd."""
    found = np.zeros(shape, dtype=np.int64)
    np.add.at(found, (hits.target[chosen], hits.owner[chosen]), 1)
    return np.asarray(found % 2 == 1)


def _count_hosts(source: int, targets: Ints, nodes: Nodes, crossed: Flags) -> None:
    """Count the hosts at both ends; of the host of a place that others hold, only what they do not hold."""
    every, fields = np.arange(len(targets)), np.flatnonzero(targets < nodes.places)
    ends = [(every, source), *((np.array([row]), int(targets[row])) for row in fields)]
    for rows, node in ends:
        if nodes.remainder[node] >= 0:
            crossed[rows, nodes.owner[node]] = crossed[rows, nodes.remainder[node]]
    for rows, node in ends:
        if nodes.remainder[node] < 0 <= nodes.owner[node]:
            crossed[rows, nodes.owner[node]] = True
