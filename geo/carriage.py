"""What is asked of the prepared ways by air and by sea, so that any will do that give it: stand-ins in tests, too."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from geo.airspace import NoWay
from geo.assumptions import Assumptions
from geo.vocabulary import Mode


class AirWay(Protocol):
    """A way by air."""

    @property
    def points(self) -> tuple[tuple[float, float], ...]: ...  # noqa: D102
    @property
    def km(self) -> float: ...  # noqa: D102
    @property
    def overflown(self) -> tuple[str, ...]: ...  # noqa: D102


class SeaWay(Protocol):
    """A way by sea."""

    @property
    def points(self) -> tuple[tuple[float, float], ...]: ...  # noqa: D102
    @property
    def km(self) -> float: ...  # noqa: D102
    @property
    def nmi(self) -> float: ...  # noqa: D102
    @property
    def passages(self) -> tuple[str, ...]: ...  # noqa: D102


class Sky(Protocol):
    """The prepared airspace, as far as it is needed here."""

    @property
    def places(self) -> tuple[str, ...]: ...  # noqa: D102

    def distances_km(self, closed: frozenset[str]) -> NDArray[np.float64]:
        """Return the lengths of the shortest legal ways between all places, infinite where there is none."""

    def path(self, origin: str, target: str, *, closed: frozenset[str]) -> AirWay | None:
        """Return the shortest legal way, or None if there is none."""

    def why_not(self, origin: str, target: str, *, closed: frozenset[str]) -> NoWay | None:
        """Return why there is no legal way, or None if there is one."""


class Sea(Protocol):
    """The sea lanes, as far as they are needed here."""

    def is_known(self, place: str) -> bool:
        """Say whether a ship can reach a place at all."""

    def route(self, origin: str, target: str, *, closed: frozenset[str]) -> SeaWay | None:
        """Return the shortest way around closed passages, or None if there is none."""

    def days(self, route: SeaWay, assumptions: Assumptions) -> float:
        """Return the days of a voyage one way."""


class Hop(Protocol):
    """A link, as far as it is needed here."""

    @property
    def origin(self) -> str: ...  # noqa: D102
    @property
    def target(self) -> str: ...  # noqa: D102
    @property
    def mode(self) -> Mode: ...  # noqa: D102
