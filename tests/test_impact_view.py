"""The list of operations: what a card has room for, and that nothing on it is half a sentence."""

from __future__ import annotations

import re

import pytest

from components.impact_view import brief, shares_kept
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


def test_a_card_begins_with_the_share_kept_where_a_way_is_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A card has room for two lines of what is left: the figure that explains the status must be in them."""
    scene = scene_in(world, monkeypatch, scenario=("turkey-closes-its-sky",))
    row = scene.impact.operations["mali-africa-corps"]
    assert re.fullmatch(r"Airlift by air keeps \d+ % of what it carried a day\.", shares_kept(row))


def test_where_all_is_lost_or_kept_there_is_no_share_to_tell(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for scenario in ((), ("bases-lost",)):
        scene = scene_in(world, monkeypatch, scenario=scenario)
        assert shares_kept(scene.impact.operations["mali-africa-corps"]) == ""


@pytest.mark.parametrize("scenario", ["gibraltar-closed", "turkey-closes-its-sky", "bases-lost"])
def test_no_card_of_the_data_ends_in_an_empty_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch, scenario: str
) -> None:
    scene: Scene = scene_in(world, monkeypatch, scenario=(scenario,))
    cards = [brief(parts) for parts in scene.told.values()]
    assert cards
    assert not [words for words in cards if ". ." in words or words.startswith(".")]
