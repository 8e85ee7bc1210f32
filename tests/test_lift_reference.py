"""The facts with ways and loads: what holds on the days that the facts were checked on, and what the closures do."""

from __future__ import annotations

from datetime import date

import pytest

from geo.airspace import load_airspace
from geo.attribution import causes
from geo.explain import explain, headline, name_losses
from geo.impact import assess
from geo.lift import Lift, make_lift
from geo.lift_routes import LegFigures
from geo.network import compile_net
from geo.results import Impact, SupportStatus
from geo.scenario import CLOSES, TokenKind
from geo.sealift import load_sea
from geo.throughput import carrying
from geo.world import World
from tests.places import DATA
from tests.worlds import lose

DAYS = (
    *("2016-01-01", "2017-06-01", "2018-06-01", "2019-06-01", "2020-05-01", "2021-02-14", "2021-06-01", "2022-01-12"),
    *("2022-06-01", "2023-06-01", "2023-10-01", "2024-06-01", "2024-11-26", "2024-12-20", "2025-01-18", "2025-06-20"),
    *("2025-07-01", "2025-12-01", "2026-03-15", "2026-09-01"),
)
CLOSURES = (
    *("turkey-closes-its-sky", "iraq-and-iran-close", "algeria-stays-closed", "egypt-closes"),
    *("straits-closed-to-all", "suez-closed", "gibraltar-closed"),
)


WRONG = (" will ", "--", "..", "_", ", ,", "  ", "None", "over:", ": .", ":.", ";.", "; ;", "inf ", "nan")
"""What no sentence holds."""


@pytest.fixture(scope="module")
def lift(world: World) -> Lift:
    """What carries support, over the prepared airspace and the sea lanes."""
    return make_lift(world, load_airspace(DATA / "airspace.npz"), load_sea(world))


def with_scenario(world: World, lift: Lift, name: str, *more: str) -> Impact:
    """Return what a scenario does on its day."""
    scenario = world.scenarios[name]
    return assess(compile_net(world, scenario.date.first, lift=lift), scenario.tokens | lose(*more))


@pytest.mark.parametrize("day", DAYS)
def test_with_nothing_taken_away_ways_and_loads_change_nothing(world: World, lift: Lift, day: str) -> None:
    plain = assess(compile_net(world, date.fromisoformat(day)))
    impact = assess(compile_net(world, date.fromisoformat(day), lift=lift))
    for name, row in impact.operations.items():
        assert row.status is plain.operations[name].status
        assert [group.level for group in row.groups] == [group.level for group in plain.operations[name].groups]
        assert all(group.ratio == 1.0 for group in row.groups if group.level)


@pytest.mark.parametrize("day", DAYS)
def test_what_is_flown_or_shipped_to_its_end_is_measured(world: World, lift: Lift, day: str) -> None:
    """All but what goes by road and rail alone, and one flight beyond the figures."""
    for name, row in assess(compile_net(world, date.fromisoformat(day), lift=lift)).operations.items():
        for group in row.groups:
            if group.lift_before and group.t_day_before is None:
                figures = {leg.figures for leg in group.lift_before.legs} - {LegFigures.BY_LAND}
                assert name == "caribbean-presence" or figures == set()
                assert figures <= {LegFigures.ON_THE_SPOT, LegFigures.BEYOND_FIGURES}


def test_the_air_bridge_to_mali_is_flown_as_the_method_has_it(world: World, lift: Lift) -> None:
    """Moscow - Khmeimim over Turkey 2,328 km; with Turkey closed over the Caucasus, Iran and Iraq 2,969 km."""
    group = with_scenario(world, lift, "turkey-closes-its-sky").operations["mali-africa-corps"].groups[0]
    assert group.lift_before is not None
    assert group.lift_after is not None
    before, after = group.lift_before.legs[0], group.lift_after.legs[0]
    assert (before.km, after.km) == (pytest.approx(2328, rel=0.01), pytest.approx(2969, rel=0.01))
    assert "TUR" in before.crossed
    assert {"IRN", "IRQ"} <= set(after.crossed)
    assert "TUR" not in after.crossed


@pytest.mark.parametrize("name", CLOSURES)
def test_no_way_left_crosses_what_is_closed(world: World, lift: Lift, name: str) -> None:
    scenario = world.scenarios[name]
    net = compile_net(world, scenario.date.first, lift=lift)
    assert net.lift is not None
    shut = frozenset(token.name for token in scenario.tokens)
    skies = frozenset(token.name for token in scenario.tokens if token.kind is TokenKind.OVERFLIGHT)
    for row in assess(net, scenario.tokens).operations.values():
        for route in (route for group in row.groups for route in (group.lift_after, group.paper and group.paper.lift)):
            for leg in route.legs if route else ():
                assert shut.isdisjoint(leg.crossed)
                if leg.air:
                    closed = net.lift.shut_between(leg.origin, leg.target) | skies
                    path = lift.sky.path(leg.origin, leg.target, closed=closed)
                    assert lift.sky.crossed(path, closed) == ()


def test_the_lost_bases_leave_six_operations_on_paper(world: World, lift: Lift) -> None:
    tokens = world.scenarios["bases-lost"].tokens
    impact = with_scenario(world, lift, "bases-lost")
    assert headline(world, impact, what=name_losses(world, tokens)) == (
        "With Khmeimim and Tartus lost on 26 Nov 2024, 5 of 31 operations lose support, 6 are kept on paper only "
        "and 2 become strained."
    )
    assert "mali-africa-corps" in impact.worsened[SupportStatus.PAPER]


def test_what_falls_without_ways_and_loads_falls_with_them(world: World, lift: Lift) -> None:
    """Places, hosts and functions lost cost no less than the links alone say; only a way on paper is new."""
    for scenario in world.scenarios.values():
        tokens = frozenset(token for token in scenario.tokens if token.kind not in CLOSES)
        plain = assess(compile_net(world, scenario.date.first), tokens)
        for name, row in assess(compile_net(world, scenario.date.first, lift=lift), tokens).operations.items():
            was = plain.operations[name].status
            fell = was is SupportStatus.UNSUPPORTED and row.status is SupportStatus.PAPER
            assert row.status is was or fell


def test_gibraltar_and_suez_together_cut_off_what_either_alone_only_slows(world: World, lift: Lift) -> None:
    assert not with_scenario(world, lift, "suez-closed").worsened[SupportStatus.STRAINED]
    alone, both = (
        with_scenario(world, lift, "gibraltar-closed"),
        with_scenario(world, lift, "gibraltar-closed", "passage:suez"),
    )
    assert alone.operations["op-syrian-express"].status is SupportStatus.STRAINED
    assert both.operations["op-syrian-express"].status in (SupportStatus.PAPER, SupportStatus.UNSUPPORTED)
    net = compile_net(world, both.day, lift=lift)
    assert causes(net, both.tokens, "op-syrian-express") == (both.tokens,)


def test_every_chain_that_is_measured_carries_something(world: World, lift: Lift) -> None:
    net = compile_net(world, date(2026, 9, 1), lift=lift)
    assert all(chain.is_measured and chain.t_day() > 0 for known in carrying(net).values() for chain in known.chains)


def test_no_sentence_foretells_or_shows_an_id(world: World, lift: Lift) -> None:
    """Every preset, every operation, with Turkey's sky closed as well."""
    for scenario in world.scenarios.values():
        net = compile_net(world, scenario.date.first, lift=lift)
        impact = assess(net, scenario.tokens | lose("over:TUR"))
        for operation in impact.operations:
            told = explain(world, net, impact, operation).sentence
            assert not [wrong for wrong in WRONG if wrong in told]
            assert operation not in told
