"""The briefings of `data/`: every step resolves against the facts, names its sources and says its point in short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest

from components.address import Reading, decode
from components.view import Page
from geo.briefing import Step, parse_briefing, written
from geo.markdown import paragraphs
from geo.world import World
from tests.places import DATA

FILES = sorted((DATA / "briefings").glob("*.md"))
IDS = [path.stem for path in FILES]
each_briefing = pytest.mark.parametrize("name", IDS)

MOST_WORDS = 80
"""Words that a step may have: more cannot be read from the back of a room."""


def cases() -> Iterator[Any]:
    """Yield every step of every shipped briefing, called by its briefing and its place."""
    for path in FILES:
        briefing = parse_briefing(path.read_text(encoding="utf-8"), briefing_id=path.stem, file=path.name)
        for number, step in enumerate(briefing.steps, 1):
            yield pytest.param(step, id=f"{path.stem}-{number}")


each_step = pytest.mark.parametrize("step", list(cases()))


def read(step: Step, world: World) -> Reading:
    """Return the view of a step as the page reads it from a link."""
    return decode(parse_qs(step.view, strict_parsing=True, keep_blank_values=True), world)


@each_step
def test_the_view_of_a_step_resolves_against_the_data(step: Step, world: World) -> None:
    assert read(step, world).ignored == ()


@each_step
def test_a_step_says_where_the_map_goes_and_which_day_it_is(step: Step, world: World) -> None:
    view = read(step, world).view
    assert view.map is not None
    assert view.date is not None or view.scenario


@each_step
def test_a_step_shows_the_map(step: Step, world: World) -> None:
    view = read(step, world).view
    assert view.view in {Page.EXPLORE, Page.COMPARE}
    assert (view.briefing, view.exercise) == (None, None)


@each_step
def test_a_step_makes_its_point_in_words_that_a_room_can_read(step: Step) -> None:
    words = " ".join(paragraph.text for paragraph in paragraphs(step.words)).split()
    assert 0 < len(words) <= MOST_WORDS
    assert len(step.title) <= 80


@each_step
def test_a_step_has_something_for_the_speaker(step: Step) -> None:
    assert paragraphs(step.notes)


@each_briefing
def test_a_briefing_rests_on_sources(name: str, world: World) -> None:
    steps = world.briefings[name].steps
    # What only the engine computes, and what is not known, have no publisher.
    assert sum(bool(step.sources) for step in steps) >= len(steps) / 2


@each_briefing
def test_a_briefing_is_written_for_the_data_it_ships_with(name: str, world: World) -> None:
    assert world.briefings[name].data == world.meta.data_version


@each_briefing
def test_a_shipped_briefing_survives_being_written_again(name: str, world: World) -> None:
    briefing = world.briefings[name]
    assert parse_briefing(written(briefing), briefing_id=name, file=name) == briefing


def test_every_file_is_a_briefing_of_the_world(world: World) -> None:
    assert sorted(world.briefings) == IDS
