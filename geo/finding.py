"""A published statement put to the test, and the bench it is tested on: the facts, a day, and what is closed."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.airlift import AirRoutePlan
from geo.airspace import Airspace
from geo.airway import densify
from geo.assumptions import Assumptions
from geo.dates import spoken_day
from geo.lift import Conditions, DayLift, Lift
from geo.naming import short_name
from geo.numbers import spaced
from geo.sphere import EARTH_KM, to_vectors
from geo.world import World

TERRITORIAL_SEA_KM = 22.224
"""12 nautical miles."""

_STEP_KM = 5.0
_POINTS_AN_EDGE = 20


class Verdict(StrEnum):
    """What comes of testing a statement."""

    AGREES = "agrees"
    ONLY_IF = "agrees only if"
    DISAGREES = "disagrees"
    NOT_TESTABLE = "not testable"


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingRow:
    """A figure as stated and as computed; None: nothing is stated, or there is no way."""

    what: str
    stated: float | str | None
    computed: float | str | None
    unit: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A way to read a statement, and whether what is computed bears it out."""

    only_if: str
    """What must be taken as given for this reading, after "only if"; empty: nothing beyond the statement."""
    holds: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FindingResult:
    """What came of testing a statement.

    Attributes
    ----------
    id
        Id of the published finding.
    verdict
        Whether what is computed bears the statement out.
    only_if
        With `Verdict.ONLY_IF`, what must be given, as the rest of "agrees only if ..."; otherwise empty.
    words
        What was computed, in a sentence or two.
    rows
        The figures side by side.
    conditions
        What they were computed with: day, closures, assumptions.
    """

    id: str
    verdict: Verdict
    only_if: str
    words: str
    rows: tuple[FindingRow, ...]
    conditions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What a test found; its readings go from the statement as made to what is farther and farther from it."""

    readings: tuple[Reading, ...]
    words: str
    rows: tuple[FindingRow, ...]
    conditions: tuple[str, ...]


def judged(readings: Iterable[Reading]) -> tuple[Verdict, str]:
    """Return the verdict, and what must be given for it: that of the first reading that holds."""
    for reading in readings:
        if reading.holds:
            return (Verdict.ONLY_IF if reading.only_if else Verdict.AGREES), reading.only_if
    return Verdict.DISAGREES, ""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Bench:
    """Where statements are tested: ways and loads with the default assumptions but for what a test changes."""

    lift: Lift
    airspace: Airspace

    @property
    def world(self) -> World:
        """The facts."""
        return self.lift.world

    def numbers(self, finding: str) -> Any:  # noqa: ANN401 - a free object, of another shape in each
        """Return the figures that a finding states."""
        return json.loads(self.world.published_findings[finding].numbers)

    def on(self, day: date, **assumed: Any) -> DayLift:  # noqa: ANN401 - of the kinds that the fields have
        """Return the ways of a day under the default assumptions but for some."""
        return _on(self.lift, day, Assumptions(**assumed))

    def km(self, day: date, origin: str, target: str, *, shut: Iterable[str] = ()) -> float | None:
        """Return the kilometres of the shortest legal way by air, or None if there is none.

        Parameters
        ----------
        day
            The day whose closures hold.
        origin, target
            Ids of places.
        shut
            Codes of countries whose sky is shut beyond those of the day.
        """
        way = self.on(day).air(origin, target).way(frozenset(shut))
        return None if way is None else way.km

    def overflown(self, day: date, origin: str, target: str, *, shut: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the codes of the countries that the shortest legal way crosses, none if there is no way."""
        way = self.on(day).air(origin, target).way(frozenset(shut))
        return () if way is None else way.overflown

    def apart_km(self, day: date, way: tuple[str, str], country: str, *, shut: Iterable[str] = ()) -> float | None:
        """Return how near the shortest legal way comes to the coast of a country it keeps clear of, in kilometres.

        The coast is taken as the airspace less 12 nautical miles.
        """
        path = self.airspace.path(*way, closed=self.on(day).shut_between(*way).union(shut))
        if path is None:
            return None
        line = np.array(densify(path, step_km=_STEP_KM))
        edge = np.concatenate([_filled(ring) for ring in self.airspace.obstacle(country)])
        chords = np.linalg.norm(to_vectors(*line.T)[:, None] - to_vectors(*edge.T), axis=-1)
        return float(chords.min()) * EARTH_KM + TERRITORIAL_SEA_KM

    def flight(
        self,
        day: date,
        places: Sequence[str],
        *,
        shut: Iterable[str] = (),
        **assumed: Any,  # noqa: ANN401 - as above
    ) -> AirRoutePlan | None:
        """Return what is flown along a chain of airfields, or None if it cannot be; see `Bench.km`."""
        plan = self.on(day, **assumed).fly(tuple(places), Conditions(skies=frozenset(shut)))
        return plan if isinstance(plan, AirRoutePlan) else None

    def load_t(
        self,
        day: date,
        places: Sequence[str],
        *,
        shut: Iterable[str] = (),
        **assumed: Any,  # noqa: ANN401 - as above
    ) -> float:
        """Return the tonnes carried along a chain of airfields, 0 if it cannot be flown; see `Bench.km`."""
        plan = self.flight(day, places, shut=shut, **assumed)
        return 0.0 if plan is None else plan.payload_t

    def refusal(self, day: date, places: Sequence[str], **assumed: Any) -> str:  # noqa: ANN401 - as above
        """Return the sentence that says why a chain of airfields cannot be flown, empty if it can."""
        plan = self.on(day, **assumed).fly(tuple(places))
        return "" if isinstance(plan, AirRoutePlan) else plan.words

    def nmi(self, day: date, origin: str, target: str, **assumed: Any) -> float:  # noqa: ANN401 - as above
        """Return the nautical miles of the shortest way by sea, infinite if there is none."""
        way = self.on(day, **assumed).sea(origin, target).way()
        return math.inf if way is None else way.nmi

    def place(self, facility: str) -> str:
        """Return what a facility is called."""
        return short_name(self.world.facilities[facility])

    def name(self, asset: str) -> str:
        """Return what an aircraft or ship is called, without what stands in brackets."""
        return self.world.assets[asset].name.partition(" (")[0]


def on_the_day(day: date, *more: str) -> tuple[str, ...]:
    """Return the conditions of a test: the day, what it adds, and the assumptions that matter to all loads."""
    reserve = f"{Assumptions().reserve:.0%} fuel reserve"
    return (
        f"Skies and straits as closed on {spoken_day(day)}",
        *more,
        f"Default assumptions: {reserve}, published runways",
    )


def row(what: str, computed: float | str | None, unit: str = "", *, stated: float | str | None = None) -> FindingRow:
    """Return a row."""
    return FindingRow(what=what, stated=stated, computed=computed, unit=unit)


def far(km: float | None) -> str:
    """Return a distance in words."""
    return "no legal way" if km is None or math.isinf(km) else f"{spaced(km)} km"


def _filled(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the corners of a ring with points between them."""
    part = np.linspace(0, 1, _POINTS_AN_EDGE, endpoint=False)[:, None, None]
    filled: NDArray[np.float64] = (ring + part * (np.roll(ring, -1, axis=0) - ring)).reshape(-1, 2)
    return filled


@lru_cache(maxsize=64)
def _on(lift: Lift, day: date, assumptions: Assumptions) -> DayLift:
    """Return the ways of a day."""
    return lift.on(day, assumptions)
