"""Every list of facts in file order, before anything is checked against anything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any

from geo.briefing import Briefing
from geo.errors import Fault
from geo.exercise import Exercise
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
    Id,
    Link,
    Meta,
    Operation,
    Region,
    Source,
)
from geo.scenario import Scenario


@dataclass(frozen=True, kw_only=True, slots=True)
class Area:
    """A drawn ground of an influence; its shape stands in areas.geojson alone."""

    id: Id
    region: Annotated[str, "region id"]
    sketch: Annotated[bool, "drawn by hand, to be shown as a sketch"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Facts:
    """The lists as they stand in the files, and what of the files could not be read."""

    meta: Meta | None = None
    sources: tuple[Source, ...] = ()
    authorities: tuple[Authority, ...] = ()
    facilities: tuple[Facility, ...] = ()
    operations: tuple[Operation, ...] = ()
    regions: tuple[Region, ...] = ()
    areas: tuple[Area, ...] = ()
    de_facto: tuple[DeFactoArea, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    claims: tuple[Claim, ...] = ()
    gaps: tuple[Gap, ...] = ()
    assets: tuple[Asset, ...] = ()
    passages: tuple[Passage, ...] = ()
    overflight_status: tuple[OverflightStatus, ...] = ()
    air_routes: tuple[AirRoute, ...] = ()
    legs: tuple[Leg, ...] = ()
    leg_points: tuple[LegPoint, ...] = ()
    sea_legs: tuple[SeaLeg, ...] = ()
    published_findings: tuple[PublishedFinding, ...] = ()
    method_notes: tuple[MethodNote, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    exercises: tuple[Exercise, ...] = ()
    glossary: tuple[Term, ...] = ()
    unread: frozenset[str] = frozenset()
    """Names of lists whose file could not be read: what refers to them cannot be checked."""
    unread_ids: frozenset[str] = frozenset()
    """Ids of records that are there but broken: what refers to them is not at fault."""
    whole: bool = True
    """False if anything could not be read: what nothing seems to use may be used there."""


ROWS: Mapping[str, type] = MappingProxyType(
    {
        "sources": Source,
        "authorities": Authority,
        "links": Link,
        "events": Event,
        "constraints": Constraint,
        "claims": Claim,
        "gaps": Gap,
        "assets": Asset,
        "passages": Passage,
        "overflight_status": OverflightStatus,
        "air_routes": AirRoute,
        "legs": Leg,
        "leg_points": LegPoint,
        "sea_legs": SeaLeg,
        "published_findings": PublishedFinding,
        "method_notes": MethodNote,
    }
)
"""The lists that stand in JSON files, and what they are lists of."""

FEATURES: Mapping[str, type] = MappingProxyType(
    {
        "facilities": Facility,
        "operations": Operation,
        "regions": Region,
        "areas": Area,
        "de_facto": DeFactoArea,
    }
)
"""The lists that stand in GeoJSON files, and what they are lists of."""


def file_of(name: str, record: Any = None) -> str:  # noqa: ANN401 - any record of the model
    """Return the file, within the data directory, in which a list stands; scenarios and briefings stand in one each."""
    if name == "scenarios":
        return f"scenarios/{record.id}.toml"
    if name == "briefings":
        return f"briefings/{record.id}.md"
    if name == "exercises":
        return f"exercises/{record.region}.toml"
    if name == "glossary":
        return "glossary.toml"
    return f"{name}.geojson" if name in FEATURES else f"{name}.json"


def fault_in(name: str, record: Any, *, field: str, problem: str, remedy: str) -> Fault:  # noqa: ANN401
    """Return a fault of a record of a list.

    Parameters
    ----------
    name
        The list.
    record
        The record that is at fault.
    field, problem, remedy
        As in `Fault`.
    """
    return Fault(file=file_of(name, record), record=_label(record), field=field, problem=problem, remedy=remedy)


def _label(record: Any) -> str:  # noqa: ANN401
    """Return what to call a record: its id, or what tells it from its neighbours."""
    names = ("id",) if hasattr(record, "id") else ("origin", "target", "operation", "need", "country", "start")
    values = (getattr(record, name, None) for name in names)
    return " ".join(str(getattr(value, "text", value)) for value in values if value is not None)
