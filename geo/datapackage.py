"""Files of data in one zip, with a Data Package that says what they hold, of which day, from where, and how free.

Sources
-------
Frictionless Data, Data Package and Table Schema 1.0, specs.frictionlessdata.io.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.dates import spoken_day
from geo.exported import Exported
from geo.notices import FACTS_LICENCE, FACTS_LICENCE_LINK, LINES_CAUTION, LOSES_SUPPORT, NO_PREDICTION
from geo.sheets import Sheet

LICENCE = {"name": "CC-BY-4.0", "title": FACTS_LICENCE, "path": FACTS_LICENCE_LINK}
"""The licence of the facts, as a Data Package names it."""

DESCRIPTOR = "datapackage.json"
README = "README.txt"

CAUTIONS = (
    f"{LOSES_SUPPORT} {NO_PREDICTION}",
    f"{LINES_CAUTION} Positions are as exact as their source.",
    "What is reported names its sources; what is computed is said to be.",
)
"""What whoever takes data along should know."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One sheet as it lies in a file of the package."""

    sheet: Sheet
    path: str
    format: str
    mediatype: str
    layer: str | None = None
    """The name of the sheet within a file that holds several."""


def packed(exported: Exported, files: Mapping[str, bytes], resources: Iterable[Resource]) -> bytes:
    """Return files in a zip, with the description of what they hold; the same content gives the same zip.

    Parameters
    ----------
    exported
        What is taken along.
    files
        The files by name.
    resources
        The sheets that they hold.
    """
    described = json.dumps(descriptor(exported, resources), ensure_ascii=False, indent=1).encode()
    about = {README: readme(exported, tuple(files)).encode(), DESCRIPTOR: described}
    return zipped({**files, **about}, made=exported.made)


def zipped(files: Mapping[str, bytes], *, made: date) -> bytes:
    """Return files in a zip, all of one day."""
    packed_file = io.BytesIO()
    with zipfile.ZipFile(packed_file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=(made.year, made.month, made.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return packed_file.getvalue()


def descriptor(exported: Exported, resources: Iterable[Resource]) -> dict[str, Any]:
    """Return what a Data Package says of itself."""
    meta, listed = exported.world.meta, list(resources)
    return {
        "profile": "data-package",
        "name": f"foothold-{slug(exported.title)}-{exported.net.day.isoformat()}",
        "title": f"{exported.title}, {spoken_day(exported.net.day)}",
        "description": exported.headline,
        "version": meta.data_version,
        "created": f"{exported.made.isoformat()}T00:00:00Z",
        "homepage": exported.link,
        "licenses": [LICENCE],
        "sources": _sources(listed),
        "scenario": {
            "date": exported.net.day.isoformat(),
            "taken_away": sorted(map(str, exported.impact.tokens)),
            "facts_to": meta.data_cutoff.text,
            "link": exported.link,
        },
        "cautions": list(CAUTIONS),
        "resources": [_resource(resource, {row.sheet.name for row in listed}) for resource in listed],
    }


def _sources(resources: Iterable[Resource]) -> list[dict[str, str]]:
    """Return the sources that the sheets cite."""
    sheet = next((row.sheet for row in resources if row.sheet.name == "sources"), None)
    rows = sheet.records() if sheet else []
    return [
        {"title": f"{row['publisher']}: {row['title']}"} | ({"path": str(row["url"])} if row["url"] else {})
        for row in rows
    ]


def _resource(resource: Resource, present: set[str]) -> dict[str, Any]:
    """Return what is said of one sheet; it refers to none that is not in the package."""
    sheet = resource.sheet
    references = [column for column in sheet.columns if column.names and column.names.sheet in present]
    schema: dict[str, Any] = {
        "fields": [
            {"name": column.name, "type": column.holds.value, "description": column.says} for column in sheet.columns
        ],
        "primaryKey": list(sheet.key),
        "foreignKeys": [
            {"fields": column.name, "reference": {"resource": column.names.sheet, "fields": column.names.column}}
            for column in references
            if column.names
        ],
        "missingValues": [""],
    }
    return {
        "profile": "tabular-data-resource" if resource.format == "csv" else "data-resource",
        "name": sheet.name,
        "title": sheet.title,
        "description": sheet.says,
        "path": resource.path,
        "format": resource.format,
        "mediatype": resource.mediatype,
        "encoding": "utf-8",
        **({"layer": resource.layer} if resource.layer else {}),
        "schema": schema,
    }


def readme(exported: Exported, files: Iterable[str]) -> str:
    """Return what a reader should know before opening the files."""
    meta = exported.world.meta
    return "\n".join(
        [
            exported.title,
            "=" * len(exported.title),
            "",
            exported.headline,
            "",
            f"The same on the map: {exported.link}",
            f"Data {meta.data_version}, facts to {meta.data_cutoff.spoken}. Made on {spoken_day(exported.made)}.",
            f"Licence of the facts: {LICENCE['title']}, {LICENCE['path']}",
            "",
            *CAUTIONS,
            "",
            f"Files: {', '.join(files)}.",
            f"{DESCRIPTOR} says of each column what it holds, in the form of a Data Package.",
            "In comma-separated files an apostrophe stands before a text that a spreadsheet would run as a formula.",
            "",
        ]
    )


def slug(title: str) -> str:
    """Return a title as part of a name of a file: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "view"
