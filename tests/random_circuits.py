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
_ways = st.lists(st.frozensets(_elements, max_size=3), max_size=3).map(lambda ways: Ways(tuple(ways)))


@st.composite
def circuits(draw: st.DrawFn, *, most: int = 8) -> list[Node[str]]:
    """Return the nodes of a circuit; any may be a member of any."""
    count = draw(st.integers(1, most))
    group = st.lists(st.integers(0, count - 1), min_size=1, max_size=3).map(tuple)
    groups = [st.lists(group, max_size=2).map(tuple) if number else st.just(()) for number in range(count)]
    return [
        Node(
            guards=draw(st.lists(_elements, max_size=2).map(tuple)),
            groups=draw(wanted),
            gates=draw(st.lists(_ways, max_size=1).map(tuple)),
        )
        for wanted in groups
    ]


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
