"""Which skies and straits are shut on a day, to whom and by whose act: the dated, sourced closures that enter routes.

Only closures of extent `all` are computed with. The flights are those of Russian state and military operators, so a row
that says it spares state aircraft would not count. Where a row does not say (civil closures, mostly) nobody can rely on
a way through: it bars overflight; but a flight that begins or ends in that country stands on its host's leave, which is
counted elsewhere, and such flights were reported (to Sudan in 2024).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from geo.countries import OPERATOR
from geo.lift_records import MontreuxClass
from geo.model import Constraint
from geo.timeline import live_constraints
from geo.vocabulary import ConstraintKind, Extent
from geo.world import World


@dataclass(frozen=True, kw_only=True, eq=False)
class ClosedSky:
    """The skies that are shut to Russian state flights on a day."""

    everywhere: frozenset[str]
    """Alpha-3 codes of countries that let no such flight pass, wherever it goes."""
    transit_only: frozenset[str]
    """Those of them that may still be flown to and from: the act is not known to hold for state aircraft."""
    with_destination: Mapping[str, frozenset[str]]
    """By a country, those that let no flight pass that begins or ends there."""
    rows: tuple[Constraint, ...]
    """The acts by which they are shut."""

    def between(self, country_a: str, country_b: str) -> frozenset[str]:
        """Return the countries shut to a flight between two countries, its ends included.

        Parameters
        ----------
        country_a, country_b
            Alpha-3 codes of where the flight begins and ends; the order does not matter.
        """
        ends = frozenset((country_a, country_b))
        barred = (self.with_destination.get(end, frozenset()) for end in sorted(ends))
        return (self.everywhere - (self.transit_only & ends)).union(*barred)

    def reasons(self, iso: str) -> tuple[Constraint, ...]:
        """Return the acts that shut a country's sky, to all such flights or to some destinations, oldest first."""
        return tuple(row for row in self.rows if iso in countries_of(row))


@dataclass(frozen=True, kw_only=True, eq=False)
class ClosedPassages:
    """The straits and canals that are shut on a day."""

    by_hull: Mapping[MontreuxClass, frozenset[str]]
    """Ids of the passages that a ship of each class may not use."""
    rows: tuple[Constraint, ...]
    """The acts by which they are shut."""

    def for_hull(self, hull: MontreuxClass) -> frozenset[str]:
        """Return the ids of the passages shut to a class of ships."""
        return self.by_hull.get(hull, frozenset())

    def reasons(self, passage: str) -> tuple[Constraint, ...]:
        """Return the acts that shut a passage to any ship, oldest first."""
        return tuple(row for row in self.rows if passage in passages_of(row))


def closed_sky(world: World, day: date) -> ClosedSky:
    """Return the skies that are shut on a day; see the head of this module for what counts.

    Parameters
    ----------
    world
        The facts.
    day
        The day to look at.
    """
    rows = _acts(world, day, ConstraintKind.AIRSPACE_CLOSED)
    rows = tuple(row for row in rows if row.covers_state_aircraft is not False)
    general = [row for row in rows if row.applies_to_destination is None]
    everywhere = _union(countries_of(row) for row in general)
    firm = _union(countries_of(row) for row in general if row.covers_state_aircraft)
    barred: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for row in rows:
        if row.applies_to_destination is not None:
            barred[row.applies_to_destination] |= countries_of(row)
    return ClosedSky(
        everywhere=everywhere,
        transit_only=everywhere - firm,
        with_destination=MappingProxyType(dict(barred)),
        rows=rows,
    )


def closed_passages(world: World, day: date) -> ClosedPassages:
    """Return the straits and canals that are shut on a day, by class of ship; the parameters are as for the sky."""
    rows = _acts(world, day, ConstraintKind.STRAIT_CLOSED)
    by_hull = {
        hull: _union(passages_of(row) for row in rows if row.applies_to in (None, hull)) for hull in MontreuxClass
    }
    return ClosedPassages(by_hull=MappingProxyType(by_hull), rows=rows)


def _acts(world: World, day: date, kind: ConstraintKind) -> tuple[Constraint, ...]:
    """Return the acts of a kind that are computed with on a day, oldest first."""
    live = (row for row in live_constraints(world, day) if row.kind is kind and row.extent is Extent.ALL)
    return tuple(sorted(live, key=lambda row: row.start.first if row.start else date.min))


def countries_of(row: Constraint) -> frozenset[str]:
    """Return the countries whose sky an act shuts; the operator's own is none of them."""
    return frozenset((*([row.country] if row.country else []), *row.countries)) - {OPERATOR}


def passages_of(row: Constraint) -> frozenset[str]:
    """Return the passages that an act shuts."""
    return frozenset((*([row.passage] if row.passage else []), *row.passages))


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return everything that is in any of the sets."""
    return frozenset().union(*sets)
