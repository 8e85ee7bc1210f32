"""The support network of one day, compiled: sites, edges and what each operation wants of them (method: 1.2 and 1.3).

What holds on the day with nothing taken away is decided here once: dates, states, and leave that is refused already.
What is left to a scenario is named by tokens alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from geo.assumptions import Assumptions
from geo.dates import covers
from geo.lift import DayLift, Lift
from geo.model import Facility, Link, Need, Operation
from geo.scenario import Token, TokenKind, facility_token, link_token
from geo.timeline import consent_on, leave_holds, live_links, refused_on, stage_on, state_on, usable_on
from geo.vocabulary import WEAKENED, Credibility, Evidence, Function, Mode, Role, StageName, State, Weight
from geo.world import World

FUNCTION_WORDS = MappingProxyType(
    {function: function.value.replace("_", " ") for function in Function}
    | {Function.REFUEL: "refuelling", Function.SIGINT: "signals intelligence"}
)
"""What a person calls each function."""


DEFAULT_ASSUMPTIONS = Assumptions()
"""What routes assume unless a reader chooses otherwise."""


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """Which links to believe, and what routes assume: how much of its throughput a group must keep is among that."""

    reported_only: bool = False
    worst_credibility: Credibility = Credibility.CANNOT_BE_JUDGED
    assumptions: Assumptions = DEFAULT_ASSUMPTIONS

    def admits(self, link: Link) -> bool:
        """Say whether a link is believed; one that cannot be judged counts as worse than any that can."""
        reported = link.evidence is Evidence.REPORTED
        return (reported or not self.reported_only) and link.credibility <= self.worst_credibility


@dataclass(frozen=True, kw_only=True)
class Leave:
    """A leave that is given on the day, and by whom it can be taken back: all are needed, or any one."""

    hosts: tuple[Token, ...]
    any_one: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Site:
    """A facility that can be used on the day."""

    id: str
    token: Token
    leave: Leave
    strong: bool
    """False if its state is reduced or contested: it cannot give full support."""
    gateway: bool
    local: frozenset[Function]
    """The functions that can start here without a chain."""
    functions: frozenset[Function]
    """What it gives at all."""

    @property
    def fuel(self) -> Token:
        """The token that leaves it without fuel for others."""
        return self.gives(Function.REFUEL)

    def gives(self, function: Function) -> Token:
        """Return the token that stops it from giving a function."""
        return Token(TokenKind.FUNCTION, self.id, function)


@dataclass(frozen=True, kw_only=True, eq=False)
class Edge:
    """A link that is live on the day."""

    id: str
    token: Token
    origin: str
    target: str
    mode: Mode
    stops: Mapping[Function, Token]
    """Its functions, each with the token that stops the origin from giving it."""
    inferred: bool
    credibility: Credibility


@dataclass(frozen=True, kw_only=True, eq=False)
class SupplyWant:
    """A wish that a chain meets, or local supply."""

    function: Function
    mode: Mode
    local: bool
    """True if the host country or ordinary trade meets it: no chain is asked for."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LeaveWant:
    """A wish that the authorities on the spot meet."""

    authorities: tuple[str, ...]
    refused: tuple[str, ...]
    """Those of them who give none on the day already."""
    leave: Leave | None
    """None if too many of them refuse."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Group:
    """Wants of which one is enough; an operation is supported if all its groups are (method: 1.3)."""

    label: str
    weight: Weight
    needs: tuple[Need, ...]
    """As the facts state them; empty for the leave that an operation without needs of that kind stands on."""
    wants: tuple[SupplyWant | LeaveWant, ...]


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Net:
    """Everything that can matter on one day; compared and hashed by identity."""

    day: date
    parameters: Parameters
    sites: Mapping[str, Site]
    states: Mapping[str, State | None]
    """The state of every facility, usable or not."""
    edges: Mapping[str, Edge]
    outgoing: Mapping[str, tuple[Edge, ...]]
    """The edges from a site to other sites."""
    incoming: Mapping[str, tuple[Edge, ...]]
    """The edges that end at a site or an operation."""
    operations: Mapping[str, tuple[Group, ...]]
    """What each running operation wants."""
    not_running: Mapping[str, StageName]
    """Operations that are planned or agreed: shown, asked nothing, never counted."""
    lift: DayLift | None
    """What carries support on the day; None: every live link is taken to carry all that is wanted."""

    def has_essential(self, operation: str) -> bool:
        """Say whether an operation has an essential need: without one, nothing leaves it without support."""
        return any(group.weight is Weight.ESSENTIAL for group in self.operations[operation])


def compile_net(world: World, day: date, parameters: Parameters = Parameters(), *, lift: Lift | None = None) -> Net:
    """Return the network of one day, with nothing taken away.

    Parameters
    ----------
    world
        The facts.
    day
        The day to look at.
    parameters
        Which links to believe, and what routes assume.
    lift
        What carries support; without it no way and no load is computed.

    Raises
    ------
    AssumptionError
        If the assumptions name no aircraft or ship with figures.
    """
    refused = refused_on(world, day)
    stages = {row.id: stage for row in world.operations.values() if (stage := stage_on(row, day))}
    edges = {row.id: _edge(row) for row in live_links(world, day) if parameters.admits(row)}
    states = {row.id: status.state if (status := state_on(row, day)) else None for row in world.facilities.values()}
    usable = usable_on(world, day)
    sites = {row.id: _site(row, day, refused, states[row.id]) for row in world.facilities.values() if row.id in usable}
    running = (world.operations[name] for name, stage in stages.items() if stage is StageName.RUNNING)
    return Net(
        day=day,
        parameters=parameters,
        sites=MappingProxyType(sites),
        states=MappingProxyType(states),
        edges=MappingProxyType(edges),
        outgoing=_grouped((edge.origin, edge) for edge in edges.values() if edge.target in sites),
        incoming=_grouped((edge.target, edge) for edge in edges.values()),
        operations=MappingProxyType({row.id: _groups(row, day, refused.get(row.id, frozenset())) for row in running}),
        not_running=MappingProxyType({name: s for name, s in stages.items() if s is not StageName.RUNNING}),
        lift=None if lift is None else lift.on(day, parameters.assumptions),
    )


def host_token(authority_id: str) -> Token:
    """Return the token that takes an authority's leave away."""
    return Token(TokenKind.HOST, authority_id)


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> Mapping[str, tuple[Edge, ...]]:
    """Return the edges by the name they are paired with."""
    by_name: defaultdict[str, list[Edge]] = defaultdict(list)
    for name, edge in pairs:
        by_name[name].append(edge)
    return MappingProxyType({name: tuple(edges) for name, edges in by_name.items()})


def _edge(link: Link) -> Edge:
    """Return a link as the engine reads it."""
    return Edge(
        id=link.id,
        token=link_token(link.id),
        origin=link.origin,
        target=link.target,
        mode=link.mode,
        stops={function: Token(TokenKind.FUNCTION, link.origin, function) for function in link.functions},
        inferred=link.evidence is Evidence.INFERRED,
        credibility=link.credibility,
    )


def _site(facility: Facility, day: date, refused: Mapping[str, frozenset[str]], state: State | None) -> Site:
    """Return a usable facility as the engine reads it."""
    authorities = consent_on(facility, day)
    return Site(
        id=facility.id,
        token=facility_token(facility.id),
        leave=_leave(authorities, any_one=facility.consent_any, refused=refused.get(facility.id, frozenset())),
        strong=state not in WEAKENED,
        gateway=facility.role is Role.GATEWAY,
        local=frozenset(facility.local_supply),
        functions=frozenset(facility.functions),
    )


def _leave(authorities: tuple[str, ...], *, any_one: bool, refused: frozenset[str]) -> Leave:
    """Return a leave that holds on the day; where any one is enough, those who refuse already are left out."""
    return Leave(hosts=tuple(host_token(name) for name in authorities if name not in refused), any_one=any_one)


def _groups(operation: Operation, day: date, refused: frozenset[str]) -> tuple[Group, ...]:
    """Return what an operation wants on a day: every need is its own group but those that share an `any_of`."""
    by_name: defaultdict[tuple[Weight, str | int], list[Need]] = defaultdict(list)
    for number, need in enumerate(operation.needs):
        if covers(need.start, need.end, day):
            by_name[need.weight, need.any_of if need.any_of is not None else number].append(need)
    groups = [_group(needs, day, refused) for needs in by_name.values()]
    if operation.consent_of and all(need.mode is not Mode.HOST_CONSENT for need in operation.needs):
        groups.append(_standing_leave(operation, day, refused))
    return tuple(groups)


def _group(needs: list[Need], day: date, refused: frozenset[str]) -> Group:
    """Return the group that alternative needs make."""
    return Group(
        label=" or ".join(label_of(need) for need in needs),
        weight=needs[0].weight,
        needs=tuple(needs),
        wants=tuple(_want(need, day, refused) for need in needs),
    )


def _want(need: Need, day: date, refused: frozenset[str]) -> SupplyWant | LeaveWant:
    """Return one need as the engine reads it."""
    if need.mode is Mode.HOST_CONSENT:
        return _leave_want(need, day, refused)
    return SupplyWant(function=need.function, mode=need.mode, local=need.local_supply)


def _leave_want(record: Need | Operation, day: date, refused: frozenset[str]) -> LeaveWant:
    """Return the wish for the leave that a need, or an operation as a whole, stands on."""
    names = consent_on(record, day)
    holds = leave_holds(names, any_one=record.consent_any, refused=refused)
    leave = _leave(names, any_one=record.consent_any, refused=refused) if holds else None
    return LeaveWant(authorities=names, refused=tuple(name for name in names if name in refused), leave=leave)


def _standing_leave(operation: Operation, day: date, refused: frozenset[str]) -> Group:
    """Return the one essential need that an operation's `consent_of` stands for where no need speaks of leave."""
    want = _leave_want(operation, day, refused)
    return Group(label="the hosts' consent", weight=Weight.ESSENTIAL, needs=(), wants=(want,))


def label_of(need: Need) -> str:
    """Return a need as a person would say it: `airlift by air`, `leave for garrison`."""
    words = FUNCTION_WORDS[need.function]
    return f"consent for {words}" if need.mode is Mode.HOST_CONSENT else f"{words} by {need.mode.value}"
