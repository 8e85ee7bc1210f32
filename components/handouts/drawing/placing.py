"""Where labels stand so that none touches another: by rank around their marks, the lesser dropped, as on the page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from components.handouts.drawing.lettering import Face, width_px

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, pixels."""

SAME_PLACE_PX: Final = 16
"""Marks closer together than this count as one place; this and what follows as in `labels.js`."""
MOST_JOINED: Final = 3
CLEARLY_NEARER: Final = 0.6
LINE_PX: Final = 17
WRAP_AT: Final = 24
"""Longer names take two lines."""
GAP_PX: Final = 4
FAR_RANK: Final = 50
"""Labels of this rank and more may stand a little away from their mark."""
MARK_PX: Final = 11
"""Half a mark, kept free of other labels."""
EDGE_PX: Final = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """A name that wants a place."""

    id: str
    text: str
    at: tuple[float, float]
    rank: float
    sort: str
    classes: str
    face: Face
    size_px: float
    spacing_px: float = 0.0
    """What is added after each letter."""
    marked: bool = True
    """Whether it names a mark, and does not merely lie on the ground."""
    small: bool = False
    """Whether its mark is one of the smallest, which what matters most may cover."""
    scale: float = 1.0
    """How big its mark is."""
    lost: str = ""
    """What follows the names of what is lost; empty if it is not."""
    name: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The text, a long one broken at the space nearest to its middle."""
        spaces = [number for number, sign in enumerate(self.text) if sign == " "]
        if len(self.text) <= WRAP_AT or not spaces:
            return (self.text,)
        at = min(spaces, key=lambda number: abs(number - len(self.text) / 2))
        return self.text[:at], self.text[at + 1 :]

    @property
    def width_px(self) -> float:
        """How wide it is."""
        lines = self.lines
        return max(width_px(line, self.face, self.size_px) + self.spacing_px * len(line) for line in lines) + 2

    @property
    def height_px(self) -> float:
        """How high it is."""
        return len(self.lines) * LINE_PX


@dataclass(frozen=True, slots=True)
class _Taken:
    """A box that is taken, by whom, and whether it is but one of the smallest marks."""

    id: str
    light: bool
    box: Box


def place(
    labels: Sequence[Label], *, size_px: tuple[float, float], kept_free: Sequence[Box]
) -> Iterator[tuple[Label, Box]]:
    """Yield the labels that find a place, with it.

    Parameters
    ----------
    labels
        What wants a place.
    size_px
        Width and height of the picture.
    kept_free
        Boxes where no label may stand.
    """
    near = [label for label in labels if _is_near(label.at, size_px)]
    marks = [_Taken(label.id, label.small, _around(label)) for label in near if label.marked]
    taken = [*(_Taken("", False, box) for box in kept_free), *marks]
    for label in _joined(sorted(near, key=lambda label: (-label.rank, label.id))):
        for box in _candidates(label):
            if _is_free(box, taken, label, size_px) and _is_own(box, label, near):
                taken.append(_Taken(label.id, False, box))
                yield label, box
                break


def _is_near(at: tuple[float, float], size_px: tuple[float, float]) -> bool:
    return all(-20 < part < size + 20 for part, size in zip(at, size_px, strict=True))


def _around(label: Label) -> Box:
    half = MARK_PX * label.scale
    x, y = label.at
    return x - half, y - half, x + half, y + half


def _joined(labels: Sequence[Label]) -> list[Label]:
    """Let lost facilities that lie in one place share one label, so that none goes unnamed."""
    found: list[Label] = []
    names: dict[str, list[str]] = {}
    for label in labels:
        same = (other for other in found if other.lost and math.dist(other.at, label.at) < SAME_PLACE_PX)
        head = next((other for other in same if len(names[other.id]) < MOST_JOINED), None) if label.lost else None
        if head is None:
            found.append(label)
            names[label.id] = [label.name]
        else:
            names[head.id].append(label.name)
    return [
        replace(label, text=f"{', '.join(names[label.id])} {label.lost}") if label.lost else label for label in found
    ]


def _candidates(label: Label) -> list[Box]:
    """Return where a label may stand: beside its mark, then above and below, what matters most also further off."""
    width, height = label.width_px, label.height_px
    x, y = label.at
    if not label.marked:
        shifts = [(0.0, 0.0)]
    else:
        mark = MARK_PX * max(1, label.scale)
        side, lift = width / 2 + mark + GAP_PX, height / 2 + mark + 1
        shifts = [(side, 0), (-side, 0), (0, -lift), (0, lift)]
        shifts += [(turn * (side - 6), step * (lift - 6)) for turn in (1, -1) for step in (-1, 1)]
        if label.rank >= FAR_RANK:
            shifts += [(turn * side, step * LINE_PX) for step in (-1, 1, -2, 2) for turn in (1, -1)]
            shifts += [(0, step * (lift + LINE_PX)) for step in (-1, 1)]
    return [(x + dx - width / 2, y + dy - height / 2, x + dx + width / 2, y + dy + height / 2) for dx, dy in shifts]


def _is_own(box: Box, label: Label, near: Sequence[Label]) -> bool:
    """Say whether no other mark is clearly nearer to a label than its own, which it would seem to name."""
    own = _gap(box, label.at)
    if not label.marked or own <= MARK_PX * max(1, label.scale) + GAP_PX + 1:
        return True
    others = [other for other in near if other.marked and math.dist(other.at, label.at) > SAME_PLACE_PX]
    return not any(_gap(box, other.at) < own * CLEARLY_NEARER for other in others)


def _gap(box: Box, at: tuple[float, float]) -> float:
    left, top, right, bottom = box
    return math.hypot(max(left - at[0], 0, at[0] - right), max(top - at[1], 0, at[1] - bottom))


def _is_free(box: Box, taken: Sequence[_Taken], label: Label, size_px: tuple[float, float]) -> bool:
    """Say whether a box keeps clear of labels and marks; what matters most may cover the smallest marks."""
    if box[0] < EDGE_PX or box[1] < EDGE_PX or box[2] > size_px[0] - EDGE_PX or box[3] > size_px[1] - EDGE_PX:
        return False
    minded = (other for other in taken if other.id != label.id and (not other.light or label.rank < FAR_RANK))
    return not any(_meet(box, other.box) for other in minded)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
