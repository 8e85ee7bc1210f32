"""The sentence on top of the Contingency page, its parts, and which losses it looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from components.contingency.acts import acts_of
from components.contingency.by_hand import by_hand_headline
from components.contingency.joint import pairs_sentence, triples_sentence
from components.contingency.operations import operations_headline
from components.contingency.own import own_network_headline
from components.contingency.rows import KIND_WORD
from components.contingency.scenario import scenario_headline
from components.contingency.singles import singles_headline
from components.contingency.study import Study
from components.contingency.waiting import ENDED, can_answer, is_waiting, waiting_headline
from components.markup import html, panel
from components.scene import Scene
from components.view import Part

PART_WORD: Final[Mapping[Part, str]] = MappingProxyType(
    {
        Part.SINGLES: "Single losses",
        Part.PAIRS: "Pairs",
        Part.TRIPLES: "Triples",
        Part.OPERATIONS: "Operations",
        Part.SCENARIO: "This scenario",
        Part.BY_HAND: "By hand",
        Part.OWN: "Your network",
    }
)

HEADLINES: Final[Mapping[Part, Callable[[Study], str]]] = MappingProxyType(
    {
        Part.SINGLES: singles_headline,
        Part.PAIRS: pairs_sentence,
        Part.TRIPLES: triples_sentence,
        Part.OPERATIONS: operations_headline,
        Part.SCENARIO: scenario_headline,
        Part.BY_HAND: by_hand_headline,
        Part.OWN: own_network_headline,
    }
)


def contingency_top(scene: Scene, study: Study, *, stamp: str) -> None:
    """Draw the sentence, the parts and the choice of losses; the stamp names the states that the map was sent."""
    content = html(
        "contingency.html",
        headline=_headline(study),
        stamp=stamp,
        parts={part.value: word for part, word in PART_WORD.items()},
        part=scene.view.part.value,
        view=scene.view,
        scope=_scope(study),
        kinds=[(kind.value, word, kind in scene.view.kinds) for kind, word in KIND_WORD.items()],
        reset=not study.is_usual,
    )
    panel("contingency", content, acts=acts_of(scene))


def _headline(study: Study) -> str:
    """Return the sentence of the part that the reader chose, if it is known."""
    if is_waiting():
        return waiting_headline()
    return HEADLINES[study.scene.view.part](study) if can_answer(study) else ENDED


def _scope(study: Study) -> str:
    """Return in words which losses are looked at."""
    view = study.scene.view
    words = ", ".join(_IN_A_LIST[kind] for kind in KIND_WORD if kind in view.kinds)
    gateways = "gateways too" if view.gateways else "no gateways"
    given = f"; on top of: {study.given_words}" if study.given else ""
    return f"Looks at {words}; {gateways}{given}"


_IN_A_LIST: Final = MappingProxyType({kind: word.lower() for kind, word in KIND_WORD.items()})
