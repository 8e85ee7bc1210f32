"""Minimal cut sets: published ones, all of small circuits by trying every loss, and what networkx knows of graphs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, combinations
from math import comb

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import circuit_cuts
from geo.circuit import Circuit
from geo.circuit_cuts import circuit_cut_sets
from geo.condense import condensed
from geo.cut_sets import DEFAULT_BUDGET, Budget, CutSets, Stop, minimal_cut_sets
from geo.every_loss import MOST_KEPT_BITS, cases_without, elements_of
from geo.reasons import Check
from geo.wiring import Node, Wiring
from tests.fault_trees import CHINESE, LIFT, PRESSURE_TANK, THEATRE, THREE_MOTOR, TWO_TRAIN, FaultTree
from tests.random_circuits import ELEMENTS, circuits, naively_up

MANY = settings(max_examples=150, deadline=None)

Sets = set[frozenset[str]]


def anything(_element: object) -> bool:
    """Say that everything can be lost."""
    return True


def by_questions(
    circuit: Circuit[str], goal: int, order: int, candidates: Callable[[str], bool] = anything
) -> CutSets[str]:
    """Find cut sets by asking for one proof after another."""
    return minimal_cut_sets(partial(circuit.proof, goal), order=order, candidates=candidates)


def by_suspects(
    circuit: Circuit[str],
    goal: int,
    order: int,
    candidates: Callable[[str], bool] = anything,
    budget: Budget = DEFAULT_BUDGET,
) -> CutSets[str]:
    """Find cut sets by putting suspects to the test at once, however few losses there are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(circuit_cuts, "FEW_LOSSES", 0)
        return circuit_cut_sets(circuit, [goal], order=order, candidates=candidates, budget=budget)[goal]


def by_every_loss(
    circuit: Circuit[str], goal: int, order: int, candidates: Callable[[str], bool] = anything
) -> CutSets[str]:
    """Find cut sets by trying every loss, unless a gate hides what there is to lose."""
    return circuit_cut_sets(circuit, [goal], order=order, candidates=candidates)[goal]


WAYS = (by_questions, by_suspects, by_every_loss)
Way = Callable[..., CutSets[str]]

every_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


def sets(*texts: str) -> Sets:
    """Return sets of events written with commas."""
    return {frozenset(text.split(", ")) for text in texts}


SMALL_TREE: list[Node[str]] = [
    Node(groups=((1, 2), (3, 4))),
    *(Node(guards=(name,)) for name in ("e1", "e2", "e3", "e4")),
]
"""Of SCRAM's benchmarks, too: it fails with e1 and e2, or with e3 and e4."""

PUBLISHED: Mapping[str, tuple[FaultTree, int, Sets]] = {
    "theatre": (THEATRE, 2, sets("gen, mains", "mains, relay")),
    "two train": (
        TWO_TRAIN,
        4,
        sets("valve one, valve two", "valve one, pump two", "valve two, pump one", "pump one, pump two"),
    ),
    "three motor": (
        THREE_MOTOR,
        4,
        sets("k5", "s1, t2", "k1, t2", "t1inc, t2")
        | sets("t2, t2inc, t3inc, t4inc", "kt3inc, t2, t2inc, t3inc", "kt2inc, t2, t2inc, t4inc")
        | sets("kt2inc, kt3inc, t2, t2inc", "kt1inc, t2, t3inc, t4inc", "kt1inc, kt3inc, t2, t3inc")
        | sets("kt1inc, kt2inc, t2, t4inc", "kt1inc, kt2inc, kt3inc, t2"),
    ),
    "pressure tank": (PRESSURE_TANK, 3, sets("tank", "k2", "s, s1", "k1, s", "r, s")),
    "lift": (
        LIFT,
        3,
        sets("lmd 1", "dpd 1", "dm 1", "ps 1", "dod 1", "dod 2", "dms 1", "cp 1", "dms 2", "lmd 2", "lpd 1", "d 1"),
    ),
}
"""Trees, up to which order they were searched, and all their minimal cut sets as published."""


@every_way
@pytest.mark.parametrize("name", PUBLISHED)
def test_the_cut_sets_of_a_fault_tree_are_those_published(name: str, way: Way) -> None:
    tree, order, published = PUBLISHED[name]
    found = way(*tree.circuit(), order)
    assert set(found.sets) == published
    assert (found.complete_to, found.stopped, found.met) == (order, None, True)


@every_way
def test_the_small_tree_has_the_two_cut_sets_published(way: Way) -> None:
    assert way(Circuit(SMALL_TREE), 0, 3).sets == (frozenset({"e1", "e2"}), frozenset({"e3", "e4"}))


@every_way
def test_the_chinese_tree_has_as_many_cut_sets_of_each_order_as_published(way: Way) -> None:
    found = way(*CHINESE.circuit(), 6)
    assert [len(found.order(size)) for size in range(1, 7)] == [0, 12, 0, 24, 188, 168]
    assert len(found.sets) == 392


def tried(nodes: list[Node[str]], goal: int, order: int) -> Sets:
    """Return all minimal cut sets by trying every loss, the smallest first."""
    found: Sets = set()
    losses = chain.from_iterable(combinations(ELEMENTS, size) for size in range(1, order + 1))
    for lost in map(frozenset, losses):
        if not any(cut <= lost for cut in found) and goal not in naively_up(nodes, lost):
            found.add(lost)
    return found


@every_way
@MANY
@given(circuits(), st.integers(1, 4))
def test_all_minimal_cut_sets_are_found_and_nothing_else(way: Way, nodes: list[Node[str]], order: int) -> None:
    circuit = Circuit(nodes)
    for goal in range(len(nodes)):
        found = way(circuit, goal, order)
        met = goal in naively_up(nodes, frozenset())
        assert set(found.sets) == (tried(nodes, goal, order) if met else set())
        assert len(set(found.sets)) == len(found.sets)
        assert (found.met, found.complete_to) == (met, order)


@every_way
@MANY
@given(circuits(), st.sets(st.sampled_from(ELEMENTS)))
def test_what_is_no_candidate_is_never_lost(way: Way, nodes: list[Node[str]], losable: set[str]) -> None:
    circuit = Circuit(nodes)
    for goal in range(len(nodes)):
        everything = way(circuit, goal, 3).sets
        assert way(circuit, goal, 3, losable.__contains__).sets == tuple(some for some in everything if some <= losable)


@every_way
@MANY
@given(circuits(), st.permutations(ELEMENTS))
def test_other_names_change_nothing_but_the_names(way: Way, nodes: list[Node[str]], names: list[str]) -> None:
    renamed = dict(zip(ELEMENTS, names, strict=True))
    gateless = [Node(guards=node.guards, groups=node.groups) for node in nodes]
    other = [Node(guards=tuple(renamed[e] for e in node.guards), groups=node.groups) for node in nodes]
    for goal in range(len(nodes)):
        before = {frozenset(renamed[e] for e in some) for some in way(Circuit(gateless), goal, 3).sets}
        assert set(way(Circuit(other), goal, 3).sets) == before


@MANY
@given(circuits(), st.frozensets(st.sampled_from(ELEMENTS), max_size=2))
def test_what_is_given_is_lost_in_every_question(nodes: list[Node[str]], lost: frozenset[str]) -> None:
    circuit = Circuit(nodes)
    for goal in range(len(nodes)):
        found = minimal_cut_sets(partial(circuit.proof, goal), candidates=anything, given=lost)
        assert found == by_questions(circuit.losing(lost), goal, 3)


@MANY
@given(circuits(), st.sets(st.sampled_from(ELEMENTS)), st.frozensets(st.sampled_from(ELEMENTS), max_size=1))
def test_a_condensed_circuit_answers_the_same(nodes: list[Node[str]], losable: set[str], gone: frozenset[str]) -> None:
    circuit, goals = Circuit(nodes).losing(gone), range(len(nodes))
    smaller, numbers = condensed(circuit, goals, can_be_lost=losable.__contains__)
    for lost in map(frozenset, chain.from_iterable(combinations(sorted(losable), size) for size in range(4))):
        for goal in goals:
            expected = goal in naively_up(nodes, lost | gone)
            assert (smaller.proof(numbers[goal], lost) is not None) == expected


def test_what_only_passes_on_is_left_out_of_a_condensed_circuit() -> None:
    wiring = Wiring[str]()
    wiring.node("start", guards=["a"])
    wiring.node("link", guards=["never lost"], groups=[["start"]])
    goal = wiring.node("goal", groups=[["link"]])
    smaller, numbers = condensed(Circuit(wiring.nodes()), [goal], can_be_lost=lambda element: element == "a")
    assert smaller.nodes[numbers[goal]] == Node(guards=("a",))


@every_way
def test_a_goal_that_hangs_on_no_candidate_has_no_cut_set(way: Way) -> None:
    found = way(Circuit([Node(guards=("a",))]), 0, 3, lambda _: False)
    assert (found.sets, found.met, found.redundancy, found.complete_to) == ((), True, None, 3)


@every_way
def test_a_goal_that_is_not_met_has_no_cut_set_and_no_redundancy(way: Way) -> None:
    found = way(Circuit([Node(groups=((),))]), 0, 3)
    assert (found.sets, found.met, found.redundancy, found.complete_to) == ((), False, 0, 3)


@every_way
def test_redundancy_is_the_size_of_the_smallest_cut_set(way: Way) -> None:
    assert way(Circuit(SMALL_TREE), 0, 3).redundancy == 2
    assert way(Circuit(SMALL_TREE), 0, 1).redundancy is None


@every_way
def test_sets_come_smallest_first_then_by_name(way: Way) -> None:
    found = way(*THREE_MOTOR.circuit(), 4)
    assert list(found.sets) == sorted(found.sets, key=lambda some: (len(some), sorted(some)))


def told(budget: Callable[[Callable[[float], None]], Budget]) -> tuple[CutSets[str], CutSets[str], list[float]]:
    """Return what both searches find of the pressure tank within a budget, and what was told on the way."""
    said: list[float] = []
    circuit, goal = PRESSURE_TANK.circuit()
    alone = minimal_cut_sets(partial(circuit.proof, goal), candidates=anything, budget=budget(said.append))
    many = circuit_cut_sets(circuit, [goal], order=3, candidates=anything, budget=budget(said.append))
    return alone, many[goal], said


def test_out_of_time_at_once_only_whether_the_goal_is_met_is_known() -> None:
    for found in told(lambda tell: Budget(seconds=0, progress=tell))[:2]:
        assert (found.complete_to, found.stopped, found.met, found.redundancy) == (0, Stop.TIME, True, None)


def test_a_cancelled_search_says_so_and_what_it_found_is_complete_so_far() -> None:
    for found in told(lambda tell: Budget(cancelled=after(1, tell), progress=tell))[:2]:
        assert (found.complete_to, found.stopped) == (1, Stop.CANCELLED)
        assert set(found.order(1)) == sets("tank", "k2")


def test_too_many_sets_end_a_search_after_the_order_in_which_they_were_found() -> None:
    for found in told(lambda tell: Budget(most_sets=1, progress=tell))[:2]:
        assert found.stopped is Stop.SIZE
        assert set(found.sets) <= PUBLISHED["pressure tank"][2]


def test_progress_ends_with_all() -> None:
    said = told(lambda tell: Budget(progress=tell))[2]
    assert said == [pytest.approx(share) for share in (1 / 3, 2 / 3, 1, 1 / 3, 2 / 3, 1)]


def after(orders: int, tell: Callable[[float], None]) -> Callable[[], bool]:
    """Return who cancels once so many orders are said to be done; there are three."""
    said: list[float] = tell.__self__  # type: ignore[attr-defined]
    begun = len(said)
    return lambda: len(said) - begun >= orders


def reachable(edges: Iterable[tuple[int, int]], count: int) -> Circuit[str]:
    """Return a circuit of a directed graph: a node but the first is up if kept, and reached from the first."""
    members: dict[int, list[int]] = {node: [] for node in range(count)}
    for origin, target in edges:
        members[target].append(origin)
    return Circuit([Node(), *(Node(guards=(name(node),), groups=(tuple(members[node]),)) for node in range(1, count))])


def name(node: int) -> str:
    """Return what a node of a graph is called in a circuit."""
    return f"n{node:02}"


_edges = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=8, max_size=30)


@MANY
@given(_edges)
def test_single_points_of_failure_are_the_dominators(edges: list[tuple[int, int]]) -> None:
    graph = nx.DiGraph([edge for edge in edges if edge[0] != edge[1]])
    graph.add_nodes_from(range(9))
    circuit, above = reachable(graph.edges, 9), nx.immediate_dominators(graph, 0)
    for node in nx.descendants(graph, 0):
        dominators = {name(one) for one in dominating(above, node)}
        assert {min(some) for some in by_questions(circuit, node, 1).sets} == dominators


def dominating(above: Mapping[int, int], node: int) -> Iterator[int]:
    """Yield a node and what dominates it, the nearest first; the start is not among them."""
    while node != 0:
        yield node
        node = above[node]


@MANY
@given(_edges)
def test_in_a_graph_redundancy_is_the_number_of_ways_without_a_common_place(edges: list[tuple[int, int]]) -> None:
    graph = nx.DiGraph([edge for edge in edges if edge[0] != edge[1] and edge != (0, 8)])
    graph.add_nodes_from(range(9))
    found = by_suspects(reachable(graph.edges, 9), 8, 4, lambda element: element != name(8))
    if not nx.has_path(graph, 0, 8):
        assert not found.met
    else:
        assert found.redundancy == (ways if (ways := nx.node_connectivity(graph, 0, 8)) <= 4 else None)


def test_all_losses_are_tried_only_if_those_of_every_size_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def noted(count: int, size: int, *, check: Check) -> tuple[int, ...]:
        asked.append((count, size))
        return cases_without(count, size, check=check)

    monkeypatch.setattr(circuit_cuts, "cases_without", noted)
    monkeypatch.setattr(circuit_cuts, "FEW_LOSSES", comb(12, 6) - 1)
    wide = Circuit([Node(groups=(tuple(range(1, 13)),)), *(Node(guards=(name(at),)) for at in range(12))])
    assert circuit_cut_sets(wide, [0], order=12, candidates=anything)[0].redundancy == 12
    assert asked == []
    monkeypatch.setattr(circuit_cuts, "FEW_LOSSES", comb(12, 6))
    assert circuit_cut_sets(wide, [0], order=12, candidates=anything)[0].redundancy == 12
    assert asked == [(12, size) for size in range(1, 13)]


def test_where_masks_would_take_much_memory_the_same_is_found_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    circuit, goal = THREE_MOTOR.circuit()
    whole = by_every_loss(circuit, goal, 4)
    monkeypatch.setattr(circuit_cuts, "MOST_BITS", 1)
    assert by_every_loss(circuit, goal, 4) == whole


def test_a_search_that_would_hold_too_much_ends() -> None:
    circuit, goal = THREE_MOTOR.circuit()
    little = Budget(most_held_bits=10)
    one_by_one = minimal_cut_sets(partial(circuit.proof, goal), candidates=anything, budget=little)
    for found in (one_by_one, by_suspects(circuit, goal, 3, budget=little)):
        assert (found.stopped, found.met) == (Stop.SIZE, True)
        assert found.complete_to < 3


def test_only_small_tables_of_cases_are_kept() -> None:
    assert cases_without(20, 2) is cases_without(20, 2)
    count = 300
    assert count * comb(count, 2) <= MOST_KEPT_BITS < 400 * comb(400, 2)
    assert cases_without(400, 2) is not cases_without(400, 2)


def test_cases_are_masks_of_the_sets_that_hold_an_element() -> None:
    for count, size in ((1, 1), (5, 1), (6, 2), (7, 3), (5, 5)):
        cases = cases_without(count, size)
        found = [frozenset(elements_of(case, size)) for case in range(comb(count, size))]
        assert set(found) == {frozenset(some) for some in combinations(range(count), size)}
        for case, some in enumerate(found):
            assert {element for element in range(count) if cases[element] >> case & 1} == some
