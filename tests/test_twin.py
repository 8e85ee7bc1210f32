"""The page in one file: it says what the engine says, lets nothing in, and works from a disk with no network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from components import assets, cache, style
from components.briefings import step_scene
from components.details import card_of
from components.handouts.one_file import cards
from components.handouts.one_file.cases import consents, with_tokens, without_losses
from components.handouts.one_file.pool import Pool, changes
from components.handouts.one_file.records import DAY_MARK, DayRecords
from components.handouts.one_file.scripts import as_script
from components.handouts.twin import make_twin
from components.map_story import states_for
from components.scene import Scene, scene_of
from components.state import Focus
from components.view import ALL_LAYERS, DEFAULT, Borders, Layer
from geo.cut_sets import Budget
from geo.dates import spoken_day
from geo.impact import assess
from geo.results import Impact
from geo.scenario import facility_token, parse_token
from tests.one_file import held, opened, request


def with_changes(before: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return a record with what `changes` found put into it."""
    nested = {
        name: value for name, value in other.items() if isinstance(value, dict) and isinstance(before.get(name), dict)
    }
    found = before | other | {name: with_changes(before[name], value) for name, value in nested.items()}
    return {name: value for name, value in found.items() if value is not None}


def statuses(impact: Impact) -> dict[str, str]:
    running = {name: style.STATUS_CLASS[row.status] for name, row in impact.operations.items()}
    return running | {name: stage.value for name, stage in impact.not_running.items()}


# ---- on the facts ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def present() -> Scene:
    """The view that the page opens with."""
    return scene_of(DEFAULT, cache.world())


@pytest.fixture(scope="module")
def file(present: Scene) -> bytes:
    """The file of that view, but for its cards: they take most of the time, and are looked at apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "KINDS", ())
        return make_twin(request(present), Budget())


@pytest.fixture(scope="module")
def path(file: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where that file lies."""
    place = tmp_path_factory.mktemp("stick") / "foothold.html"
    place.write_bytes(file)
    return place


def expected(record: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Return by case what the engine says of it."""
    found = {}
    for name, case in record["cases"].items():
        day = date.fromisoformat(record["days"][case["day"]]["day"])
        net = scene_of(replace(DEFAULT, date=day), cache.world()).net
        found[name] = statuses(assess(net, frozenset(map(parse_token, case["tokens"]))))
    return found


def test_every_scenario_and_every_loss_by_hand_has_the_statuses_that_the_engine_gives(
    file: bytes, present: Scene, path: Path, browser: Browser
) -> None:
    record = held(file)["record"]
    wanted = expected(record)
    days = [day["looks"] for day in record["days"]]
    in_file = {
        name: with_changes(days[case["day"]], case["looks"])["operations"] for name, case in record["cases"].items()
    }
    assert in_file == wanted
    context = browser.new_context(offline=True, bypass_csp=True)
    page = opened(context, path)
    in_page = page.evaluate(
        "names => Object.fromEntries(names.map((name) => [name, foothold.twin.statuses(name)]))", [*wanted]
    )
    context.close()
    assert in_page == wanted


def test_every_scenario_is_there_on_its_day_and_every_facility_and_consent_can_be_taken_away(
    file: bytes, present: Scene
) -> None:
    record, world = held(file)["record"], present.world
    for row in record["scenarios"]:
        case, scenario = record["cases"][row["case"]], world.scenarios[row["id"]]
        assert set(case["tokens"]) == set(map(str, scenario.tokens))
        assert record["days"][case["day"]]["day"] == scenario.date.first.isoformat()
    assert {row["id"] for row in record["scenarios"]} == world.scenarios.keys()
    today = record["cases"][record["start"]["case"]]["day"]
    singles = [*map(facility_token, world.facilities), *consents(present)]
    assert len(consents(present)) > 10
    assert {f"{today}:{token}" for token in singles} <= record["cases"].keys()


def test_a_day_that_the_reader_chose_stays_whatever_scenario_is_chosen(present: Scene) -> None:
    chosen = scene_of(replace(DEFAULT, date=date(2025, 2, 1)), present.world)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "KINDS", ())
        patch.setattr("components.handouts.one_file.content.by_hand", lambda scene: ())
        record = held(make_twin(request(chosen), Budget()))["record"]
    assert [day["day"] for day in record["days"]] == ["2025-02-01"]


def test_of_a_briefing_each_scenario_is_as_the_page_has_it_on_its_usual_day_whatever_its_steps_show() -> None:
    world = cache.world()
    briefing = world.briefings["four-doors-to-the-sahel"]
    step = step_scene(briefing, 1, world)
    assert step.view.date
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cards, "KINDS", ())
        patch.setattr("components.handouts.one_file.content.by_hand", lambda scene: ())
        made = make_twin(request(step, briefing), Budget())
    record = held(made)["record"]
    days, found, wanted = [day["looks"] for day in record["days"]], {}, {}
    for row in record["scenarios"]:
        case = record["cases"][row["case"]]
        found[row["id"]] = with_changes(days[case["day"]], case["looks"])["operations"]
        wanted[row["id"]] = statuses(scene_of(replace(DEFAULT, scenario=(row["id"],)), world).impact)
    assert wanted.keys() == world.scenarios.keys()
    assert found == wanted
    assert "Each scenario is shown as of the day that it is about" in made.decode()


def test_a_card_that_a_case_does_not_name_is_as_it_is_without_it(present: Scene) -> None:
    pool = Pool()
    records = DayRecords(without_losses(present), pool)
    scene = with_tokens(present, frozenset({facility_token("khmeimim"), parse_token("over:TUR")}))
    case, world = records.case(scene), scene.world
    for name in (*world.facilities, *world.operations, *world.regions, *world.links):
        number = case["cards"].get(name, records.day["beside"].get(name, records.day["cards"][name]))
        kept = pool.html(number).replace(DAY_MARK, spoken_day(scene.day))
        assert kept == card_of(scene, name).replace(" style=", " data-style="), name
    for name in world.operations:
        pick = pool.values[case["picks"].get(name, records.day["picks"][name])]
        states = states_for(selecting(scene, name), Focus(serial=0, kind="record", target=name))
        assert pick == {part: states[part] for part in pick}


def selecting(scene: Scene, name: str) -> Scene:
    return replace(scene, view=replace(scene.view, sel=name))


LOOKS: tuple[dict[str, Any], ...] = (
    {},
    {"layers": frozenset(map(str, ALL_LAYERS)), "borders": Borders.DE_FACTO},
    {"layers": frozenset({"air_base", Layer.LINES.value, Layer.REGIONS.value})},
    {"layers": frozenset({Layer.OPERATIONS.value, Layer.EVENTS.value, Layer.CLOSURES.value})},
    {"layers": frozenset[str]()},
)


def test_whatever_is_shown_the_map_gets_the_states_that_the_server_would_send(
    present: Scene, path: Path, browser: Browser
) -> None:
    context = browser.new_context(offline=True, bypass_csp=True)
    page = opened(context, path)
    ask = "([name, choice]) => foothold.twin.states(name, { ...choice, layers: new Set(choice.layers) })"
    for tokens in ((), ("fac:khmeimim",)):
        scene = with_tokens(present, frozenset(map(parse_token, tokens)))
        for look in LOOKS:
            view = replace(scene.view, **look)
            wanted = json.loads(json.dumps(states_for(replace(scene, view=view), Focus(serial=0, kind="start"))))
            choice = {
                "sel": None,
                "layers": [*view.layers],
                "borders": view.borders,
                "theme": view.theme,
                "focus": None,
            }
            found = page.evaluate(ask, [f"0:{','.join(tokens)}", choice])
            assert {**found, "stamp": "", "focus": ""} == {**wanted, "stamp": "", "focus": ""}
    context.close()


# ---- what the file lets in ------------------------------------------------------------------------------------------


def test_the_policy_names_each_script_and_style_of_the_file_and_allows_nothing_else(file: bytes) -> None:
    text = file.decode()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert found is not None
    policy = dict(part.split(" ", 1) for part in found[1].replace("&#39;", "'").split("; "))
    assert policy.pop("default-src") == policy.pop("base-uri") == policy.pop("form-action") == "'none'"
    assert policy.pop("img-src") == "data:"
    for name in ("script", "style"):
        texts = re.findall(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
        hashes = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in texts]
        assert policy.pop(f"{name}-src").split() == [f"'sha256-{each}'" for each in hashes]
    assert not policy


def test_nothing_in_the_file_is_fetched_and_no_element_carries_code_or_style(file: bytes) -> None:
    record = held(file)["record"]
    said = [value for value in record["values"] if isinstance(value, str)]
    bare = re.sub(r"<(script|style)\b[^>]*>.*?</\1>", "", file.decode(), flags=re.DOTALL)
    for markup in (bare, *said):
        assert not re.search(r"<(?:link|iframe|object|embed|img|base|form)\b", markup)
        assert not re.search(r"<[^>]*\s(?:on\w+|style|src)=", markup)


def test_the_file_states_its_data_where_they_end_its_licence_and_the_day_it_was_made(
    file: bytes, present: Scene
) -> None:
    text, meta = file.decode(), present.world.meta
    said = (
        f"Data {meta.data_version}, facts to {meta.data_cutoff.spoken}. Facts CC BY 4.0; code MIT. Made on 23 Nov 2026."
    )
    assert said in text


@pytest.mark.parametrize("name", sorted(path.name for path in assets.PAGE_DIR.glob("*.js")))
def test_a_module_of_the_page_can_be_written_as_a_plain_script(name: str) -> None:
    text = as_script(name, (assets.PAGE_DIR / name).read_text(encoding="utf-8"))
    assert not re.search(r"^(?:import|export)\b", text, re.MULTILINE)


def test_what_changes_from_one_record_to_another_is_all_that_is_kept() -> None:
    before = {"a": {"x": 1, "y": 2, "z": {"deep": [1]}}, "b": [1], "c": 3}
    after = {"a": {"x": 1, "y": 5, "new": 6}, "b": [2], "c": 3}
    assert changes(before, after) == {"a": {"y": 5, "new": 6, "z": None}, "b": [2]}
    assert with_changes(before, changes(before, after)) == after
