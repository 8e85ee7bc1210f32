"""How operations and their needs differ from one scene to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from components import style
from components.cards.needs import need_words
from components.scene import Scene
from geo.results import GroupResult, Impact, OperationImpact
from geo.vocabulary import Weight


class Turn(StrEnum):
    """Which way something changed from the first side to the second."""

    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"
    BEGUN = "begun"
    ENDED = "ended"


@dataclass(frozen=True, kw_only=True)
class Side:
    """How something stands on one side; without a class it has no mark."""

    cls: str
    word: str


@dataclass(frozen=True, kw_only=True)
class NeedChange:
    """A need that stands otherwise on the two sides."""

    label: str
    weight: str
    before: Side
    after: Side


@dataclass(frozen=True, kw_only=True)
class OperationChange:
    """An operation that stands otherwise on the two sides, or is on one of them only."""

    id: str
    name: str
    turn: Turn
    before: Side
    after: Side
    needs: tuple[NeedChange, ...]


ABSENT = Side(cls="", word="not running")


def operation_changes(before: Scene, after: Scene) -> tuple[OperationChange, ...]:
    """Return the operations that differ, those that stand worse first."""
    running = (name for side in (before, after) for name in (*side.impact.operations, *side.impact.not_running))
    changes = [_operation(name, before, after) for name in dict.fromkeys(running)]
    order = list(Turn)
    return tuple(sorted((row for row in changes if row), key=lambda row: (order.index(row.turn), row.name)))


def _operation(name: str, before: Scene, after: Scene) -> OperationChange | None:
    """Return how an operation differs, or None if it stands the same in all its needs."""
    was, now = before.impact.operations.get(name), after.impact.operations.get(name)
    sides = _side(name, before.impact), _side(name, after.impact)
    needs = _needs(was, now) if was and now else ()
    if sides[0] == sides[1] and not needs:
        return None
    return OperationChange(
        id=name,
        name=after.world.operations[name].name,
        turn=_turn(was, now, needs),
        before=sides[0],
        after=sides[1],
        needs=needs,
    )


def _side(name: str, impact: Impact) -> Side:
    if name in impact.operations:
        status = impact.operations[name].status
        return Side(cls=style.STATUS_CLASS[status], word=style.STATUS_WORD[status])
    if name in impact.not_running:
        return Side(cls="planned", word=style.STAGE_WORD[impact.not_running[name]])
    return ABSENT


def _turn(was: OperationImpact | None, now: OperationImpact | None, needs: tuple[NeedChange, ...]) -> Turn:
    if was is None or now is None:
        return Turn.OTHER if was is now else Turn.BEGUN if was is None else Turn.ENDED
    if was.status is not now.status:
        return Turn.WORSE if now.status.rank < was.status.rank else Turn.BETTER
    return Turn.OTHER


def _needs(was: OperationImpact, now: OperationImpact) -> tuple[NeedChange, ...]:
    """Return the needs that stand otherwise; one that only one side asks for is told as well."""
    old, new = _by_label(was), _by_label(now)
    changes = [_need(label, old.get(label), new.get(label)) for label in dict.fromkeys((*old, *new))]
    return tuple(row for row in changes if row.before != row.after)


def _by_label(row: OperationImpact) -> dict[tuple[str, Weight], GroupResult]:
    return {(group.label, group.weight): group for group in row.groups}


def _need(key: tuple[str, Weight], was: GroupResult | None, now: GroupResult | None) -> NeedChange:
    label, weight = key
    return NeedChange(label=label, weight=style.WEIGHT_WORD[weight], before=_need_side(was), after=_need_side(now))


def _need_side(group: GroupResult | None) -> Side:
    if group is None:
        return Side(cls="", word="not asked for")
    cls, _, word = need_words(group)
    return Side(cls=cls, word=word)
