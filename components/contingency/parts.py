"""The parts of the Contingency page below the sentence, each with its table to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from components.contingency.acts import acts_of
from components.contingency.by_hand import by_hand_html
from components.contingency.downloads import download
from components.contingency.grades import grade_acts
from components.contingency.joint import pairs_html, triples_html
from components.contingency.operations import operations_html
from components.contingency.own import own_network, own_network_html
from components.contingency.scenario import scenario_html
from components.contingency.singles import singles_html
from components.contingency.study import Study
from components.contingency.waiting import can_answer, ended_early, is_waiting, is_whole, waiting
from components.markup import panel
from components.scene import Scene
from components.view import Part

PARTS: Final[Mapping[Part, Callable[[Study], str]]] = MappingProxyType(
    {
        Part.SINGLES: singles_html,
        Part.PAIRS: pairs_html,
        Part.TRIPLES: triples_html,
        Part.OPERATIONS: operations_html,
        Part.SCENARIO: scenario_html,
        Part.BY_HAND: by_hand_html,
        Part.OWN: own_network_html,
    }
)


def contingency_list(scene: Scene, study: Study) -> None:
    """Draw the part that the reader chose."""
    if scene.view.part is Part.OWN:
        own_network(study)
        return
    if is_waiting():
        waiting()
        return
    if not is_whole():
        ended_early(study)
    if not can_answer(study):
        return
    panel("losses", PARTS[scene.view.part](study), acts={**acts_of(scene), **grade_acts()})
    download(study)
