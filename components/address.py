"""The address: a pure codec between a `View` and the names and values of a link.

The names are a promise: links that were shared keep working. Defaults are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Final

from components.view import ALL_LAYERS, DEFAULT, FIRST_DAY, Base, Borders, Page, Theme, View, is_day_allowed, selectable
from geo.dates import PartialDate
from geo.errors import TokenError, TokenNotYetError
from geo.scenario import Token, TokenKind, parse_token
from geo.vocabulary import Credibility
from geo.world import World

ADDRESS_VERSION: Final = "1"
MAX_LENGTH: Final = 4000
"""Longest value of one name in an address, characters."""
MAX_ITEMS: Final = 200
"""Most items in one list of an address."""
_MAP = re.compile(r"-?\d{1,2}(\.\d{1,4})?,-?\d{1,3}(\.\d{1,4})?,\d{1,2}")


# ---- to an address ------------------------------------------------------------------------------------------------


def encode(view: View, *, data_version: str) -> dict[str, str]:
    """Return the names and values of the address of a view; empty for the view that nothing was chosen in.

    Parameters
    ----------
    view
        What the reader chose.
    data_version
        Edition of the data, told to whoever opens the link later.
    """
    chosen = {
        item.name: _written(item.name, getattr(view, item.name))
        for item in fields(view)
        if item.name != "reported" and getattr(view, item.name) != item.default
    }
    if view.reported:
        chosen["grade"] = ",".join(part for part in ("reported", chosen.get("grade", "")) if part)
    return {"v": ADDRESS_VERSION, **chosen, "data": data_version} if chosen else {}


def _written(name: str, value: object) -> str:
    if name in {"lost", "kept", "vs_lost", "vs_kept"} and isinstance(value, tuple):
        return ",".join(token.name if token.kind is TokenKind.FACILITY else str(token) for token in value)
    if name == "layers" and isinstance(value, frozenset):
        return ",".join(layer for layer in ALL_LAYERS if layer in value) or "none"
    if isinstance(value, tuple):
        return ",".join(value)
    return (
        value.isoformat() if isinstance(value, date) else str(value.value if isinstance(value, Credibility) else value)
    )


# ---- from an address ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A view read from an address, and what of the address had to be ignored, in words."""

    view: View
    ignored: tuple[str, ...] = ()
    other_data: str | None = None
    """The edition of the data that the link was made with, where it is not the present one."""


def decode(query: Mapping[str, Sequence[str]], world: World) -> Reading:
    """Read an address; whatever is unknown, stale, repeated, too long or hostile is left out and named.

    Parameters
    ----------
    query
        Every value of every name, as the browser sent them.
    world
        The facts, to tell ids that exist from ids that do not.
    """
    ignored: list[str] = []
    chosen: dict[str, object] = {}
    for name, values in query.items():
        text = values[-1] if values else ""
        if len(values) > 1:
            ignored.append(f"{shown(name)} came {len(values)} times: the last one counts")
        if name not in _READERS:
            ignored += [] if name.startswith("embed") else [f"{shown(name)} is no name this page knows"]
        elif len(text) > MAX_LENGTH:
            ignored.append(f"{shown(name)} is longer than {MAX_LENGTH} characters")
        else:
            chosen |= _READERS[name](text, world, ignored)
    version = chosen.pop("data", None)
    chosen.pop("v", None)
    view = _consistent(replace(DEFAULT, **chosen), ignored)  # type: ignore[arg-type]
    other = str(version) if version and version != world.meta.data_version else None
    return Reading(view=view, ignored=tuple(ignored), other_data=other)


def shown(text: str) -> str:
    """Return a piece of an address as it may be quoted to a reader: short, and printable."""
    clean = "".join(char if char.isprintable() else "?" for char in text)
    return f"“{clean[:40]}…”" if len(clean) > 40 else f"“{clean}”"


def _consistent(view: View, ignored: list[str]) -> View:
    both = set(view.lost) & set(view.kept)
    if not both:
        return view
    ignored.append(f"{shown(', '.join(sorted(token.name for token in both)))} is both lost and kept: it counts as lost")
    return replace(view, kept=tuple(token for token in view.kept if token not in both))


_Reader = Callable[[str, World, list[str]], dict[str, object]]


def _items(name: str, text: str, ignored: list[str]) -> list[str]:
    parts = list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if len(parts) > MAX_ITEMS:
        ignored.append(f"{shown(name)} holds more than {MAX_ITEMS} items: the rest was left out")
    return parts[:MAX_ITEMS]


def _words(name: str, known: Callable[[World], Sequence[str] | Mapping[str, object]]) -> _Reader:
    def read(text: str, world: World, ignored: list[str]) -> dict[str, object]:
        parts = _items(name, text, ignored)
        allowed = known(world)
        ignored += [f"{shown(part)} is not known as {name}" for part in parts if part not in allowed]
        return {name: tuple(part for part in parts if part in allowed)}

    return read


def _tokens(name: str) -> _Reader:
    def read(text: str, world: World, ignored: list[str]) -> dict[str, object]:
        found: list[Token] = []
        for part in _items(name, text, ignored):
            try:
                token = parse_token(part)
            except TokenNotYetError:
                ignored.append(f"{shown(part)} is not supported yet")
                continue
            except TokenError:
                ignored.append(f"{shown(part)} cannot be taken away")
                continue
            known = world.authorities if token.kind is TokenKind.HOST else world.facilities
            if token.name in known:
                found.append(token)
            else:
                ignored.append(f"{shown(part)} is not in the data")
        return {name: tuple(dict.fromkeys(found))}

    return read


def _one_of(name: str, words: type[StrEnum]) -> _Reader:
    def read(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
        if text in set(words):
            return {name: words(text)}
        ignored.append(f"{shown(text)} is no {name}: choose {', '.join(words)}")
        return {}

    return read


def _day(name: str) -> _Reader:
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


def _selected(text: str, world: World, ignored: list[str]) -> dict[str, object]:
    if text in selectable(world):
        return {"sel": text}
    ignored.append(f"{shown(text)} is not in the data")
    return {}


def _region(text: str, world: World, ignored: list[str]) -> dict[str, object]:
    if text in world.regions:
        return {"region": text}
    ignored.append(f"{shown(text)} is no region")
    return {}


def _grade(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for part in _items("grade", text, ignored):
        if part == "reported":
            found["reported"] = True
        elif part in {str(int(grade)) for grade in Credibility}:
            found["grade"] = Credibility(int(part))
        else:
            ignored.append(f"{shown(part)} is no grade: write reported, or 1 to 6")
    return found


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


def _version(text: str, _world: World, ignored: list[str]) -> dict[str, object]:
    if text != ADDRESS_VERSION:
        ignored.append(
            f"{shown(text)} is a version of links this page does not know; it was read as version {ADDRESS_VERSION}"
        )
    return {}


def _data(text: str, _world: World, _ignored: list[str]) -> dict[str, object]:
    return {"data": text[:20]}


_READERS: Final[Mapping[str, _Reader]] = {
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
    "sel": _selected,
    "region": _region,
    "grade": _grade,
    "borders": _one_of("borders", Borders),
    "base": _one_of("base", Base),
    "theme": _one_of("theme", Theme),
    "map": _position,
}
