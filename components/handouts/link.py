"""The absolute address of a view, as it is printed on what is taken along."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from components.address import encode
from components.address_names import ADDRESS_VERSION
from components.briefings import step_query
from components.scene import Scene
from components.view import DRAFT, Page
from geo.briefing import Briefing

VARIABLE: Final = "FOOTHOLD_ADDRESS"
"""The environment variable that says at which address others reach this server."""

WITH_MAP: Final = frozenset({Page.EXPLORE, Page.COMPARE, Page.TIMELINE, Page.REACH, Page.CONTINGENCY})
"""The parts of the page that show the view on a map."""

_OWN_HOSTS: Final = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})


def address() -> str:
    """Return the address of the page: as the server was told, else as this reader's browser has it."""
    told = os.environ.get(VARIABLE, "").strip()
    return told or st.context.url or f"http://localhost:{st.get_option('server.port')}/"


def is_of_this_machine(link: str) -> bool:
    """Say whether an address can be opened on this machine alone."""
    return urlsplit(link).hostname in _OWN_HOSTS


def plain_scene(scene: Scene, *, page: Page = Page.EXPLORE) -> Scene:
    """Return a scene as it is handed out: what is on the map.

    Parameters
    ----------
    scene
        What the reader sees.
    page
        The part of the page that it was chosen on; one without a map of this view counts as the first.
    """
    shown = page if page in WITH_MAP else Page.EXPLORE
    return replace(scene, view=replace(scene.view, view=shown, briefing=None, step=1, exercise=None))


def link_of(scene: Scene) -> str:
    """Return the absolute address of what a scene shows."""
    return _absolute(urlencode(encode(scene.view, data_version=scene.world.meta.data_version), safe=",:"))


def link_of_briefing(briefing: Briefing) -> str:
    """Return the absolute address of the first step; of a briefing that no link can carry, that of the page."""
    return _absolute("" if briefing.id == DRAFT else step_query(briefing.id, 1))


def link_of_exercise(name: str) -> str:
    """Return the absolute address of an exercise."""
    return _absolute(urlencode({"v": ADDRESS_VERSION, "view": Page.LEARN.value, "exercise": name}))


def _absolute(query: str) -> str:
    parts = urlsplit(address())
    page = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", "", ""))
    return f"{page}?{query}" if query else page
