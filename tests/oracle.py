"""The rule for reading the network once more, as plainly as it can be put: slow, naive, and independent of the engine.

It reads records, not the compiled network; it goes round and round until nothing changes, one scenario at a time.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from geo.dates import covers
from geo.model import Need, Operation
from geo.scenario import Token
from geo.vocabulary import Weight
from geo.world import World

CARRIED = ("airlift", "sealift")
RANK = {"sustained": 4, "strained": 3, "on paper only": 2, "unsupported": 1, "no baseline": 0}


class Oracle:
    """One scenario on one day, at one of the two levels."""

    def __init__(self, world: World, day: date, tokens: Iterable[Token], *, full: bool) -> None:
        self.world, self.day = world, day
        self.lost = {str(token) for token in tokens}
        allowed = ("active",) if full else ("active", "reduced", "contested")
        self.usable = {name for name in world.facilities if self._state(name) in allowed and self._open(name)}
        self.links = [
            row
            for row in world.links.values()
            if covers(row.start, row.end, day)
            and f"link:{row.id}" not in self.lost
            and row.origin in self.usable
            and (row.target in self.usable or row.target in world.operations)
        ]
        self.gateways = {name for name in self.usable if world.facilities[name].role == "gateway"}

    def _state(self, name: str) -> str | None:
        rows = [r for r in self.world.facilities[name].status if covers(r.start, r.end, self.day)]
        return rows[-1].state.value if rows else None

    def _open(self, name: str) -> bool:
        row = self.world.facilities[name]
        return f"fac:{name}" not in self.lost and self._leave(row.consent_of or (), any_one=row.consent_any)

    def _leave(self, hosts: tuple[str, ...], *, any_one: bool) -> bool:
        given = [f"host:{host}" not in self.lost for host in hosts]
        return not given or (any(given) if any_one else all(given))

    def gives(self, origin: str, function: str) -> bool:
        return f"fn:{origin}:{function}" not in self.lost

    def reached(self) -> set[str]:
        found, before = set(self.gateways), None
        while before != found:
            before = set(found)
            for row in self.links:
                alive = not row.functions or any(self.gives(row.origin, f.value) for f in row.functions)
                if row.origin in found and alive:
                    found.add(row.target)
        return found

    def carried_to(self, function: str, mode: str) -> set[tuple[str, bool]]:
        starts = self.gateways | {n for n in self.usable if function in self.world.facilities[n].local_supply}
        found, before = {(name, False) for name in starts}, None
        while before != found:
            before = set(found)
            for row in self.links:
                if function in row.functions and self.gives(row.origin, function):
                    found |= {(row.target, seen or row.mode == mode) for name, seen in before if name == row.origin}
        return found

    def met(self, operation: str, need: Need) -> bool:
        if need.mode == "host_consent":
            return self._leave(need.consent_of, any_one=need.consent_any)
        if need.local_supply:
            return True
        function = need.function.value
        if function in CARRIED:
            return (operation, True) in self.carried_to(function, need.mode)
        givers = self.reached() | {n for n in self.usable if function in self.world.facilities[n].local_supply}
        return any(
            row.target == operation
            and function in row.functions
            and row.mode == need.mode
            and row.origin in givers
            and self.gives(row.origin, function)
            for row in self.links
        )

    def groups(self, operation: Operation) -> list[tuple[Weight, bool]]:
        """Return weight of, and whether it is met, for every need; alternatives count as one."""
        found: dict[object, list[Need]] = {}
        for number, need in enumerate(operation.needs):
            found.setdefault(need.any_of or number, []).append(need)
        return [(ns[0].weight, any(self.met(operation.id, need) for need in ns)) for ns in found.values()]


def status(world: World, day: date, tokens: Iterable[Token], operation: str) -> str:
    """Return the status of an operation, as the method words it."""
    row, lost = world.operations[operation], list(tokens)
    before = Oracle(world, day, (), full=False).groups(row)
    any_way = Oracle(world, day, lost, full=False).groups(row)
    strong = Oracle(world, day, lost, full=True).groups(row)
    if not all(met for weight, met in before if weight == "essential"):
        return "no baseline"
    if not all(met for weight, met in any_way if weight == "essential"):
        return "unsupported"
    wanted = [
        met
        for (weight, met), (_, documented) in zip(strong, before, strict=True)
        if weight == "essential" or (weight == "important" and documented)
    ]
    return "sustained" if all(wanted) else "strained"
