"""What the file holds of each case: how the map looks, what is said, and every card that the case changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from components.computed import ways_of
from components.handouts.one_file.cards import Cards
from components.handouts.one_file.cases import tokens_of
from components.handouts.one_file.pool import Pool, changes
from components.impact_view import answer_html, operations_html
from components.map_states import focus_of
from components.map_story import chain_of, ends_of, states_for
from components.markup import html
from components.scene import Scene
from components.state import Focus
from components.view import ALL_LAYERS, Borders
from geo.dates import spoken_day
from geo.naming import name_token

_LOOKS: Final = ("facilities", "operations", "links", "areas", "held", "events", "closures", "worsened")
"""What of the states a case decides; all else follows from what is selected and shown."""

DAY_MARK: Final = "\x01"
"""Stands for the day in what is said of it: but for that, most of it is the same on other days, and kept once."""

_EVERY_LAYER: Final = frozenset(map(str, ALL_LAYERS))


class DayRecords:
    """The records of one day, and of the cases on it that are told apart from it."""

    def __init__(self, bare: Scene, pool: Pool) -> None:
        """Begin.

        Parameters
        ----------
        bare
            The day with nothing taken away.
        pool
            Where values and HTML go.
        """
        self._bare = bare
        self._pool = pool
        self._spoken = spoken_day(bare.day)
        self._cards = Cards(bare)

    @cached_property
    def day(self) -> dict[str, Any]:
        """The day: how everything looks with nothing taken away, and every card, alone and beside a loss."""
        cards = [(name, self._html(plain), self._html(beside)) for name, plain, beside in self._cards.bare_html()]
        return {
            "day": self._bare.day.isoformat(),
            "spoken": self._spoken,
            "looks": self._looks,
            "single": self._states["single"],
            "cards": {name: plain for name, plain, _ in cards},
            "beside": {name: beside for name, plain, beside in cards if beside != plain},
            "picks": {name: self._pool.add(pick) for name, pick in self._picks.items()},
        }

    def case(self, scene: Scene) -> dict[str, Any]:
        """Return the record of a case on the day, nothing selected: only what is other than with nothing taken away."""
        touched = self._cards.touched_by(scene)
        taken = sorted((str(token), _capital(name_token(scene.world, token))) for token in scene.tokens)
        return {
            "tokens": tokens_of(scene),
            "looks": changes(self._looks, _looks(_states(scene))),
            "answer": self._html(answer_html(scene, stamp="")),
            "list": self._html(operations_html(scene, with_table=True)),
            "taken": self._html(html("taken.html", taken=taken, kept=[])),
            "cards": {name: self._html(text) for name, text in self._cards.other_in(scene, touched)},
            "picks": {name: self._pool.add(pick) for name, pick in self._other_picks(scene, touched)},
        }

    @cached_property
    def _states(self) -> Mapping[str, Any]:
        return _states(self._bare)

    @cached_property
    def _looks(self) -> dict[str, Any]:
        return _looks(self._states)

    @cached_property
    def _picks(self) -> Mapping[str, dict[str, Any]]:
        return {name: _pick(self._bare, name) for name in self._cards.names}

    def _other_picks(self, scene: Scene, touched: frozenset[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield what a selection shows where that is other in a case: lines and regions show the same in all."""
        for name in touched & (scene.world.facilities.keys() | scene.world.operations.keys()):
            pick = _pick(scene, name)
            if pick != self._picks[name]:
                yield name, pick

    def _html(self, text: str) -> int:
        return self._pool.add_html(text.replace(self._spoken, DAY_MARK))


def _states(scene: Scene) -> Mapping[str, Any]:
    """Return the states with every layer shown and nothing selected."""
    view = replace(scene.view, layers=_EVERY_LAYER, borders=Borders.DE_FACTO, sel=None)
    return states_for(replace(scene, view=view), Focus(serial=0, kind="start"))


def _looks(states: Mapping[str, Any]) -> dict[str, Any]:
    return {name: states[name] for name in _LOOKS}


def _pick(scene: Scene, name: str) -> dict[str, Any]:
    """Return what the map shows for a selection beside the rest, and where it goes for it."""
    links, ways = chain_of(scene.world, scene.impact, name), ways_of(scene, name)
    return {
        "chain": {"links": links, "places": ends_of(scene.world, links)},
        "ways": ways,
        "focus": focus_of(Focus(serial=0, kind="record", target=name), scene.world, ways),
    }


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
