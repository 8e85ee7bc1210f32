"""Ways by sea: their lengths, what closing a passage does to them, and where their lines lie."""

from __future__ import annotations

import json
import socket
from functools import cache
from itertools import combinations, pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.assumptions import Assumptions
from geo.basemap import country_outlines
from geo.errors import UnknownIdError
from geo.lift_records import SeaLeg
from geo.sea_network import CORINTH, COURSES, MOVED, NARROWS, crosses, sea_network
from geo.sealift import KM_PER_NMI, SeaNet, SeaRoute, SeaRouteError, load_sea, narrows
from geo.world import load_world
from tests.places import DATA

WORLD = load_world(DATA)
SEA = load_sea(WORLD)
PASSAGES = tuple(WORLD.passages)
NONE: frozenset[str] = frozenset()
NEAR_KM = 4.0
"""Land met for less than this is within the coarseness of the base map."""

ports = st.sampled_from(sorted(place for place in SEA.places if place in WORLD.facilities))
closures = st.frozensets(st.sampled_from(PASSAGES))


def way(origin: str, target: str, *closed: str) -> SeaRoute | None:
    """Return the way around the closed passages."""
    return SEA.route(origin, target, closed=frozenset(closed))


def at_sea_km(route: SeaRoute) -> float:
    """Return the length on the network alone, as the reference distances have it."""
    return route.km - route.start_offset_km - route.end_offset_km


@pytest.mark.parametrize("leg", WORLD.sea_legs, ids=lambda leg: f"{leg.origin}-{leg.target}-{'-'.join(leg.restricted)}")
def test_a_way_is_as_long_as_the_reference_within_half_a_percent(leg: SeaLeg) -> None:
    route = way(leg.origin, leg.target, *leg.restricted)
    if leg.km is None:
        assert route is None
    else:
        assert route is not None
        assert at_sea_km(route) == pytest.approx(leg.km, rel=0.005)


@pytest.mark.parametrize("leg", WORLD.sea_legs, ids=lambda leg: f"{leg.origin}-{leg.target}-{'-'.join(leg.restricted)}")
def test_a_way_passes_what_the_reference_passes(leg: SeaLeg) -> None:
    named = {passage.id for passage in WORLD.passages.values() if passage.searoute_label}
    route = way(leg.origin, leg.target, *leg.restricted)
    assert named.intersection(route.passages if route else ()) == set(leg.passages)


@pytest.mark.parametrize(
    ("origin", "target", "closed", "nmi"),
    [
        ("novorossiysk-port", "tartus", (), 1278),
        ("baltiysk", "tartus", (), 4261),
        ("baltiysk", "tartus", ("gibraltar",), 12818),
        ("severomorsk", "tartus", (), 4912),
        ("baltiysk", "port-sudan", (), 4942),
        ("baltiysk", "port-sudan", ("suez",), 11795),
        ("vladivostok", "tartus", ("suez",), 14362),
    ],
)
def test_known_distances(origin: str, target: str, closed: tuple[str, ...], nmi: int) -> None:
    route = way(origin, target, *closed)
    assert route is not None
    assert at_sea_km(route) / KM_PER_NMI == pytest.approx(nmi, rel=0.005)


def test_passages_come_in_the_order_of_the_way() -> None:
    route = way("st-petersburg", "port-sudan")
    assert route is not None
    assert route.passages == ("gulf-of-finland", "danish-straits", "english-channel", "gibraltar", "suez")


def test_no_way_is_told_from_a_way_of_no_length() -> None:
    assert way("novorossiysk-port", "tartus", "turkish-straits") is None


@given(ports, ports, closures)
def test_a_way_is_as_long_as_its_line_and_never_shorter_than_the_geodesic(
    a: str, b: str, closed: frozenset[str]
) -> None:
    route = SEA.route(a, b, closed=closed) if a != b else None
    if route is not None:
        lon, lat = np.array(route.points).T
        turns = (lon[-1] - SEA.berths[b][0]) / 360
        geod = Geod(ellps="WGS84")
        assert route.km == pytest.approx(geod.line_length(lon, lat) / 1000, rel=1e-9)
        assert route.km >= geod.inv(*SEA.berths[a], *SEA.berths[b])[2] / 1000 - 1e-6 > 0
        assert route.points[0] == SEA.berths[a]
        assert (turns, lat[-1]) == (round(turns), SEA.berths[b][1])


@given(ports, ports, closures)
def test_the_way_back_is_as_long_as_the_way_out(a: str, b: str, closed: frozenset[str]) -> None:
    if a != b:
        out, back = SEA.route(a, b, closed=closed), SEA.route(b, a, closed=closed)
        assert (out and out.km) == (back and pytest.approx(back.km))


@given(ports, ports, closures, closures)
def test_closing_more_never_shortens_a_way(a: str, b: str, closed: frozenset[str], more: frozenset[str]) -> None:
    if a != b:
        before, after = SEA.route(a, b, closed=closed), SEA.route(a, b, closed=closed | more)
        assert after is None or (before is not None and after.km >= before.km - 1e-9)


@given(ports, ports, closures)
def test_the_way_is_that_of_a_search_with_everything_closed_at_once(a: str, b: str, closed: frozenset[str]) -> None:
    if a != b:
        found, plain = SEA.route(a, b, closed=closed), SEA._shortest(a, b, closed)
        assert (found and found.km) == (plain and pytest.approx(plain.km))


@given(ports, ports, closures)
def test_no_way_crosses_the_line_of_a_closed_passage(a: str, b: str, closed: frozenset[str]) -> None:
    route = SEA.route(a, b, closed=closed) if a != b else None
    if route is not None:
        ends = np.array(list(pairwise(route.points)))
        assert not any(crosses(ends, WORLD.passages[passage].line).any() for passage in closed)  # type: ignore[arg-type]
        assert closed.isdisjoint(route.passages)


@pytest.mark.parametrize(
    ("inside", "outside", "closed"),
    [
        ((15.0, 35.0), (-20.0, 45.0), ("gibraltar", "suez")),
        ((38.0, 20.0), (60.0, 10.0), ("suez", "bab-el-mandeb")),
        ((34.0, 43.0), (15.0, 35.0), ("turkish-straits",)),
        ((28.0, 40.7), (15.0, 35.0), ("turkish-straits",)),
        ((19.0, 56.0), (4.0, 57.0), ("danish-straits",)),
        ((27.0, 60.0), (19.0, 56.0), ("gulf-of-finland",)),
        ((37.0, 46.3), (34.0, 43.0), ("kerch-strait",)),
    ],
)
def test_closed_passages_part_the_waters(
    inside: tuple[float, float], outside: tuple[float, float], closed: tuple[str, ...]
) -> None:
    network = SEA.network
    (start, _), (end, _) = network.nearest(inside), network.nearest(outside)
    assert network.way(start, end, closed=NONE) is not None
    assert network.way(start, end, closed=frozenset(closed)) is None


def test_the_channel_cannot_be_passed_beside_its_line() -> None:
    coast_to_coast = ((1.0, 51.3), (2.0, 50.5))
    wide = crosses(SEA.network.points[SEA.network.lanes], coast_to_coast)
    assert wide.sum() > 0
    route = way("baltiysk", "conakry-port", "english-channel")
    assert route is not None
    assert not crosses(np.array(list(pairwise(route.points))), coast_to_coast).any()


@pytest.mark.parametrize("passage", PASSAGES)
def test_a_passage_is_on_the_network(passage: str) -> None:
    assert SEA.network.cut[passage].any()


def test_what_is_mended_is_in_the_network_that_is_mended() -> None:
    from searoute import setup_M

    roads = setup_M("networkx")._adj
    assert set(MOVED) <= set(roads)
    assert all(b in roads[a] and a < b for a, b in (CORINTH, *COURSES))


@cache
def land() -> shapely.STRtree:
    """Return the land of the base map, but for the narrow waters that are marked."""
    outlines = country_outlines(json.loads((DATA / "basemap.topojson").read_text(encoding="utf-8")))
    marked = shapely.union_all([shapely.box(*box) for box in NARROWS.values()])
    pieces = shapely.get_parts(shapely.make_valid(np.array(list(outlines.values()))))
    return shapely.STRtree([shapely.difference(piece, marked) for piece in pieces])


def land_met_km(line: shapely.LineString) -> float:
    """Return how far a line leads over land."""
    met = [shapely.intersection(line, land().geometries[i]) for i in land().query(line, predicate="intersects")]
    return sum(Geod(ellps="WGS84").geometry_length(piece) for piece in met) / 1000


@pytest.mark.parametrize("closed", [(), ("suez",), ("gibraltar",), ("english-channel",), ("danish-straits", "suez")])
def test_between_ports_no_lane_leads_over_land_but_where_it_is_marked(closed: tuple[str, ...]) -> None:
    known = sorted(place for place in SEA.places if place in WORLD.facilities)
    routes = [way(a, b, *closed) for a, b in combinations(known, 2)]
    lanes = {lane for route in routes if route for lane in pairwise(route.points)}
    berths = set(SEA.berths.values())
    at_sea = [lane for lane in sorted(lanes) if berths.isdisjoint(lane) and max(abs(lon) for lon, _ in lane) <= 180]
    assert [lane for lane in at_sea if land_met_km(shapely.LineString(lane)) > NEAR_KM] == []


def test_a_line_over_the_antimeridian_does_not_leap() -> None:
    route = way("vladivostok", "havana")
    assert route is not None
    lon = [lon for lon, _ in route.points]
    assert max(abs(b - a) for a, b in pairwise(lon)) < 90
    assert max(abs(x) for x in lon) > 180


def test_narrow_waters_are_told_in_the_order_of_the_way() -> None:
    assert narrows(((29.1, 43.0), (29.05, 41.1), (28.0, 40.7), (26.5, 40.2), (25.0, 39.0))) == (
        "Bosporus",
        "Dardanelles",
    )
    assert narrows(((0.0, 0.0), (1.0, 1.0))) == ()


def test_touching_a_line_counts_on_one_side_only() -> None:
    line = ((0.0, 0.0), (2.0, 0.0))
    from_below, from_above, beside, through = [[1, -1], [1, 0]], [[1, 1], [1, 0]], [[3, -1], [3, 1]], [[1, -1], [1, 1]]
    ends = np.array([from_below, from_above, beside, through], dtype=float)
    assert crosses(ends, line).tolist() == [False, True, False, True]


def test_a_lane_over_the_antimeridian_is_taken_the_short_way() -> None:
    lane = np.array([[[179.0, 0.0], [-179.0, 0.0]]])
    assert crosses(lane, ((179.5, -1.0), (179.5, 1.0))).tolist() == [True]
    assert crosses(lane, ((0.0, -1.0), (0.0, 1.0))).tolist() == [False]


def test_days_are_sailing_waiting_and_port() -> None:
    route = way("baltiysk", "port-sudan")
    assert route is not None
    given_terms = Assumptions(ship_kn=10.0, canal_days=2.0, port_days=3.0)
    assert SEA.days(route, given_terms) == pytest.approx(route.nmi / 240 + 2.0 + 3.0)


def test_places_inland_are_no_ports() -> None:
    assert not SEA.is_known("bamako-senou")
    with pytest.raises(UnknownIdError, match="`bamako-senou` is no place that a ship can reach"):
        way("baltiysk", "bamako-senou")


def test_an_unknown_place_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="did you mean `tartus`"):
        way("baltiysk", "tartous")


def test_an_unknown_passage_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownIdError, match="did you mean `gibraltar`"):
        way("baltiysk", "tartus", "gibralter")


def test_a_place_is_no_way_from_itself() -> None:
    with pytest.raises(SeaRouteError, match="both ends"):
        way("tartus", "tartus")


def test_the_same_question_has_the_same_answer_object() -> None:
    assert way("baltiysk", "tartus", "gibraltar") is way("baltiysk", "tartus", "gibraltar")


def test_the_network_is_loaded_without_the_internet(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", refuse)
    fresh = SeaNet(berths=SEA.berths, passages=SEA.passages[:1])
    assert fresh.route("baltiysk", "tartus", closed=NONE) is not None
    assert sea_network(SEA.passages[:1]) is fresh.network
