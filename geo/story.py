"""One operation on its way to its sentences: what they are made from, and nothing else (method: 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from geo.amounts import change
from geo.naming import is_plural, leave_of, listed, short_operation
from geo.network import Net
from geo.results import GroupResult, Impact, OperationImpact, SupportStatus
from geo.vocabulary import Weight
from geo.world import World

MOST_ROUTES = 3
"""How many routes a part spells out."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """One operation on its way to its sentences."""

    world: World
    net: Net
    impact: Impact
    row: OperationImpact
    name: str
    deciding: tuple[GroupResult, ...]
    """The groups that have a say, essential ones first."""
    worse: tuple[GroupResult, ...]
    """Those of them that the scenario costs something; minor groups only if there are no others."""
    rerouted: tuple[GroupResult, ...]
    """Those of them that are met as well as before, but another way."""
    slowed: tuple[GroupResult, ...]
    """Those of them that are met as well as before by the same links, with less to carry or farther to go."""

    @classmethod
    def of(cls, world: World, net: Net, impact: Impact, operation_id: str) -> Self:
        """Return the story of an operation."""
        row = impact.operations[operation_id]
        deciding = sorted((g for g in row.groups if g.decides), key=lambda g: g.weight is not Weight.ESSENTIAL)
        return cls(
            world=world,
            net=net,
            impact=impact,
            row=row,
            name=short_operation(world.operations[operation_id]),
            deciding=tuple(deciding),
            worse=tuple(group for group in deciding if group.worsened) or row.lost_more,
            rerouted=tuple(group for group in deciding if group.rerouted),
            slowed=tuple(g for g in deciding if g.slowed and change(g.lift_before, g.lift_after)),
        )

    @property
    def fell(self) -> bool:
        """Whether the scenario takes from it all support that was reported."""
        return self.row.worsened and self.row.status in (SupportStatus.PAPER, SupportStatus.UNSUPPORTED)

    def says(self, one: str, many: str) -> str:
        """Return the word that goes with the operation's name."""
        return many if is_plural(self.name) else one


def labels_of(groups: Iterable[GroupResult]) -> str:
    """Return needs one after another; alternatives stand last, so that they are heard as one need."""
    labels = sorted((group.label for group in groups), key=lambda label: " or " in label)
    return listed(f"either {label}" if " or " in label and len(labels) > 1 else label for label in labels)


def leaves_of(world: World, authorities: Iterable[str], *, word: str = "and") -> str:
    """Return whose leave something stands on, as a person would say it."""
    return leave_of([world.authorities[name] for name in authorities], word=word)
