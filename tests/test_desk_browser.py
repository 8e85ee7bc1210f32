"""The desk and the Hand out page in a real browser: a briefing is made, survives a reload, is seen and handed out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import Watch, open_app, repainted, wait_painted
from tests.places import ROOT
from tests.server import Server

SCRIPT = ROOT / "components" / "page" / "draft.js"
PHONE = {"width": 390, "height": 844}
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PICTURE_MS = 60_000


def faults(page: Page, part: str) -> list[tuple[str, list[str]]]:
    """Return what axe finds in a part of the page."""
    found = Axe().run(page, context=part, options=WCAG).response["violations"]
    return [(row["id"], [node["html"][:160] for node in row["nodes"]][:3]) for row in found]


def is_as_wide_as_the_window(page: Page) -> bool:
    return bool(page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth"))


COPIES = """async ([source, tabs]) => {
  const keep = (await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })))).default;
  localStorage.removeItem("foothold-draft");
  return tabs.map((data) => {
    let found = null;
    keep({ data, setTriggerValue: (_, copy) => (found = copy) });
    return found ?? JSON.parse(localStorage.getItem("foothold-draft"))?.text;
  });
}"""
"""What is in the copy, or handed over, after each of the tabs had its turn."""


def copies(page: Page, *tabs: tuple[str | None, int]) -> list[object]:
    """Return what the copy holds after each tab drew its page: with its draft, and when that was changed."""
    sent = [{"text": text, "changed_ms": changed_ms, "ask": changed_ms == 0} for text, changed_ms in tabs]
    found: list[object] = page.evaluate(COPIES, [SCRIPT.read_text(encoding="utf-8"), sent])
    return found


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

    assert copies(page, ("old", 1), ("new", 2), ("old", 1), (None, 0)) == [
        "old",
        "new",
        "new",
        {"text": "new", "changed_ms": 2},
    ]
    assert copies(page, ("old", 1), (None, 2), ("old", 1), (None, 0)) == ["old", "", "", ""]


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
