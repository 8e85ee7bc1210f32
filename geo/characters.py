"""Which characters a text may hold: those that every format we write can."""

from __future__ import annotations

import re

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, section 2.2: control characters, halves of characters, and two that are none."""


def legal(text: str) -> str:
    """Return a text without the characters that slides, sheets and maps cannot hold; nobody sees them anyway."""
    return _ILLEGAL.sub("", text)
