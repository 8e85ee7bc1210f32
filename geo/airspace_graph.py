"""What of the prepared arcs is open under one set of closures, and the shortest ways along them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geo.airspace_file import Tables
from geo.sphere import Flags, Floats, Ints


@dataclass(frozen=True, kw_only=True, eq=False)
class Graph:
    """The arcs that are open, directly between places and by way of turns.

    Among the links a place is a row that ways only leave, and as many rows further one that they only reach, so that no
    way leads through a place; the turns come after both.
    """

    direct: Floats
    """Shape (places, places): kilometres of the arcs between places, infinite where there is none."""
    turns: Ints
    """The node of the tables that each turn is."""
    links: csr_array

    def all_km(self) -> Floats:
        """Return the kilometres of the shortest ways between all places; infinite where there is none."""
        places = len(self.direct)
        km = self.direct.copy()
        is_open = np.isfinite(np.diag(km))
        sources = list(_cover(np.isinf(km) & is_open[:, None] & is_open))
        if sources:
            found = dijkstra(self.links, indices=sources)[:, places : 2 * places]
            km[sources] = np.minimum(km[sources], found)
            km[:, sources] = np.minimum(km[:, sources], found.T)
        return km

    def way(self, origin: int, target: int) -> list[int] | None:
        """Return the nodes of the shortest way from one place to another, both included; None if there is none."""
        places = len(self.direct)
        if origin == target or np.isfinite(self.direct[origin, target]):
            return list(dict.fromkeys([origin, target])) if np.isfinite(self.direct[origin, target]) else None
        km, before = dijkstra(self.links, indices=origin, return_predecessors=True)
        row = places + target
        if np.isinf(km[row]):
            return None
        nodes = [target]
        while (row := int(before[row])) != origin:
            nodes.append(int(self.turns[row - 2 * places]))
        return [origin, *reversed(nodes)]


def open_graph(tables: Tables, closed: Iterable[int]) -> Graph:
    """Return what is open while some airspaces are closed.

    Parameters
    ----------
    tables
        The prepared arcs.
    closed
        Rows of the countries whose airspace is closed.
    """
    rows, places = sorted(closed), len(tables.places)
    arcs = _open_arcs(tables, rows)
    start, end, km = tables.start[arcs], tables.end[arcs], tables.km[arcs]
    between = end < places
    direct = np.full((places, places), np.inf)
    direct[start[between], end[between]] = direct[end[between], start[between]] = km[between]
    np.fill_diagonal(direct, np.where(_is_shut(tables, rows), np.inf, 0.0))
    turns, links = _links(start[~between], end[~between], km[~between], places)
    return Graph(direct=direct, turns=turns, links=links)


def _is_shut(tables: Tables, closed: list[int]) -> Flags:
    """Say of each place whether its host is closed; one that others hold than its host is not."""
    return np.asarray(np.isin(tables.owner[: len(tables.places)], closed) & (tables.remainder < 0))


def _open_arcs(tables: Tables, closed: list[int]) -> Ints:
    """Return the rows of the arcs that need nothing closed and turn only at corners of what is closed."""
    turns = np.isin(tables.owner, closed)
    turns[: len(tables.places)] = True
    arcs = np.flatnonzero(turns[tables.start] & turns[tables.end])
    for word in {row // 64 for row in closed}:
        bits = np.uint64(sum(1 << row % 64 for row in closed if row // 64 == word))
        arcs = arcs[(tables.crossed[arcs, word] & bits) == 0]
    return arcs


def _links(start: Ints, end: Ints, km: Floats, places: int) -> tuple[Ints, csr_array]:
    """Return the turns that arcs use, and the arcs as links of places to leave, places to reach, and turns."""
    from_place = start < places
    is_used = np.zeros(int(end.max(initial=0)) + 1, dtype=bool)
    is_used[end] = is_used[start] = True
    is_used[:places] = False
    turns = np.flatnonzero(is_used)
    row = np.cumsum(is_used) - 1 + 2 * places
    inner = row[np.where(from_place, end, start)]
    leaving, reaching = np.where(from_place, start, inner), np.where(from_place, start + places, inner)
    size = 2 * places + len(turns)
    ends = np.concatenate([leaving, row[end]]), np.concatenate([row[end], reaching])
    return turns, csr_array((np.concatenate([km, km]), ends), shape=(size, size))


def _cover(apart: Flags) -> Iterator[int]:
    """Yield rows of a symmetric table until every pair that it marks has one of its two among them."""
    left = apart.copy()
    while left.any():
        row = int(left.sum(axis=1).argmax())
        left[row] = left[:, row] = False
        yield row
