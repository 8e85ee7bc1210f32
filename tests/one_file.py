"""How tests ask for the page in one file, read what it holds, and open it from a disk."""

from __future__ import annotations

import base64
import json
import re
import zlib
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from components.handouts.request import Request
from components.scene import Scene
from geo.briefing import Briefing
from tests.browser import PAINT_MS

MADE = date(2026, 11, 23)


def request(scene: Scene, briefing: Briefing | None = None) -> Request:
    """Return the wish for a file of a view, or of a whole briefing."""
    return Request(scene=scene, link="https://foothold.example/?v=1", made=MADE, briefing=briefing)


def held(file: bytes) -> dict[str, Any]:
    """Return what a file holds, as its scripts read it."""
    packed = re.search(rb'id="twin-data">([A-Za-z0-9+/=]+)</script>', file)
    assert packed is not None
    content: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(packed[1])))
    return content


def opened(context: BrowserContext, path: Path) -> Page:
    """Return the page of a file once its map is drawn; the policy of the file forbids to wait for a condition."""
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-painted]", state="attached", timeout=PAINT_MS)
    return page
