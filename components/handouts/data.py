"""What is shown as data that other programs open, with what it rests on, and how to cite it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from components import cache
from components.handouts.looks import Looks
from components.handouts.request import Request, go_on, outcome, title
from components.shapes import geometry
from geo.cut_sets import Budget
from geo.export import to_csv, to_geojson, to_geopackage
from geo.exported import Exported, sheets_of
from geo.kml import to_kmz
from geo.sheets import Shape, Sheet
from geo.world import World

TOLD: Final = 0.6
"""The share of the work that the sentences on the operations are."""


def make_csv(request: Request, budget: Budget) -> bytes:
    """Return what is shown as comma-separated values, a file for each sheet, in a zip.

    Parameters
    ----------
    request
        What is handed out.
    budget
        Who is told how far it is, and who may cancel.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    """
    return _made(request, budget, to_csv)


def make_geojson(request: Request, budget: Budget) -> bytes:
    """Return what is shown as GeoJSON in a zip; see `make_csv`."""
    return _made(request, budget, to_geojson)


def make_geopackage(request: Request, budget: Budget) -> bytes:
    """Return what is shown as a GeoPackage in a zip; see `make_csv`."""
    return _made(request, budget, to_geopackage)


def make_kmz(request: Request, budget: Budget) -> bytes:
    """Return what is shown as KMZ, which Google Earth opens; see `make_csv`."""
    return _made(request, budget, partial(to_kmz, look_of=Looks(request.scene).of))


def _made(request: Request, budget: Budget, write: Callable[[Exported, Sequence[Sheet]], bytes]) -> bytes:
    """Return what is shown as one writer writes it."""
    go_on(budget, 0.0)
    exported = _exported(request)
    sheets = sheets_of(exported, progress=lambda done: go_on(budget, TOLD * done))
    go_on(budget, TOLD)
    content = write(exported, sheets)
    go_on(budget, 1.0)
    return content


def _exported(request: Request) -> Exported:
    """Return what is taken along."""
    scene = request.scene
    return Exported(
        world=scene.world,
        net=scene.net,
        impact=scene.impact,
        title=title(scene),
        headline=outcome(scene),
        link=request.link,
        made=request.made,
        shapes=_shapes(scene.world),
    )


def _shapes(world: World) -> dict[str, Shape]:
    """Return the drawn areas, as the map has them, by id."""
    drawn = json.loads(geometry(world, cache.DATA_DIR))
    rows = (*drawn["areas"]["features"], *drawn["de_facto"]["features"])
    return {row["id"]: row["geometry"] for row in rows}
