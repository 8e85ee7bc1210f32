"""What the parts of the Contingency page draw: a loss as a row with a bar by status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from components import style
from geo.costs import COST, Loss
from geo.countries import country_in_words
from geo.losses_told import figure
from geo.naming import name_token
from geo.results import SupportStatus
from geo.scenario import Token, TokenKind
from geo.world import World

KIND_WORD: Final[Mapping[TokenKind, str]] = MappingProxyType(
    {
        TokenKind.FACILITY: "Facilities",
        TokenKind.HOST: "Consent",
        TokenKind.OVERFLIGHT: "Skies",
        TokenKind.PASSAGE: "Straits and canals",
        TokenKind.FUNCTION: "Single functions",
        TokenKind.LINK: "Single lines",
    }
)
"""What a reader calls each kind of loss, in the order in which they are offered."""

KIND_SINGULAR: Final[Mapping[TokenKind, str]] = MappingProxyType(
    {
        TokenKind.FACILITY: "a facility",
        TokenKind.HOST: "a host's consent",
        TokenKind.OVERFLIGHT: "a sky",
        TokenKind.PASSAGE: "a strait or canal",
        TokenKind.FUNCTION: "a single function",
        TokenKind.LINK: "a single line",
    }
)
"""What one loss of each kind is called in a sentence."""

FIRST_ROWS: Final = 10
"""How many rows of a list are shown before the reader asks for more."""

NEVER: Final = 9
"""Where what no set of losses breaks stands among the numbers, when a table is sorted."""

_ABOUT: Final = MappingProxyType(
    {
        TokenKind.HOST: "consent withdrawn",
        TokenKind.OVERFLIGHT: "sky closed",
        TokenKind.PASSAGE: "passage closed",
        TokenKind.LINK: "line cut",
    }
)


@dataclass(frozen=True, kw_only=True)
class LossRow:
    """One loss, or several at once, with what it costs."""

    key: str
    """Its tokens as text, with commas between them."""
    name: str
    about: str
    taken: bool
    cost: str
    segments: tuple[tuple[str, float], ...]
    """Class and length of each piece of its bar, by what it costs, percent of the longest."""
    figures: tuple[tuple[str, int, str], ...]
    """Class, count and word of each status that operations fall to."""
    words: str
    is_open: bool = False
    reasons: tuple[tuple[str, str, str, str], ...] = ()
    """Class, id and name of each operation that falls, and why it does."""


def loss_row(world: World, loss: Loss, *, taken: frozenset[Token], most: float, words: str) -> LossRow:
    """Return a loss as a row.

    Parameters
    ----------
    world
        The facts.
    loss
        The loss.
    taken
        What is taken away now.
    most
        What the row with the longest bar costs.
    words
        What is said of it.
    """
    fallen = [(status, names) for status, names in loss.fallen.items() if names]
    return LossRow(
        key=key_of(loss.tokens),
        name=" and ".join(capital(name_token(world, token)) for token in sorted(loss.tokens)),
        about=", ".join(dict.fromkeys(about(world, token) for token in sorted(loss.tokens))),
        taken=loss.tokens <= taken,
        cost=figure(loss.cost),
        segments=tuple(
            (style.STATUS_CLASS[status], round(100 * COST[status] * len(names) / most, 2)) for status, names in fallen
        ),
        figures=tuple((style.STATUS_CLASS[status], len(names), FALLS[status]) for status, names in fallen),
        words=words,
    )


FALLS: Final[Mapping[SupportStatus, str]] = MappingProxyType(
    {
        SupportStatus.UNSUPPORTED: "lose support",
        SupportStatus.PAPER: "on paper only",
        SupportStatus.STRAINED: "strained",
    }
)
"""What happens to operations that fall to a status, as said beside a count of them."""


def key_of(tokens: Iterable[Token]) -> str:
    """Return tokens as one text, in an order that does not change."""
    return ",".join(sorted(map(str, tokens)))


def about(world: World, token: Token) -> str:
    """Return what kind of thing is lost, and where it is."""
    if token.kind is TokenKind.FACILITY:
        row = world.facilities[token.name]
        return f"{style.KIND_SINGULAR[row.kind]}, {country_in_words(row.country)}"
    if token.kind is TokenKind.FUNCTION:
        return country_in_words(world.facilities[token.name].country)
    return _ABOUT[token.kind]


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
