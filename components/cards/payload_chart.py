"""The payload-range figures of an aircraft as a drawing: every published pair, the curve used, the legs on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from geo.lift_records import PayloadRange
from geo.model import Source
from geo.numbers import spaced
from geo.payload import Aircraft
from geo.world import World

WIDTH: Final = 332
HEIGHT: Final = 196
LEFT: Final = 34
RIGHT: Final = 10
TOP: Final = 12
BOTTOM: Final = 34
"""The size of the drawing, and of the margins around its axes."""
KM_STEPS: Final = (1000, 2000, 2500, 5000)
T_STEPS: Final = (1, 2, 5, 10, 20, 40, 50)
MOST_TICKS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A value on an axis and where it stands."""

    at: float
    words: str


@dataclass(frozen=True, kw_only=True)
class Dot:
    """A point of the drawing, with what it says."""

    x: float
    y: float
    cls: str
    words: str


@dataclass(frozen=True, kw_only=True)
class LegMark:
    """A leg to mark: where the curve is read, and the load."""

    needed_km: float
    payload_t: float
    cls: str
    words: str


@dataclass(frozen=True, kw_only=True)
class PublishedPair:
    """A published pair in words."""

    words: str
    basis: str
    note: str
    source: Source | None


@dataclass(frozen=True, kw_only=True)
class PayloadChart:
    """Everything that the drawing and the list below it hold."""

    name: str
    width: int
    height: int
    curve: str
    spread: str
    cap: float | None
    left: int
    right: int
    top: int
    bottom: int
    km: tuple[Tick, ...]
    t: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    legs: tuple[Dot, ...]
    why: str
    runway: str
    pairs: tuple[PublishedPair, ...]


def payload_chart(aircraft: Aircraft, legs: Iterable[LegMark], world: World) -> PayloadChart:
    """Return the drawing of an aircraft's figures.

    Parameters
    ----------
    aircraft
        The type, its curve and every published pair.
    legs
        What to mark on the curve.
    world
        The facts, for the sources.
    """
    scale = _Scale.of(aircraft)
    known = [pair for pair in aircraft.points if pair.payload_t is not None]
    below = aircraft.largest_t < max(load for _, load in aircraft.curve.points)
    return PayloadChart(
        name=aircraft.name.partition(" (")[0],
        width=WIDTH,
        height=HEIGHT,
        curve=scale.line(((0.0, aircraft.curve.largest_t), *aircraft.curve.points)),
        spread=_spread(aircraft, scale),
        cap=scale.y(aircraft.largest_t) if below else None,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        km=tuple(Tick(at=scale.x(km), words=spaced(km)) for km in _ticks(scale.km, KM_STEPS)),
        t=tuple(Tick(at=scale.y(t), words=f"{t:g}") for t in _ticks(scale.t, T_STEPS)),
        dots=tuple(_dot(pair, scale, world) for pair in known),
        legs=tuple(
            Dot(x=scale.x(mark.needed_km), y=scale.y(mark.payload_t), cls=mark.cls, words=mark.words) for mark in legs
        ),
        why=aircraft.default_why,
        runway=_runway(aircraft),
        pairs=tuple(_pair(pair, world) for pair in aircraft.points),
    )


@dataclass(frozen=True, kw_only=True)
class _Scale:
    """From kilometres and tonnes to the drawing."""

    km: float
    t: float

    @classmethod
    def of(cls, aircraft: Aircraft) -> _Scale:
        points = [point for curve in aircraft.curves.values() for point in curve.points]
        pairs = [(pair.range_km, pair.payload_t or 0.0) for pair in aircraft.points]
        ranges, loads = zip(*points, *pairs, strict=True)
        return cls(km=max(ranges) * 1.04, t=max(loads) * 1.08)

    def x(self, km: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * min(km, self.km) / self.km, 1)

    def y(self, t: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * t / self.t, 1)

    def line(self, points: Iterable[tuple[float, float]]) -> str:
        return " ".join(f"{self.x(km)},{self.y(t)}" for km, t in points)


def _spread(aircraft: Aircraft, scale: _Scale) -> str:
    """Return the ground between the shortest and the longest published curve as a polygon; empty without both."""
    shortest, longest = (aircraft.curves.get(name) for name in ("shortest", "longest"))
    if shortest is None or longest is None or shortest.points == longest.points:
        return ""
    there = ((0.0, longest.largest_t), *longest.points)
    back = (*reversed(shortest.points), (0.0, shortest.largest_t))
    return scale.line((*there, *back))


def _ticks(highest: float, steps: Iterable[int]) -> list[float]:
    step = next((step for step in steps if highest / step <= MOST_TICKS), max(steps))
    return [float(step * i) for i in range(1 + int(highest // step))]


def _words(pair: PayloadRange) -> str:
    load = "load not stated" if pair.payload_t is None else f"{pair.payload_t:g} t"
    return f"{load} over {spaced(pair.range_km)} km"


def _dot(pair: PayloadRange, scale: _Scale, world: World) -> Dot:
    by = f", {world.sources[pair.source].publisher}" if pair.source else ""
    return Dot(x=scale.x(pair.range_km), y=scale.y(pair.payload_t or 0.0), cls="pair", words=f"{_words(pair)}{by}")


def _pair(pair: PayloadRange, world: World) -> PublishedPair:
    source = world.sources[pair.source] if pair.source else None
    return PublishedPair(words=_words(pair), basis=pair.basis, note=pair.note or "", source=source)


def _runway(aircraft: Aircraft) -> str:
    if aircraft.runway_m is None:
        return ""
    paved = {True: "paved or not", False: "paved", None: "surface not known"}[aircraft.unpaved]
    return f"Wants a runway of {spaced(aircraft.runway_m)} m, {paved}. {aircraft.runway_note}".strip()
