"""The scripts and styles of the file: those of the page and its map, put together so that nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import xstatic.pkg.leaflet

from components import assets, style

TWIN_DIR: Final = Path(__file__).parents[2] / "twin"
_ENTRY: Final = "panel.js"
"""The page's module that imports all others that the file needs."""

_SHEETS: Final = ("page.css", "panes.css", "brief.css", "terms.css")
_FIRST: Final = ("store.js",)
"""What the painter finds when it starts."""
_LAST: Final = ("states.js", "screen.js", "twin.js")

_IMPORT: Final = re.compile(r'^import \{ (?P<names>[^}]+) \} from "\./(?P<file>[a-z]+\.js)";$', re.MULTILINE)
_DEFAULT: Final = re.compile(r"^export default function \(", re.MULTILINE)
_FUNCTION: Final = re.compile(r"^export function (?P<name>\w+)\(", re.MULTILINE)
_CONSTANT: Final = re.compile(r"^export const (?P<name>\w+) = ", re.MULTILINE)
_SOURCE_MAP: Final = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def scripts() -> tuple[str, ...]:
    """Return the scripts of the file in their order, but for the one that makes the map."""
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR) / "leaflet.js"
    painter = [assets.PAINTER_DIR / name for name in assets.SCRIPTS]
    own = [[TWIN_DIR / name for name in names] for names in (_FIRST, _LAST)]
    modules = ["foothold.modules = {};", *(as_script(name, text) for name, text in _imported(_ENTRY).items())]
    return (
        _SOURCE_MAP.sub("", _read(leaflet)),
        "\n".join(map(_read, (*own[0], *painter))),
        "\n".join((*modules, *map(_read, own[1]))),
    )


def _imported(file: str) -> dict[str, str]:
    """Return the text of a module and of all that it imports, by name, each after those that it imports."""
    text = _read(assets.PAGE_DIR / file)
    found: dict[str, str] = {}
    for match in _IMPORT.finditer(text):
        found |= {name: other for name, other in _imported(match["file"]).items() if name not in found}
    return found | {file: text}


def as_script(file: str, module: str) -> str:
    """Return a module of the page as a plain script: a file that is opened from a disk may import nothing.

    Parameters
    ----------
    file
        Its name; what it exports is found under it in `foothold.modules`.
    module
        Its text.
    """
    text = _IMPORT.sub(r'const { \g<names> } = foothold.modules["\g<file>"];', module)
    text = _DEFAULT.sub("exported.default = main;\nfunction main(", text)
    text = _FUNCTION.sub(r"exported.\g<name> = \g<name>;\nfunction \g<name>(", text)
    text = _CONSTANT.sub(r"const \g<name> = exported.\g<name> = ", text)
    opened = f'foothold.modules["{file}"] = (() => {{\n"use strict";\nconst exported = {{}};'
    return f"{opened}\n{text}\nreturn exported;\n}})();"


def stylesheet() -> str:
    """Return the style of the file: Leaflet's, the map's, the page's, its own, and the palette."""
    variables = "".join(f"--{name}:{colour};" for name, colour in style.LIGHT.items())
    leaflet = Path(xstatic.pkg.leaflet.BASE_DIR) / "leaflet.css"
    sheets = (leaflet, assets.PAINTER_DIR / "painter.css", *(assets.PAGE_DIR / name for name in _SHEETS))
    return "\n".join((f":root{{{variables}}}", *map(_read, (*sheets, TWIN_DIR / "twin.css"))))


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")
