"""What would bring an operation back, cheapest first."""

from __future__ import annotations

from hypothesis import given, settings

from geo.attribution import causes
from geo.blame_told import left_out_in_words
from geo.cut_sets import Budget, Stop
from geo.impact import assess
from geo.repairs import all_repairs, cheapest_repairs
from geo.results import SupportStatus
from geo.scenario import Token, facility_token
from geo.world import World
from tests.random_worlds import subsets
from tests.supported_worlds import some_losses, supported_worlds
from tests.worlds import draw, lose, net_of

STRAINED = SupportStatus.STRAINED
NEEDS = dict.fromkeys(("op", "other"), "airlift/air")

WORLD = draw(
    "gate -airlift/air-> a -airlift/air-> b -airlift/air-> op",
    "gate -airlift/air-> c -airlift/air-> op",
    needs={"op": "airlift/air"},
)
"""Either a and b together, or c alone."""


def test_fewer_things_are_cheaper_unless_they_are_said_to_cost_more() -> None:
    net, lost = net_of(WORLD), lose("a", "b", "c")
    found = cheapest_repairs(net, lost, "op")
    assert [(repair.tokens, repair.cost) for repair in found] == [(lose("c"), 1), (lose("a", "b"), 2)]
    dear = cheapest_repairs(net, lost, "op", cost={facility_token("c"): 5})
    assert [(repair.tokens, repair.cost) for repair in dear] == [(lose("a", "b"), 2), (lose("c"), 5)]


def test_what_did_not_fall_needs_no_repair() -> None:
    assert cheapest_repairs(net_of(WORLD), lose("a"), "op") == ()


def test_operations_that_were_not_looked_at_are_named() -> None:
    world = draw("gate -airlift/air-> a -airlift/air-> op", "a -airlift/air-> other", needs=NEEDS)
    net, done = net_of(world), list[float]()
    found = all_repairs(
        net, lose("a"), ["other", "op"], budget=Budget(cancelled=lambda: bool(done), progress=done.append)
    )
    assert (list(found.found), found.left_out, found.stopped, done) == (["other"], ("op",), Stop.CANCELLED, [0.5])
    assert left_out_in_words(world, found) == (
        "You cancelled the search before it had looked at what would bring back Mission in Op."
    )


def test_an_operation_is_left_out_if_time_ends_while_it_is_looked_at() -> None:
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 3

    found = all_repairs(net_of(WORLD), lose("a", "b", "c"), ["op"], budget=Budget(cancelled=cancelled))
    assert (dict(found.found), found.left_out) == ({}, ("op",))


def test_all_repairs_are_the_cheapest_of_each_operation() -> None:
    net, lost = net_of(WORLD), lose("a", "b", "c")
    found = all_repairs(net, lost, ["op"])
    assert dict(found.found) == {"op": cheapest_repairs(net, lost, "op")}
    assert (found.left_out, left_out_in_words(WORLD, found)) == ((), "")


@settings(max_examples=60, deadline=None)
@given(supported_worlds(), some_losses)
def test_the_cheapest_repair_is_the_fewest_things_that_bring_it_back(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    for name, row in assess(net, tokens).operations.items():
        found = cheapest_repairs(net, tokens, name)
        assert bool(found) == row.worsened
        enough = [
            some for some in subsets(tokens) if assess(net, tokens - some).operations[name].status is row.baseline
        ]
        assert not found or found[0].cost == len(enough[0])


@settings(max_examples=60, deadline=None)
@given(supported_worlds(), some_losses)
def test_each_repair_takes_something_from_each_cause_and_leaves_nothing_out(
    world: World, tokens: frozenset[Token]
) -> None:
    net = net_of(world)
    for name in net.operations:
        why = causes(net, tokens, name, goal=STRAINED)
        for repair in cheapest_repairs(net, tokens, name, goal=STRAINED):
            assert all(repair.tokens & cause for cause in why)
            assert all(any(repair.tokens & cause == {token} for cause in why) for token in repair.tokens)
