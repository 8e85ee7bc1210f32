"""What an aircraft reaches from a place around closed airspace: true ground on the earth, and the airfields in it.

A way ends with a straight leg from its last turn. So the ground is the union of fans, one from the origin and one from
each turn with the range that is left there: rays along WGS 84 geodesics, each as far as it goes before closed airspace.
For the ground alone closed airspace is thinned to some kilometres, and specks of it do not bend a way, for going round
one costs less than the width of a line on the map; they are cut out of the ground all the same. The places within range
are those of the prepared ways, which are exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.airspace import FIELD_KM, Airspace
from geo.fans import fans_of, turns_of, walls_of
from geo.ground import MapPolygon, flattened, map_polygons, on_the_map, polygons_of, smoothed
from geo.sphere import EARTH_KM, Floats, to_vectors

THINNED = 1 / 120
"""Of the range: the corners of walls are off by no more."""

SPECK = 1 / 25
"""Of the range: closed airspace of less extent does not bend a way."""

_ARC_KM = 300.0
_SEEN = 1.02
_FARTHEST_KM = 17_000.0
_KEPT = 32
_DRAWN = 1 / 3000
_KM_A_DEGREE = 111.2
_MAP_GRID_DEG = 0.001


@dataclass(frozen=True, kw_only=True, eq=False)
class ReachArea:
    """The ground within a range of a place, and the places on it."""

    origin: str
    range_km: float
    polygons: tuple[MapPolygon, ...]
    """Cut at 180 degrees of longitude; there, and at the poles, edges are those of the map and not of the ground."""
    places: tuple[tuple[str, float], ...]
    """Ids and kilometres of every other place within range by the shortest legal way, nearest first."""
    ground: BaseGeometry = field(repr=False)
    """The polygons, to compute with."""


def reach(airspace: Airspace, origin: str, *, closed: frozenset[str], range_km: float) -> ReachArea:
    """Return what lies within a range of a place by legal ways; nothing, if the sky over the place is closed.

    Parameters
    ----------
    airspace
        The airspaces and the ways around them.
    origin
        Id of a place that the airspace file knows.
    closed
        Codes of the countries whose airspace is closed to flights from there.
    range_km
        How far an aircraft flies, in kilometres; `geo.airlift.usable_km` says so for a type and a load.

    Raises
    ------
    UnknownIdError
        If no ways are prepared for the origin, or a code is not that of an airspace that can be closed.
    """
    centre = to_vectors(*np.array(airspace.point(origin)))
    lengths = airspace.distances_km(closed)[airspace.places.index(origin)]
    within = sorted((float(km), name) for name, km in zip(airspace.places, lengths, strict=True) if km <= range_km)
    ground: BaseGeometry = Polygon()
    if within and range_km > 0:
        ground = on_the_map(_ground(centre, _shut(airspace, origin, closed), range_km), centre)
    return ReachArea(
        origin=origin,
        range_km=range_km,
        polygons=map_polygons(ground),
        places=tuple((name, km) for km, name in within if name != origin),
        ground=ground,
    )


def lost_ground(before: ReachArea, after: ReachArea) -> tuple[MapPolygon, ...]:
    """Return the ground of one area that is not in another, as polygons of the map.

    Bands along coasts that are narrower than what closed airspace is thinned by come of the drawing, and are left out.
    """
    gone = MultiPolygon(polygons_of(shapely.difference(before.ground, after.ground, grid_size=_MAP_GRID_DEG)))
    half_deg = 0.7 * THINNED * max(before.range_km, after.range_km) / _KM_A_DEGREE
    core = gone.buffer(-half_deg)
    wide = polygons_of(shapely.intersection(gone, core.buffer(2 * half_deg), grid_size=_MAP_GRID_DEG))
    return map_polygons(MultiPolygon([part for part in wide if part.intersects(core)]))


def _ground(centre: Floats, shut_everywhere: BaseGeometry, range_km: float) -> BaseGeometry:
    """Return the ground within a range, on the plane around its centre."""
    shut = shut_everywhere.intersection(shapely.Point(0, 0).buffer(_SEEN * range_km))
    thinned = polygons_of(shut.simplify(THINNED * range_km))
    large = shapely.union_all([part for part in thinned if _extent_km(part) > SPECK * range_km])
    walls = walls_of(large, centre)
    fans = fans_of(turns_of(centre, walls, within_km=range_km), walls, range_km=range_km)
    flat = [Polygon(flattened(fan, centre)) for fan in smoothed(fans, _ARC_KM)]
    seen = shapely.union_all(shapely.make_valid(np.array(flat)))
    return seen.difference(shut).simplify(_DRAWN * range_km)


@lru_cache(_KEPT)
def _shut(airspace: Airspace, origin: str, closed: frozenset[str]) -> BaseGeometry:
    """Return all closed airspace on the plane around a place; near the place, as at any field, it does not count.

    Where closed airspace rings an open country the country is left out: no way leads into it.
    """
    rings, centre = airspace.barriers(origin, closed=closed), to_vectors(*np.array(airspace.point(origin)))
    corners = to_vectors(*np.vstack([np.empty((0, 2)), *rings]).T)
    stops = np.cumsum([len(ring) for ring in rings])[:-1]
    # What surrounds the point opposite has no inside on the plane; no aircraft flies that far.
    near = np.split(corners @ centre > np.cos(_FARTHEST_KM / EARTH_KM), stops)
    lines = zip(np.split(flattened(corners, centre), stops), near, strict=True)
    flat = shapely.make_valid(np.array([Polygon(line) for line, close in lines if close.any() and _is_outer(line)]))
    return shapely.disjoint_subset_union_all(flat).difference(shapely.Point(0, 0).buffer(FIELD_KM))


def _is_outer(line: Floats) -> bool:
    """Say whether a ring of the plane runs counter-clockwise, as the rings around airspace do and holes do not."""
    x, y = line.T
    return bool(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) > 0)


def _extent_km(part: Polygon) -> float:
    """Return how far a polygon of the plane extends, along its longer side."""
    west, south, east, north = part.bounds
    return float(max(east - west, north - south))
