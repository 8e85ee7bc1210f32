"""What the compiler makes of the facts of a day."""

from __future__ import annotations

from datetime import date

import pytest

from geo.dates import PartialDate
from geo.impact import assess
from geo.model import Need
from geo.network import Parameters
from geo.results import SupportStatus
from geo.vocabulary import Credibility, Evidence, Function, Mode, StageName, Weight
from geo.world import World
from tests.worlds import SOURCES, draw, link, net_of, operation


@pytest.fixture
def doubted() -> World:
    """gate ~~> hub --> op: the first link is inferred, the second cannot be judged."""
    return draw(
        "gate ~airlift/air~> hub",
        needs={"op": "airlift/air"},
        links=[link("hub", "op", credibility=Credibility.CANNOT_BE_JUDGED)],
    )


def test_every_link_is_believed_unless_one_asks_for_less(doubted: World) -> None:
    assert {edge.target for edge in net_of(doubted).edges.values()} == {"hub", "op"}


def test_inferred_links_can_be_left_out(doubted: World) -> None:
    net = net_of(doubted, reported_only=True)
    assert {edge.target for edge in net.edges.values()} == {"op"}
    assert assess(net).operations["op"].baseline is SupportStatus.NO_BASELINE


@pytest.mark.parametrize(
    ("limit", "targets"),
    [(Credibility.IMPROBABLE, {"hub"}), (Credibility.PROBABLY_TRUE, {"hub"}), (Credibility.CONFIRMED, set())],
)
def test_what_cannot_be_judged_is_worse_than_any_limit_but_its_own(
    doubted: World, limit: Credibility, targets: set[str]
) -> None:
    assert {edge.target for edge in net_of(doubted, worst_credibility=limit).edges.values()} == targets


def test_a_parameter_set_believes_a_link_by_evidence_and_grade() -> None:
    inferred = link("a", "b", evidence=Evidence.INFERRED, credibility=Credibility.DOUBTFUL)
    assert Parameters().admits(inferred)
    assert not Parameters(reported_only=True).admits(inferred)
    assert not Parameters(worst_credibility=Credibility.POSSIBLY_TRUE).admits(inferred)


def test_a_need_outside_of_its_period_is_not_asked() -> None:
    need = Need(
        function=Function.REPAIR,
        mode=Mode.SEA,
        weight=Weight.ESSENTIAL,
        note="",
        sources=SOURCES,
        start=PartialDate("2025"),
    )
    world = draw("gate", needs={"op": ()}, operations=[operation("op", needs=(need,))])
    assert net_of(world).operations["op"] == ()
    assert [group.label for group in net_of(world, date(2025, 6, 1)).operations["op"]] == ["repair by sea"]


def test_planned_operations_keep_their_links_and_are_asked_nothing() -> None:
    world = draw("gate -airlift/air-> op", needs={"op": ()}, operations=[operation("op", stage=StageName.PLANNED)])
    net = net_of(world)
    assert (dict(net.operations), dict(net.not_running)) == ({}, {"op": StageName.PLANNED})
    assert [edge.target for edge in net.edges.values()] == ["op"]


def test_a_need_is_labelled_as_one_would_say_it() -> None:
    world = draw("gate", needs={"op": ["refuel/air?", "leave:x", "sealift/sea|airlift/air"]})
    labels = [group.label for group in net_of(world).operations["op"]]
    assert labels == ["refuelling by air", "consent for garrison", "sealift by sea or airlift by air"]


def test_an_empty_world_has_an_empty_network() -> None:
    net = net_of(draw())
    assert (dict(net.sites), dict(net.edges), dict(assess(net).operations)) == ({}, {}, {})
