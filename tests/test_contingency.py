"""What breaks operations: drawn worlds by hand, small ones by every loss, the facts by single losses and the sweep."""

from __future__ import annotations

import random
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings

from geo.airspace import load_airspace
from geo.contingency import Contingency, Scope, contingency
from geo.costs import single_losses
from geo.cut_sets import Budget, Stop
from geo.lift import Lift, make_lift
from geo.network import Net, compile_net
from geo.scenario import Token, TokenKind
from geo.sealift import load_sea
from geo.standing import standing_of
from geo.sweep import BASELINE, Sweep
from geo.world import World
from tests.drawn_lift import flying, lifted, ways
from tests.layered_worlds import cut_off, graphs_of, layered_world, losable
from tests.places import DATA
from tests.random_worlds import worlds
from tests.test_lift_properties import Drawn, drawn
from tests.worlds import draw, lose, net_of

FEW = settings(max_examples=60, deadline=None)

DAYS = (date(2024, 11, 26), date(2026, 9, 1))
EVERY_KIND = frozenset(TokenKind)
LEVELS = ("minimum", "full")

TWO_WAYS = draw(
    "gate -airlift/air-> a -airlift/air-> north",
    "gate -airlift/air-> b -airlift/air-> north",
    "gate -sealift/sea-> port -sealift/sea-> north",
    needs={"north": ["airlift/air", "sealift/sea?"]},
    hosts={"a": "x", "b": "x"},
    states={"b": "reduced"},
)
"""Two ways by air over the same host, one of them weakened, and one by sea that only full support asks for."""


def sets(*texts: str) -> set[frozenset[Token]]:
    """Return sets of tokens written with spaces."""
    return {lose(*text.split()) for text in texts}


def of(found: Contingency, operation: str, level: str) -> set[frozenset[Token]]:
    """Return what was found to break a level of an operation."""
    return set(getattr(found.operations[operation], level).sets)


def test_minimal_cut_sets_are_what_one_would_write_down() -> None:
    found = contingency(net_of(TWO_WAYS))
    assert of(found, "north", "minimum") == sets("host:x", "a b")
    assert of(found, "north", "full") == sets("host:x", "a", "port")


def test_gateways_are_lost_only_if_they_are_asked_for() -> None:
    found = contingency(net_of(TWO_WAYS), Scope(gateways=True))
    assert of(found, "north", "minimum") == sets("gate", "host:x", "a b")


def test_only_the_kinds_asked_for_are_lost() -> None:
    found = contingency(net_of(TWO_WAYS), Scope(kinds=frozenset({TokenKind.FUNCTION})))
    assert of(found, "north", "minimum") == sets("fn:gate:airlift", "fn:a:airlift fn:b:airlift")


def test_what_is_given_is_lost_already() -> None:
    found = contingency(net_of(TWO_WAYS), Scope(given=lose("a")))
    assert of(found, "north", "minimum") == sets("host:x", "b")
    assert not found.operations["north"].full.met


def test_higher_orders_are_found_only_if_they_are_asked_for() -> None:
    found = contingency(net_of(TWO_WAYS), Scope(order=1))
    assert of(found, "north", "minimum") == sets("host:x")
    assert (found.complete_to, found.operations["north"].minimum.complete_to) == (1, 1)


def test_a_closed_sky_that_leaves_too_long_a_way_is_a_cut_set() -> None:
    world = flying("gate -airlift/air-> a -airlift/air-> north", needs={"north": "airlift/air"})
    air = ways("gate a 1000 KKK", "gate a 1000 LLL", "gate a 5000", "a north 1000", places=["north"])
    found = contingency(lifted(world, air=air))
    assert of(found, "north", "minimum") == sets("a", "over:KKK over:LLL")


def test_an_operation_without_a_baseline_has_nothing_to_lose() -> None:
    found = contingency(net_of(draw("gate -airlift/air-> a", needs={"north": "airlift/air"})))
    assert not found.operations["north"].minimum.met
    assert found.operations["north"].minimum.sets == ()


def test_a_search_that_was_stopped_says_how_far_it_is_complete() -> None:
    found = contingency(net_of(TWO_WAYS), Scope(order=3), budget=Budget(seconds=0))
    assert (found.complete_to, found.stopped) == (0, Stop.TIME)


def test_a_search_that_was_complete_was_not_stopped() -> None:
    found = contingency(net_of(TWO_WAYS), Scope(order=3))
    assert (found.complete_to, found.stopped) == (3, None)


def candidates(net: Net, found: Contingency) -> list[Token]:
    """Return every token of a day that is within the scope, closures by any name that was found."""
    sites = {token for site in net.sites.values() for token in (site.token, *site.leave.hosts, site.fuel)}
    links = {token for edge in net.edges.values() for token in (edge.token, *edge.stops.values())}
    wanted = {
        host
        for groups in net.operations.values()
        for group in groups
        for want in group.wants
        for host in getattr(getattr(want, "leave", None), "hosts", ())
    }
    shut = {
        token
        for cuts in found.operations.values()
        for level in LEVELS
        for some in getattr(cuts, level).sets
        for token in some
    }
    gateways = {site.token for site in net.sites.values() if site.gateway}
    return sorted(t for t in (sites | links | wanted | shut) - gateways if t.kind in found.scope.kinds)


def assert_no_others(net: Net, found: Contingency, cases: list[frozenset[Token]]) -> None:
    """Check that the sweep says of every loss what the cut sets say: it breaks a level if it holds one of its sets."""
    sweep = Sweep.of(net, cases)
    for operation, cuts in found.operations.items():
        standing = standing_of(sweep, operation, papers=0)
        for level in LEVELS:
            mask, broken = getattr(standing, level), getattr(cuts, level)
            assert broken.met == bool(mask >> BASELINE & 1)
            for case, lost in enumerate(cases if broken.met else (), 1):
                assert (not mask >> case & 1) == any(some <= lost for some in broken.sets), (operation, level, lost)


@FEW
@given(worlds())
def test_without_lift_every_loss_of_two_does_what_the_cut_sets_say(world: World) -> None:
    net = net_of(world)
    found = contingency(net, Scope(kinds=EVERY_KIND))
    tokens = candidates(net, found)
    assert_no_others(net, found, [frozenset(some) for size in (1, 2) for some in combinations(tokens, size)])


@FEW
@given(drawn())
def test_with_lift_every_loss_of_two_does_what_the_cut_sets_say(case: Drawn) -> None:
    net = lifted(case.world, air=case.air, sea=case.sea)
    found = contingency(net, Scope(kinds=EVERY_KIND))
    tokens = sorted({*candidates(net, found), *lose("over:KKK", "over:LLL", "passage:canal", "passage:strait")})
    assert_no_others(net, found, [frozenset(some) for size in (1, 2) for some in combinations(tokens, size)])


def test_in_a_layered_network_pairs_break_what_networkx_finds_cut_off() -> None:
    world = layered_world(60, operations=8)
    found, graphs, gone_with = contingency(net_of(world)), graphs_of(world), losable(world)
    for pair in combinations(gone_with, 2):
        fallen = cut_off(world, graphs, {place for token in pair for place in gone_with[token]})
        assert fallen == {
            name for name, cuts in found.operations.items() if any(some <= {*pair} for some in cuts.minimum.sets)
        }


@pytest.fixture(scope="module")
def lift(world: World) -> Lift:
    """The ways of the facts."""
    return make_lift(world, load_airspace(DATA / "airspace.npz"), load_sea(world))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_the_facts_single_points_of_failure_are_the_single_losses(world: World, lift: Lift, day: date) -> None:
    net = compile_net(world, day, lift=lift)
    found = contingency(net, Scope(kinds=frozenset({TokenKind.FACILITY}), gateways=True, order=1))
    alone = {name: {level: of(found, name, level) for level in LEVELS} for name in net.operations}
    for site in net.sites.values():
        loss, lost = single_losses(net)[site.id], frozenset({site.token})
        assert {*loss.unsupported, *loss.paper} == {name for name in alone if lost in alone[name]["minimum"]}
        assert set(loss.strained) == {name for name in alone if lost in alone[name]["full"] - alone[name]["minimum"]}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_the_facts_random_losses_of_up_to_three_do_what_the_cut_sets_say(
    world: World, lift: Lift, day: date
) -> None:
    net = compile_net(world, day, lift=lift)
    found, choose = contingency(net, Scope(kinds=EVERY_KIND, order=3), budget=Budget(seconds=60)), random.Random(1)
    tokens = candidates(net, found)
    assert found.complete_to == 3
    assert_no_others(net, found, [frozenset(choose.sample(tokens, 1 + number % 3)) for number in range(1500)])


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_on_the_facts_every_cut_set_is_one_and_no_part_of_it_is(world: World, lift: Lift, day: date) -> None:
    net = compile_net(world, day, lift=lift)
    found = contingency(net, Scope(order=3), budget=Budget(seconds=60))
    some = {cut for cuts in found.operations.values() for level in LEVELS for cut in getattr(cuts, level).sets}
    cases = sorted({*some, *(cut - {token} for cut in some for token in cut)}, key=sorted)
    assert_no_others(net, found, cases)


def test_levels_that_cannot_differ_are_searched_once() -> None:
    found = contingency(net_of(draw("gate -airlift/air-> a -airlift/air-> north", needs={"north": "airlift/air"})))
    assert found.operations["north"].minimum is found.operations["north"].full
