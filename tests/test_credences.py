"""The ranges that grades stand for, as a link has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.credences import credence_of, credence_text, with_end
from geo.credence import Credence, Range
from geo.errors import AssumptionError

USUAL = "95-99,80-95,55-80,20-45,5-20,5-95"


def test_the_usual_ranges_are_written_best_grade_first() -> None:
    assert credence_text(Credence()) == USUAL
    assert credence_of(USUAL) == Credence()


@pytest.mark.parametrize("text", ["", "95-99", "a-b,80-95,55-80,20-45,5-20,5-95", f"{USUAL},1-2", "<script>"])
def test_what_is_no_list_of_ranges_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(AssumptionError, match=r"write 6 ranges in percent, best grade first: 95-99"):
        credence_of(text)


def test_ranges_upside_down_are_refused() -> None:
    with pytest.raises(AssumptionError, match="upside down"):
        credence_of(USUAL.replace("80-95", "95-80"))


def test_one_end_can_be_moved() -> None:
    assert with_end(Credence(), 2, low=70).probably_true == Range(low=0.70, high=0.95)
    assert with_end(Credence(), 6, high=50).cannot_be_judged == Range(low=0.05, high=0.50)


@given(st.floats(20, 45))
def test_whatever_end_is_moved_the_link_keeps_it(low: float) -> None:
    moved = with_end(Credence(), 4, low=low)
    assert credence_of(credence_text(moved)) == moved


def test_a_worse_grade_cannot_be_moved_above_a_better_one() -> None:
    with pytest.raises(AssumptionError, match="would get more"):
        with_end(Credence(), 3, high=99)
