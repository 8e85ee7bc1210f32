"""Print how quick and how light the explorer is, beside its targets: `python -m tests.bench [engine] [pages]`."""

from __future__ import annotations

import sys

from tests.bench.figures import print_table


def engine() -> None:
    """Print the figures of the engine."""
    from tests.bench.engine import engine_figures

    print_table("Engine", engine_figures())


def pages() -> None:
    """Print the figures of the page in a real browser."""
    from tests.bench.pages import page_figures

    print_table("Page, in Chromium at 1400 x 850", page_figures())


SECTIONS = {"engine": engine, "pages": pages}

if __name__ == "__main__":
    for name in sys.argv[1:] or SECTIONS:
        SECTIONS[name]()
