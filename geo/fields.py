"""Objects of a data file -> records, driven by the records' type hints; every flaw of an object is told at once."""

from __future__ import annotations

import dataclasses
import tomllib
import types
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from geo.values import SCALARS, Flaw, Reader, Refusal, closest, gather, refuse, shown, word_reader


class Repeated(dict[str, object]):
    """A JSON object in which names stand more than once; `repeated` are those, and the last of each is held."""

    repeated: tuple[str, ...]


def json_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the members of a JSON object, as `Repeated` if a name stands twice (a hook for `json.loads`)."""
    members = dict(pairs)
    if len(members) == len(pairs):
        return members
    marked = Repeated(members)
    names = [name for name, _ in pairs]
    marked.repeated = tuple(name for name in members if names.count(name) > 1)
    return marked


def toml_object(text: str) -> Mapping[str, object]:
    """Return the table that a TOML text holds.

    Raises
    ------
    Refusal
        If it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        refuse(f"is not TOML: {error}", "Mend it there; text stands in double quotes")
    except RecursionError:
        refuse("is nested too deep", "Write the few fields that are wanted")
    except ValueError:
        refuse("holds a number of too many digits", "Write a small whole number")


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """How one field of a record is read."""

    name: str
    hint: Any
    meaning: str
    required: bool


@cache
def fields_of(kind: type) -> tuple[Field, ...]:
    """Return the fields of a record in order; the hint is without its documentation, the meaning is that."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        Field(field.name, *_documented(hints[field.name]), required=field.default is dataclasses.MISSING)
        for field in dataclasses.fields(kind)
    )


def _documented(hint: Any) -> tuple[Any, str]:  # noqa: ANN401 - hints have no type in common
    """Return a type, without the documentation beside it unless it is read by that, and the documentation."""
    if get_origin(hint) is not Annotated:
        return hint, ""
    bare, meaning = get_args(hint)[:2]
    return hint if hint in SCALARS else bare, str(meaning)


@cache
def reader(hint: Any) -> Reader:  # noqa: ANN401 - hints have no type in common
    """Return the reader for a type: a scalar, a word, a record, a tuple of those, or one of them or null."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in SCALARS:
        return SCALARS[hint]
    if origin is Annotated:
        return reader(arguments[0])
    if origin in (Union, types.UnionType):
        return _or_null(reader(next(kind for kind in arguments if kind is not types.NoneType)))
    if origin is tuple and arguments[-1] is Ellipsis:
        return _list_of(arguments[0])
    if origin is tuple:
        return _group_of(arguments)
    return word_reader(hint) if issubclass(hint, Enum) else _record_of(hint)


def _or_null(read: Reader) -> Reader:
    """Return a reader that lets null through."""
    return lambda value: None if value is None else read(value)


def _list_of(kind: Any) -> Reader:  # noqa: ANN401 - as in `reader`
    """Return the reader for a list; ids, codes and words stand in it once."""
    read_item = reader(kind)
    distinct = kind is str or (isinstance(kind, type) and issubclass(kind, Enum))

    def read(value: object) -> tuple[Any, ...]:
        if type(value) is not list:
            refuse(f"is {shown(value)}, not a list", "Write a list in brackets")
        try:
            items = tuple([read_item(item) for item in value])
        except Refusal:
            items = gather((f"[{index}]", read_item, item) for index, item in enumerate(value))
        if distinct and len(set(items)) < len(items):
            twice = next(item for item in items if items.count(item) > 1)
            refuse(f"holds {shown(twice)} twice", "Keep one")
        return items

    return read


def _group_of(kinds: tuple[Any, ...]) -> Reader:
    """Return the reader for a list of a fixed length, such as a point."""
    readers = [reader(kind) for kind in kinds]

    def read(value: object) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(readers):
            refuse(f"is {shown(value)}, not a list of {len(readers)}", f"Write {len(readers)} values in brackets")
        return gather((f"[{index}]", *pair) for index, pair in enumerate(zip(readers, value, strict=True)))

    return read


def _record_of(kind: type) -> Reader:
    """Return the reader for a record."""
    known = {field.name: field for field in fields_of(kind)}
    steps = [(field.name, reader(field.hint)) for field in known.values()]

    def read(value: object) -> Any:  # noqa: ANN401 - a record of `kind`
        if not isinstance(value, dict):
            refuse(f"is {shown(value)}, not an object", f"Write an object in braces with {', '.join(known)}")
        try:
            given = {name: read_field(value[name]) for name, read_field in steps if name in value}
        except Refusal:
            given = {}
        if len(given) != len(value) or not required <= given.keys() or type(value) is Repeated:
            raise Refusal(_flaws(value, known))
        return kind(**given)

    required = {field.name for field in known.values() if field.required}
    return read


def _flaws(value: Mapping[str, object], known: Mapping[str, Field]) -> Iterator[Flaw]:
    """Yield everything wrong with an object that is no record of these fields; a misspelt field is not missing too."""
    absent = {name for name in known if name not in value}
    meant: set[str] = set()
    for name in value:
        if name not in known:
            near = closest(name, absent)
            meant.update(near)
            remedy = f"Did you mean `{near[0]}`?" if near else f"Remove it; the fields are {', '.join(known)}"
            yield Flaw(name[:60], "is not a field of this record", remedy)
    for name in getattr(value, "repeated", ()):
        yield Flaw(name[:60], "stands twice in the record", "Keep one")
    for field in known.values():
        if field.name in value:
            yield from _field_flaws(field, value[field.name])
        elif field.required and field.name not in meant:
            yield Flaw(field.name, "is missing", f"Add it: {field.meaning or 'see the fields of this record'}")


def _field_flaws(field: Field, value: object) -> Iterator[Flaw]:
    """Yield what is wrong with one field; a flaw of the field as a whole is told with what the field means."""
    try:
        reader(field.hint)(value)
    except Refusal as refusal:
        for flaw in refusal.flaws:
            meant = f": {field.meaning}" if field.meaning and not flaw.field else ""
            yield Flaw(flaw.under(field.name).field, flaw.problem, f"{flaw.remedy}{meant}")
