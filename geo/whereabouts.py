"""In which regions a loss is felt first: where the thing lies that is taken away."""

from __future__ import annotations

from geo.scenario import Token, TokenKind
from geo.world import World


def regions_of(world: World, token: Token) -> frozenset[str]:
    """Return the ids of the regions that what a token takes away lies in.

    A leave lies where the facilities and operations are that stand on it, a sky where its country has facilities or
    operations; a strait or canal lies in none.
    """
    match token.kind:
        case TokenKind.FACILITY | TokenKind.FUNCTION:
            return frozenset((world.facilities[token.name].region,))
        case TokenKind.LINK:
            return frozenset((world.facilities[world.links[token.name].origin].region,))
        case TokenKind.HOST:
            return _of_leave(world, token.name)
        case TokenKind.OVERFLIGHT:
            return _of_country(world, token.name)
        case TokenKind.PASSAGE:
            return frozenset()


def _of_leave(world: World, authority: str) -> frozenset[str]:
    """Return the regions of what stands on the leave of an authority."""
    needs = {
        row.id: {name for need in row.needs for name in need.consent_of} | set(row.consent_of or ())
        for row in world.operations.values()
    }
    facilities = {row.region for row in world.facilities.values() if authority in (row.consent_of or ())}
    return frozenset(facilities | {world.operations[name].region for name in needs if authority in needs[name]})


def _of_country(world: World, code: str) -> frozenset[str]:
    """Return the regions of the facilities and operations in a country."""
    facilities = {row.region for row in world.facilities.values() if row.country == code}
    return frozenset(facilities | {row.region for row in world.operations.values() if code in row.country})
