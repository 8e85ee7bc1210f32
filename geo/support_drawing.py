"""Drawing a network of a day into a circuit: parts say what must hold for them, and what they name is drawn too."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from geo.circuit import Circuit
from geo.network import Edge, Group, Leave, Net
from geo.scenario import Token
from geo.support_gates import WayGate, way_gate
from geo.sweep import BASELINE, Sweep
from geo.throughput import carrying
from geo.vocabulary import Weight
from geo.wiring import Gate, Wiring


class Part(Hashable, Protocol):
    """A part of the network that is up, or not."""

    def wish(self, at: Drawing) -> Wish:
        """Return what must hold for it."""


class Wish(NamedTuple):
    """What must hold for a part of the network to be up."""

    guards: tuple[Token, ...] = ()
    groups: tuple[tuple[Part, ...], ...] = ()
    gates: tuple[Gate[Token], ...] = ()

    def too(self, other: Wish) -> Wish:
        """Return the wish for this and another."""
        return Wish(self.guards + other.guards, self.groups + other.groups, self.gates + other.gates)


ALWAYS = Wish()
"""Holds whatever is lost."""

NEVER = Wish(groups=((),))
"""Does not hold, whatever is lost."""


class Drawing:
    """A network on its way into a circuit: only what an operation hangs on is drawn."""

    def __init__(self, net: Net) -> None:
        self.net = net
        self._baseline = Sweep.of(net, ())
        self._has_weakened = not all(site.strong for site in net.sites.values())
        self._wiring = Wiring[Token]()
        self._drawn: set[Part] = set()
        self._gates: dict[str, tuple[WayGate, ...]] = {}

    def add(self, goal: Part) -> int:
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

    def site(self, site_id: str, *, strong: bool) -> Wish:
        """Return what must hold for a facility to be usable."""
        site = self.net.sites[site_id]
        return NEVER if strong and not site.strong else Wish(guards=(site.token,)).too(leave_wish(site.leave))

    def link(self, edge: Edge) -> Wish:
        """Return what must hold for a link to be there and have a way."""
        if edge.id not in self._gates:
            self._gates[edge.id] = way_gate(self.net.lift, edge)
        return Wish(guards=(edge.token,), gates=self._gates[edge.id])


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a token takes away is still there."""

    token: Token

    def wish(self, at: Drawing) -> Wish:
        return Wish(guards=(self.token,))


def leave_wish(leave: Leave) -> Wish:
    """Return what must hold for a leave to be given."""
    return any_of(leave.hosts) if leave.any_one and leave.hosts else Wish(guards=leave.hosts)


def any_of(tokens: Iterable[Token]) -> Wish:
    """Return the wish that one of some things at least is still there."""
    kept = tuple(_Kept(token) for token in tokens)
    return Wish(guards=(kept[0].token,)) if len(kept) == 1 else Wish(groups=(kept,))
