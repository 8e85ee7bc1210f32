"""What of the states of a map lies on its picture: the legend explains nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from components.handouts.drawing.lines import course_px
from components.handouts.drawing.shapes import MARKED, Shape
from components.handouts.drawing.stage import Stage


def seen_states(stage: Stage) -> dict[str, Any]:
    """Return of the states of a map those of what stands, runs or lies on its picture."""
    states, shapes = stage.states, stage.shapes
    links = {row["id"]: row for row in shapes.constant["links"]}
    countries, passages = (states["closures"][kind] for kind in ("countries", "passages"))
    skies = {code: sky for code, sky in countries.items() if _is_drawn(stage, shapes.countries.get(code, ()))}
    marks = {kind: {name: state for name, state in states[kind].items() if stage.sees_place(name)} for kind in MARKED}
    shut = {name: row for name, row in passages.items() if stage.sees(stage.px(np.array(row["line"])), margin_px=0)}
    lines = states["links"].items()
    return {
        **states,
        **marks,
        "links": {name: state for name, state in lines if stage.sees(course_px(stage, links[name]), margin_px=0)},
        "areas": {name: state for name, state in states["areas"].items() if _is_drawn(stage, [shapes.areas[name]])},
        "held": [name for name in states["held"] if _is_drawn(stage, [shapes.held[name]])],
        "closures": {"countries": skies, "passages": shut},
    }


def _is_drawn(stage: Stage, shapes: Iterable[Shape]) -> bool:
    return any(shape.on(stage.frame) for shape in shapes)
