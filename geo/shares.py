"""What is left of a group's throughput: the best chain left held against the best of the baseline (method: 1.4)."""

from __future__ import annotations

from dataclasses import dataclass

from geo.chains import Chain
from geo.network import Group, SupplyWant
from geo.sweep import Sweep
from geo.throughput import Carrying, CarryingChain, carrying


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """What is left of a throughput."""

    ratio: float
    """0 to 1; 0 or 1 where nothing is measured."""
    t_day_before: float | None = None
    """The most that a chain carries in the baseline: tonnes a day, or loads of a ship; None: not measured."""
    t_day: float | None = None
    """The most that a chain carries in the case; None: not measured, or what is not measured meets the group."""


def share_of(sweep: Sweep, operation: str, group: Group, case: int) -> Share:
    """Return what is left of the throughput of a group in one case: of alternatives, that of which most is left.

    Parameters
    ----------
    sweep
        The cases.
    operation
        Whose group it is.
    group
        The group.
    case
        The case.
    """
    wants = [want for want in group.wants if isinstance(want, SupplyWant) and want in carrying(sweep.net)]
    if not wants:
        return Share(ratio=float(sweep.meets(operation, group) >> case & 1))
    if any(sweep.met(operation, want) >> case & 1 for want in group.wants if want not in wants):
        return Share(ratio=1.0, t_day_before=carrying(sweep.net)[wants[0]].t_day)
    return max((_share(sweep, carrying(sweep.net)[want], case) for want in wants), key=lambda share: share.ratio)


def too_little(sweep: Sweep, group: Group, case: int) -> Chain | None:
    """Return the chain that carries most of those that hold in a case, whether or not it carries enough.

    Parameters
    ----------
    sweep, group, case
        As for `share_of`.
    """
    conditions, known = sweep.conditions_in(case), carrying(sweep.net)
    chains = [
        chain for want in group.wants if isinstance(want, SupplyWant) and want in known for chain in known[want].chains
    ]
    carry = [chain for chain in chains if _holds(sweep, chain, case) and chain.t_day(conditions) > 0]
    return max(carry, key=lambda chain: chain.t_day(conditions)).chain if carry else None


def _share(sweep: Sweep, known: Carrying, case: int) -> Share:
    """Return what is left of the throughput of one want; a chain that is not measured is taken at its word."""
    conditions = sweep.conditions_in(case)
    up = [chain for chain in known.chains if _holds(sweep, chain, case)]
    t_day = max((chain.t_day(conditions) for chain in up if chain.is_measured), default=0.0)
    if t_day < known.t_day and any(not chain.is_measured for chain in up):
        return Share(ratio=1.0, t_day_before=known.t_day)
    return Share(ratio=min(1.0, t_day / known.t_day), t_day_before=known.t_day, t_day=t_day)


def _holds(sweep: Sweep, chain: CarryingChain, case: int) -> bool:
    """Say whether every place of a chain is up in a case, and every link there and open."""
    return bool(sweep.holds(chain.chain.places, chain.edges, chain.chain.function) >> case & 1)
