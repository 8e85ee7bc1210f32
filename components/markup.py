"""HTML from templates that escape everything, and the one component that puts it on the page and reports clicks.

A template marks what can be clicked with `data-act` and `data-value`; a pane hands over a handler by act.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import jinja2
import streamlit as st
from markupsafe import Markup

from components import assets, cache, state, style
from components.callbacks import Event, listen, nothing
from components.view import Page
from geo import notices
from geo.dates import PartialDate, spoken_day, spoken_period
from geo.model import Source
from geo.numbers import spaced
from geo.world import World

_PERCENT: Final = re.compile(r"(?<=\d) %(?![\w(])")
"""The blank between a figure and its sign, which are to stay on one line."""

TEMPLATE_DIR: Final = Path(__file__).parent / "templates"


@lru_cache(maxsize=1)
def _templates() -> jinja2.Environment:
    loader = jinja2.FileSystemLoader(TEMPLATE_DIR)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(style=style, notices=notices, spoken_period=spoken_period)
    environment.filters.update(
        day=spoken_day, when=_when, thin=spaced, source_of=_source_of, term=_term, halves=_halves
    )
    return environment


def _when(value: PartialDate | None) -> str:
    return value.spoken if value else "not dated"


def _source_of(source_id: str, world: World) -> Source:
    return world.sources[source_id]


def _term(word: str) -> str:
    """Return a word that opens its meaning, where the glossary has it; else the word as it is."""
    return _with_meaning(cache.world().digest, word)


@lru_cache(maxsize=512)
def _with_meaning(digest: str, word: str) -> str:
    term = cache.terms(digest).get(word.casefold())
    return Markup(html("term.html", term=term, word=word)) if term else word


def html(template: str, **values: Any) -> str:  # noqa: ANN401 - templates take what they need
    """Return a template filled in; every value from the data is escaped."""
    return _PERCENT.sub("\N{NARROW NO-BREAK SPACE}%", _templates().get_template(template).render(**values))


def _halves(words: str) -> tuple[str, str]:
    """Return words in two: what stands before a bracket, and the bracket."""
    head, bracket, rest = words.partition(" (")
    return head, f"{bracket}{rest}"


def _look_up(term_id: str) -> None:
    """Show a word of the glossary among its neighbours."""
    state.keep(state.TERM, term_id)
    state.choose(view=Page.LEARN, exercise=None)


EVERYWHERE: Final[Mapping[str, Callable[[str], None]]] = {"term": _look_up}
"""What a click does in any panel, by its act."""


DID: Final = "did"
"""Under what name the component reports what was clicked."""


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    script = assets.page_script("panel.js")
    return st.components.v2.component(
        "foothold_panel", html="<div class='fh-panel'></div>", js=script, isolate_styles=False
    )


def panel(
    key: str, content: str, *, acts: Mapping[str, Callable[[str], None]], extra: Mapping[str, Any] | None = None
) -> None:
    """Put HTML on the page and call a handler when something in it is clicked.

    Parameters
    ----------
    key
        Names the panel; its element carries the class `st-key-<key>`.
    content
        HTML from `html`.
    acts
        Handlers by the name in `data-act`; each gets the text in `data-value`.
    extra
        More for the script of the page, such as the address of the search index.
    """

    def do(did: Event) -> None:
        handler = acts.get(str(did.get("act"))) or EVERYWHERE.get(str(did.get("act")))
        if handler is not None:
            handler(str(did.get("value", ""))[:2000])

    data = {"html": content, "stamp": format(zlib.crc32(content.encode()), "x"), **(extra or {})}
    _component()(key=key, data=data, on_did_change=nothing)
    listen(key, do, DID)
