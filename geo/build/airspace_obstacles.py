"""The airspace of every country, its land and 12 nautical miles of sea, as rings of corners on the earth.

Borders stay shared: the outlines are thinned together, and a country has no sea where another has land, so nothing is
left open between two neighbours. Where two coasts lie within 24 nautical miles of one another the sea between belongs
to both, for maritime borders are in none of the sources; and straits are airspace, whatever right of passage there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate

from geo.airspace_file import Rings
from geo.basemap import Outlines, country_outlines, decoded_arcs
from geo.build.files import Json
from geo.build.outlines import multi
from geo.sphere import Floats

TERRITORIAL_SEA_KM = 22.224
"""12 nautical miles (UN Convention on the Law of the Sea, article 3)."""

DISPUTED = {"XGO": ("ISR", "SYR"), "XSG": ("IND", "PAK")}
"""Ground of undetermined status (the Golan Heights, the Siachen Glacier): it is also airspace of those who claim it.

Kosovo and Western Sahara count for themselves, Northern Cyprus and Somaliland as the base map has it, in Cyprus and in
Somalia. Antarctica is under no sovereignty and on no map here: its sky is open."""

NEAR = (-28.0, -12.0, 80.0, 66.0)
"""Where the lines of support run, and what is drawn with more detail: west, south, east, north."""

BORDER_DETAIL, FAR_BORDER_DETAIL = 0.015, 0.05
"""How far a thinned border may be off, in degrees, near and far."""

SEA_DETAIL, FAR_SEA_DETAIL = 0.008, 0.03
"""How far a thinned edge of the sea may be off, in degrees; the sea is widened by as much before, never narrowed."""

STEP = 0.0001
"""Corners lie on this grid, in degrees: about ten metres."""

LONGEST_EDGE_KM = 100.0
"""Longer edges are cut: they are straight on the map, and great circles here."""

_CELL = 10.0
_KM_A_DEGREE = 111.19
_SLIVER = 0.0004
_SLACK = 0.06


def obstacles(outlines: Outlines) -> Mapping[str, Rings]:
    """Return the airspace of every country by its code.

    Parameters
    ----------
    outlines
        The land of the countries, as a coverage without gaps or overlaps.
    """
    land = _claimed(outlines)
    tree = shapely.STRtree(list(land.values()))
    return {code: rings(_airspace(code, land, tree)) for code in sorted(land)}


def remainder(airspace: Rings, land: MultiPolygon, held: MultiPolygon) -> Rings:
    """Return the airspace that a state has left where another holds a part of its land, with the sea off it.

    Parameters
    ----------
    airspace, land
        Of the state, that part included.
    held
        The part.
    """
    apart = shapely.difference(polygons(airspace), within_reach(held))
    ashore = shapely.difference(land, held.buffer(_SLACK))
    return rings(multi(shapely.union_all([apart, ashore], grid_size=STEP)))


def polygons(airspace: Rings) -> MultiPolygon:
    """Return rings as polygons on the map; those that run clockwise are holes."""
    is_solid = np.array([shapely.is_ccw(shapely.linearrings(ring)) for ring in airspace], dtype=bool)
    shapes = np.array([shapely.make_valid(Polygon(ring)) for ring in airspace])
    return multi(shapely.difference(shapely.union_all(shapes[is_solid]), shapely.union_all(shapes[~is_solid])))


def within_reach(land: MultiPolygon) -> MultiPolygon:
    """Return land with 12 nautical miles around it, the edge thinned outwards."""
    pieces: dict[float, list[MultiPolygon]] = {SEA_DETAIL: [], FAR_SEA_DETAIL: []}
    for cell in _cells(land):
        detail = SEA_DETAIL if _is_near(np.asarray(cell.envelope.centroid.coords[0])) else FAR_SEA_DETAIL
        pieces[detail] += _widened(cell, TERRITORIAL_SEA_KM + detail * _KM_A_DEGREE)
    return multi(shapely.union_all([shapely.union_all(rows).simplify(detail) for detail, rows in pieces.items()]))


def rings(shape: MultiPolygon) -> Rings:
    """Return the rings of polygons on the map, long edges cut, the inside on the left of each."""
    turned = shapely.orient_polygons(shape)
    lines = [line for part in turned.geoms for line in (part.exterior, *part.interiors)]
    found = [_on_grid(_cut(np.asarray(line.coords))) for line in lines]
    return tuple(ring for ring in found if len(ring) >= 3)


def thinned(topology: Json) -> Outlines:
    """Return the outlines of a topology with their borders thinned line by line, so that they stay shared.

    Coasts are left as they are: what counts is the edge of the sea.

    Parameters
    ----------
    topology
        The base map, as `geo.basemap.country_outlines` reads it.
    """
    members = topology["objects"]["countries"]["geometries"]
    uses = Counter(index if index >= 0 else ~index for member in members for index in _indices(member["arcs"]))
    arcs = [_thin(arc) if uses[row] > 1 else arc for row, arc in enumerate(decoded_arcs(topology))]
    outlines = country_outlines({**topology, "transform": None, "arcs": arcs})
    clean = shapely.coverage_clean([multi(shapely.make_valid(shape)) for shape in outlines.values()])
    return {code: multi(shape) for code, shape in zip(outlines, clean, strict=True)}


def _indices(arcs: Json) -> Iterator[int]:
    """Yield the indices of all arcs of a member."""
    for item in arcs:
        yield from _indices(item) if isinstance(item, list) else (item,)


def _thin(arc: Floats) -> Floats:
    detail = BORDER_DETAIL if _is_near(arc.mean(axis=0)) else FAR_BORDER_DETAIL
    return np.asarray(shapely.get_coordinates(shapely.LineString(arc).simplify(detail)))


def _is_near(point: Floats) -> bool:
    west, south, east, north = NEAR
    return bool(west <= point[0] <= east and south <= point[1] <= north)


def _claimed(land: Outlines) -> Mapping[str, MultiPolygon]:
    """Return the land of every code, with what else is claimed for it."""
    parts = {
        code: [land[part] for part, owners in DISPUTED.items() if code in owners and part in land] for code in land
    }
    return {code: multi(shapely.union_all([shape, *parts[code]])) for code, shape in land.items()}


def _airspace(code: str, land: Mapping[str, MultiPolygon], tree: shapely.STRtree) -> MultiPolygon:
    """Return land and sea of a country: the sea that touches its land and is nobody's land."""
    own, codes = land[code], list(land)
    wide = within_reach(own)
    others = [land[codes[row]] for row in tree.query(wide) if codes[row] != code]
    sea = multi(shapely.difference(wide, shapely.union_all([own, *others])))
    touching = [piece for piece in sea.geoms if piece.area > _SLIVER and _shares_a_coast(piece, own)]
    return _without_slivers(multi(shapely.union_all([own, *touching], grid_size=STEP)))


def _without_slivers(shape: MultiPolygon) -> MultiPolygon:
    """Return polygons without the pieces and holes that cuts left over."""
    solid = [Polygon(part.exterior, [hole for hole in part.interiors if _counts(hole)]) for part in shape.geoms]
    return MultiPolygon([part for part in solid if part.area > _SLIVER])


def _counts(hole: shapely.LinearRing) -> bool:
    return bool(Polygon(hole).area > _SLIVER)


def _shares_a_coast(sea: Polygon, land: MultiPolygon) -> bool:
    return bool(shapely.intersection(sea.boundary, land.boundary).length > 0)


def _cells(land: MultiPolygon) -> Iterator[MultiPolygon]:
    """Yield land cell by cell, for a plane is true to the sphere only near where it touches it."""
    west, south, east, north = (int(edge // _CELL) for edge in land.bounds)
    shapely.prepare(land)
    for column, row in product(range(west, east + 1), range(south, north + 1)):
        box = shapely.box(column * _CELL, row * _CELL, (column + 1) * _CELL, (row + 1) * _CELL)
        if land.intersects(box) and not (part := multi(land.intersection(box))).is_empty:
            yield part


def _widened(land: MultiPolygon, width_km: float) -> Iterator[MultiPolygon]:
    """Yield land with the sea around it, reckoned in a plane of its own; cut where it passes the antimeridian."""
    west, south, east, north = land.bounds
    middle = ((west + east) / 2, (south + north) / 2)
    plane = CRS.from_proj4(f"+proj=aeqd +lon_0={middle[0]} +lat_0={middle[1]} +R=6371008.8 +units=m")
    sphere = CRS.from_proj4("+proj=longlat +R=6371008.8 +no_defs")
    there = Transformer.from_crs(sphere, plane, always_xy=True)
    metres = shapely.transform(shapely.segmentize(land, 1.0), there.transform, interleaved=False)
    wide = metres.buffer(width_km * 1000, quad_segs=6)

    def back(x: Floats, y: Floats) -> tuple[Floats, Floats]:
        lon, lat = there.transform(x, y, direction="INVERSE")
        return middle[0] + (np.asarray(lon) - middle[0] + 180) % 360 - 180, np.asarray(lat)

    shape = shapely.transform(wide, back, interleaved=False)
    for turn in (-360.0, 0.0, 360.0):
        if not (part := multi(shape.intersection(shapely.box(turn - 180, -90, turn + 180, 90)))).is_empty:
            yield translate(part, xoff=-turn)


def _cut(line: Floats) -> Floats:
    """Return a closed line as its corners, once each, with more of them on long edges."""
    start, end = line[:-1], line[1:]
    middle = np.radians((start[:, 1] + end[:, 1]) / 2)
    km = np.hypot((end - start)[:, 0] * np.cos(middle), (end - start)[:, 1]) * _KM_A_DEGREE
    parts = np.maximum(np.ceil(km / LONGEST_EDGE_KM).astype(int), 1)
    row = np.repeat(np.arange(len(start)), parts)
    share = (np.arange(len(row)) - np.repeat(np.cumsum(parts) - parts, parts)) / parts[row]
    return np.asarray(start[row] + (end - start)[row] * share[:, None])


def _on_grid(ring: Floats) -> Floats:
    """Return a ring with its corners on the grid, none twice in a row."""
    steps = np.round(ring / STEP)
    return np.asarray(steps[np.any(steps != np.roll(steps, 1, axis=0), axis=1)] * STEP)
