"""Documents to print: a briefing, a page a step, and any view on one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image, KeepInFrame, PageBreak, Spacer

from components.handouts.changes import changes
from components.handouts.palette import few_colours
from components.handouts.paper import HEIGHT, WIDTH, code, document, height_of, paired, picture, prose, words
from components.handouts.picture import map_with_legend_png
from components.handouts.request import (
    CAVEAT,
    Request,
    Sheet,
    answer,
    borders,
    day_words,
    go_on,
    source_words,
    sources,
    sources_counted,
    taken_away,
)
from components.handouts.tables import changes_table, numbers
from components.scene import Scene
from components.view import Theme
from geo.briefing import Briefing
from geo.citing import AUTHOR
from geo.cut_sets import Budget
from geo.model import Source

DPI: Final = 220
POINTS_OF_INCH: Final = 72
TALLEST_MAP: Final = 150 * mm
LOWEST_MAP: Final = 90 * mm
TALLEST_VIEW_MAP: Final = 125 * mm
LOWEST_VIEW_MAP: Final = 90 * mm
CODE: Final = 22 * mm
GAP: Final = 3 * mm
MOST_NAMED: Final = 10
"""How many of the sources that a step names itself its page gives one by one."""
MOST_OTHERS: Final = 4
"""How many sources are given one by one where none is named."""


def make_handout(request: Request, budget: Budget) -> bytes:
    """Return a briefing for the room as a PDF: a page a step after a page with its title; see `make_speakers_copy`.

    The speaker's notes are not in it. Of a view, it is the same as `make_summary`.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    """
    return _of_briefing(request, budget, with_notes=False)


def make_speakers_copy(request: Request, budget: Budget) -> bytes:
    """Return what `make_handout` does, with the speaker's notes on the page of each step.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    """
    return _of_briefing(request, budget, with_notes=True)


def _of_briefing(request: Request, budget: Budget, *, with_notes: bool) -> bytes:
    briefing = request.briefing
    if briefing is None:
        return make_summary(request, budget)
    count = len(briefing.steps)
    story = _cover(request, briefing)
    for sheet in request.steps():
        go_on(budget, 0.95 * (sheet.number - 1) / count)
        story += [PageBreak(), *_step_page(sheet, count, with_notes=with_notes)]
    made = document(story, title=briefing.title, author=briefing.author, foot=_foot(request))
    go_on(budget, 1.0)
    return made


def make_summary(request: Request, budget: Budget) -> bytes:
    """Return a view as a PDF of one page: the answer, the numbers, the map, what changes and why, and the sources.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    """
    scene = request.scene
    go_on(budget, 0.1)
    top = [*_head(request), *numbers(scene), _gap()]
    end = [_gap(), _ending(scene, sources(scene), request.link), words(CAVEAT, "small")]
    room = HEIGHT - height_of(top) - height_of(end) - GAP
    told = changes_table(changes(scene), room - LOWEST_VIEW_MAP, baseline=not scene.tokens)
    map_high = min(TALLEST_VIEW_MAP, room - height_of(told))
    story = [*top, _map(scene, map_high), _gap(), *told, *end]
    go_on(budget, 0.6)
    made = document(story, title=request.title, author=AUTHOR, foot=_foot(request))
    go_on(budget, 1.0)
    return made


def _head(request: Request) -> list[Flowable]:
    """Return what stands on top of a summary."""
    scene = request.scene
    kicker = f"As of {day_words(scene)} · {taken_away(scene)} · {borders(scene)}"
    return [words(kicker, "kicker"), words(request.title, "title"), words(answer(scene), "lead")]


def _cover(request: Request, briefing: Briefing) -> list[Flowable]:
    """Return the first page of a briefing: what it is about, and its steps."""
    made = f"{briefing.author}, {briefing.date.spoken} · written for data {briefing.data}"
    steps = [words(f"{number}.  {step.title}") for number, step in enumerate(briefing.steps, start=1)]
    there = "The live map: scan the code, or open the address below it. Each page has a code of its own."
    return [
        Spacer(0, 30 * mm),
        words(briefing.title, "cover"),
        words(briefing.summary, "lead"),
        words(made, "kicker"),
        Spacer(0, 8 * mm),
        KeepInFrame(WIDTH, HEIGHT / 2, steps, mode="shrink"),
        Spacer(0, 8 * mm),
        paired([words(there, "notes"), words(request.link, "small"), words(CAVEAT, "small")], code(request.link, CODE)),
    ]


def _step_page(sheet: Sheet, count: int, *, with_notes: bool) -> list[Flowable]:
    """Return the page of a step; the map takes what its words leave, and they shrink only where it would be too low."""
    scene, step = sheet.scene, sheet.step
    lost = f" · {taken_away(scene)}" if scene.tokens else ""
    top = [words(f"Step {sheet.number} of {count} · as of {day_words(scene)}{lost}", "kicker")]
    top.append(words(step.title, "title"))
    said = [*prose(step.words, "lead"), *_notes(step.notes if with_notes else "")]
    end = [_gap(), _ending(scene, sheet.sources, sheet.link, named=len(step.sources))]
    room = HEIGHT - height_of(top) - height_of(end) - 2 * GAP
    map_high = min(TALLEST_MAP, max(LOWEST_MAP, room - height_of(said)))
    words_below = KeepInFrame(WIDTH, room - map_high, said, mode="shrink")
    return [*top, _map(scene, map_high), _gap(), words_below, *end]


def _notes(text: str) -> list[Flowable]:
    return [words("Notes for the speaker", "heading"), *prose(text, "notes")] if text else []


def _ending(scene: Scene, found: Sequence[Source], link: str, *, named: int = 0) -> Flowable:
    """Return the sources of a page, and the code that leads to the live map.

    Parameters
    ----------
    scene
        What is shown.
    found
        The sources behind what is shown, those that the page itself names first.
    link
        The address of the live map.
    named
        How many those are.
    """
    shown = found[: min(named, MOST_NAMED) or MOST_OTHERS]
    counted = f"… in all {sources_counted(scene, len(found), named=bool(named))}; each is named at the link."
    rest = [words(counted, "small")] if len(found) > len(shown) else []
    lines = [words(source_words(source), "small") for source in shown]
    head = [words("Sources", "heading")] if found else []
    return paired([*head, *lines, *rest, words(f"Live map: {link}", "small")], code(link, CODE))


def _map(scene: Scene, height: float) -> Image:
    """Return the map of a scene as it is on paper: light, and as wide as the page."""
    light = replace(scene, view=replace(scene.view, theme=Theme.LIGHT))
    size_in = (WIDTH / POINTS_OF_INCH, height / POINTS_OF_INCH)
    return picture(few_colours(map_with_legend_png(light, size_in=size_in, dpi=DPI)), WIDTH, height)


def _foot(request: Request) -> str:
    return " · ".join((request.title, *request.colophon))


def _gap() -> Flowable:
    return Spacer(0, GAP)
