"""Small worlds: draw them in lines, or build their records one by one.

    gate -airlift/air-> hub -airlift/air-> op        a reported chain; facilities called gate... are gateways
    gate ~airlift+refuel/air~> hub                   an inferred link that carries two functions

Needs are written `airlift/air` (essential), `airlift/air?` (important), `airlift/air.` (minor), `refuel/road*` (met by
local supply), `airlift/air|sealift/sea` (alternatives), `leave:a`, `leave:a+b` (both) and `leave:a|b` (any one).
Hosts of facilities are written `a`, `a+b` and `a|b` too. Everything lasts from 2020 on unless it is said otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from geo.dates import PartialDate
from geo.lift_records import Passage
from geo.model import Authority, Facility, Link, Need, Operation, Region, Source, Stage, Status
from geo.network import Net, Parameters, compile_net, host_token
from geo.scenario import Token, parse_token
from geo.vocabulary import (
    AuthorityKind,
    Credibility,
    Evidence,
    FacilityKind,
    Function,
    Mode,
    OperationKind,
    PassageStatus,
    Reliability,
    Role,
    StageName,
    State,
    Weight,
)
from geo.world import World, make_world

DAY = date(2024, 11, 26)
START = PartialDate("2020")
SOURCES = ("paper", "radio")

_ARROW = re.compile(r"\s+([-~])(\S+)/(\w+)\1>\s+")
_WEIGHTS = {"?": Weight.IMPORTANT, ".": Weight.MINOR}


def facility(
    name: str, /, *, state: str = "active", hosts: str = "", local: Iterable[str] = (), **fields: Any
) -> Facility:
    """Return a facility: a gateway in Russia if its name begins with `gate`, otherwise a hub abroad."""
    gateway = name.startswith("gate")
    row = Status(
        start=START, end=None, state=State(state), note="", sources=SOURCES, credibility=Credibility.PROBABLY_TRUE
    )
    defaults: dict[str, Any] = {
        "name": name.replace("-", " ").capitalize(),
        "alt_names": (),
        "country": "RUS" if gateway else "AAA",
        "lat": 0.0,
        "lon": 0.0,
        "coord_source": "drawn",
        "kind": FacilityKind.AIR_BASE,
        "role": Role.GATEWAY if gateway else Role.HUB,
        "operator": "Russia",
        "region": "land",
        "functions": tuple(Function),
        "status": (row,),
        "local_supply": tuple(Function(word) for word in local),
        "consent_of": None if gateway else _names(hosts),
        "consent_any": "|" in hosts,
    }
    return Facility(id=name, **(defaults | fields))


def link(origin: str, target: str, what: str = "airlift/air", *, since: PartialDate = START, **fields: Any) -> Link:
    """Return a link that carries `functions/mode`; functions are joined by a plus, none is written as nothing."""
    functions, _, mode = what.partition("/")
    defaults: dict[str, Any] = {
        "functions": tuple(Function(word) for word in functions.split("+") if word),
        "start": since,
        "end": None,
        "evidence": Evidence.REPORTED,
        "note": "",
        "sources": SOURCES,
        "credibility": Credibility.PROBABLY_TRUE,
    }
    suffix = f"--{functions.replace('+', '-')}" if functions else ""
    name = f"{origin}--{target}--{mode}--{since.text}{suffix}"
    return Link(id=name, origin=origin, target=target, mode=Mode(mode), **(defaults | fields))


def operation(name: str, /, *needs: str, stage: StageName = StageName.RUNNING, **fields: Any) -> Operation:
    """Return an operation with the needs as they are written."""
    rows = tuple(row for number, text in enumerate(needs) for row in _needs(text, f"group {number}"))
    defaults: dict[str, Any] = {
        "name": f"Mission in {name.capitalize()}",
        "country": ("AAA",),
        "region": "land",
        "lat": 0.0,
        "lon": 0.0,
        "kind": OperationKind.EXPEDITIONARY,
        "actor": "Russia",
        "start": START,
        "end": None,
        "stages": (Stage(start=fields.get("start", START), stage=stage),),
        "personnel": (),
        "needs": rows,
        "host_consent": "",
        "consent_of": tuple(dict.fromkeys(host for row in rows for host in row.consent_of)),
        "note": "",
        "sources": SOURCES,
    }
    return Operation(id=name, **(defaults | fields))


def draw(
    *lines: str,
    needs: Mapping[str, str | Iterable[str]] = {},
    states: Mapping[str, str] = {},
    hosts: Mapping[str, str] = {},
    local: Mapping[str, Iterable[str]] = {},
    **more: Iterable[Any],
) -> World:
    """Return the world that lines draw; see the head of this module.

    Parameters
    ----------
    *lines
        Chains of places and arrows; a single name is a facility without links.
    needs
        What each operation wants; everything that is named here is an operation.
    states, hosts, local
        What differs from an active facility on nobody's leave with no supply of its own.
    **more
        Further records by list; a facility or operation given here takes the place of the drawn one.
    """
    links = [row for line in lines for row in _links(line)]
    given = {row.id: row for name in ("facilities", "operations") for row in more.pop(name, ())}
    places = dict.fromkeys(place for line in lines for place in _ARROW.split(line.strip())[::4])
    facilities = {
        name: facility(name, state=states.get(name, "active"), hosts=hosts.get(name, ""), local=local.get(name, ()))
        for name in places
        if name not in needs
    }
    operations = {n: operation(n, *([w] if isinstance(w, str) else w)) for n, w in needs.items()}
    facilities |= {name: row for name, row in given.items() if isinstance(row, Facility)}
    operations |= {name: row for name, row in given.items() if isinstance(row, Operation)}
    return world_of([*facilities.values()], [*operations.values()], [*links, *more.pop("links", ())], **more)


def world_of(
    facilities: Iterable[Facility], operations: Iterable[Operation], links: Iterable[Link], **more: Iterable[Any]
) -> World:
    """Return a checked world of records, with the sources, region and authorities that they name."""
    places, wants = list(facilities), list(operations)
    named = {host for row in (*places, *wants) for host in row.consent_of or ()}
    named |= {host for row in (*places, *wants) for period in row.consent_was for host in period.of}
    named |= {row.authority for row in more.get("constraints", ())} - {None}
    defaults: dict[str, Iterable[Any]] = {
        "sources": [_source(name) for name in SOURCES],
        "regions": [Region(id="land", name="Land", countries=("AAA", "RUS"), note="", influence=())],
        "authorities": [authority(name) for name in sorted(named)],
    }
    return make_world(facilities=places, operations=wants, links=links, **(defaults | more))


def authority(name: str) -> Authority:
    """Return a government."""
    return Authority(
        id=name, name=f"Government of {name.capitalize()}", country="AAA", kind=AuthorityKind.GOVERNMENT, note=""
    )


def passage(name: str, /, **fields: Any) -> Passage:
    """Return a strait that is open."""
    defaults: dict[str, Any] = {
        "name": name,
        "lat": 0.0,
        "lon": 0.0,
        "line": ((0.0, 0.0), (1.0, 1.0)),
        "coord_source": "drawn",
        "status": PassageStatus.OPEN,
        "searoute_label": (),
        "note": "",
        "sources": SOURCES,
    }
    return Passage(id=name, **(defaults | fields))


def net_of(world: World, day: date = DAY, **parameters: Any) -> Net:
    """Return the compiled network of a day."""
    return compile_net(world, day, Parameters(**parameters))


def lose(*texts: str) -> frozenset[Token]:
    """Return tokens from their texts; a bare id is a facility."""
    return frozenset(parse_token(text) for text in texts)


def hosts_of(*names: str) -> frozenset[Token]:
    """Return the tokens of hosts."""
    return frozenset(host_token(name) for name in names)


def _links(line: str) -> list[Link]:
    """Return the links of a line of the drawing."""
    parts = _ARROW.split(line.strip())
    rows = []
    for at in range(0, len(parts) - 1, 4):
        origin, bar, functions, mode, target = parts[at : at + 5]
        row = link(origin, target, f"{functions}/{mode}")
        rows.append(replace(row, evidence=Evidence.INFERRED) if bar == "~" else row)
    return rows


def _needs(text: str, group: str) -> list[Need]:
    """Return the needs that a text asks for: one, or alternatives."""
    if text.startswith("leave:"):
        return [_leave(text.removeprefix("leave:"))]
    parts = text.split("|")
    return [_need(part, any_of=group if len(parts) > 1 else None) for part in parts]


def _need(text: str, *, any_of: str | None) -> Need:
    """Return one need that a chain meets, or local supply."""
    function, _, mode = text.rstrip("?.*").partition("/")
    return Need(
        function=Function(function),
        mode=Mode(mode),
        weight=next((weight for mark, weight in _WEIGHTS.items() if mark in text), Weight.ESSENTIAL),
        note="",
        sources=SOURCES,
        any_of=any_of,
        local_supply="*" in text,
    )


def _leave(text: str) -> Need:
    """Return the need of a leave."""
    return Need(
        function=Function.GARRISON,
        mode=Mode.HOST_CONSENT,
        weight=next((weight for mark, weight in _WEIGHTS.items() if mark in text), Weight.ESSENTIAL),
        note="",
        sources=SOURCES,
        consent_of=_names(text.rstrip("?.")),
        consent_any="|" in text,
    )


def _names(hosts: str) -> tuple[str, ...]:
    return tuple(re.split(r"[+|]", hosts)) if hosts else ()


def _source(name: str) -> Source:
    return Source(
        id=name,
        publisher=name,
        title=f"The {name}",
        date=PartialDate("2024"),
        url=f"https://{name}.example/",
        supports="everything here",
        reliability=Reliability.B,
    )
