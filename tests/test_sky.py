"""What the map shades as closed: every sky and strait once, by whom and since when."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from components.sky import OPEN, closures_of
from geo.closures import closed_passages, closed_sky
from geo.dates import PartialDate
from geo.lift_records import MontreuxClass
from geo.model import Constraint
from geo.vocabulary import ConstraintKind, Extent
from geo.world import World
from tests.worlds import DAY, SOURCES, START, lose, passage, world_of

NARROWS = passage("narrows", name="the Narrows", lat=10.0, lon=20.0, line=((19.5, 10.0), (20.5, 10.5)))


def act(name: str, **fields: Any) -> Constraint:
    defaults: dict[str, Any] = {
        "kind": ConstraintKind.AIRSPACE_CLOSED,
        "against": "all flights",
        "extent": Extent.ALL,
        "note": "",
        "sources": SOURCES,
        "start": START,
        "end": None,
        "covers_state_aircraft": True,
    }
    return Constraint(id=name, **(defaults | fields))


def shaded(*acts: Constraint, lost: tuple[str, ...] = (), day: date = DAY) -> dict[str, Any]:
    return closures_of(world_of([], [], [], constraints=acts, passages=[NARROWS]), day, lose(*lost))


def test_with_nothing_closed_nothing_is_shaded() -> None:
    assert shaded() == OPEN


def test_a_closed_sky_says_to_whom_and_since_when_and_leads_to_its_act() -> None:
    assert shaded(act("turkish", country="TUR"))["countries"] == {
        "TUR": {"cls": "day", "act": "turkish", "words": "Turkey: closed to all flights, since 2020"}
    }


def test_an_act_of_many_countries_shades_each() -> None:
    assert set(shaded(act("bloc", countries=("POL", "DEU")))["countries"]) == {"POL", "DEU"}


def test_a_sky_shut_for_one_destination_names_it() -> None:
    row = shaded(act("picky", country="TUR", applies_to_destination="SYR"))["countries"]["TUR"]
    assert ", for traffic with Syria," in row["words"]


def test_what_is_over_or_bars_only_some_flights_is_not_shaded() -> None:
    over = act("over", country="TUR", end=PartialDate("2023"))
    some = act("some", country="IRQ", extent=Extent.SOME)
    assert shaded(over, some) == OPEN


def test_the_scenario_shades_a_sky_that_nobody_had_closed_and_leads_nowhere() -> None:
    assert shaded(lost=("over:TUR",))["countries"] == {
        "TUR": {"cls": "scenario", "act": "", "words": "Turkey: closed in this scenario"}
    }


def test_a_sky_closed_before_keeps_its_act_when_the_scenario_closes_it_too() -> None:
    row = shaded(act("turkish", country="TUR"), lost=("over:TUR",))["countries"]["TUR"]
    assert (row["cls"], row["act"]) == ("scenario", "turkish")
    assert row["words"] == "Turkey: closed in this scenario (closed to all flights, since 2020)"


@pytest.mark.parametrize("lost", [(), ("passage:narrows",)])
def test_a_closed_strait_is_drawn_as_its_line_latitude_first(lost: tuple[str, ...]) -> None:
    closed = act("strait", kind=ConstraintKind.STRAIT_CLOSED, passage="narrows", against="warships")
    (row,) = shaded(closed, lost=lost)["passages"].values()
    assert row["line"] == [[10.0, 19.5], [10.5, 20.5]]
    assert row["cls"] == ("scenario" if lost else "day")


def test_losing_a_base_shades_nothing() -> None:
    assert shaded(lost=("hub", "host:syria-government")) == OPEN


@pytest.mark.parametrize(
    "day", [date(2015, 9, 15), date(2019, 1, 1), date(2022, 6, 1), DAY, date(2025, 6, 14), date(2026, 8, 1)]
)
def test_the_map_shades_what_the_routes_are_computed_with(world: World, day: date) -> None:
    sky, found = closed_sky(world, day), closures_of(world, day, ())
    barred = frozenset[str]().union(*sky.with_destination.values())
    assert set(found["countries"]) == sky.everywhere | barred
    assert set(found["passages"]) == frozenset[str]().union(*map(closed_passages(world, day).for_hull, MontreuxClass))
    for code, row in found["countries"].items():
        assert row["act"] in {reason.id for reason in sky.reasons(code)}


@pytest.mark.parametrize("day", [DAY, date(2025, 6, 14)])
def test_a_sky_closed_to_all_is_not_worded_as_one_closed_to_a_destination(world: World, day: date) -> None:
    rows = closures_of(world, day, ())["countries"]
    whole = closed_sky(world, day).everywhere
    assert [code for code in whole if ", for traffic with " in rows[code]["words"]] == []
