"""Which country flights count as flights to, and so what is shut to them."""

from __future__ import annotations

import pytest

from geo.closures import closed_sky
from geo.errors import UnknownIdError
from geo.lift_records import LegPoint
from geo.skyways import Skyways
from tests.drawn_lift import ways
from tests.worlds import DAY, facility, operation, world_of


def point(name: str, stands_for: str | None) -> LegPoint:
    return LegPoint(id=name, name=name, facility=stands_for, lat=0.0, lon=0.0, coord_source="drawn")


@pytest.fixture
def skyways() -> Skyways:
    points = [point("hub-field", "hub"), point("strip", None)]
    operations = [operation("one"), operation("many", country=("AAA", "BBB"))]
    world = world_of([facility("hub")], operations, [], leg_points=points)
    return Skyways(world, ways(), closed_sky(world, DAY))


@pytest.mark.parametrize(
    ("place", "country"), [("hub", "AAA"), ("one", "AAA"), ("many", ""), ("hub-field", "AAA"), ("strip", "")]
)
def test_flights_to_a_place_count_as_flights_to_its_country_if_it_has_one(
    skyways: Skyways, place: str, country: str
) -> None:
    assert skyways.country(place) == country


def test_a_place_that_is_not_in_the_data_is_refused_with_those_like_it(skyways: Skyways) -> None:
    with pytest.raises(UnknownIdError, match="`hub-feild` names nothing in the data; did you mean `hub-field`"):
        skyways.shut_between("hub", "hub-feild")
