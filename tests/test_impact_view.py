"""The list of operations: what a card has room for, and that nothing on it is half a sentence."""

from __future__ import annotations

import pytest

from components.impact_view import brief
from components.scene import Scene
from geo.explain import Explanation
from geo.world import World
from tests.scenes import scene_in


def told(cause: str, lost: str) -> Explanation:
    return Explanation(effect="", cause=cause, lost=lost, left="", rests_on="", repair="")


def test_a_card_has_the_cause_and_the_first_way_lost() -> None:
    parts = told("Hub is lost in this scenario. Also lost: Far.", "Its airlift ran Gate - Hub by air. No other way.")
    assert brief(parts) == "Hub is lost. The airlift ran Gate - Hub by air."


def test_where_no_way_is_lost_a_card_has_the_cause_alone() -> None:
    assert brief(told("The sky of Turkey is closed in this scenario.", "")) == "The sky of Turkey is closed."


@pytest.mark.parametrize("scenario", ["gibraltar-closed", "turkey-closes-its-sky", "bases-lost"])
def test_no_card_of_the_data_ends_in_an_empty_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch, scenario: str
) -> None:
    scene: Scene = scene_in(world, monkeypatch, scenario=(scenario,))
    cards = [brief(parts) for parts in scene.told.values()]
    assert cards
    assert not [words for words in cards if ". ." in words or words.startswith(".")]
