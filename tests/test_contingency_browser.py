"""The Contingency page in a real browser: the ranking, the matrix and the map answer each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser import DESK, Selectors, Watch, map_frame, open_app, repainted, wait_painted
from tests.server import Server

PARTS = ("single", "pairs", "triples", "operations", "scenario", "by-hand", "own")
PHONE = {"width": 390, "height": 844}
WALL = {"width": 1920, "height": 1080}
LOW_IN_THE_TABLE = 24
"""The number of a row that is out of sight until the table is scrolled."""


@pytest.fixture
def go(page: Page, server: Server) -> Callable[[str], Page]:
    """Open the page at a query and wait until it is drawn."""

    def opened(query: str = "") -> Page:
        open_app(page, f"{server.url}/?view=contingency{query}")
        return page

    return opened


def scale(page: Page) -> float:
    return float(map_frame(page).evaluate("window.map.getZoom()"))


def turn_to(page: Page, part: str) -> None:
    """Go to a part of the page by its button, and wait until it is drawn."""
    page.locator(f'[data-act="part"][data-value="{part}"]').click()
    expect(page.locator(f'[data-act="part"][data-value="{part}"]')).to_have_attribute("aria-current", "true")
    expect(page.locator(".st-key-list-area .fh-panel section").last).to_be_visible()
    wait_painted(page)


def test_every_part_draws_and_axe_finds_nothing_in_it(go: Callable[[str], Page], watch: Watch) -> None:
    page = go("&scenario=bases-lost&sel=mali-africa-corps")
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    for part in PARTS:
        turn_to(page, part)
        found = Axe().run(page, context=".fh-panel", options=options).response["violations"]
        assert (part, [(row["id"], [node["html"][:160] for node in row["nodes"]][:3]) for row in found]) == (part, [])
    assert watch.errors == []


def test_no_part_is_wider_than_a_phone(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = context.new_page()
    open_app(page, f"{server.url}/?view=contingency&scenario=bases-lost")
    for part in PARTS:
        turn_to(page, part)
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth"), part
    context.close()


def test_a_click_on_a_row_takes_it_away_on_the_map_and_in_the_link_and_keeps_the_scale(
    go: Callable[[str], Page],
) -> None:
    page = go()
    before = scale(page)
    row = page.locator('.fh-loss-row[data-value="fac:khmeimim"]')
    row.click()
    expect(row).to_have_attribute("aria-pressed", "true")
    expect(map_frame(page).locator('.mark[data-id="khmeimim"].lost')).to_be_visible()
    page.wait_for_url("**lost=khmeimim**")
    assert scale(page) == before
    row.click()
    expect(row).to_have_attribute("aria-pressed", "false")


def test_what_costs_more_is_drawn_bigger(go: Callable[[str], Page]) -> None:
    frame = map_frame(go())

    def width(name: str) -> float:
        box = frame.locator(f'.mark[data-id="{name}"] svg').bounding_box()
        assert box is not None
        return box["width"]

    assert width("khmeimim") > width("al-khadim") > width("damascus-command")


def test_a_row_says_why_when_it_is_asked(go: Callable[[str], Page]) -> None:
    page = go()
    page.locator('.fh-why[data-value="fac:tartus"]').click()
    expect(page.locator(".fh-because")).to_contain_text("Left:")


def test_the_matrix_is_one_stop_for_the_tab_key_and_a_field_opens_its_pair(go: Callable[[str], Page]) -> None:
    page = go("&part=pairs")
    fields = page.locator(".fh-matrix button")
    # On a server that has not worked it out before, the matrix comes after the page.
    expect(page.locator('.fh-matrix button[tabindex="0"]')).to_have_count(1)
    fields.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    focused = page.locator(".fh-matrix button:focus")
    tokens = (focused.get_attribute("data-value") or "").split(",")
    assert len(tokens) == 2
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-taken button")).to_have_count(len(tokens))
    expect(page.locator(f'.fh-matrix .chosen[data-value="{",".join(tokens)}"]').first).to_be_focused()


def test_a_changed_grade_changes_the_likelihood_and_is_kept_in_the_link(go: Callable[[str], Page]) -> None:
    page = go("&part=operations&sel=mali-africa-corps")
    sentence = page.locator(".fh-one p", has_text="In this model it is").first
    before = sentence.inner_text()
    page.locator("#grades summary").click()
    field = page.get_by_label("probably true, high")
    field.fill("85")
    field.press("Tab")
    page.wait_for_url("**credence=**")
    wait_painted(page)
    expect(sentence).not_to_have_text(before)
    field.fill("1")
    field.press("Tab")
    expect(page.get_by_role("alert")).to_contain_text("Not changed")


def test_a_table_can_be_taken_along(go: Callable[[str], Page]) -> None:
    page = go()
    with page.expect_download() as download:
        page.get_by_role("button", name="Single losses (CSV)").click()
    assert download.value.suggested_filename == "foothold-single-losses-2024-11-26.csv"


def test_the_headline_the_parts_and_the_first_rows_are_in_sight_without_scrolling(go: Callable[[str], Page]) -> None:
    page = go()
    expect(page.locator(Selectors.HEADLINE)).to_be_in_viewport(ratio=1)
    for number in range(6):
        expect(page.locator(".fh-loss-row").nth(number)).to_be_in_viewport(ratio=1)


def test_the_marks_of_the_map_can_be_skipped_with_the_keyboard(go: Callable[[str], Page]) -> None:
    page = go()
    page.locator("[data-skip]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-list-area .fh-panel :focus")).to_have_count(1)


@pytest.mark.parametrize("size", [DESK, WALL], ids=["desk", "wall"])
def test_hidden_panels_leave_the_whole_width_to_the_map(
    page: Page, go: Callable[[str], Page], size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    go("")
    page.locator("[data-panels]").click()
    page.wait_for_function(f"document.querySelector('{Selectors.MAP}').clientWidth === innerWidth")
    expect(page.locator(Selectors.HEADLINE)).to_be_hidden()
    page.locator("[data-panels]").click()
    expect(page.locator(Selectors.HEADLINE)).to_be_in_viewport(ratio=1)


def test_a_smaller_mark_lies_above_a_bigger_one_that_it_touches(go: Callable[[str], Page]) -> None:
    page = go()
    expect(page.locator(".fh-loss-row").first).to_be_visible()
    frame = map_frame(page)
    frame.evaluate("window.map.setView([35, 35.5], 5, { animate: false })")
    seen = frame.evaluate("""() => {
      const box = (id) => document.querySelector(`.mark[data-id="${id}"] .body`).getBoundingClientRect();
      const [big, small] = [box("khmeimim"), box("tartus")];
      const [x, y] = [small.left + small.width / 2, small.top + small.height / 2];
      const at = document.elementFromPoint(x, y).closest(".mark");
      return [x > big.left && x < big.right && y > big.top && y < big.bottom, big.width > small.width, at.dataset.id];
    }""")
    assert seen == [True, True, "tartus"]


def test_where_no_sizes_are_shown_operations_lie_above_facilities(page: Page, server: Server) -> None:
    open_app(page, server.url)
    above = map_frame(page).evaluate("""() => {
      const heights = (sort) => [...document.querySelectorAll(`.mark.${sort}`)].map((mark) => {
        return Number(mark.style.zIndex) - L.DomUtil.getPosition(mark).y;
      });
      return Math.min(...heights("operation")) > Math.max(...heights("facility"));
    }""")
    assert above is True


def test_home_and_end_go_to_the_ends_of_a_row_and_of_the_matrix(go: Callable[[str], Page]) -> None:
    page = go("&part=pairs")
    expect(page.locator('.fh-matrix button[tabindex="0"]')).to_have_count(1)
    row = page.locator(".fh-matrix tbody tr").nth(2).locator("button")
    row.nth(1).focus()
    for key, expected in (
        ("End", row.last),
        ("Home", row.first),
        ("Control+End", page.locator(".fh-matrix button").last),
        ("Control+Home", page.locator(".fh-matrix button").first),
    ):
        page.keyboard.press(key)
        expect(expected).to_be_focused()
        expect(expected).to_be_in_viewport()
        expect(page.locator('.fh-matrix button[tabindex="0"]')).to_have_count(1)


def test_the_focus_in_the_matrix_has_a_ring_above_its_neighbours_on_the_diagonal_too(go: Callable[[str], Page]) -> None:
    page = go("&part=pairs")
    page.locator(".fh-cell.single").nth(2).focus()
    for key in ("ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        focused = page.locator(".fh-cell:focus")
        for name, value in (("outline-width", "3px"), ("outline-style", "solid"), ("z-index", "2")):
            expect(focused).to_have_css(name, value)
    expect(page.locator(".fh-cell.single:focus")).to_have_count(1)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_operation_chosen_low_in_the_table_comes_into_sight_with_the_focus_at_its_name(
    page: Page, go: Callable[[str], Page], size: ViewportSize
) -> None:
    page.set_viewport_size(size)
    go("&part=operations")
    button = page.locator(".fh-table [data-act=go]").nth(LOW_IN_THE_TABLE)
    name = button.inner_text()
    button.focus()
    with repainted(page):
        page.keyboard.press("Enter")
    title = page.locator(".fh-one[data-card] h2")
    expect(title).to_have_text(name)
    expect(title).to_be_focused()
    expect(title).to_be_in_viewport(ratio=1)
    # It is at the top: nothing of the table that was scrolled to is between it and the edge.
    page.wait_for_function("""() => {
      const top = document.querySelector(".fh-one h2").getBoundingClientRect().top;
      const area = document.querySelector(".st-key-list-area").parentElement;
      const edge = getComputedStyle(area).overflowY === "auto" ? area.getBoundingClientRect().top : 0;
      return top >= edge && top < edge + 80;
    }""")


def test_nothing_jumps_while_the_operation_stays_the_same(go: Callable[[str], Page]) -> None:
    page = go("&part=operations&sel=mali-africa-corps")
    page.locator(".fh-table [data-act=go]").nth(LOW_IN_THE_TABLE).scroll_into_view_if_needed()
    scrolled = "document.querySelector('.st-key-list-area').parentElement.scrollTop"
    before = page.evaluate(scrolled)
    assert before > 0
    with repainted(page):
        page.locator('[data-act="layer"]').first.click()
    assert page.evaluate(scrolled) == before
