"""The classroom when no exercise is open: every exercise by region, how results are worked out, the glossary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from components import state
from components.learn.acts import open_exercise
from components.learn.attempt import attempt_at
from components.markup import html, panel
from components.scene import Scene
from components.view import Page
from geo.exercise import Exercise
from geo.glossary import Term
from geo.world import World


@dataclass(frozen=True, kw_only=True)
class RegionCard:
    """The exercises of a region, and which of them were done."""

    name: str
    exercises: tuple[tuple[Exercise, bool], ...]


def classroom(scene: Scene) -> None:
    """Draw the exercises, how results are worked out, and the glossary."""
    world = scene.world
    asked = state.kept(state.TERM)
    content = html("learn.html", regions=regions_of(world), glossary=glossary_of(world), world=world, asked=asked)
    panel("learn", content, acts=_acts(world))


def regions_of(world: World) -> tuple[RegionCard, ...]:
    """Return the regions that have exercises, in the order of the facts."""
    return tuple(
        RegionCard(name=region.name, exercises=tuple((row, attempt_at(row.id).revealed) for row in found))
        for region in world.regions.values()
        if (found := [row for row in world.exercises.values() if row.region == region.id])
    )


def glossary_of(world: World) -> Mapping[str, tuple[Term, ...]]:
    """Return the glossary by heading: headings as in the file, words by the alphabet."""
    groups = dict.fromkeys(term.group for term in world.glossary.values())
    return {
        group: tuple(
            sorted(
                (term for term in world.glossary.values() if term.group == group), key=lambda term: term.term.casefold()
            )
        )
        for group in groups
    }


def _acts(world: World) -> Mapping[str, Callable[[str], None]]:
    return {
        "exercise": lambda name: open_exercise(world, name),
        "worksheet": lambda name: _to_worksheet(world, name),
    }


def _to_worksheet(world: World, name: str) -> None:
    """Go to where a worksheet is made, of the exercises of a region; one that is unknown changes nothing."""
    if name in world.exercises:
        state.choose(view=Page.HANDOUT, exercise=name)
