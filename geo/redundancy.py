"""How many losses each operation stands, and which are enough: its redundancy, by its smallest cut sets (method: 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from types import MappingProxyType

from geo.contingency import Contingency
from geo.cut_sets import CutSets
from geo.network import Net
from geo.results import SupportStatus, status_in
from geo.scenario import Token
from geo.standing import standing_of
from geo.sweep import SCENARIO, Sweep


@dataclass(frozen=True, kw_only=True, slots=True)
class OperationRow:
    """How many losses an operation stands."""

    operation: str
    status: SupportStatus
    """How it stands while only what is given is lost."""
    has_essential: bool
    """Whether it has an essential need: without one, nothing can leave it without support, which is no strength."""
    minimum: CutSets[Token]
    """What leaves it without reported support."""
    full: CutSets[Token]
    """What takes full support from it: that strains it, at least."""

    @property
    def smallest(self) -> tuple[frozenset[Token], ...]:
        """The smallest sets that leave it without reported support."""
        return _smallest(self.minimum)

    @property
    def smallest_full(self) -> tuple[frozenset[Token], ...]:
        """The smallest sets that take full support from it."""
        return _smallest(self.full)


def single_points(found: Contingency) -> Mapping[str, tuple[Token, ...]]:
    """Return the single points of failure of each operation: what alone leaves it without reported support."""
    singles = {name: cuts.minimum.order(1) for name, cuts in found.operations.items()}
    return MappingProxyType({name: tuple(token for some in sets for token in some) for name, sets in singles.items()})


def operation_rows(net: Net, found: Contingency) -> tuple[OperationRow, ...]:
    """Return how many losses each operation stands: the fewest first, then by name; last what has no support to lose.

    Parameters
    ----------
    net, found
        As in `ranking`.
    """
    sweep = Sweep.of(net, [found.scope.given])
    rows = [
        OperationRow(
            operation=name,
            status=status_in(standing_of(sweep, name), SCENARIO),
            has_essential=net.has_essential(name),
            minimum=cuts.minimum,
            full=cuts.full,
        )
        for name, cuts in found.operations.items()
    ]
    return tuple(sorted(rows, key=lambda row: (*_stands(row.minimum), *_stands(row.full), row.operation)))


def _smallest(cuts: CutSets[Token]) -> tuple[frozenset[Token], ...]:
    """Return the smallest of some cut sets."""
    return cuts.order(cuts.redundancy) if cuts.redundancy else ()


def _stands(cuts: CutSets[Token]) -> tuple[bool, float]:
    """Return what to order by: whether there is nothing to lose, and the size of the smallest cut set."""
    return not cuts.met, inf if cuts.redundancy is None else cuts.redundancy
