"""The facts as frozen records; each field says here, once, what it means.

The text beside a field's type is its documentation: `data/README.md` prints it and a faulty file is reported with it.
A data file uses these names as its keys. A field with a default may be left out of the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.dates import PartialDate
from geo.vocabulary import (
    Assessment,
    AuthorityKind,
    ConstraintKind,
    Credibility,
    Evidence,
    Extent,
    FacilityKind,
    Function,
    InfluenceKind,
    Mode,
    OperationKind,
    Reliability,
    Role,
    StageName,
    State,
    Surface,
    Weight,
)

Id = Annotated[str, "kebab-case, names one thing in the whole data set"]
Lat = Annotated[float, "degrees north, WGS 84"]
Lon = Annotated[float, "degrees east, WGS 84"]
Start = Annotated[PartialDate | None, "first day, as precise as known; null: not known"]
End = Annotated[PartialDate | None, "last day, included; null: it lasts"]
Note = Annotated[str, "what was reported, in our own words"]
Sources = Annotated[tuple[str, ...], "source ids"]
Countries = Annotated[tuple[str, ...], "ISO 3166-1 alpha-3 codes"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """A public text that facts rest on."""

    id: Id
    publisher: Annotated[str, "who published it"]
    title: Annotated[str, "its headline; in square brackets where the headline was not seen"]
    date: Annotated[PartialDate | None, "when it appeared"]
    url: Annotated[str | None, "an address that was seen; null: none was"]
    also_at: Annotated[tuple[str, ...], "other addresses of the same text"] = ()
    supports: Annotated[str, "what it is cited for"]
    reliability: Annotated[Reliability, "Admiralty letter"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Authority:
    """Someone on whose leave a facility or an operation stands."""

    id: Id
    name: Annotated[str, "as it is commonly called"]
    country: Annotated[str, "ISO 3166-1 alpha-3 code"]
    kind: Annotated[AuthorityKind, "what kind of authority it is"]
    note: Note


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsentPeriod:
    """An earlier period in which it was others whose leave counted."""

    start: Start
    end: End
    of: Annotated[tuple[str, ...], "authority ids"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """What was reported of a facility for a period."""

    start: Start
    end: End
    state: Annotated[State, "what it was"]
    note: Note
    sources: Sources
    credibility: Annotated[Credibility, "Admiralty number, 1 confirmed to 5 improbable, 6 cannot be judged"]
    contrary: Annotated[bool, "an account that contradicts the others: shown, never computed with"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Facility:
    """A place that Russia uses, or could use, to support something elsewhere."""

    id: Id
    name: Annotated[str, "the common English name"]
    alt_names: Annotated[tuple[str, ...], "other names and spellings, in any script"]
    country: Annotated[str, "alpha-3 code of the territory as internationally recognised"]
    lat: Lat
    lon: Lon
    coord_source: Annotated[str, "where the position comes from and how exact it is"]
    kind: Annotated[FacilityKind, "what it is"]
    role: Annotated[Role, "gateway: support starts there; hub: it passes through; outpost: it ends there"]
    operator: Annotated[str, "who runs the Russian presence"]
    region: Annotated[str, "region id"]
    functions: Annotated[tuple[Function, ...], "what it gives to operations"]
    status: Annotated[tuple[Status, ...], "its history, oldest first"]
    local_supply: Annotated[tuple[Function, ...], "those functions that need no chain from Russia"] = ()
    consent_of: Annotated[tuple[str, ...] | None, "authority ids; null inside Russia; empty: nobody's"] = None
    consent_any: Annotated[bool, "true: one of them is enough"] = False
    consent_was: Annotated[tuple[ConsentPeriod, ...], "earlier authorities"] = ()
    controlled_by: Annotated[str | None, "authority id, where not the government of the country"] = None
    controlled_with: Annotated[tuple[str, ...], "authority ids that share the control"] = ()
    controlled_from: Annotated[PartialDate | None, "since when it was so controlled"] = None
    controlled_to: Annotated[PartialDate | None, "until when it was so controlled"] = None
    icao: Annotated[str | None, "ICAO code of its airfield"] = None
    runway_m: Annotated[int | None, "length of the longest runway, metres"] = None
    runway_surface: Annotated[Surface | None, "what the runway is made of"] = None
    runway_source: Annotated[str | None, "where the runway figures come from"] = None
    berth_note: Annotated[str | None, "what a port can take"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """Something an operation wants; all needs are wanted but those that share an `any_of`."""

    function: Annotated[Function, "what is wanted"]
    mode: Annotated[Mode, "by which way; host_consent: a leave, no chain"]
    weight: Annotated[Weight, "how much hangs on it"]
    note: Note
    sources: Sources
    start: Annotated[PartialDate | None, "first day of the need; left out: as the operation"] = None
    end: Annotated[PartialDate | None, "last day of the need; left out: as the operation"] = None
    any_of: Annotated[str | None, "label of a group of alternatives within the operation"] = None
    local_supply: Annotated[bool, "met by the host country or ordinary trade, no chain asked for"] = False
    consent_of: Annotated[tuple[str, ...], "authority ids, in needs of mode host_consent"] = ()
    consent_any: Annotated[bool, "true: one of them is enough"] = False
    consent_was: Annotated[tuple[ConsentPeriod, ...], "earlier authorities"] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """How far an operation was, from a day until the next stage."""

    start: Start
    stage: Annotated[StageName, "planned, agreed or running"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Personnel:
    """A published figure of how many people an operation has."""

    date: Annotated[PartialDate, "when it was so"]
    low: Annotated[int | None, "lower bound; null: open, not zero"]
    high: Annotated[int | None, "upper bound; null: open, not zero"]
    source: Annotated[str | None, "source id"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Operation:
    """What is being supported downstream."""

    id: Id
    name: Annotated[str, "as one would say it"]
    country: Countries
    region: Annotated[str, "region id"]
    lat: Lat
    lon: Lon
    kind: Annotated[OperationKind, "what it is"]
    actor: Annotated[str, "who carries it out"]
    start: Start
    end: End
    stages: Annotated[tuple[Stage, ...], "oldest first, the first from the start of the operation"]
    personnel: Annotated[tuple[Personnel, ...], "published figures"]
    needs: Annotated[tuple[Need, ...], "what it wants"]
    host_consent: Annotated[str, "on whose leave it stands, in words"]
    consent_of: Annotated[tuple[str, ...], "the same as authority ids"]
    consent_any: Annotated[bool, "true: one of them is enough"] = False
    consent_was: Annotated[tuple[ConsentPeriod, ...], "earlier authorities"] = ()
    transit_consent_of: Annotated[tuple[str, ...], "authority ids whose leave its supply needs to pass"] = ()
    refused_by: Annotated[tuple[str, ...], "authority ids of governments that object; ends nothing here"] = ()
    note: Note
    sources: Sources


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """Who supports whom, for one unbroken period."""

    id: Annotated[str, "origin--target--mode--start, then the functions where two would be alike"]
    origin: Annotated[str, "facility id"]
    target: Annotated[str, "facility or operation id"]
    mode: Annotated[Mode, "by which way; host_consent: served where it stands, nothing is carried"]
    functions: Annotated[tuple[Function, ...], "what goes along it"]
    start: Start
    end: End
    evidence: Annotated[Evidence, "reported, or our inference from reports"]
    note: Note
    sources: Sources
    credibility: Annotated[Credibility, "Admiralty number"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """A dated turning point."""

    id: Annotated[str, "its date and title"]
    date: Annotated[PartialDate, "when it happened"]
    title: Annotated[str, "in our words, under 80 characters"]
    note: Note
    regions: Annotated[tuple[str, ...], "region ids"]
    affects: Annotated[tuple[str, ...], "ids of facilities, operations or assets"]
    sources: Sources
    expected: Annotated[bool, "due by our own count, nobody has reported it"] = False
    after_cutoff: Annotated[bool, "reported after the data cut-off, kept for the record"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Constraint:
    """A closed sky, a closed strait, a refusal or a limit set by a host."""

    id: Id
    kind: Annotated[ConstraintKind, "what stands in the way"]
    against: Annotated[str, "what it is directed at, in words"]
    start: Start
    end: End
    extent: Annotated[Extent, "all: bars the whole class of traffic; some: shown, never computed with"]
    note: Note
    sources: Sources
    country: Annotated[str | None, "alpha-3 code"] = None
    countries: Annotated[tuple[str, ...], "alpha-3 codes, where one act closes several"] = ()
    passage: Annotated[str | None, "passage id"] = None
    passages: Annotated[tuple[str, ...], "passage ids"] = ()
    covers_state_aircraft: Annotated[bool | None, "whether it holds for state aircraft; null: not known"] = None
    applies_to: Annotated[str | None, "`warship`, where only those are barred"] = None
    applies_to_destination: Annotated[str | None, "alpha-3 code, where only traffic with it is barred"] = None
    authority: Annotated[str | None, "authority id whose act it is (host acts only)"] = None
    affects: Annotated[tuple[str, ...], "ids of the facilities and operations it touches (host acts only)"] = ()
    ends_consent: Annotated[bool | None, "whether the authority gives no leave while it runs (host acts only)"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """What the facts do not show."""

    operation: Annotated[str | None, "operation id; null: a gap of another kind"]
    need: Annotated[str | None, "function/mode of the essential need that has no chain"]
    start: Start
    end: End
    why: Annotated[str, "what is known about it"]
    expected: Annotated[bool, "begins with an event that is only expected"] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    """A statement of the article beside what was reported."""

    id: Id
    claim: Annotated[str, "what the article says, paraphrased"]
    article_says_about: Annotated[tuple[str, ...], "ids of regions, facilities, operations"]
    assessment: Annotated[Assessment, "the verdict"]
    what_was_reported: Annotated[str | None, "in our words; null for an opinion"]
    sources: Sources
    note: Note


@dataclass(frozen=True, kw_only=True, slots=True)
class Influence:
    """A kind of influence over some ground, for a period."""

    kind: Annotated[InfluenceKind, "what kind"]
    countries: Countries
    start: Start
    end: End
    note: Note
    sources: Sources
    part: Annotated[str | None, "which part of the countries, in words; null: the whole"] = None
    part_ids: Annotated[tuple[str, ...], "ids of the parts that are drawn"] = ()
    points: Annotated[tuple[str, ...], "facility ids: places, not ground"] = ()
    why: Annotated[str | None, "why only that part"] = None
    area: Annotated[str | None, "id of the drawn area in areas.geojson; null: points only"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlineRef:
    """Features of one outline file of an npm package."""

    package: Annotated[str, "npm package"]
    file: Annotated[str, "path inside the package"]
    names: Annotated[tuple[str, ...], "names of the features to take"]
    at: Annotated[tuple[tuple[float, float], ...], "lon, lat points that pick one of several of a name"] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A part of a country, and how it is drawn."""

    id: Id
    country: Annotated[str, "alpha-3 code"]
    part: Annotated[str, "which part, in words"]
    why: Annotated[str, "why it is drawn apart"]
    start: Start
    end: End
    outline: Annotated[tuple[OutlineRef, ...], "outlines that make it up"] = ()
    schematic: Annotated[tuple[tuple[float, float], ...], "lon, lat ring of an editor's sketch"] = ()
    schematic_source: Annotated[str | None, "`editor's sketch`"] = None
    points: Annotated[tuple[str, ...], "facility ids: places, not ground"] = ()
    minus: Annotated[tuple[str, ...], "ids of parts to take out of it"] = ()
    outline_note: Annotated[str | None, "where the outline is too much or too little"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Region:
    """One of the regions of the explorer."""

    id: Id
    name: Annotated[str, "as shown"]
    countries: Countries
    note: Note
    influence: Annotated[tuple[Influence, ...], "the kinds of influence, dated"]
    parts: Annotated[tuple[Part, ...], "parts of countries that are drawn apart"] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DeFactoArea:
    """Ground held by another authority than the recognised state; hatched, never outlined solid."""

    id: Id
    name: Annotated[str, "as shown"]
    country: Annotated[str, "alpha-3 code of the recognised state; ESH: undetermined"]
    held_by: Annotated[str | None, "authority id"]
    start: Start
    end: End
    note: Note
    sources: Sources
    part_ids: Annotated[tuple[str, ...], "ids of the parts that are drawn"] = ()
    outline: Annotated[tuple[OutlineRef, ...], "outlines that make it up"] = ()
    schematic: Annotated[tuple[tuple[float, float], ...], "lon, lat ring of an editor's sketch"] = ()
    schematic_source: Annotated[str | None, "`editor's sketch`"] = None
    outline_note: Annotated[str | None, "where the outline is too much or too little"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Meta:
    """When the facts end and when they were put together."""

    data_version: Annotated[str, "year.number of this edition of the data"]
    data_cutoff: Annotated[PartialDate, "nothing that is computed with begins after it"]
    compiled: Annotated[PartialDate, "when the set was put together"]
    note: Note
