"""The prepared tables of airspaces, and the file that holds them; `make airspace` makes it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import DataError, Fault
from geo.sphere import Floats, Ints

FORMAT = 1
"""Of the file: one of another format is refused."""

CORNER_STEP, POINT_STEP, KM_STEP = 1e-4, 1e-6, 1e-3
"""What the whole numbers of the file count: degrees of corners, about ten metres; degrees of points; metres."""

Rings = tuple[Floats, ...]
"""Rings of corners, each of shape (n, 2), longitude and latitude in degrees, not closed, airspace on the left."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Tables:
    """What is prepared; nodes are the places and after them the points at which ways can turn."""

    digest: str
    """Short hash of the outlines and places that it was made from."""
    countries: tuple[str, ...]
    places: tuple[str, ...]
    lon: Floats
    lat: Floats
    owner: Ints
    """Row of the country that hosts a place, or that a turn is a corner of; -1: nobody."""
    remainder: Ints
    """For a place that another holds than its host: the airspace, in `ring_owner`, that the host still has; else -1."""
    start: Ints
    end: Ints
    km: Floats
    crossed: NDArray[np.uint64]
    """Shape (arcs, words): whose airspace each arc needs, a bit for each country."""
    corners: Floats
    """Shape (n, 2): longitude and latitude of the corners of all airspaces, ring by ring, airspace on the left."""
    ring_size: Ints
    ring_owner: Ints
    """Row of the country; rows past the countries are what is left of one without what another holds."""

    def __post_init__(self) -> None:
        """Forbid writing to any of it."""
        for value in vars(self).values():
            if isinstance(value, np.ndarray):
                value.setflags(write=False)

    def rings(self, owner: int) -> Rings:
        """Return the rings of the airspace in a row of `ring_owner`."""
        stops = np.cumsum(self.ring_size)
        rows = np.flatnonzero(self.ring_owner == owner)
        return tuple(self.corners[stops[row] - self.ring_size[row] : stops[row]] for row in rows)

    def arc(self, start: int, end: int) -> int:
        """Return the row of the arc between two nodes; arcs are in the order of starts, and of ends within those."""
        low, high = np.searchsorted(self.start, [start, start + 1])
        return int(low + np.searchsorted(self.end[low:high], end))

    def needed(self, arc: int) -> list[int]:
        """Return the rows of the countries whose airspace an arc needs."""
        words = enumerate(self.crossed[arc].tolist())
        return [64 * place + bit for place, word in words for bit in range(64) if word >> bit & 1]


def read_tables(path: Path) -> Tables:
    """Return the tables of a file.

    Parameters
    ----------
    path
        A file that `write_tables` wrote.

    Raises
    ------
    DataError
        If it is not there, damaged, of another format, or does not fit together.
    """
    try:
        # Not np.load: it leaves a file open that it cannot read.
        with zipfile.ZipFile(path) as archive:
            parts = {Path(name).stem: np.load(BytesIO(archive.read(name))) for name in archive.namelist()}
        return _checked(_tables(parts))
    except FileNotFoundError:
        problem = "is not there"
    except OSError as error:
        problem = f"cannot be opened ({error.strerror or error})"
    except (ValueError, KeyError, IndexError, TypeError, EOFError, zipfile.BadZipFile, zlib.error) as error:
        problem = f"is damaged or of another format ({error})"
    raise DataError([Fault(file=path.name, record="", field="", problem=problem, remedy="Make it: make airspace")])


def write_tables(tables: Tables, path: Path) -> None:
    """Write tables to a file; the same tables make the same bytes.

    Parameters
    ----------
    tables
        What to write; arcs in the order of their starts.
    path
        Where to.
    """
    np.savez_compressed(
        path,
        allow_pickle=False,
        format=np.array(FORMAT),
        digest=np.array(tables.digest),
        countries=np.array(tables.countries),
        places=np.array(tables.places),
        points=_steps(np.stack([tables.lon, tables.lat]), POINT_STEP),
        owner=tables.owner.astype(np.int16),
        remainder=tables.remainder.astype(np.int16),
        fan=np.bincount(tables.start, minlength=len(tables.lon)).astype(np.uint16),
        end=tables.end.astype(np.uint16),
        metres=_steps(tables.km, KM_STEP),
        crossed=_as_bytes(tables.crossed, len(tables.countries)),
        corners=_steps(tables.corners, CORNER_STEP),
        ring_size=tables.ring_size.astype(np.uint16),
        ring_owner=tables.ring_owner.astype(np.int16),
    )


def packed(flags: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Return flags, shape (n, countries), as rows of bits in words of 64."""
    return _as_words(np.packbits(flags, axis=1, bitorder="little"))


def _as_words(rows: NDArray[np.uint8]) -> NDArray[np.uint64]:
    words = np.zeros((len(rows), -(-rows.shape[1] // 8) * 8), dtype=np.uint8)
    words[:, : rows.shape[1]] = rows
    return words.view("<u8").astype(np.uint64)


def _as_bytes(words: NDArray[np.uint64], countries: int) -> NDArray[np.uint8]:
    rows = words.astype("<u8").view(np.uint8)
    return np.ascontiguousarray(rows[:, : -(-countries // 8)])


def _steps(values: Floats, step: float) -> NDArray[np.int32]:
    return np.rint(values / step).astype(np.int32)


def _tables(stored: Mapping[str, Any]) -> Tables:
    if int(stored["format"]) != FORMAT:
        msg = f"format {stored['format']} and not {FORMAT}"
        raise ValueError(msg)
    lon, lat = stored["points"] * POINT_STEP
    return Tables(
        digest=str(stored["digest"]),
        countries=tuple(stored["countries"].tolist()),
        places=tuple(stored["places"].tolist()),
        lon=lon,
        lat=lat,
        owner=stored["owner"].astype(np.int64),
        remainder=stored["remainder"].astype(np.int64),
        start=np.repeat(np.arange(len(lon)), stored["fan"]),
        end=stored["end"].astype(np.int64),
        km=stored["metres"] * KM_STEP,
        crossed=_as_words(stored["crossed"]),
        corners=stored["corners"] * CORNER_STEP,
        ring_size=stored["ring_size"].astype(np.int64),
        ring_owner=stored["ring_owner"].astype(np.int64),
    )


def _checked(tables: Tables) -> Tables:
    """Return tables that fit together.

    Raises
    ------
    ValueError
        If they do not.
    """
    nodes, arcs = len(tables.lon), len(tables.start)
    fit = (
        len(tables.owner) == nodes >= len(tables.places) == len(tables.remainder)
        and len(tables.end) == len(tables.km) == len(tables.crossed) == arcs
        and bool(np.all(tables.start < tables.end))
        and bool(np.all(tables.end < nodes))
        and bool(np.all(tables.km >= 0))
        and bool(np.all((tables.owner >= -1) & (tables.owner < len(tables.countries))))
        and tables.crossed.shape[1] * 64 >= len(tables.countries)
        and len(tables.ring_size) == len(tables.ring_owner)
        and int(tables.ring_size.sum()) == len(tables.corners)
    )
    if not fit:
        msg = "its parts do not fit together"
        raise ValueError(msg)
    return tables
