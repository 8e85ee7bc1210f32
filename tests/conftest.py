"""What several test files share: the facts, a server, a browser and a watched page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

import geo.world
from tests.browser import DESK, PAINT_MS, Watch, launch, watched
from tests.chromium import find_chromium
from tests.places import APP, DATA
from tests.server import Server, serving

# No test fails for being slow on a busy machine: speed is measured by `make bench`, and a wait is for a condition.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
expect.set_options(timeout=PAINT_MS)


@pytest.fixture(scope="session")
def world() -> geo.world.World:
    """The facts of `data/`."""
    return geo.world.load_world(DATA)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app, served to this machine alone."""
    with serving(APP) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the tests fail and say how to get it, for a skipped test is no passed test."""
    find_chromium()
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, server: Server) -> Iterator[tuple[Page, Watch]]:
    """A fresh page that can reach the server alone, with the watch kept over it."""
    context = browser.new_context(viewport=DESK)
    with watched(context, origin=server.url) as page_and_watch:
        yield page_and_watch
    context.close()


@pytest.fixture
def page(visit: tuple[Page, Watch]) -> Page:
    """A fresh page that can reach the server alone."""
    return visit[0]


@pytest.fixture
def watch(visit: tuple[Page, Watch]) -> Watch:
    """What the page of this test tried to reach elsewhere, and the errors in it."""
    return visit[1]
