"""A worked example: one operation of the day, small enough to check every figure of it by hand."""

from __future__ import annotations

from typing import Final

from components import cache, style
from components.cards.names import short_name_of
from components.contingency.rows import capital
from components.contingency.study import Study
from components.markup import html
from components.view import DEFAULT_DAY
from geo.dates import spoken_day
from geo.how_told import Figure, how_worked_out
from geo.worked_told import ToldRow, WorkedWords, worked_in_words

NOTHING: Final = "No operation of this day is small enough to work out by hand."


def by_hand_headline(study: Study) -> str:
    """Return what the reader can check."""
    example = cache.example(*study.scene.key[:3])
    if example is None:
        return NOTHING
    name = short_name_of(study.scene.world, example.operation)
    return f"Check it by hand: what supported {name} on {spoken_day(study.scene.day)}, and what breaks that."


def by_hand_html(study: Study) -> str:
    """Return the worked example as HTML."""
    worked = worked_words(study)
    return html(
        "contingency_by_hand.html",
        worked=worked,
        rows=[(row.name, _cells(row)) for row in worked.rows] if worked else [],
        nothing=NOTHING,
        usual_day=DEFAULT_DAY,
        how_words=(how_worked_out(Figure.BY_HAND),),
    )


def worked_words(study: Study) -> WorkedWords | None:
    """Return the example of the day in words, if there is one."""
    example = cache.example(*study.scene.key[:3])
    return worked_in_words(study.scene.world, study.scene.net, example) if example else None


def _cells(row: ToldRow) -> list[tuple[str, str]]:
    """Return text and class of each cell of a row, the status last."""
    needs = [(text, style.LEVEL_LOOK[level].cls) for text, level in row.cells]
    return [*needs, (capital(style.STATUS_WORD[row.status]), style.STATUS_CLASS[row.status])]
