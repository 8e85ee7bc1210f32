"""Links as QR codes, for whoever holds paper or looks at a screen from a seat."""

from __future__ import annotations

import io
from typing import Final

import segno
from segno.encoder import DataOverflowError

from components import style

MOST_MODULES: Final = 97
"""Wider codes, of links of some five hundred characters and more, are not read from a slide or a page any more."""

QUIET_MODULES: Final = 2
DOT_PX: Final = 8


def qr_png(link: str) -> bytes | None:
    """Return a link as a QR code in the colour of ink on white, or None if the link is too long for a readable one.

    Parameters
    ----------
    link
        An absolute address.
    """
    try:
        code = segno.make_qr(link, error="l", boost_error=True)
    except DataOverflowError:
        return None
    if code.symbol_size(border=0)[0] > MOST_MODULES:
        return None
    file = io.BytesIO()
    code.save(file, kind="png", scale=DOT_PX, border=QUIET_MODULES, dark=style.LIGHT["ink"], light="#FFFFFF")
    return file.getvalue()
