"""How often goals of a large network are up in millions of random cases, by several processes or machines (method: 6).

The cases come in pieces of a size that only the question decides, each with a seed of its own: who draws which piece,
or draws one again, changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, NamedTuple

import numpy as np

from geo.circuit import Circuit
from geo.claims import Chance
from geo.credence import Bound
from geo.cut_sets import LONG, Budget, Stop, Watch
from geo.gateless import with_gates_met
from geo.likelihood import GradedNet
from geo.scenario import Token
from geo.simulation import Simulation, standard_error
from geo.support_circuit import support_circuit
from geo.wiring import Element
from geo.workers import ALL_CORES, Job, Workers, answers

MOST_CASES_EACH = 131_072
"""How many cases a piece has at most."""
LEAST_CASES_EACH = 1_024
MOST_DRAWS_EACH = 200_000_000
"""How many cases times doubtful things a piece has at most: some seconds, and less than a hundred megabytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Simulated:
    """In how many random cases some goals are up."""

    cases: int
    """How many were drawn: all that were asked for, unless it was stopped."""
    asked: int
    up: Mapping[int, Mapping[Bound, int]]
    """By goal, and by which end of the ranges is taken: in how many of the cases it is up."""
    stopped: Stop | None

    def share(self, goal: int, bound: Bound = Bound.MIDDLE) -> float:
        """Return the share of the cases in which a goal is up; not a number if none was drawn."""
        return self.up[goal][bound] / self.cases if self.cases else float("nan")

    def standard_error(self, goal: int, bound: Bound = Bound.MIDDLE) -> float:
        """Return the standard error of a share; not a number if no case was drawn."""
        return standard_error(self.share(goal, bound), self.cases) if self.cases else float("nan")


@dataclass(frozen=True, kw_only=True, slots=True)
class MonteCarlo:
    """Random cases that several workers draw."""

    cases: int
    seed: int = 203
    workers: Workers = ALL_CORES
    budget: Budget = LONG

    def __call__(self, circuit: Circuit[Element], chances: Mapping[Element, Chance], goals: Sequence[int]) -> Simulated:
        """Return in how many cases some nodes are up.

        Parameters
        ----------
        circuit
            The circuit; what is lost for certain is lost in it from the outset.
        chances
            What is kept by chance; all else is kept.
        goals
            The nodes.

        Raises
        ------
        GateError
            If a gate hangs on what is kept by chance.
        SchedulerError, WorkerError
            If the workers cannot be used.
        """
        watch = Watch(self.budget)
        doubtful = {element: chance for element, chance in chances.items() if element not in circuit.lost}
        plain, numbers = with_gates_met(circuit, goals, doubtful=doubtful)
        matter = {guard for node in plain.nodes for guard in node.guards}
        told = {element: chance for element, chance in doubtful.items() if element in matter}
        question = _Question(circuit=plain, chances=told, nodes=frozenset(numbers.values()), seed=self.seed)
        done, up = 0, Counter[tuple[int, Bound]]()
        pieces = _pieces(self.cases, doubtful=len(told))
        for number, counts in answers(Job(answer=_counts, shared=question, pieces=pieces), self.workers, watch):
            done += pieces[number].cases
            up.update(counts)
            watch.tell(done / self.cases)
        found = {goal: MappingProxyType({bound: up[node, bound] for bound in Bound}) for goal, node in numbers.items()}
        stopped = watch.stopped if done < self.cases else None
        return Simulated(cases=done, asked=self.cases, up=MappingProxyType(found), stopped=stopped)


def simulate_support(network: GradedNet, tokens: Collection[Token], draw: MonteCarlo) -> Simulated:
    """Return in how many random cases the operations of a day keep either level; the goals are `support_circuit`'s.

    Parameters
    ----------
    network
        The network of the day, with its grades.
    tokens
        What is lost for certain.
    draw
        How many cases, and who draws them.

    Raises
    ------
    SchedulerError, WorkerError
        If the workers cannot be used.
    """
    support = support_circuit(network.net)
    chances = {token: claim.chance(network.credence) for token, claim in network.claims.items()}
    goals = sorted({*support.minimum.values(), *support.full.values()})
    return draw(support.circuit.losing(frozenset(tokens)), chances, goals)


class _Piece(NamedTuple):
    """Some of the cases."""

    number: int
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Question(Generic[Element]):
    """What all pieces share."""

    circuit: Circuit[Element]
    chances: Mapping[Element, Chance]
    nodes: frozenset[int]
    seed: int


def _pieces(cases: int, *, doubtful: int) -> list[_Piece]:
    """Return the pieces of some cases; the last takes what is left."""
    each = min(MOST_CASES_EACH, max(LEAST_CASES_EACH, MOST_DRAWS_EACH // max(1, doubtful)))
    return [_Piece(number, min(each, cases - at)) for number, at in enumerate(range(0, cases, each))]


def _counts(
    question: _Question[Element], piece: _Piece, _cancelled: Callable[[], bool]
) -> Mapping[tuple[int, Bound], int]:
    """Do a piece: return in how many of its cases each node is up, for each bound."""
    # What `SeedSequence(seed).spawn(n)` has at this place: streams that do not meet, however many pieces there are.
    words = np.random.SeedSequence(question.seed, spawn_key=(piece.number,)).generate_state(4)
    seed = int.from_bytes(words.astype("<u4").tobytes(), "little")
    drawn = Simulation(question.circuit, question.chances, samples=piece.cases, seed=seed)
    return drawn.counts(question.nodes)
