"""A dask scheduler and workers of one's own: processes on this machine alone, waited for, always ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from distributed import Client

from tests.places import ROOT

START_SECONDS = 60
ALONE = ("--host", "127.0.0.1", "--no-dashboard")
MARK = "Scheduler at:"
"""Stands before the address in what a scheduler says."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A running scheduler and its workers."""

    address: str
    scheduler_pid: int
    client: Client
    """A connection beside those that are tested."""
    workers: dict[str, int]
    """The process of each worker, by its address."""

    def lose_a_busy_worker(self) -> set[str]:
        """Kill a worker that has begun, and return what it had been given and will never hand back.

        All stand still while one is chosen, so that none can finish meanwhile.
        """
        self._signal(signal.SIGSTOP)
        given = self.client.processing()
        while not any(given.values()):
            given = self.client.processing()
        victim = max(given, key=lambda worker: len(given[worker]))
        os.kill(self.workers[victim], signal.SIGKILL)
        self._signal(signal.SIGCONT)
        return set(given[victim])

    def _signal(self, number: int) -> None:
        for pid in self.workers.values():
            os.kill(pid, number)


@contextmanager
def dask_cluster(*, workers: int) -> Iterator[Cluster]:
    """Run a scheduler and some workers, of one thread each, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="foothold-dask-") as folder, ExitStack() as ends:
        scheduler = ends.enter_context(_process("scheduler", *ALONE, "--port", "0", folder=folder))
        address = _address(scheduler)
        options = (address, *ALONE, "--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--local-directory", folder)
        for _ in range(workers):
            _drain(ends.enter_context(_process("worker", *options, folder=folder)))
        client = ends.enter_context(Client(address, timeout=START_SECONDS, set_as_default=False))
        if workers:
            client.wait_for_workers(workers, timeout=START_SECONDS)
        yield Cluster(address=address, scheduler_pid=scheduler.pid, client=client, workers=client.run(os.getpid))


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
