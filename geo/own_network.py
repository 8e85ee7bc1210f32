"""A network of the reader's own as a circuit: places that supply one another, and the goals that hang on them.

A receiver is supplied if one supplier of each of its groups is. A place that nobody supplies is a source.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from geo.circuit import Circuit
from geo.errors import LineFault, OwnFileError
from geo.own_file import Line, read_lines
from geo.wiring import Wiring

EXAMPLE = """\
supplier,receiver,group
Port,Main depot,
Airfield,Main depot,
Refinery,Tank farm,
Main depot,North camp,goods
Tank farm,North camp,fuel
Main depot,South camp,goods
Airfield,South camp,goods
Tank farm,South camp,fuel
Port tanks,South camp,fuel
North camp,Hill clinic,
North camp,Coast clinic,
South camp,Coast clinic,
"""
"""A made-up network, small enough to check by hand: two clinics are the goals."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnNetwork:
    """Places that can be lost, and goals that can break."""

    circuit: Circuit[str]
    """Its elements are the names of places."""
    goals: Mapping[str, int]
    """The nodes that stand for goals, by name. A goal is no loss for itself: that it falls if it is lost is plain."""
    places: int
    lines: int
    notes: tuple[str, ...]
    """What a reader may want to look at again."""


def read_network(content: bytes) -> OwnNetwork:
    """Return the network that a file of the reader's describes.

    Parameters
    ----------
    content
        A table in UTF-8 with the columns supplier and receiver, and group and goal if wanted; a line says that the
        supplier can supply the receiver. Without goals named, those who supply nobody are the goals.

    Raises
    ------
    OwnFileError
        If it is no such table, or has no goal.
    """
    lines = read_lines(content)
    wanted: dict[str, dict[str, list[str]]] = {}
    for line in lines:
        wanted.setdefault(line.receiver, {}).setdefault(line.group, []).append(line.supplier)
        wanted.setdefault(line.supplier, {})
    goals = _goals(lines)
    wiring = Wiring[str]()
    for place, groups in wanted.items():
        wiring.node(place, guards=[place], groups=groups.values())
    # A tuple, so that no place can have the same name as the node of a goal.
    nodes = {goal: wiring.node(("goal", goal), groups=wanted[goal].values()) for goal in goals}
    return OwnNetwork(
        circuit=Circuit(wiring.nodes()),
        goals=MappingProxyType(nodes),
        places=len(wanted),
        lines=len(lines),
        notes=(*_alike("places", wanted), *_alike_groups(wanted)),
    )


def _goals(lines: Sequence[Line]) -> list[str]:
    """Return the receivers that are marked as goals; if none is, those who supply nobody."""
    marked = {line.receiver for line in lines if line.is_goal}
    goals = marked or {line.receiver for line in lines} - {line.supplier for line in lines}
    if not goals:
        fault = LineFault(
            line=0,
            problem="it has no goal: every receiver supplies another place",
            remedy="Add a column `goal` and write yes beside each receiver that is one",
        )
        raise OwnFileError([fault], found=1)
    return sorted(goals)


def _alike(kind: str, names: Iterable[str]) -> list[str]:
    """Return a note on each two names that look the same but for capitals, dashes or signs that nobody sees."""
    first: dict[str, str] = {}
    pairs = [(first.setdefault(_look(name), name), name) for name in names]
    return [f"{_told(one)} and {_told(other)} are taken as two {kind}" for one, other in pairs if one != other]


def _told(name: str) -> str:
    """Return a name as a sentence shows it, with a code in place of each sign that nobody would see."""
    return f"`{''.join(sign if sign.isprintable() else f'<U+{ord(sign):04X}>' for sign in name)}`"


def _alike_groups(places: Mapping[str, Mapping[str, object]]) -> list[str]:
    """Return a note on each two groups of one receiver that look the same: it then wants a supplier of either."""
    return [f"{note} of {_told(place)}" for place, groups in places.items() for note in _alike("groups", groups)]


def _look(name: str) -> str:
    """Return what a name looks like: the same text for names that a reader cannot tell apart."""
    shown = (sign for sign in unicodedata.normalize("NFKC", name) if unicodedata.category(sign) != "Cf")
    return "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in shown).casefold()
