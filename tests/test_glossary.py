"""The glossary has the words of the page, and a word opens its meaning where it stands."""

from __future__ import annotations

from collections import Counter

import pytest

from components import style
from components.cards.operation import FLAG_WORDS
from components.markup import html
from geo.glossary import by_form
from geo.world import World
from tests.drawn_files import GLOSSARY, good_files
from tests.faults import all_faults, loaded, only_fault
from tests.reading import read

PAGE = "term.html"


def files_with(text: str) -> dict[str, object]:
    """Return good files with another glossary."""
    return good_files() | {"glossary.toml": text}


def test_a_word_is_found_by_every_way_of_writing_it() -> None:
    terms = by_form(loaded(good_files()).glossary.values())
    assert terms["gateways"] is terms["gateway"]
    assert set(terms) == {"hub", "gateway", "gateways"}


def test_a_word_that_is_pointed_to_but_not_there_is_told() -> None:
    fault = only_fault(files_with(GLOSSARY.replace('see = ["gateway-word"]', 'see = ["gatway-word"]')))
    assert (fault.file, fault.field) == ("glossary.toml", "see[0]")
    assert "Did you mean `gateway-word`?" in fault.remedy


def test_what_stands_outside_of_a_term_is_told_beside_all_else() -> None:
    faults = all_faults(files_with('word = 1\n[[term]]\nid = "x"\n'))
    assert {"word", "term", "group", "meaning"} <= {fault.field for fault in faults}


def test_no_way_of_writing_stands_for_two_words(world: World) -> None:
    forms = Counter(form.casefold() for term in world.glossary.values() for form in (term.term, *term.forms))
    assert [form for form, count in forms.items() if count > 1] == []


@pytest.mark.parametrize(
    "word",
    [
        *style.STATUS_WORD.values(),
        *style.WEIGHT_WORD.values(),
        *style.ROLE_WORD.values(),
        *(title for title, _ in FLAG_WORDS.values()),
        *("base", "access agreement", "logistics hub", "region of influence", "consent", "authority", "overflight"),
        *("passage", "grade", "reliability", "credibility", "likelihood", "reported", "inferred", "minimal cut set"),
        *("redundancy", "synergy", "Shapley share", "baseline", "scenario", "confidence"),
    ],
)
def test_the_words_of_the_page_have_their_meaning(world: World, word: str) -> None:
    assert word.casefold() in by_form(world.glossary.values())


def test_a_meaning_is_short_enough_to_open_beside_its_word(world: World) -> None:
    assert {term.id: len(term.meaning) for term in world.glossary.values() if len(term.meaning) > 170} == {}
    assert all(term.meaning.endswith(".") for term in world.glossary.values())


def test_a_word_that_is_known_opens_and_hostile_text_stays_text(world: World) -> None:
    term = by_form(world.glossary.values())["gateway"]
    reading = read(html(PAGE, term=term, word="<b>gateway</b>"))
    assert (reading.tags, reading.plain) == (["button"], "<b>gateway</b>")


def test_a_word_that_is_not_known_stays_as_it_is() -> None:
    counts = [("lost", 5, "lose support"), ("kept", 3, "<i>no word</i>")]
    reading = read(html("answer.html", headline="", counts=counts, already="", stamp=""))
    assert reading.plain.startswith("5lose support 3<i>no word</i>")
    assert reading.tags.count("button") == 2, "the word that is known, and the way past the map"
