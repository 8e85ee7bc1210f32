"""How facilities differ from one scene to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from components import style
from components.cards.operation_changes import Side
from components.scene import Scene
from geo.timeline import is_usable_state, state_on
from geo.vocabulary import FacilityKind, State


class Fate(StrEnum):
    """What became of a facility from the first side to the second."""

    LOST = "lost"
    CUT = "cut"
    UNUSED = "unused"
    WEAKENED = "weakened"
    BETTER = "better"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class FacilityChange:
    """A facility that stands otherwise on the two sides."""

    id: str
    name: str
    kind: FacilityKind
    region: str
    fate: Fate
    before: Side
    after: Side


def facility_changes(before: Scene, after: Scene) -> tuple[FacilityChange, ...]:
    """Return the facilities that differ, by region."""
    changes = [_facility(name, before, after) for name in after.world.facilities]
    return tuple(sorted((row for row in changes if row), key=lambda row: (row.region, row.name)))


def _facility(name: str, before: Scene, after: Scene) -> FacilityChange | None:
    """Return how a facility differs, or None if it stands the same."""
    was, now = _facility_side(name, before), _facility_side(name, after)
    if was == now:
        return None
    facility = after.world.facilities[name]
    return FacilityChange(
        id=name,
        name=facility.name,
        kind=facility.kind,
        region=after.world.regions[facility.region].name,
        fate=_fate(was, now),
        before=was,
        after=now,
    )


_RANK = MappingProxyType({"kept": 4, "strained": 3, "cut": 2, "lost": 1, "unknown": 0})
_FATE = MappingProxyType({"strained": Fate.WEAKENED, "cut": Fate.CUT, "lost": Fate.LOST, "unknown": Fate.UNUSED})


def _fate(was: Side, now: Side) -> Fate:
    if was.cls == now.cls:
        return Fate.OTHER
    return Fate.BETTER if _RANK[now.cls] > _RANK[was.cls] else _FATE[now.cls]


def _facility_side(name: str, scene: Scene) -> Side:
    """Return how a facility stands: what the scenario does to it, else what was reported of it."""
    row, status = scene.impact.facilities[name], state_on(scene.world.facilities[name], scene.day)
    word = style.STATE_WORD[status.state] if status else "nothing reported"
    if row.lost_by and row.usable_before:
        return Side(cls="lost", word="lost in the scenario")
    if not row.usable:
        refused = status is not None and is_usable_state(status.state)
        return Side(cls="unknown", word=f"{word}, no consent given" if refused else word)
    if row.reached_before and not row.reached:
        return Side(cls="cut", word=f"{word}, no longer reached")
    return Side(cls="kept" if status and status.state is State.ACTIVE else "strained", word=word)
