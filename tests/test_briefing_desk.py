"""A briefing of one's own: steps from views, changed at the desk, as a file and back; damaged files are refused."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from components import cache, draft, pages
from components.address import decode
from components.briefing_desk import preview
from components.briefing_desk.files import MOST_BYTES, file_name, read_file
from components.briefing_desk.keys import change, key_of
from components.briefing_desk.preview import preview_html
from components.briefing_desk.steps import block, doubled, moved, one_line, without
from components.briefings import step_scene
from components.draft import AT, keep_draft, new_draft, query_of, step_of
from components.scene import Scene, scene_of
from components.view import DEFAULT, DRAFT, Page, Theme, View
from geo.briefing import LONGEST, MOST_STEPS, Briefing, Step, written
from geo.briefing_file import parse_briefing
from geo.scenario import parse_token
from geo.world import World
from tests.apptest import run_app
from tests.reading import read
from tests.scenes import scene_in
from tests.worlds import draw

DESK = "?view=brief&scenario=bases-lost"
LONG_S = 30.0


def step(title: str) -> Step:
    return Step(title=title, view="", words=f"Words of {title}")


def titles(briefing: Briefing) -> str:
    return "".join(each.title for each in briefing.steps)


def of(letters: str) -> Briefing:
    """Return a briefing with a step for each letter."""
    return replace(new_draft(draw("gate -airlift/air-> op")), steps=tuple(map(step, letters)))


# ---- what can be done to steps ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("after", "letters"),
    [
        (lambda abc: moved(abc, 1, by=1), "bac"),
        (lambda abc: moved(abc, 3, by=-1), "acb"),
        (lambda abc: moved(abc, 1, by=-1), "abc"),
        (lambda abc: moved(abc, 3, by=1), "abc"),
        (lambda abc: moved(abc, 7, by=-1), "abc"),
        (lambda abc: doubled(abc, 2), "abbc"),
        (lambda abc: doubled(abc, 0), "abc"),
        (lambda abc: without(abc, 2), "ac"),
        (lambda abc: without(abc, 9), "abc"),
    ],
)
def test_steps_are_moved_doubled_and_removed(after: Any, letters: str) -> None:
    assert titles(after(of("abc"))) == letters


@given(number=some.integers(-2, 6), by=some.sampled_from([-1, 1]))
def test_moving_a_step_loses_none(number: int, by: int) -> None:
    assert sorted(titles(moved(of("abcd"), number, by=by))) == list("abcd")


TYPED = some.text(max_size=60)


@given(title=TYPED, words=TYPED, notes=TYPED, author=TYPED, summary=TYPED)
def test_whatever_is_typed_is_the_same_once_the_file_is_opened_again(
    title: str, words: str, notes: str, author: str, summary: str
) -> None:
    typed = Step(title=one_line(title), view="sel=hub", words=block(words), notes=block(notes))
    mine = replace(of(""), author=one_line(author), summary=one_line(summary), steps=(typed,))
    assert read_file(written(mine).encode(), "mine.md") == mine


def test_what_is_typed_holds_no_character_that_a_document_cannot() -> None:
    assert one_line("a\ufffeb\x00 \uffff") == "ab"
    assert block("a\x0b\n\x1bb\ud800") == "a\nb"


# ---- a view becomes a step ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(scenario=("bases-lost",), sel="khmeimim", map="20.5,10,5"),
        View(view=Page.COMPARE, lost=(parse_token("over:TUR"),), vs_scenario=("bases-lost",)),
        View(view=Page.REACH, origin="khmeimim", payload=20.0, layers=frozenset()),
    ],
)
def test_a_step_shows_what_the_view_showed(view: View, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "world", lambda: world)
    made = step_of(scene_of(view, world))
    reading = decode(parse_qs(made.view, keep_blank_values=True), world)
    assert (reading.view, reading.ignored, reading.other_data) == (view, (), None)


def test_a_step_holds_nothing_of_the_page_around_the_map(monkeypatch: pytest.MonkeyPatch) -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op")
    around: dict[str, Any] = {"view": Page.BRIEF, "theme": Theme.DARK, "briefing": DRAFT, "step": 4}
    assert query_of(scene_in(world, monkeypatch, sel="hub", **around)) == "sel=hub"


def test_a_new_step_is_called_after_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op")
    assert step_of(scene_in(world, monkeypatch, lost=("hub",))).title == "Hub lost"


# ---- files --------------------------------------------------------------------------------------------------------

HEAD = '+++\ntitle = "T"\nauthor = "A"\ndate = "2026"\ndata = "1"\nsummary = "S"\n+++\n'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "mine.md is no text in UTF-8: save it as plain text and open it again."),
        (b"", "mine.md line 1: is not `+++`."),
        (b"PK\x03\x04", "mine.md line 1: is not `+++`."),
        (HEAD.encode() + b"## One\nno view\n", "mine.md line 8: `One` has no view."),
        (b"x" * (MOST_BYTES + 1), "mine.md holds 1.0 MB; a briefing is text and has at most 1 MB."),
        (b"x" * 300_000, "holds 300000 characters"),
        (HEAD.encode() + b"## " + b"x" * 6000 + b"\n`?`\n", "its title has 6000 characters; 200 are allowed."),
        (HEAD.encode() + b"## S\n`?`\n" * (MOST_STEPS + 1), "holds 61 steps; 60 are allowed. Split it in two"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(content: bytes, words: str) -> None:
    found = read_file(content, "mine.md")
    assert isinstance(found, tuple)
    assert words in found[0]


def test_a_file_with_a_mark_at_its_start_opens_as_the_draft() -> None:
    found = read_file(b"\xef\xbb\xbf" + HEAD.encode() + b"## S\n`?sel=hub`\n", "mine.md")
    assert isinstance(found, Briefing)
    assert (found.id, found.steps) == (DRAFT, (Step(title="S", view="sel=hub", words=""),))


def test_the_file_of_a_draft_is_called_after_its_title() -> None:
    assert file_name(replace(of(""), title="../Over the “hub”")) == "over-the-hub.md"


def test_what_is_typed_is_never_markup(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "world", lambda: world)
    hostile = "<img src=x onerror=alert(1)> [a](javascript:alert(1))"
    mine = replace(of(""), steps=(Step(title=hostile, view="", words=hostile),))
    shown = read(preview_html(mine, 1, step_scene(mine, 1, world)))
    assert "img" not in shown.tags
    assert "a" not in shown.tags
    assert shown.plain.count("<img src=x onerror=alert(1)>") == 2


# ---- the page -----------------------------------------------------------------------------------------------------


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page waits for the picture of a step."""
    monkeypatch.setattr(preview, "BRIEF_S", LONG_S)


def said(app: AppTest) -> str:
    """Return all that the page says that is no widget; there must be no error in it."""
    assert not app.exception
    parts = [part.proto for part in (*app.get("bidi_component"), *app.get("html"))]
    return " ".join(read(str(proto)).plain for proto in parts)


def with_draft(app: AppTest, mine: Briefing | None) -> AppTest:
    app.session_state[DRAFT] = mine
    return app.run()


def draft_of(app: AppTest) -> Briefing:
    found = app.session_state[DRAFT]
    assert isinstance(found, Briefing)
    return found


def test_the_desk_offers_every_shipped_briefing_and_the_way_to_one_of_ones_own(world: World) -> None:
    words = said(run_app(DESK))
    assert all(briefing.title in words for briefing in world.briefings.values())
    assert "Begin with it" in words


def test_words_are_typed_kept_and_taken_along(patient: None) -> None:
    app = with_draft(run_app(DESK), of("ab"))
    app.session_state[AT] = 2
    app.run()
    app.text_area(key="desk-step-words").set_value("  Without **it** nothing flies.\r\n").run()
    app.text_input(key="desk-title").set_value("Mine \n alone").run()
    assert [each.words for each in draft_of(app).steps] == ["Words of a", "Without **it** nothing flies."]
    assert draft_of(app).title == "Mine alone"
    assert "Without it nothing flies." in said(app)
    assert [button.label for button in app.download_button] == ["Download the file"]
    assert len(app.get("image")) == 1


def test_pictures_are_drawn_one_at_a_time_and_one_that_waits_is_not_once_another_step_is_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, drawn = threading.Event(), threading.Event()
    sketched: list[Scene] = []

    def slow(scene: Scene) -> bytes:
        sketched.append(scene)
        begun.set()
        drawn.wait(LONG_S)
        return b"picture"

    monkeypatch.setattr(preview, "BRIEF_S", 0.0)
    monkeypatch.setattr(pages, "sketch", slow)
    days = [Step(title=day, view=f"date={day}", words="") for day in ("2018-03-01", "2018-03-02", "2018-03-03")]
    app = with_draft(run_app(DESK), replace(of(""), steps=tuple(days)))
    jobs = [app.session_state[preview.DRAWING]]
    assert begun.wait(LONG_S)
    for number in (2, 3):
        app.session_state[AT] = number
        jobs.append(app.run().session_state[preview.DRAWING])
    drawn.set()
    for job in jobs:
        job.wait(LONG_S)
    assert [job.is_cancelled for job in jobs] == [True, True, False]
    assert [scene.day.isoformat() for scene in sketched] == ["2018-03-01", "2018-03-03"]
    assert [job.key in cache.sketches() for job in jobs] == [True, False, True]
    assert all(job.key not in cache.handouts() for job in jobs)


def test_a_full_briefing_says_so_and_takes_no_step_more(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    full = of("a" * MOST_STEPS)
    words = said(with_draft(run_app(DESK), full))
    assert "All 60 steps used" in words
    assert "Add step" not in words
    assert "This briefing has as many steps as one can have." in words
    assert doubled(full, 1) == full
    monkeypatch.setattr(cache, "world", lambda: world)
    monkeypatch.setattr(st, "session_state", {DRAFT: full, AT: 3})
    draft.add_step(scene_of(View(), world))
    assert (st.session_state[DRAFT], st.session_state[AT]) == (full, 3)


def test_a_draft_that_could_not_be_opened_again_says_so_in_time(patient: None) -> None:
    long = replace(step("a"), notes="x" * LONGEST["notes"])
    some_steps = replace(of(""), steps=(long,) * 16)
    assert "cannot be opened again" not in said(with_draft(run_app(DESK), some_steps))
    words = said(with_draft(run_app(DESK), replace(some_steps, steps=(long,) * 17)))
    assert "This briefing has 204," in words
    assert "One that is opened may have 200,000: make two of it, or it cannot be opened again." in words


def test_what_is_changed_in_one_go_is_all_kept(patient: None) -> None:
    app = with_draft(run_app(DESK), of("ab"))
    app.text_input(key="desk-step-title").set_value("Typed")
    app.text_area(key="desk-step-words").set_value("Words typed")
    app.text_area(key="desk-step-notes").set_value("Notes typed")
    app.run()
    first, second = draft_of(app).steps
    assert (first.title, first.words, first.notes) == ("Typed", "Words typed", "Notes typed")
    assert second == step("b")


def test_what_a_late_click_changes_is_the_step_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {DRAFT: of("ab")})
    first, second = map(key_of, st.session_state[DRAFT].steps)
    change(first, words="typed")
    keep_draft(doubled(moved(st.session_state[DRAFT], 1, by=1), 2))
    change(first, view="sel=hub")
    change(second, notes="n")
    found = [(each.title, each.words, each.view, each.notes) for each in st.session_state[DRAFT].steps]
    assert found == [("b", "Words of b", "", "n"), ("a", "typed", "sel=hub", ""), ("a", "typed", "", "")]
    keep_draft(without(st.session_state[DRAFT], 2))
    change(first, words="lost with its step")
    assert [each.words for each in st.session_state[DRAFT].steps] == ["Words of b", "typed"]
    assert key_of(st.session_state[DRAFT].steps[0]) == second
    assert key_of(st.session_state[DRAFT].steps[1]) not in {first, second}


def test_what_a_step_names_that_is_gone_is_named(patient: None) -> None:
    gone = Step(title="Old", view="sel=atlantis&date=2024-11-26", words="", sources=("no-such-source",))
    words = said(with_draft(run_app(DESK), replace(of(""), steps=(gone,))))
    assert "atlantis" in words
    assert "the source no-such-source is not in these data" in words


def test_a_source_that_is_gone_stays_until_the_reader_takes_it_out(patient: None, world: World) -> None:
    known, other = list(world.sources)[:2]
    cited = replace(step("a"), sources=("no-such-source", known))
    app = with_draft(run_app(DESK), replace(of(""), steps=(cited,)))
    app.multiselect(key="desk-sources").select(other).run()
    assert draft_of(app).steps[0].sources == ("no-such-source", known, other)
    app.multiselect(key="desk-sources").unselect("no-such-source").run()
    assert draft_of(app).steps[0].sources == (known, other)


def test_a_file_takes_the_place_of_the_draft_and_a_damaged_one_does_not(patient: None) -> None:
    app = run_app(DESK)
    app.file_uploader[0].set_value(("mine.md", written(of("xyz")).encode(), "text/markdown")).run()
    assert titles(draft_of(app)) == "xyz"
    app.file_uploader[0].set_value(("mine.md", b"<script>alert(1)</script>", "text/markdown")).run()
    assert titles(draft_of(app)) == "xyz"
    assert "This cannot be read as a briefing; nothing of it was used." in said(app)


def test_a_draft_that_is_put_away_is_gone_here_and_in_the_browser(patient: None) -> None:
    app = with_draft(run_app(DESK), of("a"))
    app.button(key="desk-put-away").click().run()
    assert app.session_state[DRAFT] is None
    assert app.session_state[draft.SETTLED]
    assert "Begin with it" in said(app)


def test_nothing_of_a_draft_is_in_the_address(patient: None) -> None:
    app = with_draft(run_app(DESK), of("abc"))
    assert set(app.query_params) <= {"v", "view", "scenario", "data"}
    assert app.session_state["view"].briefing == DEFAULT.briefing


def copy_of(text: object, changed_ms: object = 7) -> dict[str, Any]:
    """Return a session that the browser just gave its copy."""
    return {draft.KEY: {"found": {"text": text, "changed_ms": changed_ms}}}


def test_the_copy_that_the_browser_kept_comes_back_once_and_is_no_change(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", copy_of(written(of("ab"))))
    draft._take_copy()
    assert (titles(st.session_state[DRAFT]), st.session_state[draft.CHANGED_MS]) == ("ab", 7)
    st.session_state.update(copy_of(written(of("c"))))
    draft._take_copy()
    assert titles(st.session_state[DRAFT]) == "ab"
    keep_draft(of("abc"))
    assert st.session_state[draft.CHANGED_MS] > 1_600_000_000_000


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("+++", "the copy in this browser line 1: is not closed"),
        ("x" * 300_000, "the copy in this browser: holds 300000 characters"),
        (written(of("a")).replace("Words", "W" * LONGEST["words"]), "its words have 4005 characters; 4000 are allowed"),
    ],
)
def test_a_copy_that_cannot_be_read_is_refused_in_words(text: str, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", copy_of(text))
    draft._take_copy()
    assert DRAFT not in st.session_state
    assert fault in st.session_state[draft.REFUSED][0]


@pytest.mark.parametrize("found", [copy_of(7), copy_of("+++", None), {draft.KEY: {"found": "+++"}}, {draft.KEY: None}])
def test_what_is_no_copy_is_none(found: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", found)
    draft._take_copy()
    assert not {DRAFT, draft.REFUSED, draft.SETTLED} & st.session_state.keys()


def test_a_draft_read_back_from_its_file_is_the_draft() -> None:
    mine = of("ab")
    assert parse_briefing(written(mine), briefing_id=DRAFT, file="") == mine
