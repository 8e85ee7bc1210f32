"""Reads a reader's own table of who supplies whom, or says with line numbers what is wrong with it."""

from __future__ import annotations

import codecs
import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from geo.errors import LineFault, OwnFileError

MOST_BYTES = 20_000_000
MOST_LINES = 200_000
MOST_LETTERS = 120
"""How long a name may be."""
MOST_FAULTS = 20
"""How many faults are listed; the others are counted."""

_DELIMITERS = ",;\t"
_YES = frozenset({"yes", "y", "x", "1", "true", "goal"})
_NO = frozenset({"", "no", "n", "0", "false"})
_RENAME = "Known are supplier, receiver, group and goal: rename it or leave it out"


class Column(StrEnum):
    """What a column holds."""

    SUPPLIER = "supplier"
    RECEIVER = "receiver"
    GROUP = "group"
    GOAL = "goal"


class Line(NamedTuple):
    """A place that can supply another."""

    number: int
    """The line of the file it is on, from 1."""
    supplier: str
    receiver: str
    group: str
    """The receiver wants one supplier of each of its groups; may be empty."""
    is_goal: bool
    """Whether the receiver is marked as a goal."""


class Faults:
    """What is wrong with a file: the first faults, and how many there are."""

    def __init__(self) -> None:
        self._first: list[LineFault] = []
        self._found = 0

    def add(self, line: int, problem: str, remedy: str) -> None:
        """Note a fault."""
        self._found += 1
        if len(self._first) < MOST_FAULTS:
            self._first.append(LineFault(line=line, problem=problem, remedy=remedy))

    def refuse(self) -> None:
        """End the reading if there is a fault.

        Raises
        ------
        OwnFileError
            With all that was found.
        """
        if self._found:
            raise OwnFileError(self._first, found=self._found)


def read_lines(content: bytes) -> tuple[Line, ...]:
    """Return the lines of a table: comma, semicolon or tab between cells, the names of the columns first.

    Parameters
    ----------
    content
        The file, in UTF-8.

    Raises
    ------
    OwnFileError
        If it is no such table.
    """
    faults = Faults()
    text = _text(content, faults)
    faults.refuse()
    rows = _rows(text, faults)
    number, heads = next(rows, (0, []))
    columns = _columns(number, heads, faults)
    faults.refuse()
    reader = _Reader(columns, faults)
    lines = [reader.line(number, row) for number, row in rows]
    faults.refuse()
    if not lines:
        faults.add(0, "no line says who supplies whom", "Write a supplier and a receiver on each line below the first")
        faults.refuse()
    return tuple(filter(None, lines))


def _text(content: bytes, faults: Faults) -> str:
    """Return a file as text; empty if it is none, which is a fault."""
    as_utf8 = "Save it as CSV in UTF-8 (in Excel: CSV UTF-8, comma delimited)"
    if not content.strip():
        faults.add(0, "it is empty", "Write `supplier,receiver` on the first line and who supplies whom below it")
    elif len(content) > MOST_BYTES:
        faults.add(0, f"it has {len(content):,} bytes, more than the {MOST_BYTES:,} allowed", "Leave out what can be")
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        faults.add(0, "it is in UTF-16", as_utf8)
    elif b"\0" in content:
        faults.add(content.count(b"\n", 0, content.index(b"\0")) + 1, "this is no text", as_utf8)
    else:
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            faults.add(line, f"the byte {error.object[error.start]:#04x} is not UTF-8", as_utf8)
    return ""


def _rows(text: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, with the line each begins on."""
    first = next(iter(io.StringIO(text.lstrip(), newline="")), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_DELIMITERS, key=first.count), strict=True)
    begins, count = 1, 0
    try:
        for row in reader:
            cells = [_tidy(cell) for cell in row]
            if count > MOST_LINES:
                faults.add(begins, f"there are more than {MOST_LINES:,} lines", "Leave out what can be left out")
                return
            if any(cells):
                yield begins, cells
                count += 1
            begins = reader.line_num + 1
    except csv.Error:
        problem = "a quotation mark is not closed, or a cell is far too long"
        faults.add(begins, problem, 'Close each ", or leave all of them out')


def _tidy(cell: str) -> str:
    """Return a cell without stray spaces, its accents written in one way."""
    return unicodedata.normalize("NFC", " ".join(cell.split()))


def _columns(number: int, heads: Sequence[str], faults: Faults) -> Mapping[int, Column]:
    """Return what each column holds, by its place."""
    found: dict[int, Column] = {}
    for at, head in enumerate(heads):
        name = head.casefold()
        if name in found.values():
            faults.add(number, f"the column `{name}` is there twice", "Keep one of them")
        elif name in set(Column):
            found[at] = Column(name)
        elif head:
            faults.add(number, f"the column `{_short(head)}` is not known", _RENAME)
    for column in (Column.SUPPLIER, Column.RECEIVER):
        if column not in found.values():
            faults.add(number, f"no column is called `{column}`", "The first line names the columns")
    return found


class _Reader:
    """Reads one row after another."""

    def __init__(self, columns: Mapping[int, Column], faults: Faults) -> None:
        self._columns = columns
        self._faults = faults
        self._lines: dict[tuple[str, str, str], int] = {}

    def line(self, number: int, row: Sequence[str]) -> Line | None:
        """Return a row as a line; None if anything in it is at fault."""
        cells = {column: row[at] if at < len(row) else "" for at, column in self._columns.items()}
        supplier, receiver = cells[Column.SUPPLIER], cells[Column.RECEIVER]
        group, goal = cells.get(Column.GROUP, ""), cells.get(Column.GOAL, "").casefold()
        problems = [*self._beside(row), *_in_names(cells), *_in_goal(goal)]
        key = supplier, receiver, group
        if supplier and supplier == receiver:
            problems.append((f"`{_short(supplier)}` supplies itself", "Leave the line out"))
        elif (known := self._lines.setdefault(key, number)) != number and not problems:
            problems.append((f"the same as line {known}", "Keep one of the two"))
        for problem, remedy in problems:
            self._faults.add(number, problem, remedy)
        return None if problems else Line(number, supplier, receiver, group, goal in _YES)

    def _beside(self, row: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with cells that are in no column."""
        for at, cell in enumerate(row):
            if cell and at not in self._columns:
                yield (
                    f"`{_short(cell)}` stands in a column without a name",
                    "Leave it out; a name with a comma in it is put between quotation marks",
                )


def _in_names(cells: Mapping[Column, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the names of a row."""
    for column, cell in cells.items():
        if not cell and column in (Column.SUPPLIER, Column.RECEIVER):
            yield f"the {column} is empty", "Write the name of a place"
        elif column is not Column.GOAL and len(cell) > MOST_LETTERS:
            yield f"the {column} has {len(cell)} letters, more than {MOST_LETTERS}", "Write a shorter name"
        elif any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in cell):
            yield f"the {column} holds a control character", "Write it anew"


def _in_goal(goal: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the mark of a goal."""
    if goal not in _YES | _NO:
        yield f"`{_short(goal)}` under goal is neither yes nor empty", "Write yes, or leave it empty"


def _short(text: str) -> str:
    return text[:40]
