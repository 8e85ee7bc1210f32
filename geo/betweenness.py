"""How many shortest ways lead through a place, beside what its loss costs: the busy is not always the essential."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import networkx as nx

from geo.costs import Loss
from geo.network import Net
from geo.scenario import Token, TokenKind


@dataclass(frozen=True, kw_only=True, slots=True)
class RankRow:
    """One facility, ranked by what its loss costs and by how busy it is; 1 is the highest, equals share a rank."""

    token: Token
    cost: float
    cost_rank: int
    betweenness: float
    betweenness_rank: int


def betweenness(net: Net) -> Mapping[str, float]:
    """Return the betweenness of every facility that can be used on the day, between gateways and operations.

    For each gateway and operation that live links join, the share of their shortest ways that leads through the
    facility, added up. Ways between any other two places say nothing of support, which runs from gateways to
    operations: so this is Brandes' betweenness on those two subsets, not on all pairs. Links of all kinds count, and
    each for one step. Needs, consent and loads are not asked: that is what it is compared with.

    Sources
    -------
    Brandes, U. (2008), On variants of shortest-path betweenness centrality and their generic computation, Social
    Networks 30(2), 136-145; computed by networkx.
    """
    graph = nx.DiGraph()
    graph.add_nodes_from((*net.sites, *net.operations))
    ends = frozenset(graph)
    graph.add_edges_from(
        (edge.origin, edge.target) for edge in net.edges.values() if {edge.origin, edge.target} <= ends
    )
    gateways = [site.id for site in net.sites.values() if site.gateway]
    found = nx.betweenness_centrality_subset(graph, gateways, list(net.operations), normalized=False)
    return MappingProxyType({name: float(found[name]) for name in net.sites})


def rank_rows(net: Net, losses: Sequence[Loss], *, gateways: bool = False) -> tuple[RankRow, ...]:
    """Return both ranks of every facility, the costliest first.

    Parameters
    ----------
    net
        The network of the day.
    losses
        What single facilities cost; a facility that is not among them costs nothing.
    gateways
        Whether gateways are ranked too.
    """
    sites = [site for site in net.sites.values() if gateways or not site.gateway]
    cost = {loss.tokens: loss.cost for loss in losses if all(t.kind is TokenKind.FACILITY for t in loss.tokens)}
    costs = {site.token: cost.get(frozenset((site.token,)), 0.0) for site in sites}
    busy = betweenness(net)
    between = {site.token: busy[site.id] for site in sites}
    by_cost, by_betweenness = _ranks(costs), _ranks(between)
    rows = (
        RankRow(
            token=token,
            cost=costs[token],
            cost_rank=by_cost[token],
            betweenness=between[token],
            betweenness_rank=by_betweenness[token],
        )
        for token in costs
    )
    return tuple(sorted(rows, key=lambda row: (row.cost_rank, row.betweenness_rank, row.token)))


def _ranks(values: Mapping[Token, float]) -> dict[Token, int]:
    """Return the rank of each value, highest first; equal values share the better rank."""
    rounded = {token: round(value, 9) for token, value in values.items()}
    ordered = sorted(rounded.values(), reverse=True)
    first = {value: ordered.index(value) + 1 for value in set(ordered)}
    return {token: first[value] for token, value in rounded.items()}
