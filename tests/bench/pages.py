"""How quick the page answers in a real browser: the explorer, an empty page and the ordinary way, in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.drawing import drawn_ms, first_drawn_ms, probe, wait_settled
from tests.bench.figures import RUNS, Figure
from tests.bench.memory import memory_mb
from tests.bench.traffic import Traffic, listen, rerun
from tests.browser import DESK, Selectors, launch, map_frame, wait_painted
from tests.places import APP
from tests.server import Server, serving

APPS = Path(__file__).parent / "apps"
TOGGLE = '[data-testid="stCheckbox"] label'
NOWHERE_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
NEAR = "?map=28,22,5"
"""So near that the two facilities that are pointed at stand apart from others."""
FRESH_VIEWS = 5
FURTHER_VIEWERS = 5
TIMES_EMPTY = 1.8
"""How many times as long as an empty page the explorer may take from a click to the last thing drawn."""


@dataclass(frozen=True, kw_only=True)
class View:
    """A page of one server, its traffic counted."""

    server: Server
    page: Page
    traffic: Traffic


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser that can reach this machine alone."""
    with sync_playwright() as playwright:
        browser = launch(playwright, extra=(NOWHERE_ELSE,))
        yield browser
        browser.close()


@contextmanager
def viewing(browser: Browser, server: Server, *, query: str = "") -> Iterator[View]:
    """Open a fresh page of a server as a new viewer has it, and wait until it is drawn."""
    context = browser.new_context(viewport=DESK)
    probe(context)
    page = context.new_page()
    traffic = listen(page)
    page.goto(server.url + query)
    wait_settled(page, changed=True)
    yield View(server=server, page=page, traffic=traffic)
    context.close()


def click(view: View, selector: str) -> Callable[[], None]:
    """Return the act of clicking something on the page."""
    return lambda: view.page.locator(selector).first.click()


def page_figures() -> Iterator[Figure]:
    """Measure the explorer beside an empty page and beside the ordinary way."""
    with chromium() as browser, ExitStack() as stack:
        empty, ordinary, app = (
            stack.enter_context(viewing(browser, stack.enter_context(serving(script)), query=query))
            for script, query in ((APPS / "empty.py", ""), (APPS / "ordinary.py", ""), (APP, NEAR))
        )
        wait_painted(app.page)
        first_bytes = app.traffic.file_bytes + app.traffic.frame_bytes
        own_bytes = empty.traffic.file_bytes + empty.traffic.frame_bytes
        yield from toggle_figures(empty, ordinary, app)
        yield from rerun_figures(app)
        yield from map_figures(app)
        yield Figure(what="first view beyond Streamlit's own", value=(first_bytes - own_bytes) / 1000, unit="kB")
        yield from viewer_figures(browser, empty, app)


def toggle_figures(empty: View, ordinary: View, app: View) -> Iterator[Figure]:
    """Measure from the click on a switch to the last thing drawn."""
    floor = drawn_ms(empty.page, click(empty, TOGGLE))
    ours = drawn_ms(app.page, click(app, Selectors.SCENARIO))
    usual = drawn_ms(ordinary.page, click(ordinary, TOGGLE))
    yield Figure(what="toggle of an empty page, click to drawn", value=floor, unit="ms")
    yield Figure(what="scenario of the explorer, click to drawn", value=ours, unit="ms", target=floor * TIMES_EMPTY)
    yield Figure(what="toggle the ordinary way, click to drawn", value=usual, unit="ms")
    yield Figure(what="the ordinary way takes longer by a factor of", value=usual / ours, unit="")


def rerun_figures(app: View) -> Iterator[Figure]:
    """Measure what a change of scenario costs the server and the wire."""
    took_ms, size = rerun(app.page, app.traffic, click(app, Selectors.SCENARIO))
    yield Figure(what="rerun, sent to last answer received", value=took_ms, unit="ms")
    yield Figure(what="received for a change of scenario", value=size / 1000, unit="kB")


def map_figures(app: View) -> Iterator[Figure]:
    """Measure what the pointer does on the map."""
    marks = map_frame(app.page).locator(Selectors.FACILITY), map_frame(app.page).locator(Selectors.OTHER_FACILITY)
    turns = iter(range(10 * RUNS))

    def pick() -> None:
        marks[next(turns) % 2].click(force=True)

    def point() -> None:
        marks[next(turns) % 2].hover(force=True)

    yield Figure(what="facility, click to its details drawn", value=drawn_ms(app.page, pick), unit="ms")
    yield Figure(
        what="facility, hover to its preview drawn", value=drawn_ms(app.page, point, start="pointerover"), unit="ms"
    )


def viewer_figures(browser: Browser, empty: View, app: View) -> Iterator[Figure]:
    """Measure what a fresh viewer waits for, and what more viewers cost the server."""
    yield Figure(what="first view of an empty page, warm server", value=fresh_ms(browser, empty), unit="ms")
    yield Figure(what="first view of the explorer, warm server", value=fresh_ms(browser, app), unit="ms")
    one = memory_mb(app.server.pid)
    with ExitStack() as stack:
        for _ in range(FURTHER_VIEWERS):
            stack.enter_context(viewing(browser, app.server))
        more = memory_mb(app.server.pid)
    if one is not None and more is not None:
        yield Figure(what="server memory with its viewers gone", value=one, unit="MB")
        yield Figure(what="server memory for one more viewer", value=(more - one) / FURTHER_VIEWERS, unit="MB")


def fresh_ms(browser: Browser, view: View) -> float:
    """Return the median time from the address to the last thing drawn, each time as a new viewer."""
    times = []
    for _ in range(FRESH_VIEWS):
        with viewing(browser, view.server) as fresh:
            times.append(first_drawn_ms(fresh.page))
    return median(times)
