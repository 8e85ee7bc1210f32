"""The graded claims that a day's network stands on, and how those that share a source stand and fall together.

A claim of probability p that cites n sources stands if at least one of them is right about it. Each source has one
draw, uniform from 0 to 1, for everything that cites it; it is right about a claim if its draw is at most
q = 1 - (1 - p)^(1/n). So each claim stands with probability p exactly, claims on the same sources stand and fall
together, and claims that share one source are drawn towards each other (method: section 6).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.credence import Bound, Credence, Range
from geo.model import Link, Status
from geo.network import Net, Site
from geo.scenario import Token, TokenKind, link_token
from geo.timeline import state_on
from geo.vocabulary import Credibility, Evidence
from geo.world import World

GRADED = frozenset({TokenKind.FACILITY, TokenKind.LINK})
"""The kinds of tokens whose facts carry a grade; consent, closures and fuel carry none, and are taken as given."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Chance:
    """With what probability something is there, and by which draws it is decided."""

    span: Range
    draws: tuple[str, ...]
    """Names of the draws, at least one; it is there if any of them is at most the threshold."""

    def threshold(self, bound: Bound) -> float:
        """Return up to where a draw may be, so that the probability is that of one end of the range, or its middle."""
        return 1.0 - math.pow(1.0 - self.span.at(bound), 1.0 / len(self.draws))


@dataclass(frozen=True, kw_only=True, slots=True)
class GradedClaim:
    """A report that the network stands on: that a link is there, or that a facility is in the state given for it."""

    token: Token
    """What falls if the claim does."""
    credibility: Credibility
    evidence: Evidence
    sources: tuple[str, ...]

    def chance(self, credence: Credence) -> Chance:
        """Return with what probability it stands; a claim without a source has a draw of its own."""
        span = credence.of(self.credibility, self.evidence)
        return Chance(span=span, draws=self.sources or (str(self.token),))


def claims_on(world: World, net: Net) -> Mapping[Token, GradedClaim]:
    """Return every claim that the network of a day stands on, by what falls with it.

    Parameters
    ----------
    world
        The facts.
    net
        The network of the day, compiled from them.
    """
    states = ((site, state_on(world.facilities[site.id], net.day)) for site in net.sites.values())
    claims = [_link_claim(world.links[name]) for name in net.edges]
    claims += [_state_claim(site, status) for site, status in states if status]
    return MappingProxyType({claim.token: claim for claim in claims})


def _link_claim(link: Link) -> GradedClaim:
    """Return the claim that a link is there."""
    return GradedClaim(
        token=link_token(link.id),
        credibility=link.credibility,
        evidence=link.evidence,
        sources=tuple(dict.fromkeys(link.sources)),
    )


def _state_claim(site: Site, status: Status) -> GradedClaim:
    """Return the claim that a facility is in the state given for it."""
    return GradedClaim(
        token=site.token,
        credibility=status.credibility,
        evidence=Evidence.REPORTED,
        sources=tuple(dict.fromkeys(status.sources)),
    )
