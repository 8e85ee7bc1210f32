"""A monotone network of ALL and ANY, and the proofs that a node of it is up (method: 1.3, 5.1 and 10).

What is up is the least fixpoint: nodes that only keep each other alive are down.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic, NamedTuple

from geo.wiring import Element, Gate, Node


class _Reason(NamedTuple, Generic[Element]):
    """Why a node is up: a member of each group, and what it hangs on by itself."""

    members: tuple[int, ...]
    own: tuple[Element, ...]


_Reasons = dict[int, _Reason[Element]]


class Circuit(Generic[Element]):
    """Nodes that hang on each other, and for each that is up one proof, kept to answer most questions at once.

    Losing an element can only bring down the nodes whose kept proof hangs on it; the others are up as they were. So
    a question about a small loss looks at a small part of even a large network.
    """

    def __init__(self, nodes: Iterable[Node[Element]], *, lost: AbstractSet[Element] = frozenset()) -> None:
        """Settle every node.

        Parameters
        ----------
        nodes
            The nodes; a node is named by its place.
        lost
            What is lost from the outset, in every question.
        """
        self.nodes: tuple[Node[Element], ...] = tuple(nodes)
        self.lost = frozenset(lost)
        self._users = _users(self.nodes)
        self._kept: _Reasons[Element] = {}
        self._kept = self._settled(range(len(self.nodes)), self.lost, ())
        self._heirs = _heirs(self._kept)
        self._holders: defaultdict[Element, list[int]] = defaultdict(list)
        for number, reason in self._kept.items():
            for element in reason.own:
                self._holders[element].append(number)
        self._shaken: dict[Element, frozenset[int]] = {}

    def losing(self, lost: AbstractSet[Element]) -> Circuit[Element]:
        """Return the circuit with more lost from the outset."""
        return Circuit(self.nodes, lost=self.lost | lost) if lost - self.lost else self

    def proof(self, node: int, lost: AbstractSet[Element] = frozenset()) -> frozenset[Element] | None:
        """Return all elements of one proof that a node is up, or None if it is down.

        Parameters
        ----------
        node
            The node.
        lost
            What is lost beyond what is lost from the outset.
        """
        shaken = self._shaken_by(lost)
        if node not in self._kept or not any(node in some for some in shaken):
            return self._elements(node, {}) if node in self._kept else None
        reasons = self._settled((node,), self.lost | lost, shaken)
        return self._elements(node, reasons) if node in reasons else None

    def lanes(self, goals: Iterable[int], lost: Mapping[Element, int], *, width: int) -> dict[int, int]:
        """Return for each of some nodes the mask of the cases in which it is up.

        Parameters
        ----------
        goals
            The nodes that are asked for.
        lost
            For each element the mask of the cases in which it is lost beyond what is lost from the outset.
        width
            The number of cases.
        """
        every = (1 << width) - 1
        wanted = list(goals)
        shaken = frozenset[int]().union(*self._shaken_by(lost))
        order = self._order(wanted, shaken)
        place = {node: at for at, node in enumerate(order)}
        own = {node: self._own_lanes(self.nodes[node], lost, every) for node in order}
        masks = dict.fromkeys(self._kept.keys() - shaken, every)
        again = True
        while again:
            again = False
            for at, node in enumerate(order):
                mask = own[node]
                for group in self.nodes[node].groups:
                    mask &= _any(masks, group)
                if mask != masks.get(node, 0):
                    masks[node] = mask
                    # Only where nodes hang on each other in a circle does one come before what it hangs on.
                    again = again or any(place.get(user, at) < at for user, _ in self._users[node])
        return {node: masks.get(node, 0) for node in wanted}

    def order(self, goals: Iterable[int], *, up: bool = False) -> tuple[int, ...]:
        """Return all nodes that some nodes hang on, and these; each after what it hangs on, but in circles.

        Parameters
        ----------
        goals
            The nodes that are asked about.
        up
            Whether to pass only through nodes that are up as long as nothing more is lost.
        """
        return tuple(self._order(goals, self._kept if up else range(len(self.nodes))))

    def below(self, goals: Iterable[int], among: Iterable[Element]) -> frozenset[Element]:
        """Return those of some elements whose loss could ever matter to any of some nodes."""
        nodes = [self.nodes[node] for node in self.order(goals)]
        guards = {element for node in nodes for element in node.guards}
        gates = {gate for node in nodes for gate in node.gates}
        return frozenset(e for e in among if e in guards or any(gate.hangs_on(e) for gate in gates))

    def _order(self, goals: Iterable[int], within: Collection[int]) -> list[int]:
        """Return the nodes among some that goals hang on: depth first, a node after its members."""
        found: list[int] = []
        seen: set[int] = set()
        stack = [(goal, False) for goal in goals if goal in within]
        while stack:
            node, done = stack.pop()
            if done:
                found.append(node)
            elif node not in seen:
                seen.add(node)
                stack.append((node, True))
                members = (member for group in self.nodes[node].groups for member in group)
                stack.extend((member, False) for member in members if member in within and member not in seen)
        return found

    def _settled(
        self, goals: Iterable[int], lost: frozenset[Element], shaken: Sequence[Collection[int]]
    ) -> _Reasons[Element]:
        """Return the reasons why shaken nodes that goals hang on are up while some elements are lost.

        Nodes come up one after another, each on the strength of nodes that are up already: no proof is circular.
        """
        waiting, own = self._asked(goals, lost, shaken)
        ready = deque(node for node, members in waiting.items() if None not in members)
        reasons: _Reasons[Element] = {}
        while ready:
            number = ready.popleft()
            reasons[number] = _Reason(tuple(m for m in waiting[number] if m is not None), own[number])
            for user, at in self._users[number]:
                if user in waiting and waiting[user][at] is None:
                    waiting[user][at] = number
                    if None not in waiting[user]:
                        ready.append(user)
        return reasons

    def _asked(
        self, goals: Iterable[int], lost: frozenset[Element], shaken: Sequence[Collection[int]]
    ) -> tuple[dict[int, list[int | None]], dict[int, tuple[Element, ...]]]:
        """Return the shaken nodes that must be looked at: the member of each group if it is known, and what they need.

        A group with a member that is not shaken is met by it; else all its members are looked at.
        """
        waiting: dict[int, list[int | None]] = {}
        own: dict[int, tuple[Element, ...]] = {}
        stack = list(goals)
        while stack:
            number = stack.pop()
            if number in own or (needed := _own(self.nodes[number], lost)) is None:
                continue
            own[number] = needed
            waiting[number] = []
            for group in self.nodes[number].groups:
                members = [member for member in group if member in self._kept]
                firm = next((m for m in members if not any(m in some for some in shaken)), None)
                waiting[number].append(firm)
                stack.extend(members if firm is None else ())
        return waiting, own

    def _shaken_by(self, lost: Iterable[Element]) -> list[frozenset[int]]:
        """Return, for each lost element that matters, the nodes whose kept proof hangs on it."""
        return [self._hanging(element) for element in lost if element in self._holders]

    def _hanging(self, element: Element) -> frozenset[int]:
        """Return the nodes whose kept proof hangs on an element; found once."""
        if element not in self._shaken:
            found = set(self._holders[element])
            stack = [*found]
            while stack:
                heirs = self._heirs.get(stack.pop(), ())
                stack.extend(heir for heir in heirs if heir not in found)
                found.update(heirs)
            self._shaken[element] = frozenset(found)
        return self._shaken[element]

    def _elements(self, node: int, reasons: _Reasons[Element]) -> frozenset[Element]:
        """Return the elements of the proof that some reasons, else the kept ones, make."""
        found: set[Element] = set()
        seen = {node}
        stack = [node]
        while stack:
            number = stack.pop()
            members, own = reasons.get(number) or self._kept[number]
            found.update(own)
            stack.extend(member for member in members if member not in seen)
            seen.update(members)
        return frozenset(found)

    def _own_lanes(self, node: Node[Element], lost: Mapping[Element, int], every: int) -> int:
        """Return the cases in which the guards of a node are kept and its gates met."""
        mask = every
        for guard in node.guards:
            mask &= 0 if guard in self.lost else ~lost.get(guard, 0)
        for gate in node.gates:
            mask = _open_lanes(gate, lost, mask, gone=self.lost)
        return mask


def _own(node: Node[Element], lost: frozenset[Element]) -> tuple[Element, ...] | None:
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


def _open_lanes(gate: Gate[Element], lost: Mapping[Element, int], cases: int, *, gone: frozenset[Element]) -> int:
    """Return those of some cases in which a gate is met; in all of them `gone` is lost.

    Cases in which nothing of the witness is lost are met; the others are told apart by what of it is lost.
    """
    if not cases or (witness := gate.witness(gone)) is None:
        return 0
    parts = {gone: cases}
    for element in sorted(witness):
        for known, part in list(parts.items()):
            if hit := part & lost.get(element, 0):
                parts[known] = part & ~hit
                parts[known | {element}] = hit
    met = parts.pop(gone)
    for known, part in parts.items():
        met |= _open_lanes(gate, lost, part, gone=known)
    return met


def _any(masks: Mapping[int, int], group: Iterable[int]) -> int:
    """Return the cases in which a member of a group is up."""
    mask = 0
    for member in group:
        mask |= masks.get(member, 0)
    return mask


def _users(nodes: Sequence[Node[Element]]) -> list[list[tuple[int, int]]]:
    """Return for each node the groups that it is a member of: whose, and which."""
    users: list[list[tuple[int, int]]] = [[] for _ in nodes]
    for number, node in enumerate(nodes):
        for at, group in enumerate(node.groups):
            for member in group:
                users[member].append((number, at))
    return users


def _heirs(reasons: _Reasons[Element]) -> dict[int, list[int]]:
    """Return for each node those whose kept proof builds on it."""
    heirs: defaultdict[int, list[int]] = defaultdict(list)
    for number, reason in reasons.items():
        for member in reason.members:
            heirs[member].append(number)
    return dict(heirs)
