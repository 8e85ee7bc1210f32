"""How many losses each operation stands, which sets are enough to break it, and how likely its support is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from components import style
from components.cards.names import short_name_of
from components.contingency.chance import Chance, chance_of
from components.contingency.grades import grades_of
from components.contingency.rows import NEVER, capital, key_of
from components.contingency.study import Study
from components.markup import html
from geo.cut_sets import CutSets
from geo.how_told import Figure, how_worked_out
from geo.likelihood import OperationLikelihood
from geo.likelihood_how import GLOSSARY, how_confident, how_likely, how_tornado
from geo.likelihood_told import range_in_words, word_range
from geo.losses_told import redundancy_headline, redundancy_in_words, together
from geo.redundancy import OperationRow
from geo.scenario import Token
from geo.world import World

MOST_SETS: Final = 24
"""How many cut sets of one level are listed."""
NOT_GRADED: Final = "Not graded"
"""What is said of support that hangs on no graded report."""
NO_ESSENTIAL: Final = "no essential need"
"""What is said of an operation that nothing can leave without support, because the data give it no essential need."""
NAMED: Final = 3
"""How many of the smallest a row of the table names."""


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
    sets: tuple[tuple[str, str, bool], ...]
    """Tokens as text, and in words; and whether just these are taken away now."""
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
    return redundancy_headline(study.scene.world, study.scene.day, study.rows, study.found)


def operations_html(study: Study) -> str:
    """Return every operation with its redundancy and its likelihood as HTML."""
    scene = study.scene
    chosen = next((row for row in study.rows if row.operation == scene.view.sel), None)
    return html(
        "contingency_operations.html",
        rows=[_row(scene.world, row, study.chances[row.operation]) for row in study.rows],
        chosen=_chosen(study, chosen) if chosen else None,
        tokens=study.judged,
        how_words=(how_worked_out(Figure.OPERATIONS),),
        how_likely=(how_likely(), how_tornado(), how_confident()),
        glossary=GLOSSARY,
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
        redundancy=_redundancy(row),
        order=_order(cuts),
        cuts=capital("; ".join(named)) + more,
        likely=_likely(chance),
        likely_order=round(chance.minimum.point, 4),
        range=range_in_words(chance.minimum) if _is_in_doubt(chance) else "",
    )


def _is_in_doubt(chance: OperationLikelihood) -> bool:
    """Say whether it hangs on a graded report at all."""
    return chance.documented and bool(chance.minimum.doubtful)


def _likely(chance: OperationLikelihood) -> str:
    """Return the words for how likely an operation keeps its support."""
    if not chance.documented:
        return ""
    if not chance.has_essential:
        return capital(NO_ESSENTIAL)
    if not _is_in_doubt(chance):
        return NOT_GRADED if chance.minimum.low else "None reported is left"
    return capital(word_range(chance.minimum))


def _order(cuts: CutSets[Token]) -> int:
    """Return what to sort by: the fewest losses first, last what has no support to lose."""
    if not cuts.met:
        return NEVER + 1
    return NEVER if cuts.redundancy is None else cuts.redundancy


def _redundancy(row: OperationRow) -> str:
    """Return how many losses it takes, as the table says it."""
    cuts = row.minimum
    if not cuts.met:
        return "none to lose"
    if not row.has_essential:
        return NO_ESSENTIAL
    return str(cuts.redundancy) if cuts.redundancy is not None else f"more than {cuts.complete_to}"


def _chosen(study: Study, row: OperationRow) -> Chosen:
    world = study.scene.world
    levels = (
        ("What leaves it without reported support", row.minimum, ()),
        ("What strains it", row.full, row.minimum.sets),
    )
    return Chosen(
        id=row.operation,
        name=short_name_of(world, row.operation),
        redundancy=redundancy_in_words(world, row),
        levels=tuple(_level(study, title, cuts, known=known) for title, cuts, known in levels if cuts.met),
        chance=chance_of(study, row.operation),
    )


def _level(study: Study, title: str, cuts: CutSets[Token], *, known: Sequence[frozenset[Token]]) -> Level:
    """Return what breaks a level; what leaves an operation without support is not named again as what strains it."""
    world, named, taken = study.scene.world, set(known), study.scene.tokens - study.given
    sets = tuple(some for some in cuts.sets if some not in named)
    shown = sets[:MOST_SETS]
    rest = f"{len(sets) - len(shown)} more sets are in the table to download. " if len(sets) > len(shown) else ""
    none = f"No set of up to {cuts.complete_to} losses of these kinds{' but those above' if cuts.sets else ''}. "
    early = f"The search ended early ({cuts.stopped.value}): complete to {cuts.complete_to}." if cuts.stopped else ""
    return Level(
        title=title,
        sets=tuple((key_of(some), capital(together(world, some)), some == taken) for some in shown),
        left_out=f"{'' if sets else none}{rest}{early}".strip(),
    )
