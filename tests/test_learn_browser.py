"""The classroom in a real browser: predict, reveal, go on; the glossary; words that open where they stand."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import Watch, map_frame, open_app, repainted
from tests.server import Server

PHONE = {"width": 390, "height": 844}
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def faults(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong in the panels."""
    found = Axe().run(page, context=".fh-panel", options=RULES).response["violations"]
    return [(row["id"], [node["html"][:160] for node in row["nodes"]][:3]) for row in found]


def is_lost(page: Page, facility: str) -> bool:
    """Say whether the map shows a facility as lost."""
    look = map_frame(page).locator(f'.mark[data-id="{facility}"]').first.get_attribute("class") or ""
    return "lost" in look.split()


def test_an_exercise_is_marked_by_keyboard_revealed_and_left_for_the_next(
    page: Page, server: Server, watch: Watch
) -> None:
    open_app(page, f"{server.url}/?view=learn")
    assert faults(page) == []
    with repainted(page):
        page.get_by_role("button", name="The air base alone").press("Enter")
    expect(page).to_have_url(re.compile("exercise=levant-khmeimim-alone"))
    expect(page.locator(".fh-question h1")).to_be_focused()
    assert not is_lost(page, "khmeimim")
    with repainted(page):
        page.get_by_role("radio", name="loses support").first.focus()
        page.keyboard.press("Space")
    with repainted(page):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="becomes strained").first).to_be_checked()
    expect(page.get_by_role("radio", name="becomes strained").first).to_be_focused()
    expect(page.get_by_text("3 not marked yet.")).to_be_visible()
    assert faults(page) == []
    with repainted(page):
        page.get_by_role("button", name="Show the answer").click()
    assert is_lost(page, "khmeimim")
    expect(page.locator(".fh-score")).to_contain_text(re.compile("None of 4 right.* 3 not marked: "))
    expect(page.locator(".fh-score")).to_be_focused()
    assert faults(page) == []
    with repainted(page):
        page.get_by_role("button", name="Next exercise").click()
    expect(page.locator(".fh-question h1")).to_have_text("The port alone")
    assert not is_lost(page, "khmeimim")
    assert (watch.errors, watch.blocked) == ([], [])


def test_a_word_opens_its_meaning_by_key_and_leads_to_the_glossary(page: Page, server: Server) -> None:
    open_app(page, f"{server.url}/?scenario=bases-lost&sel=mali-africa-corps")
    word = page.locator(".fh-details .fh-term").first
    word.focus()
    page.keyboard.press("Enter")
    meaning = page.locator(".fh-term-box:popover-open")
    expect(meaning).to_contain_text("No reported way is left")
    page.keyboard.press("Escape")
    expect(meaning).to_have_count(0)
    expect(page.locator(".fh-details")).to_be_visible()
    page.keyboard.press("Enter")
    meaning.get_by_role("button", name="More in the glossary").click()
    expect(page.locator(".fh-entry[aria-current]")).to_contain_text("on paper only")
    expect(page.locator(".fh-entry[aria-current]")).to_be_in_viewport()
    page.get_by_label("Search the glossary").fill("gateway hub")
    expect(page.locator(".fh-entry:visible dt")).to_have_text(["facility", "gateway", "hub", "outpost"])


def test_on_a_phone_everything_fits_and_a_meaning_opens_within_the_window(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    for query in ("view=learn", "view=learn&exercise=south-caucasus-armenia", "scenario=bases-lost"):
        open_app(page, f"{server.url}/?{query}")
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth"), query
    page.locator(".fh-answer .fh-term").first.tap()
    box = page.locator(".fh-term-box:popover-open").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    assert box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"]
    context.close()
