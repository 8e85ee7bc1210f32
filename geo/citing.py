"""How to cite a view or a briefing: as a sentence, and as BibTeX."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from geo.datapackage import slug
from geo.dates import PartialDate, spoken_day
from geo.notices import FACTS_LICENCE

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
    day: date | PartialDate
    """The day that is shown; of a whole briefing, which shows many, when it was written."""
    data_version: str
    facts_to: str
    """Where the facts end, in words."""
    link: str
    accessed: date
    author: str = AUTHOR


def cite_text(cited: Cited) -> str:
    """Return the view, or the briefing, as a sentence of a list of references."""
    return (
        f"{cited.author} ({_year(cited)}): “{cited.title}”, {_when(cited)}."
        f" Data {cited.data_version}, facts to {cited.facts_to}, {FACTS_LICENCE}."
        f" {cited.link} (accessed {spoken_day(cited.accessed)})."
    )


def cite_bibtex(cited: Cited) -> str:
    """Return the view, or the briefing, as an entry of BibTeX; nothing in it is read as a command."""
    when = _when(cited)
    fields = {
        "author": f"{{{_tex(cited.author)}}}",
        "title": f"{{{_tex(cited.title)}}}",
        "year": str(_year(cited)),
        "version": _tex(cited.data_version),
        "url": _address(cited.link),
        "urldate": cited.accessed.isoformat(),
        "note": (
            f"{when[0].upper()}{when[1:]}; data {_tex(cited.data_version)}, facts to {_tex(cited.facts_to)},"
            f" {FACTS_LICENCE}; accessed {spoken_day(cited.accessed)}"
        ),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    day = cited.day.text if isinstance(cited.day, PartialDate) else cited.day.isoformat()
    return f"@misc{{foothold-{slug(cited.title)}-{day},\n{lines}\n}}\n"


def _when(cited: Cited) -> str:
    """Return which day is cited, in words."""
    if isinstance(cited.day, PartialDate):
        return f"briefing of {cited.day.spoken}"
    return f"as of {spoken_day(cited.day)}"


def _year(cited: Cited) -> int:
    """Return when what is cited came about: a view is made as it is opened."""
    return cited.day.first.year if isinstance(cited.day, PartialDate) else cited.accessed.year


def _tex(text: str) -> str:
    """Return a text on one line, with what TeX would read as a command written out."""
    return "".join(_ESCAPED.get(character, character) for character in " ".join(text.split()))


def _address(link: str) -> str:
    """Return an address that breaks out of no braces."""
    return quote(link, safe=":/?#[]@!$&'()*+,;=%-._~")
