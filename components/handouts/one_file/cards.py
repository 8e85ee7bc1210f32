"""The cards of one scene, and which of them a case can make other than they are with nothing taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from components import cache
from components.details import KINDS, Card, printed
from components.scene import Scene
from geo.airleg import NoLeg
from geo.airlift import Routes
from geo.model import Facility, Operation
from geo.results import OperationImpact
from geo.scenario import CLOSES, Token, TokenKind
from geo.timeline import consent_on

_UNRELATED: Final = frozenset({Token(TokenKind.FACILITY, "nothing-of-that-name")})
"""What makes a card say that something is taken away, and takes nothing away."""

_BY_SCENARIO: Final = frozenset({"facilities", "operations", "regions", "links"})
"""The kinds of records whose card depends on what is taken away."""


class Cards:
    """The cards of a day with nothing taken away: those of a case are told apart from them."""

    def __init__(self, bare: Scene) -> None:
        """Begin.

        Parameters
        ----------
        bare
            The day, with nothing taken away.
        """
        self.bare = bare
        self._kinds = {name: kind for kind in KINDS for name in getattr(bare.world, kind.listed)}
        self._by_scenario = {name for name, kind in self._kinds.items() if kind.listed in _BY_SCENARIO}
        self._beside = replace(bare, tokens=_UNRELATED)

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of everything that has a card."""
        return tuple(self._kinds)

    def bare_html(self) -> Iterator[tuple[str, str, str]]:
        """Yield the id of every record, its card, and the one for cases that do not touch it."""
        for name, kind in self._kinds.items():
            card = kind.make(self.bare, name)
            beside = self._untouched.get(name, card)
            html = printed(kind, card, self.bare)
            yield name, html, html if card == beside else printed(kind, beside, self._beside)

    def other_in(self, scene: Scene, touched: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the cards that are other in a case than where it does not touch them, by id.

        Parameters
        ----------
        scene
            The case, on the same day.
        touched
            The ids of those that can be.
        """
        for name in touched:
            kind = self._kinds[name]
            card = kind.make(scene, name)
            if card != self._untouched[name]:
                yield name, printed(kind, card, scene)

    @cached_property
    def _untouched(self) -> Mapping[str, Card]:
        return {name: self._kinds[name].make(self._beside, name) for name in self._by_scenario}

    def touched_by(self, scene: Scene) -> frozenset[str]:
        """Return the ids of the records whose card a case can change, on the same day; few of them may be the same."""
        world, bare, impact = self.bare.world, self.bare.impact, scene.impact
        lines = {name for name, state in impact.links.items() if bare.links[name] is not state}
        falls = {name for name, row in impact.operations.items() if bare.operations[name] != row}
        gone = {name for name, row in impact.facilities.items() if bare.facilities[name] != row}
        on_ways = {name for operation in falls for name in _on_ways(impact.operations[operation])}
        ends = {end for name in lines for end in (world.links[name].origin, world.links[name].target)}
        named = {token.name for token in scene.tokens}
        hosts = {token.name for token in scene.tokens if token.kind is TokenKind.HOST}
        stands = {name for name, leave in self._leave.items() if leave & hosts}
        closes = any(token.kind in CLOSES for token in scene.tokens)
        flown = {name for name, stops in self._flights.items() if stops is None or stops & gone}
        turned = bare.operations.keys() if closes else set()
        touched = world.regions.keys() | named | lines | falls | gone | on_ways | ends | stands | flown | turned
        return frozenset(touched & self._by_scenario)

    @cached_property
    def _leave(self) -> Mapping[str, frozenset[str]]:
        """On whose leave each place stands, by id."""
        places: dict[str, Facility | Operation] = {**self.bare.world.facilities, **self.bare.world.operations}
        return {name: frozenset(consent_on(record, self.bare.day)) for name, record in places.items()}

    @cached_property
    def _flights(self) -> Mapping[str, frozenset[str] | None]:
        """Where the flights to each operation that figures would allow begin and stop; None: there are none."""
        lift, found = self.bare.net.lift, dict[str, frozenset[str] | None]()
        for name in self.bare.impact.operations:
            if lift is not None and lift.is_airfield(name):
                routes = cache.rivals(*self.bare.key, name)
                found[name] = None if isinstance(routes, NoLeg) else _stops(routes)
        return found


def _stops(routes: Routes) -> frozenset[str]:
    plans = (routes.best, routes.widest, routes.shortest, routes.fewest_stops)
    return frozenset(leg.origin for plan in plans for leg in plan.legs)


def _on_ways(row: OperationImpact) -> Iterator[str]:
    """Yield the ids of the places and lines on the ways of an operation, before and in the scenario."""
    for group in row.groups:
        for chain in filter(None, (group.before, group.after)):
            yield from chain.places
            yield from chain.links
