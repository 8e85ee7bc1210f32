"""What the Contingency page shows while something is worked out, and of a search that ended early."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components import cache, state
from components.contingency.desk import Desk
from components.contingency.study import Study
from components.contingency.tasks import STUDY_BUDGET, singles, tasks_of
from components.job import Job
from components.scene import Scene
from components.view import Part
from geo.blame_told import left_out_in_words
from geo.losses_told import complete_in_words

JOB: Final = "study-job"

BRIEF_S: Final = 0.4
"""For so long the page waits before it shows how far the work is, seconds."""
EVERY_S: Final = 0.5
"""How often it looks how far the work is, seconds."""

WAITING: Final = "This is being worked out."
BROKE: Final = "This could not be worked out."
ENDED: Final = "The search ended before it could answer this."
BROKE_WORDS: Final = "Something went wrong in this page, not with what you chose. Try again, or look at something else."

_LEAST: Final = {Part.SINGLES: 1, Part.PAIRS: 2, Part.TRIPLES: 3, Part.OPERATIONS: 1}
"""Up to how many losses at once a search must be complete for the sentence of a part to be true."""


class StudyJob(Job[None]):
    """Works out what one part of the page needs."""

    def __init__(self, study: Study) -> None:
        """Start.

        Parameters
        ----------
        study
            What is looked at.
        """
        tasks = tasks_of(study)
        self.keys = tuple(task.key for task in tasks)
        self.desk = Desk(cache.results(), budget=STUDY_BUDGET)
        super().__init__("the work of a study", lambda budget: self.desk.do_all(tasks, budget), budget=STUDY_BUDGET)


def study_job() -> StudyJob | None:
    """Return the work of this session that is going on, broke off, or ended early."""
    job: StudyJob | None = state.kept(JOB)
    return job


def study_of(scene: Scene) -> Study:
    """Return what the page looks at; what is not known of it yet is worked out beside the page."""
    study = Study(scene=scene)
    tasks, job = tasks_of(study), study_job()
    if job and job.keys != tuple(task.key for task in tasks):
        job.cancel()
        job = None
    if job is None and not all(study.desk.knows(task) for task in tasks):
        job = StudyJob(study)
        state.keep_job(JOB, job)
        job.wait(BRIEF_S)
    if job and not job.is_running and not job.error and job.desk.is_whole:
        job = None
    state.keep(JOB, job)
    return Study(scene=scene, desk=job.desk) if job else study


def is_waiting() -> bool:
    """Say whether the page has nothing to draw yet, or the work for it broke off."""
    job = study_job()
    return job is not None and (job.is_running or job.error is not None)


def sizes_of(study: Study) -> Mapping[str, float]:
    """Return how big each facility is drawn: all as usual as long as it is not known what their losses cost."""
    return study.sizes if not is_waiting() and study.desk.knows(singles(study)) else {}


def can_answer(study: Study) -> bool:
    """Say whether the search came far enough for the part that the reader chose."""
    part = study.scene.view.part
    return is_whole() or part not in _LEAST or study.found.complete_to >= _LEAST[part]


def is_whole() -> bool:
    """Say whether no search for what is shown ended early."""
    return study_job() is None


def waiting_headline() -> str:
    """Return why there is no sentence yet."""
    job = study_job()
    return BROKE if job and job.error and not job.is_running else WAITING


def waiting() -> None:
    """Draw how far the work is, or that it broke off."""
    job = study_job()
    if job and job.is_running:
        _watch()
    else:
        with st.container(key="study-broke"):
            st.text(BROKE_WORDS)
            st.button("Try again", key="study-again", on_click=_again)


def ended_early(study: Study) -> None:
    """Draw how far a search came that ended early, and a way to begin it anew."""
    with st.container(key="study-ended"):
        for words in _how_far(study):
            st.text(words)
        st.button("Search again", key="study-again", on_click=_again)


def _how_far(study: Study) -> list[str]:
    """Return what is complete; the shares say so themselves."""
    part = study.scene.view.part
    told = [left_out_in_words(study.scene.world, study.mending)] if part is Part.SCENARIO else []
    if study.found.stopped and part is not Part.SCENARIO:
        told.append(complete_in_words(study.found))
    return [words for words in told if words]


def _again() -> None:
    state.keep(JOB, None)


@st.fragment(run_every=EVERY_S)
def _watch() -> None:
    """Draw how far the work is, and a way to stop it; once it has ended, draw the whole page."""
    job = study_job()
    if job is None or not job.is_running:
        st.rerun()
    with st.container(key="study-running"):
        words = "Stopping …" if job.is_cancelled else f"{job.desk.words} … {job.ran_s:.0f} s"
        st.progress(min(1.0, max(job.done, job.desk.least_done)), text=words)
        st.button("Cancel", key="study-cancel", on_click=job.cancel, disabled=job.is_cancelled)
