"""Which cases the file holds: what is taken away on which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from components.handouts.request import Request
from components.scene import Scene, scene_of
from components.view import DEFAULT, View
from geo.model import Facility, Operation
from geo.network import host_token
from geo.scenario import Token, facility_token
from geo.timeline import consent_on


def without_losses(scene: Scene) -> Scene:
    """Return the same day with nothing taken away and nothing selected."""
    view = replace(scene.view, scenario=(), lost=(), kept=(), date=scene.day, sel=None)
    return scene_of(view, scene.world)


def tokens_of(scene: Scene) -> tuple[str, ...]:
    """Return what is taken away, as the file writes it."""
    return tuple(sorted(map(str, scene.tokens)))


def scenario_view(request: Request, name: str) -> View:
    """Return the view of a scenario on the day that the reader chose, else on the one that it is about.

    Nobody chose the days and the assumptions of a briefing's steps for its scenarios.
    """
    chosen = DEFAULT if request.briefing else request.scene.view
    return replace(chosen, scenario=(name,), lost=(), kept=(), sel=None)


def by_hand(scene: Scene) -> Iterator[frozenset[Token]]:
    """Yield what the reader of the file can take away or give back by hand, from nothing and from the present view.

    Parameters
    ----------
    scene
        The present view.
    """
    singles = [*map(facility_token, scene.world.facilities), *consents(scene)]
    for start in dict.fromkeys((frozenset[Token](), scene.tokens)):
        for token in (*singles, *start):
            yield start - {token} if token in start else start | {token}


def consents(scene: Scene) -> list[Token]:
    """Return the consents that facilities and operations stand on, on the day of a scene."""
    records: tuple[Facility | Operation, ...] = (*scene.world.facilities.values(), *scene.world.operations.values())
    names = {name for record in records for name in consent_on(record, scene.day)}
    return [host_token(name) for name in sorted(names)]


def with_tokens(scene: Scene, tokens: frozenset[Token]) -> Scene:
    """Return the same day with something taken away by hand, and nothing selected."""
    view = replace(scene.view, scenario=(), lost=tuple(sorted(tokens)), kept=(), date=scene.day, sel=None)
    return scene_of(view, scene.world)
