"""Links and chains of links as rows and steps that one can click along, with what the scenario does to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from components import style
from components.cards.names import functions_in_words, short_name_of
from components.scene import Scene
from geo.chains import Chain
from geo.dates import spoken_period
from geo.model import Link
from geo.vocabulary import Evidence

NOT_THAT_DAY: Final = style.Look("unknown", "-", "not in use on this day")
EVIDENCE_WORD: Final = {Evidence.REPORTED: "reported", Evidence.INFERRED: "inferred by us from reports"}


@dataclass(frozen=True, kw_only=True)
class LineRow:
    """A link seen from one of its ends."""

    id: str
    other: str
    other_name: str
    cls: str
    sign: str
    word: str
    what: str
    period: str
    evidence: str
    grade: int


@dataclass(frozen=True, kw_only=True)
class Step:
    """A link of a chain and the place that it leads to."""

    link: str
    mode: str
    cls: str
    sign: str
    word: str
    evidence: str
    place: str
    place_name: str


@dataclass(frozen=True, kw_only=True)
class Route:
    """A chain from where support starts, one step after the other."""

    start: str
    start_name: str
    steps: tuple[Step, ...]
    rests_on: str


@dataclass(frozen=True, kw_only=True)
class Lines:
    """The links of one place: those of the day first, the others apart."""

    now: tuple[LineRow, ...]
    other_times: tuple[LineRow, ...]


def lines_to(scene: Scene, record_id: str) -> Lines:
    """Return the links that end at a facility or an operation: what supports it."""
    links = [link for link in scene.world.links.values() if link.target == record_id]
    return _lines(scene, links, seen_from=record_id)


def lines_from(scene: Scene, record_id: str) -> Lines:
    """Return the links that begin at a facility: what it supports."""
    links = [link for link in scene.world.links.values() if link.origin == record_id]
    return _lines(scene, links, seen_from=record_id)


def operations_through(scene: Scene, facility_id: str) -> tuple[str, ...]:
    """Return the operations of which a route runs over a facility with nothing taken away, or still does."""
    return tuple(
        name
        for name, row in scene.impact.operations.items()
        if any(facility_id in chain.places for group in row.groups for chain in (group.before, group.after) if chain)
    )


def route_of(scene: Scene, chain: Chain | None, operation: str) -> Route | None:
    """Return a chain as steps; None stays None."""
    if chain is None:
        return None
    world = scene.world
    ends = (*chain.places[1:], operation)
    return Route(
        start=chain.start,
        start_name=short_name_of(world, chain.start),
        steps=tuple(_step(scene, world.links[name], end) for name, end in zip(chain.links, ends, strict=True)),
        rests_on=_rests_on(chain),
    )


def link_words(scene: Scene, link_id: str) -> style.Look:
    """Return class, sign and word for what the scenario does to a link."""
    state = scene.impact.links.get(link_id)
    return style.LINK_LOOK[state] if state is not None else NOT_THAT_DAY


def _step(scene: Scene, link: Link, end: str) -> Step:
    cls, sign, word = link_words(scene, link.id)
    return Step(
        link=link.id,
        mode=style.MODE_WORD[link.mode],
        cls=cls,
        sign=sign,
        word=word,
        evidence=EVIDENCE_WORD[link.evidence],
        place=end,
        place_name=short_name_of(scene.world, end),
    )


def _rests_on(chain: Chain) -> str:
    """Say on what the chain rests: its worst grade and how many of its links are inferred."""
    links = f"{len(chain.links)} line{'' if len(chain.links) == 1 else 's'}"
    inferred = f"{chain.inferred} of them inferred" if chain.inferred else "all reported"
    start = "starts with what is there" if chain.local else "starts at a gateway"
    return f"{links}, {inferred}; weakest grade {chain.worst.value}, {style.CREDIBILITY_WORD[chain.worst]}; {start}."


def _lines(scene: Scene, links: Iterable[Link], *, seen_from: str) -> Lines:
    rows = [(link.id in scene.impact.links, _row(scene, link, seen_from)) for link in links]
    return Lines(
        now=tuple(sorted((row for live, row in rows if live), key=lambda row: row.other_name)),
        other_times=tuple(row for live, row in rows if not live),
    )


def _row(scene: Scene, link: Link, seen_from: str) -> LineRow:
    other = link.target if link.origin == seen_from else link.origin
    cls, sign, word = link_words(scene, link.id)
    return LineRow(
        id=link.id,
        other=other,
        other_name=short_name_of(scene.world, other),
        cls=cls,
        sign=sign,
        word=word,
        what=f"{functions_in_words(link.functions)} {style.MODE_WORD[link.mode]}",
        period=spoken_period(link.start, link.end),
        evidence=EVIDENCE_WORD[link.evidence],
        grade=link.credibility.value,
    )
