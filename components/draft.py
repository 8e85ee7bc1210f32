"""The briefing that the reader is making: how a view becomes a step of it, and the copy in the reader's own browser.

The server forgets it with the session; the copy lets it survive that the page is loaded anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from components import assets, state
from components.address import encode
from components.callbacks import picked
from components.scene import Scene
from components.view import DEFAULT, DRAFT, Page
from geo.briefing import MOST_STEPS, Briefing, Step, written
from geo.briefing_file import parse_briefing
from geo.dates import PartialDate
from geo.errors import BriefingError
from geo.world import World

KEY: Final = "draft-copy"
SETTLED: Final = "draft-is-settled"
CHANGED_MS: Final = "draft-changed-ms"
"""What is kept: whether the session knows what its draft is, so that the copy is no longer asked for; and when that was
last changed or put away, milliseconds since 1970. Of two tabs the one that changed its draft last has the copy."""

REFUSED: Final = "draft-refused"
"""What is kept too: why a file, or the copy, could not be read as a briefing."""

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
    _settle(replace(briefing, id=DRAFT), changed_ms=_now_ms())


def put_away() -> None:
    """Forget the draft, here and in the browser."""
    _settle(None, changed_ms=_now_ms())


def _settle(draft: Briefing | None, *, changed_ms: int) -> None:
    """Let the session know what its draft is, and since when."""
    state.keep_draft(draft)
    state.keep(CHANGED_MS, changed_ms)
    state.set_flag(SETTLED, value=True)


def _now_ms() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)


def keep_copy() -> None:
    """Keep the copy in the browser as the draft is; a session that has none yet gets the copy back, if there is one."""
    draft = state.draft()
    data = {
        "text": written(draft) if draft else None,
        "changed_ms": state.kept(CHANGED_MS) or 0,
        "ask": not state.flag(SETTLED),
    }
    _component()(key=KEY, data=data, on_found_change=_take_copy)


def _take_copy() -> None:
    """Take the copy that the browser kept, which is no change; if it cannot be read, keep why."""
    found = (picked(KEY) or {}).get("found")
    text, changed_ms = (found.get("text"), found.get("changed_ms")) if isinstance(found, Mapping) else (None, None)
    if state.flag(SETTLED) or not isinstance(text, str) or not isinstance(changed_ms, int | float):
        return
    try:
        copy = parse_briefing(text, briefing_id=DRAFT, file="the copy in this browser")
    except BriefingError as error:
        state.set_flag(SETTLED, value=True)
        state.keep(REFUSED, tuple(map(str, error.faults)))
    else:
        _settle(copy, changed_ms=int(min(changed_ms, _now_ms())))


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    script = assets.page_script("draft.js")
    return st.components.v2.component("foothold_draft", html="<span hidden></span>", js=script, isolate_styles=False)
