"""The dated turning points: choosing one sets the date of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import Final

from components import cache, state
from components.cards.names import Named, name_of, named
from components.cards.top import cited
from components.cards.turns import caution_of
from components.choices import go
from components.markup import html, panel
from components.scene import Scene
from components.view import allowed_day, day_to_choose
from geo.dates import PartialDate
from geo.model import Constraint, Event, Source
from geo.timeline import Stop
from geo.world import World

CLOSURES: Final = "timeline-closures"


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A line of the timeline."""

    id: str
    """The record that is selected with it; empty for a day that only has a name."""
    sort: date
    day: str
    """The ISO date that choosing it sets; empty where it cannot be chosen."""
    when: str
    title: str
    note: str = ""
    caution: str = ""
    regions: tuple[str, ...] = ()
    touches: tuple[Named, ...] = ()
    sources: tuple[Source, ...] = ()
    here: bool = False
    """True on the date of the page."""
    anchor: bool = False
    """True on the first such line, for a link to jump to."""
    last_before: bool = False
    """True if the date of the page lies after it and before the next."""


@dataclass(frozen=True, kw_only=True)
class Year:
    """The moments of a year."""

    year: int
    moments: tuple[Moment, ...]


def timeline(scene: Scene) -> None:
    """Draw the turning points of the chosen region, or of all."""
    stops = cache.date_stops(scene.world.digest)
    panel("timeline", timeline_html(scene, stops, closures=state.flag(CLOSURES)), acts=timeline_acts(scene.world))


def timeline_html(scene: Scene, stops: Iterable[Stop], *, closures: bool) -> str:
    """Return the timeline as HTML; see `moments_of`."""
    moments = moments_of(scene, stops, closures=closures)
    return html(
        "timeline.html",
        years=by_year(moments),
        day=scene.day,
        regions=scene.world.regions.values(),
        region=scene.view.region,
        play=play_stops(moments),
        closures=closures,
        count=len(moments),
        sel=scene.view.sel,
        before_all=bool(moments) and not any(row.here or row.last_before for row in moments),
        cutoff=scene.world.meta.data_cutoff,
    )


def moments_of(scene: Scene, stops: Iterable[Stop], *, closures: bool) -> tuple[Moment, ...]:
    """Return the lines of the timeline, oldest first.

    Parameters
    ----------
    scene
        For the facts, the region to keep to and the date of the page.
    stops
        The days worth stopping at; those that no event falls on are lines of their own.
    closures
        Whether to list where closures and refusals begin and end.
    """
    world, region = scene.world, scene.view.region
    events = [_event(row, world) for row in world.events.values() if region is None or region in row.regions]
    dated = {row.date.first for row in world.events.values()}
    names = [_named_day(stop) for stop in stops if stop.day not in dated]
    acts = [row for row in world.constraints.values() if closures and _touches(row, region, world)]
    ends = [moment for row in acts for moment in _begin_and_end(row, world)]
    moments = sorted([*events, *names, *ends], key=lambda row: row.sort)
    return _placed(moments, scene.day)


def timeline_acts(world: World) -> Mapping[str, Callable[[str], None]]:
    """Return what a click does, by the name of its act."""
    return MappingProxyType(
        {
            "date": lambda text: _choose(world, text),
            "go": go,
            "region": lambda name: state.choose(region=name or None),
            "closures": lambda _: state.set_flag(CLOSURES, value=not state.flag(CLOSURES)),
        }
    )


def by_year(moments: Iterable[Moment]) -> tuple[Year, ...]:
    """Return moments in order, year by year."""
    return tuple(Year(year=year, moments=tuple(rows)) for year, rows in groupby(moments, key=lambda row: row.sort.year))


def play_stops(moments: Iterable[Moment]) -> str:
    """Return the dates that the play button steps through, as the page's script reads them."""
    return " ".join(sorted({row.day for row in moments if row.day}))


def _placed(moments: Sequence[Moment], day: date) -> tuple[Moment, ...]:
    """Mark where the date of the page stands."""
    here = {number for number, row in enumerate(moments) if row.sort == day and row.day}
    before = [number for number, row in enumerate(moments) if row.sort < day]
    last = None if here or not before else before[-1]
    first = min(here, default=None)
    return tuple(
        replace(row, here=number in here, anchor=number == first, last_before=number == last)
        for number, row in enumerate(moments)
    )


def _event(row: Event, world: World) -> Moment:
    caution = caution_of(expected=row.expected, late=row.after_cutoff)
    return Moment(
        id=row.id,
        sort=row.date.first,
        day="" if caution else day_to_choose(row.date.first, world),
        when=row.date.spoken,
        title=row.title,
        note=row.note,
        caution=caution,
        regions=tuple(world.regions[name].name for name in row.regions),
        touches=named(world, row.affects),
        sources=cited(world, [row.sources]),
    )


def _named_day(stop: Stop) -> Moment:
    return Moment(id="", sort=stop.day, day=stop.day.isoformat(), when=stop.spoken, title=stop.title)


def _touches(row: Constraint, region: str | None, world: World) -> bool:
    """Say whether an act touches something of the region; all do where no region is chosen."""
    touched = (world.records.get(name) for name in row.affects)
    return region is None or any(getattr(record, "region", None) == region for record in touched)


def _begin_and_end(row: Constraint, world: World) -> list[Moment]:
    begins = [_turn(row, row.start, row.start.first, "begins", world)] if row.start else []
    return [*begins, _turn(row, row.end, row.end.last, "last day", world)] if row.end else begins


def _turn(row: Constraint, when: PartialDate, day: date, what: str, world: World) -> Moment:
    return Moment(
        id=row.id,
        sort=day,
        day=day_to_choose(day, world),
        when=when.spoken,
        title=f"{name_of(world, row.id)} ({what})",
        note=row.note,
        touches=named(world, row.affects),
        sources=cited(world, [row.sources]),
    )


def _choose(world: World, text: str) -> None:
    """Set the date, and select what stands with it: `2024-12-08` or `2024-12-08 id`; no day of the page, no change."""
    day, _, name = text.partition(" ")
    chosen = allowed_day(day, world)
    if chosen is not None:
        state.choose(date=chosen, sel=name or state.view().sel)
