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
QUICK = 3
"""How many steps are timed with no pause, behind one that is not, before the server has worked ahead."""
STEPS = 8
"""How many more are timed with it ready, behind one that is not: no step is shown twice."""


QUIET_S = 1.0
MOST_WAITS = 30
BUSY = 0.1
"""Which part of a second a process that is idle may compute for."""


def wait_idle(pid: int) -> None:
    """Wait until a process has nothing left to do: a speaker talks, and the server works ahead meanwhile."""
    process = psutil.Process(pid)
    for _ in range(MOST_WAITS):
        if process.cpu_percent(QUIET_S) <= 100 * BUSY:
            return


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
            at_once = drawn_ms(page, lambda page=page: page.keyboard.press("PageDown"), start="keydown", runs=QUICK)
            wait_idle(server.pid)
            taken = drawn_ms(page, lambda page=page: page.keyboard.press("PageDown"), start="keydown", runs=STEPS)
            yield Figure(what=f"one step after the other of {name}, at once", value=at_once, unit="ms")
            yield Figure(what=f"next step of {name}, key to drawn", value=taken, unit="ms", target=NEXT_MS)
            context.close()
