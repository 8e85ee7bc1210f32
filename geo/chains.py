"""The chain by which a want is met: the proof that a result carries (method: 7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.lift import Conditions
from geo.network import Edge, Net, Site
from geo.scenario import Token, TokenKind, overflight_token, passage_token
from geo.vocabulary import Credibility, Function, Mode


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """A way from where support starts to an operation."""

    function: Function
    places: tuple[str, ...]
    """Ids of the facilities that it passes, the start first."""
    links: tuple[str, ...]
    """Ids of its links, in order; the last one ends at the operation."""
    inferred: int
    """How many of its links are our inference from reports."""
    worst: Credibility
    """The worst grade among its links."""
    local: bool
    """True if it starts with what a facility has by itself, not at a gateway."""

    @property
    def start(self) -> str:
        """The id of the facility where it starts."""
        return self.places[0]

    @property
    def order(self) -> tuple[int, int, int, tuple[str, ...]]:
        """What to compare chains by, best first: see `Search`."""
        return self.inferred, self.worst.value, len(self.links), self.links


def chain_of(net: Net, edges: Sequence[Edge], function: Function) -> Chain:
    """Return links, one after the other, as a chain."""
    return Chain(
        function=function,
        places=tuple(edge.origin for edge in edges),
        links=tuple(edge.id for edge in edges),
        inferred=sum(edge.inferred for edge in edges),
        worst=max(edge.credibility for edge in edges),
        local=not net.sites[edges[0].origin].gateway,
    )


def tokens_of(net: Net, chain: Chain) -> frozenset[Token]:
    """Return the tokens that a chain hangs on: while none of them is lost it holds as it is."""
    sites = [net.sites[place] for place in chain.places]
    links = [net.edges[link] for link in chain.links]
    return frozenset(
        [site.token for site in sites]
        + [host for site in sites for host in site.leave.hosts]
        + [link.token for link in links]
        + [token for link in links for token in link.stops.values()]
    ) | (_carried_by(net, sites, links) if net.lift else frozenset())


def _carried_by(net: Net, sites: Sequence[Site], links: Sequence[Edge]) -> frozenset[Token]:
    """Return the tokens that loads and ways hang on: fuel on the way, and what the links cross on the day."""
    return frozenset([site.fuel for site in sites]).union(*(crossed_by(net, link) for link in links))


def crossed_by(net: Net, edge: Edge) -> frozenset[Token]:
    """Return the tokens of what a link crosses on its way of the day; shutting anything else leaves it as it is."""
    token = overflight_token if edge.mode is Mode.AIR else passage_token
    return frozenset(token(name) for name in net.lift.crossed(edge)) if net.lift else frozenset()


def closed_on_the_way(net: Net, chain: Chain, tokens: frozenset[Token]) -> frozenset[Token]:
    """Return those of the lost tokens that turned the way of any link of a chain."""
    skies, passages = (
        frozenset(token.name for token in tokens if token.kind is kind)
        for kind in (TokenKind.OVERFLIGHT, TokenKind.PASSAGE)
    )
    conditions = Conditions(skies=skies, passages=passages)
    return frozenset().union(*(turned_by(net, net.edges[link], conditions) for link in chain.links))


def turned_by(net: Net, edge: Edge, conditions: Conditions) -> frozenset[Token]:
    """Return the tokens among the conditions that turned the way of a link, or shut it."""
    token = overflight_token if edge.mode is Mode.AIR else passage_token
    return frozenset(token(name) for name in net.lift.turned_by(edge, conditions)) if net.lift else frozenset()
