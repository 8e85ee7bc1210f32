"""How a step of one's own briefing will look, and the ways to change what it shows."""

from __future__ import annotations

from dataclasses import fields
from typing import Final

import streamlit as st

from components import cache, state
from components.briefing_desk.drawing import Drawing, Sketch, key_of_picture
from components.briefing_desk.keys import change, key_of
from components.briefings import answer_of_step, read_step, step_scene
from components.choices import present
from components.draft import query_of
from components.markup import html, panel
from components.scene import Scene
from components.view import DRAFT
from geo.briefing import Briefing
from geo.dates import spoken_day
from geo.markdown import to_html
from geo.world import World

DRAWING: Final = "desk-drawing"
"""What is kept: the drawing of the picture that is on."""

BRIEF_S: Final = 0.2
"""For so long the page waits for the picture before it shows the words without it, seconds."""
EVERY_S: Final = 0.4
"""How often it looks whether the picture is there, seconds."""


def preview(scene: Scene, draft: Briefing, number: int, *, sketch: Sketch) -> None:
    """Draw how a step will look, what of it is not in the facts, and the ways to change what it shows.

    Parameters
    ----------
    scene
        The present view.
    draft
        The briefing.
    number
        Which step, from 1.
    sketch
        Draws the map.
    """
    step, world = draft.steps[number - 1], scene.world
    shown = step_scene(draft, number, world)
    with st.container(key="desk-preview"):
        _picture(shown, sketch)
        st.html(preview_html(draft, number, shown))
    gone = [f"the source {name} is not in these data" for name in step.sources if name not in world.sources]
    ignored = (*read_step(draft, number, world).ignored, *gone)
    content = html("desk_step.html", ignored=ignored, is_same=step.view == query_of(scene))
    key = key_of(step)
    acts = {
        "update": lambda _: change(key, view=query_of(scene)),
        "look": lambda _: _look(draft, number, world),
        "present": lambda _: present(world, DRAFT, number),
    }
    panel("desk-shows", content, acts=acts)


def preview_html(draft: Briefing, number: int, shown: Scene) -> str:
    """Return the words of a step as the room will see them, as HTML.

    Parameters
    ----------
    draft
        The briefing.
    number
        Which step, from 1.
    shown
        What the step shows.
    """
    step, world = draft.steps[number - 1], shown.world
    return html(
        "desk_preview.html",
        step=step,
        number=number,
        count=len(draft.steps),
        words=to_html(step.words),
        when=shown.day,
        state_words=shown.lost_words if shown.tokens else "",
        answer=answer_of_step(step, shown),
        sources=[world.sources[name] for name in step.sources if name in world.sources],
    )


def _picture(shown: Scene, sketch: Sketch) -> None:
    """Draw the picture of a scene if it is there, else begin it in place of the last one, and look again soon."""
    drawing: Drawing | None = state.kept(DRAWING)
    key, kept = key_of_picture(shown), cache.sketches()
    is_tried = drawing is not None and drawing.key == key and (drawing.is_running or drawing.error is not None)
    if drawing and drawing.key != key:
        drawing.cancel()
    if key not in kept and not is_tried:
        drawing = Drawing(shown, sketch)
        drawing.wait(BRIEF_S)
        state.keep(DRAWING, drawing)
    picture = kept.get(key)
    if picture is not None:
        st.image(picture, width="stretch", alt=f"The map of this step: {shown.title}, {spoken_day(shown.day)}")
    elif drawing and drawing.is_running:
        _wait()
    else:
        st.html(html("desk_no_picture.html", words="The picture could not be drawn; the step itself works."))


@st.fragment(run_every=EVERY_S)
def _wait() -> None:
    drawing: Drawing | None = state.kept(DRAWING)
    if drawing is None or not drawing.is_running:
        st.rerun()
    st.html(html("desk_no_picture.html", words="The map is being drawn …"))


def _look(draft: Briefing, number: int, world: World) -> None:
    """Open what a step shows where it can be explored and changed; this can be undone."""
    view = read_step(draft, number, world).view
    stays = {"theme", "base"}
    state.choose(**{field.name: getattr(view, field.name) for field in fields(view) if field.name not in stays})
    state.look_at_step(view)
