"""Why nodes of a circuit are up: a member for each group, never in a circle (method: 1.3 and 10)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from geo.wiring import Element, Node

Item = TypeVar("Item")

Check = Callable[[], None]
"""Raises if the work must end: a reader cancelled it, or its time is up."""

STEPS = 2048
"""After so many steps at most, work in a large circuit asks whether it must end."""


def unchecked() -> None:
    """Let the work go on to its end."""


def checked(items: Iterable[Item], check: Check, *, steps: int = STEPS) -> Iterator[Item]:
    """Yield some items, and check now and then whether the work must end."""
    rest = iter(items)
    yield from islice(rest, steps)
    for item in rest:
        check()
        yield item
        yield from islice(rest, steps - 1)


def taken(waiting: deque[int]) -> Iterator[int]:
    """Yield what waits, the longest waiting first, until nothing does; more may be added meanwhile."""
    while waiting:
        yield waiting.popleft()


class Reason(NamedTuple, Generic[Element]):
    """Why a node is up: a member of each group, and what it hangs on by itself."""

    members: tuple[int, ...]
    own: tuple[Element, ...]


def settled(
    nodes: Sequence[Node[Element]], lost: frozenset[Element], *, check: Check = unchecked
) -> dict[int, Reason[Element]]:
    """Return a reason for every node that is up while some elements are lost, over as few nodes as can be.

    Nodes come up one after another, each on the strength of nodes that are up already: no reason is circular.
    """
    users = _users(nodes, check)
    needs = ((number, needs_of(node, lost)) for number, node in checked(enumerate(nodes), check))
    own = {number: needed for number, needed in needs if needed is not None}
    waiting: dict[int, list[int | None]] = {number: [None] * len(nodes[number].groups) for number in own}
    ready = deque(number for number, members in waiting.items() if not members)
    found: dict[int, Reason[Element]] = {}
    for number in checked(taken(ready), check):
        found[number] = Reason(tuple(m for m in waiting[number] if m is not None), own[number])
        for user, at in users[number]:
            if user in waiting and waiting[user][at] is None:
                waiting[user][at] = number
                if None not in waiting[user]:
                    ready.append(user)
    return found


def needs_of(node: Node[Element], lost: frozenset[Element]) -> tuple[Element, ...] | None:
    """Return what a node hangs on by itself while some elements are lost, or None if it cannot be up."""
    if not lost.isdisjoint(node.guards):
        return None
    needed = node.guards
    for gate in node.gates:
        witness = gate.witness(lost)
        if witness is None:
            return None
        needed += tuple(sorted(witness))
    return needed


class Search(Generic[Element]):
    """The search for a reason why one node is up after a loss: depth first, only where the loss has shaken."""

    def __init__(
        self,
        nodes: Sequence[Node[Element]],
        kept: Mapping[int, Reason[Element]],
        *,
        lost: frozenset[Element],
        shaken: AbstractSet[int],
        check: Check = unchecked,
    ) -> None:
        """Prepare the search.

        Parameters
        ----------
        nodes
            All nodes.
        kept
            The reasons of those that are up without the loss.
        lost
            What is lost.
        shaken
            The nodes whose kept reason is gone by that, or may be.
        check
            Asked now and then whether the search must end.
        """
        self._nodes = nodes
        self._kept = kept
        self._lost = lost
        self._shaken = shaken
        self._check = check
        self._found: dict[int, Reason[Element]] = {}
        self._tried: set[int] = set()

    def reasons(self, goal: int) -> dict[int, Reason[Element]]:
        """Return new reasons, among them one for the goal if it is up, and for all shaken nodes that it rests on.

        A node that is met again while it is being tried does not count as up, for no reason may be circular. What
        failed for that alone may be up by what was found later; as long as anything new is found, all is tried again.
        """
        found = -1
        while goal not in self._found and len(self._found) > found:
            found = len(self._found)
            self._try(goal)
        return self._found

    def _try(self, goal: int) -> None:
        """Look for reasons once."""
        self._tried = {goal}
        stack = [self._attempt(goal)]
        while stack:
            member = next(stack[-1], None)
            if member is None:
                stack.pop()
                continue
            self._tried.add(member)
            stack.append(self._attempt(member))
            if not len(self._tried) % STEPS:
                self._check()

    def _attempt(self, number: int) -> Iterator[int]:
        """Look for a reason for one node; yield members that must be tried before going on."""
        node, members = self._nodes[number], list[int]()
        needed = needs_of(node, self._lost)
        for group in node.groups if needed is not None else ():
            known = next((member for member in group if self._is_known(member)), None)
            for member in group if known is None else ():
                if member in self._kept and member not in self._tried:
                    yield member
                if member in self._found:
                    known = member
                    break
            if known is None:
                return
            members.append(known)
        if needed is not None:
            self._found[number] = Reason(tuple(members), needed)

    def _is_known(self, number: int) -> bool:
        """Say whether a node is up for a reason that is known."""
        return number in self._found or (number in self._kept and number not in self._shaken)


def _users(nodes: Sequence[Node[Element]], check: Check) -> list[list[tuple[int, int]]]:
    """Return for each node the groups that it is a member of: whose, and which."""
    users: list[list[tuple[int, int]]] = [[] for _ in nodes]
    for number, node in checked(enumerate(nodes), check):
        for at, group in enumerate(node.groups):
            for member in group:
                users[member].append((number, at))
    return users
