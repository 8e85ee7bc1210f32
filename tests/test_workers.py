"""Pieces of work, done by this process or by several: all of them, once each, whatever happens to who does them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from geo import workers as module
from geo.cut_sets import LONG, Budget, Stop, Watch
from geo.errors import WorkerError
from geo.workers import Job, Workers, answers
from tests import pieces

ALONE = Workers(processes=1)
TWO = Workers(processes=2, alone_s=0)


def done(work: Any, shared: Any, *, count: int, by: Workers, budget: Budget = LONG) -> dict[int, Any]:
    return dict(answers(Job(answer=work, shared=shared, pieces=range(count)), by, Watch(budget)))


@pytest.mark.parametrize("by", [ALONE, TWO])
def test_every_piece_is_answered_under_its_number(by: Workers) -> None:
    assert done(pieces.power, 2, count=20, by=by) == {number: 2**number for number in range(20)}


def test_of_no_pieces_nothing_comes_and_nothing_is_started() -> None:
    assert done(pieces.die, None, count=0, by=TWO) == {}


def test_one_process_is_this_process() -> None:
    assert set(done(pieces.where, None, count=3, by=ALONE).values()) == {os.getpid()}


def test_small_work_is_done_before_others_are_started() -> None:
    assert set(done(pieces.where, None, count=3, by=Workers(processes=2, alone_s=600)).values()) == {os.getpid()}


def test_work_that_is_not_small_is_done_by_others() -> None:
    assert os.getpid() not in done(pieces.where, None, count=3, by=TWO).values()


def test_a_process_that_dies_loses_nothing(tmp_path: Path) -> None:
    marker = tmp_path / "died"
    assert done(pieces.die_once, marker, count=6, by=TWO) == {number: number for number in range(6)}
    assert marker.exists()


def test_processes_that_always_die_are_an_error_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ATTEMPTS", 2)
    with pytest.raises(WorkerError, match=r"3 of 3 pieces died 2 times.*fewer processes"):
        done(pieces.die, None, count=3, by=TWO)


@pytest.mark.parametrize("by", [ALONE, TWO])
def test_what_goes_wrong_in_a_piece_is_not_hidden(by: Workers) -> None:
    with pytest.raises(ZeroDivisionError):
        done(pieces.fail, None, count=2, by=by)


@pytest.mark.parametrize("by", [ALONE, TWO])
def test_pieces_that_have_begun_are_given_up_when_it_is_cancelled(by: Workers) -> None:
    answered: list[int] = []
    watch = Watch(Budget(seconds=600, cancelled=lambda: bool(answered)))
    for number, _ in answers(Job(answer=pieces.last_until_cancelled, shared=None, pieces=range(6)), by, watch):
        answered.append(number)
    assert answered == [0]
    assert watch.stopped is Stop.CANCELLED
