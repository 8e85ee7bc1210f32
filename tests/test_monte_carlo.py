"""Millions of random cases in pieces: the same whoever draws them, and near what is counted exactly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import monte_carlo
from geo.circuit import Circuit
from geo.claims import Chance
from geo.credence import Bound, Range
from geo.cut_sets import Budget, Stop
from geo.errors import GateError
from geo.likelihood import graded, likelihoods
from geo.monte_carlo import MonteCarlo, simulate_support
from geo.odds import Odds
from geo.simulation import Simulation, standard_error
from geo.support_circuit import support_circuit
from geo.wiring import Node
from geo.workers import Workers
from tests.random_circuits import ELEMENTS, Ways, circuits
from tests.worlds import draw, lose, net_of

ALONE = Workers(processes=1)
SPAN = Range(low=0.5, high=0.8)
TWO = Circuit(
    [Node(guards=("a",)), Node(groups=((2, 3),)), Node(guards=("a",)), Node(guards=("b",)), Node(groups=((),))]
)
"""Up with a; up with a or b; and, last, never."""
APART = {name: Chance(span=SPAN, draws=(name,)) for name in "ab"}


@pytest.fixture
def many_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pieces be of a thousand cases."""
    monkeypatch.setattr(monte_carlo, "MOST_CASES_EACH", 1_000)


def test_several_processes_draw_what_one_draws(many_pieces: None) -> None:
    several = MonteCarlo(cases=10_500, workers=Workers(processes=2, alone_s=0))(TWO, APART, [0, 1, 4])
    assert several == MonteCarlo(cases=10_500, workers=ALONE)(TWO, APART, [0, 1, 4])
    assert several.cases == 10_500


def test_each_piece_has_the_seed_that_numpy_spawns_for_it(many_pieces: None) -> None:
    counted = 0
    for child in np.random.SeedSequence(7).spawn(3):
        seed = sum(int(word) << (32 * at) for at, word in enumerate(child.generate_state(4)))
        counted += Simulation(TWO, APART, samples=1_000, seed=seed).counts([1])[1, Bound.LOW]
    assert MonteCarlo(cases=3_000, seed=7, workers=ALONE)(TWO, APART, [1]).up[1][Bound.LOW] == counted


def test_shares_are_near_those_by_hand() -> None:
    found = MonteCarlo(cases=200_000, workers=ALONE)(TWO, APART, [0, 1, 4])
    for bound, chance in ((Bound.LOW, 0.5), (Bound.MIDDLE, 0.65), (Bound.HIGH, 0.8)):
        either = 1 - (1 - chance) ** 2
        assert found.share(0, bound) == pytest.approx(chance, abs=4 * standard_error(chance, 200_000))
        assert found.share(1, bound) == pytest.approx(either, abs=4 * standard_error(either, 200_000))
    assert found.share(4) == 0.0
    assert found.standard_error(0) == pytest.approx(math.sqrt(0.65 * 0.35 / 200_000), rel=0.02)


@settings(max_examples=60, deadline=None)
@given(circuits(), st.sets(st.sampled_from(ELEMENTS), max_size=1))
def test_shares_are_near_those_counted_exactly(nodes: list[Node[str]], lost: set[str]) -> None:
    pure = Circuit([Node(guards=node.guards, groups=node.groups) for node in nodes], lost=lost)
    chances = {name: Chance(span=SPAN, draws=(name, "all")) for name in "abc"}
    found = MonteCarlo(cases=2_000, workers=ALONE)(pure, chances, range(len(nodes)))
    for node in range(len(nodes)):
        exact = Odds(pure, chances).likelihood(node).point
        assert found.share(node) == pytest.approx(exact, abs=5 * standard_error(exact, 2_000) + 1e-9)


def test_a_large_question_is_asked_in_smaller_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monte_carlo, "MOST_DRAWS_EACH", 4_000)
    told: list[float] = []
    MonteCarlo(cases=8_000, workers=ALONE, budget=Budget(progress=told.append))(TWO, APART, [1])
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_what_is_stopped_says_how_many_cases_it_drew(many_pieces: None) -> None:
    told: list[float] = []
    budget = Budget(cancelled=lambda: bool(told), progress=told.append)
    found = MonteCarlo(cases=4_000, workers=ALONE, budget=budget)(TWO, APART, [0])
    assert (found.cases, found.asked, found.stopped) == (1_000, 4_000, Stop.CANCELLED)
    assert 0.5 < found.share(0) < 0.8


def test_of_no_case_there_is_no_share() -> None:
    found = MonteCarlo(cases=10, workers=ALONE, budget=Budget(cancelled=lambda: True))(TWO, APART, [0])
    assert found.cases == 0
    assert math.isnan(found.share(0))
    assert math.isnan(found.standard_error(0))


GATED = Circuit([Node(guards=("a",), gates=(Ways((frozenset("b"), frozenset("c"))),))])


def test_a_gate_that_hangs_on_chance_is_refused_in_words() -> None:
    with pytest.raises(GateError, match="Take the closures of the day as given"):
        MonteCarlo(cases=10, workers=ALONE)(GATED, APART, [0])


@pytest.mark.parametrize(("lost", "is_up"), [("b", True), ("bc", False)])
def test_a_gate_is_settled_by_what_is_lost_for_certain(lost: str, is_up: bool) -> None:
    certain = {"a": Chance(span=Range(low=1.0, high=1.0), draws=("a",))}
    found = MonteCarlo(cases=100, workers=ALONE)(GATED.losing(frozenset(lost)), certain, [0])
    assert found.share(0) == float(is_up)


def test_operations_keep_their_support_as_often_as_is_counted() -> None:
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> op",
        "gate -airlift/air-> other -airlift/air-> op",
        needs={"op": "airlift/air"},
    )
    network = graded(world, net_of(world))
    node = support_circuit(network.net).minimum["op"]
    exact = likelihoods(network, lose("hub"))["op"].minimum
    found = simulate_support(network, lose("hub"), MonteCarlo(cases=100_000, workers=ALONE))
    for bound, chance in ((Bound.LOW, exact.low), (Bound.MIDDLE, exact.point), (Bound.HIGH, exact.high)):
        assert found.share(node, bound) == pytest.approx(chance, abs=4 * standard_error(chance, 100_000) + 1e-9)
