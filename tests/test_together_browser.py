"""Two things done at nearly the same moment both count, even where the server never looked at the first request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

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

    def wait_until_lost(self, page: Page) -> None:
        """Wait until the message that was to be lost is."""
        for _ in range(MOST_FRAMES):
            if self.lost:
                return
            page.evaluate("() => new Promise((painted) => requestAnimationFrame(painted))")

    def hang_up(self) -> None:
        """Break the connection; the page makes a new one by itself."""
        self._page_end.close(code=1012)

    def _join(self, page_end: WebSocketRoute) -> None:
        self._page_end = page_end
        server_end = page_end.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if self.is_next_lost:
                self.is_next_lost = False
                self.lost += 1
            else:
                server_end.send(message)

        page_end.on_message(pass_on)


@contextmanager
def step_that_was_lost(browser: Browser, server: Server) -> Iterator[tuple[Page, Wire]]:
    """A briefing whose second step was asked for in a message that the server never got."""
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    with watched(context, origin=server.url) as (page, _):
        wire = Wire(page)
        open_app(page, f"{server.url}/?view=brief&briefing={BRIEFING}&step=1")
        wire.is_next_lost = True
        page.keyboard.press("PageDown")
        wire.wait_until_lost(page)
        assert wire.lost == 1
        yield page, wire
        expect(page.locator('.fh-brief[data-step="2"]')).to_be_visible(timeout=PAINT_MS)
    context.close()


def test_a_click_whose_request_was_overtaken_counts_with_the_next_request(browser: Browser, server: Server) -> None:
    with step_that_was_lost(browser, server) as (page, _):
        map_frame(page).evaluate(REPORT)


def test_what_was_clicked_while_the_server_was_out_of_reach_counts_once_it_is_back(
    browser: Browser, server: Server
) -> None:
    with step_that_was_lost(browser, server) as (_, wire):
        wire.hang_up()
