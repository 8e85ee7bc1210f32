"""Draws the ground of every influence, region and de facto area: countries and provinces, clipped to the base map.

Provinces come from other packages than the coast and the borders, and fall short of them here and reach beyond them
there. So a province is grown into what nobody covers, in turns with its neighbours, and then clipped to its country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import geopandas as gpd
import shapely
from shapely import MultiPolygon, Polygon

from geo.build.countries import HELD
from geo.build.outlines import COUNTRIES, multi, read_outline, read_siblings, sound
from geo.build.packages import Packages
from geo.model import DeFactoArea, Influence, OutlineRef, Part, Region

DECIMALS = 3
"""Of every coordinate, as in the base map: about 100 m."""

_GROWTH, _TURNS = 0.02, 15
_DETAIL = 0.004
_SLIT = 0.01
_SLIVER = 0.0005
_OVERVIEW_DECIMALS = 2
_OVERVIEW_DETAIL = 0.05


@dataclass(frozen=True, kw_only=True)
class Ground:
    """One drawn ground: whole countries, or parts of them."""

    countries: tuple[str, ...]
    part_ids: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What it takes to draw a part: countries as the base map and as Natural Earth has them, parts, and packages."""

    countries: Mapping[str, MultiPolygon] = field(repr=False)
    features: gpd.GeoDataFrame = field(repr=False)
    parts: Mapping[str, Part] = field(repr=False)
    packages: Packages = field(repr=False)

    def ground(self, ground: Ground) -> MultiPolygon:
        """Return whole countries, or the parts of them that are ground, dissolved into one."""
        shapes = [self.part(self.parts[part]) for part in ground.part_ids] or [
            self.countries[c] for c in ground.countries
        ]
        return dissolved(shapes)

    def part(self, part: Part) -> MultiPolygon:
        """Return a part: its outlines and its sketch, within its country, without the parts that are to be left out."""
        drawn = dissolved([*self._outlines(part.outline, part.country), self._sketch(part.schematic, part.country)])
        taken = [self.part(self.parts[name]) for name in part.minus if self.parts[name].country == part.country]
        return tidy(drawn.difference(shapely.union_all(taken)))

    def de_facto(self, area: DeFactoArea) -> MultiPolygon:
        """Return the ground that another authority holds; what has an outline of its own is held as a whole."""
        if area.id in HELD:
            return self.countries[HELD[area.id]]
        parts = [self.part(self.parts[name]) for name in area.part_ids]
        outlines = self._outlines(area.outline, area.country)
        return tidy(dissolved([*parts, *outlines, self._sketch(area.schematic, area.country)]))

    def _outlines(self, refs: Iterable[OutlineRef], country: str) -> list[MultiPolygon]:
        return [
            fitted(read_outline(ref, self.packages), self._rivals(ref, country), self.countries[country])
            for ref in refs
        ]

    def _rivals(self, ref: OutlineRef, country: str) -> MultiPolygon:
        """Return what an outline must not grow into: its neighbours, where those are parts of the same country."""
        if ref.package != COUNTRIES.package:
            return read_siblings(ref, self.packages)
        siblings = self.features["iso"].eq(country) & ~self.features["name"].isin(ref.names)
        return multi(shapely.union_all(self.features.geometry[siblings]))

    def _sketch(self, ring: Sequence[tuple[float, float]], country: str) -> MultiPolygon:
        return multi(sound(Polygon(ring)).intersection(self.countries[country])) if ring else MultiPolygon()


def fitted(part: MultiPolygon, rivals: MultiPolygon, country: MultiPolygon) -> MultiPolygon:
    """Return a part of a country fitted into its outline: up to the coast and the border where it falls short of them.

    Parameters
    ----------
    part
        The part as its package draws it.
    rivals
        The other parts of the country: what lies between is shared, each corner going to whichever is nearer.
    country
        The outline that it has to fit into.
    """
    around = shapely.box(*part.bounds).buffer(2 * _GROWTH * _TURNS)
    mine = _closed(part.simplify(_DETAIL))
    theirs = tidy(multi(rivals.intersection(around).simplify(_DETAIL).difference(mine)))
    for turn in range(_TURNS):
        mine, theirs = _grown(mine, theirs) if turn % 2 else reversed(_grown(theirs, mine))
    return tidy(mine.intersection(country))


def dissolved(shapes: Iterable[MultiPolygon]) -> MultiPolygon:
    """Return shapes as one, the borders between them gone."""
    whole = gpd.GeoSeries([shape for shape in shapes if not shape.is_empty])
    return multi(whole.union_all())


def tidy(shape: MultiPolygon, *, decimals: int = DECIMALS) -> MultiPolygon:
    """Return a shape on a grid, that of the base map if not said otherwise, without slivers and pinholes of a cut."""
    on_grid = multi(shapely.set_precision(shape, 10**-decimals))
    solid = [Polygon(p.exterior, [hole for hole in p.interiors if Polygon(hole).area > _SLIVER]) for p in on_grid.geoms]
    return MultiPolygon([polygon for polygon in solid if polygon.area > _SLIVER and not _is_thin(polygon)])


def overview(shapes: Iterable[MultiPolygon]) -> MultiPolygon:
    """Return shapes as one, thinned for looking at a region as a whole."""
    return tidy(multi(dissolved(shapes).simplify(_OVERVIEW_DETAIL)), decimals=_OVERVIEW_DECIMALS)


def grounds(regions: Iterable[Region]) -> dict[str, tuple[str, Ground]]:
    """Return the region and the ground of each area that an influence names.

    Raises
    ------
    ValueError
        If one name stands for two grounds, or one ground of a region has two names.
    """
    found: dict[str, tuple[str, Ground]] = {}
    for region, influence in chain.from_iterable(((region, row) for row in region.influence) for region in regions):
        if influence.area is None:
            continue
        ground = (region.id, _ground_of(influence, {part.id: part for part in region.parts}))
        if found.setdefault(influence.area, ground) != ground:
            msg = f"{region.id}: area `{influence.area}` stands for two grounds; give one of them a name of its own"
            raise ValueError(msg)
    if len(set(found.values())) < len(found):
        msg = f"two areas of one region have the same ground; give them one name: {sorted(found)}"
        raise ValueError(msg)
    return found


def _ground_of(influence: Influence, parts: Mapping[str, Part]) -> Ground:
    drawn = tuple(name for name in influence.part_ids if parts[name].outline or parts[name].schematic)
    return Ground(countries=influence.countries, part_ids=drawn)


def _closed(shape: MultiPolygon) -> MultiPolygon:
    """Return a shape without the slits that stay open between provinces whose common border does not quite match."""
    wider = shapely.buffer(shape, _SLIT, join_style="mitre")
    return shapely.buffer(wider, -_SLIT, join_style="mitre")


def _grown(first: MultiPolygon, second: MultiPolygon) -> tuple[MultiPolygon, MultiPolygon]:
    """Return two shapes grown by a step into what neither covers, the first before the second."""
    larger = shapely.buffer(first, _GROWTH, join_style="mitre").difference(second)
    return larger, shapely.buffer(second, _GROWTH, join_style="mitre").difference(larger)


def _is_thin(polygon: Polygon) -> bool:
    """Say whether nothing is left of a small polygon when a strip of a few hundred metres is taken off all round."""
    return bool(polygon.area < 0.02 and polygon.buffer(-0.004).is_empty)
