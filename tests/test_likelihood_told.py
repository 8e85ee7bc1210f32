"""What is said of likelihoods: the sentences, and that likelihood and confidence never meet in one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.confidence import confidence
from geo.credence import WORDS
from geo.likelihood import OperationLikelihood, graded, likelihoods, tornado
from geo.likelihood_how import GLOSSARY, how_confident, how_likely, how_tornado
from geo.likelihood_tables import likelihood_table, tornado_table
from geo.likelihood_told import (
    bounds_in_words,
    claim_name,
    confidence_in_words,
    given_in_words,
    most_in_words,
    percent,
    range_in_words,
    source_in_words,
    source_name,
    support_in_words,
    sustained_in_words,
)
from geo.network import compile_net
from geo.odds import Limits, SourceSwing
from geo.scenario import Token, link_token
from geo.world import World
from tests.worlds import DAY, draw, facility, link, lose, net_of, operation, world_of

NOTHING = frozenset[Token]()
CHAIN = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, hosts={"hub": "north"})
WEAK = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, states={"hub": "reduced"})


def likelihood(world: World, tokens: frozenset[Token] = NOTHING) -> OperationLikelihood:
    return likelihoods(graded(world, net_of(world)), tokens)["op"]


def said(world: World, tokens: frozenset[Token] = NOTHING) -> str:
    row = likelihood(world, tokens)
    return f"{support_in_words(world, DAY, tokens, row)} {sustained_in_words(row)}".strip()


def trust(world: World, *doubtful: Token) -> str:
    network = graded(world, net_of(world))
    return confidence_in_words(world, confidence(world, network, doubtful or likelihood(world).minimum.doubtful))


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.0, "<1 %"), (0.004, "<1 %"), (0.01, "1 %"), (0.5, "50 %"), (0.99, "99 %"), (0.996, ">99 %"), (1.0, ">99 %")],
)
def test_nothing_is_said_to_be_impossible_or_certain_in_percent(probability: float, text: str) -> None:
    assert percent(probability) == text


def test_a_range_of_words_is_said_where_the_ends_differ() -> None:
    assert said(CHAIN) == (
        "In this model it is anything from very likely to almost certain that Mission in Op has its reported support "
        "on 26 Nov 2024: 88 %, range 80 % to 95 %. That the support is full (sustained) is just as likely."
    )


def test_one_word_is_said_where_one_is_enough() -> None:
    row = likelihood(CHAIN)
    narrow = replace(row.minimum, low=0.81, high=0.94)
    text = support_in_words(CHAIN, DAY, NOTHING, replace(row, minimum=narrow))
    assert text.startswith("In this model it is very likely that Mission in Op has its reported support")


def test_words_that_are_no_adjectives_are_said_as_chances() -> None:
    row = likelihood(CHAIN)
    even = replace(row.minimum, low=0.46, point=0.5, high=0.54)
    text = support_in_words(CHAIN, DAY, NOTHING, replace(row, minimum=even))
    assert text.startswith("In this model there is a roughly even chance that Mission in Op has its reported support")


def test_what_is_lost_in_the_scenario_is_lost_whatever_is_right() -> None:
    assert said(CHAIN, lose("hub")) == (
        "In this model Mission in Op loses its reported support on 26 Nov 2024 with Hub lost, even if every report is "
        "right."
    )


def test_what_was_never_documented_has_no_likelihood() -> None:
    world = draw("gate -airlift/air-> op", needs={"op": "repair/air"})
    assert said(world) == (
        "These data show no support for Mission in Op on 26 Nov 2024, so there is none to be likely or unlikely."
    )


def test_what_hangs_on_no_report_is_not_called_likely() -> None:
    world = draw("gate -airlift/air-> op", needs={"op": "refuel/road*"})
    assert said(world) == (
        "In this model Mission in Op has its reported support on 26 Nov 2024, whichever reports are right: it hangs on "
        "no graded report. The support is full: sustained."
    )
    assert "no sources" in trust(world)


def test_an_operation_that_is_strained_already_is_said_to_be() -> None:
    assert said(WEAK).endswith("The support is strained at best, even if every report is right.")


def test_a_plural_operation_takes_a_plural_verb() -> None:
    forces = operation("op", "airlift/air", name="Forces in Op")
    world = world_of([facility("gate")], [forces], [link("gate", "op")])
    assert "that Forces in Op have their reported support" in said(world)


def test_a_likelihood_by_random_cases_says_its_error() -> None:
    network = graded(CHAIN, net_of(CHAIN))
    drawn = likelihoods(network, NOTHING, limits=Limits(most_tests=0))["op"]
    assert "(by random cases, give or take 0.2 points)" in support_in_words(CHAIN, DAY, NOTHING, drawn)


def test_the_bounds_without_independence_are_said() -> None:
    found = likelihood(CHAIN).minimum
    assert bounds_in_words(found) == "Whatever report depends on whatever other, it is from 20 % to 95 %."
    assert bounds_in_words(likelihood(CHAIN, lose("hub")).minimum).endswith("it is <1 %.")
    assert range_in_words(found) == "80 % to 95 %"


def test_what_is_taken_as_given_names_whose_consent_it_is() -> None:
    text = given_in_words(CHAIN, likelihood(CHAIN).minimum)
    assert text.startswith("Taken as given, because it carries no grade: North's consent; what the operation needs")


def test_confidence_is_said_by_the_sources() -> None:
    assert trust(CHAIN) == (
        "Confidence in the sources is high: all 4 reports behind this come from two publishers or more, a reliable "
        "source among them, 2 publishers in all; paper (2024) is behind 4 of the reports."
    )


def test_a_single_report_of_one_publisher_is_said_to_be_one() -> None:
    alone = link("gate", "op", sources=("radio",))
    world = world_of([facility("gate")], [operation("op", "airlift/air")], [alone])
    assert trust(world, link_token(alone.id)) == (
        "Confidence in the sources is low: the report behind this does not come from two publishers or more, a "
        "reliable source among them, 1 publisher in all."
    )


def test_a_claim_is_said_as_what_was_reported() -> None:
    network = graded(WEAK, net_of(WEAK))
    line = next(name for name in WEAK.links if name.startswith("gate"))
    assert claim_name(WEAK, network, next(iter(lose("hub")))) == "Hub is reduced"
    assert claim_name(WEAK, network, link_token(line)) == "the line from Gate to Hub by air is there"


def test_an_inference_is_said_to_be_ours() -> None:
    world = draw("gate ~airlift/air~> op", needs={"op": "airlift/air"})
    network = graded(world, net_of(world))
    text = most_in_words(world, network, tornado(network, NOTHING, "op"))
    assert text == (
        "What would change this answer most if we knew it better: whether the line from Gate to Mission in Op by air "
        "is there (our inference). The answer is 55 % if that has the low end of its range, 80 % if it has the high "
        "end."
    )


def test_where_nothing_would_change_the_answer_nothing_is_said() -> None:
    network = graded(CHAIN, net_of(CHAIN))
    assert most_in_words(CHAIN, network, tornado(network, lose("hub"), "op")) == ""


def test_a_source_is_said_by_its_publisher_and_date() -> None:
    bar = SourceSwing(draw="paper", wrong=0.25, right=0.75, cited=2)
    assert source_in_words(CHAIN, bar) == (
        "If we knew whether paper (2024) is right in the 2 reports here that cite it: 75 % if it is, 25 % if it is not."
    )
    assert "the one report here that cites it" in source_in_words(CHAIN, replace(bar, cited=1))
    assert source_name(CHAIN, "link:gate--op") == "a report that names no source"


@pytest.mark.parametrize("day", [date(2024, 11, 26), date(2026, 9, 1)])
def test_likelihood_and_confidence_never_stand_in_one_sentence(world: World, day: date) -> None:
    network = graded(world, compile_net(world, day))
    for row in likelihoods(network, NOTHING).values():
        chance = support_in_words(world, day, NOTHING, row) + sustained_in_words(row)
        sources = confidence_in_words(world, confidence(world, network, row.minimum.doubtful))
        assert "onfidence" not in chance + bounds_in_words(row.minimum) + given_in_words(world, row.minimum)
        assert not [word for word in (*WORDS, "chance", "probab") if word in sources.lower()]
        assert " will " not in chance + sources


def test_every_bar_of_the_shipped_facts_can_be_named(world: World) -> None:
    network = graded(world, compile_net(world, date(2026, 9, 1)))
    found = tornado(network, NOTHING, "mali-africa-corps")
    heads, *rows = tornado_table(world, network, found)
    assert len(rows) == len(found.claims) + len(found.sources)
    assert all(len(row) == len(heads) and row[2] for row in rows)


def test_a_table_has_a_row_for_each_operation() -> None:
    heads, row = likelihood_table(CHAIN, [likelihood(CHAIN)])
    told = dict(zip(heads, row, strict=True))
    assert (told["name"], told["documented"]) == ("Mission in Op", "yes")
    assert (told["supported: likelihood"], told["sustained: words"]) == ("0.8750", "very likely to almost certain")


def test_where_no_graded_report_decides_a_table_has_words_and_no_numbers() -> None:
    lost = likelihoods(graded(CHAIN, net_of(CHAIN)), lose("hub"))["op"]
    heads, row = likelihood_table(CHAIN, [lost])
    told = dict(zip(heads, row, strict=True))
    assert (told["supported: likelihood"], told["supported: words"]) == ("", "no reported support is left")


def test_how_it_is_worked_out_says_whose_the_ranges_are_and_where_the_methods_are_from() -> None:
    assert "the ranges are this editor's" in how_likely()
    assert "Bryant 1986" in how_likely()
    assert "Birnbaum 1969" in how_tornado()
    assert "this editor's choice" in how_confident()


def test_the_glossary_has_the_words_with_their_percentages() -> None:
    spans = {word: f"{word} {100 * span.low:.0f}-{100 * span.high:.0f}" for word, span in WORDS.items()}
    assert all(text in GLOSSARY["Words of likelihood"] for text in spans.values())
