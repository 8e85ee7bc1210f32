"""Which panes make up each part of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from components.details import details
from components.impact_view import answer, operations
from components.map_pane import map_pane, map_states
from components.scene import Scene
from components.view import Page


def _explore(scene: Scene) -> None:
    states = map_states(scene)
    with st.container(key="stage"):
        with st.container(key="answer-area"):
            answer(scene, stamp=states["stamp"])
        with st.container(key="map-area"):
            map_pane(scene, states)
        with st.container(key="list-area"):
            with st.container(key="details-area"):
                details(scene)
            operations(scene)


PAGES: Final[Mapping[Page, Callable[[Scene], None]]] = MappingProxyType(
    {Page.EXPLORE: _explore, Page.COMPARE: _explore, Page.TIMELINE: _explore, Page.SOURCES: _explore}
)
