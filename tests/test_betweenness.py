"""How busy a place is: checked by hand on drawn networks."""

from __future__ import annotations

from geo.betweenness import betweenness, rank_rows
from geo.costs import losses_of
from geo.network import Net
from geo.scenario import Token, facility_token
from tests.worlds import draw, net_of

BUSY = draw(
    "gate -airlift/air-> busy -airlift/air-> one",
    "busy -airlift/air-> two",
    "gate -airlift/air-> spare -airlift/air-> one",
    "spare -airlift/air-> relay -airlift/air-> two",
    "gate -sealift/sea-> port -sealift/sea-> three",
    needs={"one": "airlift/air", "two": "airlift/air", "three": "sealift/sea"},
)
"""Most of the shortest ways pass busy, but spare and relay will do; three has nothing but port."""


def test_a_place_on_every_shortest_way_counts_one_for_each_and_one_of_two_half() -> None:
    """gate to one: busy or spare, half each; gate to two: busy; gate to three: port; relay lies on a longer way."""
    assert dict(betweenness(net_of(BUSY))) == {"gate": 0, "busy": 1.5, "spare": 0.5, "relay": 0, "port": 1}


def test_ways_that_start_at_no_gateway_do_not_count() -> None:
    world = draw("hub -airlift/air-> a -airlift/air-> op", needs={"op": "airlift/air"})
    assert set(betweenness(net_of(world)).values()) == {0}


def test_a_busy_node_is_not_always_an_essential_one() -> None:
    net = net_of(BUSY)
    rows = {row.token.name: row for row in rank_rows(net, losses_of(net, _singles(net)))}
    assert (rows["busy"].betweenness_rank, rows["busy"].cost_rank, rows["busy"].cost) == (1, 2, 0)
    assert (rows["port"].betweenness_rank, rows["port"].cost_rank, rows["port"].cost) == (2, 1, 1)


def test_the_costliest_comes_first_and_equals_share_a_rank() -> None:
    net = net_of(BUSY)
    ranks = [(row.token.name, row.cost_rank) for row in rank_rows(net, losses_of(net, _singles(net)))]
    assert ranks == [("port", 1), ("busy", 2), ("spare", 2), ("relay", 2)]


def test_gateways_are_ranked_only_if_asked_for() -> None:
    net = net_of(BUSY)
    assert facility_token("gate") not in {row.token for row in rank_rows(net, ())}
    assert facility_token("gate") in {row.token for row in rank_rows(net, (), gateways=True)}


def _singles(net: Net) -> list[list[Token]]:
    return [[site.token] for site in net.sites.values()]
