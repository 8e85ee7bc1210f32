"""What the losses of a reader's own network break: the cut sets of every goal, and the worst losses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import inf
from types import MappingProxyType

from geo.circuit_cuts import circuit_cut_sets
from geo.condense import condensed
from geo.cut_sets import Budget, CutSets, Stop
from geo.own_network import OwnNetwork

OWN_ORDER = 2
"""How many losses at once are looked at unless a reader asks for more."""
OWN_BUDGET = Budget(seconds=60, most_sets=100_000)
"""What such a search may use up: more sets than that nobody reads, and they take much memory."""

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
    circuit, nodes = condensed(network.circuit, sorted(network.goals.values()), can_be_lost=_anything)
    found = circuit_cut_sets(circuit, sorted({*nodes.values()}), order=order, candidates=_anything, budget=budget)
    goals = {name: found[nodes[node]] for name, node in network.goals.items()}
    return OwnLosses(
        network=network,
        goals=MappingProxyType(dict(sorted(goals.items(), key=lambda item: (*_stands(item[1]), item[0])))),
        losses=MappingProxyType(_by_size(goals, order)),
        order=order,
        complete_to=min((cuts.complete_to for cuts in found.values()), default=order),
        stopped=next((cuts.stopped for cuts in found.values() if cuts.stopped), None),
    )


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
