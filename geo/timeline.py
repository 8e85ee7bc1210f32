"""What held on a day: states, stages, leave, links, and the days worth stopping at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from geo.dates import covers, spoken_day
from geo.model import Constraint, Event, Facility, Link, Need, Operation, Status
from geo.vocabulary import USABLE, Extent, StageName, State
from geo.world import World

REFERENCE_DAY = date(2024, 11, 26)
"""A day shortly before Assad fell, with every base in use: the day that most scenarios ask about."""

_MOST_TITLES = 2


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A day worth stopping at, and why.

    `day` is the first day that a date can mean; `spoken` says it no more precisely than it is known.
    """

    day: date
    spoken: str
    title: str
    regions: tuple[str, ...]


def state_on(facility: Facility, day: date) -> Status | None:
    """Return what was reported of a facility for a day, or None where nothing was.

    Contrary accounts are left out; of periods that share a day the one that began later holds (facts: rule 1).
    """
    held = [row for row in facility.status if not row.contrary and covers(row.start, row.end, day)]
    return max(held, key=lambda row: row.start.first if row.start else date.min) if held else None


def is_usable_state(state: State | None) -> bool:
    """Say whether a facility in this state can be used at all; one of which nothing is known cannot."""
    return state in USABLE


def stage_on(operation: Operation, day: date) -> StageName | None:
    """Return how far an operation is on a day, or None outside its life."""
    if not covers(operation.start, operation.end, day):
        return None
    reached = [row.stage for row in operation.stages if row.start is None or row.start.first <= day]
    return reached[-1] if reached else None


def consent_on(record: Facility | Operation | Need, day: date) -> tuple[str, ...]:
    """Return the authorities on whose leave a record stands on a day; of earlier periods the later one holds."""
    earlier = [row for row in record.consent_was if covers(row.start, row.end, day)]
    if earlier:
        return max(earlier, key=lambda row: row.start.first if row.start else date.min).of
    return record.consent_of or ()


def leave_holds(authorities: Iterable[str], *, any_one: bool, refused: frozenset[str]) -> bool:
    """Say whether leave is given by those who matter: all of them, or any one; nobody's is always given."""
    given = [authority not in refused for authority in authorities]
    return not given or (any(given) if any_one else all(given))


def live_constraints(world: World, day: date) -> tuple[Constraint, ...]:
    """Return the closures, refusals and limits in force on a day, shown and computed with alike."""
    return tuple(row for row in world.constraints.values() if covers(row.start, row.end, day))


def refused_on(world: World, day: date) -> Mapping[str, frozenset[str]]:
    """Return, by facility or operation, the authorities that give it no leave on a day (facts: rule 6)."""
    refused: dict[str, frozenset[str]] = {}
    for row in _refusals(world, day):
        for name in row.affects:
            refused[name] = refused.get(name, frozenset()) | {row.authority or ""}
    return MappingProxyType(refused)


def usable_on(world: World, day: date) -> frozenset[str]:
    """Return the ids of the facilities that can be used on a day: their state allows it and they have their leave."""
    refused = refused_on(world, day)
    return frozenset(row.id for row in world.facilities.values() if _usable(row, day, refused.get(row.id, frozenset())))


def live_links(world: World, day: date) -> tuple[Link, ...]:
    """Return the links of a day with nothing taken away: in their period, from a usable facility to a live end."""
    usable = usable_on(world, day)
    alive = {row.id for row in world.operations.values() if covers(row.start, row.end, day)}
    return tuple(
        row
        for row in world.links.values()
        if row.origin in usable and (row.target in usable or row.target in alive) and covers(row.start, row.end, day)
    )


def stops(world: World) -> tuple[Stop, ...]:
    """Return the days worth stopping at, oldest first: those of events, the reference day and the data cut-off."""
    cutoff = world.meta.data_cutoff.first
    by_day: dict[date, list[Event]] = {}
    for event in world.events.values():
        if event.date.first <= cutoff and not event.expected and not event.after_cutoff:
            by_day.setdefault(event.date.first, []).append(event)
    named = {REFERENCE_DAY: "Shortly before Assad fell", cutoff: "Data cut-off"}
    days = sorted({*by_day, *(day for day in named if day <= cutoff)})
    return tuple(_stop(day, by_day.get(day, []), named.get(day)) for day in days)


def _stop(day: date, events: list[Event], name: str | None) -> Stop:
    """Return the stop that a day's events make; the day's own name, if it has one, comes first."""
    titles = [*([name] if name else []), *(event.title for event in events)]
    more = f" (and {len(titles) - _MOST_TITLES} more)" if len(titles) > _MOST_TITLES else ""
    best_known = max((event.date for event in events), key=lambda known: len(known.text), default=None)
    return Stop(
        day=day,
        spoken=spoken_day(day) if name or not best_known else best_known.spoken,
        title="; ".join(titles[:_MOST_TITLES]) + more,
        regions=tuple(dict.fromkeys(region for event in events for region in event.regions)),
    )


def _refusals(world: World, day: date) -> tuple[Constraint, ...]:
    """Return the constraints by which an authority gives no leave on a day."""
    return tuple(row for row in live_constraints(world, day) if row.ends_consent and row.extent is Extent.ALL)


def _usable(facility: Facility, day: date, refused: frozenset[str]) -> bool:
    """Say whether a facility can be used: its state allows it and it has the leave it stands on."""
    status = state_on(facility, day)
    return is_usable_state(status.state if status else None) and leave_holds(
        consent_on(facility, day), any_one=facility.consent_any, refused=refused
    )
