"""A scenario is a named set of tokens; a token is one thing that can be taken away (method: section 1.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from geo.dates import PartialDate
from geo.errors import Fault, TokenError
from geo.layers import Parsed, parse_record
from geo.vocabulary import Function


class TokenKind(StrEnum):
    """What kind of thing a token takes away."""

    FACILITY = "fac"
    HOST = "host"
    FUNCTION = "fn"
    LINK = "link"
    OVERFLIGHT = "over"
    PASSAGE = "passage"


CLOSES = frozenset({TokenKind.OVERFLIGHT, TokenKind.PASSAGE})
"""The kinds that close a way rather than take something away."""

FORMS = "fac:ID, host:ID, fn:ID:FUNCTION, link:ID, over:COUNTRY or passage:ID"
"""How tokens are written, for those who write them wrongly."""

_NAME = re.compile(r"[A-Za-z0-9_-]{1,160}")
_COUNTRY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, order=True)
class Token:
    """One thing that a scenario takes away."""

    kind: TokenKind
    name: str
    function: Function | None = None

    def __str__(self) -> str:
        """Return the token as it is written in a file or an address."""
        parts = [self.kind.value, self.name, *([self.function.value] if self.function else [])]
        return ":".join(parts)


@dataclass(frozen=True, kw_only=True, slots=True)
class Scenario:
    """A named set of tokens, the day it is about and the words to show with it."""

    id: str
    order: int
    title: str
    summary: str
    why: str
    sources: tuple[str, ...]
    date: PartialDate
    tokens: frozenset[Token]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Written:
    """A scenario as its file has it; the id is the name of the file."""

    order: Annotated[int, "its place on the screen, lowest first"]
    title: Annotated[str, "a few words"]
    summary: Annotated[str, "what is taken away, in two plain sentences"]
    why: Annotated[str, "why it matters"]
    sources: Annotated[tuple[str, ...], "source ids"]
    date: Annotated[PartialDate, "the day it is about"]
    tokens: Annotated[tuple[str, ...], "what is taken away"]


def parse_scenario(row: Mapping[str, object], *, scenario_id: str, file: str) -> Parsed[Scenario]:
    """Read a scenario from the table of its TOML file.

    Parameters
    ----------
    row
        The table.
    scenario_id
        The id, which is the name of the file without its ending.
    file
        What to call the file in a fault.
    """
    parsed = parse_record(_Written, row, file=file)
    texts = row.get("tokens")
    tokens, faults = tokens_of(texts if isinstance(texts, list) else [], file=file)
    if parsed.faults or faults:
        return Parsed(faults=(*parsed.faults, *faults), broken_ids=frozenset({scenario_id}))
    (written,) = parsed.records
    scenario = Scenario(
        id=scenario_id,
        order=written.order,
        title=written.title.strip(),
        summary=written.summary.strip(),
        why=written.why.strip(),
        sources=written.sources,
        date=written.date,
        tokens=frozenset(tokens),
    )
    return Parsed(records=(scenario,))


def tokens_of(
    texts: Iterable[object], *, file: str, record: str = "", field: str = "tokens"
) -> tuple[list[Token], list[Fault]]:
    """Return the tokens that texts write, and a fault for each that writes none; what is no text is told elsewhere.

    Parameters
    ----------
    texts
        What stands in the field.
    file, record, field
        Where that is, for a fault.
    """
    tokens: list[Token] = []
    faults: list[Fault] = []
    for index, text in enumerate(texts):
        try:
            tokens += [parse_token(text)] if isinstance(text, str) else []
        except TokenError as error:
            problem, _, remedy = str(error).rpartition("; ")
            remedy = f"{remedy[:1].upper()}{remedy[1:]}"
            faults.append(Fault(file=file, record=record, field=f"{field}[{index}]", problem=problem, remedy=remedy))
    return tokens, faults


def compose(
    scenarios: Iterable[Scenario], *, lost: Iterable[Token] = (), kept: Iterable[Token] = ()
) -> frozenset[Token]:
    """Return every token that the scenarios or the reader take away, but those that the reader gives back.

    Parameters
    ----------
    scenarios
        The scenarios that hold together.
    lost
        Tokens taken away by hand.
    kept
        Tokens given back by hand; they win over everything else.
    """
    return frozenset(lost).union(*(scenario.tokens for scenario in scenarios)).difference(kept)


def facility_token(facility_id: str) -> Token:
    """Return the token that takes a whole facility away."""
    return Token(TokenKind.FACILITY, facility_id)


def overflight_token(country: str) -> Token:
    """Return the token that shuts the sky of a country, by its alpha-3 code."""
    return Token(TokenKind.OVERFLIGHT, country)


def passage_token(passage_id: str) -> Token:
    """Return the token that shuts a strait or canal."""
    return Token(TokenKind.PASSAGE, passage_id)


def link_token(link_id: str) -> Token:
    """Return the token that takes one link away."""
    return Token(TokenKind.LINK, link_id)


def parse_token(text: str) -> Token:
    """Read a token such as `fac:tartus`, `host:libya-lna`, `fn:tartus:repair`, `over:TUR`; a bare id is a facility.

    Raises
    ------
    TokenError
        If the text has no such form.
    """
    kind_text, _, rest = text.partition(":") if ":" in text else (TokenKind.FACILITY.value, ":", text)
    if kind_text not in set(TokenKind):
        msg = f"`{text[:80]}` is no token: `{kind_text[:20]}` is unknown; write {FORMS}"
        raise TokenError(msg)
    kind = TokenKind(kind_text)
    name, _, function_text = rest.partition(":")
    if not _NAME.fullmatch(name) or bool(function_text) != (kind is TokenKind.FUNCTION):
        msg = f"`{text[:80]}` is no token; write {FORMS}"
        raise TokenError(msg)
    if kind is TokenKind.OVERFLIGHT and not _COUNTRY.fullmatch(name):
        msg = f"`{text[:80]}`: `{name[:20]}` is no country; write over: and three capital letters, as in over:TUR"
        raise TokenError(msg)
    if function_text and function_text not in set(Function):
        msg = f"`{text[:80]}`: `{function_text[:20]}` is no function; use one of {', '.join(Function)}"
        raise TokenError(msg)
    return Token(kind, name, Function(function_text) if function_text else None)
