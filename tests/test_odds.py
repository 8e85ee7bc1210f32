"""Likelihoods of a circuit's nodes: published fault trees, all cases summed up, and what must hold of any."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.circuit import Circuit
from geo.claims import Chance
from geo.credence import Bound, Range
from geo.odds import Limits, Method, Odds
from geo.simulation import standard_error
from geo.wiring import Node
from tests.fault_trees import TREES, TWO_TRAIN, FaultTree, exactly
from tests.random_circuits import ELEMENTS, circuits, naively_up

MANY = settings(max_examples=150, deadline=None)
DRAWN = Limits(most_tests=0)
"""With these nothing is counted exactly."""

HALF = Range(low=0.4, high=0.6)
SERIES = Circuit([Node(guards=("a", "b"))])
PARALLEL = Circuit([Node(groups=((1, 2),)), Node(guards=("a",)), Node(guards=("b",))])
CIRCLE = Circuit([Node(groups=((1,),)), Node(groups=((0, 2),)), Node(guards=("a",))])
BRIDGE = Circuit(
    [
        *(Node(guards=(), groups=((1, 2),)), Node(groups=((3,), (7,))), Node(groups=((4,), (8,)))),
        *(Node(groups=((5, 9),)), Node(groups=((6, 10),)), Node(guards=("in left",)), Node(guards=("in right",))),
        *(Node(guards=("out left",)), Node(guards=("out right",))),
        *(Node(guards=("across",), groups=((6,),)), Node(guards=("across",), groups=((5,),))),
    ]
)
"""Two ways in and two ways out, with a link across between them."""


def ours(span: Range, *draws: str) -> Chance:
    return Chance(span=span, draws=draws)


def apart(span: Range = HALF) -> dict[str, Chance]:
    return {name: ours(span, name) for name in "ab"}


spans = st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)).map(lambda ends: Range(low=min(ends), high=max(ends)))
draws = st.lists(st.sampled_from("xyz"), min_size=1, max_size=2, unique=True).map(tuple)
chances = st.dictionaries(st.sampled_from(ELEMENTS), st.builds(Chance, span=spans, draws=draws), max_size=4)
plain = circuits().map(lambda nodes: [replace(node, gates=()) for node in nodes])


def summed(nodes: list[Node[str]], found: dict[str, Chance], bound: Bound) -> float:
    """Return the probability that node 0 is up: the sum over all intervals in which the draws can fall."""
    thresholds = {
        draw: sorted({0.0, 1.0, *(c.threshold(bound) for c in found.values() if draw in c.draws)}) for draw in "xyz"
    }
    total = 0.0
    for intervals in product(*(list(pairwise(thresholds[draw])) for draw in "xyz")):
        tops = {draw: high for draw, (_, high) in zip("xyz", intervals, strict=True)}
        lost = {e for e, c in found.items() if all(tops[draw] > c.threshold(bound) for draw in c.draws)}
        weight = 1.0
        for low, high in intervals:
            weight *= high - low
        total += weight * (0 in naively_up(nodes, lost))
    return total


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_a_published_fault_tree_fails_as_often_as_published(tree: FaultTree) -> None:
    circuit, top = tree.circuit()
    found = Odds(circuit, tree.chances()).likelihood(top)
    assert found.method is Method.EXACT
    assert 1 - found.point == pytest.approx(tree.published, abs=tree.within)


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_the_bridge_network_holds_as_by_its_formula(p: float) -> None:
    names = ("in left", "in right", "out left", "out right", "across")
    found = Odds(BRIDGE, {name: exactly(p, name) for name in names}).likelihood(0)
    assert found.point == pytest.approx(2 * p**2 + 2 * p**3 - 5 * p**4 + 2 * p**5)


def test_a_birnbaum_importance_is_that_of_the_formula() -> None:
    circuit, top = TWO_TRAIN.circuit()
    swings = {one.element: one.birnbaum for one in Odds(circuit, TWO_TRAIN.chances()).swings(top)}
    assert swings["valve one"] == pytest.approx(0.85 * 0.3)
    assert swings["pump one"] == pytest.approx(0.85 * 0.5)


def test_links_on_one_source_stand_and_fall_together() -> None:
    one_source = {name: ours(HALF, "paper") for name in "ab"}
    assert Odds(SERIES, apart()).likelihood(0).point == pytest.approx(0.25)
    assert Odds(SERIES, one_source).likelihood(0).point == pytest.approx(0.5)
    assert Odds(PARALLEL, one_source).likelihood(0).point == pytest.approx(0.5)


def test_of_two_links_on_one_source_the_less_likely_decides() -> None:
    found = {"a": exactly(0.3, "paper"), "b": exactly(0.8, "paper")}
    assert Odds(SERIES, found).likelihood(0).point == pytest.approx(0.3)
    assert Odds(PARALLEL, found).likelihood(0).point == pytest.approx(0.8)


def test_links_that_share_one_of_two_sources_are_drawn_towards_each_other() -> None:
    found = {"a": exactly(0.75, "paper", "radio"), "b": exactly(0.75, "paper", "mail")}
    # Each source is right about each with 1/2; both stand if the paper is right, or else the radio and the mail are.
    assert Odds(SERIES, found).likelihood(0).point == pytest.approx(0.5 + 0.5 * 0.25)


def test_nodes_that_hang_on_each_other_hold_by_what_feeds_them() -> None:
    assert Odds(CIRCLE, apart()).likelihood(0).point == pytest.approx(0.5)


def test_what_is_down_for_certain_hangs_on_nothing() -> None:
    found = Odds(SERIES.losing({"b"}), apart()).likelihood(0)
    assert (found.point, found.low, found.high, found.least, found.most) == (0, 0, 0, 0, 0)
    assert found.doubtful == ()
    assert found.words == ("<1 %",)


def test_what_carries_no_chance_is_taken_as_given() -> None:
    found = Odds(SERIES, {"a": ours(HALF, "a")}).likelihood(0)
    assert found.doubtful == ("a",)
    assert found.given == {"b"}
    assert found.words == ("unlikely", "likely")


def test_bounds_without_independence_are_those_of_frechet() -> None:
    series, parallel = (Odds(circuit, apart()).likelihood(0) for circuit in (SERIES, PARALLEL))
    assert (series.least, series.most) == pytest.approx((0.0, 0.6))
    assert (parallel.least, parallel.most) == pytest.approx((0.4, 1.0))


@MANY
@given(plain, chances)
def test_a_likelihood_is_the_sum_over_all_cases(nodes: list[Node[str]], found: dict[str, Chance]) -> None:
    answer = Odds(Circuit(nodes), found).likelihood(0)
    expected = [summed(nodes, found, bound) for bound in (Bound.LOW, Bound.MIDDLE, Bound.HIGH)]
    assert [answer.low, answer.point, answer.high] == pytest.approx(expected, abs=1e-9)


@MANY
@given(plain, chances)
def test_frechet_contains_the_range_and_the_range_the_point(nodes: list[Node[str]], found: dict[str, Chance]) -> None:
    answer = Odds(Circuit(nodes), found).likelihood(0)
    ends = [answer.least, answer.low, answer.point, answer.high, answer.most]
    assert all(one <= other + 1e-9 for one, other in pairwise(ends))


@MANY
@given(plain, chances, st.sampled_from(ELEMENTS), st.floats(0.0, 0.05))
def test_nothing_gets_less_likely_if_a_claim_gets_more_likely(
    nodes: list[Node[str]], found: dict[str, Chance], raised: str, more: float
) -> None:
    better = dict(found)
    if raised in found:
        span = found[raised].span
        better[raised] = replace(found[raised], span=Range(low=span.low + more, high=span.high + more))
    before, after = (Odds(Circuit(nodes), some).likelihood(0) for some in (found, better))
    assert after.point >= before.point - 1e-9
    assert after.least >= before.least - 1e-9
    assert after.most >= before.most - 1e-9


@MANY
@given(plain, chances, st.frozensets(st.sampled_from(ELEMENTS), max_size=2))
def test_nothing_gets_more_likely_by_a_loss(
    nodes: list[Node[str]], found: dict[str, Chance], lost: frozenset[str]
) -> None:
    circuit = Circuit(nodes)
    after = Odds(circuit.losing(lost), found).likelihood(0)
    assert after.point <= Odds(circuit, found).likelihood(0).point + 1e-9


@settings(MANY, derandomize=True)
@given(plain, chances)
def test_random_cases_agree_with_counting(nodes: list[Node[str]], found: dict[str, Chance]) -> None:
    circuit = Circuit(nodes)
    exact, drawn = Odds(circuit, found).likelihood(0), Odds(circuit, found, limits=DRAWN).likelihood(0)
    assert drawn.point == pytest.approx(exact.point, abs=4 * standard_error(exact.point, DRAWN.samples) + 1e-9)
    assert drawn.method is (Method.SIMULATED if exact.doubtful else Method.EXACT)


@MANY
@given(plain, chances)
def test_every_swing_is_a_gain_and_agrees_with_asking_again(nodes: list[Node[str]], found: dict[str, Chance]) -> None:
    circuit = Circuit(nodes)
    for one in Odds(circuit, found).swings(0):
        assert one.lost <= one.low + 1e-9
        assert one.low <= one.high + 1e-9
        assert one.high <= one.kept + 1e-9
        assert one.lost == pytest.approx(Odds(circuit.losing({one.element}), found).likelihood(0).point)


@MANY
@given(plain, st.sets(st.sampled_from(ELEMENTS)).map(lambda names: {name: ours(HALF, name) for name in names}))
def test_a_swing_is_the_range_times_birnbaum_if_claims_share_no_source(
    nodes: list[Node[str]], found: dict[str, Chance]
) -> None:
    for one in Odds(Circuit(nodes), found).swings(0):
        assert one.swing == pytest.approx((HALF.high - HALF.low) * one.birnbaum)


def test_swings_by_random_cases_are_near_those_by_counting() -> None:
    exact, drawn = (Odds(BRIDGE, apart_bridge(), limits=limits).swings(0) for limits in (Limits(), DRAWN))
    near = {one.element: one.swing for one in drawn}
    assert near == pytest.approx({one.element: one.swing for one in exact}, abs=0.03)


def apart_bridge() -> dict[str, Chance]:
    return {name: ours(HALF, name) for name in ("in left", "in right", "out left", "out right", "across")}


@pytest.mark.parametrize(("limits", "within"), [(Limits(), 1e-9), (DRAWN, 0.03)])
def test_knowing_that_a_source_is_right_settles_all_that_cites_it(limits: Limits, within: float) -> None:
    found = {"a": exactly(0.75, "paper", "radio"), "b": exactly(0.5, "paper")}
    (paper, radio) = Odds(SERIES, found, limits=limits).source_swings(0)
    assert (paper.draw, paper.cited, radio.cited) == ("paper", 2, 1)
    assert (paper.wrong, paper.right) == pytest.approx((0.0, 1.0), abs=within)
    # The paper is right about b with 1/2, and then, by the same draw, about a too: the radio changes nothing.
    assert (radio.wrong, radio.right) == pytest.approx((0.5, 0.5), abs=within)


def test_a_diagram_that_gets_too_large_gives_way_to_random_cases() -> None:
    found = Odds(BRIDGE, apart_bridge(), limits=Limits(most_nodes=3)).likelihood(0)
    assert found.method is Method.SIMULATED
    assert found.standard_error == pytest.approx((0.25 / 102_400) ** 0.5, rel=0.01)


def test_random_cases_are_the_same_each_time() -> None:
    once, again = (Odds(BRIDGE, apart_bridge(), limits=DRAWN).likelihood(0) for _ in range(2))
    assert once == again


def test_of_a_large_network_fewer_random_cases_are_drawn() -> None:
    limits = Limits(most_tests=0, most_draws=5 * 2_000)
    found = Odds(BRIDGE, apart_bridge(), limits=limits).likelihood(0)
    assert found.standard_error == pytest.approx((found.point * (1 - found.point) / 2_000) ** 0.5)
