"""Loads changed files from a directory that is gone afterwards, and returns what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from geo.errors import DataError, Fault
from geo.world import World, load_world
from tests.drawn_files import Files, write


def loaded(files: Files) -> World:
    """Return the world that files make."""
    with TemporaryDirectory() as data_dir:
        return load_world(write(files, Path(data_dir)))


def all_faults(files: Files) -> tuple[Fault, ...]:
    """Return every fault of files that do not load."""
    with pytest.raises(DataError) as caught:
        loaded(files)
    return caught.value.faults


def only_fault(files: Files) -> Fault:
    """Return the one fault of files; it is an error if there are more."""
    faults = all_faults(files)
    assert len(faults) == 1, "\n".join(map(str, faults))
    return faults[0]


def where(fault: Fault) -> tuple[str, str, str]:
    """Return file, record and field of a fault."""
    return fault.file, fault.record, fault.field
