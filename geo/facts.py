"""Every list of facts in file order, before anything is checked against anything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

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
    unread: frozenset[str] = frozenset()
    """Names of lists whose file could not be read: what refers to them cannot be checked."""
    unread_ids: frozenset[str] = frozenset()
    """Ids of records that are there but broken: what refers to them is not at fault."""
