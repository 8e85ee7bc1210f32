"""What the reader's wish to see something, to take it away or to give it back changes in the view."""

from __future__ import annotations

from typing import Any

from components import state
from components.view import View
from geo.scenario import Token
from geo.world import World


def go(name: str) -> None:
    """Select a record and bring it into sight."""
    state.choose(sel=name)
    state.look_at("record", name)


def with_token(view: View, world: World, token: Token, *, lost: bool) -> dict[str, Any]:
    """Return the changes of the view, for `state.choose`, that take a token away or give it back.

    What a scenario takes away already is not named twice, and what it takes away can still be given back: the link of
    the view stays as short as it can be.

    Parameters
    ----------
    view
        What is chosen so far.
    world
        The facts, for what the chosen scenarios take away.
    token
        What is meant.
    lost
        True to take it away, false to give it back.
    """
    by_scenario = any(token in world.scenarios[name].tokens for name in view.scenario)
    others_lost = tuple(other for other in view.lost if other != token)
    others_kept = tuple(other for other in view.kept if other != token)
    if lost:
        return {"lost": others_lost if by_scenario else (*others_lost, token), "kept": others_kept}
    return {"lost": others_lost, "kept": (*others_kept, token) if by_scenario else others_kept}
