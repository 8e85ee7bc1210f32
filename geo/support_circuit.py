"""The support network of a day as a circuit: whether an operation keeps a level, on what it hangs (method: 1.3, 1.4).

It says what `geo.sweep` and `geo.standing` say of every loss, and names a proof. A way on paper is no support.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from geo.circuit import Circuit
from geo.network import Edge, Group, LeaveWant, Net, SupplyWant
from geo.scenario import Token
from geo.support_drawing import ALWAYS, NEVER, Drawing, Part, Wish, any_of, leave_wish
from geo.support_gates import LoadGate
from geo.throughput import CarryingChain, carrying
from geo.vocabulary import CARRIED, Function, Mode


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
    drawing = Drawing(net)
    minimum = {name: drawing.add(_Keeps(name, full=False)) for name in net.operations}
    full = {name: drawing.add(_Keeps(name, full=drawing.differs(name))) for name in net.operations}
    return SupportCircuit(circuit=drawing.circuit(), minimum=MappingProxyType(minimum), full=MappingProxyType(full))


@dataclass(frozen=True, slots=True)
class _Carried:
    """A function is carried to a facility; by a way that uses the mode, if one is given (facts: rule 3)."""

    function: Function
    mode: Mode | None
    place: str
    strong: bool

    def wish(self, at: Drawing) -> Wish:
        site = at.net.sites[self.place]
        usable = at.site(self.place, strong=self.strong)
        if self.mode is None and (site.gateway or self.function in site.local):
            return usable
        return usable.too(Wish(groups=(_steps(at.net, self.place, self.function, self.mode, strong=self.strong),)))


@dataclass(frozen=True, slots=True)
class _Step:
    """A function is carried to the origin of a link, and along it."""

    edge: Edge
    function: Function
    mode: Mode | None
    strong: bool

    def wish(self, at: Drawing) -> Wish:
        before = _Carried(self.function, self.mode, self.edge.origin, self.strong)
        return at.link(self.edge).too(Wish(guards=(self.edge.stops[self.function],), groups=((before,),)))


@dataclass(frozen=True, slots=True)
class _Reached:
    """A facility is reached from a gateway by live links of any kind (facts: rule 4)."""

    place: str
    strong: bool

    def wish(self, at: Drawing) -> Wish:
        usable = at.site(self.place, strong=self.strong)
        if at.net.sites[self.place].gateway:
            return usable
        passes = tuple(_Passed(edge, self.strong) for edge in at.net.incoming.get(self.place, ()))
        return usable.too(Wish(groups=(passes,)))


@dataclass(frozen=True, slots=True)
class _Passed:
    """The origin of a link is reached, and something can go along the link."""

    edge: Edge
    strong: bool

    def wish(self, at: Drawing) -> Wish:
        reached = Wish(groups=((_Reached(self.edge.origin, self.strong),),))
        return at.link(self.edge).too(any_of(self.edge.stops.values()) if self.edge.stops else ALWAYS).too(reached)


@dataclass(frozen=True, slots=True)
class _Given:
    """The origin of a link has a function to give on the spot, and gives it."""

    edge: Edge
    function: Function
    strong: bool

    def wish(self, at: Drawing) -> Wish:
        has_own = self.function in at.net.sites[self.edge.origin].local
        reached = Wish(groups=((_Reached(self.edge.origin, self.strong),),))
        source = at.site(self.edge.origin, strong=self.strong) if has_own else reached
        return at.link(self.edge).too(Wish(guards=(self.edge.stops[self.function],))).too(source)


@dataclass(frozen=True, slots=True)
class _Carries:
    """A chain holds and carries enough for a level; one that is not measured is taken at its word."""

    chain: CarryingChain
    of_t_day: float
    full: bool

    def wish(self, at: Drawing) -> Wish:
        wish = ALWAYS
        for edge in self.chain.edges:
            site, stop = at.site(edge.origin, strong=self.full), edge.stops[self.chain.chain.function]
            wish = wish.too(site).too(at.link(edge)).too(Wish(guards=(stop,)))
        if not self.chain.is_measured:
            return wish
        theta = at.net.parameters.assumptions
        least_share = theta.theta_full if self.full else theta.theta_min
        return wish.too(Wish(gates=(LoadGate(self.chain, of_t_day=self.of_t_day, least_share=least_share),)))


@dataclass(frozen=True, slots=True)
class _Met:
    """A want of an operation is met."""

    operation: str
    want: SupplyWant | LeaveWant
    full: bool

    def wish(self, at: Drawing) -> Wish:
        if isinstance(self.want, LeaveWant):
            return NEVER if self.want.leave is None else leave_wish(self.want.leave)
        return ALWAYS if self.want.local else Wish(groups=(self._ways(at, self.want),))

    def _ways(self, at: Drawing, want: SupplyWant) -> tuple[Part, ...]:
        """Return the ways by which a want can be met."""
        if (known := carrying(at.net).get(want)) is not None:
            return tuple(_Carries(chain, known.t_day, self.full) for chain in known.chains)
        strong = at.tier(full=self.full)
        if want.function in CARRIED:
            return _steps(at.net, self.operation, want.function, want.mode, strong=strong)
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

    def wish(self, at: Drawing) -> Wish:
        groups = at.net.operations[self.operation]
        return Wish(groups=tuple(self._met(g) for g in groups if at.decides(self.operation, g, full=self.full)))

    def _met(self, group: Group) -> tuple[Part, ...]:
        """Return what meets a group: any of its wants."""
        return tuple(_Met(self.operation, want, self.full) for want in group.wants)


def _steps(net: Net, place: str, function: Function, mode: Mode | None, *, strong: bool) -> tuple[_Step, ...]:
    """Return the last steps of all ways by which a function is carried to a place; by a mode, if one is given."""
    return tuple(
        _Step(edge, function, None if edge.mode is mode else mode, strong)
        for edge in net.incoming.get(place, ())
        if function in edge.stops
    )
