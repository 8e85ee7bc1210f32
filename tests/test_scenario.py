"""Scenarios are sets of tokens that are written, read, and put together."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import PartialDate
from geo.errors import TokenError
from geo.scenario import FORMS, Scenario, Token, TokenKind, compose, facility_token, parse_scenario, parse_token
from geo.vocabulary import Function
from tests.drawn_files import SCENARIO

names = st.from_regex(r"[A-Za-z0-9_-]{1,160}", fullmatch=True)
tokens = st.one_of(
    st.builds(Token, st.sampled_from([TokenKind.FACILITY, TokenKind.HOST, TokenKind.LINK, TokenKind.PASSAGE]), names),
    st.builds(Token, st.just(TokenKind.OVERFLIGHT), st.from_regex(r"[A-Z]{3}", fullmatch=True)),
    st.builds(Token, st.just(TokenKind.FUNCTION), names, st.sampled_from(Function)),
)
sets = st.frozensets(st.sampled_from([facility_token(name) for name in "abcde"]))


def scenario(taken: frozenset[Token]) -> Scenario:
    words: dict[str, Any] = dict.fromkeys(("id", "title", "summary", "why"), "x")
    return Scenario(**words, order=1, sources=(), date=PartialDate("2024"), tokens=taken)


@settings(deadline=None)
@given(tokens)
def test_a_token_is_read_as_it_was_written(token: Token) -> None:
    assert parse_token(str(token)) == token


@settings(deadline=None)
@given(names)
def test_a_bare_id_means_the_facility(name: str) -> None:
    assert parse_token(name) == facility_token(name) == parse_token(f"fac:{name}")


@pytest.mark.parametrize("text", ["over:tur", "over:TURK", "over:T1R", "over:turkey-government"])
def test_a_sky_is_shut_by_the_code_of_its_country(text: str) -> None:
    with pytest.raises(TokenError, match="is no country; write over: and three capital letters, as in over:TUR"):
        parse_token(text)


@pytest.mark.parametrize(
    "text", ["", ":", "fac:", "base:tartus", "fac:tar tus", "fac:<b>", "fac:tartus:repair", "fn:tartus", "fac:\n"]
)
def test_what_is_no_token_says_what_to_write(text: str) -> None:
    with pytest.raises(TokenError, match=f"write {FORMS}"):
        parse_token(text)


def test_an_unknown_function_says_which_there_are() -> None:
    with pytest.raises(TokenError, match="`repairs` is no function; use one of airlift, refuel"):
        parse_token("fn:tartus:repairs")


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_token_or_is_refused_briefly(text: str) -> None:
    try:
        parse_token(text)
    except TokenError as error:
        assert len(str(error)) < 400


@settings(deadline=None)
@given(sets, sets, sets, sets)
def test_what_is_composed_is_all_that_is_taken_but_what_is_kept(
    one: frozenset[Token], other: frozenset[Token], lost: frozenset[Token], kept: frozenset[Token]
) -> None:
    assert compose([scenario(one), scenario(other)], lost=lost, kept=kept) == (one | other | lost) - kept


def test_nothing_composes_to_nothing() -> None:
    assert compose([]) == frozenset()


def test_a_scenario_is_read_from_its_file() -> None:
    (read,) = parse_scenario(tomllib.loads(SCENARIO), scenario_id="hub-lost", file="hub-lost.toml").records
    assert (read.id, read.title, read.date) == ("hub-lost", "Hub lost", PartialDate("2024-11-26"))
    assert {str(token) for token in read.tokens} == {"fac:hub", "host:bbb-government", "fn:hub:refuel"}


def test_the_space_around_its_words_is_not_part_of_them() -> None:
    text = SCENARIO.replace('"Russia loses the hub."', '"""\nRussia loses the hub.\n"""')
    (read,) = parse_scenario(tomllib.loads(text), scenario_id="hub-lost", file="hub-lost.toml").records
    assert read.summary == "Russia loses the hub."


@pytest.mark.parametrize(
    ("old", "new", "field", "remedy"),
    [
        ('date = "2024-11-26"', "date = 2024-11-26", "date", "in quotes"),
        ('title = "Hub lost"\n', "", "title", "Add it: a few words"),
        ("why =", "whi =", "whi", "Did you mean `why`?"),
        ("fac:hub", "base:hub", "tokens[0]", f"Write {FORMS}"),
        ("host:bbb-government", "over:turkey", "tokens[1]", "Write over: and three capital letters"),
    ],
)
def test_a_mistake_in_a_scenario_is_told_with_what_to_do(old: str, new: str, field: str, remedy: str) -> None:
    text = SCENARIO.replace(old, new)
    faults = parse_scenario(tomllib.loads(text), scenario_id="hub-lost", file="hub-lost.toml").faults
    assert [fault.field for fault in faults] == [field]
    assert remedy in faults[0].remedy


def test_all_mistakes_in_a_scenario_are_told_at_once() -> None:
    text = (
        SCENARIO.replace("fac:hub", "x:hub")
        .replace("fn:hub:refuel", "fn:hub:tea")
        .replace("order = 10", "order = true")
    )
    faults = parse_scenario(tomllib.loads(text), scenario_id="hub-lost", file="hub-lost.toml").faults
    assert [fault.field for fault in faults] == ["order", "tokens[0]", "tokens[2]"]
