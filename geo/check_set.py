"""Whether the set as a whole holds nothing twice under two names, and nothing that nothing else uses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import combinations
from typing import Any

from geo.briefing import Briefing
from geo.dates import PartialDate
from geo.errors import Fault
from geo.facts import Facts, fault_in
from geo.model import Constraint, Event, Facility, Link, Source
from geo.scenario import Scenario

_ADDRESS_NOISE = re.compile(r"^https?://(www\.|amp\.|m\.)?|[?&#](amp|utm|source|m=|fr=|s=).*$|/amp/?$|/$")
"""What differs between addresses of one text: the scheme, the mobile host, tracking parameters, the last slash."""


def sources_stand_once(facts: Facts) -> Iterator[Fault]:
    """Check that no text is there under two ids: by its address, or by publisher, title and date."""

    def keys(source: Source) -> set[Hashable]:
        addresses = {_ADDRESS_NOISE.sub("", url) for url in (source.url, *source.also_at) if url}
        return addresses | {(source.publisher.casefold(), source.title.casefold(), source.date)}

    return _twins("sources", facts.sources, keys)


def facilities_stand_once(facts: Facts) -> Iterator[Fault]:
    """Check that no place is there under two ids: by its name, or by its position to a hundredth of a degree."""

    def keys(facility: Facility) -> set[Hashable]:
        return {facility.name.casefold(), (round(facility.lat, 2), round(facility.lon, 2))}

    return _twins("facilities", facts.facilities, keys)


def links_stand_once(facts: Facts) -> Iterator[Fault]:
    """Check that on one line two links of one mode never share a day and a function."""

    def clash(link: Link, other: Link) -> bool:
        return bool(set(link.functions) & set(other.functions)) and _overlap(link, other)

    return _twins("links", facts.links, lambda link: {(link.origin, link.target, link.mode)}, clash)


def events_stand_once(facts: Facts) -> Iterator[Fault]:
    """Check that two events of one date differ in title and in what they affect."""

    def clash(event: Event, other: Event) -> bool:
        return event.title == other.title or bool(set(event.affects) & set(other.affects))

    return _twins("events", facts.events, lambda event: {event.date}, clash)


def constraints_stand_once(facts: Facts) -> Iterator[Fault]:
    """Check that no two constraints are of one kind, in one place, from one day."""

    def keys(constraint: Constraint) -> set[Hashable]:
        where = (constraint.country, constraint.countries, constraint.passage, constraint.passages)
        return {(constraint.kind, where, constraint.start)}

    return _twins("constraints", facts.constraints, keys)


def authorities_are_named(facts: Facts) -> Iterator[Fault]:
    """Check that every authority is named by something."""
    if not facts.whole:
        return
    named = {area.held_by for area in facts.de_facto} | {constraint.authority for constraint in facts.constraints}
    for facility in facts.facilities:
        named.update(facility.consent_of or (), facility.controlled_with, [facility.controlled_by])
    for operation in facts.operations:
        named.update(operation.consent_of, operation.transit_consent_of, operation.refused_by)
    named.update(name for facility in facts.facilities for period in facility.consent_was for name in period.of)
    named.update(name for operation in facts.operations for period in operation.consent_was for name in period.of)
    for authority in facts.authorities:
        if authority.id not in named:
            remedy = "Name it where its leave counts, or remove it"
            yield fault_in("authorities", authority, field="id", problem="is named by nothing", remedy=remedy)


def regions_are_used(facts: Facts) -> Iterator[Fault]:
    """Check that every region holds a facility, an operation or an event."""
    if not facts.whole:
        return
    used = {facility.region for facility in facts.facilities} | {operation.region for operation in facts.operations}
    used.update(region for event in facts.events for region in event.regions)
    for region in facts.regions:
        if region.id not in used:
            remedy = "Place something in it, or remove it"
            yield fault_in("regions", region, field="id", problem="holds nothing", remedy=remedy)


def scenarios_and_briefings_have_a_place_each(facts: Facts) -> Iterator[Fault]:
    """Check that no two scenarios, and no two briefings, have the same place on the screen."""
    taken: dict[tuple[str, int], str] = {}
    rows: list[tuple[str, Scenario | Briefing]] = [("scenarios", row) for row in facts.scenarios]
    rows += [("briefings", row) for row in facts.briefings]
    for name, row in rows:
        other = taken.setdefault((name, row.order), row.id)
        if other != row.id:
            problem, remedy = f"is {row.order}, the place of `{other}`", "Choose a number that no other has"
            yield fault_in(name, row, field="order", problem=problem, remedy=remedy)


CHECKS = (
    sources_stand_once,
    facilities_stand_once,
    links_stand_once,
    events_stand_once,
    constraints_stand_once,
    authorities_are_named,
    regions_are_used,
    scenarios_and_briefings_have_a_place_each,
)


def _twins(
    name: str,
    records: Iterable[Any],
    keys: Callable[[Any], set[Hashable]],
    clash: Callable[[Any, Any], bool] = lambda _record, _other: True,
) -> Iterator[Fault]:
    """Yield a fault for each record that shares a key with an earlier one and clashes with it."""
    groups: dict[Hashable, list[Any]] = defaultdict(list)
    for record in records:
        for key in keys(record):
            groups[key].append(record)
    pairs = (pair for group in groups.values() if len(group) > 1 for pair in combinations(group, 2))
    for other, record in {(id(a), id(b)): (a, b) for a, b in pairs if a.id != b.id and clash(a, b)}.values():
        problem, remedy = f"is the same as `{other.id}`", "Keep one of the two, and point to it"
        yield fault_in(name, record, field="id", problem=problem, remedy=remedy)


def _overlap(link: Link, other: Link) -> bool:
    """Say whether two periods share a day."""
    return not (_ends_before(link.end, other.start) or _ends_before(other.end, link.start))


def _ends_before(end: PartialDate | None, start: PartialDate | None) -> bool:
    """Say whether an end comes before a start; what is missing has no bound."""
    return end is not None and start is not None and end.last < start.first
