"""Slides of a briefing, a slide a step, or of one view: the map as a picture, everything else as native text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pptx.presentation import Presentation

from components import style
from components.handouts.changes import changes
from components.handouts.deck.blank import HEIGHT_IN, TITLE_AND_WORDS, TITLE_ONLY, WIDTH_IN, blank
from components.handouts.deck.fitting import height_in, size_that_fits, that_fit
from components.handouts.deck.page import BRAND, MUTED, PAPER, Box, SlidePage
from components.handouts.deck.table import add_table, pages_of
from components.handouts.deck.words import plain
from components.handouts.palette import few_colours
from components.handouts.picture import map_png
from components.handouts.qr import qr_png
from components.handouts.request import (
    CAUTION,
    Request,
    Sheet,
    answer,
    colophon,
    day_words,
    go_on,
    source_words,
    sources,
    taken_away,
    title,
)
from components.scene import Scene
from components.view import Theme
from geo.citing import AUTHOR
from geo.cut_sets import Budget
from geo.markdown import Paragraph, ParagraphKind, Run, paragraphs
from geo.model import Source

DPI: Final = 200
EDGE_IN: Final = 0.45
KICKER: Final = Box(EDGE_IN, 0.28, 12.43, 0.3)
TITLE: Final = Box(EDGE_IN, 0.55, 12.43, 0.72)
MAP: Final = Box(EDGE_IN, 1.42, 8.3, 5.2)
WORDS: Final = Box(9.05, 1.42, 3.83, 3.9)
QR: Final = Box(9.05, 5.52, 1.1, 1.1)
LINK: Final = Box(10.28, 5.62, 2.6, 0.9)
KEY: Final = Box(EDGE_IN, 6.68, 8.3, 0.2)
SOURCES: Final = Box(EDGE_IN, 6.93, 8.3, 0.22)
FOOT: Final = Box(EDGE_IN, 7.15, 10.5, 0.2)
NUMBER: Final = Box(11.6, 7.15, 1.28, 0.2)
TABLE: Final = Box(EDGE_IN, 1.42, 12.43, 5.5)
WORD_SIZES_PT: Final = (20, 18, 17, 16, 15, 14, 13, 12)
SMALL_PT: Final = 9
SOURCE_PT: Final = 10
SOURCE_COLUMNS: Final = (Box(EDGE_IN, 1.42, 6.05, 5.3), Box(6.83, 1.42, 6.05, 5.3))
MORE: Final = Box(EDGE_IN, 6.85, 12.43, 0.2)
MOST_SOURCE_SLIDES: Final = 4
MOST_IN_NOTES: Final = 60
"""How many sources the notes of a slide name one by one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """What one slide with a map says."""

    scene: Scene
    title: str
    words: tuple[Paragraph, ...]
    notes: str
    named: tuple[Source, ...]
    """The sources that it names first."""
    others: tuple[Source, ...]
    """Further ones behind what it shows."""
    link: str


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
    _closing(deck, request, tuple(named.values()))


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
        _head(page, scene, _continued(head, number))
        add_table(page, part, TABLE)
        _foot(page, scene)
        page.notes(_notes("", request.link, (), behind))
    _closing(deck, request, behind, most=1)


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
    )


def _why(scene: Scene) -> str:
    """Return why what is shown matters, where one scenario says so."""
    return scene.world.scenarios[scene.view.scenario[0]].why if len(scene.view.scenario) == 1 else ""


# ---- slides --------------------------------------------------------------------------------------------------------


def _map_slide(deck: Presentation, shown: Shown) -> None:
    """Add a slide with the map at the left and the words beside it."""
    page = SlidePage.new(deck, TITLE_AND_WORDS)
    _head(page, shown.scene, shown.title)
    size_pt, fits = size_that_fits([row.text for row in shown.words], WORDS.size, WORD_SIZES_PT)
    words = shown.words if fits else that_fit(shown.words, WORDS.size, size_pt)
    page.body(words, WORDS, size_pt=size_pt)
    page.picture(_map(shown.scene, MAP), MAP, says=_says(shown.scene))
    _key(page, shown.scene)
    _qr(page, shown.link, QR)
    page.words(
        [plain("Open this map", bold=True, link=shown.link), plain("Point a camera at the code")], LINK, size_pt=11
    )
    page.words([plain(_source_line(shown))], SOURCES, size_pt=SMALL_PT, ink=MUTED)
    _foot(page, shown.scene)
    whole = "" if fits else "\n".join(row.text for row in shown.words)
    page.notes(
        _notes("\n\n".join(part for part in (whole, shown.notes) if part), shown.link, shown.named, shown.others)
    )


def _opening(deck: Presentation, request: Request, scene: Scene) -> None:
    """Add the first slide of a briefing: what it is about, beside the map it begins with."""
    briefing = request.briefing
    if briefing is None:
        return
    page = SlidePage.new(deck, TITLE_AND_WORDS)
    band = Box(0, 0, 5.6, HEIGHT_IN)
    right = Box(band.width, 0, WIDTH_IN - band.width, HEIGHT_IN)
    page.block(band, fill=BRAND)
    page.picture(_map(scene, right), right, says=_says(scene), behind=True)
    page.title(briefing.title, Box(0.6, 0.9, 4.5, 2.3), ink=PAPER, sizes_pt=(40, 36, 32, 28, 24))
    box = Box(0.6, 3.4, 4.5, 2.4)
    size_pt, _ = size_that_fits([briefing.summary], box.size, (18, 16, 14, 12))
    page.body([plain(briefing.summary)], box, size_pt=size_pt, ink=PAPER)
    lines = [f"{briefing.author}, {briefing.date.spoken}", *request.colophon]
    page.words([plain(line) for line in lines], Box(0.6, 6.1, 4.5, 1.0), size_pt=10, ink=PAPER)
    page.notes(f"{briefing.summary}\n\nThe live map: {request.link}")


def _closing(deck: Presentation, request: Request, named: Sequence[Source], *, most: int = MOST_SOURCE_SLIDES) -> None:
    """Add the last slides: the sources in two columns on so many slides at most, and how to open the live map."""
    rest = [_listed(source) for source in named]
    for number in range(most):
        if rest:
            page = SlidePage.new(deck, TITLE_ONLY)
            page.title(_continued("Sources", number), TITLE)
            for box in SOURCE_COLUMNS:
                part = that_fit(rest, box.size, SOURCE_PT)
                rest = rest[len(part) :]
                if part:
                    page.words(part, box, size_pt=SOURCE_PT)
            _foot(page, request.scene)
    if rest:
        page.words(
            [plain(f"and {len(rest)} more, on the live map and in the data")], MORE, size_pt=SOURCE_PT, ink=MUTED
        )
    _take_home(deck, request)


def _take_home(deck: Presentation, request: Request) -> None:
    """Add the slide with the way to the live map, and what to bear in mind."""
    page = SlidePage.new(deck, TITLE_AND_WORDS)
    page.title("Ask the map yourself", TITLE)
    code = Box(EDGE_IN, 1.6, 3.6, 3.6)
    _qr(page, request.link, code)
    page.words([plain(request.link, link=request.link)], Box(EDGE_IN, 5.3, 3.6, 1.3), size_pt=11)
    said = [
        "Point a camera at the code, or open the link: the map stands as it does here.",
        "Take any other base, or a host's consent, away and see what is left.",
        "“Loses support” means that this data set shows no way left, not that there is none. Nothing here predicts.",
        CAUTION,
    ]
    page.body([plain(line) for line in said], Box(4.6, 1.6, 8.28, 4.2), size_pt=20)
    page.words([plain(" · ".join(request.colophon))], Box(4.6, 6.0, 8.28, 0.3), size_pt=11, ink=MUTED)
    page.notes(f"The live map: {request.link}")


# ---- parts of slides -----------------------------------------------------------------------------------------------


def _head(page: SlidePage, scene: Scene, text: str) -> None:
    """Write the day and what is taken away, and the title under it."""
    kicker = [day_words(scene), *([taken_away(scene)] if scene.tokens else [])]
    page.words([plain(" · ".join(kicker), bold=True)], KICKER, size_pt=12, ink=BRAND)
    page.title(text, TITLE)


def _continued(text: str, number: int) -> str:
    """Return the title of one of several slides of a kind, counted from 0: no two of them are called the same."""
    return f"{text} ({number + 1})" if number else text


def _foot(page: SlidePage, scene: Scene) -> None:
    """Write which data it is, the licence, and the number of the slide."""
    page.words([plain(" · ".join([AUTHOR, *colophon(scene), CAUTION]))], FOOT, size_pt=SMALL_PT, ink=MUTED)
    page.number(NUMBER, size_pt=SMALL_PT)


def _map(scene: Scene, box: Box) -> bytes:
    """Return the map as a picture on white, whatever the theme of the page."""
    light = replace(scene, view=replace(scene.view, theme=Theme.LIGHT))
    return few_colours(map_png(light, size_in=box.size, dpi=DPI))


def _says(scene: Scene) -> str:
    """Return what the picture of the map shows, for whoever cannot see it."""
    return f"Map: {title(scene)}, {day_words(scene)}. {answer(scene)}"


def _key(page: SlidePage, scene: Scene) -> None:
    """Put the marks of the statuses that there are under the map, with their words."""
    left = KEY.left
    for status, cls in style.STATUS_CLASS.items():
        if scene.impact.counts[status]:
            page.sign(cls, style.SIGN[cls], Box(left, KEY.top, 0.2, 0.2))
            word = f"{style.STATUS_WORD[status]}: {scene.impact.counts[status]}"
            page.words([plain(word)], Box(left + 0.27, KEY.top + 0.02, 1.6, 0.2), size_pt=10)
            left += 0.27 + 0.085 * len(word) + 0.25


def _qr(page: SlidePage, link: str, box: Box) -> None:
    """Put a link on the slide as a code, if it is not too long for one."""
    png = qr_png(link)
    if png:
        page.picture(png, box, says=f"QR code that opens {link}")


def _source_line(shown: Shown) -> str:
    """Return the sources in a line: who published what is named, and how many more there are."""
    publishers = list(dict.fromkeys(source.publisher for source in shown.named or shown.others))
    line = ""
    for number, publisher in enumerate(publishers):
        longer = f"{line}, {publisher}" if line else f"Sources: {publisher}"
        rest = len(publishers) - number
        if height_in([longer], width_in=SOURCES.width - 1.4, size_pt=SMALL_PT) > SOURCES.height:
            return f"{line} and {rest} more, in the notes"
        line = longer
    return line


def _notes(said: str, link: str, named: Iterable[Source], others: Sequence[Source]) -> str:
    """Return the speaker's notes: what to say, where the sources are, the link."""
    cited = [_cited(source) for source in named]
    behind = [_cited(source) for source in others[:MOST_IN_NOTES]]
    more = len(others) - len(behind)
    parts = [
        said,
        "\n".join(["Sources:", *cited]) if cited else "",
        "\n".join(["Behind the map:", *behind, *([f"and {more} more, on the live map"] if more else [])])
        if behind
        else "",
        f"The live map: {link}",
    ]
    return "\n\n".join(part for part in parts if part)


def _listed(source: Source) -> Paragraph:
    """Return a source as a line whose publisher leads to it."""
    publisher, rest = source.publisher, source_words(source).removeprefix(source.publisher)
    return Paragraph(kind=ParagraphKind.TEXT, runs=(Run(text=publisher, link=source.url), Run(text=rest)))


def _cited(source: Source) -> str:
    return f"{source_words(source)} {source.url}" if source.url else source_words(source)
