"""What losing things does, on worlds small enough to check by hand."""

from __future__ import annotations

import copy

import pytest

from geo.impact import assess
from geo.results import Flag, Level, LinkImpact, OperationImpact, SupportStatus
from geo.vocabulary import StageName, Weight
from geo.world import World
from tests.worlds import draw, hosts_of, lose, net_of, operation

SUSTAINED, STRAINED, PAPER, UNSUPPORTED, NO_BASELINE = SupportStatus


def after(world: World, *tokens: str, **parameters: object) -> OperationImpact:
    """Return what becomes of the only operation of a world."""
    (row,) = assess(net_of(world, **parameters), lose(*tokens)).operations.values()
    return row


def test_a_chain_from_a_gateway_sustains() -> None:
    """gate --airlift--> hub --airlift--> op."""
    row = after(draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}))
    assert (row.status, row.worsened) == (SUSTAINED, False)
    (group,) = row.groups
    assert group.after is not None
    assert (group.after.places, group.after.local) == (("gate", "hub"), False)


def test_an_operation_whose_only_hub_is_lost_is_unsupported() -> None:
    row = after(draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}), "hub")
    assert (row.baseline, row.status, row.worsened) == (SUSTAINED, UNSUPPORTED, True)
    assert (row.groups[0].after, row.groups[0].ratio) == (None, 0.0)
    assert row.groups[0].blockers == tuple(lose("hub"))


def test_a_second_way_keeps_it_sustained_and_is_its_new_proof() -> None:
    """gate --> hub --> op, and gate --> port --> op by an inferred link."""
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> op",
        "gate ~airlift/air~> port -airlift/air-> op",
        needs={"op": "airlift/air"},
    )
    row = after(world, "hub")
    assert row.status is SUSTAINED
    assert row.groups[0].rerouted
    assert row.groups[0].after is not None
    assert row.groups[0].after.places == ("gate", "port")
    assert row.flags == {Flag.RESTS_ON_INFERRED_LINKS, Flag.SINGLE_POINT_OF_FAILURE}
    assert row.single_points == ("port",)


def test_the_proof_prefers_reported_links_to_fewer_links() -> None:
    world = draw(
        "gate ~airlift/air~> hub -airlift/air-> op",
        "gate -airlift/air-> far -airlift/air-> near -airlift/air-> op",
        needs={"op": "airlift/air"},
    )
    chain = after(world).groups[0].after
    assert chain is not None
    assert (chain.places, chain.inferred) == (("gate", "far", "near"), 0)


def test_a_loop_of_hubs_cannot_hold_itself_up() -> None:
    """gate --> a <--> b --> op: with gate lost, a and b feed each other in vain."""
    world = draw(
        "gate -airlift/air-> a -airlift/air-> b -airlift/air-> op", "b -airlift/air-> a", needs={"op": "airlift/air"}
    )
    assert after(world, "gate").status is UNSUPPORTED


def test_a_way_through_a_reduced_facility_only_strains() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, states={"hub": "reduced"})
    row = after(world)
    assert (row.baseline, row.status, row.worsened) == (STRAINED, STRAINED, False)
    assert row.groups[0].level is Level.WEAK


def test_falling_back_on_a_contested_facility_strains() -> None:
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> op",
        "gate -airlift/air-> front -airlift/air-> op",
        needs={"op": "airlift/air"},
        states={"front": "contested"},
    )
    row = after(world, "hub")
    assert (row.status, row.worsened) == (STRAINED, True)
    assert row.groups[0].blockers == tuple(lose("hub"))


def test_the_levels_are_two_fixpoints_not_two_halves_of_one() -> None:
    """gate --> front --> a --> op and gate --> b --> rear --> op: each way has a weak place, in another half."""
    world = draw(
        "gate -airlift/air-> front -airlift/air-> a -airlift/air-> op",
        "gate -airlift/air-> b -airlift/air-> rear -airlift/air-> op",
        needs={"op": "airlift/air"},
        states={"front": "contested", "rear": "reduced"},
    )
    assert after(world).groups[0].level is Level.WEAK


def test_an_important_need_lost_strains_and_a_minor_one_does_nothing() -> None:
    lines = "gate -airlift+repair+training/air-> hub -airlift+repair+training/air-> op"
    world = draw(lines, needs={"op": ["airlift/air", "repair/air?", "training/air."]})
    assert after(world, "fn:hub:repair").status is STRAINED
    row = after(world, "fn:hub:training")
    assert (row.status, row.worsened) == (SUSTAINED, False)
    assert [group.weight for group in row.lost_more] == [Weight.MINOR]


def test_an_important_need_without_a_chain_is_not_documented_and_does_not_strain() -> None:
    world = draw("gate -airlift/air-> op", needs={"op": ["airlift/air", "repair/sea?"]})
    row = after(world)
    assert row.status is SUSTAINED
    assert [group.documented for group in row.groups] == [True, False]
    assert not row.groups[1].decides


def test_an_essential_need_without_a_chain_leaves_no_baseline_to_lose() -> None:
    world = draw("gate -airlift/air-> op", needs={"op": ["airlift/air", "repair/sea"]})
    row = after(world, "gate")
    assert (row.baseline, row.status, row.worsened) == (NO_BASELINE, NO_BASELINE, False)
    assert [group.label for group in row.lost_more] == ["airlift by air"]


def test_of_alternatives_one_is_enough() -> None:
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> op",
        "gate -sealift/sea-> port -sealift/sea-> op",
        needs={"op": "sealift/sea|airlift/air"},
    )
    assert after(world, "hub").status is SUSTAINED
    assert after(world, "hub", "port").status is UNSUPPORTED
    assert after(world).groups[0].label == "sealift by sea or airlift by air"


def test_two_modes_of_one_function_are_two_needs() -> None:
    world = draw("gate -sealift/sea-> port -sealift/road-> op", needs={"op": ["sealift/sea", "sealift/road"]})
    assert after(world).status is SUSTAINED
    world = draw("gate -sealift/sea-> op", needs={"op": ["sealift/sea", "sealift/road"]})
    assert after(world).status is NO_BASELINE


def test_what_is_carried_needs_its_mode_once_on_the_way_and_its_function_on_every_link() -> None:
    needs = {"op": "airlift/air"}
    assert after(draw("gate -airlift/air-> hub -airlift/road-> op", needs=needs)).status is SUSTAINED
    assert after(draw("gate -airlift/road-> hub -airlift/road-> op", needs=needs)).status is NO_BASELINE
    assert after(draw("gate -sealift/air-> hub -airlift/air-> op", needs=needs)).status is NO_BASELINE


def test_the_mode_may_be_used_on_a_detour_and_back() -> None:
    """gate --road--> hub --road--> op, and hub <--air--> field: by the rule this is a chain with an air link."""
    world = draw(
        "gate -airlift/road-> hub -airlift/road-> op",
        "hub -airlift/air-> field -airlift/road-> hub",
        needs={"op": "airlift/air"},
    )
    chain = after(world).groups[0].after
    assert chain is not None
    assert chain.places == ("gate", "hub", "field", "hub")


def test_what_is_given_on_the_spot_needs_a_giver_that_any_links_reach() -> None:
    lines = ("gate -airlift/air-> hub -garrison/road-> post", "post -repair/road-> op")
    assert after(draw(*lines, needs={"op": "repair/road"})).status is SUSTAINED
    assert after(draw(*lines, needs={"op": "repair/sea"})).status is NO_BASELINE
    assert after(draw(*lines, needs={"op": "repair/road"}), "hub").status is UNSUPPORTED


def test_local_supply_starts_a_chain_or_gives_on_the_spot_without_a_gateway() -> None:
    carried = draw("port -sealift/sea-> op", needs={"op": "sealift/sea"}, local={"port": ["sealift"]})
    given = draw("port -refuel/sea-> op", needs={"op": "refuel/sea"}, local={"port": ["refuel"]})
    for world in (carried, given):
        row = after(world)
        assert row.status is SUSTAINED
        assert row.groups[0].after is not None
        assert row.groups[0].after.local
    assert after(draw("port -refuel/sea-> op", needs={"op": "refuel/sea"})).status is NO_BASELINE


def test_local_supply_of_one_place_does_not_make_the_next_place_reached() -> None:
    world = draw("port -repair/sea-> yard -repair/sea-> op", needs={"op": "repair/sea"}, local={"port": ["repair"]})
    assert after(world).status is NO_BASELINE


def test_a_need_met_by_local_supply_asks_for_no_chain() -> None:
    row = after(draw("gate", needs={"op": "refuel/road*"}), "gate")
    assert (row.status, row.groups[0].local, row.groups[0].after) == (SUSTAINED, True, None)


def test_a_lost_function_is_neither_given_nor_passed_on() -> None:
    lines = "gate -airlift+refuel/air-> hub -airlift+refuel/air-> op"
    world = draw(lines, needs={"op": ["airlift/air", "refuel/air"]})
    row = after(world, "fn:hub:refuel")
    assert [group.level for group in row.groups] == [Level.FULL, Level.LOST]
    row = after(world, "fn:gate:airlift")
    assert [group.level for group in row.groups] == [Level.LOST, Level.FULL]
    assert row.groups[0].blockers == tuple(lose("fn:gate:airlift"))


def test_a_link_none_of_whose_functions_is_left_reaches_nobody() -> None:
    world = draw("gate -airlift/air-> hub -repair/air-> op", needs={"op": "repair/air"})
    row = after(world, "fn:gate:airlift")
    assert row.status is UNSUPPORTED
    assert row.groups[0].blockers == tuple(lose("fn:gate:airlift"))


@pytest.mark.parametrize(
    ("hosts", "gone", "status"),
    [
        ("a", {"a"}, UNSUPPORTED),
        ("a+b", {"a"}, UNSUPPORTED),
        ("a|b", {"a"}, SUSTAINED),
        ("a|b", {"a", "b"}, UNSUPPORTED),
    ],
)
def test_a_facility_stands_on_the_leave_of_all_its_hosts_or_of_any(
    hosts: str, gone: set[str], status: SupportStatus
) -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, hosts={"hub": hosts})
    impact = assess(net_of(world), hosts_of(*gone))
    assert impact.operations["op"].status is status
    assert set(impact.facilities["hub"].lost_by) == (hosts_of(*gone) if status is UNSUPPORTED else set())


@pytest.mark.parametrize(("leave", "status"), [("a+b", UNSUPPORTED), ("a|b", SUSTAINED)])
def test_an_operation_stands_on_leave_too(leave: str, status: SupportStatus) -> None:
    world = draw("gate", needs={"op": f"leave:{leave}"})
    row = assess(net_of(world), hosts_of("a")).operations["op"]
    assert row.status is status
    assert (row.groups[0].authorities, row.groups[0].refused) == (("a", "b"), ("a",))


def test_consent_without_a_need_that_names_it_stands_for_one_essential_need() -> None:
    world = draw(
        "gate -airlift/air-> op", operations=[operation("op", "airlift/air", consent_of=("a",))], needs={"op": ()}
    )
    row = assess(net_of(world), hosts_of("a")).operations["op"]
    assert row.status is UNSUPPORTED
    assert (row.groups[1].label, row.groups[1].needs) == ("the hosts' consent", ())


def test_what_is_only_planned_is_shown_and_not_counted() -> None:
    world = draw(
        "gate -airlift/air-> op", needs={"op": ()}, operations=[operation("op", "airlift/air", stage=StageName.AGREED)]
    )
    impact = assess(net_of(world), lose("gate"))
    assert (dict(impact.operations), dict(impact.not_running)) == ({}, {"op": StageName.AGREED})


def test_a_facility_closed_already_is_no_loss() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, states={"hub": "closed"})
    impact = assess(net_of(world), lose("hub"))
    assert impact.already_closed == ("hub",)
    assert (impact.facilities["hub"].usable_before, impact.facilities["hub"].lost_by) == (False, ())
    assert dict(impact.links) == {}


def test_links_are_kept_weakened_or_lost() -> None:
    """gate --> hub --> far --> op: with hub lost, what lies behind it is lost too; a contested end only weakens."""
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> far -airlift/air-> op",
        "gate -sealift/sea-> port -sealift/sea-> op",
        "gate -sealift/sea-> op",
        needs={"op": "airlift/air"},
        states={"port": "contested"},
    )
    impact = assess(net_of(world), lose("hub"))
    ends = {tuple(name.split("--")[:2]): what for name, what in impact.links.items()}
    assert ends == {
        ("gate", "hub"): LinkImpact.LOST,
        ("hub", "far"): LinkImpact.LOST,
        ("far", "op"): LinkImpact.LOST,
        ("gate", "port"): LinkImpact.WEAKENED,
        ("port", "op"): LinkImpact.WEAKENED,
        ("gate", "op"): LinkImpact.KEPT,
    }
    assert (impact.facilities["far"].usable, impact.facilities["far"].reached) == (True, False)


def test_counts_tell_what_is_worse_from_what_was_so_already() -> None:
    """One op falls, one was strained already, one has no baseline."""
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> falls",
        "gate -airlift/air-> front -airlift/air-> weak",
        needs={"falls": "airlift/air", "weak": "airlift/air", "bare": "airlift/air"},
        states={"front": "contested"},
    )
    impact = assess(net_of(world), lose("hub"))
    assert impact.worsened == {SUSTAINED: (), STRAINED: (), PAPER: (), UNSUPPORTED: ("falls",), NO_BASELINE: ()}
    assert {name: row.baseline for name, row in impact.operations.items() if not row.worsened} == {
        "weak": STRAINED,
        "bare": NO_BASELINE,
    }
    assert dict(impact.counts) == {SUSTAINED: 0, STRAINED: 1, PAPER: 0, UNSUPPORTED: 1, NO_BASELINE: 1}


def test_tokens_of_things_that_are_not_there_change_nothing() -> None:
    net = net_of(draw("gate -airlift/air-> op", needs={"op": "airlift/air"}))
    nothing = assess(net)
    assert assess(net, lose("nowhere", "host:nobody", "fn:nowhere:repair")).operations == nothing.operations


def test_the_engine_never_changes_its_input() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"})
    net, tokens = net_of(world), lose("hub")
    before = copy.deepcopy([dict(world.facilities), dict(world.operations), dict(world.links)])
    shape = [dict(net.sites), dict(net.edges), dict(net.operations)]
    assess(net, tokens)
    assert [dict(world.facilities), dict(world.operations), dict(world.links)] == before
    assert [dict(net.sites), dict(net.edges), dict(net.operations)] == shape
    assert assess(net).operations["op"].status is SUSTAINED


def test_status_ranks_go_down_with_the_loss() -> None:
    assert [status.rank for status in (SUSTAINED, STRAINED, PAPER, UNSUPPORTED, NO_BASELINE)] == [4, 3, 2, 1, 0]
