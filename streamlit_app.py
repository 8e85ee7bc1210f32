"""Foothold: what hangs on Russia's military facilities abroad. The page from top to bottom."""

from __future__ import annotations

import streamlit as st

from components import cache, callbacks, page, state
from components.assumptions_view import assumptions
from components.header import header
from components.pages import PAGES
from components.scene import scene_of
from components.sidebar import sidebar
from geo.errors import DataError


def main() -> None:
    """Draw the page for what the reader has chosen so far."""
    page.dress()
    try:
        world = cache.world()
    except DataError as error:
        page.broken_data(error)
        return
    callbacks.carry_out()
    view = state.open_view(world)
    # Before anything is drawn: the map, once repainted, puts its place back into an address that lacks it.
    state.write_address(world)
    scene = scene_of(view, world)
    with st.container(key="top"):
        header(scene)
    PAGES[scene.view.view](scene)
    sidebar(scene)
    assumptions(scene)


main()
