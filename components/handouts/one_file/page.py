"""The file as HTML: one page with its scripts, styles and data inside, and a policy that lets nothing else in."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable
from typing import Any, ClassVar, Final

import folium
from branca.element import Figure

from components.handouts.one_file.scripts import scripts, stylesheet
from components.map_view import base_map
from components.markup import html

_COMMENT: Final = re.compile(r"<!-- (\w+) -->")

MAP_ID: Final = "div"
"""With the name that folium puts before it this makes `map_div`, which the map's style is written for."""


class EmbeddedMap(folium.Map):
    """The constant map, whose scripts and styles stand in the page that it is put into."""

    default_js: ClassVar[list[tuple[str, str]]] = []  # type: ignore[misc]  # folium sets them on the class, untold
    default_css: ClassVar[list[tuple[str, str]]] = []  # type: ignore[misc]


def page(data: bytes, **words: Any) -> bytes:  # noqa: ANN401 - the template takes what it needs
    """Return the file.

    Parameters
    ----------
    data
        What the scripts read, as JSON.
    words
        What the template prints; all of it is escaped.

    Raises
    ------
    ValueError
        If a script or a style could end the element that it stands in.
    """
    place, start = _map()
    texts = (*scripts(), start)
    sheet = stylesheet()
    inside = {
        "style": _element("style", sheet),
        "map": place,
        "data": base64.b64encode(zlib.compress(data, 9)).decode("ascii"),
        "scripts": "\n".join(_element("script", text) for text in texts),
    }
    made = html("twin.html", policy=policy(texts, [sheet]), **words)
    # A comment is nothing that an escaped text can hold.
    return _COMMENT.sub(lambda match: inside[match[1]], made).encode()


def policy(texts: Iterable[str], sheets: Iterable[str]) -> str:
    """Return a content-security policy that allows these scripts and styles, pictures inside the file, and no more."""
    allowed = {"script-src": _hashes(texts), "style-src": _hashes(sheets), "img-src": "data:"}
    closed = {name: "'none'" for name in ("base-uri", "form-action")}
    return "; ".join(f"{name} {value}" for name, value in {"default-src": "'none'", **allowed, **closed}.items())


def _hashes(texts: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii") for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


def _element(name: str, text: str) -> str:
    """Return an element around a text that is not escaped in it.

    Raises
    ------
    ValueError
        If the text could end the element.
    """
    if f"</{name}" in text.lower() or "<!--" in text:
        msg = f"a text with `</{name}` or `<!--` in it cannot stand in a <{name}>; write it in two pieces"
        raise ValueError(msg)
    return f"<{name}>{text}</{name}>"


def _map() -> tuple[str, str]:
    """Return the element that the map goes into, and the script that makes it."""
    drawn = base_map({"basemap": "basemap", "geometry": "geometry"}, kind=EmbeddedMap)
    drawn._id = MAP_ID
    figure: Figure = drawn.get_root()  # type: ignore[assignment]  # branca names the base class
    figure.render()
    return figure.html.render(), figure.script.render()
