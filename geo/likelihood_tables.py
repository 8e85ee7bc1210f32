"""Likelihoods, and what they hang on, as rows of text for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from geo.likelihood import GradedNet, OperationLikelihood, Tornado
from geo.likelihood_told import claim_name, source_name
from geo.loss_tables import Table
from geo.naming import short_operation
from geo.odds import Likelihood
from geo.scenario import Token
from geo.world import World

_LEVELS = ("supported:", "sustained:")
_HEADS = ("likelihood", "low", "high", "outer low", "outer high", "words", "method", "standard error")


def likelihood_table(world: World, rows: Iterable[OperationLikelihood]) -> Table:
    """Return how likely each operation keeps its support, and is sustained."""
    heads = ("operation", "name", "documented", *(f"{level} {head}" for level in _LEVELS for head in _HEADS))
    cells = (
        (
            row.operation,
            short_operation(world.operations[row.operation]),
            "yes" if row.documented else "no",
            *_cells(row, row.minimum),
            *_cells(row, row.full),
        )
        for row in rows
    )
    return (heads, *cells)


def tornado_table(world: World, network: GradedNet, found: Tornado) -> Table:
    """Return what a likelihood hangs on: reports, then sources.

    Parameters
    ----------
    world
        The facts, for names.
    network
        The network of the day, with its grades.
    found
        What it hangs on.
    """
    heads = ("kind", "id", "name", "at the low end", "at the high end", "if wrong", "if right", "Birnbaum importance")
    claims = (
        (
            *("report", str(bar.element), claim_name(world, network, bar.element)),
            *map(_number, (bar.low, bar.high, bar.lost, bar.kept, bar.birnbaum)),
        )
        for bar in found.claims
    )
    sources = (
        ("source", bar.draw, source_name(world, bar.draw), "", "", _number(bar.wrong), _number(bar.right), "")
        for bar in found.sources
    )
    return (heads, *claims, *sources)


def _cells(row: OperationLikelihood, found: Likelihood[Token]) -> tuple[str, ...]:
    """Return a likelihood as cells; without numbers where no graded report decides it, for then there is none."""
    if not row.documented:
        return _without_numbers("not documented")
    if not row.has_essential and not found.doubtful:
        return _without_numbers("no essential need")
    if not found.doubtful:
        return _without_numbers("not graded" if found.low else "no reported support is left")
    numbers = map(_number, (found.point, found.low, found.high, found.least, found.most))
    return (*numbers, " to ".join(found.words), found.method.value, _number(found.standard_error))


def _without_numbers(why: str) -> tuple[str, ...]:
    return tuple(why if head == "words" else "" for head in _HEADS)


def _number(value: float) -> str:
    """Return a probability, or the error of one, with four decimals."""
    return f"{value:.4f}"
