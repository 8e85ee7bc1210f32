"""A worksheet: the exercises of a region to be marked by hand, and the key to them on pages of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Spacer, Table, TableStyle

from components import style
from components.cards.grounds import grounds_of
from components.cards.top import cited
from components.handouts.palette import few_colours
from components.handouts.paper import HEIGHT, INK, LINE, WIDTH, code, document, paired, picture, words
from components.handouts.picture import map_with_legend_png
from components.handouts.request import CAVEAT, Request, go_on, source_words
from components.learn.answer import reasons
from components.learn.question import capital, fate_look, siblings_of
from components.learn.trial import exercise_view
from components.scene import Scene, scene_of
from geo.citing import AUTHOR
from geo.cut_sets import Budget
from geo.dates import spoken_day
from geo.errors import UnknownIdError
from geo.exercise import Exercise
from geo.model import Source
from geo.predictions import Answer, Fate, answers
from geo.world import World

MAP: Final = 68 * mm
DPI: Final = 200
POINTS_OF_INCH: Final = 72
BOX: Final = "☐"
TO_MARK: Final = (0.27, 0.1, 0.1, 0.12, 0.1, 0.31)
"""The columns of what is to be marked, as shares of the width."""
ANSWERED: Final = (0.25, 0.2, 0.55)
"""The columns of the key."""
LINE_TO_WRITE: Final = 8.5 * mm
"""How high a row is at least that is written in by hand."""
MOST_SOURCES: Final = 24
"""How many sources the key names one by one."""


@dataclass(frozen=True, kw_only=True)
class Solved:
    """An exercise with what it comes to."""

    exercise: Exercise
    scene: Scene
    answers: tuple[Answer, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources behind the answers."""
        names = (grounds_of(self.scene, row.operation) for row in self.answers)
        return cited(self.scene.world, names)


def make_worksheet(request: Request, budget: Budget) -> bytes:
    """Return the exercises of a region as a PDF: pages to be marked by hand, then the key.

    Raises
    ------
    UnknownIdError
        If no exercise is open: a worksheet is of the region of one.
    OverBudgetError
        If it was cancelled.
    """
    world, asked = request.scene.world, request.exercise
    if asked is None:
        msg = "No exercise is open, so that there is no region to make a worksheet of; open one under Learn"
        raise UnknownIdError(msg)
    solved: list[Solved] = []
    lessons = siblings_of(asked, world)
    for exercise in lessons:
        go_on(budget, 0.8 * len(solved) / len(lessons))
        solved.append(solve(exercise, world))
    name = world.regions[asked.region].name
    story = [*_head(name, solved), *chain.from_iterable(map(_to_mark, range(1, len(solved) + 1), solved))]
    story += [PageBreak(), *_key(name, solved, request.link)]
    foot = " · ".join((f"Foothold worksheet, {name}", *request.colophon))
    made = document(story, title=f"Worksheet: {name}", author=AUTHOR, foot=foot)
    go_on(budget, 1.0)
    return made


def solve(exercise: Exercise, world: World) -> Solved:
    """Return an exercise with its right answers, computed as the page does unless told otherwise."""
    scene = scene_of(exercise_view(exercise), world)
    return Solved(exercise=exercise, scene=scene, answers=answers(exercise, world, scene.impact))


def _head(name: str, solved: Sequence[Solved]) -> list[Flowable]:
    """Return what stands on top of the first page, with the region as it is before anything is lost."""
    first = solved[0].scene
    before = scene_of(replace(first.view, scenario=(), lost=(), region=solved[0].exercise.region), first.world)
    size_in = (WIDTH / POINTS_OF_INCH, MAP / POINTS_OF_INCH)
    png = few_colours(map_with_legend_png(before, size_in=size_in, dpi=DPI))
    blanks = words("Name ______________________________     Class ______________     Date ______________", "notes")
    told = (
        "For each operation, mark what becomes of its support when what is named is taken away, and write down why. "
        "Judge by reported support: a way that would be possible but that nobody reported does not count."
    )
    day = words(f"The map shows {spoken_day(first.day)} with nothing taken away.", "small")
    return [
        words("Foothold · worksheet", "kicker"),
        words(name, "title"),
        blanks,
        Spacer(0, 2 * mm),
        words(told, "notes"),
        picture(png, WIDTH, MAP),
        day,
        Spacer(0, 3 * mm),
    ]


def _to_mark(number: int, solved: Solved) -> list[Flowable]:
    """Return an exercise to be marked by hand; it does not break over two pages."""
    exercise = solved.exercise
    head = [
        words(f"{number}.  {exercise.title}", "heading"),
        words(f"{exercise.question}", "notes"),
        words(_given(solved), "small"),
        *([words(f"Hint: {exercise.hint}", "small")] if exercise.hint else []),
    ]
    rows = [[words(text, "cell-head") for text in ("Operation", "So far", "I expect that it …", "", "", "Because")]]
    rows += [_row_to_mark(solved.scene.world, row) for row in solved.answers]
    return [KeepTogether([*head, Spacer(0, 1 * mm), _table(rows, TO_MARK, least=LINE_TO_WRITE), Spacer(0, 4 * mm)])]


def _given(solved: Solved) -> str:
    return f"{spoken_day(solved.scene.day)}: {capital(solved.scene.lost_words)}."


def _row_to_mark(world: World, row: Answer) -> list[Flowable]:
    boxes = [f"{BOX} {_short(row, fate)}" if fate in row.choices else "" for fate in Fate]
    texts = (world.operations[row.operation].name, style.STATUS_WORD[row.baseline], *boxes, "")
    return [words(text, "cell") for text in texts]


def _short(row: Answer, fate: Fate) -> str:
    look = fate_look(row, fate)
    return style.FATE_SHORT[fate] if look is style.FATE_LOOK[fate] else look.word


def _key(name: str, solved: Sequence[Solved], link: str) -> list[Flowable]:
    """Return the key: each exercise with its right answers and their reasons, and the sources behind them."""
    intro = "Computed by the same engine as the page, from the reports of each day. Other assumptions may give others."
    told = chain.from_iterable(_answered(number, row) for number, row in enumerate(solved, start=1))
    found = tuple(dict.fromkeys(source for row in solved for source in row.sources))
    more = [words(f"… and {len(found) - MOST_SOURCES} more.", "small")] if len(found) > MOST_SOURCES else []
    lines = [words(source_words(source), "small") for source in found[:MOST_SOURCES]]
    live = paired(
        [words(f"The exercises live, under Learn: {link}", "small"), words(CAVEAT, "small")], code(link, 20 * mm)
    )
    return [
        words("Foothold · worksheet", "kicker"),
        words(f"Key: {name}", "title"),
        words(intro, "notes"),
        *told,
        words("Sources", "heading"),
        *lines,
        *more,
        Spacer(0, 3 * mm),
        live,
    ]


def _answered(number: int, solved: Solved) -> list[Flowable]:
    rows = [[words(text, "cell-head") for text in ("Operation", "Answer", "Why")]]
    rows += [_row_answered(solved.scene, row) for row in solved.answers]
    head = [words(f"{number}.  {solved.exercise.title}", "heading"), words(_given(solved), "small"), Spacer(0, 1 * mm)]
    return [KeepTogether([*head, _table(rows, ANSWERED)])]


def _row_answered(scene: Scene, row: Answer) -> list[Flowable]:
    look = fate_look(row, row.fate)
    now = style.STATUS_WORD[row.status]
    fate = look.word if now == look.word or row.fate is not Fate.LOSES else f"{look.word} ({now})"
    name = scene.world.operations[row.operation].name
    return [
        words(name, "cell"),
        words(f"{look.sign} {fate}", "cell"),
        words(" ".join(reasons(scene, row.operation)), "cell"),
    ]


def _table(rows: Sequence[Sequence[Flowable]], shares: Sequence[float], *, least: float = 0.0) -> Table:
    """Return a ruled table as wide as the page; `least` is how high a row is at least, points."""
    ruled = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
            *([("SPAN", (2, 0), (4, 0))] if least else []),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 1), (-1, -1), 3.5),
            ("BOTTOMPADDING", (0, 1), (-1, -1), 3.5),
        ]
    )
    widths = [share * WIDTH for share in shares]
    high = [
        max(least, *(cell.wrap(width, HEIGHT)[1] + 7 for cell, width in zip(row, widths, strict=True))) for row in rows
    ]
    heights = [None, *high[1:]] if least else None
    return Table([list(row) for row in rows], colWidths=widths, rowHeights=heights, style=ruled)
