"""Every assumption as a field of the page and as text in a link; what cannot be meant changes nothing and says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some

from components import assumptions_view, state
from components.assumed import as_text, options, with_texts, written
from components.assumptions_view import GROUPS, assumptions, is_share
from components.scene import Scene
from components.view import USUAL, View
from geo.assumptions import Assumptions, FuelRule, declared
from geo.errors import AssumptionError
from geo.payload import aircraft_ids
from geo.world import World, load_world
from tests.places import DATA
from tests.reading import read, skips_a_level
from tests.scenes import scene_in

NUMBERS = [name for name, about in declared().items() if about.is_number]
WORDS = [name for name in declared() if name not in NUMBERS]


@cache
def facts() -> World:
    """Return the facts of `data/`, for a test that draws its own examples."""
    return load_world(DATA)


@dataclass
class Session:
    """A reader's session: the view, what was refused, and what the panel last put on the page."""

    view: View = field(default_factory=View)
    refused: str = ""
    about: str = ""
    content: str = ""
    acts: Mapping[str, Callable[[str], None]] = field(default_factory=dict)

    def set(self, name: str, text: str) -> Assumptions:
        """Write into a field as the page does, and return what is assumed then."""
        self.acts[f"assume-{name}"](text)
        return self.view.assume


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    """A session without a page."""
    held = Session()

    def choose(**changes: Any) -> None:
        held.view = replace(held.view, **changes)

    def refuse(words: str, about: str) -> None:
        held.refused, held.about = words, about

    def panel(_key: str, content: str, *, acts: Mapping[str, Callable[[str], None]]) -> None:
        held.content, held.acts = content, acts

    for name, stand_in in {"view": lambda: held.view, "choose": choose, "refuse": refuse}.items():
        monkeypatch.setattr(state, name, stand_in)
    monkeypatch.setattr(state, "refused", lambda about: held.refused if about == held.about else "")
    monkeypatch.setattr(assumptions_view, "panel", panel)
    monkeypatch.setattr(st, "sidebar", st.container())
    return held


def drawn(session: Session, scene: Scene) -> str:
    assumptions(scene)
    return read(session.content).plain


# ---- the fields ---------------------------------------------------------------------------------------------------


def test_every_assumption_has_a_field_in_one_group() -> None:
    assert sorted(name for _, names in GROUPS for name in names) == sorted(declared())


def test_every_field_has_a_label_a_reason_and_an_act(
    world: World, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    text = drawn(session, scene_in(world, monkeypatch))
    reading = read(session.content)
    assert {click.act for click in reading.clicks} == {f"assume-{name}" for name in declared()} <= set(session.acts)
    assert all(about.label in text and " ".join(about.words.split()) in text for about in declared().values())
    assert not skips_a_level(reading)
    assert len(reading.ids) == len(set(reading.ids))


def test_only_what_was_changed_is_counted_and_can_be_put_back(
    world: World, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    assert "changed" not in drawn(session, scene_in(world, monkeypatch))
    session.view = View(assume=replace(USUAL, reserve=0.2))
    assert "1 changed" in drawn(session, scene_in(world, monkeypatch, assume=session.view.assume))
    session.acts["usual"]("")
    assert session.view.assume == USUAL


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_written_in_its_field_is_taken_within_its_bounds_and_no_further(
    world: World, monkeypatch: pytest.MonkeyPatch, session: Session, name: str
) -> None:
    drawn(session, scene_in(world, monkeypatch))
    about = declared()[name]
    times = 100 if is_share(about) else 1
    bound = about.highest if name != "theta_min" else USUAL.theta_full
    assert getattr(session.set(name, f"{bound * times:g}"), name) == pytest.approx(bound)
    assert getattr(session.set(name, f"{(about.highest + 1) * times:g}"), name) == pytest.approx(bound)
    assert f"from {about.lowest * times:g} to {about.highest * times:g}" in session.refused


@pytest.mark.parametrize("text", ["", "much", "nan", "inf", "-1", "1e9", "<script>"])
def test_what_is_no_such_number_is_refused_in_words(
    world: World, monkeypatch: pytest.MonkeyPatch, session: Session, text: str
) -> None:
    drawn(session, scene_in(world, monkeypatch))
    assert session.set("reserve", text) == USUAL
    assert session.refused.startswith("Fuel reserve: ")
    assert "<script" not in (drawn(session, scene_in(world, monkeypatch)), session.content)[1]


def test_what_is_refused_is_said_under_its_own_field_in_its_own_unit(
    world: World, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    scene = scene_in(world, monkeypatch)
    drawn(session, scene)
    session.set("reserve", "45")
    text = drawn(session, scene)
    assert text.count("Not changed. Fuel reserve: write a number from 0 to 30 % of the distance.") == 1
    label, words, following = (text.index(part) for part in ("Fuel reserve", "Not changed", "Fuel at the far end"))
    assert label < words < following
    assert 'aria-describedby="fh-not-reserve"' in session.content


def test_a_share_is_written_in_percent(world: World, monkeypatch: pytest.MonkeyPatch, session: Session) -> None:
    text = drawn(session, scene_in(world, monkeypatch))
    assert "From 0 to 30 % of the distance; default 10." in text
    assert session.set("reserve", "5").reserve == 0.05


def test_thresholds_out_of_order_are_refused(world: World, monkeypatch: pytest.MonkeyPatch, session: Session) -> None:
    drawn(session, scene_in(world, monkeypatch))
    assert session.set("theta_min", "80") == USUAL
    assert "strained from 80 % is above sustained from 75 %" in session.refused


@pytest.mark.parametrize("name", WORDS)
def test_every_word_that_is_offered_is_taken(world: World, name: str) -> None:
    assumed = with_texts(USUAL, {"aircraft": "an-124-100"}, world) if name == "curve" else USUAL
    for text in options(name, assumed, world):
        assert as_text(getattr(with_texts(assumed, {name: text}, world), name)) == text


# ---- as text ------------------------------------------------------------------------------------------------------


def test_what_is_usual_is_not_written() -> None:
    assert written(USUAL) == {}


@given(
    reserve=some.integers(0, 30).map(lambda percent: percent / 100),
    block_kmh=some.integers(300, 950),
    fuel=some.sampled_from(FuelRule),
    paper=some.booleans(),
)
def test_what_is_written_is_read_back(reserve: float, block_kmh: int, fuel: FuelRule, paper: bool) -> None:
    assumed = replace(USUAL, reserve=reserve, block_kmh=float(block_kmh), fuel=fuel, paper=paper)
    assert with_texts(USUAL, written(assumed), facts()) == assumed


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("aircraft", "sparta-ii", "Aircraft: unknown; use one of il-76md"),
        ("aircraft", "", "Aircraft: unknown"),
        ("fuel", "plenty", "Fuel at the far end: unknown; use one of"),
        ("paper", "True", "Routes on paper: unknown; use one of true, false"),
        ("ship", "il-76md", "Ship: unknown"),
        ("curve", "../etc", "Payload-range figures: unknown"),
        ("curve", "janes-2022-02-28", "has no payload-range figures"),
        ("block_kmh", "fast", "Block speed: write a number from 300 to 950 (km/h)"),
        ("ship_kn", "NaN", "Speed of ships: nan is not allowed"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_can(world: World, name: str, text: str, words: str) -> None:
    with pytest.raises(AssumptionError) as caught:
        with_texts(USUAL, {name: text}, world)
    assert words in str(caught.value)


def test_another_type_gives_up_a_curve_that_it_does_not_have(world: World) -> None:
    own = {
        name: {curve for curve in options("curve", replace(USUAL, aircraft=name), world) if curve in world.sources}
        for name in aircraft_ids(world)
    }
    source = next(iter(own["il-76md"]))
    other = next(name for name, sources in own.items() if source not in sources)
    assumed = with_texts(USUAL, {"curve": source}, world)
    assert with_texts(assumed, {"aircraft": other}, world).curve == "default"
    with pytest.raises(AssumptionError):
        with_texts(assumed, {"aircraft": other, "curve": source}, world)
