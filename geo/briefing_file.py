"""The reading of a briefing from its file, part by part; what is wrong with it is told line by line.

A file may come from anyone. Each part is held to its limit before anything is done with it, and no work on it is more
than in proportion to its length.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from geo.briefing import FENCE, LONGEST, LONGEST_CHARACTERS, MOST_SOURCES, MOST_STEPS, RESERVED, Briefing, Step
from geo.characters import legal
from geo.dates import PartialDate
from geo.errors import BriefingError, Fault
from geo.fields import toml_object
from geo.layers import parse_record
from geo.values import Refusal, shown

_LONGEST_HEAD: Final = 8_000
"""How many characters may stand above the steps: TOML takes its time and memory with names of thousands of parts."""

_TITLE = re.compile(r"##(?:\s|$)(.*)", re.DOTALL)
_VIEW = re.compile(r"`\??([^\s`]*)`")
_MARK = re.compile(r"(Sources|Notes):(.*)", re.DOTALL)
_SOURCE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARTS = ("words", "sources", "notes")


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
        title=head.title,
        author=head.author,
        date=head.date,
        data=head.data,
        summary=head.summary,
        steps=tuple(steps),
    )


def _unescaped(row: str) -> str:
    return row[1:] if row.startswith("\\") and RESERVED.match(row) else row


def _one_line(text: str) -> str:
    return " ".join(legal(text).split())


def _lines(text: str, file: str) -> list[str]:
    """Return the lines of a file; one that is too long is refused before anything is done with it."""
    if len(text) > LONGEST_CHARACTERS:
        problem = f"holds {len(text)} characters; {LONGEST_CHARACTERS} are allowed"
        raise BriefingError([Fault(file=file, record="", field="", problem=problem, remedy="Split it in two")])
    return legal(text).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _close(lines: Sequence[str], file: str) -> int:
    """Return the place of the line that ends the front matter."""
    fences = [place for place, line in enumerate(lines) if line.rstrip() == FENCE][:2]
    if fences[:1] != [0] or len(fences) < 2:
        problem = f"is not closed by a second `{FENCE}`" if fences[:1] == [0] else f"is not `{FENCE}`"
        remedy = f"Begin the file with title, author, date, data and summary between two lines `{FENCE}`"
        raise BriefingError([_fault(file, 1, problem, remedy)])
    return fences[1]


def _head(lines: Sequence[str], file: str, faults: list[Fault]) -> _Head | None:
    """Return what stands above the steps; None if it cannot be read, and then the faults say why."""
    # An empty line instead of the fence, so that the lines that TOML counts are those of the file.
    text = "\n".join(["", *lines[1:]])
    if len(text) > _LONGEST_HEAD:
        problem = f"has {len(text)} characters before the first step; {_LONGEST_HEAD} are allowed"
        faults.append(_fault(file, 1, problem, "Write the few fields that are wanted"))
        return None
    try:
        table = toml_object(text)
    except Refusal as refusal:
        faults += [_fault(file, 1, flaw.problem, flaw.remedy) for flaw in refusal.flaws]
        return None
    parsed = parse_record(_Head, table, file=file)
    at = {row.partition("=")[0].strip(): line for line, row in reversed([*enumerate(lines, 1)])}
    for fault in parsed.faults:
        faults.append(_fault(file, at.get(fault.field, 1), fault.problem, fault.remedy, field=fault.field))
    return next((_held(head, at, file, faults) for head in parsed.records), None)


def _held(head: _Head, at: Mapping[str, int], file: str, faults: list[Fault]) -> _Head:
    """Return a head with each text as one line; `at` is where they stand, and one that is too long is a fault."""
    texts: dict[str, Any] = {name: _one_line(getattr(head, name)) for name in ("title", "author", "data", "summary")}
    for name, text in texts.items():
        if len(text) > LONGEST[name]:
            problem, remedy = _too_long("has", text, LONGEST[name])
            faults.append(_fault(file, at.get(name, 1), problem, remedy, field=name))
    return replace(head, **texts)


def _too_long(what: str, text: str, most: int) -> tuple[str, str]:
    """Return what is wrong with a text that is too long, and what to do."""
    return f"{what} {len(text)} characters; {most} are allowed", "Make it shorter"


def _sections(lines: Sequence[str], start: int, file: str, faults: list[Fault]) -> list[_Written]:
    """Return the steps as they stand below the front matter."""
    at = [place for place in range(start, len(lines)) if _TITLE.match(lines[place])]
    for place in range(start, at[0] if at else len(lines)):
        if lines[place].strip():
            faults.append(_fault(file, place + 1, "stands before the first step", "Put `## ` and a title above it"))
            break
    if len(at) > MOST_STEPS:
        problem = f"holds {len(at)} steps; {MOST_STEPS} are allowed"
        faults.append(_fault(file, at[MOST_STEPS] + 1, problem, "Split it in two"))
    ends = (*at, len(lines))[1:]
    return [
        _Written(line=place + 1, title=_one_line(lines[place][2:]), rows=tuple(lines[place + 1 : end]))
        for place, end in zip(at[:MOST_STEPS], ends, strict=False)
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
    texts = {
        "title": step.title,
        "view": view[1] if view else "",
        "words": "\n".join(map(_unescaped, parts["words"])).strip(),
        "notes": "\n".join(map(_unescaped, parts["notes"])).strip(),
    }
    for name, text in texts.items():
        if len(text) > LONGEST[name]:
            what = f"its {name} {'have' if name in {'words', 'notes'} else 'has'}"
            faults.append(_fault(file, step.line, *_too_long(what, text, LONGEST[name])))
    return Step(**texts, sources=_sources(parts["sources"], step, file, faults))


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
    counts = Counter(name.strip() for name in " ".join(rows).split(",")) if rows else Counter()
    wrong = [name for name, count in counts.items() if count > 1 or not _SOURCE_ID.fullmatch(name)]
    problems = [f"names {shown(name)}{', no id' if not name or counts[name] == 1 else ' twice'}" for name in wrong]
    remedy = "Write the ids of sources with commas between, each once, or leave `Sources:` out"
    if counts.total() > MOST_SOURCES:
        problems = [f"names {counts.total()} sources; {MOST_SOURCES} are allowed"]
        remedy = "Keep those that matter most"
    if problems:
        below = next(number for number, row in enumerate(step.rows, 1) if row.startswith("Sources:"))
        faults += [_fault(file, step.line + below, problem, remedy) for problem in problems]
    return tuple(counts)


def _fault(file: str, line: int, problem: str, remedy: str, *, field: str = "") -> Fault:
    return Fault(file=file, record="", field=f"line {line} {field}".rstrip(), problem=problem, remedy=remedy)
