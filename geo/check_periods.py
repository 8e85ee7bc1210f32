"""Whether periods run forward, follow one another, stay within each other's life and begin before the cut-off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from geo.dates import PartialDate
from geo.errors import Fault
from geo.facts import Facts, fault_in
from geo.model import Operation

_DATED = ("links", "constraints", "gaps", "overflight_status", "de_facto")
_NESTED = {
    "facilities": ("status", "consent_was"),
    "operations": ("needs", "consent_was"),
    "regions": ("influence", "parts"),
}


def periods_end_after_they_start(facts: Facts) -> Iterator[Fault]:
    """Check that no period ends before it begins."""
    for name, record, where, row in _periods(facts):
        if _first(row.start) > _last(row.end):
            problem = f"ends {row.end.text}, before it begins {row.start.text}"
            yield fault_in(name, record, field=f"{where}end", problem=problem, remedy="Put the two dates right")
    for facility in facts.facilities:
        if _first(facility.controlled_from) > _last(facility.controlled_to):
            problem = "is before controlled_from"
            yield fault_in(
                "facilities", facility, field="controlled_to", problem=problem, remedy="Put the two dates right"
            )


def status_runs_oldest_first(facts: Facts) -> Iterator[Fault]:
    """Check that every facility has a status, and that its periods stand in the order in which they began."""
    for facility in facts.facilities:
        starts = [_first(status.start) for status in facility.status]
        if not starts:
            yield fault_in(
                "facilities", facility, field="status", problem="is empty", remedy="Add a period and its source"
            )
        elif starts != sorted(starts):
            remedy = "Sort the periods by their start"
            yield fault_in("facilities", facility, field="status", problem="is not oldest first", remedy=remedy)


def stages_follow_the_operation(facts: Facts) -> Iterator[Fault]:
    """Check that stages begin with the operation, stand oldest first, change each time and begin before its end."""
    for operation in facts.operations:
        for problem, remedy in _stage_problems(operation):
            yield fault_in("operations", operation, field="stages", problem=problem, remedy=remedy)


def _stage_problems(operation: Operation) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the stages of an operation, and what to do."""
    stages = operation.stages
    starts = [_first(stage.start) for stage in stages]
    if not stages or stages[0].start != operation.start:
        yield "do not begin with the operation", "Give the first stage the start of the operation"
    if any(earlier >= later for earlier, later in pairwise(starts)):
        yield "are not oldest first", "Sort them by their start, one for each day"
    if any(before.stage is after.stage for before, after in pairwise(stages)):
        yield "hold one that follows itself", "Keep the first of the two"
    if starts and starts[-1] > _last(operation.end):
        yield "go on after the end of the operation", "Remove the stage, or put the end right"


def links_live_with_their_operation(facts: Facts) -> Iterator[Fault]:
    """Check that a link to an operation lies within the life of the operation."""
    operations = {operation.id: operation for operation in facts.operations}
    for link in facts.links:
        operation = operations.get(link.target)
        if operation is None:
            continue
        if _last(link.end) < _first(operation.start) or _last(operation.end) < _first(link.start):
            field, problem = "start", "lies outside of the life of the operation"
        elif _last(link.end) > _last(operation.end):
            field, problem = "end", "outlives the operation"
        else:
            continue
        life = f"{_text(operation.start)} to {_text(operation.end)}"
        remedy = f"Keep it within {life}, the dates of `{operation.id}`"
        yield fault_in("links", link, field=field, problem=problem, remedy=remedy)


def nothing_begins_after_the_cutoff(facts: Facts) -> Iterator[Fault]:
    """Check that what is computed with begins by the data cut-off; what is expected says so."""
    if facts.meta is None:
        return
    cutoff = facts.meta.data_cutoff.last
    for name, record, where, row in _starts(facts):
        if _first(row.start) > cutoff and not getattr(row, "expected", False):
            problem = f"is {row.start.text}, after the data cut-off {facts.meta.data_cutoff.text}"
            remedy = "Leave it out until the cut-off is moved"
            yield fault_in(name, record, field=f"{where}start", problem=problem, remedy=remedy)


def late_events_say_so(facts: Facts) -> Iterator[Fault]:
    """Check that an event after the cut-off is `expected` or `after_cutoff`; one before it is neither."""
    if facts.meta is None:
        return
    for event in facts.events:
        late = event.date.first > facts.meta.data_cutoff.last
        if event.expected + event.after_cutoff != late:
            problem = f"is {'after' if late else 'not after'} the data cut-off {facts.meta.data_cutoff.text}"
            remedy = "Mark it with one of expected, after_cutoff" if late else "Remove the marks expected, after_cutoff"
            yield fault_in("events", event, field="date", problem=problem, remedy=remedy)


def cutoff_is_not_after_compiled(facts: Facts) -> Iterator[Fault]:
    """Check that the facts end no later than they were put together."""
    meta = facts.meta
    if meta is not None and meta.data_cutoff.first > meta.compiled.last:
        remedy = "Put the two dates right"
        yield fault_in(
            "meta", meta, field="data_cutoff", problem=f"is after compiled, {meta.compiled.text}", remedy=remedy
        )


CHECKS = (
    periods_end_after_they_start,
    status_runs_oldest_first,
    stages_follow_the_operation,
    links_live_with_their_operation,
    nothing_begins_after_the_cutoff,
    late_events_say_so,
    cutoff_is_not_after_compiled,
)


def _periods(facts: Facts) -> Iterator[tuple[str, Any, str, Any]]:
    """Yield every row with a start and an end: its list, the record it is in, the way to it, the row."""
    for name in (*_DATED, "operations"):
        yield from ((name, record, "", record) for record in getattr(facts, name))
    for name, fields in _NESTED.items():
        for record in getattr(facts, name):
            for field in fields:
                rows = enumerate(getattr(record, field))
                yield from ((name, record, f"{field}[{index}].", row) for index, row in rows)
    for operation in facts.operations:
        for number, need in enumerate(operation.needs):
            rows = enumerate(need.consent_was)
            yield from (("operations", operation, f"needs[{number}].consent_was[{index}].", row) for index, row in rows)


def _starts(facts: Facts) -> Iterator[tuple[str, Any, str, Any]]:
    """Yield every row with a start, as in `_periods`."""
    yield from _periods(facts)
    for operation in facts.operations:
        rows = enumerate(operation.stages)
        yield from (("operations", operation, f"stages[{index}].", row) for index, row in rows)


def _first(start: PartialDate | None) -> date:
    """Return the first day of a start; one that is not known is the beginning of time."""
    return start.first if start else date.min


def _last(end: PartialDate | None) -> date:
    """Return the last day of an end; a missing one is the end of time."""
    return end.last if end else date.max


def _text(day: PartialDate | None) -> str:
    """Return a date as it is written, null if there is none."""
    return day.text if day else "null"
