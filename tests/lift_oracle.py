"""Loads and ways once more, as plainly as they can be put: every chain and every way on paper tried, one by one.

It goes by the drawn ways themselves and by no part of the engine; the figures are those of `drawn_lift`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise

from geo.model import Link, Need, Operation
from geo.scenario import Token
from geo.vocabulary import Weight
from geo.world import World
from tests.drawn_lift import DrawnWays
from tests.oracle import CARRIED, Oracle

Hop = tuple[str, str, str]
"""Origin, target and mode."""

KIND = {"airlift": "air", "sealift": "sea"}
SLACK = 1e-9


class LiftOracle(Oracle):
    """One scenario on one day, at one of the two levels, with ways and loads."""

    def __init__(
        self, world: World, day: date, tokens: Iterable[Token], *, full: bool, air: DrawnWays, sea: DrawnWays
    ) -> None:
        super().__init__(world, day, tokens, full=full)
        self.full, self.ways = full, {"air": air, "sea": sea}
        self.shut = {
            mode: frozenset(text.partition(":")[2] for text in self.lost if text.startswith(f"{kind}:"))
            for mode, kind in (("air", "over"), ("sea", "passage"))
        }
        self.links = [row for row in self.links if self.is_open((row.origin, row.target, row.mode.value))]

    # ---- legs

    def is_leg(self, hop: Hop) -> bool:
        origin, target, mode = hop
        inland = mode == "sea" and target in self.world.operations and target not in self.ways["sea"].places
        if mode not in self.ways or inland:
            return False
        country = self.world.facilities[origin].country
        there = self.world.operations[target].country if target in self.world.operations else ()
        return country == "RUS" or country not in there

    def is_known(self, hop: Hop) -> bool:
        return {hop[0], hop[1]} <= set(self.ways[hop[2]].places)

    def length(self, hop: Hop, closed: frozenset[str]) -> float | None:
        way = self.ways[hop[2]].shortest(hop[0], hop[1], closed)
        return way.length if way else None

    def is_open(self, hop: Hop) -> bool:
        if not self.is_leg(hop) or not self.is_known(hop) or self.length(hop, frozenset()) is None:
            return True
        return self.length(hop, self.shut[hop[2]]) is not None

    # ---- loads

    def t_day(self, hops: list[Hop], function: str, *, baseline: bool = False) -> float | None:
        """Return what is carried a day; 0 if that is no more possible, None if no leg counts."""
        counts = groupby(hops, key=lambda hop: hop[2] == KIND[function] and self.is_leg(hop))
        found = [self._run(list(run), baseline=baseline) for counted, run in counts if counted]
        return min(found) if found else None

    def _run(self, run: list[Hop], *, baseline: bool) -> float:
        closed = frozenset[str]() if baseline else self.shut[run[0][2]]
        lengths = [self.length(hop, closed) if self.is_known(hop) else None for hop in run]
        kms = [km for km in lengths if km is not None]
        if len(kms) < len(run):
            return 0.0
        if run[0][2] == "sea":
            return 1 / (2 * sum(kms) / 240) if sum(kms) else 0.0
        stretches: list[float] = []
        pending: list[float] = []
        for hop, km in zip(run, kms, strict=True):
            pending.append(km)
            if baseline or f"fn:{hop[1]}:refuel" not in self.lost:
                stretches += [sum(pending)] * len(pending)
                pending = []
        stretches += [2 * sum(pending)] * len(pending)
        load = min(max(0.0, 50 - max(0.0, stretch - 1000) / 100) if stretch <= 6000 else 0.0 for stretch in stretches)
        return load * 24 / sum(2 * (km / 500 + 1) for km in kms)

    # ---- chains

    def starts(self, function: str) -> set[str]:
        facilities = self.world.facilities.values()
        return {row.id for row in facilities if row.role == "gateway" or function in row.local_supply}

    def chains(self, operation: str, need: Need, links: list[Link]) -> Iterator[list[Link]]:
        """Yield every chain of links that meets a need, none of which holds another."""
        function, mode = need.function.value, need.mode.value
        starts = self.starts(function)

        def complete(chain: list[Link]) -> bool:
            return chain[0].origin in starts and any(row.mode == mode for row in chain)

        stack: list[tuple[list[Link], set[tuple[str, bool]]]] = [([], set())]
        while stack:
            chain, seen = stack.pop()
            if chain and complete(chain):
                yield chain
                continue
            here = chain[0].origin if chain else operation
            for row in links:
                if row.target == here and function in row.functions:
                    state = (row.origin, any(each.mode == mode for each in (row, *chain)))
                    if state not in seen:
                        stack.append(([row, *chain], seen | {state}))

    def stands(self, chain: list[Link], function: str) -> bool:
        return all(row in self.links and self.gives(row.origin, function) for row in chain)

    def met(self, operation: str, need: Need) -> bool:
        function = need.function.value
        best = self.best(operation, need) if function in CARRIED and need.mode != "host_consent" else None
        if best is None or need.local_supply:
            return super().met(operation, need)
        theta = 0.75 if self.full else 0.25
        for chain in self.baseline_chains(operation, need):
            if self.stands(chain, function):
                hops = [(row.origin, row.target, row.mode.value) for row in chain]
                if not self.t_day(hops, function, baseline=True):
                    return True
                if (self.t_day(hops, function) or 0) + SLACK >= theta * best:
                    return True
        return False

    def baseline_chains(self, operation: str, need: Need) -> list[list[Link]]:
        return list(self.chains(operation, need, self.baseline.links))

    def best(self, operation: str, need: Need) -> float | None:
        """Return the most that is carried in the baseline, by strong places if there are any; None: not measured."""
        chains = self.baseline_chains(operation, need)
        strong = [chain for chain in chains if all(row.origin in self.strong for row in chain)]
        hops = [[(row.origin, row.target, row.mode.value) for row in chain] for chain in strong or chains]
        return max((self.t_day(each, need.function.value, baseline=True) or 0 for each in hops), default=0) or None

    @property
    def baseline(self) -> Oracle:
        return Oracle(self.world, self.day, (), full=False)

    @property
    def strong(self) -> set[str]:
        return Oracle(self.world, self.day, (), full=True).usable

    # ---- ways on paper

    def on_paper(self, operation: str, need: Need) -> bool:
        """Try every gateway, every stop and every place to join at."""
        function = need.function.value
        if function not in CARRIED or need.mode == "host_consent" or need.local_supply:
            return False
        best, kind = self.best(operation, need), KIND[function]
        if best is None:
            return False
        gateways = [name for name in self.usable if self._is_door(name, function)]
        stops: list[str | None] = [None]
        if kind == "air":
            stops += [n for n in self.usable if self.world.facilities[n].role != "gateway" and self.gives(n, "refuel")]
        for place, rest in self._joins(operation, need, kind):
            if not self.stands(rest, function) or not any(m == need.mode for m in (kind, *(r.mode for r in rest))):
                continue
            for gateway in gateways:
                for stop in stops:
                    new = [gateway, place] if stop is None else [gateway, stop, place]
                    hops = [(a, b, kind) for a, b in pairwise(new)]
                    if len(set(new)) < len(new) or not all(self.is_leg(hop) for hop in hops):
                        continue
                    hops += [(row.origin, row.target, row.mode.value) for row in rest]
                    if (self.t_day(hops, function) or 0) + SLACK * best >= 0.25 * best:
                        return True
        return False

    def _is_door(self, name: str, function: str) -> bool:
        return self.world.facilities[name].role == "gateway" and self.gives(name, function)

    def _joins(self, operation: str, need: Need, kind: str) -> Iterator[tuple[str, list[Link]]]:
        for chain in self.baseline_chains(operation, need):
            for number in range(1, len(chain)):
                yield chain[number].origin, chain[number:]
            last = chain[-1]
            if last.mode == kind and self.is_leg((last.origin, last.target, kind)):
                yield operation, []


def lift_status(
    world: World, day: date, tokens: Iterable[Token], operation: str, *, air: DrawnWays, sea: DrawnWays
) -> str:
    """Return the status of an operation with ways and loads, as the method words it."""
    row, lost = world.operations[operation], list(tokens)
    before, weak, strong = (
        LiftOracle(world, day, some, full=full, air=air, sea=sea)
        for some, full in (((), False), (lost, False), (lost, True))
    )
    was, now, full = (each.groups(row) for each in (before, weak, strong))
    if not all(met for weight, met in was if weight == "essential"):
        return "no baseline"
    if not all(met for weight, met in now if weight == "essential"):
        return "on paper only" if _on_paper(weak, row) else "unsupported"
    wanted = [
        met
        for (weight, met), (_, documented) in zip(full, was, strict=True)
        if weight == "essential" or (weight == "important" and documented)
    ]
    return "sustained" if all(wanted) else "strained"


def _on_paper(oracle: LiftOracle, operation: Operation) -> bool:
    """Say whether every essential group is met by chains or on paper."""
    groups: dict[object, list[Need]] = {}
    for number, need in enumerate(operation.needs):
        groups.setdefault(need.any_of or number, []).append(need)
    return all(
        any(oracle.met(operation.id, need) or oracle.on_paper(operation.id, need) for need in needs)
        for needs in groups.values()
        if needs[0].weight is Weight.ESSENTIAL
    )
