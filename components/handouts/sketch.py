"""A small picture of a scene, as a step of a briefing looks before it is given."""

from __future__ import annotations

from typing import Final

from components.scene import Scene

SIZE_IN: Final = (8.0, 4.86)
"""As wide to high as the window of a laptop."""
DPI: Final = 120


def sketch(scene: Scene) -> bytes:
    """Return the map of a scene as a small PNG."""
    # Read only once somebody looks at a step: what draws takes a second to load.
    from components.handouts.picture import map_png

    return map_png(scene, size_in=SIZE_IN, dpi=DPI)
