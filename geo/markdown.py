"""Markdown of briefings, as HTML that cannot harm a page and as paragraphs that other documents set themselves."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_WEB = re.compile(r"https?://", re.IGNORECASE)


class ParagraphKind(StrEnum):
    """What a paragraph is."""

    TEXT = "text"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """Characters that are set alike."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    """The address that it leads to, on the web."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph, or the first one of an item of a list; later ones of an item are text at its level."""

    kind: ParagraphKind
    runs: tuple[Run, ...]
    level: int = 0
    """How many lists it stands in beyond the first."""
    number: int | None = None
    """What to count an item of a numbered list as."""

    @property
    def text(self) -> str:
        """The characters alone."""
        return "".join(run.text for run in self.runs)


class _Markdown(MarkdownIt):
    """CommonMark without HTML, whose links lead to the web and nowhere else."""

    def validateLink(self, url: str) -> bool:
        """Say whether a link is let through; one that is not stays the text that it is (markdown-it calls this)."""
        return bool(_WEB.match(url))


def to_html(text: str) -> str:
    """Return Markdown as HTML: no raw HTML, no pictures, no headings, and links to the web that open beside the page.

    Parameters
    ----------
    text
        CommonMark. A heading becomes a bold paragraph, a picture the words that describe it.
    """
    return str(_markdown().render(text))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return Markdown as paragraphs of plain text, bold or italic or linked; quotes and code are text.

    Parameters
    ----------
    text
        CommonMark, read as `to_html` reads it. A line that is broken on purpose ends in a newline.
    """
    return tuple(_paragraphs(_markdown().parse(text)))


@cache
def _markdown() -> _Markdown:
    """Return the one reader of Markdown, set up for good."""
    markdown = _Markdown("commonmark", {"html": False})
    markdown.add_render_rule("image", lambda _self, tokens, index, *_: html.escape(_plain(tokens[index])))
    markdown.add_render_rule("heading_open", lambda *_: "<p><strong>")
    markdown.add_render_rule("heading_close", lambda *_: "</strong></p>\n")
    markdown.add_render_rule("link_open", _link_open)
    return markdown


def _link_open(_renderer: object, tokens: Sequence[Token], index: int, *_: Any) -> str:  # noqa: ANN401
    address = html.escape(str(tokens[index].attrs["href"]))
    return f'<a href="{address}" target="_blank" rel="noopener noreferrer">'


def _plain(token: Token) -> str:
    """Return the words of a picture's description."""
    return "".join(run.text for run in _runs(token.children or (), bold=False))


def _paragraphs(tokens: Sequence[Token]) -> Iterator[Paragraph]:
    """Yield the paragraphs that block tokens come to."""
    lists: list[ParagraphKind] = []
    item = _item(lists)
    bold = False
    for token in tokens:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            lists.append(ParagraphKind.NUMBER if token.type == "ordered_list_open" else ParagraphKind.BULLET)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            lists.pop()
            item = _item(lists)
        elif token.type == "list_item_open":
            item = replace(_item(lists), kind=lists[-1], number=int(token.info) if token.info else None)
        elif token.type in {"heading_open", "heading_close"}:
            bold = token.type == "heading_open"
        elif runs := _block(token, bold=bold):
            yield replace(item, runs=runs)
            item = _item(lists)


def _item(lists: Sequence[ParagraphKind]) -> Paragraph:
    """Return a paragraph without runs and without a mark, as it stands within lists."""
    return Paragraph(kind=ParagraphKind.TEXT, runs=(), level=max(len(lists) - 1, 0))


def _block(token: Token, *, bold: bool) -> tuple[Run, ...]:
    """Return the runs of a block that holds text; none if it holds none."""
    if token.type in {"fence", "code_block"}:
        return (Run(text=token.content.rstrip("\n")),) if token.content.strip() else ()
    runs = _runs(token.children or (), bold=bold) if token.type == "inline" else ()
    return runs if any(run.text.strip() for run in runs) else ()


def _runs(tokens: Sequence[Token], *, bold: bool) -> tuple[Run, ...]:
    """Return the runs of inline tokens; neighbours that are set alike are one."""
    runs: list[Run] = []
    depth = {"strong": int(bold), "em": 0}
    link: str | None = None
    for token in tokens:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in depth:
            depth[name] += token.nesting
        elif name == "link":
            link = str(token.attrs["href"]) if token.nesting == 1 else None
        elif text := _text(token):
            run = Run(text=text, bold=depth["strong"] > 0, italic=depth["em"] > 0, link=link)
            alike = runs and replace(runs[-1], text=text) == run
            runs[-1:] = [replace(run, text=runs[-1].text + text)] if alike else [*runs[-1:], run]
    return tuple(runs)


def _text(token: Token) -> str:
    """Return the characters of an inline token."""
    if token.type == "image":
        return _plain(token)
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)
