"""How much an aircraft carries how far: the published points, the curves they make and the one that is chosen."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from geo.assumptions import DEFAULT_CURVE, LONGEST_CURVE, SHORTEST_CURVE, Assumptions
from geo.errors import AssumptionError
from geo.lift_records import Asset, PayloadRange
from geo.vocabulary import Mode
from geo.world import World

Point = tuple[float, float]
"""Range in kilometres and payload in tonnes."""

_PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """Straight lines between points, from the heaviest load to the longest range; nothing is carried beyond."""

    id: str
    """`default`, `shortest`, `longest`, or the id of the source whose points it takes."""
    points: tuple[Point, ...]

    @property
    def largest_t(self) -> float:
        """The heaviest load, in tonnes."""
        return self.points[0][1]

    @property
    def longest_km(self) -> float:
        """The range beyond which nothing is known to be carried, in kilometres."""
        return self.points[-1][0]

    def payload_at(self, range_km: float) -> float:
        """Return the tonnes carried over a range in kilometres; 0 beyond the last point."""
        if range_km <= self.points[0][0]:
            return self.largest_t
        for (near_km, heavy_t), (far_km, light_t) in pairwise(self.points):
            if range_km <= far_km:
                return light_t + (heavy_t - light_t) * (far_km - range_km) / (far_km - near_km)
        return 0.0

    def range_at(self, payload_t: float) -> float:
        """Return the kilometres over which a load in tonnes is carried; 0 if it is above the heaviest."""
        if payload_t <= self.points[-1][1]:
            return self.longest_km
        for (near_km, heavy_t), (far_km, light_t) in pairwise(self.points):
            if light_t < payload_t <= heavy_t:
                return near_km + (far_km - near_km) * (heavy_t - payload_t) / (heavy_t - light_t)
        return self.points[0][0] if payload_t <= self.largest_t else 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Aircraft:
    """A type as the routes use it: its figures, and every published point behind them."""

    id: str
    name: str
    curve: Curve
    """The curve that is computed with."""
    curves: Mapping[str, Curve]
    """Every curve that can be chosen, by id: the spread between the sources."""
    points: tuple[PayloadRange, ...]
    """Every published pair, with its source, basis and note; those without a load are no point of a curve."""
    default_why: str
    max_payload_t: float
    runway_m: int | None
    runway_note: str
    unpaved: bool | None
    cruise_kmh: float | None

    @property
    def largest_t(self) -> float:
        """The heaviest load that it takes at all, in tonnes."""
        return min(self.max_payload_t, self.curve.largest_t)

    def payload_at(self, range_km: float) -> float:
        """Return the tonnes carried over a range in kilometres, reserves and all; 0 beyond the last point."""
        return min(self.max_payload_t, self.curve.payload_at(range_km))

    def range_at(self, payload_t: float) -> float:
        """Return the kilometres over which a load in tonnes is carried; 0 if it is above the heaviest."""
        return self.curve.range_at(payload_t) if payload_t <= self.largest_t else 0.0


def whole_asset(world: World, asset_id: str) -> Asset:
    """Return an asset with everything it leaves out taken from the asset that stands for its class.

    Raises
    ------
    AssumptionError
        If the id names no asset; the message lists those that there are.
    """
    asset = world.assets.get(asset_id)
    if asset is None:
        msg = f"`{asset_id[:80]}` is no aircraft or ship in the data; use one of {', '.join(world.assets)}"
        raise AssumptionError(msg)
    if asset.type is None:
        return asset
    kind = whole_asset(world, asset.type)
    own = ((f.name, getattr(asset, f.name)) for f in dataclasses.fields(Asset))
    return dataclasses.replace(kind, **{name: value for name, value in own if value is not None and value != ()})


def aircraft_ids(world: World) -> tuple[str, ...]:
    """Return the ids of the aircraft whose payload can be computed, in file order."""
    return tuple(name for name in world.assets if _can_carry(whole_asset(world, name)))


def aircraft_of(world: World, assumptions: Assumptions) -> Aircraft:
    """Return the aircraft that the assumptions name, with the curve that they choose.

    Raises
    ------
    AssumptionError
        If the type is unknown, no aircraft or without figures, or has no such curve; the message lists what there is.
    """
    asset = whole_asset(world, assumptions.aircraft)
    if not _can_carry(asset):
        kind = "is no aircraft" if asset.mode is not Mode.AIR else "has no figures to compute a payload from"
        msg = f"{asset.name} (`{asset.id}`) {kind}; use one of {', '.join(aircraft_ids(world))}"
        raise AssumptionError(msg)
    curves = curves_of(asset)
    if assumptions.curve not in curves:
        msg = f"{asset.name} has no payload-range figures `{assumptions.curve[:80]}`; use one of {', '.join(curves)}"
        raise AssumptionError(msg)
    return Aircraft(
        id=asset.id,
        name=asset.name,
        curve=curves[assumptions.curve],
        curves=curves,
        points=asset.payload_range,
        default_why=asset.default_why or "",
        max_payload_t=asset.max_payload_t or curves[assumptions.curve].largest_t,
        runway_m=asset.runway_m,
        runway_note=asset.runway_note or "",
        unpaved=asset.unpaved,
        cruise_kmh=asset.cruise_kmh,
    )


def curves_of(asset: Asset) -> Mapping[str, Curve]:
    """Return every curve that the facts allow for an asset: the default, the bounds, then each source's own.

    The bounds are pointwise: at every published range, the least and the most that the sources between whose points it
    lies give. The default may leave them where its points are computed and not published.
    """
    by_source = {source: _falling(points) for source, points in _published(asset).items()}
    seen = [(km, _line(points, km)) for points in by_source.values() for km in _ranges(by_source) if _spans(points, km)]
    lines = {DEFAULT_CURVE: _falling((point.range_km, point.payload_t) for point in asset.default_curve)}
    if seen:
        lines |= {SHORTEST_CURVE: _lowest(seen), LONGEST_CURVE: _falling(seen)}
    lines |= {source: points for source, points in by_source.items() if points[0][1] > 0}
    return MappingProxyType({name: Curve(id=name, points=line) for name, line in lines.items()})


def _can_carry(asset: Asset) -> bool:
    """Say whether a payload can be computed for an asset."""
    return asset.mode is Mode.AIR and bool(asset.default_curve)


def _published(asset: Asset) -> Mapping[str, list[Point]]:
    """Return the published pairs with a load, by their source."""
    by_source: defaultdict[str, list[Point]] = defaultdict(list)
    for row in asset.payload_range:
        if row.payload_t is not None and row.source is not None and row.basis == _PUBLISHED:
            by_source[row.source].append((row.range_km, row.payload_t))
    return by_source


def _ranges(by_source: Mapping[str, tuple[Point, ...]]) -> list[float]:
    """Return every range that is in the points of any source."""
    return sorted({km for points in by_source.values() for km, _ in points})


def _spans(points: tuple[Point, ...], range_km: float) -> bool:
    """Say whether a range lies between the points of a source, or on one."""
    return points[0][0] <= range_km <= points[-1][0]


def _line(points: tuple[Point, ...], range_km: float) -> float:
    """Return the load on the lines between points."""
    return Curve(id="", points=points).payload_at(range_km)


def _falling(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points than which none has both more range and more load, nearest first."""
    kept: list[Point] = []
    for km, payload_t in sorted(set(points), reverse=True):
        if not kept or payload_t > kept[-1][1]:
            kept.append((km, payload_t))
    return tuple(reversed(kept))


def _lowest(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points than which none has both less range and less load, nearest first."""
    kept: list[Point] = []
    for km, payload_t in sorted(set(points)):
        if not kept or payload_t < kept[-1][1]:
            kept.append((km, payload_t))
    return tuple(kept)
