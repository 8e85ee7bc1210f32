"""Many cases at once, a bit each: the least fixpoint of the network, for both levels (method: 1.3 to 1.5 and 5.1).

A mask is an integer whose bit i speaks of case i; bit `width` + i speaks of the same case when only facilities that are
neither reduced nor contested count. Case 0 is always the baseline: the day with nothing taken away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Self

from geo.lift import AS_ON_THE_DAY, Conditions
from geo.network import Edge, Group, Leave, LeaveWant, Net, SupplyWant
from geo.scenario import CLOSES, Token, TokenKind
from geo.throughput import SLACK, Carrying, CarryingChain, carrying
from geo.vocabulary import CARRIED, Function, Mode

BASELINE = 0
"""The case in which nothing is taken away."""

SCENARIO = 1
"""Where one scenario is asked about, the case in which what it names is lost."""

STOPS_LINKS = CLOSES | {TokenKind.LINK}
"""The kinds of tokens that can take a link away, wherever it begins and ends."""

_Cases = tuple[tuple[Conditions, int], ...]


class Sweep:
    """The network of a day in many cases; what is asked for is computed once, on demand."""

    def __init__(self, net: Net, *, width: int, lost: Mapping[Token, int]) -> None:
        """Prepare the cases.

        Parameters
        ----------
        net
            The network of the day; it is only read.
        width
            The number of cases, the baseline included.
        lost
            For each token the mask of cases in which it is lost, one level wide.
        """
        self.net = net
        self.width = width
        self.one_level = (1 << width) - 1
        self._all = (1 << 2 * width) - 1
        self._lost = {token: mask | mask << width for token, mask in lost.items()}
        self._stops_functions = any(token.kind is TokenKind.FUNCTION for token in lost)
        self._stops_links = any(token.kind in STOPS_LINKS for token in lost)
        self.by_conditions = _by_conditions(self._lost, self._all)
        self._up: dict[str, int] = {}
        self._met: dict[Group, int] = {}
        self._reached: dict[str, int] | None = None
        self._carried: dict[tuple[Function, Mode | None], dict[str, int]] = {}
        self._passable: dict[str, int] = {}
        self._enough: dict[CarryingChain, int] = {}

    @classmethod
    def of(cls, net: Net, cases: Sequence[Iterable[Token]]) -> Self:
        """Return the sweep over sets of lost tokens; they are cases 1, 2, ... after the baseline."""
        lost: dict[Token, int] = {}
        for number, tokens in enumerate(cases, 1):
            for token in tokens:
                lost[token] = lost.get(token, 0) | 1 << number
        return cls(net, width=len(cases) + 1, lost=lost)

    def conditions_in(self, case: int) -> Conditions:
        """Return what is taken away in a case that changes ways and loads."""
        return next(conditions for conditions, cases in self.by_conditions if cases >> case & 1)

    def up(self, site_id: str) -> int:
        """Return the cases in which a facility can be used; 0 if it could not be on the day anyway."""
        if site_id not in self._up:
            site = self.net.sites.get(site_id)
            mask = self.leave(site.leave) & ~self._lost.get(site.token, 0) if site else 0
            self._up[site_id] = mask if site and site.strong else mask & self.one_level
        return self._up[site_id]

    def leave(self, leave: Leave | None) -> int:
        """Return the cases in which a leave is given."""
        if leave is None or not leave.hosts:
            return 0 if leave is None else self._all
        refused = [self._lost.get(host, 0) for host in leave.hosts]
        gone = self._all if leave.any_one else 0
        for mask in refused:
            gone = gone & mask if leave.any_one else gone | mask
        return self._all & ~gone

    def kept(self, token: Token) -> int:
        """Return the cases in which what a token takes away is still there."""
        return self._all & ~self._lost.get(token, 0)

    def passable(self, edge: Edge) -> int:
        """Return the cases in which a link is there, and has a legal way if it had one on the day."""
        if not self._stops_links:
            return self._all
        if edge.id not in self._passable:
            mask = self.kept(edge.token)
            for conditions, cases in self.by_conditions:
                if self.net.lift and conditions != AS_ON_THE_DAY and not self.net.lift.is_open(edge, conditions):
                    mask &= ~cases
            self._passable[edge.id] = mask
        return self._passable[edge.id]

    def gives(self, edge: Edge, function: Function) -> int:
        """Return the cases in which the origin of an edge can still give a function along it."""
        if function not in edge.stops:
            return 0
        mask = self.passable(edge)
        return mask & ~self._lost.get(edge.stops[function], 0) if self._stops_functions else mask

    def passes(self, edge: Edge) -> int:
        """Return the cases in which anything at all can go along an edge; one that names no function still passes."""
        if not self._stops_functions or not edge.stops:
            return self.passable(edge)
        mask = 0
        for function in edge.stops:
            mask |= self.gives(edge, function)
        return mask

    def holds(self, places: Iterable[str], edges: Iterable[Edge], function: Function) -> int:
        """Return the cases in which all of some places are up and a function can go along all of some edges."""
        mask = self._all
        for place in places:
            mask &= self.up(place)
        for edge in edges:
            mask &= self.gives(edge, function)
        return mask

    def reached(self, site_id: str) -> int:
        """Return the cases in which a facility is reached from a gateway by live links of any kind (facts: rule 4)."""
        if self._reached is None:
            gateways = {site.id: self.up(site.id) for site in self.net.sites.values() if site.gateway}
            self._reached = self._spread(gateways, self.passes)
        return self._reached.get(site_id, 0)

    def meets(self, operation: str, group: Group) -> int:
        """Return the cases in which a group of an operation is met, at both levels."""
        if group not in self._met:
            mask = 0
            for want in group.wants:
                mask |= self.met(operation, want)
            self._met[group] = mask
        return self._met[group]

    def met(self, operation: str, want: SupplyWant | LeaveWant) -> int:
        """Return the cases in which one want of an operation is met, at both levels."""
        return self.leave(want.leave) if isinstance(want, LeaveWant) else self._supplied(operation, want)

    def _supplied(self, operation: str, want: SupplyWant) -> int:
        """Return the cases in which a chain, or local supply, meets a want (facts: rules 3 and 4)."""
        if want.local:
            return self._all
        if (known := carrying(self.net).get(want)) is not None:
            return reduce(or_, (self.carried_by(chain, known) for chain in known.chains), 0)
        source = self._carrying if want.function in CARRIED else self._giving
        mask = 0
        for edge in self.net.incoming.get(operation, ()):
            if want.function in edge.stops:
                mask |= source(edge, want) & self.gives(edge, want.function)
        return mask

    def carried_by(self, chain: CarryingChain, known: Carrying) -> int:
        """Return the cases in which a chain holds and carries enough; one not measured is taken at its word."""
        if chain not in self._enough:
            up = self.holds(chain.chain.places, chain.edges, chain.chain.function)
            theta, mask = self.net.parameters.assumptions, up
            if up and chain.is_measured:
                mask = 0
                for conditions, cases in self.by_conditions:
                    share = chain.t_day(conditions) / known.t_day + SLACK
                    high = self.one_level << self.width if share >= theta.theta_full else 0
                    mask |= up & cases & (high | self.one_level if share >= theta.theta_min else 0)
            self._enough[chain] = mask
        return self._enough[chain]

    def _giving(self, edge: Edge, want: SupplyWant) -> int:
        """Return the cases in which the origin of an edge has a function to give on the spot."""
        if edge.mode is not want.mode:
            return 0
        has_own = want.function in self.net.sites[edge.origin].local
        return self.up(edge.origin) if has_own else self.reached(edge.origin)

    def _carrying(self, edge: Edge, want: SupplyWant) -> int:
        """Return the cases in which goods are at the origin of an edge and the wanted mode is, or was, among theirs."""
        mode = None if edge.mode is want.mode else want.mode
        return self._carried_to(want.function, mode).get(edge.origin, 0)

    def _carried_to(self, function: Function, mode: Mode | None) -> dict[str, int]:
        """Return the cases in which a function is carried to each facility; by a way that uses the mode, if given."""
        if (function, mode) not in self._carried:
            self._carried[function, mode] = self._spread(
                self._starts(function) if mode is None else self._entries(function, mode),
                lambda edge: self.gives(edge, function),
            )
        return self._carried[function, mode]

    def _starts(self, function: Function) -> dict[str, int]:
        """Return the facilities where a chain of a carried function may start."""
        sites = self.net.sites.values()
        return {site.id: self.up(site.id) for site in sites if site.gateway or function in site.local}

    def _entries(self, function: Function, mode: Mode) -> dict[str, int]:
        """Return the facilities that goods enter by a mode, wherever they have been before."""
        before = self._carried_to(function, None)
        entries: dict[str, int] = {}
        for edges in self.net.outgoing.values():
            for edge in edges:
                if edge.mode is mode and edge.origin in before:
                    mask = before[edge.origin] & self.gives(edge, function) & self.up(edge.target)
                    entries[edge.target] = entries.get(edge.target, 0) | mask
        return entries

    def _spread(self, starts: dict[str, int], along: Callable[[Edge], int]) -> dict[str, int]:
        """Return the least fixpoint from the starts: nothing is up but by a way from one of them."""
        found = dict(starts)
        queue = list(starts)
        while queue:
            node = queue.pop()
            for edge in self.net.outgoing.get(node, ()):
                known = found.get(edge.target, 0)
                new = found[node] & along(edge) & self.up(edge.target) & ~known
                if new:
                    found[edge.target] = known | new
                    queue.append(edge.target)
        return found


def _by_conditions(lost: Mapping[Token, int], everywhere: int) -> _Cases:
    """Return the cases by what is taken away in them that changes ways and loads."""
    found = {AS_ON_THE_DAY: everywhere}
    for token, mask in lost.items():
        if changes_ways(token):
            split: dict[Conditions, int] = {}
            for conditions, cases in found.items():
                for changed, part in ((conditions, cases & ~mask), (_with(conditions, token), cases & mask)):
                    if part:
                        split[changed] = split.get(changed, 0) | part
            found = split
    return tuple(found.items())


def changes_ways(token: Token) -> bool:
    """Say whether losing a token changes ways and loads, and not only who is there."""
    return token.kind in (TokenKind.OVERFLIGHT, TokenKind.PASSAGE) or token.function is Function.REFUEL


def _with(conditions: Conditions, token: Token) -> Conditions:
    """Return conditions under which one more thing is taken away."""
    name = frozenset((token.name,))
    if token.kind is TokenKind.OVERFLIGHT:
        return replace(conditions, skies=conditions.skies | name)
    if token.kind is TokenKind.PASSAGE:
        return replace(conditions, passages=conditions.passages | name)
    return replace(conditions, dry=conditions.dry | name)
