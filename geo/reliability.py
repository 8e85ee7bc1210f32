"""How likely a node of a circuit is up if its elements are kept by chance: exactly, and within bounds (method: 6)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from geo.circuit import Circuit
from geo.claims import Chance
from geo.credence import Bound
from geo.diagram import FALSE, TRUE, Diagram
from geo.wiring import Element

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True, eq=False)
class Cone(Generic[Element]):
    """What the answer about a node can hang on: the nodes that are up if all is kept, and what they ask for."""

    node: int
    order: tuple[int, ...]
    """The nodes, each after what it hangs on, but in circles; empty if the node itself is down for certain."""
    doubtful: tuple[Element, ...]
    """What of them is kept by chance, in the order in which it is met."""
    given: frozenset[Element]
    """What of them carries no chance: it is taken as given."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Algebra(Generic[Element, Value]):
    """What ALL and ANY mean for some kind of value."""

    never: Value
    always: Value
    both: Callable[[Value, Value], Value]
    either: Callable[[Value, Value], Value]
    kept: Callable[[Element], Value]


def cone_of(circuit: Circuit[Element], node: int, chances: Collection[Element]) -> Cone[Element]:
    """Return what the answer about a node can hang on.

    Parameters
    ----------
    circuit
        The circuit; what is lost for certain is lost in it from the outset.
    node
        The node.
    chances
        What is kept by chance.
    """
    order = circuit.order([node], up=True)
    nodes = [circuit.nodes[number] for number in order]
    guards = dict.fromkeys(guard for row in nodes for guard in row.guards)
    return Cone(
        node=node,
        order=order,
        doubtful=tuple(guard for guard in guards if guard in chances),
        given=frozenset(guard for guard in guards if guard not in chances),
    )


def settled(
    circuit: Circuit[Element],
    order: Iterable[int],
    algebra: Algebra[Element, Value],
    known: Mapping[int, Value],
) -> dict[int, Value]:
    """Return the values of nodes, those that are known included: the least that fit together.

    Where nodes hang on each other it goes round as often as there are nodes, or until nothing changes. By then all that
    can come up has come up.

    Parameters
    ----------
    circuit
        The circuit.
    order
        The nodes of a cone.
    algebra
        What is computed.
    known
        Values found before, of nodes that hang on no others than each other.
    """
    found = dict(known)
    left = [node for node in order if node not in found]
    for _ in left:
        before = {node: found.get(node) for node in left}
        for node in left:
            found[node] = _value(circuit, node, algebra, found)
        if before == {node: found[node] for node in left}:
            break
    return found


def _value(circuit: Circuit[Element], node: int, algebra: Algebra[Element, Value], found: Mapping[int, Value]) -> Value:
    """Return the value of a node by those of its members."""
    value = algebra.always
    for guard in circuit.nodes[node].guards:
        value = algebra.both(value, algebra.kept(guard))
    for group in circuit.nodes[node].groups:
        met = algebra.never
        for member in group:
            met = algebra.either(met, found.get(member, algebra.never))
        value = algebra.both(value, met)
    return value


def by_draws(
    diagram: Diagram, chances: Mapping[Element, Chance], bound: Bound, changed: Mapping[Element, Bound | bool]
) -> Algebra[Element, int]:
    """Return how to compute with functions of draws.

    Parameters
    ----------
    diagram
        Where the functions are kept.
    chances
        What is kept by chance; all else is kept.
    bound
        Which end of their ranges is taken.
    changed
        Of which another end is taken, or that are kept (true) or lost (false) for certain.
    """

    @cache
    def kept(element: Element) -> int:
        taken = changed.get(element, bound)
        if element not in chances or isinstance(taken, bool):
            return TRUE if element not in chances or taken else FALSE
        function = FALSE
        for draw in chances[element].draws:
            function = diagram.either(function, diagram.test(draw, chances[element].threshold(taken)))
        return function

    return Algebra(never=FALSE, always=TRUE, both=diagram.both, either=diagram.either, kept=kept)


def least(chances: Mapping[Element, Chance]) -> Algebra[Element, float]:
    """Return how to compute the least that a probability can be, whatever depends on whatever (Fréchet 1935)."""

    def kept(element: Element) -> float:
        return chances[element].span.low if element in chances else 1.0

    return Algebra(never=0.0, always=1.0, both=lambda a, b: max(0.0, a + b - 1.0), either=max, kept=kept)


def most(chances: Mapping[Element, Chance]) -> Algebra[Element, float]:
    """Return how to compute the most that a probability can be, whatever depends on whatever (Fréchet 1935)."""

    def kept(element: Element) -> float:
        return chances[element].span.high if element in chances else 1.0

    return Algebra(never=0.0, always=1.0, both=min, either=lambda a, b: min(1.0, a + b), kept=kept)
