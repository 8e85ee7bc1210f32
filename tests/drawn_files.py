"""The smallest data directory that holds every list: two countries, a base in each, one operation.

10 +-----------+-----------+
   |    RUS    |  op  BBB  |       gate --air--> hub --air--> op
 5 |   gate----|--> hub    |       bbb-government lets Russia use hub, and may end that
   |           |           |
 0 +-----------+-----------+
   0           10          20
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

Files = dict[str, Any]
"""What each file holds, by its name within the data directory: a JSON value, text or bytes."""

SCENARIO = """\
order = 10
title = "Hub lost"
summary = "Russia loses the hub."
why = "Everything passes through it."
sources = ["first-source"]
date = "2024-11-26"
tokens = ["fac:hub", "host:bbb-government", "fn:hub:refuel"]
"""

BRIEFING = """\
+++
order = 10
title = "All about the hub"
author = "The school"
date = "2024-11-26"
data = "2026.1"
summary = "What the hub is for."
+++
## The hub feeds one operation
`?date=2024-11-26&sel=hub`
Everything passes through it.
Sources: first-source
"""

EXERCISES = """\
[[exercise]]
id = "what-of-op"
title = "The hub is lost"
question = "What becomes of the operation?"
date = "2024-11-26"
scenarios = ["hub-lost"]
lost = ["fac:gate"]
asked = ["op"]
"""

GLOSSARY = """\
[[term]]
id = "hub-word"
term = "hub"
group = "Places"
meaning = "A place that support passes through."
see = ["gateway-word"]

[[term]]
id = "gateway-word"
term = "gateway"
group = "Places"
meaning = "A place where support starts."
forms = ["gateways"]
"""

_LASTS = {"start": "2020", "end": None}
_TOLD = {"note": "As reported.", "sources": ["first-source"]}


def _source(source_id: str) -> dict[str, Any]:
    """Return a source."""
    return {
        "id": source_id,
        "publisher": "The Paper",
        "title": f"All about {source_id}",
        "date": "2024",
        "url": f"https://paper.example/{source_id}",
        "supports": "everything here",
        "reliability": "B",
    }


def _feature(place: tuple[float, float] | None, properties: Mapping[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON feature, at a point if there is a place."""
    rest = dict(properties)
    geometry = {"type": "Point", "coordinates": list(place)} if place else None
    return {"type": "Feature", "id": rest.pop("id"), "geometry": geometry, "properties": rest}


def _collection(*features: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON feature collection."""
    return {"type": "FeatureCollection", "features": list(features)}


def _facility(facility_id: str, country: str, place: tuple[float, float], **others: Any) -> dict[str, Any]:
    """Return a facility that has been active since 2020."""
    properties = {
        "id": facility_id,
        "name": facility_id.title(),
        "alt_names": [],
        "country": country,
        "coord_source": "drawn",
        "kind": "air_base",
        "operator": "Russian Aerospace Forces",
        "functions": ["airlift", "refuel"],
        "status": [{**_LASTS, "state": "active", "credibility": 2, **_TOLD}],
    }
    return _feature(place, properties | others)


def _link(origin: str, target: str) -> dict[str, Any]:
    """Return a link by air that has been there since 2020."""
    ends = {"id": f"{origin}--{target}--air--2020", "origin": origin, "target": target, "mode": "air"}
    return ends | {"functions": ["airlift"], **_LASTS, "evidence": "reported", "credibility": 2, **_TOLD}


_NEED = {"function": "airlift", "mode": "air", "weight": "essential", **_TOLD}
_LEAVE = {"function": "garrison", "mode": "host_consent", "weight": "essential", "consent_of": ["bbb-government"]}

_OPERATION = {
    "id": "op",
    "name": "The operation",
    "country": ["BBB"],
    "region": "south",
    "kind": "expeditionary",
    "actor": "Africa Corps",
    **_LASTS,
    "stages": [{"start": "2020", "stage": "agreed"}, {"start": "2021", "stage": "running"}],
    "personnel": [{"date": "2022", "low": 100, "high": None, "source": "first-source"}],
    "needs": [
        _NEED,
        _NEED | {"function": "refuel", "weight": "important", "any_of": "fuel"},
        _NEED | {"function": "repair", "weight": "important", "any_of": "fuel"},
        _LEAVE | _TOLD,
    ],
    "host_consent": "The government of BBB.",
    "consent_of": ["bbb-government"],
    **_TOLD,
}

_PART = {
    "id": "south-coast",
    "country": "BBB",
    "part": "the coast",
    "why": "only that is used",
    **_LASTS,
    "schematic": [[10, 0], [20, 0], [20, 1], [10, 1], [10, 0]],
    "schematic_source": "editor's sketch",
}

_INFLUENCE = {
    "kind": "garrison",
    "countries": ["BBB"],
    **_LASTS,
    **_TOLD,
    "part": "the coast",
    "part_ids": ["south-coast"],
    "area": "coast",
}

_ASSET = {"id": "freighter", "name": "Freighter", "mode": "air", "max_payload_t": 50, **_TOLD}

_BASEMAP = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [[[10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10], [10, 0]], [[10, 0], [10, 0], [0, 10], [-10, 0]]],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"iso": "RUS", "name": "Russia"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"iso": "BBB", "name": "Beland"}},
            ],
        }
    },
}

_GOOD: Files = {
    "meta.json": {"data_version": "2026.1", "data_cutoff": "2026-09-01", "compiled": "2026-11-22", "note": "Drawn."},
    "sources.json": [_source("first-source"), _source("second-source")],
    "authorities.json": [
        {"id": "bbb-government", "name": "BBB", "country": "BBB", "kind": "government", "note": "Since 2020."}
    ],
    "facilities.geojson": _collection(
        _facility("gate", "RUS", (5, 5), role="gateway", region="north"),
        _facility("hub", "BBB", (15, 5), role="hub", region="south", consent_of=["bbb-government"]),
    ),
    "operations.geojson": _collection(_feature((16, 8), _OPERATION)),
    "regions.geojson": _collection(
        _feature(None, {"id": "north", "name": "North", "countries": ["RUS"], "note": "Home.", "influence": []}),
        _feature(
            None,
            {"id": "south", "name": "South", "countries": ["BBB"], "note": "Away."}
            | {"influence": [_INFLUENCE], "parts": [_PART]},
        ),
    ),
    "areas.geojson": _collection(_feature(None, {"id": "coast", "region": "south", "sketch": True})),
    "de_facto.geojson": _collection(
        _feature(
            None,
            {"id": "held-coast", "name": "The coast", "country": "BBB", "held_by": "bbb-government", **_LASTS, **_TOLD}
            | {"part_ids": ["south-coast"]},
        )
    ),
    "links.json": [_link("gate", "hub"), _link("hub", "op")],
    "events.json": [
        {"id": "2024-12-08-hub-falls", "date": "2024-12-08", "title": "Hub falls", "regions": ["south"]}
        | {"affects": ["hub"], **_TOLD}
    ],
    "constraints.json": [
        {"id": "bbb-refusal", "kind": "host_refusal", "country": "BBB", "against": "Russian use of the hub"}
        | {"start": "2025", "end": None, "extent": "all", "authority": "bbb-government", "affects": ["hub"]}
        | {"ends_consent": True, **_TOLD}
    ],
    "claims.json": [
        {"id": "claim-hub", "claim": "The hub is everything.", "article_says_about": ["hub"], **_TOLD}
        | {"assessment": "supported", "what_was_reported": "It is."}
    ],
    "gaps.json": [{"operation": "op", "need": "airlift/air", "start": "2023", "end": "2023", "why": "Not reported."}],
    "assets.json": [_ASSET, {"id": "freighter-1", "name": "Freighter 1", "mode": "air", "type": "freighter", **_TOLD}],
    "passages.json": [
        {"id": "strait", "name": "The strait", "lat": 5, "lon": 10, "line": [[10, 4], [10, 6]], **_TOLD}
        | {"coord_source": "drawn", "status": "open", "searoute_label": []}
    ],
    "overflight_status.json": [{"country": "BBB", "status": "open", **_LASTS, **_TOLD}],
    "air_routes.json": [
        {"id": "route", "origin": "gate", "target": "hub", "km": 1110, "overflies": ["BBB"], **_TOLD}
        | {"waypoints": [{"name": "Gate", "lat": 5, "lon": 5, "at": "gate"}, {"name": "Bend", "lat": 6, "lon": 9}]}
        | {"payload_no_stop": {"freighter": 47.5}, "payload_note": "from the curve"}
    ],
    "legs.json": [{"origin": "gate", "target": "strip", "great_circle_km": 1110}],
    "leg_points.json": [
        {"id": "strip", "name": "The strip", "facility": "hub", "lat": 5, "lon": 15, "coord_source": "drawn"}
    ],
    "sea_legs.json": [
        {"origin": "gate", "target": "hub", "km": None, "nmi": None, "passages": [], "restricted": ["strait"]}
        | {"tool": "router 1.0"}
    ],
    "published_findings.json": [
        {"id": "finding", "statement": "It is so.", "numbers": {"tonnes": [1, 2]}, "how_to_test": "Look."}
        | {"sources": ["second-source"]}
    ],
    "method_notes.json": [{"id": "note", "topic": "Lines", "text": "Drawn by hand.", "sources": []}],
    "basemap.topojson": _BASEMAP,
    "scenarios/hub-lost.toml": SCENARIO,
    "briefings/all-about-the-hub.md": BRIEFING,
    "exercises/south.toml": EXERCISES,
    "glossary.toml": GLOSSARY,
}


def good_files() -> Files:
    """Return the files, to be changed at will."""
    return deepcopy(_GOOD)


def write(files: Files, data_dir: Path) -> Path:
    """Write files into a data directory and return it."""
    for folder in ("scenarios", "briefings", "exercises"):
        (data_dir / folder).mkdir()
    for name, value in files.items():
        content = value if isinstance(value, bytes) else value.encode() if isinstance(value, str) else None
        (data_dir / name).write_bytes(json.dumps(value).encode() if content is None else content)
    return data_dir


def row(files: Files, name: str, record_id: str) -> dict[str, Any]:
    """Return the fields of a record, to be changed at will: the row of a list, the properties of a feature."""
    value = files[f"{name}.json"] if f"{name}.json" in files else files[f"{name}.geojson"]["features"]
    found = next(item for item in value if item.get("id") == record_id)
    return found.get("properties", found)
