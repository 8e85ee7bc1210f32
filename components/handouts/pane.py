"""The page "Hand out": everything that can be taken along of the present view, or of the briefing that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Final

import streamlit as st

from components import cache, state
from components.briefings import step_scene
from components.handouts.citation import cited
from components.handouts.formats import Format, Group, Of, offered
from components.handouts.link import is_of_this_machine, link_of, link_of_briefing, link_of_exercise, plain_scene
from components.handouts.making import Making, key_of
from components.handouts.request import Request, answer, day_words
from components.markup import html, panel
from components.results import Results
from components.scene import Scene
from components.view import DRAFT, Page
from geo.briefing import Briefing
from geo.citing import cite_bibtex, cite_text
from geo.datapackage import slug

MAKINGS: Final = "hand-outs"
ONLY_VIEW: Final = "hand-out-of-the-view-alone"
"""What is kept: what is being made, by form; and whether only the view is handed out where a briefing is open."""

COLUMNS: Final[Mapping[str, tuple[Group, ...]]] = MappingProxyType(
    {"left": (Group.CLASS, Group.SLIDES, Group.DOCUMENT, Group.PICTURE), "right": (Group.RUNS, Group.DATA)}
)
"""Which headings stand in which column."""
CITED_IN: Final = "right"
"""The column at whose foot it stands how to cite."""

BRIEF_S: Final = 0.5
"""For so long the page waits for a file before it shows how far that is, seconds."""
EVERY_S: Final = 0.5
"""How often it looks how far a file is, seconds."""


def hand_out(scene: Scene) -> None:
    """Draw what can be taken along; each file is made once it is asked for."""
    wish = request_of(scene)
    with st.container(key="handout"):
        _head(scene, wish)
        with st.container(key="handout-forms"):
            forms = offered(briefing=wish.briefing is not None, exercise=wish.exercise is not None)
            for side, groups in COLUMNS.items():
                with st.container(key=f"handout-{side}"):
                    for group in groups:
                        if forms.get(group):
                            _group(group, forms[group], wish)
                    if side == CITED_IN:
                        _cite(wish)


def request_of(scene: Scene) -> Request:
    """Return what the reader asks to take along: the briefing that is open, or the present view."""
    briefing = None if state.flag(ONLY_VIEW) else _open_briefing(scene)
    page = state.page_before(Page.HANDOUT)
    shown = plain_scene(step_scene(briefing, 1, scene.world)) if briefing else plain_scene(scene, page=page)
    link = link_of_briefing(briefing) if briefing else link_of(shown)
    exercise = scene.world.exercises.get(scene.view.exercise or "")
    return Request(scene=shown, link=link, made=datetime.now(UTC).date(), briefing=briefing, exercise=exercise)


def _open_briefing(scene: Scene) -> Briefing | None:
    """Return the briefing that is open, if it has something to hand out."""
    found = state.briefings(scene.world).get(scene.view.briefing or "")
    return found if found and found.steps else None


def _head(scene: Scene, wish: Request) -> None:
    """Draw what is handed out, the choice between the view and the briefing, and the way back."""
    page = wish.scene.view.view
    title, words = named(wish)
    content = html(
        "handout.html",
        page=page,
        title=title,
        words=words,
        day=day_words(wish.scene),
        steps=len(wish.briefing.steps) if wish.briefing else 0,
        author=wish.briefing.author if wish.briefing else "",
        colophon=wish.colophon,
        open=_open_briefing(scene),
        whole=wish.briefing is not None,
        link=wish.link,
        here_only=is_of_this_machine(wish.link),
        exercise=wish.exercise,
    )
    acts = {
        "whole": lambda text: state.set_flag(ONLY_VIEW, value=text != "yes"),
        "map": lambda _: state.choose(view=page),
        "exercise": lambda _: state.choose(view=Page.LEARN),
        "desk": lambda _: state.choose(view=Page.BRIEF, briefing=None, step=1),
    }
    panel("handout-head", content, acts=acts)


def named(wish: Request) -> tuple[str, str]:
    """Return what the page is called, and what it says of what is handed out."""
    if wish.briefing:
        return wish.title, wish.briefing.summary
    if wish.exercise:
        region = wish.scene.world.regions[wish.exercise.region].name
        rest = f"Everything else here is of the map apart from them, not of an exercise: {wish.title}."
        return f"Worksheet: {region}", f"The exercises of this region, to be marked by hand, and their key. {rest}"
    return wish.title, answer(wish.scene)


def _group(group: Group, forms: list[Format], wish: Request) -> None:
    with st.container(key=f"handout-{group.name.lower()}"):
        st.html(html("handout_group.html", title=group.value))
        for form in forms:
            _form(form, _linked(form, wish))


def _linked(form: Format, wish: Request) -> Request:
    """Return a wish with the address that belongs on a form: a worksheet leads to the exercises, not to the view."""
    if form.of is not Of.EXERCISES or wish.exercise is None:
        return wish
    return replace(wish, link=link_of_exercise(wish.exercise.id))


def _form(form: Format, wish: Request) -> None:
    """Draw one form: what it is, and the button that makes it, how far it is, or the file."""
    key, kept, making = key_of(form, wish), _kept_for(wish), _makings().get(form.id)
    mine = making if making and making.key == key else None
    file = kept.get(key) if kept else mine.file if mine else None
    with st.container(key=f"form-{form.id}"):
        st.html(html("handout_form.html", form=form))
        if file is not None:
            _download(form, wish, file)
        elif mine and mine.is_running:
            _watch(form.id)
        else:
            _ask(form, wish, mine.trouble if mine else "")


def _download(form: Format, wish: Request, file: bytes) -> None:
    st.download_button(
        f"Download {form.short}, {size_words(len(file))}",
        data=file,
        file_name=file_name(form, wish),
        mime=form.mime,
        key=f"get-{form.id}",
        on_click="ignore",
        type="primary",
    )


def _ask(form: Format, wish: Request, trouble: str) -> None:
    word = "Try again" if trouble else f"Make {form.short}"
    st.button(word, key=f"make-{form.id}", on_click=_start, args=(form, wish))
    if trouble:
        st.html(html("handout_trouble.html", trouble=trouble))


def _start(form: Format, wish: Request) -> None:
    """Begin to make a file; one of the same form that is being made still, of something else, is given up."""
    before = _makings().get(form.id)
    if before:
        before.cancel()
    making = Making(form, wish, kept=_kept_for(wish))
    making.wait(BRIEF_S)
    state.keep(MAKINGS, {**_makings(), form.id: making})


def _kept_for(wish: Request) -> Results | None:
    """Return where a file is kept for all readers; of a briefing that only its maker has, the session alone has it."""
    return None if wish.briefing and wish.briefing.id == DRAFT else cache.handouts()


def _makings() -> Mapping[str, Making]:
    return state.kept(MAKINGS) or {}


@st.fragment(run_every=EVERY_S)
def _watch(name: str) -> None:
    """Draw how far a file is, and a way to stop it; once it has ended, draw the whole page."""
    making = _makings().get(name)
    if making is None or not making.is_running:
        st.rerun()
    st.progress(min(1.0, making.done), text=_at(making))
    st.button("Cancel", key=f"cancel-{name}", on_click=making.cancel)


def _at(making: Making) -> str:
    return "Waiting for its turn …" if making.is_waiting else f"Being made … {making.ran_s:.0f} s"


def _cite(wish: Request) -> None:
    """Draw how the view is cited, each way with a button that copies it."""
    what = cited(wish)
    with st.container(key="handout-cite"):
        st.html(html("handout_group.html", title="Cite"))
        for name, words in (("As text", cite_text(what)), ("As BibTeX", cite_bibtex(what))):
            st.html(html("handout_cite.html", name=name))
            st.code(words, language=None, wrap_lines=True)


def file_name(form: Format, wish: Request) -> str:
    """Return what a file is called: what it is of, the day it shows or was written, and what it is."""
    briefing, exercise = wish.briefing, wish.exercise
    day = wish.made if briefing else wish.scene.day
    if exercise and form.of is Of.EXERCISES:
        name = wish.scene.world.regions[exercise.region].name
    else:
        name = briefing.id if briefing and briefing.id != DRAFT else wish.title
    part = f"-{form.part}" if form.part else ""
    return f"foothold-{slug(name)}-{day.isoformat()}{part}.{form.suffix}"


def size_words(count: int) -> str:
    """Return the size of a file as a person says it: `12 kB`, `1.4 MB`; `count` is bytes."""
    return f"{count / 1e6:.1f} MB" if round(count / 1e3) >= 1000 else f"{max(1, round(count / 1e3))} kB"
