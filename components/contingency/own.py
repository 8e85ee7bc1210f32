"""A network of the reader's own: put in as a file, searched in the background, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from components import state
from components.callbacks import picked
from components.contingency.acts import acts_of
from components.contingency.own_job import OwnJob
from components.contingency.own_results import EXAMPLE_NAME, own_html
from components.contingency.study import Study
from components.markup import panel
from geo.loss_tables import Table, as_csv
from geo.own_file import MOST_BYTES
from geo.own_losses import OWN_ORDER, OwnLosses
from geo.own_network import EXAMPLE
from geo.own_told import cut_sets_rows, goals_rows, losses_rows, own_headline

JOB: Final = "own-job"
ORDER: Final = "own-order-chosen"
FILE: Final = "own-file-number"
"""What is kept: the search, how many losses at once it looks at, and how often the file was put away."""

ORDER_WORD: Final = {2: "up to pairs", 3: "up to triples"}
_LOOKING_AT: Final = ("Looking at single losses", "Looking at pairs", "Looking at triples")
_SLACK: Final = 1e-9
"""So that thirds added up make a whole."""
_SIZE_WORD: Final = {1: "Single losses", 2: "Pairs", 3: "Triples"}

BRIEF_S: Final = 0.4
"""For so long the page waits for a search before it shows how far that is, seconds."""
EVERY_S: Final = 0.5
"""How often it looks how far a search is, seconds."""


def own_job() -> OwnJob | None:
    """Return the search of this session, if there is one."""
    job: OwnJob | None = state.kept(JOB)
    return job


def own_network_headline(_study: Study) -> str:
    """Return what came of the reader's network, in a sentence, or what can be put in."""
    job = own_job()
    if job is None:
        return "Which losses break a network of your own? Put it in as a table of who supplies whom."
    if job.is_running:
        return "Looking for what breaks your network."
    if job.refused:
        return "This file cannot be read as a network."
    return own_headline(job.found) if job.found else "The search broke off."


def own_network_html(_study: Study) -> str:
    """Return the results, or how to put a network in, as HTML."""
    return own_html(own_job())


def own_network(study: Study) -> None:
    """Draw the way to put a network in, how far the search is, what came of it, and the tables to take along."""
    job = own_job()
    _controls(job)
    if job and job.is_running:
        _watch()
    panel("losses", own_network_html(study), acts=acts_of(study.scene))
    if job and job.found and not job.is_running:
        _downloads(job.found)


def _controls(job: OwnJob | None) -> None:
    with st.container(key="own"):
        st.file_uploader(
            "Your network (CSV)",
            type=["csv", "txt", "tsv"],
            key=f"own-file-{state.kept(FILE) or 0}",
            on_change=_take_file,
            max_upload_size=MOST_BYTES // 1_000_000,
        )
        with st.container(key="own-ways", horizontal=True, vertical_alignment="center"):
            st.button("Try the example", key="own-example", on_click=_take_example)
            st.download_button(
                "Example file", data=EXAMPLE, file_name=EXAMPLE_NAME, mime="text/csv", key="own-csv", on_click="ignore"
            )
            st.segmented_control(
                "Losses at once",
                list(ORDER_WORD),
                format_func=ORDER_WORD.__getitem__,
                key=state.bind("own-order", _order()),
                on_change=_take_order,
                required=True,
                label_visibility="collapsed",
            )
            if job:
                st.button("Clear", key="own-clear", on_click=_clear)


def _order() -> int:
    """Return how many losses at once the reader wants to look at."""
    return int(state.kept(ORDER) or OWN_ORDER)


def _take_file() -> None:
    """Search a file that was put in; that the way to put one in is empty again says nothing of what was found."""
    upload = picked(f"own-file-{state.kept(FILE) or 0}")
    if upload is not None:
        _take(upload.name, upload.getvalue())


def _take_example() -> None:
    _clear()
    _take(EXAMPLE_NAME, EXAMPLE.encode())


def _take_order() -> None:
    state.keep(ORDER, picked("own-order"))
    job = own_job()
    if job:
        _take(job.name, job.content)


def _take(name: str, content: bytes) -> None:
    """Search a file in place of what was there."""
    _put_away()
    job = OwnJob(name, content, order=_order())
    state.keep_job(JOB, job)
    job.wait(BRIEF_S)


def _clear() -> None:
    """Put the network away, and the file that the way to upload one still shows."""
    _put_away()
    state.keep(FILE, (state.kept(FILE) or 0) + 1)


def _put_away() -> None:
    job = own_job()
    if job:
        job.cancel()
    state.keep(JOB, None)


@st.fragment(run_every=EVERY_S)
def _watch() -> None:
    """Draw how far the search is, and a way to stop it; once it has ended, draw the whole page."""
    job = own_job()
    if job is None or not job.is_running:
        st.rerun()
    with st.container(key="own-running"):
        st.progress(job.done, text=_progress_words(job))
        st.button("Cancel", key="own-cancel", on_click=job.cancel, disabled=job.is_cancelled)


def _progress_words(job: OwnJob) -> str:
    """Return what a search is at."""
    if job.is_cancelled:
        return "Stopping …"
    if job.network is None:
        return "Reading the file …"
    return f"{_LOOKING_AT[min(int(job.done * job.order + _SLACK), job.order - 1)]} … {job.ran_s:.0f} s"


def _downloads(found: OwnLosses) -> None:
    sizes = [size for size in found.losses if found.losses[size]]
    with st.container(key="downloads", horizontal=True):
        for size in sizes:
            _download(_SIZE_WORD[size], partial(losses_rows, found, size))
        _download("Goals", partial(goals_rows, found))
        _download("Cut sets", partial(cut_sets_rows, found))


def _download(name: str, table: Callable[[], Table]) -> None:
    st.download_button(
        f"{name} (CSV)",
        data=lambda: as_csv(table()).encode("utf-8-sig"),
        file_name=f"your-network-{name.lower().replace(' ', '-')}.csv",
        mime="text/csv",
        key=f"download-own-{name}",
        on_click="ignore",
    )
