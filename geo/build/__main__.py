"""`python -m geo.build basemap` draws base map, areas and labels; `python -m geo.build readme` describes the files."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.build.make import make_basemap
from geo.build.readme import make_readme

_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Make what is asked for, in `data/`."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("what", choices=["basemap", "readme"])
    parser.add_argument("--cache", type=Path, default=_ROOT / ".cache" / "outlines", help="where the packages are kept")
    asked = parser.parse_args()
    if asked.what == "basemap":
        make_basemap(_ROOT / "data", cache=asked.cache)
    else:
        make_readme(_ROOT / "data")


if __name__ == "__main__":
    main()
