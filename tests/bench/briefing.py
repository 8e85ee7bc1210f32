"""How quick the next step of a briefing is on screen."""

from __future__ import annotations

from collections.abc import Iterator

import psutil

from tests.bench.drawing import drawn_ms, probe, wait_settled
from tests.bench.figures import Figure
from tests.bench.pages import chromium
from tests.browser import DESK, wait_painted
from tests.places import APP
from tests.server import serving

BRIEFINGS = ("khmeimim-and-tartus", "two-years-on")
NEXT_MS = 250
STEPS = 12
"""How many steps are timed, behind one that is not; each briefing has as many, and none is shown twice."""


QUIET_S = 1.0
BUSY = 0.1
"""Which part of a second a process that is idle may compute for."""


def wait_idle(pid: int) -> None:
    """Wait until a process has nothing left to do: a speaker talks, and the server works ahead meanwhile."""
    process = psutil.Process(pid)
    process.cpu_percent()
    while process.cpu_percent(QUIET_S) > 100 * BUSY:
        pass


def briefing_figures() -> Iterator[Figure]:
    """Measure from the key to the last thing drawn, each step for the first time; the camera jumps, as it does where
    the reader prefers less motion, for a flight has no end that says anything of speed.
    """
    with chromium() as browser, serving(APP) as server:
        for name in BRIEFINGS:
            context = browser.new_context(viewport=DESK, reduced_motion="reduce")
            probe(context)
            page = context.new_page()
            page.goto(f"{server.url}/?view=brief&briefing={name}")
            wait_painted(page)
            wait_settled(page, changed=True)
            wait_idle(server.pid)
            taken = drawn_ms(page, lambda page=page: page.keyboard.press("PageDown"), start="keydown", runs=STEPS)
            yield Figure(what=f"next step of {name}, key to drawn", value=taken, unit="ms", target=NEXT_MS)
            context.close()
