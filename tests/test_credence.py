"""The declared ranges of grades, and the words for probabilities."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.credence import WORDS, Bound, Credence, Range, declared_credence, word, words
from geo.errors import AssumptionError
from geo.vocabulary import Credibility, Evidence


def span(low: float, high: float) -> Range:
    return Range(low=low, high=high)


@pytest.mark.parametrize(
    ("grade", "low", "high"), [(1, 0.95, 0.99), (2, 0.80, 0.95), (3, 0.55, 0.80), (4, 0.20, 0.45), (5, 0.05, 0.20)]
)
def test_each_grade_has_the_range_of_the_method(grade: int, low: float, high: float) -> None:
    assert Credence().of(Credibility(grade)) == span(low, high)


def test_what_cannot_be_judged_is_wide_and_not_the_worst() -> None:
    assert Credence().of(Credibility.CANNOT_BE_JUDGED) == span(0.05, 0.95)


@pytest.mark.parametrize(("grade", "as_if"), [(1, 2), (2, 3), (3, 4), (4, 5), (5, 5), (6, 6)])
def test_an_inference_counts_one_step_lower_but_never_below_the_worst(grade: int, as_if: int) -> None:
    credence = Credence()
    assert credence.of(Credibility(grade), Evidence.INFERRED) == credence.of(Credibility(as_if))


def test_a_range_has_two_ends_and_a_middle() -> None:
    assert [span(0.2, 0.4).at(bound) for bound in Bound] == pytest.approx([0.2, 0.3, 0.4])


def test_a_range_can_be_changed() -> None:
    assert Credence(doubtful=span(0.3, 0.5)).of(Credibility.DOUBTFUL) == span(0.3, 0.5)


def test_a_range_out_of_bounds_is_refused_with_the_bounds() -> None:
    with pytest.raises(AssumptionError, match=r"1 confirmed: 95 to 100 % is not allowed; write 1 to 99 %"):
        Credence(confirmed=span(0.95, 1.0))


def test_a_range_that_is_no_number_is_refused() -> None:
    with pytest.raises(AssumptionError, match="is not allowed"):
        Credence(confirmed=span(float("nan"), 0.99))


def test_a_range_upside_down_is_refused() -> None:
    with pytest.raises(AssumptionError, match=r"4 doubtful: 40 to 20 % is upside down"):
        Credence(doubtful=span(0.4, 0.2))


@pytest.mark.parametrize("wrong", [span(0.10, 0.50), span(0.21, 0.30)])
def test_a_worse_grade_cannot_get_more_than_a_better_one(wrong: Range) -> None:
    with pytest.raises(AssumptionError, match=r"5 improbable would get more \(.*\) than 4 doubtful"):
        Credence(improbable=wrong)


def test_every_range_is_declared_as_ours() -> None:
    assert list(declared_credence()) == [field.name for field in fields(Credence)]
    assert all("this range is ours" in about.words for about in declared_credence().values())


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        *((0.0, "<1 %"), (0.0099, "<1 %"), (0.01, "almost no chance"), (0.05, "very unlikely")),
        *((0.1999, "very unlikely"), (0.20, "unlikely"), (0.45, "roughly even chance"), (0.55, "likely")),
        *((0.80, "very likely"), (0.95, "almost certain"), (0.99, "almost certain"), (0.9901, ">99 %"), (1.0, ">99 %")),
    ],
)
def test_a_boundary_belongs_to_the_word_above_it(probability: float, said: str) -> None:
    assert word(probability) == said


def test_rounding_carries_no_probability_over_a_boundary() -> None:
    assert word(0.55 - 1e-12) == "likely"


def test_the_words_leave_no_gap_and_do_not_overlap() -> None:
    spans = list(WORDS.values())
    assert [one.high for one in spans[:-1]] == [one.low for one in spans[1:]]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_range_is_said_by_one_word_only_if_both_ends_have_it(one: float, other: float) -> None:
    said = words(one, other)
    assert said[0] == word(one)
    assert said[-1] == word(other)
    assert len(said) == len(set(said))
