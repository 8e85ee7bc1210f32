"""Sheets with shapes as KML that Google Earth draws: folders, a style for each look, all text escaped.

Sources
-------
OGC 12-007r2, KML 2.3; the parts used are those of KML 2.2, which every reader knows.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from geo.characters import legal
from geo.datapackage import CAUTIONS, Resource, packed
from geo.exported import Exported
from geo.notices import LICENCES
from geo.sheets import BETWEEN, Cell, Shape, Sheet, sheet_csv

NAMESPACE = "http://www.opengis.net/kml/2.2"
KML = "application/vnd.google-earth.kml+xml"
DOCUMENT = "doc.kml"
"""The file that a reader of KMZ opens: the first of the archive that ends in `.kml`."""

Record = Mapping[str, Cell]


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How rows of a sheet look."""

    id: str
    """Names the style within the file."""
    folder: str
    """The folder that they lie in, within that of their sheet; empty: no other."""
    colour: str
    """`#RRGGBB`."""
    opacity: float = 1.0
    """Of an area, 0 to 1; its outline is not see-through."""
    width_px: float = 2.0
    icon: bytes | None = None
    """A PNG; None: what the reader of the file draws by itself, in the colour."""


LookOf = Callable[[Sheet, Record], Look]
"""Returns how a row of a sheet looks."""


def to_kmz(exported: Exported, sheets: Sequence[Sheet], *, look_of: LookOf) -> bytes:
    """Return a KMZ, a zip that Google Earth opens: the map with its icons, the sources and the description.

    Parameters
    ----------
    exported
        What is taken along.
    sheets
        Its sheets; those with shapes are drawn.
    look_of
        How rows look.
    """
    drawn = [sheet for sheet in sheets if sheet.shapes is not None]
    sources = [sheet for sheet in sheets if sheet.name == "sources"]
    looks = {look.id: look for sheet in drawn for look in (look_of(sheet, row) for row in sheet.records())}
    files: dict[str, bytes] = {DOCUMENT: document(exported, drawn, look_of=look_of)}
    files |= {_icon_name(look): look.icon for look in looks.values() if look.icon}
    files |= {f"{sheet.name}.csv": sheet_csv(sheet) for sheet in sources}
    resources = [
        *(Resource(sheet=sheet, path=DOCUMENT, format="kml", mediatype=KML, layer=sheet.title) for sheet in drawn),
        *(Resource(sheet=sheet, path=f"{sheet.name}.csv", format="csv", mediatype="text/csv") for sheet in sources),
    ]
    return packed(exported, files, resources)


def document(exported: Exported, drawn: Sequence[Sheet], *, look_of: LookOf) -> bytes:
    """Return sheets with shapes as a KML document.

    Parameters
    ----------
    exported
        What is taken along.
    drawn
        The sheets.
    look_of
        How rows look.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(f"{{{NAMESPACE}}}kml")
    body = _child(root, "Document")
    _child(body, "name", f"{exported.title}, {exported.net.day.isoformat()}")
    _child(body, "open", "1")
    _child(body, "description", _about(exported))
    titles = {row.id: f"{row.publisher}: {row.title}" for row in exported.world.sources.values()}
    looks = {look.id: look for sheet in drawn for look in (look_of(sheet, row) for row in sheet.records())}
    for look in looks.values():
        _style(body, look)
    for sheet in drawn:
        _folder(body, sheet, look_of, titles)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _about(exported: Exported) -> str:
    """Return what is said of the whole."""
    meta = exported.world.meta
    lines = [
        html.escape(exported.headline),
        f"Data {html.escape(meta.data_version)}, facts to {meta.data_cutoff.spoken}. {LICENCES}.",
        *map(html.escape, CAUTIONS),
        f'<a href="{html.escape(exported.link)}">The same on the live map</a>',
    ]
    return "<br><br>".join(lines)


def _child(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """Return a new element of another, with some text."""
    element = ET.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
    element.text = None if text is None else legal(text)
    return element


# ---- how things look -----------------------------------------------------------------------------------------------


def _style(body: ET.Element, look: Look) -> None:
    """Add the style of a look."""
    style = _child(body, "Style", id=look.id)
    icon = _child(style, "IconStyle")
    if look.icon:
        _child(icon, "scale", "0.9")
        _child(_child(icon, "Icon"), "href", _icon_name(look))
    else:
        _child(icon, "color", kml_colour(look.colour))
    _child(_child(style, "LabelStyle"), "scale", "0.8")
    line = _child(style, "LineStyle")
    _child(line, "color", kml_colour(look.colour))
    _child(line, "width", f"{look.width_px:g}")
    _child(_child(style, "PolyStyle"), "color", kml_colour(look.colour, opacity=look.opacity))


def _icon_name(look: Look) -> str:
    return f"icons/{look.id}.png"


def kml_colour(colour: str, *, opacity: float = 1.0) -> str:
    """Return `#RRGGBB` as KML writes colours: opacity, blue, green, red, two hexadecimal digits each."""
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{round(255 * opacity):02x}{blue}{green}{red}".lower()


# ---- what is drawn -------------------------------------------------------------------------------------------------


def _folder(body: ET.Element, sheet: Sheet, look_of: LookOf, titles: Mapping[str, str]) -> None:
    """Add the folder of a sheet, its rows in folders by how they look."""
    outer = _child(body, "Folder")
    _child(outer, "name", sheet.title)
    _child(outer, "description", html.escape(sheet.says))
    inner: dict[str, ET.Element] = {"": outer}
    for record, shape in zip(sheet.records(), sheet.shapes or (), strict=True):
        look = look_of(sheet, record)
        if look.folder not in inner:
            inner[look.folder] = _child(outer, "Folder")
            _child(inner[look.folder], "name", look.folder)
        mark = _child(inner[look.folder], "Placemark")
        _placemark(mark, sheet, record, titles)
        _child(mark, "styleUrl", f"#{look.id}")
        _fields(mark, sheet, record)
        _geometry(mark, shape)


def _placemark(mark: ET.Element, sheet: Sheet, record: Record, titles: Mapping[str, str]) -> None:
    """Add what a placemark is called and what its balloon says."""
    name = next(str(record[key]) for key in ("name", "region", "id") if record.get(key))
    _child(mark, "name", name)
    _child(mark, "Snippet", str(record.get("status") or record.get("state") or record.get("kind") or ""), maxLines="1")
    said = [_said(column.name, record[column.name]) for column in sheet.columns if column.name not in _NOT_SAID]
    names = str(record.get("sources") or "").split(BETWEEN)
    cited = [f"<li>{html.escape(titles[one])}</li>" for one in names if one in titles]
    sources = f"<p><b>Sources</b></p><ul>{''.join(cited)}</ul>" if cited else ""
    _child(mark, "description", f"<table>{''.join(said)}</table>{sources}")


_NOT_SAID = frozenset({"id", "name", "lat", "lon", "sources", "area"})
"""Columns that a balloon does not repeat."""


def _said(name: str, cell: Cell) -> str:
    """Return a cell as a line of a balloon; none where it is empty."""
    if cell in (None, ""):
        return ""
    word = name.replace("_", " ")
    text = {True: "yes", False: "no"}.get(cell, str(cell)) if isinstance(cell, bool) else str(cell)
    return f"<tr><td valign='top'><b>{html.escape(word)}</b></td><td>{html.escape(text)}</td></tr>"


def _fields(mark: ET.Element, sheet: Sheet, record: Record) -> None:
    """Add the cells of a row for programs that read them."""
    data = _child(mark, "ExtendedData")
    for column in sheet.columns:
        cell = record[column.name]
        if cell is not None:
            text = str(cell).lower() if isinstance(cell, bool) else str(cell)
            _child(_child(data, "Data", name=column.name), "value", text)


def _geometry(parent: ET.Element, shape: Shape) -> None:
    """Add a shape."""
    kind, places = shape["type"], shape["coordinates"]
    if kind == "Point":
        _child(_child(parent, "Point"), "coordinates", _places([places]))
    elif kind == "LineString":
        line = _child(parent, "LineString")
        _child(line, "tessellate", "1")
        _child(line, "coordinates", _places(places))
    elif kind == "Polygon":
        _polygon(parent, places)
    else:
        several = _child(parent, "MultiGeometry")
        for rings in places:
            _polygon(several, rings)


def _polygon(parent: ET.Element, rings: Sequence[Any]) -> None:
    """Add a polygon: its outer ring, then its holes."""
    polygon = _child(parent, "Polygon")
    _child(polygon, "tessellate", "1")
    for number, ring in enumerate(rings):
        side = _child(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
        _child(_child(side, "LinearRing"), "coordinates", _places(ring))


def _places(places: Iterable[Sequence[float]]) -> str:
    """Return places as KML writes them: longitude, latitude."""
    return " ".join(f"{round(lon, 6)},{round(lat, 6)}" for lon, lat, *_ in places)
