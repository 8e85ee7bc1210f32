"""Why an operation fell, and what would bring it back (method: 5.2).

Causes and repairs are taken against a goal, the status that is denied: causes are the smallest sets of lost things that
deny it alone, repairs the smallest sets to give back so that it is met. For one goal each are the other's minimal
hitting sets, and both are found in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from geo.network import LeaveWant, Net, SupplyWant
from geo.results import SupportStatus, level_in, status_in
from geo.scenario import Token
from geo.standing import standing_of
from geo.sweep import BASELINE, SCENARIO, Sweep, changes_ways

Sets = tuple[frozenset[Token], ...]

MOST_ROUNDS = 80
"""How often causes and repairs are looked for: dozens of closed skies combine into thousands of causes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Dual:
    causes: Sets
    repairs: Sets


def causes(net: Net, tokens: frozenset[Token], operation: str, *, goal: SupportStatus | None = None) -> Sets:
    """Return the minimal subsets of the lost tokens that alone keep an operation below a goal, smallest first.

    Parameters
    ----------
    net
        The network of the day.
    tokens
        What is lost.
    operation
        Id of a running operation.
    goal
        The status that is denied; by default the one above the present status, so that each cause alone brings the
        operation to where it is, or lower. Empty if the goal is met, or was not met in the baseline.
    """
    before, now = _statuses(net, tokens, operation)
    return _dual_of(net, tokens, operation, goal or _above(now, before)).causes


def repairs(
    net: Net,
    tokens: frozenset[Token],
    operation: str,
    *,
    goal: SupportStatus | None = None,
    check: Callable[[], None] | None = None,
) -> Sets:
    """Return the minimal sets of lost tokens to give back so that an operation meets a goal, smallest first.

    Parameters
    ----------
    net, tokens, operation
        As in `causes`.
    goal
        The status to reach; by default that of the baseline. Empty if it is met, or was not met in the baseline.
    check
        Called before each question that is asked of the network; what it raises ends the search.
    """
    to_meet = goal or _statuses(net, tokens, operation)[0]
    found = _found_dual(net, tokens, operation, to_meet, check) if check else _dual_of(net, tokens, operation, to_meet)
    return found.repairs


def group_causes(net: Net, tokens: frozenset[Token], operation: str, number: int) -> Sets:
    """Return the minimal subsets of the lost tokens that alone bring one group of an operation to its present level.

    Parameters
    ----------
    net, tokens, operation
        As in `causes`.
    number
        Which of the operation's groups, as they stand in its result.
    """
    group = net.operations[operation][number]
    present = level_in(Sweep.of(net, [tokens]), operation, group, SCENARIO)

    def holds(lost: frozenset[Token]) -> bool:
        return level_in(Sweep.of(net, [lost]), operation, group, SCENARIO) > present

    return _dual(_relevant(net, operation, tokens), holds).causes


def _statuses(net: Net, tokens: frozenset[Token], operation: str) -> tuple[SupportStatus, SupportStatus]:
    """Return the status of an operation in the baseline and with the tokens lost."""
    standing = standing_of(Sweep.of(net, [tokens]), operation)
    return status_in(standing, BASELINE), status_in(standing, SCENARIO)


def _above(status: SupportStatus, baseline: SupportStatus) -> SupportStatus:
    """Return the status that is denied by a fall to `status`; that of the baseline if there is no fall.

    A way on paper is no support: what brings an operation to one, or to none, is what denies it all that was reported.
    """
    fell_to_none = status in (SupportStatus.PAPER, SupportStatus.UNSUPPORTED) and baseline is not status
    return SupportStatus.STRAINED if fell_to_none else baseline


@lru_cache(maxsize=256)
def _dual_of(net: Net, tokens: frozenset[Token], operation: str, goal: SupportStatus) -> _Dual:
    """Return causes and repairs of an operation against a goal; kept for who asks for the others."""
    return _found_dual(net, tokens, operation, goal, lambda: None)


def _found_dual(
    net: Net, tokens: frozenset[Token], operation: str, goal: SupportStatus, check: Callable[[], None]
) -> _Dual:
    def holds(lost: frozenset[Token]) -> bool:
        check()
        # Ways on paper matter to no other goal, and take time; they may lead over any place.
        papers = None if goal is SupportStatus.PAPER else 0
        standing = standing_of(Sweep.of(net, [lost]), operation, papers=papers)
        return status_in(standing, SCENARIO).rank >= goal.rank

    relevant = tokens if goal is SupportStatus.PAPER else _relevant(net, operation, tokens)
    return _dual(relevant, holds)


def _dual(tokens: frozenset[Token], holds: Callable[[frozenset[Token]], bool]) -> _Dual:
    """Return all minimal sets whose loss breaks a monotone property, and all minimal sets that restore it.

    Each round takes a smallest set that hits every cause known so far and gives it back. If the property then holds,
    that set is a repair; if not, what is still lost hides another cause. When every hitting set is a repair there is
    no cause left to find: it would lie outside of one of them. After `MOST_ROUNDS` it stops: what was found until then
    is minimal all the same, but there may be more of it.
    """
    if not holds(frozenset()):
        return _Dual(causes=(), repairs=())
    found: set[frozenset[Token]] = set()
    hitting, proven = {frozenset[Token]()}, set[frozenset[Token]]()
    for _ in range(MOST_ROUNDS):
        untried = hitting - proven
        if not untried:
            break
        given_back = min(untried, key=_size_then_names)
        if holds(tokens - given_back):
            proven.add(given_back)
        else:
            cause = _shrunk(tokens - given_back, holds)
            found.add(cause)
            hitting = _hitting_too(hitting, cause)
    return _Dual(causes=_in_order(found), repairs=_in_order(proven - {frozenset()}))


def _shrunk(lost: frozenset[Token], holds: Callable[[frozenset[Token]], bool]) -> frozenset[Token]:
    """Return a minimal part of what is lost that still breaks the property."""
    for token in sorted(lost):
        if not holds(lost - {token}):
            lost -= {token}
    return lost


def _hitting_too(hitting: Iterable[frozenset[Token]], cause: frozenset[Token]) -> set[frozenset[Token]]:
    """Return the minimal sets that hit one more cause (Berge's step)."""
    kept = {chosen for chosen in hitting if chosen & cause}
    grown = {chosen | {token} for chosen in set(hitting) - kept for token in cause}
    return kept | {chosen for chosen in grown if not any(other <= chosen for other in kept)}


def _relevant(net: Net, operation: str, tokens: frozenset[Token]) -> frozenset[Token]:
    """Return those of the lost tokens that can matter to what was reported to support an operation.

    What shuts a sky or a strait can matter wherever it is.
    """
    ways = frozenset(token for token in tokens if changes_ways(token)) if net.lift else frozenset()
    return ways | tokens & _upstream(net, operation)


def _upstream(net: Net, operation: str) -> frozenset[Token]:
    """Return the tokens of every way to an operation, and of its leave."""
    found = {host for group in net.operations[operation] for want in group.wants for host in _hosts(want)}
    seen, queue = {operation}, [operation]
    while queue:
        for edge in net.incoming.get(queue.pop(), ()):
            site = net.sites[edge.origin]
            found |= {edge.token, site.token, *site.leave.hosts, *edge.stops.values()}
            if site.id not in seen:
                seen.add(site.id)
                queue.append(site.id)
    return frozenset(found)


def _hosts(want: SupplyWant | LeaveWant) -> tuple[Token, ...]:
    """Return the hosts that a want stands on."""
    return want.leave.hosts if isinstance(want, LeaveWant) and want.leave else ()


def _in_order(sets: Iterable[frozenset[Token]]) -> Sets:
    """Return sets in an order that does not change: smallest first, then by name."""
    return tuple(sorted(sets, key=_size_then_names))


def _size_then_names(tokens: frozenset[Token]) -> tuple[int, list[Token]]:
    return len(tokens), sorted(tokens)
