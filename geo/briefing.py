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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from geo.dates import PartialDate

LONGEST_CHARACTERS: Final = 200_000
"""Longest file that is read; the longest shipped one has a tenth of it."""
LONGEST: Final[Mapping[str, int]] = MappingProxyType(
    {"title": 200, "author": 120, "data": 120, "summary": 600, "view": 8000, "words": 4000, "notes": 12000}
)
"""How many characters each text may have, the title of a step as that of the whole: what a page can show."""
MOST_STEPS: Final = 60
MOST_SOURCES: Final = 40
"""How many sources a step may name."""

FENCE: Final = "+++"
"""The line above and below what is said of the whole."""
RESERVED: Final = re.compile(r"\\*(?:##(?:\s|$)|Sources:|Notes:)")
"""How a line begins that is text only with a backslash before it."""


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
    rows = [FENCE, *(f"{name} = {value}" for name, value in head.items()), FENCE]
    return "\n".join([*rows, *(row for step in briefing.steps for row in _rows(step))]) + "\n"


def _rows(step: Step) -> Iterator[str]:
    """Yield the lines of a step."""
    yield from ("", f"## {step.title}", f"`?{step.view}`", "", *map(_escaped, step.words.split("\n")))
    if step.sources:
        yield from ("", f"Sources: {', '.join(step.sources)}")
    if step.notes:
        yield from ("", "Notes:", *map(_escaped, step.notes.split("\n")))


def _escaped(row: str) -> str:
    return f"\\{row}" if RESERVED.match(row) else row


def _quoted(text: str) -> str:
    """Return a text as TOML writes it: as JSON does, but for one character that JSON lets stand."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
