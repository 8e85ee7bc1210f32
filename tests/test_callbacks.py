"""What a reader did counts once and in its order, though a newer request overtakes it or the server starts anew."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest


def the_session_after(script: Callable[[], None]) -> Any:
    app = AppTest.from_function(script).run()
    assert not app.exception
    return app.session_state


def events_of_three_requests() -> None:
    import streamlit as st

    from components.callbacks import carry_out, listen

    done: list[object] = []
    listen("panel", lambda event: done.append(event["n"]), "did")
    for serials in ((1,), (1, 2, 3), (2, 3, "4", 5), ()):
        st.session_state["panel"] = {"did": {"events": [{"n": serial} for serial in serials]}}
        carry_out()
        done.append("|")
    st.session_state["done"] = done


def test_each_event_is_done_once_and_one_that_was_overtaken_with_the_next() -> None:
    assert the_session_after(events_of_three_requests)["done"] == [1, "|", 2, 3, "|", 5, "|", "|"]


def events_that_are_broken_off() -> None:
    import streamlit as st
    from streamlit.runtime.scriptrunner import StopException

    from components.callbacks import carry_out, listen

    done: list[object] = []
    waiting = [StopException()]

    def act(event: dict[str, int]) -> None:
        if event["n"] == 2 and waiting:
            raise waiting.pop()
        done.append(event["n"])

    listen("panel", act)  # type: ignore[arg-type]
    st.session_state["panel"] = {"events": [{"n": 1}, {"n": 2}, {"n": 3}]}
    for _ in range(2):
        try:
            carry_out()
        except StopException:
            done.append("broken off")
    st.session_state["done"] = done


def test_what_a_newer_request_breaks_off_is_done_with_that_request() -> None:
    assert the_session_after(events_that_are_broken_off)["done"] == [1, "broken off", 2, 3]


def events_of_a_session_that_is_gone() -> None:
    import streamlit as st

    from components.callbacks import carry_out, listen

    done: list[object] = []
    st.session_state["panel"] = {"did": {"events": [{"n": 7}, {"n": 8}]}}
    listen("panel", lambda event: done.append(event["n"]), "did")
    st.session_state["panel"] = {"did": {"events": [{"n": 7}, {"n": 8}, {"n": 9}]}}
    carry_out()
    st.session_state["done"] = done


def test_what_was_done_before_the_server_started_anew_is_not_done_a_second_time() -> None:
    assert the_session_after(events_of_a_session_that_is_gone)["done"] == [9]


def what_is_no_event() -> None:
    import streamlit as st

    from components.callbacks import carry_out, listen

    done: list[object] = []
    listen("named", done.append, "did")
    listen("plain", done.append)
    damaged = {"events": [None, {"n": "1"}, {}]}
    for value in (None, [], {"did": None}, {"did": {"events": "x"}}, {"did": damaged}, damaged, {"events": 1}):
        st.session_state["named"] = st.session_state["plain"] = value
        carry_out()
    st.session_state["done"] = done


def test_what_is_no_event_is_passed_over() -> None:
    assert the_session_after(what_is_no_event)["done"] == []


def events_of_two_panels() -> None:
    import streamlit as st

    from components.callbacks import carry_out, listen

    done: list[object] = []
    for name, serials in (("one", (1, 4)), ("two", (2, 3))):
        listen(name, lambda event: done.append(event["n"]))
        st.session_state[name] = {"events": [{"n": serial} for serial in serials]}
    carry_out()
    st.session_state["done"] = done


def test_what_several_panels_report_together_is_done_in_the_order_in_which_it_was_clicked() -> None:
    assert the_session_after(events_of_two_panels)["done"] == [1, 2, 3, 4]


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
