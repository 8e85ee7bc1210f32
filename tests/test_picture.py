"""The map as a picture: drawn by the rules and states of the page, with names that do not touch, for print."""

from __future__ import annotations

import io
import json
import re
import threading
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image

from components import style
from components.handouts.drawing import ground, labels, lines, marks, placing
from components.handouts.drawing.colour import colour_of
from components.handouts.drawing.frame import PAGE_PX, frame_of
from components.handouts.drawing.legend import legend_rows
from components.handouts.drawing.lettering import REGULAR, SEMIBOLD, runs, width_px, wrapped
from components.handouts.drawing.lines import bowed, great_circle
from components.handouts.drawing.marks import Mark, marks_of, of_svg
from components.handouts.drawing.pen import Pen
from components.handouts.drawing.placing import Box, Label, place
from components.handouts.drawing.plate import round_length
from components.handouts.drawing.seen import seen_states
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Stylesheet, css_text
from components.handouts.picture import WHOLE, make_png, make_svg, map_png, map_with_legend_png, stage_of
from components.handouts.request import Request
from components.scene import Scene, scene_of
from components.view import Page, Theme, View
from geo.cut_sets import Budget, OverBudgetError
from geo.scenario import parse_token
from geo.world import World
from tests.places import ROOT

DAY = date(2024, 11, 26)
SIZE_IN = (8.0, 6.0)
DPI = 60
AT_SYRIA = "34.9,38,7"
MALI = "mali-africa-corps"

COLOURS = {"kept": "#0000FF", "lost": "#FF0000", "ink": "#000000"}
RULES = """
/* a comment with .line { stroke: none } in it */
.line { stroke-width: 2.2; fill: none; stroke: var(--ink); }
.line.lost { stroke: var(--lost); stroke-dasharray: 1 5; stroke-linecap: round; }
.line:hover { stroke: none; }
.reaching .line { opacity: 0.5; }
.far .mark.minor:not(.selected) svg { transform: scale(0.5); }
@media (max-width: 600px) { .line { stroke: none; } }
"""


def painter(name: str) -> str:
    """Return a script of the page's map."""
    return (ROOT / "components" / "painter" / name).read_text(encoding="utf-8")


def constants(name: str) -> dict[str, float]:
    """Return the plain numbers that a script of the page's map names."""
    found = re.findall(r"(?:const |foothold\.)([A-Z_]+) = ([\d.]+);", painter(name))
    return {word: float(number) for word, number in found}


def stage_for(scene: Scene) -> Stage:
    """Return what a small map of a scene is drawn with."""
    return stage_of(scene, Pen(Figure(figsize=SIZE_IN, dpi=DPI), WHOLE, scale_px=120))


def pixels(png: bytes) -> Any:
    """Return a PNG as red, green and blue by row and column."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))


def rgb(name: str, palette: Any = style.LIGHT) -> tuple[int, ...]:
    """Return a colour of the palette as a picture holds it."""
    return tuple(round(part * 255) for part in colour_of(palette[name])[:3])


def share_of(picture: Any, colour: tuple[int, ...]) -> float:
    """Return how much of a picture has a colour, 0 to 1."""
    return float(np.mean(np.all(np.abs(picture.astype(int) - np.array(colour)) <= 2, axis=-1)))


@pytest.fixture(scope="module")
def plain(world: World) -> Scene:
    """The day with nothing taken away."""
    return scene_of(View(date=DAY), world)


@pytest.fixture(scope="module")
def lost(world: World) -> Scene:
    """The day without Khmeimim, and Turkey's sky closed."""
    return scene_of(View(date=DAY, lost=(parse_token("fac:khmeimim"), parse_token("over:TUR")), sel=MALI), world)


def test_a_picture_shows_what_the_map_of_its_part_of_the_page_shows(world: World) -> None:
    view = View(date=DAY, lost=(parse_token("over:TUR"),), origin="khmeimim", payload=10.0)
    rows = {page: legend_rows(stage_for(scene_of(replace(view, view=page), world)).states) for page in Page}
    assert {("reach", "now"), ("reach", "gone")} <= set(rows[Page.REACH])
    assert ("facility", "sized") in rows[Page.CONTINGENCY]
    for page in set(Page) - {Page.REACH, Page.CONTINGENCY}:
        assert not {("reach", "now"), ("facility", "sized")} & set(rows[page])


def test_the_ground_within_reach_is_drawn(world: World) -> None:
    view = View(date=DAY, origin="khmeimim", payload=10.0)
    there, not_there = (
        pixels(map_png(scene_of(replace(view, view=page), world), size_in=SIZE_IN, dpi=DPI))
        for page in (Page.REACH, Page.EXPLORE)
    )
    land = [share_of(picture, rgb("land")) for picture in (there, not_there)]
    assert land[0] < land[1] / 2


# ---- rules of style -----------------------------------------------------------------------------------------------


def test_the_more_particular_rule_wins_and_rules_for_the_pointer_are_passed_over() -> None:
    look = Stylesheet(RULES, COLOURS).look("line lost")
    assert (look.stroke, look.dash_px, look.round_cap) == ((1, 0, 0, 1), (1, 5), True)


def test_a_rule_may_ask_for_an_element_around() -> None:
    sheet = Stylesheet(RULES, COLOURS)
    assert sheet.look("reaching", "line").stroke == (0, 0, 0, 0.5)
    assert sheet.look("line").stroke == (0, 0, 0, 1)


def test_a_rule_may_leave_something_out() -> None:
    sheet = Stylesheet(RULES, COLOURS)
    assert sheet.declared("far", "mark minor", "svg") == {"transform": "scale(0.5)"}
    assert sheet.declared("far", "mark minor selected", "svg") == {}


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("state", ["kept", "strained", "paper", "lost", "unknown"])
def test_an_operation_has_the_colour_of_its_status(palette: Any, state: str) -> None:
    body = Stylesheet(css_text(), palette).look(f"mark operation {state}", "body")
    assert body.fill == colour_of(palette["on-paper" if state == "paper" else state])


def test_a_lost_facility_is_crossed_out_and_one_in_use_is_not() -> None:
    sheet = Stylesheet(css_text(), style.LIGHT)
    assert not sheet.look("mark facility active lost", "crossed").hidden
    assert sheet.look("mark facility active", "crossed").hidden


# ---- the same numbers as on the page ------------------------------------------------------------------------------


def test_labels_are_placed_with_the_numbers_of_the_page() -> None:
    said = constants("labels.js")
    names = ("SAME_PLACE_PX", "MOST_JOINED", "CLEARLY_NEARER", "LINE_PX", "WRAP_AT", "GAP_PX", "FAR_RANK", "MARK_PX")
    assert {name: getattr(placing, name) for name in names} == {name: said[name] for name in names}


def test_labels_matter_as_much_as_on_the_page() -> None:
    ranks = re.search(r"RANK_BY_STATE = \{(.*?)\}", painter("painter.js"))
    assert ranks
    assert json.loads(re.sub(r"(\w+):", r'"\1":', f"{{{ranks[1]}}}")) == labels.STATE_RANK
    assert constants("painter.js")["SIZED_RANK"] == labels.SIZED_RANK


def test_lines_and_marks_have_the_measures_of_the_page() -> None:
    assert constants("lines.js")["BOW_SHARE"] == lines.BOW_SHARE
    assert constants("geometry.js")["NEAR_ZOOM"] == marks.NEAR_ZOOM
    names = ("SIZE_PX", "SMALLEST", "STEP", "SIZED_STEP")
    assert constants("marks.js") == {name: getattr(marks, name) for name in names} | {"REACH_PX": 17}


def test_borders_and_skies_are_drawn_as_on_the_page() -> None:
    script = painter("basemap.js")
    widths = re.findall(r"(\w+): \{ width: ([\d.]+)", script)
    assert [(name, float(width)) for name, width in widths] == [(name, width) for name, width, _ in ground.STROKES]
    assert all(f'{cls}: "{colour}"' in script for cls, colour in ground.SKIES)


# ---- where things lie ---------------------------------------------------------------------------------------------


def test_a_picture_of_the_size_of_the_page_shows_what_the_page_shows() -> None:
    frame = frame_of({"centre": (30, 20), "zoom": 4}, width_px=PAGE_PX[0], height_px=PAGE_PX[1])
    assert frame.place_px(30, 20) == pytest.approx((PAGE_PX[0] / 2, PAGE_PX[1] / 2))
    assert frame.zoom == 4
    assert frame.place_px(30, 20 + 360 / 16)[0] - PAGE_PX[0] / 2 == pytest.approx(256)


@given(wide=st.floats(300, 3000), high=st.floats(300, 3000))
def test_a_picture_of_another_shape_shows_all_of_it(wide: float, high: float) -> None:
    page = frame_of({"centre": (30, 20), "zoom": 4}, width_px=PAGE_PX[0], height_px=PAGE_PX[1])
    frame = frame_of({"centre": (30, 20), "zoom": 4}, width_px=wide, height_px=high)
    corner = frame.to_px(np.array(page.corner))
    assert corner.min() >= -1e-6
    assert (min(corner) == pytest.approx(0, abs=1e-6)) or frame.zoom < page.zoom


def test_a_box_is_fitted_whole() -> None:
    frame = frame_of({"bounds": ((10, 0), (40, 50)), "max_zoom": 7}, width_px=800, height_px=600)
    ends = [frame.place_px(10, 0), frame.place_px(40, 50)]
    assert all(0 <= x <= 800 and 0 <= y <= 600 for x, y in ends)


def test_a_great_circle_joins_its_ends_without_a_jump_at_180_degrees() -> None:
    path = great_circle((60, 170), (60, -170))
    assert path[0] == pytest.approx([60, 170])
    assert path[-1] == pytest.approx([60, 190])
    assert path[:, 0].max() > 60


def test_a_bow_lifts_the_middle_by_its_share_and_leaves_the_ends() -> None:
    path = np.stack([np.zeros(11), np.linspace(0, 10, 11)], axis=-1)
    bow = bowed(path, 0.1)
    assert bow[[0, -1]] == pytest.approx(path[[0, -1]], abs=1e-9)
    assert abs(bow[5, 0]) == pytest.approx(1, rel=0.01)


def test_a_scale_has_a_round_length() -> None:
    assert round_length(730, 10) == (500, 50)
    assert round_length(1.9, 0.5) == (1, 2)


def test_glyphs_lie_within_their_squares() -> None:
    for path, most in [*((p, 24) for p in style.KIND_GLYPH.values()), *((p, 26) for p in style.STATUS_GLYPH.values())]:
        box = of_svg(path).get_extents()
        assert 0 <= box.x0 < box.x1 <= most
        assert 0 <= box.y0 <= box.y1 <= most


def test_an_arc_passes_where_it_should() -> None:
    half = of_svg("M13 6.5 A6.5 6.5 0 0 1 13 19.5 Z").get_extents()
    assert (half.x0, half.x1, half.y0, half.y1) == pytest.approx((13, 19.5, 6.5, 19.5), abs=0.01)


# ---- words --------------------------------------------------------------------------------------------------------


def test_signs_that_the_typeface_lacks_are_set_in_another() -> None:
    assert [name for name, _ in runs("ok ◐", REGULAR)] == [REGULAR.name, REGULAR.instead]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_wrapped_lines_are_no_wider_than_asked_for_and_lose_no_letter(text: str) -> None:
    found = wrapped(text, REGULAR, 12, 90)
    assert all(width_px(line, REGULAR, 12) <= 90 for line in found if len(line) > 1)
    assert "".join(found).replace(" ", "") == "".join(text.split()).replace(" ", "")


positions = st.tuples(st.floats(0, 600), st.floats(0, 400))


@settings(deadline=None)
@given(st.lists(st.tuples(positions, st.floats(0, 200), st.booleans()), max_size=25))
def test_no_label_touches_another_or_a_mark_or_leaves_the_picture(rows: list[tuple[Any, float, bool]]) -> None:
    wanted = [
        Label(id=str(n), text=f"Place number {n}", at=at, rank=rank, sort="x", classes="", face=SEMIBOLD, size_px=13.5,
              lost="(lost)" if gone else "", name=str(n))
        for n, (at, rank, gone) in enumerate(rows)
    ]  # fmt: skip
    kept = (0.0, 0.0, 50.0, 50.0)
    boxes = [box for _, box in place(wanted, size_px=(600, 400), kept_free=[kept])]
    assert not any(meet(one, other) for n, one in enumerate(boxes) for other in [*boxes[:n], kept])
    assert all(left >= 0 and top >= 0 and right <= 600 and bottom <= 400 for left, top, right, bottom in boxes)


def meet(one: Box, other: Box) -> bool:
    """Say whether two boxes share a point."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def test_of_two_names_for_one_room_the_weightier_is_written() -> None:
    near = [(300.0, 200.0), (301.0, 200.0)]
    wanted = [
        Label(id=name, text=name, at=at, rank=rank, sort="x", classes="", face=REGULAR, size_px=13, marked=False)
        for name, at, rank in zip("ab", near, (1, 2), strict=True)
    ]
    assert [label.id for label, _ in place(wanted, size_px=(600, 400), kept_free=[])] == ["b"]


# ---- the map ------------------------------------------------------------------------------------------------------


def test_every_mark_of_the_states_is_on_the_picture_in_its_state(lost: Scene) -> None:
    stage = stage_for(lost)
    drawn = {mark.name: mark.state for mark in marks_of(stage)}
    assert drawn["khmeimim"].endswith("lost")
    assert drawn[MALI] == stage.states["operations"][MALI]
    assert [mark.name for mark in marks_of(stage)][-1] == MALI, "what is selected lies on top"


def test_the_picture_has_the_colours_of_land_sea_and_status(plain: Scene) -> None:
    found = pixels(map_png(plain, size_in=SIZE_IN, dpi=DPI))
    assert found.shape == (360, 480, 3)
    assert share_of(found, rgb("land")) > 0.2
    assert share_of(found, rgb("sea")) > 0.2
    assert share_of(found, rgb("kept")) > 0.001
    assert share_of(found, rgb("lost")) == 0


def test_what_is_lost_is_seen(lost: Scene) -> None:
    view = replace(lost.view, sel=None)
    found = pixels(map_png(replace(lost, view=view), size_in=SIZE_IN, dpi=DPI))
    assert share_of(found, rgb("lost")) > 0.0005


def test_a_closed_sky_is_hatched(plain: Scene, lost: Scene) -> None:
    at_ankara = replace(lost.view, sel=None, map="39,33,7", layers=frozenset())
    closed = pixels(map_png(replace(lost, view=at_ankara), size_in=SIZE_IN, dpi=DPI))
    open_sky = pixels(map_png(replace(plain, view=at_ankara), size_in=SIZE_IN, dpi=DPI))
    assert share_of(open_sky, rgb("land")) > 0.7
    assert share_of(closed, rgb("land")) < share_of(open_sky, rgb("land")) - 0.1


def test_a_dark_page_gives_a_dark_picture(plain: Scene) -> None:
    dark = replace(plain, view=replace(plain.view, theme=Theme.DARK))
    assert share_of(pixels(map_png(dark, size_in=SIZE_IN, dpi=DPI)), rgb("sea", style.DARK)) > 0.2


def test_pictures_drawn_at_once_in_threads_are_the_same_as_one_drawn_alone(plain: Scene) -> None:
    alone, found = map_png(plain, size_in=(4, 3), dpi=40), []
    work = [threading.Thread(target=lambda: found.append(map_png(plain, size_in=(4, 3), dpi=40))) for _ in range(2)]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert found == [alone, alone]


def test_the_legend_explains_what_is_on_the_picture_and_nothing_else(lost: Scene) -> None:
    whole = legend_rows(seen_states(stage_for(lost)))
    at_syria = replace(lost.view, map=AT_SYRIA, layers=frozenset({"air_base", "operations"}))
    near = legend_rows(seen_states(stage_for(replace(lost, view=at_syria))))
    assert ("sky", "scenario") in whole
    assert ("facility", "lost") in near
    assert ("area", "any") not in near
    assert set(near) < set(whole) | {("facility", "reduced")}


def test_the_legend_has_the_rows_of_the_page(lost: Scene) -> None:
    script = painter("legend.js")
    named = {sort for sort, _ in legend_rows(stage_for(lost).states)}
    assert all(f'rows.push(["{sort}"' in script for sort in named)


def test_a_legend_below_the_map_takes_its_room_from_it(plain: Scene) -> None:
    found = pixels(map_with_legend_png(plain, size_in=SIZE_IN, dpi=DPI))
    assert found.shape == (360, 480, 3)
    assert share_of(found[-20:], rgb("sea")) < 0.01
    assert share_of(found[-20:], rgb("paper")) > 0.5


def test_a_mark_that_is_drawn_by_size_keeps_its_class(plain: Scene) -> None:
    mark = Mark(sort="facility", record={"id": "x", "role": "hub"}, state="active", at=(0, 0), faded=False,
                selected=True, scale=1.5)  # fmt: skip
    assert mark.classes == "mark facility active selected sized"


# ---- for print ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def request_(lost: Scene) -> Request:
    """A request for the day without Khmeimim."""
    return Request(scene=lost, link="https://example.org/?lost=khmeimim&date=2024-11-26", made=date(2026, 11, 23))


def test_a_png_for_print_is_a4_at_300_dots_and_says_its_licence(request_: Request) -> None:
    steps: list[float] = []
    with Image.open(io.BytesIO(make_png(request_, Budget(progress=steps.append)))) as picture:
        assert picture.size == (3507, 2481)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        assert "CC BY 4.0" in picture.info["Copyright"]
    assert steps == sorted(steps)
    assert steps[-1] == 1


def test_an_svg_opens_without_fonts_and_fetches_nothing(request_: Request) -> None:
    made = make_svg(request_, Budget())
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(made).iter()}
    links = {
        value for element in ElementTree.fromstring(made).iter() for name, value in element.items() if "href" in name
    }
    assert "text" not in names
    assert "script" not in names
    assert all(link.startswith(("#", "data:image/png")) for link in links)
    assert len(made) < 4_000_000


def test_the_same_drawing_is_the_same_file(request_: Request) -> None:
    assert make_svg(request_, Budget()) == make_svg(request_, Budget())


def test_a_picture_can_be_cancelled(request_: Request) -> None:
    with pytest.raises(OverBudgetError):
        make_png(request_, Budget(cancelled=lambda: True))
