"""Where the sources disagree, or where what they say is doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from components import style
from components.cards.figures import disagreeing, range_in_words
from components.cards.names import name_of
from geo.dates import spoken_period
from geo.model import Facility, Link, Operation, Source
from geo.vocabulary import Credibility
from geo.world import World

WEAK: Final = frozenset({Credibility.DOUBTFUL, Credibility.IMPROBABLE})


@dataclass(frozen=True, kw_only=True)
class Dispute:
    """A point on which accounts differ, or that is doubted."""

    title: str
    text: str
    credibility: Credibility | None
    sources: tuple[Source, ...]


def disputes_of_facility(facility: Facility, world: World) -> tuple[Dispute, ...]:
    """Return the contrary and the doubtful accounts of a facility and of its links."""
    accounts = [
        Dispute(
            title=f"{'Contrary account' if row.contrary else 'Doubtful account'}: {style.STATE_WORD[row.state]},"
            f" {spoken_period(row.start, row.end)}",
            text=row.note,
            credibility=row.credibility,
            sources=_cited(world, row.sources),
        )
        for row in facility.status
        if row.contrary or row.credibility in WEAK
    ]
    return (*accounts, *_weak_links(world, facility.id))


def disputes_of_operation(operation: Operation, world: World) -> tuple[Dispute, ...]:
    """Return the figures of an operation that cannot both be right, and its doubtful links."""
    figures = [
        Dispute(
            title=f"Figures for {a.date.spoken} differ"
            if a.date == b.date
            else f"Figures for {a.date.spoken} and {b.date.spoken} differ",
            text=f"{range_in_words(a)} against {range_in_words(b)} people",
            credibility=None,
            sources=_cited(world, (name for name in (a.source, b.source) if name)),
        )
        for a, b in disagreeing(operation.personnel)
    ]
    return (*figures, *_weak_links(world, operation.id))


def _weak_links(world: World, record_id: str) -> tuple[Dispute, ...]:
    links = (link for link in world.links.values() if record_id in (link.origin, link.target))
    return tuple(_weak_link(link, world) for link in links if link.credibility in WEAK)


def _weak_link(link: Link, world: World) -> Dispute:
    return Dispute(
        title=f"Doubtful line: {name_of(world, link.id)}, {spoken_period(link.start, link.end)}",
        text=link.note,
        credibility=link.credibility,
        sources=_cited(world, link.sources),
    )


def _cited(world: World, names: Iterable[str]) -> tuple[Source, ...]:
    return tuple(world.sources[name] for name in dict.fromkeys(names))
