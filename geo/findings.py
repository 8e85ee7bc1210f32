"""Every published finding put to the test: what is computed beside what was stated, and a plain verdict."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from geo import findings_fields, findings_sea, findings_ways
from geo.airspace import Airspace
from geo.finding import Bench, FindingResult, Trial, Verdict, judged
from geo.lift import make_lift
from geo.sealift import SeaNet
from geo.world import World

TESTS: Mapping[str, Callable[[Bench], Trial]] = MappingProxyType(
    {
        "rybar-only-empty": findings_ways.only_empty,
        "gomati-too-far": findings_ways.too_far,
        "pukhov-all-through": findings_fields.all_through_khmeimim,
        "rferl-refuel-turkey": findings_ways.refuelling_and_turkey,
        "egypt-choke": findings_ways.egypt_chokes,
        "nyt-2015-seven-an124": findings_ways.through_iran_and_iraq,
        "caspian-track-2015": findings_ways.over_the_caspian,
        "itamilradar-turkey-corridor": findings_ways.turkish_corridor,
        "pap-direct-2025": findings_ways.straight_to_cyrenaica,
        "cnn-daily-flights": findings_fields.daily_shuttle,
        "an124-three-hours": findings_fields.three_hours_on_the_ground,
        "emercom-khadim-bamako": findings_fields.khadim_to_bamako,
        "eight-a-day-2020": findings_fields.eight_a_day,
        "gao-overrun": findings_fields.long_enough_at_gao,
        "khmeimim-runway-2021": findings_fields.longer_runway,
        "sea-6000-nmi": findings_sea.round_europe,
        "baltic-three-weeks": findings_sea.three_weeks_longer,
        "sparta2-25-days": findings_sea.sparta_to_syria,
        "sparta-breakdown": findings_sea.tartus_to_the_channel,
        "ap-conakry-month": findings_sea.month_to_conakry,
        "africarivista-not-by-air": findings_sea.not_by_air,
        "marex-khmeimim-refuel": findings_fields.khmeimim_still_refuels,
    }
)
"""The test of each finding by its id."""


def put_to_the_test(world: World, airspace: Airspace, sea: SeaNet) -> tuple[FindingResult, ...]:
    """Test every published finding on the facts, in the order of their file.

    Parameters
    ----------
    world
        The facts.
    airspace
        The prepared airspace.
    sea
        The sea lanes.
    """
    bench = Bench(lift=make_lift(world, airspace, sea), airspace=airspace)
    return tuple(_tested(finding, bench) for finding in world.published_findings)


def _tested(finding: str, bench: Bench) -> FindingResult:
    """Return what came of testing a finding; one that nobody has written a test for is not testable."""
    if finding not in TESTS:
        words = "No test is written for this statement yet."
        return FindingResult(id=finding, verdict=Verdict.NOT_TESTABLE, only_if="", words=words, rows=(), conditions=())
    tested = TESTS[finding](bench)
    verdict, only_if = judged(tested.readings)
    return FindingResult(
        id=finding,
        verdict=verdict,
        only_if=only_if,
        words=tested.words,
        rows=tested.rows,
        conditions=tested.conditions,
    )
