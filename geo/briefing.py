"""A briefing: steps of words, each with the view that goes with them, as a text file that people write by hand.

    +++
    title = "What hangs on the hub"
    ...
    +++
    ## The hub feeds three operations
    `?date=2024-11-26&sel=hub`
    Words in Markdown.
    Sources: first-source, second-source
    Notes: what the speaker says beside it, in Markdown.

Only the title and the view have to be there. A line of the words or notes that looks like one of these marks is written
with a backslash before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from geo.dates import PartialDate
from geo.errors import BriefingError, Fault
from geo.fields import toml_object
from geo.layers import parse_record
from geo.values import Refusal, shown

LONGEST_CHARACTERS: Final = 200_000
"""Longest file that is read; the longest shipped one has a tenth of it."""

_FENCE = "+++"
_TITLE = re.compile(r"##(?:\s|$)(.*)", re.DOTALL)
_VIEW = re.compile(r"`\??([^\s`]*)`")
_MARK = re.compile(r"(Sources|Notes):(.*)", re.DOTALL)
_RESERVED = re.compile(r"\\*(?:##(?:\s|$)|Sources:|Notes:)")
_SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARTS = ("words", "sources", "notes")


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One point of a briefing; texts are stripped, the title is one line."""

    title: str
    """The point, as a short sentence."""
    view: str
    """The query of a link, without `?`, white space or backticks; empty: the page as it opens."""
    words: str
    """What the room reads, in Markdown."""
    notes: str = ""
    """What the speaker reads, in Markdown."""
    sources: tuple[str, ...] = ()
    """Source ids, each once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Briefing:
    """Steps to give to a room, and what is said of them as a whole."""

    id: str
    order: int = 0
    title: str
    author: str
    date: PartialDate
    data: str
    """The edition of the data that it was written for."""
    summary: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Head:
    """What stands above the steps; the id is the name of the file."""

    order: Annotated[int, "its place on the screen, lowest first"] = 0
    title: Annotated[str, "a few words"]
    author: Annotated[str, "who wrote it"]
    date: Annotated[PartialDate, "when it was written"]
    data: Annotated[str, "the edition of the data that it was written for"]
    summary: Annotated[str, "what it is about, in one or two sentences"]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Written:
    """A step as it stands in the file: its title, the line that is on, and the lines below."""

    line: int
    title: str
    rows: tuple[str, ...]


def parse_briefing(text: str, *, briefing_id: str, file: str) -> Briefing:
    """Read a briefing.

    Parameters
    ----------
    text
        What the file holds.
    briefing_id
        The id, which is the name of the file without its ending.
    file
        What to call the file in a fault.

    Raises
    ------
    BriefingError
        If it is no briefing; it carries every fault with its line.
    """
    faults: list[Fault] = []
    lines = _lines(text, file)
    close = _close(lines, file)
    head = _head(lines[:close], file, faults)
    steps = [_step(written, file, faults) for written in _sections(lines, close + 1, file, faults)]
    if faults or head is None:
        raise BriefingError(faults)
    return Briefing(
        id=briefing_id,
        order=head.order,
        title=_one_line(head.title),
        author=_one_line(head.author),
        date=head.date,
        data=_one_line(head.data),
        summary=_one_line(head.summary),
        steps=tuple(steps),
    )


def written(briefing: Briefing) -> str:
    """Return the file of a briefing; read again, it is the same briefing."""
    head = {
        "order": str(briefing.order),
        "title": _quoted(briefing.title),
        "author": _quoted(briefing.author),
        "date": _quoted(briefing.date.text),
        "data": _quoted(briefing.data),
        "summary": _quoted(briefing.summary),
    }
    rows = [_FENCE, *(f"{name} = {value}" for name, value in head.items()), _FENCE]
    return "\n".join([*rows, *(row for step in briefing.steps for row in _rows(step))]) + "\n"


def _rows(step: Step) -> Iterator[str]:
    """Yield the lines of a step."""
    yield from ("", f"## {step.title}", f"`?{step.view}`", "", *map(_escaped, step.words.split("\n")))
    if step.sources:
        yield from ("", f"Sources: {', '.join(step.sources)}")
    if step.notes:
        yield from ("", "Notes:", *map(_escaped, step.notes.split("\n")))


def _escaped(row: str) -> str:
    return f"\\{row}" if _RESERVED.match(row) else row


def _unescaped(row: str) -> str:
    return row[1:] if row.startswith("\\") and _RESERVED.match(row) else row


def _quoted(text: str) -> str:
    """Return a text as TOML writes it: as JSON does, but for one character that JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str, file: str) -> list[str]:
    """Return the lines of a file; one that is too long is refused before anything is done with it."""
    if len(text) > LONGEST_CHARACTERS:
        problem = f"holds {len(text)} characters; {LONGEST_CHARACTERS} are allowed"
        raise BriefingError([Fault(file=file, record="", field="", problem=problem, remedy="Split it in two")])
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _close(lines: Sequence[str], file: str) -> int:
    """Return the place of the line that ends the front matter."""
    fences = [place for place, line in enumerate(lines) if line.rstrip() == _FENCE][:2]
    if fences[:1] != [0] or len(fences) < 2:
        problem = f"is not closed by a second `{_FENCE}`" if fences[:1] == [0] else f"is not `{_FENCE}`"
        remedy = f"Begin the file with title, author, date, data and summary between two lines `{_FENCE}`"
        raise BriefingError([_fault(file, 1, problem, remedy)])
    return fences[1]


def _head(lines: Sequence[str], file: str, faults: list[Fault]) -> _Head | None:
    """Return what stands above the steps; None if it cannot be read, and then the faults say why."""
    try:
        # An empty line instead of the fence, so that the lines that TOML counts are those of the file.
        table = toml_object("\n".join(["", *lines[1:]]))
    except Refusal as refusal:
        faults += [_fault(file, 1, flaw.problem, flaw.remedy) for flaw in refusal.flaws]
        return None
    parsed = parse_record(_Head, table, file=file)
    for fault in parsed.faults:
        at = next((line for line, row in enumerate(lines, 1) if row.partition("=")[0].strip() == fault.field), 1)
        faults.append(_fault(file, at, fault.problem, fault.remedy, field=fault.field))
    return next(iter(parsed.records), None)


def _sections(lines: Sequence[str], start: int, file: str, faults: list[Fault]) -> list[_Written]:
    """Return the steps as they stand below the front matter."""
    at = [place for place in range(start, len(lines)) if _TITLE.match(lines[place])]
    for place in range(start, at[0] if at else len(lines)):
        if lines[place].strip():
            faults.append(_fault(file, place + 1, "stands before the first step", "Put `## ` and a title above it"))
            break
    ends = (*at, len(lines))[1:]
    return [
        _Written(line=place + 1, title=_one_line(lines[place][2:]), rows=tuple(lines[place + 1 : end]))
        for place, end in zip(at, ends, strict=True)
    ]


def _step(step: _Written, file: str, faults: list[Fault]) -> Step:
    """Return a step; what is wrong with it is added to the faults."""
    first = next((place for place, row in enumerate(step.rows) if row.strip()), len(step.rows))
    view = _VIEW.fullmatch(step.rows[first].strip()) if first < len(step.rows) else None
    if view is None:
        remedy = "Write the view in backticks on the line below the title: the end of a link, from its `?` on"
        faults.append(_fault(file, step.line, f"{shown(step.title)} has no view", remedy))
    body = step.rows[first + 1 if view else first :]
    parts = _parts(body, len(step.rows) - len(body) + step.line + 1, file, faults)
    return Step(
        title=step.title,
        view=view[1] if view else "",
        words="\n".join(map(_unescaped, parts["words"])).strip(),
        sources=_sources(parts["sources"], step, file, faults),
        notes="\n".join(map(_unescaped, parts["notes"])).strip(),
    )


def _parts(rows: Sequence[str], line: int, file: str, faults: list[Fault]) -> dict[str, list[str]]:
    """Return the lines of words, sources and notes, which follow each other in this order; `line` is the first's."""
    parts: dict[str, list[str]] = {name: [] for name in _PARTS}
    part = "words"
    for number, row in enumerate(rows, line):
        mark = _MARK.match(row)
        if mark is None:
            parts[part].append(row)
        elif _PARTS.index(mark[1].lower()) > _PARTS.index(part):
            part = mark[1].lower()
            parts[part].append(mark[2])
        else:
            remedy = "Write words, then `Sources:`, then `Notes:`, each once; a backslash makes such a line text"
            faults.append(_fault(file, number, f"`{mark[1]}:` stands below `{part.capitalize()}:`", remedy))
    return parts


def _sources(rows: Sequence[str], step: _Written, file: str, faults: list[Fault]) -> tuple[str, ...]:
    """Return the source ids of a step."""
    names = [name.strip() for name in " ".join(rows).split(",")] if rows else []
    for name in dict.fromkeys(names):
        if not _SOURCE_ID.fullmatch(name) or names.count(name) > 1:
            problem = f"names {shown(name)} twice" if name and names.count(name) > 1 else f"names {shown(name)}, no id"
            remedy = "Write the ids of sources with commas between, each once, or leave `Sources:` out"
            below = next(number for number, row in enumerate(step.rows, 1) if row.startswith("Sources:"))
            faults.append(_fault(file, step.line + below, problem, remedy))
    return tuple(names)


def _fault(file: str, line: int, problem: str, remedy: str, *, field: str = "") -> Fault:
    return Fault(file=file, record="", field=f"line {line} {field}".rstrip(), problem=problem, remedy=remedy)
