"""The page as one file: it opens from a disk, with no server and no network, and holds its cases worked out."""

from __future__ import annotations

import json
from typing import Any, Final

from components import cache, style
from components.handouts.one_file.content import Content
from components.handouts.one_file.page import page
from components.handouts.request import Request, borders, go_on
from components.shapes import geometry, search_index
from components.sidebar import FIRST_SCENARIOS, LAYER_WORD
from components.view import USUAL
from geo.cut_sets import Budget
from geo.errors import HandoutError

MOST_BYTES: Final = 3_000_000
"""How large the file may become: small enough for a mail, and to open at once on a phone."""

LAYERS: Final = {
    **{kind.value: word for kind, word in style.KIND_WORD.items()},
    **{layer.value: word for layer, word in LAYER_WORD.items()},
}
"""What can be shown on the map, and what it is called."""


def make_twin(request: Request, budget: Budget) -> bytes:
    """Return the page as one HTML file.

    Parameters
    ----------
    request
        What is handed out: the present view, or a whole briefing.
    budget
        Who is told how far it is, and who may cancel.

    Raises
    ------
    OverBudgetError
        If it was cancelled.
    HandoutError
        If the file would be too large.
    """
    scene, world = request.scene, request.scene.world
    record = Content(request).record(budget)
    go_on(budget, 0.96)
    made = page(
        _data(record),
        request=request,
        scenarios=[world.scenarios[row["id"]] for row in record["scenarios"]],
        first=FIRST_SCENARIOS,
        layers=LAYERS,
        dated=request.briefing is None and scene.view.date is not None,
        borders=borders(scene),
        usual=scene.parameters == type(scene.parameters)(assumptions=USUAL),
        steps=len(record["steps"]),
    )
    if len(made) > MOST_BYTES:
        raise HandoutError(_too_large(len(made), days=len(record["days"])))
    go_on(budget, 1.0)
    return made


def _too_large(size_bytes: int, *, days: int) -> str:
    """Say what makes the file too large, and what to do."""
    found = f"The file would take up {size_bytes / 1e6:.1f} MB, and at most {MOST_BYTES / 1e6:.0f} MB are allowed"
    return f"{found}: it holds every card on {days} different days. Split the briefing, or let its steps share days."


def _data(record: dict[str, Any]) -> bytes:
    """Return everything that the scripts read as one JSON text; shapes go in as they are."""
    world = cache.world()
    parts = {
        "basemap": (cache.DATA_DIR / "basemap.topojson").read_bytes(),
        "geometry": geometry(world, cache.DATA_DIR),
        "search": search_index(world),
        "record": json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(),
    }
    return b"{" + b",".join(b'"%s":%s' % (name.encode(), text) for name, text in parts.items()) + b"}"
