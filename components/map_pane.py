"""The map on the page: what it shows for a scene, and what a click on it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from components import cache, state
from components.callbacks import Event, listen, nothing
from components.map_story import states_for
from components.map_view import KEY, draw
from components.scene import Scene


def map_states(
    scene: Scene, *, reach: Mapping[str, Any] | None = None, sizes: Mapping[str, float] | None = None
) -> Mapping[str, Any]:
    """Return the states that the map shows for a scene, as `states_for`, moved to where the reader last wished."""
    return states_for(scene, state.focus(), reach=reach, sizes=sizes)


def map_pane(scene: Scene, states: Mapping[str, Any]) -> None:
    """Draw the map with its states."""
    draw(states, addresses=cache.addresses(scene.world.digest), on_event=nothing)
    listen(KEY, _do)


def _do(event: Event) -> None:
    kind, value = event.get("kind"), str(event.get("value", ""))[:200]
    if kind == "select":
        state.choose(sel=value)
    elif kind == "map":
        state.moved(value)
    elif kind == "tiles":
        state.set_flag(state.TILES_FAILED, value=True)
