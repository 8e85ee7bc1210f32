"""What single losses, pairs and triples cost, and how many losses an operation stands, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from geo.costs import COST, Loss
from geo.dates import spoken_day
from geo.losses import JointLoss
from geo.naming import is_plural, listed, name_losses, name_token, short_operation
from geo.redundancy import OperationRow
from geo.results import SupportStatus
from geo.scenario import Token
from geo.world import World

MOST_SETS = 6
"""How many sets a sentence names."""

_COUNTS = {1: "one", 2: "two", 3: "three"}
_FALLS = {
    SupportStatus.UNSUPPORTED: ("loses support", "lose support"),
    SupportStatus.PAPER: ("is kept on paper only", "are kept on paper only"),
    SupportStatus.STRAINED: ("becomes strained", "become strained"),
}


def together(world: World, tokens: Iterable[Token]) -> str:
    """Return things that are lost at once: `Syria's consent alone`, `Al-Khadim and Conakry together`."""
    names = [name_token(world, token) for token in sorted(tokens)]
    return f"{listed(names)} {'alone' if len(names) == 1 else 'together'}"


def figure(number: float) -> str:
    """Return a cost or a share of one: `12`, `8.5`, `0.33`."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def operations_named(world: World, operations: Iterable[str]) -> str:
    """Return operations one after another, as a person would say them."""
    return listed(short_operation(world.operations[name]) for name in operations)


def row_in_words(world: World, loss: Loss, *, given: bool = False) -> str:
    """Return what a loss makes worse, by name.

    `With Conakry lost, 2 operations lose support in this model: ... and ...; 1 becomes strained: ...`

    Parameters
    ----------
    world
        The facts, for names.
    loss
        One thing, or several at once.
    given
        Whether a scenario holds already, and the loss comes on top.
    """
    clauses: list[str] = []
    for status, names in ((status, names) for status, names in loss.fallen.items() if names):
        falls = _FALLS[status][len(names) > 1]
        of = f" {'operation' if len(names) == 1 else 'operations'}" if not clauses else ""
        model = " in this model" if not clauses else ""
        clauses.append(f"{len(names)}{of} {falls}{model}: {operations_named(world, names)}")
    what = f"With {name_losses(world, loss.tokens)}{' as well' if given else ''}"
    return f"{what}, {'; '.join(clauses) or 'no operation is made worse in this model'}."


def cost_in_words(loss: Loss) -> str:
    """Return how the cost of a loss is added up: `2 x 1 + 6 x 1 + 3 x 0.5 = 9.5`; `0` if nothing falls."""
    terms = [f"{len(names)} x {figure(COST[status])}" for status, names in loss.fallen.items() if names]
    return f"{' + '.join(terms)} = {figure(loss.cost)}" if terms else "0"


def synergy_in_words(world: World, loss: JointLoss) -> str:
    """Return what only all of a pair, or a triple, breaks: `Only the two together leave ... without ... support`."""
    count = _COUNTS.get(len(loss.tokens), str(len(loss.tokens)))
    gone = f"leave {operations_named(world, loss.synergy)} without reported support" if loss.synergy else ""
    strained = f"strain {operations_named(world, loss.synergy_strained)}" if loss.synergy_strained else ""
    parts = [part for part in (gone, strained) if part]
    if not parts:
        return f"No operation falls only because all {count} are lost."
    return f"Only the {count} together {', and '.join(parts)}, in this model."


def rank_headline(world: World, day: date, losses: Sequence[Loss], *, given: frozenset[Token] = frozenset()) -> str:
    """Return which single losses cost most, in one sentence.

    Parameters
    ----------
    world
        The facts, for names.
    day
        The day.
    losses
        The losses, worst first.
    given
        What is lost already.
    """
    start = _on(world, day, given)
    if not losses:
        return f"{start} no single loss of these kinds makes an operation worse in this model."
    worst = [f"{_only_name(world, loss)} ({_falls(loss)})" for loss in losses[:3]]
    which = "the single loss that costs most" if len(worst) == 1 else "the single losses that cost most"
    return f"{start} {which} in this model {'is' if len(worst) == 1 else 'are'} {listed(worst)}."


def joint_headline(
    world: World, day: date, losses: Sequence[JointLoss], *, size: int, given: frozenset[Token] = frozenset()
) -> str:
    """Return how many pairs, or triples, break something only together, and which costs most.

    Parameters
    ----------
    world, day, given
        As in `rank_headline`.
    losses
        Those that break something only together, worst first.
    size
        How many things are lost at once: 2 or 3.
    """
    start, noun = _on(world, day, given), "pair" if size == 2 else "triple"
    fewer = "neither of the two breaks alone" if size == 2 else "no two of the three break"
    if not losses:
        return f"{start} no {noun} of these kinds of losses breaks anything in this model that {fewer}."
    count = f"1 {noun} of losses breaks" if len(losses) == 1 else f"{len(losses)} {noun}s of losses break"
    worst = f"{'it is' if len(losses) == 1 else 'the costliest is'} {together(world, losses[0].tokens)}"
    return f"{start} {count} something in this model that {fewer}; {worst} ({_falls(losses[0])})."


def redundancy_headline(world: World, day: date, rows: Sequence[OperationRow]) -> str:
    """Return how many operations hang on one loss, and how many on none that was looked at.

    Parameters
    ----------
    world
        The facts, for names.
    day
        The day.
    rows
        The operations.
    """
    supported = [row for row in rows if row.minimum.met]
    on_one = sum(row.minimum.redundancy == 1 for row in supported)
    rest = len(supported) - on_one
    lose = "loses its reported support" if on_one == 1 else "lose their reported support"
    others = "the other one takes two losses or more" if rest == 1 else f"the other {rest} take two losses or more"
    of = f"of {len(supported)} operations with support"
    if not on_one:
        return f"On {spoken_day(day)}, {of}, none {lose.replace('lose', 'loses', 1)} to a single loss in this model."
    return f"On {spoken_day(day)}, {of}, {on_one} {lose} to a single loss in this model{f'; {others}' if rest else ''}."


def redundancy_in_words(world: World, row: OperationRow) -> str:
    """Return how many losses an operation stands, and which smallest sets are enough, for support and for full support.

    `It takes two losses to leave ... without reported support in this model: A and B together, or C and D together.`
    """
    name = short_operation(world.operations[row.operation])
    if not row.minimum.met:
        missing = "The data show no support for {} on this day, so there is none to lose."
        lost = "{} has lost its reported support already." if not is_plural(name) else "{} have lost it already."
        return (missing if row.status is SupportStatus.NO_BASELINE else lost).format(name)
    whole = _stands(world, row.minimum.redundancy, row.smallest, row.minimum.complete_to)
    sentence = whole.format(does=f"leave {name} without reported support in this model")
    pronoun = "them" if is_plural(name) else "it"
    if not row.full.met:
        return f"{sentence} {'They are' if is_plural(name) else 'It is'} strained already."
    if row.full.redundancy == row.minimum.redundancy:
        return sentence
    strain = _stands(world, row.full.redundancy, row.smallest_full, row.full.complete_to)
    return f"{sentence} {strain.format(does=f'strain {pronoun}')}"


def _stands(world: World, size: int | None, smallest: Sequence[frozenset[Token]], complete_to: int) -> str:
    """Return how many losses it takes for something that stands as `{does}` in the sentence."""
    if size is None:
        tried = {0: "no loss was looked at", 1: "no single loss is enough"}.get(
            complete_to, f"no {_COUNTS.get(complete_to, complete_to)} losses are enough"
        )
        return f"To {{does}}, {tried}: it takes {_COUNTS.get(complete_to + 1, complete_to + 1)} or more."
    named = smallest[:MOST_SETS]
    rest = len(smallest) - len(named)
    others = [f"{'one' if rest == 1 else f'any of {rest}'} other{'s' if rest > 1 else ''}"] if rest else []
    if size == 1:
        alone = [name_token(world, token) for some in named for token in some]
        return f"One loss is enough to {{does}}: {listed([*alone, *others], word='or')}."
    sets = [together(world, some) for some in named]
    return f"It takes {_COUNTS.get(size, size)} losses to {{does}}: {', or '.join([*sets, *others])}."


def _on(world: World, day: date, given: frozenset[Token]) -> str:
    """Return how a headline begins."""
    return f"On {spoken_day(day)}, with {name_losses(world, given)} already," if given else f"On {spoken_day(day)}"


def _only_name(world: World, loss: Loss) -> str:
    """Return the name of what is lost."""
    return listed(name_token(world, token) for token in sorted(loss.tokens))


def _falls(loss: Loss) -> str:
    """Return how many operations fall: `8 operations lose reported support, 3 strained`."""
    gone, strained = len(loss.unsupported) + len(loss.paper), len(loss.strained)
    parts = [f"{gone} without reported support"] if gone else []
    return ", ".join([*parts, *([f"{strained} strained"] if strained else [])])
