"""What holds on a day, at the edges of periods and where they overlap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from geo.dates import PartialDate
from geo.model import ConsentPeriod, Constraint, Event, Stage, Status
from geo.timeline import (
    REFERENCE_DAY,
    consent_on,
    is_usable_state,
    leave_holds,
    live_constraints,
    live_links,
    refused_on,
    stage_on,
    state_on,
    stops,
    usable_on,
)
from geo.vocabulary import ConstraintKind, Credibility, Extent, StageName, State
from geo.world import World
from tests.worlds import DAY, draw, facility, link, operation


def period(state: str, start: str | None, end: str | None = None, *, contrary: bool = False) -> Status:
    return Status(
        start=PartialDate(start) if start else None,
        end=PartialDate(end) if end else None,
        state=State(state),
        note="",
        sources=("paper",),
        credibility=Credibility.PROBABLY_TRUE,
        contrary=contrary,
    )


def refusal(*affects: str, start: str, end: str, **fields: object) -> Constraint:
    """Return an act by which host `x` gives no leave."""
    row = Constraint(
        id=f"refusal-{start}",
        kind=ConstraintKind.HOST_REFUSAL,
        against="Russian forces",
        start=PartialDate(start),
        end=PartialDate(end),
        extent=Extent.ALL,
        note="",
        sources=("paper",),
        country="AAA",
        authority="x",
        affects=affects,
        ends_consent=True,
    )
    return replace(row, **fields)


def event(day: str, title: str, **fields: object) -> Event:
    row = Event(
        id=f"{day}-{title.lower()}",
        date=PartialDate(day),
        title=title,
        note="",
        regions=("land",),
        affects=(),
        sources=("paper",),
    )
    return replace(row, **fields)


def state(on: date, *rows: Status) -> State | None:
    found = state_on(facility("hub", status=rows), on)
    return found.state if found else None


def test_a_period_holds_from_its_first_to_its_last_day() -> None:
    row = period("active", "2024-02", "2024-03")
    days = [date(2024, 1, 31), date(2024, 2, 1), date(2024, 3, 31), date(2024, 4, 1)]
    assert [state(day, row) for day in days] == [None, State.ACTIVE, State.ACTIVE, None]


def test_of_periods_that_share_a_day_the_later_begun_holds() -> None:
    rows = (period("active", None, "2024-06-06"), period("contested", "2024-06-06"))
    assert state(date(2024, 6, 6), *rows) is State.CONTESTED
    assert state(date(2024, 6, 5), *rows) is State.ACTIVE


def test_a_contrary_account_is_never_computed_with() -> None:
    rows = (period("active", "2023"), period("closed", "2024", contrary=True))
    assert state(DAY, *rows) is State.ACTIVE


@pytest.mark.parametrize(
    ("what", "usable"),
    [
        ("active", True),
        ("reduced", True),
        ("contested", True),
        ("evacuated", False),
        ("closed", False),
        ("planned", False),
    ],
)
def test_a_facility_can_be_used_in_three_states(what: str, usable: bool) -> None:
    assert is_usable_state(State(what)) is usable


def test_nothing_known_is_not_usable() -> None:
    assert not is_usable_state(None)


def test_a_stage_holds_until_the_next_within_the_life_of_the_operation() -> None:
    stages = tuple(
        Stage(start=PartialDate(day), stage=StageName(stage))
        for day, stage in (("2021", "planned"), ("2022-03", "agreed"), ("2023-05-01", "running"))
    )
    row = operation("op", start=PartialDate("2021"), end=PartialDate("2024"), stages=stages)
    days = [
        date(2020, 12, 31),
        date(2021, 1, 1),
        date(2022, 3, 1),
        date(2023, 4, 30),
        date(2023, 5, 1),
        date(2025, 1, 1),
    ]
    names = [None, StageName.PLANNED, StageName.AGREED, StageName.AGREED, StageName.RUNNING, None]
    assert [stage_on(row, day) for day in days] == names


def test_earlier_authorities_hold_in_their_periods_and_of_two_the_later() -> None:
    earlier = tuple(
        ConsentPeriod(start=PartialDate(start), end=PartialDate(end), of=of)
        for start, end, of in (("2020", "2021-04", ("a",)), ("2021-04", "2022", ("a", "b")))
    )
    hub = facility("hub", hosts="c", consent_was=earlier)
    days = [date(2020, 5, 1), date(2021, 4, 15), date(2023, 1, 1)]
    assert [consent_on(hub, day) for day in days] == [("a",), ("a", "b"), ("c",)]
    assert consent_on(facility("gate"), DAY) == ()


@pytest.mark.parametrize(
    ("hosts", "any_one", "holds"),
    [((), False, True), (("x",), False, False), (("x", "y"), True, True), (("x",), True, False)],
)
def test_leave_is_asked_of_all_or_of_any_and_nobodys_is_given(
    hosts: tuple[str, ...], any_one: bool, holds: bool
) -> None:
    assert leave_holds(hosts, any_one=any_one, refused=frozenset({"x"})) is holds


@pytest.fixture
def refusing() -> World:
    """Host x refuses hub for 2024; in 2023 it only set terms, and some flights were stopped."""
    rows = [
        refusal("hub", start="2024", end="2024"),
        refusal("hub", start="2023-01", end="2023-06", kind=ConstraintKind.HOST_LIMIT, ends_consent=False),
    ]
    return draw(
        "gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, hosts={"hub": "x"}, constraints=rows
    )


def test_leave_that_is_refused_on_the_day_leaves_a_facility_unusable(refusing: World) -> None:
    assert usable_on(refusing, DAY) == {"gate"}
    assert refused_on(refusing, DAY) == {"hub": {"x"}}
    assert live_links(refusing, DAY) == ()


def test_terms_end_no_leave(refusing: World) -> None:
    day = date(2023, 3, 1)
    assert [row.id for row in live_constraints(refusing, day)] == ["refusal-2023-01"]
    assert (dict(refused_on(refusing, day)), usable_on(refusing, day)) == ({}, {"gate", "hub"})


def test_a_link_lives_in_its_period_between_live_ends() -> None:
    """hub is closed, gone has ended, late begins in 2025: only the link to op is live in 2024."""
    ended = {"start": PartialDate("2021"), "end": PartialDate("2023")}
    world = draw(
        *("gate -airlift/air-> hub", "gate -airlift/air-> op"),
        needs={"op": ()},
        operations=[operation("gone", **ended)],
        links=[
            link("gate", "gone", since=PartialDate("2021"), end=PartialDate("2023")),
            link("gate", "op", "sealift/sea", since=PartialDate("2025")),
        ],
        states={"hub": "closed"},
    )
    assert [(row.target, row.mode.value) for row in live_links(world, DAY)] == [("op", "air")]
    assert [row.target for row in live_links(world, date(2022, 1, 1))] == ["op", "gone"]


def test_stops_are_the_days_of_events_merged_up_to_the_cutoff() -> None:
    events = [
        event("2024-12-08", "Second"),
        event("2024-12-08", "Third"),
        event("2024-12-08", "Fourth"),
        event("2023", "First"),
        event("2101", "After", after_cutoff=True),
    ]
    found = stops(draw("gate", events=events))
    assert [(row.day, row.spoken) for row in found] == [
        (date(2023, 1, 1), "2023"),
        (REFERENCE_DAY, "26 Nov 2024"),
        (date(2024, 12, 8), "8 Dec 2024"),
        (date(2100, 1, 1), "1 Jan 2100"),
    ]
    assert found[2].title == "Second; Third (and 1 more)"
    assert (found[1].regions, found[2].regions) == ((), ("land",))
