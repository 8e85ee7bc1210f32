"""How likely one operation keeps its support, within which bounds, and what that hangs on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from components import cache
from components.contingency.rows import capital
from components.contingency.study import Study
from components.credences import PERCENT
from geo.confidence import confidence
from geo.likelihood import GradedNet, Tornado
from geo.likelihood_told import (
    bounds_in_words,
    claim_name,
    confidence_in_words,
    given_in_words,
    most_in_words,
    percent,
    source_in_words,
    support_in_words,
    sustained_in_words,
)
from geo.odds import Swing
from geo.scenario import Token
from geo.world import World

KEY: Final = (
    "Line: the middle of every range. Dark band: from all ranges low to all high. Frame: whatever reports depend on "
    "each other."
)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """What one report does to the likelihood; positions in percent."""

    name: str
    card: str
    """The record whose card has its sources."""
    left: float
    width: float
    figures: str


@dataclass(frozen=True, kw_only=True)
class Chance:
    """The likelihood of one operation; positions in percent."""

    sentence: str
    more: str
    is_open: bool
    """False where it is certain, so that there is nothing to draw."""
    label: str
    point: float
    range: tuple[float, float]
    """Where it begins, and how long it is."""
    bounds: tuple[float, float]
    bounds_words: str
    key: str
    confidence: str
    most: str
    bars: tuple[Bar, ...]
    middle: float
    """Where the likelihood itself is on the scale of the bars."""
    ends: tuple[str, str]
    """The ends of that scale."""
    sources: tuple[str, ...]
    given: str


def chance_of(study: Study, operation: str) -> Chance:
    """Return how likely an operation keeps its support with what is judged lost."""
    scene, credence = study.scene, study.scene.view.credence
    row = study.chances[operation]
    network = cache.grades(*scene.key[:3], credence)
    swings = study.swings(operation)
    found = row.minimum
    scale = _scale(swings)
    return Chance(
        sentence=support_in_words(scene.world, scene.day, study.judged, row),
        more=sustained_in_words(row),
        is_open=row.documented and bool(found.doubtful),
        label=f"{percent(found.point)}, from {percent(found.low)} to {percent(found.high)}",
        point=_at(found.point),
        range=_span(found.low, found.high),
        bounds=_span(found.least, found.most),
        bounds_words=bounds_in_words(found),
        key=KEY,
        confidence=confidence_in_words(scene.world, confidence(scene.world, network, found.doubtful)),
        most=most_in_words(scene.world, network, swings),
        bars=tuple(_bar(scene.world, network, swing, scale) for swing in swings.claims),
        middle=scale.at(found.point),
        ends=(percent(scale.low), percent(scale.high)),
        sources=tuple(source_in_words(scene.world, bar) for bar in swings.sources[:3]),
        given=given_in_words(scene.world, found),
    )


@dataclass(frozen=True, kw_only=True)
class _Scale:
    """The stretch of probabilities that a chart shows."""

    low: float
    high: float

    def at(self, probability: float) -> float:
        """Return where a probability is on it, percent."""
        return round(PERCENT * (probability - self.low) / (self.high - self.low), 1)


def _scale(swings: Tornado) -> _Scale:
    """Return a scale that all bars fit on, in whole tenths."""
    low = min((swing.low for swing in swings.claims), default=0.0)
    high = max((swing.high for swing in swings.claims), default=1.0)
    return _Scale(low=min(0.9, math.floor(10 * low) / 10), high=min(1.0, math.floor(10 * high + 1) / 10))


def _bar(world: World, network: GradedNet, swing: Swing[Token], scale: _Scale) -> Bar:
    left = scale.at(swing.low)
    return Bar(
        name=capital(claim_name(world, network, swing.element)),
        card=swing.element.name,
        left=left,
        width=round(scale.at(swing.high) - left, 1),
        figures=f"{percent(swing.low)} to {percent(swing.high)}",
    )


def _at(probability: float) -> float:
    return round(PERCENT * probability, 1)


def _span(low: float, high: float) -> tuple[float, float]:
    return _at(low), round(_at(high) - _at(low), 1)
