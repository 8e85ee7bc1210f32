"""Work that a page does not wait for: how far it is, cancelling it, and what is told of what is missing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.contingency import tasks, waiting
from components.contingency.desk import Desk, Task
from components.contingency.waiting import StudyJob
from components.job import Job
from components.results import Results
from geo.contingency import Contingency, Scope, contingency
from geo.cut_sets import LONG, Budget
from geo.network import Net
from tests.apptest import run_app
from tests.reading import read

LONG_S = 60.0
SINGLES = "?view=contingency"
SCENARIO = "?view=contingency&part=scenario&scenario=bases-lost"


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    st.cache_resource.clear()


class Held:
    """A search for cut sets that stands still after single losses until it is let go, or cancelled."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.at_pairs = threading.Event()
        self.began = 0

    def search(self, net: Net, scope: Scope, *, budget: Budget) -> Contingency:
        def told(done: float) -> None:
            budget.progress(done)
            self.at_pairs.set()
            self.go_on.wait(LONG_S)

        self.began += 1
        return contingency(net, scope, budget=replace(budget, progress=told))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """Searches are held after single losses; the page does not wait for them."""
    search = Held()
    monkeypatch.setattr(tasks, "contingency", search.search)
    monkeypatch.setattr(waiting, "BRIEF_S", 0.0)
    yield search
    search.go_on.set()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page waits until everything is known."""
    monkeypatch.setattr(waiting, "BRIEF_S", LONG_S)


def page(app: AppTest) -> str:
    """Return all that the page says; there must be no error in it."""
    assert not app.exception
    panels = [read(str(part.proto)).plain for part in app.get("bidi_component")]
    return " ".join([*panels, *(text.value for text in app.text)])


def job_of(app: AppTest) -> StudyJob:
    job = app.session_state[waiting.JOB]
    assert isinstance(job, StudyJob)
    return job


def labels(app: AppTest) -> list[Any]:
    return [button.label for button in app.button]


def ended(app: AppTest) -> AppTest:
    """Return the page once its work has ended."""
    job_of(app).wait(LONG_S)
    assert not job_of(app).is_running
    return app.run()


# ---- a study that takes a while -----------------------------------------------------------------------------------


def test_a_slow_study_shows_how_far_it_is_and_then_what_came_of_it(held: Held) -> None:
    app = run_app(SINGLES)
    assert held.at_pairs.wait(LONG_S)
    said = page(app.run())
    assert waiting.WAITING in said
    assert "Its cost" not in said
    assert labels(app) == ["Cancel"]
    assert "Looking for what breaks each operation" in app.get("progress")[0].proto.text
    assert 0 < job_of(app).done < 1
    held.go_on.set()
    said = page(ended(app))
    assert "no single loss costs more" in said
    assert "Cancel" not in labels(app)
    assert app.session_state[waiting.JOB] is None


def test_a_cancelled_study_says_what_is_complete_and_can_be_begun_anew(held: Held) -> None:
    app = run_app(SINGLES)
    assert held.at_pairs.wait(LONG_S)
    app.run()
    app.button(key="study-cancel").click().run()
    assert job_of(app).is_cancelled
    held.go_on.set()
    said = page(ended(app))
    assert "(cancelled): all sets of up to one loss were looked at" in said
    assert "no single loss costs more" in said
    app.button(key="study-again").click().run()
    said = page(ended(app)) if app.session_state[waiting.JOB] else page(app)
    assert (held.began, "cancelled" in said) == (2, False)


def test_a_search_that_did_not_come_to_pairs_says_nothing_of_pairs(held: Held) -> None:
    app = run_app(f"{SINGLES}&part=pairs")
    assert held.at_pairs.wait(LONG_S)
    app.run()
    app.button(key="study-cancel").click().run()
    held.go_on.set()
    said = page(ended(app))
    assert waiting.ENDED in said
    assert "No pair" not in said


def test_turning_to_another_part_stops_what_is_no_longer_wanted(held: Held) -> None:
    app = run_app(SINGLES)
    assert held.at_pairs.wait(LONG_S)
    first = job_of(app)
    app.query_params["part"] = "triples"
    app.run()
    assert first.is_cancelled
    assert job_of(app) is not first


def test_what_one_reader_cancelled_is_not_kept_for_another(held: Held) -> None:
    app = run_app(SINGLES)
    assert held.at_pairs.wait(LONG_S)
    job_of(app).cancel()
    held.go_on.set()
    ended(app)
    other = run_app(SINGLES)
    assert held.began == 2
    assert "cancelled" not in page(ended(other))


# ---- a study that is known ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [SINGLES, SCENARIO, f"{SINGLES}&part=operations"])
def test_a_known_study_starts_no_job(patient: None, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    first = page(run_app(address))

    def never(*_: object) -> None:
        pytest.fail("a job was started")

    monkeypatch.setattr(waiting, "StudyJob", never)
    again = run_app(address)
    assert page(again) == first
    assert not again.get("progress")


def test_the_page_with_a_network_of_ones_own_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "StudyJob", lambda _: pytest.fail("a job was started"))
    assert "Which losses break a network of your own?" in page(run_app(f"{SINGLES}&part=own"))


# ---- scenarios ----------------------------------------------------------------------------------------------------


def test_blame_that_ran_out_of_time_shares_nothing_out_and_names_what_was_not_looked_at(
    patient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "STUDY_BUDGET", Budget(seconds=0))
    said = page(run_app(SCENARIO))
    assert "The search ran out of time before it had looked at what would bring back" in said
    assert "Not looked at before the search ended." in said
    assert "so there is nothing to bring back" not in said


def test_a_scenario_in_time_says_nothing_of_an_end(patient: None) -> None:
    said = page(run_app(SCENARIO))
    assert "8.75 of 12" in page(run_app(f"{SCENARIO}&date=2024-11-26"))
    assert "ended" not in said
    assert "given back" in said


# ---- what goes wrong ----------------------------------------------------------------------------------------------


def test_work_that_breaks_off_is_owned_up_to_and_can_be_tried_again(
    patient: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:

        def fail(*_: Any, **__: Any) -> Contingency:
            raise MemoryError

        patch.setattr(tasks, "contingency", fail)
        app = run_app(SINGLES)
        said = page(app)
    assert waiting.BROKE in said
    assert waiting.BROKE_WORDS in said
    assert "broke off" in caplog.text
    app.button(key="study-again").click().run()
    assert "no single loss costs more" in page(app)


def test_an_error_is_kept_and_not_raised(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: Budget) -> int:
        raise ValueError("no")

    job = Job("the work", fail, budget=Budget())
    job.wait(LONG_S)
    assert (job.result, str(job.error)) == (None, "no")
    assert "the work broke off" in caplog.text


# ---- jobs, desks and what is kept ---------------------------------------------------------------------------------


def test_a_job_tells_how_far_it_is_and_hears_that_it_is_to_stop() -> None:
    told, go_on = threading.Event(), threading.Event()

    def work(budget: Budget) -> bool:
        budget.progress(0.25)
        told.set()
        go_on.wait(LONG_S)
        return budget.cancelled()

    job = Job("the work", work, budget=Budget())
    assert told.wait(LONG_S)
    assert (job.is_running, job.done, job.result) == (True, 0.25, None)
    job.cancel()
    go_on.set()
    job.wait(LONG_S)
    assert (job.is_running, job.is_cancelled, job.result) == (False, True, True)


def test_what_rests_on_something_that_ended_early_is_not_kept() -> None:
    kept = Results(most=9)
    part = Task(key="part", words="", work=lambda _: 1, is_whole=lambda _: False)
    rest = Task(key="rest", words="", work=lambda desk: desk.do(part) + 1)
    other = Task(key="other", words="", work=lambda _: 3)
    desk = Desk(kept, budget=Budget())
    assert (desk.do(rest), desk.do(other), desk.is_whole) == (2, 3, False)
    assert [key in kept for key in ("part", "rest", "other")] == [False, False, True]
    assert [desk.knows(task) for task in (part, rest, other)] == [True, True, True]


def test_several_tasks_tell_how_far_they_are_together() -> None:
    done: list[float] = []
    one = Task(key=1, words="one", work=lambda desk: desk.budget.progress(0.5))
    two = Task(key=2, words="two", work=lambda _: None)
    desk = Desk(Results(most=9), budget=Budget())
    desk.do_all([one, two], Budget(progress=done.append))
    assert (done, desk.words) == ([0.25, 0.5, 1.0], "two")


def test_a_task_that_tells_nothing_is_no_less_far_than_those_before_it() -> None:
    seen: list[float] = []
    at_once = Task(key=1, words="", work=lambda _: None)
    look = Task(key=2, words="", work=lambda desk: seen.append(desk.least_done))
    Desk(Results(most=9), budget=Budget()).do_all([at_once, look], LONG)
    assert seen == [0.5]


def test_results_make_way_for_newer_ones_the_longest_unused_first() -> None:
    kept = Results(most=2)
    for key in "ab":
        kept.put(key, key.upper())
    assert kept.get("a") == "A"
    kept.put("c", "C")
    assert [key in kept for key in "abc"] == [True, False, True]
    assert kept.get("b") is None
