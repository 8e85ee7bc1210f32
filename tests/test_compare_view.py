"""Two sides of a comparison: what differs, in a sentence and line by line, and what the controls change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.cards.differences import compare
from components.cards.facility_changes import Fate
from components.cards.operation_changes import Turn
from components.compare_view import (
    against_the_baseline,
    compare_acts,
    controls_html,
    is_same,
    list_html,
    scenario_choices,
    since_the_eve,
    swapped,
)
from components.scene import Scene, other_side_of, scene_of
from components.view import DEFAULT_DAY, View, selectable
from geo.dates import PartialDate
from geo.model import Status
from geo.vocabulary import Credibility, State
from geo.world import World
from tests.reading import read, skips_a_level
from tests.scenes import scene_in
from tests.worlds import SOURCES, START, draw, facility, operation

CHAIN = "gate -airlift/air-> hub -airlift/air-> op"
HOSTILE = "<script>alert(1)</script>"


def sides(
    world: World, patch: pytest.MonkeyPatch, *, lost: tuple[str, ...] = (), **view: object
) -> tuple[Scene, Scene]:
    """Return both sides, the one that the comparison starts from first."""
    scene = scene_in(world, patch, lost=lost, **view)
    return other_side_of(scene), scene


def test_a_scenario_against_its_own_day_tells_only_what_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    world = draw(CHAIN, "gate -sealift/sea-> calm", needs={"op": "airlift/air", "calm": "sealift/sea"})
    told = compare(*sides(world, monkeypatch, lost=("hub",)))
    assert told.sentence == "1 operation loses support. 1 facility is lost."
    (row,) = told.operations
    assert (row.id, row.turn, row.before.word, row.after.word) == ("op", Turn.WORSE, "sustained", "loses support")
    assert [(need.label, need.before.word, need.after.word) for need in row.needs] == [
        ("airlift by air", "kept", "lost")
    ]
    assert [(place.id, place.fate) for place in told.facilities] == [("hub", Fate.LOST)]


def test_a_place_that_is_cut_off_is_told_apart_from_a_lost_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """gate --> hub --> far --> op."""
    world = draw("gate -airlift/air-> hub -airlift/air-> far -airlift/air-> op", needs={"op": "airlift/air"})
    told = compare(*sides(world, monkeypatch, lost=("hub",)))
    assert {place.id: place.fate for place in told.facilities} == {"hub": Fate.LOST, "far": Fate.CUT}
    assert told.sentence == "1 operation loses support. 1 facility is lost and 1 is no longer reached."


def test_between_two_dates_operations_begin_and_places_fall_out_of_use(monkeypatch: pytest.MonkeyPatch) -> None:
    young = operation("op", "airlift/air", start=PartialDate("2022"))
    place = facility("hub", status=(_status("2020", "2023", State.ACTIVE), _status("2024", None, State.CLOSED)))
    world = draw(
        "gate -airlift/air-> other -airlift/air-> op",
        "hub",
        needs={"op": "airlift/air"},
        operations=[young],
        facilities=[place],
    )
    told = compare(*sides(world, monkeypatch, vs_date=date(2021, 1, 1), date=date(2024, 6, 1)))
    assert [(row.id, row.turn, row.before.word) for row in told.operations] == [("op", Turn.BEGUN, "not running")]
    assert [(row.id, row.fate, row.after.word) for row in told.facilities] == [("hub", Fate.UNUSED, "closed")]
    assert told.sentence == "1 operation has begun. 1 facility is not in use any more."


def _status(start: str, end: str | None, state: State) -> Status:
    return Status(
        start=PartialDate(start),
        end=PartialDate(end) if end else None,
        state=state,
        note="",
        sources=SOURCES,
        credibility=Credibility.PROBABLY_TRUE,
    )


def test_turned_round_what_was_worse_is_better(monkeypatch: pytest.MonkeyPatch) -> None:
    world = draw(CHAIN, needs={"op": "airlift/air"})
    before, after = sides(world, monkeypatch, lost=("hub",))
    assert [row.turn for row in compare(after, before).operations] == [Turn.BETTER]
    assert [row.fate for row in compare(after, before).facilities] == [Fate.BETTER]


def test_a_side_against_itself_differs_in_nothing_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = sides(draw(CHAIN, needs={"op": "airlift/air"}), monkeypatch)
    assert is_same(after, before)
    assert compare(before, after).sentence == "Nothing differs."
    assert "Choose a scenario or another date" in read(list_html(after, before)).plain


def test_the_eve_preset_takes_nothing_away_on_both_days(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = since_the_eve(world)
    view = replace(View(scenario=("bases-lost",), vs_scenario=("sahel-juntas-turn",)), **changes)
    scene = scene_of(view, world)
    other = other_side_of(scene)
    assert (other.day, scene.day) == (DEFAULT_DAY, world.meta.data_cutoff.last)
    assert other.tokens == scene.tokens == frozenset()
    fates = {row.id: row.fate for row in compare(other, scene).facilities}
    assert (fates["qamishli"], fates["khmeimim"]) == (Fate.UNUSED, Fate.WEAKENED)


def test_swapping_twice_changes_nothing_that_is_seen(world: World) -> None:
    view = View(scenario=("bases-lost",), vs_date=date(2026, 1, 1))
    once = replace(view, **swapped(view, world))
    twice = replace(once, **swapped(once, world))
    assert (once.vs_scenario, once.date, once.vs_date) == (("bases-lost",), date(2026, 1, 1), DEFAULT_DAY)
    assert (twice.scenario, twice.vs_date, twice.date) == (("bases-lost",), date(2026, 1, 1), DEFAULT_DAY)


def test_going_back_to_the_baseline_clears_the_other_side() -> None:
    view = replace(View(vs_scenario=("bases-lost",), vs_date=date(2026, 1, 1)), **against_the_baseline())
    assert view == View()


def test_a_mixed_choice_of_scenarios_is_offered_as_one(world: World) -> None:
    choices = scenario_choices(world, ("bases-lost", "sahel-juntas-turn"))
    assert [words for _, words, chosen in choices if chosen] == ["Bases lost and Sahel juntas turn"]
    assert len(scenario_choices(world, ())) == len(world.scenarios) + 1


def test_every_click_of_a_comparison_leads_somewhere(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch, **since_the_eve(world))
    other = other_side_of(scene)
    reading = read(list_html(scene, other) + controls_html(scene, other))
    assert {click.act for click in reading.clicks} <= set(compare_acts(world))
    assert [value for value in reading.values("go") if value not in selectable(world)] == []
    assert reading.levels.count(1) == 1
    assert not skips_a_level(reading)


def test_hostile_facts_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    hub = facility("hub", name=HOSTILE)
    op = operation("op", "airlift/air", name=HOSTILE, start=START)
    before, after = sides(
        draw(CHAIN, needs={"op": "airlift/air"}, facilities=[hub], operations=[op]), monkeypatch, lost=("hub",)
    )
    assert "<script" not in list_html(after, before) + controls_html(after, before)
