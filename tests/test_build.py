"""The drawing of base map and areas, on coverages small enough to check by eye."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Polygon, box

from geo.build.areas import fitted, grounds, tidy
from geo.build.countries import Claims, coded, hand_over, recognised
from geo.build.files import pretty
from geo.build.outlines import multi, sound
from geo.build.packages import PackageError, Packages
from geo.build.readme import with_fields
from geo.build.topojson import to_topojson
from geo.build.topology import Grid, cut, thin
from geo.model import Influence, Region
from geo.vocabulary import InfluenceKind
from tests.places import DATA

GRID = Grid(step=0.001)

# +-----+-----+   a and b share the side between them; c is an island of a.
# |  a  |  b  |
# +-----+-----+   +--+
#                 |c |
# 0     1     2   +--+ 3
PAIR = {
    "a": MultiPolygon([box(0, 0, 1, 1), box(2.5, -1, 3, -0.5)]),
    "b": MultiPolygon([box(1, 0, 2, 1)]),
}


def test_a_shared_side_is_one_arc_of_two_owners() -> None:
    topology = cut(PAIR)
    assert sorted(map(sorted, topology.owners())) == [["a"], ["a"], ["a", "b"], ["b"]]


def test_cut_members_are_what_they_were() -> None:
    topology = cut(PAIR)
    assert all(topology.shape(name).equals(shape) for name, shape in PAIR.items())


def test_arcs_end_where_the_zone_changes() -> None:
    square = {"a": MultiPolygon([Polygon([(0, 0), (1, 0), (2, 0), (3, 0), (3, 1), (2, 1), (1, 1), (0, 1)])])}
    halves = cut(square, zone=lambda corner: (int(corner[0] > 1.5),))
    assert sorted(len(arc) for arc in halves.arcs) == [4, 6]


def test_an_island_too_small_to_see_is_left_out_and_a_country_never() -> None:
    thinned = thin(cut(PAIR), [0.01] * 4, grid=GRID, smallest=lambda *_: 10.0)
    assert thinned.shape("a").equals(box(0, 0, 1, 1))
    assert thinned.shape("b").equals(PAIR["b"])


def test_an_enclave_too_small_for_the_grid_leaves_no_hole() -> None:
    speck = box(0.50001, 0.50001, 0.50002, 0.50002)
    around = box(0, 0, 1, 1).difference(speck)
    thinned = thin(cut({"a": multi(around), "b": multi(speck)}), [0.01, 0.01], grid=GRID, smallest=lambda *_: 0.0)
    assert list(thinned.members) == ["a"]
    assert thinned.shape("a").equals(box(0, 0, 1, 1))


# A border that wanders between two countries:  +--/\--+
#                                               |a \ b|
#                                               +--/--+
@given(
    st.lists(st.floats(min_value=-0.4, max_value=0.4), min_size=3, max_size=30),
    st.floats(min_value=0.001, max_value=0.5),
)
def test_neighbours_still_fit_however_much_they_are_thinned(offsets: list[float], tolerance: float) -> None:
    border = [(1 + x, (number + 1) / (len(offsets) + 1)) for number, x in enumerate(offsets)]
    seam = [(1.0, 0.0), *border, (1.0, 1.0)]
    coverage = {
        "a": MultiPolygon([Polygon([(0, 1), (0, 0), *seam])]),
        "b": MultiPolygon([Polygon([*seam, (2, 1), (2, 0)])]),
    }
    topology = cut(coverage)
    thinned = thin(topology, [tolerance] * len(topology.arcs), grid=GRID, smallest=lambda *_: 0.0)
    shapes = [thinned.shape(name) for name in coverage]
    assert shapely.coverage_is_valid(shapes)
    assert shapely.union_all(shapes).equals(box(0, 0, 2, 1))


def test_topojson_is_read_back_by_others_as_it_was(tmp_path: Path) -> None:
    document = to_topojson({"countries": (cut(PAIR), {"a": {"iso": "AAA"}, "b": {"iso": "BBB"}})}, grid=GRID)
    (tmp_path / "map.topojson").write_text(json.dumps(document), encoding="utf-8")
    frame = gpd.read_file(tmp_path / "map.topojson").set_index("iso")
    assert frame.geometry["AAA"].equals(PAIR["a"])
    assert frame.geometry["BBB"].equals(PAIR["b"])


def test_a_ring_that_passes_the_antimeridian_is_cut_there() -> None:
    cut_up = sound(Polygon([(179, 0), (-179, 0), (-179, 1), (179, 1)]))
    assert sorted(piece.bounds for piece in cut_up.geoms) == [(-180, 0, -179, 1), (179, 0, 180, 1)]


# The coast of the country is at 0, that of the province file at 0.1; the provinces meet at y = 1.
#   country  0 +----------+ 2        mine      0.1 +-----+ 2
#              |          |                        | mine|
#              |          |          theirs        +-----+
#            0 +----------+                        |     |
def test_a_province_reaches_the_coast_but_not_its_neighbour() -> None:
    country = MultiPolygon([box(0, 0, 2, 2)])
    mine, theirs = MultiPolygon([box(0.1, 1, 1.9, 1.9)]), MultiPolygon([box(0.1, 0.1, 1.9, 1)])
    area = fitted(mine, theirs, country)
    assert area.symmetric_difference(box(0, 1, 2, 2)).area < 0.01
    assert area.intersection(theirs).area < 0.001


def test_slivers_and_pinholes_of_a_cut_are_tidied_away() -> None:
    holed = box(0, 0, 1, 1).difference(box(0.5, 0.5, 0.51, 0.51))
    sliver = box(2, 0, 2.001, 1)
    assert tidy(MultiPolygon([holed, sliver])).equals(box(0, 0, 1, 1))


# RUS: [mainland] [crimea]  UKR: [ukraine]: the piece goes over whole, though its outline elsewhere is a little off.
def test_a_piece_that_changes_hands_goes_over_whole() -> None:
    mainland, crimea, ukraine = box(5, 0, 9, 4), box(1, 0, 2, 1), box(0, 1, 3, 3)
    drawn = gpd.GeoDataFrame(geometry=[MultiPolygon([mainland, crimea]), ukraine], index=["RUS", "UKR"])
    given_back = hand_over(drawn, ("RUS", "UKR"), MultiPolygon([box(1.1, 0.1, 2.1, 0.9)]))
    assert given_back.geometry["RUS"].equals(mainland)
    assert given_back.geometry["UKR"].equals(ukraine.union(crimea))


def put_right(rows: dict[str, tuple[str, Polygon]]) -> gpd.GeoDataFrame:
    """Return drawn countries as recognised, with a few far away that the claims are also about."""
    far = {"Russia": ("643", box(50, 50, 52, 52)), "Ukraine": ("804", box(40, 50, 42, 52))}
    far |= {"Morocco": ("504", box(60, 0, 62, 3)), "W. Sahara": ("732", box(62, 0, 63, 1))}
    far |= {"Israel": ("376", box(70, 0, 72, 2))}
    named = far | rows
    frame = gpd.GeoDataFrame(
        {"name": list(named), "id": [number for number, _ in named.values()]},
        geometry=[shape for _, shape in named.values()],
    )
    claims = Claims(
        crimea=MultiPolygon(),
        western_sahara=MultiPolygon([box(0.2, 0.1, 1.8, 2)]),
        golan=MultiPolygon([box(11, -1, 13, 3)]),
    )
    return recognised(coded(frame), claims)


# The north of the territory is drawn with Morocco:   3 +-----+        3 +-----+
#                                                       | MAR |          | MAR |
#                                                       |  +--+   ->   2 +-----+
#                                                       |  |ES|          | ESH |
#                                                     0 +--+--+        0 +-----+
def test_western_sahara_is_whole_and_morocco_ends_where_it_begins() -> None:
    berm = box(1, 0, 2, 1)
    drawn = put_right({"Morocco": ("504", box(0, 0, 2, 3).difference(berm)), "W. Sahara": ("732", berm)})
    assert drawn.geometry["ESH"].equals(box(0, 0, 2, 2))
    assert drawn.geometry["MAR"].equals(box(0, 2, 2, 3))
    assert drawn["name"]["ESH"] == "Western Sahara"


# The heights are drawn with Israel, and the sketch reaches beyond it:   +-----+-----+      +--+--+-----+
#                                                                        | ISR | SYR |  ->  |IS|XG| SYR |
#                                                                       10     12    14     +--+--+-----+
def test_the_golan_heights_are_what_of_israel_lies_within_the_sketch() -> None:
    drawn = put_right({"Israel": ("376", box(10, 0, 12, 2)), "Syria": ("760", box(12, 0, 14, 2))})
    assert drawn.geometry["XGO"].equals(box(11, 0, 12, 2))
    assert drawn.geometry["ISR"].equals(box(10, 0, 11, 2))
    assert drawn.geometry["SYR"].equals(box(12, 0, 14, 2))
    assert drawn["name"]["XGO"] == "Golan Heights"


def test_a_feature_without_a_country_is_told() -> None:
    frame = gpd.GeoDataFrame({"id": [None], "name": ["Atlantis"]}, geometry=[box(0, 0, 1, 1)])
    with pytest.raises(ValueError, match="Atlantis"):
        coded(frame)


def influence(area: str, *countries: str) -> Influence:
    """Return an influence over whole countries."""
    return Influence(
        kind=InfluenceKind.TREATY, countries=countries, start=None, end=None, note="", sources=(), area=area
    )


def region(*influences: Influence) -> Region:
    """Return a region of nothing but influences."""
    return Region(id="somewhere", name="Somewhere", countries=("AAA", "BBB"), note="", influence=influences)


def test_influences_over_the_same_ground_share_an_area() -> None:
    found = grounds([region(influence("a", "AAA"), influence("a", "AAA"), influence("a-b", "AAA", "BBB"))])
    assert list(found) == ["a", "a-b"]


def test_an_area_with_two_grounds_is_refused() -> None:
    with pytest.raises(ValueError, match="`a` stands for two grounds"):
        grounds([region(influence("a", "AAA"), influence("a", "BBB"))])


def test_a_ground_with_two_names_is_refused() -> None:
    with pytest.raises(ValueError, match="the same ground"):
        grounds([region(influence("a", "AAA"), influence("b", "AAA"))])


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
def test_pretty_json_holds_what_it_was_given(value: object) -> None:
    assert json.loads(pretty(value)) == value


def test_short_lists_and_coordinates_stay_in_a_row() -> None:
    assert pretty({"at": [1.5, 2], "ids": ["a", "b"]}) == '{\n "at": [1.5, 2],\n "ids": ["a", "b"]\n}'


def test_a_package_that_is_not_listed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"add it to data/outlines\.json"):
        Packages(cache=tmp_path, versions={"atlas": "1.0.0"}).file("other", "map.json")


def test_a_missing_npm_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(PackageError, match=r"install Node\.js"):
        Packages(cache=tmp_path, versions={"atlas": "1.0.0"}).file("atlas", "map.json")


def test_another_version_than_asked_for_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "atlas-1.0.0"
    folder.mkdir()
    (folder / "package.json").write_text('{"version": "2.0.0"}', encoding="utf-8")
    with pytest.raises(PackageError, match=r"2\.0\.0, not 1\.0\.0"):
        Packages(cache=tmp_path, versions={"atlas": "1.0.0"}).file("atlas", "map.json")


def test_the_readme_of_the_data_is_up_to_date() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert with_fields(text) == text, "run `make readme-data`"


def test_a_readme_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lost its marks"):
        with_fields("# The data\n")


def test_thinned_lines_stay_near_the_fine_ones() -> None:
    coast = [(x / 50, (x % 7) / 100) for x in range(101)]
    topology = cut({"a": MultiPolygon([Polygon([*coast, (2, 2), (0, 2)])])})
    thinned = thin(topology, [0.03], grid=GRID, smallest=lambda *_: 0.0)
    assert LineString(thinned.arcs[0]).hausdorff_distance(LineString(topology.arcs[0])) < 0.032
    assert len(thinned.arcs[0]) < len(topology.arcs[0])
