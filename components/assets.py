"""Where Leaflet, the painter and the shapes of the map are served from: this server, never a CDN.

`declare_component` serves a directory beside the map's own frame, so relative addresses work under any base path.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

import streamlit.components.v1 as components
import xstatic.pkg.leaflet

PAINTER_DIR = Path(__file__).parent / "painter"
PAGE_DIR = Path(__file__).parent / "page"
SHAPES_DIR = Path(tempfile.mkdtemp(prefix="foothold-shapes-"))
atexit.register(shutil.rmtree, SHAPES_DIR, ignore_errors=True)

_LEAFLET = components.declare_component("leaflet", path=xstatic.pkg.leaflet.BASE_DIR)
_PAINTER = components.declare_component("painter", path=str(PAINTER_DIR))
_PAGE = components.declare_component("page", path=str(PAGE_DIR))
_SHAPES = components.declare_component("shapes", path=str(SHAPES_DIR))

SCRIPTS = (
    "geometry.js",
    "camera.js",
    "basemap.js",
    "marks.js",
    "lines.js",
    "routes.js",
    "labels.js",
    "legend.js",
    "painter.js",
)
"""The painter's scripts in the order in which each builds on those before it."""


def leaflet_address(file: str) -> str:
    """Return the address of one of Leaflet's files, seen from the map's frame."""
    return f"../{_LEAFLET.name}/{file}"


def painter_address(file: str) -> str:
    """Return the address of one of the painter's files, seen from the map's frame; it changes when the file does."""
    return f"../{_PAINTER.name}/{file}?{int((PAINTER_DIR / file).stat().st_mtime)}"


def publish(name: str, content: bytes) -> str:
    """Put a file where the map's frame can fetch it, once, and return its address."""
    path = SHAPES_DIR / name
    if not path.exists():
        path.write_bytes(content)
    return f"../{_SHAPES.name}/{name}"


def page_address(file: str) -> str:
    """Return the address of one of the page's own scripts, seen from the page."""
    return f"component/{_PAGE.name}/{file}?{int((PAGE_DIR / file).stat().st_mtime)}"


def page_script(file: str) -> str:
    """Return a script that only fetches one of the page's own: a component sends its script with every rerun."""
    return f"""
export default async (component) => {{
  const page = await import(new URL({page_address(file)!r}, document.baseURI).href);
  return page.default(component);
}}
"""


def from_page(address: str) -> str:
    """Return an address that was made for the map's frame as the page itself sees it."""
    return address.replace("../", "component/", 1)
