"""Everything the file holds, as one record: days, cases, scenarios, steps, and where it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from components.brief.present import has_sides, step_html, told_of_step
from components.handouts.one_file.cases import by_hand, scenario_view, tokens_of, with_tokens, without_losses
from components.handouts.one_file.pool import Pool
from components.handouts.one_file.records import DayRecords
from components.handouts.request import Request, Sheet, go_on
from components.map_states import focus_of
from components.map_story import states_for
from components.markup import html
from components.scene import Scene, other_side_of, scene_of
from components.state import Focus
from components.view import Base, Borders, View, is_presented
from geo.briefing import Briefing
from geo.cut_sets import Budget
from geo.network import Parameters


class Content:
    """Collects what the file holds; a case or a day that comes twice is kept once."""

    def __init__(self, request: Request) -> None:
        """Begin with nothing.

        Parameters
        ----------
        request
            What is handed out.
        """
        self._request = request
        self._pool = Pool()
        self._days: dict[tuple[str, Parameters], tuple[int, DayRecords]] = {}
        self._cases: dict[str, dict[str, Any]] = {}

    def record(self, budget: Budget) -> dict[str, Any]:
        """Work everything out and return it.

        Raises
        ------
        OverBudgetError
            If it was cancelled.
        """
        scene = self._request.scene
        start = self._start(scene)
        scenarios = [self._scenario(name) for name in self._each(list(scene.world.scenarios), budget, 0.0, 0.4)]
        for tokens in self._each(list(by_hand(scene)), budget, 0.4, 0.7):
            self._add(with_tokens(scene, tokens))
        steps = [self._step(sheet) for sheet in self._sheets(budget)]
        return {
            "start": start,
            "scenarios": scenarios,
            "steps": steps,
            "days": [records.day for _, records in self._days.values()],
            "cases": self._cases,
            "values": self._pool.values,
            "foot": {borders.value: _foot(scene, borders) for borders in Borders},
        }

    def _each(self, things: list[Any], budget: Budget, begin: float, end: float) -> Iterator[Any]:
        for number, thing in enumerate(things):
            go_on(budget, begin + (end - begin) * number / len(things))
            yield thing

    def _sheets(self, budget: Budget) -> Iterator[Sheet]:
        count = len(self._request.briefing.steps) if self._request.briefing else 0
        for sheet in self._request.steps():
            go_on(budget, 0.7 + 0.25 * sheet.number / count)
            yield sheet

    def _start(self, scene: Scene) -> dict[str, Any]:
        return {"case": self._add(scene), "sel": scene.view.sel, "look": _look(scene.view), "focus": _focus(scene)}

    def _scenario(self, name: str) -> dict[str, Any]:
        scene = scene_of(scenario_view(self._request, name), self._request.scene.world)
        scenario = scene.world.scenarios[name]
        words = html("twin_scenario.html", scenario=scenario, day=scene.day, world=scene.world)
        return {"id": name, "case": self._add(scene), "words": self._pool.add_html(words)}

    def _step(self, sheet: Sheet) -> dict[str, Any]:
        briefing, scene = self._request.briefing, sheet.scene
        if briefing is None:
            msg = "a sheet belongs to a briefing"
            raise ValueError(msg)
        told = {**told_of_step(briefing, sheet.number), "speaker": "", "notes": "", "next": []}
        return {
            **self._start(scene),
            "words": self._pool.add_html(step_html(briefing, scene, scene, stamp="")),
            "before": self._before(briefing, scene) if has_sides(scene.view, scene.world) else None,
            "told": told,
        }

    def _before(self, briefing: Briefing, scene: Scene) -> dict[str, Any]:
        """Return the other side of a step, which the presenter can turn to."""
        other, view = other_side_of(scene), replace(scene.view, side="before")
        words = step_html(briefing, replace(scene, view=view), other, stamp="")
        return {"case": self._add(other), "words": self._pool.add_html(words)}

    def _add(self, scene: Scene) -> str:
        """Keep a case, and its day with nothing taken away; return the name of the case."""
        day = (scene.day.isoformat(), scene.parameters)
        if day not in self._days:
            bare = without_losses(scene)
            self._days[day] = len(self._days), DayRecords(bare, self._pool)
            self._keep(bare)
        return self._keep(scene)

    def _keep(self, scene: Scene) -> str:
        number, records = self._days[scene.day.isoformat(), scene.parameters]
        name = f"{number}:{','.join(tokens_of(scene))}"
        if name not in self._cases:
            plain = replace(scene, view=replace(scene.view, sel=None))
            self._cases[name] = {"day": number, **records.case(plain)}
        return name


def _look(view: View) -> dict[str, Any]:
    return {"layers": sorted(view.layers), "borders": view.borders, "theme": view.theme}


def _foot(scene: Scene, borders: Borders) -> str:
    """Return what the map says at its foot; no tiles come from elsewhere."""
    view = replace(scene.view, borders=borders, base=Base.EMBEDDED)
    foot: str = states_for(replace(scene, view=view), Focus(serial=0, kind="start"))["foot"]
    return foot


def _focus(scene: Scene) -> dict[str, Any]:
    """Return where the map begins."""
    view = scene.view
    if view.map:
        wish = Focus(serial=0, kind="step" if is_presented(view) else "map", target=view.map)
    else:
        wish = Focus(serial=0, kind="region" if view.region else "start", target=view.region or "")
    return focus_of(wish, scene.world)
