"""Steps as views and links, without a browser: an address says only what differs from the step it names."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as some

from components.address import encode
from components.brief.present import has_sides, state_in_words
from components.briefings import (
    base_of,
    every_briefing,
    read_address,
    step_page,
    step_query,
    step_view,
    with_what_is_left,
)
from components.scene import other_side_of, scene_of
from components.view import DEFAULT, DRAFT, Page, Theme, View, is_presented
from geo.briefing import Briefing, Step
from geo.dates import PartialDate
from geo.world import World
from tests.apptest import run_app

MINE = Briefing(
    id=DRAFT,
    title="Mine",
    author="",
    date=PartialDate("2026-11-23"),
    data="2026.1",
    summary="",
    steps=(
        Step(title="One", view="scenario=bases-lost&sel=tartus", words="", sources=()),
        Step(title="Two", view="view=compare&grade=reported,3&layers=none", words=""),
    ),
)
BRIEFINGS = MappingProxyType({DRAFT: MINE})


def link(view: View, world: World) -> str:
    """Return the address of a view as a link."""
    base = base_of(view, BRIEFINGS, world)
    return urlencode(encode(view, data_version=world.meta.data_version, base=base))


def opened(query: str, world: World) -> View:
    """Return the view that a link opens."""
    reading = read_address(parse_qs(query, keep_blank_values=True), world, BRIEFINGS)
    assert reading.ignored == ()
    return reading.view


@given(data=some.data())
def test_any_change_to_a_step_travels_in_its_link(data: some.DataObject, world: World) -> None:
    step = step_view(MINE, data.draw(some.sampled_from([1, 2])), world)
    changes = {
        "sel": some.sampled_from([None, "khmeimim", "tartus"]),
        "side": some.sampled_from(["before", "after"]),
        "theme": some.sampled_from(Theme),
        "map": some.sampled_from([None, "20,10,5"]),
        "scenario": some.sampled_from([(), ("bases-lost",)]),
        "reported": some.booleans(),
        "layers": some.sampled_from([DEFAULT.layers, frozenset[str]()]),
    }
    view = replace(step, **data.draw(some.fixed_dictionaries({}, optional=changes)))
    assert opened(link(view, world), world) == view


def test_the_link_of_a_step_names_it_and_nothing_else(world: World) -> None:
    for number in (1, 2):
        view = step_view(MINE, number, world)
        names = set(parse_qs(link(view, world))) - {"v", "data"}
        assert names <= {"view", "briefing", "step"}
        assert opened(step_query(DRAFT, number), world) == view


def test_a_step_that_is_too_high_is_the_last_one_and_the_reader_is_told(world: World) -> None:
    reading = read_address(parse_qs(step_query(DRAFT, 99)), world, BRIEFINGS)
    assert reading.view.step == len(MINE.steps)
    assert reading.ignored == ("there is no step 99: the last one is 2",)


def test_a_briefing_of_another_session_is_told(world: World) -> None:
    reading = read_address(parse_qs(step_query(DRAFT, 1)), world, every_briefing(world, None))
    assert "open its file" in " ".join(reading.ignored)
    assert not is_presented(with_what_is_left(reading.view, world.briefings))


def test_every_shipped_step_is_its_own_link(world: World) -> None:
    for briefing in world.briefings.values():
        for number in range(1, len(briefing.steps) + 1):
            reading = read_address(parse_qs(step_query(briefing.id, number)), world, world.briefings)
            assert reading.view == step_view(briefing, number, world)


def test_a_step_is_left_for_the_part_of_the_page_that_it_names(world: World) -> None:
    assert [step_page(MINE, number, world) for number in (1, 2)] == [Page.EXPLORE, Page.COMPARE]


def test_the_line_above_the_words_says_what_the_map_shows(world: World) -> None:
    scene = scene_of(step_view(MINE, 1, world), world)
    assert has_sides(scene.view, world)
    assert state_in_words(scene, scene) == "Bases lost"
    before = scene_of(replace(scene.view, side="before"), world)
    assert state_in_words(before, other_side_of(before)) == "Before"
    more = scene_of(replace(scene.view, lost=opened("lost=tobruk-port", world).lost), world)
    assert "Khmeimim" in state_in_words(more, more)
    dated_step = replace(MINE, steps=(Step(title="", view="vs_date=2020-01-01", words=""),))
    dated = scene_of(step_view(dated_step, 1, world), world)
    assert has_sides(dated.view, world)
    assert state_in_words(dated, dated) == ""


@pytest.mark.parametrize("briefing", ["khmeimim-and-tartus", "no-such-briefing"])
def test_the_page_of_a_step_draws_and_a_wrong_link_says_what_was_left_out(briefing: str) -> None:
    app = run_app(f"view=brief&briefing={briefing}&step=2")
    assert not app.exception
    assert app.session_state["view"].briefing == (briefing if briefing == "khmeimim-and-tartus" else None)
    assert bool(app.session_state["ignored"]) == (briefing == "no-such-briefing")


def test_a_view_of_a_draft_that_is_gone_or_became_shorter_is_shown_as_far_as_there_is_one(world: World) -> None:
    app = run_app()
    for draft, step in ((None, None), (replace(MINE, steps=()), None), (replace(MINE, steps=MINE.steps[:1]), 1)):
        app.session_state[DRAFT] = draft
        app.session_state["view"] = replace(step_view(MINE, 2, world), step=7)
        app.run()
        assert not app.exception
        assert is_presented(app.session_state["view"]) == (step is not None)
        assert app.session_state["view"].step == (step or DEFAULT.step)


def test_a_link_to_a_step_of_ones_own_waits_for_the_copy_in_the_browser(world: World) -> None:
    app = run_app(step_query(DRAFT, 2))
    assert not is_presented(app.session_state["view"])
    assert app.session_state["ignored"]
    app.session_state[DRAFT] = MINE
    app.run()
    assert not app.exception
    assert app.session_state["view"] == step_view(MINE, 2, world)
    assert app.session_state["ignored"] == ()
