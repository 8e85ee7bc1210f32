"""What can go wrong in `geo`; each message says what was found, where, what is allowed and what to do.

GeoError
├── BriefingError   a file is no briefing (carries every fault with its line)
├── DataError       a file of facts is broken (carries every fault at once)
├── UnknownIdError  an id names nothing in the data
├── AssumptionError an assumption is out of bounds, or asks for what the facts do not hold
├── OwnFileError    a reader's own file is no network (carries its first faults)
├── GateError       a circuit cannot be sent to other processes
├── SchedulerError  a dask scheduler cannot be used
├── WorkerError     processes that do a part of the work die
└── TokenError      a scenario token is malformed
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class GeoError(Exception):
    """Base of every error that a reader may be shown as a plain message."""


class UnknownIdError(GeoError, KeyError):
    """An id names nothing in the data."""

    def __str__(self) -> str:
        """Return the message as written; `KeyError` would quote it."""
        return str(self.args[0])


def unknown_id(
    word: str, known: Iterable[str], *, what: str, otherwise: str = "look it up in the data files"
) -> UnknownIdError:
    """Return the error for an id that is not known, with the nearest that are.

    Parameters
    ----------
    word
        The id.
    known
        Those that there are.
    what
        What is wrong with it, as in "`x` is no place".
    otherwise
        What to do if none that is known is like it.
    """
    near = difflib.get_close_matches(word[:160], known, n=3)
    hint = f"did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else otherwise
    return UnknownIdError(f"`{word[:80]}` {what}; {hint}")


class AssumptionError(GeoError, ValueError):
    """An assumption is out of its bounds, or asks for a figure that the facts do not hold."""


class GateError(GeoError, ValueError):
    """A circuit cannot be sent to other processes: what decides a gate of it must stay here."""


class SchedulerError(GeoError, RuntimeError):
    """A dask scheduler cannot be used: no dask, no answer, no workers, other versions, or it is lost."""


class WorkerError(GeoError, RuntimeError):
    """Processes that do a part of the work die again and again."""


class HandoutError(GeoError, ValueError):
    """A hand-out cannot be made of what is asked for."""


class TokenError(GeoError, ValueError):
    """A scenario token is malformed."""


@dataclass(frozen=True, kw_only=True, order=True)
class Fault:
    """One thing wrong in one record of one data file."""

    file: str
    record: str
    field: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        place = " ".join(part for part in (self.file, self.record, self.field) if part)
        return f"{place}: {self.problem}. {self.remedy}"


class DataError(GeoError, ValueError):
    """The data files are broken; `faults` lists everything found, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        noun = "fault" if len(self.faults) == 1 else "faults"
        super().__init__("\n".join([f"{len(self.faults)} {noun} in the data", *map(str, self.faults)]))


class BriefingError(GeoError, ValueError):
    """A file is no briefing; `faults` lists everything found, from its head down."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        noun = "fault" if len(self.faults) == 1 else "faults"
        super().__init__("\n".join([f"{len(self.faults)} {noun} in the briefing", *map(str, self.faults)]))


@dataclass(frozen=True, kw_only=True)
class LineFault:
    """One thing wrong in a reader's own file."""

    line: int
    """The line it is on, from 1; 0 if it is the file as a whole."""
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{f'line {self.line}' if self.line else 'the file'}: {self.problem}. {self.remedy}."


class OwnFileError(GeoError, ValueError):
    """A reader's own file is no network; `faults` lists the first of everything found."""

    def __init__(self, faults: Sequence[LineFault], *, found: int) -> None:
        """Keep the faults.

        Parameters
        ----------
        faults
            The first faults, from the top of the file.
        found
            How many there are in all.
        """
        self.faults = tuple(faults)
        self.found = found
        first = f", of which these are the first {len(self.faults)}" if found > len(self.faults) else ""
        head = f"{found} {'fault' if found == 1 else 'faults'} in the file{first}"
        super().__init__("\n".join([head, *map(str, self.faults)]))
