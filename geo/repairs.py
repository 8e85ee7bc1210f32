"""What would bring an operation back, cheapest first (method: 5.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from geo.attribution import repairs
from geo.cut_sets import DEFAULT_BUDGET, Budget, OverBudgetError, Stop, Watch
from geo.network import Net
from geo.results import SupportStatus
from geo.scenario import Token

EACH = 1.0
"""What giving back one thing costs where nothing else is said."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Repair:
    """A smallest set of lost things that, given back, bring an operation to a goal."""

    tokens: frozenset[Token]
    cost: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Repairs:
    """What would bring several operations back."""

    found: Mapping[str, tuple[Repair, ...]]
    """By operation, cheapest first."""
    left_out: tuple[str, ...]
    """The operations that were not looked at before the search ended."""
    stopped: Stop | None


def all_repairs(
    net: Net, tokens: frozenset[Token], operations: Sequence[str], *, budget: Budget = DEFAULT_BUDGET
) -> Repairs:
    """Return the cheapest repairs of several operations, one after the other.

    Parameters
    ----------
    net, tokens
        As in `cheapest_repairs`.
    operations
        Ids of operations, those that matter most first.
    budget
        What the search may use up; an operation that it does not suffice for is left out.
    """
    watch, found = Watch(budget), dict[str, tuple[Repair, ...]]()
    try:
        for operation in operations:
            watch.check()
            found[operation] = cheapest_repairs(net, tokens, operation, check=watch.check)
            watch.tell(len(found) / len(operations))
    except OverBudgetError:
        pass
    left_out = tuple(name for name in operations if name not in found)
    return Repairs(found=MappingProxyType(found), left_out=left_out, stopped=watch.stopped if left_out else None)


def cheapest_repairs(
    net: Net,
    tokens: frozenset[Token],
    operation: str,
    *,
    goal: SupportStatus | None = None,
    cost: Mapping[Token, float] = {},
    check: Callable[[], None] | None = None,
) -> tuple[Repair, ...]:
    """Return the minimal sets of lost things to give back so that an operation meets a goal, cheapest first.

    Parameters
    ----------
    net, tokens, operation, goal, check
        As in `geo.attribution.repairs`: the goal is by default the status of the baseline.
    cost
        What giving back a thing costs; 1 for each that is not named.
    """
    found = (
        Repair(tokens=some, cost=sum(cost.get(token, EACH) for token in some))
        for some in repairs(net, tokens, operation, goal=goal, check=check)
    )
    return tuple(sorted(found, key=lambda repair: (repair.cost, len(repair.tokens), sorted(repair.tokens))))
