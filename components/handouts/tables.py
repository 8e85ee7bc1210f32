"""The tables of documents: how many operations stand how, and which of them change and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from components import style
from components.handouts.changes import STATUS_COLOUR, Change
from components.handouts.drawing.lettering import BOLD
from components.handouts.paper import INK, LINE, STYLES, WIDTH, height_of, plain, words
from components.impact_view import counts, said_apart
from components.scene import Scene
from geo.naming import listed

COLUMNS: Final = (0.2, 0.14, 0.35, 0.31)
"""The columns of the table of changes, as shares of its width."""
NUMBER_PT: Final = 17
ALSO_GAP_PT: Final = 4


def _text_name(cls: str) -> str:
    """Return the name of the colour of words about a class of status, dark enough to be read on white."""
    return f"{'on-paper' if cls == 'paper' else cls}-text"


def numbers(scene: Scene) -> list[Flowable]:
    """Return the numbers of a scene side by side, and below them what makes them up to all operations."""
    apart = said_apart(scene)
    return [_numbers_table(scene), *([words(apart, "kicker")] if apart else [])]


def _numbers_table(scene: Scene) -> Table:
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
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
)


def changes_table(rows: Sequence[Change], room: float, *, baseline: bool) -> list[Flowable]:
    """Return the operations that change, worst first, as many as there is room for, and the names of all others.

    Parameters
    ----------
    rows
        What is told of each.
    room
        How high the table may be with the names below it, points.
    baseline
        Whether nothing is taken away: then none changes, and what is told is how it stands.
    """
    if not rows:
        return [words("No operation is made worse." if not baseline else "Every operation is sustained.", "text")]
    head = ("Operation", "How it stands" if baseline else "Before → now", "Why", "What is left")
    lines = [[words(text, "cell-head") for text in head], *(_line(row, baseline=baseline) for row in rows)]
    kept = next((count for count in range(len(rows), 0, -1) if _high(lines, rows, count) <= room), 0)
    return _told(lines, rows, kept)


def _told(lines: Sequence[Sequence[Paragraph]], rows: Sequence[Change], kept: int) -> list[Flowable]:
    """Return the first operations as a table, and the others by name."""
    others = [Spacer(0, ALSO_GAP_PT), words(also(rows[kept:]), "cell")] if kept < len(rows) else []
    return [*([_table(lines[: kept + 1])] if kept else []), *others]


def _high(lines: Sequence[Sequence[Paragraph]], rows: Sequence[Change], kept: int) -> float:
    return height_of(_told(lines, rows, kept))


def also(rows: Sequence[Change]) -> str:
    """Return operations by name alone, those that stand alike together, as in `A and B (strained)`."""
    names: dict[str, list[str]] = {}
    for row in rows:
        names.setdefault(row.now, []).append(row.name)
    return f"Also: {'; '.join(f'{listed(found)} ({now})' for now, found in names.items())}."


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
