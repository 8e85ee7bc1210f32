"""The facts, read by the engine: what sources say hung on Khmeimim and Tartus does, and every gap is a recorded one.

The expectations are documented dependencies, not a snapshot of the engine's output: the rows of lost needs stand in the
table that the fact files were checked with, each operation with the source that says it hung on the lost base.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo.dates import covers
from geo.explain import explain, headline, name_losses
from geo.impact import assess
from geo.network import Net, compile_net
from geo.results import Impact, Level, SupportStatus
from geo.vocabulary import StageName, Weight
from geo.world import World
from tests.worlds import lose

BASE_CASE = date(2024, 11, 26)

NONE = "-"
LOST = {
    # operation: (source, without Khmeimim, without Tartus, without both); important needs in brackets
    "burkina-africa-corps": ("bloomberg-2024-12-11", "airlift/air", NONE, "airlift/air"),
    "car-wagner": ("bloomberg-2024-12-11", "airlift/air", NONE, "airlift/air"),
    "mali-africa-corps": ("bloomberg-2024-12-11", "airlift/air (air_power/air)", NONE, "airlift/air (air_power/air)"),
    "niger-africa-corps": (
        "bloomberg-2024-12-11",
        "airlift/air (air_defence/air)",
        NONE,
        "airlift/air (air_defence/air)",
    ),
    "op-africa-air-bridge": ("portfolio-2024-12-10", "airlift/air, refuel/air", NONE, "airlift/air, refuel/air"),
    "op-libya-africa-corps": (
        "bloomberg-zawaya-2024-12",
        "airlift/air, sealift/sea or airlift/air",
        NONE,
        "airlift/air, sealift/sea or airlift/air",
    ),
    "op-med-squadron": ("rusi-2025-01-14", NONE, "repair/sea", "repair/sea"),
    "op-northeast-syria-patrols": (
        "trt-2022-07-05",
        "airlift/air (air_power/air)",
        NONE,
        "airlift/air (air_power/air)",
    ),
    "op-syria-air-campaign": (
        "welt-2017-04",
        "air_power/air (airlift/air, refuel/air)",
        "sealift/sea",
        "air_power/air, sealift/sea (airlift/air, refuel/air)",
    ),
    "op-syria-garrison": ("rferl-2024-12-09", "(airlift/air)", "sealift/sea", "sealift/sea (airlift/air)"),
    "op-syrian-express": ("csis-2025-02-27", NONE, "sealift/sea", "sealift/sea"),
}
"""What operations that hung on the bases lose; all others lose nothing essential."""

SOFTER = {
    "op-southern-syria-posts": ("(garrison/road)", NONE, "(garrison/road)"),
    "sudan-saf-support": ("(airlift/air or sealift/sea)", NONE, "(airlift/air or sealift/sea)"),
}
"""Operations that lose an important need only."""

CASES = (("khmeimim",), ("tartus",), ("khmeimim", "tartus"))

WITHOUT_CHAIN = {
    "2020-05-01": ({"mozambique-wagner": "airlift/air"}, {}),
    "2021-02-14": ({}, {}),
    "2022-01-12": ({}, {}),
    "2023-06-01": (
        {"op-sudan-rsf-supply": "airlift/air", "sudan-wagner": "airlift/air", "ukraine-war": "garrison/rail"},
        {
            "abkhazia-garrison": "sealift/rail",
            "caribbean-presence": "airlift/air, sealift/sea",
            "csto": "air_power/air",
            "op-libya-wagner": "air_power/air",
            "sudan-wagner": "garrison/road",
            "tajikistan-garrison": "airlift/air",
            "transnistria-ogrf": "airlift/air",
        },
    ),
    "2024-11-26": (
        {"ukraine-war": "garrison/rail"},
        {
            "abkhazia-garrison": "sealift/rail",
            "caribbean-presence": "airlift/air, sealift/sea",
            "csto": "air_power/air",
            "dprk-troop-transfer": "airlift/air",
            "equatorial-guinea-mission": "airlift/air, sealift/sea",
            "tajikistan-garrison": "airlift/air",
            "transnistria-ogrf": "airlift/air",
        },
    ),
    "2025-01-18": ({}, {}),
    "2025-07-01": (
        {
            "op-med-squadron": "repair/sea",
            "op-northeast-syria-patrols": "airlift/air",
            "ukraine-war": "garrison/rail",
        },
        {
            "abkhazia-garrison": "sealift/rail",
            "caribbean-presence": "airlift/air, sealift/sea",
            "csto": "air_power/air",
            "dprk-troop-transfer": "airlift/air",
            "equatorial-guinea-mission": "airlift/air, sealift/sea",
            "niger-africa-corps": "air_defence/air",
            "op-syria-garrison": "airlift/air",
            "sudan-saf-support": "airlift/air or sealift/sea",
            "tajikistan-garrison": "airlift/air",
            "transnistria-ogrf": "airlift/air",
        },
    ),
    "2026-09-01": (
        {"madagascar-training": "airlift/air", "op-med-squadron": "repair/sea", "ukraine-war": "garrison/rail"},
        {
            "abkhazia-garrison": "sealift/rail",
            "caribbean-presence": "airlift/air, sealift/sea",
            "csto": "air_power/air",
            "dprk-troop-transfer": "airlift/air",
            "equatorial-guinea-mission": "airlift/air, sealift/sea",
            "niger-africa-corps": "air_defence/air",
            "oreshnik-belarus": "garrison/rail",
            "sudan-saf-support": "airlift/air or sealift/sea",
            "tajikistan-garrison": "airlift/air",
            "togo-agreement": "sealift/sea",
            "transnistria-ogrf": "airlift/air",
        },
    ),
}
"""Essential and important needs without a chain with nothing taken away, on the days that the facts were checked on."""

MIDLIFE = {
    "2020-05-01": {"mozambique-wagner"},
    "2021-02-14": {"op-syrian-recruits-libya"},
    "2022-01-12": {"kazakhstan-csto-2022"},
    "2025-01-18": {"op-syria-drawdown"},
}
"""On these days only the operations that run on none of the other four are looked at."""

RUNNING = {"2023-06-01": 29, "2024-11-26": 31, "2025-07-01": 31, "2026-09-01": 33}
USABLE = {"2023-06-01": 85, "2024-11-26": 93, "2025-07-01": 89, "2026-09-01": 92}
LIVE = {"2023-06-01": 81, "2024-11-26": 95, "2025-07-01": 100, "2026-09-01": 100}


@pytest.fixture(scope="module")
def base_case(world: World) -> Net:
    return compile_net(world, BASE_CASE)


def unmet(impact: Impact, operation: str, weight: Weight, *, baseline: bool = False) -> set[str]:
    """Return the needs of a weight without a chain, written as the facts write them."""
    return {
        " or ".join(f"{need.function}/{need.mode}" for need in group.needs)
        for group in impact.operations[operation].groups
        if group.weight is weight and (group.level_before if baseline else group.level) is Level.LOST
    }


def newly_lost(impact: Impact, operation: str) -> str:
    """Return what an operation loses as the table writes it: important needs in brackets."""
    hard, soft = (
        unmet(impact, operation, weight) - unmet(impact, operation, weight, baseline=True)
        for weight in (Weight.ESSENTIAL, Weight.IMPORTANT)
    )
    brackets = f"({', '.join(sorted(soft))})" if soft else ""
    return " ".join(part for part in (", ".join(sorted(hard)), brackets) if part) or NONE


@pytest.mark.parametrize("case", range(3), ids=["without khmeimim", "without tartus", "without both"])
def test_the_base_case_loses_what_sources_say_and_nothing_else(base_case: Net, case: int) -> None:
    impact = assess(base_case, lose(*CASES[case]))
    expected = {name: row[case + 1] for name, row in LOST.items()} | {name: row[case] for name, row in SOFTER.items()}
    assert {name: newly_lost(impact, name) for name in impact.operations} == dict.fromkeys(
        impact.operations, NONE
    ) | expected


def test_every_dependency_names_a_source_that_is_there(world: World) -> None:
    assert {row[0] for row in LOST.values()} <= set(world.sources)


def test_with_both_bases_lost_eleven_operations_lose_support_and_two_become_strained(base_case: Net) -> None:
    worsened = assess(base_case, lose("khmeimim", "tartus")).worsened
    assert set(worsened[SupportStatus.UNSUPPORTED]) == set(LOST)
    assert set(worsened[SupportStatus.STRAINED]) == set(SOFTER)


@pytest.mark.parametrize("day", WITHOUT_CHAIN)
def test_needs_without_a_chain_are_those_that_the_facts_were_checked_with(world: World, day: str) -> None:
    impact = assess(compile_net(world, date.fromisoformat(day)))
    looked_at = MIDLIFE.get(day, set(impact.operations))
    for expected, weight in zip(WITHOUT_CHAIN[day], (Weight.ESSENTIAL, Weight.IMPORTANT), strict=True):
        found = {name: ", ".join(sorted(unmet(impact, name, weight))) for name in looked_at}
        assert {name: needs for name, needs in found.items() if needs} == expected


@pytest.mark.parametrize("day", RUNNING)
def test_the_network_has_the_size_that_the_facts_were_checked_with(world: World, day: str) -> None:
    net = compile_net(world, date.fromisoformat(day))
    assert (len(net.operations), len(net.sites), len(net.edges)) == (RUNNING[day], USABLE[day], LIVE[day])


@pytest.mark.parametrize("day", RUNNING)
def test_an_essential_need_without_a_chain_is_a_recorded_gap_and_a_recorded_gap_is_one(world: World, day: str) -> None:
    impact = assess(compile_net(world, date.fromisoformat(day)))
    covering = [gap for gap in world.gaps if gap.operation and covers(gap.start, gap.end, impact.day)]
    recorded = {(gap.operation, gap.need) for gap in covering if gap.operation in impact.operations}
    found = {(name, need) for name in impact.operations for need in unmet(impact, name, Weight.ESSENTIAL)}
    assert found == recorded


def test_the_chain_of_mali_in_the_base_case_runs_by_khmeimim(base_case: Net) -> None:
    groups = assess(base_case).operations["mali-africa-corps"].groups
    assert groups[0].before is not None
    assert groups[0].before.places == ("chkalovsky", "khmeimim", "bamako-senou")


def test_what_is_planned_is_not_counted(world: World) -> None:
    impact = assess(compile_net(world, date(2026, 9, 1)))
    assert impact.not_running["red-sea-naval-presence"] in {StageName.PLANNED, StageName.AGREED}
    assert "red-sea-naval-presence" not in impact.operations


def test_the_base_case_is_told_in_one_sentence(world: World, base_case: Net) -> None:
    tokens = lose("khmeimim", "tartus")
    told = headline(world, assess(base_case, tokens), what=name_losses(world, tokens))
    assert told == (
        "With Khmeimim and Tartus lost on 26 Nov 2024, 11 of 31 operations lose support and 2 become strained."
    )


def test_no_sentence_on_the_facts_foretells_or_shows_an_id(world: World) -> None:
    """Every preset, every operation: no future, no id, no double full stop."""
    for scenario in world.scenarios.values():
        net = compile_net(world, scenario.date.first)
        impact = assess(net, scenario.tokens)
        for name in impact.operations:
            told = explain(world, net, impact, name).sentence
            assert " will " not in told
            assert "--" not in told
            assert name not in told
            assert ".." not in told
            assert "_" not in told
