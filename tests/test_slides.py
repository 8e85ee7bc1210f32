"""Slides hold native text beside a picture of the map, and open in other programs."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from components import cache
from components.handouts.changes import Change, changes
from components.handouts.deck.fitting import height_in, in_columns, lines_of, size_that_fits, that_fit
from components.handouts.deck.page import Box
from components.handouts.deck.table import pages_of
from components.handouts.palette import few_colours
from components.handouts.qr import qr_png
from components.handouts.request import Request, sources, sources_counted
from components.handouts.slides import make_pptx
from components.scene import scene_of
from components.view import View
from geo.briefing import Briefing, Step
from geo.cut_sets import Budget, OverBudgetError
from geo.dates import PartialDate
from geo.markdown import paragraphs
from geo.world import World

SOFFICE = shutil.which("soffice")
MARKS = ("buNone", "buAutoNum", "buChar")
ORDER = ("lnSpc", "spcBef", "spcAft", *MARKS)
"""What a paragraph may be told, in the order of ECMA-376, part 1, 21.1.2.2.7."""
HOSTILE = "Khmeimim <b>&amp;</b> \x07 </a:t>"
LONG = "\n\n".join(f"Paragraph {number}: {'a word and another ' * 20}" for number in range(12))
BRIEFING = Briefing(
    id="small",
    title="What hangs on Khmeimim",
    author="A Teacher",
    date=PartialDate("2026-11-23"),
    data="2026.1",
    summary="One question, three points.",
    steps=(
        Step(
            title="One base carried **more** than its own weight",
            view="date=2024-11-26&map=30,16,4&sel=khmeimim",
            words="Support ran **through it**:\n\n- to *Mali*\n- to [Niger](https://example.org/niger)",
            notes="Say who reported it.",
            sources=("bloomberg-2024-12-11",),
        ),
        Step(title=HOSTILE, view="lost=khmeimim", words=LONG),
    ),
)


@pytest.fixture(scope="module")
def patched(world: World) -> Iterator[World]:
    """The facts, with the caches of the page told to hold them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "world", lambda: world)
        yield world


def request_of(world: World, *, briefing: Briefing | None = None, **view: Any) -> Request:
    """Return a request for slides of a briefing, or of a view."""
    scene = scene_of(View(**view), world)
    link = "https://foothold.example/?scenario=bases-lost"
    return Request(scene=scene, link=link, made=date(2026, 11, 23), briefing=briefing)


@pytest.fixture(scope="module")
def told() -> list[float]:
    """What was told of the progress of the briefing's slides."""
    return []


@pytest.fixture(scope="module")
def content(patched: World, told: list[float]) -> bytes:
    """The slides of the small briefing, as a file."""
    return make_pptx(request_of(patched, briefing=BRIEFING), Budget(progress=told.append))


@pytest.fixture(scope="module")
def deck(content: bytes) -> Any:
    """The slides of the small briefing, read back."""
    return pptx.Presentation(io.BytesIO(content))


@pytest.fixture(scope="module")
def view_deck(patched: World) -> Any:
    """The slides of a scenario, read back."""
    return pptx.Presentation(io.BytesIO(make_pptx(request_of(patched, scenario=("bases-lost",)), Budget())))


def titles(deck: Any) -> list[str]:
    """Return the title of each slide."""
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def pictures(slide: Any) -> list[Any]:
    """Return the pictures on a slide, the largest first."""
    found = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    return sorted(found, key=lambda shape: -shape.width * shape.height)


def says(shape: Any) -> str:
    """Return the words of a picture for whoever cannot see it."""
    (properties,) = shape.element.xpath(".//p:cNvPr")
    return str(properties.get("descr"))


# ---- a briefing


def test_a_briefing_has_a_title_slide_a_slide_a_step_its_sources_and_the_way_to_the_map(deck: Any) -> None:
    first, hostile = BRIEFING.steps[0].title, "Khmeimim <b>&amp;</b> _x0007_ </a:t>"
    assert titles(deck) == [BRIEFING.title, first, hostile, "Sources that the steps name", "Ask the map yourself"]
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert deck.core_properties.author == "A Teacher"


def test_words_are_native_text_with_bold_italic_links_and_bullets(deck: Any) -> None:
    first, *points = deck.slides[1].placeholders[1].text_frame.paragraphs
    assert [(run.text, run.font.bold) for run in first.runs] == [
        ("Support ran ", False),
        ("through it", True),
        (":", False),
    ]
    assert [point._p.pPr.find(qn("a:buChar")) is not None for point in points] == [True, True]
    assert points[0].runs[1].font.italic
    assert points[1].runs[1].hyperlink.address == "https://example.org/niger"


def test_notes_hold_what_to_say_the_sources_and_the_link(deck: Any, world: World) -> None:
    notes = deck.slides[1].notes_slide.notes_text_frame.text
    assert notes.startswith("Say who reported it.")
    assert world.sources["bloomberg-2024-12-11"].title in notes
    assert "The live map: https://foothold.example/?date=2024-11-26" in notes


def test_the_map_is_a_sharp_picture_that_says_what_it_shows(deck: Any) -> None:
    for slide in list(deck.slides)[1:3]:
        map_picture, code = pictures(slide)
        width_px, _ = Image.open(io.BytesIO(map_picture.image.blob)).size
        assert width_px / map_picture.width.inches >= 190
        assert says(map_picture).startswith("Map: ")
        assert says(code).startswith("QR code that opens https://foothold.example/")


def test_under_the_map_the_numbers_make_up_all_operations(patched: World, view_deck: Any) -> None:
    scene = request_of(patched, scenario=("bases-lost",)).scene
    texts = [shape.text_frame.text for shape in view_deck.slides[0].shapes if shape.has_text_frame]
    assert {"5 lose support", "6 on paper", "2 strained", "15 sustained"} <= set(texts)
    assert "Unchanged: 2 strained, 1 not documented." in texts
    assert len(scene.impact.operations) == 5 + 6 + 2 + 15 + 2 + 1


def test_a_slide_says_how_many_sources_there_are_as_every_other_form_does(patched: World, view_deck: Any) -> None:
    scene = request_of(patched, scenario=("bases-lost",)).scene
    counted = sources_counted(scene, len(sources(scene)))
    texts = [shape.text_frame.text for shape in view_deck.slides[0].shapes if shape.has_text_frame]
    assert any(text.startswith("Sources: ") and counted in text for text in texts)
    assert f"In all {counted}." in view_deck.slides[0].notes_slide.notes_text_frame.text


def test_what_is_computed_is_said_where_something_is_taken_away_and_there_is_room(patched: World) -> None:
    steps = (
        Step(title="A", view="lost=khmeimim", words="Few words."),
        Step(title="B", view="", words="Few words."),
        Step(title="C", view="lost=khmeimim", words="A word and another. " * 24),
    )
    few = replace(BRIEFING, steps=steps)
    slides = pptx.Presentation(io.BytesIO(make_pptx(request_of(patched, briefing=few), Budget()))).slides
    said = [slide.placeholders[1].text_frame.text for slide in list(slides)[1:4]]
    assert ["Computed: With Khmeimim lost" in text for text in said] == [True, False, False]


def test_words_too_long_for_a_slide_are_whole_in_its_notes(deck: Any) -> None:
    slide = deck.slides[2]
    assert "Paragraph 11" not in slide.placeholders[1].text_frame.text
    assert "Paragraph 11" in slide.notes_slide.notes_text_frame.text


def test_everything_lies_on_its_slide(deck: Any, view_deck: Any) -> None:
    for made in (deck, view_deck):
        for slide in made.slides:
            for shape in slide.shapes:
                assert shape.left >= 0
                assert shape.left + shape.width <= made.slide_width + 9525
                assert shape.top + shape.height <= made.slide_height + 9525


def test_a_paragraph_has_one_mark_at_most_for_a_second_one_would_make_the_file_broken(
    deck: Any, view_deck: Any
) -> None:
    for slide in (*deck.slides, *view_deck.slides):
        for properties in slide.element.iter(qn("a:pPr")):
            names = [child.tag.partition("}")[2] for child in properties]
            assert len(names) == len(set(names)) and sum(name in MARKS for name in names) <= 1
            assert names == sorted(names, key=ORDER.index)


def test_no_two_slides_are_called_the_same(view_deck: Any) -> None:
    assert len(set(titles(view_deck))) == len(titles(view_deck)) > 3


def test_each_slide_says_data_and_licence_and_counts_itself(deck: Any) -> None:
    for slide in list(deck.slides)[1:4]:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any("Data 2026.1" in text and "CC BY 4.0" in text for text in texts)
        assert [field.get("type") for field in slide.element.iter(qn("a:fld"))] == ["slidenum"]


def test_progress_runs_from_nothing_to_all(content: bytes, told: list[float]) -> None:
    assert content
    assert (told[0], told[-1]) == (0, 1)
    assert all(before <= after for before, after in pairwise(told))


def test_a_reader_can_cancel(patched: World) -> None:
    with pytest.raises(OverBudgetError):
        make_pptx(request_of(patched), Budget(cancelled=lambda: True))


# ---- a view


def test_a_view_has_its_answer_and_its_operations_as_native_tables(patched: World, view_deck: Any) -> None:
    tables = [shape.table for slide in view_deck.slides for shape in slide.shapes if shape.has_table]
    rows = [tuple(cell.text for cell in row.cells) for table in tables for row in list(table.rows)[1:]]
    told = changes(request_of(patched, scenario=("bases-lost",)).scene)
    assert [row[0] for row in rows] == [change.name for change in told]
    assert [row[4] for row in rows] == [change.left for change in told]
    assert "With Khmeimim and Tartus lost" in view_deck.slides[0].placeholders[1].text_frame.text


def test_the_worst_comes_first_and_nothing_untouched_is_told(patched: World) -> None:
    scene = request_of(patched, scenario=("bases-lost",)).scene
    told = changes(scene)
    assert told[0].now == "loses support"
    assert len(told) == sum(row.touched for row in scene.impact.operations.values())


def test_with_nothing_taken_away_it_is_told_what_is_not_sustained(patched: World) -> None:
    told = changes(request_of(patched).scene)
    assert told
    assert {change.now for change in told} <= {"strained", "not documented"}


# ---- in another program


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here; the package is read back by python-pptx above")
def test_libreoffice_opens_it_and_finds_every_slide(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(tmp_path / "deck.pptx")], check=True, capture_output=True, timeout=240)
    assert (tmp_path / "deck.pdf").read_bytes().count(b"/Type/Page/") == 5


# ---- how large a text is written


@settings(deadline=None, max_examples=60)
@given(st.text("ab c\n", max_size=400), st.floats(1, 12), st.floats(8, 40))
def test_smaller_letters_never_take_more_room(text: str, width_in: float, size_pt: float) -> None:
    smaller, larger = (height_in([text], width_in=width_in, size_pt=size) for size in (size_pt * 0.8, size_pt))
    assert smaller <= larger


def test_the_largest_size_that_fits_is_taken() -> None:
    # 36 letters at 10 points are 2.55 inches by our measure, so that they fit one line of 3 inches and none of 2.
    text = "a" * 36
    assert lines_of(text, width_in=3, size_pt=10) == 1
    assert size_that_fits([text], (3, 0.25), (20, 10)) == (10, True)
    assert size_that_fits([text], (3, 0.1), (20, 10)) == (10, False)


def test_as_many_paragraphs_as_fit_are_kept_but_at_least_one() -> None:
    rows = paragraphs("one\n\ntwo\n\nthree")
    assert [row.text for row in that_fit(rows, (5, 0.5), 10)] == ["one", "two"]
    assert [row.text for row in that_fit(rows, (5, 0.01), 10)] == ["one"]
    assert that_fit((), (5, 5), 10) == ()


def test_a_list_takes_as_few_slides_as_small_letters_allow_and_fills_their_columns_evenly() -> None:
    # A line of 10 points takes 0.229 inches with the gap below it, so that 22 of them fit a column of 5.05 inches.
    def columns(rows: int, most: int = 4) -> tuple[float, list[list[int]]]:
        size_pt, slides = in_columns(paragraphs("\n\n".join(["one"] * rows)), (6, 5.05), count=2, most=most)
        return size_pt, [[len(column) for column in slide] for slide in slides]

    assert columns(44) == (10, [[22, 22]])
    assert columns(46) == (9.5, [[23, 23]])
    assert columns(0) == (10, [])
    size_pt, ((first, second), (third, fourth)) = columns(70)
    assert (size_pt, first + second + third + fourth) == (10, 70) and fourth >= 10
    assert columns(200, most=1)[1] == [[22, 22]]


def test_a_long_table_goes_on_on_the_next_slide() -> None:
    row = Change(name="A", cls="lost", before="sustained", now="loses support", why="Because.", left="Nothing.")
    parts = list(pages_of([replace(row, name=str(number)) for number in range(40)], Box(0, 0, 12, 5)))
    assert len(parts) > 1
    assert [change.name for part in parts for change in part] == [str(number) for number in range(40)]


# ---- pictures


def test_a_link_too_long_for_a_readable_code_has_none() -> None:
    assert qr_png("https://foothold.example/?scenario=bases-lost")
    assert qr_png(f"https://foothold.example/?lost={'khmeimim,' * 120}") is None
    assert qr_png(f"https://foothold.example/?lost={'khmeimim,' * 800}") is None


def test_few_colours_keep_the_picture() -> None:
    picture = Image.linear_gradient("L").convert("RGB")
    file = io.BytesIO()
    picture.save(file, "PNG")
    found = Image.open(io.BytesIO(few_colours(file.getvalue()))).convert("RGB")
    assert found.size == picture.size
    assert found.getpixel((10, 250)) == pytest.approx(picture.getpixel((10, 250)), abs=4)
