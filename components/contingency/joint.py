"""Losses of two and three things at once: the matrix of pairs, and what only pairs and triples break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from components import state
from components.contingency.acts import EVERYTHING
from components.contingency.rows import FIRST_ROWS, LossRow, capital, key_of, loss_row
from components.contingency.study import Study
from components.markup import html
from components.view import MatrixOrder
from geo.how_told import Figure, how_worked_out
from geo.losses import JointLoss, PairCost, PairMatrix
from geo.losses_told import complete_in_words, figure, pairs_headline, synergy_in_words, together, triples_headline
from geo.naming import name_token
from geo.scenario import Token
from geo.world import World

SHADES: Final = 4

ORDER_WORD: Final[Mapping[MatrixOrder, str]] = MappingProxyType(
    {
        MatrixOrder.COST: "what each costs alone",
        MatrixOrder.TOGETHER: "what only pairs break",
        MatrixOrder.NAME: "name",
    }
)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What two things cost together."""

    tokens: str
    cls: str
    cost: str
    words: str


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    """One thing with each other."""

    name: str
    cells: tuple[Cell | None, ...]


def pairs_sentence(study: Study) -> str:
    """Return which pair costs most, and how many break something only together."""
    return pairs_headline(study.scene.world, study.scene.day, study.found, study.pairs)


def triples_sentence(study: Study) -> str:
    """Return how many triples break something only together, and which of them most."""
    return triples_headline(study.scene.world, study.scene.day, study.triples, study.found)


def pairs_html(study: Study) -> str:
    """Return the matrix, and what only pairs break, as HTML."""
    world, view = study.scene.world, study.scene.view
    order = _ordered(world, study.matrix, view.sort)
    rows = _shown(study.pairs)
    return html(
        "contingency_pairs.html",
        orders={each.value: word for each, word in ORDER_WORD.items()},
        order=view.sort.value,
        names=[_name(world, study.matrix.tokens[at]) for at in order],
        rows=[_matrix_row(study, at, order) for at in order],
        shown=f"The {len(order)} that cost most of {len(study.whole_matrix.tokens)}; the file holds all."
        if len(order) < len(study.whole_matrix.tokens)
        else "",
        nothing="No loss of these kinds makes any operation worse in this model.",
        together=[_joint_row(study, row) for row in rows],
        more=len(study.pairs) - len(rows),
        nothing_together="No pair breaks what neither of the two breaks alone.",
        how_words=(how_worked_out(Figure.PAIRS),),
    )


def triples_html(study: Study) -> str:
    """Return what only triples break as HTML."""
    rows = _shown(study.triples)
    return html(
        "contingency_triples.html",
        complete=complete_in_words(study.found),
        rows=[_joint_row(study, row) for row in rows],
        more=len(study.triples) - len(rows),
        nothing="No three losses of these kinds break what no two of them break.",
        how_words=(how_worked_out(Figure.TRIPLES),),
    )


def _shown(rows: Sequence[JointLoss]) -> Sequence[JointLoss]:
    return rows if state.flag(EVERYTHING) else rows[:FIRST_ROWS]


def _joint_row(study: Study, loss: JointLoss) -> LossRow:
    world = study.scene.world
    words = synergy_in_words(world, loss)
    row = loss_row(world, loss, taken=study.scene.tokens, most=loss.cost, words=words)
    return replace(row, name=capital(together(world, loss.tokens)))


def _ordered(world: World, matrix: PairMatrix, order: MatrixOrder) -> list[int]:
    """Return the numbers of the things of the matrix in the order that the reader chose."""
    places = range(len(matrix.tokens))
    if order is MatrixOrder.COST:
        return list(places)
    if order is MatrixOrder.NAME:
        return sorted(places, key=lambda at: _name(world, matrix.tokens[at]))
    return sorted(places, key=lambda at: (-_only_together(matrix, at), at))


def _only_together(matrix: PairMatrix, at: int) -> float:
    return sum(cell.synergy_cost for cell in matrix.cells[at] if cell is not None)


def _matrix_row(study: Study, at: int, order: Sequence[int]) -> MatrixRow:
    matrix, world = study.matrix, study.scene.world
    worst = max((cell.cost for row in matrix.cells for cell in row if cell), default=1.0)
    cells = (matrix.cells[at][other] for other in order)
    return MatrixRow(
        name=_name(world, matrix.tokens[at]),
        cells=tuple(None if cell is None else _cell(study, cell, worst) for cell in cells),
    )


def _cell(study: Study, loss: PairCost, worst: float) -> Cell:
    is_single = len(loss.tokens) == 1
    classes = [
        f"heat-{max(1, round(SHADES * loss.cost / worst))}",
        "single" if is_single else "",
        "together" if loss.synergy_cost else "",
        "chosen" if loss.tokens == study.scene.tokens else "",
    ]
    only = "" if not loss.synergy_cost else f"; {figure(loss.synergy_cost)} of it only because both go"
    words = f"{capital(together(study.scene.world, loss.tokens))}: costs {figure(loss.cost)}{only}"
    return Cell(tokens=key_of(loss.tokens), cls=" ".join(filter(None, classes)), cost=figure(loss.cost), words=words)


def _name(world: World, token: Token) -> str:
    return capital(name_token(world, token))
