"""The desk and the Hand out page in a real browser: a briefing is made, survives a reload, is seen and handed out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import Watch, open_app, repainted, wait_painted
from tests.server import Server

PHONE = {"width": 390, "height": 844}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PICTURE_MS = 60_000


def faults(page: Page, part: str) -> list[tuple[str, list[str]]]:
    """Return what axe finds in a part of the page."""
    found = Axe().run(page, context=part, options=WCAG).response["violations"]
    return [(row["id"], [node["html"][:160] for node in row["nodes"]][:3]) for row in found]


def is_as_wide_as_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth"))


def test_a_briefing_is_made_from_views_and_survives_a_reload(page: Page, watch: Watch, server: Server) -> None:
    open_app(page, f"{server.url}/?scenario=bases-lost")
    with repainted(page):
        page.locator('[data-act="step"]').click()
    expect(page.locator('[data-act="step"]')).to_have_text("Add step 2")
    with repainted(page):
        page.locator('[data-act="view"][data-value="brief"]').click()
    words = page.get_by_label("Words for the room")
    words.fill("Without **it** nothing flies.")
    words.blur()
    expect(page.locator(".fh-preview strong")).to_have_text("it")
    expect(page.locator(".st-key-desk-preview img")).to_be_visible(timeout=PICTURE_MS)
    with repainted(page):
        page.locator('[data-act="twice"]').click()
    expect(page.locator(".fh-row-step")).to_have_count(2)
    assert faults(page, ".st-key-desk") == []

    page.reload()
    wait_painted(page)
    expect(page.locator(".fh-row-step")).to_have_count(2)
    expect(page.get_by_label("Words for the room")).to_have_value("Without **it** nothing flies.")
    with repainted(page):
        page.locator('[data-act="present"][data-value="1"]').last.click()
    expect(page.locator(".fh-brief-words strong")).to_have_text("it")
    assert watch.errors == []

    page.keyboard.press("Escape")
    page.locator('[data-act="end"]').click()
    wait_painted(page)
    page.locator('[data-act="view"][data-value="brief"]').click()
    page.get_by_role("button", name="Put it away").click()
    expect(page.locator(".fh-row-step")).to_have_count(0)
    page.reload()
    wait_painted(page)
    expect(page.locator(".fh-row-step")).to_have_count(0)


def test_a_hand_out_is_made_downloaded_and_cited_and_both_pages_fit_a_phone(
    page: Page, watch: Watch, server: Server
) -> None:
    open_app(page, f"{server.url}/?view=handout&scenario=bases-lost")
    page.locator(".st-key-make-csv button").click()
    button = page.locator(".st-key-get-csv button")
    expect(button).to_be_visible(timeout=PICTURE_MS)
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "foothold-bases-lost-2024-11-26-csv.zip"
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert "operations.csv" in archive.namelist()
    expect(page.locator(".st-key-handout-cite")).to_contain_text("“Bases lost”, as of 26 Nov 2024")
    assert faults(page, ".st-key-handout") == []
    page.set_viewport_size(PHONE)
    assert is_as_wide_as_the_window(page)
    open_app(page, f"{server.url}/?view=brief")
    assert is_as_wide_as_the_window(page)
    assert watch.errors == []
    assert watch.blocked == []
