"""Sets as masks: the elements that can be lost are numbered as they are met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic

from geo.wiring import Element


class Numbering(Generic[Element]):
    """Candidates by number, so that a set of them is a mask: bit i stands for the i-th."""

    def __init__(self, is_candidate: Callable[[Element], bool]) -> None:
        self._is_candidate = is_candidate
        self._elements: list[Element] = []
        self._numbers: dict[Element, int | None] = {}

    def mask(self, elements: Iterable[Element]) -> int:
        """Return the candidates among some elements."""
        mask = 0
        for element in elements:
            if element not in self._numbers:
                is_one = self._is_candidate(element)
                # The number and not its bit is kept: bits of many elements are as long as there are elements.
                self._numbers[element] = len(self._elements) if is_one else None
                self._elements += [element] if is_one else []
            number = self._numbers[element]
            mask |= 0 if number is None else 1 << number
        return mask

    def named(self, mask: int) -> frozenset[Element]:
        """Return the elements of a mask."""
        return frozenset(self._elements[bit.bit_length() - 1] for bit in bits(mask))


def bits(mask: int) -> Iterator[int]:
    """Yield the bits of a mask, each as a mask."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit
