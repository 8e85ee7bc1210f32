"""The rules of style of the page's map, read for a picture: what a stroke, a fill or a mark looks like by its classes.

Reads what `painter.css` uses of CSS: classes, tags and `:not(.class)`, one within another, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from components.handouts.drawing.colour import Colour, colour_of, faded

PAINTER_CSS: Final = Path(__file__).parents[2] / "painter" / "painter.css"

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NESTED = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NOT = re.compile(r":not\(\.([\w-]+)\)")
_CLASS = re.compile(r"\.([\w-]+)")
_TAG = re.compile(r"^[a-z]+")
_READABLE = re.compile(r"[\w.\s-]+")
_VARIABLE = re.compile(r"var\(--([\w-]+)(?:,[^)]*)?\)")

Element = frozenset[str]
"""An element by its classes and, where it matters, its tag."""


@dataclass(frozen=True, slots=True)
class _Compound:
    """What one element must be and must not be."""

    wanted: Element
    unwanted: Element

    def fits(self, element: Element) -> bool:
        return self.wanted <= element and not self.unwanted & element


@dataclass(frozen=True, slots=True)
class _Rule:
    """What is declared for the last of some elements, each within the one before."""

    path: tuple[_Compound, ...]
    declared: Mapping[str, str]

    @property
    def weight(self) -> int:
        """How particular it is: the more so, the more it counts."""
        return sum(len(part.wanted) + len(part.unwanted) for part in self.path)

    def fits(self, elements: Sequence[Element]) -> bool:
        """Say whether the last element is the one meant, and the others lie around it in order."""
        *outer, last = self.path
        if not last.fits(elements[-1]):
            return False
        around = iter(elements[:-1])
        return all(any(part.fits(element) for element in around) for part in outer)


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How something is painted; lengths in pixels of the page."""

    fill: Colour | None = None
    stroke: Colour | None = None
    width_px: float = 1.0
    dash_px: tuple[float, ...] = ()
    round_cap: bool = False
    hidden: bool = False


class Stylesheet:
    """The rules of the map, and the colours of a theme."""

    def __init__(self, text: str, colours: Mapping[str, str]) -> None:
        """Read the rules.

        Parameters
        ----------
        text
            The CSS.
        colours
            What its variables stand for.
        """
        self.colours = colours
        self._rules = tuple(_rules(text))
        self._known: dict[tuple[str, ...], Mapping[str, str]] = {}

    def colour(self, name: str) -> Colour:
        """Return a colour of the theme."""
        return colour_of(self.colours[name])

    def declared(self, *elements: str) -> Mapping[str, str]:
        """Return what is declared for an element.

        Parameters
        ----------
        elements
            The classes (and tags) of the element, with spaces between them, after those of the elements around it.
        """
        if elements not in self._known:
            path = [frozenset(element.split()) for element in elements]
            fitting = sorted((rule for rule in self._rules if rule.fits(path)), key=lambda rule: rule.weight)
            self._known[elements] = {name: value for rule in fitting for name, value in rule.declared.items()}
        return self._known[elements]

    def look(self, *elements: str) -> Look:
        """Return how an element is painted; see `declared`."""
        css = self.declared(*elements)
        opacity = float(css.get("opacity", 1))
        dash = re.findall(r"[\d.]+", css.get("stroke-dasharray", ""))
        return Look(
            fill=self.paint(css, "fill", opacity),
            stroke=self.paint(css, "stroke", opacity),
            width_px=float(css.get("stroke-width", 1)),
            dash_px=tuple(map(float, dash)),
            round_cap=css.get("stroke-linecap") == "round",
            hidden=css.get("display") == "none",
        )

    def paint(self, css: Mapping[str, str], name: str, opacity: float) -> Colour | None:
        """Return the colour that is declared by a name, with so much of it; None if there is none."""
        text = css.get(name, "none")
        if text == "none" or text.startswith("url("):
            return None
        known = _VARIABLE.sub(lambda match: self.colours[match[1]], text)
        return faded(colour_of(known), opacity * float(css.get(f"{name}-opacity", 1)))


@lru_cache(maxsize=1)
def css_text() -> str:
    """Return the rules of the page's map."""
    return PAINTER_CSS.read_text(encoding="utf-8")


def _rules(text: str) -> list[_Rule]:
    plain = _NESTED.sub("", _COMMENT.sub("", text))
    found = []
    for selectors, body in _RULE.findall(plain):
        pairs = [part.partition(":") for part in body.split(";") if part.strip()]
        declared = {name.strip(): value.strip() for name, _, value in pairs}
        paths = [_path(selector.strip()) for selector in selectors.split(",")]
        found += [_Rule(path, declared) for path in paths if path]
    return found


def _path(selector: str) -> tuple[_Compound, ...]:
    """Return a selector as elements one within another; empty for those of a page that is used, such as `:hover`."""
    if not _READABLE.fullmatch(_NOT.sub("", selector)):
        return ()
    return tuple(_compound(part) for part in selector.split())


def _compound(text: str) -> _Compound:
    plain = _NOT.sub("", text)
    return _Compound(
        wanted=frozenset(_CLASS.findall(plain) + _TAG.findall(plain)), unwanted=frozenset(_NOT.findall(text))
    )
