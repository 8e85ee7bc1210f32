"""What the card of an operation says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from components import cache, style
from components.cards.disputes import Dispute, disputes_of_operation
from components.cards.figures import Figure, figures_of
from components.cards.leave import Leave, leave_of
from components.cards.lift import LiftTable, rival_tables
from components.cards.names import Named, named
from components.cards.needs import GapRow, NeedRow, gap_row, need_row
from components.cards.routes import Lines, lines_to
from components.cards.top import Top, cited, stands
from components.scene import Scene
from geo.countries import countries_in_words
from geo.dates import covers, spoken_period
from geo.explain import Explanation, explain
from geo.model import Constraint, Operation, Source
from geo.naming import listed, name_token
from geo.network import SupplyWant
from geo.results import Flag, GroupResult, OperationImpact
from geo.scenario import CLOSES, Token
from geo.timeline import live_constraints
from geo.vocabulary import Function, InfluenceKind, OperationKind
from geo.world import World

FLAG_WORDS: Final[Mapping[Flag, tuple[str, str]]] = {
    Flag.SINGLE_POINT_OF_FAILURE: (
        "One more loss would end it",
        "the loss of any one of these would leave it without support:",
    ),
    Flag.NEAR_THRESHOLD: ("Near a threshold", "a slightly different measure of enough would change its status"),
    Flag.RESTS_ON_INFERRED_LINKS: (
        "Rests on inference",
        "at least one line that it now hangs on is our inference from reports",
    ),
    Flag.DETOUR: ("A detour", "what it now hangs on goes a longer way than before"),
}

KIND_WORD: Final[Mapping[OperationKind, str]] = {
    kind: style.INFLUENCE_WORD[InfluenceKind(kind.value)] for kind in OperationKind
}


@dataclass(frozen=True, kw_only=True)
class FlagRow:
    """Something to know beside the status, in plain words."""

    title: str
    meaning: str
    places: tuple[Named, ...]


@dataclass(frozen=True, kw_only=True)
class OperationCard:
    """Everything that the card of an operation prints."""

    top: Top
    why: tuple[str, ...]
    repairs: tuple[str, ...]
    causes: tuple[str, ...]
    flags: tuple[FlagRow, ...]
    needs: tuple[NeedRow, ...]
    rivals: tuple[LiftTable, ...]
    no_rival: str
    gaps: tuple[GapRow, ...]
    leave: Leave
    transit: tuple[str, ...]
    objecting: tuple[str, ...]
    supported_by: Lines
    figures: tuple[Figure, ...]
    acts: tuple[Named, ...]
    closed: tuple[Named, ...]
    """What closed skies and straits on the day: its computed ways go round them."""
    facts: tuple[tuple[str, str], ...]
    disputes: tuple[Dispute, ...]
    events: tuple[Named, ...]
    claims: tuple[str, ...]
    sources: tuple[Source, ...]


def operation_card(scene: Scene, operation_id: str) -> OperationCard:
    """Return what the card of an operation says."""
    world, operation = scene.world, scene.world.operations[operation_id]
    row = scene.impact.operations.get(operation_id)
    told = explain(world, scene.net, scene.impact, operation_id) if row else None
    causes, repairs = _blame(scene, operation_id) if row and scene.tokens else ((), ())
    supported_by = lines_to(scene, operation_id)
    links = (*supported_by.now, *supported_by.other_times)
    rivals, no_rival = rival_tables(scene, operation_id) if row and _is_flown_to(scene, operation_id) else ((), "")
    people = [row.source for row in operation.personnel if row.source]
    needs = [need.sources for need in operation.needs]
    return OperationCard(
        top=_top(scene, operation, row, told),
        why=_rest(told),
        causes=tuple(_words(scene, causes)),
        repairs=tuple(_repair(scene.world, tokens) for tokens in repairs),
        flags=_flags(scene, row) if row else (),
        needs=tuple(need_row(scene, operation_id, group) for group in row.groups) if row else (),
        rivals=rivals,
        no_rival=no_rival,
        gaps=tuple(gap_row(gap, scene) for gap in world.gaps if gap.operation == operation_id),
        leave=leave_of(operation, scene),
        transit=tuple(world.authorities[name].name for name in operation.transit_consent_of),
        objecting=tuple(world.authorities[name].name for name in operation.refused_by),
        supported_by=supported_by,
        figures=figures_of(operation.personnel, world),
        acts=named(world, (act.id for act in live_constraints(world, scene.day) if operation_id in act.affects)),
        closed=named(world, (act.id for act in _closures(scene))) if row and any(map(_has_way, row.groups)) else (),
        facts=_facts(operation),
        disputes=disputes_of_operation(operation, world),
        events=named(world, (event.id for event in world.events.values() if operation_id in event.affects)),
        claims=tuple(claim.id for claim in world.claims.values() if operation_id in claim.article_says_about),
        sources=cited(world, [operation.sources, people, *needs, *(world.links[link.id].sources for link in links)]),
    )


def _is_flown_to(scene: Scene, operation_id: str) -> bool:
    """Say whether airlift by air is among what an operation needs, and ways there are prepared."""
    lift = scene.net.lift
    wants = [want for group in scene.net.operations[operation_id] for want in group.wants]
    by_air = any(isinstance(want, SupplyWant) and want.function is Function.AIRLIFT for want in wants)
    return lift is not None and by_air and lift.is_airfield(operation_id)


def _has_way(group: GroupResult) -> bool:
    return group.lift_before is not None


def _closures(scene: Scene) -> tuple[Constraint, ...]:
    """Return the closures of the day that ways are computed around, by air and by sea."""
    lift = scene.net.lift
    return (*lift.closed_sky.rows, *lift.closed_passages.rows) if lift is not None else ()


def _blame(scene: Scene, operation_id: str) -> tuple[tuple[frozenset[Token], ...], tuple[frozenset[Token], ...]]:
    return cache.blame(*scene.key, operation_id)


def _words(scene: Scene, sets: Iterable[frozenset[Token]]) -> list[str]:
    return [listed(name_token(scene.world, token) for token in sorted(tokens)) for tokens in sets]


def _repair(world: World, tokens: Iterable[Token]) -> str:
    """Return what to do to bring things back: give back what was taken, reopen what was closed."""
    shut, gone = ([token for token in sorted(tokens) if (token.kind in CLOSES) is closes] for closes in (True, False))
    acts = (("give back", gone), ("reopen", shut))
    return " and ".join(f"{verb} {listed(name_token(world, token) for token in some)}" for verb, some in acts if some)


def _top(scene: Scene, operation: Operation, row: OperationImpact | None, told: Explanation | None) -> Top:
    stage = scene.impact.not_running.get(operation.id)
    region = scene.world.regions[operation.region].name
    return Top(
        id=operation.id,
        name=operation.name,
        what=f"{KIND_WORD[operation.kind].capitalize()}, {region} ({countries_in_words(operation.country)})",
        now=_now(scene, operation),
        cls=style.STATUS_CLASS[row.status] if row else "planned" if stage else "",
        word=_fate(row) if row else f"{style.STAGE_WORD[stage]}, not counted" if stage else "",
        reason=_first(told),
        disc=True,
    )


def _fate(row: OperationImpact) -> str:
    """Return the status under the scenario, and what it was before where that is another."""
    word = style.STATUS_WORD[row.status]
    return word if row.status is row.baseline else f"{word} (before: {style.STATUS_WORD[row.baseline]})"


def _first(told: Explanation | None) -> str:
    """Return the first sentence of an explanation that says why."""
    return next((part for part in (told.cause, told.effect) if part), "") if told else ""


def _rest(told: Explanation | None) -> tuple[str, ...]:
    """Return the sentences of an explanation that the top of the card has not said, but for the repair."""
    parts = (told.effect, told.cause, told.lost, told.left, told.rests_on) if told else ()
    return tuple(part for part in parts if part and part != _first(told))


def _now(scene: Scene, operation: Operation) -> str:
    if not covers(operation.start, operation.end, scene.day):
        before = operation.start is not None and scene.day < operation.start.first
        return stands("Not yet begun" if before else "Ended", scene.day, operation.start, operation.end)
    stage = scene.impact.not_running.get(operation.id)
    word = style.STAGE_WORD[stage].capitalize() if stage else "Running"
    return stands(word, scene.day, operation.start, operation.end)


def _flags(scene: Scene, row: OperationImpact) -> tuple[FlagRow, ...]:
    points = {Flag.SINGLE_POINT_OF_FAILURE: named(scene.world, row.single_points)}
    return tuple(
        FlagRow(title=FLAG_WORDS[flag][0], meaning=FLAG_WORDS[flag][1], places=points.get(flag, ()))
        for flag in Flag
        if flag in row.flags
    )


def _facts(operation: Operation) -> tuple[tuple[str, str], ...]:
    stages = "; ".join(
        f"{style.STAGE_WORD[row.stage]} since {row.start.spoken if row.start else 'a day not known'}"
        for row in operation.stages
    )
    return (
        ("What it is", operation.note),
        ("Carried out by", operation.actor),
        ("Its life", f"{spoken_period(operation.start, operation.end)}; {stages}"),
        ("On whose consent, in words", operation.host_consent),
    )
