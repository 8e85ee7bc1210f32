"""A view is cited with its day, its data and its link, and no citation breaks out of its entry."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.citing import Cited, cite_bibtex, cite_text
from geo.dates import PartialDate


def cited(*, title: str = "Bases lost", link: str = "https://example.org/?scenario=bases-lost") -> Cited:
    """Return a view of the eve of the offensive."""
    return Cited(
        title=title,
        day=date(2024, 11, 26),
        data_version="2026.1",
        facts_to="1 Sep 2026",
        link=link,
        accessed=date(2026, 11, 23),
    )


def test_a_sentence_names_title_day_data_link_and_when_it_was_opened() -> None:
    assert cite_text(cited()) == (
        "Foothold (2026): “Bases lost”, as of 26 Nov 2024. Data 2026.1, facts to 1 Sep 2026, CC BY 4.0."
        " https://example.org/?scenario=bases-lost (accessed 23 Nov 2026)."
    )


def test_an_entry_has_the_same_in_fields() -> None:
    assert cite_bibtex(cited()) == (
        "@misc{foothold-bases-lost-2024-11-26,\n"
        "  author = {{Foothold}},\n"
        "  title = {{Bases lost}},\n"
        "  year = {2026},\n"
        "  version = {2026.1},\n"
        "  url = {https://example.org/?scenario=bases-lost},\n"
        "  urldate = {2026-11-23},\n"
        "  note = {As of 26 Nov 2024; data 2026.1, facts to 1 Sep 2026, CC BY 4.0; accessed 23 Nov 2026}\n"
        "}\n"
    )


def test_a_briefing_is_cited_by_when_it_was_written_not_by_a_day_that_one_of_its_steps_shows() -> None:
    briefing = replace(cited(title="Two years on"), day=PartialDate("2025-11"))
    assert cite_text(briefing).startswith("Foothold (2025): “Two years on”, briefing of Nov 2025. Data 2026.1,")
    entry = cite_bibtex(briefing)
    assert entry.startswith("@misc{foothold-two-years-on-2025-11,\n")
    assert "  year = {2025},\n" in entry
    assert "note = {Briefing of Nov 2025; data 2026.1," in entry
    assert "2024" not in entry + cite_text(briefing)


def test_what_tex_would_read_as_a_command_is_written_out() -> None:
    entry = cite_bibtex(cited(title="50 % of {A} & B\\input"))
    assert r"title = {{50 \% of \{A\} \& B\textbackslash{}input}}" in entry


@settings(deadline=None, max_examples=50)
@given(st.text(), st.text())
def test_nothing_breaks_out_of_its_braces(title: str, rest: str) -> None:
    entry = cite_bibtex(cited(title=title, link=f"https://example.org/?{rest}"))
    bare = re.sub(r"\\[{}]", "", entry)
    depths = [bare[: at + 1].count("{") - bare[: at + 1].count("}") for at in range(len(bare))]
    assert depths[-1] == 0
    assert min(depths[bare.index("{") : -2]) > 0
