"""What the card of a facility says."""

from __future__ import annotations

from dataclasses import dataclass

from components import style
from components.cards.disputes import Dispute, disputes_of_facility
from components.cards.history import History, history_of
from components.cards.leave import Leave, leave_of
from components.cards.names import Named, functions_in_words, named, short_name_of
from components.cards.routes import Lines, lines_from, lines_to, operations_through
from components.cards.top import Take, Top, cited, stands
from components.scene import Scene
from components.shapes import uncertainty_km
from geo.costs import Loss
from geo.countries import country_in_words
from geo.dates import spoken_day, spoken_period
from geo.model import Facility, Source
from geo.naming import listed, name_token
from geo.numbers import spaced
from geo.results import FacilityImpact
from geo.scenario import Token, facility_token
from geo.timeline import live_constraints, state_on


@dataclass(frozen=True, kw_only=True)
class Alone:
    """What the loss of one facility alone would cost on the day."""

    unsupported: tuple[Named, ...]
    paper: tuple[Named, ...]
    strained: tuple[Named, ...]
    gateway: bool


@dataclass(frozen=True, kw_only=True)
class FacilityCard:
    """Everything that the card of a facility prints."""

    top: Top
    alone: Alone | None
    history: History
    leave: Leave
    supported_by: Lines
    supports: Lines
    through: tuple[Named, ...]
    acts: tuple[Named, ...]
    facts: tuple[tuple[str, str], ...]
    disputes: tuple[Dispute, ...]
    events: tuple[Named, ...]
    claims: tuple[str, ...]
    sources: tuple[Source, ...]


def facility_card(scene: Scene, facility_id: str) -> FacilityCard:
    """Return what the card of a facility says."""
    world, facility = scene.world, scene.world.facilities[facility_id]
    single = scene.singles.get(facility_id)
    supported_by, supports = lines_to(scene, facility_id), lines_from(scene, facility_id)
    rows = (*supported_by.now, *supported_by.other_times, *supports.now, *supports.other_times)
    return FacilityCard(
        top=_top(scene, facility, single),
        alone=_alone(scene, facility_id, single),
        history=history_of(facility, world, scene.day),
        leave=leave_of(facility, scene),
        supported_by=supported_by,
        supports=supports,
        through=named(world, operations_through(scene, facility_id)),
        acts=named(world, (row.id for row in live_constraints(world, scene.day) if facility_id in row.affects)),
        facts=tuple((label, text) for label, text in _facts(scene, facility) if text),
        disputes=disputes_of_facility(facility, world),
        events=named(world, (row.id for row in world.events.values() if facility_id in row.affects)),
        claims=tuple(row.id for row in world.claims.values() if facility_id in row.article_says_about),
        sources=cited(
            world, [*(row.sources for row in facility.status), *(world.links[row.id].sources for row in rows)]
        ),
    )


def _top(scene: Scene, facility: Facility, single: Loss | None) -> Top:
    what = f"{style.KIND_SINGULAR[facility.kind].capitalize()}, {scene.world.regions[facility.region].name}"
    cls, word = _fate(scene, scene.impact.facilities[facility.id])
    take, token, offer = _offer(scene, facility)
    return Top(
        id=facility.id,
        name=facility.name,
        what=f"{what} ({country_in_words(facility.country)})",
        now=_now(scene, facility),
        cls=cls,
        word=word,
        reason=_reason(scene, single),
        take=take,
        take_token=str(token),
        take_words=offer,
        reach=scene.net.lift is not None and scene.net.lift.is_airfield(facility.id),
    )


def _offer(scene: Scene, facility: Facility) -> tuple[Take, Token, str]:
    """Return what the button does: a facility that is lost by a consent comes back with that consent alone."""
    own = facility_token(facility.id)
    lost_by = scene.impact.facilities[facility.id].lost_by
    if own in scene.tokens:
        return Take.RESTORE, own, "Give it back"
    if lost_by:
        return Take.RESTORE, lost_by[0], f"Give back {name_token(scene.world, lost_by[0])}"
    return Take.LOSE, own, "Take it away"


def _now(scene: Scene, facility: Facility) -> str:
    status = state_on(facility, scene.day)
    if status is None:
        return f"Nothing reported for {spoken_day(scene.day)}"
    return stands(style.STATE_WORD[status.state].capitalize(), scene.day, status.start, status.end)


def _fate(scene: Scene, row: FacilityImpact) -> tuple[str, str]:
    """Return class and words for what the scenario does to a facility."""
    if not row.usable_before:
        return "unknown", "not usable on this day, whatever the scenario"
    if row.lost_by:
        own = facility_token(row.facility)
        others = (
            listed(name_token(scene.world, token) for token in row.lost_by if token != own)
            if set(row.lost_by) - {own}
            else ""
        )
        return "lost", f"lost in this scenario{f': {others} withdrawn' if others else ''}"
    if row.reached_before and not row.reached:
        return "lost", "no longer reached in this scenario"
    return ("kept", "stays usable in this scenario") if scene.tokens else ("kept", "usable")


def _reason(scene: Scene, single: Loss | None) -> str:
    """Say in one sentence what the facility's loss alone would cost."""
    if single is None:
        return ""
    if not (single.unsupported or single.paper or single.strained):
        return "Its loss alone changes no operation in this data set."
    costs = [
        f"take support from {_counted(scene, single.unsupported)}" if single.unsupported else "",
        f"leave {_counted(scene, single.paper)} kept on paper only" if single.paper else "",
        f"strain {_counted(scene, single.strained)}" if single.strained else "",
    ]
    return f"Its loss alone would {listed(filter(None, costs))}."


def _counted(scene: Scene, operations: tuple[str, ...]) -> str:
    """Name up to two operations, and count more."""
    if len(operations) > 2:
        return f"{len(operations)} operations"
    return listed(short_name_of(scene.world, name) for name in operations)


def _alone(scene: Scene, facility_id: str, single: Loss | None) -> Alone | None:
    if single is None:
        return None
    return Alone(
        unsupported=named(scene.world, single.unsupported),
        paper=named(scene.world, single.paper),
        strained=named(scene.world, single.strained),
        gateway=scene.net.sites[facility_id].gateway,
    )


def _facts(scene: Scene, facility: Facility) -> list[tuple[str, str]]:
    runway = f"{spaced(facility.runway_m)} m" if facility.runway_m else ""
    surface = f", {facility.runway_surface}" if facility.runway_surface else ""
    rough = "Position approximate. " if bool(uncertainty_km(facility)) else ""
    return [
        ("Role", style.ROLE_WORD[facility.role]),
        ("Run by", facility.operator),
        ("Gives", functions_in_words(facility.functions)),
        ("Has of itself", functions_in_words(facility.local_supply) if facility.local_supply else ""),
        ("Territory of", _territory(scene, facility)),
        ("Runway", f"{runway}{surface}" if runway else ""),
        ("Runway after", facility.runway_source or ""),
        ("Airfield code", facility.icao or ""),
        ("Berths", facility.berth_note or ""),
        (
            "Position",
            f"{facility.lat:.4g}°, {facility.lon:.4g}° (WGS 84, north and east). {rough}{facility.coord_source}",
        ),
        ("Also called", ", ".join(facility.alt_names)),
    ]


def _territory(scene: Scene, facility: Facility) -> str:
    """Return whose territory it lies on by international law, and who is in control where that is someone else."""
    recognised = country_in_words(facility.country)
    if not facility.controlled_by:
        return recognised
    holders = listed(scene.world.authorities[name].name for name in (facility.controlled_by, *facility.controlled_with))
    dated = facility.controlled_from or facility.controlled_to
    since = f", {spoken_period(facility.controlled_from, facility.controlled_to)}" if dated else ""
    return f"{recognised}, as internationally recognised; controlled by {holders}{since}"
