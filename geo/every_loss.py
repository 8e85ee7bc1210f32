"""Every loss of a size at once, where there are few enough to try them all: a bit for each (method: 5.1).

Cases are in colexicographic order, that is by their greatest element first: those over the first elements come first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache, partial
from math import comb


@lru_cache(maxsize=16)
def cases_without(count: int, size: int) -> tuple[int, ...]:
    """Return for each of some elements the mask of the sets of a size that hold it.

    Parameters
    ----------
    count
        How many elements there are.
    size
        How many of them are lost in each case, one at least.
    """
    if size == 1:
        return tuple(1 << element for element in range(count))
    smaller = cases_without(count, size - 1)
    masks = []
    for element in range(count):
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
