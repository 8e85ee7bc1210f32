"""How Google Earth draws what is taken along: the colours, words and marks of the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from components import style
from components.handouts.changes import STATUS_COLOUR
from components.handouts.icons import facility_icon, operation_icon
from components.map_story import states_for
from components.scene import Scene
from components.state import Focus
from components.view import Layer
from geo.exported_rows import Fate
from geo.kml import Look, Record
from geo.results import LinkImpact, SupportStatus
from geo.sheets import Sheet
from geo.vocabulary import FacilityKind

FATE_CLASS: Final[Mapping[Fate, str]] = {
    Fate.AS_BEFORE: "",
    Fate.LOST: "lost",
    Fate.CUT_OFF: "cut",
    Fate.NOT_IN_USE: "",
}
"""The class of the map for what a scenario does to a facility; what is not in use is told by its state."""

LINE_COLOUR: Final[Mapping[LinkImpact, str]] = {
    LinkImpact.KEPT: style.LIGHT["kept"],
    LinkImpact.WEAKENED: style.LIGHT["strained-line"],
    LinkImpact.LOST: style.LIGHT["lost"],
}


class Looks:
    """How the rows of a scene's sheets look."""

    def __init__(self, scene: Scene) -> None:
        """Take the looks of a scene.

        Parameters
        ----------
        scene
            What is shown.
        """
        view = replace(scene.view, layers=scene.view.layers | {Layer.REGIONS})
        self._areas: Mapping[str, str] = states_for(replace(scene, view=view), Focus(serial=0, kind=""))["areas"]
        self._world = scene.world
        self._by_sheet: Mapping[str, Callable[[Record], Look]] = {
            "operations": self._operation,
            "facilities": self._facility,
            "lines": _line,
            "areas": self._area,
            "held": _held,
        }

    def of(self, sheet: Sheet, record: Record) -> Look:
        """Return how a row of a sheet looks."""
        return self._by_sheet[sheet.name](record)

    def _area(self, record: Record) -> Look:
        cls = self._areas[str(record["area"])].partition(" ")[0].replace("quiet", "unknown")
        return Look(id=f"area-{cls}", folder="", colour=STATUS_COLOUR[cls], opacity=0.22, width_px=1)

    def _operation(self, record: Record) -> Look:
        """Return how an operation looks: its status, or that it does not run."""
        if not record["status"]:
            icon = operation_icon(self._world, "planned")
            return Look(id="operation-planned", folder="Planned or agreed", colour=STATUS_COLOUR["unknown"], icon=icon)
        status = SupportStatus(str(record["status"]))
        cls, word = style.STATUS_CLASS[status], style.STATUS_WORD[status].capitalize()
        return Look(
            id=f"operation-{cls}", folder=word, colour=STATUS_COLOUR[cls], icon=operation_icon(self._world, cls)
        )

    def _facility(self, record: Record) -> Look:
        """Return how a facility looks: its kind, and what the scenario does to it."""
        kind = FacilityKind(str(record["kind"]))
        state = f"{record['state']} {FATE_CLASS[Fate(str(record['fate']))]}".strip()
        return Look(
            id="-".join(["facility", kind, *state.split()]),
            folder=style.KIND_WORD[kind],
            colour=style.LIGHT["ink"],
            icon=facility_icon(self._world, kind, state),
        )


def _line(record: Record) -> Look:
    """Return how a line looks: what becomes of it."""
    state = LinkImpact(str(record["state"]))
    look = style.LINK_LOOK[state]
    return Look(id=f"line-{look.cls}", folder=look.word.capitalize(), colour=LINE_COLOUR[state], width_px=2.2)


def _held(record: Record) -> Look:
    return Look(id="held", folder="", colour=style.LIGHT["hatch"], opacity=0.12, width_px=1.6)
