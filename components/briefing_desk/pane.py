"""The Brief page with no briefing on: the shipped ones to give, and the way to one's own."""

from __future__ import annotations

import streamlit as st

from components import state
from components.briefing_desk.drawing import Sketch
from components.briefing_desk.files import open_and_take
from components.briefing_desk.own import editor, own_head
from components.choices import present
from components.markup import html, panel
from components.scene import Scene
from components.view import Page


def briefing_desk(scene: Scene, *, sketch: Sketch) -> None:
    """Draw the briefings that there are, and what the reader's own one is made with.

    Parameters
    ----------
    scene
        The present view.
    sketch
        Draws the map of a scene as a small picture.
    """
    with st.container(key="desk"):
        _shipped(scene)
        own_head(scene)
        editor(scene, sketch=sketch)
        open_and_take(scene)


def _shipped(scene: Scene) -> None:
    world = scene.world
    briefings = sorted(world.briefings.values(), key=lambda each: (each.order, each.title))
    acts = {
        "present": lambda name: present(world, name, 1),
        "hand-out": lambda name: state.choose(view=Page.HANDOUT, briefing=name, step=1),
    }
    panel("desk-shipped", html("desk_shipped.html", briefings=briefings), acts=acts)
