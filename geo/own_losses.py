"""What the losses of a reader's own network break: the cut sets of every goal, and the worst losses."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import inf
from types import MappingProxyType

from geo.circuit_cuts import circuit_cut_sets
from geo.condense import condensed
from geo.cut_sets import Budget, CutSets, OverBudgetError, Stop, Watch, nobody
from geo.own_network import OwnNetwork

OWN_ORDER = 2
"""How many losses at once are looked at unless a reader asks for more."""
OWN_BUDGET = Budget(seconds=60, most_sets=50_000, most_held_bits=1 << 30)
"""What such a search may use up: more sets than that nobody reads, and they take much memory."""

FEW_GOALS = 100
"""How many goals are searched together for what only several losses break."""

Together = frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnLoss:
    """Places that are lost at once, and what that breaks."""

    places: tuple[str, ...]
    goals: tuple[str, ...]
    """The goals that all of them break, and no fewer of them do."""
    broken: int
    """How many goals break, those included that some of the places break without the others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnLosses:
    """What breaks the goals of a network."""

    network: OwnNetwork
    goals: Mapping[str, CutSets[str]]
    """What breaks each goal: those that take the fewest losses first, last those that are not supplied anyway."""
    losses: Mapping[int, tuple[OwnLoss, ...]]
    """By how many are lost at once: the losses that break what no smaller one in them does, worst first."""
    order: int
    """Up to how many losses at once were asked for."""
    complete_to: int
    """All sets of up to so many losses were looked at."""
    stopped: Stop | None


def own_losses(network: OwnNetwork, *, order: int = OWN_ORDER, budget: Budget = OWN_BUDGET) -> OwnLosses:
    """Return all minimal sets of places whose loss breaks a goal, and what they come to.

    Parameters
    ----------
    network
        The network.
    order
        The size of the largest sets.
    budget
        What the search may use up; what is found until it ends is returned, and `complete_to` says how far it came.
    """
    goals = _searched(network, order, budget)
    return OwnLosses(
        network=network,
        goals=MappingProxyType(dict(sorted(goals.items(), key=lambda item: (*_stands(item[1]), item[0])))),
        losses=MappingProxyType(_by_size(goals, order)),
        order=order,
        complete_to=min(cuts.complete_to for cuts in goals.values()),
        stopped=next((cuts.stopped for cuts in goals.values() if cuts.stopped), None),
    )


def _searched(network: OwnNetwork, order: int, budget: Budget) -> dict[str, CutSets[str]]:
    """Return what breaks each goal: one order after another, and of each order a few goals after the others.

    So the search can say how far it is, and does not hold the suspects of all goals at once.
    """
    names, ends_s = list(network.goals), time.monotonic() + budget.seconds
    found: dict[str, CutSets[str]] = {}
    for size in range(1, order + 1):
        few = len(names) if size == 1 else FEW_GOALS
        for at in range(0, len(names), few):
            kept = sum(len(cuts.sets) for cuts in found.values())
            left = replace(
                budget, seconds=ends_s - time.monotonic(), most_sets=budget.most_sets - kept, progress=nobody
            )
            new = _cut_sets(network, names[at : at + few], size, left)
            found |= {name: cuts for name, cuts in new.items() if name not in found or cuts.complete_to >= size - 1}
            stopped = next((cuts.stopped for cuts in new.values() if cuts.stopped), None)
            if stopped:
                return {name: replace(cuts, stopped=stopped) for name, cuts in found.items()}
            budget.progress((size - 1 + min(1.0, (at + few) / len(names))) / order)
    return found


def _cut_sets(network: OwnNetwork, names: Sequence[str], order: int, budget: Budget) -> dict[str, CutSets[str]]:
    """Return what breaks some goals, searched in no more of the network than they hang on."""
    goals, watch = {name: network.goals[name] for name in names}, Watch(budget)
    try:
        circuit, nodes = condensed(network.circuit, [*goals.values()], can_be_lost=_anything, check=watch.check)
    except OverBudgetError:
        return {name: _nothing(watch.stopped, met=network.circuit.is_up(node)) for name, node in goals.items()}
    left = replace(budget, seconds=watch.left_s)
    found = circuit_cut_sets(circuit, sorted({*nodes.values()}), order=order, candidates=_anything, budget=left)
    return {name: found[nodes[node]] for name, node in goals.items()}


def _nothing(stopped: Stop | None, *, met: bool) -> CutSets[str]:
    """Return that a search ended before it found anything of a goal."""
    return CutSets(sets=(), complete_to=0, stopped=stopped, met=met)


def _anything(_place: str) -> bool:
    """Say that every place can be lost."""
    return True


def _by_size(goals: Mapping[str, CutSets[str]], order: int) -> dict[int, tuple[OwnLoss, ...]]:
    """Return what each set breaks that breaks something, by its size; the worst first."""
    broken: dict[Together, list[str]] = {}
    masks: dict[Together, int] = {}
    for bit, (goal, cuts) in enumerate(goals.items()):
        for some in cuts.sets:
            broken.setdefault(some, []).append(goal)
            masks[some] = masks.get(some, 0) | 1 << bit
    losses = [
        OwnLoss(places=tuple(sorted(some)), goals=tuple(names), broken=_broken_by(some, masks).bit_count())
        for some, names in broken.items()
    ]
    losses.sort(key=lambda loss: (-len(loss.goals), -loss.broken, loss.places))
    return {size: tuple(loss for loss in losses if len(loss.places) == size) for size in range(1, order + 1)}


def _broken_by(lost: Together, masks: Mapping[Together, int]) -> int:
    """Return the mask of the goals that a set or any part of it breaks."""
    mask = 0
    for part in _parts(lost):
        mask |= masks.get(part, 0)
    return mask


def _parts(lost: Together) -> Iterable[Together]:
    return (frozenset(some) for size in range(1, len(lost) + 1) for some in combinations(lost, size))


def _stands(cuts: CutSets[str]) -> tuple[bool, float, int]:
    """Return what to order goals by: the size of the smallest set that breaks them, and how many there are of it."""
    size = cuts.redundancy
    return not cuts.met, inf if size is None else size, -len(cuts.order(size or 0))
