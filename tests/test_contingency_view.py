"""The Contingency page: what it ranks, what a click on it does, and what can be taken along from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from components import cache, state
from components.contingency import downloads
from components.contingency.acts import WHY, acts_of
from components.contingency.downloads import TABLES, file_name, file_of
from components.contingency.grades import grade_acts
from components.contingency.parts import PARTS
from components.contingency.scenario import NONE_IN_DOUBT
from components.contingency.study import LARGEST, SMALLEST, Study
from components.contingency.top import HEADLINES
from components.credences import credence_text, with_end
from components.view import DEFAULT, USUAL_CREDENCE, MatrixOrder, Part, View
from geo.credence import Credence
from geo.impact import assess
from geo.results import SupportStatus
from geo.scenario import TokenKind, parse_token
from geo.world import World
from tests.reading import read
from tests.scenes import scene_in
from tests.worlds import draw, facility, lose

TODAY = date(2026, 9, 1)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What clicks chose, flags and refusals included, in place of a session."""
    known: dict[str, Any] = {"flags": set[str](), "refused": ""}
    monkeypatch.setattr(state, "choose", lambda **changes: known.update(changes))
    monkeypatch.setattr(state, "look_at", lambda *wish: known.update(look=wish))
    monkeypatch.setattr(state, "flag", lambda key: key in known["flags"])
    monkeypatch.setattr(state, "set_flag", lambda key, *, value: known.update(flags={key} if value else set()))
    monkeypatch.setattr(state, "refuse", lambda words: known.update(refused=words))
    monkeypatch.setattr(state, "refused", lambda: known["refused"])
    monkeypatch.setattr(state, "view", lambda: known.get("view", DEFAULT))
    yield known


def study_of(world: World, patch: pytest.MonkeyPatch, **view: Any) -> Study:
    return Study(scene=scene_in(world, patch, **view))


def page(study: Study, part: Part) -> str:
    return PARTS[part](study)


# ---- every part ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("view", [{}, {"date": TODAY, "scenario": ("bases-lost",)}, {"date": date(1995, 1, 1)}])
def test_every_part_has_a_sentence_and_draws(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any], part: Part, view: dict[str, Any]
) -> None:
    study = study_of(world, monkeypatch, **view)
    assert HEADLINES[part](study).endswith((".", "?"))
    assert read(page(study, part)).plain


@pytest.mark.parametrize("part", Part)
def test_a_world_in_which_nothing_runs_is_answered_in_words(
    monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any], part: Part
) -> None:
    study = study_of(draw("gate -airlift/air-> hub"), monkeypatch)
    assert HEADLINES[part](study)
    assert read(page(study, part)).plain


def test_names_from_the_data_never_become_markup(monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]) -> None:
    hostile = facility("hub", name="<b>Hub</b>")
    small = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, facilities=[hostile])
    study = study_of(small, monkeypatch)
    for part in Part:
        assert "<b>Hub" not in page(study, part)
    assert "<b>Hub</b>" in read(page(study, Part.SINGLES)).plain


# ---- single losses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", [date(2024, 11, 26), TODAY])
def test_each_row_costs_what_the_status_of_every_operation_says(
    world: World, monkeypatch: pytest.MonkeyPatch, day: date
) -> None:
    study = study_of(world, monkeypatch, date=day)
    for loss in study.singles:
        worse = assess(study.scene.net, loss.tokens).worsened
        assert set(loss.unsupported) == set(worse[SupportStatus.UNSUPPORTED])
        assert set(loss.paper) == set(worse[SupportStatus.PAPER])
        assert set(loss.strained) == set(worse[SupportStatus.STRAINED])


def test_the_worst_comes_first_and_facilities_are_drawn_by_what_they_cost(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_of(world, monkeypatch)
    costs = [loss.cost for loss in study.singles]
    assert costs == sorted(costs, reverse=True)
    assert max(study.sizes.values()) == study.sizes["khmeimim"] == LARGEST
    assert min(study.sizes.values()) > SMALLEST


def test_a_region_shows_its_own_losses_only(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    names = read(page(study_of(world, monkeypatch, among="levant"), Part.SINGLES)).plain
    assert "Khmeimim" in names
    assert "Armenia's consent" not in names


def test_gateways_are_ranked_only_if_asked_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def ranked(**view: Any) -> set[str]:
        return {token.name for loss in study_of(world, monkeypatch, **view).singles for token in loss.tokens}

    gateways = {row.id for row in world.facilities.values() if row.role == "gateway"}
    assert not ranked() & gateways
    assert ranked(gateways=True) & gateways


def test_only_the_kinds_asked_for_are_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(world, monkeypatch, kinds=frozenset({TokenKind.HOST}))
    assert {token.kind for loss in study.singles for token in loss.tokens} == {TokenKind.HOST}


def test_on_top_of_a_scenario_its_own_losses_are_no_rows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(world, monkeypatch, scenario=("bases-lost",), ontop=True)
    assert not {token for loss in study.singles for token in loss.tokens} & study.scene.tokens
    assert "with Khmeimim and Tartus lost" in HEADLINES[Part.SINGLES](study)


def test_a_row_says_why_once_it_is_asked(world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]) -> None:
    study = study_of(world, monkeypatch)
    closed = page(study, Part.SINGLES)
    chosen["flags"] = {f"{WHY}fac:tartus"}
    opened = read(page(study, Part.SINGLES)).plain
    assert len(opened) > len(read(closed).plain)
    assert "sealift" in opened


# ---- pairs and triples --------------------------------------------------------------------------------------------


def test_a_field_of_the_matrix_costs_what_losing_both_does(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(world, monkeypatch)
    cells = [cell for row in study.matrix.cells[:4] for cell in row[:6] if cell]
    for cell in cells:
        worse = assess(study.scene.net, cell.tokens).worsened
        gone = len(worse[SupportStatus.UNSUPPORTED]) + len(worse[SupportStatus.PAPER])
        assert cell.cost == gone + len(worse[SupportStatus.STRAINED]) / 2


@pytest.mark.parametrize("order", MatrixOrder)
def test_the_matrix_holds_the_same_fields_in_any_order(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any], order: MatrixOrder
) -> None:
    shown = read(page(study_of(world, monkeypatch, sort=order), Part.PAIRS)).values("open")
    usual = read(page(study_of(world, monkeypatch), Part.PAIRS)).values("open")
    assert sorted(shown) == sorted(usual)


# ---- clicks -------------------------------------------------------------------------------------------------------


def test_a_click_on_a_row_takes_it_away_and_a_second_gives_it_back(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    acts_of(scene_in(world, monkeypatch))["toggle"]("fac:khmeimim")
    assert chosen["lost"] == (parse_token("fac:khmeimim"),)
    assert chosen["look"] == ("sight", "khmeimim")
    chosen["view"] = View(lost=chosen["lost"])
    acts_of(scene_in(world, monkeypatch, lost=("fac:khmeimim",)))["toggle"]("fac:khmeimim")
    assert chosen["lost"] == ()


def test_a_pair_opens_in_place_of_the_scenario(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    chosen["view"] = View(scenario=("iraq-and-iran-close",))
    scene = scene_in(world, monkeypatch, scenario=("iraq-and-iran-close",))
    acts_of(scene)["open"]("fac:al-khadim,host:syria-government")
    assert (chosen["scenario"], set(chosen["lost"])) == ((), lose("al-khadim", "host:syria-government"))
    assert chosen["date"] == scene.day


def test_on_top_of_a_scenario_a_pair_is_added_to_it(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    chosen["view"] = View(ontop=True, scenario=("bases-lost",))
    acts_of(scene_in(world, monkeypatch, scenario=("bases-lost",), ontop=True))["open"]("fac:al-khadim")
    assert "scenario" not in chosen
    assert set(chosen["lost"]) == lose("al-khadim")


@pytest.mark.parametrize("text", ["", "nonsense", "fac:", "<script>", "fac:no-such-place", "over:ZZZ"])
def test_a_broken_click_changes_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any], text: str
) -> None:
    acts = acts_of(scene_in(world, monkeypatch))
    for act in ("toggle", "open", "kind", "part", "sort", "among"):
        acts[act](text)
    assert {"lost", "scenario", "part", "sort"}.isdisjoint(chosen)
    assert chosen.get("kinds", DEFAULT.kinds) == DEFAULT.kinds
    assert chosen.get("among") is None


def test_the_last_kind_of_loss_cannot_be_switched_off(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    chosen["view"] = View(kinds=frozenset({TokenKind.HOST}))
    acts = acts_of(scene_in(world, monkeypatch))
    acts["kind"]("host")
    assert "kinds" not in chosen
    acts["kind"]("fac")
    assert chosen["kinds"] == {TokenKind.HOST, TokenKind.FACILITY}


# ---- likelihood ---------------------------------------------------------------------------------------------------


def test_a_changed_range_is_kept_and_one_that_cannot_be_is_refused_in_words(chosen: dict[str, Any]) -> None:
    acts = grade_acts()
    acts["grade-2-low"]("70")
    assert credence_text(chosen["credence"]).split(",")[1] == "70-95"
    for text, said in (
        ("120", "is not allowed"),
        ("97", "is upside down"),
        ("50", "would get more"),
        ("lots", "Write a number"),
    ):
        acts["grade-2-low"](text)
        assert said in chosen["refused"]


def test_better_reports_make_support_likelier(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    usual = study_of(world, monkeypatch).chances["mali-africa-corps"].minimum.point
    sure = Credence(**{name: Credence().confirmed for name in ("confirmed", "probably_true", "possibly_true")})
    assert study_of(world, monkeypatch, credence=sure).chances["mali-africa-corps"].minimum.point > usual


def test_an_operation_is_shown_with_its_range_its_confidence_and_what_it_hangs_on(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    shown = read(page(study_of(world, monkeypatch, sel="mali-africa-corps"), Part.OPERATIONS)).plain
    for words in (
        "In this model",
        "Confidence in the sources is",
        "What would change this answer most",
        "Taken as given",
    ):
        assert words in shown


# ---- to take along ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scenario", ["bases-lost", "atlantic-doors-close", "iraq-and-iran-close"])
def test_of_those_made_worse_the_least_certain_is_spoken_of_and_any_other_can_be_chosen(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any], scenario: str
) -> None:
    study = study_of(world, monkeypatch, scenario=(scenario,), part=Part.SCENARIO)
    in_doubt = {name: study.chances[name].spread for name in study.worse if study.chances[name].spread}
    assert bool(in_doubt) == (scenario != "bases-lost")
    assert study.chosen == max(in_doubt, key=lambda name: in_doubt[name], default=None)
    words = page(study, Part.SCENARIO)
    assert (NONE_IN_DOUBT in words) == (study.chosen is None)
    assert all(f'<option value="{name}"' in words for name in study.chances)


def test_the_operation_that_is_selected_is_the_one_spoken_of(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(world, monkeypatch, scenario=("bases-lost",), part=Part.SCENARIO, sel="mali-africa-corps")
    assert study.chosen == "mali-africa-corps"
    assert NONE_IN_DOUBT not in page(study, Part.SCENARIO)


@pytest.mark.parametrize(("part", "name"), [(part, name) for part in TABLES for name in TABLES[part]])
def test_every_table_can_be_taken_along_and_read_back(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any], part: Part, name: str
) -> None:
    study = study_of(world, monkeypatch, scenario=("bases-lost",))
    text = file_of(study, TABLES[part][name]).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) > 1 or name == "Tornado"


def test_a_file_says_in_its_name_what_makes_it_differ(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def called(**view: Any) -> str:
        return file_name(study_of(world, monkeypatch, **view), "Blame").removeprefix("foothold-blame-2024-11-26")

    assert called() == ".csv"
    assert called(scenario=("bases-lost",)) == ".csv"
    assert called(scenario=("bases-lost",), ontop=True) == "-other-losses-with-bases-lost.csv"
    assert called(scenario=("bases-lost",), part=Part.SCENARIO) == "-with-bases-lost.csv"
    assert called(lost=("fac:tartus",), part=Part.SCENARIO) == "-with-1-lost.csv"
    assert called(among="levant") == "-levant.csv"
    assert called(credence=with_end(USUAL_CREDENCE, 3, low=60)) == "-changed-ranges.csv"


def test_operations_are_seen_as_they_are_unless_the_scenario_is_put_below_them(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    def sustained(**view: Any) -> str:
        study = study_of(world, monkeypatch, part=Part.OPERATIONS, sel="mali-africa-corps", **view)
        return page(study, Part.OPERATIONS)

    assert sustained() == sustained(scenario=("bases-lost",))
    assert sustained() != sustained(scenario=("bases-lost",), ontop=True)
    assert "taken away now" in sustained(lost=("fac:khmeimim",))


def test_changed_ranges_are_said_wherever_a_likelihood_is(
    world: World, monkeypatch: pytest.MonkeyPatch, chosen: dict[str, Any]
) -> None:
    changed = with_end(USUAL_CREDENCE, 3, low=60)
    for part in (Part.OPERATIONS, Part.SCENARIO):
        for credence in (USUAL_CREDENCE, changed):
            view = {"scenario": ("iraq-and-iran-close",), "part": part, "credence": credence}
            words = page(study_of(world, monkeypatch, **view), part)
            assert ("were changed" in words) == (credence == changed)


def test_every_part_offers_a_table() -> None:
    assert set(downloads.TABLES) >= set(Part) - {Part("own")} if "own" in set(Part) else set(Part)


def test_the_example_of_a_day_says_what_the_engine_says(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in (date(2024, 11, 26), TODAY):
        scene = scene_in(world, monkeypatch, date=day)
        example = cache.example(*scene.key[:3])
        assert example is not None
        for row in example.rows:
            assert assess(scene.net, row.tokens).operations[example.operation].status is row.status
