"""How large a text may be written so that it fits its place, for nobody measures it before it is shown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from geo.markdown import Paragraph

PT_PER_IN: Final = 72
MEAN_WIDTH: Final = 0.51
"""How wide a character of Arial is on average, as a share of its size; a little more than measured, to be safe."""
LEADING: Final = 1.2
"""How high a line is, as a share of its size."""
GAP: Final = 0.45
"""What is left free after a paragraph, as a share of its size."""

LIST_SIZES_PT: Final = (10, 9.5, 9)
SHARES_OF_HEIGHT: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
Column = tuple[Paragraph, ...]


def lines_of(text: str, *, width_in: float, size_pt: float) -> int:
    """Return how many lines a text takes.

    Parameters
    ----------
    text
        A paragraph; where it is broken on purpose it takes another line.
    width_in
        The width of its place, inches.
    size_pt
        The size of its letters.
    """
    most = max(1, int(width_in * PT_PER_IN / (MEAN_WIDTH * size_pt)))
    return sum(max(1, len(textwrap.wrap(part, most))) for part in text.split("\n"))


def height_in(texts: Iterable[str], *, width_in: float, size_pt: float) -> float:
    """Return how high some paragraphs are, inches; see `lines_of`."""
    heights = (
        (LEADING * lines_of(text, width_in=width_in, size_pt=size_pt) + GAP) * size_pt / PT_PER_IN for text in texts
    )
    return sum(heights)


def size_that_fits(texts: Sequence[str], box_in: tuple[float, float], sizes_pt: Sequence[float]) -> tuple[float, bool]:
    """Return the first of some sizes, largest first, at which texts fit a box, and whether they do; else the last.

    Parameters
    ----------
    texts
        Paragraphs.
    box_in
        Width and height, inches.
    sizes_pt
        What may be chosen.
    """
    for size_pt in sizes_pt:
        if height_in(texts, width_in=box_in[0], size_pt=size_pt) <= box_in[1]:
            return size_pt, True
    return sizes_pt[-1], False


def that_fit(paragraphs: Sequence[Paragraph], box_in: tuple[float, float], size_pt: float) -> tuple[Paragraph, ...]:
    """Return the first of some paragraphs, as many as fit a box at a size, but at least one if there is any."""
    count = len(paragraphs)
    while (
        count > 1
        and height_in((row.text for row in paragraphs[:count]), width_in=box_in[0], size_pt=size_pt) > box_in[1]
    ):
        count -= 1
    return tuple(paragraphs[:count])


def in_columns(
    paragraphs: Sequence[Paragraph], column_in: tuple[float, float], *, count: int, most: int
) -> tuple[float, list[list[Column]]]:
    """Return a list in columns, slide by slide: on as few slides as small letters allow, and about even on each.

    Parameters
    ----------
    paragraphs
        The list.
    column_in
        Width and height of a column, inches.
    count
        How many columns stand on a slide.
    most
        How many slides there may be; what is left over then is left out.

    Returns
    -------
    float
        The size of the letters.
    list of list of tuple of Paragraph
        The columns of each slide.
    """
    wide, high = column_in
    found = [(size_pt, _columns(paragraphs, column_in, size_pt)) for size_pt in LIST_SIZES_PT]
    size_pt, columns = min(found, key=lambda each: -(-len(each[1]) // count))
    slides = -(-len(columns) // count)
    if slides <= most:
        lower = (_columns(paragraphs, (wide, high * share), size_pt) for share in SHARES_OF_HEIGHT)
        columns = next((each for each in lower if len(each) <= count * slides), columns)
    return size_pt, [columns[first : first + count] for first in range(0, len(columns), count)][:most]


def _columns(paragraphs: Sequence[Paragraph], column_in: tuple[float, float], size_pt: float) -> list[Column]:
    rest, found = tuple(paragraphs), []
    while rest:
        found.append(that_fit(rest, column_in, size_pt))
        rest = rest[len(found[-1]) :]
    return found
