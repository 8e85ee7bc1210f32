"""What the slides have in common: where things stand, and the parts that each has."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from components import style
from components.handouts.deck.fitting import height_in
from components.handouts.deck.page import BRAND, MUTED, Box, SlidePage
from components.handouts.deck.words import plain
from components.handouts.palette import few_colours
from components.handouts.picture import map_png, map_with_legend_png
from components.handouts.qr import qr_png
from components.handouts.request import (
    answer,
    colophon,
    day_words,
    outcome,
    source_words,
    sources_counted,
    taken_away,
    title,
)
from components.impact_view import counts, said_apart
from components.scene import Scene
from components.view import Theme
from geo.citing import AUTHOR
from geo.markdown import Paragraph, ParagraphKind, Run
from geo.model import Source
from geo.notices import LINES_CAUTION

DPI: Final = 200
EDGE_IN: Final = 0.45
KICKER: Final = Box(EDGE_IN, 0.28, 12.43, 0.3)
TITLE: Final = Box(EDGE_IN, 0.55, 12.43, 0.72)
MAP: Final = Box(EDGE_IN, 1.42, 8.3, 5.2)
KEY: Final = Box(EDGE_IN, 6.68, 8.3, 0.2)
SOURCES: Final = Box(EDGE_IN, 6.93, 12.43, 0.22)
FOOT: Final = Box(EDGE_IN, 7.15, 10.5, 0.2)
NUMBER: Final = Box(11.6, 7.15, 1.28, 0.2)
SMALL_PT: Final = 9
KEY_PT: Final = 10
KEY_IN_A_LETTER: Final = 0.075
"""How wide a letter under the map is at most on average, inches."""
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
    computed: tuple[Paragraph, ...] = ()
    """What is computed, where the words do not say it themselves."""


def computed(scene: Scene) -> tuple[Paragraph, ...]:
    """Return what is computed of a scene as a paragraph, if something is taken away."""
    said = (Run(text="Computed: ", bold=True), Run(text=outcome(scene)))
    return (Paragraph(kind=ParagraphKind.TEXT, runs=said),) if scene.tokens else ()


def put_head(page: SlidePage, scene: Scene, text: str) -> None:
    """Write the day and what is taken away, and the title under it."""
    kicker = [day_words(scene), *([taken_away(scene)] if scene.tokens else [])]
    page.words([plain(" · ".join(kicker), bold=True)], KICKER, size_pt=12, ink=BRAND)
    page.title(text, TITLE)


def continued(text: str, number: int) -> str:
    """Return the title of one of several slides of a kind, counted from 0: no two of them are called the same."""
    return f"{text} ({number + 1})" if number else text


def put_foot(page: SlidePage, scene: Scene) -> None:
    """Write which data it is, the licence, and the number of the slide."""
    page.words([plain(" · ".join([AUTHOR, *colophon(scene), LINES_CAUTION]))], FOOT, size_pt=SMALL_PT, ink=MUTED)
    page.number(NUMBER, size_pt=SMALL_PT)


def map_of(scene: Scene, box: Box, *, with_legend: bool = True) -> bytes:
    """Return the map as a picture on white, whatever the theme of the page, with its legend below it or alone."""
    light = replace(scene, view=replace(scene.view, theme=Theme.LIGHT))
    make = map_with_legend_png if with_legend else map_png
    return few_colours(make(light, size_in=box.size, dpi=DPI))


def says(scene: Scene) -> str:
    """Return what the picture of the map shows, for whoever cannot see it."""
    return f"Map: {title(scene)}, {day_words(scene)}. {answer(scene)}"


def put_key(page: SlidePage, scene: Scene) -> None:
    """Put the numbers of a scene under the map, each with its mark, and what makes them up to all operations."""
    left = KEY.left
    for cls, count, word in counts(scene):
        page.sign(cls, style.SIGN[cls], Box(left, KEY.top, 0.2, 0.2))
        left = _put_words(page, f"{count} {word}", left + 0.27)
    if apart := said_apart(scene):
        _put_words(page, apart, left)


def _put_words(page: SlidePage, text: str, left: float) -> float:
    """Write words under the map, and return where the next may stand."""
    wide = KEY_IN_A_LETTER * len(text)
    page.words([plain(text)], Box(left, KEY.top + 0.02, wide + 0.1, 0.2), size_pt=KEY_PT)
    return left + wide + 0.25


def put_code(page: SlidePage, link: str, box: Box) -> None:
    """Put a link on the slide as a code, if it is not too long for one."""
    png = qr_png(link)
    if png:
        page.picture(png, box, says=f"QR code that opens {link}")


def source_line(shown: Shown) -> str:
    """Return the sources in a line: who published what is named, as far as there is room, and how many there are."""
    publishers = list(dict.fromkeys(source.publisher for source in shown.named or shown.others))
    count = len(shown.named) + len(shown.others)
    ends = f"; {counted(shown)}: see the notes" if count > 1 else ""
    for number in range(len(publishers), 0, -1):
        others = " and others" if number < len(publishers) else ""
        line = f"Sources: {', '.join(publishers[:number])}{others}{ends}"
        if number == 1 or height_in([line], width_in=SOURCES.width, size_pt=SMALL_PT) <= SOURCES.height:
            return line
    return ""


def counted(shown: Shown) -> str:
    """Return how many sources stand behind a slide, and what they stand for."""
    count = len(shown.named) + len(shown.others)
    return sources_counted(shown.scene, count, named=bool(shown.named))


def notes_of(said: str, shown: Shown) -> str:
    """Return the speaker's notes: what to say, where the sources are, the link."""
    cited = [_cited(source) for source in shown.named]
    behind = [_cited(source) for source in shown.others[:MOST_IN_NOTES]]
    more = len(shown.others) - len(behind)
    parts = [
        said,
        f"In all {counted(shown)}." if cited or behind else "",
        "\n".join(["Named here:", *cited]) if cited else "",
        "\n".join(["Behind the map:", *behind, *([f"and {more} more, on the live map"] if more else [])])
        if behind
        else "",
        f"The live map: {shown.link}",
    ]
    return "\n\n".join(part for part in parts if part)


def listed(source: Source) -> Paragraph:
    """Return a source as a line whose publisher leads to it."""
    publisher, rest = source.publisher, source_words(source).removeprefix(source.publisher)
    return Paragraph(kind=ParagraphKind.TEXT, runs=(Run(text=publisher, link=source.url), Run(text=rest)))


def _cited(source: Source) -> str:
    return f"{source_words(source)} {source.url}" if source.url else source_words(source)
