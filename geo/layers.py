"""GeoJSON features and JSON rows <-> records and GeoDataFrames; every fault of a file at once."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from geo.dates import PartialDate
from geo.errors import Fault
from geo.fields import fields_of, reader
from geo.lift_records import JsonText, PayloadByAsset
from geo.values import Flaw, Refusal, shown

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

R = TypeVar("R", bound=Hashable)

CRS = "EPSG:4326"
"""What every coordinate is measured in: degrees, WGS 84."""

_FEATURE_MEMBERS = frozenset({"type", "id", "geometry", "properties", "bbox"})


@dataclass(frozen=True, kw_only=True)
class Parsed(Generic[R]):
    """What a file holds: the records that could be read, and what is wrong with the others."""

    records: tuple[R, ...] = ()
    faults: tuple[Fault, ...] = ()
    broken_ids: frozenset[str] = frozenset()
    """Ids of records that are there but could not be read."""
    readable: bool = True
    """False if the file as a whole is no list of records."""


def parse_record(kind: type[R], row: object, *, file: str, name: str = "") -> Parsed[R]:
    """Read one record from an object.

    Parameters
    ----------
    kind
        What record it is.
    row
        The object as it stands in the file.
    file, name
        What to call the file and the record in a fault.
    """
    return _parsed(kind, row, (), file=file, name=name)


def parse_rows(kind: type[R], rows: object, *, file: str) -> Parsed[R]:
    """Read a JSON list of objects, all of one kind."""
    if not isinstance(rows, list):
        return _unreadable(file, f"holds {shown(rows)}, not a list", f"Write a list of {kind.__name__} objects")
    return _joined(_parsed(kind, row, (), file=file, name=_name(row, number)) for number, row in enumerate(rows, 1))


def parse_features(kind: type[R], collection: object, *, file: str) -> Parsed[R]:
    """Read a GeoJSON feature collection, all of one kind.

    The feature id is the id of the record. A kind with `lat` and `lon` wants points, whose coordinates they are; of
    other kinds the geometry is not looked into.
    """
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(collection, dict) or not isinstance(features, list):
        return _unreadable(
            file, "is not a feature collection", 'Write {"type": "FeatureCollection", "features": [...]}'
        )
    pointed = {"lat", "lon"} <= {field.name for field in fields_of(kind)}
    return _joined(
        _parsed(kind, *_unfolded(feature, pointed=pointed), file=file, name=_name(feature, number))
        for number, feature in enumerate(features, 1)
    )


def to_row(record: Any) -> dict[str, object]:  # noqa: ANN401 - any record of the model
    """Return a record as a JSON object; fields that hold their default are left out."""
    defaults = {field.name: field.default for field in dataclasses.fields(record)}
    held = ((field, getattr(record, field.name)) for field in fields_of(record.__class__))
    return {field.name: _written(value, field.hint) for field, value in held if value != defaults[field.name]}


def to_feature(record: Any, *, geometry: Mapping[str, object] | None = None) -> dict[str, object]:  # noqa: ANN401
    """Return a record as a GeoJSON feature.

    Parameters
    ----------
    record
        A record of the model.
    geometry
        Its GeoJSON geometry; left out: the point at its `lat` and `lon`, if it has them.
    """
    properties = to_row(record)
    feature_id = properties.pop("id", None)
    if "lat" in properties and "lon" in properties:
        point = {"type": "Point", "coordinates": [properties.pop("lon"), properties.pop("lat")]}
        geometry = geometry or point
    return {"type": "Feature", "id": feature_id, "geometry": geometry, "properties": properties}


def to_geodataframe(records: Iterable[Any]) -> GeoDataFrame:
    """Return records that have a place as points in a table; what is not a plain value becomes JSON text."""
    # Importing geopandas takes most of a second and of the memory of a page, and only downloads want it.
    import geopandas as gpd

    rows = [to_row(record) for record in records]
    table = {
        name: [_cell(row.get(name)) for row in rows] for name in dict.fromkeys(name for row in rows for name in row)
    }
    points = gpd.points_from_xy(table.pop("lon", []), table.pop("lat", []))
    return gpd.GeoDataFrame(table, geometry=points, crs=CRS)


def _cell(value: object) -> object:
    """Return a value as a table holds it."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _written(value: object, hint: object) -> object:
    """Return a field's value as JSON holds it; two types look like plain text and tuples, so their hint tells them."""
    if hint is JsonText:
        return json.loads(str(value))
    return dict(value) if hint is PayloadByAsset and isinstance(value, tuple) else _plain(value)


def _plain(value: object) -> object:
    """Return a value of a record as JSON holds it."""
    if isinstance(value, PartialDate):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return to_row(value) if dataclasses.is_dataclass(value) else value


def _parsed(kind: type[R], row: object, frame_flaws: Iterable[Flaw], *, file: str, name: str) -> Parsed[R]:
    """Return one record, or the faults that stand for it: those of its frame and its own."""
    flaws = list(frame_flaws)
    try:
        record = reader(kind)(row)
    except Refusal as refusal:
        flaws += _not_told(refusal.flaws, flaws)
    if not flaws:
        return Parsed(records=(record,))
    faults = [
        Fault(file=file, record=name, field=flaw.field, problem=flaw.problem, remedy=flaw.remedy) for flaw in flaws
    ]
    return Parsed(faults=tuple(faults), broken_ids=frozenset(_ids_in(row)))


def _ids_in(row: object) -> Iterator[str]:
    """Yield the ids that a row defines: its own and those of the rows within it."""
    if isinstance(row, dict):
        within = (item for value in row.values() if isinstance(value, list) for item in value)
        rows = (row, *(item for item in within if isinstance(item, dict)))
        yield from (item["id"] for item in rows if isinstance(item.get("id"), str))


def _not_told(flaws: Iterable[Flaw], frame_flaws: Iterable[Flaw]) -> list[Flaw]:
    """Return the flaws that do not follow from those of the frame: what that could not give is not missing."""
    given_by = {"properties": {"", "geometry"}, "geometry": {"lat", "lon"}}
    told = {name for flaw in frame_flaws for name in given_by.get(flaw.field, ())}
    return [flaw for flaw in flaws if flaw.field not in told]


def _joined(parts: Iterable[Parsed[R]]) -> Parsed[R]:
    """Return what several parts of a file hold together."""
    kept = list(parts)
    return Parsed(
        records=tuple(record for part in kept for record in part.records),
        faults=tuple(fault for part in kept for fault in part.faults),
        broken_ids=frozenset().union(*(part.broken_ids for part in kept if part.broken_ids)),
    )


def _unreadable(file: str, problem: str, remedy: str) -> Parsed[Any]:
    """Return the one fault of a file that is no list of records."""
    return Parsed(faults=(Fault(file=file, record="", field="", problem=problem, remedy=remedy),), readable=False)


def _name(row: object, number: int) -> str:
    """Return what to call a record in a fault: its id, or its place in the file, counted from 1."""
    row_id = row.get("id") if isinstance(row, dict) else None
    return row_id[:160] if isinstance(row_id, str) and row_id else f"row {number}"


def _unfolded(feature: object, *, pointed: bool) -> tuple[object, list[Flaw]]:
    """Return a feature as a row, None if it is no feature, and what is wrong with its frame."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return None, [Flaw("properties", "is not an object", "Write a feature with type, id, geometry and properties")]
    row = {**feature["properties"], **({"id": feature["id"]} if "id" in feature else {})}
    flaws = [
        Flaw(name[:60], "is not a member of a feature", "Move it into properties")
        for name in feature.keys() - _FEATURE_MEMBERS
    ]
    if feature["properties"].get("id", row.get("id")) != row.get("id"):
        flaws.append(
            Flaw(
                "id", f"is another in the properties than {shown(row['id'])}", "Write the same id in both, or only one"
            )
        )
    if pointed:
        flaws += _unfold_point(feature, row)
    return row, flaws


def _unfold_point(feature: Mapping[str, Any], row: dict[str, object]) -> Iterator[Flaw]:
    """Move the coordinates of a feature into its row; yield what is wrong with them."""
    for name in ("lat", "lon"):
        if name in row:
            yield Flaw(name, "stands in the properties", "Leave it to the geometry")
    geometry = feature.get("geometry")
    place = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if isinstance(place, list) and len(place) == 2:
        row["lon"], row["lat"] = place
    else:
        yield Flaw("geometry", "is not a point", 'Write {"type": "Point", "coordinates": [longitude, latitude]}')
