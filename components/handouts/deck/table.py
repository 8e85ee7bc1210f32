"""Operations as a native table of a slide, as many rows as fit on one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from pptx.util import Inches, Pt

from components import style
from components.handouts.changes import Change
from components.handouts.deck.fitting import LEADING, PT_PER_IN, lines_of
from components.handouts.deck.page import BRAND, INK, Box, SlidePage
from components.handouts.deck.words import colour, plain, write

HEADS: Final = ("Operation", "Before", "Now", "Why", "What is left")
NAME, NOW = 0, 2
"""The columns that stand out."""
SHARES: Final = (0.17, 0.09, 0.1, 0.3, 0.34)
"""How wide the columns are."""
SIZE_PT: Final = 10.5
MARGIN_IN: Final = 0.06
TEXT_COLOUR: Final = {"kept": "kept-text", "strained": "strained-text", "paper": "on-paper-text", "lost": "lost-text"}


def pages_of(changes: Sequence[Change], box: Box) -> Iterator[tuple[Change, ...]]:
    """Yield the operations in parts that each fit a box; a row that is too high for any stands alone."""
    page: list[Change] = []
    for change in changes:
        if page and _height_in([*page, change], box) > box.height:
            yield tuple(page)
            page = []
        page.append(change)
    if page:
        yield tuple(page)


def add_table(page: SlidePage, changes: Sequence[Change], box: Box) -> None:
    """Put operations on a slide as a table.

    Parameters
    ----------
    page
        The slide.
    changes
        What is told of them.
    box
        Where; the table may be lower than that.
    """
    frame = page.slide.shapes.add_table(len(changes) + 1, len(HEADS), *map(Inches, box))
    table: Any = frame.table
    table.horz_banding = False
    for column, share in zip(table.columns, SHARES, strict=True):
        column.width = Inches(box.width * share)
    for row, cells in zip(table.rows, (HEADS, *map(_cells, changes)), strict=True):
        row.height = Inches(_row_height_in(cells, box.width))
    for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
        _write(cell, text, ink=style.LIGHT["on-brand"], fill=BRAND, bold=True)
    for row, change in zip(list(table.rows)[1:], changes, strict=True):
        now = style.LIGHT[TEXT_COLOUR.get(change.cls, "unknown-text")]
        for at, (cell, text) in enumerate(zip(row.cells, _cells(change), strict=True)):
            _write(cell, text, ink=now if at == NOW else INK, bold=at in (NAME, NOW))


def _cells(change: Change) -> tuple[str, ...]:
    return change.name, change.before, f"{style.SIGN[change.cls]} {change.now}", change.why, change.left


def _write(cell: Any, text: str, *, ink: str, fill: str = style.LIGHT["paper"], bold: bool = False) -> None:  # noqa: ANN401
    """Write an empty cell."""
    cell.margin_left = cell.margin_right = cell.margin_top = cell.margin_bottom = Inches(MARGIN_IN)
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(fill)
    write(cell.text_frame, [plain(text, bold=bold)], size_pt=SIZE_PT, ink=ink)
    cell.text_frame.paragraphs[0].space_after = Pt(0)


def _height_in(changes: Sequence[Change], box: Box) -> float:
    """Return how high a table of some operations is, inches."""
    return sum(_row_height_in(cells, box.width) for cells in (HEADS, *map(_cells, changes)))


def _row_height_in(cells: Sequence[str], width_in: float) -> float:
    """Return how high a row is, inches."""
    heights = (
        LEADING * lines_of(text, width_in=width_in * share - 2 * MARGIN_IN, size_pt=SIZE_PT) * SIZE_PT / PT_PER_IN
        for text, share in zip(cells, SHARES, strict=True)
    )
    return max(heights) + 2 * MARGIN_IN
