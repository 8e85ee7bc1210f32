"""The lists that are kept with the facts for later and that nothing is computed with yet, as plain notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from components.cards.names import name_of, short_name_of
from components.cards.top import cited
from geo.countries import countries_in_words, country_in_words
from geo.dates import spoken_period
from geo.lift_records import SeaLeg
from geo.model import Source
from geo.numbers import THIN_SPACE, spaced
from geo.world import World


@dataclass(frozen=True, kw_only=True)
class Note:
    """An entry of a list that is carried for later."""

    title: str
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NoteList:
    """A list that nothing is computed with yet."""

    id: str
    title: str
    notes: tuple[Note, ...]


def carried(world: World) -> tuple[NoteList, ...]:
    """Return the lists, each with everything that a reader can read of it."""
    lists = (
        ("findings", "Published findings, to test against", _findings(world)),
        ("methods", "Notes on how figures were made", _methods(world)),
        ("assets", "Transport aircraft and ships", _assets(world)),
        ("passages", "Straits and canals", _passages(world)),
        ("overflight", "What overflight was allowed", _overflights(world)),
        ("air-routes", "Air routes as drawn from reports", _air_routes(world)),
        ("legs", "Great-circle distances", _legs(world)),
        ("sea-legs", "Distances by sea", _sea_legs(world)),
    )
    return tuple(NoteList(id=name, title=title, notes=tuple(notes)) for name, title, notes in lists)


def _findings(world: World) -> Iterator[Note]:
    for row in world.published_findings.values():
        yield Note(title=row.statement, text=f"How to test it: {row.how_to_test}", sources=cited(world, [row.sources]))


def _methods(world: World) -> Iterator[Note]:
    for row in world.method_notes.values():
        yield Note(title=row.topic, text=row.text, sources=cited(world, [row.sources]))


def _assets(world: World) -> Iterator[Note]:
    for row in world.assets.values():
        yield Note(title=row.name, text=row.note, sources=cited(world, [row.sources]))


def _passages(world: World) -> Iterator[Note]:
    for row in world.passages.values():
        title = f"{row.name}: {row.status.replace('_', ' ')}"
        yield Note(title=title, text=row.note, sources=cited(world, [row.sources]))


def _overflights(world: World) -> Iterator[Note]:
    for row in world.overflight_status:
        only = f" to {countries_in_words(row.applies_to_destination)}" if row.applies_to_destination else ""
        title = f"{country_in_words(row.country)}: {row.status}{only}, {spoken_period(row.start, row.end)}"
        yield Note(title=title, text=row.note, sources=cited(world, [row.sources]))


def _air_routes(world: World) -> Iterator[Note]:
    for row in world.air_routes.values():
        over = f"Over {countries_in_words(row.overflies)}. " if row.overflies else ""
        title = f"{name_of(world, row.id)}, {_km(row.km)}"
        yield Note(title=title, text=f"{over}{row.note}", sources=cited(world, [row.sources]))


def _legs(world: World) -> Iterator[Note]:
    for row in world.legs:
        yield Note(title=_ends(world, row.origin, row.target), text=_km(row.great_circle_km))


def _sea_legs(world: World) -> Iterator[Note]:
    for row in world.sea_legs:
        yield Note(title=_ends(world, row.origin, row.target), text=_sea_way(world, row))


def _sea_way(world: World, row: SeaLeg) -> str:
    """Return how far it is by sea, by which straits, and with which of them closed."""
    far = _km(row.km) if row.km is not None else "no way"
    used = f", by {', '.join(name_of(world, name) for name in row.passages)}" if row.passages else ""
    shut = f", with {', '.join(name_of(world, name) for name in row.restricted)} closed" if row.restricted else ""
    return f"{far}{used}{shut}"


def _ends(world: World, origin: str, target: str) -> str:
    return f"{short_name_of(world, origin)} to {short_name_of(world, target)}"


def _km(length_km: float) -> str:
    return f"{spaced(length_km)}{THIN_SPACE}km"
