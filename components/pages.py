"""Which panes make up each part of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.brief.ahead import work_ahead
from components.brief.present import chosen_by_hand, page_of_step, words_of_step
from components.briefing_desk.pane import briefing_desk
from components.compare_view import compare_controls, compare_list
from components.contingency.parts import contingency_list
from components.contingency.top import contingency_top
from components.contingency.waiting import sizes_of, study_of
from components.details import details
from components.findings_view import findings
from components.handouts.pane import hand_out
from components.handouts.sketch import sketch
from components.impact_view import answer, operations
from components.learn.pane import (
    answers_or_marks,
    card_acts_here,
    classroom,
    question,
    trial_of,
    trial_states,
)
from components.map_pane import map_pane, map_states
from components.reach_view import reach_controls, reach_list, reach_states
from components.scene import Scene, other_side_of
from components.sources_view import claims, sources
from components.timeline_view import timeline
from components.view import Page, is_presented, shows_before


def _explore(scene: Scene) -> None:
    states = map_states(scene)
    _stage(
        top=lambda: answer(scene, stamp=states["stamp"]),
        middle=lambda: map_pane(scene, states),
        rest=lambda: operations(scene),
        card=lambda: details(scene),
    )


def _compare(scene: Scene) -> None:
    shown = other_side_of(scene) if shows_before(scene.view) else scene
    states = map_states(shown)
    _stage(
        top=lambda: compare_controls(scene),
        middle=lambda: map_pane(shown, states),
        rest=lambda: compare_list(scene),
        card=lambda: details(shown),
    )


def _timeline(scene: Scene) -> None:
    states = map_states(scene)
    _stage(
        top=lambda: answer(scene, stamp=states["stamp"]),
        middle=lambda: map_pane(scene, states),
        rest=lambda: timeline(scene),
        card=lambda: details(scene),
    )


def _reach(scene: Scene) -> None:
    states = map_states(scene, reach=reach_states(scene))
    _stage(
        top=lambda: reach_controls(scene, stamp=states["stamp"]),
        middle=lambda: map_pane(scene, states),
        rest=lambda: reach_list(scene),
        card=lambda: details(scene),
    )


def _contingency(scene: Scene) -> None:
    study = study_of(scene)
    states = map_states(scene, sizes=sizes_of(study))
    _stage(
        top=lambda: contingency_top(scene, study, stamp=states["stamp"]),
        middle=lambda: map_pane(scene, states),
        rest=lambda: contingency_list(scene, study),
        card=lambda: details(scene) if _has_card_here(scene) else None,
    )


def _has_card_here(scene: Scene) -> bool:
    """Say whether the selection is shown as a card: the Contingency page shows an operation in its own way."""
    return scene.view.sel not in scene.world.operations


def _brief(scene: Scene) -> None:
    if not is_presented(scene.view):
        briefing_desk(scene, sketch=sketch)
        return
    shown = other_side_of(scene) if shows_before(scene.view) else scene
    states = map_states(shown, reach=reach_states(shown) if page_of_step(scene) is Page.REACH else None)
    _stage(
        top=lambda: words_of_step(scene, shown, stamp=states["stamp"]),
        middle=lambda: map_pane(shown, states),
        rest=lambda: work_ahead(scene),
        card=lambda: details(shown) if chosen_by_hand(scene) else None,
    )


def _learn(scene: Scene) -> None:
    trial = trial_of(scene)
    if trial is None:
        with st.container(key="reading"):
            classroom(scene)
        return
    states = trial_states(trial)
    _stage(
        top=lambda: question(trial, stamp=states["stamp"]),
        middle=lambda: map_pane(trial.shown, states),
        rest=lambda: answers_or_marks(trial),
        card=lambda: details(trial.after, acts=card_acts_here(trial)) if trial.attempt.revealed else None,
    )


def _findings(scene: Scene) -> None:
    with st.container(key="reading"):
        findings(scene)


def _sources(scene: Scene) -> None:
    with st.container(key="reading"):
        claims(scene)
        sources(scene)


def _stage(
    *, top: Callable[[], None], middle: Callable[[], None], rest: Callable[[], None], card: Callable[[], None]
) -> None:
    """Lay out the map with what is said beside it; on a phone they follow one another."""
    with st.container(key="stage"):
        with st.container(key="answer-area"):
            top()
        with st.container(key="map-area"):
            middle()
        with st.container(key="list-area"):
            with st.container(key="details-area"):
                card()
            rest()


PAGES: Final[Mapping[Page, Callable[[Scene], None]]] = MappingProxyType(
    {
        Page.EXPLORE: _explore,
        Page.COMPARE: _compare,
        Page.TIMELINE: _timeline,
        Page.REACH: _reach,
        Page.CONTINGENCY: _contingency,
        Page.BRIEF: _brief,
        Page.LEARN: _learn,
        Page.FINDINGS: _findings,
        Page.SOURCES: _sources,
        Page.HANDOUT: hand_out,
    }
)
