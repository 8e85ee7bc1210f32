"""Exercises of the classroom: a day, what is taken away, and the operations whose fate is to be predicted.

The right answers are never stored: `geo.predictions` reads them off what the engine computes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from geo.dates import PartialDate
from geo.errors import Fault
from geo.layers import Parsed, parse_rows
from geo.model import Id
from geo.scenario import Token, tokens_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Exercise:
    """One question: what becomes of some operations when something is taken away."""

    id: str
    region: str
    title: str
    question: str
    hint: str
    date: PartialDate
    scenarios: tuple[str, ...]
    lost: frozenset[Token]
    asked: tuple[str, ...]
    """The operations asked about; empty: all that run in the region on the day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Written:
    """An exercise as its file has it; the region is the name of the file."""

    id: Id
    title: Annotated[str, "a few words"]
    question: Annotated[str, "what happens, and what is asked, in two or three sentences"]
    date: Annotated[PartialDate, "the day it is about"]
    hint: Annotated[str, "what to think of before answering"] = ""
    scenarios: Annotated[tuple[str, ...], "scenario ids"] = ()
    lost: Annotated[tuple[str, ...], "what else is taken away, as tokens"] = ()
    asked: Annotated[tuple[str, ...], "operation ids; left out: those of the region"] = ()


def parse_exercises(table: Mapping[str, object], *, region: str, file: str) -> Parsed[Exercise]:
    """Read the exercises of a region from the table of its TOML file.

    Parameters
    ----------
    table
        The table; its one name is `exercise`.
    region
        The region, which is the name of the file without its ending.
    file
        What to call the file in a fault.
    """
    parsed = parse_rows(_Written, table.get("exercise"), file=file)
    faults = [*_strays(table, file=file), *parsed.faults]
    exercises = []
    for row in parsed.records:
        tokens, broken = tokens_of(row.lost, file=file, record=row.id, field="lost")
        faults += broken or _nothing_lost(row, file=file)
        exercises.append(_exercise(row, region, tokens))
    if faults:
        broken_ids = parsed.broken_ids | {row.id for row in parsed.records}
        return Parsed(faults=tuple(faults), broken_ids=broken_ids, readable=parsed.readable)
    return Parsed(records=tuple(exercises))


def _exercise(row: _Written, region: str, tokens: list[Token]) -> Exercise:
    return Exercise(
        id=row.id,
        region=region,
        title=row.title.strip(),
        question=row.question.strip(),
        hint=row.hint.strip(),
        date=row.date,
        scenarios=row.scenarios,
        lost=frozenset(tokens),
        asked=row.asked,
    )


def _strays(table: Mapping[str, object], *, file: str) -> Iterator[Fault]:
    for name in sorted(table.keys() - {"exercise"}):
        remedy = "Write it below a line [[exercise]], or remove it"
        yield Fault(file=file, record="", field=name[:60], problem="stands outside of an exercise", remedy=remedy)


def _nothing_lost(row: _Written, *, file: str) -> list[Fault]:
    if row.scenarios or row.lost:
        return []
    remedy = "Name a scenario, or tokens in `lost`"
    return [Fault(file=file, record=row.id, field="lost", problem="takes nothing away", remedy=remedy)]
