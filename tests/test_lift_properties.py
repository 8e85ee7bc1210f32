"""What holds of every world with ways and loads: random small ones, against an oracle that tries everything."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.attribution import causes, repairs
from geo.costs import single_losses
from geo.impact import assess
from geo.results import SupportStatus, status_in
from geo.scenario import Token, link_token, overflight_token, passage_token
from geo.standing import standing_of
from geo.sweep import Sweep
from geo.world import World
from tests.drawn_lift import PLANE, DrawnWays, lifted, ways
from tests.lift_oracle import lift_status
from tests.random_worlds import one_a_function, subsets
from tests.worlds import DAY, authority, facility, link, lose, net_of, operation, world_of

MANY = settings(max_examples=150, deadline=None)

SKIES, STRAITS = ("KKK", "LLL"), ("canal", "strait")
LOSSES = (
    *lose("gate", "a", "b", "c", "host:x", "fn:gate-b:airlift", "fn:a:refuel", "fn:b:refuel", "fn:a:airlift"),
    *(overflight_token(name) for name in SKIES),
    *(passage_token(name) for name in STRAITS),
)
"""What scenarios take away, links aside."""


class Drawn(NamedTuple):
    """A world with ways, and a scenario."""

    world: World
    air: DrawnWays
    sea: DrawnWays
    tokens: frozenset[Token]


HUBS = ("a", "b", "c")
GATES = ("gate", "gate-b")
MISSIONS = ("north", "south")
WANTS = (
    "airlift/air",
    "sealift/sea",
    "airlift/air?",
    "sealift/sea|airlift/air",
    "airlift/road",
    "repair/air",
    "leave:x",
)
CARRIED = ("airlift/air", "airlift/air", "sealift/sea", "airlift/road", "sealift/road", "airlift+repair/air")

SPINE = (("gate", "a"), ("a", "b"), ("a", "north"), ("b", "south"))
"""What is flown in every world, so that most missions have something to lose."""

FLIGHTS = (
    "",
    "1000",
    "1000 KKK",
    "2000 KKK",
    "1000 KKK|2000",
    "1000 KKK|3000 LLL",
    "2000 KKK LLL|4500",
    "7000 KKK|7000",
)
VOYAGES = ("", "240", "240 strait|480", "240 strait|1200 canal", "480 canal strait")
"""What ways there may be between two places: none, one, or one after another."""

_lines = st.sampled_from([*((a, b) for a in GATES for b in HUBS), *((a, b) for a in HUBS for b in HUBS if a != b)])
_ends = st.sampled_from([(a, b) for a in (*HUBS, *HUBS, *GATES) for b in MISSIONS])


def ways_of(draw: st.DrawFn, menu: tuple[str, ...], unknown: str) -> DrawnWays:
    """Draw ways from a menu between all places but one of which none is prepared."""
    places = [name for name in (*GATES, *HUBS, *MISSIONS) if name != unknown]
    found = []
    for one, other in combinations(places, 2):
        found += [f"{one} {other} {way}" for way in draw(st.sampled_from(menu)).split("|") if way]
    return ways(*found, places=places)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    """Draw two missions, at home or abroad, what supports them, ways between most places, and a scenario."""
    facilities = [facility(name) for name in GATES]
    for name in HUBS:
        state = draw(st.sampled_from(["active", "active", "active", "reduced"]))
        local = draw(st.sampled_from([(), (), (), ("sealift",)]))
        facilities.append(facility(name, state=state, hosts=draw(st.sampled_from(["", "", "x"])), local=local))
    operations = [
        operation(name, *draw(st.lists(st.sampled_from(WANTS), min_size=1, max_size=2)), country=(home,))
        for name, home in zip(MISSIONS, draw(st.tuples(*[st.sampled_from(["AAA", "BBB"])] * 2)), strict=True)
    ]
    pairs = draw(st.lists(_lines, min_size=3, max_size=7)) + draw(st.lists(_ends, min_size=1, max_size=4))
    rows = one_a_function(
        [*(link(*pair) for pair in SPINE), *(link(*pair, draw(st.sampled_from(CARRIED))) for pair in pairs)]
    )
    world = world_of(facilities, operations, rows, authorities=[authority("x")], assets=[PLANE])
    return Drawn(
        world,
        ways_of(draw, FLIGHTS, draw(st.sampled_from(["", "", "c"]))),
        ways_of(draw, VOYAGES, draw(st.sampled_from(["", "", "b"]))),
        draw(st.sets(st.sampled_from([*LOSSES, *map(link_token, world.links)]), max_size=5).map(frozenset)),
    )


@MANY
@given(drawn())
def test_every_subset_of_losses_gives_the_status_of_the_plain_rule(case: Drawn) -> None:
    world, air, sea, tokens = case
    cases = subsets(tokens)
    sweep = Sweep.of(lifted(world, air=air, sea=sea), cases)
    for name in world.operations:
        standing = standing_of(sweep, name)
        found = [status_in(standing, number).value for number in range(1, len(cases) + 1)]
        assert found == [lift_status(world, DAY, some, name, air=air, sea=sea) for some in cases]


@MANY
@given(drawn())
def test_assessing_gives_the_same_and_its_proof_bears_it_out(case: Drawn) -> None:
    world, air, sea, tokens = case
    net = lifted(world, air=air, sea=sea)
    for name, row in assess(net, tokens).operations.items():
        assert row.status.value == lift_status(world, DAY, tokens, name, air=air, sea=sea)
        for group in row.groups:
            assert 0 <= group.ratio <= 1
            assert group.after is None or group.level
            if group.t_day is not None:
                assert group.t_day_before is not None
                assert group.ratio == min(1.0, group.t_day / group.t_day_before)
            if group.lift_before:
                assert group.before is not None
                assert [leg.link for leg in group.lift_before.legs] == list(group.before.links)
            if group.paper:
                assert not group.level
                assert group.paper.lift.t_day is not None
                assert group.paper.lift.legs[0].link is None
                assert tuple(leg.link for leg in group.paper.lift.legs if leg.link) == group.paper.links


@MANY
@given(drawn(), st.sampled_from(LOSSES))
def test_losing_more_never_helps(case: Drawn, more: Token) -> None:
    net = lifted(case.world, air=case.air, sea=case.sea)
    some, all_of_it = assess(net, case.tokens), assess(net, case.tokens | {more})
    for name, row in all_of_it.operations.items():
        before = some.operations[name]
        assert row.status.rank <= before.status.rank
        for group, was in zip(row.groups, before.groups, strict=True):
            assert (group.level, group.ratio) <= (was.level, was.ratio + 1e-9)
            assert group.ratio <= was.ratio + 1e-9
            assert not group.paper or was.level or was.paper


@MANY
@given(drawn())
def test_with_nothing_taken_away_ways_and_loads_change_no_status(case: Drawn) -> None:
    """What was reported is taken at its word: closures of the day and figures lower nothing."""
    plain = assess(net_of(case.world))
    with_lift = assess(lifted(case.world, air=case.air, sea=case.sea))
    for name, row in with_lift.operations.items():
        assert row.status is plain.operations[name].status
        for group, other in zip(row.groups, plain.operations[name].groups, strict=True):
            assert group.level is other.level
            assert group.ratio == (1.0 if group.level else 0.0)


@MANY
@given(drawn())
def test_each_single_loss_is_what_assessing_it_alone_gives(case: Drawn) -> None:
    net = lifted(case.world, air=case.air, sea=case.sea)
    for row in single_losses(net).values():
        worse = assess(net, row.tokens).worsened
        assert row.strained == worse[SupportStatus.STRAINED]
        assert row.paper == worse[SupportStatus.PAPER]
        assert row.unsupported == worse[SupportStatus.UNSUPPORTED]


@settings(max_examples=80, deadline=None)
@given(drawn(), st.sampled_from([SupportStatus.SUSTAINED, SupportStatus.STRAINED, SupportStatus.PAPER]))
def test_causes_and_repairs_are_the_minimal_sets_that_trying_all_finds(case: Drawn, goal: SupportStatus) -> None:
    world, air, sea, tokens = case
    net = lifted(world, air=air, sea=sea)
    for name in world.operations:
        rank = {some: assess(net, some).operations[name].status.rank for some in subsets(tokens)}
        if rank[frozenset()] < goal.rank:
            assert (causes(net, tokens, name, goal=goal), repairs(net, tokens, name, goal=goal)) == ((), ())
            continue
        deny = [some for some in rank if rank[some] < goal.rank]
        back = [some for some in rank if some and rank[tokens - some] >= goal.rank]
        assert set(causes(net, tokens, name, goal=goal)) == _minimal(deny)
        assert set(repairs(net, tokens, name, goal=goal)) == (_minimal(back) if deny else set())


@settings(max_examples=60, deadline=None)
@given(drawn(), st.lists(st.sets(st.sampled_from(LOSSES), max_size=4).map(frozenset), max_size=4))
def test_results_do_not_depend_on_what_was_asked_before(case: Drawn, asked: list[frozenset[Token]]) -> None:
    used, fresh = (lifted(case.world, air=case.air, sea=case.sea) for _ in range(2))
    for tokens in asked:
        assess(used, tokens)
    assert assess(used, case.tokens).operations == assess(fresh, case.tokens).operations


def _minimal(found: list[frozenset[Token]]) -> set[frozenset[Token]]:
    return {some for some in found if not any(other < some for other in found)}
