"""The address: what is chosen survives the round trip, and nothing in a link can do harm or pass in silence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.address import decode, encode
from components.address_names import MAX_ITEMS
from components.assumed import with_texts
from components.view import (
    ALL_LAYERS,
    DEFAULT,
    Base,
    Borders,
    MatrixOrder,
    Page,
    Part,
    Theme,
    View,
    selectable,
)
from geo.assumptions import Assumptions, FuelRule
from geo.countries import CLOSABLE
from geo.lift_records import MontreuxClass
from geo.payload import aircraft_ids, aircraft_of
from geo.scenario import Token, TokenKind, facility_token
from geo.vocabulary import Credibility
from geo.world import World, load_world
from tests.places import DATA

WORLD = load_world(DATA)
DAYS = st.dates(min_value=date(1992, 1, 1), max_value=WORLD.meta.data_cutoff.last)
TOKENS = st.one_of(
    st.sampled_from(sorted(WORLD.facilities)).map(facility_token),
    st.sampled_from(sorted(WORLD.authorities)).map(lambda name: Token(TokenKind.HOST, name)),
    st.sampled_from([(row.id, function) for row in WORLD.facilities.values() for function in row.functions]).map(
        lambda pair: Token(TokenKind.FUNCTION, *pair)
    ),
    st.sampled_from(sorted(CLOSABLE)).map(lambda code: Token(TokenKind.OVERFLIGHT, code)),
    st.sampled_from(sorted(WORLD.passages)).map(lambda name: Token(TokenKind.PASSAGE, name)),
    st.sampled_from(sorted(WORLD.links)).map(lambda name: Token(TokenKind.LINK, name)),
)
SOME_TOKENS = st.lists(TOKENS, unique=True, max_size=6).map(tuple)
SOME_SCENARIOS = st.lists(st.sampled_from(sorted(WORLD.scenarios)), unique=True, max_size=4).map(tuple)
CURVES = [
    (name, curve) for name in aircraft_ids(WORLD) for curve in aircraft_of(WORLD, Assumptions(aircraft=name)).curves
]


@st.composite
def assumptions(draw: st.DrawFn) -> Assumptions:
    name, curve = draw(st.sampled_from(CURVES))
    return Assumptions(
        aircraft=name,
        curve=curve,
        reserve=draw(st.integers(0, 30)) / 100,
        fuel=draw(st.sampled_from(FuelRule)),
        block_kmh=draw(st.integers(30, 95)) * 10.0,
        hull=draw(st.sampled_from(MontreuxClass)),
        ship=draw(st.sampled_from([None, "sparta-ii"])),
        theta_full=draw(st.sampled_from([0.75, 0.9])),
        theta_min=draw(st.sampled_from([0.25, 0.5])),
        paper=draw(st.booleans()),
    )


@st.composite
def views(draw: st.DrawFn) -> View:
    lost = draw(SOME_TOKENS)
    vs_lost = draw(SOME_TOKENS)
    return View(
        view=draw(st.sampled_from(Page)),
        scenario=draw(SOME_SCENARIOS),
        lost=lost,
        kept=tuple(token for token in draw(SOME_TOKENS) if token not in lost),
        date=draw(st.none() | DAYS),
        vs_scenario=draw(SOME_SCENARIOS),
        vs_date=draw(st.none() | DAYS),
        vs_lost=vs_lost,
        vs_kept=draw(SOME_TOKENS),
        side=draw(st.sampled_from(["before", "after"])),
        layers=frozenset(draw(st.sets(st.sampled_from([str(layer) for layer in ALL_LAYERS])))),
        sel=draw(st.none() | st.sampled_from(sorted(selectable(WORLD)))),
        region=draw(st.none() | st.sampled_from(sorted(WORLD.regions))),
        reported=draw(st.booleans()),
        grade=draw(st.sampled_from(Credibility)),
        borders=draw(st.sampled_from(Borders)),
        base=draw(st.sampled_from(Base)),
        theme=draw(st.sampled_from(Theme)),
        origin=draw(st.none() | st.sampled_from(sorted(WORLD.facilities))),
        payload=draw(st.none() | st.sampled_from([0.0, 5.5, 47.0, 120.0])),
        part=draw(st.sampled_from(Part)),
        kinds=frozenset(draw(st.sets(st.sampled_from(TokenKind), min_size=1))),
        gateways=draw(st.booleans()),
        ontop=draw(st.booleans()),
        among=draw(st.none() | st.sampled_from(sorted(WORLD.regions))),
        sort=draw(st.sampled_from(MatrixOrder)),
        assume=draw(assumptions()),
        map=draw(st.none() | st.sampled_from(["24.00,27.50,4", "-12.5,130.00,7"])),
    )


def read(text_by_name: dict[str, str], world: World = WORLD):
    return decode({name: (text,) for name, text in text_by_name.items()}, world)


@given(view=views())
@settings(deadline=None)
def test_every_view_survives_the_round_trip(view: View) -> None:
    reading = read(encode(view, data_version=WORLD.meta.data_version))
    assert (reading.view, reading.ignored, reading.other_data) == (view, (), None)


def test_the_bare_address_is_the_start() -> None:
    assert read({}).view == DEFAULT
    assert encode(DEFAULT, data_version="2026.1") == {}


def test_the_promised_names_are_kept() -> None:
    view = read(
        {"v": "1", "scenario": "bases-lost", "lost": "al-khadim,host:libya-lna", "kept": "tartus", "date": "2024-11-26"}
    ).view
    assert view.scenario == ("bases-lost",)
    assert [str(token) for token in view.lost] == ["fac:al-khadim", "host:libya-lna"]
    assert [str(token) for token in view.kept] == ["fac:tartus"]
    assert view.date == date(2024, 11, 26)


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("scenario", "no-such-thing", "no-such-thing"),
        ("lost", "link:a--b", "link:a--b"),
        ("lost", "over:RUS", "over:RUS"),
        ("lost", "over:XYZ", "over:XYZ"),
        ("lost", "passage:styx", "passage:styx"),
        ("lost", "fac:nowhere", "nowhere"),
        ("lost", "zap:khmeimim", "“zap:khmeimim” cannot be taken away"),
        ("date", "2024-02-31", "2024-02-31"),
        ("date", "2050-01-01", "2050-01-01"),
        ("view", "<script>", "<script>"),
        ("sel", "../../etc/passwd", "passwd"),
        ("map", "91,0,4", "91,0,4"),
        ("map", "1e9,0,4", "1e9"),
        ("layers", "unicorns", "unicorns"),
        ("grade", "7", "7"),
        ("theme", "pink", "pink"),
        ("side", "left", "left"),
        ("part", "whole", "“whole” is no part: choose single, pairs"),
        ("kinds", "planet", "“planet” is no kind of loss: choose fac, host"),
        ("gateways", "perhaps", "write yes, or leave it out"),
        ("among", "atlantis", "atlantis"),
        ("sort", "luck", "choose cost, together, name"),
        ("v", "99", "99"),
        ("wallpaper", "on", "wallpaper"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_of_the_link_works(name: str, text: str, word: str) -> None:
    reading = read(
        {"scenario": "bases-lost", name: text} if name != "scenario" else {"borders": "de_facto", name: text}
    )
    assert len(reading.ignored) == 1
    assert word in reading.ignored[0]
    assert reading.view.scenario == ("bases-lost",) or reading.view.borders is Borders.DE_FACTO


@pytest.mark.parametrize("text", ["unicorns", "", ","])
def test_only_none_hides_every_layer(text: str) -> None:
    assert read({"layers": text}).view.layers == DEFAULT.layers
    assert read({"layers": "none"}).view.layers == frozenset()


def test_a_name_that_comes_twice_counts_once_and_says_so() -> None:
    reading = decode({"theme": ("light", "dark")}, WORLD)
    assert reading.view.theme is Theme.DARK
    assert "2 times" in reading.ignored[0]


def test_over_long_values_are_left_out() -> None:
    assert "longer" in read({"lost": "khmeimim," * 5000}).ignored[0]
    many = read({"lost": ",".join(f"x{i}" for i in range(MAX_ITEMS + 50))})
    assert any("more than" in word for word in many.ignored)


def test_what_is_both_lost_and_kept_counts_as_lost() -> None:
    reading = read({"lost": "tartus", "kept": "tartus,khmeimim"})
    assert [token.name for token in reading.view.kept] == ["khmeimim"]
    assert "both" in reading.ignored[0]


def test_control_characters_are_never_quoted_back() -> None:
    assert all(char.isprintable() for char in read({"scenario": "a\x00\x1b[31m\u202e"}).ignored[0])


def test_a_link_made_with_other_data_says_so() -> None:
    assert read({"data": "1999.9", "theme": "dark"}).other_data == "1999.9"


@given(
    text=st.text(max_size=60),
    name=st.sampled_from(["lost", "date", "map", "layers", "grade", "sel", "scenario", "v", "data", "kept"]),
)
@settings(deadline=None)
def test_no_text_in_a_link_can_break_the_page(text: str, name: str) -> None:
    read({name: text})


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("reserve", "0.9", "write a number from 0 to 0.3"),
        ("reserve", "<script>", "write a number from 0 to 0.3"),
        ("aircraft", "ufo", "il-76md-90a"),
        ("fuel", "maybe", "assumed, documented, carried"),
        ("curve", "nobody", "shortest"),
        ("paper", "perhaps", "true, false"),
        ("ship_kn", "nan", "from 5 to 20"),
        ("theta_min", "0.9", "write it at or below"),
    ],
)
def test_an_assumption_out_of_bounds_is_left_at_its_default_and_the_reader_is_told_what_is_allowed(
    name: str, text: str, said: str
) -> None:
    reading = read({name: text, "scenario": "bases-lost"})
    assert reading.view.assume == DEFAULT.assume
    assert reading.view.scenario == ("bases-lost",)
    assert said in reading.ignored[0]


def test_one_bad_assumption_spoils_no_other() -> None:
    reading = read({"reserve": "0.2", "block_kmh": "9000", "aircraft": "an-124-100"})
    assert (reading.view.assume.reserve, reading.view.assume.aircraft) == (0.2, "an-124-100")
    assert len(reading.ignored) == 1


@pytest.mark.parametrize(("name", "text"), [("origin", "atlantis"), ("payload", "heavy"), ("payload", "-3")])
def test_a_reach_that_cannot_be_is_said_to_be_ignored(name: str, text: str) -> None:
    assert read({name: text}).ignored
    assert read({name: text}).view == DEFAULT


def test_a_source_that_says_nothing_of_a_type_is_no_curve_of_it_and_is_given_up_when_the_type_changes() -> None:
    assert read({"aircraft": "an-12", "curve": "brazilurgente-il76"}).ignored
    chosen = with_texts(DEFAULT.assume, {"curve": "brazilurgente-il76"}, WORLD)
    assert with_texts(chosen, {"aircraft": "an-12"}, WORLD).curve == "default"
