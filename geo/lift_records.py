"""The facts of air and sea transport as frozen records: what carries, what is open, which way, how far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, NewType

from geo.dates import PartialDate
from geo.model import Countries, End, Id, Lat, Lon, Note, Sources, Start
from geo.vocabulary import Mode, OverflightWord, PassageStatus

JsonText = NewType("JsonText", str)
"""A free JSON object kept as its text, so that a record that carries one stays immutable and hashable."""

PayloadByAsset = NewType("PayloadByAsset", tuple[tuple[str, float], ...])
"""Pairs of asset id and tonnes, written in the file as an object."""


class MontreuxClass(StrEnum):
    """What a ship counts as at the Turkish straits."""

    WARSHIP = "warship"
    MERCHANT_SHIP = "merchant ship"


@dataclass(frozen=True, kw_only=True, slots=True)
class PayloadRange:
    """A published pair of load and distance."""

    payload_t: Annotated[float | None, "tonnes; null: the load was not stated, so not a point of a curve"]
    range_km: Annotated[float, "kilometres"]
    source: Annotated[str | None, "source id"]
    basis: Annotated[str, "published or derived, and how"]
    note: Annotated[str | None, "how to read the pair"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CurvePoint:
    """A point of the payload-range curve to compute with."""

    payload_t: Annotated[float, "tonnes"]
    range_km: Annotated[float, "kilometres"]
    basis: Annotated[str, "published or derived, and how"]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunwayOption:
    """A published runway length that an aircraft wants."""

    runway_m: Annotated[int, "metres"]
    condition: Annotated[str, "under which conditions"]
    source: Annotated[str | None, "source id"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CruiseOption:
    """A published cruise speed."""

    kmh: Annotated[float, "kilometres an hour"]
    source: Annotated[str | None, "source id"]


@dataclass(frozen=True, kw_only=True, slots=True)
class MaxPayloadOption:
    """A published largest load."""

    t: Annotated[float, "tonnes"]
    source: Annotated[str | None, "source id"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asset:
    """A transport aircraft or ship, or a class of them."""

    id: Id
    name: Annotated[str, "as it is commonly called"]
    mode: Annotated[Mode, "air or sea"]
    note: Note
    sources: Sources
    type: Annotated[str | None, "asset id of its class; what is left out here is taken from there"] = None
    payload_range: Annotated[tuple[PayloadRange, ...], "published pairs of load and distance"] = ()
    default_curve: Annotated[tuple[CurvePoint, ...], "the points to compute with; none: nothing to compute from"] = ()
    default_why: Annotated[str | None, "why those points"] = None
    runway_m: Annotated[int | None, "runway it wants, metres"] = None
    runway_options: Annotated[tuple[RunwayOption, ...], "published alternatives"] = ()
    runway_note: Annotated[str | None, "how to read the runway figures"] = None
    unpaved: Annotated[bool | None, "whether it uses unpaved runways; null: not known"] = None
    unpaved_note: Annotated[str | None, "on what that rests"] = None
    cruise_kmh: Annotated[float | None, "cruise speed, kilometres an hour"] = None
    cruise_options: Annotated[tuple[CruiseOption, ...], "published alternatives"] = ()
    speed_kn: Annotated[float | None, "usual speed, knots"] = None
    max_speed_kn: Annotated[float | None, "highest speed, knots"] = None
    range_nmi: Annotated[float | None, "range, nautical miles"] = None
    max_payload_t: Annotated[float | None, "largest load, tonnes"] = None
    max_payload_options: Annotated[tuple[MaxPayloadOption, ...], "published alternatives"] = ()
    capacity: Annotated[str | None, "what it holds, in words"] = None
    passengers: Annotated[str | None, "how many people it holds, in words"] = None
    montreux: Annotated[MontreuxClass | None, "what it counts as at the Turkish straits"] = None
    active_to: Annotated[PartialDate | None, "last day of its service; null: it serves"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OverflightStatus:
    """What overflight a state allowed, for a period."""

    country: Annotated[str, "ISO 3166-1 alpha-3 code"]
    status: Annotated[OverflightWord, "what was allowed"]
    start: Start
    end: End
    note: Note
    sources: Sources
    applies_to_destination: Annotated[tuple[str, ...], "alpha-3 codes, where only flights to them were allowed"] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A strait or canal, or a cape to sail round."""

    id: Id
    name: Annotated[str, "the common English name"]
    lat: Lat
    lon: Lon
    line: Annotated[tuple[tuple[Lon, Lat], ...], "lon, lat of two points on land; every ship must cross it"]
    coord_source: Annotated[str, "where the position comes from and how exact it is"]
    status: Annotated[PassageStatus, "whether it could be used"]
    searoute_label: Annotated[tuple[str, ...], "what the sea router calls it; none for some"]
    note: Note
    sources: Sources


@dataclass(frozen=True, kw_only=True, slots=True)
class Waypoint:
    """A point of a drawn air route."""

    name: Annotated[str, "what is there"]
    lat: Lat
    lon: Lon
    at: Annotated[str | None, "facility id, where the route touches one"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class AirRoute:
    """A way by air as drawn from reports."""

    id: Id
    origin: Annotated[str, "facility id"]
    target: Annotated[str, "facility id"]
    km: Annotated[float, "length along the waypoints, kilometres"]
    waypoints: Annotated[tuple[Waypoint, ...], "the way, in order"]
    overflies: Countries
    payload_no_stop: Annotated[PayloadByAsset, "tonnes by asset id, without a stop on the way"]
    payload_note: Annotated[str, "on what terms those tonnes hold"]
    note: Note
    sources: Sources


@dataclass(frozen=True, kw_only=True, slots=True)
class Leg:
    """The great circle between two places."""

    origin: Annotated[str, "facility or leg-point id"]
    target: Annotated[str, "facility or leg-point id"]
    great_circle_km: Annotated[float, "kilometres"]


@dataclass(frozen=True, kw_only=True, slots=True)
class LegPoint:
    """An end of legs that is not a facility's own point."""

    id: Id
    name: Annotated[str, "what is there"]
    facility: Annotated[str | None, "id of the facility it stands in for"]
    lat: Lat
    lon: Lon
    coord_source: Annotated[str, "where the position comes from and how exact it is"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SeaLeg:
    """A routed distance by sea, for one set of closed passages."""

    origin: Annotated[str, "facility id"]
    target: Annotated[str, "facility id"]
    km: Annotated[float | None, "kilometres; null: no way with those passages closed"]
    nmi: Annotated[float | None, "nautical miles; null: no way with those passages closed"]
    passages: Annotated[tuple[str, ...], "ids of the passages used"]
    restricted: Annotated[tuple[str, ...], "ids of the passages closed for this run"]
    tool: Annotated[str, "the router and its version"]
    scgraph_marnet_km: Annotated[float | None, "the same by a second router, kilometres"] = None
    scgraph_oak_ridge_km: Annotated[float | None, "the same by a third network, kilometres"] = None
    start_offset_km: Annotated[float | None, "from the port to the router's network, kilometres"] = None
    end_offset_km: Annotated[float | None, "from the router's network to the port, kilometres"] = None
    note: Annotated[str | None, "what to know of the run"] = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedFinding:
    """What others concluded, to test against."""

    id: Id
    statement: Annotated[str, "in our own words"]
    numbers: Annotated[JsonText, "free object, of another shape in each: for reading and for tests"]
    how_to_test: Annotated[str, "what to ask of this data set"]
    sources: Sources


@dataclass(frozen=True, kw_only=True, slots=True)
class MethodNote:
    """How some figures were made, and how far they can be trusted."""

    id: Id
    topic: Annotated[str, "what it is about"]
    text: Annotated[str, "the note"]
    sources: Sources
