"""The tables of documents: how many operations stand how, and which of them change and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from components import style
from components.handouts.changes import STATUS_COLOUR, Change
from components.handouts.drawing.lettering import BOLD
from components.handouts.paper import HEIGHT, INK, LINE, STYLES, WIDTH, plain, words
from components.impact_view import counts
from components.scene import Scene

COLUMNS: Final = (0.23, 0.14, 0.34, 0.29)
"""The columns of the table of changes, as shares of its width."""
NUMBER_PT: Final = 17


def _text_name(cls: str) -> str:
    """Return the name of the colour of words about a class of status, dark enough to be read on white."""
    return f"{'on-paper' if cls == 'paper' else cls}-text"


def numbers_table(scene: Scene) -> Table:
    """Return the numbers of a scene side by side, each in the colour of what it counts."""
    cells = []
    for cls, count, word in counts(scene):
        look = ParagraphStyle(
            f"number {cls}", STYLES["text"], textColor=HexColor(style.LIGHT[_text_name(cls)]), leading=NUMBER_PT * 1.2
        )
        number = f'<font name="{BOLD.name}" size="{NUMBER_PT}">{plain(style.SIGN[cls], BOLD)} {count}</font>'
        cells.append(Paragraph(f"{number}  {plain(word)}", look))
    edges = [
        ("LINEABOVE", (column, 0), (column, 0), 2, HexColor(STATUS_COLOUR[cls]))
        for column, (cls, *_) in enumerate(counts(scene))
    ]
    return Table([cells], colWidths=[WIDTH / len(cells)] * len(cells), style=TableStyle([*edges, *_PADDING]))


_PADDING: Final = (
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 5),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
)


def changes_table(rows: Sequence[Change], room: float, *, baseline: bool) -> list[Flowable]:
    """Return the operations that change, worst first, as many as there is room for, and how many more there are.

    Parameters
    ----------
    rows
        What is told of each.
    room
        How high the table may be, points.
    baseline
        Whether nothing is taken away: then none changes, and what is told is how it stands.
    """
    if not rows:
        return [words("No operation is made worse." if not baseline else "Every operation is sustained.", "text")]
    head = ("Operation", "How it stands" if baseline else "Before → now", "Why", "What is left")
    lines = [[words(text, "cell-head") for text in head], *(_line(row, baseline=baseline) for row in rows)]
    kept = len(lines)
    while kept > 1 and _high(lines[:kept], more=len(lines) - kept) > room:
        kept -= 1
    left_out = len(lines) - kept
    rest = [words(_more(left_out), "small")] if left_out else []
    return [_table(lines[:kept]), *rest] if kept > 1 else rest


def _more(count: int) -> str:
    return f"… and {count} more {'operation' if count == 1 else 'operations'}, told of at the link."


def _high(lines: Sequence[Sequence[Paragraph]], *, more: int) -> float:
    note = words(_more(more), "small").wrap(WIDTH, HEIGHT)[1] if more else 0
    return float(_table(lines).wrap(WIDTH, HEIGHT)[1] + note)


def _line(row: Change, *, baseline: bool) -> list[Paragraph]:
    now = f'<font name="{BOLD.name}">{plain(f"{style.SIGN[row.cls]} {row.now}", BOLD)}</font>'
    now = f'<font color="{style.LIGHT[_text_name(row.cls)]}">{now}</font>'
    before = "" if baseline or row.before == row.now else f"{plain(row.before)} → "
    status = Paragraph(before + now, STYLES["cell"])
    return [words(row.name, "cell-head"), status, words(row.why, "cell"), words(_without_head(row.left), "cell")]


def _without_head(text: str) -> str:
    """Return what is left without the word that the head of the column says."""
    rest = text.removeprefix("Left: ")
    return f"{rest[:1].upper()}{rest[1:]}"


def _table(lines: Sequence[Sequence[Paragraph]]) -> Table:
    ruled = TableStyle([*_PADDING, ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE)])
    ruled.add("LINEBELOW", (0, 0), (-1, 0), 1, INK)
    return Table(
        [list(line) for line in lines], colWidths=[WIDTH * share for share in COLUMNS], repeatRows=1, style=ruled
    )
