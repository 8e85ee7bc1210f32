"""Writes topologies as TopoJSON: whole numbers on a grid, each corner as its step from the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from geo.build.topology import Grid, Ring, Topology

Properties = Mapping[str, Mapping[str, object]]
"""What is said of each member of a topology."""


def to_topojson(objects: Mapping[str, tuple[Topology, Properties]], *, grid: Grid) -> dict[str, object]:
    """Return topologies as one TopoJSON document, each an object with the properties of its members."""
    arcs: list[list[list[int]]] = []
    written: dict[str, object] = {}
    for name, (topology, properties) in objects.items():
        geometries = [
            {"type": "MultiPolygon", "arcs": _shifted(topology.members[key], len(arcs)), "properties": row}
            for key, row in properties.items()
        ]
        written[name] = {"type": "GeometryCollection", "geometries": geometries}
        arcs.extend(_deltas(grid.indices(arc)) for arc in topology.arcs)
    transform = {"scale": [grid.step, grid.step], "translate": [grid.west, grid.south]}
    return {"type": "Topology", "transform": transform, "objects": written, "arcs": arcs}


def _shifted(polygons: tuple[tuple[Ring, ...], ...], by: int) -> list[list[list[int]]]:
    return [[[arc + by if arc >= 0 else arc - by for arc in ring] for ring in rings] for rings in polygons]


def _deltas(indices: Sequence[tuple[int, int]]) -> list[list[int]]:
    steps = np.diff(np.asarray(indices), axis=0, prepend=0)
    return [[int(x), int(y)] for x, y in steps]
