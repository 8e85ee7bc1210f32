"""The worked example: every figure of it follows from its own list of ways, by the rule that it states."""

from __future__ import annotations

from hypothesis import given, settings

from geo.results import Level, SupportStatus
from geo.scenario import Token
from geo.vocabulary import Weight
from geo.worked import WorkedCell, WorkedExample, WorkedGroup, WorkedRow, work_out, worked_example
from geo.world import World
from tests.drawn_lift import flying, lifted, ways
from tests.oracle import status
from tests.supported_worlds import supported_worlds
from tests.worlds import DAY, draw, hosts_of, lose, net_of

SUSTAINED, STRAINED, PAPER, UNSUPPORTED, NO_BASELINE = SupportStatus

BY_HAND = ([], ["leave:x"], ["leave:x|y"], ["leave:x+y?"])
"""What can be wanted beside ways that are listed."""

SMALL = draw(
    "gate -airlift/air-> a -airlift/air-> op",
    "gate -airlift/air-> b -airlift/air-> op",
    needs={"op": ["airlift/air", "leave:x"]},
    hosts={"a": "y"},
)
"""Two ways to op: by a, on the consent of y, or by b; and op stands on the consent of x."""


def row_of(example: WorkedExample, tokens: frozenset[Token]) -> WorkedRow:
    """Return the row of an example in which some things are lost."""
    (row,) = (row for row in example.rows if row.tokens == tokens)
    return row


def by_hand(example: WorkedExample, lost: frozenset[Token]) -> SupportStatus:
    """Return the status that a reader works out from the needs and ways of an example, as its text tells."""
    met, full = True, True
    for group in example.groups:
        in_full, at_all = _met(example, group, lost)
        met &= at_all or group.weight is not Weight.ESSENTIAL
        full &= in_full
    return UNSUPPORTED if not met else SUSTAINED if full else STRAINED


def _met(example: WorkedExample, group: WorkedGroup, lost: frozenset[Token]) -> tuple[bool, bool]:
    """Return whether a need is met in full, and at all."""
    if group.local:
        return True, True
    if not group.ways:
        given = group.consent - lost
        has_leave = bool(given) if group.any_one and group.consent else given == group.consent
        return has_leave, has_leave
    left = [way for way in group.ways if not way.hangs_on & lost]
    best = max((way.t_day or 0 for way in group.ways if way.strong or not any(w.strong for w in group.ways)), default=0)
    shares = [(way.strong, way.t_day / best if way.t_day and best else 1.0) for way in left]
    in_full = any(strong and share >= example.theta_full for strong, share in shares)
    return in_full, any(share >= example.theta_min for _, share in shares)


def test_the_small_world_row_by_row() -> None:
    example = worked_example(net_of(SMALL))
    assert example is not None
    (airlift, leave) = example.groups
    assert [(way.number, way.chain.places) for way in airlift.ways] == [(1, ("gate", "a")), (2, ("gate", "b"))]
    assert (leave.ways, leave.consent) == ((), hosts_of("x"))
    a = row_of(example, lose("a"))
    assert a.cells[0] == WorkedCell(broken=(1,), left=(2,), share=None, level=Level.FULL)
    assert a.status is SUSTAINED
    assert row_of(example, hosts_of("y")).cells[0].broken == (1,)
    assert row_of(example, hosts_of("x")).status is UNSUPPORTED
    assert row_of(example, lose("gate")).cells[0].left == ()


def test_its_pair_is_one_of_which_neither_is_enough() -> None:
    example = worked_example(net_of(SMALL))
    assert example is not None
    (pair,) = (row for row in example.rows if len(row.tokens) == 2)
    assert (pair.tokens, pair.status) == (lose("a", "b"), UNSUPPORTED)


def test_what_the_ways_carry_decides_how_far_a_need_is_met() -> None:
    """By a 200 t a day, by b 96: less than three quarters, more than a quarter."""
    world = flying(
        "gate -airlift/air-> a -airlift/air-> op",
        "gate -airlift/air-> b -airlift/air-> op",
        needs={"op": "airlift/air"},
    )
    net = lifted(world, air=ways("gate a 1000", "a op 0", "gate b 2000", "b op 0"))
    example = work_out(net, "op")
    assert example is not None
    assert [way.t_day and round(way.t_day) for way in example.groups[0].ways] == [200, 96]
    row = row_of(example, lose("a"))
    assert (row.cells[0].level, row.status, row.cells[0].share and round(row.cells[0].share, 2)) == (
        Level.WEAK,
        STRAINED,
        0.48,
    )


def test_an_operation_is_no_example_if_it_cannot_be_checked_by_hand() -> None:
    world = draw(
        "gate -repair/sea-> a -repair/sea-> spot",
        "gate -airlift/air-> b -airlift/air-> some",
        *(f"gate -airlift/air-> way-{number} -airlift/air-> many" for number in range(7)),
        needs={"spot": "repair/sea", "some": "airlift/air", "many": "airlift/air", "bare": "airlift/sea"},
        hosts={"b": "x|y"},
    )
    net = net_of(world)
    assert [work_out(net, name) for name in net.operations] == [None, None, None, None]


def test_there_is_no_example_without_a_choice_of_ways() -> None:
    world = draw("gate -airlift/air-> a -airlift/air-> op", needs={"op": "airlift/air"})
    assert work_out(net_of(world), "op") is not None
    assert worked_example(net_of(world)) is None


def test_the_example_with_fewer_ways_is_chosen() -> None:
    world = draw(
        *(f"gate -airlift/air-> {name} -airlift/air-> big" for name in "abc"),
        *(f"gate -airlift/air-> {name} -airlift/air-> small" for name in "de"),
        needs={"big": "airlift/air", "small": "airlift/air"},
    )
    example = worked_example(net_of(world))
    assert example is not None
    assert example.operation == "small"


@settings(max_examples=150, deadline=None)
@given(supported_worlds(more_wants=BY_HAND))
def test_every_row_can_be_worked_out_by_hand_and_is_what_the_rule_says(world: World) -> None:
    net = net_of(world)
    example = work_out(net, "north")
    assert example is not None
    for row in example.rows:
        assert row.status is by_hand(example, row.tokens)
        assert row.status.value == status(world, DAY, row.tokens, "north")
        for group, cell in zip(example.groups, row.cells, strict=True):
            broken = tuple(way.number for way in group.ways if way.hangs_on & row.tokens)
            assert (cell.broken, set(cell.broken) | set(cell.left)) == (broken, {way.number for way in group.ways})
