"""Every loss of a size at once, where there are few enough to try them all: a bit for each (method: 5.1).

Cases are in colexicographic order, that is by their greatest element first: those over the first elements come first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache, partial
from math import comb

from geo.reasons import Check, checked, unchecked

MOST_KEPT_BITS = 1 << 24
"""Only tables of so many bits at most are kept: others take more memory than making them anew takes time."""


def cases_without(count: int, size: int, *, check: Check = unchecked) -> tuple[int, ...]:
    """Return for each of some elements the mask of the sets of a size that hold it.

    Parameters
    ----------
    count
        How many elements there are.
    size
        How many of them are lost in each case, one at least.
    check
        Asked once for each element whether to go on: it raises if not.
    """
    if count * comb(count, size) <= MOST_KEPT_BITS:
        return _kept_cases(count, size)
    return _cases(count, size, check)


@lru_cache(maxsize=16)
def _kept_cases(count: int, size: int) -> tuple[int, ...]:
    """Return the masks of a small table."""
    return _cases(count, size, unchecked)


def _cases(count: int, size: int, check: Check) -> tuple[int, ...]:
    """Return the masks of a table."""
    if size == 1:
        return tuple(1 << element for element in range(count))
    smaller = cases_without(count, size - 1, check=check)
    masks = []
    for element in checked(range(count), check, steps=1):
        mask = _ones(comb(element, size - 1)) << comb(element, size)
        for greatest in range(element + 1, count):
            mask |= (smaller[element] & _ones(comb(greatest, size - 1))) << comb(greatest, size)
        masks.append(mask)
    return tuple(masks)


def elements_of(case: int, size: int) -> Iterator[int]:
    """Yield the elements that are lost in a case, the greatest first (the combinatorial number system)."""
    for left in range(size, 0, -1):
        element = bisect_right(range(case + left), case, key=partial(_sets_below, size=left)) - 1
        case -= comb(element, left)
        yield element


def _sets_below(element: int, *, size: int) -> int:
    """Return how many sets of a size there are over the elements before one."""
    return comb(element, size)


def _ones(count: int) -> int:
    """Return a mask of the first cases."""
    return (1 << count) - 1
