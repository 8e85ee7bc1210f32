"""What losses break a reader's own network: worst first, how far the search came, in words and in tables."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo import circuit
from geo import own_losses as module
from geo.cut_sets import Budget, Stop
from geo.loss_tables import as_csv
from geo.own_losses import OwnLoss, OwnLosses, own_losses
from geo.own_network import EXAMPLE, read_network
from geo.own_told import (
    complete_in_own_words,
    cut_sets_rows,
    goals_rows,
    loss_in_words,
    losses_rows,
    names_in_words,
    own_headline,
    stands_in_words,
    unmet_in_words,
)
from geo.reasons import STEPS


def found(*rows: str, order: int = 2, budget: Budget | None = None) -> OwnLosses:
    network = read_network("\n".join(["supplier,receiver,group,goal", *rows]).encode())
    return own_losses(network, order=order, budget=budget or Budget())


@pytest.fixture
def example() -> OwnLosses:
    return own_losses(read_network(EXAMPLE.encode()), order=3)


def test_the_worst_loss_comes_first_and_the_goal_that_takes_fewest() -> None:
    found_ = found("a,x", "a,y", "b,y", "c,z", "b,w", "b,v")
    assert [(loss.places, loss.goals, loss.broken) for loss in found_.losses[1]] == [
        (("b",), ("v", "w"), 2),
        (("a",), ("x",), 1),
        (("c",), ("z",), 1),
    ]
    assert list(found_.goals) == ["v", "w", "x", "z", "y"]


def test_a_pair_counts_what_its_parts_break_too_but_apart() -> None:
    (pair,) = found("a,x", "a,y", "b,y").losses[2]
    assert pair == OwnLoss(places=("a", "b"), goals=("y",), broken=2)
    assert loss_in_words(pair) == "Only together they break y. With what either of them breaks alone: 2 goals."


def test_the_example_reads_as_one_would_say_it(example: OwnLosses) -> None:
    assert own_headline(example) == (
        "Losing Main depot breaks 1 of the 2 goals of your network, and 3 other single losses at least one."
    )
    assert complete_in_own_words(example) == (
        "Complete to order 3: all single losses, pairs and triples were looked at."
    )
    assert [(name, stands_in_words(cuts)) for name, cuts in example.goals.items()] == [
        ("Hill clinic", "1"),
        ("Coast clinic", "2"),
    ]
    assert unmet_in_words(example) == ""


def test_what_no_loss_breaks_is_said() -> None:
    spare = found("a,x", "b,x", "c,x")
    assert own_headline(spare) == "No goal is broken by the loss of any two places."
    assert stands_in_words(spare.goals["x"]) == "more than 2"
    assert own_headline(found("a,x", "b,x")) == (
        "No single loss breaks a goal. Losing a and b breaks the goal of your network."
    )


def test_a_goal_that_hangs_on_itself_is_no_goal_that_can_be_lost() -> None:
    circle = found("a,b", "b,a", "a,x")
    assert stands_in_words(circle.goals["x"]) == "not supplied"
    assert own_headline(circle) == "No goal is supplied, even with nothing lost."
    assert unmet_in_words(circle).startswith("x is not supplied even with nothing lost: ")
    both = found("a,b", "b,a", "a,x", "s,y")
    assert list(both.goals) == ["y", "x"]
    assert own_headline(both) == "Losing s breaks 1 of the 2 goals of your network."


@pytest.mark.parametrize(
    ("budget", "words"),
    [
        (Budget(cancelled=lambda: True), "You cancelled the search. Not even all single losses were looked at."),
        (Budget(seconds=0), "The search ran out of time. Not even all single losses were looked at."),
        (Budget(most_sets=0), "The search found more sets than it may keep. "),
    ],
)
def test_a_search_that_ended_early_says_why_and_what_is_complete(budget: Budget, words: str) -> None:
    assert complete_in_own_words(found("a,x", "b,x", budget=budget)).startswith(words)


def test_a_search_that_ended_at_once_claims_nothing_of_any_goal() -> None:
    early = found("a,x", "b,x", budget=Budget(cancelled=lambda: True))
    assert own_headline(early) == "The search ended before it found a loss that breaks a goal."
    assert stands_in_words(early.goals["x"]) == "not looked at"


def test_a_search_that_is_cancelled_among_pairs_is_complete_to_order_1() -> None:
    singles_done: list[float] = []
    early = found(
        "a,x", "b,y", "c,y", budget=Budget(cancelled=lambda: bool(singles_done), progress=singles_done.append)
    )
    assert early.complete_to == 1
    assert complete_in_own_words(early) == (
        "You cancelled the search. Complete to order 1: all single losses were looked at, of pairs only some."
    )
    assert [loss.places for loss in early.losses[1]] == [("a",)]


def test_goals_searched_a_few_at_a_time_come_to_the_same(example: OwnLosses, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW_GOALS", 1)
    apart = own_losses(example.network, order=3)
    assert (apart.goals, apart.losses) == (example.goals, example.losses)


def test_a_search_that_ended_among_goals_says_of_each_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW_GOALS", 1)
    done: list[float] = []
    early = found("a,x", "b,x", "b,y", "c,y", budget=Budget(cancelled=lambda: len(done) == 2, progress=done.append))
    assert done == [0.5, 0.75]
    assert [(name, cuts.complete_to, len(cuts.sets)) for name, cuts in early.goals.items()] == [
        ("x", 2, 1),
        ("y", 1, 0),
    ]
    assert (early.complete_to, stands_in_words(early.goals["y"])) == (1, "more than 1")


def two_way(count: int) -> list[str]:
    """Return a chain that supplies both ways, a source at each end, and a goal in the middle."""
    pairs = [(f"p{at}", f"p{at + 1}") for at in range(count - 1)]
    both = [f"{one},{other}" for pair in pairs for one, other in (pair, pair[::-1])]
    return ["s,p0", f"t,p{count - 1}", *both, f"p{count // 2},goal,,yes"]


@pytest.mark.parametrize("asked", [1, 2, 3, 5, 8, 13, 21])
def test_a_search_in_a_large_circle_ends_soon_after_a_cancel(asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    left, after = asked, 0
    plain = circuit._any

    def cancelled() -> bool:
        nonlocal left
        left -= 1
        return left <= 0

    def counted(masks: Mapping[int, int], group: Iterable[int]) -> int:
        nonlocal after
        after += left <= 0
        return plain(masks, group)

    monkeypatch.setattr(circuit, "_any", counted)
    early = found(*two_way(2 * STEPS), budget=Budget(seconds=math.inf, cancelled=cancelled))
    assert early.stopped is Stop.CANCELLED
    assert (left, after) == (0, 0)


def test_a_long_chain_is_searched_to_its_end_within_bounds() -> None:
    whole = found(*(f"a{at},a{at + 1}" for at in range(2_000)))
    assert (whole.complete_to, len(whole.losses[1]), whole.losses[2]) == (2, 2_000, ())


def test_many_names_are_counted() -> None:
    assert names_in_words(["a", "b", "c"], most=2) == "a, b and 1 more"
    assert names_in_words(["a", "b"], most=2) == "a and b"


# ---- tables -------------------------------------------------------------------------------------------------------


def test_every_table_has_a_cell_for_each_head(example: OwnLosses) -> None:
    for table in (*(losses_rows(example, size) for size in (1, 2, 3)), goals_rows(example), cut_sets_rows(example)):
        assert {len(row) for row in table} == {len(table[0])}
        assert len(table) > 1 or table == losses_rows(example, 3)


def test_the_table_of_cut_sets_holds_them_all() -> None:
    assert cut_sets_rows(found("a,x", "a,y", "b,y")) == (
        ("goal", "losses", "place 1", "place 2"),
        ("x", "1", "a", ""),
        ("y", "2", "a", "b"),
    )


def test_a_name_that_a_spreadsheet_would_run_is_defused() -> None:
    text = as_csv(cut_sets_rows(found("=1+1,x")))
    assert list(csv.reader(io.StringIO(text)))[1] == ["x", "1", "'=1+1", ""]


# ---- whatever the network -----------------------------------------------------------------------------------------

edges = st.sets(
    st.tuples(*[st.sampled_from("abcdef")] * 2).filter(lambda edge: edge[0] != edge[1]), min_size=1, max_size=10
)


@settings(max_examples=60, deadline=None)
@given(edges)
def test_a_loss_breaks_the_goals_that_have_no_proof_without_it(edges: set[tuple[str, str]]) -> None:
    result = found(*(f"{one},{other}" for one, other in sorted(edges)), "a,goal,,yes", "f,end,,yes")
    circuit, nodes = result.network.circuit, result.network.goals
    known = {frozenset(loss.places): loss for losses in result.losses.values() for loss in losses}
    places = sorted({name for edge in edges for name in edge} | {"a", "f"})
    for lost in (frozenset(some) for size in (1, 2) for some in combinations(places, size)):
        broken = {name for name, node in nodes.items() if circuit.is_up(node) and circuit.proof(node, lost) is None}
        parts = [known[part] for part in known if part <= lost]
        assert broken == {goal for part in parts for goal in part.goals}
        assert lost not in known or known[lost].broken == len(broken)
