"""A scene: what a view comes to once the engine has worked on it; what every pane draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from components import cache
from components.view import View, day_of, vs_day_of
from geo.costs import Loss
from geo.explain import Explanation
from geo.gates import Gates
from geo.naming import name_losses
from geo.network import Net, Parameters
from geo.results import Impact
from geo.scenario import Token, compose
from geo.world import World


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A view, its day, what is taken away in it, and what that does."""

    view: View
    world: World
    day: date
    tokens: frozenset[Token]
    impact: Impact
    parameters: Parameters

    @cached_property
    def net(self) -> Net:
        """The network of the day."""
        return cache.net(self.world.digest, self.day, self.parameters)

    @cached_property
    def singles(self) -> Mapping[str, Loss]:
        """What each facility's loss alone would cost on the day."""
        return cache.singles(self.world.digest, self.day, self.parameters)

    @cached_property
    def gates(self) -> Gates:
        """What shuts each leg of the network of the day."""
        return cache.gates(self.world.digest, self.day, self.parameters)

    @cached_property
    def told(self) -> Mapping[str, Explanation]:
        """What happened to each operation that what is taken away costs something, by id."""
        return cache.told(*self.key)

    @property
    def key(self) -> tuple[str, date, Parameters, tuple[str, ...]]:
        """What names everything that the scene comes to: facts, day, parameters and what is taken away."""
        return self.world.digest, self.day, self.parameters, tuple(sorted(map(str, self.tokens)))

    @property
    def lost_words(self) -> str:
        """What is taken away, in words."""
        return name_losses(self.world, self.tokens)

    @property
    def title(self) -> str:
        """What is shown, as a title: its scenarios, else what is taken away, else what is selected."""
        world, view = self.world, self.view
        if view.scenario:
            return " + ".join(world.scenarios[name].title for name in view.scenario)
        if self.tokens:
            return f"{self.lost_words[:1].upper()}{self.lost_words[1:]}"
        named = next((world.records[name] for name in (view.sel, view.region) if name and name in world.records), None)
        return str(getattr(named, "name", "") or getattr(named, "title", "") or "Russia's military facilities abroad")


def scene_of(view: View, world: World) -> Scene:
    """Return the scene of a view."""
    return _scene(view, world, day_of(view, world), tokens_of(view, world))


def tokens_of(view: View, world: World) -> frozenset[Token]:
    """Return what a view takes away."""
    return compose([world.scenarios[name] for name in view.scenario], lost=view.lost, kept=view.kept)


def other_side_of(scene: Scene) -> Scene:
    """Return what a comparison starts from: the other scenarios or date named, else the baseline of the same day."""
    view, world = scene.view, scene.world
    scenarios = [world.scenarios[name] for name in view.vs_scenario]
    tokens = compose(scenarios, lost=view.vs_lost, kept=view.vs_kept)
    return _scene(replace(view, date=vs_day_of(view, world)), world, vs_day_of(view, world), tokens)


def _scene(view: View, world: World, day: date, tokens: frozenset[Token]) -> Scene:
    parameters = Parameters(reported_only=view.reported, worst_credibility=view.grade, assumptions=view.assume)
    impact = cache.impact(world.digest, day, parameters, tuple(sorted(map(str, tokens))))
    return Scene(view=view, world=world, day=day, tokens=tokens, impact=impact, parameters=parameters)
