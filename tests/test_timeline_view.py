"""The turning points: which are listed, which can be chosen, and where the page stands among them."""

from __future__ import annotations

from datetime import date

import pytest

from components import state
from components.timeline_view import by_year, moments_of, play_stops, timeline_acts, timeline_html
from components.view import View, allowed_day, selectable
from geo.dates import PartialDate
from geo.model import Constraint, Event, Region
from geo.timeline import stops
from geo.vocabulary import ConstraintKind, Extent
from geo.world import World
from tests.reading import read, skips_a_level
from tests.scenes import scene_in
from tests.worlds import SOURCES, draw

HOSTILE = "<script>alert(1)</script>"


def event(day: str, title: str = "Turn", *, region: str = "land", expected: bool = False) -> Event:
    name = f"{day}-{title.lower()}"
    return Event(
        id=name if name.replace("-", "").isalnum() else f"{day}-turn",
        date=PartialDate(day),
        title=title,
        note="",
        regions=(region,),
        affects=("hub",),
        sources=SOURCES,
        expected=expected,
    )


def closure(**fields: object) -> Constraint:
    defaults: dict[str, object] = {"affects": ("hub",), "authority": "ruler", "ends_consent": False, "country": "AAA"}
    defaults |= {"against": "Russian aircraft"}
    return Constraint(
        id="no-more",
        kind=ConstraintKind.HOST_REFUSAL,
        start=PartialDate("2024-02"),
        end=PartialDate("2024-03"),
        extent=Extent.ALL,
        note="",
        sources=SOURCES,
        **(defaults | fields),  # type: ignore[arg-type]
    )


def world_with(*events: Event, **more: object) -> World:
    """gate --> hub --> op, with events."""
    regions = [
        Region(id=name, name=name.capitalize(), countries=("AAA", "RUS"), note="", influence=())
        for name in ("land", "sea")
    ]
    drawing = "gate -airlift/air-> hub -airlift/air-> op"
    return draw(drawing, needs={"op": "airlift/air"}, events=events, regions=regions, **more)  # type: ignore[arg-type]


def titles(world: World, patch: pytest.MonkeyPatch, *, closures: bool = False, **view: object) -> list[str]:
    return [row.title for row in moments_of(scene_in(world, patch, **view), [], closures=closures)]


def test_events_stand_in_order_of_time_year_by_year(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with(event("2024-05", "b"), event("2022", "a"), event("2024-12-08", "c"))
    years = by_year(moments_of(scene_in(world, monkeypatch), [], closures=False))
    assert [(year.year, [row.title for row in year.moments]) for year in years] == [(2022, ["a"]), (2024, ["b", "c"])]


def test_a_region_keeps_to_its_own_events(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with(event("2022", "a"), event("2023", "b", region="sea"))
    assert titles(world, monkeypatch, region="sea") == ["b"]


def test_what_is_only_expected_is_said_so_and_cannot_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with(event("2022", "a"), event("2101", "due", expected=True))
    first, last = moments_of(scene_in(world, monkeypatch), [], closures=False)
    assert (first.day, last.day) == ("2022-01-01", "")
    assert last.caution == "expected by our own count; nobody has reported it"
    assert play_stops((first, last)) == "2022-01-01"


def test_the_page_stands_at_an_event_or_between_two(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with(event("2022", "a"), event("2024", "b"))
    on = moments_of(scene_in(world, monkeypatch, date=date(2024, 1, 1)), [], closures=False)
    between = moments_of(scene_in(world, monkeypatch, date=date(2023, 6, 1)), [], closures=False)
    before = moments_of(scene_in(world, monkeypatch, date=date(2021, 1, 1)), [], closures=False)
    assert [(row.here, row.last_before) for row in on] == [(False, False), (True, False)]
    assert [(row.here, row.last_before) for row in between] == [(False, True), (False, False)]
    assert not any(row.here or row.last_before for row in before)


def test_a_named_day_without_an_event_is_a_line_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with(event("2022", "a"))
    rows = moments_of(scene_in(world, monkeypatch), stops(world), closures=False)
    assert [row.title for row in rows] == ["a", "Shortly before Assad fell", "Data cut-off"]


def test_closures_come_on_request_with_their_first_and_their_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with(constraints=[closure()])
    assert titles(world, monkeypatch) == []
    rows = moments_of(scene_in(world, monkeypatch), [], closures=True)
    assert [(row.when, row.day) for row in rows] == [("Feb 2024", "2024-02-01"), ("Mar 2024", "2024-03-31")]
    assert titles(world, monkeypatch, closures=True, region="sea") == []


def test_every_click_of_the_timeline_of_the_data_leads_somewhere(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_in(world, monkeypatch)
    reading = read(timeline_html(scene, stops(world), closures=True))
    known = selectable(world)
    assert {click.act for click in reading.clicks} <= set(timeline_acts(world))
    assert [value for value in reading.values("go") if value not in known] == []
    for value in reading.values("date"):
        day, _, name = value.partition(" ")
        assert allowed_day(day, world)
        assert not name or name in known
    assert len(reading.values("date")) > len(world.events)


@pytest.mark.parametrize("text", ["", "soon", "soon hub", "1971-01-01", "2999-01-01 hub"])
def test_a_click_that_names_no_day_of_the_page_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    chosen: list[object] = []
    monkeypatch.setattr(state, "view", View)
    monkeypatch.setattr(state, "choose", lambda **changes: chosen.append(changes))
    timeline_acts(world)["date"](text)
    assert chosen == []
    timeline_acts(world)["date"]("2022-02-24 tartus")
    assert chosen == [{"date": date(2022, 2, 24), "sel": "tartus"}]


def test_the_timeline_stands_below_the_answer_and_has_no_id_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = read(timeline_html(scene_in(world, monkeypatch), stops(world), closures=True))
    assert (reading.levels[0], min(reading.levels), reading.levels.count(2)) == (2, 2, 1)
    assert not skips_a_level(reading)
    assert len(reading.ids) == len(set(reading.ids))


def test_a_region_without_turning_points_says_what_to_do_next(monkeypatch: pytest.MonkeyPatch) -> None:
    content = timeline_html(scene_in(world_with(), monkeypatch, region="sea"), [], closures=False)
    assert "Choose another region, or all." in read(content).plain


def test_hostile_facts_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    world = world_with(event("2022", HOSTILE), constraints=[closure(against=HOSTILE)])
    assert "<script" not in timeline_html(scene_in(world, monkeypatch), stops(world), closures=True)
