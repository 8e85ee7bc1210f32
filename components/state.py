"""The reader's session: the present `View`, the way back, and the address.

The only home of session state and query parameters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.address import encode
from components.briefings import base_of, every_briefing, read_address, with_what_is_left
from components.job import Job
from components.view import DEFAULT, DRAFT, Page, View, is_presented
from geo.briefing import Briefing
from geo.world import World

MAX_PAST: Final = 60
"""How many choices can be undone."""

TILES_FAILED: Final = "tiles-failed"
"""The passing switch that says that online tiles were asked for and did not come."""


TERM: Final = "term"
"""Under what the word is kept that was last looked up in the glossary."""


@dataclass(frozen=True, kw_only=True)
class Focus:
    """A wish to move the map; a new serial number makes it new."""

    serial: int
    kind: str
    target: str = ""


def open_view(world: World) -> View:
    """Return the present view; an address this session did not write (first visit, Back, Forward) is read first.

    The address of a run that a choice set off may only be older than ours, where the browser had not yet received what
    the last choice wrote; but on Back and Forward it is the widgets that may be late, and the address that counts.
    """
    session = st.session_state
    query = {name: tuple(st.query_params.get_all(name)) for name in st.query_params}
    chose = session.pop("chose", False)
    if "view" not in session or (query != session["address"] and (_is_back_or_forward() or not chose)):
        reading = read_address(query, world, briefings(world))
        first = "view" not in session
        session["view"], session["address"] = reading.view, query
        session["ignored"], session["other_data"] = reading.ignored, reading.other_data
        session.setdefault("past", ())
        _look_at_address(reading.view, first=first)
        session["awaited"] = query if reading.view.briefing == DRAFT and not draft() else None
    _settle(world)
    return view()


def _settle(world: World) -> None:
    """Go to the step of the reader's own briefing that a link waited for, and drop a briefing that is gone."""
    session = st.session_state
    if session["awaited"] is not None and DRAFT in briefings(world):
        reading = read_address(session["awaited"], world, briefings(world))
        session["view"], session["awaited"], session["ignored"] = reading.view, None, reading.ignored
        _look_at_address(reading.view, first=True)
    session["view"] = with_what_is_left(view(), briefings(world))


def _is_back_or_forward() -> bool:
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def _look_at_address(read: View, *, first: bool) -> None:
    if is_presented(read):
        look_at_step(read)
    elif read.map:
        look_at("map", read.map)
    elif first:
        look_at("region" if read.region else "start", read.region or "")


def view() -> View:
    """Return what the reader has chosen so far."""
    chosen: View = st.session_state["view"]
    return chosen


def choose(**changes: Any) -> None:  # noqa: ANN401 - the fields of View differ in type
    """Change the view; what was there can be brought back by `undo`."""
    before = view()
    after = replace(before, **changes)
    if after == before:
        return
    st.session_state["past"] = (*st.session_state["past"], before)[-MAX_PAST:]
    st.session_state["view"] = after


def show(shown: View) -> None:
    """Change the view to one that a briefing asks for: no step to undo."""
    st.session_state["view"] = shown


def refuse(words: str, about: str = "") -> None:
    """Keep, until the page is drawn next, why what the reader wrote, into the field `about` if named, was not taken."""
    st.session_state["refused"] = (about, words)


def refused(about: str = "") -> str:
    """Return why the last thing written into a field was not taken, once; empty if it was, or if it was another."""
    if st.session_state.get("refused", ("", ""))[0] != about:
        return ""
    return str(st.session_state.pop("refused", ("", ""))[1])


def moved(position: str) -> None:
    """Note where the reader moved the map; no step to undo, and the map's frame has put it into the address itself."""
    st.session_state["view"] = replace(view(), map=position)


def undo() -> None:
    """Bring back the view before the last choice, but leave the map where it is."""
    past = st.session_state["past"]
    if past:
        st.session_state["view"] = replace(past[-1], map=view().map)
        st.session_state["past"] = past[:-1]


def can_undo() -> bool:
    """Say whether there is a choice to undo."""
    return bool(st.session_state["past"])


def page_before(page: Page) -> Page:
    """Return the part of the page that the reader chose another one from; the first part if that is not known."""
    return next((past.view for past in reversed(st.session_state["past"]) if past.view is not page), DEFAULT.view)


def reset() -> None:
    """Return to the start, but keep the theme; this too can be undone."""
    st.session_state["past"] = (*st.session_state["past"], view())[-MAX_PAST:]
    st.session_state["view"] = replace(DEFAULT, theme=view().theme)
    dismiss_notice()
    look_at("start")


def look_at(kind: str, target: str = "") -> None:
    """Ask the map to move: `start`, `all`, `region`, `record`, `sight` (a place if out of it), `map` or `step`."""
    serial = st.session_state.get("focus", Focus(serial=0, kind="")).serial + 1
    st.session_state["focus"] = Focus(serial=serial, kind=kind, target=target)


def look_at_step(shown: View) -> None:
    """Ask the map to move to where a step of a briefing wants it."""
    if shown.map:
        look_at("step", shown.map)
    elif shown.sel:
        look_at("record", shown.sel)
    else:
        look_at("region" if shown.region else "start", shown.region or "")


def focus() -> Focus:
    """Return the latest wish to move the map."""
    wish: Focus = st.session_state["focus"]
    return wish


def write_address(world: World) -> None:
    """Put the view into the address where a choice changed it; a mere move of the map is no new step in the history."""
    base = base_of(view(), briefings(world), world)
    encoded = encode(view(), data_version=world.meta.data_version, base=base)
    address: Mapping[str, tuple[str, ...]] = st.session_state["address"]
    if _without_map(encoded) == _without_map({name: values[-1] for name, values in address.items() if values}):
        return
    st.query_params.from_dict(encoded)
    st.session_state["address"] = {name: (value,) for name, value in encoded.items()}


def _without_map(address: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in address.items() if name not in {"map", "v", "data"}}


# ---- briefings -----------------------------------------------------------------------------------------------------


def draft() -> Briefing | None:
    """Return the briefing that the reader is making, or None."""
    found: Briefing | None = st.session_state.get(DRAFT)
    return found


def keep_draft(briefing: Briefing | None) -> None:
    """Keep the briefing that the reader is making for as long as the session lasts, or forget it."""
    st.session_state[DRAFT] = briefing


def briefings(world: World) -> Mapping[str, Briefing]:
    """Return all briefings that can be shown by id: those of the data, and the reader's own once it has a step."""
    return every_briefing(world, draft())


# ---- what the address held that could not be used -----------------------------------------------------------------


def ignored() -> tuple[str, ...]:
    """Return what of the opened link was ignored, in words."""
    found: tuple[str, ...] = st.session_state.get("ignored", ())
    return found


def other_data() -> str | None:
    """Return the edition of the data that the opened link was made with, where it is another one."""
    found: str | None = st.session_state.get("other_data")
    return found


def dismiss_notice() -> None:
    """Stop showing what of the link was ignored."""
    st.session_state["ignored"], st.session_state["other_data"] = (), None


# ---- widgets and components ---------------------------------------------------------------------------------------


def bind(key: str, value: object) -> str:
    """Give a widget its value from the view before it is made, and return its key."""
    if key not in st.session_state or st.session_state[key] != value:
        st.session_state[key] = value
    return key


def flag(key: str, *, default: bool = False) -> bool:
    """Return a passing switch of the page that is no part of the view."""
    return bool(st.session_state.get(key, default))


def set_flag(key: str, *, value: bool) -> None:
    """Set a passing switch of the page that is no part of the view."""
    st.session_state[key] = value


def keep(key: str, thing: object) -> None:
    """Keep something for as long as the session lasts: it is no part of the view, and in no link."""
    st.session_state[key] = thing


def keep_job(key: str, job: Job[Any]) -> None:
    """Keep work for as long as the session lasts; cancel it if a newer request is there, for nobody else could then."""
    try:
        st.session_state[key] = job
    except BaseException:
        job.cancel()
        raise


def kept(key: str) -> Any:  # noqa: ANN401 - whatever was kept
    """Return what was kept, or None."""
    return st.session_state.get(key)
