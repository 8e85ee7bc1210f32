"""What a reader did counts once and whole, though a newer request breaks a callback off or a component starts anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest


def the_session_after(script: Callable[[], None]) -> Any:
    app = AppTest.from_function(script).run()
    assert not app.exception
    return app.session_state


def broken_off_in_the_middle() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, RerunException

    from components.callbacks import whole

    waiting = [RerunData(), RerunData()]
    session = st.session_state
    session["lost"], session["past"] = ("a",), ()

    @whole
    def take(token: str) -> None:
        session["past"] = (*session["past"], session["lost"])
        session["lost"] = (*session["lost"], token)
        session["new"] = True
        if waiting:
            raise RerunException(waiting.pop())
        session["end"] = True

    try:
        take("b")
    except RerunException:
        session["told"] = True


def test_a_callback_that_is_broken_off_begins_anew_and_the_newer_request_is_still_passed_on() -> None:
    session = the_session_after(broken_off_in_the_middle)
    assert session["lost"] == ("a", "b")
    assert session["past"] == (("a",),)
    assert session["end"]
    assert session["told"]


def events_of_three_requests() -> None:
    import streamlit as st

    from components.callbacks import begin_events, new_events

    def say(*serials: object) -> None:
        st.session_state["panel"] = {"did": {"events": [{"n": serial} for serial in serials]}}

    handled = []
    for serials in ((1,), (1, 2, 3), (2, 3, "4", 5), ()):
        say(*serials)
        handled.append([event["n"] for event in new_events("panel", "did")])
        begin_events("panel", "did")
    st.session_state["handled"] = handled


def test_each_event_is_handled_once_and_one_that_was_overtaken_with_the_next() -> None:
    assert the_session_after(events_of_three_requests)["handled"] == [[1], [2, 3], [5], []]


def events_of_a_session_that_is_gone() -> None:
    import streamlit as st

    from components.callbacks import begin_events, new_events

    st.session_state["panel"] = {"did": {"events": [{"n": 7}, {"n": 8}]}}
    begin_events("panel", "did")
    st.session_state["panel"] = {"did": {"events": [{"n": 7}, {"n": 8}, {"n": 9}]}}
    st.session_state["handled"] = [event["n"] for event in new_events("panel", "did")]


def test_what_was_done_before_the_server_started_anew_is_not_done_a_second_time() -> None:
    assert the_session_after(events_of_a_session_that_is_gone)["handled"] == [9]


def what_is_no_event() -> None:
    import streamlit as st

    from components.callbacks import new_events

    said = (
        None,
        [],
        {"did": None},
        {"did": {"events": "x"}},
        {"did": {"events": [None, {"n": "1"}, {}]}},
        {"events": 1},
    )
    handled = []
    for value in said:
        st.session_state["panel"] = value
        handled += new_events("panel", "did") + new_events("panel")
    st.session_state["handled"] = handled


def test_what_is_no_event_is_passed_over() -> None:
    assert the_session_after(what_is_no_event)["handled"] == []


def events_of_two_panels() -> None:
    import streamlit as st

    from components.callbacks import carry_out, put_in

    done: list[str] = []
    for serial, name in ((3, "third"), (1, "first"), (2, "second")):
        put_in(serial, lambda name=name: done.append(name))  # type: ignore[misc]
    carry_out()
    carry_out()
    st.session_state["done"] = done


def test_what_several_panels_report_together_is_done_in_the_order_in_which_it_was_clicked() -> None:
    assert the_session_after(events_of_two_panels)["done"] == ["first", "second", "third"]


def work_that_cannot_be_kept() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, RerunException

    from components import state
    from components.job import Job
    from geo.cut_sets import Budget

    class Interrupted(dict[str, object]):
        def __setitem__(self, key: str, value: object) -> None:
            raise RerunException(RerunData())

    job = Job("work", lambda budget: budget.cancelled(), budget=Budget())
    whole_session, st.session_state = st.session_state, Interrupted()
    try:
        state.keep_job("job", job)
    except RerunException:
        interrupted = True
    finally:
        st.session_state = whole_session
    st.session_state["cancelled"] = job.is_cancelled and interrupted


def test_work_that_a_newer_request_keeps_from_being_kept_is_cancelled() -> None:
    assert the_session_after(work_that_cannot_be_kept)["cancelled"]
