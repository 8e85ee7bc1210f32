"""The bar on top: the parts of the page, the date, undo, the link, the way back, and what a link held in vain."""

from __future__ import annotations

import streamlit as st

from components import state
from components.markup import html, panel
from components.scene import Scene
from components.view import Base, Page


def header(scene: Scene) -> None:
    """Draw the bar."""
    view = scene.view
    content = html(
        "header.html",
        pages=list(Page),
        view=view,
        day=scene.day,
        can_undo=state.can_undo(),
        ignored=state.ignored(),
        other_data=state.other_data(),
        data_version=scene.world.meta.data_version,
        tiles_failed=state.flag(state.TILES_FAILED) and view.base is not Base.EMBEDDED,
    )
    acts = {
        "view": lambda value: state.choose(view=Page(value)),
        "undo": lambda _: state.undo(),
        "reset": lambda _: state.reset(),
        "dismiss": lambda _: state.dismiss_notice(),
        "embedded": lambda _: state.choose(base=Base.EMBEDDED),
    }
    panel("header", content, acts=acts, extra={"theme": view.theme, "theme_now": st.context.theme.type})
