"""Giving a briefing in Chromium: the keys that clickers send, wherever the focus is, and the way out and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from components.briefings import step_view
from geo.briefing import Briefing
from geo.world import World
from tests.browser import DESK, PAINT_MS, Watch, map_frame, open_app, wait_painted, watched
from tests.server import Server

BRIEFING = "khmeimim-and-tartus"
CENTRE = "() => { const c = map.getCenter(); return [c.lat, c.lng, map.getZoom()]; }"


@pytest.fixture(scope="module")
def briefing(world: World) -> Briefing:
    """The briefing that is given here."""
    return world.briefings[BRIEFING]


@pytest.fixture(scope="module")
def room(browser: Browser, server: Server) -> Iterator[tuple[Page, Watch]]:
    """A page with the briefing open, for all tests here: a talk is one page, too. Nothing flies, so nothing is late."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    with watched(context, origin=server.url) as (page, watch):
        open_app(page, f"{server.url}/?view=brief&briefing={BRIEFING}")
        yield page, watch
    context.close()


@pytest.fixture
def give(room: tuple[Page, Watch]) -> Callable[[int], Page]:
    """Go to a step of the briefing, from wherever the test before has left the page."""

    def go_to(number: int) -> Page:
        page = room[0]
        page.evaluate(TIDY)
        if page.locator(".fh-brief").count() == 0:
            page.keyboard.press("F5")
            page.wait_for_selector(".fh-brief")
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
        at_step(page, number)
        return page

    return go_to


TIDY = """() => {
  document.querySelectorAll(".widget, .fh-blank").forEach((left) => left.remove());
  localStorage.removeItem("foothold-letters");
  document.activeElement.blur();
}"""


def at_step(page: Page, number: int) -> None:
    """Wait until a step is on screen, and hold that the map shows it."""
    page.wait_for_selector(f'.fh-brief[data-step="{number}"]', timeout=PAINT_MS)
    wait_painted(page)


def query(page: Page) -> dict[str, str]:
    """Return the names and values of the address, but for what every address has."""
    values = {name: found[-1] for name, found in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}
    return {name: value for name, value in values.items() if name not in {"v", "data"}}


def test_a_briefing_is_given_from_start_to_end_with_a_clicker_alone_and_no_network(
    give: Callable[[int], Page], room: tuple[Page, Watch], briefing: Briefing
) -> None:
    page, watch = give(1), room[1]
    for number, step in enumerate(briefing.steps, start=1):
        at_step(page, number)
        expect(page.locator("[data-headline]")).to_have_text(step.title)
        page.keyboard.press("PageDown")
    page.keyboard.press("PageUp")
    at_step(page, len(briefing.steps) - 1)
    assert (watch.blocked, watch.errors) == ([], [])


def test_every_key_of_slide_programs_goes_where_it_goes_there(give: Callable[[int], Page], briefing: Briefing) -> None:
    page, last = give(1), len(briefing.steps)
    at_step(page, 1)
    turns = (("ArrowRight", 2), ("ArrowDown", 3), ("Space", 4), ("n", 5), ("ArrowLeft", 4), ("ArrowUp", 3))
    more = (("p", 2), ("Shift+Space", 1), ("End", last), ("Home", 1))
    for key, number in (*turns, *more):
        page.keyboard.press(key)
        at_step(page, number)
    page.keyboard.type("10")
    expect(page.locator("[data-count]")).to_have_text("Go to 10 …")
    page.keyboard.press("Enter")
    at_step(page, 10)


def test_steps_asked_for_quickly_come_to_the_last_of_them(give: Callable[[int], Page]) -> None:
    page = give(1)
    for _ in range(6):
        page.keyboard.press("PageDown")
    at_step(page, 7)
    assert query(page)["step"] == "7"


PLACES = {
    "the page": lambda page: page.mouse.click(200, 120),
    "the map": lambda page: page.mouse.click(900, 500),
    "a mark": lambda page: map_frame(page).locator(".mark.facility:visible").first.click(force=True),
    "a button": lambda page: page.locator("[data-do=side], [data-do=black]").last.focus(),
    "a list of choices": lambda page: page.locator("[data-goto]").focus(),
}
"""Where the focus may be while a briefing is on, and how it gets there."""


def test_a_clicker_works_wherever_the_focus_is(give: Callable[[int], Page]) -> None:
    page = give(2)
    for number, put in enumerate(PLACES.values(), start=3):
        put(page)
        page.keyboard.press("PageDown")
        at_step(page, number)


WIDGETS = """() => {
  document.querySelectorAll(".widget").forEach((old) => old.remove());
  const kinds = ["checkbox", "radio", "range", "text", "number", "search"];
  const box = Object.assign(document.createElement("div"), { className: "widget" });
  box.style.cssText = "position: fixed; right: 0; top: 0; z-index: 999; background: white";
  kinds.forEach((type) => box.append(Object.assign(document.createElement("input"), { type, id: `w-${type}` })));
  box.append(Object.assign(document.createElement("button"), { id: "w-button", textContent: "press" }));
  document.body.append(box);
}"""


@pytest.mark.parametrize("kind", ["checkbox", "radio", "range", "button"])
def test_keys_turn_steps_after_a_click_on_a_widget(give: Callable[[int], Page], kind: str) -> None:
    page = give(2)
    page.evaluate(WIDGETS)
    page.click(f"#w-{kind}")
    for key, number in (("PageDown", 3), ("ArrowRight", 4), ("Space", 5), ("PageUp", 4)):
        page.keyboard.press(key)
        at_step(page, number)


def test_typing_is_left_alone_and_yet_a_clicker_turns(give: Callable[[int], Page]) -> None:
    page = give(2)
    page.evaluate(WIDGETS)
    page.click("#w-text")
    page.keyboard.type("b s 3.")
    assert page.input_value("#w-text") == "b s 3."
    page.keyboard.press("PageDown")
    at_step(page, 3)
    assert page.locator(".fh-blank").count() == 0


def test_a_control_reached_by_tab_keeps_the_keys_that_work_it(give: Callable[[int], Page]) -> None:
    page = give(2)
    page.evaluate(WIDGETS)
    page.locator("#w-checkbox").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.is_checked("#w-checkbox")
    page.keyboard.press("PageDown")
    at_step(page, 3)


def test_the_screen_goes_blank_and_comes_back_on_the_same_step(give: Callable[[int], Page]) -> None:
    page = give(3)
    for key, colour in (("b", "black"), (".", "black"), ("w", "white"), (",", "white")):
        for back in (key, "PageDown"):
            page.keyboard.press(key)
            expect(page.locator(f".fh-blank.{colour}")).to_be_visible()
            page.keyboard.press(back)
            expect(page.locator(".fh-blank")).to_have_count(0)
    assert query(page)["step"] == "3"


def test_the_blank_key_of_a_clicker_works_on_another_keyboard_layout(give: Callable[[int], Page]) -> None:
    page = give(3)
    press = "new KeyboardEvent('keydown', {key: 'ю', code: 'Period', bubbles: true})"
    page.evaluate(f"() => document.body.dispatchEvent({press})")
    expect(page.locator(".fh-blank")).to_be_visible()


def test_letters_can_be_switched_off_and_the_clicker_still_turns(give: Callable[[int], Page]) -> None:
    page = give(2)
    page.keyboard.press("?")
    page.locator("[data-letters]").uncheck()
    page.keyboard.press("Escape")
    expect(page.locator("[data-help]")).not_to_be_visible()
    for key in ("b", "s", "n", "."):
        page.keyboard.press(key)
    assert page.locator(".fh-blank").count() == 0
    page.keyboard.press("PageDown")
    at_step(page, 3)


def left(page: Page) -> None:
    """Leave the briefing as a clicker does, and wait until the step can be explored."""
    page.keyboard.press("Escape")
    expect(page.locator(".fh-brief")).to_have_count(0, timeout=PAINT_MS)
    page.wait_for_selector("[data-return]")
    wait_painted(page)


def test_start_and_stop_of_a_clicker_leave_and_come_back_to_the_same_step(
    give: Callable[[int], Page], world: World, briefing: Briefing
) -> None:
    page = give(5)
    step = step_view(briefing, 5, world)
    page.keyboard.press("F5")
    assert query(page)["step"] == "5"
    left(page)
    found = query(page)
    assert found["briefing"] == BRIEFING
    assert found.get("sel") == step.sel
    assert found.get("scenario") == (",".join(step.scenario) or None)
    assert found.get("date") == (step.date.isoformat() if step.date else None)
    page.keyboard.press("F5")
    at_step(page, 5)
    page.keyboard.press("F5")
    page.keyboard.press("F5")
    at_step(page, 1)


def test_a_question_is_explored_and_escape_returns_to_the_step_as_it_was(give: Callable[[int], Page]) -> None:
    page = give(4)
    before = map_frame(page).evaluate(CENTRE)
    left(page)
    page.locator('.st-key-controls [data-act="layer"]').first.click()
    page.locator('[data-focus="view-timeline"]').click()
    page.wait_for_selector('[data-focus="view-timeline"][aria-current]')
    page.locator("[data-headline]").click()
    page.keyboard.press("Escape")
    at_step(page, 4)
    assert set(query(page)) == {"view", "briefing", "step"}
    page.wait_for_function(NEAR, arg=before[:2])


NEAR = """([lat, lng]) => {
  const centre = document.querySelector('iframe[src*="streamlit_folium"]').contentWindow.map.getCenter();
  return Math.abs(centre.lng - lng) < 0.2 && Math.abs(centre.lat - lat) < 0.2;
}"""


def test_before_and_after_switch_under_one_key(give: Callable[[int], Page], briefing: Briefing) -> None:
    number = next(i for i, step in enumerate(briefing.steps, start=1) if "scenario=" in step.view)
    page = give(number)
    lost = map_frame(page).locator(".mark.facility.lost")
    expect(lost).not_to_have_count(0)
    page.keyboard.press("s")
    expect(page.locator(".fh-brief-when")).to_contain_text("Before")
    expect(lost).to_have_count(0)
    page.keyboard.press("s")
    expect(page.locator(".fh-brief-when")).not_to_contain_text("Before")
    expect(lost).not_to_have_count(0)


def test_a_mark_opens_its_card_and_escape_closes_it_before_it_leaves(give: Callable[[int], Page]) -> None:
    page = give(1)
    map_frame(page).locator(".mark[data-id=op-southern-syria-posts]").click()
    expect(page.locator(".st-key-details")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-details")).to_have_count(0)
    at_step(page, 1)


def test_the_presenters_window_keeps_in_step_and_turns_steps_itself(
    give: Callable[[int], Page], briefing: Briefing
) -> None:
    page = give(1)
    page.mouse.move(700, 600)
    with page.expect_popup() as popup:
        page.click("[data-do=speaker]")
    notes = popup.value
    expect(notes.locator("[data-title]")).to_have_text(briefing.steps[0].title)
    expect(notes.locator("[data-next-title]")).to_have_text(briefing.steps[1].title)
    notes.keyboard.press("PageDown")
    at_step(page, 2)
    expect(notes.locator("[data-title]")).to_have_text(briefing.steps[1].title)
    page.bring_to_front()
    page.keyboard.press("PageDown")
    expect(notes.locator("[data-count]")).to_have_text(f"3 of {len(briefing.steps)}")
    notes.click("[data-blank]")
    expect(page.locator(".fh-blank")).to_be_visible()


def test_the_controls_come_with_the_pointer_and_go_again(give: Callable[[int], Page]) -> None:
    page = give(2)
    tools = page.locator(".fh-brief-tools")
    expect(tools).to_have_css("opacity", "0")
    page.mouse.move(800, 300)
    page.mouse.move(820, 320)
    expect(tools).to_have_css("opacity", "1")
    expect(tools).to_have_css("opacity", "0")


@contextmanager
def phone(browser: Browser, server: Server, **more: object) -> Iterator[Page]:
    """A page as wide as a phone, at the second step."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, **more)  # type: ignore[arg-type]
    with watched(context, origin=server.url) as (page, _):
        open_app(page, f"{server.url}/?view=brief&briefing={BRIEFING}&step=2")
        yield page
    context.close()


SWIPE = """([from, to]) => {
  const words = document.querySelector(".fh-brief-words");
  const touch = (x) => new Touch({ identifier: 1, target: words, clientX: x, clientY: 600 });
  const say = (kind, touches, x) =>
    words.dispatchEvent(new TouchEvent(kind, { bubbles: true, touches, changedTouches: [touch(x)] }));
  say("touchstart", [touch(from)], from);
  say("touchend", [], to);
}"""


def test_on_a_phone_steps_are_swiped_and_the_buttons_are_big(browser: Browser, server: Server) -> None:
    with phone(browser, server) as page:
        page.evaluate(SWIPE, [300, 120])
        at_step(page, 3)
        page.evaluate(SWIPE, [120, 300])
        at_step(page, 2)
        for name in ("previous", "next"):
            box = page.locator(f"[data-do={name}]").bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            assert box["y"] + box["height"] <= 844
        page.tap("[data-do=next]")
        at_step(page, 3)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("motion", "flights"), [("reduce", 0), ("no-preference", 1)])
def test_the_camera_flies_unless_the_reader_prefers_less_motion(
    browser: Browser, server: Server, motion: Literal["reduce", "no-preference"], flights: int
) -> None:
    context = browser.new_context(viewport=DESK, reduced_motion=motion)
    with watched(context, origin=server.url) as (page, _):
        open_app(page, f"{server.url}/?view=brief&briefing={BRIEFING}&step=1")
        frame = map_frame(page)
        frame.evaluate("() => { window.flights = 0; map.flyTo = () => { window.flights += 1; }; }")
        page.keyboard.press("End")
        expect(page.locator("[data-do=next]")).to_be_disabled()
        wait_painted(page)
        assert frame.evaluate("() => window.flights") == flights
    context.close()
