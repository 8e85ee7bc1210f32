"""Colours as matplotlib takes them, from how the palette writes them."""

from __future__ import annotations

import re

from matplotlib.colors import to_rgba

Colour = tuple[float, float, float, float]
"""Red, green, blue and opacity, 0 to 1."""

_RGBA = re.compile(r"rgba\((\d+), (\d+), (\d+), ([\d.]+)\)")


def colour_of(text: str) -> Colour:
    """Return a colour written as `#RRGGBB` or `rgba(r, g, b, a)`."""
    match = _RGBA.fullmatch(text)
    if match is None:
        return to_rgba(text)
    red, green, blue = (int(part) / 255 for part in match.groups()[:3])
    return red, green, blue, float(match[4])


def faded(colour: Colour, opacity: float) -> Colour:
    """Return a colour with less of it, as a share of what it was."""
    return (*colour[:3], colour[3] * opacity)
