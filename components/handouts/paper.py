"""Paper for documents: typeface, styles, pages with their number, and Markdown as paragraphs."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from io import BytesIO
from types import MappingProxyType
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from components import style
from components.handouts.drawing.lettering import BOLD, BOLD_ITALIC, ITALIC, REGULAR, Face, face_path, runs
from components.handouts.qr import qr_png
from geo import markdown
from geo.markdown import ParagraphKind, Run

MARGIN: Final = 16 * mm
WIDTH: Final = A4[0] - 2 * MARGIN
"""How wide what stands on a page is, points."""
FOOT: Final = 12 * mm
"""How high the foot of a page is."""
HEIGHT: Final = A4[1] - 2 * MARGIN - FOOT + 6 * mm
"""How much stands on a page, points."""
SMALL_PT: Final = 7.5
FAMILY: Final = "Foothold"

INK, MUTED, LINE, BRAND = (HexColor(style.LIGHT[name]) for name in ("ink", "muted", "line", "brand"))


def _style(size_pt: float, *, face: Face = REGULAR, **changes: Any) -> ParagraphStyle:  # noqa: ANN401 - as reportlab has them
    usual = {
        "fontName": face.name,
        "bulletFontName": face.name,
        "fontSize": size_pt,
        "leading": size_pt * 1.32,
        "textColor": INK,
    }
    return ParagraphStyle(f"{face.name} {size_pt}", alignment=TA_LEFT, **{**usual, **changes})


STYLES: Final[Mapping[str, ParagraphStyle]] = MappingProxyType(
    {
        "cover": _style(30, face=BOLD, leading=35, spaceAfter=8),
        "title": _style(19, face=BOLD, leading=23, spaceAfter=4),
        "heading": _style(11.5, face=BOLD, spaceBefore=7, spaceAfter=2),
        "lead": _style(13, spaceAfter=5),
        "text": _style(11.5, spaceAfter=4),
        "notes": _style(9.5, spaceAfter=3),
        "cell": _style(8, leading=9.7),
        "cell-head": _style(8, face=BOLD, leading=9.7),
        "small": _style(SMALL_PT, textColor=MUTED, leading=9.6),
        "kicker": _style(9.5, textColor=MUTED, spaceAfter=2),
    }
)
"""How paragraphs are set, by what they are."""


@cache
def ready() -> None:
    """Make the typeface known to reportlab, with its bold and italic; once is enough."""
    for face in (REGULAR, BOLD, ITALIC, BOLD_ITALIC):
        for name in face:
            pdfmetrics.registerFont(TTFont(name, str(face_path(name))))
    for number in (0, 1):
        names = [face[number] for face in (REGULAR, BOLD, ITALIC, BOLD_ITALIC)]
        pdfmetrics.registerFontFamily(REGULAR[number], *names)


def plain(text: str, face: Face = REGULAR) -> str:
    """Return a text as reportlab reads it: escaped, and signs that the typeface lacks set in one that has them."""
    pieces = [(name, html.escape(piece, quote=True)) for name, piece in runs(text, face)]
    return "".join(piece if name == face.name else f'<font name="{name}">{piece}</font>' for name, piece in pieces)


def rich(texts: Iterable[Run]) -> str:
    """Return runs of Markdown as reportlab reads them: bold, italic, linked."""
    return "".join(_rich(run) for run in texts)


def _rich(run: Run) -> str:
    face = (BOLD_ITALIC if run.italic else BOLD) if run.bold else ITALIC if run.italic else REGULAR
    text = plain(run.text, face).replace("\n", "<br/>")
    text = text if face is REGULAR else f'<font name="{face.name}">{text}</font>'
    return (
        f'<a href="{html.escape(run.link, quote=True)}" color="{style.LIGHT["brand"]}">{text}</a>' if run.link else text
    )


def words(text: str, kind: str = "text") -> Paragraph:
    """Return plain text as a paragraph of a style."""
    ready()
    face = BOLD if STYLES[kind].fontName == BOLD.name else REGULAR
    return Paragraph(plain(text, face), STYLES[kind])


def prose(text: str, kind: str = "text") -> list[Flowable]:
    """Return Markdown as paragraphs of a style, with bullets and numbers."""
    ready()
    found = []
    for row in markdown.paragraphs(text):
        bullet = {ParagraphKind.BULLET: "•", ParagraphKind.NUMBER: f"{row.number}."}.get(row.kind)
        size = STYLES[kind].fontSize
        left = size * 1.3 * (row.level + 1) if bullet or row.level else 0
        at = ParagraphStyle(f"{kind} {left}", STYLES[kind], leftIndent=left, bulletIndent=left - size * 1.3)
        found.append(Paragraph(rich(row.runs), at, bulletText=bullet))
    return found


def picture(png: bytes, width: float, height: float) -> Image:
    """Return a PNG at a size, points."""
    return Image(BytesIO(png), width=width, height=height)


def code(link: str, size: float) -> Flowable:
    """Return a link as a code that a telephone reads, or nothing if it is too long for one."""
    png = qr_png(link)
    return picture(png, size, size) if png else Spacer(size, size)


def paired(left: Sequence[Flowable], right: Flowable) -> Table:
    """Return things one below the other, with one thing to their right."""
    narrow = 26 * mm
    ruled = TableStyle(
        [("VALIGN", (0, 0), (-1, -1), "TOP"), ("ALIGN", (1, 0), (1, 0), "RIGHT"), ("LEFTPADDING", (0, 0), (0, 0), 0)]
    )
    ruled.add("RIGHTPADDING", (1, 0), (1, 0), 0)
    return Table([[list(left), right]], colWidths=[WIDTH - narrow, narrow], style=ruled)


def height_of(flowables: Sequence[Flowable], width: float = WIDTH) -> float:
    """Return how high things are that stand one below the other, with the room between them, points."""
    return float(sum(row.wrap(width, HEIGHT)[1] + row.getSpaceBefore() + row.getSpaceAfter() for row in flowables))


class _Numbered(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Keeps the pages until it is known how many there are, and then writes the foot of each."""

    def __init__(self, *args: Any, foot: str, **options: Any) -> None:  # noqa: ANN401 - reportlab's own
        super().__init__(*args, **options)
        self._foot = foot
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep a page (reportlab calls this)."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write the kept pages, each with its foot (reportlab calls this)."""
        for number, page in enumerate(kept := self._kept, start=1):
            self.__dict__.update(page)
            self._write_foot(number, len(kept))
            super().showPage()
        super().save()

    def _write_foot(self, number: int, count: int) -> None:
        self.setStrokeColor(LINE)
        self.line(MARGIN, FOOT + 4 * mm, MARGIN + WIDTH, FOOT + 4 * mm)
        foot = words(self._foot, "small")
        _, height = foot.wrap(WIDTH - 26 * mm, FOOT)
        foot.drawOn(self, MARGIN, FOOT + 2.6 * mm - height)
        self.setFont(REGULAR.name, SMALL_PT)
        self.setFillColor(MUTED)
        self.drawRightString(MARGIN + WIDTH, FOOT + 2.6 * mm - SMALL_PT, f"Page {number} of {count}")


def document(story: Sequence[Flowable], *, title: str, author: str, foot: str) -> bytes:
    """Return a document as a PDF, A4 upright.

    Parameters
    ----------
    story
        What stands in it, one below the other.
    title, author
        What it says of itself.
    foot
        What stands at the foot of each page, beside its number.
    """
    ready()
    file = BytesIO()
    frame = Frame(MARGIN, MARGIN + FOOT - 6 * mm, WIDTH, HEIGHT, 0, 0, 0, 0)
    made = BaseDocTemplate(file, pagesize=A4, title=title, author=author, lang="en", invariant=1)
    made.addPageTemplates([PageTemplate(frames=[frame])])
    made.build(list(story), canvasmaker=partial(_Numbered, foot=foot))
    return file.getvalue()
