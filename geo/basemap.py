"""The outlines of countries as the base map has them: TopoJSON -> polygons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.values import refuse

Points = NDArray[np.float64]

Outlines = Mapping[str, shapely.Geometry]
"""The outline of each country by its alpha-3 code."""


def country_outlines(topology: Any) -> Outlines:  # noqa: ANN401 - a JSON value
    """Return the outline of each country by its alpha-3 code; pieces of one code are one outline.

    Parameters
    ----------
    topology
        TopoJSON with an object `countries`, whose members have a property `iso`. See the TopoJSON 1.0 specification,
        sections 2.1.2 (transforms), 2.1.3 (arcs) and 2.1.4 (arc indexes).

    Raises
    ------
    Refusal
        If it is no such thing.
    """
    try:
        arcs = decoded_arcs(topology)
        pieces: dict[str, list[shapely.Polygon]] = {}
        for member in topology["objects"]["countries"]["geometries"]:
            polygons = {"Polygon": [member.get("arcs")], "MultiPolygon": member.get("arcs")}.get(member["type"], [])
            pieces.setdefault(member["properties"]["iso"], []).extend(_polygon(arcs, rings) for rings in polygons)
        return {iso: shapely.MultiPolygon(polygons) for iso, polygons in pieces.items()}
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, shapely.errors.ShapelyError):
        refuse("is no TopoJSON with an object `countries`", "Make it again: make basemap")


def decoded_arcs(topology: Mapping[str, Any]) -> list[Points]:
    """Return the arcs in degrees; a quantized topology holds each point as its step from the one before."""
    transform = topology.get("transform")
    if transform is None:
        return [np.asarray(arc, dtype=float) for arc in topology["arcs"]]
    scale, shift = np.asarray(transform["scale"], dtype=float), np.asarray(transform["translate"], dtype=float)
    # One running sum over all arcs, less what had come before each, is much quicker than one for each arc.
    arcs = topology["arcs"]
    bounds = list(accumulate(map(len, arcs), initial=0))
    steps = np.asarray([step for arc in arcs for step in arc], dtype=float)
    sums = np.vstack([np.zeros(2), np.cumsum(steps, axis=0)])
    return [(sums[a + 1 : b + 1] - sums[a]) * scale + shift for a, b in pairwise(bounds)]


def _polygon(arcs: Sequence[Points], rings: Sequence[Sequence[int]]) -> shapely.Polygon:
    """Return the polygon of an outer ring and its holes."""
    outer, *holes = (_ring(arcs, ring) for ring in rings)
    return shapely.Polygon(outer, holes)


def _ring(arcs: Sequence[Points], ring: Sequence[int]) -> Points:
    """Return a ring; `~i` is arc `i` backwards, and each arc begins where the last one ended."""
    steps = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring]
    return np.concatenate([steps[0], *(step[1:] for step in steps[1:])])
