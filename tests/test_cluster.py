"""Sweeps on a dask scheduler: the same results even if a worker is killed, and plain words if it cannot be used."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator

import pytest
from distributed import versions

from geo import cluster, monte_carlo
from geo.contingency import Scope, contingency
from geo.cut_sets import Budget, Stop, Watch
from geo.cut_sweep import CutSweep
from geo.errors import SchedulerError
from geo.monte_carlo import MonteCarlo
from geo.workers import Job, Workers, answers
from tests import pieces
from tests.dask_cluster import Cluster, dask_cluster
from tests.layered_worlds import layered_world
from tests.test_monte_carlo import APART, TWO
from tests.worlds import net_of

TRIPLES = Scope(order=3)


@pytest.fixture(scope="module")
def running() -> Iterator[Cluster]:
    """A scheduler with two workers, which the last two tests end: first a worker, then the scheduler."""
    with dask_cluster(workers=2) as found:
        yield found


def by(running: Cluster) -> Workers:
    return Workers(scheduler=running.address)


def test_cut_sets_are_the_same_when_one_of_two_workers_is_killed_half_way() -> None:
    net = net_of(layered_world(100, operations=20))
    with dask_cluster(workers=2) as running, running.losing_a_worker() as budget:
        found = contingency(net, TRIPLES, budget=budget, search=CutSweep(workers=by(running), pieces=12))
        assert running.client.scheduler_info()["workers"].keys() == running.workers.keys()
    assert found == contingency(net, TRIPLES)


def test_pieces_are_done_by_the_workers_and_not_here(running: Cluster) -> None:
    job = Job(answer=pieces.where, shared=None, pieces=range(6))
    assert set(dict(answers(job, by(running), Watch(Budget()))).values()) <= {
        worker.pid for worker in running.workers.values()
    }


def test_a_sweep_that_is_cancelled_leaves_the_scheduler_free(running: Cluster) -> None:
    told: list[float] = []
    budget = Budget(cancelled=lambda: bool(told), progress=told.append)
    found = CutSweep(workers=by(running))(TWO, [0, 1], order=2, candidates=lambda _: True, budget=budget)
    assert {cuts.stopped for cuts in found.values()} == {Stop.CANCELLED}
    assert CutSweep(workers=by(running))(TWO, [0], order=2, candidates=lambda _: True)[0].sets == (frozenset("a"),)


def test_what_goes_wrong_in_a_piece_is_not_hidden(running: Cluster) -> None:
    with pytest.raises(ZeroDivisionError):
        list(answers(Job(answer=pieces.fail, shared=None, pieces=[1]), by(running), Watch(Budget())))


def test_a_worker_with_another_version_is_named(running: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = versions.get_versions()
    packages = {**ours["packages"], "numpy": "1.0"}
    monkeypatch.setattr(versions, "get_versions", lambda **_: {**ours, "packages": packages})
    with pytest.raises(SchedulerError, match=r"Worker tcp://127\.0\.0\.1:\d+ differs.*numpy \d.*, here 1\.0"):
        MonteCarlo(cases=10, workers=by(running))(TWO, APART, [0])


def test_a_worker_with_another_edition_is_named(running: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster.geo, "__path__", [])
    with pytest.raises(SchedulerError, match="has another edition of `geo`"):
        MonteCarlo(cases=10, workers=by(running))(TWO, APART, [0])


def test_a_scheduler_without_workers_is_told() -> None:
    with dask_cluster(workers=0) as idle, pytest.raises(SchedulerError, match=r"no workers.*`dask worker tcp://"):
        MonteCarlo(cases=10, workers=Workers(scheduler=idle.address, timeout_s=0.5))(TWO, APART, [0])


@pytest.mark.parametrize("address", ["nowhere", "tcp://", "udp://127.0.0.1:1"])
def test_what_is_no_address_is_told(address: str) -> None:
    with pytest.raises(SchedulerError, match="No dask scheduler answered"):
        MonteCarlo(cases=10, workers=Workers(scheduler=address, timeout_s=0.5))(TWO, APART, [0])


def test_an_address_where_nobody_listens_is_told() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(SchedulerError, match=rf"No dask scheduler answered at {address} within 0.5 s"):
            MonteCarlo(cases=10, workers=Workers(scheduler=address, timeout_s=0.5))(TWO, APART, [0])


def test_without_dask_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SchedulerError, match=r"pip install -r requirements-extras\.txt"):
        MonteCarlo(cases=10, workers=Workers(scheduler="tcp://127.0.0.1:1"))(TWO, APART, [0])


def test_random_cases_are_the_same_when_one_of_two_workers_is_killed_half_way(
    running: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(monte_carlo, "MOST_CASES_EACH", 10_000)
    with running.losing_a_worker() as budget:
        found = MonteCarlo(cases=200_000, workers=by(running), budget=budget)(TWO, APART, [0, 1])
    assert found == MonteCarlo(cases=200_000, workers=Workers(processes=1))(TWO, APART, [0, 1])


def test_a_scheduler_that_is_lost_half_way_is_told(running: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monte_carlo, "MOST_CASES_EACH", 10_000)
    with (
        running.losing_the_scheduler() as budget,
        pytest.raises(SchedulerError, match="was lost half-way"),
    ):
        MonteCarlo(cases=200_000, workers=by(running), budget=budget)(TWO, APART, [0])
