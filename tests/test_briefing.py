"""A briefing is read from its file as it was written, and a damaged one is refused with every line that is wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.briefing import LONGEST, LONGEST_CHARACTERS, MOST_SOURCES, MOST_STEPS, Briefing, Step, written
from geo.briefing_file import parse_briefing
from geo.characters import legal
from geo.dates import PartialDate
from geo.errors import BriefingError
from tests.drawn_files import BRIEFING, good_files, row
from tests.faults import all_faults, loaded, only_fault, where

FILE = "hub.md"

FULL = """\
+++
title = "All about the hub"
author = "The school"
date = "2024-11"
data = "2026.1"
summary = \"\"\"
What the hub \\
is for.\"\"\"
+++

## The hub feeds one operation

`?date=2024-11-26&sel=hub`

Everything **passes** through it.

- by air
- by sea

Sources: first-source,
second-source

Notes:
The strip is *2,500 m* long.

## What is not known
`?`
A great deal.
"""


def read(text: str) -> Briefing:
    """Return the briefing that a file holds."""
    return parse_briefing(text, briefing_id="hub", file=FILE)


def faults_of(text: str) -> list[str]:
    """Return what is said of a damaged file, line by line."""
    with pytest.raises(BriefingError) as caught:
        read(text)
    return list(map(str, caught.value.faults))


def test_a_file_is_read_part_by_part() -> None:
    assert read(FULL) == Briefing(
        id="hub",
        order=0,
        title="All about the hub",
        author="The school",
        date=PartialDate("2024-11"),
        data="2026.1",
        summary="What the hub is for.",
        steps=(
            Step(
                title="The hub feeds one operation",
                view="date=2024-11-26&sel=hub",
                words="Everything **passes** through it.\n\n- by air\n- by sea",
                notes="The strip is *2,500 m* long.",
                sources=("first-source", "second-source"),
            ),
            Step(title="What is not known", view="", words="A great deal."),
        ),
    )


@pytest.mark.parametrize("text", [FULL.replace("\n", "\r\n"), f"\ufeff{FULL}", FULL.replace("\n", "\r")])
def test_what_editors_put_into_a_file_makes_no_difference(text: str) -> None:
    assert read(text) == read(FULL)


characters = st.text(max_size=100).map(legal)
one_line = characters.map(lambda text: " ".join(text.split()))
marks = st.sampled_from(["## Not a step", "##", "Sources: none", "Notes:", "+++", "`?`", "\\Notes:", "\\\\## x", "\r"])
passage = st.lists(characters | marks, max_size=20).map(
    lambda rows: "\n".join(rows).replace("\r\n", "\n").replace("\r", "\n").strip()
)
source_ids = st.lists(st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9})?", fullmatch=True), unique=True, max_size=4)
steps = st.builds(
    Step,
    title=one_line,
    view=st.text(st.characters(codec="ascii", exclude_characters="`? ", exclude_categories=["Cc"])),
    words=passage,
    notes=passage,
    sources=source_ids.map(tuple),
)
briefings = st.builds(
    Briefing,
    id=st.just("hub"),
    order=st.integers(-(10**9), 10**9),
    title=one_line,
    author=one_line,
    date=st.sampled_from(["2024", "2024-11", "2024-11-26"]).map(PartialDate),
    data=one_line,
    summary=one_line,
    steps=st.lists(steps, max_size=4).map(tuple),
)


@given(briefings)
def test_what_is_written_is_read_again(briefing: Briefing) -> None:
    assert read(written(briefing)) == briefing


@given(st.text() | st.text().map(lambda tail: FULL + tail))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        assert isinstance(read(text), Briefing)
    except BriefingError as error:
        assert error.faults


@pytest.mark.parametrize(
    ("there", "instead", "faults"),
    [
        ("+++\ntitle", "title", ["hub.md line 1: is not `+++`. Begin the file with"]),
        ("+++\n\n## The", "## The", ["hub.md line 1: is not closed by a second `+++`. Begin the file with"]),
        ('"2026.1"', "2026 1", ["hub.md line 1: is not TOML: Expected newline"]),
        ('"2024-11"', "2024-11-26", ["hub.md line 4 date: is `2024-11-26`, not a date. Write YYYY"]),
        ('author = "The school"\n', "", ["hub.md line 1 author: is missing. Add it: who wrote it"]),
        ("author", "auhtor", ["hub.md line 3 auhtor: is not a field of this record. Did you mean `author`?"]),
        ("+++\n\n##", "+++\nHello\n##", ["hub.md line 10: stands before the first step. Put `## ` and a title"]),
        ("`?`\n", "", ["hub.md line 26: `What is not known` has no view. Write the view in backticks"]),
        ("`?`", "`?a b`", ["hub.md line 26: `What is not known` has no view."]),
        ("\n`?`\nA great deal.\n", "", ["hub.md line 26: `What is not known` has no view."]),
        ("Sources: first", "Sources: The Paper, first", ["hub.md line 20: names `The Paper`, no id. Write the ids"]),
        ("second-source", "first-source", ["hub.md line 20: names `first-source` twice. Write"]),
        ("second-source", "", ["hub.md line 20: names ``, no id."]),
        ("The strip is", "Sources: paper\nThe strip is", ["hub.md line 24: `Sources:` stands below `Notes:`. Write"]),
        ("The strip is", "Notes: The strip is", ["hub.md line 24: `Notes:` stands below `Notes:`. Write"]),
    ],
)
def test_a_fault_says_its_line_and_what_to_do(there: str, instead: str, faults: list[str]) -> None:
    assert FULL.count(there) == 1
    said = faults_of(FULL.replace(there, instead))
    assert len(said) == len(faults)
    assert all(expected in fault for expected, fault in zip(faults, said, strict=True))


def test_every_fault_of_a_file_is_told_from_its_head_down() -> None:
    said = faults_of(FULL.replace("2024-11", "soon").replace("`?", "").replace("first-source", "The Paper"))
    assert [fault.split(":")[0] for fault in said] == [f"{FILE} line {n}" for n in ("4 date", 11, 20, 26)]


def test_the_line_of_broken_toml_is_that_of_the_file() -> None:
    (said,) = faults_of(FULL.replace('"The school"', "The school"))
    assert "at line 3, column 10" in said


@pytest.mark.parametrize("value", ["[" * 10_000, "9" * 5_000])
def test_a_hostile_head_is_refused_in_words(value: str) -> None:
    (said,) = faults_of(FULL.replace('"2026.1"', value))
    assert said.startswith("hub.md line 1: ")


@pytest.mark.parametrize(
    ("there", "instead", "fault"),
    [
        ("All about the hub", "x" * 201, "line 2 title: has 201 characters; 200 are allowed. Make it shorter"),
        ("The school", "x" * 121, "line 3 author: has 121 characters; 120 are allowed"),
        ("What the hub", "x" * 601, "line 6 summary: has 609 characters; 600 are allowed"),
        ("The hub feeds one operation", "x" * 201, "line 11: its title has 201 characters; 200 are allowed"),
        ("A great deal.", "x" * 4001, "line 26: its words have 4001 characters; 4000 are allowed"),
        ("The strip is", "x" * 12001, "line 11: its notes have 12017 characters; 12000 are allowed"),
        ("date=2024-11-26", "x" * 8001, "line 11: its view has 8009 characters; 8000 are allowed"),
    ],
)
def test_a_text_that_nobody_could_show_is_refused(there: str, instead: str, fault: str) -> None:
    (said,) = faults_of(FULL.replace(there, instead))
    assert said.startswith(f"hub.md {fault}")


def test_what_is_as_long_as_it_may_be_is_read() -> None:
    text = FULL.replace("A great deal.", "x" * LONGEST["words"]).replace("All about the hub", "x" * LONGEST["title"])
    assert len(read(text).steps[1].words) == LONGEST["words"]


def test_more_sources_or_steps_than_anybody_reads_are_one_fault() -> None:
    ids = ", ".join(f"s{number}" for number in range(MOST_SOURCES + 1))
    (said,) = faults_of(FULL.replace("first-source", ids))
    assert said.startswith(f"hub.md line 20: names {MOST_SOURCES + 2} sources; {MOST_SOURCES} are allowed")
    (said,) = faults_of(FULL + "## More\n`?`\n" * (MOST_STEPS - 1))
    assert said == f"hub.md line {29 + 2 * (MOST_STEPS - 2)}: holds 61 steps; 60 are allowed. Split it in two"


def work(text: str) -> int:
    """Return how many calls it takes to read a file, or to refuse it."""
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        read(text)
    except BriefingError:
        pass
    finally:
        sys.setprofile(None)
    return calls


HEAD = FULL[: FULL.index("## ")]
STEP = "## One\n`?`\n"


@pytest.mark.parametrize(
    "hostile",
    [
        lambda n: HEAD + STEP + "Sources: " + ",".join(f"s{number}" for number in range(n)),
        lambda n: HEAD + STEP + "Sources: " + ",".join(["X"] * n),
        lambda n: HEAD + STEP + "x\n" * n + "Sources: " + ",".join(f"X{number}" for number in range(n)),
        lambda n: HEAD + STEP + "Notes:\n" * n,
        lambda n: HEAD + STEP * n,
        lambda n: HEAD + "##\n" * n,
        lambda n: HEAD + STEP + "\\" * n + "## x",
        lambda n: "+++\n" + "".join(f"a{number} = 1\n" for number in range(n)) + "+++\n" + STEP,
        lambda n: "+++\n" + "a." * n + "a = 1\n+++\n" + STEP,
        lambda n: "+++\n" + "[[a]]\n" * n + "+++\n" + STEP,
        lambda n: "+++\n" * n,
    ],
)
def test_a_hostile_file_takes_no_more_work_than_in_proportion_to_its_length(hostile: Callable[[int], str]) -> None:
    short, long = (work(hostile(n)) for n in (2_000, 8_000))
    assert long < 5 * short


def test_characters_that_no_document_can_hold_are_left_out_wherever_they_stand() -> None:
    bad = "\x00\x0b\x1b\ufffe\uffff"
    text = FULL.replace("The hub feeds", f"The{bad} hub feeds").replace("A great", f"A{bad} great")
    text = text.replace("The strip", f"The{bad} strip").replace("The school", "The\\uFFFF \\u0007school")
    assert read(text.replace("sel=hub", f"sel={bad}hub")) == read(FULL)


def test_a_file_that_is_too_long_is_refused_before_it_is_read() -> None:
    (said,) = faults_of(FULL + "x" * LONGEST_CHARACTERS)
    assert said == f"hub.md: holds {len(FULL) + LONGEST_CHARACTERS} characters; 200000 are allowed. Split it in two"


def test_a_world_has_its_briefings_in_the_order_of_the_screen() -> None:
    files = good_files()
    files["briefings/first-of-all.md"] = BRIEFING.replace("order = 10", "order = 5")
    assert list(loaded(files).briefings) == ["first-of-all", "all-about-the-hub"]


NAME = "briefings/all-about-the-hub.md"


@pytest.mark.parametrize(
    ("there", "instead", "field", "problem"),
    [
        ("first-source", "frist-source", "steps[0].sources[0]", "`frist-source` is not defined"),
        ("Everything passes through it.\n", "", "steps[0].words", "is empty"),
        ("The school", "", "author", "is empty"),
        (BRIEFING[BRIEFING.index("## ") :], "", "steps", "is empty"),
    ],
)
def test_a_briefing_that_cannot_be_given_is_a_fault_of_the_data(
    there: str, instead: str, field: str, problem: str
) -> None:
    files = good_files()
    assert BRIEFING.count(there) == 1
    files[NAME] = BRIEFING.replace(there, instead)
    fault = only_fault(files)
    assert (where(fault), fault.problem) == ((NAME, "all-about-the-hub", field), problem)


def test_a_damaged_briefing_is_a_fault_of_the_data_with_its_line() -> None:
    files = good_files()
    files[NAME] = BRIEFING.replace("`?date", "?date")
    assert where(only_fault(files)) == (NAME, "", "line 9")


def test_a_briefing_that_is_no_text_is_a_fault_of_the_data() -> None:
    files = good_files()
    files[NAME] = b"+++\n\xff"
    assert only_fault(files).problem == "is not UTF-8 in line 2"


def test_two_briefings_have_a_place_each() -> None:
    files = good_files()
    files["briefings/another.md"] = BRIEFING
    (fault,) = all_faults(files)
    assert fault.problem == "is 10, the place of `all-about-the-hub`"


def test_a_briefing_and_a_scenario_may_have_the_same_place_but_not_the_same_id() -> None:
    files = good_files()
    assert row(files, "regions", "south")
    files["briefings/hub-lost.md"] = files.pop(NAME)
    assert only_fault(files).problem == "`hub-lost` already names one of the scenarios"
