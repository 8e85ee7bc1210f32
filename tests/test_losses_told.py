"""What is said of losses, blame and worked examples: by example on drawn worlds, and never against the house rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from geo.blame_told import blame_headline, cheapest, drawn_in_words, share_in_words, together_in_words
from geo.contingency import Scope, contingency
from geo.cut_sets import Budget
from geo.how_told import BUSY_WORDS, Figure, how_worked_out
from geo.losses import pairs, ranking, triples
from geo.losses_told import (
    complete_in_words,
    cost_in_words,
    pairs_headline,
    rank_headline,
    redundancy_headline,
    redundancy_in_words,
    synergy_in_words,
    together,
    triples_headline,
)
from geo.network import compile_net
from geo.redundancy import operation_rows
from geo.repairs import cheapest_repairs
from geo.results import SupportStatus
from geo.scenario import TokenKind
from geo.shapley import shares
from geo.worked import worked_example
from geo.worked_told import worked_in_words
from geo.world import World
from tests.worlds import DAY, draw, hosts_of, lose, net_of

WORLD = draw(
    "gate -airlift/air-> a -airlift/air-> both",
    "gate -airlift/air-> b -airlift/air-> both",
    "a -airlift/air-> first",
    "gate -repair/sea-> c -repair/sea-> first",
    needs={"both": "airlift/air", "first": ["airlift/air", "repair/sea?", "leave:x"]},
)
"""Both loses support without a and b together, first without a or the consent of x; c only strains first."""

NET = net_of(WORLD)
FOUND = contingency(NET, Scope(order=3))

DAYS = (date(2024, 11, 26), date(2026, 9, 1))
"""The two days on which the sentences were read aloud."""


def test_things_are_lost_alone_or_together() -> None:
    assert together(WORLD, lose("a")) == "A alone"
    assert together(WORLD, lose("a", "b")) == "A and B together"
    assert together(WORLD, lose("a") | hosts_of("x")) == "A and X's consent together"


def test_a_cost_can_be_added_up() -> None:
    assert cost_in_words(pairs(NET, FOUND)[0]).endswith(" = 2")
    assert cost_in_words(ranking(NET, FOUND)[2]) == "1 \N{MULTIPLICATION SIGN} 0.5 = 0.5"


def test_synergy_is_what_only_both_break() -> None:
    (joint,) = pairs(NET, FOUND, only_synergy=True)
    assert (
        synergy_in_words(WORLD, joint)
        == "In this model only the two together leave Mission in Both without reported support."
    )
    apart = next(row for row in pairs(NET, FOUND) if not row.synergy)
    assert synergy_in_words(WORLD, apart) == "In this model no operation falls only because both are lost."


def test_headlines_name_what_is_worst() -> None:
    assert rank_headline(WORLD, DAY, ranking(NET, FOUND)) == (
        "On 26 Nov 2024 no single loss costs more in this model than A (1 other costs as much): 1 operation loses "
        "support."
    )
    assert rank_headline(WORLD, DAY, (), among="of consent") == (
        "On 26 Nov 2024 no single loss of consent makes an operation worse in this model."
    )
    assert pairs_headline(WORLD, DAY, FOUND, pairs(NET, FOUND)) == (
        "On 26 Nov 2024, no pair costs more in this model than A and B together: 2; 1 pair breaks something that "
        "neither of the two breaks alone."
    )
    assert triples_headline(WORLD, DAY, triples(NET, FOUND), FOUND) == (
        "On 26 Nov 2024, no triple of losses of these kinds breaks anything in this model that no two of the three "
        "break."
    )
    assert redundancy_headline(WORLD, DAY, operation_rows(NET, FOUND), FOUND) == (
        "On 26 Nov 2024, a single loss of these kinds is enough to take all reported support from 1 of 2 operations "
        "in this model; 1 takes two or three losses."
    )


def test_where_no_second_loss_adds_anything_the_headline_names_the_one() -> None:
    world = draw("gate -airlift/air-> a -airlift/air-> one", needs={"one": "airlift/air"}, hosts={"a": "north"})
    found = contingency(net_of(world), Scope(order=2, kinds=frozenset({TokenKind.FACILITY})))
    assert pairs_headline(world, DAY, found, ()).startswith(
        "On 26 Nov 2024, no pair costs more in this model than A alone: 1;"
    )


def test_what_has_no_essential_need_is_not_called_robust() -> None:
    world = draw(
        "gate -airlift/air-> a -airlift/air-> soft",
        "a -airlift/air-> hard",
        needs={"soft": "airlift/air?", "hard": "airlift/air"},
    )
    net = net_of(world)
    found = contingency(net, Scope(order=3))
    rows = {row.operation: row for row in operation_rows(net, found)}
    assert redundancy_headline(world, DAY, tuple(rows.values()), found).endswith(
        "from 1 of 1 operations in this model; 1 has no essential need in these data."
    )
    assert redundancy_in_words(world, rows["soft"]).startswith(
        "Nothing can leave Mission in Soft without reported support in this model: these data give it no essential "
        "need."
    )


def test_a_search_that_ended_early_claims_no_more_than_it_looked_at() -> None:
    world = draw(
        "gate -airlift/air-> a -airlift/air-> both",
        "gate -airlift/air-> b -airlift/air-> both",
        needs={"both": "airlift/air"},
    )
    net = net_of(world)
    found = contingency(net, Scope(order=1))
    assert "1 withstands any single loss." in redundancy_headline(world, DAY, operation_rows(net, found), found)


def test_of_several_pairs_the_headline_names_the_one_that_breaks_most_only_together() -> None:
    world = draw(
        "gate -airlift/air-> a -airlift/air-> one",
        "gate -airlift/air-> b -airlift/air-> one",
        "a -airlift/air-> two",
        "b -airlift/air-> two",
        "gate -airlift/air-> c -airlift/air-> three",
        "gate -airlift/air-> d -airlift/air-> three",
        needs=dict.fromkeys(("one", "two", "three"), "airlift/air"),
    )
    net = net_of(world)
    found = contingency(net, Scope(order=2, kinds=frozenset({TokenKind.FACILITY})))
    headline = pairs_headline(world, DAY, found, pairs(net, found, only_synergy=True))
    assert headline.endswith("2 pairs break something that neither of the two breaks alone, most of all A and B.")


def test_a_headline_says_what_is_lost_already() -> None:
    given = contingency(NET, Scope(given=lose("b")))
    headline = triples_headline(WORLD, DAY, (), given)
    assert headline.startswith("On 26 Nov 2024, with B lost already, no triple")


def test_redundancy_names_the_smallest_sets() -> None:
    first, both = operation_rows(NET, FOUND)
    assert redundancy_in_words(WORLD, first) == (
        "One loss is enough to leave Mission in First without reported support in this model: A or X's consent."
    )
    assert redundancy_in_words(WORLD, both) == (
        "It takes two losses to leave Mission in Both without reported support in this model: A and B together."
    )


def test_a_redundancy_that_was_not_found_says_what_was_looked_at() -> None:
    found = contingency(NET, Scope(order=1))
    said = redundancy_in_words(WORLD, operation_rows(NET, found)[1])
    assert said.endswith("no single loss is enough: it takes two or more.")


def test_how_far_a_search_came_is_said() -> None:
    assert complete_in_words(FOUND) == "Complete: all sets of up to three losses were looked at."
    stopped = contingency(net_of(WORLD), Scope(order=3), budget=Budget(cancelled=lambda: True))
    assert complete_in_words(stopped).startswith("The search ended early (cancelled): not even all single losses")


def test_blame_is_put_down_and_adds_up() -> None:
    found = shares(NET, lose("a", "b"))
    assert blame_headline(WORLD, found) == (
        "Most of the cost in this model, 1.5 of 2, is put down to A; the rest to B."
    )
    assert [share_in_words(WORLD, row, found) for row in found.rows] == [
        "1.5 of the cost of 2 (75 %) is put down to A: all of Mission in First; 50 % of Mission in Both.",
        "0.5 of the cost of 2 (25 %) is put down to B: 50 % of Mission in Both.",
    ]
    assert drawn_in_words(found) == "Exact: every subset of what is lost was looked at."


def test_what_is_not_to_blame_is_said_to_be_not() -> None:
    found = shares(NET, lose("b", "c"))
    assert share_in_words(WORLD, found.rows[-1], found) == (
        "Nothing is put down to B: no operation falls because of it in this scenario."
    )
    assert blame_headline(WORLD, shares(NET, lose("b"))) == (
        "In this model nothing gets worse, so there is nothing to share out."
    )


def test_repairs_are_told_cheapest_first() -> None:
    strained = SupportStatus.STRAINED
    both = cheapest(cheapest_repairs(NET, lose("a", "b"), "both", goal=strained))
    assert together_in_words(WORLD, ["both", "first"], both) == (
        "If A or B were given back, these 2 operations would stand as before in this model:"
    )
    lost = lose("a", "c")
    assert together_in_words(WORLD, ["first"], cheapest(cheapest_repairs(NET, lost, "first"))) == (
        "If both A and C were given back, this operation would stand as before in this model:"
    )


def test_a_worked_example_tells_each_row() -> None:
    world = draw(
        "gate -airlift/air-> a -airlift/air-> op",
        "gate -airlift/air-> b -airlift/air-> op",
        needs={"op": ["airlift/air", "leave:x"]},
    )
    found = worked_example(net_of(world))
    assert found is not None
    words = worked_in_words(world, net_of(world), found)
    assert words.heads == ("Lost", "Airlift by air", "Consent for garrison", "Status")
    rows = {row.name: [cell for cell, _ in row.cells] for row in words.rows}
    assert rows["A"] == ["Way 1 breaks; way 2 is left: met in full", "Met in full"]
    assert rows["X's consent"] == ["No way breaks: met in full", "Consent withdrawn: not met"]
    assert rows["A and B"] == ["Ways 1 and 2 break; none is left: not met", "Met in full"]
    assert words.conclusion == (
        "Alone enough to leave Mission in Op without reported support: Gate and X's consent. So these are single "
        "points of failure, of what the ways stand on. A and B are enough only together: a minimal cut set of two."
    )


@pytest.mark.parametrize("figure", Figure)
def test_every_kind_of_figure_says_how_it_is_worked_out(figure: Figure) -> None:
    assert len(how_worked_out(figure)) > 100


def sentences(world: World, day: date) -> Iterator[str]:
    """Yield everything that is said of a day of the facts, without ways and loads."""
    net = compile_net(world, day)
    found = contingency(net, Scope(order=2))
    joint, rows = pairs(net, found), operation_rows(net, found)
    yield rank_headline(world, day, ranking(net, found))
    yield pairs_headline(world, day, found, joint)
    yield triples_headline(world, day, triples(net, found), found)
    yield redundancy_headline(world, day, rows, found)
    yield from (synergy_in_words(world, row) for row in joint)
    yield from (redundancy_in_words(world, row) for row in rows)
    for scenario in world.scenarios.values():
        blamed = shares(net, scenario.tokens)
        yield blame_headline(world, blamed)
        yield from (share_in_words(world, row, blamed) for row in blamed.rows)
        mended = (cheapest(cheapest_repairs(net, scenario.tokens, name)) for name in net.operations)
        yield from (together_in_words(world, ["one"], ways) for ways in mended if ways)
    example = worked_example(net)
    assert example is not None
    words = worked_in_words(world, net, example)
    yield from (words.intro, words.conclusion)


@pytest.mark.parametrize("day", DAYS)
def test_what_is_said_of_the_facts_keeps_to_the_house_rules(world: World, day: date) -> None:
    said = [*sentences(world, day), *map(how_worked_out, Figure), BUSY_WORDS]
    assert len(said) > 100
    for sentence in said:
        assert re.fullmatch(r"[A-Z0-9].*[.:]", sentence), sentence
        assert not re.search(r"\bwill\b", sentence), sentence
        assert not re.search(r"  |\bNone\b|[{}]|\b(fac|host|over|passage|link|fn):", sentence), sentence
        assert not re.search(r"\b[a-z]+-[a-z]+-corps\b|\bop-[a-z]", sentence), sentence
