"""What ways and loads do to results, on worlds small enough to check by hand; see `drawn_lift` for the figures."""

from __future__ import annotations

import pytest

from geo.airleg import NoLeg, NoLegReason
from geo.assumptions import FuelRule
from geo.errors import AssumptionError
from geo.impact import assess
from geo.lift import Conditions
from geo.lift_routes import LegFigures
from geo.results import Flag, GroupResult, Level, LinkImpact, OperationImpact, SupportStatus
from geo.world import World
from tests.drawn_lift import DrawnWays, flying, lifted, ways
from tests.worlds import draw, lose, operation

SUSTAINED, STRAINED, PAPER, UNSUPPORTED, NO_BASELINE = SupportStatus

BRIDGE = "gate -airlift/air-> hub -airlift/air-> op"
FERRY = "gate -sealift/sea-> port -sealift/road-> op"


def after(
    world: World, *tokens: str, air: DrawnWays | None = None, sea: DrawnWays | None = None, **assumed: object
) -> OperationImpact:
    """Return what becomes of the only operation of a world."""
    (row,) = assess(lifted(world, air=air, sea=sea, **assumed), lose(*tokens)).operations.values()
    return row


def group(world: World, *tokens: str, **more: object) -> GroupResult:
    """Return what becomes of the first need of the only operation of a world."""
    return after(world, *tokens, **more).groups[0]


@pytest.fixture
def bridge() -> World:
    """gate --air--> hub --air--> op, where hub and op are in one country."""
    return flying(BRIDGE, needs={"op": "airlift/air"})


@pytest.fixture
def ferry() -> World:
    """gate --sea--> port --road--> op."""
    return flying(FERRY, needs={"op": "sealift/sea"})


# ---- loads and ratios


def test_with_nothing_taken_away_a_need_keeps_all_it_carries(bridge: World) -> None:
    found = group(bridge, air=ways("gate hub 1000 KKK"))
    assert (found.ratio, found.t_day_before, found.t_day) == (1.0, pytest.approx(200), pytest.approx(200))
    assert found.lift_before is not None
    assert found.lift_before == found.lift_after
    assert (found.lift_before.payload_t, found.lift_before.km, found.lift_before.hours) == (50, 1000, 2)
    assert found.lift_before.crossed == ("KKK",)


def test_a_closed_sky_that_the_way_does_not_cross_changes_nothing(bridge: World) -> None:
    found = after(bridge, "over:LLL", air=ways("gate hub 1000 KKK"))
    assert found == after(bridge, air=ways("gate hub 1000 KKK"))


def test_a_longer_way_carries_less_and_is_held_against_the_thresholds(bridge: World) -> None:
    """2,000 km instead of 1,000: 96 t a day of 200."""
    row = after(bridge, "over:KKK", air=ways("gate hub 1000 KKK", "gate hub 2000 LLL"))
    found = row.groups[0]
    assert (row.baseline, row.status, found.level) == (SUSTAINED, STRAINED, Level.WEAK)
    assert (found.ratio, found.detour) == (pytest.approx(0.48), pytest.approx(1.0))
    assert found.lift_after is not None
    assert (found.lift_after.payload_t, found.lift_after.crossed) == (40, ("LLL",))
    assert found.blockers == tuple(lose("over:KKK"))
    assert Flag.DETOUR in row.flags


def test_a_link_that_a_closure_sends_round_is_weakened_and_the_others_are_kept() -> None:
    world = flying("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"})
    sky = ways("gate hub 1000 KKK", "gate hub 1100", "hub op 500 MMM")
    impact = assess(lifted(world, air=sky), lose("over:KKK"))
    found = {tuple(name.split("--")[:2]): what for name, what in impact.links.items()}
    assert found == {("gate", "hub"): LinkImpact.WEAKENED, ("hub", "op"): LinkImpact.KEPT}


def test_a_little_longer_way_is_still_full_and_told(bridge: World) -> None:
    """1,100 km: 49 t in 6.4 hours, 184 t a day of 200."""
    row = after(bridge, "over:KKK", air=ways("gate hub 1000 KKK", "gate hub 1100 LLL"))
    assert (row.status, row.worsened, row.groups[0].slowed) == (SUSTAINED, False, True)
    assert row.groups[0].ratio == pytest.approx(49 * 24 / 6.4 / 200)


def test_the_thresholds_are_those_assumed(bridge: World) -> None:
    sky = ways("gate hub 1000 KKK", "gate hub 2000 LLL")
    assert after(bridge, "over:KKK", air=sky, theta_full=0.48).status is SUSTAINED
    assert after(bridge, "over:KKK", air=sky, theta_min=0.49).status is UNSUPPORTED


@pytest.mark.parametrize(("theta_min", "near"), [(0.25, False), (0.39, True), (0.40, True), (0.50, True)])
def test_a_ratio_near_a_threshold_is_flagged(bridge: World, theta_min: float, near: bool) -> None:
    row = after(bridge, "over:KKK", air=ways("gate hub 1000 KKK", "gate hub 2000 LLL"), theta_min=theta_min)
    assert (Flag.NEAR_THRESHOLD in row.flags) == near


@pytest.mark.parametrize(("weight", "near"), [("", True), ("?", False)])
def test_only_what_is_essential_comes_near_the_lower_threshold(weight: str, near: bool) -> None:
    """3,000 km: 51.4 t a day of 200; whether an important need keeps a quarter of it changes no status."""
    world = flying("gate -airlift/air-> hub", "hub -airlift/road-> op", needs={"op": f"airlift/air{weight}"})
    row = after(world, "over:KKK", air=ways("gate hub 1000 KKK", "gate hub 3000"))
    assert row.status is STRAINED
    assert (Flag.NEAR_THRESHOLD in row.flags) == near


def test_what_carries_too_little_is_lost_and_stays_in_sight(bridge: World) -> None:
    """3,000 km: 30 t in 14 hours, 51.4 t a day of 200, is enough; 4,000 km: 20 t in 18 hours, 26.7 t a day, is not."""
    sky = ways("gate hub 1000 KKK", "gate hub 3000 LLL", "gate hub 4000")
    assert after(bridge, "over:KKK", air=sky).status is STRAINED
    row = after(bridge, "over:KKK", "over:LLL", air=sky)
    found = row.groups[0]
    assert (row.status, found.after, found.ratio) == (UNSUPPORTED, None, pytest.approx(20 * 24 / 18 / 200))
    assert found.lift_after is not None
    assert found.lift_after.km == 4000
    assert set(found.blockers) == lose("over:KKK", "over:LLL")


def test_of_two_chains_the_ratio_is_that_of_the_one_that_carries_most() -> None:
    """By near 200 t a day, by far 96: without near 48 % is left."""
    world = flying(
        "gate -airlift/air-> near -airlift/air-> op",
        "gate -airlift/air-> far -airlift/air-> op",
        needs={"op": "airlift/air"},
    )
    sky = ways("gate near 1000", "gate far 2000")
    assert group(world, "near", air=sky).ratio == pytest.approx(0.48)
    assert group(world, "far", air=sky).ratio == 1.0


def test_the_ratio_is_taken_of_what_strong_places_carry() -> None:
    """near is contested: the baseline is what comes by far, and near alone only strains."""
    world = flying(
        "gate -airlift/air-> near -airlift/air-> op",
        "gate -airlift/air-> far -airlift/air-> op",
        needs={"op": "airlift/air"},
        states={"near": "contested"},
    )
    row = after(world, "far", air=ways("gate near 1000", "gate far 2000"))
    assert (row.status, row.groups[0].t_day_before, row.groups[0].ratio) == (STRAINED, pytest.approx(96), 1.0)


def test_legs_in_a_row_are_flown_by_one_aircraft_and_roads_between_by_another() -> None:
    """Two legs of 1,000 km: 50 t in 12 hours. With a road between, each aircraft flies one leg in 6."""
    by_air = flying("gate -airlift/air-> a -airlift/air-> b -airlift/air-> op", needs={"op": "airlift/air"})
    by_road = flying(
        "gate -airlift/air-> a -airlift/road-> c -airlift/air-> b -airlift/air-> op", needs={"op": "airlift/air"}
    )
    assert group(by_air, air=ways("gate a 1000", "a b 1000")).t_day == pytest.approx(100)
    assert group(by_road, air=ways("gate a 1000", "c b 1000")).t_day == pytest.approx(200)


def test_a_mission_in_another_country_is_flown_to_and_one_on_the_spot_is_not() -> None:
    away = operation("op", "airlift/air", country=("BBB",))
    world = flying(BRIDGE, needs={"op": ()}, operations=[away])
    sky = ways("gate hub 1000", "hub op 1000")
    assert group(world, air=sky).t_day == pytest.approx(100)
    on_the_spot = group(flying(BRIDGE, needs={"op": "airlift/air"}), air=sky)
    assert on_the_spot.t_day == pytest.approx(200)
    assert on_the_spot.lift_after is not None
    assert [leg.figures for leg in on_the_spot.lift_after.legs] == [LegFigures.COMPUTED, LegFigures.ON_THE_SPOT]


def test_a_voyage_is_measured_by_its_days(ferry: World) -> None:
    """1,200 nautical miles are 5 days, 2,400 are 10: half the loads a day. The road sets no limit."""
    sea = ways("gate port 1200 strait", "gate port 2400 cape")
    row = after(ferry, "passage:strait", sea=sea)
    found = row.groups[0]
    assert (row.status, found.ratio, found.t_day_before) == (STRAINED, pytest.approx(0.5), pytest.approx(0.1))
    assert found.lift_before is not None
    assert found.lift_after is not None
    assert (found.lift_before.days, found.lift_after.days) == (5, 10)
    assert found.lift_after.crossed == ("cape",)
    assert found.blockers == tuple(lose("passage:strait"))
    assert after(ferry, "passage:cape", sea=sea) == after(ferry, sea=sea)


def test_a_ship_hands_over_in_the_port_what_it_brings_for_a_mission_inland() -> None:
    away = operation("op", "sealift/sea", country=("BBB",))
    world = flying("gate -sealift/sea-> port -sealift/sea-> op", needs={"op": ()}, operations=[away])
    assert group(world, sea=ways("gate port 1200")).t_day == pytest.approx(0.1)
    assert group(world, sea=ways("gate port 1200", "port op 1200")).t_day == pytest.approx(0.05)


def test_of_alternatives_the_one_of_which_most_is_left_counts() -> None:
    world = flying(BRIDGE, FERRY, needs={"op": "airlift/air|sealift/sea"})
    sky, sea = ways("gate hub 1000 KKK", "gate hub 4000"), ways("gate port 1200")
    row = after(world, "over:KKK", air=sky, sea=sea)
    assert (row.status, row.groups[0].ratio) == (SUSTAINED, 1.0)
    assert row.groups[0].after is not None
    assert row.groups[0].after.places == ("gate", "port")
    assert after(world, "over:KKK", "port", air=sky, sea=sea).groups[0].ratio == pytest.approx(20 * 24 / 18 / 200)


# ---- what is taken at its word


def test_a_leg_of_which_no_way_is_prepared_is_taken_at_its_word(bridge: World) -> None:
    found = group(bridge, "over:KKK", air=ways("gate far 1000"))
    assert (found.level, found.t_day_before, found.ratio) == (Level.FULL, None, 1.0)
    assert found.lift_after is not None
    assert found.lift_after.legs[0].figures is LegFigures.UNKNOWN_END


def test_a_reported_leg_without_a_legal_way_on_the_day_is_taken_at_its_word(bridge: World) -> None:
    found = group(bridge, "over:KKK", air=ways("gate far 1000", "hub far 1000"))
    assert (found.level, found.t_day_before) == (Level.FULL, None)
    assert found.lift_after is not None
    assert found.lift_after.legs[0].figures is LegFigures.CLOSED_ALREADY


def test_a_reported_leg_beyond_the_figures_asks_only_for_a_legal_way(bridge: World) -> None:
    """7,000 km are more than the aircraft flies; another way of 8,000 km will do as well, none will not."""
    sky = ways("gate hub 7000 KKK", "gate hub 8000 LLL")
    found = group(bridge, "over:KKK", air=sky)
    assert (found.level, found.t_day_before, found.ratio) == (Level.FULL, None, 1.0)
    assert found.lift_after is not None
    assert found.lift_after.legs[0].figures is LegFigures.BEYOND_FIGURES
    assert group(bridge, "over:KKK", "over:LLL", air=sky).level is Level.LOST


def test_a_chain_that_is_not_measured_meets_a_need_beside_one_that_is() -> None:
    world = flying(
        "gate -airlift/air-> near -airlift/air-> op",
        "gate -airlift/air-> far -airlift/air-> op",
        needs={"op": "airlift/air"},
    )
    found = group(world, "near", air=ways("gate near 1000", "gate far 7000"))
    assert (found.level, found.t_day_before, found.t_day) == (Level.FULL, pytest.approx(200), None)


def test_without_any_lift_the_results_are_those_of_the_links_alone(bridge: World) -> None:
    row = after(bridge, "over:KKK", "passage:strait")
    assert (row.status, row.groups[0].t_day_before) == (SUSTAINED, None)


# ---- closed ways


def test_a_link_without_a_legal_way_is_lost_with_all_that_it_carries() -> None:
    """The garrison is given on the spot by a post that only a flight reaches."""
    world = flying("gate -airlift/air-> hub -garrison/road-> post -repair/road-> op", needs={"op": "repair/road"})
    net = lifted(world, air=ways("gate hub 1000 KKK"))
    impact = assess(net, lose("over:KKK"))
    assert impact.operations["op"].status is UNSUPPORTED
    assert impact.operations["op"].groups[0].blockers == tuple(lose("over:KKK"))
    assert set(impact.links.values()) == {LinkImpact.LOST}
    assert not impact.facilities["hub"].reached


def test_closing_a_sky_closes_no_road_and_no_sea(ferry: World) -> None:
    assert after(ferry, "over:AAA", "over:KKK", sea=ways("gate port 1200")).status is SUSTAINED


def test_a_link_can_be_taken_away_alone(bridge: World) -> None:
    name = "gate--hub--air--2020--airlift"
    row = after(bridge, f"link:{name}", air=ways("gate hub 1000"), paper=False)
    assert (row.status, row.groups[0].blockers) == (UNSUPPORTED, tuple(lose(f"link:{name}")))


def test_fuel_taken_away_has_to_be_carried(bridge: World) -> None:
    """1,000 km out and back on one load: 40 t instead of 50, in the same time."""
    found = group(bridge, "fn:hub:refuel", air=ways("gate hub 1000"))
    assert (found.ratio, found.t_day) == (pytest.approx(0.8), pytest.approx(160))
    carried = group(bridge, "fn:hub:refuel", air=ways("gate hub 1000"), fuel=FuelRule.CARRIED)
    assert (carried.ratio, carried.t_day_before) == (1.0, pytest.approx(160))


def test_why_there_is_no_way_is_said(bridge: World) -> None:
    net = lifted(bridge, air=ways("gate hub 1000 KKK AAA", hosts={"hub": "AAA"}))
    assert net.lift is not None
    lost = assess(net, lose("over:KKK"))
    assert lost.operations["op"].groups[0].lift_after is None
    flown = {sky: net.lift.fly(("gate", "hub"), Conditions(skies=frozenset({sky}))) for sky in ("KKK", "AAA")}
    refused = {sky: leg.reason for sky, leg in flown.items() if isinstance(leg, NoLeg)}
    assert refused == {"KKK": NoLegReason.NO_WAY, "AAA": NoLegReason.CLOSED_TARGET}


def test_an_aircraft_without_figures_is_refused(bridge: World) -> None:
    with pytest.raises(AssumptionError, match="`sparta` is no aircraft or ship in the data; use one of il-76md"):
        lifted(bridge, air=ways("gate hub 1000"), aircraft="sparta")


# ---- ways on paper


def test_a_way_that_nobody_reported_is_kept_apart(bridge: World) -> None:
    """The gate is lost; another gateway could fly to hub over 2,000 km, 96 t a day of 200."""
    world = flying(BRIDGE, "gate-b", needs={"op": "airlift/air"})
    sky = ways("gate hub 1000", "gate-b hub 2000 KKK")
    row = after(world, "gate", air=sky)
    found = row.groups[0]
    assert (row.status, row.worsened, found.level, found.after) == (PAPER, True, Level.LOST, None)
    assert found.paper is not None
    assert (found.paper.places, found.paper.ratio) == (("gate-b", "hub"), pytest.approx(0.48))
    assert found.paper.links == ("hub--op--air--2020--airlift",)
    assert [leg.link for leg in found.paper.lift.legs] == [None, "hub--op--air--2020--airlift"]
    assert after(world, "gate", air=sky, paper=False).status is UNSUPPORTED
    assert after(world, "gate", "over:KKK", air=sky).status is UNSUPPORTED
    assert after(world, air=sky).groups[0].paper is None


def test_a_way_on_paper_may_stop_once_where_there_is_fuel() -> None:
    """gate-b reaches hub only over stop; without its fuel, or with all the fuel carried, not at all."""
    world = flying(BRIDGE, "gate-b", "stop", needs={"op": "airlift/air"})
    sky = ways("gate hub 1000", "gate-b stop 1000", "stop hub 1000")
    found = group(world, "gate", air=sky)
    assert found.paper is not None
    assert (found.paper.places, found.paper.ratio) == (("gate-b", "stop", "hub"), pytest.approx(0.5))
    for lost in ("stop", "fn:stop:refuel", "fn:gate-b:airlift", "hub"):
        assert after(world, "gate", lost, air=sky).status is UNSUPPORTED
    assert after(world, "gate", air=sky, fuel=FuelRule.CARRIED).status is UNSUPPORTED


def test_a_way_on_paper_that_carries_too_little_is_none() -> None:
    world = flying(BRIDGE, "gate-b", needs={"op": "airlift/air"})
    assert after(world, "gate", air=ways("gate hub 1000", "gate-b hub 4000")).status is UNSUPPORTED


def test_a_way_on_paper_may_lead_to_a_mission_that_was_flown_to() -> None:
    away = operation("op", "airlift/air", country=("BBB",))
    world = flying(BRIDGE, "gate-b", needs={"op": ()}, operations=[away])
    found = group(world, "hub", air=ways("gate hub 1000", "hub op 1000", "gate-b op 1000"))
    assert found.paper is not None
    assert (found.paper.places, found.paper.links) == (("gate-b",), ())


def test_a_way_on_paper_by_sea_leads_straight_from_a_gateway(ferry: World) -> None:
    world = flying(FERRY, "gate-b", needs={"op": "sealift/sea"})
    found = group(world, "gate", sea=ways("gate port 1200", "gate-b port 2400"))
    assert found.paper is not None
    assert (found.paper.places, found.paper.ratio, found.paper.lift.days) == (
        ("gate-b", "port"),
        pytest.approx(0.5),
        10,
    )


def test_a_need_that_is_not_measured_has_no_way_on_paper() -> None:
    """Nothing is known of what the road carried, so nothing can be held against it."""
    world = flying("gate -airlift/road-> hub -airlift/road-> op", "gate-b", needs={"op": "airlift/road"})
    assert after(world, "gate", air=ways("gate hub 1000", "gate-b hub 1000")).status is UNSUPPORTED


def test_an_operation_that_keeps_what_is_essential_is_not_called_on_paper(bridge: World) -> None:
    world = flying(BRIDGE, FERRY, "gate-b", needs={"op": ["sealift/sea", "airlift/air?"]})
    row = after(world, "hub", air=ways("gate hub 1000", "gate-b hub 1000"), sea=ways("gate port 1200"))
    assert row.status is STRAINED


def test_drawn_worlds_without_an_aircraft_are_refused_and_not_guessed() -> None:
    with pytest.raises(AssumptionError):
        lifted(draw(BRIDGE, needs={"op": "airlift/air"}), air=ways("gate hub 1000"))
