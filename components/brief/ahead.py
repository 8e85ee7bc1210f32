"""Working out the steps of a briefing before they are shown, beside the page, so that the next one comes at once."""

from __future__ import annotations

import logging
import threading
from typing import Final

from components import state
from components.brief.present import briefing_of
from components.briefings import step_scene
from components.map_story import states_for
from components.scene import Scene, other_side_of
from components.state import Focus
from geo.briefing import Briefing
from geo.world import World

_KEPT: Final = "worked-out-ahead"
_NOWHERE: Final = Focus(serial=0, kind="start")


def work_ahead(scene: Scene) -> None:
    """Begin to work out the steps that follow, unless that was begun already.

    Parameters
    ----------
    scene
        The step that is on.
    """
    briefing = briefing_of(scene.view, scene.world)
    key = (scene.world.digest, briefing)
    if state.kept(_KEPT) == key:
        return
    state.keep(_KEPT, key)
    order = [*range(scene.view.step + 1, len(briefing.steps) + 1), *range(scene.view.step - 1, 0, -1)]
    arguments = (briefing, order, scene.world)
    threading.Thread(target=_work, args=arguments, name="steps ahead", daemon=True).start()


def _work(briefing: Briefing, order: list[int], world: World) -> None:
    """Work out steps, then what each is compared with; what comes of them is kept by the caches."""
    for side in (lambda scene: scene, other_side_of):
        for number in order:
            try:
                states_for(side(step_scene(briefing, number, world)), _NOWHERE)
            except Exception:
                # Nobody waits for it: the page itself says what is wrong when it comes to that step.
                logging.getLogger(__name__).exception("Step %d of %s: not worked out ahead", number, briefing.id)
