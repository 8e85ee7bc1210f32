"""Sheets of data to take along: columns that say what they hold, rows, and a shape for each row where it has one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from geo.dates import PartialDate
from geo.loss_tables import defused

Row = TypeVar("Row")

Cell = str | float | bool | None
"""What stands in a cell; None: not known, or not so."""

Shape = Mapping[str, Any]
"""A GeoJSON geometry, in degrees on WGS 84, longitude first."""

BETWEEN = "; "
"""What stands between several things in one cell."""


class Holds(StrEnum):
    """What the cells of a column hold, by the words of the Table Schema of Frictionless Data."""

    TEXT = "string"
    NUMBER = "number"
    WHOLE = "integer"
    YES_NO = "boolean"
    DAY = "date"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reference:
    """A sheet and its key, which the cells of a column name."""

    sheet: str
    column: str = "id"


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column: its name, what it holds, and how a cell of it is made."""

    name: str
    says: str
    """What it holds, as a sentence that a reader of the file understands."""
    of: Callable[[Row], Cell]
    holds: Holds = Holds.TEXT
    names: Reference | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet."""

    name: str
    title: str
    says: str
    key: tuple[str, ...]
    """The columns that tell the rows apart."""
    columns: tuple[Column[Any], ...]
    rows: tuple[tuple[Cell, ...], ...]
    shapes: tuple[Shape, ...] | None = None
    """The shape of each row; None: the rows have none."""

    def cells(self, name: str) -> tuple[Cell, ...]:
        """Return the cells of one column, from the top."""
        at = [column.name for column in self.columns].index(name)
        return tuple(row[at] for row in self.rows)

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows, each by the names of the columns."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class Plan(Generic[Row]):
    """What a sheet holds, whatever its rows."""

    name: str
    title: str
    says: str
    columns: tuple[Column[Row], ...]
    key: tuple[str, ...] = ("id",)

    def filled(self, rows: Iterable[Row], *, shapes: Sequence[Shape] | None = None) -> Sheet:
        """Return the sheet with some rows.

        Parameters
        ----------
        rows
            What each row is made from.
        shapes
            The shape of each row; left out: the rows have none.
        """
        return Sheet(
            name=self.name,
            title=self.title,
            says=self.says,
            key=self.key,
            columns=self.columns,
            rows=tuple(tuple(column.of(row) for column in self.columns) for row in rows),
            shapes=None if shapes is None else tuple(shapes),
        )


def joined(items: Iterable[object]) -> str:
    """Return several things as one cell."""
    return BETWEEN.join(map(str, items))


def date_text(when: PartialDate | None) -> str | None:
    """Return a date as precise as it is known, `2024`, `2024-11` or `2024-11-26`; None if there is none."""
    return when.text if when else None


def point(lat: float, lon: float) -> Shape:
    """Return a place as a shape."""
    return {"type": "Point", "coordinates": [lon, lat]}


def sheet_csv(sheet: Sheet) -> bytes:
    """Return a sheet as comma-separated values that spreadsheets open, accents and all.

    Texts that a spreadsheet would run as a formula stand behind an apostrophe; numbers are left as they are.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.name for column in sheet.columns])
    writer.writerows([_text(cell) for cell in row] for row in sheet.rows)
    return file.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    """Return a cell as it is written between commas."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return defused(cell) if isinstance(cell, str) else str(cell)
