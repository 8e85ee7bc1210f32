"""What the Contingency page looks at for a scene, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from components import cache
from components.cache import StudyKey
from components.contingency import tasks
from components.contingency.desk import Desk
from components.scene import Scene
from components.view import USUAL_KINDS, Part
from geo.betweenness import RankRow
from geo.contingency import Contingency
from geo.costs import Loss
from geo.likelihood import OperationLikelihood, Tornado
from geo.losses import JointLoss, PairMatrix
from geo.naming import name_losses
from geo.redundancy import OperationRow
from geo.repairs import Repair, Repairs
from geo.scenario import Token, TokenKind
from geo.shapley import Shares
from geo.whereabouts import regions_of

SMALLEST: Final = 0.6
LARGEST: Final = 2.1
"""How much smaller or bigger than usual a facility is drawn: its area stands for what its loss costs."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """A scene, and the losses that the reader wants to look at in it."""

    scene: Scene
    desk: Desk = field(default_factory=lambda: Desk(cache.results(), budget=tasks.STUDY_BUDGET))
    """Where it is worked out, or was."""

    @property
    def given(self) -> frozenset[Token]:
        """What is lost already wherever another loss is looked at."""
        return self.scene.tokens if self.scene.view.ontop else frozenset()

    @property
    def judged(self) -> frozenset[Token]:
        """What is lost for certain where likelihoods are asked for: the scenario in its own part, else `given`."""
        return self.scene.tokens if self.scene.view.part is Part.SCENARIO else self.given

    @property
    def key(self) -> StudyKey:
        """What names everything that the study comes to."""
        view, (digest, day, parameters, _) = self.scene.view, self.scene.key
        kinds = tuple(kind.value for kind in TokenKind if kind in view.kinds)
        given = tuple(sorted(map(str, self.given)))
        return StudyKey(digest, day, parameters, kinds, gateways=view.gateways, given=given)

    @property
    def is_usual(self) -> bool:
        """Whether it looks at the usual kinds of losses, and at nothing on top of a scenario."""
        view = self.scene.view
        return view.kinds == USUAL_KINDS and not view.gateways and not view.ontop

    @cached_property
    def singles(self) -> Sequence[Loss]:
        """What each single loss costs, worst first."""
        return self.desk.do(tasks.singles(self))

    @cached_property
    def here(self) -> Sequence[Loss]:
        """The same, of those in the region that the reader asks for."""
        among = self.scene.view.among
        return [loss for loss in self.singles if among is None or among in self._regions(loss)]

    @cached_property
    def ranks(self) -> Sequence[RankRow]:
        """Facilities by what their loss costs, and by how busy they are."""
        return self.desk.do(tasks.ranks(self))

    @cached_property
    def matrix(self) -> PairMatrix:
        """What each two of the costliest things cost together."""
        return self.desk.do(tasks.matrix(self))

    @cached_property
    def whole_matrix(self) -> PairMatrix:
        """The same with every loss that costs anything."""
        return self.desk.do(tasks.whole_matrix(self))

    @cached_property
    def pairs(self) -> Sequence[JointLoss]:
        """The pairs that break something only together, worst first."""
        return self.desk.do(tasks.joint_pairs(self))

    @cached_property
    def triples(self) -> Sequence[JointLoss]:
        """The triples that break something no two of them break, worst first."""
        return self.desk.do(tasks.joint_triples(self))

    @cached_property
    def rows(self) -> Sequence[OperationRow]:
        """How many losses each operation stands."""
        return self.desk.do(tasks.rows(self))

    @cached_property
    def found(self) -> Contingency:
        """The minimal cut sets of all operations."""
        return self.desk.do(tasks.cut_sets(self))

    @property
    def worse(self) -> Sequence[str]:
        """The operations that the scenario makes worse, worst first."""
        worse = [(row.status.rank, name) for name, row in self.scene.impact.operations.items() if row.worsened]
        return [name for _, name in sorted(worse)]

    @cached_property
    def blame(self) -> Shares:
        """How far each thing that is taken away is to blame."""
        return self.desk.do(tasks.blame(self))

    @cached_property
    def mending(self) -> Repairs:
        """What would bring each operation back that the scenario makes worse, worst first."""
        return self.desk.do(tasks.mending(self))

    @property
    def repairs(self) -> Mapping[str, Sequence[Repair]]:
        """The same, of those that were looked at."""
        return self.mending.found

    @cached_property
    def chances(self) -> Mapping[str, OperationLikelihood]:
        """How likely each operation keeps its support with what is `judged` lost."""
        return self.desk.do(tasks.chances(self))

    def swings(self, operation: str) -> Tornado:
        """Return what the likelihood of an operation hangs on."""
        lost = tuple(sorted(map(str, self.judged)))
        return cache.swings(*self.scene.key[:3], lost, self.scene.view.credence, operation)

    @property
    def chosen(self) -> str | None:
        """The operation to speak of: the one selected, else of those made worse the least certain; None: all are."""
        selected = self.scene.view.sel
        if selected in self.scene.impact.operations:
            return selected
        in_doubt = [name for name in self.worse if self.chances[name].spread]
        return max(in_doubt, key=lambda name: self.chances[name].spread, default=None)

    @property
    def sizes(self) -> Mapping[str, float]:
        """How much bigger than usual each facility is drawn, by id: those that cost nothing are left out."""
        costs = {token.name: loss.cost for loss in self.singles for token in loss.tokens if token.kind is _FACILITY}
        most = max(costs.values(), default=1.0)
        return {name: round(SMALLEST + (LARGEST - SMALLEST) * (cost / most) ** 0.5, 2) for name, cost in costs.items()}

    @property
    def given_words(self) -> str:
        """What is lost already, in words; empty if nothing is."""
        return name_losses(self.scene.world, self.given) if self.given else ""

    def _regions(self, loss: Loss) -> frozenset[str]:
        return frozenset().union(*(regions_of(self.scene.world, token) for token in loss.tokens))


_FACILITY: Final = TokenKind.FACILITY
