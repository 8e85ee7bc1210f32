"""The briefing that the reader is making: how a view becomes a step of it, and the copy in the reader's own browser.

The server forgets it with the session; the copy lets it survive that the page is loaded anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from components import assets, state
from components.address import encode
from components.scene import Scene
from components.view import DEFAULT, DRAFT, Page
from geo.briefing import MOST_STEPS, Briefing, Step, written
from geo.briefing_file import parse_briefing
from geo.dates import PartialDate
from geo.errors import BriefingError
from geo.world import World

KEY: Final = "draft-copy"
SETTLED: Final = "draft-is-settled"
PUT_AWAY: Final = "draft-is-put-away"
"""What is kept: whether the session knows what its draft is, so that the copy is no longer asked for; and whether the
reader put the draft away, so that the copy goes too."""

AT: Final = "desk-at"
"""What is kept too: the step that is open at the desk, from 1."""

TITLE: Final = "My briefing"


def step_of(scene: Scene) -> Step:
    """Return a step that shows what a scene shows, without words as yet."""
    return Step(title=scene.title, view=query_of(scene), words="")


def query_of(scene: Scene) -> str:
    """Return what a scene shows as the query of a step: nothing of the page around it, and no edition of the data."""
    view = scene.view
    page = view.view if view.view not in {Page.BRIEF, Page.LEARN, Page.HANDOUT} else DEFAULT.view
    shown = replace(view, view=page, theme=DEFAULT.theme, base=DEFAULT.base, briefing=None, step=1, exercise=None)
    named = encode(shown, data_version="")
    return urlencode({name: text for name, text in named.items() if name not in {"v", "data"}}, safe=",:")


def new_draft(world: World) -> Briefing:
    """Return a briefing without steps, of today."""
    today = PartialDate(datetime.now(UTC).date().isoformat())
    data = world.meta.data_version
    return Briefing(id=DRAFT, title=TITLE, author="", date=today, data=data, summary="", steps=())


def is_full(briefing: Briefing | None) -> bool:
    """Say whether a briefing has as many steps as one can have."""
    return briefing is not None and len(briefing.steps) >= MOST_STEPS


def add_step(scene: Scene) -> None:
    """Add what a scene shows as the last step of the draft, which begins with it if there is none, and open it."""
    begun = state.draft() or new_draft(scene.world)
    if is_full(begun):
        return
    keep_draft(replace(begun, steps=(*begun.steps, step_of(scene))))
    state.keep(AT, len(begun.steps) + 1)


def keep_draft(briefing: Briefing) -> None:
    """Make a briefing the draft of this session, and of this browser."""
    state.keep_draft(replace(briefing, id=DRAFT))
    state.set_flag(SETTLED, value=True)
    state.set_flag(PUT_AWAY, value=False)


def put_away() -> None:
    """Forget the draft, here and in the browser."""
    state.keep_draft(None)
    state.set_flag(SETTLED, value=True)
    state.set_flag(PUT_AWAY, value=True)


def keep_copy() -> None:
    """Keep the copy in the browser as the draft is; a session that has none yet gets the copy back, if there is one."""
    draft = state.draft()
    data = {
        "text": written(draft) if draft else None,
        "forget": state.flag(PUT_AWAY),
        "ask": not state.flag(SETTLED),
    }
    _component()(key=KEY, data=data, on_found_change=_take_copy)


def _take_copy() -> None:
    """Take the copy that the browser kept; one that cannot be read is left out."""
    text = (state.picked(KEY) or {}).get("found")
    if state.flag(SETTLED) or not isinstance(text, str):
        return
    state.set_flag(SETTLED, value=True)
    try:
        keep_draft(parse_briefing(text, briefing_id=DRAFT, file="the copy in this browser"))
    except BriefingError:
        return


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    script = assets.page_script("draft.js")
    return st.components.v2.component("foothold_draft", html="<span hidden></span>", js=script, isolate_styles=False)
