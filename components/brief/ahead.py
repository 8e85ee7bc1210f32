"""Working out the steps of a briefing before they are shown, beside the page, so that the next one comes at once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from components import state
from components.brief.present import briefing_of
from components.briefings import step_scene
from components.map_story import states_for
from components.scene import Scene, other_side_of
from components.state import Focus
from geo.briefing import Briefing
from geo.world import World

FOLLOWING: Final = 4
"""How many steps ahead are worked out: a clicker turns no more of them in the time that one takes."""

AFTER_S: Final = 0.7
"""How long it waits first, seconds: the step that is on is to be drawn before anything else is done."""

_KEPT: Final = "worked-out-ahead"
_TURN: Final = threading.Lock()
"""One step at a time for all readers, so that nobody's page waits behind the steps of others."""
_NOWHERE: Final = Focus(serial=0, kind="start")


def work_ahead(scene: Scene) -> None:
    """Begin to work out the steps around the one that is on, and give up those around the one before.

    Parameters
    ----------
    scene
        The step that is on.
    """
    briefing, here = briefing_of(scene.view, scene.world), scene.view.step
    before: threading.Event | None = state.kept(_KEPT)
    if before is not None:
        before.set()
    given_up = threading.Event()
    state.keep(_KEPT, given_up)
    order = [
        number for number in (*range(here + 1, here + 1 + FOLLOWING), here - 1) if 0 < number <= len(briefing.steps)
    ]
    arguments = (briefing, order, scene.world, given_up)
    threading.Thread(target=_work, args=arguments, name="steps ahead", daemon=True).start()


def _work(briefing: Briefing, order: list[int], world: World, given_up: threading.Event) -> None:
    """Work out steps, then what each is compared with; what comes of them is kept by the caches."""
    if given_up.wait(AFTER_S):
        return
    for side in (lambda scene: scene, other_side_of):
        for number in order:
            with _TURN:
                if given_up.is_set():
                    return
                _work_out(briefing, number, world, side)


def _work_out(briefing: Briefing, number: int, world: World, side: Callable[[Scene], Scene]) -> None:
    try:
        states_for(side(step_scene(briefing, number, world)), _NOWHERE)
    except Exception:
        # Nobody waits for it: the page itself says what is wrong when it comes to that step.
        logging.getLogger(__name__).exception("Step %d of %s: not worked out ahead", number, briefing.id)
