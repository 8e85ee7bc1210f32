"""How quick a range area is drawn, over the ranges of an Il-76 from half a load to a full one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from geo.airspace import load_airspace
from geo.closures import closed_sky
from geo.reach import reach
from geo.world import load_world
from tests.bench.figures import Figure, median_ms
from tests.places import DATA

DAY = date(2024, 11, 26)
ORIGINS = ("chkalovsky", "khmeimim", "al-khadim")
RANGES_KM = (3300.0, 4300.0, 5800.0)


def reach_figures() -> Iterator[Figure]:
    """Measure range areas on the facts, under what is closed on a day: the middle one and the slowest."""
    airspace, closed = load_airspace(DATA / "airspace.npz"), closed_sky(load_world(DATA), DAY).everywhere
    times = sorted(
        median_ms(lambda o=origin, km=range_km: reach(airspace, o, closed=closed, range_km=km), runs=5)
        for origin in ORIGINS
        for range_km in RANGES_KM
    )
    yield Figure(what="a range area, the middle of nine", value=times[len(times) // 2], unit="ms", target=150)
    yield Figure(what="a range area, the slowest of nine", value=times[-1], unit="ms", target=150)
