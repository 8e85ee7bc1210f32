"""The shapes of the map as the page has them, decoded once: land, lakes, borders, regions, ground held by others."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
from matplotlib.path import Path as Outline
from numpy.typing import NDArray

from components import cache
from components.handouts.drawing.frame import Floats, Frame, points_of, to_world
from components.shapes import geometry
from geo.world import World

Codes = NDArray[np.uint8]

KEPT_EDITIONS: Final = 2
SEEN_PX: Final = 0.3
"""What is closer together than this, in pixels of the page, is not drawn apart."""
MARKED: Final = ("facilities", "operations")
COAST, BORDER, UNDETERMINED = "coast", "border", "undetermined"


@dataclass(frozen=True, slots=True)
class Shape:
    """Ground in world units, and the box that it lies in: left, top, right, bottom."""

    outline: Outline
    box: tuple[float, float, float, float]

    def on(self, frame: Frame) -> list[Outline]:
        """Return the shape in pixels, once for each time that it can be seen."""
        left, top, right, bottom = self.box
        wide, high = frame.width_px / frame.scale, frame.height_px / frame.scale
        x, y = frame.corner
        if bottom < y or top > y + high:
            return []
        seen = [turn for turn in frame.turns if right + turn >= x and left + turn <= x + wide]
        points = points_of(self.outline)
        return [_thinned(frame.to_px(points + np.array([turn, 0])), _codes_of(self.outline)) for turn in seen]


def _codes_of(outline: Outline) -> Codes:
    """Return what each point of an outline is; those of a plain line are left out by matplotlib."""
    if outline.codes is not None:
        return np.asarray(outline.codes, dtype=np.uint8)
    codes = np.full(len(points_of(outline)), Outline.LINETO)
    codes[0] = Outline.MOVETO
    return codes


def _thinned(points: Floats, codes: Codes) -> Outline:
    """Return an outline without the points that lie where the one before does, as far as can be seen."""
    cells = np.round(points / SEEN_PX)
    moved = np.any(cells[1:] != cells[:-1], axis=-1)
    ends = np.append(codes[1:] != Outline.LINETO, True)
    kept = np.concatenate([[True], moved | (codes[1:] != Outline.LINETO)]) | ends
    return Outline(points[kept], codes[kept])


@dataclass(frozen=True, kw_only=True, slots=True)
class Shapes:
    """Everything constant that a map is drawn from."""

    countries: Mapping[str, tuple[Shape, ...]]
    """By code; some codes have several."""
    lakes: tuple[Shape, ...]
    lines: Mapping[str, tuple[Shape, ...]]
    """Coasts and borders by what they part."""
    areas: Mapping[str, Shape]
    held: Mapping[str, Shape]
    sketches: frozenset[str]
    """The areas that are only sketched."""
    constant: Mapping[str, Any]
    """The constant part of the map as the painter gets it: facilities, operations, links, labels, glyphs, words."""
    places: Mapping[str, tuple[float, float]]
    """Latitude and longitude of every facility and operation, by id."""


@lru_cache(maxsize=KEPT_EDITIONS)
def _read(digest: str) -> Shapes:
    world: World = cache.world()
    constant = json.loads(geometry(world, cache.DATA_DIR))
    topology = json.loads((cache.DATA_DIR / "basemap.topojson").read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    countries: dict[str, tuple[Shape, ...]] = {}
    rows = topology["objects"]["countries"]["geometries"]
    for row in rows:
        code = row["properties"]["iso"]
        countries[code] = (*countries.get(code, ()), _shape(_rings(row, arcs)))
    return Shapes(
        countries=countries,
        lakes=tuple(_shape(_rings(row, arcs)) for row in topology["objects"].get("lakes", {}).get("geometries", ())),
        lines=_lines(topology, arcs),
        areas=_features(constant["areas"]),
        held=_features(constant["de_facto"]),
        sketches=frozenset(row["id"] for row in constant["areas"]["features"] if row["properties"]["sketch"]),
        constant=constant,
        places={row["id"]: (row["lat"], row["lon"]) for kind in MARKED for row in constant[kind]},
    )


def shapes_of(world: World) -> Shapes:
    """Return the shapes of the map."""
    return _read(world.digest)


def _arcs(topology: Mapping[str, Any]) -> list[Floats]:
    """Decode the arcs of a TopoJSON file (format: TopoJSON 1.0, section 4.1.2) into world units."""
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    found = []
    for arc in topology["arcs"]:
        lon, lat = (np.cumsum(np.array(arc), axis=0) * scale + shift).T
        found.append(to_world(lon, lat))
    return found


def _rings(row: Mapping[str, Any], arcs: Sequence[Floats]) -> list[list[Floats]]:
    """Return polygons as rings, the outer one first."""
    return [[_ring(ring, arcs) for ring in polygon] for polygon in row["arcs"]]


def _ring(refs: Sequence[int], arcs: Sequence[Floats]) -> Floats:
    pieces = [arcs[ref] if ref >= 0 else arcs[~ref][::-1] for ref in refs]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _shape(polygons: Sequence[Sequence[Floats]]) -> Shape:
    """Return polygons as one shape: outer rings turn one way and holes the other, so that holes stay open."""
    rings = [_turning(ring, right=not number) for polygon in polygons for number, ring in enumerate(polygon)]
    return _bounded(Outline.make_compound_path(*(_closed(ring) for ring in rings)))


def _bounded(outline: Outline) -> Shape:
    points = points_of(outline)
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    return Shape(outline, (float(left), float(top), float(right), float(bottom)))


def _turning(ring: Floats, *, right: bool) -> Floats:
    x, y = ring.T
    area = np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])
    return ring if (area > 0) is right else ring[::-1]


def _closed(ring: Floats) -> Outline:
    codes = np.full(len(ring), Outline.LINETO)
    codes[0], codes[-1] = Outline.MOVETO, Outline.CLOSEPOLY
    return Outline(ring, codes)


def _lines(topology: Mapping[str, Any], arcs: Sequence[Floats]) -> dict[str, tuple[Shape, ...]]:
    """Return arcs by what they part: land from sea, or one country from another."""
    sides: list[list[bool]] = [[] for _ in arcs]
    for listed in topology["objects"].values():
        for row in listed["geometries"]:
            undetermined = bool(row.get("properties", {}).get("undetermined"))
            for ref in (ref for polygon in row["arcs"] for ring in polygon for ref in ring):
                sides[ref if ref >= 0 else ~ref].append(undetermined)
    found: dict[str, tuple[Shape, ...]] = {}
    for name in (COAST, BORDER, UNDETERMINED):
        found[name] = tuple(
            _bounded(Outline(arc)) for arc, parts in zip(arcs, sides, strict=True) if _kind(parts) == name
        )
    return found


def _kind(parts: Sequence[bool]) -> str:
    if len(parts) < 2:
        return COAST
    return UNDETERMINED if any(parts) else BORDER


def _features(collection: Mapping[str, Any]) -> dict[str, Shape]:
    """Return the shapes of a GeoJSON file by id; what has none is left out."""
    found = {}
    for row in collection["features"]:
        shape = row["geometry"]
        if shape:
            polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
            found[row["id"]] = _shape([[_degrees(ring) for ring in polygon] for polygon in polygons])
    return found


def _degrees(ring: Sequence[Sequence[float]]) -> Floats:
    lon, lat = np.array(ring, dtype=float)[:, :2].T
    return to_world(lon, lat)
