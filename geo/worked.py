"""A worked example: one operation of the day, small enough to check every figure of it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from geo.chains import Chain, chain_of
from geo.network import Edge, Group, Leave, LeaveWant, Net, SupplyWant
from geo.results import Level, SupportStatus, level_in, status_in
from geo.scenario import Token
from geo.standing import standing_of
from geo.sweep import BASELINE, SCENARIO, Sweep
from geo.throughput import Carrying, carrying, walks
from geo.vocabulary import CARRIED, Function, Weight

MOST_WAYS = 6
"""An operation with more ways is not checked by hand in a minute."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedWay:
    """One way by which a need is met, and what it hangs on."""

    number: int
    """Its number in the example, from 1."""
    chain: Chain
    hangs_on: frozenset[Token]
    """Its places and the consent that they stand on: it breaks if one of them is lost."""
    t_day: float | None
    """What it carries a day on the day: tonnes by air, loads by ship; None: not measured."""
    strong: bool
    """Whether none of its places is reduced or contested."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedGroup:
    """One need that has a say in the status, and everything that meets it."""

    label: str
    weight: Weight
    ways: tuple[WorkedWay, ...]
    consent: frozenset[Token]
    """The consent that the need stands on, if it asks for any."""
    any_one: bool
    """Whether one consent of them is enough."""
    local: bool
    """Whether the host country or ordinary trade meets it, whatever is lost."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedCell:
    """What becomes of one need in one row."""

    broken: tuple[int, ...]
    left: tuple[int, ...]
    """The numbers of the ways that break, and of those that are left."""
    share: float | None
    """What the best way left carries, of what the best carries on the day, 0 to 1; None: nothing is measured."""
    level: Level


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedRow:
    """What becomes of the operation if some things are lost."""

    tokens: frozenset[Token]
    cells: tuple[WorkedCell, ...]
    """One for each need."""
    status: SupportStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedExample:
    """One operation with all its ways, and what each single loss, and one pair, makes of it."""

    operation: str
    baseline: SupportStatus
    groups: tuple[WorkedGroup, ...]
    rows: tuple[WorkedRow, ...]
    """Each thing that a way or a need hangs on, alone; then the pair."""
    theta_min: float
    theta_full: float
    """Which share a need must keep to be met at all, and in full."""


def worked_example(net: Net) -> WorkedExample | None:
    """Return the smallest operation of a day that shows something, worked out; None if there is none.

    It shows something if a need of it has two ways or more and it has a single point of failure. One with a pair that
    breaks what neither of the two breaks alone goes first, then one with fewer ways, then by name.

    Parameters
    ----------
    net
        The network of the day.
    """
    examples = [example for name in net.operations if (example := work_out(net, name)) and _shows_something(example)]
    return min(examples, key=_simplest_first, default=None)


def work_out(net: Net, operation: str) -> WorkedExample | None:
    """Return an operation worked out, or None if it is not for checking by hand.

    It is not if a need of it is met by what a place gives on the spot (how that place is reached is a long story) or in
    one of several fashions, if a place has several hosts of whom one is enough, if it has no way or more than
    `MOST_WAYS`, or if it has no support to lose.

    Parameters
    ----------
    net
        The network of the day.
    operation
        Id of a running operation.
    """
    needs = _needs(net, operation)
    status = status_in(standing_of(Sweep.of(net, []), operation), BASELINE)
    count = sum(len(need.ways) for need in needs or ())
    if needs is None or status is SupportStatus.NO_BASELINE or not 0 < count <= MOST_WAYS:
        return None
    things = sorted(frozenset[Token]().union(*(need.hangs_on for need in needs)))
    cases = [*(frozenset((token,)) for token in things), *_pair(net, operation, things)]
    theta = net.parameters.assumptions
    return WorkedExample(
        operation=operation,
        baseline=status,
        groups=tuple(_group(net, need) for need in needs),
        rows=_rows(net, operation, needs, cases),
        theta_min=theta.theta_min,
        theta_full=theta.theta_full,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Need:
    """A group that is met by one want, with every way that meets it."""

    group: Group
    supply: SupplyWant | None
    leave: Leave | None
    ways: tuple[tuple[Edge, ...], ...]
    first: int
    """The number of its first way in the example."""
    hangs_on: frozenset[Token]
    """Its own consent, and what its ways hang on."""

    @property
    def function(self) -> Function:
        """What is carried along its ways."""
        return self.group.needs[0].function


def _needs(net: Net, operation: str) -> list[_Need] | None:
    """Return the needs that have a say in the status, or None if one of them is not for checking by hand."""
    baseline, first = Sweep.of(net, []), 1
    needs: list[_Need] = []
    for group in net.operations[operation]:
        documented = level_in(baseline, operation, group, BASELINE) is not Level.LOST
        if group.weight is Weight.ESSENTIAL or (group.weight is Weight.IMPORTANT and documented):
            want = group.wants[0]
            ways = _ways_to(net, operation, want)
            if ways is None or len(group.wants) > 1:
                return None
            needs.append(_need(net, group, ways, first))
            first += len(ways)
    return needs


def _need(net: Net, group: Group, ways: tuple[tuple[Edge, ...], ...], first: int) -> _Need:
    """Return a group of one want with the ways that meet it."""
    (want,) = group.wants
    leave = want.leave if isinstance(want, LeaveWant) else None
    own = frozenset(leave.hosts if leave else ())
    return _Need(
        group=group,
        supply=want if isinstance(want, SupplyWant) else None,
        leave=leave,
        ways=ways,
        first=first,
        hangs_on=own.union(*(_hangs_on(net, edges) for edges in ways)),
    )


def _ways_to(net: Net, operation: str, want: SupplyWant | LeaveWant) -> tuple[tuple[Edge, ...], ...] | None:
    """Return every way that meets a want, none for what needs no way; None if they are not for checking by hand."""
    if isinstance(want, LeaveWant) or want.local:
        return ()
    found = walks(net, operation, want) if want.function in CARRIED else None
    if found is None or any(net.sites[edge.origin].leave.any_one for edges in found for edge in edges):
        return None
    return tuple(sorted(found, key=lambda edges: (len(edges), [edge.id for edge in edges])))


def _hangs_on(net: Net, edges: Sequence[Edge]) -> frozenset[Token]:
    """Return the places of a way, and the consent that they stand on."""
    sites = [net.sites[edge.origin] for edge in edges]
    return frozenset(site.token for site in sites).union(*(site.leave.hosts for site in sites))


def _group(net: Net, need: _Need) -> WorkedGroup:
    """Return a need as the example shows it."""
    return WorkedGroup(
        label=need.group.label,
        weight=need.group.weight,
        ways=tuple(_way(net, need, at) for at in range(len(need.ways))),
        consent=frozenset(need.leave.hosts if need.leave else ()),
        any_one=need.leave is not None and need.leave.any_one,
        local=need.supply is not None and need.supply.local,
    )


def _way(net: Net, need: _Need, at: int) -> WorkedWay:
    """Return one way of a need as the example shows it."""
    edges = need.ways[at]
    return WorkedWay(
        number=need.first + at,
        chain=chain_of(net, edges, need.function),
        hangs_on=_hangs_on(net, edges),
        t_day=_t_day(net, need, edges),
        strong=all(net.sites[edge.origin].strong for edge in edges),
    )


def _t_day(net: Net, need: _Need, edges: tuple[Edge, ...]) -> float | None:
    """Return what a way carries a day; None if that is not measured."""
    known = _carrying(net, need)
    return next((c.t_day() for c in known.chains if c.edges == edges and c.is_measured), None) if known else None


def _carrying(net: Net, need: _Need) -> Carrying | None:
    """Return what the ways of a need carry, if it is measured."""
    return carrying(net).get(need.supply) if need.supply else None


def _pair(net: Net, operation: str, things: Sequence[Token]) -> list[frozenset[Token]]:
    """Return the first pair of things that takes all reported support, of which neither does so alone."""
    pairs = [frozenset(two) for two in combinations(things, 2)]
    standing = standing_of(Sweep.of(net, [*([token] for token in things), *pairs]), operation, papers=0)
    broken = [not standing.minimum >> case & 1 for case in range(SCENARIO, SCENARIO + len(things) + len(pairs))]
    alone = frozenset(token for token, gone in zip(things, broken, strict=False) if gone)
    joint = zip(pairs, broken[len(things) :], strict=True)
    return [pair for pair, gone in joint if gone and alone.isdisjoint(pair)][:1]


def _rows(net: Net, operation: str, needs: Sequence[_Need], cases: Sequence[frozenset[Token]]) -> tuple[WorkedRow, ...]:
    """Return what becomes of the needs and of the operation in each case."""
    sweep = Sweep.of(net, cases)
    standing = standing_of(sweep, operation)
    return tuple(
        WorkedRow(
            tokens=lost,
            cells=tuple(_cell(sweep, operation, need, case) for need in needs),
            status=status_in(standing, case),
        )
        for case, lost in enumerate(cases, SCENARIO)
    )


def _cell(sweep: Sweep, operation: str, need: _Need, case: int) -> WorkedCell:
    """Return what becomes of one need in one case."""
    up = [_is_up(sweep, need, edges, case) for edges in need.ways]
    known = _carrying(sweep.net, need)
    loads = [_t_day(sweep.net, need, edges) for edges, is_up in zip(need.ways, up, strict=True) if is_up]
    numbers = range(need.first, need.first + len(up))
    return WorkedCell(
        broken=tuple(number for number, is_up in zip(numbers, up, strict=True) if not is_up),
        left=tuple(number for number, is_up in zip(numbers, up, strict=True) if is_up),
        share=max((load or 0.0 for load in loads), default=0.0) / known.t_day if known else None,
        level=level_in(sweep, operation, need.group, case),
    )


def _is_up(sweep: Sweep, need: _Need, edges: Sequence[Edge], case: int) -> bool:
    """Say whether a way is there in a case."""
    return bool(sweep.holds([edge.origin for edge in edges], edges, need.function) >> case & 1)


def _shows_something(example: WorkedExample) -> bool:
    """Say whether an example has a choice of ways, and something that breaks it all the same."""
    gone = (SupportStatus.UNSUPPORTED, SupportStatus.PAPER)
    choice = any(len(group.ways) > 1 for group in example.groups)
    return choice and any(row.status in gone for row in example.rows if len(row.tokens) == 1)


def _simplest_first(example: WorkedExample) -> tuple[bool, int, str]:
    """Return what to choose examples by: one with a pair, then fewer ways, then by name."""
    has_a_pair = any(len(row.tokens) > 1 for row in example.rows)
    return not has_a_pair, sum(len(group.ways) for group in example.groups), example.operation
