"""The address: a pure codec between a `View` and the names and values of a link.

The names are a promise: links that were shared keep working. Defaults are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final

from components.address_names import ADDRESS_VERSION, READERS, shown
from components.assumed import with_texts, written
from components.credences import credence_text
from components.view import ALL_LAYERS, DEFAULT, View
from geo.assumptions import Assumptions, declared
from geo.credence import Credence
from geo.errors import AssumptionError
from geo.scenario import TokenKind
from geo.vocabulary import Credibility
from geo.world import World

MAX_LENGTH: Final = 4000
"""Longest value of one name in an address, characters."""

CHOOSABLE: Final[Mapping[str, tuple[str, ...]]] = {name: (name,) for name in READERS if name not in {"v", "data"}} | {
    "grade": ("grade", "reported")
}
"""The fields of the view that each name of an address speaks of."""


# ---- to an address ------------------------------------------------------------------------------------------------


def encode(view: View, *, data_version: str, base: View = DEFAULT) -> dict[str, str]:
    """Return the names and values of the address of a view; empty for the view that nothing was chosen in.

    Parameters
    ----------
    view
        What the reader chose.
    data_version
        Edition of the data, told to whoever opens the link later.
    base
        What need not be written, such as the step of a briefing that the address names; what it has and the view has
        not stands there with nothing after its name.
    """
    chosen, known = _chosen(view), _chosen(base)
    unlike = {name: text for name, text in chosen.items() if known.get(name) != text}
    unlike |= {name: "" for name in known if name not in chosen}
    return {"v": ADDRESS_VERSION, **unlike, "data": data_version} if unlike else {}


def _chosen(view: View) -> dict[str, str]:
    """Return what of a view is not as it is by default."""
    chosen = {
        item.name: _written(item.name, getattr(view, item.name))
        for item in fields(view)
        if item.name not in {"reported", "assume"} and getattr(view, item.name) != item.default
    } | written(view.assume)
    if view.reported:
        chosen["grade"] = ",".join(part for part in ("reported", chosen.get("grade", "")) if part)
    return chosen


def _written(name: str, value: object) -> str:
    if name in {"lost", "kept", "vs_lost", "vs_kept"} and isinstance(value, tuple):
        return ",".join(token.name if token.kind is TokenKind.FACILITY else str(token) for token in value)
    if name == "layers" and isinstance(value, frozenset):
        return ",".join(layer for layer in ALL_LAYERS if layer in value) or "none"
    if name == "kinds" and isinstance(value, frozenset):
        return ",".join(kind for kind in TokenKind if kind in value)
    if isinstance(value, Credence):
        return credence_text(value)
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, float):
        return f"{value:g}"
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


def decode(query: Mapping[str, Sequence[str]], world: World, *, base: View = DEFAULT) -> Reading:
    """Read an address; whatever is unknown, stale, repeated, too long or hostile is left out and named.

    Parameters
    ----------
    query
        Every value of every name, as the browser sent them.
    world
        The facts, to tell ids that exist from ids that do not.
    base
        What holds where the address says nothing, such as the step of a briefing that it names.
    """
    ignored: list[str] = []
    chosen: dict[str, object] = {}
    assumed: dict[str, str] = {}
    for name, values in query.items():
        text = values[-1] if values else ""
        if len(values) > 1:
            ignored.append(f"{shown(name)} came {len(values)} times: the last one counts")
        if name not in READERS and name not in declared():
            ignored += [] if name.startswith("embed") else [f"{shown(name)} is no name this page knows"]
        elif len(text) > MAX_LENGTH:
            ignored.append(f"{shown(name)} is longer than {MAX_LENGTH} characters")
        elif not text and name in CHOOSABLE and base != DEFAULT:
            chosen |= {part: getattr(DEFAULT, part) for part in CHOOSABLE[name]}
        elif name in declared():
            assumed[name] = text
        else:
            chosen |= READERS[name](text, world, ignored)
    version = chosen.pop("data", None)
    chosen.pop("v", None)
    chosen["assume"] = _assumed(base.assume, assumed, world, ignored)
    view = _consistent(replace(base, **chosen), ignored)  # type: ignore[arg-type]
    other = str(version) if version and version != world.meta.data_version else None
    return Reading(view=view, ignored=tuple(ignored), other_data=other)


def _assumed(base: Assumptions, texts: Mapping[str, str], world: World, ignored: list[str]) -> Assumptions:
    """Return the assumptions of an address; those that cannot be meant stay as they are without it."""
    try:
        return with_texts(base, texts, world)
    except AssumptionError:
        return _those_allowed(base, texts, world, ignored)


def _those_allowed(base: Assumptions, texts: Mapping[str, str], world: World, ignored: list[str]) -> Assumptions:
    kept: dict[str, str] = {}
    for name, text in texts.items():
        try:
            with_texts(base, kept | {name: text}, world)
        except AssumptionError as error:
            ignored.append(f"{shown(text)} as {name}: {error}")
        else:
            kept[name] = text
    return with_texts(base, kept, world)


def _consistent(view: View, ignored: list[str]) -> View:
    both = set(view.lost) & set(view.kept)
    if not both:
        return view
    ignored.append(f"{shown(', '.join(sorted(token.name for token in both)))} is both lost and kept: it counts as lost")
    return replace(view, kept=tuple(token for token in view.kept if token not in both))
