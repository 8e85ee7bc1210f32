"""Makes the drawn files of `data/` from the facts in them and the packages of outlines."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import shapely
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.build.areas import DECIMALS, Drawing, Ground, grounds, overview
from geo.build.basemap import thinned_countries, thinned_lakes, write_basemap
from geo.build.countries import HELD, Claims, coded, recognised
from geo.build.files import Json, read_json, write_json
from geo.build.labels import labels
from geo.build.outlines import multi, open_packages, read_countries, read_lakes, read_outline
from geo.build.packages import Packages
from geo.build.topology import Corner
from geo.layers import parse_features
from geo.model import DeFactoArea, Facility, Region

_R = TypeVar("_R", bound=Hashable)


def make_basemap(data: Path, *, cache: Path) -> None:
    """Make the base map, the labels and the geometry of areas, regions and de facto areas.

    Parameters
    ----------
    data
        The folder of facts, in which the results go.
    cache
        Where fetched packages are kept.
    """
    packages = open_packages(data, cache)
    regions, held = _records(Region, data / "regions.geojson"), _records(DeFactoArea, data / "de_facto.geojson")
    features = coded(read_countries(packages))
    whole = recognised(features, _claims(regions, held, packages))
    facilities = _records(Facility, data / "facilities.geojson")
    covered = {place.country for place in facilities} | {code for region in regions for code in region.countries}
    topology = thinned_countries(whole, covered, places=[(place.lon, place.lat) for place in facilities])
    countries = {code: topology.shape(code) for code in topology.members}
    lakes = thinned_lakes(read_lakes(packages), multi(shapely.union_all(list(countries.values()))))
    write_basemap(data / "basemap.topojson", topology, lakes, whole["name"])
    write_json(data / "labels.json", labels(countries, whole["name"], covered))
    parts = {part.id: part for region in regions for part in region.parts}
    drawing = Drawing(countries=countries, features=features, parts=parts, packages=packages)
    points = {place.id: (place.lon, place.lat) for place in facilities}
    _write_areas(data, regions, drawing, points)
    _fill(data / "de_facto.geojson", {area.id: drawing.de_facto(area) for area in held})


def _claims(regions: Iterable[Region], held: Iterable[DeFactoArea], packages: Packages) -> Claims:
    """Return the outlines by which the borders of Natural Earth are put right, from the facts."""
    crimea = next(part for region in regions for part in region.parts if part.id == "ukraine-crimea")
    outline = multi(shapely.union_all([read_outline(ref, packages) for ref in crimea.outline]))
    sketches = {HELD[area.id]: multi(shapely.Polygon(area.schematic)) for area in held if area.id in HELD}
    return Claims(crimea=outline, western_sahara=sketches["ESH"], golan=sketches["XGO"])


def _write_areas(data: Path, regions: Iterable[Region], drawing: Drawing, points: Mapping[str, Corner]) -> None:
    found = grounds(regions)
    shapes = {name: drawing.ground(ground) for name, (_, ground) in found.items()}
    features = [
        _feature(name, {"id": name, "region": region, "sketch": _has_sketch(ground, drawing)}, shapes[name])
        for name, (region, ground) in found.items()
    ]
    write_json(data / "areas.geojson", {"type": "FeatureCollection", "features": features})
    _fill(data / "regions.geojson", {region.id: _region_shape(region, found, shapes, points) for region in regions})


def _region_shape(
    region: Region,
    found: Mapping[str, tuple[str, Ground]],
    shapes: Mapping[str, MultiPolygon],
    points: Mapping[str, Corner],
) -> BaseGeometry:
    """Return all ground of a region, or its places where it has no ground."""
    own = [shapes[name] for name, (home, _) in found.items() if home == region.id]
    if own:
        return overview(own)
    return shapely.MultiPoint([points[name] for row in region.influence for name in row.points])


def _has_sketch(ground: Ground, drawing: Drawing) -> bool:
    return any(drawing.parts[name].schematic for name in ground.part_ids)


def _fill(path: Path, shapes: Mapping[str, BaseGeometry]) -> None:
    """Give the features of a file their geometry and leave everything else as it is."""
    features = [_feature(row["id"], row["properties"], shapes[row["id"]]) for row in read_json(path)["features"]]
    write_json(path, {"type": "FeatureCollection", "features": features})


def _feature(name: str, properties: Json, shape: BaseGeometry) -> Json:
    """Return a GeoJSON feature by RFC 7946: outer rings counter-clockwise, few decimals."""
    turned = shapely.orient_polygons(shape) if shape.geom_type.endswith("Polygon") else shape
    simple = turned.geoms[0] if turned.geom_type == "MultiPolygon" and len(turned.geoms) == 1 else turned
    geometry = {"type": simple.geom_type, "coordinates": _rounded(shapely.geometry.mapping(simple)["coordinates"])}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def _rounded(value: Json) -> Json:
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else round(value, DECIMALS)


def _records(kind: type[_R], path: Path) -> tuple[_R, ...]:
    parsed = parse_features(kind, read_json(path), file=path.name)
    if parsed.faults:
        raise ValueError("\n".join(map(str, parsed.faults)))
    return parsed.records
