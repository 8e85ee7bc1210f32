"""Rankings, pairs and triples: by hand on small worlds, and against trying every pair on random ones."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings

from geo.contingency import Contingency, Scope, contingency
from geo.costs import losses_of, single_losses
from geo.impact import assess
from geo.losses import JointLoss, costliest_pair, count_together, pair_matrix, pairs, ranking, triples
from geo.network import Net
from geo.results import SupportStatus
from geo.scenario import Token, TokenKind, facility_token
from geo.world import World
from tests.supported_worlds import LOSABLE, supported_worlds
from tests.worlds import draw, lose, net_of

SUSTAINED, STRAINED, PAPER, UNSUPPORTED, NO_BASELINE = SupportStatus

ALL = Scope(gateways=True, order=3)
PLACES = Scope(kinds=frozenset({TokenKind.FACILITY}), order=3)

MIXED = draw(
    "gate -airlift/air-> a -airlift/air-> both",
    "gate -airlift/air-> b -airlift/air-> both",
    "a -airlift/air-> first",
    "gate -repair/sea-> c -repair/sea-> first",
    "gate -airlift/air-> d -airlift/air-> last",
    needs={"both": "airlift/air", "first": ["airlift/air", "repair/sea?"], "last": "airlift/air"},
)
"""Both loses support without a and b together, first without a; c only strains first; last hangs on d."""


def found_in(net: Net, scope: Scope = PLACES) -> Contingency:
    """Return the cut sets of a network."""
    return contingency(net, scope)


def names(rows: tuple[JointLoss, ...]) -> list[tuple[str, ...]]:
    """Return what is lost in each row, by name."""
    return [tuple(sorted(token.name for token in row.tokens)) for row in rows]


def test_the_ranking_is_worst_first_and_leaves_out_what_costs_nothing() -> None:
    net = net_of(MIXED)
    rows = [(*(token.name for token in row.tokens), row.cost) for row in ranking(net, found_in(net))]
    assert rows == [("a", 1), ("d", 1), ("c", 0.5)]


def test_gateways_are_ranked_if_the_scope_has_them() -> None:
    net = net_of(MIXED)
    first = ranking(net, found_in(net, Scope(gateways=True)))[0]
    assert (first.tokens, first.cost) == (lose("gate"), 3)


def test_a_pair_costs_both_losses_and_what_only_both_break() -> None:
    net = net_of(MIXED)
    rows = {row.tokens: row for row in pairs(net, found_in(net))}
    joint = rows[lose("a", "b")]
    assert (set(joint.unsupported), joint.synergy, joint.cost) == ({"both", "first"}, ("both",), 2)
    apart = rows[lose("a", "d")]
    assert (set(apart.unsupported), apart.synergy, apart.cost) == ({"first", "last"}, (), 2)


def test_of_equal_pairs_that_with_synergy_comes_first() -> None:
    net = net_of(MIXED)
    assert names(pairs(net, found_in(net)))[:2] == [("a", "b"), ("a", "d")]
    assert names(pairs(net, found_in(net), only_synergy=True)) == [("a", "b")]
    assert count_together(found_in(net), 2) == 1


def test_only_as_many_pairs_as_are_asked_for() -> None:
    net = net_of(MIXED)
    assert names(pairs(net, found_in(net), top=1)) == [("a", "b")]


def test_a_triple_is_told_if_no_two_of_it_do_as_much() -> None:
    world = draw(*(f"gate -airlift/air-> {name} -airlift/air-> op" for name in "abc"), needs={"op": "airlift/air"})
    (row,) = triples(net_of(world), found_in(net_of(world)))
    assert (row.tokens, row.synergy, row.cost) == (lose("a", "b", "c"), ("op",), 1)
    assert pairs(net_of(world), found_in(net_of(world))) == ()


def test_what_two_losses_only_strain_together_is_told_apart() -> None:
    world = draw(
        "gate -airlift/air-> a -airlift/air-> op",
        "gate -airlift/air-> b -airlift/air-> op",
        "gate -airlift/air-> weak -airlift/air-> op",
        needs={"op": "airlift/air"},
        states={"weak": "reduced"},
    )
    (row,) = pairs(net_of(world), found_in(net_of(world)))
    assert (row.tokens, row.synergy, row.synergy_strained) == (lose("a", "b"), (), ("op",))


def test_the_matrix_has_what_costs_most_alone_or_with_another() -> None:
    net = net_of(MIXED)
    matrix = pair_matrix(found_in(net))
    assert [token.name for token in matrix.tokens] == ["a", "d", "c", "b"]
    costs = [[cell.cost if cell else 0 for cell in row] for row in matrix.cells]
    assert costs == [[1, 2, 1, 2], [2, 1, 1.5, 1], [1, 1.5, 0.5, 0.5], [2, 1, 0.5, 0]]


def test_what_one_alone_strains_and_both_break_counts_half_to_both() -> None:
    """Without a the second way is weak, so the mission is strained; without both it has none."""
    world = draw(
        "gate -airlift/air-> a -airlift/air-> op",
        "gate -airlift/air-> weak -airlift/air-> op",
        needs={"op": "airlift/air"},
        states={"weak": "reduced"},
    )
    matrix = pair_matrix(found_in(net_of(world)))
    ((_, pair), _) = matrix.cells
    assert pair is not None
    assert (pair.tokens, pair.cost, pair.synergy_cost) == (lose("a", "weak"), 1, 0.5)


def test_no_single_loss_is_more_than_its_parts() -> None:
    net = net_of(MIXED)
    diagonal = [row[at] for at, row in enumerate(pair_matrix(found_in(net)).cells)]
    assert all(cell is None or not cell.synergy_cost for cell in diagonal)


def test_on_top_of_a_scenario_a_pair_can_become_a_single_loss() -> None:
    net = net_of(MIXED)
    found = found_in(net, Scope(kinds=PLACES.kinds, given=lose("a"), order=2))
    rows = [(row.tokens, row.unsupported) for row in ranking(net, found)]
    assert rows == [(lose("b"), ("both",)), (lose("d"), ("last",))]


@settings(max_examples=40, deadline=None)
@given(supported_worlds())
def test_the_ranking_is_every_single_loss_that_costs_anything(world: World) -> None:
    net = net_of(world)
    found = found_in(net, Scope(gateways=True, order=1))
    facilities = {row.tokens: row for row in ranking(net, found) if _kind(row.tokens) is TokenKind.FACILITY}
    costly = {name: row for name, row in single_losses(net).items() if row.unsupported or row.strained}
    assert facilities.keys() == {frozenset((facility_token(name),)) for name in costly}
    for name, row in costly.items():
        loss = facilities[frozenset((facility_token(name),))]
        assert (loss.unsupported, loss.strained) == (row.unsupported, row.strained)


@settings(max_examples=40, deadline=None)
@given(supported_worlds())
def test_the_costliest_pairs_and_their_synergy_are_those_of_trying_every_pair(world: World) -> None:
    net = net_of(world)
    tried = {frozenset(two): _joint(net, frozenset(two)) for two in combinations(sorted(LOSABLE), 2)}
    rows = pairs(net, found_in(net, ALL), top=10_000)
    for row in rows:
        assert (set(row.unsupported), set(row.strained), set(row.synergy), set(row.synergy_strained)) == tried[
            row.tokens
        ]
    told = {row.tokens for row in rows}
    costs = {row.tokens: row.cost for row in losses_of(net, list(tried))}
    assert [row.cost for row in rows] == sorted((row.cost for row in rows), reverse=True)
    for pair in tried.keys() - told:
        # Left out: what costs nothing, or has one thing in it that costs nothing and adds nothing.
        assert not tried[pair][2] | tried[pair][3]
        assert min(losses_of(net, [[token] for token in pair]), key=lambda loss: loss.cost).cost == 0
        assert costs[pair] == max(loss.cost for loss in losses_of(net, [[token] for token in pair]))


@settings(max_examples=40, deadline=None)
@given(supported_worlds())
def test_no_pair_costs_more_than_the_costliest_even_if_one_of_it_costs_nothing(world: World) -> None:
    net = net_of(world)
    every = losses_of(net, [frozenset(two) for two in combinations(sorted(LOSABLE), 2)])
    worst = costliest_pair(found_in(net, ALL))
    assert (worst.cost if worst else 0) == max(loss.cost for loss in every)


@settings(max_examples=30, deadline=None)
@given(supported_worlds())
def test_the_top_pairs_are_the_top_of_all_pairs(world: World) -> None:
    net = net_of(world)
    found = found_in(net, ALL)
    every = [row.cost for row in pairs(net, found, top=10_000)]
    assert [row.cost for row in pairs(net, found, top=3)] == every[:3]


def _kind(tokens: frozenset[Token]) -> TokenKind:
    (token,) = tokens
    return token.kind


def _joint(net: Net, pair: frozenset[Token]) -> tuple[set[str], set[str], set[str], set[str]]:
    """Return what falls if a pair is lost, and what of it falls with neither alone."""
    worse = assess(net, pair).worsened
    gone, strained = set(worse[UNSUPPORTED]), set(worse[STRAINED])
    alone = [assess(net, frozenset((token,))).worsened for token in pair]
    gone_alone = {name for one in alone for name in one[UNSUPPORTED]}
    strained_alone = {name for one in alone for name in one[STRAINED]}
    return gone, strained, gone - gone_alone, strained - strained_alone
