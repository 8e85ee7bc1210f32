"""What is said of operations, facilities and links in a scenario, each result with its proof (method: 1.4 and 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import cached_property
from types import MappingProxyType

from geo.chains import Chain
from geo.lift_routes import LiftRoute
from geo.model import Need
from geo.network import Group
from geo.scenario import Token, TokenKind
from geo.standing import Standing
from geo.sweep import BASELINE, Sweep
from geo.vocabulary import StageName, State, Weight

LEAST_CHANGE = 0.005
"""A change of length or load of less than this share is none."""


class SupportStatus(StrEnum):
    """How an operation stands; the order of `rank` is the order of loss."""

    SUSTAINED = "sustained"
    STRAINED = "strained"
    PAPER = "on paper only"
    UNSUPPORTED = "unsupported"
    NO_BASELINE = "no baseline"

    @property
    def rank(self) -> int:
        """4 for sustained down to 1 for unsupported; 0 where the data show no support to lose."""
        return 4 - list(SupportStatus).index(self)


class Level(IntEnum):
    """How well a group is met: not at all, by weakened facilities only, or in full."""

    LOST = 0
    WEAK = 1
    FULL = 2


class Flag(StrEnum):
    """What to know about a status beside the status."""

    SINGLE_POINT_OF_FAILURE = "single point of failure"
    NEAR_THRESHOLD = "near threshold"
    RESTS_ON_INFERRED_LINKS = "rests on inferred links"
    DETOUR = "detour"


class LinkImpact(StrEnum):
    """What becomes of a link that is live in the baseline."""

    KEPT = "kept"
    WEAKENED = "weakened"
    LOST = "lost"


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperRoute:
    """A way that nobody reported, but that figures and open skies would allow."""

    places: tuple[str, ...]
    """Ids of the facilities that it passes, the gateway first."""
    links: tuple[str, ...]
    """Ids of the reported links that it joins at last."""
    ratio: float
    """What it carries of the baseline's throughput, 0 to 1."""
    lift: LiftRoute


@dataclass(frozen=True, kw_only=True, slots=True)
class GroupResult:
    """What becomes of one group of an operation, with the proof: its chain before and after."""

    label: str
    weight: Weight
    needs: tuple[Need, ...]
    level_before: Level
    level: Level
    ratio: float
    """What is left of the baseline's throughput on the best chain, 0 to 1; where none is measured, 0 or 1."""
    t_day_before: float | None
    """The most that a chain carries in the baseline: tonnes a day, or loads of a ship; None: not measured."""
    t_day: float | None
    """The most that a chain carries in the scenario; None: not measured, or a chain that is not measured meets it."""
    before: Chain | None
    after: Chain | None
    """The chain with the best evidence among those that carry enough for the level."""
    lift_before: LiftRoute | None
    """The chain leg by leg, with loads, lengths and times; None where nothing is carried, or no lift is computed."""
    lift_after: LiftRoute | None
    """The same in the scenario; of a group that is lost, the way that is still there but carries too little."""
    paper: PaperRoute | None
    """The best way on paper, if no chain meets the group any more."""
    local: bool
    """True if the host country or ordinary trade meets it: there is no chain to show."""
    authorities: tuple[str, ...]
    """On whose leave the group stands, if it asks for one."""
    refused: tuple[str, ...]
    """Those of them whose leave is gone, or was never there on the day."""
    blockers: tuple[Token, ...]
    """What of the scenario broke the chain, or the leave, of the baseline."""

    @property
    def documented(self) -> bool:
        """Whether the data show how the group is met with nothing taken away."""
        return self.level_before is not Level.LOST

    @property
    def worsened(self) -> bool:
        """Whether the scenario costs the group something: it is met less well than in the baseline."""
        return self.level < self.level_before

    @property
    def detour(self) -> float:
        """How much longer its way is than in the baseline: 0.33 is a third; 0 if it is not, or cannot be compared."""
        was, now = self.lift_before, self.lift_after
        if was is None or now is None or not was.km or not now.km or was.function is not now.function:
            return 0.0
        return max(0.0, now.km / was.km - 1)

    @property
    def slowed(self) -> bool:
        """Whether it is met as well as before and by the same chain, which carries less."""
        return self.level is self.level_before and self.before == self.after and self.lift_before != self.lift_after

    @property
    def turned(self) -> bool:
        """Whether it is met as well as before, but by another way, a longer one, or one that carries less."""
        less = self.ratio < 1 - LEAST_CHANGE or self.detour > LEAST_CHANGE
        return self.rerouted or (self.slowed and less)

    @property
    def rerouted(self) -> bool:
        """Whether it is met as well as before, but another way."""
        return self.level is self.level_before and self.before != self.after

    @property
    def decides(self) -> bool:
        """Whether it has a say in the status: minor groups and undocumented important ones have none."""
        return self.weight is Weight.ESSENTIAL or (self.weight is Weight.IMPORTANT and self.documented)


@dataclass(frozen=True, kw_only=True, slots=True)
class OperationImpact:
    """What becomes of one running operation."""

    operation: str
    baseline: SupportStatus
    status: SupportStatus
    groups: tuple[GroupResult, ...]
    single_points: tuple[str, ...]
    """Facilities, gateways aside, of which one more loss would leave it unsupported."""
    flags: frozenset[Flag]

    @property
    def worsened(self) -> bool:
        """Whether the scenario lowers its status."""
        return self.status.rank < self.baseline.rank

    @property
    def touched(self) -> bool:
        """Whether the scenario costs it something that decides, or sends what decides another way."""
        return any(group.decides and (group.worsened or group.turned) for group in self.groups)

    @property
    def lost_more(self) -> tuple[GroupResult, ...]:
        """The groups that the scenario costs something, whether or not the status tells."""
        return tuple(group for group in self.groups if group.worsened)


@dataclass(frozen=True, kw_only=True, slots=True)
class FacilityImpact:
    """What becomes of one facility; one that could not be used before is closed already, not lost."""

    facility: str
    state: State | None
    usable_before: bool
    usable: bool
    lost_by: tuple[Token, ...]
    """Its own token, or the hosts whose leave is gone."""
    reached_before: bool
    reached: bool


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What a scenario does on a day."""

    day: date
    tokens: frozenset[Token]
    operations: Mapping[str, OperationImpact]
    """Running operations by id."""
    not_running: Mapping[str, StageName]
    """Planned and agreed ones: shown, never counted."""
    facilities: Mapping[str, FacilityImpact]
    links: Mapping[str, LinkImpact]
    """Links live in the baseline, by id."""
    closed_already: frozenset[Token] = frozenset()
    """What the scenario closes that is closed on the day anyway, to all that is computed with."""

    @cached_property
    def counts(self) -> Mapping[SupportStatus, int]:
        """How many running operations stand how, whatever the cause."""
        found = [row.status for row in self.operations.values()]
        return MappingProxyType({status: found.count(status) for status in SupportStatus})

    @cached_property
    def worsened(self) -> Mapping[SupportStatus, tuple[str, ...]]:
        """The operations that the scenario makes worse, by the status they fall to; what a headline counts."""
        rows = [row for row in self.operations.values() if row.worsened]
        return MappingProxyType(
            {status: tuple(row.operation for row in rows if row.status is status) for status in SupportStatus}
        )

    @cached_property
    def already_closed(self) -> tuple[str, ...]:
        """The facilities that the scenario names but that could not be used on the day anyway."""
        named = [t.name for t in sorted(self.tokens) if t.kind is not TokenKind.HOST and t.name in self.facilities]
        return tuple(dict.fromkeys(name for name in named if not self.facilities[name].usable_before))


def status_in(standing: Standing, case: int) -> SupportStatus:
    """Return the status of an operation in one case of a sweep."""
    if not standing.minimum >> BASELINE & 1:
        return SupportStatus.NO_BASELINE
    if not standing.minimum >> case & 1:
        return SupportStatus.PAPER if standing.paper >> case & 1 else SupportStatus.UNSUPPORTED
    return SupportStatus.SUSTAINED if standing.full >> case & 1 else SupportStatus.STRAINED


def level_in(sweep: Sweep, operation: str, group: Group, case: int) -> Level:
    """Return how well a group of an operation is met in one case of a sweep."""
    mask = sweep.meets(operation, group)
    if mask >> sweep.width + case & 1:
        return Level.FULL
    return Level.WEAK if mask >> case & 1 else Level.LOST
