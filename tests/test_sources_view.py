"""Every source with what rests on it, the article claim by claim, and what the facts do not show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.cards.carried import carried
from components.cards.citations import citations
from components.sources_view import ACTS, FIRST_ROWS, claims_html, claims_of, gaps_of, matching, rest_html, table_html
from components.view import selectable
from geo.model import Claim
from geo.vocabulary import Assessment, Reliability
from geo.world import World
from tests.reading import read, skips_a_level
from tests.worlds import SOURCES, draw

HOSTILE = "<script>alert(1)</script>"
DRAWING = "gate -airlift/air-> hub -airlift/air-> op"


def small(**more: object) -> World:
    """gate --> hub --> op, all from two sources."""
    return draw(DRAWING, needs={"op": "airlift/air"}, **more)  # type: ignore[arg-type]


def claim(**fields: object) -> Claim:
    defaults: dict[str, object] = {"claim": "All is lost.", "assessment": Assessment.DISPUTED}
    rest = {"article_says_about": ("hub",), "what_was_reported": "Not all.", "sources": SOURCES, "note": ""}
    return Claim(id="all-lost", **(rest | defaults | fields))  # type: ignore[arg-type]


def test_a_source_knows_what_rests_on_it() -> None:
    rows = citations(small(claims=[claim()]))["paper"]
    assert [row.words for row in rows] == ["2 facilities", "1 operation", "2 lines", "1 claim of the article"]
    assert [record.name for record in rows[2].records] == ["Gate to Hub, by air", "Hub to Mission in Op, by air"]


def test_every_source_that_is_cited_anywhere_is_found(world: World) -> None:
    found = citations(world)
    assert set(found) == set(world.sources)
    assert all(found[name] for row in world.claims.values() for name in row.sources)
    assert all(found[name] for row in world.overflight_status for name in row.sources)


def test_the_search_wants_every_word_in_the_source_or_in_what_rests_on_it(world: World) -> None:
    found = citations(world)
    rows = matching(world, found, words="Reuters TARTUS")
    assert rows
    for row in rows:
        own = f"{row.source.publisher} {row.source.title} {row.source.supports}"
        rests = " ".join(record.name for group in row.rests for record in group.records)
        assert "reuters" in f"{own} {rests}".casefold()
        assert "tartus" in f"{own} {rests}".casefold()
    assert matching(world, found, words="atlantis-of-plato") == ()


def test_grades_can_be_kept_to(world: World) -> None:
    rows = matching(world, citations(world), grades=[Reliability.A, Reliability.E])
    assert {row.source.reliability for row in rows} == {Reliability.A, Reliability.E}
    assert len(matching(world, citations(world))) == len(world.sources)


def test_the_first_sources_are_shown_and_the_others_offered(world: World) -> None:
    rows = matching(world, citations(world))
    first, everything = (table_html(rows, total=len(rows), everything=flag) for flag in (False, True))
    assert read(first).tags.count("tr") == FIRST_ROWS + 1
    assert f"Show all {len(rows)}" in read(first).plain
    assert read(everything).tags.count("tr") == len(rows) + 1


def test_a_search_without_a_find_says_what_to_do_next() -> None:
    assert "Type fewer" in read(table_html([], total=2, everything=False)).plain


def test_every_claim_stands_beside_what_was_reported(world: World) -> None:
    reading = read(claims_html(world))
    rows = claims_of(world)
    assert reading.tags.count("article") == len(rows) == len(world.claims)
    assert all(row.claim.assessment.value in reading.plain for row in rows)
    assert all(" ".join((row.claim.what_was_reported or "").split()) in reading.plain for row in rows)


def test_gaps_of_operations_come_first_and_none_is_dropped(world: World) -> None:
    gaps = gaps_of(world)
    assert len(gaps) == len(world.gaps)
    named = [gap.operation is not None for gap in gaps]
    assert named == sorted(named, reverse=True)


def test_nothing_that_is_carried_for_later_is_dropped(world: World) -> None:
    counts = {row.id: len(row.notes) for row in carried(world)}
    assert counts["findings"] == len(world.published_findings)
    assert counts["methods"] == len(world.method_notes)
    assert sum(counts.values()) == sum(
        len(rows)
        for rows in (
            world.published_findings,
            world.method_notes,
            world.assets,
            world.passages,
            world.overflight_status,
            world.air_routes,
            world.legs,
            world.sea_legs,
        )
    )


def test_every_click_of_the_page_leads_somewhere_and_its_headings_are_in_order(world: World) -> None:
    table = table_html(matching(world, citations(world)), total=len(world.sources), everything=True)
    reading = read(claims_html(world) + table + rest_html(world))
    known = selectable(world)
    assert {click.act for click in reading.clicks} <= set(ACTS)
    assert [value for value in reading.values("go") if value not in known] == []
    assert reading.levels.count(1) == 1
    assert not skips_a_level(reading)
    assert len(reading.ids) == len(set(reading.ids))


@pytest.mark.parametrize("url", ["javascript:alert(1)", None])
def test_hostile_facts_stay_text_and_odd_addresses_no_link(url: str | None) -> None:
    world = small(claims=[claim(claim=HOSTILE, what_was_reported=HOSTILE, note=HOSTILE)])
    hostile = {name: replace(row, title=HOSTILE, url=url, supports=HOSTILE) for name, row in world.sources.items()}
    world = small(sources=hostile.values(), claims=world.claims.values())
    content = (
        table_html(matching(world, citations(world)), total=2, everything=False) + claims_html(world) + rest_html(world)
    )
    assert "<script" not in content
    assert "javascript:" not in content.replace(HOSTILE, "")
    assert 'target="_blank"' not in content
