"""The circuit of a day says what the sweep says, and its proofs are proofs."""

from __future__ import annotations

from hypothesis import given, settings

from geo.network import Net, host_token
from geo.scenario import Token, overflight_token, passage_token
from geo.standing import standing_of
from geo.support_circuit import SupportCircuit, support_circuit
from geo.sweep import Sweep
from geo.world import World
from tests.drawn_lift import lifted
from tests.random_worlds import losses, subsets, worlds
from tests.test_lift_properties import Drawn, drawn
from tests.worlds import net_of

MANY = settings(max_examples=150, deadline=None)


def kept(net: Net, cases: list[frozenset[Token]]) -> dict[tuple[str, str], list[bool]]:
    """Return by operation and level in which cases the sweep says that it is kept."""
    sweep = Sweep.of(net, cases)
    found = {}
    for name in net.operations:
        standing = standing_of(sweep, name, papers=0)
        for level, mask in (("minimum", standing.minimum), ("full", standing.full)):
            found[name, level] = [bool(mask >> case & 1) for case in range(1, len(cases) + 1)]
    return found


def proofs(support: SupportCircuit, lost: frozenset[Token]) -> dict[tuple[str, str], frozenset[Token] | None]:
    """Return by operation and level the proof that it is kept."""
    levels = {"minimum": support.minimum, "full": support.full}
    return {
        (name, level): support.circuit.proof(node, lost)
        for level, nodes in levels.items()
        for name, node in nodes.items()
    }


def everything(net: Net) -> frozenset[Token]:
    """Return every token that could matter on a day."""
    sites = {token for site in net.sites.values() for token in (site.token, site.fuel, *site.leave.hosts)}
    links = {token for edge in net.edges.values() for token in (edge.token, *edge.stops.values())}
    shut = {overflight_token(name) for name in ("KKK", "LLL")} | {passage_token(name) for name in ("canal", "strait")}
    return frozenset(sites | links | shut | {host_token("x"), host_token("y")})


def assert_agrees(net: Net, cases: list[frozenset[Token]]) -> None:
    """Check the circuit against the sweep in all cases, one at a time and all at once, and every proof it gives."""
    support, expected = support_circuit(net), kept(net, cases)
    for number, lost in enumerate(cases):
        found = proofs(support, lost)
        assert {goal: proof is not None for goal, proof in found.items()} == {
            g: row[number] for g, row in expected.items()
        }
        assert all(proof is None or not proof & lost for proof in found.values())
        rest = {goal: everything(net) - proof for goal, proof in found.items() if proof is not None}
        alone = kept(net, list(rest.values()))
        assert all(alone[goal][at] for at, goal in enumerate(rest))
    masks = {token: sum(1 << at for at, lost in enumerate(cases) if token in lost) for token in everything(net)}
    for level, nodes in (("minimum", support.minimum), ("full", support.full)):
        found_masks = support.circuit.lanes(nodes.values(), masks, width=len(cases))
        for name, node in nodes.items():
            assert [bool(found_masks[node] >> at & 1) for at in range(len(cases))] == expected[name, level]


@MANY
@given(worlds(), losses)
def test_without_lift_it_agrees_with_the_sweep_on_every_part_of_a_loss(world: World, tokens: frozenset[Token]) -> None:
    assert_agrees(net_of(world), subsets(tokens))


@MANY
@given(drawn())
def test_with_lift_it_agrees_with_the_sweep_on_every_part_of_a_loss(case: Drawn) -> None:
    assert_agrees(lifted(case.world, air=case.air, sea=case.sea), subsets(case.tokens))
