"""Single losses, worst first: a ranking that can be read across a room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from components import cache, state
from components.cards.names import short_name_of
from components.contingency.acts import EVERYTHING, WHY
from components.contingency.rows import FALLS, FIRST_ROWS, KIND_SINGULAR, LossRow, loss_row
from components.contingency.study import Study
from components.markup import html
from components.style import STATUS_CLASS
from components.view import USUAL_KINDS
from geo.betweenness import RankRow
from geo.costs import COST, Loss
from geo.how_told import BUSY_WORDS, Figure, how_worked_out
from geo.losses_told import cost_in_words, figure, rank_headline
from geo.naming import listed
from geo.results import SupportStatus
from geo.scenario import TokenKind

MOST_BUSY: Final = 12
NOTHING: Final = "No single loss of these kinds makes any operation worse in this model."


@dataclass(frozen=True, kw_only=True)
class BusyRow:
    """A facility by both of its ranks."""

    name: str
    cost_rank: str
    cost_order: int
    busy_rank: int
    betweenness: str


def singles_headline(study: Study) -> str:
    """Return which single loss costs most, in a sentence."""
    return rank_headline(study.scene.world, study.scene.day, study.here, given=study.given, among=_among(study))


def _among(study: Study) -> str:
    """Return among which losses the worst is looked for, where that is not all of the usual ones."""
    view, world = study.scene.view, study.scene.world
    kinds = [word for kind, word in KIND_SINGULAR.items() if kind in view.kinds]
    of = f"of {listed(kinds, word='or')}" if view.kinds != USUAL_KINDS else ""
    where = f"in the region {world.regions[view.among].name}" if view.among else ""
    return " ".join(filter(None, (of, where)))


def singles_html(study: Study) -> str:
    """Return the ranking as HTML."""
    scene, losses = study.scene, study.here
    shown = losses if state.flag(EVERYTHING) else losses[:FIRST_ROWS]
    most = max((loss.cost for loss in losses), default=1.0)
    return html(
        "contingency_singles.html",
        rows=[_row(study, loss, most) for loss in shown],
        more=len(losses) - len(shown),
        regions=sorted(((row.id, row.name) for row in scene.world.regions.values()), key=lambda pair: pair[1]),
        among=scene.view.among or "",
        key=[(STATUS_CLASS[status], word, figure(COST[status])) for status, word in _falls(study)],
        nothing=NOTHING if scene.view.gateways else f"{NOTHING} Gateways are left out.",
        busy=_busiest(study),
        busy_words=BUSY_WORDS,
        how_words=(how_worked_out(Figure.SINGLES), how_worked_out(Figure.BETWEENNESS)),
    )


def _row(study: Study, loss: Loss, most: float) -> LossRow:
    """Return a loss as a row; the reasons are worked out once the reader asks for them."""
    world = study.scene.world
    cost = f"Its cost: {cost_in_words(loss)}."
    row = loss_row(world, loss, taken=study.scene.tokens, most=most, words=cost)
    if not state.flag(f"{WHY}{row.key}"):
        return row
    digest, day, parameters, _ = study.scene.key
    told = cache.told(digest, day, parameters, tuple(sorted(map(str, study.given | loss.tokens))))
    reasons = (
        (STATUS_CLASS[status], name, short_name_of(world, name), f"{told[name].lost} {told[name].left}".strip())
        for status, names in loss.fallen.items()
        for name in names
    )
    return replace(row, is_open=True, reasons=tuple(reasons))


def _falls(study: Study) -> list[tuple[SupportStatus, str]]:
    """Return what operations can fall to; ways on paper may be left out."""
    paper = study.scene.view.assume.paper
    return [(status, word) for status, word in FALLS.items() if paper or status is not SupportStatus.PAPER]


def _busiest(study: Study) -> list[BusyRow]:
    """Return facilities by both ranks; none where their losses are not looked at."""
    if TokenKind.FACILITY not in study.scene.view.kinds:
        return []
    return [_busy(study, row) for row in study.ranks if row.cost or row.betweenness][:MOST_BUSY]


def _busy(study: Study, row: RankRow) -> BusyRow:
    return BusyRow(
        name=short_name_of(study.scene.world, row.token.name),
        cost_rank=str(row.cost_rank) if row.cost else "costs nothing",
        cost_order=row.cost_rank,
        busy_rank=row.betweenness_rank,
        betweenness=f"{row.betweenness:.1f}",
    )
