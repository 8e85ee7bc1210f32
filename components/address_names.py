"""A reader for each name that an address may hold: text to what it says of the view, and what had to be ignored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from components.credences import credence_of
from components.view import (
    ALL_LAYERS,
    DRAFT,
    FIRST_DAY,
    Base,
    Borders,
    MatrixOrder,
    Page,
    Part,
    Theme,
    is_day_allowed,
    selectable,
)
from geo.countries import CLOSABLE
from geo.dates import PartialDate
from geo.errors import AssumptionError, TokenError
from geo.scenario import Token, TokenKind, parse_token
from geo.vocabulary import Credibility
from geo.world import World

ADDRESS_VERSION: Final = "1"
MAX_ITEMS: Final = 200
"""Most items in one list of an address."""
_KINDS: Final = frozenset(map(str, TokenKind))
_NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")
_MAP = re.compile(r"-?\d{1,2}(\.\d{1,4})?,-?\d{1,3}(\.\d{1,4})?,\d{1,2}")


def shown(text: str) -> str:
    """Return a piece of an address as it may be quoted to a reader: short, and printable."""
    clean = "".join(char if char.isprintable() else "?" for char in text)
    return f"“{clean[:40]}…”" if len(clean) > 40 else f"“{clean}”"


Reader = Callable[[str, World, list[str]], dict[str, object]]
"""Takes the text, the facts and a list to add to what it had to ignore; returns fields of the view."""


def _items(name: str, text: str, ignored: list[str]) -> list[str]:
    parts = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if len(parts) > MAX_ITEMS:
        ignored.append(f"{shown(name)} holds more than {MAX_ITEMS} items: the rest was left out")
    return parts[:MAX_ITEMS]


def _words(name: str, known: Callable[[World], Sequence[str] | Mapping[str, object]]) -> Reader:
    def read(text: str, world: World, ignored: list[str]) -> dict[str, object]:
        parts = _items(name, text, ignored)
        allowed = known(world)
        ignored += [f"{shown(part)} is not known as {name}" for part in parts if part not in allowed]
        return {name: tuple(part for part in parts if part in allowed)}

    return read


def _record(name: str, known: Callable[[World], Mapping[str, object]], otherwise: str) -> Reader:
    """Return a reader of the id of one record; `otherwise` follows an id that names none."""

    def read(text: str, world: World, ignored: list[str]) -> dict[str, object]:
        if text in known(world):
            return {name: text}
        ignored.append(f"{shown(text)} {otherwise}")
        return {}

    return read


def _tokens(name: str) -> Reader:
    def read(text: str, world: World, ignored: list[str]) -> dict[str, object]:
        found: list[Token] = []
        for part in _items(name, text, ignored):
            try:
                token = parse_token(part)
            except TokenError:
                ignored.append(f"{shown(part)} cannot be taken away")
                continue
            if token.name in _known(token.kind, world):
                found.append(token)
            else:
                ignored.append(f"{shown(part)} is not in the data")
        return {name: tuple(dict.fromkeys(found))}

    return read


def _known(kind: TokenKind, world: World) -> Mapping[str, object]:
    """Return what tokens of a kind may name."""
    known: Mapping[TokenKind, Mapping[str, object]] = {
        TokenKind.HOST: world.authorities,
        TokenKind.OVERFLIGHT: CLOSABLE,
        TokenKind.PASSAGE: world.passages,
        TokenKind.LINK: world.links,
    }
    return known.get(kind, world.facilities)


def _one_of(name: str, words: type[StrEnum]) -> Reader:
    def read(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
        if text in set(words):
            return {name: words(text)}
        ignored.append(f"{shown(text)} is no {name}: choose {', '.join(words)}")
        return {}

    return read


def _day(name: str) -> Reader:
    def read(text: str, world: World, ignored: list[str]) -> dict[str, object]:
        try:
            day = PartialDate(text).first
        except ValueError:
            ignored.append(f"{shown(text)} is no date: write YYYY-MM-DD")
            return {}
        if not is_day_allowed(day, world):
            ignored.append(f"{shown(text)} is outside {FIRST_DAY} to {world.meta.data_cutoff.text}")
            return {}
        return {name: day}

    return read


def _layers(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    parts = [part for part in _items("layers", text, ignored) if part != "none"]
    known = set(map(str, ALL_LAYERS))
    ignored += [f"{shown(part)} is no layer" for part in parts if part not in known]
    found = frozenset(part for part in parts if part in known)
    return {"layers": found} if found or text == "none" else {}


def _grade(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for part in _items("grade", text, ignored):
        if part == "reported":
            found["reported"] = True
        elif part in {str(int(grade)) for grade in Credibility}:
            found["grade"] = Credibility(int(part))
        else:
            ignored.append(f"{shown(part)} is no grade: write reported, or 1 to 6")
    return {"reported": False, "grade": Credibility.CANNOT_BE_JUDGED, **found} if found else {}


def _side(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    if text in {"before", "after"}:
        return {"side": text}
    ignored.append(f"{shown(text)} is no side: write before or after")
    return {}


def _position(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    if _MAP.fullmatch(text):
        lat, lon, zoom = (float(part) for part in text.split(","))
        if abs(lat) <= 85 and abs(lon) <= 180 and 2 <= zoom <= 12:
            return {"map": text}
    ignored.append(f"{shown(text)} is no place on the map: write lat,lon,zoom")
    return {}


def _payload(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    if _NUMBER.fullmatch(text):
        return {"payload": float(text)}
    ignored.append(f"{shown(text)} is no load: write tonnes")
    return {}


def _kinds(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    parts = _items("kinds", text, ignored)
    ignored += [
        f"{shown(part)} is no kind of loss: choose {', '.join(TokenKind)}" for part in parts if part not in _KINDS
    ]
    found = frozenset(TokenKind(part) for part in parts if part in _KINDS)
    return {"kinds": found} if found else {}


def _switch(name: str) -> Reader:
    def read(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
        if text == "yes":
            return {name: True}
        ignored.append(f"{shown(text)} for {name}: write yes, or leave it out")
        return {}

    return read


def _credence(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    try:
        return {"credence": credence_of(text)}
    except AssumptionError as error:
        ignored.append(f"{shown(text)} as credence: {error}")
        return {}


def _step(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= MAX_ITEMS:
        return {"step": int(text[:4])}
    ignored.append(f"{shown(text)} is no step: write a number from 1")
    return {}


def _version(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    if text != ADDRESS_VERSION:
        ignored.append(
            f"{shown(text)} is a version of links this page does not know; it was read as version {ADDRESS_VERSION}"
        )
    return {}


def _data(text: str, _world: World, _ignored: list[str]) -> dict[str, object]:
    return {"data": text[:20]}


READERS: Final[Mapping[str, Reader]] = {
    "v": _version,
    "data": _data,
    "view": _one_of("view", Page),
    "scenario": _words("scenario", lambda world: world.scenarios),
    "lost": _tokens("lost"),
    "kept": _tokens("kept"),
    "date": _day("date"),
    "vs_scenario": _words("vs_scenario", lambda world: world.scenarios),
    "vs_date": _day("vs_date"),
    "vs_lost": _tokens("vs_lost"),
    "vs_kept": _tokens("vs_kept"),
    "side": _side,
    "layers": _layers,
    "sel": _record("sel", selectable, "is not in the data"),
    "region": _record("region", lambda world: world.regions, "is no region"),
    "grade": _grade,
    "borders": _one_of("borders", Borders),
    "base": _one_of("base", Base),
    "theme": _one_of("theme", Theme),
    "map": _position,
    "origin": _record("origin", lambda world: world.facilities, "is no facility in the data"),
    "payload": _payload,
    "part": _one_of("part", Part),
    "kinds": _kinds,
    "gateways": _switch("gateways"),
    "ontop": _switch("ontop"),
    "among": _record("among", lambda world: world.regions, "is no region"),
    "sort": _one_of("sort", MatrixOrder),
    "credence": _credence,
    "briefing": _record("briefing", lambda world: {**world.briefings, DRAFT: None}, "is no briefing"),
    "step": _step,
    "exercise": _record("exercise", lambda world: world.exercises, "is no exercise"),
}
