"""What would shut a leg: each set does, no part of one does, and nothing smaller was overlooked."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.airlift import AirRoutePlan
from geo.airspace import load_airspace
from geo.gates import breaking_sets, shutting_sets
from geo.lift import Conditions, make_lift
from geo.network import Net, compile_net
from geo.scenario import Token, parse_token
from geo.sealift import load_sea
from geo.world import World
from tests.drawn_lift import DrawnWays, ways
from tests.places import DATA
from tests.test_legs import COUNTRIES, leg_over, many_ways
from tests.worlds import DAY, draw


@pytest.fixture(scope="module")
def net(world: World) -> Net:
    return compile_net(world, DAY, lift=make_lift(world, load_airspace(DATA / "airspace.npz"), load_sea(world)))


def link(net: Net, origin: str, target: str) -> str:
    """Return the id of the one link by air or sea between two places."""
    return next(edge.id for edge in net.edges.values() if (edge.origin, edge.target) == (origin, target))


def carries(net: Net, origin: str, target: str, tokens: frozenset[Token]) -> float:
    """Return the tonnes a day by the flight itself, which the sets were not found with."""
    plan = net.lift.fly((origin, target), Conditions(skies=frozenset(token.name for token in tokens)))
    return plan.t_day if isinstance(plan, AirRoutePlan) else 0.0


def test_each_set_shuts_the_leg_and_no_part_of_it_does(net: Net) -> None:
    ends = ("chkalovsky", "khmeimim")
    least = net.lift.assumptions.theta_min * carries(net, *ends, frozenset())
    found = shutting_sets(net, link(net, *ends))
    assert frozenset([parse_token("over:SYR")]) in found
    for tokens in found:
        assert carries(net, *ends, tokens) < least
        assert all(carries(net, *ends, tokens - {token}) >= least for token in tokens)


def test_no_pair_of_neighbours_that_shuts_the_leg_is_overlooked(net: Net) -> None:
    ends = ("chkalovsky", "khmeimim")
    least = net.lift.assumptions.theta_min * carries(net, *ends, frozenset())
    found = shutting_sets(net, link(net, *ends))
    nearby = [parse_token(f"over:{code}") for code in ("TUR", "GEO", "ARM", "AZE", "IRN", "IRQ", "SYR", "JOR", "KAZ")]
    for pair in map(frozenset, combinations(nearby, 2)):
        assert (carries(net, *ends, pair) < least) == any(tokens <= pair for tokens in found)


def test_the_way_out_of_the_baltic_is_shut_by_the_danish_straits_alone(net: Net) -> None:
    found = shutting_sets(net, link(net, "baltiysk", "tartus"))
    assert frozenset([parse_token("passage:danish-straits")]) in found


def test_a_leg_without_computed_ways_has_none() -> None:
    """gate -airlift-> hub, with no lift."""
    net = compile_net(draw("gate -airlift/air-> hub"), DAY)
    assert shutting_sets(net, next(iter(net.edges))) == ()


def test_what_breaks_a_leg_is_named_smallest_first() -> None:
    """Mozdok - Khmeimim in small: closing S breaks it, and so do T and I together."""
    leg = leg_over(ways("gate hub 1 S T", "gate hub 2 S I", "gate hub 9 S"))
    assert breaking_sets(leg, lambda way: way.km <= 2) == (frozenset("S"), frozenset("IT"))
    assert breaking_sets(leg, lambda way: way.km <= 1) == (frozenset("S"), frozenset("T"))


@settings(max_examples=200, deadline=None)
@given(many_ways, st.integers(0, 9))
def test_breaking_sets_are_those_that_trying_all_finds(sky: DrawnWays, longest: int) -> None:
    def breaks(closed: frozenset[str]) -> bool:
        way = sky.shortest("gate", "hub", closed)
        return way is None or way.km > longest

    tried = chain.from_iterable(combinations(COUNTRIES, size) for size in range(4))
    broken = [frozenset(some) for some in tried if breaks(frozenset(some))]
    minimal = {some for some in broken if not any(other < some for other in broken)}
    # What no way meets on the day already cannot be broken any more.
    found = breaking_sets(leg_over(sky), lambda way: way.km <= longest)
    assert set(found) == minimal - {frozenset()}
