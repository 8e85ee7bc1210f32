"""The support network of a day as a circuit: whether an operation keeps a level, on what it hangs (method: 1.3, 1.4).

It says what `geo.sweep` and `geo.standing` say of every loss, and names a proof. A way on paper is no support.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple, Protocol

from geo.circuit import Circuit
from geo.network import Edge, Group, Leave, LeaveWant, Net, SupplyWant
from geo.scenario import Token
from geo.support_gates import LoadGate, WayGate, way_gate
from geo.sweep import BASELINE, Sweep
from geo.throughput import CarryingChain, carrying
from geo.vocabulary import CARRIED, Function, Mode, Weight
from geo.wiring import Gate, Wiring


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class SupportCircuit:
    """The circuit of a day, and where in it each running operation keeps a level."""

    circuit: Circuit[Token]
    minimum: Mapping[str, int]
    """By operation, the node that is up while every essential group is met."""
    full: Mapping[str, int]
    """The same for every essential and documented important group, by facilities that are not weakened."""


@lru_cache(maxsize=16)
def support_circuit(net: Net) -> SupportCircuit:
    """Return the circuit of a network."""
    drawing = _Drawing(net)
    minimum = {name: drawing.add(_Keeps(name, full=False)) for name in net.operations}
    full = {name: drawing.add(_Keeps(name, full=drawing.differs(name))) for name in net.operations}
    return SupportCircuit(circuit=drawing.circuit(), minimum=MappingProxyType(minimum), full=MappingProxyType(full))


class _Part(Hashable, Protocol):
    """A part of the network that is up, or not."""

    def wish(self, at: _Drawing) -> _Wish:
        """Return what must hold for it."""


class _Wish(NamedTuple):
    """What must hold for a part of the network to be up."""

    guards: tuple[Token, ...] = ()
    groups: tuple[tuple[_Part, ...], ...] = ()
    gates: tuple[Gate[Token], ...] = ()

    def too(self, other: _Wish) -> _Wish:
        """Return the wish for this and another."""
        return _Wish(self.guards + other.guards, self.groups + other.groups, self.gates + other.gates)


ALWAYS = _Wish()
NEVER = _Wish(groups=((),))


class _Drawing:
    """A network on its way into a circuit: only what an operation hangs on is drawn."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self._baseline = Sweep.of(net, ())
        self._has_weakened = not all(site.strong for site in net.sites.values())
        self._wiring = Wiring[Token]()
        self._drawn: set[_Part] = set()
        self._gates: dict[str, tuple[WayGate, ...]] = {}

    def add(self, goal: _Part) -> int:
        """Draw a part and all that it hangs on, and return its number."""
        stack = [goal]
        while stack:
            part = stack.pop()
            if part not in self._drawn:
                self._drawn.add(part)
                guards, groups, gates = part.wish(self)
                self._wiring.node(part, guards=guards, groups=groups, gates=gates)
                stack.extend(member for group in groups for member in group)
        return self._wiring.number(goal)

    def circuit(self) -> Circuit[Token]:
        """Return the circuit of all that was drawn."""
        return Circuit(self._wiring.nodes())

    def tier(self, *, full: bool) -> bool:
        """Say whether facilities must be told apart for a level: not on a day on which none is weakened."""
        return full and self._has_weakened

    def differs(self, operation: str) -> bool:
        """Say whether an operation may keep the minimum and not the full level."""
        wanted = [group for group in self.net.operations[operation] if self.decides(operation, group, full=True)]
        wants = [want for group in wanted for want in group.wants]
        only_essential = all(group.weight is Weight.ESSENTIAL for group in wanted)
        return self._has_weakened or not only_essential or any(want in carrying(self.net) for want in wants)

    def decides(self, operation: str, group: Group, *, full: bool) -> bool:
        """Say whether a group decides a level; an important one that is not met in the baseline does not."""
        if group.weight is not Weight.IMPORTANT:
            return group.weight is Weight.ESSENTIAL
        return full and bool(self._baseline.meets(operation, group) >> BASELINE & 1)

    def site(self, site_id: str, *, strong: bool) -> _Wish:
        """Return what must hold for a facility to be usable."""
        site = self.net.sites[site_id]
        return NEVER if strong and not site.strong else _Wish(guards=(site.token,)).too(_leave(site.leave))

    def link(self, edge: Edge) -> _Wish:
        """Return what must hold for a link to be there and have a way."""
        if edge.id not in self._gates:
            self._gates[edge.id] = way_gate(self.net.lift, edge)
        return _Wish(guards=(edge.token,), gates=self._gates[edge.id])

    def steps(self, place: str, function: Function, mode: Mode | None, *, strong: bool) -> tuple[_Part, ...]:
        """Return the last steps of all ways by which a function is carried to a place; by a mode, if one is given."""
        return tuple(
            _Step(edge, function, None if edge.mode is mode else mode, strong)
            for edge in self.net.incoming.get(place, ())
            if function in edge.stops
        )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a token takes away is still there."""

    token: Token

    def wish(self, at: _Drawing) -> _Wish:
        return _Wish(guards=(self.token,))


@dataclass(frozen=True, slots=True)
class _Carried:
    """A function is carried to a facility; by a way that uses the mode, if one is given (facts: rule 3)."""

    function: Function
    mode: Mode | None
    place: str
    strong: bool

    def wish(self, at: _Drawing) -> _Wish:
        site = at.net.sites[self.place]
        usable = at.site(self.place, strong=self.strong)
        if self.mode is None and (site.gateway or self.function in site.local):
            return usable
        return usable.too(_Wish(groups=(at.steps(self.place, self.function, self.mode, strong=self.strong),)))


@dataclass(frozen=True, slots=True)
class _Step:
    """A function is carried to the origin of a link, and along it."""

    edge: Edge
    function: Function
    mode: Mode | None
    strong: bool

    def wish(self, at: _Drawing) -> _Wish:
        before = _Carried(self.function, self.mode, self.edge.origin, self.strong)
        return at.link(self.edge).too(_Wish(guards=(self.edge.stops[self.function],), groups=((before,),)))


@dataclass(frozen=True, slots=True)
class _Reached:
    """A facility is reached from a gateway by live links of any kind (facts: rule 4)."""

    place: str
    strong: bool

    def wish(self, at: _Drawing) -> _Wish:
        usable = at.site(self.place, strong=self.strong)
        if at.net.sites[self.place].gateway:
            return usable
        passes = tuple(_Passed(edge, self.strong) for edge in at.net.incoming.get(self.place, ()))
        return usable.too(_Wish(groups=(passes,)))


@dataclass(frozen=True, slots=True)
class _Passed:
    """The origin of a link is reached, and something can go along the link."""

    edge: Edge
    strong: bool

    def wish(self, at: _Drawing) -> _Wish:
        reached = _Wish(groups=((_Reached(self.edge.origin, self.strong),),))
        return at.link(self.edge).too(_any_of(self.edge.stops.values()) if self.edge.stops else ALWAYS).too(reached)


@dataclass(frozen=True, slots=True)
class _Given:
    """The origin of a link has a function to give on the spot, and gives it."""

    edge: Edge
    function: Function
    strong: bool

    def wish(self, at: _Drawing) -> _Wish:
        has_own = self.function in at.net.sites[self.edge.origin].local
        reached = _Wish(groups=((_Reached(self.edge.origin, self.strong),),))
        source = at.site(self.edge.origin, strong=self.strong) if has_own else reached
        return at.link(self.edge).too(_Wish(guards=(self.edge.stops[self.function],))).too(source)


@dataclass(frozen=True, slots=True)
class _Carries:
    """A chain holds and carries enough for a level; one that is not measured is taken at its word."""

    chain: CarryingChain
    of_t_day: float
    full: bool

    def wish(self, at: _Drawing) -> _Wish:
        wish = ALWAYS
        for edge in self.chain.edges:
            site, stop = at.site(edge.origin, strong=self.full), edge.stops[self.chain.chain.function]
            wish = wish.too(site).too(at.link(edge)).too(_Wish(guards=(stop,)))
        if not self.chain.is_measured:
            return wish
        theta = at.net.parameters.assumptions
        least_share = theta.theta_full if self.full else theta.theta_min
        return wish.too(_Wish(gates=(LoadGate(self.chain, of_t_day=self.of_t_day, least_share=least_share),)))


@dataclass(frozen=True, slots=True)
class _Met:
    """A want of an operation is met."""

    operation: str
    want: SupplyWant | LeaveWant
    full: bool

    def wish(self, at: _Drawing) -> _Wish:
        if isinstance(self.want, LeaveWant):
            return NEVER if self.want.leave is None else _leave(self.want.leave)
        return ALWAYS if self.want.local else _Wish(groups=(self._ways(at, self.want),))

    def _ways(self, at: _Drawing, want: SupplyWant) -> tuple[_Part, ...]:
        """Return the ways by which a want can be met."""
        if (known := carrying(at.net).get(want)) is not None:
            return tuple(_Carries(chain, known.t_day, self.full) for chain in known.chains)
        strong = at.tier(full=self.full)
        if want.function in CARRIED:
            return at.steps(self.operation, want.function, want.mode, strong=strong)
        return tuple(
            _Given(edge, want.function, strong)
            for edge in at.net.incoming.get(self.operation, ())
            if want.function in edge.stops and edge.mode is want.mode
        )


@dataclass(frozen=True, slots=True)
class _Keeps:
    """An operation keeps a level: `full`, or the minimum (method: 1.4)."""

    operation: str
    full: bool

    def wish(self, at: _Drawing) -> _Wish:
        groups = at.net.operations[self.operation]
        return _Wish(groups=tuple(self._met(g) for g in groups if at.decides(self.operation, g, full=self.full)))

    def _met(self, group: Group) -> tuple[_Part, ...]:
        """Return what meets a group: any of its wants."""
        return tuple(_Met(self.operation, want, self.full) for want in group.wants)


def _leave(leave: Leave) -> _Wish:
    """Return what must hold for a leave to be given."""
    return _any_of(leave.hosts) if leave.any_one and leave.hosts else _Wish(guards=leave.hosts)


def _any_of(tokens: Iterable[Token]) -> _Wish:
    """Return the wish that one of some things at least is still there."""
    kept = tuple(_Kept(token) for token in tokens)
    return _Wish(guards=(kept[0].token,)) if len(kept) == 1 else _Wish(groups=(kept,))
