"""Jobs for workers to do, in a module that their processes can import."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path


def power(base: int, exponent: int, _cancelled: Callable[[], bool]) -> int:
    """Return a power, so that what is shared and what is the piece's own cannot be taken for each other."""
    return base**exponent


def where(_shared: None, _piece: int, _cancelled: Callable[[], bool]) -> int:
    """Return the process that did the piece."""
    return os.getpid()


def die_once(marker: Path, piece: int, _cancelled: Callable[[], bool]) -> int:
    """Return the piece; whoever does the second piece for the first time dies of it, leaving a marker."""
    if piece == 1 and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return piece


def die(_shared: None, _piece: int, _cancelled: Callable[[], bool]) -> None:
    """Die."""
    os.kill(os.getpid(), signal.SIGKILL)


def fail(_shared: None, piece: int, _cancelled: Callable[[], bool]) -> None:
    """Fail."""
    raise ZeroDivisionError(piece)


def last_until_cancelled(_shared: None, piece: int, cancelled: Callable[[], bool]) -> int:
    """Return the first piece at once, and any other only when told to give up."""
    while piece and not cancelled():
        pass
    return piece
