"""Single values of a data file: text, numbers, dates, words; each is read or refused with what to do about it."""

from __future__ import annotations

import dataclasses
import difflib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any, NoReturn

from geo.dates import PartialDate
from geo.lift_records import JsonText, PayloadByAsset
from geo.model import Lat, Lon

Reader = Callable[[object], Any]
"""Turns a value of a file into a value of a record, or raises `Refusal`."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a value; `field` is the way to it from where one looks."""

    field: str
    problem: str
    remedy: str

    def under(self, parent: str) -> Flaw:
        """Return the same flaw as seen from one level up."""
        joint = "" if not self.field or self.field.startswith("[") else "."
        return dataclasses.replace(self, field=f"{parent}{joint}{self.field}")


class Refusal(Exception):
    """A value cannot be read; `flaws` is everything wrong with it."""

    def __init__(self, flaws: Iterable[Flaw]) -> None:
        self.flaws = tuple(flaws)
        super().__init__(*self.flaws)

    @classmethod
    def of(cls, problem: str, remedy: str) -> Refusal:
        """Return a refusal of one flaw, of the value as a whole."""
        return cls([Flaw("", problem, remedy)])


def refuse(problem: str, remedy: str) -> NoReturn:
    """Raise a refusal of one flaw."""
    raise Refusal.of(problem, remedy)


def gather(items: Iterable[tuple[str, Reader, object]]) -> tuple[Any, ...]:
    """Read items, each by its name, its reader and its value; refuse with the flaws of all, if any is refused."""
    values: list[Any] = []
    flaws: list[Flaw] = []
    for name, read, item in items:
        try:
            values.append(read(item))
        except Refusal as refusal:
            flaws += [flaw.under(name) for flaw in refusal.flaws]
    if flaws:
        raise Refusal(flaws)
    return tuple(values)


def shown(value: object) -> str:
    """Return a value as a message shows it, never long."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if value is None or isinstance(value, bool):
        return "null" if value is None else str(value).lower()
    text = str(value).encode("utf-8", "replace").decode()
    return f"`{text}`" if len(text) <= 60 else f"`{text[:60]}...`"


def closest(word: str, known: Iterable[str]) -> list[str]:
    """Return the known word that is most like a word, none if no one is like it."""
    return difflib.get_close_matches(word[:60], sorted(known), n=1)


def nearest(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """Return the remedy for a word that is not known: the closest one that is, else another remedy."""
    near = closest(word, known)
    return f"Did you mean `{near[0]}`?" if near else otherwise


def read_text(value: object) -> str:
    """Read text; half a surrogate pair is legal JSON but no character that can be shown or stored."""
    if type(value) is not str:
        refuse(f"is {shown(value)}, not text", "Write text in quotes")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        refuse(f"is {shown(value)}, which holds half a character", "Write the character itself")
    return value


def read_whole(value: object) -> int:
    """Read a whole number."""
    if type(value) is not int:
        refuse(f"is {shown(value)}, not a whole number", "Write digits without quotes")
    return value


def read_number(value: object, *, low: float = -math.inf, high: float = math.inf) -> float:
    """Read a number that is finite and within bounds."""
    if type(value) is not int and type(value) is not float:
        refuse(f"is {shown(value)}, not a number", "Write a number without quotes")
    if not -1e300 < value < 1e300:
        refuse(f"is {shown(value)}, not a finite number", "Write a number that was measured")
    if not low <= value <= high:
        refuse(f"is {shown(value)}, out of range", f"Write degrees from {low:g} to {high:g}")
    return float(value)


def read_truth(value: object) -> bool:
    """Read true or false."""
    if type(value) is not bool:
        refuse(f"is {shown(value)}, neither true nor false", "Write true or false without quotes")
    return value


@cache
def _shared(text: str) -> PartialDate:
    """Return a date; the same dates come often, and what is immutable can be shared."""
    return PartialDate(text)


def read_date(value: object) -> PartialDate:
    """Read a date as precise as it is known."""
    if type(value) is not str:
        refuse(f"is {shown(value)}, not a date", "Write YYYY, YYYY-MM or YYYY-MM-DD in quotes")
    try:
        return _shared(value)
    except ValueError:
        refuse(f"is {shown(value)}, not a date", "Write YYYY, YYYY-MM or YYYY-MM-DD, a day of the calendar")


def read_free_object(value: object) -> JsonText:
    """Read an object of any shape as its text."""
    if not isinstance(value, dict):
        refuse(f"is {shown(value)}, not an object", "Write an object in braces")
    try:
        return JsonText(json.dumps(value, allow_nan=False))
    except (ValueError, RecursionError):
        refuse("holds a number that is not finite, or is nested too deep", "Write finite numbers, a few levels deep")


def read_payloads(value: object) -> PayloadByAsset:
    """Read an object of tonnes by asset id."""
    if not isinstance(value, dict):
        refuse(f"is {shown(value)}, not an object", 'Write {"asset id": tonnes}')
    tonnes = gather((name[:60], read_number, amount) for name, amount in value.items())
    return PayloadByAsset(tuple(zip(value, tonnes, strict=True)))


def word_reader(vocabulary: type[Enum]) -> Reader:
    """Return the reader for a closed vocabulary."""
    words = {word.value: word for word in vocabulary}
    wanted = type(next(iter(words)))
    allowed = ", ".join(map(str, words))

    def read(value: object) -> Enum:
        if type(value) is not wanted or value not in words:
            refuse(f"is {shown(value)}, not one of its words", f"Use one of {allowed}")
        return words[value]

    return read


SCALARS: Mapping[Any, Reader] = {
    str: read_text,
    int: read_whole,
    float: read_number,
    bool: read_truth,
    PartialDate: read_date,
    Lat: lambda value: read_number(value, low=-90, high=90),
    Lon: lambda value: read_number(value, low=-180, high=180),
    JsonText: read_free_object,
    PayloadByAsset: read_payloads,
}
"""The reader of each type that is not made up of others."""
