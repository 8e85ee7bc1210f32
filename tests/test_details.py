"""Every record has a card that says how it stands, what hangs on it and where that is known from."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
import streamlit as st

from components.cards.facility import facility_card
from components.cards.figures import disagreeing, figures_of, range_in_words
from components.cards.held_area import held_card
from components.cards.operation import operation_card
from components.cards.region import region_card
from components.cards.top import Take
from components.details import card_acts, card_html
from components.markup import EVERYWHERE
from components.scene import scene_of
from components.view import Page, View, allowed_day, selectable
from geo.countries import COUNTRY_WORD
from geo.dates import PartialDate
from geo.model import Constraint, Event, Personnel, Status
from geo.naming import name_token
from geo.scenario import parse_token
from geo.vocabulary import ConstraintKind, Credibility, Extent, State
from geo.world import World
from tests.places import DATA
from tests.reading import read, skips_a_level
from tests.scenes import scene_in
from tests.worlds import SOURCES, draw, facility

CHAIN = "gate -airlift/air-> hub -airlift/air-> op"
MALI = "mali-africa-corps"
HOSTILE = "<script>alert(1)</script>"


def chain(**more: object) -> World:
    """gate --airlift--> hub --airlift--> op."""
    return draw(CHAIN, needs={"op": "airlift/air"}, **more)


# ---- all cards ----------------------------------------------------------------------------------------------------


def test_every_record_of_the_data_has_a_card_whose_clicks_all_lead_somewhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = selectable(world)
    for name in known:
        scene = scene_in(world, monkeypatch, scenario=("bases-lost", "libya-withdraws-consent"), sel=name)
        reading = read(card_html(scene))
        assert {click.act for click in reading.clicks} <= {*card_acts(scene), *EVERYWHERE}
        assert [value for act in ("go", "zoom") for value in reading.values(act) if value not in known] == []
        for text in (*reading.values("lose"), *reading.values("restore")):
            assert name_token(world, parse_token(text))
        assert all(allowed_day(text, world) for text in reading.values("date"))


def test_cards_keep_their_headings_in_order_and_their_ids_apart(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("khmeimim", "tartus", "mali-africa-corps", "libya", "held-crimea", *list(world.links)[:2]):
        reading = read(card_html(scene_in(world, monkeypatch, scenario=("bases-lost",), sel=name)))
        assert not skips_a_level(reading)
        assert reading.levels.count(2) == 1
        assert len(reading.ids) == len(set(reading.ids))


def test_nothing_selected_and_an_unknown_id_have_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    assert card_html(scene_in(chain(), monkeypatch)) == ""
    assert card_html(scene_in(chain(), monkeypatch, sel="atlantis")) == ""


def test_hostile_facts_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    base = chain()
    hub = replace(base.facilities["hub"], name=HOSTILE, alt_names=(HOSTILE,), operator=HOSTILE, coord_source=HOSTILE)
    op = replace(base.operations["op"], name=HOSTILE, note=HOSTILE, host_consent=HOSTILE, actor=HOSTILE)
    sources = [
        replace(row, title=HOSTILE, publisher=HOSTILE, url="javascript:alert(1)") for row in base.sources.values()
    ]
    hostile = chain(facilities=[hub], operations=[op], sources=sources)
    for name in ("hub", "op", "land", *hostile.links):
        content = card_html(scene_in(hostile, monkeypatch, lost=("hub",), sel=name))
        assert "<script" not in content
        assert 'href="javascript' not in content


def test_ground_without_a_named_holder_lists_no_facility(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert held_card(scene_in(world, monkeypatch), "held-crimea").places
    assert held_card(scene_in(world, monkeypatch), "held-golan").places == ()


def test_every_state_of_the_data_has_a_name(world: World) -> None:
    codes = {row.country for row in (*world.facilities.values(), *world.authorities.values(), *world.de_facto.values())}
    codes |= {code for row in world.constraints.values() for code in (row.country, *row.countries) if code}
    codes |= {
        code
        for rows in (world.operations, world.regions, world.air_routes)
        for row in rows.values()
        for code in _codes(row)
    }
    assert codes <= set(COUNTRY_WORD)


def test_every_country_of_the_base_map_has_a_name() -> None:
    topology = json.loads((DATA / "basemap.topojson").read_text(encoding="utf-8"))
    codes = {shape["properties"]["iso"] for shape in topology["objects"]["countries"]["geometries"]}
    assert codes <= set(COUNTRY_WORD)


def _codes(row: object) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for field in ("country", "countries", "overflies"):
        found += getattr(row, field, ())
    return found


# ---- facilities ---------------------------------------------------------------------------------------------------


def test_a_facility_offers_to_be_taken_away_and_a_lost_one_to_be_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    assert facility_card(scene_in(chain(), monkeypatch), "hub").top.take is Take.LOSE
    lost = facility_card(scene_in(chain(), monkeypatch, lost=("hub",)), "hub").top
    assert (lost.take, lost.cls, lost.word) == (Take.RESTORE, "lost", "lost in this scenario")


def test_a_facility_lost_by_a_consent_comes_back_with_that_consent(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = facility_card(scene_in(world, monkeypatch, lost=("host:syria-government",)), "khmeimim").top
    assert (top.take, top.take_token, top.take_words) == (
        Take.RESTORE,
        "host:syria-government",
        "Give back Syria's consent",
    )


def test_a_facility_says_what_its_loss_alone_would_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    card = facility_card(scene_in(chain(), monkeypatch), "hub")
    assert card.top.reason == "Its loss alone would take support from Mission in Op."
    assert card.alone is not None
    assert [row.id for row in card.alone.unsupported] == ["op"]


def test_lines_of_a_facility_say_what_the_scenario_does_to_them(monkeypatch: pytest.MonkeyPatch) -> None:
    card = facility_card(scene_in(chain(), monkeypatch, lost=("hub",)), "hub")
    assert [(row.other, row.word) for row in card.supports.now] == [("op", "lost")]
    assert [(row.other, row.word) for row in card.supported_by.now] == [("gate", "lost")]


def test_a_facility_that_is_cut_off_is_not_called_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """gate --> hub --> far --> op; hub is lost."""
    world = draw("gate -airlift/air-> hub -airlift/air-> far -airlift/air-> op", needs={"op": "airlift/air"})
    assert (
        facility_card(scene_in(world, monkeypatch, lost=("hub",)), "far").top.word
        == "no longer reached in this scenario"
    )


def test_a_contrary_account_is_shown_apart_and_does_not_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        _status("2020", None, State.ACTIVE),
        replace(_status("2021", None, State.CLOSED), contrary=True, note="No."),
    )
    card = facility_card(scene_in(chain(facilities=[facility("hub", status=rows)]), monkeypatch), "hub")
    assert [(row.word, row.contrary, row.present) for row in card.history.accounts] == [
        ("in use", False, True),
        ("closed", True, False),
    ]
    assert [row.text for row in card.disputes] == ["No."]
    assert "In use on 26 Nov 2024" in card.top.now


def test_bars_stay_within_the_line_of_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch)
    for name in world.facilities:
        history = facility_card(scene, name).history
        assert all(0 <= bar.left <= 100 and bar.left + bar.width <= 101 for bar in history.bars)


def _status(start: str, end: str | None, state: State) -> Status:
    return Status(
        start=PartialDate(start),
        end=PartialDate(end) if end else None,
        state=state,
        note="",
        sources=SOURCES,
        credibility=Credibility.PROBABLY_TRUE,
    )


# ---- leave --------------------------------------------------------------------------------------------------------


def test_a_leave_that_the_scenario_withdraws_can_be_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    world = chain(hosts={"hub": "land-government"})
    (host,) = facility_card(scene_in(world, monkeypatch, lost=("host:land-government",)), "hub").leave.hosts
    assert (host.word, host.lost, host.act) == ("taken away in this scenario", True, "")


def test_a_leave_withdrawn_by_then_names_the_act(monkeypatch: pytest.MonkeyPatch) -> None:
    world = chain(hosts={"hub": "ruler"}, constraints=[_refusal()])
    (host,) = facility_card(scene_in(world, monkeypatch), "hub").leave.hosts
    assert (host.word, host.lost, host.act) == ("not given since 2024", False, "no-more")


def _refusal() -> Constraint:
    return Constraint(
        id="no-more",
        kind=ConstraintKind.HOST_REFUSAL,
        against="Russian aircraft",
        start=PartialDate("2024"),
        end=None,
        extent=Extent.ALL,
        note="",
        sources=SOURCES,
        country="AAA",
        authority="ruler",
        affects=("hub",),
        ends_consent=True,
    )


# ---- operations ---------------------------------------------------------------------------------------------------


def test_a_need_shows_the_way_before_and_the_way_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """gate --> hub --> op, and gate --> far --> other --> op for when hub is lost."""
    world = draw(CHAIN, "gate -airlift/air-> far -airlift/air-> other -airlift/air-> op", needs={"op": "airlift/air"})
    (need,) = operation_card(scene_in(world, monkeypatch, lost=("hub",)), "op").needs
    assert need.before is not None
    assert need.after is not None
    assert [step.place for step in need.before.steps] == ["hub", "op"]
    assert [(step.place, step.word) for step in need.after.steps] == [
        ("far", "kept"),
        ("other", "kept"),
        ("op", "kept"),
    ]
    assert (need.word, need.rerouted) == ("kept", True)


def test_a_way_that_carries_too_little_is_not_called_none(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, scenario=("turkey-closes-its-sky",), date=date(2026, 9, 1), sel=MALI)
    words = read(card_html(scene)).plain
    assert "The way left carries too little to count." in words
    assert "The way left: none in this data set." not in words


def test_an_operation_names_what_broke_it_and_the_smallest_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    card = operation_card(scene_in(chain(), monkeypatch, lost=("hub",)), "op")
    assert (card.causes, card.repairs) == (("Hub",), ("give back Hub",))
    assert card.top.word == "loses support (before: sustained)"
    assert card.needs[0].broken_by == "Hub"


def test_what_is_closed_is_reopened_and_not_given_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, scenario=("turkey-closes-its-sky",), date=date(2026, 9, 1))
    assert operation_card(scene, MALI).repairs == ("reopen the sky of Turkey",)


def test_an_undocumented_need_is_not_called_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    world = draw(CHAIN, needs={"op": ["airlift/air", "sealift/sea?"]})
    words = {need.label: need.word for need in operation_card(scene_in(world, monkeypatch), "op").needs}
    assert words == {"airlift by air": "kept", "sealift by sea": "not documented"}


def test_an_operation_that_has_not_begun_says_so_and_has_no_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    card = operation_card(scene_in(chain(), monkeypatch, date=date(2019, 1, 1)), "op")
    assert card.top.now == "Not yet begun on 1 Jan 2019 (since 2020)"
    assert (card.top.word, card.needs) == ("", ())


def test_an_open_bound_is_no_zero() -> None:
    assert range_in_words(_people("2024", 1500, None)) == "at least 1\u2009500"
    assert range_in_words(_people("2024", None, 400)) == "at most 400"
    assert range_in_words(_people("2024", 300, 350)) == "300 to 350"


def test_figures_disagree_only_if_they_speak_of_one_time_and_share_no_number() -> None:
    year, month, later = _people("2024", 100, 200), _people("2024-05", 300, None), _people("2025", 900, 900)
    assert disagreeing((year, month, later)) == ((year, month),)
    assert disagreeing((year, _people("2024-05", 150, 400))) == ()


def test_figures_stand_in_order_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = figures_of((_people("2025", 2, 2), _people("2024", 1, 1)), chain())
    assert [row.when for row in rows] == ["2024", "2025"]


def _people(when: str, low: int | None, high: int | None) -> Personnel:
    return Personnel(date=PartialDate(when), low=low, high=high, source=None)


# ---- regions ------------------------------------------------------------------------------------------------------


def test_a_region_counts_what_is_lost_and_tells_expected_events_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    event = Event(
        id="2101-due",
        date=PartialDate("2101"),
        title="Due",
        note="",
        regions=("land",),
        affects=("hub",),
        sources=SOURCES,
        expected=True,
    )
    card = region_card(scene_in(chain(events=[event]), monkeypatch, lost=("hub",)), "land")
    assert {place.id: place.cls for place in card.places} == {"gate": "kept", "hub": "lost"}
    assert card.top.reason == "1 of its facilities is lost or no longer reached, and 1 of its operations gets worse."
    assert card.turns[0].caution == "expected by our own count; nobody has reported it"


# ---- what a click does --------------------------------------------------------------------------------------------


def click(view: View, world: World, act: str, value: str) -> View:
    """Return the view after a click in a card."""
    session = st.session_state
    session["view"], session["past"] = view, ()
    card_acts(scene_of(view, world))[act](value)
    after: View = session["view"]
    session.clear()
    return after


@pytest.mark.parametrize(("side", "lost"), [("before", "vs_lost"), ("after", "lost")])
def test_in_a_comparison_a_click_changes_the_side_that_the_card_shows(world: World, side: str, lost: str) -> None:
    view = View(view=Page.COMPARE, side=side)
    assert click(view, world, "lose", "tartus") == replace(view, **{lost: (parse_token("tartus"),)})
    assert click(replace(view, **{lost: (parse_token("tartus"),)}), world, "restore", "tartus") == view


def test_outside_of_a_comparison_there_is_only_one_side(world: World) -> None:
    view = View(side="before")
    assert click(view, world, "lose", "tartus") == replace(view, lost=(parse_token("tartus"),))


def test_the_date_of_a_card_is_set_on_the_side_that_it_shows(world: World) -> None:
    view = View(view=Page.COMPARE, side="before")
    assert click(view, world, "date", "2022-02-24") == replace(view, vs_date=date(2022, 2, 24))


@pytest.mark.parametrize("text", ["", "soon", "1971-01-01", "2999-01-01"])
def test_a_day_that_the_page_cannot_be_set_to_changes_nothing(world: World, text: str) -> None:
    assert click(View(), world, "date", text) == View()
