"""Whether what scenarios and exercises take away is there to be taken."""

from __future__ import annotations

from collections.abc import Iterator

from geo.check_references import taken_in
from geo.countries import CLOSABLE
from geo.errors import Fault
from geo.facts import Facts, fault_in
from geo.scenario import TokenKind


def tokens_take_away_what_is_given(facts: Facts) -> Iterator[Fault]:
    """Check that a token that takes away one function of a facility takes away one that the facility has."""
    functions = {facility.id: facility.functions for facility in facts.facilities}
    for name, field, record, token in taken_in(facts):
        given = functions.get(token.name)
        if token.function and given is not None and token.function not in given:
            problem = f"`{token}` takes away a function that the facility does not have"
            remedy = f"Its functions are {', '.join(given) or 'none'}"
            yield fault_in(name, record, field=field, problem=problem, remedy=remedy)


def skies_are_of_countries(facts: Facts) -> Iterator[Fault]:
    """Check that a token that shuts a sky names a country of the base map that can shut it to these flights."""
    for name, field, record, token in taken_in(facts):
        if token.kind is TokenKind.OVERFLIGHT and token.name not in CLOSABLE:
            problem = f"`{token}` shuts the sky of no country of the base map that can shut it to these flights"
            remedy = "Write the alpha-3 code of a country other than Russia, as in over:TUR"
            yield fault_in(name, record, field=field, problem=problem, remedy=remedy)


CHECKS = (tokens_take_away_what_is_given, skies_are_of_countries)
