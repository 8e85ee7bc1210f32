"""What a circuit is made of: nodes that want ALL of their groups and ANY member of each, guards, and gates."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeVar


class Ordered(Hashable, Protocol):
    """What can be lost: it has an order, so that answers have one."""

    def __lt__(self, other: Self, /) -> bool:
        """Say whether it comes before another."""


Element = TypeVar("Element", bound=Ordered)


class Gate(Protocol[Element]):
    """A condition that only an oracle can decide, as whether there is a way around closed skies."""

    def witness(self, lost: AbstractSet[Element]) -> frozenset[Element] | None:
        """Return what the condition hangs on while some elements are lost, or None if it is not met.

        It must be met, too, for every other loss that holds none of the witness; a greater loss must never meet it.
        """

    def hangs_on(self, element: Element) -> bool:
        """Say whether losing an element could ever matter."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Node(Generic[Element]):
    """What is up if all its guards are kept, a member of each of its groups is up, and all its gates are met."""

    guards: tuple[Element, ...] = ()
    groups: tuple[tuple[int, ...], ...] = ()
    """Numbers of nodes; a group without members is never met."""
    gates: tuple[Gate[Element], ...] = ()


class Wiring(Generic[Element]):
    """A circuit in the making: nodes by name, described in any order."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self._nodes: dict[int, Node[Element]] = {}

    def number(self, name: Hashable) -> int:
        """Return the number of a node, which may be described later; one that never is, is down."""
        return self._numbers.setdefault(name, len(self._numbers))

    def node(
        self,
        name: Hashable,
        *,
        guards: Iterable[Element] = (),
        groups: Iterable[Iterable[Hashable]] = (),
        gates: Iterable[Gate[Element]] = (),
    ) -> int:
        """Describe a node by the names of the members of its groups, and return its number."""
        numbers = tuple(tuple(self.number(member) for member in group) for group in groups)
        number = self.number(name)
        self._nodes[number] = Node(guards=tuple(guards), groups=numbers, gates=tuple(gates))
        return number

    def nodes(self) -> tuple[Node[Element], ...]:
        """Return all nodes, by their numbers."""
        never: Node[Element] = Node(groups=((),))
        return tuple(self._nodes.get(number, never) for number in range(len(self._numbers)))
