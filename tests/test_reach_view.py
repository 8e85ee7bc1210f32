"""What a place reaches, what a scenario takes of that and why; and the best flights to a place with their rivals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
import shapely

from components import cache, reach_view, state
from components.reach_view import found_from, load_of, reach_controls, reach_list, reach_states
from components.scene import Scene
from components.view import USUAL
from geo.airleg import AirLeg, NoLeg, NoLegReason
from geo.airlift import Routes
from geo.assumptions import FuelRule
from geo.ground import MapPolygon
from geo.reached import Reached
from geo.rivals import rival_routes
from geo.world import World
from tests.drawn_lift import flying, lifted, ways
from tests.reading import Reading, read
from tests.scenes import scene_in
from tests.worlds import draw, lose

TURKEY = "turkey-closes-its-sky"
FAR_AND_HEAVY = {"origin": "chkalovsky", "payload": 40.0}


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the panels of the tool put on the page, by name; nothing was refused before."""
    put: dict[str, str] = {}
    monkeypatch.setattr(reach_view, "panel", lambda key, content, **_: put.update({key: content}))
    monkeypatch.setattr(state, "refused", lambda: "")
    return put


def told(scene: Scene, shown: dict[str, str]) -> tuple[str, Reading]:
    """Return the sentence of the tool, and its list as it reads."""
    shown.clear()
    reach_controls(scene, stamp="")
    reach_list(scene)
    sentence = shown["reach"].partition("data-announce>")[2].partition("</h1>")[0]
    return sentence, read(shown.get("reach-list", ""))


def reach_of(scene: Scene) -> Reached:
    found = found_from(scene)
    assert isinstance(found, Reached)
    return found


def area(polygons: Iterable[MapPolygon]) -> float:
    return sum(shapely.Polygon(outer, holes).area for outer, *holes in polygons)


def flown(found: Reached) -> set[str]:
    return {name for name, leg in found.after.items() if isinstance(leg, AirLeg)}


# ---- the ground and the airfields ---------------------------------------------------------------------------------


def test_the_sentence_counts_what_the_list_holds(
    world: World, monkeypatch: pytest.MonkeyPatch, shown: dict[str, str]
) -> None:
    sentence, listed = told(scene_in(world, monkeypatch), shown)
    assert sentence.startswith("From Khmeimim, 20 t go ")
    assert f"reach {len(listed.values('go')) - listed.plain.count(' wants ')} airfields" in sentence


def test_a_heavier_load_goes_less_far_and_reaches_nothing_new(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    light, heavy = (reach_of(scene_in(world, monkeypatch, payload=load)) for load in (10.0, 40.0))
    assert heavy.range_km < light.range_km
    assert flown(heavy) < flown(light)
    assert area(heavy.within) < area(light.within)


def test_fuel_that_is_carried_along_halves_the_way(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = reach_of(scene_in(world, monkeypatch))
    there_and_back = reach_of(scene_in(world, monkeypatch, assume=replace(USUAL, fuel=FuelRule.CARRIED)))
    assert there_and_back.range_km == pytest.approx(plain.range_km / 2)


def test_where_fuel_is_lost_only_what_comes_back_on_its_own_goes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    lost = reach_of(scene_in(world, monkeypatch, lost=("fn:khmeimim:refuel",), **FAR_AND_HEAVY))
    assert isinstance(lost.before["khmeimim"], AirLeg)
    assert isinstance(lost.after["khmeimim"], NoLeg)


def test_with_nothing_taken_away_nothing_drops_out(
    world: World, monkeypatch: pytest.MonkeyPatch, shown: dict[str, str]
) -> None:
    scene = scene_in(world, monkeypatch)
    sentence, listed = told(scene, shown)
    assert (reach_states(scene) or {})["gone"] == []
    assert "dropped" not in sentence
    assert "Out of reach" not in listed.plain


def test_a_closed_sky_takes_ground_and_airfields_and_says_why(
    world: World, monkeypatch: pytest.MonkeyPatch, shown: dict[str, str]
) -> None:
    scene = scene_in(world, monkeypatch, scenario=(TURKEY, "iraq-and-iran-close"), **FAR_AND_HEAVY)
    sentence, listed = told(scene, shown)
    assert (reach_states(scene) or {})["gone"]
    assert "dropped out in this scenario" in sentence
    assert "Out of reach in this scenario" in listed.plain
    assert "Too far now with 40 t and the reserve. Al-Jufra" in listed.plain
    assert re.search(r"Khmeimim ✕ 2\W329 km before, now 6\W992", listed.plain)


def test_before_and_after_a_closure_make_up_the_same_ground(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    free = reach_of(scene_in(world, monkeypatch, **FAR_AND_HEAVY))
    shut = reach_of(scene_in(world, monkeypatch, scenario=(TURKEY,), **FAR_AND_HEAVY))
    assert area(shut.gone) > 0
    assert area(shut.within) + area(shut.gone) == pytest.approx(area(free.within), rel=0.005)


def test_every_airfield_within_reach_is_within_range(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    found = reach_of(scene_in(world, monkeypatch))
    legs = [leg for leg in found.after.values() if isinstance(leg, AirLeg)]
    assert max(leg.km for leg in legs) <= found.range_km
    assert all(leg.payload_t == 20.0 for leg in legs)


def test_from_a_lost_base_nothing_starts_and_all_its_ground_drops_out(
    world: World, monkeypatch: pytest.MonkeyPatch, shown: dict[str, str]
) -> None:
    scene = scene_in(world, monkeypatch, scenario=("bases-lost",))
    sentence, listed = told(scene, shown)
    states = reach_states(scene) or {}
    assert sentence == "Khmeimim cannot be used in this scenario: nothing starts there."
    assert (states["now"], bool(states["gone"])) == ([], True)
    assert "No airfield of this data set." in listed.plain


def test_a_lost_airfield_drops_out_by_itself(
    world: World, monkeypatch: pytest.MonkeyPatch, shown: dict[str, str]
) -> None:
    sentence, listed = told(scene_in(world, monkeypatch, lost=("al-khadim",)), shown)
    assert sentence.endswith(" 1 dropped out in this scenario.")
    assert "They cannot be used themselves. Al-Khadim" in listed.plain


def test_the_map_wants_latitude_before_longitude(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch)
    (first, *_), *_ = reach_of(scene).within
    ((drawn, *_), *_) = (reach_states(scene) or {})["now"]
    assert drawn == [[lat, lon] for lon, lat in first]


# ---- what cannot be -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"payload": 500.0}, "500 t is more than the 47 t that"),
        ({"payload": 0.0}, "0 t is no load; ask for more than 0 t."),
        ({"origin": "tartus"}, "No ways by air are prepared for this place: choose an airfield."),
    ],
)
def test_what_cannot_be_is_answered_in_words_and_draws_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, shown: dict[str, str], chosen: dict[str, Any], words: str
) -> None:
    scene = scene_in(world, monkeypatch, **chosen)
    sentence, _ = told(scene, shown)
    assert words in sentence
    assert reach_states(scene) is None
    assert "reach-list" not in shown


def test_an_airfield_too_short_for_the_type_starts_nothing_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch, shown: dict[str, str]
) -> None:
    short = next(row.id for row in world.facilities.values() if row.runway_m and row.runway_m < 2000)
    sentence, _ = told(scene_in(world, monkeypatch, origin=short), shown)
    assert " wants " in sentence


def test_every_origin_offered_has_an_answer(
    world: World, monkeypatch: pytest.MonkeyPatch, shown: dict[str, str]
) -> None:
    told(scene_in(world, monkeypatch), shown)
    offered = shown["reach"].partition('data-act="origin"')[2].partition("</select>")[0].split('value="')[1:]
    names = [text.partition('"')[0] for text in offered]
    assert "khmeimim" in names
    assert "tartus" not in names
    assert set(names) <= set(world.facilities) & set(cache.airspace(world.digest).places)


def test_the_first_load_is_never_more_than_the_type_takes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for aircraft in ("il-76md", "an-26"):
        scene = scene_in(world, monkeypatch, assume=replace(USUAL, aircraft=aircraft))
        assert load_of(scene) <= scene.net.lift.aircraft.largest_t


def test_a_world_without_aircraft_says_that_no_ways_are_prepared(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    sky = cache.airspace(world.digest)
    monkeypatch.setattr(cache, "airspace", lambda _: sky)
    small = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"})
    found = found_from(scene_in(small, monkeypatch, origin="hub"))
    assert isinstance(found, NoLeg)
    assert found.words == "No ways by air are prepared for this place: choose an airfield."


# ---- rivals -------------------------------------------------------------------------------------------------------

SKY = ("gate hub 1000", "hub op 1000", "gate op 3000 KKK", "gate far 1000", "far op 1500")


def rivals(lost: tuple[str, ...] = (), **options: Any) -> Routes | NoLeg:
    """gate, hub and far are airfields; only the line by hub is reported."""
    world = flying("gate -airlift/air-> hub -airlift/air-> op", "far", needs={"op": "airlift/air"})
    return rival_routes(lifted(world, air=ways(*SKY)), "op", tokens=lose(*lost), **options)


def stops(found: Routes | NoLeg) -> dict[str, list[str]]:
    assert isinstance(found, Routes)
    plans = {name: getattr(found, name) for name in ("best", "widest", "shortest", "fewest_stops")}
    return {name: [plan.legs[0].origin, *(leg.target for leg in plan.legs)] for name, plan in plans.items()}


def test_each_rival_is_best_at_its_own() -> None:
    """By hub 50 t over 2\u2009000 km; straight 30 t over 3\u2009000 km with no stop."""
    found = stops(rivals())
    assert found["widest"] == found["shortest"] == found["best"] == ["gate", "hub", "op"]
    assert found["fewest_stops"] == ["gate", "op"]


def test_a_lost_stop_leaves_the_next_best() -> None:
    assert stops(rivals(("hub",)))["widest"] == ["gate", "far", "op"]


def test_a_stop_that_lost_its_fuel_is_none() -> None:
    assert stops(rivals(("fn:hub:refuel",)))["widest"] == ["gate", "far", "op"]


def test_a_place_that_lost_its_fuel_is_left_on_what_was_brought() -> None:
    """3,000 km out and back are 6,000 km: nothing is carried so far; by hub, 1,000 km out and back leave 40 t."""
    found = rivals(("fn:op:refuel",))
    assert isinstance(found, Routes)
    assert found.widest.payload_t == 40.0


def test_a_closed_sky_takes_the_straight_way() -> None:
    assert stops(rivals(("over:KKK",)))["fewest_stops"] != ["gate", "op"]


def test_with_no_airfield_to_start_from_there_is_none() -> None:
    found = rivals(("gate",))
    assert isinstance(found, NoLeg)
    assert found.reason is NoLegReason.CLOSED_ORIGIN
    assert found.words == "No airfield that such a flight could start from can be used."


def test_a_flight_can_start_where_the_reader_says() -> None:
    assert stops(rivals(origins=("far",)))["fewest_stops"] == ["far", "op"]


def test_where_no_ways_are_prepared_no_flight_is_found() -> None:
    world = flying("gate -airlift/air-> op", needs={"op": "airlift/air"})
    found = rival_routes(lifted(world, air=ways("gate hub 1000")), "op")
    assert isinstance(found, NoLeg)
    assert found.words == "No ways by air are prepared for this place."
