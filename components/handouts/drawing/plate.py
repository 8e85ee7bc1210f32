"""What stands around a map on a page for print: title, answer, legend, scale, sources, origin and link."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from components.handouts.drawing.colour import faded
from components.handouts.drawing.legend import draw_legend
from components.handouts.drawing.lettering import BOLD, REGULAR, shortened, width_px, wrapped
from components.handouts.drawing.pen import Pen
from components.handouts.drawing.stage import Stage
from components.handouts.drawing.stylesheet import Look, Stylesheet
from components.handouts.qr import qr_png
from components.handouts.request import Request, answer, borders, day_words, sources, sources_counted
from geo.numbers import spaced

MARGIN_PX: Final = 30.0
SIDE_PX: Final = 214.0
GAP_PX: Final = 18.0
TITLE_PX: Final = 25.0
MOST_TITLE_LINES: Final = 2
ANSWER_PX: Final = 15.0
ANSWER_LINE_PX: Final = 20.0
MOST_ANSWER_LINES: Final = 4
NOTE_PX: Final = 10.5
NOTE_LINE_PX: Final = 14.0
MOST_NOTE_LINES: Final = 5
CODE_PX: Final = 74.0
SCALE_PX: Final = 110.0
"""How long the scale is at most."""
SCALE_TEXT_PX: Final = 12.0
EDGE_PX: Final = 0.1
MOST_PUBLISHERS: Final = 12


def round_length(most_km: float, km_per_px: float) -> tuple[float, float]:
    """Return the longest length of 1, 2, 3 or 5 and zeros that is no longer than asked for: kilometres, and pixels."""
    power = 10 ** math.floor(math.log10(most_km))
    km = next(step * power for step in (5, 3, 2, 1) if step * power <= most_km)
    return km, km / km_per_px


class Plate:
    """A page with a map on it: where its parts lie, and what draws them."""

    def __init__(self, request: Request, pen: Pen, sheet: Stylesheet) -> None:
        """Lay out a page.

        Parameters
        ----------
        request
            What is handed out.
        pen
            What draws the page.
        sheet
            The rules of style.
        """
        self._request, self._pen, self._sheet = request, pen, sheet
        wide = pen.width_px - 2 * MARGIN_PX
        self._title = shortened(wrapped(request.title, BOLD, TITLE_PX, wide), MOST_TITLE_LINES)
        self._answer = shortened(wrapped(answer(request.scene), REGULAR, ANSWER_PX, wide), MOST_ANSWER_LINES)
        self._code = qr_png(request.link)
        note_px = wide - (CODE_PX + GAP_PX if self._code else 0)
        notes = [line for note in self._said() for line in wrapped(note, REGULAR, NOTE_PX, note_px)]
        self._notes = shortened(notes, MOST_NOTE_LINES)
        head = len(self._title) * TITLE_PX * 1.15 + len(self._answer) * ANSWER_LINE_PX
        foot = max(len(self._notes) * NOTE_LINE_PX, CODE_PX if self._code else 0)
        self.top_px, self.bottom_px = MARGIN_PX + head + 8, pen.height_px - MARGIN_PX * 0.7 - foot - 10
        self.right_px = pen.width_px - MARGIN_PX - SIDE_PX - GAP_PX

    @property
    def map_box(self) -> tuple[float, float, float, float]:
        """Where the map lies: left, bottom, width and height as shares of the page."""
        wide, high = self._pen.width_px, self._pen.height_px
        width, height = self.right_px - MARGIN_PX, self.bottom_px - self.top_px
        return MARGIN_PX / wide, 1 - self.bottom_px / high, width / wide, height / high

    def draw(self, stage: Stage) -> None:
        """Draw all that stands around the map, which is drawn with a stage."""
        self._draw_head()
        draw_legend(stage, self._pen, (self.right_px + GAP_PX, self.top_px), SIDE_PX)
        corners = [(MARGIN_PX, self.top_px), (self.right_px, self.bottom_px)]
        edge = Look(stroke=self._sheet.colour("border"), width_px=0.8)
        self._pen.panel((*corners[0], *corners[1]), edge, radius_px=EDGE_PX)
        self._draw_scale(stage)
        self._draw_foot()

    def _draw_head(self) -> None:
        y = MARGIN_PX + TITLE_PX * 0.8
        ink = self._sheet.colour("ink")
        self._pen.lines(self._title, (MARGIN_PX, y), ink, face=BOLD, size_px=TITLE_PX, apart_px=TITLE_PX * 1.15)
        y += len(self._title) * TITLE_PX * 1.15 - TITLE_PX * 0.25 + ANSWER_PX * 0.35
        self._pen.lines(self._answer, (MARGIN_PX, y), ink, size_px=ANSWER_PX, apart_px=ANSWER_LINE_PX)

    def _draw_foot(self) -> None:
        right, muted = self._pen.width_px - MARGIN_PX, self._sheet.colour("muted")
        top = self.bottom_px + 10
        self._pen.lines(self._notes, (MARGIN_PX, top + NOTE_PX), muted, size_px=NOTE_PX, apart_px=NOTE_LINE_PX)
        if self._code:
            self._pen.picture(self._code, (right - CODE_PX, top, right, top + CODE_PX))

    def _draw_scale(self, stage: Stage) -> None:
        """Draw a bar of a round length, as it is in the middle of the map."""
        km, long_px = round_length(SCALE_PX * stage.frame.km_per_px(), stage.frame.km_per_px())
        left, bottom = 14.0, stage.pen.height_px - 10
        ink, words = self._sheet.colour("ink"), f"{spaced(km)} km"
        box = (left - 5, bottom - 20, left + max(long_px, width_px(words, REGULAR, SCALE_TEXT_PX)) + 5, bottom + 4)
        stage.pen.panel(box, Look(fill=faded(self._sheet.colour("paper"), 0.85)), radius_px=3)
        ends = np.array([(left, bottom - 5), (left, bottom), (left + long_px, bottom), (left + long_px, bottom - 5)])
        stage.pen.line(ends, Look(stroke=ink, width_px=1.4))
        stage.pen.words(words, (left + 4, bottom - 6), ink, size_px=SCALE_TEXT_PX)

    def _said(self) -> list[str]:
        """Return the notes below the map: what it shows, who reported it, whose data it is, where to see it move."""
        request, scene = self._request, self._request.scene
        found = sources(scene)
        publishers = list(dict.fromkeys(source.publisher for source in found))
        more = " and others" if len(publishers) > MOST_PUBLISHERS else ""
        counted = sources_counted(scene, len(found))
        named = f"Reported by {', '.join(publishers[:MOST_PUBLISHERS])}{more}: {counted}; each is named at the link."
        reported = named if publishers else ""
        ground = f"{borders(scene)}, Natural Earth"
        origin = " · ".join((f"As of {day_words(scene)}", ground, *request.colophon))
        return [note for note in (reported, origin, request.link) if note]
