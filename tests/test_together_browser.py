"""Two things done at nearly the same moment both count, even where the server never looked at the first request."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser import DESK, PAINT_MS, map_frame, open_app, watched
from tests.server import Server

MOST_FRAMES = 600
BRIEFING = "khmeimim-and-tartus"

REPORT = """() => window.Streamlit.setComponentValue({ events: [{ n: Date.now(), kind: "map", value: "10,20,4" }] })"""


class Wire:
    """What the page says to its server, of which the next message can be lost."""

    def __init__(self, page: Page) -> None:
        self.is_next_lost = False
        self.lost = 0
        page.route_web_socket("**/_stcore/stream*", self._join)

    def _join(self, page_end: WebSocketRoute) -> None:
        server_end = page_end.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if self.is_next_lost:
                self.is_next_lost = False
                self.lost += 1
            else:
                server_end.send(message)

        page_end.on_message(pass_on)


def test_a_click_whose_request_was_overtaken_counts_with_the_next_request(browser: Browser, server: Server) -> None:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    with watched(context, origin=server.url) as (page, _):
        wire = Wire(page)
        open_app(page, f"{server.url}/?view=brief&briefing={BRIEFING}&step=1")
        wire.is_next_lost = True
        page.keyboard.press("PageDown")
        for _ in range(MOST_FRAMES):
            if wire.lost:
                break
            page.evaluate("() => new Promise((painted) => requestAnimationFrame(painted))")
        map_frame(page).evaluate(REPORT)
        expect(page.locator('.fh-brief[data-step="2"]')).to_be_visible(timeout=PAINT_MS)
        assert wire.lost == 1
    context.close()
