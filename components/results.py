"""What long work came to, kept for a while by key."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Results:
    """What long work came to, by key: the latest used of all; jobs in threads of their own put things here."""

    def __init__(self, *, most: int, weigh: Callable[[Any], int] = lambda _: 1) -> None:
        """Begin empty.

        Parameters
        ----------
        most
            How many results are kept, or how much they weigh together; the latest is kept whatever it weighs.
        weigh
            What one counts for.
        """
        self._most, self._weigh = most, weigh
        self._total = 0
        self._lock = threading.Lock()
        self._found: OrderedDict[Hashable, Any] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        """Say whether a result is kept."""
        return key in self._found

    def get(self, key: Hashable) -> Any:  # noqa: ANN401 - whatever was kept
        """Return a result, or None."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Hashable, result: object) -> None:
        """Keep a result; the one that was not used for the longest time makes way."""
        with self._lock:
            if key in self._found:
                self._total -= self._weigh(self._found.pop(key))
            self._found[key] = result
            self._total += self._weigh(result)
            while self._total > self._most and len(self._found) > 1:
                self._total -= self._weigh(self._found.popitem(last=False)[1])
