"""The bar on top: the parts of the page, the date, undo, the link, the way back, and what a link held in vain."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from components import state
from components.briefings import step_view
from components.choices import present
from components.draft import add_step, is_full, keep_copy
from components.markup import html, panel
from components.scene import Scene
from components.view import DEFAULT, Base, Page, is_presented

TABS: Final = tuple(page for page in Page if page is not Page.HANDOUT)
"""What has a tab of its own; what is handed out is a matter of the page one is on."""


def header(scene: Scene) -> None:
    """Draw the bar."""
    if is_presented(scene.view):
        return
    view, draft = scene.view, state.draft()
    left = state.briefings(scene.world).get(view.briefing or "")
    content = html(
        "header.html",
        pages=TABS,
        view=view,
        left=left,
        left_at=step_view(left, view.step, scene.world).sel or "" if left else "",
        day=scene.day,
        can_undo=state.can_undo(),
        steps=len(draft.steps) if draft else 0,
        is_full=is_full(draft),
        ignored=state.ignored(),
        other_data=state.other_data(),
        data_version=scene.world.meta.data_version,
        tiles_failed=state.flag(state.TILES_FAILED) and view.base is not Base.EMBEDDED,
    )
    acts = {
        "view": lambda value: state.choose(view=Page(value)),
        "undo": lambda _: state.undo(),
        "reset": lambda _: state.reset(),
        "return": lambda _: present(scene.world, str(view.briefing), view.step),
        "end": lambda _: state.show(replace(state.view(), briefing=None, step=DEFAULT.step)),
        "step": lambda _: add_step(scene),
        "handout": lambda _: state.choose(view=Page.HANDOUT),
        "dismiss": lambda _: state.dismiss_notice(),
        "embedded": lambda _: state.choose(base=Base.EMBEDDED),
    }
    panel("header", content, acts=acts, extra={"theme": view.theme, "theme_now": st.context.theme.type})
    keep_copy()
