"""The worst single losses, pairs and triples, read off the cut sets of the operations.

The minimal cut sets of orders 1, 2 and 3 are the whole table of single, double and triple losses, without loss (method:
5). What a row shows is then asked of the engine that statuses come from.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from geo.contingency import Contingency, OperationCuts
from geo.costs import COST, Loss, losses_of
from geo.cut_sets import CutSets
from geo.network import Net
from geo.results import SupportStatus
from geo.scenario import Token

MOST_PAIRS = 100
MOST_TRIPLES = 50
MOST_TOKENS = 20
"""How many rows, and how many things of a matrix, are shown unless more are asked for."""

Together = frozenset[Token]


@dataclass(frozen=True, kw_only=True, slots=True)
class JointLoss(Loss):
    """What losing two or three things together makes worse, and which of it no fewer of them do: the synergy."""

    synergy: tuple[str, ...]
    """The operations that only all of them together leave without reported support."""
    synergy_strained: tuple[str, ...]
    """The operations that only all of them together strain."""
    synergy_cost: float
    """How much more all of them cost than what fewer of them break."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PairCost:
    """What two things cost together."""

    tokens: frozenset[Token]
    """One thing, where it is held against itself, or where no other adds to it."""
    cost: float
    synergy_cost: float
    """How much more that is than what both cost, each by itself."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PairMatrix:
    """What each two of some things cost together."""

    tokens: tuple[Token, ...]
    """The costliest first."""
    cells: tuple[tuple[PairCost | None, ...], ...]
    """A row and a column for each; on the diagonal the one thing alone. None: losing both costs nothing."""


def ranking(net: Net, found: Contingency) -> tuple[Loss, ...]:
    """Return what each single loss costs, of all that cost anything; worst first, then by name.

    Parameters
    ----------
    net
        The network of the day.
    found
        The cut sets of all operations, for the kinds of losses that are to be ranked.
    """
    singles = [frozenset((token,)) for token in sorted(_Masks(found).costs)]
    return tuple(sorted(losses_of(net, singles, given=found.scope.given), key=_worst_first))


def pairs(net: Net, found: Contingency, *, top: int = MOST_PAIRS, only_synergy: bool = False) -> tuple[JointLoss, ...]:
    """Return what the costliest pairs of losses cost, worst first.

    Parameters
    ----------
    net, found
        As in `ranking`; pairs are complete if `found` is complete to order 2.
    top
        How many pairs are wanted.
    only_synergy
        Whether to leave out pairs that break nothing but what one of them breaks alone; those with most synergy are
        then the worst.
    """
    masks = _Masks(found)
    together = masks.of_size(2)
    if only_synergy:
        return _joint(net, found, heapq.nsmallest(top, together, key=masks.by_synergy))
    apart = _costliest_apart(masks, top)
    return _joint(net, found, heapq.nsmallest(top, together.union(apart), key=masks.by_cost))


def triples(net: Net, found: Contingency, *, top: int = MOST_TRIPLES) -> tuple[JointLoss, ...]:
    """Return what triples cost that break something no two of them break, those with most synergy first.

    Parameters
    ----------
    net, found
        As in `ranking`; triples are complete if `found` is complete to order 3.
    top
        How many triples are wanted.
    """
    masks = _Masks(found)
    return _joint(net, found, heapq.nsmallest(top, masks.of_size(3), key=masks.by_synergy))


def count_together(found: Contingency, size: int) -> int:
    """Return how many sets of a size break something that no smaller set in them breaks."""
    return len(_Masks(found).of_size(size))


def costliest_pair(found: Contingency) -> PairCost | None:
    """Return a pair of losses that costs no less than any other, or None if losing two costs nothing.

    It is one thing alone if no other adds anything to what that costs.
    """
    masks = _Masks(found)
    alone = {frozenset((token,)) for token in masks.costs}
    candidates = alone | masks.of_size(2).union(_costliest_apart(masks, 1))
    worst = min(candidates, key=lambda some: (-masks.cost(some), len(some), *masks.by_cost(some)), default=None)
    return _pair_cost(masks, worst) if worst else None


def pair_matrix(found: Contingency, *, most: int = MOST_TOKENS) -> PairMatrix:
    """Return what each two of the things that matter most cost together.

    Those are the costliest, alone or for what they break together with one other. The cut sets say it all: what is left
    on paper and what is not counts the same.

    Parameters
    ----------
    found
        As in `pairs`.
    most
        How many things the matrix has at most.
    """
    masks = _Masks(found)
    worst = dict(masks.costs)
    for pair in masks.of_size(2):
        worst |= {token: max(worst.get(token, 0.0), masks.synergy_cost(pair)) for token in pair}
    chosen = sorted(sorted(worst, key=lambda token: (-worst[token], token))[:most], key=masks.alone)
    rows = (tuple(_pair_cost(masks, frozenset((one, other))) for other in chosen) for one in chosen)
    return PairMatrix(tokens=tuple(chosen), cells=tuple(rows))


def _pair_cost(masks: _Masks, lost: Together) -> PairCost | None:
    """Return what one or two things cost, or None if that is nothing."""
    cost = masks.cost(lost)
    synergy_cost = masks.synergy_cost(lost) if len(lost) > 1 else 0.0
    return PairCost(tokens=lost, cost=cost, synergy_cost=synergy_cost) if cost else None


class _Masks:
    """Which operations fall to which sets: an operation a bit, so that thousands of pairs are added up quickly."""

    def __init__(self, found: Contingency) -> None:
        self._minimum = _by_set(found, _minimum)
        self._full = _by_set(found, _full)
        singles = sorted(token for some in self.of_size(1) for token in some)
        self.costs = {token: self.cost(frozenset((token,))) for token in singles}
        """What each thing costs that costs anything alone."""

    def of_size(self, size: int) -> set[Together]:
        """Return the sets of a size that break something none of their parts does."""
        return {some for some in (*self._minimum, *self._full) if len(some) == size}

    def cost(self, lost: Together) -> float:
        """Return what losing a set costs."""
        return _cost(*self._fall(lost, range(1, len(lost) + 1)))

    def synergy_cost(self, lost: Together) -> float:
        """Return how much more it costs than its parts do together."""
        return self.cost(lost) - _cost(*self._fall(lost, range(1, len(lost))))

    def by_cost(self, lost: Together) -> tuple[float, float, list[Token]]:
        """Return what to compare sets by, the costliest first; of equal ones those with more synergy."""
        return -self.cost(lost), -self.synergy_cost(lost), sorted(lost)

    def by_synergy(self, lost: Together) -> tuple[float, float, list[Token]]:
        """Return what to compare sets by, those with most synergy first; of equal ones the costlier."""
        return -self.synergy_cost(lost), -self.cost(lost), sorted(lost)

    def alone(self, token: Token) -> tuple[float, Token]:
        """Return what to compare single things by, worst first."""
        return -self.costs.get(token, 0.0), token

    def _fall(self, lost: Together, sizes: Iterable[int]) -> tuple[int, int]:
        """Return how many operations lose support, and how many are strained, by parts of a set of some sizes."""
        gone = strained = 0
        for part in (frozenset(part) for size in sizes for part in combinations(lost, size)):
            gone |= self._minimum.get(part, 0)
            strained |= self._full.get(part, 0)
        return gone.bit_count(), (strained & ~gone).bit_count()


def _by_set(found: Contingency, level: Callable[[OperationCuts], CutSets[Token]]) -> dict[Together, int]:
    """Return which operations each cut set breaks."""
    masks: defaultdict[Together, int] = defaultdict(int)
    for bit, cuts in enumerate(found.operations.values()):
        for some in level(cuts).sets:
            masks[some] |= 1 << bit
    return dict(masks)


def _costliest_apart(masks: _Masks, top: int) -> Iterator[Together]:
    """Yield pairs of things that cost something alone, among them the costliest of those without synergy.

    Without synergy a pair costs no more than both alone; so with the costliest first, one can stop early.
    """
    costs = sorted(masks.costs.items(), key=lambda item: (-item[1], item[0]))
    best: list[float] = []
    for at, (one, its) in enumerate(costs):
        for other, others in islice(costs, at + 1, None):
            if len(best) == top and its + others <= best[0]:
                break
            pair = frozenset((one, other))
            (heapq.heappush if len(best) < top else heapq.heappushpop)(best, masks.cost(pair))
            yield pair
        if len(best) == top and 2 * its <= best[0]:
            break


def _joint(net: Net, found: Contingency, sets: Sequence[Together]) -> tuple[JointLoss, ...]:
    """Return what some sets cost, and which of it only all of a set cost, by the engine that statuses come from."""
    minimum, full, masks = _minimal_sets(found, _minimum), _minimal_sets(found, _full), _Masks(found)
    return tuple(
        JointLoss(
            tokens=loss.tokens,
            unsupported=loss.unsupported,
            paper=loss.paper,
            strained=loss.strained,
            synergy=_broken_by(loss.tokens, minimum, among=(*loss.unsupported, *loss.paper)),
            synergy_strained=_broken_by(loss.tokens, full, among=loss.strained),
            synergy_cost=masks.synergy_cost(loss.tokens),
        )
        for loss in losses_of(net, sets, given=found.scope.given)
    )


def _broken_by(tokens: Together, minimal: Mapping[str, set[Together]], *, among: Iterable[str]) -> tuple[str, ...]:
    """Return the operations that several things break only together."""
    return tuple(name for name in among if len(tokens) > 1 and tokens in minimal[name])


def _minimal_sets(found: Contingency, level: Callable[[OperationCuts], CutSets[Token]]) -> dict[str, set[Together]]:
    """Return the minimal cut sets of each operation."""
    return {name: set(level(cuts).sets) for name, cuts in found.operations.items()}


def _minimum(cuts: OperationCuts) -> CutSets[Token]:
    return cuts.minimum


def _full(cuts: OperationCuts) -> CutSets[Token]:
    return cuts.full


def _cost(gone: int, strained: int) -> float:
    """Return what some operations without reported support and some strained ones count for."""
    return COST[SupportStatus.UNSUPPORTED] * gone + COST[SupportStatus.STRAINED] * strained


def _worst_first(loss: Loss) -> tuple[float, int, list[Token]]:
    """Return what to compare losses by: cost, then how many operations lose support, then name."""
    return -loss.cost, -len(loss.unsupported), sorted(loss.tokens)
