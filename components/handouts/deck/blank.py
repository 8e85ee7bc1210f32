"""An empty presentation of 16:9 in our letters and colours, made from the one that python-pptx brings along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.util import Emu, Inches

from components import style

WIDTH_IN: Final = 13.333
HEIGHT_IN: Final = 7.5
FACE: Final = "Arial"
"""A face that every computer has, or has one of the same widths for."""

TITLE_ONLY, TITLE_AND_WORDS = "Title Only", "Title and Content"
KEPT: Final = (TITLE_ONLY, TITLE_AND_WORDS)
"""The layouts that slides are made from."""

THEME: Final = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "brand",
    "lt2": "side",
    "accent1": "kept",
    "accent2": "lost",
    "accent3": "strained",
    "accent4": "on-paper",
    "accent5": "brand",
    "accent6": "unknown",
    "hlink": "brand",
    "folHlink": "brand",
}
"""The colours of the theme, by what PowerPoint calls them."""


def blank(*, title: str, author: str) -> Presentation:
    """Return a presentation without slides.

    Parameters
    ----------
    title, author
        What the file says of itself.
    """
    deck = pptx.Presentation()
    scale = Inches(WIDTH_IN) / (deck.slide_width or Inches(10))
    deck.slide_width, deck.slide_height = Inches(WIDTH_IN), Inches(HEIGHT_IN)
    for layout in list(deck.slide_layouts):
        if layout.name not in KEPT:
            deck.slide_layouts.remove(layout)
    for shapes in (deck.slide_master.shapes, *(layout.shapes for layout in deck.slide_layouts)):
        _widen(shapes, scale)
    _dress(deck)
    deck.core_properties.title, deck.core_properties.author = title, author
    return deck


def _widen(shapes: Iterable[Any], scale: float) -> None:
    """Stretch what stands on a layout made for 4:3."""
    for shape in shapes:
        shape.left, shape.width = Emu(round(shape.left * scale)), Emu(round(shape.width * scale))


def _dress(deck: Presentation) -> None:
    """Put our face and our colours in place of those of the theme, so that what is added later has them too."""
    # python-pptx has no door to the theme: it keeps the part as it came.
    theme: Any = deck.slide_master.part.part_related_by(RT.THEME)
    content = parse_xml(theme.blob)
    for face in content.iter(qn("a:majorFont"), qn("a:minorFont")):
        face.find(qn("a:latin")).set("typeface", FACE)
    for name, colour in THEME.items():
        (place,) = content.iter(qn(f"a:{name}"))
        for old in list(place):
            place.remove(old)
        place.append(place.makeelement(qn("a:srgbClr"), {"val": style.LIGHT[colour][1:]}))
    theme._blob = serialize_part_xml(content)
    for title in deck.slide_master.element.iter(qn("p:titleStyle")):
        for level in title.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
