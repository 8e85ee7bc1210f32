"""How the browser tests and the measurements drive the page; what they look for stands here once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright, Route

from tests.chromium import find_chromium

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PAINT_MS = 30_000
DESK = {"width": 1400, "height": 850}


class Selectors:
    """What is looked for on the page (CSS, and what Playwright adds to it)."""

    MAP = 'iframe[src*="streamlit_folium"]'
    MAP_AREA = ".st-key-map-area"
    """Where a part of the page that has a map puts it: there before the map is."""
    STAMP = "[data-stamp]"
    """An element of the page that carries the stamp of the states it sent to the map."""
    SCENARIO = '[data-testid="stButtonGroup"] button:has-text("Bases lost")'
    HEADLINE = "[data-headline]"
    FACILITY = '.mark[data-id="tobruk-port"]'
    OTHER_FACILITY = '.mark[data-id="alexandria-port"]'
    PREVIEW = ".preview"


PAINTED = """([map, area, stamp]) => {
  const app = document.querySelector('[data-testid="stApp"]');
  if (app?.dataset.testScriptState !== "notRunning" || document.querySelector('[data-stale="true"]')) return false;
  if (document.querySelector('[data-testid="stException"]')) return "broken";
  const sent = document.querySelector(stamp)?.dataset.stamp;
  const frame = document.querySelector(map);
  const drawn = document.querySelector(".fh-panel h1") !== null && document.querySelector(area) === null;
  if (!frame) return drawn && "painted";
  const painted = frame.contentDocument?.documentElement?.dataset.painted;
  return painted !== undefined && (sent === undefined || painted === sent) && "painted";
}"""

COUNT_MESSAGES = """(() => {
  window.__messages = window.__drawn = 0;
  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => {
        const count = (window.__messages += 1);
        requestAnimationFrame(() => requestAnimationFrame(() => (window.__drawn = count)));
      });
    }
  };
})()"""
"""Counts what the server sends, and how much of it the page has drawn: a run can be too short to be seen running."""

ANSWERED = "(before) => window.__messages > before && window.__drawn === window.__messages"


@dataclass(frozen=True, kw_only=True)
class Watch:
    """What went wrong in a page while nobody looked: requests to elsewhere (all blocked) and errors."""

    blocked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def launch(playwright: Playwright, *, extra: tuple[str, ...] = ()) -> Browser:
    """Start the Chromium of this machine.

    Raises
    ------
    RuntimeError
        If there is none; the message says how to get one.
    """
    return playwright.chromium.launch(executable_path=find_chromium(), args=[*ARGUMENTS, *extra])


@contextmanager
def watched(context: BrowserContext, *, origin: str) -> Iterator[tuple[Page, Watch]]:
    """Open a page that can reach `origin` and nothing else, and keep what it tried and what failed in it."""
    watch = Watch()

    def block(route: Route) -> None:
        watch.blocked.append(route.request.url)
        route.abort()

    context.route(re.compile(rf"^(?!{re.escape(origin)}/|data:|blob:)"), block)
    context.add_init_script(COUNT_MESSAGES)
    page = context.new_page()
    page.on("console", lambda message: watch.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: watch.errors.append(str(error)))
    yield page, watch


def wait_painted(page: Page) -> None:
    """Wait until the script has ended, nothing on the page is stale and the map shows the states that were sent.

    Raises
    ------
    RuntimeError
        If the script broke; the server's log says where.
    """
    state = page.wait_for_function(
        PAINTED, arg=[Selectors.MAP, Selectors.MAP_AREA, Selectors.STAMP], timeout=PAINT_MS
    ).json_value()
    if state == "broken":
        msg = f"The script broke at {page.url}; the server's log says where"
        raise RuntimeError(msg)


@contextmanager
def repainted(page: Page) -> Iterator[None]:
    """Do in the block what makes the script run again; afterwards all that follows from it is drawn."""
    before = page.evaluate("window.__messages")
    yield
    page.wait_for_function(ANSWERED, arg=before, timeout=PAINT_MS)
    wait_painted(page)


def open_app(page: Page, address: str) -> None:
    """Go to an address of the explorer and wait until all of it is drawn."""
    page.goto(address)
    wait_painted(page)


def map_frame(page: Page) -> Frame:
    """Return the frame that the map is in, once something is painted on it: what is done before that is a race."""
    frame = early_map_frame(page)
    frame.wait_for_function("() => document.documentElement.dataset.painted !== undefined", timeout=PAINT_MS)
    return frame


def early_map_frame(page: Page) -> Frame:
    """Return the frame that the map is in as soon as there is a map, be anything on it or not."""
    frame = page.wait_for_selector(Selectors.MAP, state="attached").content_frame()
    if frame is None:
        msg = f"`{Selectors.MAP}` on {page.url} is no frame; look at what streamlit-folium puts on the page"
        raise LookupError(msg)
    frame.wait_for_function("() => window.map !== undefined", timeout=PAINT_MS)
    return frame
