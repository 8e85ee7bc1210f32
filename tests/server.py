"""A Streamlit server of one's own: started on a free port, waited for, always ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.places import ROOT

START_SECONDS = 60
END_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server and what it has said so far."""

    url: str
    pid: int
    log: list[str]


@contextmanager
def serving(script: Path) -> Iterator[Server]:
    """Serve a Streamlit script to this machine alone, with an empty home, until the block ends.

    Raises
    ------
    RuntimeError
        If the server ends, or has not come up within a minute; the message carries what it said.
    """
    port = _free_port()
    with (
        tempfile.TemporaryDirectory(prefix="foothold-home-") as home,
        _process(script, port=port, home=home) as process,
    ):
        server = Server(url=f"http://127.0.0.1:{port}", pid=process.pid, log=[])
        _wait_until_up(process, server)
        yield server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _process(script: Path, *, port: int, home: str) -> Iterator[subprocess.Popen[str]]:
    """Run the server as a process of its own and end it whatever happens."""
    options = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in options.items()]
    environment = {**os.environ, "HOME": home, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_until_up(process: subprocess.Popen[str], server: Server) -> None:
    """Wait for the address in what the server says, then ask whether it is well."""
    said = threading.Event()

    def listen() -> None:
        for line in process.stdout or ():
            server.log.append(line)
            if server.url in line:
                said.set()
        said.set()

    threading.Thread(target=listen, daemon=True).start()
    up = said.wait(START_SECONDS) and process.poll() is None
    if not up or not _is_well(server.url):
        msg = f"The server did not come up. It said:\n{''.join(server.log)}"
        raise RuntimeError(msg)


def _is_well(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=END_SECONDS) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
