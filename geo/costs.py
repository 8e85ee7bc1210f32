"""What losing some things costs: which operations fall, how far, and how much that weighs (method: 5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from geo.network import Net
from geo.results import SupportStatus
from geo.scenario import Token
from geo.standing import standing_of
from geo.sweep import SCENARIO, Sweep

COST: Mapping[SupportStatus, float] = MappingProxyType(
    {SupportStatus.UNSUPPORTED: 1.0, SupportStatus.PAPER: 1.0, SupportStatus.STRAINED: 0.5}
)
"""What one operation that falls to a status counts for. The weights are this editor's choice, not a measured quantity:
without support and on paper only both mean that nothing reported is left; strained is half of that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Loss:
    """What losing some things together makes worse, by operation id."""

    tokens: frozenset[Token]
    unsupported: tuple[str, ...]
    paper: tuple[str, ...]
    """Those that lose all that was reported to support them, but for which there is a way on paper."""
    strained: tuple[str, ...]

    @property
    def cost(self) -> float:
        """How many operations fall, those that are strained only counted half: see `COST`."""
        return sum(COST[status] * len(names) for status, names in self.fallen.items())

    @property
    def fallen(self) -> Mapping[SupportStatus, tuple[str, ...]]:
        """The operations by the status they fall to, worst first."""
        worst_first = (self.unsupported, self.paper, self.strained)
        return MappingProxyType(dict(zip(COST, worst_first, strict=True)))

    @property
    def operations(self) -> tuple[str, ...]:
        """Every operation that falls, worst first."""
        return (*self.unsupported, *self.paper, *self.strained)


def losses_of(
    net: Net, cases: Sequence[Collection[Token]], *, given: frozenset[Token] = frozenset()
) -> tuple[Loss, ...]:
    """Return what each of some sets of things costs if it is lost, by the engine that statuses come from.

    An operation falls if it is supported while only `given` is lost, and is not, or is only strained, once the set is
    lost too. One that has lost its support to what is given has none left to lose.

    Parameters
    ----------
    net
        The network of the day.
    cases
        The sets of things.
    given
        What is lost already.
    """
    sweep = Sweep.of(net, [given, *(given.union(case) for case in cases)])
    fallen = {name: _fallen(sweep, name) for name in net.operations}
    return tuple(
        Loss(
            tokens=frozenset(case),
            unsupported=_in_case(number, ((name, masks[0]) for name, masks in fallen.items())),
            paper=_in_case(number, ((name, masks[1]) for name, masks in fallen.items())),
            strained=_in_case(number, ((name, masks[2]) for name, masks in fallen.items())),
        )
        for number, case in enumerate(cases, SCENARIO + 1)
    )


def single_losses(net: Net) -> Mapping[str, Loss]:
    """Return, for every facility that can be used on the day, what its loss alone costs; by its id."""
    sites = list(net.sites.values())
    found = losses_of(net, [[site.token] for site in sites])
    return MappingProxyType({site.id: loss for site, loss in zip(sites, found, strict=True)})


def _in_case(number: int, masks: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Return the names whose masks hold a case."""
    return tuple(name for name, mask in masks if mask >> number & 1)


def _fallen(sweep: Sweep, operation: str) -> tuple[int, int, int]:
    """Return the cases in which an operation falls from what is given: to no support, to paper, to strained."""
    known = standing_of(sweep, operation, papers=0)
    was_supported, was_full = (-(mask >> SCENARIO & 1) for mask in (known.minimum, known.full))
    gone = sweep.one_level & ~known.minimum & was_supported
    on_paper = gone & standing_of(sweep, operation, papers=gone).paper if gone else 0
    return gone & ~on_paper, on_paper, known.minimum & ~known.full & was_full & was_supported
