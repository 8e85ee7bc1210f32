"""Who is to blame, and for how much: each lost thing's Shapley share of what a scenario costs (method: 5.2).

An operation falls in steps, each with its cost: it loses full support, then the rest. Each step is a game of its own,
and a share is the sum of the shares in all games. They are monotone, so all shares are zero or more, and those of one
status add up to the number of operations that fell to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import comb, sqrt
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geo.costs import COST, Loss, losses_of
from geo.cut_sets import DEFAULT_BUDGET, Budget, OverBudgetError, Stop, Watch
from geo.network import Net
from geo.orders import Orders, Turns
from geo.results import SupportStatus
from geo.scenario import Token
from geo.standing import standing_of
from geo.support_circuit import support_circuit
from geo.sweep import BASELINE, Sweep, changes_ways

MOST_TOKENS = 16
"""Up to how many lost things every subset is looked at; beyond, orders are drawn."""

MOST_CLOSURES = 8
"""The same for things that change ways: every subset of them asks for ways of its own."""

ORDERS = 2000
"""How many orders are drawn where there are too many subsets."""

LEAST_ORDERS = 20
"""From fewer orders than that nothing is shared out: a mean of so few says little, and its error less."""

AT_ONCE = 50
"""How many orders are looked at together; where the search ends early, those begun do not count."""

Counts = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What one lost thing is to blame for, in operations."""

    token: Token
    unsupported: float
    paper: float
    strained: float
    error: float | None
    """The standard error of `cost` where orders were drawn; None if it is exact."""
    of: Mapping[str, float]
    """Its share in the fall of each operation, 0 to 1; what it had no part in is left out."""

    @property
    def cost(self) -> float:
        """Its share of what the scenario costs: see `geo.costs.COST`."""
        parts = (self.unsupported, self.paper, self.strained)
        return sum(COST[status] * part for status, part in zip(COST, parts, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shares:
    """The shares of all things that a scenario takes away, the largest first."""

    rows: tuple[Share, ...]
    total: float
    """What the scenario costs; the shares add up to it."""
    orders: int | None
    """How many orders were drawn; None if every subset was looked at."""
    stopped: Stop | None = None
    """Why not all orders were looked at that were to be; with too few of them there are no rows."""

    @property
    def exact(self) -> bool:
        """Whether every subset was looked at."""
        return self.orders is None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Game:
    """One step of the fall of one operation: below full support, or below any."""

    operation: str
    status: SupportStatus
    """What the operation falls to in the end."""
    to_full: bool
    weight: float
    """What the step counts for: those of one operation add up to the cost of what it falls to."""

    def broken(self, sweep: Sweep) -> int:
        """Return the cases in which it is taken."""
        standing = standing_of(sweep, self.operation, papers=0)
        return sweep.one_level & ~(standing.full if self.to_full else standing.minimum)


def _games(net: Net, loss: Loss) -> list[_Game]:
    """Return the steps in which the operations fall that a loss makes worse.

    To lose full support costs as much as to be strained, and to lose the rest what that leaves of the whole cost. An
    operation without full support before has only that one step to fall, at the whole cost.
    """
    before, games = Sweep.of(net, []), []
    for name, status in ((name, status) for status, names in loss.fallen.items() for name in names):
        was_full = standing_of(before, name, papers=0).full & 1 << BASELINE
        first = COST[SupportStatus.STRAINED] if was_full else 0.0
        for to_full, weight in ((True, first), (False, COST[status] - first)):
            if weight:
                games.append(_Game(operation=name, status=status, to_full=to_full, weight=weight))
    return games


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawing:
    """How orders are drawn."""

    orders: int
    seed: int
    watch: Watch


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """Each thing's part in each step, a row for each step."""

    parts: Counts | None
    """None if there is none to tell."""
    errors: Sequence[float | None]
    orders: int | None


def shares(
    net: Net, tokens: frozenset[Token], *, seed: int = 0, orders: int = ORDERS, budget: Budget = DEFAULT_BUDGET
) -> Shares:
    """Return the Shapley share of every lost thing in what losing all of them costs.

    A thing's share is what it costs to lose it once those before it are lost, on average over all orders of losing the
    things one by one. Its share in an operation is that for this operation alone, of what its fall costs.

    Parameters
    ----------
    net
        The network of the day.
    tokens
        What is lost.
    seed
        Where drawing begins; the same seed gives the same shares.
    orders
        How many orders are drawn if there are too many subsets to look at all.
    budget
        What the search may use up; if it ends early, fewer orders are looked at.

    Sources
    -------
    Shapley, L. S. (1953), A value for n-person games, Contributions to the Theory of Games II, 307-317.
    """
    watch, players = Watch(budget), sorted(tokens)
    (loss,) = losses_of(net, [tokens])
    games = _games(net, loss)
    few = len(players) <= MOST_TOKENS and sum(map(changes_ways, players)) <= MOST_CLOSURES
    drawing = _Drawing(orders=orders, seed=seed, watch=watch)
    found = _exact(net, players, games) if few or not games else _drawn(net, players, games, drawing)
    parts = found.parts
    rows = [
        _share(token, games, parts[:, at], found.errors[at]) for at, token in enumerate(players) if parts is not None
    ]
    return Shares(
        rows=tuple(sorted(rows, key=lambda row: (-round(row.cost, 9), row.token))),
        total=loss.cost,
        orders=found.orders,
        stopped=watch.stopped,
    )


def _share(token: Token, games: Sequence[_Game], parts: Counts, error: float | None) -> Share:
    """Return the share of one thing from its parts in the steps of the operations."""
    by_status, by_operation = dict.fromkeys(COST, 0.0), dict[str, float]()
    for game, part in zip(games, parts, strict=True):
        weighted = float(part) * game.weight / COST[game.status]
        by_status[game.status] += weighted
        by_operation[game.operation] = by_operation.get(game.operation, 0.0) + weighted
    return Share(
        token=token,
        unsupported=by_status[SupportStatus.UNSUPPORTED],
        paper=by_status[SupportStatus.PAPER],
        strained=by_status[SupportStatus.STRAINED],
        error=error,
        of=MappingProxyType({operation: part for operation, part in by_operation.items() if part}),
    )


def _exact(net: Net, players: Sequence[Token], games: Sequence[_Game]) -> _Found:
    """Return each thing's part in each step from every subset: case i loses the players whose bits i has set."""
    count = len(players)
    parts = np.zeros((len(games), count))
    found = _Found(parts=parts, errors=[None] * count, orders=None)
    if not games:
        return found
    width = 1 << count
    # Case 0 loses nothing, as the baseline must; the pattern of player k is 2^k zeros, 2^k ones, again and again.
    lost = {token: _pattern(k, width) for k, token in enumerate(players)}
    sweep = Sweep(net, width=width, lost=lost)
    sizes = np.bitwise_count(np.arange(width, dtype=np.uint32)).astype(np.int64)
    weights = np.array([1 / (count * comb(count - 1, size)) for size in range(count)])
    for row, game in enumerate(games):
        broken = _bits(game.broken(sweep), width)
        for k in range(count):
            halves = broken.reshape(-1, 2, 1 << k)
            turned = (halves[:, 1, :] & ~halves[:, 0, :]).ravel()
            parts[row, k] = weights[sizes.reshape(-1, 2, 1 << k)[:, 0, :].ravel()[turned]].sum()
    return found


def _pattern(k: int, width: int) -> int:
    """Return the cases whose number has bit k set."""
    period = 1 << k
    block = ((1 << period) - 1) << period
    return block * (((1 << width) - 1) // ((1 << 2 * period) - 1))


def _bits(mask: int, width: int) -> NDArray[np.bool_]:
    """Return a mask as an array, case 0 first."""
    octets = np.frombuffer(mask.to_bytes((width + 7) // 8, "little"), dtype=np.uint8)
    return np.unpackbits(octets, count=width, bitorder="little").astype(np.bool_)


def _drawn(net: Net, players: Sequence[Token], games: Sequence[_Game], drawing: _Drawing) -> _Found:
    """Return each thing's part in each step from drawn orders, and the standard error of its cost."""
    count = len(players)
    turning = np.concatenate([*_turning(net, players, games, drawing)], axis=1)
    orders = turning.shape[1]
    if orders < min(LEAST_ORDERS, drawing.orders):
        return _Found(parts=None, errors=[], orders=0)
    costs = np.zeros((orders, count))
    for row, game in enumerate(games):
        costs[np.arange(orders), turning[row]] += game.weight
    return _Found(
        parts=np.stack([np.bincount(row, minlength=count) / orders for row in turning]),
        errors=[float(column.std(ddof=1)) / sqrt(orders) for column in costs.T],
        orders=orders,
    )


def _turning(net: Net, players: Sequence[Token], games: Sequence[_Game], drawing: _Drawing) -> Iterator[Orders]:
    """Yield for some orders after others with which player each step is taken, until the budget is used up.

    The orders are drawn beforehand: those looked at in time are no others than if there had been more of it.
    """
    rows = np.tile(np.arange(len(players)), (drawing.orders, 1))
    order = np.random.default_rng(drawing.seed).permuted(rows, axis=1)
    turns = [Turns(players, partial(_proof, net, game, drawing.watch)) for game in games]
    yield np.zeros((len(games), 0), dtype=np.int64)
    try:
        for at in range(0, drawing.orders, AT_ONCE):
            drawing.watch.check()
            yield np.stack([turn.of(order[at : at + AT_ONCE]) for turn in turns])
            drawing.watch.tell(min(1.0, (at + AT_ONCE) / drawing.orders))
    except OverBudgetError:
        return


def _proof(net: Net, game: _Game, watch: Watch, lost: frozenset[Token]) -> frozenset[Token] | None:
    """Return what it hangs on that a step is not taken with some things lost; None if it is."""
    watch.check()
    support = support_circuit(net)
    nodes = support.full if game.to_full else support.minimum
    return support.circuit.proof(nodes[game.operation], lost)
