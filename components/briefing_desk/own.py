"""The reader's own briefing: its steps in a row, and one of them at a time to be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from components import state
from components.briefing_desk.drawing import Sketch
from components.briefing_desk.keys import change, key_of
from components.briefing_desk.preview import preview
from components.briefing_desk.steps import block, doubled, moved, one_line, without
from components.briefings import read_step, step_number
from components.callbacks import picked
from components.choices import present
from components.draft import AT, add_step, is_full, keep_draft
from components.markup import html, panel
from components.scene import Scene
from components.view import DRAFT, Page
from geo.briefing import LONGEST, MOST_SOURCES, Briefing, Step
from geo.explain import headline
from geo.world import World

SOURCES: Final = "desk-sources"
BLOCKS: Final = frozenset({"words", "notes"})
"""The texts that have lines; the others are one."""


def own_head(scene: Scene) -> None:
    """Draw what one's own briefing is made of, and the way to add the present view to it."""
    draft = state.draft()
    content = html(
        "desk_own.html",
        draft=draft,
        present=headline(scene.world, scene.impact, what=scene.lost_words),
        is_full=is_full(draft),
    )
    panel("desk-own", content, acts={"add": lambda _: add_step(scene)})


def editor(scene: Scene, *, sketch: Sketch) -> None:
    """Draw the steps beside the one that is being written; nothing without a draft."""
    draft = state.draft()
    if draft is None:
        return
    with st.container(key="desk-columns"):
        with st.container(key="desk-row"):
            _head(draft)
            _row(scene, draft)
        with st.container(key="desk-step"):
            if draft.steps:
                _step(scene, draft, sketch)
            else:
                st.html(html("desk_empty.html"))


def at(briefing: Briefing) -> int:
    """Return the step that is being written, from 1."""
    return step_number(briefing, int(state.kept(AT) or 1))


def _head(draft: Briefing) -> None:
    """Draw what is said of the briefing as a whole."""
    with st.container(key="desk-head"):
        _text(st.text_input, "Title", ("title", draft))
        _text(st.text_input, "Who wrote it", ("author", draft))
        _text(st.text_area, "What it is about", ("summary", draft), height=92)


def _row(scene: Scene, draft: Briefing) -> None:
    """Draw the steps in a row, with what moves, doubles and removes the one that is open."""
    readings = [read_step(draft, number, scene.world) for number in range(1, len(draft.steps) + 1)]
    flawed = [bool(reading.ignored) for reading in readings]
    content = html("desk_row.html", draft=draft, at=at(draft), flawed=flawed, is_full=is_full(draft))
    panel("desk-steps", content, acts=_acts(scene.world))


def _acts(world: World) -> dict[str, Callable[[str], None]]:
    return {
        "at": lambda text: state.keep(AT, int(text)) if text.isdecimal() else None,
        "up": lambda text: _do(lambda draft, number: moved(draft, number, by=-1), text, to=-1),
        "down": lambda text: _do(lambda draft, number: moved(draft, number, by=1), text, to=1),
        "twice": lambda text: _do(doubled, text, to=1),
        "remove": lambda text: _do(without, text, to=0),
        "present": lambda text: present(world, DRAFT, int(text)) if text.isdecimal() else None,
        "hand-out": lambda _: state.choose(view=Page.HANDOUT, briefing=DRAFT, step=1),
    }


def _do(what: Callable[[Briefing, int], Briefing], text: str, *, to: int) -> None:
    """Do something to a step, and keep open what came of it."""
    draft = state.draft()
    if draft and text.isdecimal():
        after = what(draft, int(text))
        keep_draft(after)
        state.keep(AT, max(1, min(int(text) + to, len(after.steps))))


def _step(scene: Scene, draft: Briefing, sketch: Sketch) -> None:
    """Draw the step that is open: what it says and shows, to be changed, and how it will look."""
    number = at(draft)
    step = draft.steps[number - 1]
    with st.container(key="desk-texts"):
        _text(st.text_input, "The point, as a short sentence", ("title", step))
        _text(st.text_area, "Words for the room (Markdown)", ("words", step), height=140)
        _text(st.text_area, "Notes for you (Markdown)", ("notes", step), height=110)
        _sources(step, scene.world)
    preview(scene, draft, number, sketch=sketch)


def _sources(step: Step, world: World) -> None:
    """Draw the sources of the step that is open; those that these data lack stay until they are taken out."""

    def spoken(name: str) -> str:
        source = world.sources.get(name)
        return f"{source.publisher}: {source.title}" if source else f"{name} (not in these data)"

    st.multiselect(
        "Sources",
        [*(name for name in step.sources if name not in world.sources), *world.sources],
        format_func=spoken,
        max_selections=MOST_SOURCES,
        key=state.bind(SOURCES, list(step.sources)),
        on_change=_take_sources,
        args=(key_of(step),),
    )


def _text(widget: Callable[..., object], label: str, of: tuple[str, Briefing | Step], **look: int) -> None:
    """Draw a field for a text of the briefing, or of the step that is open; `of` is its name and what has it."""
    name, owner = of
    step = key_of(owner) if isinstance(owner, Step) else None
    key = f"desk-{name}" if step is None else f"desk-step-{name}"
    bound = state.bind(key, getattr(owner, name))
    widget(label, key=bound, max_chars=LONGEST[name], on_change=_take_text, args=(key, name, step), **look)


def _take_text(key: str, name: str, step: int | None) -> None:
    typed, draft = str(picked(key)), state.draft()
    changes: dict[str, Any] = {name: block(typed) if name in BLOCKS else one_line(typed)}
    if step is not None:
        change(step, **changes)
    elif draft:
        keep_draft(replace(draft, **changes))


def _take_sources(step: int) -> None:
    change(step, sources=tuple(picked(SOURCES)))
