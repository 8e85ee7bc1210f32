"""How many losses each operation stands, which sets are enough to break it, and how likely its support is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from components import cache, style
from components.cards.names import short_name_of
from components.contingency.chance import Chance, chance_of
from components.contingency.grades import grades_of
from components.contingency.rows import capital, key_of
from components.contingency.study import Study
from components.markup import html
from geo.cut_sets import CutSets
from geo.how_told import Figure, how_worked_out
from geo.likelihood import OperationLikelihood
from geo.likelihood_told import range_in_words, word_range
from geo.losses_told import redundancy_headline, redundancy_in_words, together
from geo.redundancy import OperationRow
from geo.scenario import Token
from geo.world import World

MOST_SETS: Final = 24
"""How many cut sets of one level are listed."""
NAMED: Final = 3
"""How many of the smallest a row of the table names."""
HOW_LIKELY: Final = (
    "Every link, and the state of every facility, was reported with a grade of credibility, and each grade stands for "
    "a range of probability. A report that cites several sources stands if one of them is right; a source that is "
    "cited for several reports is right or wrong once, so what rests on one source is never multiplied. From these "
    "the chance that the operation's essential needs are met is counted exactly, by a decision diagram, or from random "
    "cases where that would grow too large; then the error is given.",
    "The figure is the middle of all ranges; in brackets, all ranges low and all high. The words are those of the US "
    "Intelligence Community Directive 203; where both ends fall under different words, both are given. It is the "
    "chance that the support exists, given the scenario and these data, not that a place withstands an attack.",
)
NEVER: Final = 9
"""Where an operation that no set breaks stands among the numbers, when the table is sorted."""


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """An operation as a row."""

    id: str
    name: str
    cls: str
    status: str
    redundancy: str
    order: int
    cuts: str
    likely: str
    likely_order: float
    range: str


@dataclass(frozen=True, kw_only=True)
class Level:
    """What breaks one level of an operation."""

    title: str
    sets: tuple[tuple[str, str], ...]
    """Tokens as text, and in words."""
    left_out: str


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The operation that is selected, in full."""

    id: str
    name: str
    redundancy: str
    levels: tuple[Level, ...]
    chance: Chance | None


def operations_headline(study: Study) -> str:
    """Return how many operations hang on a single loss."""
    return redundancy_headline(study.scene.day, study.rows)


def operations_html(study: Study) -> str:
    """Return every operation with its redundancy and its likelihood as HTML."""
    scene = study.scene
    chances = cache.chances(*scene.key, scene.view.credence)
    chosen = next((row for row in study.rows if row.operation == scene.view.sel), None)
    return html(
        "contingency_operations.html",
        rows=[_row(scene.world, row, chances[row.operation]) for row in study.rows],
        chosen=_chosen(study, chosen) if chosen else None,
        tokens=scene.tokens,
        how_words=(how_worked_out(Figure.OPERATIONS),),
        how_likely=HOW_LIKELY,
        **grades_of(scene.view.credence),
    )


def _row(world: World, row: OperationRow, chance: OperationLikelihood) -> TableRow:
    cuts = row.minimum
    named = [together(world, some).removesuffix(" alone").removesuffix(" together") for some in row.smallest[:NAMED]]
    more = f"; {len(row.smallest) - NAMED} more" if len(row.smallest) > NAMED else ""
    return TableRow(
        id=row.operation,
        name=short_name_of(world, row.operation),
        cls=style.STATUS_CLASS[row.status],
        status=style.STATUS_WORD[row.status],
        redundancy=_redundancy(cuts),
        order=NEVER if cuts.redundancy is None else cuts.redundancy,
        cuts=capital("; ".join(named)) + more,
        likely=capital(word_range(chance.minimum)) if chance.documented else "",
        likely_order=round(chance.minimum.point, 4),
        range=range_in_words(chance.minimum) if chance.documented else "",
    )


def _redundancy(cuts: CutSets[Token]) -> str:
    """Return how many losses it takes, as the table says it."""
    if not cuts.met:
        return "none to lose"
    return str(cuts.redundancy) if cuts.redundancy is not None else f"more than {cuts.complete_to}"


def _chosen(study: Study, row: OperationRow) -> Chosen:
    world = study.scene.world
    levels = (("What leaves it without reported support", row.minimum), ("What strains it", row.full))
    return Chosen(
        id=row.operation,
        name=short_name_of(world, row.operation),
        redundancy=redundancy_in_words(world, row),
        levels=tuple(_level(world, title, cuts, known=row.minimum.sets) for title, cuts in levels if cuts.met),
        chance=chance_of(study, row.operation),
    )


def _level(world: World, title: str, cuts: CutSets[Token], *, known: Sequence[frozenset[Token]]) -> Level:
    """Return what breaks a level; what leaves an operation without support is not named again as what strains it."""
    sets = cuts.sets if cuts.sets is known else tuple(some for some in cuts.sets if some not in set(known))
    shown = sets[:MOST_SETS]
    rest = f"{len(sets) - len(shown)} more sets are in the table to download. " if len(sets) > len(shown) else ""
    none = f"No set of up to {cuts.complete_to} losses of these kinds{' but those above' if cuts.sets else ''}. "
    early = f"The search ended early ({cuts.stopped.value}): complete to {cuts.complete_to}." if cuts.stopped else ""
    return Level(
        title=title,
        sets=tuple((key_of(some), capital(together(world, some))) for some in shown),
        left_out=f"{'' if sets else none}{rest}{early}".strip(),
    )
