"""What the routes assume is declared once, with bounds, and nothing out of bounds is taken."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.assumptions import Assumptions, FuelRule, changed, declared, kinds
from geo.errors import AssumptionError
from geo.lift_records import MontreuxClass
from geo.world import load_world
from tests.places import DATA

NUMBERS = [name for name, about in declared().items() if about.is_number]


def test_every_assumption_is_declared_in_words() -> None:
    assert list(declared()) == [field.name for field in dataclasses.fields(Assumptions)]
    assert all(about.label and about.words for about in declared().values())


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_has_a_unit_bounds_and_a_default_that_a_step_reaches(name: str) -> None:
    about, default = declared()[name], getattr(Assumptions(), name)
    assert about.unit
    assert about.lowest <= default <= about.highest
    steps = (default - about.lowest) / about.step
    assert math.isclose(steps, round(steps), abs_tol=1e-9)


def test_every_source_of_a_default_is_in_the_data() -> None:
    named = {source for about in declared().values() for source in about.sources}
    assert named <= load_world(DATA).sources.keys()


def test_the_reserve_says_that_published_ranges_already_hold_some() -> None:
    assert Assumptions().reserve == 0.10
    assert "already hold reserves" in declared()["reserve"].words


@pytest.mark.parametrize("name", NUMBERS)
def test_the_bounds_themselves_are_allowed(name: str) -> None:
    about = declared()[name]
    for value in (about.lowest, about.highest):
        others = {"theta_min": value, "theta_full": value} if name.startswith("theta") else {}
        assert getattr(Assumptions(**({name: value} | others)), name) == value


@settings(deadline=None)
@given(name=st.sampled_from(NUMBERS), value=st.floats())
def test_a_number_out_of_bounds_is_refused_with_the_range(name: str, value: float) -> None:
    about = declared()[name]
    if about.lowest <= value <= about.highest:
        return
    with pytest.raises(AssumptionError, match=f"write a number from {about.lowest:g} to {about.highest:g}"):
        Assumptions(**{name: value})


@pytest.mark.parametrize(
    ("assumed", "words"),
    [
        ({"reserve": 0.5}, r"Fuel reserve: 0.5 is not allowed; write a number from 0 to 0.3 \(share of the distance\)"),
        ({"reserve": "much"}, "Fuel reserve: `much` is not allowed"),
        ({"reserve": True}, "Fuel reserve: `True` is not allowed"),
        ({"fuel": "none"}, "Fuel at the far end: `none` is unknown; use one of assumed, documented, carried"),
        ({"hull": None}, "Class of ship: `None` is unknown; use one of warship, merchant ship"),
        ({"paper": "yes"}, "Routes on paper: `yes` cannot be read; write true or false"),
        ({"aircraft": None}, "Aircraft: `None` cannot be read; write an id"),
        ({"ship": 3}, "Ship: `3` cannot be read; write an id"),
        ({"theta_min": 0.8}, "strained from 80 % is above sustained from 75 %; write it at or below"),
    ],
)
def test_a_value_of_another_kind_is_refused_in_words(assumed: dict[str, Any], words: str) -> None:
    with pytest.raises(AssumptionError, match=words):
        Assumptions(**assumed)


def test_only_what_differs_from_the_default_is_told() -> None:
    assert changed(Assumptions()) == {}
    assert changed(Assumptions(fuel=FuelRule.CARRIED, ship="ropucha")) == {"fuel": "carried", "ship": "ropucha"}


def test_the_kind_of_each_value_is_known() -> None:
    assert kinds()["hull"] is MontreuxClass
    assert (kinds()["ship"], kinds()["reserve"], kinds()["paper"]) == (str, float, bool)
