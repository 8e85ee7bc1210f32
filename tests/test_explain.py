"""The sentences: what they say of small worlds, word by word, and what they never say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from geo.explain import Explanation, explain, headline, name_losses
from geo.impact import assess
from geo.model import Authority, Facility, Operation
from geo.naming import is_plural, leave_of, short_name, short_operation
from geo.scenario import Token
from geo.vocabulary import AuthorityKind
from geo.world import World
from tests.random_worlds import losses, worlds
from tests.worlds import authority, draw, facility, lose, net_of, operation

TWO_WAYS = (
    "gate -airlift/air-> north -airlift/air-> mali",
    "gate ~airlift/air~> south -airlift/air-> mali",
)
"""gate --> north --> mali, and gate ~~> south --> mali by an inferred link."""


def told(world: World, *tokens: str, operation_id: str = "mali") -> Explanation:
    net = net_of(world)
    return explain(world, net, assess(net, lose(*tokens)), operation_id)


def line(world: World, *tokens: str) -> str:
    lost = lose(*tokens)
    return headline(world, assess(net_of(world), lost), what=name_losses(world, lost))


@pytest.fixture
def one_way() -> World:
    """gate --> hub --> mali; mali also wants local fuel and a leave."""
    return draw(
        "gate -airlift/air-> hub -airlift/air-> mali",
        "other",
        needs={"mali": ["airlift/air", "refuel/road*", "leave:mali-host"]},
    )


def test_a_loss_is_told_in_order_effect_cause_route_lost_route_left_evidence_repair(one_way: World) -> None:
    assert told(one_way, "hub") == Explanation(
        effect="Mission in Mali loses support on 26 Nov 2024: airlift by air, 1 of its 3 essential needs, "
        "is no longer met.",
        cause="Hub is lost in this scenario.",
        lost="Its airlift ran Gate - Hub by air. No other way is in this data set.",
        left="Left: refuelling by road and consent for garrison are not touched.",
        rests_on="The route lost rests on reported links only; weakest grade: probably true.",
        repair="It would have support again with Hub back.",
    )


def test_the_sentence_is_the_parts_in_order(one_way: World) -> None:
    parts = told(one_way, "hub")
    assert parts.sentence.startswith(parts.effect + " " + parts.cause)
    assert parts.sentence.endswith(parts.repair)


def test_what_is_lost_beside_the_cause_is_told_apart(one_way: World) -> None:
    assert told(one_way, "hub", "other").cause == "Hub is lost in this scenario. Also lost: Other."


def test_several_needs_of_which_one_has_alternatives_are_told_apart() -> None:
    world = draw(
        "gate -airlift/air-> mali",
        "gate -sealift/sea-> mali",
        needs={"mali": ["airlift/air", "sealift/sea|airlift/air", "refuel/road*"]},
    )
    parts = told(world, "gate")
    assert parts.effect == (
        "Mission in Mali loses support on 26 Nov 2024: 2 of its 3 essential needs are no longer met "
        "(airlift by air; sealift by sea or airlift by air)."
    )


def test_another_way_is_told_with_its_reports_and_what_it_rests_on() -> None:
    parts = told(draw(*TWO_WAYS, needs={"mali": "airlift/air"}), "north")
    assert parts.effect == "Mission in Mali stays sustained on 26 Nov 2024, by another way."
    assert parts.left == "Left: airlift Gate - South by air, on 2 reports."
    assert parts.rests_on == "The route left rests on 1 inferred link; weakest grade: probably true."


def test_two_causes_that_only_work_together_are_told_so() -> None:
    parts = told(draw(*TWO_WAYS, needs={"mali": "airlift/air"}), "north", "south")
    assert parts.cause == "North and South are lost in this scenario; one alone would not be enough."
    assert parts.effect.endswith("its only essential need, airlift by air, is no longer met.")
    assert parts.left == "Left: nothing in this data set."
    assert parts.repair == "It would have support again with North or South back."


def test_two_causes_of_which_each_is_enough_are_told_so() -> None:
    world = draw("gate -airlift/air-> a -airlift/air-> b -airlift/air-> mali", needs={"mali": "airlift/air"})
    parts = told(world, "a", "b")
    assert parts.cause == "A and B are lost in this scenario; either alone is enough."
    assert parts.repair == "It would have support again with A and B back."


def test_a_withdrawn_leave_is_told_as_one(one_way: World) -> None:
    parts = told(one_way, "host:mali-host")
    assert parts.cause == "Mali-host's consent is withdrawn in this scenario."
    assert parts.lost == "It stood on Mali-host's consent."


def test_an_important_need_lost_is_told_as_strain() -> None:
    world = draw(
        "gate -airlift/air-> mali",
        "gate -repair/sea-> dock -repair/sea-> mali",
        needs={"mali": ["airlift/air", "repair/sea?"]},
    )
    parts = told(world, "dock")
    assert parts.effect == (
        "Mission in Mali is strained on 26 Nov 2024: repair by sea, an important need, is no longer met."
    )
    assert parts.lost == "Its repair came from Dock, reached over Gate - Dock by sea. No other way is in this data set."
    assert parts.repair == ""


def test_a_weakened_way_names_the_place_and_its_state() -> None:
    world = draw(*TWO_WAYS, needs={"mali": "airlift/air"}, states={"south": "contested"})
    parts = told(world, "north")
    assert parts.effect.endswith("airlift by air hangs on South, which is contested.")
    assert parts.left == "Left: airlift Gate - South by air, through South, which is contested, on 2 reports."


def test_what_was_so_already_is_said_apart() -> None:
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> mali", needs={"mali": "airlift/air"}, states={"hub": "reduced"}
    )
    parts = told(world)
    assert parts.effect == (
        "Mission in Mali is strained on 26 Nov 2024 already: airlift by air hangs on Hub, which is reduced."
    )
    assert (parts.cause, parts.repair) == ("", "")


def test_what_is_not_documented_is_said_and_never_called_lost() -> None:
    world = draw("gate -airlift/air-> mali", needs={"mali": ["airlift/air", "repair/sea"]})
    assert told(world).effect == (
        "Mission in Mali is not documented on 26 Nov 2024: no way for repair by sea is in this data set."
    )
    assert told(world, "gate").effect.endswith("; it also loses airlift by air.")
    assert told(world, "gate").cause == "Gate is lost in this scenario."


def test_an_operation_that_nothing_happens_to_says_what_keeps_it(one_way: World) -> None:
    parts = told(one_way)
    assert parts.effect == "Mission in Mali is sustained on 26 Nov 2024."
    assert (
        parts.left == "Kept by: airlift Gate - Hub by air; refuelling by road from local supply; Mali-host's consent."
    )


def test_a_way_that_changes_its_mode_is_told_leg_by_leg() -> None:
    lines = "gate -sealift/sea-> port -sealift/road-> depot -sealift/road-> post -sealift/road-> mali"
    world = draw(lines, needs={"mali": "sealift/sea"})
    assert told(world).left == "Kept by: sealift Gate - Port by sea, Port - Depot - Post by road."


# ---- headlines


def test_a_headline_counts_what_gets_worse() -> None:
    lines = ("gate -airlift/air-> hub -airlift/air-> one", "hub -airlift/air-> two", "gate -airlift/air-> three")
    world = draw(*lines, needs=dict.fromkeys(("one", "two", "three"), "airlift/air"))
    assert line(world, "hub") == (
        "With Hub lost on 26 Nov 2024, 2 of 3 operations lose support and none becomes strained."
    )


@pytest.mark.parametrize(
    ("tokens", "sentence"),
    [
        ((), "On 26 Nov 2024, with nothing taken away, 1 of 1 operation is sustained."),
        (("hub",), "With Hub lost on 26 Nov 2024, 1 of 1 operation loses support and none becomes strained."),
        (("other",), "With Other lost on 26 Nov 2024, the 1 operation is not made worse."),
    ],
)
def test_a_headline_of_one_operation_speaks_of_one(one_way: World, tokens: tuple[str, ...], sentence: str) -> None:
    assert line(one_way, *tokens) == sentence


def test_a_headline_without_loss_tells_how_things_stand() -> None:
    world = draw(
        "gate -airlift/air-> fine",
        "gate -airlift/air-> front -airlift/air-> weak",
        needs={"fine": "airlift/air", "weak": "airlift/air", "bare": "airlift/air"},
        states={"front": "contested"},
    )
    assert line(world) == (
        "On 26 Nov 2024, with nothing taken away, "
        "1 of 3 operations is sustained, 1 is strained and 1 is not documented."
    )


def test_a_headline_says_what_was_out_of_use_already() -> None:
    world = draw("gate -airlift/air-> op", "old", needs={"op": "airlift/air", "two": ()}, states={"old": "closed"})
    assert line(world, "old") == (
        "With Old lost on 26 Nov 2024, none of 2 operations is made worse. Out of use on that day already: Old."
    )


def test_a_day_without_operations_is_told_as_such() -> None:
    assert line(draw("gate"), "gate") == "On 26 Nov 2024 no operation is running in this data set."


# ---- names


@pytest.mark.parametrize(
    ("tokens", "phrase"),
    [
        ((), "nothing taken away"),
        (("a",), "A lost"),
        (("a", "b"), "A and B lost"),
        (("a", "b", "c", "d"), "4 facilities lost"),
        (("host:x",), "X's consent withdrawn"),
        (("host:x", "host:y"), "the consent of X and Y withdrawn"),
        (("a", "fn:b:repair", "host:x"), "A and repair at B lost and X's consent withdrawn"),
    ],
)
def test_losses_are_named_as_one_would_say_them(tokens: tuple[str, ...], phrase: str) -> None:
    world = draw("a", "b", "c", "d", authorities=[authority("x"), authority("y")])
    assert name_losses(world, lose(*tokens)) == phrase


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Khmeimim air base", "Khmeimim"),
        ("Tartus naval facility", "Tartus"),
        ("Port of Lomé", "Lomé"),
        ("102nd Military Base, Gyumri", "Gyumri"),
        ("Benina airport, Benghazi", "Benina"),
        ("Port Sudan / Flamingo naval base project", "Port Sudan"),
        ("Novorossiysk port and naval base", "Novorossiysk"),
        ("Cam Ranh Bay", "Cam Ranh Bay"),
    ],
)
def test_a_facility_has_a_short_name(name: str, short: str) -> None:
    assert short_name(facility("x", name=name)) == short


def test_no_two_facilities_of_the_facts_share_a_short_name(world: World) -> None:
    names = [short_name(row) for row in world.facilities.values()]
    assert len(set(names)) == len(names)


PLURAL = {
    *("Flights and ship visits to Cuba, Venezuela and Nicaragua", "Leased ranges and cosmodrome in Kazakhstan"),
    *("Military agreement and use of Lomé in Togo", "Military police patrols in north and north-east Syria"),
    *("North Korean troops brought to Russia", "Observation posts in southern Syria"),
    *("Oreshnik missiles and nuclear sharing in Belarus", "Russian border guards in Armenia"),
    *("Russian field forces in Belarus", "Russian forces in Abkhazia", "Russian forces in Armenia"),
    *("Russian forces in South Ossetia", "Russian forces in Tajikistan", "Russian forces in Transnistria"),
    *("Russian naval calls in Algeria", "Syrian fighters recruited for Libya"),
    *("Wagner / Russian instructors in the Central African Republic", "Warning radar and submarine radio in Belarus"),
}
"""The operations of the facts that take a plural verb."""


def test_every_operation_of_the_facts_takes_the_right_verb(world: World) -> None:
    names = [short_operation(row) for row in world.operations.values()]
    assert {name for name in names if is_plural(name)} == PLURAL


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Africa Corps (formerly Wagner) in Mali", "Africa Corps in Mali"),
        ("Wagner in Sudan: training, gold and the RSF", "Wagner in Sudan"),
        ("Togo: military agreement and use of Lomé", "Military agreement and use of Lomé in Togo"),
    ],
)
def test_an_operation_has_a_short_name(name: str, short: str) -> None:
    assert short_operation(operation("x", name=name)) == short


@pytest.mark.parametrize(
    ("name", "leave"),
    [
        ("Government of Syria in Damascus", "Syria's consent"),
        ("Military government of Mali", "Mali's consent"),
        ("State of Sudan and its armed forces (SAF)", "Sudan's consent"),
        ("Libyan National Army (Haftar)", "the Libyan National Army's consent"),
        ("Rapid Support Forces (RSF)", "the Rapid Support Forces' consent"),
        ("Government of National Unity in Tripoli", "the Government of National Unity in Tripoli's consent"),
    ],
)
def test_leave_is_named_after_who_gives_it(name: str, leave: str) -> None:
    row = Authority(id="x", name=name, country="AAA", kind=AuthorityKind.GOVERNMENT, note="")
    assert leave_of([row]) == leave


# ---- what holds of every world


@settings(max_examples=80, deadline=None)
@given(worlds(), losses)
def test_no_sentence_foretells_shows_an_id_or_names_what_is_no_cause(world: World, tokens: frozenset[Token]) -> None:
    world, net = _called_otherwise(world), net_of(world)
    impact = assess(net, tokens)
    for name, row in impact.operations.items():
        parts = explain(world, net, impact, name)
        assert " will " not in parts.sentence
        assert "--" not in parts.sentence
        assert bool(parts.cause) == bool(row.lost_more)
        assert bool(parts.lost) == bool(row.lost_more)
        assert row.worsened or not parts.repair
        assert parts.effect.endswith(".")


def _called_otherwise(world: World) -> World:
    """Return the world with names that are unlike the ids."""

    def called(row: Facility | Operation) -> Facility | Operation:
        return replace(row, name=f"Place {row.id.upper()}")

    facilities = {name: called(row) for name, row in world.facilities.items()}
    operations = {name: called(row) for name, row in world.operations.items()}
    return replace(world, facilities=facilities, operations=operations)
