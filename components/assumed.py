"""What the routes assume, as text: in the link, in a field of the page, and back; what cannot be meant is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from geo.assumptions import (
    DEFAULT_CURVE,
    LONGEST_CURVE,
    SHORTEST_CURVE,
    Assumptions,
    FuelRule,
    RunwayRule,
    Value,
    changed,
    declared,
    kinds,
)
from geo.errors import AssumptionError
from geo.model import Source
from geo.payload import aircraft_ids, aircraft_of
from geo.vocabulary import Mode
from geo.world import World

_CURVE_WORD = {
    DEFAULT_CURVE: "as chosen in the data",
    SHORTEST_CURVE: "the shortest published",
    LONGEST_CURVE: "the longest published",
}
_FUEL_WORD = {
    FuelRule.ASSUMED.value: "there is some where nothing is known",
    FuelRule.DOCUMENTED.value: "only where it is documented",
    FuelRule.CARRIED.value: "always carried from home",
}
_RUNWAY_WORD = {RunwayRule.PUBLISHED.value: "must be long enough", RunwayRule.IGNORED.value: "any will do"}
_YES_NO = {"true": "looked for", "false": "left out"}


def written(assumptions: Assumptions) -> dict[str, str]:
    """Return the assumptions that are not the default as text, by name."""
    return {name: as_text(value) for name, value in changed(assumptions).items()}


def as_text(value: Value) -> str:
    """Return the value of an assumption as a link has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}"
    return "" if value is None else str(value)


def with_texts(assumptions: Assumptions, texts: Mapping[str, str], world: World) -> Assumptions:
    """Return the assumptions with some of them changed to what texts say.

    Raises
    ------
    AssumptionError
        If a text cannot be read, or says what is not allowed; the message gives what is.
    """
    values: dict[str, Any] = {name: _value(name, text, world) for name, text in texts.items()}
    chosen = replace(assumptions, **values)
    if "aircraft" in texts and "curve" not in texts and chosen.curve not in _curves(world, chosen.aircraft):
        chosen = replace(chosen, curve=DEFAULT_CURVE)
    aircraft_of(world, chosen)
    return chosen


def options(name: str, assumptions: Assumptions, world: World) -> dict[str, str]:
    """Return what an assumption that is no number can be, with its words; empty for a number."""
    if declared()[name].is_number:
        return {}
    found = {
        "aircraft": {name: world.assets[name].name.partition(" (")[0] for name in aircraft_ids(world)},
        "curve": _curves(world, assumptions.aircraft),
        "ship": {"": "no ship in particular", **_ships(world)},
        "fuel": _FUEL_WORD,
        "runway": _RUNWAY_WORD,
        "paper": _YES_NO,
    }.get(name)
    return found or {str(word): str(word) for word in _words(name)}


def _ships(world: World) -> dict[str, str]:
    """Return the ships and classes of which a load is known, by id."""
    return {row.id: row.name for row in world.assets.values() if row.mode is Mode.SEA and row.max_payload_t}


def _curves(world: World, aircraft_id: str) -> dict[str, str]:
    """Return the sets of published figures of a type with their words: those of any type, and those of each source."""
    curves = aircraft_of(world, Assumptions(aircraft=aircraft_id)).curves
    return {name: _CURVE_WORD.get(name) or f"only those of {_name(world.sources[name])}" for name in curves}


def _name(source: Source) -> str:
    return source.publisher or source.title


def _words(name: str) -> tuple[StrEnum, ...]:
    kind = kinds()[name]
    return tuple(kind) if issubclass(kind, StrEnum) else ()


def _value(name: str, text: str, world: World) -> Value:
    """Return what a text says an assumption is; bounds are held by `Assumptions` itself."""
    kind, about = kinds()[name], declared()[name]
    if about.is_number:
        try:
            return float(text)
        except ValueError:
            msg = f"{about.label}: write a number from {about.lowest:g} to {about.highest:g} ({about.unit})"
            raise AssumptionError(msg) from None
    if name == "curve":
        return _source_or_word(text, world)
    allowed = options(name, Assumptions(), world)
    if text not in allowed:
        msg = f"{about.label}: unknown; use one of {', '.join(option for option in allowed if option)}"
        raise AssumptionError(msg)
    if kind is bool:
        return text == "true"
    return kind(text) if issubclass(kind, StrEnum) else text or None


def _source_or_word(text: str, world: World) -> str:
    """Return a set of figures; whether a source gives figures of the type is known where they are used."""
    if text in _CURVE_WORD or text in world.sources:
        return text
    msg = f"{declared()['curve'].label}: unknown; use {', '.join(_CURVE_WORD)} or the id of a source"
    raise AssumptionError(msg)
