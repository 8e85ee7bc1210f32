"""Whether everything outside Russia says on whose leave it stands, and whose acts end that leave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geo.countries import OPERATOR
from geo.errors import Fault
from geo.facts import Facts, fault_in
from geo.model import Constraint, Facility, Operation
from geo.vocabulary import ConstraintKind, Extent, Mode

HOST_ACTS = frozenset({ConstraintKind.HOST_REFUSAL, ConstraintKind.HOST_LIMIT})
"""The kinds of constraint that are acts of a host."""


def facilities_say_whose_leave(facts: Facts) -> Iterator[Fault]:
    """Check that every facility outside Russia says on whose leave it stands, and no other does."""
    country_of = {authority.id: authority.country for authority in facts.authorities}
    for facility in facts.facilities:
        for field, problem, remedy in _facility_problems(facility):
            yield fault_in("facilities", facility, field=field, problem=problem, remedy=remedy)
        # An authority that is not known is told as such elsewhere.
        lands = {country_of.get(name, facility.country) for name in facility.consent_of or ()}
        if lands and facility.country not in lands:
            problem, remedy = f"names nobody of {facility.country}", f"Add the authority of {facility.country}"
            yield fault_in("facilities", facility, field="consent_of", problem=problem, remedy=remedy)


def _facility_problems(facility: Facility) -> Iterator[tuple[str, str, str]]:
    """Yield field, problem and remedy of what a facility says about leave and control."""
    if facility.country == OPERATOR and facility.consent_of is not None:
        yield "consent_of", "is given, but the facility is in Russia", "Remove it"
    if facility.country != OPERATOR and facility.consent_of is None:
        yield "consent_of", "is missing", "Add the authorities on whose leave the use stands; [] if on nobody's"
    if facility.controlled_with and facility.controlled_by is None:
        yield "controlled_with", "is given without controlled_by", "Name the one in control, or remove it"


def needs_say_whose_leave(facts: Facts) -> Iterator[Fault]:
    """Check that needs of mode host_consent, and no others, stand on a leave, from among those of their operation."""
    for operation in facts.operations:
        for index, need in enumerate(operation.needs):
            for field, problem, remedy in _need_problems(operation, need):
                where = f"needs[{index}].{field}"
                yield fault_in("operations", operation, field=where, problem=problem, remedy=remedy)


def _need_problems(operation: Operation, need: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - a Need
    """Yield field, problem and remedy of what a need says about leave."""
    if need.mode is not Mode.HOST_CONSENT:
        for field in ("consent_of", "consent_any", "consent_was"):
            if getattr(need, field):
                yield field, f"is given in a need of mode {need.mode}", "Remove it; it belongs to mode host_consent"
        return
    foreign = [name for name in need.consent_of if name not in operation.consent_of]
    if foreign:
        yield "consent_of", f"`{foreign[0]}` is not in consent_of of the operation", "Add it there, or remove it here"
    if need.consent_was != operation.consent_was:
        yield "consent_was", "is not that of the operation", "Write the same periods in both"


def any_of_several_wants_several(facts: Facts) -> Iterator[Fault]:
    """Check that where one authority is enough there are two or more."""
    for name, record, where, row in _standing_on_leave(facts):
        if row.consent_any and len(row.consent_of or ()) < 2:
            problem = "is true with fewer than two in consent_of"
            remedy = "Remove it, or name the others"
            yield fault_in(name, record, field=f"{where}consent_any", problem=problem, remedy=remedy)


def _standing_on_leave(facts: Facts) -> Iterator[tuple[str, Any, str, Any]]:
    """Yield everything that stands on a leave: its list, the record it is in, the way to it, itself."""
    yield from (("facilities", facility, "", facility) for facility in facts.facilities)
    for operation in facts.operations:
        yield "operations", operation, "", operation
        needs = enumerate(operation.needs)
        yield from (("operations", operation, f"needs[{index}].", need) for index, need in needs)


def host_acts_say_whose_and_what(facts: Facts) -> Iterator[Fault]:
    """Check that acts of a host, and no others, say whose act it is, what it touches and whether it ends the leave."""
    for constraint in facts.constraints:
        for field, problem, remedy in _act_problems(constraint):
            yield fault_in("constraints", constraint, field=field, problem=problem, remedy=remedy)


def _act_problems(constraint: Constraint) -> Iterator[tuple[str, str, str]]:
    """Yield field, problem and remedy of what a constraint says about leave."""
    host = constraint.kind in HOST_ACTS
    said = {"authority": constraint.authority, "affects": constraint.affects, "ends_consent": constraint.ends_consent}
    for field, value in said.items():
        given = value is not None if field != "affects" else bool(value)
        if host and not given:
            yield field, f"is missing in a {constraint.kind}", "Add it: a host's act says whose, on what, to what end"
        if given and not host:
            yield field, f"is given in a {constraint.kind}", "Remove it; it belongs to the acts of a host"
    if constraint.ends_consent and constraint.kind is ConstraintKind.HOST_LIMIT:
        yield "ends_consent", "is true in a host_limit, which ends no use", "Make it false, or the kind host_refusal"
    if constraint.ends_consent and constraint.extent is not Extent.ALL:
        yield "extent", "is not `all`, though the act ends consent", "Write all, or make ends_consent false"


CHECKS = (
    facilities_say_whose_leave,
    needs_say_whose_leave,
    any_of_several_wants_several,
    host_acts_say_whose_and_what,
)
