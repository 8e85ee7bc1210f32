"""Computed ways on the card of an operation: leg by leg, what changed, and the aircraft's figures with the legs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from components.cards.lift import LiftPart, compared, lift_part, rival_tables
from components.cards.payload_chart import HEIGHT, WIDTH, LegMark, PayloadChart, payload_chart
from components.details import card_html
from components.scene import Scene
from components.view import USUAL
from geo.lift_routes import LegFigures, LiftLeg, LiftRoute
from geo.payload import aircraft_ids, aircraft_of
from geo.results import GroupResult
from geo.vocabulary import Function, Mode
from geo.world import World
from tests.reading import read, skips_a_level
from tests.scenes import scene_in

MALI = "mali-africa-corps"
TURKEY = "turkey-closes-its-sky"


def group_of(scene: Scene, operation: str, label: str) -> GroupResult:
    return next(group for group in scene.impact.operations[operation].groups if group.label == label)


def part(scene: Scene, operation: str = MALI, label: str = "airlift by air") -> LiftPart:
    found = lift_part(scene, group_of(scene, operation, label))
    assert found is not None
    return found


def route(**fields: Any) -> LiftRoute:
    defaults: dict[str, Any] = {
        "function": Function.AIRLIFT,
        "legs": (),
        "t_day": 40.0,
        "payload_t": 60.0,
        "km": 3000.0,
        "hours": 5.0,
        "days": None,
    }
    return LiftRoute(**(defaults | fields))


def chart_of(world: World, aircraft: str = "il-76md", legs: Mapping[float, float] = {}) -> PayloadChart:
    marks = [LegMark(needed_km=km, payload_t=t, cls="after", words="a leg") for km, t in legs.items()]
    return payload_chart(aircraft_of(world, replace(USUAL, aircraft=aircraft)), marks, world)


# ---- what changed -------------------------------------------------------------------------------------------------


def test_what_changed_is_told_in_tonnes_kilometres_and_what_is_carried_a_day() -> None:
    assert compared(route(), route(payload_t=53.2, km=4000.0, t_day=30.0)) == (
        "53 t a flight instead of 60",
        "+33 % distance",
        "",
        "\u221225 % carried a day",
    )


def test_a_voyage_is_compared_in_days() -> None:
    was = route(function=Function.SEALIFT, payload_t=None, days=8.4, t_day=None)
    assert compared(was, replace(was, days=20.6, km=6000.0)) == (
        "",
        "+100 % distance",
        "21 days instead of 8",
        "",
    )


def test_what_cannot_be_told_apart_once_rounded_is_no_change() -> None:
    assert not any(compared(route(), route(payload_t=60.4, km=3010.0, t_day=40.1)))


def test_a_way_of_unknown_length_is_compared_with_nothing() -> None:
    assert not any(compared(route(km=None, t_day=None, payload_t=None), route()))


# ---- the ways of a need -------------------------------------------------------------------------------------------


def test_with_nothing_changed_there_is_one_table_and_no_change(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = part(scene_in(world, monkeypatch))
    assert [table.title for table in found.tables] == ["The way"]
    assert found.change == ""


def test_a_detour_stands_beside_the_way_before(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = part(scene_in(world, monkeypatch, scenario=(TURKEY,)))
    before, after = found.tables
    assert (before.cls, before.title, after.cls, after.title) == ("before", "The way before", "after", "The way left")
    assert [row.end for row in before.rows] == [row.end for row in after.rows] == ["Khmeimim", "Bamako-Senou"]
    assert "Turkey" in before.rows[0].over
    assert "Turkey" not in after.rows[0].over
    assert before.rows[1] == after.rows[1]
    assert "% distance" in found.change


def test_a_way_on_paper_says_that_nobody_reported_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = part(scene_in(world, monkeypatch, scenario=("bases-lost", TURKEY)))
    assert found.cls == "paper"
    assert found.tables[-1].title == "Possible on paper, reported by nobody"
    assert [table.title for table in found.tables].count("The way left") == 0


def test_the_margin_names_both_thresholds_as_the_reader_set_them(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assume = replace(USUAL, theta_full=0.9, theta_min=0.4)
    margin = part(scene_in(world, monkeypatch, scenario=(TURKEY,), assume=assume)).margin
    assert margin.endswith("sustained from 90 %, strained from 40 %.")


def test_the_sum_of_a_table_is_that_of_its_legs(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for table in part(scene_in(world, monkeypatch, scenario=(TURKEY,))).tables:
        legs_km = sum(_number(row.km) for row in table.rows)
        assert _number(table.km) == pytest.approx(legs_km, abs=len(table.rows))
        assert float(table.load) == min(float(row.load) for row in table.rows)


def test_a_need_that_nothing_is_carried_for_has_no_computed_way(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch)
    assert lift_part(scene, group_of(scene, MALI, "consent for garrison")) is None


def test_a_leg_without_figures_says_why(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch)
    silent = LiftLeg(origin="khmeimim", target="al-khadim", mode=Mode.AIR, link=None, figures=LegFigures.BEYOND_FIGURES)
    group = group_of(scene, MALI, "airlift by air")
    way = route(legs=(silent,), km=None, hours=None, payload_t=None, t_day=None)
    found = lift_part(scene, replace(group, lift_before=way, lift_after=way))
    assert found is not None
    (row,) = found.tables[0].rows
    assert (row.km, row.load, row.note) == ("", "", "reported, though the figures used do not allow it")
    assert found.chart is None


def test_every_operation_prints_its_ways_in_every_closure(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """No heading is skipped, no id comes twice, nothing is left unfilled."""
    scenario = ("bases-lost", TURKEY, "suez-closed", "straits-closed-to-all")
    for name in world.operations:
        content = card_html(scene_in(world, monkeypatch, scenario=scenario, sel=name))
        reading = read(content)
        assert not skips_a_level(reading), name
        assert len(reading.ids) == len(set(reading.ids)), name
        assert not {"None", "nan", "inf"} & set(reading.plain.replace(",", " ").split()), name


def test_the_card_prints_the_legs_over_whom_and_what_is_assumed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read(card_html(scene_in(world, monkeypatch, scenario=(TURKEY,), sel=MALI))).plain
    assert "Over Russia, Georgia, Armenia" in text
    assert "Not published, so assumed: fuel at the far end" in text
    assert "nobody flew or sailed it as drawn" in text


# ---- flights that figures would allow -----------------------------------------------------------------------------


def test_a_route_that_is_best_at_two_things_is_listed_once_with_both(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, refusal = rival_tables(scene_in(world, monkeypatch), MALI)
    titles = [word for table in tables for word in table.title.lower().split(", ")]
    assert refusal == ""
    assert sorted(titles) == ["fewest stops", "most a day", "most a flight", "shortest"]


def test_what_no_flight_can_reach_says_so_in_words(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, lost=("over:MLI",))
    tables, refusal = rival_tables(scene, MALI)
    assert tables == ()
    assert "closed" in refusal


# ---- the drawing --------------------------------------------------------------------------------------------------


def test_every_type_can_be_drawn_inside_its_frame(world: World) -> None:
    for name in aircraft_ids(world):
        chart = chart_of(world, name, {500.0: 1.0, 90_000.0: 0.0})
        corners = [tuple(map(float, pair.split(","))) for pair in f"{chart.curve} {chart.spread}".split()]
        points = corners + [(dot.x, dot.y) for dot in (*chart.dots, *chart.legs)]
        assert all(chart.left <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points), name
        assert all(len(ticks) >= 2 for ticks in (chart.km, chart.t)), name


def test_more_kilometres_lie_further_right_and_more_tonnes_higher(world: World) -> None:
    near, far = chart_of(world, legs={1000.0: 40.0, 5000.0: 20.0}).legs
    assert near.x < far.x
    assert near.y < far.y


def test_a_leg_lies_on_the_curve_that_is_computed_with(world: World) -> None:
    last_km, last_t = aircraft_of(world, USUAL).curve.points[-1]
    chart = chart_of(world, legs={last_km: last_t})
    assert chart.curve.split()[-1] == f"{chart.legs[0].x},{chart.legs[0].y}"


def test_published_pairs_are_listed_with_their_sources_also_those_without_a_load(world: World) -> None:
    chart, aircraft = chart_of(world), aircraft_of(world, USUAL)
    assert len(chart.pairs) == len(aircraft.points) > len(chart.dots)
    assert any(pair.words.startswith("load not stated") for pair in chart.pairs)
    assert all(pair.source is not None for pair in chart.pairs if pair.basis == "published")


def test_a_curve_above_what_the_type_is_cleared_for_is_cut_by_a_line(world: World) -> None:
    aircraft = aircraft_of(world, USUAL)
    capped = replace(aircraft, max_payload_t=aircraft.curve.largest_t - 5)
    assert payload_chart(capped, [], world).cap is not None
    assert payload_chart(replace(aircraft, max_payload_t=aircraft.curve.largest_t), [], world).cap is None


def _number(text: str) -> int:
    return int("".join(filter(str.isdigit, text)))
