"""Who is to blame for what a scenario costs, and what would bring an operation back, in plain sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from geo.cut_sets import Stop
from geo.losses_told import figure, operations_named
from geo.naming import listed, name_token, short_operation
from geo.numbers import spaced
from geo.repairs import Repair, Repairs
from geo.scenario import Token
from geo.shapley import LEAST_ORDERS, Share, Shares
from geo.world import World

WHY_ENDED: Mapping[Stop, str] = MappingProxyType(
    {
        Stop.CANCELLED: "You cancelled the search",
        Stop.TIME: "The search ran out of time",
        Stop.SIZE: "The search found more sets than it may keep",
    }
)
"""Why a search ended early, as the beginning of a sentence."""

MOST_REPAIRS = 4
"""How many equally cheap ways back a sentence names."""

WHOLE = 0.995
"""From which share on an operation's fall is put down to one thing as a whole."""


def blame_headline(world: World, shares: Shares) -> str:
    """Return what most of a scenario's cost is put down to."""
    if not shares.total:
        return "In this model nothing gets worse, so there is nothing to share out."
    if not shares.rows:
        return (
            f"The cost of {figure(shares.total)} in this model is not shared out: the search ended too early for that."
        )
    first, others = shares.rows[0], [row for row in shares.rows[1:] if row.cost > 0]
    part = f"{figure(first.cost)} of {figure(shares.total)}"
    which = "All" if not others else "Most" if first.cost > shares.total / 2 else "The largest part"
    rest = f"; the rest to {_others(world, others)}" if others else ""
    return f"{which} of the cost in this model, {part}, is put down to {name_token(world, first.token)}{rest}."


def share_in_words(world: World, share: Share, shares: Shares) -> str:
    """Return what one lost thing is to blame for.

    `8.5 of the cost of 12 (71 %) is put down to Khmeimim: all of A and B; 50 % of C.`

    Parameters
    ----------
    world
        The facts, for names.
    share
        Its share.
    shares
        All shares of the scenario.
    """
    name = name_token(world, share.token)
    if not share.of:
        return f"Nothing is put down to {name}: no operation falls because of it in this scenario."
    error = f" (give or take {figure(share.error)})" if share.error else ""
    percent = f" ({100 * share.cost / shares.total:.0f} %)" if not share.error else ""
    by_part: defaultdict[int, list[str]] = defaultdict(list)
    for operation, part in share.of.items():
        by_part[100 if part > WHOLE else max(1, round(100 * part))].append(operation)
    parts = [
        f"{'all' if part == 100 else f'{part} %'} of {operations_named(world, names)}"
        for part, names in sorted(by_part.items(), reverse=True)
    ]
    of = f"of the cost of {figure(shares.total)}{percent}"
    return f"{figure(share.cost)}{error} {of} is put down to {name}: {'; '.join(parts)}."


def drawn_in_words(shares: Shares) -> str:
    """Return how the shares were found: from every subset, or from how many drawn orders, and why from no more."""
    if shares.orders is None:
        return "Exact: every subset of what is lost was looked at."
    early = WHY_ENDED[shares.stopped] if shares.stopped else ""
    if not shares.rows:
        return f"{early} before {LEAST_ORDERS} drawn orders were looked at: nothing is shared out."
    rest = f" {early} before it had looked at more." if early else ""
    return f"Estimated from {spaced(shares.orders)} drawn orders; the standard error is given with each share.{rest}"


def left_out_in_words(world: World, found: Repairs) -> str:
    """Return for which operations no repairs were looked for; empty if there is none."""
    if found.stopped is None:
        return ""
    names = listed(short_operation(world.operations[name]) for name in found.left_out)
    return f"{WHY_ENDED[found.stopped]} before it had looked at what would bring back {names}."


def together_in_words(world: World, operations: Sequence[str], ways: Sequence[frozenset[Token]]) -> str:
    """Return what would bring some operations back at the least cost, as a sentence that ends before their names.

    `If Al-Khadim or the sky of Turkey were given back, these 2 operations would stand as before in this model:`

    Parameters
    ----------
    world
        The facts, for names.
    operations
        Ids of the operations.
    ways
        The cheapest sets, each of which is enough for all of them.
    """
    which = "this operation" if len(operations) == 1 else f"these {len(operations)} operations"
    return f"If {_any_of(world, ways)} were given back, {which} would stand as before in this model:"


def cheapest(found: Sequence[Repair]) -> tuple[frozenset[Token], ...]:
    """Return what would bring an operation back at the least cost: any one of these sets."""
    return tuple(repair.tokens for repair in found if repair.cost == found[0].cost)


def _any_of(world: World, ways: Sequence[frozenset[Token]]) -> str:
    """Return sets of which any one is enough."""
    named = [_restored(world, tokens) for tokens in ways[:MOST_REPAIRS]]
    rest = len(ways) - len(named)
    named += [f"{rest} other sets as cheap" if rest > 1 else "one other set as cheap"] if rest else []
    return listed(named, word="or") if all(len(tokens) == 1 for tokens in ways) else ", or ".join(named)


def _restored(world: World, tokens: frozenset[Token]) -> str:
    """Return what is to be restored together."""
    names = [name_token(world, token) for token in sorted(tokens)]
    return listed(names) if len(names) != 2 else f"both {listed(names)}"


def _others(world: World, rows: Sequence[Share]) -> str:
    """Return what the rest is put down to."""
    return listed(name_token(world, row.token) for row in rows) if len(rows) <= 3 else f"{len(rows)} other things"
