"""The proof of a met want is the best chain there is: checked by hand, and against every chain of random worlds."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings

from geo.chains import tokens_of
from geo.impact import assess
from geo.network import Edge, Net, SupplyWant
from geo.scenario import Token
from geo.search import Search
from geo.sweep import Sweep
from geo.vocabulary import CARRIED, Credibility
from geo.world import World
from tests.random_worlds import losses, worlds
from tests.worlds import draw, hosts_of, link, lose, net_of


def test_a_worse_grade_behind_makes_the_shorter_way_the_better_one() -> None:
    """gate -> far -> hub is better graded, gate -> hub is shorter; hub -> op is worse than both, so grades tie."""
    world = draw(
        "gate -airlift/air-> far -airlift/air-> hub",
        needs={"op": "airlift/air"},
        links=[
            link("gate", "hub", credibility=Credibility.POSSIBLY_TRUE),
            link("hub", "op", credibility=Credibility.DOUBTFUL),
        ],
    )
    chain = assess(net_of(world)).operations["op"].groups[0].after
    assert chain is not None
    assert (chain.places, chain.worst) == (("gate", "hub"), Credibility.DOUBTFUL)


def test_the_better_grade_wins_over_fewer_links() -> None:
    world = draw(
        "gate -airlift/air-> far -airlift/air-> hub -airlift/air-> op",
        needs={"op": "airlift/air"},
        links=[link("gate", "hub", credibility=Credibility.POSSIBLY_TRUE)],
    )
    chain = assess(net_of(world)).operations["op"].groups[0].after
    assert chain is not None
    assert chain.places == ("gate", "far", "hub")


def test_a_chain_hangs_on_its_places_their_hosts_and_what_they_give() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, hosts={"hub": "x"})
    net = net_of(world)
    chain = assess(net).operations["op"].groups[0].after
    assert chain is not None
    links = {f"link:{name}" for name in net.edges}
    assert tokens_of(net, chain) == lose("gate", "hub", "fn:gate:airlift", "fn:hub:airlift", *links) | hosts_of("x")


@settings(max_examples=100, deadline=None)
@given(worlds(most_links=10), losses)
def test_no_chain_is_better_than_the_one_that_is_found(world: World, tokens: frozenset[Token]) -> None:
    net = net_of(world)
    sweep = Sweep.of(net, [tokens])
    for name, groups in net.operations.items():
        for want in (want for group in groups for want in group.wants if isinstance(want, SupplyWant)):
            for full in (False, True):
                found = Search(sweep, case=1, full=full).best(name, want)
                others = [_worth(edges) for edges in _chains(sweep, name, want, 1 << 1 + (sweep.width if full else 0))]
                assert (found.order[:3] if found else None) == min(others, default=None)


def _worth(edges: list[Edge]) -> tuple[int, int, int]:
    return sum(edge.inferred for edge in edges), max(edge.credibility.value for edge in edges), len(edges)


def _chains(sweep: Sweep, operation: str, want: SupplyWant, bit: int) -> Iterator[list[Edge]]:
    """Yield every chain that meets a want, walked out one by one; no place twice in the same state."""
    net, carried = sweep.net, want.function in CARRIED
    for site in net.sites.values():
        local = want.function in site.local
        if sweep.up(site.id) & bit and (site.gateway or local):
            for edges in _walks(sweep, site.id, operation, bit, want if carried else None):
                last = edges[-1]
                gives = want.function in last.stops and sweep.gives(last, want.function) & bit
                by_mode = any(edge.mode is want.mode for edge in edges) if carried else last.mode is want.mode
                may_start = carried or site.gateway or len(edges) == 1
                if gives and by_mode and may_start:
                    yield edges


def _walks(sweep: Sweep, start: str, operation: str, bit: int, want: SupplyWant | None) -> Iterator[list[Edge]]:
    """Yield the ways from a facility to an operation along which something, or the wanted function, passes."""
    stack: list[tuple[str, bool, list[Edge], frozenset[tuple[str, bool]]]] = [(start, False, [], frozenset())]
    while stack:
        node, seen, edges, visited = stack.pop()
        if (node, seen) in visited:
            continue
        for edge in _leaving(sweep.net, node):
            passes = sweep.gives(edge, want.function) if want else sweep.passes(edge)
            now = seen or (want is not None and edge.mode is want.mode)
            if edge.target == operation:
                yield [*edges, edge]
            elif edge.target in sweep.net.sites and passes & sweep.up(edge.target) & bit:
                stack.append((edge.target, now, [*edges, edge], visited | {(node, seen)}))


def _leaving(net: Net, node: str) -> list[Edge]:
    return [edge for edge in net.edges.values() if edge.origin == node]
