"""Reads what a pane would put on the page: its text, its headings, and what can be clicked."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass(frozen=True)
class Click:
    """Something that can be clicked or chosen: its act and its value."""

    act: str
    value: str


@dataclass
class Reading(HTMLParser):
    """A piece of HTML as a reader meets it."""

    clicks: list[Click] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    text: str = ""
    unopened: int = 0
    """How deep inside something one is that opens only when it is asked for: no part of what is met."""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if self.unopened or "popover" in values:
            self.unopened += 1
            return
        self.tags.append(tag)
        if tag in HEADINGS:
            self.levels.append(int(tag[1]))
        if act := values.get("data-act"):
            self.clicks.append(Click(act, values.get("data-value") or ""))
        if name := values.get("id"):
            self.ids.append(name)

    def handle_endtag(self, tag: str) -> None:
        self.unopened = max(0, self.unopened - 1)

    def handle_data(self, data: str) -> None:
        self.text += "" if self.unopened else data

    def values(self, act: str) -> list[str]:
        """Return the values of everything that does one act."""
        return [click.value for click in self.clicks if click.act == act]

    @property
    def plain(self) -> str:
        """The text with its white space run together."""
        return " ".join(self.text.split())


def read(content: str) -> Reading:
    """Return what a piece of HTML comes to."""
    reading = Reading()
    reading.feed(content)
    return reading


def skips_a_level(reading: Reading) -> bool:
    """Say whether a heading stands more than one level below the one before it."""
    return any(after > before + 1 for before, after in zip(reading.levels, reading.levels[1:], strict=False))
