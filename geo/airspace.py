"""The shortest legal ways by air between places, around whatever airspace is closed.

Airspace is land and 12 nautical miles of sea; the high seas are open to all. What geometry asks is prepared by
`make airspace`: the points at which a way can turn, the arcs between them, and whose airspace each arc needs. To close
airspace only takes arcs away. Lengths are those of WGS 84 geodesics; what an arc needs is read from the great circle
between its ends.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.airspace_file import Tables, read_tables
from geo.errors import UnknownIdError
from geo.sphere import (
    EARTH_KM,
    Edges,
    Flags,
    Floats,
    Ints,
    along,
    angles,
    crossings_km,
    edges_of,
    is_inside,
    to_lon_lat,
    to_vectors,
    unwrapped,
)

FIELD_KM = 30.0
"""So near an airfield the airspace of others than its host does not count: some lie within sight of a border."""

OPERATOR = "RUS"
"""Whose flights these are: its own airspace is never closed to them."""

NOBODY = -1
_KEPT = 128

Rings = tuple[Floats, ...]
"""Rings of corners, each of shape (n, 2), longitude and latitude in degrees, not closed, airspace on the left."""


class NoWay(StrEnum):
    """Why there is no way by air."""

    CLOSED_HOST_ORIGIN = "the airspace around the origin is closed"
    CLOSED_HOST_TARGET = "the airspace around the destination is closed"
    NO_WAY = "every way leads through closed airspace"


@dataclass(frozen=True, kw_only=True, slots=True)
class AirPath:
    """A shortest legal way; between its points lie great circles."""

    points: tuple[tuple[float, float], ...]
    """Longitude and latitude, in degrees, of the origin, of every turn and of the destination."""
    km: float
    """On the WGS 84 ellipsoid."""
    overflown: tuple[str, ...]
    """Codes of those whose airspace the way needs, hosts included, in the order flown: no other closure bars it."""
    bends: int


@dataclass(frozen=True, kw_only=True, eq=False)
class _Graph:
    """What is open under one set of closures.

    In the graph a place is a row that ways only leave, and as many rows further one that they only reach, so that no
    way leads through a place; the turns come after both.
    """

    direct: Floats
    """Shape (places, places): kilometres of the arcs between places, infinite where there is none."""
    turns: Ints
    """The node of the tables that each turn is."""
    links: csr_array


class Airspace:
    """The airspaces of all countries, and the ways between places around those that are closed; immutable."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rows = {place: row for row, place in enumerate(tables.places)}
        self._bits = {code: row for row, code in enumerate(tables.countries)}
        # Kept by each airspace for itself, so that one that is dropped takes all of it along.
        self._graph = lru_cache(_KEPT)(self._opened)
        self._all_km = lru_cache(_KEPT)(self._searched)
        self._way = lru_cache(32 * _KEPT)(self._found)

    @property
    def digest(self) -> str:
        """Short hash of the outlines and places that it was prepared from."""
        return self._tables.digest

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of all places between which there are ways, in the order of `distances_km`."""
        return self._tables.places

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes of all airspaces; all but that of the operator can be closed."""
        return self._tables.countries

    def is_known(self, place: str) -> bool:
        """Say whether ways from and to a place are prepared."""
        return place in self._rows

    def host(self, place: str) -> str | None:
        """Return the code of the country in which a place lies; None if in nobody's.

        Raises
        ------
        UnknownIdError
            If no ways are prepared for the place.
        """
        owner = int(self._tables.owner[self._place(place)])
        return None if owner == NOBODY else self.countries[owner]

    def point(self, place: str) -> tuple[float, float]:
        """Return longitude and latitude of a place, in degrees.

        Raises
        ------
        UnknownIdError
            If no ways are prepared for the place.
        """
        row = self._place(place)
        return float(self._tables.lon[row]), float(self._tables.lat[row])

    def obstacle(self, code: str) -> Rings:
        """Return the airspace of a country, thinned: land and 12 nautical miles of sea.

        Raises
        ------
        UnknownIdError
            If the code is that of no airspace.
        """
        return self._rings(self._country(code))

    def distances_km(self, closed: frozenset[str]) -> Floats:
        """Return the lengths of the shortest legal ways between all places; infinite where there is none.

        Parameters
        ----------
        closed
            The codes of the countries whose airspace is closed.

        Returns
        -------
        Floats
            Shape (places, places), symmetric, in kilometres; not to be written to.

        Raises
        ------
        UnknownIdError
            If a code is not that of an airspace that can be closed.
        """
        return self._all_km(closed)

    def path(self, origin: str, target: str, *, closed: frozenset[str]) -> AirPath | None:
        """Return the shortest legal way from one place to another; None if there is none, and `why_not` says why.

        Parameters
        ----------
        origin, target
            Ids of places; from a place to itself it is one point and no length.
        closed
            The codes of the countries whose airspace is closed.

        Raises
        ------
        UnknownIdError
            If no ways are prepared for a place, or a code is not that of an airspace that can be closed.
        """
        return self._way(self._place(origin), self._place(target), closed)

    def why_not(self, origin: str, target: str, *, closed: frozenset[str]) -> NoWay | None:
        """Return why there is no legal way between two places; None if there is one.

        Raises
        ------
        UnknownIdError
            As for `path`.
        """
        if self.path(origin, target, closed=closed) is not None:
            return None
        if self._is_shut(self._place(origin), closed):
            return NoWay.CLOSED_HOST_ORIGIN
        return NoWay.CLOSED_HOST_TARGET if self._is_shut(self._place(target), closed) else NoWay.NO_WAY

    def turns_km(self, origin: str, *, closed: frozenset[str]) -> Floats:
        """Return the points at which ways from a place turn, and how far it is to them: a range area fans out from them.

        Parameters
        ----------
        origin
            Id of a place; it is the first of the points. There are none if its host is closed.
        closed
            The codes of the countries whose airspace is closed.

        Returns
        -------
        Floats
            Shape (n, 4): longitude and latitude in degrees, kilometres, and the row of the point before on the way.

        Raises
        ------
        UnknownIdError
            As for `path`.
        """
        row, graph, first = self._place(origin), self._graph(closed), 2 * len(self.places)
        if self._is_shut(row, closed):
            return np.empty((0, 4))
        km, before = dijkstra(graph.links, indices=row, return_predecessors=True)
        reached = np.flatnonzero(np.isfinite(km[first:]))
        place_of = np.zeros(len(km), dtype=np.int64)
        place_of[first + reached] = np.arange(1, len(reached) + 1)
        nodes, lengths = np.concatenate([[row], graph.turns[reached]]), [0.0, *km[first + reached]]
        previous = [0, *place_of[before[first + reached]]]
        return np.column_stack([self._tables.lon[nodes], self._tables.lat[nodes], lengths, previous])

    def barriers(self, origin: str, *, closed: frozenset[str]) -> Rings:
        """Return all airspace that is closed to flights from a place, ring by ring.

        Raises
        ------
        UnknownIdError
            As for `path`.
        """
        ends = [self.point(origin)]
        return tuple(ring for code in sorted(closed) for ring in self._rings(self._closed_to(code, ends)))

    def crossed(self, path: AirPath, closed: Iterable[str]) -> tuple[str, ...]:
        """Return which closed airspaces a way really crosses: asked of the airspaces themselves, not of the tables.

        Parameters
        ----------
        path
            A way between two places.
        closed
            Codes of countries. Near the ends of the way only those of the hosts count.

        Raises
        ------
        UnknownIdError
            If a code is not that of an airspace that can be closed.
        """
        way = _without_fields(to_vectors(*np.array(path.points).T))
        ends = path.points[0], path.points[-1]
        return tuple(code for code in closed if _enters(way, self._edges(self._closed_to(code, ends))))

    def _place(self, place: str) -> int:
        if place not in self._rows:
            raise UnknownIdError(_unknown(place, "no place with prepared ways", self._rows))
        return self._rows[place]

    def _country(self, code: str) -> int:
        if code not in self._bits:
            raise UnknownIdError(_unknown(code, "no code of an airspace", self._bits))
        return self._bits[code]

    def _rings(self, owner: int) -> Rings:
        tables = self._tables
        stops = np.cumsum(tables.ring_size)
        rows = np.flatnonzero(tables.ring_owner == owner)
        return tuple(tables.corners[stops[row] - tables.ring_size[row] : stops[row]] for row in rows)

    def _is_shut(self, place: int, closed: frozenset[str]) -> bool:
        """Say whether a place lies under a closed sky; one that others hold than its host does not."""
        owner = int(self._tables.owner[place])
        return owner != NOBODY and self._tables.remainder[place] < 0 and self.countries[owner] in closed

    def _opened(self, closed: frozenset[str]) -> _Graph:
        """Return what is open while some airspaces are closed."""
        tables, places = self._tables, len(self.places)
        arcs = self._open_arcs(closed)
        start, end, km = tables.start[arcs], tables.end[arcs], tables.km[arcs]
        between = end < places
        direct = np.full((places, places), np.inf)
        direct[start[between], end[between]] = direct[end[between], start[between]] = km[between]
        for place in range(places):
            direct[place, place] = np.inf if self._is_shut(place, closed) else 0.0
        turns, links = _links(start[~between], end[~between], km[~between], places)
        return _Graph(direct=direct, turns=turns, links=links)

    def _open_arcs(self, closed: frozenset[str]) -> Ints:
        """Return the rows of the arcs that need nothing closed and turn only at corners of what is closed."""
        tables = self._tables
        rows = [self._closable(code) for code in closed]
        is_shut = np.zeros(len(self.countries) + 1, dtype=bool)
        is_shut[rows] = True
        turns = is_shut[tables.owner]
        turns[: len(self.places)] = True
        arcs = np.flatnonzero(turns[tables.start] & turns[tables.end])
        for word in {row // 64 for row in rows}:
            bits = np.uint64(sum(1 << row % 64 for row in rows if row // 64 == word))
            arcs = arcs[(tables.crossed[arcs, word] & bits) == 0]
        return arcs

    def _closable(self, code: str) -> int:
        row = self._country(code)
        if code == OPERATOR:
            msg = f"`{code}` is closed: these are its own flights, for which it never is; leave it out"
            raise UnknownIdError(msg)
        return row

    def _searched(self, closed: frozenset[str]) -> Floats:
        """Return all distances: those of arcs, and by way of turns where there is no arc."""
        graph, places = self._graph(closed), len(self.places)
        km = graph.direct.copy()
        apart = np.isinf(km) & np.isfinite(np.diag(km))[:, None] & np.isfinite(np.diag(km))
        sources = list(_cover(apart))
        if sources:
            found = dijkstra(graph.links, indices=sources)[:, places : 2 * places]
            km[sources] = np.minimum(km[sources], found)
            km[:, sources] = np.minimum(km[:, sources], found.T)
        km.setflags(write=False)
        return km

    def _found(self, origin: int, target: int, closed: frozenset[str]) -> AirPath | None:
        graph, places = self._graph(closed), len(self.places)
        if np.isfinite(graph.direct[origin, target]):
            return self._drawn([origin, target] if origin != target else [origin])
        if self._is_shut(origin, closed) or self._is_shut(target, closed):
            return None
        km, before = dijkstra(graph.links, indices=origin, return_predecessors=True)
        if np.isinf(km[places + target]):
            return None
        turns = [row := places + target]
        while (row := int(before[row])) != origin:
            turns.append(row)
        return self._drawn([origin, *(int(graph.turns[row - 2 * places]) for row in reversed(turns[1:])), target])

    def _drawn(self, nodes: list[int]) -> AirPath:
        tables = self._tables
        arcs = [self._arc(*sorted(pair)) for pair in pairwise(nodes)]
        return AirPath(
            points=tuple((float(tables.lon[node]), float(tables.lat[node])) for node in nodes),
            km=float(tables.km[arcs].sum()),
            overflown=self._in_order(nodes, arcs),
            bends=max(len(nodes) - 2, 0),
        )

    def _arc(self, start: int, end: int) -> int:
        """Return the row of the arc between two nodes; arcs are in the order of starts, and of ends within those."""
        low, high = np.searchsorted(self._tables.start, [start, start + 1])
        return int(low + np.searchsorted(self._tables.end[low:high], end))

    def _in_order(self, nodes: list[int], arcs: list[int]) -> tuple[str, ...]:
        """Return the codes of those whose airspace arcs need, each where a way first comes to it."""
        tables = self._tables
        points = to_vectors(tables.lon[nodes], tables.lat[nodes])
        found = [int(tables.owner[nodes[0]])]
        for (start, end), arc in zip(pairwise(points), arcs, strict=True):
            entries = {row: _entry_km(start, end, self._edges(row)) for row in _set_bits(tables.crossed[arc])}
            found += sorted(entries, key=entries.__getitem__)
        return tuple(self.countries[row] for row in dict.fromkeys(found) if row != NOBODY)

    def _edges(self, owner: int) -> Edges:
        return edges_of(self._rings(owner))

    def _closed_to(self, code: str, ends: Iterable[tuple[float, float]]) -> int:
        """Return the row of what a country closes to ways with these ends: not the part that others hold of it."""
        row, tables = self._closable(code), self._tables
        here = [place for place in range(len(self.places)) if (tables.lon[place], tables.lat[place]) in set(ends)]
        held = [int(tables.remainder[place]) for place in here if tables.owner[place] == row]
        return max(held, default=row) if min(held, default=0) >= 0 else row


def load_airspace(path: Path) -> Airspace:
    """Return the airspaces that a file holds.

    Parameters
    ----------
    path
        The file that `make airspace` makes.

    Raises
    ------
    DataError
        If it is not there or damaged.
    """
    return Airspace(read_tables(path))


def recheck(airspace: Airspace, path: AirPath, closed: Iterable[str]) -> tuple[str, ...]:
    """Return the closed countries that a drawn way crosses; there should be none. See `Airspace.crossed`."""
    return airspace.crossed(path, closed)


def densify(path: AirPath, *, step_km: float = 50.0) -> tuple[tuple[float, float], ...]:
    """Return points along a way, for drawing it: longitudes do not jump, and may leave -180 to 180.

    Parameters
    ----------
    path
        The way.
    step_km
        The longest distance from one point to the next.
    """
    corners = to_vectors(*np.array(path.points).T)
    parts = [_steps(start, end, step_km) for start, end in pairwise(corners)]
    lon, lat = to_lon_lat(np.vstack([*parts, corners[-1:]]))
    return tuple(zip(unwrapped(lon).tolist(), lat.tolist(), strict=True))


def _steps(start: Floats, end: Floats, step_km: float) -> Floats:
    """Return points along an arc from its start, without its end."""
    count = max(int(np.ceil(float(angles(start, end)) * EARTH_KM / step_km)), 1)
    return along(start, end, np.arange(count) / count)


def _links(start: Ints, end: Ints, km: Floats, places: int) -> tuple[Ints, csr_array]:
    """Return the turns that arcs use, and the arcs as a graph of places to leave, places to reach, and turns."""
    turns = np.unique(np.concatenate([start[start >= places], end]))
    row = np.zeros(int(turns.max(initial=0)) + 1, dtype=np.int64)
    row[turns] = np.arange(len(turns)) + 2 * places
    ahead, from_place = row[end], start < places
    leaving = np.where(from_place, start, row[start])
    reaching = np.where(from_place, start + places, row[start])
    size = 2 * places + len(turns)
    both = (np.concatenate([km, km]), (np.concatenate([leaving, ahead]), np.concatenate([ahead, reaching])))
    return turns, csr_array(both, shape=(size, size))


def _cover(apart: Flags) -> Iterator[int]:
    """Yield rows of a symmetric table until every pair that it marks has one of its two among them."""
    left = apart.copy()
    while left.any():
        row = int(left.sum(axis=1).argmax())
        left[row] = left[:, row] = False
        yield row


def _set_bits(words: NDArray[np.uint64]) -> list[int]:
    """Return the numbers of the bits that are set in a row of words."""
    return [64 * place + bit for place, word in enumerate(words.tolist()) for bit in range(64) if word >> bit & 1]


def _entry_km(start: Floats, end: Floats, edges: Edges) -> float:
    """Return how far along an arc an airspace begins; infinite if the arc does not touch it."""
    if is_inside(start, edges):
        return 0.0
    return float(np.nan_to_num(crossings_km(start, end, edges), nan=np.inf).min(initial=np.inf))


def _without_fields(points: Floats) -> Floats:
    """Return the corners of a way without the surroundings of the airfields at its ends; none if nothing is left."""
    for _ in range(2):
        points = _shortened(points)[::-1]
    return points


def _shortened(points: Floats) -> Floats:
    """Return the corners of a way without its first kilometres."""
    left_km = FIELD_KM
    for row, (start, end) in enumerate(pairwise(points)):
        km = float(angles(start, end)) * EARTH_KM
        if km > left_km:
            return np.vstack([along(start, end, np.array([left_km / km])), points[row + 1 :]])
        left_km -= km
    return np.empty((0, 3))


def _enters(way: Floats, edges: Edges) -> bool:
    """Say whether any part of a way lies in an airspace."""
    if len(way) and is_inside(way[0], edges):
        return True
    return any(bool(np.isfinite(crossings_km(start, end, edges)).any()) for start, end in pairwise(way))


def _unknown(word: str, what: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word[:160], list(known), n=3)
    hint = f"did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else "look it up in `Airspace`"
    return f"`{word[:80]}` is {what}; {hint}"
