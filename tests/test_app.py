"""The wiring of the page: a choice in a widget reaches the view, the view reaches the address and the panes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import cache
from components.view import DEFAULT, View, day_of
from tests.apptest import run_app
from tests.places import DATA


@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    st.cache_resource.clear()


def chosen(app: AppTest) -> View:
    """Return the view that the session holds."""
    return app.session_state["view"]


def test_the_bare_address_runs_without_an_error() -> None:
    app = run_app()
    assert not app.exception
    assert chosen(app) == View()


@pytest.mark.parametrize("page", ["explore", "compare", "timeline", "reach", "findings", "sources"])
def test_every_part_of_the_page_runs(page: str) -> None:
    app = run_app({"view": page, "scenario": "bases-lost", "sel": "khmeimim"})
    assert not app.exception


def test_a_scenario_pill_reaches_the_view_and_the_address() -> None:
    app = run_app()
    app.button_group(key="scenarios-0").set_value(["bases-lost"]).run()
    assert chosen(app).scenario == ("bases-lost",)
    assert app.query_params["scenario"] == "bases-lost"


def test_a_facility_can_be_lost_by_hand_beside_a_scenario() -> None:
    app = run_app({"scenario": "bases-lost"})
    app.selectbox(key="take").set_value("fac:al-khadim").run()
    assert [str(token) for token in chosen(app).lost] == ["fac:al-khadim"]
    assert app.query_params["lost"] == "al-khadim"
    assert app.selectbox(key="take").value is None


def test_a_sky_and_a_strait_can_be_closed_by_hand() -> None:
    app = run_app()
    for text in ("over:TUR", "passage:suez"):
        app.selectbox(key="take").set_value(text).run()
    assert not app.exception
    assert [str(token) for token in chosen(app).lost] == ["over:TUR", "passage:suez"]
    assert app.query_params["lost"] == "over:TUR,passage:suez"


def test_an_assumption_of_a_link_reaches_the_view_and_stays_in_the_address() -> None:
    app = run_app({"view": "reach", "aircraft": "an-124-100", "reserve": "0.2", "payload": "60"})
    assert not app.exception
    assumed = chosen(app).assume
    assert (assumed.aircraft, assumed.reserve, chosen(app).payload) == ("an-124-100", 0.2, 60.0)
    assert {name: app.query_params[name] for name in ("aircraft", "reserve")} == {
        "aircraft": "an-124-100",
        "reserve": "0.2",
    }


def test_an_assumption_out_of_bounds_in_a_link_is_left_out_and_named() -> None:
    app = run_app({"reserve": "0.9", "block_kmh": "700"})
    assert not app.exception
    assert (chosen(app).assume.reserve, chosen(app).assume.block_kmh) == (0.1, 700.0)
    assert len(app.session_state["ignored"]) == 1
    assert "a number from 0 to 0.3" in app.session_state["ignored"][0]


@pytest.mark.parametrize(
    "query",
    [
        {"scenario": "turkey-closes-its-sky", "sel": "mali-africa-corps"},
        {"scenario": "bases-lost,turkey-closes-its-sky", "sel": "mali-africa-corps", "date": "2022-06-01"},
        {"scenario": "suez-closed,straits-closed-to-all", "sel": "op-syrian-express", "hull": "warship"},
        {"view": "reach", "origin": "tartus", "payload": "999"},
        {"view": "reach", "scenario": "bases-lost", "sel": "khmeimim", "date": "2015-09-15"},
        {"view": "reach", "paper": "false", "fuel": "carried", "curve": "shortest", "runway": "ignored"},
    ],
)
def test_closures_assumptions_and_reach_run_together(query: dict[str, str]) -> None:
    assert not run_app(query).exception


def test_what_was_given_back_is_forgotten_with_its_scenario() -> None:
    app = run_app({"scenario": "bases-lost", "kept": "tartus"})
    app.button_group(key="scenarios-0").set_value([]).run()
    assert chosen(app).kept == ()


def test_switching_scenarios_writes_nothing_lost_or_kept_by_hand() -> None:
    app = run_app()
    for names in (["bases-lost"], ["bases-lost", "interior-outposts-lost"], []):
        app.button_group(key="scenarios-0").set_value(names).run()
        assert (chosen(app).lost, chosen(app).kept) == ((), ())


def test_switching_off_the_scenario_that_brought_the_day_keeps_the_day() -> None:
    app = run_app({"scenario": "iraq-and-iran-close"})
    for names in (["iraq-and-iran-close", "bases-lost"], ["bases-lost"]):
        app.button_group(key="scenarios-0").set_value(names).run()
        assert day_of(chosen(app), cache.world()) == date(2023, 6, 1)
    assert app.query_params["date"] == "2023-06-01"


def test_a_link_fills_the_widgets() -> None:
    app = run_app({"scenario": "bases-lost", "lost": "host:libya-lna"})
    assert app.button_group(key="scenarios-0").value == ["bases-lost"]
    assert [str(token) for token in chosen(app).lost] == ["host:libya-lna"]


def test_another_address_in_the_same_session_is_read_as_back_and_forward_are() -> None:
    app = run_app({"scenario": "bases-lost"})
    app.query_params["scenario"] = "armenia-leaves"
    app.run()
    assert chosen(app).scenario == ("armenia-leaves",)


def test_a_click_that_overtakes_the_address_keeps_the_choice_before_it() -> None:
    app = run_app()
    app.button_group(key="scenarios-0").set_value(["bases-lost"]).run()
    app.query_params.clear()  # as from a browser that has not yet received what the first click wrote
    app.button_group(key="scenarios-0").set_value(["bases-lost", "libya-withdraws-consent"]).run()
    assert chosen(app).scenario == ("bases-lost", "libya-withdraws-consent")


def test_broken_data_give_a_plain_page_and_mending_them_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "DATA_DIR", tmp_path)
    app = run_app()
    assert not app.exception
    assert any("The data files need mending" in part.proto.body for part in app.get("html"))
    monkeypatch.setattr(cache, "DATA_DIR", DATA)
    app.run()
    assert "view" in app.session_state


def test_undo_brings_back_the_view_but_not_the_map() -> None:
    script = """
import streamlit as st
from components import cache, state
state.open_view(cache.world())
state.choose(scenario=("bases-lost",))
state.moved("10.00,10.00,5")
state.undo()
"""
    app = AppTest.from_string(script, default_timeout=30).run()
    assert not app.exception
    assert chosen(app) == View(map="10.00,10.00,5")


def test_a_click_that_overtook_undo_does_not_bring_the_scenario_back() -> None:
    app = run_app()
    app.button_group(key="scenarios-0").set_value(["bases-lost"]).run()
    app.session_state["view"] = DEFAULT
    app.run()
    assert chosen(app).scenario == ()
    assert app.button_group(key="scenarios-1").value == []
