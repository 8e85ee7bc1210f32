"""Thins the recognised countries and the lakes, finer where the explorer looks closely, into `basemap.topojson`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from math import floor
from pathlib import Path

import geopandas as gpd
from shapely import MultiPolygon, Polygon

from geo.build.countries import UNDETERMINED
from geo.build.outlines import multi
from geo.build.topojson import to_topojson
from geo.build.topology import Corner, Grid, Topology, cut, thin

GRID = Grid(step=0.001)
"""Whole thousandths of a degree, about 100 m: three decimals, so that GeoJSON can repeat every corner exactly."""

CLOSE_UP = ((-19.0, -1.0, 57.0, 48.0), (20.0, 48.0, 60.0, 57.0))
"""Where a map is looked at up to zoom 7: the Mediterranean, the Sahel, the Red Sea, the Black Sea and the Caucasus, and
Ukraine with what lies around it; west, south, east, north."""

CLOSE, COVERED, FAR = 0.008, 0.012, 0.1
"""How far a thinned line may be off, in degrees: in the close-up; beyond it in covered countries and around facilities;
elsewhere. A pixel is 0.011 degrees wide at zoom 7 and 0.18 at zoom 3."""

SMALLEST_COVERED, SMALLEST_ISLAND, SMALLEST_LAKE = 0.0004, 0.03, 0.04
"""Areas in square degrees below which an island or a lake is left out: about 5, 370 and 500 square kilometres."""

_CELL = 10.0
_VAST = frozenset({"RUS", "IDN"})
"""Covered countries with too much coast to be fine all over."""


def thinned_countries(countries: gpd.GeoDataFrame, covered: Iterable[str], *, places: Iterable[Corner]) -> Topology:
    """Return the countries as arcs that are fine where the explorer looks closely and coarse elsewhere.

    Parameters
    ----------
    countries
        The recognised countries, with their codes as index.
    covered
        The codes of those that facts are about.
    places
        Longitude and latitude of facilities: around them every coast is fine, for a port must lie on it.
    """
    detailed = frozenset(covered) - _VAST
    zone = _zones(places)
    whole = cut({code: multi(shape) for code, shape in countries.geometry.items()}, zone=zone)
    tolerances = [
        _tolerance(arc[len(arc) // 2], owners & detailed, zone)
        for arc, owners in zip(whole.arcs, whole.owners(), strict=True)
    ]
    return thin(whole, tolerances, grid=GRID, smallest=lambda code, corner: _smallest(corner, code in detailed))


def thinned_lakes(lakes: Iterable[Polygon], land: MultiPolygon) -> Topology:
    """Return the lakes that are large enough to find one's way by and lie on land (the Caspian Sea is sea already)."""
    large = [lake for lake in lakes if lake.area >= SMALLEST_LAKE and land.contains(lake.representative_point())]
    whole = cut({f"lake-{number}": MultiPolygon([lake]) for number, lake in enumerate(large)})
    return thin(whole, [CLOSE] * len(whole.arcs), grid=GRID, smallest=lambda *_: SMALLEST_LAKE / 2)


def write_basemap(path: Path, countries: Topology, lakes: Topology, names: Mapping[str, str]) -> None:
    """Write the base map; a country whose status is undetermined says so, for its border is drawn dashed."""
    undetermined = {code: {"undetermined": True} for code in UNDETERMINED.values()}
    rows = {code: {"iso": code, "name": names[code], **undetermined.get(code, {})} for code in countries.members}
    document = to_topojson(
        {"countries": (countries, rows), "lakes": (lakes, {lake: {} for lake in lakes.members})}, grid=GRID
    )
    path.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _zones(places: Iterable[Corner]) -> Callable[[Corner], tuple[int, ...]]:
    """Return what tells a corner's zone: its cell of the globe, and whether it is looked at closely or near a place.

    Arcs end where the zone changes, so that one tolerance need not hold for the coast of a whole continent.
    """
    near = {(floor(lon) + x, floor(lat) + y) for lon, lat in places for x in (-1, 0, 1) for y in (-1, 0, 1)}

    def zone(corner: Corner) -> tuple[int, ...]:
        lon, lat = corner
        return floor(lon / _CELL), floor(lat / _CELL), _is_close_up(corner), (floor(lon), floor(lat)) in near

    return zone


def _is_close_up(corner: Corner) -> bool:
    lon, lat = corner
    return any(west <= lon <= east and south <= lat <= north for west, south, east, north in CLOSE_UP)


def _smallest(corner: Corner, is_covered: bool) -> float:
    """Return the area below which an island is left out, from one of its corners: a small one closes airspace too."""
    return SMALLEST_COVERED if is_covered or _is_close_up(corner) else SMALLEST_ISLAND


def _tolerance(middle: Corner, covered: frozenset[str], zone: Callable[[Corner], tuple[int, ...]]) -> float:
    """Return how far an arc may be off, from the zone of its middle and the covered countries that it bounds."""
    _, _, is_close_up, is_near_a_place = zone(middle)
    if is_close_up:
        return CLOSE
    return COVERED if covered or is_near_a_place else FAR
