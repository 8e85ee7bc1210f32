"""Curves between published points: drawn ones to check by hand, and those of the data."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.assumptions import Assumptions
from geo.errors import AssumptionError
from geo.lift_records import Asset, CurvePoint, PayloadRange
from geo.payload import Aircraft, Curve, aircraft_ids, aircraft_of, curves_of, whole_asset
from geo.vocabulary import Mode
from geo.world import World, load_world
from tests.places import DATA
from tests.worlds import world_of

CURVE = Curve(id="drawn", points=((1000.0, 50.0), (2000.0, 40.0), (6000.0, 20.0)))


def asset(name: str = "plane", **fields: Any) -> Asset:
    defaults: dict[str, Any] = {"name": f"The {name}", "mode": Mode.AIR, "note": "", "sources": ("paper", "radio")}
    return Asset(id=name, **(defaults | fields))


def published(*rows: tuple[float | None, float, str]) -> tuple[PayloadRange, ...]:
    return tuple(PayloadRange(payload_t=t, range_km=km, source=source, basis="published") for t, km, source in rows)


def curve(*points: tuple[float, float]) -> tuple[CurvePoint, ...]:
    return tuple(CurvePoint(payload_t=t, range_km=km, basis="published") for t, km in points)


PLANE = asset(
    payload_range=published((50, 1000, "paper"), (10, 5000, "paper"), (30, 2000, "radio"), (None, 9000, "radio")),
    default_curve=curve((50, 1000), (10, 5000)),
    default_why="drawn",
    max_payload_t=45.0,
)


def drawn_world(*assets: Asset) -> World:
    return world_of([], [], [], assets=assets)


@cache
def world() -> World:
    return load_world(DATA)


@pytest.mark.parametrize(
    ("range_km", "payload_t"), [(0, 50), (1000, 50), (1500, 45), (2000, 40), (4000, 30), (6000, 20), (6001, 0)]
)
def test_a_load_is_read_on_straight_lines_and_is_none_beyond_the_last_point(range_km: float, payload_t: float) -> None:
    assert CURVE.payload_at(range_km) == payload_t


@pytest.mark.parametrize(
    ("payload_t", "range_km"), [(51, 0), (50, 1000), (45, 1500), (40, 2000), (30, 4000), (20, 6000), (1, 6000)]
)
def test_a_range_is_read_the_other_way(payload_t: float, range_km: float) -> None:
    assert CURVE.range_at(payload_t) == range_km


@settings(deadline=None)
@given(payload_t=st.floats(min_value=20, max_value=50))
def test_a_load_is_carried_as_far_as_its_range(payload_t: float) -> None:
    assert math.isclose(CURVE.payload_at(CURVE.range_at(payload_t)), payload_t)


@settings(deadline=None)
@given(ranges=st.lists(st.floats(min_value=0, max_value=12000), min_size=2, max_size=2).map(sorted))
@pytest.mark.parametrize("name", aircraft_ids(world()))
def test_no_aircraft_of_the_data_carries_more_when_it_flies_further(name: str, ranges: list[float]) -> None:
    near_km, far_km = ranges
    plain = aircraft_of(world(), Assumptions(aircraft=name))
    for choice in plain.curves:
        aircraft = aircraft_of(world(), Assumptions(aircraft=name, curve=choice))
        assert aircraft.payload_at(near_km) >= aircraft.payload_at(far_km)


def test_the_bounds_take_the_least_and_the_most_that_any_source_gives() -> None:
    curves = curves_of(PLANE)
    assert curves["shortest"].points == ((1000.0, 50.0), (2000.0, 30.0), (5000.0, 10.0))
    assert curves["longest"].points == ((1000.0, 50.0), (2000.0, 40.0), (5000.0, 10.0))


def test_each_source_with_a_load_has_a_curve_of_its_own() -> None:
    curves = curves_of(PLANE)
    assert list(curves) == ["default", "shortest", "longest", "paper", "radio"]
    assert curves["radio"].points == ((2000.0, 30.0),)


def test_a_source_that_gives_ranges_without_a_load_has_none() -> None:
    ferry = asset(payload_range=published((0, 9000, "paper"), (None, 4000, "radio")), default_curve=curve((5, 100)))
    assert list(curves_of(ferry)) == ["default", "shortest", "longest"]


@pytest.mark.parametrize("name", aircraft_ids(world()))
@pytest.mark.parametrize("range_km", [1000, 3000, 4000, 5000, 6500, 8500, 10000, 16000])
def test_every_source_lies_between_the_bounds(name: str, range_km: float) -> None:
    curves = dict(aircraft_of(world(), Assumptions(aircraft=name)).curves)
    curves.pop("default")
    for source in curves.keys() - {"shortest", "longest"}:
        points = curves[source].points
        if points[0][0] <= range_km <= points[-1][0]:
            low, high = (curves[bound].payload_at(range_km) for bound in ("shortest", "longest"))
            assert low - 0.5 <= curves[source].payload_at(range_km) <= high + 0.5


def test_every_published_point_stays_visible_with_its_source_and_note() -> None:
    aircraft = aircraft_of(world(), Assumptions(aircraft="il-76md-90a"))
    assert aircraft.points == world().assets["il-76md-90a"].payload_range
    assert any(point.note and "Contradicts" in point.note for point in aircraft.points)
    assert "straight line" in aircraft.default_why


def test_no_aircraft_takes_more_than_its_largest_load() -> None:
    aircraft = aircraft_of(drawn_world(PLANE), Assumptions(aircraft="plane"))
    assert (aircraft.payload_at(0), aircraft.largest_t) == (45, 45)
    assert (aircraft.range_at(45), aircraft.range_at(46)) == (1500, 0)


def test_the_military_il_76_takes_47_tonnes_though_its_curve_begins_at_50() -> None:
    aircraft = aircraft_of(world(), Assumptions())
    assert (aircraft.curve.largest_t, aircraft.payload_at(0)) == (50, 47)


def test_a_single_aircraft_takes_from_its_class_what_it_leaves_out() -> None:
    single = whole_asset(world(), "an-124-ra-82030")
    assert single.max_payload_t == 100
    assert single.default_curve == world().assets["an-124-100"].default_curve
    assert single.name.startswith("An-124 RA-82030")


def test_every_air_route_of_the_data_carries_the_tonnes_that_the_data_worked_out() -> None:
    for route in world().air_routes.values():
        for name, payload_t in route.payload_no_stop:
            aircraft: Aircraft = aircraft_of(world(), Assumptions(aircraft=name))
            assert aircraft.payload_at(route.km) == pytest.approx(payload_t, abs=0.75), (route.id, name)


@pytest.mark.parametrize(
    ("assumed", "words"),
    [
        ({"aircraft": "zeppelin"}, "`zeppelin` is no aircraft or ship in the data; use one of plane, boat, kite"),
        ({"aircraft": "boat"}, r"The boat \(`boat`\) is no aircraft; use one of plane"),
        ({"aircraft": "kite"}, r"The kite \(`kite`\) has no figures to compute a payload from; use one of plane"),
        (
            {"aircraft": "plane", "curve": "gossip"},
            "The plane has no payload-range figures `gossip`; use one of default, shortest, longest, paper, radio",
        ),
    ],
)
def test_an_aircraft_or_curve_that_there_is_not_is_refused(assumed: dict[str, str], words: str) -> None:
    world = drawn_world(PLANE, asset("boat", mode=Mode.SEA), asset("kite"))
    with pytest.raises(AssumptionError, match=words):
        aircraft_of(world, Assumptions(**assumed))
