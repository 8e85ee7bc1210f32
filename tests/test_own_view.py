"""A network of the reader's own in the page: an example, damaged files, cancelled searches; never a traceback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.contingency import own, own_job
from components.contingency.own_job import OwnJob
from components.contingency.own_results import MOST_ROWS, own_html
from geo.cut_sets import Budget
from geo.own_losses import OwnLosses, own_losses
from geo.own_network import EXAMPLE, OwnNetwork
from tests.apptest import run_app
from tests.reading import read

OWN = "?view=contingency&part=own"
LONG_S = 20.0
FEW_LINES = b"supplier,receiver\na,x\nb,y\nc,y\n"


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    st.cache_resource.clear()


class Held:
    """A search that stands still after single losses until it is let go, or cancelled."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.at_pairs = threading.Event()

    def search(self, network: OwnNetwork, *, order: int, budget: Budget) -> OwnLosses:
        def told(done: float) -> None:
            budget.progress(done)
            self.at_pairs.set()
            self.go_on.wait(LONG_S)

        return own_losses(network, order=order, budget=Budget(cancelled=budget.cancelled, progress=told))


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """Searches are held after single losses; the page does not wait for them."""
    search = Held()
    monkeypatch.setattr(own_job, "own_losses", search.search)
    monkeypatch.setattr(own, "BRIEF_S", 0.0)
    yield search
    search.go_on.set()


def page(app: AppTest) -> str:
    """Return all that the panels of the page say; there must be no error in it."""
    assert not app.exception
    found = [part.proto for part in app.get("bidi_component")]
    return " ".join(read(str(proto)).plain for proto in found)


def job_of(app: AppTest) -> OwnJob:
    job = app.session_state[own.JOB]
    assert isinstance(job, OwnJob)
    return job


def upload(app: AppTest, content: bytes, name: str = "mine.csv") -> AppTest:
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    job = job_of(app)
    job.wait(LONG_S)
    return app.run()


def finished(content: bytes, *, order: int = 2) -> OwnJob:
    job = OwnJob("mine.csv", content, order=order)
    job.wait(LONG_S)
    assert not job.is_running
    return job


def labels(app: AppTest) -> list[Any]:
    return [button.label for button in app.button]


# ---- the example and files of one's own ---------------------------------------------------------------------------


def test_the_part_opens_with_what_a_file_holds_and_where_it_stays() -> None:
    said = page(run_app(OWN))
    assert "Which losses break a network of your own?" in said
    assert "a receiver wants one supplier of each of its groups" in said
    assert "it is not written to disk, not sent anywhere else and not part of the link" in said


def test_the_example_works_and_its_tables_can_be_taken_along() -> None:
    app = run_app(OWN)
    app.button(key="own-example").click().run()
    said = page(app)
    assert "Losing Main depot breaks 1 of the 2 goals of your network" in said
    assert "Complete to order 2" in said
    assert "Only together they break Coast clinic and Hill clinic." in said
    names = [button.label for button in app.download_button]
    assert names == ["Example file", "Single losses (CSV)", "Pairs (CSV)", "Goals (CSV)", "Cut sets (CSV)"]


def test_triples_are_looked_at_on_request() -> None:
    app = run_app(OWN)
    app.button(key="own-example").click().run()
    app.button_group(key="own-order").set_value(3).run()
    assert "Complete to order 3: all single losses, pairs and triples were looked at." in page(app)
    assert (job_of(app).order, "What only three break" in page(app)) == (3, True)


def test_a_file_stays_out_of_the_address_and_is_gone_once_cleared() -> None:
    app = upload(run_app(OWN), FEW_LINES)
    assert "5 places, 2 goals, 3 lines." in page(app)
    assert set(app.query_params) <= {"view", "part", "v", "data"}
    app.button(key="own-clear").click().run()
    assert app.session_state[own.JOB] is None
    assert "Which losses break a network of your own?" in page(app)


def test_the_network_is_still_there_after_a_look_at_another_page() -> None:
    app = upload(run_app(OWN), FEW_LINES)
    for there in ("explore", "contingency"):
        app.query_params["view"] = there
        app.query_params["part"] = "own"
        app.run()
    assert len(app.file_uploader) == 1
    assert "5 places, 2 goals, 3 lines." in page(app)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"supplier,receiver\na,a\n,b", "Line 2: `a` supplies itself."),
        (b"PK\x03\x04\x00\x00", "Line 1: this is no text."),
        (b"", "The file: it is empty."),
    ],
)
def test_a_damaged_file_is_refused_in_words(content: bytes, words: str) -> None:
    said = page(upload(run_app(OWN), content))
    assert "This file cannot be read as a network." in said
    assert words in said
    assert "Mend it and put it in again." in said


def test_a_name_in_a_file_is_never_markup() -> None:
    said = own_html(finished(b"supplier,receiver\na,<script>x</script>\n"))
    assert "script" not in read(said).tags
    assert "&lt;script&gt;x&lt;/script&gt;" in said


# ---- searches that take a while -----------------------------------------------------------------------------------


def test_a_search_shows_how_far_it_is_and_can_be_cancelled(held: Held) -> None:
    app = run_app(OWN)
    app.file_uploader[0].set_value(("mine.csv", FEW_LINES, "text/csv")).run()
    assert held.at_pairs.wait(LONG_S)
    app.run()
    assert "Looking for what breaks your network." in page(app)
    assert "Cancel" in labels(app)
    app.button(key="own-cancel").click().run()
    assert job_of(app).is_cancelled
    held.go_on.set()
    job_of(app).wait(LONG_S)
    said = page(app.run())
    assert (
        "You cancelled the search. Complete to order 1: all single losses were looked at, of pairs only some." in said
    )
    assert "Breaks x." in said
    assert "Cancel" not in labels(app)


def test_a_search_is_cancelled_when_another_file_takes_its_place(held: Held) -> None:
    app = run_app(OWN)
    app.file_uploader[0].set_value(("mine.csv", FEW_LINES, "text/csv")).run()
    first = job_of(app)
    app.button(key="own-example").click().run()
    assert first.is_cancelled
    assert job_of(app) is not first


def test_a_search_that_breaks_off_is_owned_up_to(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: Any, **__: Any) -> OwnLosses:
        raise MemoryError

    monkeypatch.setattr(own_job, "own_losses", fail)
    said = page(upload(run_app(OWN), FEW_LINES))
    assert "Something went wrong in this page, not in your file." in said
    assert "broke off" in caplog.text


# ---- large networks -----------------------------------------------------------------------------------------------


def test_long_lists_are_cut_and_the_tables_hold_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(f"a{number},x{number}" for number in range(MOST_ROWS + 50))
    job = finished(f"supplier,receiver\n{lines}\n".encode())
    first = read(own_html(job))
    assert first.plain.count("Breaks x") == 10
    assert f"Show {2 * (MOST_ROWS - 10)} more" in first.plain
    monkeypatch.setattr("components.state.flag", lambda _: True)
    every = read(own_html(job))
    assert every.plain.count("Breaks x") == MOST_ROWS
    assert "What is left is in the tables below." in every.plain


def test_the_example_of_the_page_is_the_file_to_download() -> None:
    assert EXAMPLE.splitlines()[0] == "supplier,receiver,group"
    cells = [cell for line in EXAMPLE.splitlines() for cell in line.split(",") if cell]
    assert all(cell in own_html(None) for cell in cells)
