"""How each kind of figure of the contingency analysis is worked out: in words, with where the method is from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from geo.costs import COST
from geo.results import SupportStatus
from geo.shapley import MOST_CLOSURES, MOST_TOKENS, ORDERS

_GONE, _STRAINED = COST[SupportStatus.UNSUPPORTED], COST[SupportStatus.STRAINED]


class Figure(StrEnum):
    """The kinds of figures that a reader may ask about."""

    SINGLES = "singles"
    PAIRS = "pairs"
    TRIPLES = "triples"
    OPERATIONS = "operations"
    BETWEENNESS = "betweenness"
    SHAPLEY = "shapley"
    REPAIRS = "repairs"
    BY_HAND = "by hand"


BUSY_WORDS = (
    "Betweenness counts the shortest ways from gateways to operations that lead through a place. It knows nothing of "
    "needs, consent or loads. A place that many ways pass may cost nothing, if another way does as well; one that few "
    "ways pass may be the only one."
)
"""What the comparison of both ranks shows."""

_HOW: Mapping[Figure, str] = MappingProxyType(
    {
        Figure.SINGLES: (
            "Each thing is taken away alone, and every operation is judged again by the same rules that give the "
            "statuses. Cost = operations that lose all reported support, on paper or not, "
            f"times {_GONE:g}, plus operations that become strained, times {_STRAINED:g}. "
            "On top of a scenario, an operation that it strains already and that then loses the rest counts "
            f"{_GONE:g}, as any other does; so costs on top do not add up to the cost of both together. "
            "The weights are this editor's choice. Every operation counts the same: the number of troops would be a "
            "poor measure of what it is worth."
        ),
        Figure.PAIRS: (
            "A pair costs what the first breaks alone, what the second breaks alone, and what only both break, each "
            "operation counted once, by the worst that it falls to: two that break the same cost less than their sum. "
            "The last is the synergy: the operations for which the pair is a minimal cut set, a set that is enough "
            "and of which nothing can be left out. All minimal cut sets are found by hitting every proof of support in "
            "turn (Reiter 1987, A theory of diagnosis from first principles, Artificial Intelligence 32, 57-95), so "
            "no pair is left out."
        ),
        Figure.TRIPLES: (
            "A triple is listed if it breaks something that no two of the three break: if it is a minimal cut set of "
            "an operation. Its cost counts all that falls, by one, two or three of the losses. What is not listed "
            "costs no more than the pairs and single losses that it is made of."
        ),
        Figure.OPERATIONS: (
            "Redundancy = the number of losses in the smallest set that is enough. One: a single point of failure. "
            "Only losses of the kinds chosen are counted, and gateways only if they are chosen. Two ways over one "
            "country are one way if its sky is closed; counting ways would miss that, counting losses does not. "
            "Where no set was found, it takes more losses than were looked at."
        ),
        Figure.BETWEENNESS: (
            "For each gateway and each operation: of the shortest ways between them, counted in links, the share that "
            "leads through the place, added up over all gateways and operations (Brandes 2008, On variants of "
            "shortest-path betweenness centrality, Social Networks 30, 136-145). Equal places share a rank."
        ),
        Figure.SHAPLEY: (
            "Think of the losses coming one by one, in every possible order. Each loss is to blame for what the cost "
            f"grows by when it comes: {_STRAINED:g} for each operation that loses full support with it, "
            f"{_GONE - _STRAINED:g} for each that then loses the rest, {_GONE:g} for one that loses both at once or "
            "had no full support before. A loss's share is the mean over all orders (Shapley 1953, A value for "
            "n-person games), so the shares add up to what the scenario costs; its share in one operation is the part "
            f"of that operation's cost that it is to blame for. Up to {MOST_TOKENS} "
            f"losses, of which up to {MOST_CLOSURES} change ways, all orders are looked at; beyond, {ORDERS:,} are "
            "drawn, and a standard error is given."
        ),
        Figure.REPAIRS: (
            "A repair is a set of lost things that, given back, bring the operation back, and of which none can be "
            "left out. Each must hold something of every cause, every smallest set that is enough to break the "
            "operation: repairs and causes are each other's minimal hitting sets (Reiter 1987). Giving back one thing "
            "costs 1, so the cheapest repair is the one with the fewest things."
        ),
        Figure.BY_HAND: (
            "The example is computed for the day that is shown: a small operation that has a choice of ways and a "
            "single point of failure, if there is one with a pair that only together is enough. Nothing is typed in."
            " A way breaks if one of its places, or a consent that one of them stands on, is lost. A need is met as "
            "long as a way is left that carries enough. An operation is supported if all its essential needs are "
            "met."
        ),
    }
)


def how_worked_out(figure: Figure) -> str:
    """Return how a kind of figure is worked out, with where the method is from."""
    return _HOW[figure]
