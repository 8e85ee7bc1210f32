"""What is closed, as the map shades it: skies and passages, by whom and since when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from geo.closures import closed_passages, closed_sky, countries_of, passages_of
from geo.countries import country_in_words
from geo.dates import spoken_period
from geo.model import Constraint
from geo.scenario import Token, TokenKind
from geo.world import World

OPEN: dict[str, Any] = {"countries": {}, "passages": {}}
"""Nothing is shaded."""


def closures_of(world: World, day: date, tokens: Iterable[Token]) -> dict[str, Any]:
    """Return what the map shades as closed: for each country and passage who closed it, in words, and its act.

    Parameters
    ----------
    world
        The facts.
    day
        The day; what was closed on it is shaded as the day's.
    tokens
        What the scenario takes away; what it closes is shaded as the scenario's, also where it was closed before.
    """
    countries: dict[str, Any] = {}
    passages: dict[str, Any] = {}
    for row in closed_sky(world, day).rows:
        for code in countries_of(row):
            countries[code] = _day(country_in_words(code), countries.get(code), row)
    for row in closed_passages(world, day).rows:
        for name in passages_of(row):
            passages[name] = _day(world.passages[name].name, passages.get(name), row)
    for token in sorted(tokens):
        if token.kind is TokenKind.OVERFLIGHT:
            countries[token.name] = _scenario(country_in_words(token.name), countries.get(token.name))
        if token.kind is TokenKind.PASSAGE and token.name in world.passages:
            passages[token.name] = _scenario(world.passages[token.name].name, passages.get(token.name))
    for name, passage in passages.items():
        passage["line"] = [[lat, lon] for lon, lat in world.passages[name].line]
    return {"countries": countries, "passages": passages}


def _day(name: str, known: dict[str, Any] | None, row: Constraint) -> dict[str, Any]:
    """Return a closure of the day: `some` if it holds for some destinations only; of several the widest, then first."""
    if known and (known["cls"] == "day" or row.applies_to_destination):
        return known
    traffic = f", for traffic with {country_in_words(row.applies_to_destination)}" if row.applies_to_destination else ""
    words = f"{name}: closed to {row.against}{traffic}, {spoken_period(row.start, row.end)}"
    return {"cls": "some" if row.applies_to_destination else "day", "act": row.id, "words": words}


def _scenario(name: str, known: dict[str, Any] | None) -> dict[str, Any]:
    """Return a closure of the scenario; what was closed before keeps its act to click on."""
    before = f" ({known['words'].partition(': ')[2]})" if known else ""
    return {
        "cls": "scenario",
        "act": known["act"] if known else "",
        "words": f"{name}: closed in this scenario{before}",
    }
