"""What widgets and components report reaches the session once and whole, though one request overtakes another.

Streamlit breaks off a callback at its first use of the session where another request is waiting, and so drops the
choice; and a request that is overtaken before it was looked at is dropped with its triggers. So callbacks are carried
out again from where they began, and components report all that they reported lately with each request.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException

Args = ParamSpec("Args")


def whole(act: Callable[Args, None]) -> Callable[Args, None]:
    """Return a callback that, where a newer request breaks it off, is undone and carried out again, to its end.

    That needs `runner.fastReruns = false`: otherwise the session stays closed to a callback that was broken off.

    Parameters
    ----------
    act
        The callback; what it keeps in the session it must replace, and not change in place.
    """

    @wraps(act)
    def run(*args: Args.args, **kwargs: Args.kwargs) -> None:
        before, newer = st.session_state.to_dict(), None
        while True:
            try:
                if newer:
                    _put_back(before)
                act(*args, **kwargs)
            except RerunException as error:
                newer = error
            else:
                break
        if newer:
            raise newer

    return run


def _put_back(before: Mapping[str, Any]) -> None:
    now = st.session_state.to_dict()
    for key in now.keys() - before.keys():
        del st.session_state[key]
    for key, value in before.items():
        if now.get(key) != value:
            st.session_state[key] = value


def picked(key: str) -> Any:  # noqa: ANN401 - as the widget has it
    """Return what the reader picked in a widget, and note that this run is one that a choice set off."""
    st.session_state["chose"] = True
    return st.session_state[key]


def new_events(key: str, part: str | None = None) -> list[Mapping[str, Any]]:
    """Return the events of a component that were not handled yet, oldest first.

    A component reports `{"events": [{"n": serial, ...}]}` with growing serial numbers, its latest events each time.

    Parameters
    ----------
    key
        Names the component.
    part
        Under what name it reports, where it has names.
    """
    seen = st.session_state.get(_seen(key), 0)
    fresh = [event for event in _events(picked(key), part) if event["n"] > seen]
    if fresh:
        st.session_state[_seen(key)] = max(event["n"] for event in fresh)
    return fresh


def put_in(serial: float, act: Callable[[], None]) -> None:
    """Note what is to be done for an event, under the serial number that says when it happened."""
    st.session_state["inbox"] = (*st.session_state.get("inbox", ()), (serial, act))


def carry_out() -> None:
    """Do all that was put in, oldest first: requests that one answer serves bring events of several components."""
    if st.session_state.get("inbox"):
        _carry_out()


@whole
def _carry_out() -> None:
    inbox = sorted(st.session_state["inbox"], key=lambda noted: noted[0])
    st.session_state["inbox"] = ()
    for _, act in inbox:
        act()


def begin_events(key: str, part: str | None = None) -> None:
    """Take what a component reported before this session began, when the server was another one, as handled."""
    if _seen(key) not in st.session_state:
        reported = _events(st.session_state.get(key), part)
        st.session_state[_seen(key)] = max((event["n"] for event in reported), default=0)


def _seen(key: str) -> str:
    return f"{key}-seen"


def _events(value: object, part: str | None) -> list[Mapping[str, Any]]:
    """Return the events of what a component reported; what is no event is passed over."""
    found = value.get(part) if part and isinstance(value, Mapping) else value
    listed = found.get("events") if isinstance(found, Mapping) else None
    events = listed if isinstance(listed, list) else []
    return [event for event in events if isinstance(event, Mapping) and isinstance(event.get("n"), int | float)]
