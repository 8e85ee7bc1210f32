"""What is handed out, and what every hand-out says of it: title, answer, day, licence, sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from components import style
from components.briefings import step_query, step_scene
from components.cards.citations import sources_in
from components.cards.grounds import grounds_of
from components.map_states import borders_in_words
from components.reach_view import reach_headline
from components.scene import Scene
from components.view import Page
from geo.briefing import Briefing, Step
from geo.cut_sets import Budget, OverBudgetError
from geo.dates import spoken_day
from geo.exercise import Exercise
from geo.explain import headline
from geo.model import Source
from geo.naming import listed
from geo.notices import LICENCES, LINES_CAUTION, LOSES_SUPPORT, NO_PREDICTION

CAVEAT: Final = (
    f"{LOSES_SUPPORT} {NO_PREDICTION} {LINES_CAUTION} "
    "It is published knowledge of places, for education and briefing, and may be wrong."
)
"""What a document says of what it shows."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One step of a briefing as it is handed out."""

    number: int
    """From 1."""
    step: Step
    scene: Scene
    link: str
    """The absolute address of the step."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources behind the step, those that it names itself first."""
        return sources(self.scene, first=self.step.sources)


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What a reader asks to take along."""

    scene: Scene
    """The present view."""
    link: str
    """The absolute address of the present view."""
    made: date
    """The day the hand-out is made."""
    briefing: Briefing | None = None
    """The briefing, if it is the whole of one that is handed out."""
    exercise: Exercise | None = None
    """The exercise that is open, for a worksheet of its region."""

    def steps(self) -> Iterator[Sheet]:
        """Yield the steps of the briefing one by one, each worked out when it is asked for; none without one."""
        briefing = self.briefing
        if briefing is None:
            return
        for number, step in enumerate(briefing.steps, start=1):
            scene = step_scene(briefing, number, self.scene.world)
            yield Sheet(number=number, step=step, scene=scene, link=self._link_to(briefing, number))

    def _link_to(self, briefing: Briefing, number: int) -> str:
        """Return the address of a step; of a briefing that only its maker has, that of what the step shows."""
        page = self.link.partition("?")[0]
        shipped = briefing.id in self.scene.world.briefings
        query = step_query(briefing.id, number) if shipped else briefing.steps[number - 1].view
        return f"{page}?{query}" if query else page

    @property
    def title(self) -> str:
        """What is handed out, as a title."""
        return self.briefing.title if self.briefing else title(self.scene)

    @property
    def colophon(self) -> tuple[str, ...]:
        """What a hand-out says of itself: data version, where the facts end, licence and the day it was made."""
        return (*colophon(self.scene), f"Made on {spoken_day(self.made)}")


def title(scene: Scene) -> str:
    """Return what a view shows, as a title."""
    return scene.title


def outcome(scene: Scene) -> str:
    """Return the one sentence that says what happens to the operations."""
    return headline(scene.world, scene.impact, what=scene.lost_words)


def answer(scene: Scene) -> str:
    """Return what a picture of a view has to say: what happens, and how far a load goes where its map shows that."""
    if scene.view.view is Page.REACH:
        return f"{reach_headline(scene)} {outcome(scene)}"
    return outcome(scene)


def day_words(scene: Scene) -> str:
    """Return the day that is shown, in words."""
    return spoken_day(scene.day)


def taken_away(scene: Scene) -> str:
    """Return what is taken away, as a phrase."""
    return scene.lost_words


def borders(scene: Scene) -> str:
    """Return whose perspective the borders show, in words."""
    return borders_in_words(scene.view.borders)


def colophon(scene: Scene) -> tuple[str, ...]:
    """Return what everything that is handed out of a view says of its data: version, cut-off, licence."""
    meta = scene.world.meta
    return (f"Data {meta.data_version}, facts to {meta.data_cutoff.spoken}", LICENCES)


def source_words(source: Source) -> str:
    """Return a source as a line: publisher, title, date, how reliable it is."""
    when = f", {source.date.spoken}" if source.date else ""
    return f"{source.publisher}: {source.title}{when} ({source.reliability}, {_grade(source)})"


def _grade(source: Source) -> str:
    return style.RELIABILITY_WORD[source.reliability]


def sources(scene: Scene, *, first: Iterable[str] = ()) -> tuple[Source, ...]:
    """Return the sources behind what is shown, each once.

    Parameters
    ----------
    scene
        What is shown: its scenarios, what is selected, and the operations that change with the lines of their ways.
    first
        Ids of sources that come before all others.
    """
    known = scene.world.sources
    names = dict.fromkeys((*first, *_cited(scene)))
    return tuple(known[name] for name in names if name in known)


def sources_counted(scene: Scene, count: int, *, named: bool = False) -> str:
    """Return how many sources stand behind what is shown, and what they stand for.

    Parameters
    ----------
    scene
        What is shown.
    count
        How many `sources` there are.
    named
        Whether some are named by the step that is shown.
    """
    ways = {
        "named by the step": named,
        "named by the scenario": bool(scene.view.scenario),
        "behind what is chosen": scene.view.sel in scene.world.records,
        "behind the operations that change": any(row.touched for row in scene.impact.operations.values()),
    }
    said = [words for words, is_so in ways.items() if is_so]
    number = f"{count} {'source' if count == 1 else 'sources'}"
    return f"{number}, {listed(said, word='or')}" if said else number


def _cited(scene: Scene) -> Iterator[str]:
    world, chosen = scene.world, scene.view.sel
    for name in scene.view.scenario:
        yield from world.scenarios[name].sources
    if chosen and chosen in world.records:
        yield from sources_in(world.records[chosen])
    for row in scene.impact.operations.values():
        if row.touched or row.operation == chosen:
            yield from grounds_of(scene, row.operation)


def go_on(budget: Budget, done: float) -> None:
    """Tell how far a maker is, and end it if it was cancelled.

    Parameters
    ----------
    budget
        Who is told, and who may cancel.
    done
        The share that is done, 0 to 1.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    """
    if budget.cancelled():
        raise OverBudgetError
    budget.progress(done)
