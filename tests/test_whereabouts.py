"""In which regions a loss is felt first."""

from __future__ import annotations

import pytest

from geo.scenario import TokenKind, parse_token
from geo.whereabouts import regions_of
from geo.world import World


@pytest.mark.parametrize(
    ("token", "region"),
    [
        ("fac:khmeimim", "levant"),
        ("fn:khmeimim:refuel", "levant"),
        ("host:syria-government", "levant"),
        ("over:SYR", "levant"),
    ],
)
def test_a_loss_lies_where_the_thing_lies(world: World, token: str, region: str) -> None:
    assert region in regions_of(world, parse_token(token))


def test_a_line_lies_where_it_begins(world: World) -> None:
    link = next(row for row in world.links.values() if row.origin == "khmeimim")
    assert regions_of(world, parse_token(f"link:{link.id}")) == {"levant"}


def test_a_strait_lies_in_no_region(world: World) -> None:
    assert regions_of(world, parse_token(f"passage:{next(iter(world.passages))}")) == frozenset()


def test_a_leave_is_felt_wherever_something_stands_on_it(world: World) -> None:
    hosts = {name for row in world.facilities.values() for name in row.consent_of or ()}
    assert all(regions_of(world, parse_token(f"{TokenKind.HOST}:{name}")) for name in hosts)
