"""Cut sets found in pieces are those found at once."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.circuit import Circuit
from geo.circuit_cuts import circuit_cut_sets
from geo.contingency import Scope, contingency
from geo.cut_sets import LONG, Budget, Stop
from geo.cut_sweep import CutSweep
from geo.wiring import Node
from geo.workers import Workers
from tests.drawn_lift import lifted
from tests.layered_worlds import layered_world
from tests.random_circuits import ELEMENTS, Ways, circuits
from tests.test_lift_properties import Drawn, drawn
from tests.worlds import net_of

ALONE = Workers(processes=1)
EACH_ITS_PIECE = CutSweep(workers=ALONE, pieces=1000)

TWO_PAIRS = Circuit([Node(groups=((2, 3),)), Node(groups=((4, 5),)), *(Node(guards=(name,)) for name in "abcd")])
"""Two goals: the first falls with a and b, the second with c and d."""


@settings(max_examples=150, deadline=None)
@given(
    circuits(),
    st.sets(st.sampled_from(ELEMENTS)),
    st.sets(st.sampled_from(ELEMENTS), max_size=1),
    st.integers(1, 4),
    st.integers(1, 9),
)
def test_pieces_find_what_one_search_finds(
    nodes: list[Node[str]], candidates: set[str], given_lost: set[str], order: int, pieces: int
) -> None:
    circuit = Circuit(nodes, lost=given_lost)
    goals = range(len(nodes))
    plain = circuit_cut_sets(circuit, goals, order=order, candidates=candidates.__contains__)
    sweep = CutSweep(workers=ALONE, pieces=pieces)
    assert sweep(circuit, goals, order=order, candidates=candidates.__contains__) == plain


@settings(max_examples=40, deadline=None)
@given(drawn())
def test_gates_of_ways_and_loads_are_sent_as_the_sets_that_break_them(case: Drawn) -> None:
    net = lifted(case.world, air=case.air, sea=case.sea)
    assert contingency(net, Scope(order=2), search=CutSweep(workers=ALONE)) == contingency(net, Scope(order=2))


def test_several_processes_find_what_one_finds() -> None:
    net = net_of(layered_world(100, operations=12))
    sweep = CutSweep(workers=Workers(processes=2, alone_s=0))
    found = contingency(net, Scope(order=2), budget=LONG, search=sweep)
    assert found == contingency(net, Scope(order=2), budget=LONG)
    assert any(cuts.minimum.sets for cuts in found.operations.values())


def test_a_sweep_that_is_cancelled_says_which_goals_are_complete() -> None:
    told: list[float] = []
    budget = Budget(cancelled=lambda: bool(told), progress=told.append)
    found = EACH_ITS_PIECE(TWO_PAIRS, [0, 1], order=3, candidates=lambda _: True, budget=budget)
    assert {cuts.stopped for cuts in found.values()} == {Stop.CANCELLED}
    assert sorted((cuts.complete_to, len(cuts.sets), cuts.met) for cuts in found.values()) == [
        (0, 0, True),
        (3, 1, True),
    ]
    assert told == [0.5]


def test_a_sweep_that_is_cancelled_while_gates_are_looked_at_is_complete_to_nothing() -> None:
    circuit = Circuit([Node(gates=(Ways((frozenset("a"), frozenset("b"))),))])
    found = EACH_ITS_PIECE(circuit, [0], order=2, candidates=lambda _: True, budget=Budget(cancelled=lambda: True))
    assert (found[0].complete_to, found[0].sets, found[0].stopped) == (0, (), Stop.CANCELLED)


def test_too_many_sets_stop_it() -> None:
    found = EACH_ITS_PIECE(TWO_PAIRS, [0, 1], order=3, candidates=lambda _: True, budget=Budget(most_sets=0))
    assert {cuts.stopped for cuts in found.values()} == {Stop.SIZE}
    assert min(cuts.complete_to for cuts in found.values()) < 3


def test_a_last_piece_that_was_cut_short_is_said_to_be() -> None:
    sweep = CutSweep(workers=ALONE, pieces=1)
    found = sweep(TWO_PAIRS, [0, 1], order=2, candidates=lambda _: True, budget=Budget(most_sets=0))
    assert {(cuts.complete_to < 2, cuts.stopped) for cuts in found.values()} == {(True, Stop.SIZE)}


@pytest.mark.parametrize("goals", [[], [0]])
def test_a_sweep_that_ends_by_itself_is_not_stopped(goals: list[int]) -> None:
    told: list[float] = []
    found = EACH_ITS_PIECE(TWO_PAIRS, goals, order=2, candidates=lambda _: True, budget=Budget(progress=told.append))
    assert {cuts.stopped for cuts in found.values()} <= {None}
    assert told == [1.0] * len(goals)
