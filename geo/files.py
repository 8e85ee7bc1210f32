"""The files of a data directory -> facts; whatever is wrong with a file is a fault like others, never a traceback."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from geo.basemap import Outlines, country_outlines
from geo.briefing import Briefing
from geo.briefing_file import parse_briefing
from geo.errors import BriefingError, Fault
from geo.exercise import Exercise, parse_exercises
from geo.facts import FEATURES, ROWS, Facts, file_of
from geo.fields import json_object, toml_object
from geo.glossary import Term, parse_glossary
from geo.layers import Parsed, parse_features, parse_record, parse_rows
from geo.model import Meta
from geo.scenario import Scenario, parse_scenario
from geo.values import Refusal, refuse

BASEMAP = "basemap.topojson"
META = "meta.json"
SCENARIOS = "scenarios"
BRIEFINGS = "briefings"
EXERCISES = "exercises"
GLOSSARY = "glossary.toml"

Contents = Mapping[str, bytes | Refusal]
"""What each file holds, by its name within the data directory, or why it could not be opened."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """What a data directory holds."""

    facts: Facts
    outlines: Outlines | None
    """The outlines of the base map; None if it could not be read."""
    faults: tuple[Fault, ...]
    digest: str


def read_facts(data_dir: Path) -> Reading:
    """Read every data file once; what could not be read is among the faults, and marked in the facts.

    Parameters
    ----------
    data_dir
        The directory of the data files.
    """
    contents = {file: _content(data_dir / file) for file in _files(data_dir)}
    lists = {name: _list(contents, name) for name in (*ROWS, *FEATURES)}
    scenarios = [_scenario(contents, file) for file in contents if file.startswith(f"{SCENARIOS}/")]
    briefings = [_briefing(contents, file) for file in contents if file.startswith(f"{BRIEFINGS}/")]
    exercises = [_exercises(contents, file) for file in contents if file.startswith(f"{EXERCISES}/")]
    glossary = _glossary(contents) if GLOSSARY in contents else Parsed()
    meta = _of_file(META, lambda: parse_record(Meta, json_value(contents[META]), file=META))
    outlines = _of_file(BASEMAP, lambda: Parsed(records=(country_outlines(json_value(contents[BASEMAP])),)))
    parts: tuple[Parsed[Any], ...] = (*lists.values(), *scenarios, *briefings, *exercises, glossary, meta, outlines)
    faults = tuple(fault for part in parts for fault in part.faults)
    listed: dict[str, Any] = {name: parsed.records for name, parsed in lists.items()}
    facts = Facts(
        **listed,
        meta=next(iter(meta.records), None),
        scenarios=_in_order(scenarios),
        briefings=_in_order(briefings),
        exercises=tuple(row for part in exercises for row in part.records),
        glossary=glossary.records,
        unread=frozenset(name for name, parsed in lists.items() if not parsed.readable),
        unread_ids=frozenset().union(*(part.broken_ids for part in parts)),
        whole=not faults,
    )
    return Reading(facts=facts, outlines=next(iter(outlines.records), None), faults=faults, digest=_digest(contents))


def json_value(content: bytes | Refusal) -> Any:  # noqa: ANN401 - a JSON value
    """Return the value of a JSON file; objects in which a name stands twice are marked as such.

    Raises
    ------
    Refusal
        If it is not JSON in UTF-8.
    """
    try:
        return json.loads(_text(content), object_pairs_hook=json_object)
    except json.JSONDecodeError as error:
        refuse(f"is not JSON: {error.msg} at line {error.lineno}, column {error.colno}", "Mend it there")
    except RecursionError:
        refuse("is nested too deep", "Write the few levels that the records want")
    except ValueError:
        refuse("holds a number of too many digits", "Write a number that was measured")


def _text(content: bytes | Refusal) -> str:
    """Return the text of a file, without the mark that some editors put at its start."""
    if isinstance(content, Refusal):
        raise content
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        refuse(f"is not UTF-8 in line {line}", "Save it in UTF-8")


def _files(data_dir: Path) -> Iterator[str]:
    """Yield the names of the files that a data directory should hold, and of those for the page that it does."""
    yield from (META, BASEMAP, *map(file_of, (*ROWS, *FEATURES)))
    yield from sorted(f"{SCENARIOS}/{path.name}" for path in (data_dir / SCENARIOS).glob("*.toml"))
    yield from sorted(f"{BRIEFINGS}/{path.name}" for path in (data_dir / BRIEFINGS).glob("*.md"))
    yield from sorted(f"{EXERCISES}/{path.name}" for path in (data_dir / EXERCISES).glob("*.toml"))
    yield from (path.name for path in data_dir.glob(GLOSSARY))


def content_of(path: Path) -> bytes:
    """Return what a file holds that this program wrote itself."""
    return path.read_bytes()


def _content(path: Path) -> bytes | Refusal:
    """Return what a file holds, or why it could not be opened."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        remedy = "Make it: make basemap" if path.name == BASEMAP else "Put it back; an empty list wants its file too"
        return Refusal.of("is not there", remedy)
    except OSError as error:
        return Refusal.of(f"cannot be opened ({error.strerror})", "Put a file there that can be read")


def _in_order(parts: Iterable[Parsed[Any]]) -> tuple[Any, ...]:
    """Return what stands in one file each in the order of the screen."""
    return tuple(sorted((row for part in parts for row in part.records), key=lambda row: (row.order, row.id)))


def _digest(contents: Contents) -> str:
    """Return a short hash over files and their names."""
    found = hashlib.blake2b(digest_size=6)
    for file, content in contents.items():
        found.update(file.encode() + b"\0" + (b"" if isinstance(content, Refusal) else content))
    return found.hexdigest()


def _of_file(file: str, parse: Callable[[], Parsed[Any]], *, named: str = "") -> Parsed[Any]:
    """Return what a file holds; if it is refused as a whole, that is its one fault, and not of what names it."""
    try:
        return parse()
    except Refusal as refusal:
        faults = (
            Fault(file=file, record="", field=flaw.field, problem=flaw.problem, remedy=flaw.remedy)
            for flaw in refusal.flaws
        )
        return Parsed(faults=tuple(faults), broken_ids=frozenset(filter(None, [named])), readable=False)


def _list(contents: Contents, name: str) -> Parsed[Any]:
    """Return the records of a list."""
    file = file_of(name)
    if name in FEATURES:
        return _of_file(file, lambda: parse_features(FEATURES[name], json_value(contents[file]), file=file))
    return _of_file(file, lambda: parse_rows(ROWS[name], json_value(contents[file]), file=file))


def _scenario(contents: Contents, file: str) -> Parsed[Scenario]:
    """Return the scenario of a file."""
    stem = PurePosixPath(file).stem

    def parse() -> Parsed[Scenario]:
        return parse_scenario(toml_object(_text(contents[file])), scenario_id=stem, file=file)

    return _of_file(file, parse, named=stem)


def _briefing(contents: Contents, file: str) -> Parsed[Briefing]:
    """Return the briefing of a file."""
    stem = PurePosixPath(file).stem

    def parse() -> Parsed[Briefing]:
        try:
            return Parsed(records=(parse_briefing(_text(contents[file]), briefing_id=stem, file=file),))
        except BriefingError as error:
            return Parsed(faults=error.faults, broken_ids=frozenset({stem}))

    return _of_file(file, parse)


def _exercises(contents: Contents, file: str) -> Parsed[Exercise]:
    """Return the exercises of a file."""
    stem = PurePosixPath(file).stem
    return _of_file(file, lambda: parse_exercises(toml_object(_text(contents[file])), region=stem, file=file))


def _glossary(contents: Contents) -> Parsed[Term]:
    """Return the words of the glossary."""
    return _of_file(GLOSSARY, lambda: parse_glossary(toml_object(_text(contents[GLOSSARY])), file=GLOSSARY))
