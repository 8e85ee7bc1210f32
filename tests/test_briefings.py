"""The briefings of `data/`: every step resolves against the facts, names its sources and says its point in short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest

from components.address import Reading, decode
from components.briefings import read_step
from components.view import Page
from geo.briefing import Step, written
from geo.briefing_file import parse_briefing
from geo.markdown import paragraphs
from geo.results import Impact, SupportStatus
from geo.world import World
from tests.places import DATA
from tests.scenes import scene_at

FILES = sorted((DATA / "briefings").glob("*.md"))
IDS = [path.stem for path in FILES]
each_briefing = pytest.mark.parametrize("name", IDS)

MOST_WORDS = 60
"""Words that a step may have: more cannot be read from the back of a room."""

MOST_IN_TITLE = 70
"""Characters of a title: three lines on the screen."""


MADE_WORSE = {
    ("khmeimim-and-tartus", "Without Khmeimim, eleven operations are worse off"): (2, 6, 3, 31),
    ("khmeimim-and-tartus", "Without Tartus, four operations lose support at once"): (4, 0, 0, 31),
    ("khmeimim-and-tartus", "Together: thirteen of thirty-one, not fifteen"): (5, 6, 2, 31),
    ("khmeimim-and-tartus", "A host's no goes further than two lost bases"): (7, 5, 1, 31),
    ("khmeimim-and-tartus", "The finding holds without the guesses"): (5, 5, 0, 31),
    ("two-years-on", "Take both away now: two operations, not thirteen"): (2, 0, 0, 33),
    ("two-years-on", "The weight moved to Libya"): (2, 3, 1, 33),
    ("two-years-on", "And to one sky: Turkey's"): (1, 5, 0, 33),
    ("four-doors-to-the-sahel", "Without it, nothing that anyone had reported was left"): (2, 6, 3, 31),
    ("four-doors-to-the-sahel", "Libya's door has one doorkeeper"): (2, 3, 1, 33),
    ("four-doors-to-the-sahel", "Both air doors lie behind Turkey's sky"): (1, 5, 0, 33),
    ("four-doors-to-the-sahel", "For heavy loads, Mali came to hang on Conakry"): (2, 0, 1, 32),
    ("caucasus-claim-by-claim", "Georgia's no ends nothing; a no from Sukhumi or Tskhinvali would"): (2, 0, 1, 32),
    ("caucasus-claim-by-claim", "The base in Armenia stands on another paper"): (2, 0, 0, 33),
    ("sudan-and-the-red-sea", "In those years the way in did lead through Syria"): (2, 5, 2, 28),
    ("sudan-and-the-red-sea", "By November 2024 a single thread led back to Syria"): (2, 6, 3, 31),
    ("sudan-and-the-red-sea", "If Sudan says no, no base is lost, for there is none"): (1, 0, 0, 31),
}
"""What the words of a step say of what it takes away: how many lose support, are on paper only, strained; of all."""

STANDING = {
    ("two-years-on", "They said that it would all stop. Did it?"): (28, 2, 1),
    ("two-years-on", "The day Assad fell, ten operations were strained"): (20, 10, 2),
    ("two-years-on", "Five months without flights, and Africa was supplied"): (24, 4, 3),
    ("two-years-on", "In October 2025 the aircraft came back to Khmeimim"): (24, 5, 2),
    ("two-years-on", "What was really lost"): (26, 4, 3),
}
"""What the words of a step say of a day with nothing taken away: operations sustained, strained, not documented."""

LOST, PAPER, STRAINED = SupportStatus.UNSUPPORTED, SupportStatus.PAPER, SupportStatus.STRAINED
SAHEL = ("mali-africa-corps", "niger-africa-corps", "burkina-africa-corps")
SAID_OF = {
    ("four-doors-to-the-sahel", "Without it, nothing that anyone had reported was left"): dict.fromkeys(SAHEL, PAPER),
    ("four-doors-to-the-sahel", "Ten weeks later the same loss would not have touched the Sahel"): dict.fromkeys(
        SAHEL, SupportStatus.SUSTAINED
    ),
    ("four-doors-to-the-sahel", "Libya's door has one doorkeeper"): {
        "niger-africa-corps": PAPER,
        "burkina-africa-corps": PAPER,
        "mali-africa-corps": STRAINED,
        "op-libya-africa-corps": LOST,
    },
    ("four-doors-to-the-sahel", "Both air doors lie behind Turkey's sky"): {
        **dict.fromkeys(SAHEL, PAPER),
        "op-libya-africa-corps": LOST,
    },
    ("four-doors-to-the-sahel", "For heavy loads, Mali came to hang on Conakry"): {"mali-africa-corps": LOST},
    ("four-doors-to-the-sahel", "Lomé opened a fourth door, for one ship"): {
        "mali-africa-corps": SupportStatus.SUSTAINED
    },
    ("caucasus-claim-by-claim", "The forces in Armenia can be reached only by air"): {"armenia-garrison": LOST},
    ("sudan-and-the-red-sea", "In those years the way in did lead through Syria"): {"sudan-wagner": PAPER},
    ("sudan-and-the-red-sea", "By November 2024 a single thread led back to Syria"): {
        "sudan-saf-support": STRAINED,
        **dict.fromkeys(SAHEL, PAPER),
    },
    ("sudan-and-the-red-sea", "If Sudan says no, no base is lost, for there is none"): {"sudan-saf-support": LOST},
}
"""What the words of a step say became of single operations."""


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
    assert len(step.title) <= MOST_IN_TITLE


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


@pytest.fixture
def impact_of(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[[tuple[str, str]], Impact]:
    """What a step comes to, by its briefing and its title."""

    def impact(named: tuple[str, str]) -> Impact:
        briefing, title = world.briefings[named[0]], named[1]
        number = [step.title for step in briefing.steps].index(title) + 1
        return scene_at(read_step(briefing, number, world).view, world, monkeypatch).impact

    return impact


@pytest.mark.parametrize("named", MADE_WORSE, ids=lambda named: named[1])
def test_a_step_says_how_much_is_lost_as_the_engine_computes_it(
    named: tuple[str, str], impact_of: Callable[[tuple[str, str]], Impact]
) -> None:
    impact = impact_of(named)
    statuses = (SupportStatus.UNSUPPORTED, SupportStatus.PAPER, SupportStatus.STRAINED)
    assert (*(len(impact.worsened[status]) for status in statuses), len(impact.operations)) == MADE_WORSE[named]


@pytest.mark.parametrize("named", STANDING, ids=lambda named: named[1])
def test_a_step_says_how_a_day_stands_as_the_engine_computes_it(
    named: tuple[str, str], impact_of: Callable[[tuple[str, str]], Impact]
) -> None:
    impact = impact_of(named)
    statuses = (SupportStatus.SUSTAINED, SupportStatus.STRAINED, SupportStatus.NO_BASELINE)
    assert tuple(impact.counts[status] for status in statuses) == STANDING[named]


@pytest.mark.parametrize("named", SAID_OF, ids=lambda named: named[1])
def test_a_step_says_of_an_operation_what_the_engine_computes(
    named: tuple[str, str], impact_of: Callable[[tuple[str, str]], Impact]
) -> None:
    operations = impact_of(named).operations
    assert {name: operations[name].status for name in SAID_OF[named]} == SAID_OF[named]
