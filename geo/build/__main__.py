"""`python -m geo.build basemap` draws base map, areas and labels, `... airspace` prepares ways by air, `... readme`."""

from __future__ import annotations

import argparse
from pathlib import Path

from geo.build.airspace import make_airspace
from geo.build.make import make_basemap
from geo.build.readme import make_readme

_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Make what is asked for, in `data/`."""
    parser = argparse.ArgumentParser(prog="python -m geo.build", description=__doc__)
    parser.add_argument("what", choices=["basemap", "airspace", "readme"])
    parser.add_argument("--cache", type=Path, default=_ROOT / ".cache" / "outlines", help="where the packages are kept")
    asked = parser.parse_args()
    if asked.what == "basemap":
        make_basemap(_ROOT / "data", cache=asked.cache)
    elif asked.what == "airspace":
        make_airspace(_ROOT / "data")
    else:
        make_readme(_ROOT / "data")


if __name__ == "__main__":
    main()
