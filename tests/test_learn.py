"""Nothing gives an answer away before it is asked for; marks stay in the session; a worksheet has a key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from math import inf

import pytest
import streamlit as st
from pypdf import PdfReader

from components import cache, state
from components.address import decode, encode
from components.details import card_html
from components.handouts.formats import Of, offered
from components.handouts.request import Request
from components.handouts.worksheet import make_worksheet
from components.learn.acts import card_acts_here, trial_acts
from components.learn.attempt import attempt_at
from components.learn.trial import Trial, trial_of, trial_states
from components.scene import Scene, scene_of
from components.state import Focus
from components.view import Page, View
from geo.cut_sets import Budget, OverBudgetError
from geo.errors import UnknownIdError
from geo.predictions import Fate
from geo.scenario import parse_token
from geo.world import World

KHMEIMIM = "levant-khmeimim-alone"


@pytest.fixture(scope="module")
def facts() -> World:
    """The facts as the page has them, for its caches."""
    return cache.world()


@pytest.fixture
def session(facts: World) -> Iterator[None]:
    """A session in which the first exercise is open, beside a scenario that is on elsewhere."""
    st.session_state["view"] = View(view=Page.LEARN, exercise=KHMEIMIM, scenario=("armenia-leaves",))
    st.session_state["past"] = ()
    st.session_state["focus"] = Focus(serial=1, kind="start")
    yield
    st.session_state.clear()


def trial(facts: World) -> Trial:
    """Return the exercise that is open in the session."""
    found = trial_of(scene_of(state.view(), facts))
    assert found is not None
    return found


@pytest.mark.usefixtures("session")
def test_before_the_answer_is_out_the_map_shows_no_loss_and_hovering_tells_nothing(facts: World) -> None:
    states = trial_states(trial(facts))
    assert states["facilities"]["khmeimim"] == "active"
    assert (states["single"], states["worsened"]) == ({}, [])
    assert states["focus"]["key"] == f"1-{KHMEIMIM}"


@pytest.mark.usefixtures("session")
def test_the_answer_shows_the_loss_of_the_exercise_and_no_other(facts: World) -> None:
    trial_acts(trial(facts))["reveal"]("")
    states = trial_states(trial(facts))
    assert states["facilities"]["khmeimim"].startswith("active lost")
    assert states["single"]["khmeimim"] and "op-syria-garrison" in states["worsened"]
    assert states["facilities"]["gyumri-102"] == "active"


@pytest.mark.usefixtures("session")
def test_marks_are_kept_for_the_session_and_what_is_none_is_left_out(facts: World) -> None:
    marked = (
        "op-syria-garrison:strained mali-africa-corps:loses op-syria-air-campaign:<b> :: op-southern-syria-posts:keeps"
    )
    trial_acts(trial(facts))["marks"](marked)
    marks = trial(facts).attempt.marks
    assert marks == {"op-syria-garrison": Fate.STRAINED, "op-southern-syria-posts": Fate.KEEPS}
    trial_acts(trial(facts))["again"]("")
    assert not attempt_at(KHMEIMIM).marks


@pytest.mark.usefixtures("session")
def test_what_a_card_takes_away_goes_on_in_explore_on_top_of_what_the_exercise_does(facts: World) -> None:
    card_acts_here(trial(facts))["lose"]("tartus")
    after = state.view()
    assert (after.view, after.scenario, after.date) == (Page.EXPLORE, (), date(2024, 11, 26))
    assert after.lost == (parse_token("khmeimim"), parse_token("tartus"))


@pytest.mark.usefixtures("session")
def test_a_click_that_means_nothing_changes_nothing(facts: World) -> None:
    before = state.view()
    acts = {**trial_acts(trial(facts)), **card_acts_here(trial(facts))}
    for act in ("exercise", "lose", "restore", "reach"):
        acts[act]("<no such thing>")
    assert state.view() == before


def test_a_link_opens_an_exercise_and_an_unknown_one_is_named(facts: World) -> None:
    opened = decode({"view": ("learn",), "exercise": (KHMEIMIM,)}, facts)
    assert (opened.view.exercise, opened.ignored) == (KHMEIMIM, ())
    assert encode(opened.view, data_version="1")["exercise"] == KHMEIMIM
    assert decode({"exercise": ("<b>",)}, facts).ignored == ("“<b>” is no exercise",)


@pytest.mark.usefixtures("session")
def test_a_card_of_an_exercise_is_of_its_own_day_and_loss(facts: World) -> None:
    st.session_state["view"] = View(view=Page.LEARN, exercise="libya-consent-2026", sel="mali-africa-corps")
    assert "1 Sep 2026" in card_html(trial(facts).after)


# ---- the worksheet ------------------------------------------------------------------------------------------------


def request(facts: World, exercise: str | None) -> Request:
    """Return the wish for a worksheet."""
    scene: Scene = scene_of(View(), facts)
    link = "https://example.org/?view=learn"
    return Request(scene=scene, link=link, made=date(2026, 11, 23), exercise=facts.exercises.get(exercise or ""))


@pytest.fixture(scope="module")
def pages(facts: World) -> list[str]:
    """The text of the pages of a worksheet, white space run together."""
    made = make_worksheet(request(facts, KHMEIMIM), Budget(seconds=inf))
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


def test_a_worksheet_asks_all_exercises_of_the_region_before_it_answers_any(pages: list[str], facts: World) -> None:
    key = next(number for number, page in enumerate(pages) if "Key: Levant" in page)
    asked, answered = " ".join(pages[:key]), " ".join(pages[key:])
    for exercise in facts.exercises.values():
        if exercise.region == "levant":
            assert exercise.question in asked and exercise.title in answered
    assert asked.count("☐ loses") == 20
    assert "loses support" not in asked and "No other way" not in asked


def test_the_key_gives_answer_reason_and_sources(pages: list[str]) -> None:
    text = " ".join(pages)
    assert "Russian garrison in Syria ◐ becomes strained Khmeimim is lost in this scenario." in text
    assert "✕ loses support (kept on paper only)" in text
    assert "Sources" in pages[-1] and "https://example.org/?view=learn" in pages[-1]
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, start=1))


def test_a_worksheet_is_offered_where_an_exercise_is_open_and_made_of_nothing_else(facts: World) -> None:
    with_one = [form for forms in offered(briefing=False, exercise=True).values() for form in forms]
    without = [form for forms in offered(briefing=False).values() for form in forms]
    assert [form.made_by for form in with_one if form not in without] == [
        "components.handouts.worksheet:make_worksheet"
    ]
    assert all(form.of is not Of.EXERCISES for form in without)
    with pytest.raises(UnknownIdError, match="open one under Learn"):
        make_worksheet(request(facts, None), Budget(seconds=inf))


def test_a_worksheet_that_is_cancelled_ends(facts: World) -> None:
    with pytest.raises(OverBudgetError):
        make_worksheet(request(facts, KHMEIMIM), Budget(seconds=inf, cancelled=lambda: True))
