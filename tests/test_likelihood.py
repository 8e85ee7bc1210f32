"""How likely operations keep their support: drawn worlds by hand, the engine of statuses, and the shipped facts."""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product

import pytest
from hypothesis import given, settings

from geo.claims import claims_on
from geo.credence import Bound, Credence, Range
from geo.likelihood import MOST_BARS, graded, likelihoods, tornado
from geo.network import Net, compile_net
from geo.odds import Limits, Method
from geo.scenario import Token, facility_token, link_token
from geo.standing import standing_of
from geo.sweep import BASELINE, Sweep
from geo.world import World
from tests.random_worlds import losses, worlds
from tests.worlds import SOURCES, draw, facility, link, lose, net_of, operation, world_of

NOTHING = frozenset[Token]()
MIDDLE_OF_2 = (0.80 + 0.95) / 2
MIDDLE_OF_3 = (0.55 + 0.80) / 2
DAYS = (date(2024, 11, 26), date(2026, 9, 1))

CHAIN = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, hosts={"hub": "north"})


def minimum(world: World, tokens: frozenset[Token] = NOTHING, **parameters: object) -> float:
    return likelihoods(graded(world, net_of(world, **parameters)), tokens)["op"].minimum.point


def test_a_chain_whose_facts_cite_the_same_sources_is_as_likely_as_one_of_them() -> None:
    assert minimum(CHAIN) == pytest.approx(MIDDLE_OF_2)


def test_lines_on_two_sources_fall_apart_and_places_on_both_with_them() -> None:
    lines = (link("gate", "hub", sources=("paper",)), link("hub", "op", sources=("radio",)))
    world = world_of([facility("gate"), facility("hub")], [operation("op", "airlift/air")], lines)
    # Both lines need both draws below the middle; the places fail as well where both are above what two sources need.
    of_two = 1 - (1 - MIDDLE_OF_2) ** 0.5
    assert minimum(world) == pytest.approx(MIDDLE_OF_2**2 - (MIDDLE_OF_2 - of_two) ** 2)


def test_an_inferred_link_counts_by_the_next_grade() -> None:
    world = draw("gate -airlift/air-> hub ~airlift/air~> op", needs={"op": "airlift/air"})
    assert minimum(world) == pytest.approx(MIDDLE_OF_3)


def test_a_lost_base_takes_the_likelihood_with_it() -> None:
    found = likelihoods(graded(CHAIN, net_of(CHAIN)), lose("hub"))["op"].minimum
    assert (found.point, found.high, found.doubtful) == (0.0, 0.0, ())


def test_what_is_lost_is_told_from_what_was_never_documented() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air", "other": "repair/air"})
    found = likelihoods(graded(world, net_of(world)), lose("hub"))
    assert [found[name].documented for name in ("op", "other")] == [True, False]
    assert [found[name].minimum.point for name in ("op", "other")] == [0.0, 0.0]


def test_what_the_answer_hangs_on_is_told_apart_from_what_is_taken_as_given() -> None:
    found = likelihoods(graded(CHAIN, net_of(CHAIN)), NOTHING)["op"].minimum
    assert set(found.doubtful) == {*map(link_token, CHAIN.links), facility_token("gate"), facility_token("hub")}
    assert found.given == lose("host:north", "fn:gate:airlift", "fn:hub:airlift")


def test_being_sustained_is_never_more_likely_than_being_strained_at_worst() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, states={"hub": "reduced"})
    found = likelihoods(graded(world, net_of(world)), NOTHING)["op"]
    assert found.minimum.point == pytest.approx(MIDDLE_OF_2)
    assert found.full.point == 0.0


def test_the_table_of_grades_can_be_another() -> None:
    sure = Credence(confirmed=Range(low=0.99, high=0.99), probably_true=Range(low=0.98, high=0.98))
    found = likelihoods(graded(CHAIN, net_of(CHAIN), sure), NOTHING)["op"].minimum
    assert (found.low, found.point, found.high) == pytest.approx((0.98, 0.98, 0.98))


def test_a_tornado_begins_with_the_claim_that_would_change_most() -> None:
    lines = (link("gate", "op", sources=("paper",)), link("gate", "hub"), link("hub", "op"))
    world = world_of([facility("gate"), facility("hub")], [operation("op", "airlift/air")], lines)
    found = tornado(graded(world, net_of(world)), NOTHING, "op")
    # Only the gateway is on every way; it stands with the range of its grade whatever else does.
    assert found.claims[0].element == facility_token("gate")
    assert (found.claims[0].lost, found.point) == pytest.approx((0.0, MIDDLE_OF_2))
    assert [one.draw for one in found.sources] == ["paper", "radio"]


def test_a_tornado_has_no_bar_for_what_changes_nothing() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", "gate -repair/air-> hub", needs={"op": "airlift/air"})
    bars = {bar.element for bar in tornado(graded(world, net_of(world)), NOTHING, "op").claims}
    assert bars == {facility_token("gate"), facility_token("hub"), *map(link_token, _airlift(world))}


def _airlift(world: World) -> list[str]:
    return [name for name in world.links if "airlift" in name]


def by_the_engine(world: World, net: Net, tokens: frozenset[Token], bound: Bound) -> dict[str, tuple[float, float]]:
    """Return how likely each operation keeps both levels: all cases of two sources, each settled as statuses are."""
    chances = {token: claim.chance(Credence()) for token, claim in claims_on(world, net).items()}
    thresholds = sorted({0.0, 1.0, *(chance.threshold(bound) for chance in chances.values())})
    cells = [
        (dict(zip(SOURCES, (one[1], other[1]), strict=True)), (one[1] - one[0]) * (other[1] - other[0]))
        for one, other in product(pairwise(thresholds), repeat=2)
    ]
    lost = [
        tokens | {t for t, c in chances.items() if all(tops[draw] > c.threshold(bound) for draw in c.draws)}
        for tops, _ in cells
    ]
    sweep = Sweep.of(net, lost)
    found = {}
    for name in net.operations:
        standing = standing_of(sweep, name)
        masks = (standing.minimum, standing.full)
        weights = [weight for _, weight in cells]
        low, full = (sum(w for at, w in enumerate(weights, BASELINE + 1) if mask >> at & 1) for mask in masks)
        found[name] = (float(low), float(full))
    return found


@settings(max_examples=100, deadline=None)
@given(worlds(), losses)
def test_a_likelihood_is_the_share_of_cases_in_which_the_engine_of_statuses_says_so(
    world: World, tokens: frozenset[Token]
) -> None:
    net = net_of(world)
    found = likelihoods(graded(world, net), tokens)
    for bound, end in ((Bound.LOW, "low"), (Bound.MIDDLE, "point"), (Bound.HIGH, "high")):
        for name, (least, full) in by_the_engine(world, net, tokens, bound).items():
            assert getattr(found[name].minimum, end) == pytest.approx(least, abs=1e-9)
            assert getattr(found[name].full, end) == pytest.approx(full, abs=1e-9)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("scenario", [None, "bases-lost"])
def test_all_operations_of_the_shipped_facts_are_counted_exactly(world: World, day: date, scenario: str | None) -> None:
    net = compile_net(world, day)
    tokens = world.scenarios[scenario].tokens if scenario else NOTHING
    found = likelihoods(graded(world, net), tokens)
    sweep = Sweep.of(net, [tokens])
    assert set(found) == set(net.operations)
    for name, row in found.items():
        standing = standing_of(sweep, name)
        for one, mask in ((row.minimum, standing.minimum), (row.full, standing.full)):
            assert one.method is Method.EXACT
            assert one.least - 1e-9 <= one.low <= one.point <= one.high <= one.most + 1e-9
            assert (one.point > 0) == bool(mask >> BASELINE + 1 & 1)


def test_random_cases_of_the_shipped_facts_agree_with_counting(world: World) -> None:
    network = graded(world, compile_net(world, DAYS[1]))
    exact, drawn = (likelihoods(network, NOTHING, limits=limits) for limits in (Limits(), Limits(most_tests=0)))
    for name, row in drawn.items():
        error = 4 * row.minimum.standard_error + 1e-9
        assert row.minimum.point == pytest.approx(exact[name].minimum.point, abs=error)


@pytest.mark.parametrize("operation_id", ["mali-africa-corps", "op-libya-africa-corps"])
def test_a_tornado_of_the_shipped_facts_is_sorted_and_short(world: World, operation_id: str) -> None:
    found = tornado(graded(world, compile_net(world, DAYS[1])), NOTHING, operation_id)
    swings = [bar.swing for bar in found.claims]
    assert 0 < len(swings) <= MOST_BARS
    assert swings == sorted(swings, reverse=True)
    assert all(bar.low <= found.point <= bar.high for bar in found.claims)
    assert all(source.wrong <= found.point <= source.right for source in found.sources)
