"""The likelihoods of a circuit's nodes, each with its range, and what they hang on most (method: section 6).

They are counted exactly by a decision diagram; where that would get too large, many random cases are drawn instead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Generic

from geo.circuit import Circuit
from geo.claims import Chance
from geo.credence import Bound, words
from geo.diagram import FALSE, Diagram, TooLarge
from geo.reliability import Cone, by_draws, cone_of, least, most, settled
from geo.simulation import Simulation, standard_error
from geo.wiring import Element


class Method(StrEnum):
    """How a likelihood was found."""

    EXACT = "exact"
    SIMULATED = "simulated"


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """From where on random cases take the place of counting, and how many are drawn."""

    most_tests: int = 300
    most_nodes: int = 200_000
    samples: int = 102_400
    samples_of_swings: int = 12_800
    """Fewer: two answers that are compared are drawn alike, and there are many of them."""
    least_samples: int = 1_024
    most_draws: int = 20_000_000
    """How many random cases times doubtful things there may be: of a large network fewer cases are drawn."""
    seed: int = 203


LIMITS = Limits()


@dataclass(frozen=True, kw_only=True, slots=True)
class Likelihood(Generic[Element]):
    """How likely it is that something holds, given what is lost and what is taken as given."""

    point: float
    """With every range at its middle, and sources independent of each other."""
    low: float
    """With every range at its low end."""
    high: float
    """With every range at its high end."""
    least: float
    """The least that it can be, whatever depends on whatever (Fréchet)."""
    most: float
    """The most that it can be, whatever depends on whatever (Fréchet)."""
    method: Method
    standard_error: float
    """Of the point, where random cases were drawn; otherwise 0."""
    doubtful: tuple[Element, ...]
    """What it can hang on that is kept by chance; empty if it is certain, one way or the other."""
    given: frozenset[Element]
    """What it can hang on that is taken as given."""

    @property
    def words(self) -> tuple[str, ...]:
        """The word of ICD 203 for it, or the words for the ends of its range if they differ."""
        return words(self.low, self.high)


@dataclass(frozen=True, kw_only=True, slots=True)
class Swing(Generic[Element]):
    """What one doubtful thing does to a likelihood."""

    element: Element
    low: float
    """The likelihood with this one at the low end of its range, all others at their middle."""
    high: float
    lost: float
    """The likelihood if this one were known to be lost."""
    kept: float

    @property
    def swing(self) -> float:
        """How far its range moves the likelihood."""
        return self.high - self.low

    @property
    def birnbaum(self) -> float:
        """Birnbaum's importance (1969): how far it moves the likelihood if it is kept instead of lost."""
        return self.kept - self.lost


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceSwing:
    """What one draw, which is one source, does to a likelihood."""

    draw: str
    wrong: float
    """The likelihood if it were known to be wrong in all it is cited for."""
    right: float
    cited: int
    """For how many of the doubtful things it is cited."""

    @property
    def swing(self) -> float:
        """How far knowing of it would move the likelihood."""
        return self.right - self.wrong


class Odds(Generic[Element]):
    """The likelihoods of the nodes of a circuit."""

    def __init__(
        self, circuit: Circuit[Element], chances: Mapping[Element, Chance], *, limits: Limits = LIMITS
    ) -> None:
        """Prepare to answer.

        Parameters
        ----------
        circuit
            The circuit; what is lost for certain is lost in it from the outset, and none of its gates hangs on what is
            kept by chance.
        chances
            What is kept by chance.
        limits
            From where on random cases are drawn.
        """
        self._circuit = circuit
        self._chances = {element: chance for element, chance in chances.items() if element not in circuit.lost}
        self._limits = limits
        self._cones: dict[int, Cone[Element]] = {}
        self._too_large: set[int] = set()
        self._forget()

    def likelihood(self, node: int) -> Likelihood[Element]:
        """Return how likely it is that a node is up."""
        cone = self._cone(node)
        method, (low, point, high) = self._answered(
            node,
            lambda: [self._exact(node, bound) for bound in Bound],
            lambda: [self._drawn.share(cone, bound) for bound in Bound],
        )
        return Likelihood(
            point=point,
            low=low,
            high=high,
            least=settled(self._circuit, cone.order, least(self._chances), {}).get(node, 0.0),
            most=settled(self._circuit, cone.order, most(self._chances), {}).get(node, 0.0),
            method=method,
            standard_error=standard_error(point, self._drawn.samples) if method is Method.SIMULATED else 0.0,
            doubtful=cone.doubtful,
            given=cone.given,
        )

    def swings(self, node: int) -> tuple[Swing[Element], ...]:
        """Return what each doubtful thing does to the likelihood of a node, the widest range first."""
        found = [self._swing(node, element) for element in self._cone(node).doubtful]
        return tuple(sorted(found, key=lambda one: (-round(one.swing, 12), one.element)))

    def source_swings(self, node: int) -> tuple[SourceSwing, ...]:
        """Return what knowing of each draw would do to the likelihood of a node, the one that would do most first."""
        cited: dict[str, int] = {}
        for element in self._cone(node).doubtful:
            for draw in self._chances[element].draws:
                cited[draw] = cited.get(draw, 0) + 1
        found = [self._source_swing(node, draw, count) for draw, count in cited.items()]
        return tuple(sorted(found, key=lambda one: (-round(one.swing, 12), one.draw)))

    def _swing(self, node: int, element: Element) -> Swing[Element]:
        """Return what one doubtful thing does to the likelihood of a node."""
        ends: tuple[Bound | bool, ...] = (Bound.LOW, Bound.HIGH, False, True)
        _, (low, high, lost, kept) = self._answered(
            node,
            lambda: [self._exact(node, Bound.MIDDLE, changed={element: end}) for end in ends],
            lambda: [self._few.share(self._cone(node), Bound.MIDDLE, changed={element: end}) for end in ends],
        )
        return Swing(element=element, low=low, high=high, lost=lost, kept=kept)

    def _source_swing(self, node: int, draw: str, count: int) -> SourceSwing:
        """Return what knowing of one draw would do to the likelihood of a node."""
        _, (wrong, right) = self._answered(
            node,
            lambda: [self._exact(node, Bound.MIDDLE, known={draw: passes}) for passes in (False, True)],
            lambda: [self._few.share(self._cone(node), Bound.MIDDLE, known={draw: passes}) for passes in (False, True)],
        )
        return SourceSwing(draw=draw, wrong=wrong, right=right, cited=count)

    def _answered(
        self, node: int, exactly: Callable[[], list[float]], drawn: Callable[[], list[float]]
    ) -> tuple[Method, list[float]]:
        """Return an answer counted exactly if it can be, with an empty diagram if need be, and else by random cases."""
        if node not in self._too_large and self._tests(node) <= self._limits.most_tests:
            for _ in range(2):
                try:
                    return Method.EXACT, exactly()
                except TooLarge:
                    self._forget()
            self._too_large.add(node)
        return Method.SIMULATED, drawn()

    def _tests(self, node: int) -> int:
        """Return how many different tests of draws the answer about a node hangs on."""
        chances = [self._chances[element] for element in self._cone(node).doubtful]
        return len({(draw, chance.threshold(Bound.MIDDLE)) for chance in chances for draw in chance.draws})

    def _exact(
        self,
        node: int,
        bound: Bound,
        *,
        changed: Mapping[Element, Bound | bool] | None = None,
        known: Mapping[str, bool] | None = None,
    ) -> float:
        """Return the probability that a node is up; what is told is as in `Simulation.share`.

        Raises
        ------
        TooLarge
            If the diagram would get too large.
        """
        algebra = by_draws(self._diagram, self._chances, bound, changed or {})
        found = settled(self._circuit, self._cone(node).order, algebra, {} if changed else self._found[bound])
        if not changed:
            self._found[bound] = found
        return self._diagram.probability(found.get(node, FALSE), known)

    def _forget(self) -> None:
        """Begin an empty diagram."""
        self._diagram = Diagram(most_nodes=self._limits.most_nodes)
        self._found: dict[Bound, dict[int, int]] = {bound: {} for bound in Bound}

    def _cone(self, node: int) -> Cone[Element]:
        """Return what the answer about a node can hang on."""
        if node not in self._cones:
            self._cones[node] = cone_of(self._circuit, node, self._chances)
        return self._cones[node]

    @cached_property
    def _drawn(self) -> Simulation[Element]:
        """Random cases."""
        return self._simulation(self._limits.samples)

    @cached_property
    def _few(self) -> Simulation[Element]:
        """Fewer random cases."""
        return self._simulation(self._limits.samples_of_swings)

    def _simulation(self, samples: int) -> Simulation[Element]:
        """Return random cases: as many as are wanted, or as there may be."""
        most = max(self._limits.least_samples, self._limits.most_draws // max(1, len(self._chances)))
        return Simulation(self._circuit, self._chances, samples=min(samples, most), seed=self._limits.seed)
