"""Every source with its grade and what rests on it, the article claim by claim, and what the facts do not show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components import cache, state, style
from components.cards.carried import carried
from components.cards.citations import Citing
from components.cards.names import Named, named
from components.cards.needs import gap_words
from components.cards.top import cited
from components.choices import go
from components.markup import html, panel
from components.scene import Scene
from components.view import Page
from geo.dates import spoken_period
from geo.model import Claim, Source
from geo.vocabulary import Assessment, Credibility, Reliability
from geo.world import World

FIRST_ROWS: Final = 60
"""How many sources are shown before the reader asks for all."""
SHOW_ALL: Final = "all-sources"


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A source and what rests on it."""

    source: Source
    rests: tuple[Citing, ...]


@dataclass(frozen=True, kw_only=True)
class ClaimRow:
    """A claim of the article beside what was reported."""

    claim: Claim
    about: tuple[Named, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class GapLine:
    """What the facts do not show."""

    operation: Named | None
    what: str
    period: str
    why: str
    expected: bool


def sources(scene: Scene) -> None:
    """Draw every source with a search, the gaps, what the grades mean, how it is made, and the lists kept for later."""
    world = scene.world
    total = len(world.sources)
    with st.container(key="sources-search"):
        words = st.text_input(
            "Search sources and what rests on them", key="source-words", placeholder="Type, then Enter"
        )
        grades = st.pills(
            "Only sources of grade",
            list(Reliability),
            selection_mode="multi",
            format_func=lambda grade: f"{grade.value} {style.RELIABILITY_WORD[grade]}",
            key="source-grades",
        )
    found = matching(world, cache.citing(world.digest), words=words, grades=grades)
    panel("sources", table_html(found, total=total, everything=state.flag(SHOW_ALL)), acts=ACTS)
    panel("sources-rest", rest_html(world), acts=ACTS)


def claims(scene: Scene) -> None:
    """Draw the head of the page and the article, claim by claim; `sources` follows it."""
    panel("claims", claims_html(scene.world), acts=ACTS)


def table_html(found: Sequence[SourceRow], *, total: int, everything: bool) -> str:
    """Return the table of sources as HTML: the first ones, or everything that was found."""
    shown = found if everything else found[:FIRST_ROWS]
    return html("sources.html", rows=shown, found=len(found), total=total, everything=everything)


def claims_html(world: World) -> str:
    """Return the head of the page and the claims as HTML, with how many there are of each verdict."""
    rows = claims_of(world)
    verdicts = [(verdict, sum(row.claim.assessment is verdict for row in rows)) for verdict in Assessment]
    return html("claims.html", rows=rows, verdicts=verdicts, total=len(world.sources), cutoff=world.meta.data_cutoff)


def rest_html(world: World) -> str:
    """Return what follows below as HTML: gaps, grades, how it is made, and the lists kept for later."""
    return html(
        "sources_rest.html",
        gaps=gaps_of(world),
        lists=carried(world),
        grades=list(Reliability),
        numbers=list(Credibility),
    )


def matching(
    world: World, citing: Mapping[str, tuple[Citing, ...]], *, words: str = "", grades: Collection[Reliability] = ()
) -> tuple[SourceRow, ...]:
    """Return the sources that hold every typed word, in their own text or in what rests on them, newest first.

    Parameters
    ----------
    world
        The facts.
    citing
        What rests on each source.
    words
        What the reader typed; nothing finds everything.
    grades
        The grades to keep to; none keeps to none.
    """
    wanted = words.casefold().split()
    rows = [SourceRow(source=source, rests=citing[source.id]) for source in world.sources.values()]
    kept = [row for row in rows if not grades or row.source.reliability in grades]
    found = [row for row in kept if all(word in _text(row) for word in wanted)] if wanted else kept
    return tuple(sorted(found, key=lambda row: row.source.date.text if row.source.date else "", reverse=True))


def claims_of(world: World) -> tuple[ClaimRow, ...]:
    """Return the claims of the article, in its order."""
    return tuple(
        ClaimRow(claim=claim, about=named(world, claim.article_says_about), sources=cited(world, [claim.sources]))
        for claim in world.claims.values()
    )


def gaps_of(world: World) -> tuple[GapLine, ...]:
    """Return what the facts do not show; gaps of operations first."""
    lines = [
        GapLine(
            operation=named(world, [gap.operation])[0] if gap.operation else None,
            what=gap_words(gap),
            period=spoken_period(gap.start, gap.end) if gap.start or gap.end else "",
            why=gap.why,
            expected=gap.expected,
        )
        for gap in world.gaps
    ]
    return tuple(sorted(lines, key=lambda line: line.operation is None))


def _text(row: SourceRow) -> str:
    """Return everything of a source that a search looks at."""
    source = row.source
    own = (source.publisher, source.title, source.supports, source.date.spoken if source.date else "")
    return " ".join((*own, *(record.name for group in row.rests for record in group.records))).casefold()


def _toggle_all(_: str) -> None:
    state.set_flag(SHOW_ALL, value=not state.flag(SHOW_ALL))


ACTS: Final[Mapping[str, Callable[[str], None]]] = {"go": lambda name: go(name, page=Page.EXPLORE), "all": _toggle_all}
