"""What the Contingency page has to work out for each of its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from components import cache
from components.contingency.desk import Task
from components.view import Part
from geo.betweenness import RankRow, rank_rows
from geo.contingency import Contingency, Scope, contingency
from geo.costs import Loss
from geo.cut_sets import Budget
from geo.likelihood import OperationLikelihood, likelihoods
from geo.losses import JointLoss, PairMatrix, pair_matrix, pairs, ranking, triples
from geo.redundancy import OperationRow, operation_rows
from geo.repairs import Repairs, all_repairs
from geo.shapley import Shares, shares

if TYPE_CHECKING:
    from components.contingency.study import Study

STUDY_BUDGET: Final = Budget(seconds=20)
"""What each search may use up."""


def tasks_of(study: Study) -> Sequence[Task[Any]]:
    """Return what must be worked out before the part that the reader chose can be drawn, in this order."""
    part = study.scene.view.part
    if part is Part.OWN:
        return ()
    more: Sequence[Task[Any]] = ()
    if part is Part.SINGLES:
        more = (ranks(study),)
    elif part is Part.PAIRS:
        more = (joint_pairs(study), matrix(study), whole_matrix(study))
    elif part is Part.TRIPLES:
        more = (joint_triples(study),)
    elif part is Part.OPERATIONS:
        more = (rows(study), chances(study))
    elif part is Part.SCENARIO:
        return blame(study), mending(study), chances(study), cut_sets(study), singles(study)
    return cut_sets(study), singles(study), *more


def cut_sets(study: Study) -> Task[Contingency]:
    """Return the task to find the minimal cut sets of all operations, up to three losses at once."""
    net, view = study.scene.net, study.scene.view
    scope = Scope(kinds=view.kinds, gateways=view.gateways, given=study.given, order=3)
    return Task(
        key=("cut sets", study.key),
        words="Looking for what breaks each operation",
        work=lambda desk: contingency(net, scope, budget=desk.budget),
        is_whole=lambda found: found.stopped is None,
    )


def singles(study: Study) -> Task[Sequence[Loss]]:
    """Return the task to say what each single loss costs, worst first."""
    net, found = study.scene.net, cut_sets(study)
    return Task(
        key=("singles", study.key),
        words="Working out what each single loss costs",
        work=lambda desk: ranking(net, desk.do(found)),
    )


def ranks(study: Study) -> Task[Sequence[RankRow]]:
    """Return the task to rank facilities by what their loss costs and by how busy they are."""
    net, costs, gateways = study.scene.net, singles(study), study.scene.view.gateways
    return Task(
        key=("ranks", study.key),
        words="Counting the ways through each place",
        work=lambda desk: rank_rows(net, desk.do(costs), gateways=gateways),
    )


def matrix(study: Study) -> Task[PairMatrix]:
    """Return the task to say what each two of the costliest things cost together."""
    found = cut_sets(study)
    return Task(key=("matrix", study.key), words=_PAIRS, work=lambda desk: pair_matrix(desk.do(found)))


def whole_matrix(study: Study) -> Task[PairMatrix]:
    """Return the task to say the same of every loss that costs anything."""
    found, alone, joint = cut_sets(study), singles(study), joint_pairs(study)
    return Task(
        key=("whole matrix", study.key),
        words=_PAIRS,
        work=lambda desk: pair_matrix(desk.do(found), most=len(desk.do(alone)) + 2 * len(desk.do(joint))),
    )


def joint_pairs(study: Study) -> Task[Sequence[JointLoss]]:
    """Return the task to find the pairs that break something only together, worst first."""
    net, found = study.scene.net, cut_sets(study)
    return Task(key=("pairs", study.key), words=_PAIRS, work=lambda desk: pairs(net, desk.do(found), only_synergy=True))


def joint_triples(study: Study) -> Task[Sequence[JointLoss]]:
    """Return the task to find the triples that break something no two of them break, worst first."""
    net, found = study.scene.net, cut_sets(study)
    return Task(
        key=("triples", study.key),
        words="Working out what triples cost",
        work=lambda desk: triples(net, desk.do(found)),
    )


def rows(study: Study) -> Task[Sequence[OperationRow]]:
    """Return the task to say how many losses each operation stands."""
    net, found = study.scene.net, cut_sets(study)
    return Task(
        key=("rows", study.key),
        words="Counting how many losses each operation stands",
        work=lambda desk: operation_rows(net, desk.do(found)),
    )


def blame(study: Study) -> Task[Shares]:
    """Return the task to share out what the scenario costs."""
    net, tokens = study.scene.net, study.scene.tokens
    return Task(
        key=("blame", study.scene.key),
        words="Sharing out what the scenario costs",
        work=lambda desk: shares(net, tokens, budget=desk.budget),
        is_whole=lambda found: found.stopped is None,
    )


def mending(study: Study) -> Task[Repairs]:
    """Return the task to find what would bring each operation back that the scenario makes worse."""
    net, tokens, worse = study.scene.net, study.scene.tokens, study.worse
    return Task(
        key=("repairs", study.scene.key),
        words="Looking for what would bring each operation back",
        work=lambda desk: all_repairs(net, tokens, worse, budget=desk.budget),
        is_whole=lambda found: found.stopped is None,
    )


def chances(study: Study) -> Task[Mapping[str, OperationLikelihood]]:
    """Return the task to say how likely each operation keeps its support in the scenario."""
    scene, credence = study.scene, study.scene.view.credence
    network, tokens = cache.grades(*scene.key[:3], credence), study.judged
    return Task(
        key=("chances", *scene.key[:3], tokens, credence),
        words="Working out how likely each operation keeps its support",
        work=lambda _: likelihoods(network, tokens),
    )


_PAIRS: Final = "Working out what pairs cost"
