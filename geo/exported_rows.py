"""What the rows of the sheets that are taken along are made from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.explain import Explanation
from geo.model import Facility, Influence, Link, Operation, Region, Status
from geo.results import FacilityImpact, GroupResult, LinkImpact, OperationImpact
from geo.scenario import Token
from geo.sheets import Cell, joined
from geo.vocabulary import StageName
from geo.ways import way
from geo.world import World


class Fate(StrEnum):
    """What the scenario does to a facility."""

    AS_BEFORE = "as before"
    LOST = "lost in the scenario"
    CUT_OFF = "no longer reached"
    NOT_IN_USE = "not in use on that day"


@dataclass(frozen=True, kw_only=True)
class FacilityRow:
    """What a row of the facilities is made from."""

    world: World
    facility: Facility
    status: Status
    impact: FacilityImpact

    @property
    def fate(self) -> Fate:
        """What the scenario does to it."""
        if not self.impact.usable_before:
            return Fate.NOT_IN_USE
        if not self.impact.usable:
            return Fate.LOST
        return Fate.CUT_OFF if self.impact.reached_before and not self.impact.reached else Fate.AS_BEFORE


@dataclass(frozen=True, kw_only=True)
class OperationRow:
    """What a row of the operations is made from; one that does not run has a stage and nothing else."""

    world: World
    operation: Operation
    impact: OperationImpact | None
    stage: StageName | None
    told: Explanation | None

    @property
    def reason(self) -> str | None:
        """What happened to it, and why."""
        told = self.told
        return None if told is None else " ".join(part for part in (told.effect, told.cause, told.lost) if part)

    @property
    def sources(self) -> Cell:
        """The sources of the operation and of what it needs."""
        needs = (name for need in self.operation.needs for name in need.sources)
        return joined(dict.fromkeys((*self.operation.sources, *needs)))


@dataclass(frozen=True, kw_only=True)
class NeedRow:
    """What a row of the needs is made from."""

    world: World
    operation: str
    number: int
    group: GroupResult

    @property
    def before(self) -> str | None:
        """The way by which it is met with nothing taken away."""
        return way(self.world, self.group.before) if self.group.before else None

    @property
    def after(self) -> str | None:
        """The way by which it is met in the scenario."""
        return way(self.world, self.group.after) if self.group.after else None


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """What a row of the lines is made from."""

    link: Link
    impact: LinkImpact


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """What a row of the areas is made from."""

    region: Region
    influence: Influence


@dataclass(frozen=True, kw_only=True)
class TokenRow:
    """What a row of the things taken away is made from."""

    world: World
    token: Token
