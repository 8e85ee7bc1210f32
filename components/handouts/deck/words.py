"""Paragraphs as native text of a slide: bold, italic, links, bullets, numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from components.handouts.deck.fitting import GAP
from geo.markdown import Paragraph, ParagraphKind, Run

INDENT_EMU: Final = 228600
"""How far the words of a bullet stand from the edge: a quarter of an inch."""

BULLET: Final = "•"


def colour(text: str) -> RGBColor:
    """Return a colour that is written as `#RRGGBB`."""
    made: Callable[..., RGBColor] = RGBColor
    return made(*bytes.fromhex(text[1:]))


def write(frame: TextFrame, paragraphs: Sequence[Paragraph], *, size_pt: float, ink: str) -> None:
    """Write paragraphs into a frame, in place of what stands in it.

    Parameters
    ----------
    frame
        The frame; its first paragraph is used.
    paragraphs
        What to write.
    size_pt
        The size of the letters.
    ink
        Their colour, `#RRGGBB`.
    """
    frame.word_wrap = True
    for number, row in enumerate(paragraphs):
        paragraph = _paragraph(frame, first=not number)
        paragraph.space_after = Pt(GAP * size_pt)
        _mark(paragraph, row)
        for run in row.runs:
            _write_run(paragraph, run, size_pt, ink)


def _paragraph(frame: Any, *, first: bool) -> Any:  # noqa: ANN401 - python-pptx has no types here
    return frame.paragraphs[0] if first else frame.add_paragraph()


def _mark(paragraph: Any, row: Paragraph) -> None:  # noqa: ANN401 - a part of python-pptx without a public name
    """Give a paragraph its bullet or number, or none."""
    properties = paragraph._p.get_or_add_pPr()
    listed = row.kind is not ParagraphKind.TEXT or row.level > 0
    left = INDENT_EMU * (row.level + 1) if listed else 0
    properties.set("marL", str(left))
    properties.set("indent", str(-INDENT_EMU if row.kind is not ParagraphKind.TEXT else 0))
    if row.kind is ParagraphKind.BULLET:
        properties.append(properties.makeelement(qn("a:buChar"), {"char": BULLET}))
    elif row.kind is ParagraphKind.NUMBER:
        counted = {"type": "arabicPeriod", "startAt": str(min(max(row.number or 1, 1), 32767))}
        properties.append(properties.makeelement(qn("a:buAutoNum"), counted))
    else:
        properties.append(properties.makeelement(qn("a:buNone"), {}))


def _write_run(paragraph: Any, run: Run, size_pt: float, ink: str) -> None:  # noqa: ANN401 - as above
    for number, line in enumerate(run.text.split("\n")):
        if number:
            paragraph.add_line_break()
        written = paragraph.add_run()
        written.text = line
        written.font.size, written.font.bold, written.font.italic = Pt(size_pt), run.bold, run.italic
        written.font.color.rgb = colour(ink)
        if run.link:
            written.hyperlink.address = run.link


def write_number(frame: TextFrame, *, size_pt: float, ink: str) -> None:
    """Write the number of the slide into a frame, as a field that counts by itself."""
    paragraph: Any = frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = "#"
    run.font.size, run.font.color.rgb = Pt(size_pt), colour(ink)
    field = run._r.makeelement(qn("a:fld"), {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"})
    field.extend(list(run._r))
    paragraph._p.replace(run._r, field)


def margins(frame: TextFrame) -> None:
    """Take the free edge off a frame, so that texts stand flush with pictures."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)


def plain(text: str, *, bold: bool = False, link: str | None = None) -> Paragraph:
    """Return a text as a paragraph."""
    return Paragraph(kind=ParagraphKind.TEXT, runs=(Run(text=text, bold=bold, link=link),))
