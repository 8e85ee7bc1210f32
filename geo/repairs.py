"""What would bring an operation back, cheapest first (method: 5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.attribution import repairs
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


def cheapest_repairs(
    net: Net,
    tokens: frozenset[Token],
    operation: str,
    *,
    goal: SupportStatus | None = None,
    cost: Mapping[Token, float] = {},
) -> tuple[Repair, ...]:
    """Return the minimal sets of lost things to give back so that an operation meets a goal, cheapest first.

    Parameters
    ----------
    net, tokens, operation, goal
        As in `geo.attribution.repairs`: the goal is by default the status of the baseline.
    cost
        What giving back a thing costs; 1 for each that is not named.
    """
    found = (
        Repair(tokens=some, cost=sum(cost.get(token, EACH) for token in some))
        for some in repairs(net, tokens, operation, goal=goal)
    )
    return tuple(sorted(found, key=lambda repair: (repair.cost, len(repair.tokens), sorted(repair.tokens))))
