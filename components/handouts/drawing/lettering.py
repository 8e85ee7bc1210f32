"""Words as outlines, so that a picture needs no fonts: the typeface of the page, another for the signs it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

import matplotlib
import numpy as np
from fontTools.ttLib import TTFont
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D

UNIT_PT: Final = 100
"""The size that outlines are made in; they are scaled from it."""


class Face(NamedTuple):
    """A weight of the typeface: its file, and the one that stands in for it."""

    name: str
    instead: str


REGULAR: Final = Face("SourceSansPro-Regular.ttf", "DejaVuSans.ttf")
SEMIBOLD: Final = Face("SourceSansPro-Semibold.ttf", "DejaVuSans-Bold.ttf")
BOLD: Final = Face("SourceSansPro-Bold.ttf", "DejaVuSans-Bold.ttf")
ITALIC: Final = Face("SourceSansPro-It.ttf", "DejaVuSans-Oblique.ttf")
BOLD_ITALIC: Final = Face("SourceSansPro-BoldIt.ttf", "DejaVuSans-BoldOblique.ttf")

FACES: Final = {
    "400": REGULAR,
    "500": REGULAR,
    "600": SEMIBOLD,
    "700": BOLD,
    "italic": ITALIC,
}
"""By how CSS calls a weight."""


def face_path(name: str) -> Path:
    """Return the file of a face."""
    if name.startswith("DejaVu"):
        return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name
    return Path(str(files("font_source_sans_pro"))) / "files" / name


@lru_cache(maxsize=8)
def signs_of(name: str) -> frozenset[int]:
    """Return the code points that a face has."""
    with TTFont(face_path(name), lazy=True) as font:
        return frozenset(font.getBestCmap())


def runs(text: str, face: Face) -> list[tuple[str, str]]:
    """Return a text cut into pieces that one file can set each: its name and the piece."""
    known = signs_of(face.name)
    found: list[tuple[str, str]] = []
    for sign in text:
        name = face.name if ord(sign) in known or sign.isspace() else face.instead
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + sign)
        else:
            found.append((name, sign))
    return found


@lru_cache(maxsize=4096)
def width_px(text: str, face: Face, size_px: float) -> float:
    """Return how wide a text is at a size, pixels."""
    return _set(text, face)[1] * size_px / UNIT_PT


def outline(text: str, face: Face, size_px: float) -> Outline:
    """Return a text as an outline that begins at 0 on its baseline, y downwards, in pixels."""
    shape, _ = _set(text, face)
    return shape.transformed(Affine2D().scale(size_px / UNIT_PT, -size_px / UNIT_PT))


def wrapped(text: str, face: Face, size_px: float, most_px: float) -> list[str]:
    """Return a text in lines that are no wider than asked for; a word that is wider is broken."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_px(longer, face, size_px) <= most_px:
            lines[-1] = longer
        else:
            lines += _broken(word, face, size_px, most_px)
    return lines


def _broken(word: str, face: Face, size_px: float, most_px: float) -> list[str]:
    """Return a word in pieces that are no wider than asked for."""
    pieces = [""]
    for sign in word:
        if pieces[-1] and width_px(pieces[-1] + sign, face, size_px) > most_px:
            pieces.append("")
        pieces[-1] += sign
    return pieces


def shortened(lines: Sequence[str], most: int) -> list[str]:
    """Return the first lines, with an ellipsis where there were more."""
    return [*lines[: most - 1], f"{lines[most - 1]} …"] if len(lines) > most else list(lines)


@lru_cache(maxsize=4096)
def _set(text: str, face: Face) -> tuple[Outline, float]:
    """Return a text as an outline, and its width, at the unit size."""
    pieces, x = [], 0.0
    for name, piece in runs(text, face):
        font = FontProperties(fname=str(face_path(name)), size=UNIT_PT)
        setter = TextToPath()
        vertices, codes = setter.get_text_path(font, piece)
        if len(vertices):
            points = np.asarray(vertices) * UNIT_PT / setter.FONT_SCALE
            pieces.append(Outline(points + np.array([x, 0]), codes))
        x += _advance(piece, name)
    return (Outline.make_compound_path(*pieces) if pieces else Outline(np.empty((0, 2)))), x


def _advance(text: str, name: str) -> float:
    """Return how far the pen moves over a text, at the unit size; kerning left out, which is less than a pixel."""
    widths, units = _widths(name)
    return sum(widths.get(ord(sign), 0) for sign in text) * UNIT_PT / units


@lru_cache(maxsize=8)
def _widths(name: str) -> tuple[dict[int, int], int]:
    with TTFont(face_path(name), lazy=True) as font:
        metrics = font["hmtx"]
        return {code: metrics[glyph][0] for code, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm
