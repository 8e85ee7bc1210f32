"""Prints the fields of every data file into `data/README.md`, from the records that the program reads them into."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from geo.dates import PartialDate
from geo.facts import FEATURES, ROWS, file_of
from geo.fields import Field, fields_of
from geo.lift_records import JsonText, PayloadByAsset
from geo.model import Lat, Lon, Meta

START, END = "<!-- fields: written by `make readme-data`, not by hand -->", "<!-- end of fields -->"

_PLAIN = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    PartialDate: "date",
    Lat: "number",
    Lon: "number",
    JsonText: "free object",
    PayloadByAsset: "object: tonnes by asset id",
}


def make_readme(data: Path) -> None:
    """Write the fields of every file into the README of a data directory, and leave all else in it as it is."""
    path = data / "README.md"
    path.write_text(with_fields(path.read_text(encoding="utf-8")), encoding="utf-8")


def with_fields(text: str) -> str:
    """Return the text of a README with the fields as they are now between its two marks.

    Raises
    ------
    ValueError
        If the two marks do not stand in it, in order.
    """
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        msg = f"data/README.md has lost its marks; put these two lines back: {START} and {END}"
        raise ValueError(msg)
    return f"{before}{START}\n\n{described()}\n{END}{after}"


def described() -> str:
    """Return every file and the fields of its records as Markdown."""
    kinds = {file_of(name): kind for name, kind in {**FEATURES, **ROWS}.items()}
    kinds["meta.json"] = Meta
    files = [_section(f"`{file}`", kind) for file, kind in sorted(kinds.items())]
    inner = sorted({part for kind in kinds.values() for part in _parts(kind)}, key=lambda kind: str(kind.__name__))
    return "\n".join([*files, "### Records within records\n", *(_section(_spoken(kind), kind) for kind in inner)])


def _section(title: str, kind: type) -> str:
    rows = [f"| `{field.name}` | {_kind(field.hint)} | {_meaning(field)} |" for field in fields_of(kind)]
    about = str(kind.__doc__).partition("\n")[0]
    return "\n".join([f"#### {title}\n", f"{about}\n", "| field | is | |", "|---|---|---|", *rows, ""])


def _meaning(field: Field) -> str:
    return field.meaning.replace("|", "\\|") + ("" if field.required else " (may be left out)")


def _kind(hint: Any) -> str:  # noqa: ANN401 - hints have no type in common
    """Return a type as a reader of the file sees it."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if get_origin(hint) is tuple:
        return _list_of(get_args(hint))
    if get_origin(hint) in (Union, types.UnionType):
        return " or ".join("null" if part is type(None) else _kind(part) for part in get_args(hint))
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return f"[{_spoken(hint)}](#{_spoken(hint).replace(' ', '-')})"
    if isinstance(hint, type) and issubclass(hint, Enum):
        return ", ".join(f"`{word.value}`" for word in hint)
    return _kind(get_args(hint)[0]) if get_args(hint) else str(getattr(hint, "__name__", hint))


def _list_of(parts: tuple[Any, ...]) -> str:
    if len(parts) == 2 and parts[1] is not Ellipsis:
        return "pair of " + " and ".join(dict.fromkeys(_kind(part) for part in parts))
    return f"list of {_kind(parts[0])}"


def _parts(kind: type) -> Iterator[type]:
    """Yield the records that stand within a record, at any depth."""
    for field in fields_of(kind):
        for part in _leaves(field.hint):
            if isinstance(part, type) and dataclasses.is_dataclass(part) and part is not PartialDate:
                yield part
                yield from _parts(part)


def _leaves(hint: Any) -> Iterator[Any]:  # noqa: ANN401
    inner = get_args(hint)
    if not inner:
        yield hint
    for part in inner:
        yield from _leaves(part)


def _spoken(kind: type) -> str:
    """Return the name of a record as words: `ConsentPeriod` is a consent period."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).strip()
