"""What an operation needs and what becomes of each need, with the chain that met it; and what the facts do not show."""

from __future__ import annotations

from dataclasses import dataclass

from components import style
from components.cards.lift import LiftPart, lift_part
from components.cards.routes import Route, route_of
from components.cards.top import cited
from components.scene import Scene
from geo.amounts import is_too_little
from geo.dates import covers, spoken_period
from geo.model import Gap, Source
from geo.naming import listed, name_token
from geo.network import FUNCTION_WORDS
from geo.results import GroupResult
from geo.vocabulary import Function, Mode


@dataclass(frozen=True, kw_only=True)
class NeedRow:
    """One thing that an operation needs, or several of which one is enough, and what becomes of it."""

    label: str
    weight: str
    cls: str
    sign: str
    word: str
    before: Route | None
    after: Route | None
    rerouted: bool
    too_little: bool
    """Whether a way is left that carries too little to count."""
    local: bool
    refused: str
    broken_by: str
    lift: LiftPart | None
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class GapRow:
    """What the facts do not show of an operation."""

    what: str
    period: str
    why: str
    present: bool
    expected: bool


def need_row(scene: Scene, operation_id: str, group: GroupResult) -> NeedRow:
    """Return what becomes of a need of an operation, with its chains."""
    cls, sign, word = need_words(group)
    world = scene.world
    return NeedRow(
        label=group.label,
        weight=style.WEIGHT_WORD[group.weight],
        cls=cls,
        sign=sign,
        word=word,
        before=route_of(scene, group.before, operation_id),
        after=route_of(scene, group.after, operation_id),
        rerouted=group.before != group.after,
        too_little=is_too_little(group),
        local=group.local,
        refused=listed(world.authorities[name].name for name in group.refused) if group.refused else "",
        broken_by=listed(name_token(world, token) for token in group.blockers) if group.blockers else "",
        lift=lift_part(scene, group),
        notes=tuple(need.note for need in group.needs),
        sources=cited(world, (need.sources for need in group.needs)),
    )


def need_words(group: GroupResult) -> style.Look:
    """Return class, sign and word for what becomes of a need."""
    if group.paper is not None:
        return style.ON_PAPER
    return style.LEVEL_LOOK[group.level] if group.documented else style.NOT_DOCUMENTED


def gap_row(gap: Gap, scene: Scene) -> GapRow:
    """Return what the facts do not show of an operation."""
    return GapRow(
        what=gap_words(gap),
        period=spoken_period(gap.start, gap.end),
        why=gap.why,
        present=covers(gap.start, gap.end, scene.day),
        expected=gap.expected,
    )


def gap_words(gap: Gap) -> str:
    """Return what is missing: `repair by sea`; empty for a gap of another kind."""
    if not gap.need:
        return ""
    function, _, mode = gap.need.partition("/")
    way = "" if mode == Mode.HOST_CONSENT else f" {style.MODE_WORD[Mode(mode)]}"
    return f"{FUNCTION_WORDS[Function(function)]}{way}"
