"""`View`: everything the reader chose and nothing else; the one home of every default."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from geo.assumptions import Assumptions
from geo.contingency import KINDS
from geo.credence import Credence
from geo.scenario import Token, TokenKind
from geo.vocabulary import Credibility, FacilityKind
from geo.world import World

DEFAULT_DAY: Final = datetime.date(2024, 11, 26)
"""The eve of the offensive that ended the Assad government, and the moment of the article."""

FIRST_DAY: Final = datetime.date(1992, 1, 1)
"""The first day the page can be set to; the facts before it are few."""


class Page(StrEnum):
    """The parts of the page."""

    EXPLORE = "explore"
    COMPARE = "compare"
    TIMELINE = "timeline"
    REACH = "reach"
    CONTINGENCY = "contingency"
    BRIEF = "brief"
    LEARN = "learn"
    FINDINGS = "findings"
    SOURCES = "sources"
    HANDOUT = "handout"


class Layer(StrEnum):
    """What can be shown on the map beside facilities, which are switched by their kind."""

    REGIONS = "regions"
    LINES = "lines"
    OPERATIONS = "operations"
    EVENTS = "events"
    CLOSURES = "closures"


class Borders(StrEnum):
    """Whose perspective the borders show."""

    RECOGNISED = "recognised"
    DE_FACTO = "de_facto"


class Base(StrEnum):
    """What lies under everything else; all but the first need a network."""

    EMBEDDED = "embedded"
    OSM = "osm"
    LIGHT = "light"


class Theme(StrEnum):
    """Light or dark."""

    LIGHT = "light"
    DARK = "dark"


class Part(StrEnum):
    """The parts of the Contingency page."""

    SINGLES = "single"
    PAIRS = "pairs"
    TRIPLES = "triples"
    OPERATIONS = "operations"
    SCENARIO = "scenario"
    BY_HAND = "by-hand"
    OWN = "own"


class MatrixOrder(StrEnum):
    """What the matrix of pairs is ordered by."""

    COST = "cost"
    TOGETHER = "together"
    NAME = "name"


USUAL_KINDS: Final = KINDS
"""The kinds of losses that are looked at unless the reader says otherwise."""

USUAL_CREDENCE: Final = Credence()
"""What grades of reports stand for unless the reader says otherwise."""

USUAL: Final = Assumptions()
"""What computed routes assume unless the reader says otherwise."""

ALL_LAYERS: Final = (*FacilityKind, *Layer)
DEFAULT_LAYERS: Final = frozenset(map(str, ALL_LAYERS)) - {Layer.EVENTS, Layer.CLOSURES}


@dataclass(frozen=True, kw_only=True)
class View:
    """What the reader chose."""

    view: Page = Page.EXPLORE
    scenario: tuple[str, ...] = ()
    lost: tuple[Token, ...] = ()
    kept: tuple[Token, ...] = ()
    date: datetime.date | None = None
    vs_scenario: tuple[str, ...] = ()
    vs_date: datetime.date | None = None
    vs_lost: tuple[Token, ...] = ()
    vs_kept: tuple[Token, ...] = ()
    side: str = "after"
    layers: frozenset[str] = DEFAULT_LAYERS
    sel: str | None = None
    region: str | None = None
    reported: bool = False
    grade: Credibility = Credibility.CANNOT_BE_JUDGED
    borders: Borders = Borders.RECOGNISED
    base: Base = Base.EMBEDDED
    theme: Theme = Theme.LIGHT
    map: str | None = None
    origin: str | None = None
    """The facility that the Reach tool starts from."""
    payload: float | None = None
    """The load of the Reach tool, tonnes."""
    assume: Assumptions = USUAL
    """What computed routes assume; in a link each assumption has a name of its own."""
    part: Part = Part.SINGLES
    """The part of the Contingency page."""
    kinds: frozenset[TokenKind] = USUAL_KINDS
    """Of which kinds the losses are that the Contingency page looks at."""
    gateways: bool = False
    """Whether it also looks at the loss of facilities where support starts."""
    ontop: bool = False
    """Whether it looks at losses on top of what the scenario takes away."""
    among: str | None = None
    """The region that the losses it lists lie in; None: anywhere."""
    sort: MatrixOrder = MatrixOrder.COST
    credence: Credence = USUAL_CREDENCE
    """What grades of reports stand for."""
    briefing: str | None = None
    """The briefing that is open, be it on screen or left for a question."""
    step: int = 1
    """The step of the briefing, from 1."""
    exercise: str | None = None
    """The exercise of the Learn page."""


DEFAULT: Final = View()

DRAFT: Final = "draft"
"""The id of the briefing that the reader is making: it lasts as long as the session, and no link can carry it."""


def day_of(view: View, world: World) -> datetime.date:
    """Return the day a view is about: the reader's, else the first scenario's, else the eve of the offensive."""
    return view.date or _scenario_day(view.scenario, world)


def vs_day_of(view: View, world: World) -> datetime.date:
    """Return the day of the other side of a comparison: the reader's, else the same as this side's."""
    return view.vs_date or day_of(view, world)


def _scenario_day(scenario_ids: Sequence[str], world: World) -> datetime.date:
    return next((world.scenarios[name].date.first for name in scenario_ids), DEFAULT_DAY)


def is_day_allowed(day: datetime.date, world: World) -> bool:
    """Say whether the page can be set to a day: the facts say something of it, and nothing of what comes later."""
    return FIRST_DAY <= day <= world.meta.data_cutoff.last


def allowed_day(text: str, world: World) -> datetime.date | None:
    """Return the day that a date field or a click names, None where it names none that the page can be set to."""
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_day_allowed(day, world) else None


def day_to_choose(day: datetime.date, world: World) -> str:
    """Return a day as a click names it, empty where the page cannot be set to it."""
    return day.isoformat() if is_day_allowed(day, world) else ""


def is_presented(view: View) -> bool:
    """Say whether a step of a briefing fills the window."""
    return view.view is Page.BRIEF and view.briefing is not None


def shows_before(view: View) -> bool:
    """Say whether the map and the card show the other side of a comparison: what it starts from."""
    return (view.view is Page.COMPARE or is_presented(view)) and view.side == "before"


def selectable(world: World) -> Mapping[str, object]:
    """Return everything that has a card, by id."""
    return {
        **world.facilities,
        **world.operations,
        **world.regions,
        **world.links,
        **world.constraints,
        **world.events,
        **world.de_facto,
    }
