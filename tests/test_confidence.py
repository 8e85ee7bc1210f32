"""How much confidence sources allow: by number, independence and reliability."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.claims import GradedClaim
from geo.confidence import Confidence, ConfidenceLevel, confidence
from geo.credence import Credence
from geo.likelihood import GradedNet, graded, likelihoods
from geo.likelihood_told import confidence_in_words
from geo.scenario import Token, link_token
from geo.vocabulary import Credibility, Evidence, Reliability
from geo.world import World
from tests.worlds import draw, net_of

WORLD = draw("gate -airlift/air-> op", needs={"op": "airlift/air"})
NET = net_of(WORLD)


def report(number: int, *sources: str) -> GradedClaim:
    token: Token = link_token(f"line-{number}")
    return GradedClaim(token=token, credibility=Credibility.PROBABLY_TRUE, evidence=Evidence.REPORTED, sources=sources)


def test_what_is_inferred_allows_no_high_confidence_and_is_counted() -> None:
    guess = replace(report(0, "paper", "radio"), evidence=Evidence.INFERRED)
    claims = {row.token: row for row in (guess, report(1, "paper", "radio"))}
    found = confidence(WORLD, GradedNet(net=NET, claims=claims, credence=Credence()), claims)
    assert found is not None
    assert (found.level, found.firm, found.inferred) == (ConfidenceLevel.MODERATE, 2, 1)
    assert confidence_in_words(WORLD, found).endswith("1 of the 2 is our inference from reports of something else.")


def judged(*reports: tuple[str, ...], world: World = WORLD) -> Confidence:
    claims = {row.token: row for row in (report(number, *sources) for number, sources in enumerate(reports))}
    found = confidence(world, GradedNet(net=NET, claims=claims, credence=Credence()), claims)
    assert found is not None
    return found


def lettered(letter: Reliability) -> World:
    return replace(WORLD, sources={name: replace(row, reliability=letter) for name, row in WORLD.sources.items()})


def test_confidence_is_high_if_every_report_has_two_publishers_and_a_reliable_source() -> None:
    found = judged(("paper", "radio"), ("radio", "paper"))
    assert (found.level, found.firm, found.reports, found.publishers) == (ConfidenceLevel.HIGH, 2, 2, 2)


@pytest.mark.parametrize(
    ("single", "level"), [(1, ConfidenceLevel.MODERATE), (2, ConfidenceLevel.MODERATE), (3, ConfidenceLevel.LOW)]
)
def test_confidence_falls_with_the_reports_of_one_publisher(single: int, level: ConfidenceLevel) -> None:
    reports = [("paper",)] * single + [("paper", "radio")] * (4 - single)
    assert judged(*reports).level is level


def test_two_texts_of_one_publisher_are_not_independent() -> None:
    same = replace(WORLD, sources={name: replace(row, publisher="Press") for name, row in WORLD.sources.items()})
    found = judged(("paper", "radio"), world=same)
    assert (found.level, found.publishers) == (ConfidenceLevel.LOW, 1)


@pytest.mark.parametrize("letter", [Reliability.C, Reliability.F])
def test_sources_that_are_not_reliable_make_no_firm_report(letter: Reliability) -> None:
    assert judged(("paper", "radio"), world=lettered(letter)).level is ConfidenceLevel.LOW


def test_the_source_behind_most_reports_is_named() -> None:
    found = judged(("paper", "radio"), ("radio",))
    assert (found.most_cited, found.most_cited_for) == ("radio", 2)


def test_where_no_report_counts_there_is_no_confidence_to_speak_of() -> None:
    assert confidence(WORLD, graded(WORLD, NET), ()) is None


def test_only_reports_that_count_are_judged() -> None:
    network = graded(WORLD, NET)
    found = confidence(WORLD, network, likelihoods(network, frozenset())["op"].minimum.doubtful)
    assert found is not None
    assert found.reports == len(network.claims) == 2
