"""Single losses, worst first: a ranking that can be read across a room."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from components import state
from components.cards.names import short_name_of
from components.contingency.acts import EVERYTHING
from components.contingency.rows import FALLS, loss_row
from components.contingency.study import Study
from components.markup import html
from components.style import STATUS_CLASS
from geo.betweenness import RankRow
from geo.how_told import BUSY_WORDS, Figure, how_worked_out
from geo.losses_told import rank_headline, row_in_words

FIRST_ROWS: Final = 10
"""How many rows are shown before the reader asks for more."""
MOST_BUSY: Final = 12


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
    return rank_headline(study.scene.world, study.scene.day, study.here, given=study.given)


def singles_html(study: Study) -> str:
    """Return the ranking as HTML."""
    scene, losses = study.scene, study.here
    shown = losses if state.flag(EVERYTHING) else losses[:FIRST_ROWS]
    longest = max((len(loss.operations) for loss in losses), default=1)
    say = partial(row_in_words, scene.world, given=bool(study.given))
    return html(
        "contingency_singles.html",
        rows=[loss_row(scene.world, row, taken=scene.tokens, longest=longest, words=say(row)) for row in shown],
        more=len(losses) - len(shown),
        regions=sorted(((row.id, row.name) for row in scene.world.regions.values()), key=lambda pair: pair[1]),
        among=scene.view.among or "",
        key=[(STATUS_CLASS[status], word) for status, word in FALLS.items()],
        nothing="No single loss of these kinds makes any operation worse in this model.",
        busy=[_busy(study, row) for row in study.ranks if row.cost or row.betweenness][:MOST_BUSY],
        busy_words=BUSY_WORDS,
        how_words=(how_worked_out(Figure.SINGLES), how_worked_out(Figure.BETWEENNESS)),
    )


def _busy(study: Study, row: RankRow) -> BusyRow:
    return BusyRow(
        name=short_name_of(study.scene.world, row.token.name),
        cost_rank=str(row.cost_rank) if row.cost else "costs nothing",
        cost_order=row.cost_rank,
        busy_rank=row.betweenness_rank,
        betweenness=f"{row.betweenness:.1f}",
    )
