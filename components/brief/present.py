"""A step of a briefing, filling the window: its words, how far one is, and controls that come when they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components import assets, state, style
from components.briefings import answer_of_step, step_page, step_scene, step_view
from components.choices import present
from components.markup import html, panel
from components.scene import Scene
from components.view import Page, View, day_of, shows_before, vs_day_of
from geo.briefing import Briefing
from geo.markdown import to_html
from geo.world import World


def words_of_step(scene: Scene, shown: Scene, *, stamp: str) -> None:
    """Draw the words of the step that is on, and everything that goes from it to another one.

    Parameters
    ----------
    scene
        The step, with whatever the presenter changed in it.
    shown
        What the map shows: the step, or what it is compared with.
    stamp
        Names the states that the map was sent.
    """
    briefing = briefing_of(scene.view, scene.world)
    content = step_html(briefing, scene, shown, stamp=stamp, ignored=state.ignored())
    theme = {"theme": scene.view.theme, "theme_now": st.context.theme.type}
    extra = {"brief": told_of_step(briefing, scene.view.step), **theme}
    panel("brief", content, acts=_acts(scene, briefing), extra=extra)


def step_html(briefing: Briefing, scene: Scene, shown: Scene, *, stamp: str, ignored: tuple[str, ...] = ()) -> str:
    """Return the words of a step, how far one is, and its controls as HTML.

    Parameters
    ----------
    briefing
        The briefing.
    scene, shown, stamp
        As in `words_of_step`.
    ignored
        What of the link that was opened could not be used, in words.
    """
    view, world = scene.view, scene.world
    step = briefing.steps[view.step - 1]
    return html(
        "brief.html",
        briefing=briefing,
        step=step,
        number=view.step,
        words=to_html(step.words),
        sources=[world.sources[name] for name in step.sources if name in world.sources],
        when=shown.day,
        state_words=state_in_words(scene, shown),
        sides=has_sides(view, world),
        before=shows_before(view),
        answer=answer_of_step(step, shown, is_changed=_is_changed(shown, briefing)),
        stamp=stamp,
        ignored=ignored,
    )


def briefing_of(view: View, world: World) -> Briefing:
    """Return the briefing that is on.

    Raises
    ------
    LookupError
        If none is: only a view that is presented has one.
    """
    return state.briefings(world)[view.briefing or ""]


def page_of_step(scene: Scene) -> Page:
    """Return the part of the page that the step on screen was made of."""
    return step_page(briefing_of(scene.view, scene.world), scene.view.step, scene.world)


def chosen_by_hand(scene: Scene) -> bool:
    """Say whether the presenter selected something else than the step does."""
    view = scene.view
    step = step_view(briefing_of(view, scene.world), view.step, scene.world)
    return view.sel is not None and view.sel != step.sel


def state_in_words(scene: Scene, shown: Scene) -> str:
    """Return, for the line above the words, what is taken away on the map."""
    if shown.tokens:
        titles = [shown.world.scenarios[name].title for name in _scenarios(scene.view)]
        named = ", ".join(titles) if titles and not _by_hand(scene.view) else shown.lost_words
        return f"{style.BEFORE_WORD}: {named}" if shown is not scene else named
    return style.BEFORE_WORD if shown is not scene else ""


def _is_changed(shown: Scene, briefing: Briefing) -> bool:
    """Say whether something else is lost than the words of the step speak of, so that its answer has to be said."""
    return bool(shown.tokens) and shown.tokens != step_scene(briefing, shown.view.step, shown.world).tokens


def has_sides(view: View, world: World) -> bool:
    """Say whether a step has something to be compared with: what is taken away, or another day."""
    return bool(view.scenario or view.lost) or vs_day_of(view, world) != day_of(view, world)


def _scenarios(view: View) -> tuple[str, ...]:
    return view.vs_scenario if shows_before(view) else view.scenario


def _by_hand(view: View) -> bool:
    return bool(view.vs_lost or view.vs_kept) if shows_before(view) else bool(view.lost or view.kept)


def told_of_step(briefing: Briefing, number: int) -> Mapping[str, Any]:
    """Return what the script of the page and the presenter's window need to know."""
    step, after = briefing.steps[number - 1], briefing.steps[number : number + 1]
    return {
        "id": briefing.id,
        "step": number,
        "count": len(briefing.steps),
        "briefing": briefing.title,
        "title": step.title,
        "notes": to_html(step.notes),
        "next": [{"title": other.title, "words": to_html(other.words)} for other in after],
        "speaker": assets.page_address("speaker.html"),
    }


def _acts(scene: Scene, briefing: Briefing) -> Mapping[str, Callable[[str], None]]:
    world = scene.world
    return {
        "step": lambda text: present(world, briefing.id, int(text)) if text.isdecimal() else None,
        "side": lambda _: state.show(replace(state.view(), side="after" if shows_before(state.view()) else "before")),
        "close": lambda _: _close(briefing, world),
        "leave": lambda _: leave(briefing, world),
        "handout": lambda _: _go(Page.HANDOUT),
    }


def _go(page: Page) -> None:
    state.show(replace(state.view(), view=page))


def _close(briefing: Briefing, world: World) -> None:
    """Put the step's own selection back."""
    view = state.view()
    state.show(replace(view, sel=step_view(briefing, view.step, world).sel))


def leave(briefing: Briefing, world: World) -> None:
    """Show what is on the map where it can be explored, be it the step or what it is compared with."""
    view = state.view()
    left = replace(view, view=step_page(briefing, view.step, world), side="after")
    if shows_before(view) and left.view is not Page.COMPARE:
        left = replace(
            left,
            scenario=view.vs_scenario,
            lost=view.vs_lost,
            kept=view.vs_kept,
            date=vs_day_of(view, world),
        )
    state.show(left)
    if left.map:
        # The map has another shape there: what was in its middle shall stay there.
        state.look_at("map", left.map)
