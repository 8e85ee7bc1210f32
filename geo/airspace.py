"""The shortest legal ways by air between places, around whatever airspace is closed.

Airspace is land and 12 nautical miles of sea; the high seas are open to all. What geometry asks is prepared by
`make airspace`: the points at which a way can turn, the arcs between them, and whose airspace each arc needs. To close
airspace only takes arcs away. Lengths are those of WGS 84 geodesics; what an arc needs is read from the great circle
between its ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from geo.airspace_file import Rings, Tables, read_tables
from geo.airspace_graph import Graph, open_graph
from geo.airway import AirPath, enters, entry_km, without_ends
from geo.countries import OPERATOR
from geo.errors import UnknownIdError, unknown_id
from geo.sphere import Edges, Floats, edges_of, to_vectors

FIELD_KM = 30.0
"""So near an airfield the airspace of others than its host does not count: some lie within sight of a border."""

NOBODY = -1
_KEPT = 64
_LOOK = "look it up in `Airspace`"


class NoWay(StrEnum):
    """Why there is no way by air."""

    CLOSED_HOST_ORIGIN = "the airspace around the origin is closed"
    CLOSED_HOST_TARGET = "the airspace around the destination is closed"
    NO_WAY = "every way leads through closed airspace"


class Airspace:
    """The airspaces of all countries, and the ways between places around those that are closed; immutable."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rows = {place: row for row, place in enumerate(tables.places)}
        self._bits = {code: row for row, code in enumerate(tables.countries)}
        # Kept by each airspace for itself, so that one that is dropped takes all of it along.
        self._graph = lru_cache(_KEPT)(self._opened)
        self._all_km = lru_cache(_KEPT)(self._searched)
        self._way = lru_cache(64 * _KEPT)(self._found)
        self._edges = lru_cache(None)(self._edges_of)
        self._crossed = lru_cache(64 * _KEPT)(self._entered)

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
        return self._tables.rings(self._country(code))

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

    def barriers(self, origin: str, *, closed: frozenset[str]) -> Rings:
        """Return all airspace that is closed to flights from a place, ring by ring.

        Raises
        ------
        UnknownIdError
            As for `path`.
        """
        ends = [self.point(origin)]
        return tuple(ring for code in sorted(closed) for ring in self._tables.rings(self._closed_to(code, ends)))

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
        return self._crossed(path, frozenset(closed))

    def _entered(self, path: AirPath, closed: frozenset[str]) -> tuple[str, ...]:
        """Return the same, worked out anew."""
        way = without_ends(to_vectors(*np.array(path.points).T), FIELD_KM)
        ends = path.points[0], path.points[-1]
        return tuple(code for code in sorted(closed) if enters(way, self._edges(self._closed_to(code, ends))))

    def _place(self, place: str) -> int:
        if place not in self._rows:
            raise unknown_id(place, self._rows, what="is no place with prepared ways", otherwise=_LOOK)
        return self._rows[place]

    def _country(self, code: str) -> int:
        if code not in self._bits:
            raise unknown_id(code, self._bits, what="is no code of an airspace", otherwise=_LOOK)
        return self._bits[code]

    def _is_shut(self, place: int, closed: frozenset[str]) -> bool:
        """Say whether a place lies under a closed sky; one that others hold than its host does not."""
        owner = int(self._tables.owner[place])
        return owner != NOBODY and self._tables.remainder[place] < 0 and self.countries[owner] in closed

    def _closable(self, code: str) -> int:
        row = self._country(code)
        if code == OPERATOR:
            msg = f"`{code}` is closed: these are its own flights, for which it never is; leave it out"
            raise UnknownIdError(msg)
        return row

    def _opened(self, closed: frozenset[str]) -> Graph:
        return open_graph(self._tables, [self._closable(code) for code in closed])

    def _searched(self, closed: frozenset[str]) -> Floats:
        km = self._graph(closed).all_km()
        km.setflags(write=False)
        return km

    def _found(self, origin: int, target: int, closed: frozenset[str]) -> AirPath | None:
        nodes = self._graph(closed).way(origin, target)
        return None if nodes is None else self._drawn(nodes)

    def _drawn(self, nodes: list[int]) -> AirPath:
        tables = self._tables
        arcs = [tables.arc(*sorted(pair)) for pair in pairwise(nodes)]
        return AirPath(
            points=tuple((float(tables.lon[node]), float(tables.lat[node])) for node in nodes),
            km=float(tables.km[arcs].sum()),
            overflown=self._in_order(nodes, arcs),
            bends=max(len(nodes) - 2, 0),
        )

    def _in_order(self, nodes: list[int], arcs: list[int]) -> tuple[str, ...]:
        """Return the codes of those whose airspace arcs need, each where a way first comes to it."""
        tables = self._tables
        points = to_vectors(tables.lon[nodes], tables.lat[nodes])
        found = [int(tables.owner[nodes[0]])] if tables.remainder[nodes[0]] < 0 else []
        for (start, end), arc in zip(pairwise(points), arcs, strict=True):
            entries = {row: entry_km(start, end, self._edges(row)) for row in tables.needed(arc)}
            found += sorted(entries, key=entries.__getitem__)
        return tuple(self.countries[row] for row in dict.fromkeys(found) if row != NOBODY)

    def _edges_of(self, owner: int) -> Edges:
        return edges_of(self._tables.rings(owner))

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
