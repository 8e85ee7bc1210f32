"""A briefing is read from its file as it was written, and a damaged one is refused with every line that is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.briefing import LONGEST_CHARACTERS, Briefing, Step, parse_briefing, written
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


one_line = st.text().map(lambda text: " ".join(text.split()))
marks = st.sampled_from(["## Not a step", "##", "Sources: none", "Notes:", "+++", "`?`", "\\Notes:", "\\\\## x", "\r"])
passage = st.lists(st.text() | marks).map(
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
