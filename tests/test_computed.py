"""Computed ways as the map draws them: the way before, the way left and the way on paper, each leg once."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from components import cache
from components.assumed import with_texts
from components.computed import ways_of
from components.map_states import MapStory, states_of
from components.scene import Scene
from components.state import Focus
from components.view import USUAL
from geo.airspace import Airspace
from geo.results import OperationImpact
from geo.scenario import TokenKind
from geo.vocabulary import Mode
from geo.world import World
from tests.scenes import scene_in
from tests.worlds import draw

MALI = "mali-africa-corps"
TURKEY = "turkey-closes-its-sky"
EVERY_CLOSURE = (
    "turkey-closes-its-sky",
    "iraq-and-iran-close",
    "algeria-stays-closed",
    "egypt-closes",
    "straits-closed-to-all",
    "suez-closed",
    "gibraltar-closed",
)


def drawn(scene: Scene, cls: str) -> list[str]:
    """Return the labels of the ways of a kind."""
    return sorted(way["label"].partition(":")[0] for way in ways_of(scene, MALI) if way["cls"] == cls)


def flown(row: OperationImpact) -> set[tuple[str, str]]:
    """Return the ends of every leg by air that is left to an operation, on paper or not."""
    routes = [group.lift_after for group in row.groups] + [group.paper.lift for group in row.groups if group.paper]
    legs = [leg for route in routes if route for leg in route.legs]
    return {(leg.origin, leg.target) for leg in legs if leg.mode is Mode.AIR and leg.km}


def map_of(scene: Scene, ways: list[dict[str, Any]]) -> dict[str, Any]:
    story = MapStory(day=scene.day, impact=scene.impact, single={}, ways=ways)
    return states_of(scene.view, scene.world, story, Focus(serial=0, kind="start"))


def test_with_nothing_taken_away_there_is_one_way_and_it_is_the_one_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = scene_in(world, monkeypatch)
    assert drawn(scene, "after") == ["Chkalovsky to Khmeimim", "Khmeimim to Bamako-Senou"]
    assert drawn(scene, "before") == drawn(scene, "paper") == []


def test_a_closed_sky_turns_only_the_leg_that_crossed_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, scenario=(TURKEY,))
    assert drawn(scene, "before") == ["Chkalovsky to Khmeimim"]
    assert drawn(scene, "after") == ["Chkalovsky to Khmeimim", "Khmeimim to Bamako-Senou"]


def test_a_way_on_paper_is_told_from_a_reported_one_and_has_no_card(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = scene_in(world, monkeypatch, scenario=("bases-lost", TURKEY))
    paper = [way for way in ways_of(scene, MALI) if way["cls"] == "paper"]
    assert drawn(scene, "after") == []
    assert paper
    assert all(way["label"].endswith("on paper only (computed)") for way in paper)
    assert any(way["select"] is None for way in paper)


def test_a_leg_that_is_reported_is_never_drawn_as_on_paper(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, scenario=(TURKEY,), date=date(2026, 9, 1))
    assert any(group.paper for group in scene.impact.operations[MALI].groups)
    assert "Khmeimim to Africa Corps in Mali" in drawn(scene, "after")
    assert [way["label"] for way in ways_of(scene, MALI) if way["cls"] == "paper" and way["select"]] == []


def test_without_ways_on_paper_none_is_drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assume = with_texts(USUAL, {"paper": "false"}, world)
    assert drawn(scene_in(world, monkeypatch, scenario=("bases-lost", TURKEY), assume=assume), "paper") == []


@pytest.mark.parametrize("scenario", [(), (TURKEY, "iraq-and-iran-close"), EVERY_CLOSURE])
def test_every_way_is_drawn_as_it_was_found_and_crosses_nothing_that_is_closed(
    world: World, monkeypatch: pytest.MonkeyPatch, scenario: tuple[str, ...]
) -> None:
    scene = scene_in(world, monkeypatch, scenario=scenario)
    lift, sky = scene.net.lift, cache.airspace(world.digest)
    skies = frozenset(token.name for token in scene.tokens if token.kind is TokenKind.OVERFLIGHT)
    seen = 0
    for name, row in scene.impact.operations.items():
        points = [way["points"] for way in ways_of(scene, name)]
        for origin, target in flown(row):
            way = lift.air(origin, target).way(skies)
            assert sky.crossed(way, lift.shut_between(origin, target) | skies) == (), (origin, target)
            assert [[round(lat, 3), round(lon, 3)] for lon, lat in way.points] in points
            seen += 1
    assert seen > 10


def test_no_way_of_the_data_runs_across_the_whole_map(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, scenario=EVERY_CLOSURE)
    for name in scene.impact.operations:
        for way in ways_of(scene, name):
            lons = [lon for _, lon in way["points"]]
            assert max(abs(b - a) for a, b in pairwise(lons)) < 180, way["label"]


def test_a_way_ends_where_its_leg_ends_and_no_two_are_the_same(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, scenario=EVERY_CLOSURE)
    for name in scene.impact.operations:
        ways = ways_of(scene, name)
        assert all(way["stops"] == [way["points"][-1]] for way in ways)
        assert len({str(way["points"]) for way in ways}) == len(ways)


def test_nothing_but_an_operation_has_ways(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, scenario=(TURKEY,))
    assert [ways_of(scene, name) for name in (None, "khmeimim", "libya", "atlantis")] == [[], [], [], []]


def test_a_world_without_aircraft_has_no_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"})
    assert ways_of(scene_in(world, monkeypatch), "op") == []


def test_a_drawn_way_takes_the_place_of_the_straight_line_of_its_link(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = scene_in(world, monkeypatch, scenario=(TURKEY,), sel=MALI)
    link = "chkalovsky--khmeimim--air--2015-09"
    plain, with_ways = map_of(scene, []), map_of(scene, ways_of(scene, MALI))
    assert link in plain["links"]
    assert link not in with_ways["links"]
    assert plain["stamp"] != with_ways["stamp"]


def test_a_scenario_that_closes_a_sky_shades_it_on_a_map_that_shows_no_closures(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    turkey = scene_in(world, monkeypatch, scenario=(TURKEY,))
    assert map_of(turkey, [])["closures"]["countries"]["TUR"]["cls"] == "scenario"
    plain = scene_in(world, monkeypatch, scenario=("bases-lost",))
    assert map_of(plain, [])["closures"] == {"countries": {}, "passages": {}}


def test_a_way_that_meets_closed_airspace_after_all_is_not_drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way is asked of the airspaces themselves before it is drawn: here they are made to say no."""
    scene = scene_in(world, monkeypatch)
    assert any(way["mode"] == "air" for way in ways_of(scene, "mali-africa-corps"))
    monkeypatch.setattr(Airspace, "crossed", lambda _self, _path, _closed: ("TUR",))
    assert not any(way["mode"] == "air" for way in ways_of(scene, "mali-africa-corps"))
