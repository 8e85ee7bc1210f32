"""The operations worth telling of on paper: those that change, or how they stand where nothing is taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from components import style
from components.impact_view import ORDER, brief, shares_kept
from components.scene import Scene
from geo.explain import explain
from geo.results import OperationImpact, SupportStatus

STATUS_COLOUR: Final[Mapping[str, str]] = MappingProxyType(
    {cls: style.LIGHT["on-paper" if cls == "paper" else cls] for cls in style.STATUS_CLASS.values()}
)
"""The colour of each class of status."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """What is told of an operation."""

    name: str
    cls: str
    """The class of its status."""
    before: str
    """How it stood with nothing taken away, in words."""
    now: str
    why: str
    left: str


def changes(scene: Scene) -> tuple[Change, ...]:
    """Return what is told of the operations of a scene, worst first.

    Where something is taken away, those that it changes; else those that are not sustained.
    """
    rows = [row for row in scene.impact.operations.values() if _is_told(scene, row)]
    told = [_change(scene, row) for row in sorted(rows, key=lambda row: (not row.worsened, ORDER.index(row.status)))]
    return tuple(told)


def _is_told(scene: Scene, row: OperationImpact) -> bool:
    return row.touched if scene.tokens else row.status is not SupportStatus.SUSTAINED


def _change(scene: Scene, row: OperationImpact) -> Change:
    told = scene.told.get(row.operation) or explain(scene.world, scene.net, scene.impact, row.operation)
    left = " ".join(part for part in (shares_kept(row), told.left) if part)
    return Change(
        name=scene.world.operations[row.operation].name,
        cls=style.STATUS_CLASS[row.status],
        before=style.STATUS_WORD[row.baseline],
        now=style.STATUS_WORD[row.status],
        why=brief(told) if row.lost_more else told.effect,
        left=left,
    )
