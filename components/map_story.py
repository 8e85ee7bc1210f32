"""The states that the map shows for a scene: what the painter, a picture and the one-file page are all drawn from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from components.computed import ways_of
from components.map_states import MapStory, states_of
from components.scene import Scene
from components.state import Focus
from geo.results import Impact
from geo.world import World


def states_for(
    scene: Scene, focus: Focus, *, reach: Mapping[str, Any] | None = None, sizes: Mapping[str, float] | None = None
) -> dict[str, Any]:
    """Return the states that the map shows for a scene.

    Parameters
    ----------
    scene
        What is shown.
    focus
        Where the map is to move.
    reach
        The ground within reach, where that is asked for.
    sizes
        How much bigger than usual facilities are drawn, by id, where that is asked for.
    """
    links = chain_of(scene.world, scene.impact, scene.view.sel)
    story = MapStory(
        day=scene.day,
        impact=scene.impact,
        chain_links=links,
        chain_places=ends_of(scene.world, links),
        reach=reach,
        sizes=sizes,
        ways=ways_of(scene, scene.view.sel),
        single={name: (loss.unsupported, loss.paper, loss.strained) for name, loss in scene.singles.items()},
    )
    return states_of(scene.view, scene.world, story, focus)


def ends_of(world: World, links: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the places that some links join, in order."""
    return tuple(sorted({end for name in links for end in (world.links[name].origin, world.links[name].target)}))


def chain_of(world: World, impact: Impact, selected: str | None) -> tuple[str, ...]:
    """Return the links that belong to the selection: the routes of an operation, or all that a facility is part of.

    A route that is lost in the scenario is shown as it ran before.
    """
    if selected is None:
        return ()
    if selected in impact.operations:
        return _routes(impact, selected)
    if selected in world.links:
        return (selected,)
    if selected not in world.facilities:
        return ()
    touching = {name for name in impact.links if selected in (world.links[name].origin, world.links[name].target)}
    through = {
        name
        for operation in impact.operations
        if touching & set(_routes(impact, operation))
        for name in _routes(impact, operation)
    }
    return tuple(sorted(touching | through))


def _routes(impact: Impact, operation: str) -> tuple[str, ...]:
    routes = [
        route
        for group in impact.operations[operation].groups
        for route in (group.before, group.after)
        if route is not None
    ]
    return tuple(sorted({name for route in routes for name in route.links}))
