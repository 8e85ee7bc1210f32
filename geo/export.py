"""Files of data that other programs open: comma-separated values, GeoJSON and GeoPackage, each with its description."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.datapackage import Resource, packed
from geo.exported import Exported
from geo.files import content_of
from geo.layers import CRS
from geo.sheets import Cell, Shape, Sheet, sheet_csv

if TYPE_CHECKING:
    from pandas import DataFrame

CSV = "text/csv"
GEOJSON = "application/geo+json"
GEOPACKAGE = "application/geopackage+sqlite3"
GEOPACKAGE_FILE = "foothold.gpkg"


def to_csv(exported: Exported, sheets: Sequence[Sheet]) -> bytes:
    """Return a zip with a file of comma-separated values for each sheet.

    Parameters
    ----------
    exported
        What is taken along.
    sheets
        Its sheets.
    """
    files = {_csv_name(sheet): sheet_csv(sheet) for sheet in sheets}
    return packed(exported, files, [_as_csv(sheet) for sheet in sheets])


def to_geojson(exported: Exported, sheets: Sequence[Sheet]) -> bytes:
    """Return a zip with a GeoJSON file for each sheet that has shapes, and comma-separated values for the others.

    Parameters
    ----------
    exported
        What is taken along.
    sheets
        Its sheets.

    Sources
    -------
    RFC 7946: degrees on WGS 84, longitude first.
    """
    drawn = [sheet for sheet in sheets if sheet.shapes is not None]
    others = [sheet for sheet in sheets if sheet.shapes is None]
    files = {f"{sheet.name}.geojson": _feature_collection(sheet) for sheet in drawn}
    files |= {_csv_name(sheet): sheet_csv(sheet) for sheet in others}
    resources = [
        Resource(sheet=sheet, path=f"{sheet.name}.geojson", format="geojson", mediatype=GEOJSON) for sheet in drawn
    ]
    return packed(exported, files, [*resources, *map(_as_csv, others)])


def to_geopackage(exported: Exported, sheets: Sequence[Sheet]) -> bytes:
    """Return a zip with a GeoPackage: a layer for each sheet that has shapes, a table for each that has none.

    Parameters
    ----------
    exported
        What is taken along.
    sheets
        Its sheets.
    """
    resources = [
        Resource(sheet=sheet, path=GEOPACKAGE_FILE, format="gpkg", mediatype=GEOPACKAGE, layer=sheet.name)
        for sheet in sheets
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / GEOPACKAGE_FILE
        for number, sheet in enumerate(sheets):
            _write_layer(path, sheet, made=exported.made, append=number > 0)
        return packed(exported, {GEOPACKAGE_FILE: content_of(path)}, resources)


def _csv_name(sheet: Sheet) -> str:
    return f"{sheet.name}.csv"


def _as_csv(sheet: Sheet) -> Resource:
    return Resource(sheet=sheet, path=_csv_name(sheet), format="csv", mediatype=CSV)


def _feature_collection(sheet: Sheet) -> bytes:
    """Return a sheet as GeoJSON."""
    features = [
        {"type": "Feature", "id": _name_of(sheet, record), "geometry": shape, "properties": record}
        for record, shape in zip(sheet.records(), sheet.shapes or (), strict=True)
    ]
    content = {"type": "FeatureCollection", "name": sheet.name, "title": sheet.title, "features": features}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _name_of(sheet: Sheet, record: dict[str, Cell]) -> str:
    """Return what tells a row apart."""
    return "/".join(str(record[name]) for name in sheet.key)


def _write_layer(path: Path, sheet: Sheet, *, made: date, append: bool) -> None:
    """Write a sheet into a GeoPackage, which says that it was last changed on the day it was made."""
    # Importing these takes most of a second and of the memory of a page, and only this download wants them.
    import pyogrio

    options: dict[str, Any] = {"layer": sheet.name, "driver": "GPKG", "append": append}
    options["layer_options"] = {"IDENTIFIER": sheet.title, "DESCRIPTION": sheet.says}
    # Else GDAL writes the second at which it works, and the same content were another file.
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{made.isoformat()}T00:00:00.000Z"})
    pyogrio.write_dataframe(_table(sheet), path, **options)


def _table(sheet: Sheet) -> DataFrame:
    """Return a sheet as a table, with shapes where it has them."""
    import geopandas as gpd
    import pandas as pd
    from shapely.geometry import shape

    columns = {column.name: list(sheet.cells(column.name)) for column in sheet.columns}
    if sheet.shapes is None:
        return pd.DataFrame(columns)
    return gpd.GeoDataFrame(columns, geometry=[shape(one) for one in _typed(sheet.shapes)], crs=CRS)


def _typed(shapes: Sequence[Shape]) -> Sequence[Shape]:
    """Return shapes of one sort, as a layer wants them: if one is of several polygons, all are."""
    if not any(shape["type"] == "MultiPolygon" for shape in shapes):
        return shapes
    return [
        shape if shape["type"] != "Polygon" else {"type": "MultiPolygon", "coordinates": [shape["coordinates"]]}
        for shape in shapes
    ]
