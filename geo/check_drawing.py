"""Whether what is drawn says how, with rings that close and lines that run where they should."""

from __future__ import annotations

import math
from collections.abc import Iterator

from geo.errors import Fault
from geo.facts import Facts, fault_in
from geo.model import DeFactoArea, Influence, Part

SKETCH_POINTS = range(4, 21)
"""How many points an editor's sketch may have: more would pretend to be a border."""

PASSAGE_TOLERANCE_DEG = 0.11
"""How far the middle of a passage may lie off the line across it, in degrees: both are known to a tenth."""

_WAYS = ("outline", "schematic", "points", "part_ids")


def parts_say_how_they_are_drawn(facts: Facts) -> Iterator[Fault]:
    """Check that a part, an influence on a part and a held area have an outline, a sketch, points or parts."""
    for name, record, where, row in _drawn(facts):
        ways = [way for way in _WAYS if getattr(row, way, ())]
        partial = not isinstance(row, Influence) or row.part is not None
        if partial and not ways:
            problem, remedy = "is drawn by nothing", f"Give one or more of {', '.join(_WAYS)}"
            yield fault_in(name, record, field=where or "outline", problem=problem, remedy=remedy)
        if ways and not partial:
            problem, remedy = f"has {ways[0]} but no part in words", "Say which part it is, or draw the whole"
            yield fault_in(name, record, field=where, problem=problem, remedy=remedy)


def sketches_are_marked_and_closed(facts: Facts) -> Iterator[Fault]:
    """Check that a sketch is marked as one and is a closed ring of few points on the globe."""
    for name, record, where, row in _drawn(facts):
        if isinstance(row, Influence):
            continue
        field = f"{where}.schematic" if where else "schematic"
        if bool(row.schematic) != (row.schematic_source is not None):
            remedy = "Give schematic and schematic_source together"
            yield fault_in(name, record, field=f"{field}_source", problem="stands alone", remedy=remedy)
        if row.schematic and not _is_sketch(row.schematic):
            remedy = "Write 4 to 20 points [longitude, latitude], the first again as the last"
            yield fault_in(name, record, field=field, problem="is not a closed ring", remedy=remedy)


def _is_sketch(ring: tuple[tuple[float, float], ...]) -> bool:
    """Say whether a ring is closed, short and on the globe."""
    on_globe = all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
    return len(ring) in SKETCH_POINTS and ring[0] == ring[-1] and on_globe


def points_lie_in_their_countries(facts: Facts) -> Iterator[Fault]:
    """Check that facilities that stand for a part or an influence are in its countries."""
    country_of = {facility.id: facility.country for facility in facts.facilities}
    for name, record, where, row in _drawn(facts):
        lands = set(row.countries) if isinstance(row, Influence) else {row.country}
        for index, point in enumerate(getattr(row, "points", ())):
            if point in country_of and country_of[point] not in lands:
                problem = f"`{point}` is in {country_of[point]}"
                remedy = "Leave it out, or add its country"
                yield fault_in(name, record, field=f"{where}.points[{index}]", problem=problem, remedy=remedy)


def passages_lie_on_their_line(facts: Facts) -> Iterator[Fault]:
    """Check that a passage has a line of two points, and its own point on it."""
    for passage in facts.passages:
        if len(passage.line) != 2 or passage.line[0] == passage.line[1]:
            remedy = "Write [[longitude, latitude], [longitude, latitude]], from land to land"
            yield fault_in("passages", passage, field="line", problem="is not two points", remedy=remedy)
        elif _off_segment(passage.line, (passage.lon, passage.lat)) > PASSAGE_TOLERANCE_DEG:
            problem, remedy = "does not run by the point of the passage", "Put lat and lon, or the line, right"
            yield fault_in("passages", passage, field="line", problem=problem, remedy=remedy)


def _off_segment(line: tuple[tuple[float, float], ...], point: tuple[float, float]) -> float:
    """Return how far a point is from a line between two points, in degrees."""
    (x1, y1), (x2, y2) = line
    along = ((point[0] - x1) * (x2 - x1) + (point[1] - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)
    share = min(max(along, 0), 1)
    return math.dist(point, (x1 + share * (x2 - x1), y1 + share * (y2 - y1)))


CHECKS = (
    parts_say_how_they_are_drawn,
    sketches_are_marked_and_closed,
    points_lie_in_their_countries,
    passages_lie_on_their_line,
)


def _drawn(facts: Facts) -> Iterator[tuple[str, object, str, Part | Influence | DeFactoArea]]:
    """Yield everything that is drawn: its list, the record it is in, the way to it, itself."""
    for region in facts.regions:
        yield from (("regions", region, f"parts[{index}]", part) for index, part in enumerate(region.parts))
        yield from (("regions", region, f"influence[{index}]", row) for index, row in enumerate(region.influence))
    yield from (("de_facto", area, "", area) for area in facts.de_facto)
