"""Computed ways as tables, leg by leg: what is carried how far, in what time and over whom, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components import cache, style
from components.cards.names import short_name_of
from components.cards.payload_chart import LegMark, PayloadChart, payload_chart
from components.scene import Scene
from geo.airleg import AirLeg, NoLeg
from geo.airlift import AirRoutePlan
from geo.countries import country_in_words
from geo.lift_routes import LegFigures, LiftLeg, LiftRoute
from geo.numbers import spaced
from geo.results import GroupResult
from geo.vocabulary import Function, Mode
from geo.world import World

_BEST_AT = {
    "best": "most a day",
    "widest": "most a flight",
    "shortest": "shortest",
    "fewest_stops": "fewest stops",
}
"""What each of the computed routes is best at."""


@dataclass(frozen=True, kw_only=True)
class LegRow:
    """A leg as a row."""

    start: str
    end: str
    end_id: str
    way: str
    km: str
    load: str
    time: str
    over: str
    note: str


@dataclass(frozen=True, kw_only=True)
class LiftTable:
    """A way as a table; `cls` is `before`, `after` or `paper`."""

    title: str
    cls: str
    by_air: bool
    rows: tuple[LegRow, ...]
    km: str
    load: str
    time: str
    a_day: str
    assumed: str
    over: str = ""


@dataclass(frozen=True, kw_only=True)
class LiftPart:
    """The computed ways of one group, what changed between them, and the aircraft's figures with the legs on them."""

    change: str
    cls: str
    margin: str
    tables: tuple[LiftTable, ...]
    chart: PayloadChart | None


def lift_part(scene: Scene, group: GroupResult) -> LiftPart | None:
    """Return the computed ways of a group; None where nothing is computed for it."""
    before, after = group.lift_before, group.lift_after
    paper = group.paper.lift if group.paper else None
    if before is None and after is None and paper is None:
        return None
    same = before == after
    ways = [] if same or before is None else [(before, "before", "The way before")]
    ways += [(after, "after", "The way" if same else "The way left")] if after else []
    ways += [(paper, "paper", "Possible on paper, reported by nobody")] if paper else []
    tables = tuple(_table(scene.world, route, cls, title) for route, cls, title in ways)
    return LiftPart(
        change=_change(group),
        cls="paper" if group.paper else style.LEVEL_LOOK[group.level].cls,
        margin=_margin(scene, group),
        tables=tables,
        chart=_chart(scene, [(route, cls) for route, cls, _ in ways]),
    )


def rival_tables(scene: Scene, target: str) -> tuple[tuple[LiftTable, ...], str]:
    """Return the computed routes to a place, each once with everything it is best at, or in words why there is none."""
    routes = cache.rivals(*scene.key, target)
    if isinstance(routes, NoLeg):
        return (), routes.words
    titles: dict[AirRoutePlan, list[str]] = {}
    for name, words in _BEST_AT.items():
        titles.setdefault(getattr(routes, name), []).append(words)
    tables = (_plan_table(scene.world, plan, ", ".join(words)) for plan, words in titles.items())
    return tuple(tables), ""


def _plan_table(world: World, plan: AirRoutePlan, title: str) -> LiftTable:
    return LiftTable(
        title=title[:1].upper() + title[1:],
        cls="paper",
        by_air=True,
        rows=tuple(_plan_row(world, leg) for leg in plan.legs),
        km=spaced(plan.km),
        load=f"{plan.payload_t:.0f}",
        time=_time(plan.hours, None),
        a_day=f"{plan.t_day:.1f} t a day for each aircraft",
        assumed=_guesses(plan.legs),
        over=_listed("Over", [country_in_words(code) for code in plan.overflown]),
    )


def _plan_row(world: World, leg: AirLeg) -> LegRow:
    return LegRow(
        start=short_name_of(world, leg.origin),
        end=short_name_of(world, leg.target),
        end_id=leg.target,
        way=style.MODE_WORD[Mode.AIR],
        km=spaced(leg.km),
        load=f"{leg.payload_t:.0f}",
        time=_time(leg.hours, None),
        over="",
        note="",
    )


def _guesses(legs: Iterable[AirLeg]) -> str:
    """Return what is not published of some legs, and so assumed."""
    flown = list(legs)
    fuel = "fuel at the far end" if any(not leg.fuel_known for leg in flown) else ""
    runways = "runways" if any(not leg.runway_known for leg in flown) else ""
    return " and ".join(filter(None, (fuel, runways)))


def _change(group: GroupResult) -> str:
    """Return what the scenario costs the group in figures, in one line; empty if nothing."""
    now = group.paper.lift if group.paper else group.lift_after
    if group.lift_before is None or now is None or group.lift_before == now:
        return ""
    return "; ".join(part for part in compared(group.lift_before, now) if part)


def compared(was: LiftRoute, now: LiftRoute) -> tuple[str, ...]:
    """Return the differences of two ways: load, length, time, throughput; empty parts where they do not differ."""
    load = (
        f"{now.payload_t:.0f} t a flight instead of {was.payload_t:.0f}"
        if was.payload_t and now.payload_t and round(was.payload_t) != round(now.payload_t)
        else ""
    )
    days = (
        f"{now.days:.0f} days instead of {was.days:.0f}"
        if was.days and now.days and round(was.days) != round(now.days)
        else ""
    )
    return load, _percent(was.km, now.km, "distance"), days, _percent(was.t_day, now.t_day, "carried a day")


def _percent(was: float | None, now: float | None, what: str) -> str:
    if not was or not now or round(now / was, 2) == 1:
        return ""
    return f"{100 * (now / was - 1):+.0f} % {what}".replace("-", "\u2212")


def _margin(scene: Scene, group: GroupResult) -> str:
    """Return how far the group is from the thresholds."""
    if group.t_day_before is None or not scene.tokens:
        return ""
    assume = scene.view.assume
    ratio = group.paper.ratio if group.paper else group.ratio
    keeps = "On paper it could keep" if group.paper else "Keeps"
    return (
        f"{keeps} {100 * ratio:.0f} % of what it carried; sustained from {100 * assume.theta_full:.0f} %, "
        f"strained from {100 * assume.theta_min:.0f} %."
    )


def _table(world: World, route: LiftRoute, cls: str, title: str) -> LiftTable:
    by_air = route.function is Function.AIRLIFT
    return LiftTable(
        title=title,
        cls=cls,
        by_air=by_air,
        rows=tuple(_row(world, leg) for leg in route.legs if leg.figures is not LegFigures.ON_THE_SPOT),
        km=spaced(route.km) if route.km else "",
        load=f"{route.payload_t:.0f}" if route.payload_t else "",
        time=_time(route.hours, route.days),
        a_day=_a_day(route),
        assumed=_guesses(leg.air for leg in route.legs if leg.air),
    )


def _a_day(route: LiftRoute) -> str:
    if not route.t_day:
        return ""
    if route.function is Function.AIRLIFT:
        return f"{route.t_day:.1f} t a day for each aircraft"
    if route.t_day < 1:
        return f"a load in {1 / route.t_day:.0f} days for each ship, out and back"
    return f"{route.t_day:.0f} t a day for each ship"


def _time(hours: float | None, days: float | None) -> str:
    if hours:
        return f"{hours:.1f} h"
    return f"{days:.1f} days" if days else ""


def _row(world: World, leg: LiftLeg) -> LegRow:
    return LegRow(
        start=short_name_of(world, leg.origin),
        end=short_name_of(world, leg.target),
        end_id=leg.target,
        way=style.MODE_WORD[leg.mode],
        km=spaced(leg.km) if leg.km else "",
        load=f"{leg.air.payload_t:.0f}" if leg.air else "",
        time=_time(leg.air.hours if leg.air else None, leg.days),
        over=_over(world, leg),
        note="" if leg.figures is LegFigures.COMPUTED else leg.figures.value,
    )


def _over(world: World, leg: LiftLeg) -> str:
    if leg.mode is Mode.SEA:
        return _listed("Through", [world.passages[name].name for name in leg.crossed])
    return _listed("Over", [country_in_words(code) for code in leg.crossed])


def _listed(word: str, names: Sequence[str]) -> str:
    return f"{word} {', '.join(names)}" if names else ""


def _chart(scene: Scene, ways: Iterable[tuple[LiftRoute, str]]) -> PayloadChart | None:
    """Return the aircraft's figures with the legs of the ways marked; None if nothing flies."""
    world, lift = scene.world, scene.net.lift
    marks = [
        LegMark(
            needed_km=leg.air.needed_km,
            payload_t=leg.air.payload_t,
            cls=cls,
            words=f"{short_name_of(world, leg.origin)} to {short_name_of(world, leg.target)}: "
            f"{leg.air.payload_t:.0f} t, {spaced(leg.air.needed_km)} km with reserve",
        )
        for route, cls in ways
        for leg in route.legs
        if leg.air
    ]
    return payload_chart(lift.aircraft, marks, world) if lift is not None and marks else None
