"""From a click to the last thing drawn, as the reader's eye has it.

A probe in the page and in each of its frames notes when the pointer went down, and when the browser had drawn the
last change of the document or of a canvas. The time between is taken once nothing has changed for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from statistics import median

from playwright.sync_api import BrowserContext, Page, TimeoutError

from tests.bench.figures import RUNS

QUIET_MS = 500
WAIT_MS = 20_000

PROBE = """(() => {
  const now = () => performance.timeOrigin + performance.now();
  const probe = (window.__probe = { down: 0, drawn: 0 });
  const after = new MessageChannel();
  let asked = false;
  after.port1.onmessage = () => { asked = false; probe.drawn = now(); };
  const changed = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => after.port2.postMessage(0));
  };
  const seen = (change) => !(change.attributeName || "").startsWith("data-");
  const watch = new MutationObserver((changes) => changes.some(seen) && changed());
  const all = { subtree: true, childList: true, attributes: true, characterData: true };
  watch.observe(document, all);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) {
    const root = attach.apply(this, given);
    watch.observe(root, all);
    return root;
  };
  for (const verb of ["clearRect", "drawImage", "fill", "stroke"]) {
    const draw = CanvasRenderingContext2D.prototype[verb];
    CanvasRenderingContext2D.prototype[verb] = function (...given) { changed(); return draw.apply(this, given); };
  }
  for (const start of ["pointerdown", "pointerover"])
    document.addEventListener(start, () => (probe[start] = now()), { capture: true });
})()"""

PROBES = """const probes = [window, ...Array.from({ length: frames.length }, (_, i) => frames[i])]
  .map((frame) => frame.__probe).filter(Boolean);
  const drawn = Math.max(...probes.map((probe) => probe.drawn));"""

FORGET = f"() => {{ {PROBES} probes.forEach((probe) => Object.assign(probe, {{ drawn: 0, pointerdown: 0 }})); }}"

SETTLED = f"""(quiet) => {{
  {PROBES}
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = performance.timeOrigin + performance.now() - drawn;
  return drawn > 0 && idle > quiet && app?.dataset.testScriptState === "notRunning";
}}"""

TAKEN = f"(start) => {{ {PROBES} return drawn - Math.max(...probes.map((probe) => probe[start] || 0)); }}"


def probe(context: BrowserContext) -> None:
    """Put the probe into every page and frame that the context will open."""
    context.add_init_script(PROBE)


def wait_settled(page: Page) -> None:
    """Wait until nothing has been drawn for a while and the script has ended."""
    page.wait_for_function(SETTLED, arg=QUIET_MS, polling=50, timeout=WAIT_MS)


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
        page.evaluate(FORGET)
        try:
            act()
            wait_settled(page)
        except TimeoutError:
            return nan
        times.append(page.evaluate(TAKEN, start))
    return median(times[1:])


def first_drawn_ms(page: Page) -> float:
    """Return the time from the start of the page's own loading to the last thing drawn, in milliseconds."""
    wait_settled(page)
    return float(page.evaluate(f"() => {{ {PROBES} return drawn - performance.timeOrigin; }}"))
