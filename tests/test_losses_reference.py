"""The losses of the shipped facts: what the tables say is what the statuses say, and what was read off them by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from geo.airspace import load_airspace
from geo.contingency import Contingency, Scope, contingency
from geo.costs import Loss
from geo.lift import Lift, make_lift
from geo.losses import pairs, ranking, triples
from geo.network import Net, compile_net
from geo.scenario import Token
from geo.sealift import load_sea
from geo.shapley import shares
from geo.worked import worked_example
from geo.world import World
from tests.places import DATA
from tests.worlds import lose

THEN, NOW = date(2024, 11, 26), date(2026, 9, 1)

WORST = {
    THEN: [("host:syria-government", 12.5), ("fac:khmeimim", 9.5), ("over:SYR", 8.5)],
    NOW: [("over:TUR", 6.0), ("host:libya-lna", 5.5), ("over:LBY", 5.0), ("fac:al-khadim", 5.0)],
}
"""The single losses that cost most; on the later day two share the third place."""

EXAMPLES = {THEN: "op-syrian-express", NOW: "burkina-africa-corps"}


@pytest.fixture(scope="module")
def lift(world: World) -> Lift:
    return make_lift(world, load_airspace(DATA / "airspace.npz"), load_sea(world))


@pytest.fixture(scope="module", params=[THEN, NOW], ids=str)
def studied(world: World, lift: Lift, request: pytest.FixtureRequest) -> tuple[Net, Contingency]:
    """A day with its cut sets."""
    net = compile_net(world, request.param, lift=lift)
    return net, contingency(net, Scope(order=3))


def test_the_worst_single_losses(studied: tuple[Net, Contingency]) -> None:
    net, found = studied
    worst = [(str(*row.tokens), row.cost) for row in ranking(net, found)]
    assert worst[: len(WORST[net.day])] == WORST[net.day]


def test_single_losses_pairs_and_triples_are_what_the_cut_sets_say(studied: tuple[Net, Contingency]) -> None:
    net, found = studied
    together = [*pairs(net, found, top=40), *pairs(net, found, only_synergy=True)]
    rows: Sequence[Loss] = [*ranking(net, found), *together, *triples(net, found)]
    for row in rows:
        gone = {name for name, cuts in found.operations.items() if _cut(cuts.minimum.sets, row.tokens)}
        less = {name for name, cuts in found.operations.items() if _cut(cuts.full.sets, row.tokens)}
        assert ({*row.unsupported, *row.paper}, set(row.strained)) == (gone, less - gone)


def test_without_khmeimim_and_tartus_neither_is_to_blame_for_all(world: World, lift: Lift) -> None:
    """Khmeimim alone cost 9.5, Tartus alone 4, both 12: so Khmeimim is to blame for (9.5 + 12 - 4) / 2."""
    net = compile_net(world, THEN, lift=lift)
    found = {row.token.name: row for row in shares(net, lose("khmeimim", "tartus")).rows}
    assert (found["khmeimim"].cost, found["tartus"].cost) == (8.75, 3.25)
    assert found["khmeimim"].of["op-syria-air-campaign"] == 0.5


def test_the_worked_example_of_the_day(studied: tuple[Net, Contingency]) -> None:
    net, _ = studied
    example = worked_example(net)
    assert example is not None
    assert example.operation == EXAMPLES[net.day]


def _cut(sets: Sequence[frozenset[Token]], lost: frozenset[Token]) -> bool:
    return any(some <= lost for some in sets)
