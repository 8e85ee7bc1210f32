"""On what reports the result of an operation rests."""

from __future__ import annotations

from collections.abc import Iterator

from components.scene import Scene


def grounds_of(scene: Scene, operation: str) -> Iterator[str]:
    """Yield the ids of the sources of what an operation needs and of the lines by which it gets it, before and after.

    Parameters
    ----------
    scene
        What is shown.
    operation
        A running operation.
    """
    for group in scene.impact.operations[operation].groups:
        for need in group.needs:
            yield from need.sources
        for chain in (group.before, group.after):
            for link in chain.links if chain else ():
                yield from scene.world.links[link].sources
