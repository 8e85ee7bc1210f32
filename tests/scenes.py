"""Scenes in drawn worlds and in the real one, without a page."""

from __future__ import annotations

from typing import Any

import pytest

from components import cache
from components.scene import Scene, scene_of
from components.view import View
from geo.scenario import parse_token
from geo.world import World


def scene_in(world: World, patch: pytest.MonkeyPatch, *, lost: tuple[str, ...] = (), **view: Any) -> Scene:
    """Return the scene of a view in a world; the caches of the page are told to hold that world."""
    return scene_at(View(lost=tuple(map(parse_token, lost)), **view), world, patch)


def scene_at(view: View, world: World, patch: pytest.MonkeyPatch) -> Scene:
    """Return the scene of a view; the caches of the page are told to hold the world."""
    patch.setattr(cache, "world", lambda: world)
    return scene_of(view, world)
