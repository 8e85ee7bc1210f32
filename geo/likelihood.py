"""How likely each operation keeps its support under a scenario, by the grades of what was reported (method: section 6).

It is the chance that the support exists, given the scenario and these data: consent, closures, needs and fuel carry no
grade and are taken as given. It is asked whether what was reported of a day is so, not what a place would withstand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from geo.claims import GradedClaim, claims_on
from geo.credence import Credence
from geo.network import Net
from geo.odds import LIMITS, Likelihood, Limits, Odds, SourceSwing, Swing
from geo.scenario import Token
from geo.support_circuit import SupportCircuit, support_circuit
from geo.world import World

MOST_BARS = 10
"""How many bars a tornado has."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class GradedNet:
    """The network of a day, and what each grade of its reports stands for."""

    net: Net
    claims: Mapping[Token, GradedClaim]
    credence: Credence


@dataclass(frozen=True, kw_only=True, slots=True)
class OperationLikelihood:
    """How likely an operation keeps its support."""

    operation: str
    documented: bool
    """Whether these data show every essential need met on the day, with nothing lost."""
    has_essential: bool
    """Whether it has an essential need at all."""
    minimum: Likelihood[Token]
    """That every essential need is met: it is strained at worst."""
    full: Likelihood[Token]
    """That it is sustained."""

    @property
    def spread(self) -> float:
        """How far apart the ends of the range of `minimum` are; 0 where it hangs on no graded report."""
        return self.minimum.high - self.minimum.low


@dataclass(frozen=True, kw_only=True, slots=True)
class Tornado:
    """What a likelihood hangs on, most first: single claims, and sources in all that they are cited for."""

    operation: str
    full: bool
    """Whether it is asked about being sustained, and not only about being strained at worst."""
    point: float
    claims: tuple[Swing[Token], ...]
    sources: tuple[SourceSwing, ...]


def graded(world: World, net: Net, credence: Credence | None = None) -> GradedNet:
    """Return a network with its grades.

    Parameters
    ----------
    world
        The facts.
    net
        The network of a day, compiled from them.
    credence
        What grades stand for; by default what the table declares.
    """
    return GradedNet(net=net, claims=claims_on(world, net), credence=credence or Credence())


def likelihoods(
    network: GradedNet, tokens: frozenset[Token], *, limits: Limits = LIMITS
) -> Mapping[str, OperationLikelihood]:
    """Return for each running operation how likely it keeps its support.

    Parameters
    ----------
    network
        The network of the day, with its grades.
    tokens
        What is lost for certain.
    limits
        From where on random cases are drawn.
    """
    support = support_circuit(network.net)
    odds = _odds(network, support, tokens, limits)
    return MappingProxyType(
        {
            name: OperationLikelihood(
                operation=name,
                documented=support.circuit.proof(support.minimum[name]) is not None,
                has_essential=network.net.has_essential(name),
                minimum=odds.likelihood(support.minimum[name]),
                full=odds.likelihood(support.full[name]),
            )
            for name in network.net.operations
        }
    )


def tornado(
    network: GradedNet, tokens: frozenset[Token], operation: str, *, full: bool = False, limits: Limits = LIMITS
) -> Tornado:
    """Return what the likelihood of an operation hangs on.

    Parameters
    ----------
    network, tokens, limits
        As in `likelihoods`.
    operation
        Id of a running operation.
    full
        Whether to ask about being sustained, and not only about being strained at worst.
    """
    support = support_circuit(network.net)
    node = (support.full if full else support.minimum)[operation]
    odds = _odds(network, support, tokens, limits)
    claims = [one for one in odds.swings(node) if one.kept > one.lost]
    sources = [one for one in odds.source_swings(node) if one.right > one.wrong]
    return Tornado(
        operation=operation,
        full=full,
        point=odds.likelihood(node).point,
        claims=tuple(claims[:MOST_BARS]),
        sources=tuple(sources[:MOST_BARS]),
    )


def _odds(network: GradedNet, support: SupportCircuit, tokens: frozenset[Token], limits: Limits) -> Odds[Token]:
    """Return the odds with some tokens lost; new ones each time, since two readers must not count in one diagram."""
    chances = {token: claim.chance(network.credence) for token, claim in network.claims.items()}
    return Odds(support.circuit.losing(tokens), chances, limits=limits)
