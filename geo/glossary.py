"""The glossary: words of the trade, what they mean here, and the standard that defines them where one does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from geo.errors import Fault
from geo.layers import Parsed, parse_rows
from geo.model import Id


@dataclass(frozen=True, kw_only=True, slots=True)
class Term:
    """A word and what it means on this page."""

    id: Id
    term: Annotated[str, "the word as a heading has it"]
    group: Annotated[str, "under which heading it stands"]
    meaning: Annotated[str, "what it means, in a sentence or two: what opens where the word stands"]
    forms: Annotated[tuple[str, ...], "how else it is written where it stands"] = ()
    more: Annotated[str, "what else to know, shown in the glossary"] = ""
    standard: Annotated[str, "who defined it, where it is a standard term"] = ""
    url: Annotated[str | None, "an address that was seen; null: none was"] = None
    see: Annotated[tuple[str, ...], "ids of related words"] = ()


def parse_glossary(table: Mapping[str, object], *, file: str) -> Parsed[Term]:
    """Read the glossary from the table of its TOML file.

    Parameters
    ----------
    table
        The table; its one name is `term`.
    file
        What to call the file in a fault.
    """
    parsed = parse_rows(Term, table.get("term"), file=file)
    faults = (*_strays(table, file=file), *parsed.faults)
    return Parsed(records=parsed.records, faults=faults, broken_ids=parsed.broken_ids, readable=parsed.readable)


def by_form(terms: Iterable[Term]) -> Mapping[str, Term]:
    """Return the terms by every way of writing them, in lower case."""
    return MappingProxyType({form.casefold(): term for term in terms for form in (term.term, *term.forms)})


def _strays(table: Mapping[str, object], *, file: str) -> Iterator[Fault]:
    for name in sorted(table.keys() - {"term"}):
        remedy = "Write it below a line [[term]], or remove it"
        yield Fault(file=file, record="", field=name[:60], problem="stands outside of a term", remedy=remedy)
