"""What the card of a region says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from components import style
from components.cards.leave import Host, leave_of
from components.cards.top import Top, cited
from components.cards.turns import Turn, turns_of
from components.scene import Scene
from geo.countries import countries_in_words
from geo.dates import covers, spoken_day, spoken_period
from geo.model import Facility, Influence, Operation, Region, Source
from geo.timeline import state_on
from geo.vocabulary import FacilityKind


@dataclass(frozen=True, kw_only=True)
class InfluenceRow:
    """A kind of influence, over what ground and since when."""

    kind: str
    where: str
    period: str
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A facility of the region and its state on the day."""

    id: str
    name: str
    kind: FacilityKind
    word: str
    cls: str


@dataclass(frozen=True, kw_only=True)
class OperationLine:
    """An operation of the region and how it stands under the scenario."""

    id: str
    name: str
    cls: str
    word: str


@dataclass(frozen=True, kw_only=True)
class RegionCard:
    """Everything that the card of a region prints."""

    top: Top
    note: str
    influence_now: tuple[InfluenceRow, ...]
    influence_other: tuple[InfluenceRow, ...]
    operations: tuple[OperationLine, ...]
    places: tuple[Place, ...]
    places_unused: tuple[Place, ...]
    hosts: tuple[tuple[Host, int], ...]
    turns: tuple[Turn, ...]
    drawn_apart: tuple[tuple[str, str, str], ...]
    claims: tuple[str, ...]
    sources: tuple[Source, ...]


def region_card(scene: Scene, region_id: str) -> RegionCard:
    """Return what the card of a region says."""
    world, region = scene.world, scene.world.regions[region_id]
    places = [_place(scene, row.id) for row in world.facilities.values() if row.region == region_id]
    events = [row for row in world.events.values() if region_id in row.regions]
    return RegionCard(
        top=_top(scene, region, places),
        note=region.note,
        influence_now=tuple(_influence(scene, row) for row in _in_force(region, scene, now=True)),
        influence_other=tuple(_influence(scene, row) for row in _in_force(region, scene, now=False)),
        operations=_operations(scene, region_id),
        places=tuple(place for place in places if place.cls != "unknown"),
        places_unused=tuple(place for place in places if place.cls == "unknown"),
        hosts=_hosts(scene, region_id),
        turns=turns_of(events),
        drawn_apart=tuple(
            (part.part, spoken_period(part.start, part.end), part.outline_note or part.why) for part in region.parts
        ),
        claims=tuple(row.id for row in world.claims.values() if region_id in row.article_says_about),
        sources=cited(world, [*(row.sources for row in region.influence), *(row.sources for row in events)]),
    )


def _top(scene: Scene, region: Region, places: list[Place]) -> Top:
    used = sum(place.cls != "unknown" for place in places)
    lost = sum(place.cls in ("lost", "cut") for place in places)
    running = [
        row for row in scene.impact.operations.values() if scene.world.operations[row.operation].region == region.id
    ]
    worse = sum(row.worsened for row in running)
    counted = f"{used} of {len(places)} facilities usable and {len(running)} operations running"
    gone = f"{lost} of its facilities {'is' if lost == 1 else 'are'} lost or no longer reached"
    falls = f"{worse} of its operations {'gets' if worse == 1 else 'get'} worse"
    return Top(
        id=region.id,
        name=region.name,
        what=f"Region: {countries_in_words(region.countries)}" if region.countries else "Region",
        now=f"{counted} on {spoken_day(scene.day)}",
        reason=f"{gone}, and {falls}." if scene.tokens else "",
    )


def _in_force(region: Region, scene: Scene, *, now: bool) -> list[Influence]:
    return [row for row in region.influence if covers(row.start, row.end, scene.day) is now]


def _influence(scene: Scene, row: Influence) -> InfluenceRow:
    return InfluenceRow(
        kind=style.INFLUENCE_WORD[row.kind],
        where=row.part or countries_in_words(row.countries),
        period=spoken_period(row.start, row.end),
        note=row.note,
        sources=cited(scene.world, [row.sources]),
    )


def _place(scene: Scene, facility_id: str) -> Place:
    facility, row = scene.world.facilities[facility_id], scene.impact.facilities[facility_id]
    status = state_on(facility, scene.day)
    word = style.STATE_WORD[status.state] if status else "nothing reported for this day"
    place = Place(id=facility_id, name=facility.name, kind=facility.kind, word=word, cls="unknown")
    if not row.usable_before:
        return place
    if not row.usable:
        return replace(place, word="lost in this scenario", cls="lost")
    if row.reached_before and not row.reached:
        return replace(place, word="no longer reached", cls="cut")
    return replace(place, cls="kept")


def _operations(scene: Scene, region_id: str) -> tuple[OperationLine, ...]:
    mine = {row.id: row.name for row in scene.world.operations.values() if row.region == region_id}
    running = [
        (scene.impact.operations[name], words) for name, words in mine.items() if name in scene.impact.operations
    ]
    lines = [
        OperationLine(
            id=row.operation, name=words, cls=style.STATUS_CLASS[row.status], word=style.STATUS_WORD[row.status]
        )
        for row, words in sorted(running, key=lambda pair: pair[0].status.rank)
    ]
    lines += [
        OperationLine(id=name, name=mine[name], cls="planned", word=style.STAGE_WORD[stage])
        for name, stage in scene.impact.not_running.items()
        if name in mine
    ]
    return tuple(lines)


def _hosts(scene: Scene, region_id: str) -> tuple[tuple[Host, int], ...]:
    """Return on whose leave the region rests, with how many usable facilities and running operations stand on each."""
    world, impact = scene.world, scene.impact
    usable = [row for row in world.facilities.values() if impact.facilities[row.id].usable_before]
    running = [row for row in world.operations.values() if row.id in impact.operations]
    standing: list[Facility | Operation] = [*usable, *running]
    hosts = [host for record in standing if record.region == region_id for host in leave_of(record, scene).hosts]
    counts = Counter(host.token for host in hosts)
    firsts = {host.token: host for host in sorted(hosts, key=lambda host: host.cls == "kept", reverse=True)}
    return tuple((firsts[token], count) for token, count in counts.most_common())
