"""Which losses break which operations: all minimal cut sets of a day, for both levels (method: section 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Protocol

from geo.circuit import Circuit
from geo.circuit_cuts import circuit_cut_sets
from geo.condense import condensed
from geo.cut_sets import DEFAULT_BUDGET, Budget, CutSets, Stop
from geo.network import Net
from geo.scenario import Token, TokenKind
from geo.support_circuit import support_circuit

KINDS = frozenset({TokenKind.FACILITY, TokenKind.HOST, TokenKind.OVERFLIGHT, TokenKind.PASSAGE})
"""What can be lost unless a reader chooses otherwise: whole facilities, leave and ways."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Which losses are looked at."""

    kinds: frozenset[TokenKind] = KINDS
    gateways: bool = False
    """Whether facilities can be lost that chains start at by the way the data are sourced (method: 1.2)."""
    given: frozenset[Token] = frozenset()
    """What is lost already."""
    order: int = 2
    """How many losses at once."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OperationCuts:
    """What breaks one operation."""

    operation: str
    minimum: CutSets[Token]
    """What leaves it without support: unsupported, or on paper only."""
    full: CutSets[Token]
    """What costs it full support: strained, or less."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Contingency:
    """What breaks the running operations of a day."""

    scope: Scope
    operations: Mapping[str, OperationCuts]
    complete_to: int
    """All cut sets of up to so many losses are found, for every operation."""
    stopped: Stop | None


class Search(Protocol):
    """Finds the minimal cut sets of some nodes of a circuit, as `circuit_cut_sets` does."""

    def __call__(
        self,
        circuit: Circuit[Token],
        goals: Sequence[int],
        /,
        *,
        order: int,
        candidates: Callable[[Token], bool],
        budget: Budget,
    ) -> Mapping[int, CutSets[Token]]:
        """Return, for each of the nodes, what brings it down."""


def contingency(
    net: Net, scope: Scope = Scope(), *, budget: Budget = DEFAULT_BUDGET, search: Search = circuit_cut_sets
) -> Contingency:
    """Return all minimal sets of losses that break an operation, up to the order asked for.

    One order after another is completed for all operations, so that what is found in time is of use.

    Parameters
    ----------
    net
        The network of the day.
    scope
        Which losses are looked at.
    budget
        What the search may use up.
    search
        What finds the sets.
    """
    circuit, minimum, full = _scoped(net, replace(scope, order=0))
    goals, candidates = sorted({*minimum.values(), *full.values()}), _candidates(net, scope)
    found = search(circuit, goals, order=scope.order, candidates=candidates, budget=budget)
    operations = {
        name: OperationCuts(operation=name, minimum=found[minimum[name]], full=found[full[name]])
        for name in net.operations
    }
    return Contingency(
        scope=scope,
        operations=MappingProxyType(operations),
        complete_to=min((cuts.complete_to for cuts in found.values()), default=scope.order),
        stopped=next((cuts.stopped for cuts in found.values()), None),
    )


@lru_cache(maxsize=16)
def _scoped(net: Net, scope: Scope) -> tuple[Circuit[Token], Mapping[str, int], Mapping[str, int]]:
    """Return the circuit of a network without what is beyond a scope, and where operations keep either level."""
    support = support_circuit(net)
    goals = [*support.minimum.values(), *support.full.values()]
    circuit, numbers = condensed(support.circuit.losing(scope.given), goals, can_be_lost=_candidates(net, scope))
    minimum = {name: numbers[node] for name, node in support.minimum.items()}
    return circuit, minimum, {name: numbers[node] for name, node in support.full.items()}


def _candidates(net: Net, scope: Scope) -> Callable[[Token], bool]:
    """Return whether a token can be lost, within the scope."""

    def is_candidate(token: Token) -> bool:
        if token.kind not in scope.kinds or token in scope.given:
            return False
        return token.kind is not TokenKind.FACILITY or scope.gateways or not net.sites[token.name].gateway

    return is_candidate
