"""What of support only the ways of the day can decide: whether a link has a way left, and a chain carries enough."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from geo.carriage import Hop
from geo.legs import Closures
from geo.lift import Conditions, DayLift
from geo.network import Edge
from geo.scenario import Token, TokenKind, overflight_token, passage_token
from geo.throughput import MEASURED_BY, SLACK, CarryingChain, flown, legs_that_count
from geo.vocabulary import Function, Mode


class WayGate:
    """Whether a link has a legal way (`DayLift.is_open`); where it can have none, there is no such gate."""

    def __init__(self, lift: DayLift, edge: Edge) -> None:
        self._lift = lift
        self._edge = edge

    def witness(self, lost: AbstractSet[Token]) -> frozenset[Token] | None:
        """Return what the way around what is lost crosses, or None if there is none."""
        closed = _closed(lost, self._edge.mode)
        if not self._lift.is_open(self._edge, Conditions(skies=closed, passages=closed)):
            return None
        return _crossed(self._lift, self._edge, closed)

    def hangs_on(self, element: Token) -> bool:
        """Say whether a token shuts what such a link may cross."""
        return element.kind is _closing(self._edge.mode)


def way_gate(lift: DayLift | None, edge: Edge) -> tuple[WayGate, ...]:
    """Return the gate of a link; none if nothing that is shut can bar it: it is taken at its word."""
    if lift is None or not lift.is_leg(edge) or not lift.is_known(edge):
        return ()
    leg = lift.air(edge.origin, edge.target) if edge.mode is Mode.AIR else lift.sea(edge.origin, edge.target)
    return () if leg.way() is None else (WayGate(lift, edge),)


class LoadGate:
    """Whether a chain that is measured carries enough of what is carried on the day."""

    def __init__(self, chain: CarryingChain, *, of_t_day: float, least_share: float) -> None:
        """Prepare the gate.

        Parameters
        ----------
        chain
            The chain.
        of_t_day
            What is carried in the baseline: tonnes a day, or loads of a ship.
        least_share
            Which part of it the chain must carry, 0 to 1.
        """
        self._chain = chain
        self._of_t_day = of_t_day
        self._least_share = least_share
        runs = legs_that_count(chain.lift, chain.edges, chain.chain.function)
        self._legs = [hop for run in runs for hop in run]
        self._mode = MEASURED_BY[chain.chain.function]
        self._fuel = frozenset(
            Token(TokenKind.FUNCTION, place, Function.REFUEL)
            for place in {place for run in runs for place in flown(run)}.intersection(chain.chain.places)
            if chain.lift.field(place).has_fuel(chain.lift.assumptions.fuel)
        )
        self._found: dict[Conditions, frozenset[Token] | None] = {}

    def witness(self, lost: AbstractSet[Token]) -> frozenset[Token] | None:
        """Return what the ways under what is lost cross and the fuel on them, or None if too little is carried."""
        closed = _closed(lost, self._mode)
        # Only what turned a leg is told apart, so that there are few conditions to compute loads for.
        turned = frozenset[str]().union(*(self._turned(hop, closed) for hop in self._legs))
        dry = frozenset(token.name for token in self._fuel & lost)
        conditions = Conditions(skies=turned, passages=turned, dry=dry)
        if conditions not in self._found:
            self._found[conditions] = self._settled(conditions, turned)
        return self._found[conditions]

    def hangs_on(self, element: Token) -> bool:
        """Say whether a token shuts what such legs may cross, or takes fuel that is counted on."""
        return element in self._fuel or (bool(self._legs) and element.kind is _closing(self._mode))

    def _turned(self, hop: Hop, closed: Closures) -> Closures:
        """Return the closures that turned the way of a leg."""
        return self._chain.lift.turned_by(hop, Conditions(skies=closed, passages=closed))

    def _settled(self, conditions: Conditions, turned: Closures) -> frozenset[Token] | None:
        """Return the witness under some conditions."""
        if self._chain.t_day(conditions) / self._of_t_day + SLACK < self._least_share:
            return None
        fuel = frozenset(token for token in self._fuel if token.name not in conditions.dry)
        return fuel.union(*(_crossed(self._chain.lift, hop, turned) for hop in self._legs))


def _closing(mode: Mode) -> TokenKind:
    """Return the kind of tokens that shut ways of a mode."""
    return TokenKind.OVERFLIGHT if mode is Mode.AIR else TokenKind.PASSAGE


def _closed(lost: AbstractSet[Token], mode: Mode) -> Closures:
    """Return the names of what is shut to a mode."""
    kind = _closing(mode)
    return frozenset(token.name for token in lost if token.kind is kind)


def _crossed(lift: DayLift, hop: Hop, closed: Closures) -> frozenset[Token]:
    """Return the tokens of what the way of a leg around closures crosses."""
    if hop.mode is Mode.AIR:
        return frozenset(map(overflight_token, lift.air(hop.origin, hop.target).crossed(closed)))
    return frozenset(map(passage_token, lift.sea(hop.origin, hop.target).crossed(closed)))
