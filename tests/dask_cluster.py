"""A dask scheduler and workers of one's own: processes on this machine alone, waited for, always ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psutil
from distributed import Client, Worker, WorkerPlugin

from geo.cut_sets import Budget
from tests.places import ROOT

START_SECONDS = 60
ALONE = ("--host", "127.0.0.1", "--no-dashboard")
MARK = "Scheduler at:"
"""Stands before the address in what a scheduler says."""


class StopAtPiece(WorkerPlugin):
    """Lets one worker stand still as soon as it has taken a piece: it has begun, and cannot hand it back."""

    def __init__(self, address: str) -> None:
        self.name = f"stop-{uuid.uuid4()}"
        self._address = address
        self._is_here = False

    def setup(self, worker: Worker) -> None:
        """Note whether this is the worker."""
        self._is_here = worker.address == self._address

    def transition(self, key: str, start: str, finish: str, **_: object) -> None:
        """Stop the process at a piece."""
        if self._is_here and finish == "executing" and key.startswith("_done_afar"):
            os.kill(os.getpid(), signal.SIGSTOP)


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running scheduler and its workers."""

    address: str
    scheduler: psutil.Process
    client: Client
    """A connection beside those that are tested."""
    workers: dict[str, psutil.Process]
    """The process of each worker, by its address."""

    @contextmanager
    def losing_a_worker(self) -> Iterator[Budget]:
        """Return the budget of a sweep during which a worker is killed that has begun."""
        address, victim = self.workers.popitem()

        def kill() -> None:
            assert self.client.processing()[address]
            victim.kill()

        with self._interrupted(address, victim, kill) as budget:
            yield budget

    @contextmanager
    def losing_the_scheduler(self) -> Iterator[Budget]:
        """Return the budget of a sweep during which the scheduler is killed while a worker is at a piece."""
        address, worker = next(iter(self.workers.items()))
        with self._interrupted(address, worker, self.scheduler.kill) as budget:
            yield budget

    @contextmanager
    def _interrupted(self, address: str, worker: psutil.Process, act: Callable[[], None]) -> Iterator[Budget]:
        """Return the budget of a sweep during which something is done as soon as a worker has stopped at a piece."""
        self.client.register_plugin(StopAtPiece(address))
        acted: list[bool] = []

        def cancelled() -> bool:
            if not acted:
                acted.append(True)
                _wait_until_stopped(worker)
                act()
            return False

        yield Budget(seconds=600, cancelled=cancelled)
        assert acted


@contextmanager
def dask_cluster(*, workers: int) -> Iterator[Cluster]:
    """Run a scheduler and some workers, of one thread each, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="foothold-dask-") as folder, ExitStack() as ends:
        scheduler = ends.enter_context(_process("scheduler", *ALONE, "--port", "0", folder=folder))
        address = _address(scheduler)
        options = (address, *ALONE, "--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--local-directory", folder)
        options += ("--death-timeout", str(START_SECONDS))
        for _ in range(workers):
            _drain(ends.enter_context(_process("worker", *options, folder=folder)))
        client = ends.enter_context(Client(address, timeout=START_SECONDS, set_as_default=False))
        if workers:
            client.wait_for_workers(workers, timeout=START_SECONDS)
        processes = {worker: psutil.Process(pid) for worker, pid in client.run(os.getpid).items()}
        yield Cluster(address=address, scheduler=psutil.Process(scheduler.pid), client=client, workers=processes)


@contextmanager
def _process(role: str, *options: str, folder: str) -> Iterator[subprocess.Popen[str]]:
    """Run a part of dask as a process of its own and end it whatever happens."""
    command = [sys.executable, "-m", "dask", role, *options]
    environment = {**os.environ, "HOME": folder, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def _address(scheduler: subprocess.Popen[str]) -> str:
    """Return where a scheduler listens: it says so once it does."""
    said: list[str] = []
    for line in scheduler.stdout or ():
        said.append(line)
        if MARK in line:
            _drain(scheduler)
            return line.partition(MARK)[2].strip()
    raise RuntimeError(f"The scheduler did not come up. It said:\n{''.join(said)}")


def _drain(process: subprocess.Popen[str]) -> None:
    """Read on what a process says, so that it never waits for a reader."""
    threading.Thread(target=lambda: [None for _ in process.stdout or ()], daemon=True).start()


def _wait_until_stopped(process: psutil.Process) -> None:
    """Wait until a process stands still."""
    deadline = time.monotonic() + START_SECONDS
    while process.status() != psutil.STATUS_STOPPED:
        assert time.monotonic() < deadline, "The worker was given nothing to do."
