"""A smaller circuit that answers the same questions, where only some elements can be lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Generic

from geo.circuit import Circuit
from geo.reasons import Check, checked, unchecked
from geo.wiring import Element, Node

ALWAYS, NEVER = -1, -2
"""What stands for nodes that nothing can bring down, and for those that are down anyway."""


def condensed(
    circuit: Circuit[Element],
    goals: Sequence[int],
    *,
    can_be_lost: Callable[[Element], bool],
    check: Check = unchecked,
) -> tuple[Circuit[Element], Mapping[int, int]]:
    """Return a circuit without what cannot change, and the numbers that goals have in it.

    Nodes that are down anyway, nodes that nothing can bring down, and nodes that only pass on another are left out;
    what cannot be lost is no guard.

    Parameters
    ----------
    circuit
        The circuit; what it has lost from the outset stays lost.
    goals
        The nodes that are asked for.
    can_be_lost
        Whether an element can be lost beyond that.
    check
        Asked every few thousand steps whether to go on: it raises if not.
    """
    drawing = _Drawing(circuit, can_be_lost)
    for number in checked(circuit.order(goals, check=check), check):
        drawing.take(number)
    return drawing.drawn(goals, check)


class _Drawing(Generic[Element]):
    """The smaller circuit in the making; nodes have their old numbers until it is drawn."""

    def __init__(self, circuit: Circuit[Element], can_be_lost: Callable[[Element], bool]) -> None:
        self._circuit = circuit
        self._can_be_lost = can_be_lost
        self._kept: dict[int, Node[Element]] = {}
        self._instead: dict[int, int] = {}

    def take(self, number: int) -> None:
        """Take a node over, if it has a say; its members, but in circles, are taken over before it."""
        if not self._circuit.is_up(number):
            return
        node = self._circuit.nodes[number]
        guards = tuple(guard for guard in node.guards if self._can_be_lost(guard))
        groups = self._groups(number)
        if not guards and not node.gates and len(groups) < 2 and all(len(group) == 1 for group in groups):
            self._instead[number] = groups[0][0] if groups else ALWAYS
        else:
            self._kept[number] = Node(guards=guards, groups=groups, gates=node.gates)

    def drawn(self, goals: Iterable[int], check: Check) -> tuple[Circuit[Element], Mapping[int, int]]:
        """Return the smaller circuit, and the new numbers of goals."""
        found = {goal: self._found(goal) if self._circuit.is_up(goal) else NEVER for goal in goals}
        fixed: list[Node[Element]] = [Node(), Node(groups=((),))]
        numbers = {ALWAYS: 0, NEVER: 1} | {number: at for at, number in enumerate(self._kept, len(fixed))}
        nodes = [
            Node(
                guards=node.guards,
                groups=tuple(tuple(numbers[member] for member in group) for group in self._groups(number)),
                gates=node.gates,
            )
            for number, node in checked(self._kept.items(), check)
        ]
        return Circuit([*fixed, *nodes], lost=self._circuit.lost, check=check), {
            goal: numbers[number] for goal, number in found.items()
        }

    def _groups(self, number: int) -> tuple[tuple[int, ...], ...]:
        """Return the groups of a node that something can break, with what stands for their members."""
        groups: dict[tuple[int, ...], None] = {}
        for group in self._circuit.nodes[number].groups:
            members = {self._found(member): None for member in group if self._circuit.is_up(member)}
            members.pop(number, None)
            if ALWAYS not in members:
                groups[tuple(members)] = None
        return tuple(groups)

    def _found(self, number: int) -> int:
        """Return what stands for a node: itself, or what it only passes on."""
        while number in self._instead:
            number = self._instead[number]
        return number
