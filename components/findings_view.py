"""What others concluded about airlift and sealift, each put to the test: stated beside computed, with a verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from components import cache
from components.cards.top import cited
from components.markup import html, panel
from components.scene import Scene
from geo.finding import FindingResult, FindingRow, Verdict
from geo.model import Source
from geo.numbers import spaced
from geo.world import World

VERDICT_CLASS: Final[Mapping[Verdict, str]] = MappingProxyType(
    {Verdict.AGREES: "kept", Verdict.ONLY_IF: "strained", Verdict.DISAGREES: "lost", Verdict.NOT_TESTABLE: "unknown"}
)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A row of figures in words."""

    what: str
    stated: str
    computed: str


@dataclass(frozen=True, kw_only=True)
class FindingCard:
    """A statement, its verdict and what that rests on."""

    id: str
    statement: str
    cls: str
    verdict: str
    words: str
    figures: tuple[Figures, ...]
    conditions: tuple[str, ...]
    sources: tuple[Source, ...]


def findings(scene: Scene) -> None:
    """Draw every published finding that was put to the test."""
    panel("findings", findings_html(scene.world, cache.findings(scene.world.digest)), acts={})


def findings_html(world: World, results: Sequence[FindingResult]) -> str:
    """Return the page of findings as HTML.

    Parameters
    ----------
    world
        The facts.
    results
        What came of testing each finding.
    """
    counts = [(verdict, VERDICT_CLASS[verdict], sum(row.verdict is verdict for row in results)) for verdict in Verdict]
    return html("findings.html", cards=[_card(world, row) for row in results], counts=counts)


def _card(world: World, result: FindingResult) -> FindingCard:
    finding = world.published_findings[result.id]
    return FindingCard(
        id=result.id,
        statement=finding.statement,
        cls=VERDICT_CLASS[result.verdict],
        verdict=f"{result.verdict.value.capitalize()} {result.only_if}".strip(),
        words=result.words,
        figures=tuple(
            Figures(what=row.what, stated=_figure(row.stated, row), computed=_figure(row.computed, row, none="no way"))
            for row in result.rows
        ),
        conditions=result.conditions,
        sources=cited(world, (finding.sources,)),
    )


def _figure(value: float | str | None, row: FindingRow, *, none: str = "") -> str:
    """Return a figure with its unit; one that stands for itself has none."""
    if value is None:
        return none
    if isinstance(value, str):
        return value
    number = spaced(value) if abs(value) >= 100 else f"{value:.1f}".removesuffix(".0")
    return f"{number} {row.unit}".strip()
