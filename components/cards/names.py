"""What a person would call a record, whatever kind it is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from components import style
from components.view import selectable
from geo.countries import countries_in_words
from geo.lift_records import AirRoute
from geo.model import Claim, Constraint, DeFactoArea, Event, Facility, Link, Operation, Region
from geo.naming import short_name, short_operation
from geo.network import FUNCTION_WORDS
from geo.vocabulary import Function
from geo.world import World

_NAMING = ("name", "title", "topic", "statement")
"""Fields that may hold what a record is called, best first."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """A record as a word to click on."""

    id: str
    name: str
    has_card: bool = True


def name_of(world: World, record_id: str) -> str:
    """Return the name of a record; an id that names nothing is returned as it is."""
    row = world.records.get(record_id)
    match row:
        case Link():
            ends = (short_name_of(world, row.origin), short_name_of(world, row.target))
            return f"{' to '.join(ends)}, {style.MODE_WORD[row.mode]}"
        case Constraint():
            return f"{style.CONSTRAINT_WORD[row.kind].capitalize()}: {row.against}"
        case Event():
            return row.title
        case Claim():
            return row.claim
        case AirRoute():
            return f"{short_name_of(world, row.origin)} to {short_name_of(world, row.target)}, by air"
        case Facility() | Operation() | Region() | DeFactoArea():
            return row.name
        case None:
            return record_id
        case _:
            return next(filter(None, (getattr(row, field, "") for field in _NAMING)), record_id)


def named(world: World, record_ids: Iterable[str]) -> tuple[Named, ...]:
    """Return records as words to click on; those without a card are said but cannot be clicked."""
    cards = selectable(world)
    return tuple(Named(id=name, name=name_of(world, name), has_card=name in cards) for name in record_ids)


def short_name_of(world: World, record_id: str) -> str:
    """Return what a person calls a facility or an operation in passing: `Khmeimim`, `Africa Corps in Mali`."""
    if record_id in world.facilities:
        return short_name(world.facilities[record_id])
    return short_operation(world.operations[record_id]) if record_id in world.operations else name_of(world, record_id)


def functions_in_words(functions: Iterable[Function]) -> str:
    """Return functions in words; a link or a facility may have none."""
    return ", ".join(FUNCTION_WORDS[function] for function in functions) or "no function documented"


def whose(constraint: Constraint, world: World) -> str:
    """Return whose act, or what passage, a constraint is about, in words."""
    if constraint.authority:
        return name_of(world, constraint.authority)
    passages = (*((constraint.passage,) if constraint.passage else ()), *constraint.passages)
    countries = (*((constraint.country,) if constraint.country else ()), *constraint.countries)
    return ", ".join(name_of(world, name) for name in passages) or countries_in_words(countries)
