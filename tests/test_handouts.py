"""What is handed out: which forms there are, how one is made beside the page, and what happens when it fails."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from inspect import signature
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from components import cache
from components.address import decode
from components.handouts import formats, link, making, pane
from components.handouts.citation import cited
from components.handouts.formats import FORMATS, Format, Group, Of, offered
from components.handouts.making import MOST_AT_ONCE, Making, key_of
from components.handouts.request import Request
from components.results import Results
from components.scene import scene_of
from components.view import DRAFT, Page, View
from geo.briefing import Briefing, Step
from geo.citing import AUTHOR
from geo.cut_sets import Budget, OverBudgetError
from geo.datapackage import slug
from geo.dates import PartialDate
from geo.errors import GeoError
from geo.scenario import parse_token
from geo.world import World
from tests.apptest import run_app
from tests.reading import read
from tests.scenes import scene_in
from tests.worlds import DAY, draw

LONG_S = 20.0
MADE = date(2026, 11, 23)
STEPS = (Step(title="One", view="lost=hub", words=""), Step(title="Two", view="", words=""))
OWN = Briefing(id=DRAFT, title="Mine", author="", date=PartialDate("2026"), data="1", summary="All of it", steps=STEPS)


class Held:
    """A maker that stands still half-way until it is let go, or cancelled."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        self.at_half = threading.Semaphore(0)

    def make(self, request: Request, budget: Budget) -> bytes:
        budget.progress(0.5)
        self.at_half.release()
        while not self.go_on.wait(0.02):
            if budget.cancelled():
                raise OverBudgetError
        return request.title.encode()


HELD = Held()


def make_title(request: Request, budget: Budget) -> bytes:
    return request.title.encode()


def make_nothing(request: Request, budget: Budget) -> bytes:
    msg = "the map has no <b>shape</b>; draw it first"
    raise GeoError(msg)


def make_fault(request: Request, budget: Budget) -> bytes:
    raise ZeroDivisionError


def make_slowly(request: Request, budget: Budget) -> bytes:
    return HELD.make(request, budget)


def form(name: str, **fields: Any) -> Format:
    """Return a form that is made by a function of this file."""
    usual: dict[str, Any] = {
        "group": Group.DATA,
        "title": name.capitalize(),
        "short": name.upper(),
        "what": "",
        "whom": "",
        "suffix": "txt",
        "mime": "text/plain",
        "made_by": f"tests.test_handouts:make_{name}",
    }
    return Format(id=name, **(usual | fields))


@pytest.fixture
def held() -> Iterator[Held]:
    """The maker that stands still."""
    HELD.__init__()  # type: ignore[misc]
    yield HELD
    HELD.go_on.set()


@pytest.fixture
def wish(monkeypatch: pytest.MonkeyPatch) -> Request:
    """What is handed out of a small world with nothing taken away."""
    scene = scene_in(draw("gate -airlift/air-> hub -airlift/air-> op"), monkeypatch, date=DAY)
    return Request(scene=scene, link="https://school.example/?v=1", made=MADE)


def made(chosen: Format, wish: Request, kept: Results) -> Making:
    """Return a hand-out whose making has ended."""
    found = Making(chosen, wish, kept=kept)
    found.wait(LONG_S)
    assert not found.is_running
    return found


# ---- the forms ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chosen", FORMATS, ids=lambda each: each.id)
def test_every_form_has_a_maker_of_the_right_shape(chosen: Format) -> None:
    assert list(signature(chosen.maker).parameters) == ["request", "budget"]


def test_no_two_forms_of_the_same_thing_are_called_the_same(wish: Request) -> None:
    briefing = replace(wish, briefing=OWN)
    for request in (wish, briefing):
        forms = [each for group in offered(briefing=bool(request.briefing)).values() for each in group]
        assert len({pane.file_name(each, request) for each in forms}) == len(forms) == len({each.id for each in forms})


def test_a_view_and_a_briefing_are_offered_what_can_be_made_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    forms = tuple(form(of.value, of=of, group=Group.SLIDES) for of in Of)
    monkeypatch.setattr(formats, "FORMATS", forms)
    assert [each.id for each in offered(briefing=False)[Group.SLIDES]] == ["view", "both"]
    assert [each.id for each in offered(briefing=True)[Group.SLIDES]] == ["briefing", "both"]
    assert Group.DATA not in offered(briefing=True)


def test_every_heading_stands_in_one_column() -> None:
    placed = [group for groups in pane.COLUMNS.values() for group in groups]
    assert sorted(placed) == sorted(Group)


def test_a_file_is_called_after_what_it_is_of(wish: Request) -> None:
    hostile = replace(wish, briefing=replace(OWN, title='../../x" <b>.exe'))
    assert pane.file_name(form("title", part="p"), wish) == (
        "foothold-russia-s-military-facilities-abroad-2024-11-26-p.txt"
    )
    assert pane.file_name(form("title"), hostile) == "foothold-x-b-exe-2026-11-23.txt"


SIZES = [(0, "1 kB"), (12_400, "12 kB"), (999_999, "1.0 MB"), (1_440_000, "1.4 MB")]


@pytest.mark.parametrize(("count", "words"), SIZES)
def test_a_size_is_told_as_a_person_would(count: int, words: str) -> None:
    assert pane.size_words(count) == words


# ---- the making ---------------------------------------------------------------------------------------------------


def test_what_was_made_is_kept_by_what_it_is_of(wish: Request) -> None:
    kept, chosen = Results(most=9), form("title")
    done = made(chosen, wish, kept)
    assert (kept.get(key_of(chosen, wish)), done.trouble) == (wish.title.encode(), "")
    for other in (replace(wish, link="https://other.example/"), replace(wish, briefing=OWN)):
        assert key_of(chosen, other) not in kept


def test_a_maker_that_cannot_says_why_in_words(wish: Request) -> None:
    kept = Results(most=9)
    done = made(form("nothing"), wish, kept)
    assert done.trouble == "This could not be made: the map has no <b>shape</b>; draw it first"
    assert key_of(form("nothing"), wish) not in kept


def test_a_fault_of_a_maker_is_owned_up_to_and_logged(wish: Request, caplog: pytest.LogCaptureFixture) -> None:
    assert made(form("fault"), wish, Results(most=9)).trouble == making.BROKE
    assert "broke off" in caplog.text


def test_a_cancelled_one_leaves_no_file_and_no_trouble(wish: Request, held: Held) -> None:
    kept, chosen = Results(most=9), form("slowly")
    job = Making(chosen, wish, kept=kept)
    assert held.at_half.acquire(timeout=LONG_S)
    assert (job.done, job.is_waiting) == (0.5, False)
    job.cancel()
    job.wait(LONG_S)
    assert (job.is_running, job.trouble, key_of(chosen, wish) in kept) == (False, "", False)


def test_only_some_are_made_at_once_and_the_next_waits_for_its_turn(wish: Request, held: Held) -> None:
    kept = Results(most=9)
    wishes = [replace(wish, link=f"https://school.example/{number}") for number in range(MOST_AT_ONCE)]
    first = [Making(form("slowly"), each, kept=kept) for each in wishes]
    for _ in first:
        assert held.at_half.acquire(timeout=LONG_S)
    last, unwanted = (Making(form("title"), each, kept=kept) for each in (wish, wishes[0]))
    unwanted.cancel()
    unwanted.wait(LONG_S)
    assert (unwanted.is_running, last.is_waiting, last.is_running) == (False, True, True)
    held.go_on.set()
    last.wait(LONG_S)
    assert key_of(form("title"), wish) in kept


def test_nothing_waits_for_one_that_takes_long_but_another_such(wish: Request, held: Held) -> None:
    kept = Results(most=9)
    long = Making(form("slowly", is_long=True), wish, kept=kept)
    assert held.at_half.acquire(timeout=LONG_S)
    other = Making(form("title", is_long=True), replace(wish, briefing=OWN), kept=kept)
    assert made(form("title"), wish, kept).trouble == ""
    assert (long.is_waiting, other.is_waiting) == (False, True)
    held.go_on.set()
    other.wait(LONG_S)
    assert not other.is_waiting


def test_a_class_that_wants_the_same_waits_for_one_and_those_who_go_leave_it_to_the_others(
    wish: Request, held: Held
) -> None:
    kept, chosen = Results(most=9), form("slowly")
    pupils = [Making(chosen, wish, kept=kept) for _ in range(20)]
    assert held.at_half.acquire(timeout=LONG_S)
    pupils[0].cancel()
    del pupils[1:3]
    gc.collect()
    assert (pupils[0].is_running, pupils[1].is_running) == (False, True)
    held.go_on.set()
    for each in pupils:
        each.wait(LONG_S)
    assert key_of(chosen, wish) in kept
    assert not held.at_half.acquire(blocking=False)


def test_what_nobody_waits_for_any_longer_is_given_up(wish: Request, held: Held) -> None:
    kept, chosen = Results(most=9), form("slowly")
    gone = Making(chosen, wish, kept=kept)
    assert held.at_half.acquire(timeout=LONG_S)
    work = gone._work
    del gone
    gc.collect()
    work.wait(LONG_S)
    assert (work.is_running, key_of(chosen, wish) in kept) == (False, False)
    again = Making(chosen, wish, kept=kept)
    held.go_on.set()
    again.wait(LONG_S)
    assert key_of(chosen, wish) in kept


def test_what_was_made_meanwhile_is_not_made_again(wish: Request, held: Held) -> None:
    kept = Results(most=9)
    long, chosen = Making(form("slowly", is_long=True), wish, kept=kept), form("fault", is_long=True)
    assert held.at_half.acquire(timeout=LONG_S)
    late = Making(chosen, wish, kept=kept)
    kept.put(key_of(chosen, wish), b"from another reader")
    held.go_on.set()
    late.wait(LONG_S)
    assert (long.trouble, late.trouble, kept.get(key_of(chosen, wish))) == ("", "", b"from another reader")


def test_files_make_way_by_what_they_take_up_but_for_the_latest() -> None:
    kept = Results(most=10, weigh=len)
    for name, file in (("a", b"1234"), ("b", b"1234"), ("a", b"12"), ("c", b"12345")):
        kept.put(name, file)
    assert [name for name in "abc" if name in kept] == ["a", "c"]
    kept.put("huge", b"more than all others together")
    assert [name for name in ("a", "c", "huge") if name in kept] == ["huge"]


# ---- links and citing ---------------------------------------------------------------------------------------------


def test_a_link_opens_the_same_view_wherever_it_was_made(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    monkeypatch.setenv(link.VARIABLE, "https://school.example/map?left=over#here")
    monkeypatch.setattr(cache, "world", lambda: world)
    view = View(view=Page.HANDOUT, scenario=("bases-lost",), lost=(parse_token("over:TUR"),), map="20.1,10.2,5", step=3)
    shown = link.plain_scene(scene_of(view, world))
    parts = urlsplit(link.link_of(shown))
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "school.example", "/map")
    reading = decode(parse_qs(parts.query), world)
    assert (reading.view, reading.ignored) == (replace(view, view=Page.EXPLORE, step=1), ())


@pytest.mark.parametrize("page", Page)
def test_what_is_handed_out_leads_to_the_part_of_the_page_whose_map_it_is(page: Page, world: World) -> None:
    scene = scene_of(View(view=Page.HANDOUT), world)
    has_map = page in {Page.EXPLORE, Page.COMPARE, Page.TIMELINE, Page.REACH, Page.CONTINGENCY}
    assert link.plain_scene(scene, page=page).view.view is (page if has_map else Page.EXPLORE)


def test_no_link_is_made_to_a_briefing_that_only_its_maker_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(link.VARIABLE, "https://school.example")
    assert link.link_of_briefing(OWN) == "https://school.example/"
    assert "briefing=shipped" in link.link_of_briefing(replace(OWN, id="shipped"))


def test_a_worksheet_leads_to_its_exercise_and_is_called_after_its_region(
    monkeypatch: pytest.MonkeyPatch, world: World
) -> None:
    monkeypatch.setenv(link.VARIABLE, "https://school.example")
    asked = next(iter(world.exercises.values()))
    wish = Request(scene=scene_of(View(), world), link="https://school.example/", made=MADE, exercise=asked)
    sheet, other = form("title", of=Of.EXERCISES), form("title")
    reading = decode(parse_qs(urlsplit(pane._linked(sheet, wish).link).query), world)
    assert (reading.view.view, reading.view.exercise) == (Page.LEARN, asked.id)
    assert pane._linked(other, wish) is wish
    assert slug(world.regions[asked.region].name) in pane.file_name(sheet, wish)
    assert key_of(sheet, replace(wish, exercise=None)) != key_of(sheet, wish)


def test_out_of_an_exercise_the_page_is_called_after_the_worksheet_and_offers_it_first(world: World) -> None:
    asked = world.exercises["levant-khmeimim-alone"]
    wish = Request(scene=scene_of(View(), world), link="https://school.example/", made=MADE, exercise=asked)
    title, words = pane.named(wish)
    assert title == f"Worksheet: {world.regions[asked.region].name}" and wish.title in words
    first = next(
        group for groups in pane.COLUMNS.values() for group in groups if group in offered(briefing=False, exercise=True)
    )
    assert [each.id for each in offered(briefing=False, exercise=True)[first]] == ["worksheet"]
    assert pane.named(replace(wish, exercise=None))[0] == wish.title


@pytest.mark.parametrize(("address", "own"), [("http://localhost:8501/", True), ("https://school.example/", False)])
def test_an_address_that_others_cannot_open_is_told_apart(address: str, own: bool) -> None:
    assert link.is_of_this_machine(address) == own


def test_a_briefing_is_cited_by_its_author_and_a_nameless_one_by_the_page(wish: Request) -> None:
    assert cited(replace(wish, briefing=replace(OWN, author="A. Teacher"))).author == "A. Teacher"
    assert cited(replace(wish, briefing=OWN)).author == cited(wish).author == AUTHOR
    assert (cited(replace(wish, briefing=OWN)).day, cited(wish).day) == (OWN.date, wish.scene.day)


# ---- the page -----------------------------------------------------------------------------------------------------


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page offers one form that works, two that do not, one that takes long and one for briefings."""
    names = ("title", "nothing", "fault", "slowly")
    mine = (*(form(name) for name in names), form("own", of=Of.BRIEFING, made_by="tests.test_handouts:make_title"))
    monkeypatch.setattr(formats, "FORMATS", mine)
    monkeypatch.setattr(pane, "BRIEF_S", LONG_S)
    cache.handouts.clear()


def labels(app: AppTest) -> list[str]:
    assert not app.exception
    return [button.label for button in (*app.button, *app.download_button)]


def said(app: AppTest) -> str:
    """Return all that the page says that is no widget."""
    parts = [part.proto for part in (*app.get("bidi_component"), *app.get("html"))]
    return " ".join(read(str(proto)).plain for proto in parts)


def press(app: AppTest, name: str) -> AppTest:
    return app.button(key=name).click().run()


def test_a_failure_says_what_failed_and_leaves_the_rest_usable(few: None, caplog: pytest.LogCaptureFixture) -> None:
    app = run_app("?view=handout&scenario=bases-lost")
    assert "Make TITLE" in labels(app)
    for name in ("nothing", "fault", "title"):
        press(app, f"make-{name}")
    assert labels(app).count("Try again") == 2
    assert "Download TITLE, 1 kB" in labels(app)
    assert "This could not be made: the map has no" in said(app)
    assert making.BROKE in said(app)
    assert "Make OWN" not in labels(app)
    other = run_app("?view=handout&scenario=bases-lost")
    assert "Download TITLE, 1 kB" in labels(other)


def test_one_that_takes_long_shows_how_far_it_is_and_can_be_cancelled(
    few: None, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pane, "BRIEF_S", 0.0)
    app = run_app("?view=handout")
    press(app, "make-slowly")
    assert held.at_half.acquire(timeout=LONG_S)
    assert "Cancel" in labels(app.run())
    press(app, "cancel-slowly")
    app.session_state[pane.MAKINGS]["slowly"].wait(LONG_S)
    assert "Make SLOWLY" in labels(app.run())


def test_of_an_open_briefing_all_is_handed_out_or_only_the_view(few: None) -> None:
    app = run_app("?view=handout")
    app.session_state[DRAFT] = replace(OWN, steps=(Step(title="One", view="scenario=bases-lost", words=""),))
    app.session_state["view"] = replace(app.session_state["view"], briefing=DRAFT)
    app.run()
    assert labels(app).count("Make OWN") == 1
    assert "A briefing of 1 step." in said(app)
    app.session_state[pane.ONLY_VIEW] = True
    assert "Make OWN" not in labels(app.run())


def test_the_page_that_one_came_from_is_cited_and_led_back_to(few: None) -> None:
    app = run_app("?view=reach&origin=khmeimim&payload=10")
    reach = app.session_state["view"]
    app.session_state["past"] = (reach,)
    app.session_state["view"] = replace(reach, view=Page.HANDOUT)
    app.run()
    assert not app.exception
    for cited_so in app.code:
        assert "view=reach" in cited_so.value
    assert len(app.code) == 2
    assert "From Khmeimim, 10 t go" in said(app)
    assert "Back to Reach" in said(app)


def test_of_a_briefing_that_only_its_maker_has_nobody_else_has_a_file(few: None) -> None:
    app = run_app("?view=handout")
    app.session_state[DRAFT] = OWN
    app.session_state["view"] = replace(app.session_state["view"], briefing=DRAFT)
    app.run()
    press(app, "make-own")
    assert "Download OWN, 1 kB" in labels(app)
    making_of_it = app.session_state[pane.MAKINGS]["own"]
    assert making_of_it.file == OWN.title.encode()
    assert making_of_it.key not in cache.handouts()


def test_a_hostile_title_is_text_on_the_page(few: None) -> None:
    app = run_app("?view=handout")
    app.session_state[DRAFT] = replace(OWN, title="<script>x</script>", steps=STEPS[1:])
    app.session_state["view"] = replace(app.session_state["view"], briefing=DRAFT)
    app.run()
    assert "&lt;script&gt;x&lt;/script&gt;" in " ".join(str(part.proto) for part in app.get("bidi_component"))
    assert not app.exception
