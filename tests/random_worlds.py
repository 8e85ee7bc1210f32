"""Small random worlds for properties: up to seven facilities, two operations and whatever links fall between them."""

from __future__ import annotations

from itertools import chain, combinations

from hypothesis import strategies as st

from geo.model import Link
from geo.network import facility_token, host_token
from geo.scenario import Token, TokenKind
from geo.vocabulary import Credibility, Evidence, Function, Mode
from geo.world import World
from tests.worlds import authority, facility, link, operation, world_of

PLACES = ("gate", "gate-b", "a", "b", "c", "d")
OPERATIONS = ("north", "south")
HOSTS = ("", "x", "y", "x+y", "x|y")
WANTS = (
    *("airlift/air", "airlift/road", "sealift/sea|airlift/air", "repair/air", "refuel/sea?", "airlift/air?"),
    *("repair/air.", "refuel/road*", "leave:x", "leave:x|y", "leave:x+y?"),
)

_carried = st.sampled_from(
    ["airlift/air", "airlift/road", "sealift/sea", "repair/air", "refuel/sea", "airlift+repair/air", "/air"]
)
_evidence = st.sampled_from(Evidence)
_credibility = st.sampled_from([Credibility.PROBABLY_TRUE, Credibility.POSSIBLY_TRUE, Credibility.CANNOT_BE_JUDGED])


@st.composite
def links(draw: st.DrawFn, origins: tuple[str, ...] = PLACES) -> Link:
    origin = draw(st.sampled_from(origins))
    target = draw(st.sampled_from([name for name in (*PLACES, *OPERATIONS) if name != origin]))
    return link(origin, target, draw(_carried), evidence=draw(_evidence), credibility=draw(_credibility))


@st.composite
def worlds(draw: st.DrawFn, *, most_links: int = 14) -> World:
    """Return a world; hubs come first in what is drawn, so that shrinking leaves few of them."""
    facilities = [
        facility(
            name,
            state=draw(st.sampled_from(["active", "active", "active", "reduced", "contested", "closed"])),
            hosts=draw(st.sampled_from(HOSTS)) if not name.startswith("gate") else "",
            local=draw(st.sampled_from([(), (), (), ("sealift",), ("refuel",)])),
        )
        for name in PLACES
    ]
    operations = [operation(name, *draw(st.lists(st.sampled_from(WANTS), max_size=4))) for name in OPERATIONS]
    drawn = draw(st.lists(links(), min_size=3, max_size=most_links))
    return world_of(facilities, operations, one_a_function(drawn), authorities=[authority("x"), authority("y")])


def one_a_function(rows: list[Link]) -> list[Link]:
    """Return links of which no two on one line and mode share a function."""
    kept: dict[tuple[str, str, Mode, Function | None], Link] = {}
    for row in rows:
        keys = [(row.origin, row.target, row.mode, function) for function in row.functions or (None,)]
        if not any(key in kept for key in keys):
            kept |= dict.fromkeys(keys, row)
    return list({row.id: row for row in kept.values()}.values())


TOKENS = (
    *(facility_token(name) for name in PLACES),
    *(host_token(name) for name in ("x", "y")),
    Token(TokenKind.FUNCTION, "a", Function.AIRLIFT),
    Token(TokenKind.FUNCTION, "gate", Function.REPAIR),
)
"""What random scenarios take away."""

losses = st.sets(st.sampled_from(TOKENS), max_size=5).map(frozenset)


def subsets(tokens: frozenset[Token]) -> list[frozenset[Token]]:
    """Return every subset, the smallest first."""
    ordered = sorted(tokens)
    return [frozenset(some) for some in chain.from_iterable(combinations(ordered, n) for n in range(len(ordered) + 1))]
