"""A briefing of one's own as a file: taken along, opened again, or put away."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components import state
from components.callbacks import picked
from components.draft import AT, REFUSED, keep_draft, put_away
from components.markup import html
from components.scene import Scene
from components.view import DRAFT
from geo.briefing import LONGEST_CHARACTERS, Briefing, written
from geo.briefing_file import parse_briefing
from geo.datapackage import slug
from geo.errors import BriefingError

FILE: Final = "desk-file-number"
"""What is kept: how often a file was opened, so that the way to open one is empty again."""

MOST_BYTES: Final = 1_000_000
_MOST_FAULTS: Final = 12


def open_and_take(scene: Scene) -> None:
    """Draw the way to take the draft along, to open a file in its place, and to put it away."""
    draft = state.draft()
    text = written(draft) if draft else ""
    with st.container(key="desk-files"):
        if draft:
            with st.container(key="desk-take", horizontal=True, vertical_alignment="center"):
                _take_along(text, file_name(draft))
                st.button("Put it away", key="desk-put-away", on_click=put_away)
        st.file_uploader(
            "Open a briefing from a file" if draft is None else "Open another one in its place",
            type=["md", "txt"],
            key=f"desk-file-{state.kept(FILE) or 0}",
            on_change=_open,
            max_upload_size=MOST_BYTES // 1_000_000,
        )
        refused: tuple[str, ...] = state.kept(REFUSED) or ()
        more = len(refused) - _MOST_FAULTS
        too_long = len(text) if len(text) > LONGEST_CHARACTERS else 0
        content = {"refused": refused[:_MOST_FAULTS], "more": more, "draft": draft, "too_long": too_long}
        st.html(html("desk_files.html", **content, most=LONGEST_CHARACTERS))


def _take_along(text: str, name: str) -> None:
    st.download_button(
        "Download the file",
        data=text.encode(),
        file_name=name,
        mime="text/markdown",
        key="desk-download",
        on_click="ignore",
        type="primary",
    )


def file_name(draft: Briefing) -> str:
    """Return what the file of a draft is called; in `data/briefings/` that is its id."""
    return f"{slug(draft.title)}.md"


def _open() -> None:
    upload = picked(f"desk-file-{state.kept(FILE) or 0}")
    if upload is None:
        return
    state.keep(FILE, (state.kept(FILE) or 0) + 1)
    found = read_file(upload.getvalue(), upload.name)
    if isinstance(found, Briefing):
        keep_draft(found)
        state.keep(AT, 1)
    state.keep(REFUSED, () if isinstance(found, Briefing) else found)


def read_file(content: bytes, name: str) -> Briefing | tuple[str, ...]:
    """Return the briefing that a file holds, or in words why it holds none.

    Parameters
    ----------
    content
        What is in it.
    name
        What the reader calls it.
    """
    if len(content) > MOST_BYTES:
        return (f"{name} holds {len(content) / 1e6:.1f} MB; a briefing is text and has at most 1 MB.",)
    try:
        return parse_briefing(content.decode("utf-8-sig"), briefing_id=DRAFT, file=name)
    except UnicodeDecodeError:
        return (f"{name} is no text in UTF-8: save it as plain text and open it again.",)
    except BriefingError as error:
        return tuple(map(str, error.faults))
