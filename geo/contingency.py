"""Which losses break which operations: all minimal cut sets of a day, for both levels (method: section 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from geo.cut_sets import DEFAULT_BUDGET, Budget, CutSearch, CutSets, Stop, Watch
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


def contingency(net: Net, scope: Scope = Scope(), *, budget: Budget = DEFAULT_BUDGET) -> Contingency:
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
    """
    watch = Watch(budget)
    searches = _searches(net, scope)
    _advance(list(searches.values()), scope.order, watch)
    complete_to = min((search.complete_to for search in searches.values()), default=scope.order)
    stopped = watch.stopped if complete_to < scope.order else None

    def cuts(goal: tuple[str, bool]) -> CutSets[Token]:
        return searches[goal].result(stopped if searches[goal].complete_to < scope.order else None)

    found = {
        name: OperationCuts(operation=name, minimum=cuts((name, False)), full=cuts((name, True)))
        for name in net.operations
    }
    return Contingency(scope=scope, operations=MappingProxyType(found), complete_to=complete_to, stopped=stopped)


def _searches(net: Net, scope: Scope) -> dict[tuple[str, bool], CutSearch[Token]]:
    """Return a search for each operation, and whether full support is meant."""
    support = support_circuit(net)
    circuit = support.circuit.losing(scope.given)
    goals = {(name, False): node for name, node in support.minimum.items()}
    goals |= {(name, True): node for name, node in support.full.items()}
    is_candidate = _is_candidate(net, scope)
    return {goal: CutSearch(partial(circuit.proof, node), candidates=is_candidate) for goal, node in goals.items()}


def _is_candidate(net: Net, scope: Scope) -> Callable[[Token], bool]:
    """Return whether a token can be lost, within the scope."""

    def is_candidate(token: Token) -> bool:
        if token.kind not in scope.kinds or token in scope.given:
            return False
        return token.kind is not TokenKind.FACILITY or scope.gateways or not net.sites[token.name].gateway

    return is_candidate


def _advance(searches: list[CutSearch[Token]], order: int, watch: Watch) -> None:
    """Complete one order after another for all searches, until the watch ends it."""
    for size in range(order):
        for number, search in enumerate(searches, 1):
            if not search.advance(watch):
                return
            watch.tell((size + number / len(searches)) / order)
