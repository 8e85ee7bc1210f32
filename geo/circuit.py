"""A monotone network of ALL and ANY, and the proofs that a node of it is up (method: 1.3, 5.1 and 10).

What is up is the least fixpoint: nodes that only keep each other alive are down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Generic

from geo.reasons import Check, Item, Reason, Search, checked, settled, unchecked
from geo.wiring import Element, Gate, Node

MOST_NOTED = 1 << 20
"""How many nodes are noted, over all elements, as hanging on an element; what hangs on others is found anew each time.
In a chain every element would have half of all nodes.
"""


class Circuit(Generic[Element]):
    """Nodes that hang on each other, and for each that is up one proof, kept to answer most questions at once.

    Losing an element can only bring down the nodes whose kept proof hangs on it; the others are up as they were. So
    a question about a small loss looks at a small part of even a large network.
    """

    def __init__(
        self, nodes: Iterable[Node[Element]], *, lost: AbstractSet[Element] = frozenset(), check: Check = unchecked
    ) -> None:
        """Settle every node.

        Parameters
        ----------
        nodes
            The nodes; a node is named by its place.
        lost
            What is lost from the outset, in every question.
        check
            Asked every few thousand steps whether to go on, here and in all that takes one: it raises if not.
        """
        self.nodes: tuple[Node[Element], ...] = tuple(nodes)
        self.lost = frozenset(lost)
        self._kept = settled(self.nodes, self.lost, check=check)
        self._heirs = _heirs(self._kept)
        self._holders: defaultdict[Element, list[int]] = defaultdict(list)
        for number, reason in self._kept.items():
            for element in reason.own:
                self._holders[element].append(number)
        self._hanging: dict[Element, frozenset[int]] = {}
        self._noted = 0

    def losing(self, lost: AbstractSet[Element]) -> Circuit[Element]:
        """Return the circuit with more lost from the outset."""
        return Circuit(self.nodes, lost=self.lost | lost) if lost - self.lost else self

    @property
    def guards(self) -> AbstractSet[Element]:
        """All guards of nodes that are up."""
        return {guard for number in self._kept for guard in self.nodes[number].guards}

    @property
    def has_gates(self) -> bool:
        """Whether any node has a gate."""
        return any(node.gates for node in self.nodes)

    def is_up(self, node: int) -> bool:
        """Say whether a node is up with nothing lost but what is from the outset."""
        return node in self._kept

    def proof(
        self, node: int, lost: AbstractSet[Element] = frozenset(), *, check: Check = unchecked
    ) -> frozenset[Element] | None:
        """Return all elements of one proof that a node is up, or None if it is down.

        Parameters
        ----------
        node
            The node.
        lost
            What is lost beyond what is lost from the outset.
        check
            As above.
        """
        if node not in self._kept:
            return None
        shaken = self._shaken_by(lost, check)
        if node not in shaken:
            return self._elements(node, {}, check)
        reasons = Search(self.nodes, self._kept, lost=self.lost | lost, shaken=shaken, check=check).reasons(node)
        return self._elements(node, reasons, check) if node in reasons else None

    def lanes(
        self, goals: Iterable[int], lost: Mapping[Element, int], *, width: int, check: Check = unchecked
    ) -> dict[int, int]:
        """Return for each of some nodes the mask of the cases in which it is up.

        Parameters
        ----------
        goals
            The nodes that are asked for.
        lost
            For each element the mask of the cases in which it is lost beyond what is lost from the outset.
        width
            The number of cases.
        check
            As above.
        """
        every = (1 << width) - 1
        wanted = list(goals)
        shaken = self._heirs_of((node for element in lost for node in self._holders.get(element, ())), check)
        order = self._order(wanted, shaken, check)
        own = self._own_lanes(checked(order, check), lost, every)
        masks = dict.fromkeys(self._kept.keys() - shaken, every) | dict.fromkeys(order, 0)
        stale = bytearray(b"\1" * len(order))
        users = self._users_in_circles(order, check)
        for at in checked(_next_of(stale), check):
            node = order[at]
            mask = own[node]
            for group in self.nodes[node].groups:
                mask &= _any(masks, group)
            if mask != masks[node]:
                masks[node] = mask
                for user in users.get(node, ()):
                    stale[user] = 1
        return {node: masks.get(node, 0) for node in wanted}

    def order(self, goals: Iterable[int], *, up: bool = False, check: Check = unchecked) -> tuple[int, ...]:
        """Return all nodes that some nodes hang on, and these; each after what it hangs on, but in circles.

        Parameters
        ----------
        goals
            The nodes that are asked about.
        up
            Whether to pass only through nodes that are up as long as nothing more is lost.
        check
            As above.
        """
        return tuple(self._order(goals, self._kept if up else range(len(self.nodes)), check))

    def below(self, goals: Iterable[int], among: Iterable[Element]) -> frozenset[Element]:
        """Return those of some elements whose loss could ever matter to any of some nodes."""
        nodes = [self.nodes[node] for node in self.order(goals)]
        guards = {element for node in nodes for element in node.guards}
        gates = {gate for node in nodes for gate in node.gates}
        return frozenset(e for e in among if e in guards or any(gate.hangs_on(e) for gate in gates))

    def _order(self, goals: Iterable[int], within: Collection[int], check: Check) -> list[int]:
        """Return the nodes among some that goals hang on: depth first, a node after its members."""
        found: list[int] = []
        seen: set[int] = set()
        # A node whose members have been seen to comes up once more, as its complement.
        stack = [goal for goal in goals if goal in within]
        for node in checked(_popped(stack), check):
            if node < 0:
                found.append(~node)
            elif node not in seen:
                seen.add(node)
                stack.append(~node)
                for group in self.nodes[node].groups:
                    stack += [member for member in group if member not in seen and member in within]
        return found

    def _shaken_by(self, lost: Iterable[Element], check: Check) -> frozenset[int]:
        """Return the nodes whose kept proof hangs on something that is lost."""
        return frozenset[int]().union(*(self._hanging_on(element, check) for element in lost))

    def _hanging_on(self, element: Element, check: Check) -> frozenset[int]:
        """Return the nodes whose kept proof hangs on an element; noted as long as there is room."""
        if element in self._hanging:
            return self._hanging[element]
        found = self._heirs_of(self._holders.get(element, ()), check)
        if self._noted + len(found) <= MOST_NOTED:
            self._noted += len(found)
            self._hanging[element] = found
        return found

    def _heirs_of(self, nodes: Iterable[int], check: Check) -> frozenset[int]:
        """Return some nodes, and those whose kept proof builds on them."""
        found = set(nodes)
        stack = [*found]
        for node in checked(_popped(stack), check):
            heirs = self._heirs.get(node, ())
            stack.extend(heir for heir in heirs if heir not in found)
            found.update(heirs)
        return frozenset(found)

    def _elements(self, node: int, reasons: Mapping[int, Reason[Element]], check: Check) -> frozenset[Element]:
        """Return the elements of the proof that some reasons, else the kept ones, make."""
        found: set[Element] = set()
        seen = {node}
        stack = [node]
        for number in checked(_popped(stack), check):
            members, own = reasons.get(number) or self._kept[number]
            found.update(own)
            stack.extend(member for member in members if member not in seen)
            seen.update(members)
        return frozenset(found)

    def _own_lanes(self, nodes: Iterable[int], lost: Mapping[Element, int], every: int) -> dict[int, int]:
        """Return for each node the cases in which its guards are kept and its gates met."""
        open_in: dict[Gate[Element], int] = {}
        found: dict[int, int] = {}
        for number in nodes:
            mask = every
            for guard in self.nodes[number].guards:
                mask &= ~lost.get(guard, 0)
            for gate in self.nodes[number].gates:
                if gate not in open_in:
                    open_in[gate] = _open_lanes(gate, lost, every, gone=self.lost)
                mask &= open_in[gate]
            found[number] = mask
        return found

    def _users_in_circles(self, order: Sequence[int], check: Check) -> Mapping[int, Iterable[int]]:
        """Return for each of some nodes the places of those that hang on it; none if all come after what they hang on.

        Without circles nothing that has had its turn can change any more.
        """
        places = {node: at for at, node in enumerate(order)}
        wanted = [[member for group in self.nodes[node].groups for member in group] for node in checked(order, check)]
        if all(places.get(member, -1) < at for at, members in enumerate(wanted) for member in members):
            return {}
        users: defaultdict[int, list[int]] = defaultdict(list)
        for at, members in enumerate(wanted):
            for member in members:
                users[member].append(at)
        return users


def _next_of(stale: bytearray) -> Iterator[int]:
    """Yield the places that are marked, over and over from the first to the last, and take the mark away."""
    at = -1
    while (at := stale.find(1, at + 1)) >= 0 or (at := stale.find(1)) >= 0:
        stale[at] = 0
        yield at


def _popped(stack: list[Item]) -> Iterator[Item]:
    """Yield what is on a stack, from the top, until nothing is; more may be added meanwhile."""
    while stack:
        yield stack.pop()


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


def _heirs(reasons: Mapping[int, Reason[Element]]) -> dict[int, list[int]]:
    """Return for each node those whose kept proof builds on it."""
    heirs: defaultdict[int, list[int]] = defaultdict(list)
    for number, reason in reasons.items():
        for member in reason.members:
            heirs[member].append(number)
    return dict(heirs)
