"""What is said more than once stands in the file once: values and pieces of HTML by number."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

_PART: Final = re.compile(r"(?=<(?:section|article|details)\b)")
"""Where HTML is cut first: most parts of a card are the same in most cases."""

_PIECE: Final = re.compile(r"(?=<(?:section|article|details|div|p|ul|ol|li|dl|dt|table|tr|h[2-5]|button|span|i)\b)")
"""Where a part is cut: what changes from one case to another mostly lies between two of these."""


class Pool:
    """Values, each kept once; who needs one keeps its number."""

    def __init__(self) -> None:
        """Begin empty."""
        self.values: list[Any] = []
        """Every value, by its number."""
        self._numbers: dict[str, int] = {}

    def add(self, value: object) -> int:
        """Keep a value that JSON can hold, and return its number."""
        known = json.dumps(value, sort_keys=True)
        if known not in self._numbers:
            self._numbers[known] = len(self.values)
            self.values.append(value)
        return self._numbers[known]

    def add_html(self, text: str) -> int:
        """Keep HTML in parts of pieces, and return the number of the list of their numbers.

        A style that an element carries is renamed: the policy of the file allows none, and its script sets it.
        """
        parts = _PART.split(text.replace(' style="', ' data-style="'))
        return self.add([self.add([self.add(piece) for piece in _PIECE.split(part)]) for part in parts])

    def html(self, number: int) -> str:
        """Return HTML that was kept."""
        return "".join(self.values[piece] for part in self.values[number] for piece in self.values[part])


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is other in one record than in another: of records in it only what is other there, None if gone.

    Parameters
    ----------
    before
        A record of values and of records of values.
    after
        One with the same names.
    """
    found: dict[str, Any] = {}
    for name, value in after.items():
        was = before[name]
        if value == was:
            continue
        found[name] = _changed(was, value) if isinstance(value, dict) and isinstance(was, dict) else value
    return found


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    other = {name: value for name, value in after.items() if before.get(name) != value}
    return other | {name: None for name in before if name not in after}
