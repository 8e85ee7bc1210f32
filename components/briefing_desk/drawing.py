"""The drawing of the picture of a step, beside the page."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import Final

from components import cache
from components.job import Job
from components.scene import Scene
from geo.cut_sets import Budget

Sketch = Callable[[Scene], bytes]
"""Draws the map of a scene as a small picture."""

_TURN: Final = threading.Lock()
"""Whose picture is drawn: one at a time for all readers, as drawing keeps a core busy for a second or two."""
_LOOK_S: Final = 0.2
"""How often one that waits for its turn looks whether it is still wanted, seconds."""


class Drawing(Job[None]):
    """Draws the picture of a step, unless it is no longer wanted when its turn comes; it is kept for all readers."""

    def __init__(self, scene: Scene, sketch: Sketch) -> None:
        """Start.

        Parameters
        ----------
        scene
            What the step shows.
        sketch
            Draws it.
        """
        self.key = key_of_picture(scene)
        self._kept = cache.sketches()

        def draw(budget: Budget) -> None:
            while not _TURN.acquire(timeout=_LOOK_S):
                if budget.cancelled():
                    return
            try:
                if not budget.cancelled():
                    self._kept.put(self.key, sketch(scene))
            finally:
                _TURN.release()

        super().__init__("the drawing of a step", draw, budget=Budget())


def key_of_picture(scene: Scene) -> Hashable:
    """Return what names the picture of a scene among all that are kept: it is the same wherever its step stands."""
    return scene.key, replace(scene.view, step=1)
