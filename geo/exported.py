"""What is taken along as data: everything that a scenario finds on a day, as sheets, with its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from geo.cut_sets import nobody
from geo.dates import covers
from geo.explain import Explanation, explain
from geo.exported_columns import AREAS, CLOSURES, FACILITIES, HELD, LINES, NEEDS, OPERATIONS, SOURCES, TAKEN_AWAY
from geo.exported_rows import AreaRow, FacilityRow, LineRow, NeedRow, OperationRow, TokenRow
from geo.model import Facility, Operation
from geo.network import Net
from geo.results import Impact
from geo.sheets import BETWEEN, Shape, Sheet, point
from geo.timeline import live_constraints, state_on
from geo.vocabulary import InfluenceKind
from geo.world import World


@dataclass(frozen=True, kw_only=True, eq=False)
class Exported:
    """What is taken along, and what is said of it."""

    world: World
    net: Net
    impact: Impact
    title: str
    """What is shown, in a few words."""
    headline: str
    """The sentence that says what happens."""
    link: str
    """The address at which the same is shown."""
    made: date
    shapes: Mapping[str, Shape]
    """The drawn areas, by id."""


Progress = Callable[[float], None]
"""Told the share that is done, 0 to 1; may raise to end the work."""


def sheets_of(exported: Exported, *, progress: Progress = nobody) -> tuple[Sheet, ...]:
    """Return everything that there is on the day, with what the scenario does to it, and the sources.

    What a reader switched off on the map is there too: it is hidden, not gone.

    Parameters
    ----------
    exported
        What is taken along.
    progress
        Told how far it is.
    """
    sheets = (
        _operations(exported, progress),
        _needs(exported),
        _facilities(exported),
        _lines(exported),
        _areas(exported),
        _held(exported),
        _closures(exported),
        _taken_away(exported),
    )
    return (*sheets, _sources(exported, sheets))


def _operations(exported: Exported, progress: Progress) -> Sheet:
    """Return the operations of the day, running or not, with what is said of each."""
    world, impact = exported.world, exported.impact
    names = [name for name in world.operations if name in impact.operations or name in impact.not_running]
    told: dict[str, Explanation] = {}
    for number, name in enumerate(names):
        progress(number / len(names))
        if name in impact.operations:
            told[name] = explain(world, exported.net, impact, name)
    rows = [
        OperationRow(
            world=world,
            operation=world.operations[name],
            impact=impact.operations.get(name),
            stage=impact.not_running.get(name),
            told=told.get(name),
        )
        for name in names
    ]
    return OPERATIONS.filled(rows, shapes=[_at(row.operation) for row in rows])


def _needs(exported: Exported) -> Sheet:
    """Return what the running operations need, and how it is met."""
    return NEEDS.filled(
        NeedRow(world=exported.world, operation=name, number=number, group=group)
        for name, row in exported.impact.operations.items()
        for number, group in enumerate(row.groups, start=1)
    )


def _facilities(exported: Exported) -> Sheet:
    """Return the facilities of which something is reported for the day."""
    world = exported.world
    rows = [
        FacilityRow(world=world, facility=world.facilities[name], status=status, impact=impact)
        for name, impact in exported.impact.facilities.items()
        if (status := state_on(world.facilities[name], exported.net.day))
    ]
    return FACILITIES.filled(rows, shapes=[_at(row.facility) for row in rows])


def _lines(exported: Exported) -> Sheet:
    """Return the lines of support of the day."""
    world = exported.world
    rows = [LineRow(link=world.links[name], impact=impact) for name, impact in exported.impact.links.items()]
    return LINES.filled(rows, shapes=[_between(world, row.link.origin, row.link.target) for row in rows])


def _areas(exported: Exported) -> Sheet:
    """Return the ground under an influence on the day."""
    rows = [
        AreaRow(region=region, influence=influence)
        for region in exported.world.regions.values()
        for influence in region.influence
        if influence.area in exported.shapes
        and influence.kind is not InfluenceKind.HOMELAND
        and covers(influence.start, influence.end, exported.net.day)
    ]
    return AREAS.filled(rows, shapes=[exported.shapes[row.influence.area or ""] for row in rows])


def _held(exported: Exported) -> Sheet:
    """Return the ground that another authority holds on the day than the recognised state."""
    world, day = exported.world, exported.net.day
    rows = [row for row in world.de_facto.values() if covers(row.start, row.end, day) and row.id in exported.shapes]
    return HELD.filled(rows, shapes=[exported.shapes[row.id] for row in rows])


def _closures(exported: Exported) -> Sheet:
    """Return the closures, refusals and limits in force on the day."""
    return CLOSURES.filled(live_constraints(exported.world, exported.net.day))


def _taken_away(exported: Exported) -> Sheet:
    """Return what the scenario takes away."""
    return TAKEN_AWAY.filled(TokenRow(world=exported.world, token=token) for token in sorted(exported.impact.tokens))


def _sources(exported: Exported, sheets: Iterable[Sheet]) -> Sheet:
    """Return the sources that the other sheets cite."""
    cited = set(_cited(sheets))
    return SOURCES.filled(row for row in exported.world.sources.values() if row.id in cited)


def _cited(sheets: Iterable[Sheet]) -> Iterator[str]:
    for sheet in sheets:
        if any(column.name == "sources" for column in sheet.columns):
            for cell in sheet.cells("sources"):
                yield from str(cell or "").split(BETWEEN)


def _at(place: Facility | Operation) -> Shape:
    """Return where something stands."""
    return point(place.lat, place.lon)


def _between(world: World, origin: str, target: str) -> Shape:
    """Return the straight line from a facility to what it supports."""
    ends = world.facilities[origin], world.facilities.get(target) or world.operations[target]
    return {"type": "LineString", "coordinates": [[end.lon, end.lat] for end in ends]}
