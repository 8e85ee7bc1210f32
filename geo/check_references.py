"""Whether ids name one thing, say what they are, and are there when something refers to them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from geo.errors import Fault
from geo.exercise import Exercise
from geo.facts import Facts, fault_in
from geo.scenario import Scenario, Token, TokenKind
from geo.values import nearest

NAMED = (
    *("sources", "authorities", "facilities", "operations", "regions", "areas", "de_facto", "links", "events"),
    *("constraints", "claims", "assets", "passages", "air_routes", "leg_points", "published_findings"),
    *("method_notes", "scenarios", "briefings", "exercises", "glossary"),
)
"""The lists whose records have an id; parts of countries, which stand within regions, have one too."""

_DRAWN = ("areas",)
"""Lists with names of their own: the ground of an influence is called after the part or the region that it covers."""

_PLACES = ("facilities", "operations")

REFERENCES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("facilities", "region", ("regions",)),
    ("facilities", "consent_of", ("authorities",)),
    ("facilities", "consent_was.of", ("authorities",)),
    ("facilities", "controlled_by", ("authorities",)),
    ("facilities", "controlled_with", ("authorities",)),
    ("facilities", "status.sources", ("sources",)),
    ("operations", "region", ("regions",)),
    ("operations", "consent_of", ("authorities",)),
    ("operations", "consent_was.of", ("authorities",)),
    ("operations", "transit_consent_of", ("authorities",)),
    ("operations", "refused_by", ("authorities",)),
    ("operations", "sources", ("sources",)),
    ("operations", "needs.consent_of", ("authorities",)),
    ("operations", "needs.consent_was.of", ("authorities",)),
    ("operations", "needs.sources", ("sources",)),
    ("operations", "personnel.source", ("sources",)),
    ("links", "origin", ("facilities",)),
    ("links", "target", _PLACES),
    ("links", "sources", ("sources",)),
    ("events", "regions", ("regions",)),
    ("events", "affects", (*_PLACES, "assets")),
    ("events", "sources", ("sources",)),
    ("constraints", "passage", ("passages",)),
    ("constraints", "passages", ("passages",)),
    ("constraints", "authority", ("authorities",)),
    ("constraints", "affects", _PLACES),
    ("constraints", "sources", ("sources",)),
    ("gaps", "operation", ("operations",)),
    ("claims", "article_says_about", ("regions", *_PLACES)),
    ("claims", "sources", ("sources",)),
    ("regions", "influence.part_ids", ("parts",)),
    ("regions", "influence.points", ("facilities",)),
    ("regions", "influence.area", ("areas",)),
    ("regions", "influence.sources", ("sources",)),
    ("regions", "parts.points", ("facilities",)),
    ("regions", "parts.minus", ("parts",)),
    ("areas", "region", ("regions",)),
    ("de_facto", "held_by", ("authorities",)),
    ("de_facto", "part_ids", ("parts",)),
    ("de_facto", "sources", ("sources",)),
    ("assets", "type", ("assets",)),
    ("assets", "payload_range.source", ("sources",)),
    ("assets", "runway_options.source", ("sources",)),
    ("assets", "cruise_options.source", ("sources",)),
    ("assets", "max_payload_options.source", ("sources",)),
    ("assets", "sources", ("sources",)),
    ("passages", "sources", ("sources",)),
    ("overflight_status", "sources", ("sources",)),
    ("air_routes", "origin", ("facilities",)),
    ("air_routes", "target", ("facilities",)),
    ("air_routes", "waypoints.at", ("facilities",)),
    ("air_routes", "payload_no_stop", ("assets",)),
    ("air_routes", "sources", ("sources",)),
    ("legs", "origin", ("facilities", "leg_points")),
    ("legs", "target", ("facilities", "leg_points")),
    ("leg_points", "facility", ("facilities",)),
    ("sea_legs", "origin", ("facilities",)),
    ("sea_legs", "target", ("facilities",)),
    ("sea_legs", "passages", ("passages",)),
    ("sea_legs", "restricted", ("passages",)),
    ("published_findings", "sources", ("sources",)),
    ("method_notes", "sources", ("sources",)),
    ("scenarios", "sources", ("sources",)),
    ("briefings", "steps.sources", ("sources",)),
    ("exercises", "region", ("regions",)),
    ("exercises", "scenarios", ("scenarios",)),
    ("exercises", "asked", ("operations",)),
    ("glossary", "see", ("glossary",)),
)
"""Which field, by its list and the way to it, holds ids of which lists."""

TAKEN_FROM = MappingProxyType(
    {
        TokenKind.FACILITY: "facilities",
        TokenKind.FUNCTION: "facilities",
        TokenKind.HOST: "authorities",
        TokenKind.LINK: "links",
        TokenKind.PASSAGE: "passages",
    }
)
"""Of which list the thing is that a token of each kind takes away; the sky of a country is in none."""

MANY = 3
"""How often an undefined id is told place by place; beyond it the id itself is at fault, and told once."""

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LINK_SUFFIX = re.compile(r"--[a-z0-9_-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mention:
    """An id that a field of a record holds, and the lists in which it may be defined."""

    name: str
    record: Any
    field: str
    id: str
    allowed: tuple[str, ...]


def references_resolve(facts: Facts) -> Iterator[Fault]:
    """Check that every id that a record mentions names something of the kind that belongs there."""
    known = _ids(facts)
    dangling: dict[str, list[_Mention]] = defaultdict(list)
    for mention in (*_dangling(facts, known), *_dangling_tokens(facts, known)):
        dangling[mention.id].append(mention)
    for mentions in dangling.values():
        if len(mentions) > MANY:
            yield _unresolved(mentions[0], known, others=len(mentions) - 1)
        else:
            yield from (_unresolved(mention, known) for mention in mentions)


def ids_are_unique(facts: Facts) -> Iterator[Fault]:
    """Check that an id names one thing in the whole data set; drawn grounds have names of their own."""
    owner: dict[tuple[str, bool], str] = {}
    for name, record in _named(facts):
        key = (record.id, name in _DRAWN)
        if key in owner:
            problem = f"`{record.id}` already names one of the {owner[key]}"
            yield fault_in(name, record, field="id", problem=problem, remedy="Choose an id that nothing else has")
        owner.setdefault(key, name.replace("_", " "))


def ids_are_kebab_case(facts: Facts) -> Iterator[Fault]:
    """Check that ids but those of links are lower-case letters and digits with single hyphens between."""
    for name, record in _named(facts):
        if name != "links" and not _KEBAB.fullmatch(record.id):
            remedy = "Use lower-case letters a-z, digits and single hyphens"
            yield fault_in(name, record, field="id", problem="is not kebab-case", remedy=remedy)


def link_ids_say_what_they_are(facts: Facts) -> Iterator[Fault]:
    """Check that the id of a link is made of its ends, its mode and its start."""
    for link in facts.links:
        stem = f"{link.origin}--{link.target}--{link.mode}--{link.start.text if link.start else 'start'}"
        rest = link.id.removeprefix(stem)
        if not link.id.startswith(stem) or (rest and not _LINK_SUFFIX.fullmatch(rest)):
            remedy = f"Write `{stem}`, and `--` and the functions after it where two would be alike"
            yield fault_in("links", link, field="id", problem="does not say what the link is", remedy=remedy)


def event_ids_begin_with_their_date(facts: Facts) -> Iterator[Fault]:
    """Check that the id of an event begins with its date."""
    for event in facts.events:
        if not event.id.startswith(f"{event.date.text}-"):
            remedy = f"Begin it with `{event.date.text}-`"
            yield fault_in("events", event, field="id", problem="does not begin with the date", remedy=remedy)


CHECKS = (
    references_resolve,
    ids_are_unique,
    ids_are_kebab_case,
    link_ids_say_what_they_are,
    event_ids_begin_with_their_date,
)


def _named(facts: Facts) -> Iterator[tuple[str, Any]]:
    """Yield every record that has an id, with its list; parts of countries count to the regions."""
    for name in NAMED:
        for record in getattr(facts, name):
            yield name, record
            for part in getattr(record, "parts", ()):
                yield name, part


def _ids(facts: Facts) -> Mapping[str, frozenset[str]]:
    """Return the ids of each list."""
    parts = frozenset(part.id for region in facts.regions for part in region.parts)
    return {"parts": parts} | {name: frozenset(record.id for record in getattr(facts, name)) for name in NAMED}


def _dangling(facts: Facts, known: Mapping[str, frozenset[str]]) -> Iterator[_Mention]:
    """Yield the ids in fields that name nothing; what stands in a file that could not be read is not asked for."""
    for name, path, allowed in REFERENCES:
        if facts.unread.isdisjoint(allowed):
            defined = facts.unread_ids.union(*(known[kind] for kind in allowed))
            for record in getattr(facts, name):
                for field, mentioned in _mentions(record, path):
                    if mentioned not in defined:
                        yield _Mention(name=name, record=record, field=field, id=mentioned, allowed=allowed)


def _dangling_tokens(facts: Facts, known: Mapping[str, frozenset[str]]) -> Iterator[_Mention]:
    """Yield the ids in tokens of scenarios and exercises that name nothing."""
    for name, field, record, token in taken_in(facts):
        kind = TAKEN_FROM.get(token.kind)
        if kind and kind not in facts.unread and token.name not in known[kind] | facts.unread_ids:
            yield _Mention(name=name, record=record, field=field, id=token.name, allowed=(kind,))


def taken_in(facts: Facts) -> Iterator[tuple[str, str, Scenario | Exercise, Token]]:
    """Yield everything that scenarios and exercises take away, with the list, the field and the record it stands in."""
    for scenario in facts.scenarios:
        yield from (("scenarios", "tokens", scenario, token) for token in sorted(scenario.tokens, key=str))
    for exercise in facts.exercises:
        yield from (("exercises", "lost", exercise, token) for token in sorted(exercise.lost, key=str))


def _mentions(record: Any, path: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any record of the model
    """Yield the ids that a record holds at the end of a path, each with the exact way to it."""
    name, _, rest = path.partition(".")
    value = getattr(record, name)
    for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
        label = f"{name}[{index}]" if isinstance(value, tuple) else name
        if rest:
            yield from ((f"{label}.{field}", mentioned) for field, mentioned in _mentions(item, rest))
        elif item is not None:
            # Pairs are id and figure.
            yield label, item[0] if isinstance(item, tuple) else item


def _unresolved(mention: _Mention, known: Mapping[str, frozenset[str]], *, others: int = 0) -> Fault:
    """Return the fault of an id that does not name what it should; `others` is how often it stands elsewhere."""
    wanted = " or ".join(kind.replace("_", " ") for kind in mention.allowed)
    other = next((kind.replace("_", " ") for kind, ids in known.items() if mention.id in ids), None)
    problem = f"is one of the {other}, not of the {wanted}" if other else "is not defined"
    if others:
        problem = f"{problem}; {others} other places name it too"
    remedy = nearest(
        mention.id,
        frozenset().union(*(known[kind] for kind in mention.allowed)),
        otherwise=f"Add it to the {wanted}, or write the id of one that is there",
    )
    if others:
        remedy = f"{remedy} If the thing has a new id, give it the old one back"
    return fault_in(
        mention.name, mention.record, field=mention.field, problem=f"`{mention.id}` {problem}", remedy=remedy
    )
