"""What a loss costs: checked by hand on small worlds, and against assessing each loss by itself on random ones."""

from __future__ import annotations

from hypothesis import given, settings

from geo.costs import COST, Loss, losses_of, single_losses
from geo.impact import assess
from geo.results import SupportStatus
from geo.scenario import Token
from geo.world import World
from tests.drawn_lift import flying, lifted, ways
from tests.supported_worlds import some_losses, supported_worlds
from tests.worlds import draw, lose, net_of

SUSTAINED, STRAINED, PAPER, UNSUPPORTED, NO_BASELINE = SupportStatus

TWO_NEEDS = draw(
    "gate -airlift/air-> a -airlift/air-> op",
    "a -airlift/air-> plain",
    "gate -repair/sea-> b -repair/sea-> op",
    needs={"op": ["airlift/air", "repair/sea?"], "plain": "airlift/air"},
)
"""a carries what op and plain cannot do without; b gives what is only important to op."""


def test_operations_without_support_count_one_and_strained_ones_half() -> None:
    a, b = losses_of(net_of(TWO_NEEDS), [lose("a"), lose("b")])
    assert (a.unsupported, a.strained, a.cost) == (("op", "plain"), (), 2.0)
    assert (b.unsupported, b.strained, b.cost) == ((), ("op",), 0.5)


def test_what_was_lost_before_is_not_lost_again() -> None:
    net = net_of(TWO_NEEDS)
    (b,) = losses_of(net, [lose("b")], given=lose("a"))
    assert b.operations == ()
    (a,) = losses_of(net, [lose("a")], given=lose("b"))
    assert (a.unsupported, a.strained) == (("op", "plain"), ())


def test_a_way_on_paper_is_told_apart_and_costs_as_much_as_none() -> None:
    world = flying("gate -airlift/air-> a -airlift/air-> b -airlift/air-> op", needs={"op": "airlift/air"})
    air = ways("gate a 1000", "a b 1000", "gate b 2000", "b op 0", "a op 3000", "gate op 3000")
    (loss,) = losses_of(lifted(world, air=air), [lose("a")])
    assert (loss.unsupported, loss.paper, loss.cost) == ((), ("op",), COST[UNSUPPORTED])


def test_the_operations_are_told_worst_first() -> None:
    loss = Loss(tokens=lose("a"), unsupported=("u",), paper=("p",), strained=("s",))
    assert loss.operations == ("u", "p", "s")
    assert list(loss.fallen) == [UNSUPPORTED, PAPER, STRAINED]


@settings(max_examples=60, deadline=None)
@given(supported_worlds(), some_losses, some_losses)
def test_a_loss_is_what_assessing_it_gives(world: World, first: frozenset[Token], second: frozenset[Token]) -> None:
    net = net_of(world)
    for loss in losses_of(net, [first, second]):
        worse = assess(net, loss.tokens).worsened
        assert (loss.unsupported, loss.paper, loss.strained) == (worse[UNSUPPORTED], worse[PAPER], worse[STRAINED])


@settings(max_examples=60, deadline=None)
@given(supported_worlds(), some_losses, some_losses)
def test_on_top_of_a_scenario_only_what_still_stood_falls(
    world: World, lost: frozenset[Token], already: frozenset[Token]
) -> None:
    net = net_of(world)
    (loss,) = losses_of(net, [lost], given=already)
    before, after = assess(net, already).operations, assess(net, already | lost).operations
    stood = {name for name, row in before.items() if row.status in (SUSTAINED, STRAINED)}
    assert set(loss.operations) == {name for name in stood if after[name].status.rank < before[name].status.rank}


def test_each_single_loss_names_what_it_makes_worse() -> None:
    world = draw(
        "gate -airlift/air-> a -airlift/air-> op",
        "a -airlift/air-> weak",
        "gate -repair/sea-> b -repair/sea-> op",
        needs={"op": ["airlift/air", "repair/sea?"], "weak": "airlift/air"},
    )
    found = {name: (row.strained, row.unsupported) for name, row in single_losses(net_of(world)).items()}
    assert found == {
        "gate": ((), ("op", "weak")),
        "a": ((), ("op", "weak")),
        "b": (("op",), ()),
    }


@settings(max_examples=60, deadline=None)
@given(supported_worlds())
def test_single_losses_are_what_assessing_them_one_by_one_gives(world: World) -> None:
    net = net_of(world)
    for row in single_losses(net).values():
        worse = assess(net, row.tokens).worsened
        assert (row.strained, row.unsupported) == (worse[STRAINED], worse[UNSUPPORTED])
