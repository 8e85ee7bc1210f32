"""Small random circuits with circles and gates, and the plainest way to settle them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from hypothesis import strategies as st

from geo.wiring import Node

ELEMENTS = tuple("abcde")


@dataclass(frozen=True)
class Ways:
    """A gate that is met by the first of some ways of which nothing is lost."""

    ways: tuple[frozenset[str], ...]

    def witness(self, lost: AbstractSet[str]) -> frozenset[str] | None:
        return next((way for way in self.ways if way.isdisjoint(lost)), None)

    def hangs_on(self, element: str) -> bool:
        return any(element in way for way in self.ways)


_elements = st.sampled_from(ELEMENTS)
_gates = st.lists(st.frozensets(_elements, max_size=3), min_size=1, max_size=3).map(lambda ways: (Ways(tuple(ways)),))


@st.composite
def circuits(draw: st.DrawFn, *, sources: int = 4, most: int = 5) -> list[Node[str]]:
    """Return the nodes of a circuit: some with a guard alone, the others may hang on any, themselves included."""
    count = sources + draw(st.integers(1, most))
    group = st.lists(st.integers(0, count - 1), min_size=1, max_size=4).map(tuple)
    found = [Node(guards=(draw(_elements),)) for _ in range(sources)]
    for _ in range(sources, count):
        groups = draw(st.lists(group, min_size=1, max_size=2).map(tuple))
        guards = draw(st.sampled_from([(), (), ("a",), ("b", "c")]))
        found.append(Node(guards=guards, groups=groups, gates=draw(st.sampled_from([(), (), ()]) | _gates)))
    return found


def naively_up(nodes: list[Node[str]], lost: AbstractSet[str]) -> set[int]:
    """Return the nodes that are up: round and round, until nothing changes."""
    up, before = set[int](), None
    while up != before:
        before = set(up)
        up |= {number for number, node in enumerate(nodes) if _is_up(node, lost, before)}
    return up


def _is_up(node: Node[str], lost: AbstractSet[str], up: set[int]) -> bool:
    kept = lost.isdisjoint(node.guards) and all(gate.witness(lost) is not None for gate in node.gates)
    return kept and all(any(member in up for member in group) for group in node.groups)
