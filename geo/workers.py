"""The pieces of a long computation, done by this process, by all cores, or by the workers of a dask scheduler.

A piece gives the same answer wherever and however often it is done; so the whole does not depend on who did what, nor
on workers that fall out half-way.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

from geo.cluster import connected
from geo.cut_sets import Watch, never
from geo.errors import WorkerError

POLL_S = 0.1
"""How long to wait for an answer before asking whether the sweep is cancelled."""

ATTEMPTS = 3
"""How often processes are started anew after one of them has died."""

Shared = TypeVar("Shared")
Piece = TypeVar("Piece")
Answer = TypeVar("Answer")


@dataclass(frozen=True, kw_only=True, slots=True)
class Workers:
    """Who does the pieces."""

    scheduler: str | None = None
    """Address of a running dask scheduler, such as "tcp://10.0.0.5:8786"; without one all is done on this machine.
    Its workers must be started in the same edition of this folder, so that they can import `geo`."""
    processes: int | None = None
    """How many processes work here: 1 means this one alone; by default one for each core. A script that starts
    others must do so under `if __name__ == "__main__":`."""
    alone_s: float = 1.0
    """How long this process works alone before it starts others; to start them takes about as long."""
    timeout_s: float = 10.0
    """How long to wait for the scheduler, and for its first worker."""


ALL_CORES = Workers()
"""Who does the pieces unless a caller chooses otherwise."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job(Generic[Shared, Piece, Answer]):
    """A computation in pieces; all of it can be pickled."""

    answer: Callable[[Shared, Piece, Callable[[], bool]], Answer]
    """A function of a module: it does one piece, and gives up early if its last argument says so."""
    shared: Shared
    """What every piece needs; it is sent to a process once."""
    pieces: Sequence[Piece]


def answers(job: Job[Shared, Piece, Answer], workers: Workers, watch: Watch) -> Iterator[tuple[int, Answer]]:
    """Yield the number of each piece and its answer, as they come, until all are done or the watch is over.

    Pieces that others have begun by then are given up here; on the workers of a scheduler they come to their end.

    Parameters
    ----------
    job
        The computation.
    workers
        Who does it.
    watch
        Ends it early.

    Raises
    ------
    SchedulerError
        If the scheduler cannot be used, or is lost.
    WorkerError
        If processes die again and again.
    """
    left = dict.fromkeys(range(len(job.pieces)))
    steps = [_by_scheduler] if workers.scheduler is not None else [_alone, _on_cores]
    for step in steps:
        # Closed at once if the caller takes no more, so that nothing goes on working.
        with closing(step(job, tuple(left), workers, watch)) as done:
            for number, answer in done:
                del left[number]
                yield number, answer


def _alone(
    job: Job[Shared, Piece, Answer], left: Sequence[int], workers: Workers, watch: Watch
) -> Generator[tuple[int, Answer], None, None]:
    """Do pieces in this process: all, or as many as take no longer than others take to start."""
    ends_s = time.monotonic() + workers.alone_s
    for number in left:
        if watch.is_over() or (_count(workers) > 1 and time.monotonic() >= ends_s):
            return
        yield number, job.answer(job.shared, job.pieces[number], watch.is_over)


def _on_cores(
    job: Job[Shared, Piece, Answer], left: Sequence[int], workers: Workers, watch: Watch
) -> Generator[tuple[int, Answer], None, None]:
    """Do pieces in several processes; if one dies, all are started anew for the pieces that are left."""
    missing = dict.fromkeys(left)
    for _ in range(ATTEMPTS):
        if not missing or watch.is_over():
            return
        try:
            for number, answer in _in_pool(job, tuple(missing), workers, watch):
                del missing[number]
                yield number, answer
        except BrokenProcessPool:
            continue
    if missing and not watch.is_over():
        raise WorkerError(
            f"Processes that were to do {len(missing)} of {len(job.pieces)} pieces died {ATTEMPTS} times. Is there too"
            " little memory for so many? Ask for fewer processes. A script must start them under"
            ' `if __name__ == "__main__":`.'
        )


def _in_pool(
    job: Job[Shared, Piece, Answer], left: Sequence[int], workers: Workers, watch: Watch
) -> Generator[tuple[int, Answer], None, None]:
    """Do pieces in several processes."""
    context = multiprocessing.get_context("spawn")
    over = context.RawValue("b", 0)
    count = min(_count(workers), len(left))
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(job.answer, job.shared, over))
    try:
        yield from _collected(job, left, lambda piece: pool.submit(_do, piece), watch)
    finally:
        over.value = 1
        pool.shutdown(cancel_futures=True)


def _by_scheduler(
    job: Job[Shared, Piece, Answer], left: Sequence[int], workers: Workers, watch: Watch
) -> Generator[tuple[int, Answer], None, None]:
    """Do pieces on the workers of a scheduler, which gives the pieces of a worker that is lost to others."""
    with connected(str(workers.scheduler), timeout_s=workers.timeout_s) as client:
        # As the outcome of a task, and not as data handed over, it can be made again where its only holder is lost.
        shared = client.submit(pickle.loads, pickle.dumps(job.shared), pure=False)
        pool = client.get_executor(pure=False)
        yield from _collected(job, left, lambda piece: pool.submit(_done_afar, job.answer, shared, piece), watch)


def _collected(
    job: Job[Shared, Piece, Answer], left: Sequence[int], submit: Callable[[Piece], Future[Answer]], watch: Watch
) -> Generator[tuple[int, Answer], None, None]:
    """Hand out pieces and yield their answers as they come."""
    came: SimpleQueue[Future[Answer]] = SimpleQueue()
    numbers = {submit(job.pieces[number]): number for number in left}
    for future in numbers:
        future.add_done_callback(came.put)
    try:
        while numbers and not watch.is_over():
            try:
                future = came.get(timeout=POLL_S)
            except Empty:
                continue
            yield numbers.pop(future), future.result()
    finally:
        for future in numbers:
            future.cancel()


def _count(workers: Workers) -> int:
    """Return how many processes are to work here."""
    return workers.processes or os.cpu_count() or 1


_work: Callable[[Any], Any] | None = None
"""In a process of the pool: does a piece."""


def _begin(answer: Callable[[Any, Any, Callable[[], bool]], Any], shared: object, over: Any) -> None:  # noqa: ANN401
    """Get a process of the pool ready."""
    global _work

    def work(piece: object) -> object:
        return answer(shared, piece, lambda: bool(over.value))

    _work = work


def _do(piece: Any) -> Any:  # noqa: ANN401
    """Do a piece in a process of the pool."""
    assert _work is not None
    return _work(piece)


def _done_afar(answer: Callable[[Shared, Piece, Callable[[], bool]], Answer], shared: Shared, piece: Piece) -> Answer:
    """Do a piece on a worker of a scheduler."""
    return answer(shared, piece, never)
