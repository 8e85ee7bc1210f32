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
from queue import SimpleQueue

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
        scheduler, said = ends.enter_context(_process("scheduler", *ALONE, "--port", "0", folder=folder))
        address = _address(said)
        options = (address, *ALONE, "--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--local-directory", folder)
        options += ("--death-timeout", str(START_SECONDS))
        for _ in range(workers):
            ends.enter_context(_process("worker", *options, folder=folder))
        client = ends.enter_context(Client(address, timeout=START_SECONDS, set_as_default=False))
        if workers:
            client.wait_for_workers(workers, timeout=START_SECONDS)
        processes = {worker: psutil.Process(pid) for worker, pid in client.run(os.getpid).items()}
        yield Cluster(address=address, scheduler=psutil.Process(scheduler.pid), client=client, workers=processes)


@contextmanager
def _process(role: str, *options: str, folder: str) -> Iterator[tuple[subprocess.Popen[str], SimpleQueue[str | None]]]:
    """Run a part of dask as a process of its own, with the lines it says, and end it whatever happens."""
    command = [sys.executable, "-m", "dask", role, *options]
    environment = {**os.environ, "HOME": folder, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    said: SimpleQueue[str | None] = SimpleQueue()
    reader = threading.Thread(target=_read, args=(process, said))
    with process:
        reader.start()
        try:
            yield process, said
        finally:
            process.kill()
            # Read to its end first: a pipe that is closed under its reader fails the test that runs by then.
            reader.join()


def _read(process: subprocess.Popen[str], said: SimpleQueue[str | None]) -> None:
    """Pass on what a process says, so that it never waits for a reader; and None when it has ended."""
    for line in process.stdout or ():
        said.put(line)
    said.put(None)


def _address(said: SimpleQueue[str | None]) -> str:
    """Return where a scheduler listens: it says so once it does."""
    before: list[str] = []
    for line in iter(said.get, None):
        if MARK in line:
            return line.partition(MARK)[2].strip()
        before.append(line)
    raise RuntimeError(f"The scheduler did not come up. It said:\n{''.join(before)}")


def _wait_until_stopped(process: psutil.Process) -> None:
    """Wait until a process stands still."""
    deadline = time.monotonic() + START_SECONDS
    while process.status() != psutil.STATUS_STOPPED:
        assert time.monotonic() < deadline, "The worker was given nothing to do."
