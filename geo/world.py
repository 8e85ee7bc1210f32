"""The whole of the facts as one immutable `World`, and the one read of the disk that makes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from geo.briefing import Briefing
from geo.check_references import NAMED
from geo.checks import misfits, misplaced, untidy
from geo.dates import PartialDate
from geo.errors import DataError, unknown_id
from geo.exercise import Exercise
from geo.facts import Facts
from geo.files import read_facts
from geo.glossary import Term
from geo.lift_records import (
    AirRoute,
    Asset,
    Leg,
    LegPoint,
    MethodNote,
    OverflightStatus,
    Passage,
    PublishedFinding,
    SeaLeg,
)
from geo.model import (
    Authority,
    Claim,
    Constraint,
    DeFactoArea,
    Event,
    Facility,
    Gap,
    Link,
    Meta,
    Operation,
    Part,
    Region,
    Source,
)
from geo.scenario import Scenario

Record = (
    Source
    | Authority
    | Facility
    | Operation
    | Region
    | Part
    | DeFactoArea
    | Link
    | Event
    | Constraint
    | Claim
    | Asset
    | Passage
    | AirRoute
    | LegPoint
    | PublishedFinding
    | MethodNote
    | Scenario
    | Briefing
    | Exercise
    | Term
)

SMALL_META = Meta(
    data_version="0.0",
    data_cutoff=PartialDate("2100"),
    compiled=PartialDate("2100"),
    note="A world made in memory: no cut-off to speak of.",
)
"""The meta of a world that is made in memory and does not bring its own."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class World:
    """Every fact by id, in file order; lists whose records have no id are tuples."""

    meta: Meta
    sources: Mapping[str, Source]
    authorities: Mapping[str, Authority]
    facilities: Mapping[str, Facility]
    operations: Mapping[str, Operation]
    regions: Mapping[str, Region]
    areas: Mapping[str, str]
    """Region id by id of a drawn area."""
    de_facto: Mapping[str, DeFactoArea]
    links: Mapping[str, Link]
    events: Mapping[str, Event]
    constraints: Mapping[str, Constraint]
    claims: Mapping[str, Claim]
    gaps: tuple[Gap, ...]
    assets: Mapping[str, Asset]
    passages: Mapping[str, Passage]
    overflight_status: tuple[OverflightStatus, ...]
    air_routes: Mapping[str, AirRoute]
    legs: tuple[Leg, ...]
    leg_points: Mapping[str, LegPoint]
    sea_legs: tuple[SeaLeg, ...]
    published_findings: Mapping[str, PublishedFinding]
    method_notes: Mapping[str, MethodNote]
    scenarios: Mapping[str, Scenario]
    briefings: Mapping[str, Briefing]
    exercises: Mapping[str, Exercise]
    glossary: Mapping[str, Term]
    records: Mapping[str, Record]
    """Every record that has an id, parts of countries included."""
    digest: str
    """Short hash over the facts: the same facts have the same digest."""


def record(world: World, record_id: str) -> Record:
    """Return the record that an id names.

    Raises
    ------
    UnknownIdError
        If the id names nothing; the message offers the nearest ids that do.
    """
    try:
        return world.records[record_id]
    except KeyError:
        raise unknown_id(record_id, world.records, what="names nothing in the data") from None


def load_world(data_dir: Path) -> World:
    """Read the facts from the disk, the only place that does, and check them as a set.

    Parameters
    ----------
    data_dir
        The directory of the data files.

    Raises
    ------
    DataError
        If anything is wrong with a file, a record or how records fit together; it carries every fault.
    """
    reading = read_facts(data_dir)
    facts = reading.facts
    faults = [*reading.faults, *misfits(facts), *untidy(facts)]
    if reading.outlines is not None:
        faults += misplaced(facts, reading.outlines)
    if faults or facts.meta is None:
        raise DataError(faults)
    return _world(facts, meta=facts.meta, digest=reading.digest)


def make_world(*, meta: Meta = SMALL_META, **lists: Any) -> World:  # noqa: ANN401 - records of any kind
    """Build a world in memory from lists of records, checking that they fit together.

    Files undergo more: nothing stands twice, nothing is unused, and places lie in their countries.

    Parameters
    ----------
    meta
        Edition and cut-off of the facts.
    **lists
        Records by list name, as in `Facts`: `facilities=[...], links=[...]`. What is left out is empty.

    Raises
    ------
    DataError
        If the records do not fit together; it carries every fault.
    """
    listed: dict[str, Any] = {name: tuple(rows) for name, rows in lists.items()}
    facts = Facts(meta=meta, **listed)
    if faults := list(misfits(facts)):
        raise DataError(faults)
    return _world(facts, meta=meta, digest=hashlib.blake2b(repr(facts).encode(), digest_size=6).hexdigest())


class _Named(Protocol):
    @property
    def id(self) -> str: ...


_N = TypeVar("_N", bound=_Named)


def _by_id(rows: Iterable[_N]) -> Mapping[str, _N]:
    """Return the records by id, in order."""
    return MappingProxyType({row.id: row for row in rows})


def _world(facts: Facts, *, meta: Meta, digest: str) -> World:
    """Return the world that checked facts make."""
    named: dict[str, Any] = {name: _by_id(getattr(facts, name)) for name in NAMED if name != "areas"}
    parts = _by_id(part for region in facts.regions for part in region.parts)
    return World(
        **named,
        meta=meta,
        areas=MappingProxyType({area.id: area.region for area in facts.areas}),
        gaps=facts.gaps,
        overflight_status=facts.overflight_status,
        legs=facts.legs,
        sea_legs=facts.sea_legs,
        records=MappingProxyType({key: row for rows in (*named.values(), parts) for key, row in rows.items()}),
        digest=digest,
    )
