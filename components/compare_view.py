"""Two sides of a comparison: the controls that choose them, and a list of only what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from components import state
from components.cards.differences import compare
from components.choices import go, with_scenarios
from components.markup import html, panel
from components.scene import Scene, other_side_of
from components.view import DEFAULT_DAY, FIRST_DAY, View, allowed_day, day_of
from geo.dates import spoken_day
from geo.scenario import Token
from geo.world import World

SEPARATOR: Final = ","


def compare_controls(scene: Scene) -> None:
    """Draw what chooses the two sides, and the switch between before and after."""
    panel("compare-controls", controls_html(scene, other_side_of(scene)), acts=compare_acts(scene.world))


def compare_list(scene: Scene) -> None:
    """Draw the sentence with the numbers, and everything that differs."""
    panel("compare-list", list_html(scene, other_side_of(scene)), acts=compare_acts(scene.world))


def controls_html(scene: Scene, other: Scene) -> str:
    """Return the controls of a comparison as HTML."""
    world, view = scene.world, scene.view
    return html(
        "compare_controls.html",
        before=by_hand(other, view.vs_lost or view.vs_kept),
        after=by_hand(scene, view.lost or view.kept),
        before_scenarios=scenario_choices(world, view.vs_scenario),
        after_scenarios=scenario_choices(world, view.scenario),
        before_day=other.day,
        after_day=scene.day,
        first_day=FIRST_DAY,
        cutoff=world.meta.data_cutoff.last,
        eve=DEFAULT_DAY,
        side=view.side,
    )


def list_html(scene: Scene, other: Scene) -> str:
    """Return what differs from the other side to this one as HTML."""
    return html(
        "compare.html",
        told=compare(other, scene),
        before=side_words(other),
        after=side_words(scene),
        same=is_same(scene, other),
        cutoff=scene.world.meta.data_cutoff,
    )


def side_words(scene: Scene) -> str:
    """Return what a side is, in words: `26 Nov 2024, Khmeimim and Tartus lost`."""
    return f"{spoken_day(scene.day)}, {scene.lost_words}"


def by_hand(scene: Scene, changes: tuple[Token, ...]) -> str:
    """Return what is taken away where the reader changed it by hand, so that no scenario's title tells it all."""
    return f"Changed by hand: {scene.lost_words}" if changes else ""


def is_same(scene: Scene, other: Scene) -> bool:
    """Say whether both sides are one and the same, so that nothing can differ."""
    return scene.day == other.day and scene.tokens == other.tokens


def scenario_choices(world: World, chosen: tuple[str, ...]) -> tuple[tuple[str, str, bool], ...]:
    """Return value, words and whether it is chosen, for every scenario and for none; a mixed choice is offered too."""
    single = [(name, world.scenarios[name].title) for name in world.scenarios]
    mixed = [(SEPARATOR.join(chosen), " and ".join(world.scenarios[name].title for name in chosen))]
    offered = [("", "Nothing taken away"), *single, *(mixed if len(chosen) > 1 else [])]
    return tuple((value, words, value == SEPARATOR.join(chosen)) for value, words in offered)


def since_the_eve(world: World) -> dict[str, Any]:
    """Return the changes of the view that set the data cut-off against the eve of the offensive, nothing taken away."""
    nothing: dict[str, Any] = dict.fromkeys(("scenario", "lost", "kept", "vs_scenario", "vs_lost", "vs_kept"), ())
    return {**nothing, "date": world.meta.data_cutoff.last, "vs_date": DEFAULT_DAY, "side": "after"}


def against_the_baseline() -> dict[str, Any]:
    """Return the changes of the view that set the scenario against the same day with nothing taken away."""
    return {"vs_scenario": (), "vs_lost": (), "vs_kept": (), "vs_date": None}


def swapped(view: View, world: World) -> dict[str, Any]:
    """Return the changes of the view that turn the two sides round."""
    pairs = (("scenario", "vs_scenario"), ("lost", "vs_lost"), ("kept", "vs_kept"))
    turned = {name: getattr(view, other) for pair in pairs for name, other in (pair, pair[::-1])}
    return {**turned, "date": view.vs_date or day_of(view, world), "vs_date": day_of(view, world)}


def compare_acts(world: World) -> Mapping[str, Callable[[str], None]]:
    """Return what a click does, by the name of its act."""
    return MappingProxyType(
        {
            "scenario": lambda text: _switch(_names(text, world), world),
            "vs_scenario": lambda text: state.choose(vs_scenario=_names(text, world), vs_lost=(), vs_kept=()),
            "date": lambda text: _set_day("date", text, world),
            "vs_date": lambda text: _set_day("vs_date", text, world),
            "side": lambda text: state.choose(side="before" if text == "before" else "after"),
            "swap": lambda _: state.choose(**swapped(state.view(), world)),
            "baseline": lambda _: state.choose(**against_the_baseline()),
            "eve": lambda _: state.choose(**since_the_eve(world)),
            "go": go,
        }
    )


def _switch(names: tuple[str, ...], world: World) -> None:
    """Switch the scenarios of this side; what was taken away by hand was meant beside the old ones."""
    state.choose(**with_scenarios(state.view(), world, names), lost=(), kept=())


def _names(text: str, world: World) -> tuple[str, ...]:
    return tuple(name for name in text.split(SEPARATOR) if name in world.scenarios)


def _set_day(side: str, text: str, world: World) -> None:
    """Set the day of a side; a half-typed or an impossible day changes nothing."""
    day = allowed_day(text, world)
    if day is not None:
        state.choose(**{side: day})
