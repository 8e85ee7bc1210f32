"""Tables that are downloaded: every row has its cells, and no cell of them runs in a spreadsheet."""

from __future__ import annotations

import csv
import io

import pytest

from geo.betweenness import rank_rows
from geo.contingency import Scope, contingency
from geo.loss_tables import (
    Table,
    as_csv,
    defused,
    joint_table,
    losses_table,
    matrix_table,
    operations_table,
    ranks_table,
    repairs_table,
    shares_table,
    worked_table,
)
from geo.losses import pair_matrix, pairs, ranking
from geo.network import Net
from geo.redundancy import operation_rows
from geo.repairs import cheapest_repairs
from geo.shapley import shares
from geo.worked import worked_example
from geo.worked_told import worked_in_words
from tests.worlds import draw, facility, lose, net_of, operation

WORLD = draw(
    "gate -airlift/air-> a -airlift/air-> op",
    "gate -airlift/air-> b -airlift/air-> op",
    "gate -airlift/air-> evil -airlift/air-> other",
    needs={"op": "airlift/air", "other": "airlift/air"},
    facilities=[facility("evil", name="=1+1")],
    operations=[operation("other", "airlift/air", name="@SUM")],
)
"""One facility and one operation are named so that a spreadsheet would compute with them."""

NET = net_of(WORLD)


def tables(net: Net) -> dict[str, Table]:
    """Return every table of a small world."""
    found = contingency(net, Scope(order=3))
    rows, lost = ranking(net, found), lose("a", "b", "evil")
    example = worked_example(net)
    assert example is not None
    return {
        "losses": losses_table(WORLD, rows),
        "joint": joint_table(WORLD, pairs(net, found)),
        "matrix": matrix_table(WORLD, pair_matrix(found)),
        "operations": operations_table(WORLD, operation_rows(net, found)),
        "ranks": ranks_table(WORLD, rank_rows(net, rows)),
        "shares": shares_table(WORLD, shares(net, lost)),
        "repairs": repairs_table(WORLD, {name: cheapest_repairs(net, lost, name) for name in net.operations}),
        "worked": worked_table(worked_in_words(WORLD, net, example)),
    }


@pytest.mark.parametrize("name", list(tables(NET)))
def test_every_row_has_a_cell_under_each_head(name: str) -> None:
    heads, *rows = tables(NET)[name]
    assert rows
    assert {len(row) for row in rows} == {len(heads)}


@pytest.mark.parametrize("name", list(tables(NET)))
def test_a_table_comes_back_from_its_file_and_no_cell_of_it_runs(name: str) -> None:
    table = tables(NET)[name]
    read = list(csv.reader(io.StringIO(as_csv(table))))
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [list(row) for row in table]
    assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\ufeff=1", "\u200b+1", "\uff1d1", "\uff20A1"]
)
def test_what_would_run_stands_behind_an_apostrophe(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "1", "a=1", "Khmeimim", "0.5"])
def test_what_would_not_run_is_left_alone(cell: str) -> None:
    assert defused(cell) == cell


def test_figures_of_a_loss_stand_in_its_row() -> None:
    (_, row) = losses_table(WORLD, ranking(NET, contingency(NET, Scope(order=1))))
    assert row == ("fac:evil", "=1+1", "1", "1", "0", "0", "@SUM", "", "")


def test_a_redundancy_that_was_not_found_is_more_than_was_looked_at() -> None:
    rows = operations_table(WORLD, operation_rows(NET, contingency(NET, Scope(order=1))))
    assert [(row[0], row[3]) for row in rows[1:]] == [("other", "1"), ("op", "more than 1")]
