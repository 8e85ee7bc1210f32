"""The graded claims of a day, and the chances that they stand by."""

from __future__ import annotations

from datetime import date

import pytest

from geo.claims import Chance, GradedClaim, claims_on
from geo.credence import Bound, Credence, Range
from geo.dates import PartialDate
from geo.model import Status
from geo.scenario import facility_token, link_token
from geo.vocabulary import Credibility, Evidence, State
from tests.worlds import DAY, draw, facility, link, net_of, operation, world_of


def claim(*sources: str, grade: int = 2, evidence: Evidence = Evidence.REPORTED) -> GradedClaim:
    return GradedClaim(token=link_token("line"), credibility=Credibility(grade), evidence=evidence, sources=sources)


def status(start: str, end: str | None, state: State, source: str) -> Status:
    return Status(
        start=PartialDate(start),
        end=PartialDate(end) if end else None,
        state=state,
        note="",
        sources=(source,),
        credibility=Credibility.POSSIBLY_TRUE,
    )


def test_every_live_link_and_every_usable_facility_is_a_claim() -> None:
    world = draw(
        "gate -airlift/air-> hub -airlift/air-> op", "ruin", needs={"op": "airlift/air"}, states={"ruin": "closed"}
    )
    links = {link_token(name) for name in world.links}
    assert set(claims_on(world, net_of(world))) == links | {facility_token("gate"), facility_token("hub")}


def test_a_facility_is_claimed_to_be_in_its_state_of_the_day() -> None:
    history = (status("2020", "2022", State.ACTIVE, "paper"), status("2023", None, State.REDUCED, "radio"))
    world = world_of([facility("gate"), facility("hub", status=history)], [operation("op")], [])
    sources = [claims_on(world, net_of(world, day))[facility_token("hub")].sources for day in (date(2021, 1, 1), DAY)]
    assert sources == [("paper",), ("radio",)]


def test_a_source_that_is_cited_twice_counts_once() -> None:
    line = link("gate", "op", sources=("paper", "paper"))
    world = world_of([facility("gate")], [operation("op")], [line])
    assert claims_on(world, net_of(world))[link_token(line.id)].sources == ("paper",)


def test_an_inferred_claim_gets_the_range_of_the_next_grade() -> None:
    credence = Credence()
    assert claim("paper", evidence=Evidence.INFERRED).chance(credence).span == credence.possibly_true


def test_a_claim_without_a_source_has_a_draw_of_its_own() -> None:
    assert claim().chance(Credence()).draws == ("link:line",)


@pytest.mark.parametrize("count", [1, 2, 12])
@pytest.mark.parametrize("bound", Bound)
def test_a_claim_stands_with_its_probability_however_many_sources_it_has(count: int, bound: Bound) -> None:
    chance = Chance(span=Range(low=0.55, high=0.8), draws=tuple(f"source {number}" for number in range(count)))
    all_wrong = (1 - chance.threshold(bound)) ** count
    assert 1 - all_wrong == pytest.approx(chance.span.at(bound))


def test_what_never_carries_a_grade_is_no_claim() -> None:
    world = draw("gate -airlift/air-> hub -airlift/air-> op", needs={"op": "airlift/air"}, hosts={"hub": "north"})
    kinds = {token.kind.value for token in claims_on(world, net_of(world))}
    assert kinds == {"fac", "link"}
