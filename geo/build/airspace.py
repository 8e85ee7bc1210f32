"""Makes `airspace.npz`: the airspaces, the points at which ways can turn, and the arcs between them and the places."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely import MultiPolygon
from shapely.geometry import shape

from geo.airspace import NOBODY
from geo.airspace_file import Rings, Tables, packed, write_tables
from geo.basemap import Outlines, country_outlines
from geo.build.airspace_arcs import Nodes, find_arcs, walls_of
from geo.build.airspace_corners import Corners, corners, ground, joined
from geo.build.airspace_fields import field_corners
from geo.build.airspace_obstacles import obstacles, polygons, remainder, thinned
from geo.build.files import Json, read_json
from geo.build.outlines import multi
from geo.countries import OPERATOR
from geo.lift_records import LegPoint
from geo.model import Facility, Operation
from geo.sphere import geodesic_km, to_lon_lat, to_vectors
from geo.vocabulary import FacilityKind, Mode
from geo.world import World, load_world

FILE = "airspace.npz"

VERSION = 5
"""Goes into the digest: to be raised when the same outlines and places make another file."""


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """Where ways begin and end."""

    id: str
    lon: float
    lat: float
    host: str | None
    """Code of the country whose airspace it needs in any case; None in nobody's."""
    held: str | None = None
    """Id of the de facto area in which it lies, where others than its host hold it."""


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """What the file is made from, and nothing else of the facts."""

    topology: Json
    """Of the base map."""
    places: tuple[Place, ...]
    held: Mapping[str, MultiPolygon]
    """The ground of the de facto areas in which places lie."""


def make_airspace(data: Path) -> None:
    """Make the file of airspaces.

    Parameters
    ----------
    data
        The folder of facts, in which the result goes.
    """
    inputs = read_inputs(data)
    land = thinned(inputs.topology)
    airspaces = obstacles(land)
    hosts = {place.held: place.host for place in inputs.places if place.held and place.host}
    rest = {area: remainder(airspaces[host], land[host], inputs.held[area]) for area, host in sorted(hosts.items())}
    write_tables(tables_of(airspaces, inputs.places, rest, digest=digest_of(inputs)), data / FILE)


def read_inputs(data: Path) -> Inputs:
    """Return what the file is made from.

    Parameters
    ----------
    data
        The folder of facts.
    """
    topology, world = read_json(data / "basemap.topojson"), load_world(data)
    areas = {row["id"]: multi(shape(row["geometry"])) for row in read_json(data / "de_facto.geojson")["features"]}
    places = tuple(sorted(_places(world, country_outlines(topology), areas)))
    return Inputs(topology=topology, places=places, held={row.held: areas[row.held] for row in places if row.held})


def digest_of(inputs: Inputs) -> str:
    """Return a short hash of all coordinates that the file is made from; other facts do not touch it."""
    members = inputs.topology["objects"]["countries"]["geometries"]
    countries = [(row["properties"]["iso"], row["type"], row.get("arcs")) for row in members]
    lines = (inputs.topology.get("transform"), inputs.topology["arcs"], countries)
    held = [(area, ground.wkt) for area, ground in sorted(inputs.held.items())]
    text = repr((VERSION, json.dumps(lines, sort_keys=True), inputs.places, held))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def tables_of(
    airspaces: Mapping[str, Rings], places: Sequence[Place], rest: Mapping[str, Rings], *, digest: str = ""
) -> Tables:
    """Return the tables of airspaces and places.

    Parameters
    ----------
    airspaces
        The airspace of each country.
    places
        Where ways begin and end.
    rest
        By de facto area, what is left of the airspace of the host without it.
    digest
        Hash of what all that was made from.
    """
    codes, everything = list(airspaces), [*airspaces.values(), *rest.values()]
    nodes = _nodes(airspaces, places, rest)
    lon, lat = to_lon_lat(nodes.point)
    arcs = find_arcs(nodes, walls_of(everything), len(codes))
    rows = [(owner, ring) for owner, rings in enumerate(everything) for ring in rings]
    return Tables(
        digest=digest,
        countries=tuple(codes),
        places=tuple(place.id for place in places),
        lon=lon,
        lat=lat,
        owner=nodes.owner,
        remainder=nodes.remainder,
        start=arcs.start,
        end=arcs.end,
        km=np.round(geodesic_km(lon[arcs.start], lat[arcs.start], lon[arcs.end], lat[arcs.end]), 3),
        crossed=packed(arcs.crossed),
        corners=np.vstack([ring for _, ring in rows]),
        ring_size=np.array([len(ring) for _, ring in rows]),
        ring_owner=np.array([owner for owner, _ in rows]),
    )


def _nodes(airspaces: Mapping[str, Rings], places: Sequence[Place], rest: Mapping[str, Rings]) -> Nodes:
    """Return places and turns as the ends of arcs, the turns on the grid of the file."""
    codes, areas = list(airspaces), list(rest)
    points = np.array([(place.lon, place.lat) for place in places]).reshape(-1, 2)
    turns = _turns(airspaces, places, rest)
    turn_points = np.column_stack([np.round(values, 6) for values in to_lon_lat(turns.point)])
    none = np.zeros((len(places), 3))
    hosts = [codes.index(place.host) if place.host else NOBODY for place in places]
    held = [len(codes) + areas.index(place.held) if place.held else -1 for place in places]
    return Nodes(
        point=to_vectors(*np.vstack([points, turn_points]).T),
        owner=np.array([*hosts, *(codes.index(code) for code in turns.owner)], dtype=np.int64),
        before=np.vstack([none, turns.before]),
        after=np.vstack([none, turns.after]),
        places=len(places),
        remainder=np.array(held, dtype=np.int64),
    )


def _turns(airspaces: Mapping[str, Rings], places: Sequence[Place], rest: Mapping[str, Rings]) -> Corners:
    """Return all corners at which ways can bend, of airspaces and of what of them counts near an airfield."""
    closable = {code: rings for code, rings in airspaces.items() if code != OPERATOR}
    shapes = {code: polygons(rings) for code, rings in airspaces.items()}
    at_fields = joined(_at_field(place, {code: shapes[code] for code in closable}, rest) for place in places)
    ends = [(place.lon, place.lat) for place in places]
    around = ground(shapes, np.vstack([np.array(ends).reshape(-1, 2), np.column_stack(to_lon_lat(at_fields.point))]))
    return joined([corners(closable, around), at_fields])


def _at_field(place: Place, shapes: Mapping[str, MultiPolygon], rest: Mapping[str, Rings]) -> Corners:
    beside = {code: shape for code, shape in shapes.items() if code != place.host or place.held}
    left = {place.host: polygons(rest[place.held])} if place.held and place.host else {}
    return field_corners((place.lon, place.lat), beside, left)


def _places(world: World, land: Outlines, areas: Mapping[str, MultiPolygon]) -> Iterator[Place]:
    """Yield all airfields, all ends of links by air, and the ends of legs that stand in for a facility."""
    ends = {end for link in world.links.values() if link.mode is Mode.AIR for end in (link.origin, link.target)}
    for facility in world.facilities.values():
        if facility.runway_m or facility.kind is FacilityKind.AIR_BASE or facility.id in ends:
            yield _place(facility, facility.country, held=_held(facility, areas, world))
    for operation in world.operations.values():
        if operation.id in ends:
            yield _place(operation, _host(operation, land) or next(iter(operation.country), None))
    for point in world.leg_points.values():
        yield _place(point, world.facilities[point.facility].country if point.facility else _host(point, land))


def _place(record: Facility | Operation | LegPoint, host: str | None, *, held: str | None = None) -> Place:
    return Place(id=record.id, lon=record.lon, lat=record.lat, host=host, held=held)


def _host(record: Operation | LegPoint, land: Outlines) -> str | None:
    point = shapely.Point(record.lon, record.lat)
    return next((code for code, outline in land.items() if outline.covers(point)), None)


def _held(facility: Facility, areas: Mapping[str, MultiPolygon], world: World) -> str | None:
    """Return the de facto area in which a facility lies, if it is held by those who hold the area."""
    point = shapely.Point(facility.lon, facility.lat)
    found = (area for area, ground in areas.items() if ground.covers(point))
    return next((area for area in found if world.de_facto[area].held_by == facility.controlled_by), None)
