"""The prepared file of airspaces: it fits the facts, is refused when damaged, and gives the published answers."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.airspace import Airspace, NoWay, load_airspace
from geo.airspace_file import read_tables, write_tables
from geo.airway import densify
from geo.basemap import country_outlines
from geo.build.airspace import FILE, Inputs, digest_of, read_inputs
from geo.errors import DataError
from geo.sphere import geodesic_km
from geo.world import World
from tests.drawn_skies import length_km
from tests.places import DATA

MEGABYTES = 4_000_000

WEST = frozenset(
    {
        *("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV", "HUN", "IRL"),
        *("ITA", "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE"),
        *("ALB", "CAN", "GBR", "ISL", "MKD", "MNE", "NOR", "USA", "UKR"),
    }
)
"""Closed to Russian state aircraft since 2022: the European Union, NATO without Turkey, and Ukraine."""

LEGS = [
    ("mozdok", "khmeimim", "", 1190, 0.002),
    ("mozdok", "khmeimim", "TUR", 1557, 0.005),
    ("mozdok", "khmeimim", "TUR GEO", 1636, 0.005),
    # Longer than in the reference, which has no islands off Baku: 12 nautical miles of sea lie around them, too.
    ("mozdok", "khmeimim", "TUR GEO AZE", 2119, 0.015),
    ("mozdok", "khmeimim", "TUR IRQ", 3096, 0.005),
    ("chkalovsky", "khmeimim", "", 2328, 0.002),
    ("chkalovsky", "khmeimim", "TUR", 2969, 0.002),
    ("chkalovsky", "al-khadim", "", 3311, 0.006),
    ("chkalovsky", "al-khadim", "TUR", 4387, 0.002),
]
"""Kilometres that others computed with coarser outlines, and how far ours may be from them."""


@pytest.fixture(scope="module")
def airspace() -> Airspace:
    """The airspaces of the file."""
    return load_airspace(DATA / FILE)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    """What the file ought to be made from."""
    return read_inputs(DATA)


def test_the_file_is_made_from_the_outlines_and_places_as_they_are(airspace: Airspace, inputs: Inputs) -> None:
    assert airspace.digest == digest_of(inputs), "run `make airspace`"


def test_a_fact_that_is_no_coordinate_leaves_the_file_as_it_is(inputs: Inputs) -> None:
    topology = json.loads(json.dumps(inputs.topology))
    topology["objects"]["countries"]["geometries"][0]["properties"]["name"] = "Elsewhere"
    assert digest_of(replace(inputs, topology=topology)) == digest_of(inputs)


def test_a_place_that_moves_or_a_border_that_does_makes_the_file_stale(inputs: Inputs) -> None:
    moved = replace(inputs.places[0], lon=inputs.places[0].lon + 0.01)
    assert digest_of(replace(inputs, places=(moved, *inputs.places[1:]))) != digest_of(inputs)
    topology = {**inputs.topology, "arcs": [[[0, 0], [1, 1]], *inputs.topology["arcs"][1:]]}
    assert digest_of(replace(inputs, topology=topology)) != digest_of(inputs)


def test_the_file_is_small() -> None:
    assert (DATA / FILE).stat().st_size <= MEGABYTES


def test_the_same_tables_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("once.npz", "again.npz"):
        write_tables(read_tables(DATA / FILE), tmp_path / name)
    assert (tmp_path / "once.npz").read_bytes() == (tmp_path / "again.npz").read_bytes()


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    tables = read_tables(DATA / FILE)
    write_tables(tables, tmp_path / FILE)
    again = vars(read_tables(tmp_path / FILE))
    assert all(np.array_equal(value, again[name]) for name, value in vars(tables).items())


def test_a_missing_file_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"airspace.npz: is not there\. Make it: make airspace"):
        load_airspace(tmp_path / FILE)


@pytest.mark.parametrize("keep", [0, 100, 0.5, 0.999])
def test_a_file_cut_short_is_refused(tmp_path: Path, keep: float) -> None:
    content = (DATA / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(content[: int(keep if keep >= 1 else keep * len(content))])
    with pytest.raises(DataError, match="Make it: make airspace"):
        load_airspace(tmp_path / FILE)


@settings(max_examples=10, deadline=None)
@given(at=st.floats(0, 0.95))
def test_a_file_with_a_wrong_byte_is_refused_or_the_same(airspace: Airspace, tmp_path_factory, at: float) -> None:
    content = bytearray((DATA / FILE).read_bytes())
    content[int(at * len(content))] ^= 0xFF
    path = tmp_path_factory.mktemp("broken") / FILE
    path.write_bytes(content)
    try:
        assert load_airspace(path).digest == airspace.digest
    except DataError as error:
        assert "make airspace" in str(error)


@pytest.mark.parametrize(
    "change",
    [
        {"format": np.array(99)},
        {"end": np.array([], dtype=np.uint16)},
        {"owner": np.array([500], dtype=np.int16)},
        {"digest": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_file_whose_parts_do_not_fit_together_is_refused(tmp_path: Path, change) -> None:
    with np.load(DATA / FILE) as stored:
        parts = {name: stored[name] for name in stored.files} | change
    np.savez(tmp_path / FILE, **{name: part for name, part in parts.items() if part is not None})
    with pytest.raises(DataError, match="damaged or of another format"):
        load_airspace(tmp_path / FILE)


def test_every_country_of_the_base_map_has_its_airspace(airspace: Airspace, inputs: Inputs) -> None:
    assert set(airspace.countries) == set(country_outlines(inputs.topology))
    assert all(airspace.obstacle(code) for code in airspace.countries)


def test_every_airfield_and_every_end_of_a_leg_is_known(airspace: Airspace, world: World) -> None:
    ends = {end for leg in world.legs for end in (leg.origin, leg.target)}
    airfields = {facility.id for facility in world.facilities.values() if facility.runway_m}
    assert [place for place in sorted(ends | airfields) if not airspace.is_known(place)] == []


def test_with_nothing_closed_the_lengths_are_those_of_the_published_legs(airspace: Airspace, world: World) -> None:
    for leg in world.legs:
        path = airspace.path(leg.origin, leg.target, closed=frozenset())
        assert path is not None
        assert path.km == pytest.approx(leg.great_circle_km, abs=0.6), leg


@pytest.mark.parametrize(("origin", "target", "closed", "km", "tolerance"), LEGS)
def test_ways_are_as_long_as_in_the_reference(airspace, origin, target, closed, km, tolerance) -> None:
    path = airspace.path(origin, target, closed=WEST.union(closed.split()))
    assert path is not None
    assert path.km == pytest.approx(km, rel=tolerance)
    assert airspace.crossed(path, WEST.union(closed.split())) == ()


def test_ways_lead_where_the_reference_says(airspace: Airspace) -> None:
    ways = {
        "TUR": ("RUS", "GEO", "ARM", "AZE", "IRN", "IRQ", "SYR"),
        "TUR GEO AZE": ("RUS", "IRN", "IRQ", "SYR"),
    }
    for closed, overflown in ways.items():
        path = airspace.path("mozdok", "khmeimim", closed=WEST.union(closed.split()))
        assert path is not None
        assert path.overflown == overflown


def test_a_closed_host_leaves_no_way_to_it(airspace: Airspace) -> None:
    closed = frozenset({"TUR", "SYR"})
    assert airspace.path("mozdok", "khmeimim", closed=closed) is None
    assert airspace.why_not("mozdok", "khmeimim", closed=closed) is NoWay.CLOSED_HOST_TARGET


@pytest.mark.parametrize("target", ["bangui-mpoko", "bamako-senou", "al-khadim", "kant"])
def test_no_way_slips_between_closed_neighbours(airspace: Airspace, target: str) -> None:
    closed = frozenset(airspace.countries) - {"RUS", airspace.host(target)}
    assert airspace.why_not("chkalovsky", target, closed=closed) is NoWay.NO_WAY


def test_a_field_in_abkhazia_stays_open_to_russia_when_georgia_closes(airspace: Airspace) -> None:
    path = airspace.path("sukhumi-airport", "chkalovsky", closed=frozenset({"GEO"}))
    assert path is not None
    assert airspace.crossed(path, frozenset({"GEO"})) == ()
    assert airspace.path("sukhumi-airport", "erebuni", closed=frozenset({"GEO", "AZE", "TUR", "IRN"})) is None


@st.composite
def closures(draw: st.DrawFn, codes: tuple[str, ...]) -> list[str]:
    return draw(st.lists(st.sampled_from(codes), min_size=1, max_size=12, unique=True))


NEAR = (
    *("TUR", "GEO", "AZE", "ARM", "IRN", "IRQ", "SYR", "JOR", "SAU", "EGY", "LBY", "SDN", "TCD", "NER"),
    *("DZA", "TUN", "KAZ", "TKM", "UZB", "ISR", "LBN", "KWT", "MLI", "CAF", "COD", "CMR", "BLR"),
)
"""Those whose closing turns ways most."""


@settings(max_examples=25, deadline=None)
@given(order=closures(NEAR), in_the_west=st.booleans())
def test_closing_more_never_shortens_a_way(airspace: Airspace, order: list[str], in_the_west: bool) -> None:
    closed = WEST if in_the_west else frozenset[str]()
    before = airspace.distances_km(closed)
    for code in order:
        closed |= {code}
        after = airspace.distances_km(closed)
        assert np.all((after >= before - 0.5) | np.isinf(after))
        before = after


@settings(max_examples=60, deadline=None)
@given(data=st.data(), closed=closures(NEAR))
def test_a_drawn_way_crosses_nothing_that_is_closed(airspace: Airspace, data: st.DataObject, closed: list[str]) -> None:
    shut = WEST.union(closed)
    origin, target = data.draw(st.lists(st.sampled_from(airspace.places), min_size=2, max_size=2, unique=True))
    path = airspace.path(origin, target, closed=shut)
    if path is None:
        assert np.isinf(airspace.distances_km(shut)[airspace.places.index(origin), airspace.places.index(target)])
        return
    assert airspace.crossed(path, shut) == ()
    assert shut.isdisjoint(path.overflown)
    lon, lat = np.array(path.points).T
    assert path.km == pytest.approx(float(geodesic_km(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum()), abs=0.02)
    assert path.km == pytest.approx(length_km(path.points), rel=0.006)


@pytest.mark.parametrize("target", ["khmeimim", "al-khadim", "caracas-maiquetia", "bamako-senou", "port-sudan-hspn"])
def test_a_drawn_way_stays_clear_of_closed_land_on_the_map(airspace: Airspace, inputs: Inputs, target: str) -> None:
    path = airspace.path("chkalovsky", target, closed=WEST | {"TUR"})
    assert path is not None
    land = shapely.union_all(
        [shape for code, shape in country_outlines(inputs.topology).items() if code in WEST | {"TUR"}]
    )
    assert shapely.LineString(densify(path, step_km=5)).intersection(land).length < 0.05
