"""Everything constant that the map draws, written once as a file for the map's frame to fetch."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from components import style
from geo.model import Facility, Link, Operation
from geo.naming import short_name, short_operation
from geo.network import FUNCTION_WORDS
from geo.notices import LINES_CAUTION
from geo.vocabulary import Role
from geo.world import World

_ROLE_RANK = {Role.GATEWAY: 3, Role.HUB: 4, Role.OUTPOST: 2}
_KM_PER_DEGREE = 111.2
_ESTIMATED = re.compile(r"to (0\.[1-9]) degree")


_LEGEND = {
    "line kept": "support kept",
    "line weakened": "weakened, or sent round",
    "line lost": "lost",
    "facility any": "facility",
    "facility reduced": "reduced or contested",
    "facility lost": "lost in the scenario",
    "facility cut": "no longer reached",
    "facility closed": "no longer in use",
    "facility planned": "planned",
    "facility sized": "bigger: its loss costs more",
    "operation kept": "sustained",
    "operation strained": "strained",
    "operation paper": "on paper only",
    "operation lost": "loses support",
    "operation unknown": "not documented",
    "operation planned": "planned or agreed",
    "area any": "influence, by status",
    "held any": "held by another authority",
    "sky day": "closed sky, that day",
    "sky some": "closed to some",
    "sky scenario": "closed in the scenario",
    "passage day": "closed strait",
    "passage scenario": "shut in the scenario",
    "way air": "computed, by air",
    "way sea": "computed, by sea",
    "way before": "the way before",
    "way beyond": "figures do not allow it",
    "way paper": "on paper only",
    "reach now": "within reach",
    "reach gone": "out of reach now",
    "event any": "event",
}
"""The words of the legend by what they stand beside: the sort of mark and its state."""


def uncertainty_km(facility: Facility) -> float:
    """Return how far off a position may be, where its source calls it an estimate to 0.1 degree or worse.

    Anything finer is smaller than a mark at every zoom of the map, and counts as 0.
    """
    estimated = _ESTIMATED.search(facility.coord_source)
    return round(float(estimated.group(1)) * _KM_PER_DEGREE, 1) if estimated else 0.0


def geometry(world: World, data_dir: Path) -> bytes:
    """Return the constant part of the map as JSON.

    Parameters
    ----------
    world
        The facts.
    data_dir
        Where the drawn shapes of the regions lie.
    """
    areas = _shapes(data_dir / "areas.geojson")
    content = {
        "facilities": [_facility(facility) for facility in world.facilities.values()],
        "operations": [_operation(operation) for operation in world.operations.values()],
        "links": [_link(link, world) for link in world.links.values()],
        "areas": areas,
        "area_region": dict(world.areas),
        "de_facto": _shapes(data_dir / "de_facto.geojson"),
        "labels": json.loads((data_dir / "labels.json").read_text(encoding="utf-8")),
        "glyphs": {**{kind.value: path for kind, path in style.KIND_GLYPH.items()}, **style.STATUS_GLYPH},
        "colours": {"light": dict(style.LIGHT), "dark": dict(style.DARK)},
        "words": _words(),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _shapes(path: Path) -> dict[str, Any]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": feature["id"],
                "properties": {"sketch": feature["properties"].get("sketch", False)},
                "geometry": feature["geometry"],
            }
            for feature in features
        ],
    }


def _facility(facility: Facility) -> dict[str, Any]:
    return {
        "id": facility.id,
        "name": facility.name,
        "short": short_name(facility),
        "detail": style.KIND_SINGULAR[facility.kind].capitalize(),
        "kind": facility.kind,
        "role": facility.role,
        "lat": facility.lat,
        "lon": facility.lon,
        "vague_km": uncertainty_km(facility),
    }


def _operation(operation: Operation) -> dict[str, Any]:
    return {
        "id": operation.id,
        "name": operation.name,
        "short": short_operation(operation),
        "lat": operation.lat,
        "lon": operation.lon,
    }


def _link(link: Link, world: World) -> dict[str, Any]:
    what = ", ".join(FUNCTION_WORDS[function] for function in link.functions)
    way = f"{_short(world, link.origin)} to {_short(world, link.target)}"
    label = f"{way}: {what or 'support'} {style.MODE_WORD[link.mode]}, {link.evidence}"
    return {"id": link.id, "origin": link.origin, "target": link.target, "label": label}


def _short(world: World, name: str) -> str:
    facility = world.facilities.get(name)
    return short_name(facility) if facility else short_operation(world.operations[name])


def _words() -> dict[str, Any]:
    return {
        "several": "Several marks lie here",
        "vague": "Position known to about {} km",
        "alone": "Its loss alone would cost:",
        "alone_nothing": "Its loss alone changes no operation in this data set.",
        "lost_mark": "(lost)",
        "state": {
            "lost": "Lost in this scenario",
            "cut": "No longer reached in this scenario",
            **{state.value: word.capitalize() for state, word in style.STATE_WORD.items() if state.value != "active"},
        },
        "status": {
            "kept": "sustained",
            "strained": "strained",
            "paper": "on paper only",
            "lost": "loses support",
            "unknown": "not documented",
            "planned": "planned, not counted",
            "agreed": "agreed, not counted",
        },
        "role_rank": {role.value: rank for role, rank in _ROLE_RANK.items()},
        "legend_title": "Legend",
        "legend_caution": LINES_CAUTION,
        "legend": _LEGEND,
    }


def search_index(world: World) -> bytes:
    """Return everything that can be searched for as JSON: id, name, what it is, other names."""
    regions = {name: row.name for name, row in world.regions.items()}
    rows = [
        {
            "id": row.id,
            "name": row.name,
            "what": f"{style.KIND_SINGULAR[row.kind]}, {regions[row.region]}",
            "also": row.alt_names,
        }
        for row in world.facilities.values()
    ]
    rows += [
        {"id": row.id, "name": row.name, "what": f"operation, {regions[row.region]}", "also": ()}
        for row in world.operations.values()
    ]
    rows += [{"id": name, "name": words, "what": "region", "also": ()} for name, words in regions.items()]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
