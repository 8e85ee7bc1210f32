"""Every loss of a size at once, where there are few enough to try them all: a bit for each (method: 5.1).

Cases are in colexicographic order, that is by their greatest element first: those over the first elements come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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
        element = left - 1
        while comb(element + 1, left) <= case:
            element += 1
        case -= comb(element, left)
        yield element


def _ones(count: int) -> int:
    """Return a mask of the first cases."""
    return (1 << count) - 1
