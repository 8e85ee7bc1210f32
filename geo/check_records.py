"""Whether a record makes sense by itself and beside those it belongs with."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from geo.errors import Fault
from geo.facts import Facts, fault_in
from geo.vocabulary import Credibility, Function, Mode, Weight

TITLE_LENGTH = 80
"""Characters that the title of an event may have."""

_COUNTRY = re.compile("[A-Z]{3}")
_COUNTRY_FIELDS = {
    "authorities": ("country",),
    "facilities": ("country",),
    "operations": ("country",),
    "constraints": ("country", "countries", "applies_to_destination"),
    "overflight_status": ("country", "applies_to_destination"),
    "air_routes": ("overflies",),
    "de_facto": ("country",),
    "regions": ("countries",),
}


def countries_are_codes(facts: Facts) -> Iterator[Fault]:
    """Check that countries are alpha-3 codes."""
    for name, fields in _COUNTRY_FIELDS.items():
        for record in getattr(facts, name):
            for field in fields:
                value = getattr(record, field)
                for code in value if isinstance(value, tuple) else (value,):
                    if code is not None and not _COUNTRY.fullmatch(code):
                        remedy = "Write the ISO 3166-1 alpha-3 code, such as SYR"
                        yield fault_in(name, record, field=field, problem=f"`{code}` is not alpha-3", remedy=remedy)


def regions_hold_their_facilities(facts: Facts) -> Iterator[Fault]:
    """Check that a facility's country is one of its region."""
    countries = {region.id: region.countries for region in facts.regions}
    for facility in facts.facilities:
        if facility.country not in countries.get(facility.region, (facility.country,)):
            problem = f"`{facility.region}` does not hold {facility.country}"
            remedy = "Choose the region of the country, or add the country to the region"
            yield fault_in("facilities", facility, field="region", problem=problem, remedy=remedy)


def regions_hold_their_parts(facts: Facts) -> Iterator[Fault]:
    """Check that what is drawn of a region lies in the countries of the region."""
    for region in facts.regions:
        lands = {f"parts[{index}].country": {part.country} for index, part in enumerate(region.parts)}
        lands |= {f"influence[{index}].countries": set(row.countries) for index, row in enumerate(region.influence)}
        for field, codes in lands.items():
            for code in sorted(codes.difference(region.countries)):
                problem, remedy = f"`{code}` is not in the region", "Add it to the countries of the region"
                yield fault_in("regions", region, field=field, problem=problem, remedy=remedy)


def constraints_say_where(facts: Facts) -> Iterator[Fault]:
    """Check that a constraint names one of country, countries, passage, passages."""
    for constraint in facts.constraints:
        where = (constraint.country, constraint.countries, constraint.passage, constraint.passages)
        if sum(map(bool, where)) != 1:
            problem = (
                "is not the one field that says where" if constraint.country else "is missing, and no other says where"
            )
            remedy = "Give exactly one of country, countries, passage, passages"
            yield fault_in("constraints", constraint, field="country", problem=problem, remedy=remedy)


def constraints_have_a_source(facts: Facts) -> Iterator[Fault]:
    """Check that every constraint rests on a source."""
    for constraint in facts.constraints:
        if not constraint.sources:
            yield fault_in("constraints", constraint, field="sources", problem="is empty", remedy="Add a source id")


def what_is_confirmed_has_two_sources(facts: Facts) -> Iterator[Fault]:
    """Check that what is called confirmed by other sources has two or more."""
    rows: list[tuple[str, Any, str, Any]] = [("links", link, "", link) for link in facts.links]
    rows += [
        ("facilities", place, f"status[{i}].", row) for place in facts.facilities for i, row in enumerate(place.status)
    ]
    for name, record, where, row in rows:
        if row.credibility is Credibility.CONFIRMED and len(row.sources) < 2:
            remedy = "Add the source that confirms it, or write 2 (probably true)"
            problem = "is 1 (confirmed) with fewer than two sources"
            yield fault_in(name, record, field=f"{where}credibility", problem=problem, remedy=remedy)


def alternatives_weigh_the_same(facts: Facts) -> Iterator[Fault]:
    """Check that a group of alternative needs has two or more, of one weight."""
    for operation in facts.operations:
        groups: dict[str, list[Weight]] = defaultdict(list)
        for need in operation.needs:
            if need.any_of is not None:
                groups[need.any_of].append(need.weight)
        for label, weights in groups.items():
            if len(weights) < 2 or len(set(weights)) > 1:
                problem = f"any_of `{label}` is not two needs or more of one weight"
                remedy = "Give the alternatives the same any_of and weight, or leave any_of out"
                yield fault_in("operations", operation, field="needs", problem=problem, remedy=remedy)


def facilities_have_what_they_give(facts: Facts) -> Iterator[Fault]:
    """Check that local supply, and links to operations, name functions that the facility has."""
    functions = {facility.id: facility.functions for facility in facts.facilities}
    operations = {operation.id for operation in facts.operations}
    rows: list[tuple[str, Any, str, str, tuple[Function, ...]]]
    rows = [("facilities", place, "local_supply", place.id, place.local_supply) for place in facts.facilities]
    rows += [("links", row, "functions", row.origin, row.functions) for row in facts.links if row.target in operations]
    for name, record, field, origin, given in rows:
        missing = [function for function in given if function not in functions.get(origin, Function)]
        if missing:
            problem = f"`{missing[0]}` is not among the functions of `{origin}`"
            yield fault_in(
                name, record, field=field, problem=problem, remedy="Add it to the facility, or remove it here"
            )


def titles_are_short(facts: Facts) -> Iterator[Fault]:
    """Check that the title of an event fits a line."""
    for event in facts.events:
        if len(event.title) > TITLE_LENGTH:
            problem = f"has {len(event.title)} characters"
            remedy = f"Shorten it to {TITLE_LENGTH}; the rest goes into the note"
            yield fault_in("events", event, field="title", problem=problem, remedy=remedy)


def assets_fly_or_sail(facts: Facts) -> Iterator[Fault]:
    """Check that an asset goes by air or by sea."""
    for asset in facts.assets:
        if asset.mode not in (Mode.AIR, Mode.SEA):
            yield fault_in("assets", asset, field="mode", problem=f"is `{asset.mode}`", remedy="Use one of air, sea")


def gaps_name_a_need(facts: Facts) -> Iterator[Fault]:
    """Check that a gap of an operation names one of its essential needs, as function/mode."""
    essential = {
        operation.id: {f"{need.function}/{need.mode}" for need in operation.needs if need.weight is Weight.ESSENTIAL}
        for operation in facts.operations
    }
    for gap in facts.gaps:
        allowed = {None} if gap.operation is None else essential.get(gap.operation, {gap.need})
        if gap.need not in allowed:
            remedy = f"Write {' or '.join(sorted(map(str, allowed))) or 'null'}"
            problem = f"`{gap.need}` is not an essential need of the operation"
            yield fault_in("gaps", gap, field="need", problem=problem, remedy=remedy)


def briefings_can_be_given(facts: Facts) -> Iterator[Fault]:
    """Check that a briefing says what it is, has steps, and that each has a title and words."""
    for briefing in facts.briefings:
        fields = {name: getattr(briefing, name) for name in ("title", "author", "data", "summary", "steps")}
        for index, step in enumerate(briefing.steps):
            fields |= {f"steps[{index}].title": step.title, f"steps[{index}].words": step.words}
        for field, value in fields.items():
            if not value:
                remedy = "Write it, or take the briefing out"
                yield fault_in("briefings", briefing, field=field, problem="is empty", remedy=remedy)


CHECKS = (
    countries_are_codes,
    regions_hold_their_facilities,
    regions_hold_their_parts,
    constraints_say_where,
    constraints_have_a_source,
    what_is_confirmed_has_two_sources,
    alternatives_weigh_the_same,
    facilities_have_what_they_give,
    titles_are_short,
    assets_fly_or_sail,
    gaps_name_a_need,
    briefings_can_be_given,
)
