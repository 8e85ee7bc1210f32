"""The page in one file in Chromium, opened from a disk with the network off, in a world with hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from components import cache
from components.handouts import twin
from components.handouts.twin import make_twin
from components.scene import scene_of
from components.view import View
from geo.briefing import Briefing, Step
from geo.cut_sets import Budget, OverBudgetError
from geo.dates import PartialDate
from geo.errors import HandoutError
from geo.scenario import Scenario, facility_token
from geo.world import World
from tests.browser import DESK
from tests.drawn_lift import PLANE
from tests.one_file import opened, request
from tests.worlds import DAY, draw, facility

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script><!-- data -->"
PHONE = {"width": 390, "height": 844}
HUB = '.mark[data-id="hub"]'
LIST = "#twin-list .fh-card"


def step(title: str, view: str) -> Step:
    return Step(title=title, view=view, words=f"Words of **{title}** {HOSTILE}", sources=("paper",))


STEPS = (
    step("The hub feeds two", "date=2024-11-26&map=5.00,5.00,5"),
    step("Without it both end", "date=2024-11-26&lost=hub&map=6.00,5.00,5"),
    step("What nobody knows", "date=2024-11-26&sel=op-one&map=5.00,6.00,5"),
)
BRIEFING = Briefing(
    id="given",
    title=f"Given {HOSTILE}",
    author="Somebody",
    date=PartialDate("2024"),
    data="1",
    summary="All of it.",
    steps=STEPS,
)
SCENARIO = Scenario(
    id="hub-lost",
    order=1,
    title="Hub lost",
    summary=f"It is lost {HOSTILE}.",
    why="Because.",
    sources=("paper",),
    date=PartialDate("2024-11-26"),
    tokens=frozenset({facility_token("hub")}),
)


@pytest.fixture(scope="module")
def drawn() -> Iterator[World]:
    """Two operations that hang on a hub, with names that want to be markup."""
    places = [
        facility("gate", lat=9.0, lon=3.0),
        facility("hub", lat=5.0, lon=5.0, name=f"Hub {HOSTILE}", hosts="host"),
    ]
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> op-one",
        "hub -airlift/air-> op-two",
        needs={"op-one": "airlift/air", "op-two": "airlift/air"},
        facilities=places,
        scenarios=[SCENARIO],
        assets=[PLANE],
        briefings=[BRIEFING],
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "world", lambda: world)
        patch.setattr(cache, "lift", lambda digest: None)
        yield world


@pytest.fixture(scope="module")
def given(drawn: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a whole briefing in the drawn world."""
    place = tmp_path_factory.mktemp("stick") / "given.html"
    place.write_bytes(make_twin(request(scene_of(View(date=DAY), drawn), BRIEFING), Budget()))
    return place


@dataclass(frozen=True, kw_only=True)
class Room:
    """A page with the file open, and what went wrong in it: errors, questions, and whatever was asked of a network."""

    page: Page
    wrong: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def room(given: Path, browser: Browser) -> Iterator[Room]:
    """The file, opened once for all tests here."""
    context = browser.new_context(viewport=DESK, offline=True, reduced_motion="reduce")
    found: list[str] = []
    context.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    context.on("dialog", lambda dialog: found.append(dialog.message))
    context.on("weberror", lambda error: found.append(str(error.error)))
    context.on("request", lambda asked: None if asked.url.startswith("file:") else found.append(asked.url))
    yield Room(page=opened(context, given), wrong=found)
    context.close()


@pytest.fixture
def page(room: Room) -> Page:
    """The page at the first step of the briefing, whatever the test before has left."""
    if room.page.locator(".fh-brief").count() == 0:
        room.page.locator("[data-return]").click()
    room.page.keyboard.press("Home")
    expect(room.page.locator("[data-count]")).to_have_text("1 / 3")
    return room.page


def at_step(page: Page, number: int) -> None:
    expect(page.locator("[data-count]")).to_have_text(f"{number} / 3")
    expect(page.locator(".fh-brief h1")).to_have_text(STEPS[number - 1].title)


def test_the_keys_of_a_clicker_lead_through_the_steps_and_to_a_blank_screen_and_back(page: Page) -> None:
    for key, number in (("PageDown", 2), ("ArrowRight", 3), ("PageUp", 2), ("Home", 1), ("End", 3), ("ArrowUp", 2)):
        page.keyboard.press(key)
        at_step(page, number)
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    at_step(page, 3)
    page.keyboard.press(".")
    expect(page.locator(".fh-blank")).to_be_visible()
    page.keyboard.press("PageDown")
    expect(page.locator(".fh-blank")).to_have_count(0)
    page.keyboard.press("F5")
    at_step(page, 3)
    page.locator(HUB).click()
    page.keyboard.press("PageUp")
    at_step(page, 2)


def test_a_step_shows_its_own_day_and_losses_and_s_shows_what_was_before(page: Page) -> None:
    page.keyboard.press("PageDown")
    expect(page.locator(f"{HUB}.lost")).to_be_visible()
    expect(page.locator(".mark.operation.lost")).to_have_count(2)
    page.keyboard.press("s")
    expect(page.locator(".mark.operation.kept")).to_have_count(2)
    page.keyboard.press("s")
    expect(page.locator(".mark.operation.lost")).to_have_count(2)


def test_a_step_can_be_left_for_questions_and_the_way_back_leads_to_the_same_step(page: Page) -> None:
    page.keyboard.press("PageDown")
    page.keyboard.press("Escape")
    expect(page.locator("#twin-left")).to_contain_text("step 2 of 3")
    expect(page.locator(LIST)).to_have_count(2)
    page.locator(f"{LIST} [data-act=go]").first.click()
    expect(page.locator(".st-key-details h2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-details")).to_have_count(0)
    page.keyboard.press("Escape")
    at_step(page, 2)


def test_scenarios_and_losses_by_hand_change_the_map_the_words_and_the_cards(page: Page) -> None:
    page.keyboard.press("Escape")
    headline = page.locator("#twin-answer h1")
    page.locator("[data-twin=scenario][data-value=hub-lost]").click()
    expect(headline).to_contain_text("2 of 2 operations lose support")
    expect(page.locator(f"{HUB}.lost")).to_be_visible()
    expect(page.locator("#twin-words")).to_contain_text("As of 26 Nov 2024")
    page.locator("[data-twin=scenario][data-value='']").click()
    page.locator(HUB).hover()
    expect(page.locator(".preview .row.lost")).to_have_count(2)
    page.locator(HUB).click()
    page.locator(".st-key-details [data-act=lose][data-value='fac:hub']").click()
    expect(headline).to_contain_text("2 of 2 operations lose support")
    page.locator(".st-key-details [data-act=restore]").click()
    expect(page.locator(".mark.operation.kept")).to_have_count(2)
    page.locator("[data-act=lose][data-value='host:host']").click()
    expect(headline).to_contain_text("2 of 2 operations lose support")
    page.locator("[data-twin=undo]").click()
    expect(page.locator(".mark.operation.kept")).to_have_count(2)
    page.locator("[data-twin=layer][data-value=operations]").click()
    expect(page.locator(".mark.operation")).to_have_count(0)
    page.locator("[data-twin=undo]").click()
    page.get_by_placeholder("Search a place, in any script").fill("op-tw")
    page.get_by_role("option").click()
    expect(page.locator(".st-key-details h2")).to_have_text("Mission in Op-two")


def test_names_that_look_like_markup_stay_words_and_nothing_is_asked_of_a_network(page: Page, room: Room) -> None:
    expect(page.locator(".fh-brief-text")).to_contain_text(HOSTILE)
    page.keyboard.press("Escape")
    page.locator(HUB).hover()
    expect(page.locator(".preview strong")).to_have_text(f"Hub {HOSTILE}")
    page.locator(HUB).click()
    expect(page.locator(".st-key-details h2")).to_have_text(f"Hub {HOSTILE}")
    expect(page.locator(".twin-title")).to_contain_text(HOSTILE)
    expect(page.locator("img")).to_have_count(0)
    assert room.wrong == []


def test_it_fits_a_phone_and_its_buttons_a_finger(given: Path, browser: Browser) -> None:
    context = browser.new_context(viewport=PHONE, offline=True, has_touch=True, bypass_csp=True)
    page = opened(context, given)
    next_step = page.locator(".fh-brief-turn [data-do=next]").bounding_box()
    assert next_step is not None
    assert next_step["height"] >= 44
    page.locator(".fh-brief-turn [data-do=next]").tap()
    at_step(page, 2)
    page.locator(".fh-brief-tools [data-act=leave]").tap()
    page.locator("[data-twin=drawer]").tap()
    expect(page.locator("[data-twin=scenario][data-value=hub-lost]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    context.close()


def test_losses_come_on_top_of_what_the_view_takes_away(drawn: World, tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "lost.html"
    path.write_bytes(make_twin(request(scene_of(View(date=DAY, scenario=("hub-lost",)), drawn)), Budget()))
    context = browser.new_context(viewport=DESK, offline=True)
    page = opened(context, path)
    expect(page.locator("#twin-taken li")).to_have_count(1)
    page.locator('.mark[data-id="gate"]').click()
    page.locator(".st-key-details [data-act=lose]").first.click()
    expect(page.locator("#twin-taken li")).to_have_count(2)
    page.locator('#twin-taken [data-value="fac:hub"]').click()
    expect(page.locator("#twin-taken li")).to_have_count(1)
    context.close()


def test_it_tells_how_far_it_is_and_can_be_cancelled(drawn: World) -> None:
    told: list[float] = []
    wish = request(scene_of(View(date=DAY), drawn))
    make_twin(wish, Budget(progress=told.append))
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(OverBudgetError):
        make_twin(wish, Budget(cancelled=lambda: len(told) > 0))


def test_a_file_that_would_be_too_large_is_refused_in_words(drawn: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twin, "MOST_BYTES", 100_000)
    with pytest.raises(HandoutError, match=r"at most 0 MB are allowed.*Split the briefing"):
        make_twin(request(scene_of(View(date=DAY), drawn)), Budget())
