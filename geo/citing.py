"""How to cite a view: as a sentence, and as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from geo.datapackage import LICENCE, slug
from geo.dates import spoken_day

AUTHOR = "Foothold"
"""Who is cited where nobody wrote the view."""

_ESCAPED = {character: f"\\{character}" for character in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
"""What TeX would read as a command."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """What is cited."""

    title: str
    day: date
    """The day that is shown."""
    data_version: str
    facts_to: str
    """Where the facts end, in words."""
    link: str
    accessed: date
    author: str = AUTHOR


def cite_text(cited: Cited) -> str:
    """Return the view as a sentence of a list of references."""
    return (
        f"{cited.author} ({cited.accessed.year}): “{cited.title}”, as of {spoken_day(cited.day)}."
        f" Data {cited.data_version}, facts to {cited.facts_to}, {LICENCE['title']}."
        f" {cited.link} (accessed {spoken_day(cited.accessed)})."
    )


def cite_bibtex(cited: Cited) -> str:
    """Return the view as an entry of BibTeX; nothing in it is read as a command."""
    fields = {
        "author": f"{{{_tex(cited.author)}}}",
        "title": f"{{{_tex(cited.title)}}}",
        "year": str(cited.accessed.year),
        "version": _tex(cited.data_version),
        "url": _address(cited.link),
        "urldate": cited.accessed.isoformat(),
        "note": (
            f"As of {spoken_day(cited.day)}; data {_tex(cited.data_version)}, facts to {_tex(cited.facts_to)},"
            f" {LICENCE['title']}; accessed {spoken_day(cited.accessed)}"
        ),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{foothold-{slug(cited.title)}-{cited.day.isoformat()},\n{lines}\n}}\n"


def _tex(text: str) -> str:
    """Return a text on one line, with what TeX would read as a command written out."""
    return "".join(_ESCAPED.get(character, character) for character in " ".join(text.split()))


def _address(link: str) -> str:
    """Return an address that breaks out of no braces."""
    return quote(link, safe=":/?#[]@!$&'()*+,;=%-._~")
