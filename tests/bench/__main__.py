"""Print how quick and how light the explorer is, beside its targets: `python -m tests.bench [engine] [lift] ...`."""

from __future__ import annotations

import sys

from tests.bench.figures import print_table


def engine() -> None:
    """Print the figures of the engine."""
    from tests.bench.engine import engine_figures

    print_table("Engine", engine_figures())


def lift() -> None:
    """Print the figures of the engine with loads and ways, and of what a place reaches."""
    from tests.bench.lift import lift_figures

    print_table("Lift", lift_figures())


def airspace() -> None:
    """Print the figures of the ways by air, beside two other ways to find them."""
    from tests.bench.airspace import airspace_figures

    print_table("Ways by air", airspace_figures())


def reach() -> None:
    """Print the figures of range areas."""
    from tests.bench.reach import reach_figures

    print_table("Range areas", reach_figures())


def sea() -> None:
    """Print the figures of the ways by sea, beside those of the package that the lanes come from."""
    from tests.bench.sea import sea_figures

    print_table("Ways by sea", sea_figures())


def contingency() -> None:
    """Print the figures of the search for cut sets, on large networks and on the facts, beside brute force."""
    from tests.bench.contingency import contingency_figures

    print_table("Contingency", contingency_figures())


def workers() -> None:
    """Print the figures of several processes beside one."""
    from tests.bench.workers import worker_figures

    print_table("Several processes", worker_figures())


def pages() -> None:
    """Print the figures of the page in a real browser."""
    from tests.bench.pages import page_figures

    print_table("Page, in Chromium at 1400 x 850", page_figures())


def briefing() -> None:
    """Print the figures of giving a briefing in a real browser."""
    from tests.bench.briefing import briefing_figures

    print_table("Briefing, in Chromium at 1400 x 850", briefing_figures())


SECTIONS = {
    "engine": engine,
    "lift": lift,
    "contingency": contingency,
    "workers": workers,
    "airspace": airspace,
    "reach": reach,
    "sea": sea,
    "pages": pages,
    "briefing": briefing,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or SECTIONS:
        SECTIONS[name]()
