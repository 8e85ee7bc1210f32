"""The tables of the contingency analysis as rows of text, and as comma-separated values that a spreadsheet opens."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from geo.betweenness import RankRow
from geo.costs import Loss
from geo.losses import JointLoss, PairMatrix
from geo.losses_told import figure
from geo.naming import listed, name_token, short_operation
from geo.redundancy import OperationRow
from geo.repairs import Repair
from geo.scenario import Token
from geo.shapley import Shares
from geo.worked_told import WorkedWords
from geo.world import World

Table = tuple[tuple[str, ...], ...]
"""Rows of cells, the heads first."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins like this, behind signs that nobody sees and in any width, would be run as a formula."""

_BETWEEN = "; "
"""What stands between several names in one cell."""


def as_csv(table: Table) -> str:
    """Return a table as comma-separated values; no cell of it can be run as a formula."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([defused(cell) for cell in row] for row in table)
    return file.getvalue()


def defused(cell: str) -> str:
    """Return a cell that a spreadsheet shows as it is, with an apostrophe before what it would run as a formula.

    Sources
    -------
    OWASP, CSV Injection, owasp.org/www-community/attacks/CSV_Injection.
    """
    first = next((sign for sign in cell if unicodedata.category(sign) != "Cf"), "")
    return f"'{cell}" if unicodedata.normalize("NFKC", first).startswith(FORMULA_STARTS) else cell


def losses_table(world: World, losses: Iterable[Loss]) -> Table:
    """Return single losses with what they cost."""
    heads = ("token", "name", "cost", "unsupported", "on paper only", "strained", *_NAMED)
    return (heads, *((*_lost(world, loss), *_costs(loss), *_fallen(world, loss)) for loss in losses))


def joint_table(world: World, losses: Iterable[JointLoss]) -> Table:
    """Return pairs or triples with what they cost, and what only all of them break."""
    together = ("only together: without reported support", "only together: strained")
    heads = ("tokens", "names", "cost", "unsupported", "on paper only", "strained", *_NAMED, *together)
    rows = (
        (
            *_lost(world, loss),
            *_costs(loss),
            *_fallen(world, loss),
            _operations(world, loss.synergy),
            _operations(world, loss.synergy_strained),
        )
        for loss in losses
    )
    return (heads, *rows)


def matrix_table(world: World, matrix: PairMatrix) -> Table:
    """Return the matrix of pairs, with costs in the cells."""
    names = [name_token(world, token) for token in matrix.tokens]
    rows = (
        (name, *(figure(cell.cost if cell else 0) for cell in row))
        for name, row in zip(names, matrix.cells, strict=True)
    )
    return (("cost of losing both", *names), *rows)


def operations_table(world: World, rows: Iterable[OperationRow]) -> Table:
    """Return how many losses each operation stands, and the smallest sets that are enough."""
    return (
        ("operation", "name", "status", "redundancy", "smallest sets", *_FULL_SUPPORT, "complete to"),
        *(
            (
                row.operation,
                short_operation(world.operations[row.operation]),
                row.status.value,
                _redundancy(row.minimum.redundancy, row.minimum.complete_to),
                _sets(world, row.smallest),
                _redundancy(row.full.redundancy, row.full.complete_to),
                _sets(world, row.smallest_full),
                str(min(row.minimum.complete_to, row.full.complete_to)),
            )
            for row in rows
        ),
    )


def ranks_table(world: World, rows: Iterable[RankRow]) -> Table:
    """Return facilities by what they cost and by how busy they are."""
    heads = ("token", "name", "cost", "rank by cost", "betweenness", "rank by betweenness")
    return (
        heads,
        *(
            (
                str(row.token),
                name_token(world, row.token),
                figure(row.cost),
                str(row.cost_rank),
                figure(row.betweenness),
                str(row.betweenness_rank),
            )
            for row in rows
        ),
    )


def shares_table(world: World, shares: Shares) -> Table:
    """Return the Shapley shares of a scenario."""
    heads = ("token", "name", "share of the cost", "unsupported", "on paper only", "strained", "standard error")
    return (
        heads,
        *(
            (
                str(row.token),
                name_token(world, row.token),
                *map(figure, (row.cost, row.unsupported, row.paper, row.strained)),
                "exact" if row.error is None else figure(row.error),
            )
            for row in shares.rows
        ),
    )


def repairs_table(world: World, repairs: Mapping[str, Sequence[Repair]]) -> Table:
    """Return what would bring each operation back, cheapest first."""
    heads = ("operation", "name", "cost", "tokens", "given back together")
    return (
        heads,
        *(
            (
                operation,
                short_operation(world.operations[operation]),
                figure(repair.cost),
                *_tokens(world, repair.tokens),
            )
            for operation, found in repairs.items()
            for repair in found
        ),
    )


def worked_table(words: WorkedWords) -> Table:
    """Return the table of a worked example."""
    return (words.heads, *((row.name, *(cell for cell, _ in row.cells), row.status.value) for row in words.rows))


_FULL_SUPPORT = ("redundancy of full support", "smallest sets that take full support")
_NAMED = ("unsupported, by name", "on paper only, by name", "strained, by name")


def _lost(world: World, loss: Loss) -> tuple[str, str]:
    return _tokens(world, loss.tokens)


def _tokens(world: World, tokens: Iterable[Token]) -> tuple[str, str]:
    """Return things as they are written in a link, and by name."""
    ordered = sorted(tokens)
    return ",".join(map(str, ordered)), listed(name_token(world, token) for token in ordered)


def _costs(loss: Loss) -> tuple[str, ...]:
    """Return what a loss costs, and how many operations fall to each status."""
    return figure(loss.cost), *(str(len(names)) for names in loss.fallen.values())


def _fallen(world: World, loss: Loss) -> tuple[str, ...]:
    """Return the operations that fall to each status, by name."""
    return tuple(_operations(world, names) for names in loss.fallen.values())


def _operations(world: World, names: Iterable[str]) -> str:
    return _BETWEEN.join(short_operation(world.operations[name]) for name in names)


def _sets(world: World, sets: Iterable[frozenset[Token]]) -> str:
    return _BETWEEN.join(listed(name_token(world, token) for token in sorted(some)) for some in sets)


def _redundancy(size: int | None, complete_to: int) -> str:
    """Return a redundancy as a figure, or as more than what was looked at."""
    return f"more than {complete_to}" if size is None else str(size)
