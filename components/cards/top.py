"""The top of every card: what it is, how it stands on the day, what the scenario does to it, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geo.dates import PartialDate, spoken_day, spoken_period
from geo.model import Source
from geo.world import World


class Take(StrEnum):
    """What the button of a card offers: an act of the page."""

    LOSE = "lose"
    RESTORE = "restore"


@dataclass(frozen=True, kw_only=True)
class Top:
    """The part of a card that is seen without scrolling."""

    id: str
    name: str
    what: str
    """Kind, role and region in a few words."""
    now: str = ""
    """How it stands on the day, by the facts."""
    cls: str = ""
    """Class of the glyph beside `word`; empty where a scenario has nothing to say."""
    word: str = ""
    """What the scenario does to it."""
    reason: str = ""
    disc: bool = False
    """True for an operation, whose mark is a disc."""
    take: Take | None = None
    take_token: str = ""
    """What the button takes away or gives back."""
    take_words: str = ""
    zoom: bool = True
    reach: bool = False
    """Whether what can be flown to from there can be worked out."""


def cited(world: World, groups: Iterable[Iterable[str]]) -> tuple[Source, ...]:
    """Return every source of a card once, in the order in which it is first cited."""
    return tuple(world.sources[name] for name in dict.fromkeys(name for group in groups for name in group))


def stands(word: str, day: date, start: PartialDate | None, end: PartialDate | None) -> str:
    """Return how something stands on a day, with the period for which it does: `In use on 26 Nov 2024 (since 2020)`."""
    return f"{word} on {spoken_day(day)} ({spoken_period(start, end)})"
