"""Ways on paper are ranked without flying each: what is ranked is what flying, and sailing, each of them gives."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.assumptions import FuelRule
from geo.attribution import causes
from geo.lift import Conditions
from geo.network import Net, SupplyWant
from geo.paper import Entry, PaperHop, entries, ways_on_paper
from geo.results import SupportStatus
from geo.throughput import MEASURED_BY, carrying, t_day_of
from geo.vocabulary import Mode
from tests.drawn_lift import flying, lifted, ways
from tests.test_lift_properties import GATES, HUBS, Drawn, drawn
from tests.worlds import lose

conditions = st.builds(
    Conditions,
    skies=st.sets(st.sampled_from(["KKK", "LLL"])).map(frozenset),
    passages=st.sets(st.sampled_from(["strait", "canal"])).map(frozenset),
    dry=st.sets(st.sampled_from(HUBS)).map(frozenset),
)


@settings(max_examples=150, deadline=None)
@given(drawn(), conditions, st.sampled_from(FuelRule))
def test_what_is_ranked_is_all_that_carries_enough_with_what_it_carries(
    case: Drawn, taken: Conditions, fuel: FuelRule
) -> None:
    net = lifted(case.world, air=case.air, sea=case.sea, fuel=fuel)
    for operation, groups in net.operations.items():
        for want in (want for group in groups for want in group.wants if want in carrying(net)):
            assert isinstance(want, SupplyWant)
            for entry in entries(net, operation, want):
                ranked = ways_on_paper(net, want, entry, taken)
                assert [way.t_day for way in ranked] == sorted((way.t_day for way in ranked), reverse=True)
                found = {tuple(hop.origin for hop in way.new): way.t_day for way in ranked}
                assert found == pytest.approx(all_tried(net, want, entry, taken))


def all_tried(net: Net, want: SupplyWant, entry: Entry, taken: Conditions) -> dict[tuple[str, ...], float]:
    """Return what every way by an entry carries, where that is enough."""
    assert net.lift is not None
    mode, enough = MEASURED_BY[want.function], 0.25 * carrying(net)[want].t_day * (1 - 1e-9)
    found = {}
    for places in [*product(GATES), *product(GATES, HUBS if mode is Mode.AIR else ())]:
        ends = [*places, entry.place]
        hops = [PaperHop(origin=one, target=other, mode=mode) for one, other in pairwise(ends)]
        fuelled = all(net.lift.field(stop, taken).has_fuel(net.lift.assumptions.fuel) for stop in places[1:])
        if fuelled and len(set(ends)) == len(ends) and all(map(net.lift.is_leg, hops)):
            t_day = t_day_of(net.lift, [*hops, *entry.rest], want.function, taken)
            found |= {places: t_day} if t_day >= enough else {}
    return found


def test_what_closes_a_way_on_paper_can_be_a_cause_of_having_none() -> None:
    """Without hub, what is left is gate - stop - field on paper: to have not even that, stop must go too."""
    world = flying(
        "gate -airlift/air-> hub -airlift/air-> field -airlift/air-> op", "stop", needs={"op": "airlift/air"}
    )
    net = lifted(world, air=ways("gate hub 1000", "hub field 1000", "gate stop 1000", "stop field 1000 KKK"))
    tokens = lose("hub", "stop", "over:KKK")
    assert causes(net, tokens, "op") == (lose("hub"),)
    assert set(causes(net, tokens, "op", goal=SupportStatus.PAPER)) == {lose("hub", "stop"), lose("hub", "over:KKK")}
