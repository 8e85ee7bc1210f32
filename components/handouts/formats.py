"""What can be taken along, in which form, and for whom each form is: one entry a form."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pkgutil import resolve_name
from typing import Final

from components.handouts.request import Request
from geo.cut_sets import Budget

Maker = Callable[[Request, Budget], bytes]
"""Makes a file, tells how far it is, and raises `OverBudgetError` once it is cancelled."""


class Group(StrEnum):
    """Under which heading a form is offered."""

    CLASS = "For the class"
    PICTURE = "Picture"
    DOCUMENT = "Document"
    SLIDES = "Slides"
    RUNS = "One file that runs"
    DATA = "Data"


class Of(StrEnum):
    """What a form can be of."""

    VIEW = "view"
    BRIEFING = "briefing"
    BOTH = "both"
    EXERCISES = "exercises"


@dataclass(frozen=True, kw_only=True, slots=True)
class Format:
    """A form in which something can be taken along."""

    id: str
    group: Group
    title: str
    short: str
    """What a button calls it."""
    what: str
    """What it is, in a sentence."""
    whom: str
    """For whom it is, in a few words."""
    suffix: str
    """The ending of the file, without the dot."""
    mime: str
    part: str = ""
    """What tells the file from another one with the same ending, in its name."""
    made_by: str
    """Its maker, as `module:function`: read only once somebody asks for it, so that no page waits for the libraries."""
    of: Of = Of.VIEW
    is_long: bool = False
    """Whether it takes a minute or more to make: such wait for one another, and nothing else waits for them."""

    @property
    def maker(self) -> Maker:
        """The function that makes it."""
        made: Maker = resolve_name(self.made_by)
        return made


PDF: Final = "application/pdf"
ZIP: Final = "application/zip"
PPTX: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

FORMATS: Final[tuple[Format, ...]] = (
    Format(
        id="pptx",
        group=Group.SLIDES,
        title="Slides for PowerPoint",
        short="PPTX",
        what="A slide a step: the map as a sharp picture, words as text that can be changed, speaker's notes, sources,"
        " and a code that opens the live map. Of a view: the map, and what changes as a table.",
        whom="For those who must give it with slides of their own; PowerPoint, Keynote and LibreOffice open it.",
        suffix="pptx",
        mime=PPTX,
        of=Of.BOTH,
        made_by="components.handouts.slides:make_pptx",
    ),
    Format(
        id="worksheet",
        group=Group.CLASS,
        title="Worksheet",
        short="worksheet",
        what="The exercises of the region that you have open, to be marked by hand, and on pages of its own the key"
        " with reasons and sources.",
        whom="For a class: A4, to be printed. The key comes last, so that it can be kept back.",
        suffix="pdf",
        mime=PDF,
        part="worksheet",
        of=Of.EXERCISES,
        made_by="components.handouts.worksheet:make_worksheet",
    ),
    Format(
        id="handout",
        group=Group.DOCUMENT,
        title="Hand-out",
        short="PDF",
        what="A page a step: the map, the words, the sources, and a code that opens the live map. No speaker's notes.",
        whom="For the room, to take home and to print.",
        suffix="pdf",
        mime=PDF,
        part="hand-out",
        of=Of.BRIEFING,
        made_by="components.handouts.document:make_handout",
    ),
    Format(
        id="speakers-copy",
        group=Group.DOCUMENT,
        title="Hand-out with the speaker's notes",
        short="PDF with notes",
        what="The same pages, and on each of them the notes that its author wrote for whoever presents it.",
        whom="For you, or for a colleague who gives it; not for the room.",
        suffix="pdf",
        mime=PDF,
        part="with-notes",
        of=Of.BRIEFING,
        made_by="components.handouts.document:make_speakers_copy",
    ),
    Format(
        id="summary",
        group=Group.DOCUMENT,
        title="One page",
        short="PDF",
        what="The answer, the numbers, the map, what changes and why, what is left, and the sources, on A4.",
        whom="For those who were not there.",
        suffix="pdf",
        mime=PDF,
        part="one-page",
        made_by="components.handouts.document:make_summary",
    ),
    Format(
        id="png",
        group=Group.PICTURE,
        title="Picture for print",
        short="PNG",
        what="The map with its answer, legend, scale, sources and link: A4 landscape, 300 dots an inch.",
        whom="For papers, posters and slides of your own.",
        suffix="png",
        mime="image/png",
        made_by="components.handouts.picture:make_png",
    ),
    Format(
        id="svg",
        group=Group.PICTURE,
        title="Drawing",
        short="SVG",
        what="The same as shapes that stay sharp at any size; it needs no fonts.",
        whom="For whoever lays out a page or a poster.",
        suffix="svg",
        mime="image/svg+xml",
        made_by="components.handouts.picture:make_svg",
    ),
    Format(
        id="twin",
        group=Group.RUNS,
        title="The map in one file",
        short="HTML",
        what="Opens from a memory stick with no server and no network: map, details and sources, every scenario, and"
        " each loss by hand. Of a briefing: its steps too, by clicker or key.",
        whom="For a room without network, and for anyone who wants to go on clicking.",
        suffix="html",
        mime="text/html",
        of=Of.BOTH,
        is_long=True,
        made_by="components.handouts.twin:make_twin",
    ),
    Format(
        id="csv",
        group=Group.DATA,
        title="Tables",
        short="CSV",
        what="Places, operations with status, reason and what is left, lines, regions and sources: a table each.",
        whom="For spreadsheets, R and Python. No cell can run as a formula.",
        suffix="zip",
        mime=ZIP,
        part="csv",
        made_by="components.handouts.data:make_csv",
    ),
    Format(
        id="geojson",
        group=Group.DATA,
        title="Layers for the web",
        short="GeoJSON",
        what="The same with their shapes, in degrees, longitude first.",
        whom="For web maps and everything that reads GeoJSON.",
        suffix="zip",
        mime=ZIP,
        part="geojson",
        made_by="components.handouts.data:make_geojson",
    ),
    Format(
        id="gpkg",
        group=Group.DATA,
        title="Layers for a GIS",
        short="GeoPackage",
        what="The same as layers of one GeoPackage, with the sources as a table.",
        whom="For QGIS and ArcGIS.",
        suffix="zip",
        mime=ZIP,
        part="geopackage",
        made_by="components.handouts.data:make_geopackage",
    ),
    Format(
        id="kmz",
        group=Group.DATA,
        title="For Google Earth",
        short="KMZ",
        what="The map with its signs and colours, and a card for each place and operation.",
        whom="For a look on the globe; other viewers of KML draw most of it too.",
        suffix="kmz",
        mime="application/vnd.google-earth.kmz",
        made_by="components.handouts.data:make_kmz",
    ),
)
"""Every form that is offered, in the order of the page."""


def offered(*, briefing: bool, exercise: bool = False) -> dict[Group, list[Format]]:
    """Return what can be taken along of a view, or of a whole briefing, by heading; headings with nothing are left out.

    Parameters
    ----------
    briefing
        Whether it is a whole briefing that is handed out.
    exercise
        Whether an exercise is open.
    """
    unfit = {Of.VIEW if briefing else Of.BRIEFING} | (set() if exercise else {Of.EXERCISES})
    forms = [form for form in FORMATS if form.of not in unfit]
    return {group: found for group in Group if (found := [form for form in forms if form.group is group])}
