"""Which records cite which source: the reverse of what the facts say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import MappingProxyType
from typing import Final

from components.cards.names import Named, named
from geo.countries import country_in_words
from geo.world import World

LISTS: Final = (
    ("facilities", "facility", "facilities"),
    ("operations", "operation", "operations"),
    ("links", "line", "lines"),
    ("events", "turning point", "turning points"),
    ("constraints", "closure or refusal", "closures and refusals"),
    ("regions", "region", "regions"),
    ("de_facto", "area held by others", "areas held by others"),
    ("claims", "claim of the article", "claims of the article"),
    ("scenarios", "scenario", "scenarios"),
    ("assets", "aircraft or ship", "aircraft and ships"),
    ("passages", "strait or canal", "straits and canals"),
    ("air_routes", "air route", "air routes"),
    ("published_findings", "published finding", "published findings"),
    ("method_notes", "method note", "method notes"),
)
"""Lists of records that cite sources, and what one and several of each are called."""


@dataclass(frozen=True, kw_only=True)
class Citing:
    """The records of one kind that cite a source."""

    words: str
    """How many of what: `2 facilities`."""
    records: tuple[Named, ...]


def citations(world: World) -> Mapping[str, tuple[Citing, ...]]:
    """Return, by source id, the records that cite it, kind by kind; a source that nothing cites has none."""
    found: dict[str, list[Citing]] = {name: [] for name in world.sources}
    for listed, one, many in LISTS:
        for source, records in _reversed(getattr(world, listed).items()).items():
            words = f"{len(records)} {one if len(records) == 1 else many}"
            found[source].append(Citing(words=words, records=named(world, records)))
    overflights = ((f"Overflight of {country_in_words(row.country)}", row) for row in world.overflight_status)
    for source, names in _reversed(overflights).items():
        unlinked = tuple(Named(id="", name=name, has_card=False) for name in names)
        found[source].append(Citing(words=f"{len(names)} on overflight", records=unlinked))
    return MappingProxyType({name: tuple(rows) for name, rows in found.items()})


def sources_in(record: object) -> Iterator[str]:
    """Return the source ids that a record cites, anywhere within it."""
    for field in fields(record) if is_dataclass(record) else ():
        value = getattr(record, field.name)
        if field.name == "sources":
            yield from value
        elif field.name == "source" and value:
            yield value
        elif isinstance(value, tuple):
            for item in value:
                yield from sources_in(item)


def _reversed(records: Iterable[tuple[str, object]]) -> dict[str, list[str]]:
    citing: dict[str, list[str]] = {}
    for name, record in records:
        for source in dict.fromkeys(sources_in(record)):
            citing.setdefault(source, []).append(name)
    return citing
