"""Every check that facts undergo as a set; a new rule is a function in the module of its theme and a line there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from geo import (
    check_consent,
    check_drawing,
    check_map,
    check_periods,
    check_records,
    check_references,
    check_set,
    check_tokens,
)
from geo.basemap import Outlines
from geo.errors import Fault
from geo.facts import Facts

Check = Callable[[Facts], Iterator[Fault]]

FITTING: tuple[Check, ...] = (
    *check_references.CHECKS,
    *check_tokens.CHECKS,
    *check_periods.CHECKS,
    *check_consent.CHECKS,
    *check_records.CHECKS,
)
"""What must hold for records to be computed with, wherever they come from."""

TIDY: tuple[Check, ...] = (*check_set.CHECKS, *check_drawing.CHECKS)
"""What must hold beyond that for the files of the data directory."""


def misfits(facts: Facts) -> Iterator[Fault]:
    """Yield what keeps records from fitting together."""
    return chain.from_iterable(check(facts) for check in FITTING)


def untidy(facts: Facts) -> Iterator[Fault]:
    """Yield what else is wrong with the files of a data directory, but for places on the map."""
    return chain.from_iterable(check(facts) for check in TIDY)


def misplaced(facts: Facts, outlines: Outlines) -> Iterator[Fault]:
    """Yield what lies outside of the country that it is said to be in."""
    return chain.from_iterable(check(facts, outlines) for check in check_map.CHECKS)
