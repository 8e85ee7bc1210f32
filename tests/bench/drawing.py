"""From a click to the last thing drawn, as the reader's eye has it.

A probe (`probe.js`) in the page and in each of its frames notes when the pointer went down, and when the browser had
drawn the last change of the document or of a canvas. The time between is taken once nothing has changed for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from pathlib import Path
from statistics import median

from playwright.sync_api import BrowserContext, Page, TimeoutError

from tests.bench.figures import RUNS

QUIET_MS = 500
WAIT_MS = 20_000

PROBE = Path(__file__).with_name("probe.js")

PROBES = """const probes = [window, ...Array.from({ length: frames.length }, (_, i) => frames[i])]
  .map((frame) => frame.__probe).filter(Boolean);
  const drawn = Math.max(...probes.map((probe) => probe.drawn));"""

FORGET = f"() => {{ {PROBES} probes.forEach((probe) => Object.assign(probe, {{ drawn: 0, pointerdown: 0 }})); }}"

SETTLED = f"""([quiet, changed]) => {{
  {PROBES}
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = performance.timeOrigin + performance.now() - drawn;
  return drawn >= changed && idle > quiet && app?.dataset.testScriptState === "notRunning";
}}"""

TAKEN = f"(start) => {{ {PROBES} return drawn - Math.max(...probes.map((probe) => probe[start] || 0)); }}"


def probe(context: BrowserContext) -> None:
    """Put the probe into every page and frame that the context will open."""
    context.add_init_script(path=PROBE)


def forget(page: Page) -> None:
    """Take what was drawn so far as not drawn."""
    page.evaluate(FORGET)


def wait_settled(page: Page, *, changed: bool = False) -> None:
    """Wait until the script has ended and nothing has been drawn for a while; `changed`: and something was before."""
    page.wait_for_function(SETTLED, arg=[QUIET_MS, int(changed)], polling=50, timeout=WAIT_MS)


def drawn_ms(page: Page, act: Callable[[], None], *, start: str = "pointerdown", runs: int = RUNS) -> float:
    """Return the median time from the pointer's event to the last thing drawn, in milliseconds; NaN if nothing was.

    Parameters
    ----------
    page
        The page, probed.
    act
        What the reader does; it has to change the page each time.
    start
        The event that starts the clock: `pointerdown`, or `pointerover` for what a hover shows.
    runs
        How many times; one more comes first and is not counted.
    """
    times = []
    for _ in range(runs + 1):
        wait_settled(page)
        forget(page)
        try:
            act()
            wait_settled(page, changed=True)
        except TimeoutError:
            return nan
        times.append(page.evaluate(TAKEN, start))
    return median(times[1:])


def first_drawn_ms(page: Page) -> float:
    """Return the time from the start of the page's own loading to the last thing drawn, in milliseconds."""
    wait_settled(page, changed=True)
    return float(page.evaluate(f"() => {{ {PROBES} return drawn - performance.timeOrigin; }}"))
