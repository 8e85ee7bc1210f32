"""What single losses, pairs and triples cost, and how many losses an operation stands, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from geo.contingency import Contingency
from geo.costs import COST, Loss
from geo.dates import spoken_day
from geo.losses import JointLoss, costliest_pair, count_together
from geo.naming import is_plural, listed, name_losses, name_token, short_operation, skies_of
from geo.redundancy import OperationRow
from geo.results import SupportStatus
from geo.scenario import Token, TokenKind
from geo.world import World

MOST_SETS = 6
"""How many sets a sentence names."""

_COUNTS = {1: "one", 2: "two", 3: "three", 4: "four"}
_TIMES = "\N{MULTIPLICATION SIGN}"
_FALLS = {
    SupportStatus.UNSUPPORTED: ("loses support", "lose support"),
    SupportStatus.PAPER: ("is kept on paper only", "are kept on paper only"),
    SupportStatus.STRAINED: ("becomes strained", "become strained"),
}


def together(world: World, tokens: Iterable[Token]) -> str:
    """Return things that are lost at once: `Syria's consent alone`, `Al-Khadim and Conakry together`."""
    ordered = sorted(tokens)
    return f"{listed(named_together(world, ordered))} {'alone' if len(ordered) == 1 else 'together'}"


def named_together(world: World, tokens: Sequence[Token]) -> list[str]:
    """Return the names of things, their skies in one: `Khmeimim`, `the skies of Iran and Turkey`."""
    skies = [token for token in tokens if token.kind is TokenKind.OVERFLIGHT]
    return [
        *(name_token(world, token) for token in tokens if token not in skies),
        *([skies_of(skies)] if skies else []),
    ]


def figure(number: float) -> str:
    """Return a cost or a share of one: `12`, `8.5`, `0.33`."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def operations_named(world: World, operations: Iterable[str]) -> str:
    """Return operations one after another, as a person would say them."""
    return listed(short_operation(world.operations[name]) for name in operations)


def cost_in_words(loss: Loss) -> str:
    """Return how the cost of a loss is added up: `2 times 1 + 3 times 0.5 = 3.5`; `0` if nothing falls."""
    terms = [f"{len(names)} {_TIMES} {figure(COST[status])}" for status, names in loss.fallen.items() if names]
    return f"{' + '.join(terms)} = {figure(loss.cost)}" if terms else "0"


def synergy_in_words(world: World, loss: JointLoss) -> str:
    """Return what only all of a pair, or a triple, breaks: `In this model only the two together leave ... without`."""
    count = _COUNTS.get(len(loss.tokens), str(len(loss.tokens)))
    gone = f"leave {operations_named(world, loss.synergy)} without reported support" if loss.synergy else ""
    strained = f"strain {operations_named(world, loss.synergy_strained)}" if loss.synergy_strained else ""
    parts = [part for part in (gone, strained) if part]
    if not parts:
        all_of_them = "both" if len(loss.tokens) == 2 else f"all {count}"
        return f"In this model no operation falls only because {all_of_them} are lost."
    return f"In this model only the {count} together {', and '.join(parts)}."


def rank_headline(
    world: World, day: date, losses: Sequence[Loss], *, given: frozenset[Token] = frozenset(), among: str = ""
) -> str:
    """Return which single loss costs most, in one sentence.

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
    among
        Among which losses it is the worst, as it follows "loss": `of consent in the Sahel`; empty: of all.
    """
    start, loss = _on(world, day, given), f"no single loss{f' {among}' if among else ''}"
    if not losses:
        return f"{start} {loss} makes an operation worse in this model."
    falls = [(names, _FALLS[status][len(names) > 1]) for status, names in losses[0].fallen.items() if names]
    counted = [f"{len(names)} {_noun(names) if not at else ''}{words}" for at, (names, words) in enumerate(falls)]
    alike = sum(other.cost == losses[0].cost for other in losses[1:])
    others = f" ({alike} {'other costs' if alike == 1 else 'others cost'} as much)" if alike else ""
    return f"{start} {loss} costs more in this model than {_only_name(world, losses[0])}{others}: {listed(counted)}."


def _noun(names: Sequence[str]) -> str:
    """Return what operations are called before a verb."""
    return "operation " if len(names) == 1 else "operations "


def pairs_headline(world: World, day: date, found: Contingency, joint: Sequence[JointLoss]) -> str:
    """Return which pair of losses costs most, and how many break something only together, in one sentence.

    Parameters
    ----------
    world, day
        As in `rank_headline`.
    found
        The cut sets that pairs are read off.
    joint
        The pairs that break something only together.
    """
    worst, count = costliest_pair(found), count_together(found, 2)
    start = _on(world, day, found.scope.given).removesuffix(",") + ","
    if worst is None:
        return f"{start} no two losses of these kinds make an operation worse in this model."
    breaks = {0: "no pair breaks", 1: "1 pair breaks"}.get(count, f"{count} pairs break")
    return (
        f"{start} no pair costs more in this model than {together(world, worst.tokens)}: {figure(worst.cost)}; "
        f"{breaks} something that neither of the two breaks alone{_most_together(world, joint)}."
    )


def _most_together(world: World, joint: Sequence[JointLoss]) -> str:
    """Return which of several pairs alone breaks most only together: `, most of all the skies of Iran and Turkey`."""
    most = sorted((loss for loss in joint if loss.synergy_cost), key=lambda loss: -loss.synergy_cost)[:2]
    if len(most) < 2 or most[0].synergy_cost == most[1].synergy_cost:
        return ""
    return f", most of all {together(world, most[0].tokens).removesuffix(' together')}"


def triples_headline(world: World, day: date, losses: Sequence[JointLoss], found: Contingency) -> str:
    """Return how many triples break something only together, and which of them most.

    Parameters
    ----------
    world, day, found
        As in `pairs_headline`.
    losses
        Those that break something only together, the most of it first; the first two will do.
    """
    start = _on(world, day, found.scope.given).removesuffix(",") + ","
    count, fewer = count_together(found, 3), "no two of the three break"
    if not count or not losses:
        return f"{start} no triple of losses of these kinds breaks anything in this model that {fewer}."
    breaks = "1 triple of losses breaks" if count == 1 else f"{count} triples of losses break"
    is_most = len(losses) > 1 and losses[0].synergy_cost > losses[1].synergy_cost
    first = "it is" if count == 1 else "most of all" if is_most else "one is"
    which = f"{first} {together(world, losses[0].tokens)}"
    falls = _counted(len(losses[0].synergy), len(losses[0].synergy_strained))
    return f"{start} {breaks} something in this model that {fewer}; {which} ({falls})."


def complete_in_words(found: Contingency) -> str:
    """Return how far the search for cut sets came."""
    done = found.complete_to
    sets = f"all sets of up to {_COUNTS.get(done, done)} {'loss' if done == 1 else 'losses'}"
    if found.stopped is None:
        return f"Complete: {sets} were looked at."
    reached = sets if done > 0 else "not even all single losses"
    return f"The search ended early ({found.stopped}): {reached} were looked at, of larger ones only some."


def redundancy_headline(world: World, day: date, rows: Sequence[OperationRow], found: Contingency) -> str:
    """Return how many operations hang on one loss, how many on two or three, and how many withstood all.

    Parameters
    ----------
    world, day, found
        As in `pairs_headline`.
    rows
        The operations.
    """
    without = sum(row.minimum.met and not row.has_essential for row in rows)
    supported = [row.minimum for row in rows if row.minimum.met and row.has_essential]
    on_one = sum(cuts.redundancy == 1 for cuts in supported)
    withstood = sum(cuts.redundancy is None for cuts in supported) if found.complete_to else 0
    on_more = sum(cuts.redundancy not in (1, None) for cuts in supported)
    any_of = f"any {_COUNTS[found.complete_to]}" if found.complete_to > 1 else "any single loss"
    start, kinds = _on(world, day, found.scope.given).removesuffix(",") + ",", "a single loss of these kinds is enough"
    rest = [
        *([f"{on_more} {'takes' if on_more == 1 else 'take'} two or three losses"] if on_more else []),
        *([f"{withstood} {'withstands' if withstood == 1 else 'withstand'} {any_of}"] if withstood else []),
        *([f"{without} {'has' if without == 1 else 'have'} no essential need in these data"] if without else []),
    ]
    of = f"take all reported support from {on_one or 'none'} of {len(supported)} operations in this model"
    return f"{start} {kinds} to {of}{f'; {listed(rest)}' if rest else ''}."


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
    if not row.has_essential:
        whole = "Nothing can {does}: these data give {pronoun} no essential need."
    pronoun = "them" if is_plural(name) else "it"
    sentence = whole.format(does=f"leave {name} without reported support in this model", pronoun=pronoun)
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


def _counted(gone: int, strained: int) -> str:
    """Return how many operations fall: `8 without reported support, 3 strained`."""
    parts = [f"{gone} without reported support"] if gone else []
    return ", ".join([*parts, *([f"{strained} strained"] if strained else [])])
