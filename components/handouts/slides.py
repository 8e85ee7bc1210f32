"""Slides of a briefing, a slide a step, or of one view: the map as a picture, everything else as native text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from pptx.presentation import Presentation

from components.handouts.changes import changes
from components.handouts.deck.blank import HEIGHT_IN, TITLE_AND_WORDS, TITLE_ONLY, WIDTH_IN, blank
from components.handouts.deck.fitting import in_columns, size_that_fits, that_fit
from components.handouts.deck.page import BRAND, MUTED, PAPER, Box, SlidePage
from components.handouts.deck.parts import (
    EDGE_IN,
    MAP,
    SMALL_PT,
    SOURCES,
    TITLE,
    Shown,
    computed,
    continued,
    listed,
    map_of,
    notes_of,
    put_code,
    put_foot,
    put_head,
    put_key,
    says,
    source_line,
)
from components.handouts.deck.table import add_table, pages_of
from components.handouts.deck.words import plain
from components.handouts.request import Request, Sheet, answer, go_on, sources, title
from components.scene import Scene
from geo.citing import AUTHOR
from geo.cut_sets import Budget
from geo.markdown import Paragraph, paragraphs
from geo.model import Source
from geo.notices import LINES_CAUTION, LOSES_SUPPORT, NO_PREDICTION

WORDS: Final = Box(9.05, 1.42, 3.83, 3.9)
QR: Final = Box(9.05, 5.52, 1.1, 1.1)
LINK: Final = Box(10.28, 5.62, 2.6, 0.9)
TABLE: Final = Box(EDGE_IN, 1.42, 12.43, 5.5)
LARGE_PT: Final = (20, 18, 17, 16, 15, 14)
WORD_SIZES_PT: Final = (*LARGE_PT, 13, 12)
SOURCE_COLUMN: Final = Box(EDGE_IN, 1.42, 6.05, 5.3)
SOURCE_LEFTS_IN: Final = (EDGE_IN, 6.83)
"""Where the columns of sources begin."""
MORE: Final = Box(EDGE_IN, 6.85, 12.43, 0.2)
MOST_SOURCE_SLIDES: Final = 4


def make_pptx(request: Request, budget: Budget) -> bytes:
    """Return slides as a PowerPoint file.

    Parameters
    ----------
    request
        What is handed out: a whole briefing, or one view with the operations that change.
    budget
        Who is told how far it is, and who may cancel.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    """
    go_on(budget, 0.0)
    author = request.briefing.author if request.briefing else AUTHOR
    deck = blank(title=request.title, author=author)
    if request.briefing:
        _briefing(deck, request, budget)
    else:
        _view(deck, request, budget)
    file = io.BytesIO()
    deck.save(file)
    go_on(budget, 1.0)
    return file.getvalue()


def _briefing(deck: Presentation, request: Request, budget: Budget) -> None:
    """Add the slides of a briefing."""
    count = len(request.briefing.steps) if request.briefing else 0
    named: dict[str, Source] = {}
    for sheet in request.steps():
        shown = _of_step(sheet)
        if sheet.number == 1:
            _opening(deck, request, shown.scene)
        named |= {source.id: source for source in shown.named}
        _map_slide(deck, shown)
        go_on(budget, 0.95 * sheet.number / count)
    _closing(deck, request, tuple(named.values()), head="Sources that the steps name")


def _view(deck: Presentation, request: Request, budget: Budget) -> None:
    """Add the slides of one view: the map with the answer, then the operations."""
    scene = request.scene
    behind = sources(scene)
    words = tuple(plain(text) for text in (answer(scene), _why(scene)) if text)
    shown = Shown(
        scene=scene, title=title(scene), words=words, notes=answer(scene), named=(), others=behind, link=request.link
    )
    _map_slide(deck, shown)
    go_on(budget, 0.6)
    told = changes(scene)
    head = "What changes, and what is left" if scene.tokens else "What is not sustained with nothing taken away"
    for number, part in enumerate(pages_of(told, TABLE)):
        page = SlidePage.new(deck, TITLE_ONLY)
        put_head(page, scene, continued(head, number))
        add_table(page, part, TABLE)
        put_foot(page, scene)
        page.notes(notes_of("", shown))
    _closing(deck, request, behind, head="Sources", most=1)


def _of_step(sheet: Sheet) -> Shown:
    """Return what the slide of a step says."""
    own = set(sheet.step.sources)
    behind = sheet.sources
    return Shown(
        scene=sheet.scene,
        title=sheet.step.title,
        words=paragraphs(sheet.step.words),
        notes="\n".join(row.text for row in paragraphs(sheet.step.notes)),
        named=tuple(source for source in behind if source.id in own),
        others=tuple(source for source in behind if source.id not in own),
        link=sheet.link,
        computed=computed(sheet.scene),
    )


def _why(scene: Scene) -> str:
    """Return why what is shown matters, where one scenario says so."""
    return scene.world.scenarios[scene.view.scenario[0]].why if len(scene.view.scenario) == 1 else ""


# ---- slides --------------------------------------------------------------------------------------------------------


def _map_slide(deck: Presentation, shown: Shown) -> None:
    """Add a slide with the map at the left and the words beside it."""
    page = SlidePage.new(deck, TITLE_AND_WORDS)
    put_head(page, shown.scene, shown.title)
    size_pt, fits, words = _written_in(shown)
    page.body(words, WORDS, size_pt=size_pt)
    page.picture(map_of(shown.scene, MAP), MAP, says=says(shown.scene))
    put_key(page, shown.scene)
    put_code(page, shown.link, QR)
    page.words(
        [plain("Open this map", bold=True, link=shown.link), plain("Point a camera at the code")], LINK, size_pt=11
    )
    page.words([plain(source_line(shown))], SOURCES, size_pt=SMALL_PT, ink=MUTED)
    put_foot(page, shown.scene)
    whole = "" if fits else "\n".join(row.text for row in shown.words)
    page.notes(notes_of("\n\n".join(part for part in (whole, shown.notes) if part), shown))


def _written_in(shown: Shown) -> tuple[float, bool, Sequence[Paragraph]]:
    """Return the size of the words beside the map, whether all of them fit, and those that do.

    What is computed stands below them where that leaves them large enough.
    """
    with_answer = [*shown.words, *shown.computed]
    size_pt, fits = size_that_fits([row.text for row in with_answer], WORDS.size, LARGE_PT)
    if fits:
        return size_pt, True, with_answer
    size_pt, fits = size_that_fits([row.text for row in shown.words], WORDS.size, WORD_SIZES_PT)
    return size_pt, fits, shown.words if fits else that_fit(shown.words, WORDS.size, size_pt)


def _opening(deck: Presentation, request: Request, scene: Scene) -> None:
    """Add the first slide of a briefing: what it is about, beside the map it begins with."""
    briefing = request.briefing
    if briefing is None:
        return
    page = SlidePage.new(deck, TITLE_AND_WORDS)
    band = Box(0, 0, 5.6, HEIGHT_IN)
    right = Box(band.width, 0, WIDTH_IN - band.width, HEIGHT_IN)
    page.block(band, fill=BRAND)
    page.picture(map_of(scene, right, with_legend=False), right, says=says(scene), behind=True)
    page.title(briefing.title, Box(0.6, 0.9, 4.5, 2.3), ink=PAPER, sizes_pt=(40, 36, 32, 28, 24))
    box = Box(0.6, 3.4, 4.5, 2.4)
    size_pt, _ = size_that_fits([briefing.summary], box.size, (18, 16, 14, 12))
    page.body([plain(briefing.summary)], box, size_pt=size_pt, ink=PAPER)
    lines = [f"{briefing.author}, {briefing.date.spoken}", *request.colophon]
    page.words([plain(line) for line in lines], Box(0.6, 6.1, 4.5, 1.0), size_pt=10, ink=PAPER)
    page.notes(f"{briefing.summary}\n\nThe live map: {request.link}")


def _closing(
    deck: Presentation, request: Request, named: Sequence[Source], *, head: str, most: int = MOST_SOURCE_SLIDES
) -> None:
    """Add the last slides: the sources in two columns on so many slides at most, and how to open the live map."""
    rows = [listed(source) for source in named]
    size_pt, slides = in_columns(rows, SOURCE_COLUMN.size, count=len(SOURCE_LEFTS_IN), most=most)
    for number, columns in enumerate(slides):
        page = SlidePage.new(deck, TITLE_ONLY)
        page.title(continued(head, number), TITLE)
        for left, part in zip(SOURCE_LEFTS_IN, columns, strict=False):
            page.words(part, SOURCE_COLUMN._replace(left=left), size_pt=size_pt)
        put_foot(page, request.scene)
    left_out = len(rows) - sum(len(part) for columns in slides for part in columns)
    if left_out:
        more = f"and {left_out} more of {len(rows)} sources in all, each on the live map and in the data"
        page.words([plain(more)], MORE, size_pt=10, ink=MUTED)
    _take_home(deck, request)


def _take_home(deck: Presentation, request: Request) -> None:
    """Add the slide with the way to the live map, and what to bear in mind."""
    page = SlidePage.new(deck, TITLE_AND_WORDS)
    page.title("Ask the map yourself", TITLE)
    code = Box(EDGE_IN, 1.6, 3.6, 3.6)
    put_code(page, request.link, code)
    page.words([plain(request.link, link=request.link)], Box(EDGE_IN, 5.3, 3.6, 1.3), size_pt=11)
    said = [
        "Point a camera at the code, or open the link: the map stands as it does here.",
        "Take any other base, or a host's consent, away and see what is left.",
        f"{LOSES_SUPPORT} {NO_PREDICTION}",
        LINES_CAUTION,
    ]
    page.body([plain(line) for line in said], Box(4.6, 1.6, 8.28, 4.2), size_pt=20)
    page.words([plain(" · ".join(request.colophon))], Box(4.6, 6.0, 8.28, 0.3), size_pt=11, ink=MUTED)
    page.notes(f"The live map: {request.link}")
