"""What is said of ways and loads: tonnes, kilometres and days beside the baseline, what closed, what is on paper."""

from __future__ import annotations

import pytest

from geo.explain import Explanation, explain, headline, name_losses
from geo.impact import assess
from geo.naming import name_token
from geo.scenario import parse_token
from geo.world import World
from tests.drawn_lift import DrawnWays, flying, lifted, ways
from tests.worlds import lose, operation, passage

BRIDGE = "gate -airlift/air-> hub -airlift/air-> mali"
STRAIT = passage("strait", name="Long Straits (both)")


def told(world: World, *tokens: str, air: DrawnWays | None = None, sea: DrawnWays | None = None) -> Explanation:
    net = lifted(world, air=air, sea=sea)
    return explain(world, net, assess(net, lose(*tokens)), "mali")


def line(world: World, *tokens: str, air: DrawnWays) -> str:
    lost = lose(*tokens)
    return headline(world, assess(lifted(world, air=air), lost), what=name_losses(world, lost))


@pytest.fixture
def bridge() -> World:
    return flying(BRIDGE, needs={"mali": "airlift/air"})


def test_a_longer_way_that_is_still_enough_is_told_with_what_it_costs(bridge: World) -> None:
    parts = told(bridge, "over:TUR", air=ways("gate hub 1000 TUR", "gate hub 1100 IRN"))
    assert parts.effect == "Mission in Mali stays sustained on 26 Nov 2024, by a longer way."
    assert parts.left == (
        "Left: airlift Gate - Hub by air, 49 t a flight instead of 50, 10 % longer, 184 t a day for each aircraft "
        "instead of 200, because the sky of Turkey is closed, on 2 reports."
    )
    assert (parts.cause, parts.lost, parts.repair) == ("", "", "")


def test_a_way_that_carries_less_than_enough_strains_and_says_how_much_is_kept(bridge: World) -> None:
    parts = told(bridge, "over:TUR", air=ways("gate hub 1000 TUR", "gate hub 2000"))
    assert parts.effect == (
        "Mission in Mali is strained on 26 Nov 2024: airlift by air keeps 48 % of what it carried a day."
    )
    assert (parts.cause, parts.lost) == ("The sky of Turkey is closed in this scenario.", "")
    assert parts.rests_on.startswith("The route left rests on")
    assert parts.left.startswith(
        "Left: airlift Gate - Hub by air, 40 t a flight instead of 50, 100 % longer, 96 t a day"
    )


def test_a_way_that_carries_too_little_is_told_beside_the_loss(bridge: World) -> None:
    parts = told(bridge, "over:TUR", air=ways("gate hub 1000 TUR", "gate hub 4000"))
    assert parts.effect == (
        "Mission in Mali loses support on 26 Nov 2024: its only essential need, airlift by air, is no longer met."
    )
    assert parts.lost == "Its airlift ran Gate - Hub by air."
    assert parts.left == (
        "Left: airlift Gate - Hub by air, 20 t a flight instead of 50, 300 % longer, 27 t a day for each aircraft "
        "instead of 200, too little to count."
    )
    assert parts.repair == "It would have support again with the sky of Turkey open again."


def test_a_way_on_paper_is_told_as_one_that_nobody_reported() -> None:
    world = flying(BRIDGE, "gate-b", "stop", needs={"mali": "airlift/air"})
    parts = told(world, "gate", air=ways("gate hub 1000", "gate-b stop 1000", "stop hub 1000"))
    assert parts.effect == (
        "Mission in Mali is kept on paper only on 26 Nov 2024: "
        "its only essential need, airlift by air, is no longer met."
    )
    assert parts.lost == "Its airlift ran Gate - Hub by air. No other way was reported."
    assert parts.left == (
        "Left: on paper only, airlift Gate b - Stop - Hub by air, 50 t a flight over 2\u2009000 km, "
        "which nobody reported."
    )
    assert parts.repair == "It would have support again with Gate back."


def test_a_way_on_paper_to_the_mission_itself_names_no_place_that_it_has_not() -> None:
    away = operation("mali", "airlift/air", country=("MLI",))
    world = flying(BRIDGE, "gate-b", needs={"mali": ()}, operations=[away])
    parts = told(world, "hub", air=ways("gate hub 1000", "hub mali 1000", "gate-b mali 1000"))
    assert "airlift from Gate b straight to the operation by air, " in parts.left


def test_a_way_on_paper_that_stops_on_the_way_to_the_mission_says_so() -> None:
    away = operation("mali", "airlift/air", country=("MLI",))
    world = flying(BRIDGE, "gate-b", "stop", needs={"mali": ()}, operations=[away])
    parts = told(world, "hub", air=ways("gate hub 1000", "hub mali 1000", "gate-b stop 1000", "stop mali 1000"))
    assert "airlift Gate b - Stop by air, then on to the operation, " in parts.left


def test_a_voyage_is_told_in_days() -> None:
    world = flying("gate -sealift/sea-> port -sealift/road-> mali", needs={"mali": "sealift/sea"}, passages=[STRAIT])
    parts = told(world, "passage:strait", sea=ways("gate port 1200 strait", "gate port 2400"))
    assert parts.cause == "The Long Straits are closed in this scenario."
    assert parts.left == (
        "Left: sealift Gate - Port by sea, then by road, 10 days by ship instead of 5, 100 % longer, "
        "because the Long Straits are closed, on 2 reports."
    )


def test_what_closed_beside_the_cause_is_told_apart_from_what_was_lost(bridge: World) -> None:
    world = flying(BRIDGE, "other", needs={"mali": "airlift/air"})
    parts = told(world, "hub", "other", "over:IRN", air=ways("gate hub 1000 TUR"))
    assert parts.cause == "Hub is lost in this scenario. Also lost: Other. Also closed: the sky of Iran."


def test_a_headline_counts_what_is_kept_on_paper_apart_from_what_is_lost() -> None:
    lines = (BRIDGE, "gate -airlift/air-> base -airlift/air-> chad", "gate -airlift/air-> fine", "gate-b")
    world = flying(*lines, needs=dict.fromkeys(("mali", "chad", "fine"), "airlift/air"))
    sky = ways("gate hub 1000", "gate base 1000", "gate-b hub 1000 TUR", "gate fine 1000")
    assert line(world, "gate", air=sky) == (
        "With Gate lost on 26 Nov 2024, 2 of 3 operations lose support, 1 is kept on paper only "
        "and none becomes strained."
    )
    assert line(world, "gate", "over:TUR", air=sky) == (
        "With Gate lost and the sky of Turkey closed on 26 Nov 2024, 3 of 3 operations lose support "
        "and none becomes strained."
    )


@pytest.mark.parametrize(
    ("tokens", "phrase"),
    [
        (("over:TUR",), "the sky of Turkey closed"),
        (("over:TUR", "over:ARE"), "the skies of the United Arab Emirates and Turkey closed"),
        (("over:TUR", "over:IRN", "over:IRQ", "over:EGY"), "the skies of 4 countries closed"),
        (("passage:strait", "over:TUR"), "the sky of Turkey and the Long Straits closed"),
        (("hub", "over:TUR"), "Hub lost and the sky of Turkey closed"),
        (("link:gate--hub--air--2020--airlift",), "the line from Gate to Hub by air lost"),
        (("link:hub--mali--air--2020--airlift",), "the line from Hub to Mission in Mali by air lost"),
    ],
)
def test_what_closes_is_named_as_one_would_say_it(tokens: tuple[str, ...], phrase: str) -> None:
    world = flying(BRIDGE, needs={"mali": "airlift/air"}, passages=[STRAIT])
    assert name_losses(world, lose(*tokens)) == phrase


@pytest.mark.parametrize(
    ("token", "name"),
    [
        ("passage:suez", "the Suez Canal"),
        ("passage:bab-el-mandeb", "Bab el-Mandeb"),
        ("over:CAF", "the sky of the Central African Republic"),
    ],
)
def test_straits_and_countries_have_their_article(world: World, token: str, name: str) -> None:
    assert name_token(world, parse_token(token)) == name


def test_a_sentence_names_three_sets_of_causes_and_counts_the_rest() -> None:
    """Two hubs, each with a way over Turkey and two more countries: Turkey alone, or one of each two, is enough."""
    lines = tuple(f"gate -airlift/air-> {hub} -airlift/air-> mali" for hub in ("a", "b"))
    world = flying(*lines, needs={"mali": "airlift/air"})
    sky = ways("gate a 1000 TUR IRN IRQ", "gate b 1000 TUR EGY LBY")
    cause = told(world, *(f"over:{code}" for code in ("TUR", "IRN", "IRQ", "EGY", "LBY")), air=sky).cause
    assert cause.count(";") == 4
    assert "; and 2 more sets" in cause
