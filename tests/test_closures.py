"""Which skies and straits are shut on a day, to whom and by whose act."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from geo.closures import ClosedSky, closed_passages, closed_sky
from geo.dates import PartialDate
from geo.lift_records import MontreuxClass
from geo.model import Constraint
from geo.vocabulary import ConstraintKind, Extent
from geo.world import World, load_world
from tests.places import DATA
from tests.worlds import DAY, SOURCES, START, passage, world_of


def act(name: str, *, start: PartialDate | None = START, end: PartialDate | None = None, **fields: Any) -> Constraint:
    defaults: dict[str, Any] = {
        "kind": ConstraintKind.AIRSPACE_CLOSED,
        "against": "flights",
        "extent": Extent.ALL,
        "note": "",
        "sources": SOURCES,
        "covers_state_aircraft": True,
    }
    return Constraint(id=name, start=start, end=end, **(defaults | fields))


def sky(*acts: Constraint, day: date = DAY) -> ClosedSky:
    return closed_sky(world_of([], [], [], constraints=acts), day)


@cache
def world() -> World:
    return load_world(DATA)


def test_a_sky_is_shut_to_all_by_one_country_or_by_many_in_one_act() -> None:
    shut = sky(act("one", country="AAA"), act("many", countries=("BBB", "CCC")))
    assert shut.everywhere == {"AAA", "BBB", "CCC"}
    assert shut.between("DDD", "EEE") == shut.everywhere


def test_an_act_counts_on_its_first_day_and_its_last_and_on_no_other() -> None:
    row = act("short", country="AAA", start=PartialDate("2024-03-10"), end=PartialDate("2024-03"))
    days = [date(2024, 3, 9), date(2024, 3, 10), date(2024, 3, 31), date(2024, 4, 1)]
    assert [bool(sky(row, day=day).everywhere) for day in days] == [False, True, True, False]


def test_an_act_against_some_flights_is_not_computed_with() -> None:
    assert sky(act("some", country="AAA", extent=Extent.SOME)).rows == ()


def test_an_act_that_spares_state_aircraft_is_not_computed_with() -> None:
    assert sky(act("civil", country="AAA", covers_state_aircraft=False)).rows == ()


def test_an_act_that_does_not_say_bars_transit_but_not_flights_to_its_own_country() -> None:
    shut = sky(act("unsaid", country="AAA", covers_state_aircraft=None))
    assert shut.between("DDD", "EEE") == {"AAA"}
    assert shut.between("AAA", "EEE") == shut.between("EEE", "AAA") == frozenset()


def test_an_act_that_says_so_bars_flights_to_its_own_country_as_well() -> None:
    shut = sky(act("unsaid", country="AAA", covers_state_aircraft=None), act("firm", country="AAA"))
    assert shut.between("AAA", "EEE") == {"AAA"}


def test_a_sky_shut_to_one_destination_is_open_to_others_whichever_way_they_fly() -> None:
    shut = sky(act("picky", country="AAA", applies_to_destination="SYR"))
    assert shut.everywhere == frozenset()
    assert shut.between("RUS", "SYR") == shut.between("SYR", "RUS") == shut.between("SYR", "SYR") == {"AAA"}
    assert shut.between("RUS", "LBY") == frozenset()


def test_the_operators_own_sky_is_never_shut() -> None:
    assert sky(act("own", countries=("RUS", "AAA"))).everywhere == {"AAA"}


def test_who_shut_a_sky_is_told_oldest_first() -> None:
    late = act("late", country="AAA", start=PartialDate("2023"))
    early = act("early", countries=("AAA", "BBB"), start=PartialDate("2021"))
    picky = act("picky", country="AAA", start=PartialDate("2022"), applies_to_destination="SYR")
    assert sky(late, early, picky).reasons("AAA") == (early, picky, late)
    assert sky(late, early, picky).reasons("CCC") == ()


def test_a_strait_shut_to_warships_lets_merchant_ships_pass() -> None:
    rows = [
        act("warships", kind=ConstraintKind.STRAIT_CLOSED, passage="one", applies_to="warship"),
        act("everyone", kind=ConstraintKind.STRAIT_CLOSED, passages=("two",)),
    ]
    drawn = world_of([], [], [], constraints=rows, passages=[passage("one"), passage("two")])
    shut = closed_passages(drawn, DAY)
    assert shut.for_hull(MontreuxClass.WARSHIP) == {"one", "two"}
    assert shut.for_hull(MontreuxClass.MERCHANT_SHIP) == {"two"}
    assert shut.reasons("one") == (rows[0],)


def test_checks_on_ships_shut_nothing() -> None:
    shut = closed_passages(world(), date(2026, 11, 22))
    assert shut.for_hull(MontreuxClass.MERCHANT_SHIP) == frozenset()
    assert shut.for_hull(MontreuxClass.WARSHIP) == {"turkish-straits"}


def test_before_the_war_no_european_sky_is_shut() -> None:
    assert closed_sky(world(), date(2021, 6, 1)).everywhere == frozenset()


def test_since_the_war_the_blocs_are_complete_and_turkey_is_open() -> None:
    shut = closed_sky(world(), date(2024, 11, 26)).everywhere
    assert {"DEU", "HRV", "AUT", "CYP", "MLT", "IRL", "GBR", "NOR", "ISL", "ALB", "MKD", "MNE", "UKR"} <= shut
    assert not {"TUR", "IRN", "IRQ", "GEO", "EGY"} & shut


@pytest.mark.parametrize(
    ("day", "end", "shut"),
    [
        ("2022-05-01", "SYR", {"TUR"}),
        ("2022-05-01", "LBY", set()),
        ("2024-11-26", "SYR", set()),
        ("2015-09-10", "SYR", {"TUR", "BGR"}),
        ("2015-09-10", "ARM", {"GEO"}),
        ("2025-06-20", "MLI", {"IRN", "IRQ", "DZA"}),
        ("2026-11-22", "LBY", {"IRN", "IRQ"}),
    ],
)
def test_the_skies_of_the_data_are_shut_to_whom_the_data_say(day: str, end: str, shut: set[str]) -> None:
    told = {"TUR", "BGR", "GEO", "IRN", "IRQ", "DZA"} & closed_sky(world(), date.fromisoformat(day)).between("RUS", end)
    assert told - ({"BGR"} if day > "2022-02" else set()) == shut


def test_reported_flights_to_sudan_in_2024_are_not_barred_by_its_civil_closure() -> None:
    shut = closed_sky(world(), date(2024, 6, 1))
    assert "SDN" not in shut.between("SYR", "SDN")
    assert "SDN" in shut.between("LBY", "CAF")
