"""A connection to a running dask scheduler, or a plain word on why there is none; dask itself is optional."""

from __future__ import annotations

import hashlib
import pkgutil
import warnings
from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import geo
from geo.errors import SchedulerError

if TYPE_CHECKING:
    from distributed import Client

MUST_MATCH = ("python", "dask", "distributed", "cloudpickle", "msgpack", "numpy")
"""What must have the same version here and on every worker: else pieces may not be understood, or draws differ."""


@contextmanager
def connected(address: str, *, timeout_s: float) -> Iterator[Client]:
    """Connect to a scheduler until the block ends.

    Parameters
    ----------
    address
        Where it listens, such as "tcp://10.0.0.5:8786".
    timeout_s
        How long to wait for it, and for its first worker.

    Raises
    ------
    SchedulerError
        If dask is not installed, nothing answers, there is no worker, versions differ, or the connection is lost.
    """
    client = _client(address, timeout_s)
    with client:
        from distributed import KilledWorker
        from distributed.comm.core import CommClosedError

        _check_workers(client, address, timeout_s)
        try:
            yield client
        except KilledWorker as error:
            raise SchedulerError(
                f"The same piece brought down several workers of {address}, one after another. Is their memory too"
                " small? See their logs."
            ) from error
        except (CommClosedError, CancelledError) as error:
            raise SchedulerError(f"The scheduler at {address} was lost half-way. Start it, and ask again.") from error


def edition() -> str:
    """Return a digest of the source of this package: only the same code gives the same answers."""
    digest = hashlib.sha256()
    for found in sorted(pkgutil.iter_modules(geo.__path__), key=lambda found: found.name):
        loader: Any = getattr(found.module_finder.find_spec(found.name, None), "loader", None)
        digest.update((loader.get_source(found.name) or "").encode() if hasattr(loader, "get_source") else b"")
    return digest.hexdigest()


def _client(address: str, timeout_s: float) -> Client:
    """Return a connection to a scheduler; raise if there is no dask, or no answer."""
    try:
        from distributed import Client
        from distributed.versions import VersionMismatchWarning
    except ImportError as error:
        raise SchedulerError(
            "A scheduler can only be used with dask, which is not installed: `pip install -r requirements-extras.txt`,"
            " or leave the address out to use all cores of this machine."
        ) from error

    class Connection(Client):
        """A client that is closed at once if it cannot connect; dask leaves that to the collector, which may hang."""

        def start(self, **options: Any) -> None:  # noqa: ANN401
            try:
                super().start(**options)
            except BaseException:
                self.close()
                raise

    try:
        with warnings.catch_warnings():
            # Said as an error, and in our words, once the workers are asked.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            return Connection(address, timeout=timeout_s, set_as_default=False)
    except (OSError, ValueError) as error:
        raise SchedulerError(
            f"No dask scheduler answered at {address} within {timeout_s:g} s ({error}). Is it running, and reachable"
            ' from here? An address looks like "tcp://10.0.0.5:8786".'
        ) from error


def _check_workers(client: Client, address: str, timeout_s: float) -> None:
    """Raise if there is no worker, or one of them is no match for this machine."""
    try:
        client.wait_for_workers(1, timeout=timeout_s)
    except TimeoutError as error:
        raise SchedulerError(
            f"The scheduler at {address} has no workers. Start some in this folder: `dask worker {address}`."
        ) from error
    versions: Any = client.get_versions()
    ours = versions["client"]["packages"]
    for worker, found in versions["workers"].items():
        if differing := _differing(ours, found["packages"]):
            raise SchedulerError(f"Worker {worker} differs from this machine: {differing}. Install the same versions.")
    try:
        editions = client.run(edition)
    except ImportError as error:
        raise SchedulerError(
            f"A worker of {address} cannot import what it shall do ({error}). Start workers in this folder."
        ) from error
    if strange := [worker for worker, found in editions.items() if found != edition()]:
        raise SchedulerError(f"Worker {strange[0]} has another edition of `geo`. Start workers in the same one.")


def _differing(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """Return in words which packages have another version elsewhere."""
    pairs = ((name, ours.get(name), theirs.get(name)) for name in MUST_MATCH)
    return ", ".join(f"{name} {there}, here {here}" for name, here, there in pairs if here != there)
