"""Documents to print: a page a step, one page for any view, and text that stays text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from components.handouts import document
from components.handouts.changes import Change, changes
from components.handouts.document import make_handout, make_speakers_copy, make_summary
from components.handouts.paper import HEIGHT, height_of, plain, prose, words
from components.handouts.request import CAVEAT, Request, answer, sources, sources_counted
from components.handouts.tables import also, changes_table
from components.impact_view import said_apart
from components.scene import Scene, scene_of
from components.view import View
from geo.briefing import Briefing, Step
from geo.cut_sets import Budget, OverBudgetError
from geo.dates import PartialDate
from geo.world import World

HOSTILE = "<b>bold</b> & <script>alert(1)</script> \"'"
LONG = "\n\n".join(f"Paragraph {number}: {'a word and another ' * 25}" for number in range(30))
BRIEFING = Briefing(
    id="draft",
    title=HOSTILE,
    author="A Teacher",
    date=PartialDate("2026-11-23"),
    data="2026.1",
    summary="One question, three points.",
    steps=(
        Step(
            title="One base carried more",
            view="date=2024-11-26&map=30,16,4&sel=khmeimim",
            words="Support ran **through it**:\n\n- to *Mali*\n- to [Niger](https://example.org/niger)",
            notes="Say who reported it.",
            sources=("bloomberg-2024-12-11",),
        ),
        Step(title="A step of too many words", view="date=2024-11-26&lost=khmeimim", words=LONG, notes=LONG),
        Step(title="Signs: ✓ ◐ база قاعدة", view="date=2024-11-26", words=""),
    ),
)


@pytest.fixture(scope="module", autouse=True)
def _small_maps() -> Iterator[None]:
    """Let a map be a small square of one colour: what maps look like is tested elsewhere."""
    file = io.BytesIO()
    Image.new("RGB", (8, 6), "#DCE6EC").save(file, "PNG")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(document, "map_with_legend_png", lambda *_args, **_options: file.getvalue())
        yield


@pytest.fixture(scope="module")
def plain_scene(world: World) -> Scene:
    """A day with nothing taken away."""
    return scene_of(View(date=date(2024, 11, 26)), world)


def request_for(scene: Scene, briefing: Briefing | None = None) -> Request:
    """Return a request."""
    link = "https://example.org/explorer?date=2024-11-26"
    return Request(scene=scene, link=link, made=date(2026, 11, 23), briefing=briefing)


def read(made: bytes) -> PdfReader:
    """Return a document."""
    return PdfReader(io.BytesIO(made))


def text_of(made: bytes) -> list[str]:
    """Return the words of each page, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in read(made).pages]


@pytest.fixture(scope="module")
def handout(plain_scene: Scene) -> bytes:
    """The briefing as a document."""
    return make_handout(request_for(plain_scene, BRIEFING), Budget())


def test_a_briefing_has_a_page_a_step_after_its_title_however_long_its_words_are(handout: bytes) -> None:
    pages = text_of(handout)
    assert len(pages) == 1 + len(BRIEFING.steps)
    assert [step.title.split(":")[0] in page for step, page in zip(BRIEFING.steps, pages[1:], strict=True)] == [
        True
    ] * 3


def test_every_page_says_its_number_its_data_its_licence_and_its_date(handout: bytes) -> None:
    for number, page in enumerate(text_of(handout), start=1):
        assert f"Page {number} of 4" in page
        assert "Data 2026.1, facts to 1 Sep 2026 · Facts CC BY 4.0; code MIT · Made on 23 Nov 2026" in page


def test_a_step_has_its_words_own_sources_and_link(handout: bytes) -> None:
    page = text_of(handout)[1]
    assert "Support ran through it: • to Mali • to Niger" in page
    assert "Sources Bloomberg" in page
    assert "https://example.org/explorer?date=2024-11-26&map=30,16,4&sel=khmeimim" in page


def test_the_room_gets_no_speakers_notes_and_who_presents_does(plain_scene: Scene, handout: bytes) -> None:
    assert not any("Say who reported it" in page for page in text_of(handout))
    copy = text_of(make_speakers_copy(request_for(plain_scene, BRIEFING), Budget()))
    assert "Notes for the speaker Say who reported it." in copy[1]
    assert len(copy) == 1 + len(BRIEFING.steps)


def test_a_link_in_the_words_can_be_followed(handout: bytes) -> None:
    notes = [note.get_object() for note in read(handout).pages[1].get("/Annots", [])]
    assert [note["/A"]["/URI"] for note in notes] == ["https://example.org/niger"]


def test_hostile_text_stays_text(handout: bytes) -> None:
    assert HOSTILE in text_of(handout)[0]
    metadata = read(handout).metadata
    assert metadata is not None
    assert metadata.title == HOSTILE


def test_letters_that_the_typeface_lacks_are_there_all_the_same(handout: bytes) -> None:
    assert "◐" in text_of(handout)[3]
    assert "база" in text_of(handout)[3]


def test_all_letters_are_embedded(handout: bytes) -> None:
    fonts = [font.get_object() for page in read(handout).pages for font in page["/Resources"]["/Font"].values()]
    used = [font for font in fonts if font["/Subtype"] == "/TrueType"]
    assert used
    assert all("/FontFile2" in font["/FontDescriptor"] for font in used)


def test_the_same_document_is_the_same_file(plain_scene: Scene) -> None:
    assert make_summary(request_for(plain_scene), Budget()) == make_summary(request_for(plain_scene), Budget())


@pytest.mark.parametrize("scenario", ["bases-lost", "all-at-once"])
def test_a_summary_is_one_page_with_the_answer_and_what_changes(world: World, scenario: str) -> None:
    scene = scene_of(View(scenario=(scenario,)), world)
    (page,) = text_of(make_summary(request_for(scene), Budget()))
    worst = next(row for row in scene.impact.operations.values() if row.worsened)
    assert all(change.name in page for change in changes(scene))
    assert said_apart(scene) in page
    assert answer(scene) in page
    assert CAVEAT in page
    assert "loses support" in page
    assert worst.baseline.value in page
    assert f"in all {sources_counted(scene, len(sources(scene)))}; each is named at the link" in page
    assert "sources, named by the scenario or behind the operations that change" in page


def test_what_is_left_out_of_a_table_is_named_with_how_it_stands() -> None:
    row = Change(name="A", cls="lost", before="sustained", now="loses support", why="Because.", left="Nothing.")
    rows = [row, *(replace(row, name=name, now=now) for name, now in (("B", "strained"), ("C", "strained")))]
    assert also(rows) == "Also: A (loses support); B and C (strained)."
    whole, none = (changes_table(rows, room, baseline=False) for room in (HEIGHT, 1))
    assert (len(whole), len(none)) == (1, 2)
    for room in range(20, 160, 10):
        part = changes_table(rows, room, baseline=False)
        assert height_of(part) <= max(room, height_of(none))


def test_a_summary_with_no_loss_says_how_operations_stand(plain_scene: Scene) -> None:
    (page,) = text_of(make_summary(request_for(plain_scene), Budget()))
    assert "How it stands" in page
    assert "Black Sea Fleet presence" in page


def test_a_request_without_a_briefing_gives_the_summary(plain_scene: Scene) -> None:
    assert make_handout(request_for(plain_scene), Budget()) == make_summary(request_for(plain_scene), Budget())


def test_a_document_tells_how_far_it_is_and_can_be_cancelled_between_steps(plain_scene: Scene) -> None:
    steps: list[float] = []

    def is_enough() -> bool:
        return len(steps) == 2

    with pytest.raises(OverBudgetError):
        make_handout(request_for(plain_scene, BRIEFING), Budget(progress=steps.append, cancelled=is_enough))
    assert steps == sorted(steps)


def test_the_sources_of_a_step_come_first_and_each_once(plain_scene: Scene) -> None:
    (first, *_) = request_for(plain_scene, BRIEFING).steps()
    names = [source.id for source in first.sources]
    assert names[0] == "bloomberg-2024-12-11"
    assert len(names) == len(set(names))


def test_what_is_selected_and_what_changes_bring_their_sources(world: World, plain_scene: Scene) -> None:
    assert sources(plain_scene) == ()
    chosen = replace(plain_scene, view=replace(plain_scene.view, sel="khmeimim"))
    cited = {name for status in world.facilities["khmeimim"].status for name in status.sources}
    assert cited <= {source.id for source in sources(chosen)}


def test_a_step_of_a_shipped_briefing_links_to_itself(world: World, plain_scene: Scene) -> None:
    briefing = next(iter(world.briefings.values()))
    first = next(request_for(plain_scene, briefing).steps())
    assert first.link == f"https://example.org/explorer?v=1&view=brief&briefing={briefing.id}&step=1"


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_set(text: str) -> None:
    assert words(text).wrap(300, HEIGHT)[1] >= 0
    assert height_of(prose(text)) >= 0
    assert "<script" not in plain(f"<script>{text}")
