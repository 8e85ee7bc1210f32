"""The search for the best chain by which a want is met, in one case of a sweep."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from functools import partial

from geo.chains import Chain, chain_of
from geo.network import Edge, Net, SupplyWant
from geo.sweep import Sweep
from geo.throughput import Carrying, carrying
from geo.vocabulary import CARRIED, Function, Mode

_Label = tuple[int, int, int, tuple[str, ...], tuple[str, ...]]
"""A way to a facility, best first: inferred links, worst credibility, number of links, link ids, facility ids."""


class Search:
    """The best chains in one case of a sweep; best: fewest inferred links, then best worst grade, then fewest links.

    Ids break what ties are left, so that the same case always has the same proof.
    """

    def __init__(self, sweep: Sweep, *, case: int, full: bool) -> None:
        """Choose the case.

        Parameters
        ----------
        sweep
            The sweep that decides what is up.
        case
            Which of its cases to look at.
        full
            Keep to facilities that are neither reduced nor contested.
        """
        self._sweep = sweep
        self._case = case
        self._bit = 1 << case + (sweep.width if full else 0)
        self._found: dict[tuple[Function | None, Mode | None], dict[tuple[str, bool], list[_Label]]] = {}

    def best(self, operation: str, want: SupplyWant) -> Chain | None:
        """Return the best chain by which a want of an operation is met, or None."""
        if (known := carrying(self._sweep.net).get(want)) is not None:
            return self._best_measured(known)
        labels = self._carried if want.function in CARRIED else self._given
        ends = [
            _along(label, edge, ends=True)
            for edge in self._sweep.net.incoming.get(operation, ())
            if self._sweep.gives(edge, want.function) & self._bit
            for label in labels(edge, want)
        ]
        return _chain(self._sweep.net, min(ends), want.function) if ends else None

    def _best_measured(self, known: Carrying) -> Chain | None:
        """Return the best chain that carries enough; of those with as good evidence, the one that carries most."""
        conditions = self._sweep.conditions_in(self._case)
        chains = [chain for chain in known.chains if self._sweep.carried_by(chain, known) & self._bit]
        best = min(chains, key=lambda chain: chain.order(conditions), default=None)
        return best.chain if best else None

    def _carried(self, edge: Edge, want: SupplyWant) -> Iterable[_Label]:
        """Return the ways of a carried function to the origin of an edge, the wanted mode already used or not."""
        if (want.function, want.mode) not in self._found:
            sites = self._sweep.net.sites.values()
            starts = [site.id for site in sites if site.gateway or want.function in site.local]
            gives = partial(self._sweep.gives, function=want.function)
            self._found[want.function, want.mode] = self._explore(starts, gives, want.mode)
        found = self._found[want.function, want.mode]
        modes = (True, False) if edge.mode is want.mode else (True,)
        return [label for seen in modes for label in found.get((edge.origin, seen), ())]

    def _given(self, edge: Edge, want: SupplyWant) -> Iterable[_Label]:
        """Return the ways by which the origin of an edge comes to have a function to give on the spot."""
        if edge.mode is not want.mode:
            return ()
        if want.function in self._sweep.net.sites[edge.origin].local and self._sweep.up(edge.origin) & self._bit:
            return (_start(edge.origin),)
        if (None, None) not in self._found:
            starts = [site.id for site in self._sweep.net.sites.values() if site.gateway]
            self._found[None, None] = self._explore(starts, self._sweep.passes, None)
        return self._found[None, None].get((edge.origin, False), ())

    def _explore(
        self, starts: Iterable[str], along: Callable[[Edge], int], mode: Mode | None
    ) -> dict[tuple[str, bool], list[_Label]]:
        """Return the ways worth keeping to each facility, apart for those that have used the mode.

        Best first, as Dijkstra has it. A worse grade cannot decide before the end is known, so a way is kept beside
        a better graded one with as many inferred links if it is shorter.
        """
        found: dict[tuple[str, bool], list[_Label]] = {}
        queue = [(_start(name), False) for name in starts if self._sweep.up(name) & self._bit]
        heapq.heapify(queue)
        while queue:
            label, seen = heapq.heappop(queue)
            kept = found.setdefault((label[-1][-1], seen), [])
            if kept and (label[0] > kept[0][0] or label[2] >= kept[-1][2]):
                continue
            kept.append(label)
            for edge in self._sweep.net.outgoing.get(label[-1][-1], ()):
                if along(edge) & self._sweep.up(edge.target) & self._bit:
                    heapq.heappush(queue, (_along(label, edge), seen or edge.mode is mode))
        return found


def _start(site_id: str) -> _Label:
    """Return the way that is no way yet."""
    return 0, 0, 0, (), (site_id,)


def _along(label: _Label, edge: Edge, *, ends: bool = False) -> _Label:
    """Return a way with one more link, to a facility or to its end."""
    inferred, worst, count, links, places = label
    return (
        inferred + edge.inferred,
        max(worst, edge.credibility.value),
        count + 1,
        (*links, edge.id),
        places if ends else (*places, edge.target),
    )


def _chain(net: Net, label: _Label, function: Function) -> Chain:
    """Return the finished way as a chain."""
    return chain_of(net, [net.edges[link] for link in label[3]], function)
