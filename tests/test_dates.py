"""Dates are as precise as they are known, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dates import PartialDate, covers, spoken_day, spoken_period

days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
partial_dates = st.builds(
    lambda day, length: PartialDate(day.isoformat()[:length]), days, st.sampled_from([len("YYYY"), 7, 10])
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-11-26", date(2024, 11, 26), date(2024, 11, 26)),
    ],
)
def test_a_date_means_every_day_it_can_mean(text: str, first: date, last: date) -> None:
    assert (PartialDate(text).first, PartialDate(text).last) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-1", "2024-13", "2024-00", "2024-12-32", "2024/12", "2024-12-", " 2024", "2024\n", "December 2024"],
)
def test_what_has_another_form_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="write YYYY, YYYY-MM or YYYY-MM-DD"):
        PartialDate(text)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-04-31", "0000-01-01", "0000"])
def test_a_day_that_never_was_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match="write a day that exists"):
        PartialDate(text)


@settings(deadline=None)
@given(partial_dates)
def test_the_first_day_of_a_date_is_never_after_the_last(when: PartialDate) -> None:
    assert when.first <= when.last < when.first + timedelta(days=366)


@settings(deadline=None)
@given(partial_dates)
def test_dates_of_one_text_are_equal(when: PartialDate) -> None:
    assert when == PartialDate(when.text)
    assert hash(when) == hash(PartialDate(when.text))


@settings(deadline=None)
@given(partial_dates, days)
def test_a_date_covers_the_days_it_can_mean_and_no_others(when: PartialDate, day: date) -> None:
    assert covers(when, when, day) == (when.first <= day <= when.last)


@pytest.mark.parametrize(("start", "end"), [(None, None), ("2024", None), (None, "2024"), ("2024-12", "2024-12")])
def test_a_period_holds_both_of_its_ends(start: str | None, end: str | None) -> None:
    first, last = (PartialDate(text) if text else None for text in (start, end))
    assert covers(first, last, date(2024, 12, 1))
    assert covers(first, last, date(2024, 12, 31))


def test_a_period_without_a_start_is_from_the_beginning_of_time() -> None:
    assert covers(None, PartialDate("2024"), date.min)
    assert not covers(None, PartialDate("2024"), date(2025, 1, 1))


def test_a_period_without_an_end_lasts() -> None:
    assert covers(PartialDate("2024"), None, date.max)
    assert not covers(PartialDate("2024"), None, date(2023, 12, 31))


@pytest.mark.parametrize(("text", "spoken"), [("2024", "2024"), ("2024-11", "Nov 2024"), ("2024-11-06", "6 Nov 2024")])
def test_a_date_is_spoken_no_more_precisely_than_it_is_known(text: str, spoken: str) -> None:
    assert PartialDate(text).spoken == spoken


def test_a_day_is_spoken_without_a_leading_zero() -> None:
    assert spoken_day(date(2024, 12, 8)) == "8 Dec 2024"


@pytest.mark.parametrize(
    ("start", "end", "spoken"),
    [
        ("2015", "2024-12-07", "2015 to 7 Dec 2024"),
        ("2025-01", None, "since Jan 2025"),
        (None, "2001", "start not known, to 2001"),
        (None, None, "start not known, still so"),
        ("2024", "2024", "2024"),
    ],
)
def test_a_period_is_spoken_as_a_person_would(start: str | None, end: str | None, spoken: str) -> None:
    first, last = (PartialDate(text) if text else None for text in (start, end))
    assert spoken_period(first, last) == spoken
