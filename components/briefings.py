"""Briefings as the page shows them: which there are, the view and the scene of a step, and links to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from components.address import Reading, decode
from components.address_names import READERS
from components.scene import Scene, scene_of
from components.view import DEFAULT, DRAFT, Page, View, is_presented
from geo.briefing import Briefing, Step
from geo.explain import headline
from geo.world import World


def every_briefing(world: World, draft: Briefing | None) -> Mapping[str, Briefing]:
    """Return all briefings that can be shown by id: those of the data, and the reader's own once it has a step."""
    return {**world.briefings, **({DRAFT: draft} if draft and draft.steps else {})}


def with_what_is_left(view: View, briefings: Mapping[str, Briefing]) -> View:
    """Return a view without a briefing that is gone, and at the last step of one that became shorter.

    Parameters
    ----------
    view
        What the reader chose, be it some time ago.
    briefings
        Every briefing by id, as they are now.
    """
    briefing = briefings.get(view.briefing or "")
    if briefing is None:
        return replace(view, briefing=None, step=DEFAULT.step)
    return replace(view, step=step_number(briefing, view.step))


def step_number(briefing: Briefing, number: int) -> int:
    """Return the number of a step that there is: the one meant, else the last one; from 1."""
    return max(1, min(number, len(briefing.steps)))


def read_step(briefing: Briefing, number: int, world: World) -> Reading:
    """Return the view that a step asks for, on the part of the page that it names, and what of it does not resolve.

    Parameters
    ----------
    briefing
        The briefing; it has at least one step.
    number
        Which step, from 1; one too high means the last.
    world
        The facts.
    """
    step = briefing.steps[step_number(briefing, number) - 1]
    return decode(parse_qs(step.view.removeprefix("?"), keep_blank_values=True), world)


def step_view(briefing: Briefing, number: int, world: World) -> View:
    """Return the view of a step as it is presented."""
    read = read_step(briefing, number, world).view
    return replace(read, view=Page.BRIEF, briefing=briefing.id, step=step_number(briefing, number), side="after")


def step_scene(briefing: Briefing, number: int, world: World) -> Scene:
    """Return what a step comes to once the engine has worked on it."""
    return scene_of(step_view(briefing, number, world), world)


def answer_of_step(step: Step, shown: Scene, *, is_changed: bool = False) -> str:
    """Return what is computed for the map of a step, where its words do not speak of that.

    Parameters
    ----------
    step
        The step.
    shown
        What the map shows.
    is_changed
        Whether that is something else than the step asks for.
    """
    if not shown.tokens or (step.words and not is_changed):
        return ""
    return headline(shown.world, shown.impact, what=shown.lost_words)


def step_page(briefing: Briefing, number: int, world: World) -> Page:
    """Return the part of the page that a step is left for."""
    page = read_step(briefing, number, world).view.view
    return Page.EXPLORE if page is Page.BRIEF else page


def step_query(briefing_id: str, number: int) -> str:
    """Return the query of a link to a step as it is presented, without its question mark."""
    return urlencode({"v": "1", "view": Page.BRIEF.value, "briefing": briefing_id, "step": number})


def base_of(view: View, briefings: Mapping[str, Briefing], world: World) -> View:
    """Return what the address of a view need not say: the step that it names, else what holds by default."""
    briefing = briefings.get(view.briefing or "")
    if briefing is None or not is_presented(view):
        return DEFAULT
    return replace(step_view(briefing, view.step, world), view=DEFAULT.view, briefing=None, step=DEFAULT.step)


def read_address(query: Mapping[str, Sequence[str]], world: World, briefings: Mapping[str, Briefing]) -> Reading:
    """Read an address; one that names a step of a briefing says only what differs from it.

    Parameters
    ----------
    query
        Every value of every name, as the browser sent them.
    world
        The facts.
    briefings
        Every briefing by id. One that is not among them stays in the view: it may yet come from the browser's copy.
    """
    named: dict[str, Any] = {}
    for name in ("view", "briefing", "step"):
        named |= READERS[name](query[name][-1], world, []) if query.get(name) else {}
    reading = decode(query, world, base=base_of(replace(DEFAULT, **named), briefings, world))
    view = reading.view
    if view.briefing is None:
        return reading
    if view.briefing in briefings:
        shown = with_what_is_left(view, briefings)
        words = f"there is no step {view.step}: the last one is {shown.step}"
        ignored = (*reading.ignored, *([words] if shown.step != view.step else []))
        return replace(reading, view=shown, ignored=ignored)
    words = "the briefing was made in another session, and is no longer here: open its file"
    return replace(reading, ignored=(*reading.ignored, words))
