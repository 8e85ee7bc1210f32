"""Circuits: least fixpoints, proofs, and many cases at once."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given, settings

from geo import circuit as module
from geo.circuit import Circuit
from geo.reasons import STEPS
from geo.wiring import Node, Wiring
from tests.random_circuits import ELEMENTS, Ways, circuits, naively_up

MANY = settings(max_examples=100, deadline=None)

CASES = [frozenset(some) for some in chain.from_iterable(combinations(ELEMENTS, n) for n in range(len(ELEMENTS) + 1))]
"""Every loss there can be."""

LANES = {e: sum(1 << at for at, lost in enumerate(CASES) if e in lost) for e in ELEMENTS}


def bridge() -> tuple[Circuit[str], int]:
    """Return a bridge of five edges between a source and a target, and the target; `across` goes both ways."""
    wiring = Wiring[str]()
    wiring.node("source")
    for edge, origin in {"a": "source", "b": "source", "c": "left", "d": "right"}.items():
        wiring.node(edge, guards=[edge], groups=[[origin]])
    wiring.node("to right", guards=["across"], groups=[["left"]])
    wiring.node("to left", guards=["across"], groups=[["right"]])
    wiring.node("left", groups=[["a", "to left"]])
    wiring.node("right", groups=[["b", "to right"]])
    target = wiring.node("target", groups=[["c", "d"]])
    return Circuit(wiring.nodes()), target


def test_a_proof_names_what_one_way_hangs_on() -> None:
    circuit, target = bridge()
    assert circuit.proof(target, frozenset("ad")) == {"b", "across", "c"}


def test_nodes_that_only_keep_each_other_alive_are_down() -> None:
    circuit, target = bridge()
    assert circuit.proof(target, frozenset("ab")) is None


def test_a_node_that_is_never_described_is_down_and_an_empty_group_is_never_met() -> None:
    wiring = Wiring[str]()
    nobody, nothing = wiring.node("a", groups=[["nobody"]]), wiring.node("b", groups=[[]])
    circuit = Circuit(wiring.nodes())
    assert (circuit.proof(nobody), circuit.proof(nothing)) == (None, None)


def test_the_witness_of_a_gate_is_part_of_the_proof() -> None:
    circuit = Circuit([Node(guards=("x",), gates=(Ways((frozenset("ab"), frozenset("c"))),))])
    assert circuit.proof(0) == {"x", "a", "b"}
    assert circuit.proof(0, frozenset("a")) == {"x", "c"}
    assert circuit.proof(0, frozenset("ac")) is None


def test_below_names_what_could_matter_and_nothing_else() -> None:
    circuit = Circuit(
        [Node(guards=("x",)), Node(groups=((0,),), gates=(Ways((frozenset("a"),)),)), Node(guards=("y",))]
    )
    assert circuit.below([1], "axyz") == {"x", "a"}


def test_in_order_every_node_comes_after_its_members() -> None:
    circuit = Circuit([Node(groups=((2, 3),)), Node(), Node(groups=((1,),)), Node(groups=((2,),)), Node()])
    order = circuit.order([0])
    assert sorted(order) == [0, 1, 2, 3]
    assert all(order.index(m) < order.index(n) for n in order for group in circuit.nodes[n].groups for m in group)


def test_an_order_of_what_is_up_passes_no_node_that_is_down() -> None:
    nodes = [Node(groups=((1, 2),)), Node(guards=("a",), groups=((3,),)), Node(guards=("b",)), Node()]
    assert Circuit(nodes, lost={"a"}).order([0], up=True) == (2, 0)
    assert Circuit(nodes, lost={"a", "b"}).order([0], up=True) == ()


@MANY
@given(circuits())
def test_a_node_has_a_proof_exactly_if_it_is_up(nodes: list[Node[str]]) -> None:
    circuit = Circuit(nodes)
    for lost in CASES:
        up = {node for node in range(len(nodes)) if circuit.proof(node, lost) is not None}
        assert up == naively_up(nodes, lost)


@MANY
@given(circuits())
def test_a_proof_holds_nothing_that_is_lost_and_is_enough_by_itself(nodes: list[Node[str]]) -> None:
    circuit = Circuit(nodes)
    for lost in CASES:
        for node in range(len(nodes)):
            proof = circuit.proof(node, lost)
            if proof is not None:
                assert not proof & lost
                assert node in naively_up(nodes, lost.union(ELEMENTS) - proof)


@MANY
@given(circuits())
def test_lanes_agree_with_one_case_at_a_time(nodes: list[Node[str]]) -> None:
    found = Circuit(nodes).lanes(range(len(nodes)), LANES, width=len(CASES))
    for at, lost in enumerate(CASES):
        assert {node for node, mask in found.items() if mask >> at & 1} == naively_up(nodes, lost)


@MANY
@given(circuits())
def test_what_is_lost_from_the_outset_is_lost_in_every_question(nodes: list[Node[str]]) -> None:
    circuit = Circuit(nodes).losing({"a", "b"})
    masks = circuit.lanes(range(len(nodes)), LANES, width=len(CASES))
    for at, lost in enumerate(CASES):
        up = naively_up(nodes, lost | {"a", "b"})
        assert {node for node in range(len(nodes)) if circuit.proof(node, lost) is not None} == up
        assert {node for node, mask in masks.items() if mask >> at & 1} == up


def chain_of(count: int) -> Circuit[str]:
    """Return a chain in which every node hangs on the one before it."""
    return Circuit([Node(guards=(str(at),), groups=((at - 1,),) if at else ()) for at in range(count)])


def test_what_is_noted_of_a_long_chain_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NOTED", 250)
    circuit = chain_of(100)
    for at in range(100):
        assert circuit.proof(99, {str(at)}) is None
        assert circuit.proof(0, {str(at)}) == (None if at == 0 else {"0"})
    noted = [len(some) for some in circuit._hanging.values()]
    assert (sum(noted), max(noted)) == (100 + 99 + 51, 100)


def two_way(count: int) -> list[Node[str]]:
    """Return a chain that can be passed both ways, with a source at each end; the goal is in the middle."""
    ends: list[Node[str]] = [Node(guards=("left",)), Node(guards=("right",))]
    neighbours = [(at - 1 if at > 2 else 0, at + 1 if at < count + 1 else 1) for at in range(2, count + 2)]
    return [*ends, *(Node(guards=(str(at),), groups=(some,)) for at, some in enumerate(neighbours, start=2))]


class Turns:
    """Counts how often work asks whether to go on, and may end it."""

    def __init__(self, most: int | None = None) -> None:
        self.count = 0
        self._most = most

    def __call__(self) -> None:
        self.count += 1
        if self.count == self._most:
            raise InterruptedError


PLACES = 4 * STEPS


def test_what_comes_against_the_order_of_a_circle_takes_a_few_turns_for_each_node() -> None:
    circuit, turns = Circuit(two_way(PLACES)), Turns()
    lost = {"left": 0b011, "right": 0b101}
    found = circuit.lanes([PLACES // 2, 2, PLACES + 1], lost, width=3, check=turns)
    assert set(found.values()) == {0b110}
    assert turns.count * STEPS < 10 * PLACES


@pytest.mark.parametrize("most", [1, 2, 5])
def test_work_in_a_large_circuit_ends_when_it_is_told_to(most: int) -> None:
    circuit = Circuit(two_way(PLACES))
    for work in (
        lambda check: Circuit(circuit.nodes, check=check),
        lambda check: circuit.lanes([PLACES // 2], {"left": 1}, width=1, check=check),
        lambda check: circuit.proof(PLACES // 2, {"left", "4"}, check=check),
    ):
        turns = Turns(most)
        with pytest.raises(InterruptedError):
            work(turns)
        assert turns.count == most
