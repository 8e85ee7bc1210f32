"""Reads and writes the files of `data/`: JSON for people, one field a line, coordinates and short lists in a row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Json = Any
"""What `json` reads: the files are checked by the loader of the explorer, not here."""

_WIDTH = 150


def read_json(path: Path) -> Json:
    """Return what a JSON file holds."""
    return json.loads(path.read_text(encoding="utf-8"))


def write_json(path: Path, value: Json) -> None:
    """Write a value in the form that all of `data/` has, with a newline at its end."""
    path.write_text(pretty(value) + "\n", encoding="utf-8")


def pretty(value: Json, *, indent: int = 0) -> str:
    """Return JSON with one field a line, but coordinates and short lists of plain values in a row.

    Parameters
    ----------
    value
        Anything that JSON can hold.
    indent
        How deep the value stands, in blanks.
    """
    if isinstance(value, dict) and value:
        rows = [f"{_row(key)}: {pretty(item, indent=indent + 1)}" for key, item in value.items()]
        return _block("{}", rows, indent)
    if isinstance(value, list) and value and not _stays_in_a_row(value):
        return _block("[]", [pretty(item, indent=indent + 1) for item in value], indent)
    return json.dumps(value, separators=(",", ":")) if _is_shape(value) else _row(value)


def _row(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _block(brackets: str, rows: list[str], indent: int) -> str:
    pad = " " * indent
    return f"{brackets[0]}\n" + ",\n".join(f"{pad} {row}" for row in rows) + f"\n{pad}{brackets[1]}"


def _stays_in_a_row(value: list[Json]) -> bool:
    if _is_coordinates(value):
        return True
    return not any(isinstance(item, list | dict) for item in value) and len(_row(value)) <= _WIDTH


def _is_shape(value: Json) -> bool:
    """Say whether a list holds so many corners that blanks between them would count."""
    return _is_coordinates(value) and len(value) > 0 and isinstance(value[0], list) and len(str(value)) > _WIDTH


def _is_coordinates(value: Json) -> bool:
    """Say whether a list holds numbers, or lists of numbers, to any depth."""
    return isinstance(value, list) and all(isinstance(item, int | float) or _is_coordinates(item) for item in value)
