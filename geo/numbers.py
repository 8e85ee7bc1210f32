"""Numbers as a reader sees them: thin spaces between thousands and before a unit."""

from __future__ import annotations

from typing import Final

THIN_SPACE: Final = "\u2009"


def spaced(number: float) -> str:
    """Return a number rounded to a whole, with thin spaces between thousands."""
    return f"{number:,.0f}".replace(",", THIN_SPACE)
