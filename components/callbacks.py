"""What components report reaches the view once and in its order, though one request overtakes another.

Streamlit drops a callback that a newer request breaks off, and a request that is overtaken before it was looked at. So
components report with each request all that they reported lately, and what of it is new is done as the script begins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

Event = Mapping[str, Any]
"""What a reader did: `n`, a number that grows with time, and what the component says of it."""

LISTENERS = "listeners"
"""What is kept: who listens to each component that was drawn."""


def nothing() -> None:
    """Do nothing in a callback: it may be broken off."""


def picked(key: str) -> Any:  # noqa: ANN401 - as the widget has it
    """Return what the reader picked in a widget, and note that this run is one that a choice set off."""
    st.session_state["chose"] = True
    return st.session_state[key]


def listen(key: str, act: Callable[[Event], None], part: str | None = None) -> None:
    """Have something done for each event that a component reports from now on, once it is drawn.

    What it reported before this session began, when the server was another one, is taken as done.

    Parameters
    ----------
    key
        Names the component. It reports `{"events": [...]}`, its latest events each time.
    act
        What is done for an event.
    part
        Under what name it reports, where it has names.
    """
    listeners = st.session_state.get(LISTENERS, {})
    if key not in listeners:
        reported = _events(st.session_state.get(key), part)
        st.session_state[_seen(key)] = max((event["n"] for event in reported), default=0)
    st.session_state[LISTENERS] = {**listeners, key: (act, part)}


def carry_out() -> None:
    """Do what components reported that was not done yet, oldest first, whichever component it came from.

    An event counts as done once it is: where a newer request breaks this off, that one does the rest.
    """
    fresh = [
        (event["n"], key, act, event)
        for key, (act, part) in st.session_state.get(LISTENERS, {}).items()
        for event in _events(st.session_state.get(key), part)
        if event["n"] > st.session_state[_seen(key)]
    ]
    for serial, key, act, event in sorted(fresh, key=lambda found: found[0]):
        st.session_state["chose"] = True
        act(event)
        st.session_state[_seen(key)] = serial


def _seen(key: str) -> str:
    return f"{key}-seen"


def _events(value: object, part: str | None) -> list[Event]:
    """Return the events of what a component reported; what is no event is passed over."""
    found = value.get(part) if part and isinstance(value, Mapping) else value
    listed = found.get("events") if isinstance(found, Mapping) else None
    events = listed if isinstance(listed, list) else []
    return [event for event in events if isinstance(event, Mapping) and isinstance(event.get("n"), int | float)]
