"""The frame of the page: its title, its style, and the plain page that stands in for it when the data are broken."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import streamlit as st

from components import assets, style
from components.markup import html
from geo.errors import DataError

_STYLESHEET: Final = "\n".join(
    (assets.PAGE_DIR / name).read_text(encoding="utf-8")
    for name in ("page.css", "panes.css", "brief.css", "desk.css", "learn.css", "terms.css")
)
_ICON: Final = f"data:image/svg+xml,{quote((assets.PAGE_DIR / 'icon.svg').read_text(encoding='utf-8'))}"


def dress() -> None:
    """Set the title and put the style sheet on the page, with the palette of the theme as variables."""
    st.set_page_config(
        page_title="Foothold: what hangs on each base",
        page_icon=_ICON,
        layout="wide",
        initial_sidebar_state="auto",
    )
    palettes = {"light": style.LIGHT, "dark": style.DARK}
    colours = palettes["dark" if st.context.theme.type == "dark" else "light"]
    variables = "".join(f"--{name}:{colour};" for name, colour in colours.items())
    st.html(f"<style>:root{{{variables}}}\n{_STYLESHEET}</style>")


def broken_data(error: DataError) -> None:
    """Tell the reader, and whoever keeps the data, everything that is wrong with the files."""
    st.html(html("broken.html", faults=error.faults))
