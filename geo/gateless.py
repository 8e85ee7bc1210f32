"""A circuit without gates, so that it can be sent to other processes: what decides a gate stays where it is."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Collection, Iterator, Sequence

from geo.circuit import Circuit
from geo.condense import condensed
from geo.cut_sets import Budget, Watch, minimal_cut_sets
from geo.errors import GateError
from geo.wiring import Element, Gate, Node

Numbered = tuple[Circuit[Element], dict[int, int]]
"""A circuit, and the numbers that goals have in it."""


def with_breaking_sets(
    circuit: Circuit[Element],
    goals: Sequence[int],
    *,
    order: int,
    candidates: Callable[[Element], bool],
    watch: Watch,
) -> Numbered[Element]:
    """Return a circuit in which each gate is replaced by the sets that break it.

    A loss of up to `order` candidates breaks a gate if and only if it holds one of the gate's minimal cut sets of that
    order. So the circuit answers every question about such a loss as the one with gates does, and none about a greater.

    Parameters
    ----------
    circuit
        The circuit; what it has lost from the outset stays lost.
    goals
        The nodes that are asked for.
    order
        How many losses at once will be asked about.
    candidates
        Whether an element can be lost beyond that; all elements of the new circuit can.
    watch
        Ends the search for breaking sets; once it is over the new circuit is worth nothing.
    """
    small, numbers = condensed(circuit, goals, can_be_lost=candidates)
    within = Budget(seconds=math.inf, most_sets=sys.maxsize, cancelled=watch.is_over)
    breaking = {
        gate: minimal_cut_sets(gate.witness, order=order, candidates=candidates, given=small.lost, budget=within).sets
        for gate in _gates(small)
    }
    elements = sorted({element for cuts in breaking.values() for cut in cuts for element in cut})
    kept = {element: number for number, element in enumerate(elements, len(small.nodes))}
    groups = {gate: tuple(tuple(kept[e] for e in sorted(cut)) for cut in cuts) for gate, cuts in breaking.items()}
    nodes = [
        Node(guards=node.guards, groups=node.groups + tuple(group for gate in node.gates for group in groups[gate]))
        for node in small.nodes
    ]
    return Circuit([*nodes, *(Node(guards=(element,)) for element in elements)]), dict(numbers)


def with_gates_met(
    circuit: Circuit[Element], goals: Sequence[int], *, doubtful: Collection[Element]
) -> Numbered[Element]:
    """Return a circuit without gates, where none of them hangs on anything that may be lost.

    Parameters
    ----------
    circuit
        The circuit; what it has lost from the outset stays lost.
    goals
        The nodes that are asked for.
    doubtful
        What may be lost beyond that, in any number.

    Raises
    ------
    GateError
        If a gate hangs on something doubtful.
    """
    small, numbers = condensed(circuit, goals, can_be_lost=doubtful.__contains__)
    for gate in _gates(small):
        if any(gate.hangs_on(element) for element in doubtful):
            raise GateError(
                "Whether there is a way, or carries enough, hangs here on something that may be lost by chance, and"
                " cannot be sent to other processes. Take the closures of the day as given, or compile the network"
                " without lift."
            )
    return Circuit([Node(guards=node.guards, groups=node.groups) for node in small.nodes]), dict(numbers)


def _gates(circuit: Circuit[Element]) -> Iterator[Gate[Element]]:
    """Yield each gate of a circuit once."""
    yield from dict.fromkeys(gate for node in circuit.nodes for gate in node.gates)
