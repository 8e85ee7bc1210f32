"""Exercises say what is lost and what is asked; what is right is read off what the engine computes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components import cache
from components.learn.trial import exercise_view
from components.scene import scene_of
from components.view import is_day_allowed
from geo.dates import PartialDate
from geo.exercise import Exercise
from geo.impact import assess
from geo.predictions import Answer, Fate, answers, score, score_words, taken_away
from geo.results import SupportStatus
from geo.scenario import parse_token
from geo.world import World
from tests.drawn_files import EXERCISES, good_files
from tests.faults import all_faults, loaded, only_fault, where
from tests.worlds import draw, lose, net_of, operation

FILE = "exercises/south.toml"
AIR = "gate -airlift/air-> hub -airlift/air-> op"


def files_with(text: str) -> dict[str, object]:
    """Return good files with other exercises."""
    return good_files() | {FILE: text}


# ---- the file -----------------------------------------------------------------------------------------------------


def test_an_exercise_is_read_with_the_region_of_its_file() -> None:
    exercise = loaded(good_files()).exercises["what-of-op"]
    assert (exercise.region, exercise.asked, exercise.scenarios) == ("south", ("op",), ("hub-lost",))
    assert exercise.lost == {parse_token("gate")}


@pytest.mark.parametrize(
    ("old", "new", "field", "problem"),
    [
        ('lost = ["fac:gate"]', 'lost = ["fac:"]', "lost[0]", "`fac:` is no token"),
        ('lost = ["fac:gate"]', 'lost = ["fac:gaet"]', "lost", "`gaet` is not defined"),
        ('asked = ["op"]', 'asked = ["hub"]', "asked[0]", "`hub` is one of the facilities, not of the operations"),
        ('scenarios = ["hub-lost"]', 'scenarios = ["hub-gone"]', "scenarios[0]", "`hub-gone` is not defined"),
        ('title = "The hub is lost"\n', "", "title", "is missing"),
    ],
)
def test_one_thing_wrong_is_one_fault(old: str, new: str, field: str, problem: str) -> None:
    assert old in EXERCISES
    fault = only_fault(files_with(EXERCISES.replace(old, new)))
    assert where(fault) == (FILE, "what-of-op", field)
    assert fault.problem.startswith(problem)


def test_an_exercise_that_takes_nothing_away_is_refused() -> None:
    text = EXERCISES.replace('scenarios = ["hub-lost"]\n', "").replace('lost = ["fac:gate"]\n', "")
    assert only_fault(files_with(text)).problem == "takes nothing away"


def test_what_stands_outside_of_an_exercise_is_told_beside_all_else() -> None:
    faults = all_faults(files_with('order = 1\n[[exercise]]\nid = "x"\n'))
    assert ("order", "stands outside of an exercise") in {(fault.field, fault.problem) for fault in faults}
    assert {"title", "question", "date"} <= {fault.field for fault in faults}


def test_a_region_that_is_not_there_is_told() -> None:
    files = good_files()
    files["exercises/nowhere.toml"] = files.pop(FILE)
    assert only_fault(files).problem == "`nowhere` is not defined"


# ---- what is right ------------------------------------------------------------------------------------------------


def drawn() -> World:
    """Three operations: one hangs on the hub, one has a second hub, one wants the hub only as a support."""
    return draw(
        AIR,
        "hub -airlift/air-> spare",
        "hub -repair/road-> aided",
        "gate -airlift/air-> other -airlift/air-> spare",
        "other -airlift/air-> aided",
        needs={"op": "airlift/air", "spare": "airlift/air", "aided": ["airlift/air", "repair/road?"]},
        operations=[operation("undocumented", "sealift/sea")],
    )


def exercise(*lost: str, asked: tuple[str, ...] = ()) -> Exercise:
    """Return an exercise that takes facilities away."""
    words = {"id": "e", "region": "land", "title": "", "question": "", "hint": "", "date": PartialDate("2024-11-26")}
    return Exercise(**words, scenarios=(), lost=lose(*lost), asked=asked)  # type: ignore[arg-type]


def fates(world: World, row: Exercise) -> dict[str, Fate]:
    """Return what is right, by operation."""
    return {each.operation: each.fate for each in answers(row, world, assess(net_of(world), taken_away(row, world)))}


def test_the_fates_are_those_of_the_engine_and_what_is_not_documented_is_not_asked() -> None:
    assert fates(drawn(), exercise("hub")) == {"op": Fate.LOSES, "spare": Fate.KEEPS, "aided": Fate.STRAINED}


def test_an_exercise_asks_in_its_own_order_and_only_of_what_it_names() -> None:
    assert list(fates(drawn(), exercise("hub", asked=("spare", "op")))) == ["spare", "op"]


def test_what_was_strained_before_can_stay_so_or_lose_but_not_become_so() -> None:
    world = draw(AIR, needs={"op": "airlift/air"}, states={"hub": "reduced"})
    (row,) = answers(exercise("gate"), world, assess(net_of(world), lose("gate")))
    assert (row.baseline, row.fate, row.choices) == (SupportStatus.STRAINED, Fate.LOSES, (Fate.KEEPS, Fate.LOSES))


# ---- the score ----------------------------------------------------------------------------------------------------


def answer(name: str, fate: Fate) -> Answer:
    """Return a right answer; its statuses play no part in a score."""
    return Answer(
        operation=name,
        baseline=SupportStatus.SUSTAINED,
        status=SupportStatus.SUSTAINED,
        fate=fate,
        choices=tuple(Fate),
    )


RIGHT = (answer("op", Fate.LOSES), answer("spare", Fate.KEEPS), answer("aided", Fate.STRAINED))


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ({"op": "loses", "spare": "keeps", "aided": "strained"}, "All 3 right."),
        ({}, "None of 3 right. 3 not marked: Mission in Op, "),
        ({"op": "strained"}, "None of 3 right. Missed or misjudged: Mission in Op. 2 not marked: "),
        (
            {"op": "loses", "spare": "loses", "aided": "keeps"},
            "1 of 3 right. Missed or misjudged: Mission in Aided. No",
        ),
        (
            {"op": "strained", "spare": "keeps", "aided": "strained"},
            "2 of 3 right. Missed or misjudged: Mission in Op.",
        ),
    ],
)
def test_a_score_says_what_was_missed_and_what_was_feared(marks: dict[str, str], words: str) -> None:
    found = score(RIGHT, {name: Fate(fate) for name, fate in marks.items()})
    assert score_words(found, drawn()).startswith(words)


@given(marks=st.dictionaries(st.sampled_from(["op", "spare", "aided", "other"]), st.sampled_from(list(Fate))))
def test_every_operation_is_right_wrong_or_unmarked_and_only_one_of_them(marks: dict[str, Fate]) -> None:
    found = score(RIGHT, marks)
    assert sorted((*found.right, *found.wrong, *found.unmarked)) == ["aided", "op", "spare"]
    assert set(found.unmarked) == {"op", "spare", "aided"} - marks.keys()
    assert {*found.missed, *found.feared} <= {*found.wrong, *found.unmarked}


# ---- the exercises of data/ ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def facts() -> World:
    """The facts as the page has them, for its caches."""
    return cache.world()


def test_every_region_that_has_operations_has_five_exercises(facts: World) -> None:
    regions = [row.region for row in facts.operations.values()]
    counts = {region: sum(row.region == region for row in facts.exercises.values()) for region in regions}
    assert set(counts.values()) == {5}
    assert {row.region for row in facts.exercises.values()} == set(counts)


def test_no_exercise_has_an_answer_that_could_be_given_without_thinking(facts: World) -> None:
    trivial = {}
    for row in facts.exercises.values():
        found = answers(row, facts, scene_of(exercise_view(row), facts).impact)
        different = {each.fate for each in found}
        if len(different) < 2 or (row.asked and [each.operation for each in found] != [*row.asked]):
            trivial[row.id] = [(each.operation, each.fate.value) for each in found]
    assert trivial == {}


def test_every_exercise_is_of_a_day_that_the_page_can_show_and_fits_the_screen(facts: World) -> None:
    for row in facts.exercises.values():
        assert is_day_allowed(row.date.first, facts), row.id
        assert row.date.first == row.date.last, row.id
        assert len(row.title) <= 42 and len(row.question) <= 260 and len(row.hint) <= 140, row.id
        assert row.question.endswith(("?", ".")) and row.hint.endswith(("?", ".")), row.id


def test_exercises_of_a_region_are_all_different(facts: World) -> None:
    asked = [(row.date, taken_away(row, facts), row.asked, row.region) for row in facts.exercises.values()]
    assert len(set(asked)) == len(asked)


def test_the_view_of_an_exercise_keeps_how_the_map_looks_and_nothing_else_of_what_is_chosen(facts: World) -> None:
    row = next(iter(facts.exercises.values()))
    plain = exercise_view(row)
    chosen = replace(plain, lost=(parse_token("gyumri-102"),), reported=True, sel="tartus")
    assert exercise_view(row, chosen) == replace(plain, sel="tartus")
