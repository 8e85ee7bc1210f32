"""How much confidence the sources of an answer allow: by their number, their independence and their reliability.

It is a judgement of the sources and not of how probable the answer is, and is always said in a sentence of its own (ICD
203). The words are those of National Intelligence Estimates; from where each is used is this editor's choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from geo.claims import GradedClaim
from geo.likelihood import GradedNet
from geo.scenario import Token
from geo.vocabulary import Evidence, Reliability
from geo.world import World

RELIABLE = frozenset({Reliability.A, Reliability.B})
"""The letters of sources that are completely or usually reliable."""

LEAST_PUBLISHERS = 2
"""From how many publishers on a report has been told independently."""


class ConfidenceLevel(StrEnum):
    """How good the information is that an answer rests on."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"


@dataclass(frozen=True, kw_only=True, slots=True)
class Confidence:
    """What the sources of an answer are like."""

    level: ConfidenceLevel
    reports: int
    """How many graded reports the answer can hang on."""
    firm: int
    """How many of them come from several publishers, at least one with a reliable source."""
    inferred: int
    """How many of them are no report of what they say, but inferred from reports of something else."""
    publishers: int
    most_cited: str
    """Id of the source that most of the reports cite; the first by name of several."""
    most_cited_for: int
    """How many of them."""


def confidence(world: World, network: GradedNet, doubtful: Iterable[Token]) -> Confidence | None:
    """Return what the sources of an answer are like, or None if it hangs on no graded report.

    High: every report comes from two publishers or more, with a source of grade A or B among them, and none is
    inferred. Low: fewer than half of them do.

    Parameters
    ----------
    world
        The facts.
    network
        The network of the day, with its grades.
    doubtful
        What the answer can hang on that is kept by chance.
    """
    claims = [network.claims[token] for token in doubtful]
    cited = Counter(source for claim in claims for source in claim.sources)
    if not cited:
        return None
    firm = sum(_is_firm(world, claim) for claim in claims)
    inferred = sum(claim.evidence is Evidence.INFERRED for claim in claims)
    most_cited = min(cited, key=lambda source: (-cited[source], source))
    return Confidence(
        level=_level(firm, len(claims), inferred),
        reports=len(claims),
        firm=firm,
        inferred=inferred,
        publishers=len({world.sources[source].publisher for source in cited}),
        most_cited=most_cited,
        most_cited_for=cited[most_cited],
    )


def _level(firm: int, reports: int, inferred: int) -> ConfidenceLevel:
    """Return the word for how many of the reports are firm; what is inferred is never of high confidence."""
    if firm == reports and not inferred:
        return ConfidenceLevel.HIGH
    return ConfidenceLevel.LOW if 2 * firm < reports else ConfidenceLevel.MODERATE


def _is_firm(world: World, claim: GradedClaim) -> bool:
    """Say whether a report comes from several publishers, at least one with a reliable source."""
    sources = [world.sources[source] for source in claim.sources]
    several = len({source.publisher for source in sources}) >= LEAST_PUBLISHERS
    return several and any(source.reliability in RELIABLE for source in sources)
