"""What a reader takes along as data is the scene on the page, in the looks of the map."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
from PIL import Image

from components import cache, style
from components.handouts.data import make_csv, make_geojson, make_geopackage, make_kmz
from components.handouts.request import Request
from components.scene import Scene, scene_of
from components.view import Layer, View
from geo.cut_sets import Budget, OverBudgetError
from geo.kml import DOCUMENT, NAMESPACE, kml_colour
from geo.world import World

MAKERS = (make_csv, make_geojson, make_geopackage, make_kmz)
KML = f"{{{NAMESPACE}}}"


@pytest.fixture(scope="module")
def scene(world: World) -> Iterator[Scene]:
    """Both bases in Syria lost, with regions switched off on the map."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "world", lambda: world)
        layers = View().layers - {Layer.REGIONS}
        yield scene_of(View(scenario=("bases-lost",), layers=layers), world)


@pytest.fixture(scope="module")
def request_(scene: Scene) -> Request:
    """The wish to take it along."""
    return Request(scene=scene, link="https://foothold.example/?scenario=bases-lost", made=date(2026, 11, 23))


@pytest.fixture(scope="module")
def kmz(request_: Request) -> zipfile.ZipFile:
    """What Google Earth opens."""
    return opened(make_kmz(request_, Budget()))


def opened(content: bytes) -> zipfile.ZipFile:
    """Return a zip, opened."""
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
def test_a_maker_tells_how_far_it_is_and_ends_when_it_is_cancelled(
    make: Callable[[Request, Budget], bytes], request_: Request
) -> None:
    told: list[float] = []
    package = json.loads(opened(make(request_, Budget(progress=told.append))).read("datapackage.json"))
    assert (told[0], told[-1]) == (0, 1)
    assert all(before <= after for before, after in pairwise(told))
    assert package["title"] == "Bases lost, 26 Nov 2024"
    with pytest.raises(OverBudgetError):
        make(request_, Budget(cancelled=lambda: len(told) > 0))


def test_every_operation_comes_along_as_it_stands_on_the_page(scene: Scene, request_: Request) -> None:
    content = opened(make_geojson(request_, Budget())).read("operations.geojson")
    found = gpd.read_file(io.BytesIO(content)).set_index("id")["status"].dropna().to_dict()
    assert found == {name: row.status.value for name, row in scene.impact.operations.items()}


def test_regions_come_along_even_where_the_map_hides_them(request_: Request) -> None:
    areas = gpd.read_file(io.BytesIO(opened(make_geojson(request_, Budget())).read("areas.geojson")))
    assert len(areas) > 10
    assert areas.geometry.is_valid.all()


def test_every_look_has_its_mark_and_folders_say_the_words_of_the_page(kmz: zipfile.ZipFile) -> None:
    root = ET.fromstring(kmz.read(DOCUMENT))
    hrefs = {href.text for href in root.iter(f"{KML}href")}
    folders = {folder.findtext(f"{KML}name") for folder in root.iter(f"{KML}Folder")}
    assert hrefs <= set(kmz.namelist())
    assert {"icons/operation-lost.png", "icons/facility-air_base-active-lost.png"} <= hrefs
    assert {"Loses support", "Kept on paper only", "Air bases", "Lines of support"} <= folders


def test_regions_are_tinted_by_the_worst_that_happens_in_them(kmz: zipfile.ZipFile) -> None:
    root = ET.fromstring(kmz.read(DOCUMENT))
    tints = {look.get("id"): look.findtext(f"{KML}PolyStyle/{KML}color") for look in root.iter(f"{KML}Style")}
    assert tints["area-lost"] == kml_colour(style.LIGHT["lost"], opacity=0.22)


def test_a_mark_shows_its_status_and_is_seen_through_around_it(kmz: zipfile.ZipFile) -> None:
    mark = Image.open(io.BytesIO(kmz.read("icons/operation-lost.png"))).convert("RGBA")
    wide, high = mark.size
    # Beside the cross in the middle lies the colour of the disc.
    assert "#{:02X}{:02X}{:02X}".format(*mark.getpixel((wide // 2, high // 4))[:3]) == style.LIGHT["lost"]
    assert mark.getpixel((0, 0))[3] == 0
