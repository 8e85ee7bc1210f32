"""Markdown becomes HTML that cannot harm a page, and paragraphs that say the same."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.markdown import Paragraph, ParagraphKind, Run, paragraphs, to_html

TAGS = frozenset({"p", "strong", "em", "a", "br", "ul", "ol", "li", "blockquote", "pre", "code", "hr"})
"""What words may become; no heading is among them, nor anything that loads or runs."""

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHN2Zz4=)",
    "[x](//evil.example)",
    "<javascript:alert(1)>",
    '[x](https://a.example/"onmouseover="alert(1) "t")',
    "[x]: https://a.example",
    "# Big",
    "Under\n---",
    "- a\n  1. b",
    "> q",
    "    code <b>",
    "`<b>`",
    "**b *i* b**",
    "&lt;b&gt; &amp;",
)


class Seen(HTMLParser):
    """Tags, attributes and characters of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.characters = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.characters += data


any_words = st.lists(st.text() | st.sampled_from(HOSTILE), max_size=6).map("\n\n".join)


@given(any_words)
def test_no_words_become_more_than_words(text: str) -> None:
    seen = Seen(to_html(text))
    assert set(seen.tags) <= TAGS
    assert {(tag, name) for tag, name, _ in seen.attributes} <= {
        *(("a", "href"), ("a", "target"), ("a", "rel"), ("ol", "start"), ("code", "class"))
    }
    assert all(
        value and value.lower().startswith(("http://", "https://")) for _, n, value in seen.attributes if n == "href"
    )


@given(any_words)
def test_paragraphs_say_what_the_html_says(text: str) -> None:
    said = "".join(paragraph.text for paragraph in paragraphs(text))
    assert "".join(said.split()) == "".join(Seen(to_html(text)).characters.split())


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_what_is_hostile_stays_text(text: str) -> None:
    assert set(Seen(to_html(text)).tags) == {"p"}


def test_a_link_opens_beside_the_page() -> None:
    assert to_html("[The *paper*](https://paper.example/?a=1&b=2 'hint')") == (
        '<p><a href="https://paper.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">'
        "The <em>paper</em></a></p>\n"
    )


def test_a_picture_is_the_words_that_describe_it() -> None:
    assert to_html("See ![the *hub* & gate](https://paper.example/x.png)") == "<p>See the hub &amp; gate</p>\n"


@pytest.mark.parametrize("text", ["## The hub", "The hub\n---"])
def test_a_heading_is_a_bold_paragraph(text: str) -> None:
    assert to_html(text) == "<p><strong>The hub</strong></p>\n"
    assert paragraphs(text) == (Paragraph(kind=ParagraphKind.TEXT, runs=(Run(text="The hub", bold=True),)),)


def test_runs_are_set_as_they_are_written() -> None:
    (paragraph,) = paragraphs("By **air, *mostly*,** see [it](https://a.example)\nand so\\\non")
    assert paragraph.runs == (
        Run(text="By "),
        Run(text="air, ", bold=True),
        Run(text="mostly", bold=True, italic=True),
        Run(text=",", bold=True),
        Run(text=" see "),
        Run(text="it", link="https://a.example"),
        Run(text=" and so\non"),
    )


def test_lists_tell_their_marks_and_levels() -> None:
    found = paragraphs("First:\n\n3. three\n4. four\n   - deeper\n\n     still deeper\n\nLast.\n\n- bullet")
    assert [(one.kind.value, one.level, one.number, one.text) for one in found] == [
        ("text", 0, None, "First:"),
        ("number", 0, 3, "three"),
        ("number", 0, 4, "four"),
        ("bullet", 1, None, "deeper"),
        ("text", 1, None, "still deeper"),
        ("text", 0, None, "Last."),
        ("bullet", 0, None, "bullet"),
    ]


@pytest.mark.parametrize("text", ["", "   \n", "-", "> ", "---"])
def test_what_says_nothing_has_no_paragraphs(text: str) -> None:
    assert paragraphs(text) == ()
