"""One slide, on which things are put in inches: words, pictures, marks, a table, and the speaker's notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, Self

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches, Pt

from components import style
from components.handouts.changes import STATUS_COLOUR
from components.handouts.deck.fitting import size_that_fits
from components.handouts.deck.words import colour, margins, plain, write, write_number
from geo.markdown import Paragraph

INK: Final = style.LIGHT["ink"]
MUTED: Final = style.LIGHT["muted"]
BRAND: Final = style.LIGHT["brand"]
PAPER: Final = style.LIGHT["paper"]

_FIRST_SHAPE: Final = 2
"""Where the first shape of a slide stands, after what is said of all of them."""

TITLE_SIZES_PT: Final = (28, 26, 24, 22, 20, 18, 16)


class Box(NamedTuple):
    """A place on a slide, inches from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return self.width, self.height


class SlidePage:
    """A slide under way."""

    def __init__(self, slide: Slide) -> None:
        """Take a slide.

        Parameters
        ----------
        slide
            The slide.
        """
        self.slide = slide

    @classmethod
    def new(cls, deck: Presentation, layout: str) -> Self:
        """Add a slide to a presentation, made from one of its layouts."""
        return cls(deck.slides.add_slide(deck.slide_layouts.get_by_name(layout)))

    def title(self, text: str, box: Box, *, ink: str = INK, sizes_pt: Sequence[float] = TITLE_SIZES_PT) -> None:
        """Write the title, as large as its place allows."""
        shape: Any = self.slide.shapes.title
        _place(shape, box)
        size_pt, _ = size_that_fits([text], box.size, sizes_pt)
        _fill(shape.text_frame, [plain(text, bold=True)], size_pt=size_pt, ink=ink)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM

    def body(self, paragraphs: Sequence[Paragraph], box: Box, *, size_pt: float, ink: str = INK) -> None:
        """Write the words into their placeholder, where outlines and screen readers find them."""
        shape: Any = self.slide.placeholders[1]
        _place(shape, box)
        _fill(shape.text_frame, paragraphs, size_pt=size_pt, ink=ink)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP

    def words(self, paragraphs: Sequence[Paragraph], box: Box, *, size_pt: float, ink: str = INK) -> None:
        """Write words into a box of their own."""
        shape = self.slide.shapes.add_textbox(*map(Inches, box))
        _fill(shape.text_frame, paragraphs, size_pt=size_pt, ink=ink)

    def number(self, box: Box, *, size_pt: float, ink: str = MUTED) -> None:
        """Write the number of the slide, which stays right when slides are moved."""
        shape = self.slide.shapes.add_textbox(*map(Inches, box))
        margins(shape.text_frame)
        write_number(shape.text_frame, size_pt=size_pt, ink=ink)
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def picture(self, png: bytes, box: Box, *, says: str, behind: bool = False) -> None:
        """Put a picture on the slide.

        Parameters
        ----------
        png
            The picture; it has the proportions of the box.
        box
            Where.
        says
            What it shows, for whoever cannot see it.
        behind
            Whether everything else lies above it; else a fine line runs around it.
        """
        shape = self.slide.shapes.add_picture(io.BytesIO(png), *map(Inches, box))
        _named(shape, says)
        if behind:
            self._put_behind(shape)
        else:
            shape.line.color.rgb, shape.line.width = colour(style.LIGHT["line"]), Pt(0.75)

    def block(self, box: Box, *, fill: str) -> None:
        """Put a plain block of colour behind everything else; it says nothing."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Inches, box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
        shape.line.fill.background()
        _named(shape, "")
        self._put_behind(shape)

    def sign(self, cls: str, sign: str, box: Box) -> None:
        """Put a mark of a status on the slide: a disc in its colour with its sign."""
        shape = self.slide.shapes.add_shape(MSO_SHAPE.OVAL, *map(Inches, box))
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(STATUS_COLOUR[cls])
        shape.line.color.rgb, shape.line.width = colour(INK), Pt(0.75)
        ink = INK if cls == "strained" else PAPER
        _fill(shape.text_frame, [plain(sign, bold=True)], size_pt=8, ink=ink)
        shape.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        shape.shadow.inherit = False

    def notes(self, text: str) -> None:
        """Write the speaker's notes."""
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = text

    def _put_behind(self, shape: Any) -> None:  # noqa: ANN401 - any shape of python-pptx
        tree = self.slide.shapes.element
        tree.remove(shape.element)
        tree.insert(_FIRST_SHAPE, shape.element)


def _place(shape: Any, box: Box) -> None:  # noqa: ANN401 - any shape of python-pptx
    shape.left, shape.top, shape.width, shape.height = map(Inches, box)


def _fill(frame: Any, paragraphs: Sequence[Paragraph], *, size_pt: float, ink: str) -> None:  # noqa: ANN401
    frame.auto_size = MSO_AUTO_SIZE.NONE
    margins(frame)
    write(frame, paragraphs, size_pt=size_pt, ink=ink)


def _named(shape: Any, says: str) -> None:  # noqa: ANN401 - any shape of python-pptx
    """Say what a shape shows; without words it is decoration."""
    (properties,) = shape.element.xpath(".//p:cNvPr")
    properties.set("descr", says)
