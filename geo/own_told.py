"""What breaks a reader's own network, in plain sentences and as tables to take along."""

from __future__ import annotations

from geo.blame_told import WHY_ENDED
from geo.cut_sets import CutSets
from geo.loss_tables import Table
from geo.naming import listed
from geo.numbers import spaced
from geo.own_losses import OwnLoss, OwnLosses
from geo.own_network import OwnNetwork

HOW = (
    "A goal is supplied if one supplier of each of its groups is, and so on back to the sources. A loss breaks it if "
    "that no longer holds. Goals that a loss breaks are counted, each the same; that a goal falls if it is lost "
    "itself is plain, and not counted.",
    "A pair or a triple is listed if losing all of it breaks a goal and losing less of it does not: if it is a "
    "minimal cut set. All of them are found by hitting every proof of supply in turn (Reiter 1987, A theory of "
    "diagnosis from first principles, Artificial Intelligence 32, 57-95). Nothing is sampled or estimated.",
)
"""How the figures are worked out, and where the method is from."""

MOST_NAMES = 20
"""How many names a sentence holds."""

_COUNTS = {1: "one place", 2: "two places", 3: "three places"}
_SIZES = {1: "single losses", 2: "pairs", 3: "triples"}


def own_headline(found: OwnLosses) -> str:
    """Return which loss breaks most, in a sentence or two."""
    size = next((size for size, losses in found.losses.items() if losses), None)
    if not any(cuts.met for cuts in found.goals.values()):
        return f"{_none(found)} is supplied, even with nothing lost."
    if size is None and not found.complete_to:
        return "The search ended before it found a loss that breaks a goal."
    if size is None:
        return f"{_none(found)} is broken by the loss of any {_COUNTS[found.complete_to]}."
    worst = found.losses[size][0]
    broken = (
        f"{spaced(len(worst.goals))} of the {_of(len(found.goals), 'goal')}" if len(found.goals) > 1 else "the goal"
    )
    breaks = f"Losing {listed(worst.places)} breaks {broken} of your network"
    if size > 1:
        return f"No single loss breaks a goal. {breaks}."
    others = len(found.losses[1]) - 1
    also = f", and {_of(others, 'other single loss', 'other single losses')} at least one" if others else ""
    return f"{breaks}{also}."


def complete_in_own_words(found: OwnLosses) -> str:
    """Return how far the search came, as `Complete to order 2: all single losses and pairs were looked at`."""
    done = found.complete_to
    looked = listed([_SIZES[size] for size in range(1, done + 1)]) if done else ""
    complete = f"Complete to order {done}: all {looked} were looked at" if done else "Not even all single losses"
    if found.stopped is None:
        return f"{complete}."
    rest = f", of {_SIZES[done + 1]} only some" if done else " were looked at"
    return f"{WHY_ENDED[found.stopped]}. {complete}{rest}."


def unmet_in_words(found: OwnLosses) -> str:
    """Return which goals have no supply to lose; empty if there is none such."""
    unmet = [name for name, cuts in found.goals.items() if not cuts.met]
    if not unmet:
        return ""
    are = "is" if len(unmet) == 1 else "are"
    return (
        f"{names_in_words(unmet)} {are} not supplied even with nothing lost: what should supply "
        f"{'it' if len(unmet) == 1 else 'them'} hangs on itself in a circle. Look for a line that is missing."
    )


def size_in_words(network: OwnNetwork) -> str:
    """Return how large a network is."""
    goals, lines = _of(len(network.goals), "goal"), _of(network.lines, "line")
    return f"{_of(network.places, 'place')}, {goals}, {lines}."


def stands_in_words(cuts: CutSets[str]) -> str:
    """Return how many losses a goal takes, as a table says it."""
    if not cuts.met:
        return "not supplied"
    if cuts.redundancy is None:
        return f"more than {cuts.complete_to}" if cuts.complete_to else "not looked at"
    return str(cuts.redundancy)


def loss_in_words(loss: OwnLoss) -> str:
    """Return what a loss of several places breaks: that no fewer of them do, and in all."""
    only = f"Only together they break {names_in_words(loss.goals)}."
    if loss.broken == len(loss.goals):
        return only
    fewer = "either of them breaks alone" if len(loss.places) == 2 else "fewer of them break"
    return f"{only} With what {fewer}: {_of(loss.broken, 'goal')}."


def names_in_words(names: list[str] | tuple[str, ...], *, most: int = MOST_NAMES) -> str:
    """Return names one after another, the last of many only counted."""
    rest = len(names) - most
    return listed([*names[:most], *([f"{spaced(rest)} more"] if rest > 0 else [])])


def losses_rows(found: OwnLosses, size: int) -> Table:
    """Return the losses of one size with what they break, as a table."""
    places = ("place",) if size == 1 else tuple(f"place {number}" for number in range(1, size + 1))
    counts = ("goals broken",) if size == 1 else ("goals broken only together", "goals broken in all")
    heads = (*places, *counts, "by name" if size == 1 else "broken only together, by name")
    return (heads, *((*loss.places, *_counts(loss), "; ".join(loss.goals)) for loss in found.losses[size]))


def goals_rows(found: OwnLosses) -> Table:
    """Return how many losses each goal takes, with how many sets of each size break it, as a table."""
    sizes = range(1, found.order + 1)
    heads = ("goal", "losses it takes", *(f"sets of {size}" for size in sizes), "complete to order")
    rows = (
        (name, stands_in_words(cuts), *(str(len(cuts.order(size))) for size in sizes), str(cuts.complete_to))
        for name, cuts in found.goals.items()
    )
    return (heads, *rows)


def cut_sets_rows(found: OwnLosses) -> Table:
    """Return every minimal cut set of every goal, as a table."""
    heads = ("goal", "losses", *(f"place {number}" for number in range(1, found.order + 1)))
    rows = (
        (name, str(len(some)), *sorted(some), *[""] * (found.order - len(some)))
        for name, cuts in found.goals.items()
        for some in cuts.sets
    )
    return (heads, *rows)


def _none(found: OwnLosses) -> str:
    """Return the beginning of a sentence on what holds for no goal."""
    return f"None of the {spaced(len(found.goals))} goals of your network" if len(found.goals) > 1 else "No goal"


def _counts(loss: OwnLoss) -> tuple[str, ...]:
    only = str(len(loss.goals))
    return (only,) if len(loss.places) == 1 else (only, str(loss.broken))


def _of(count: int, noun: str, plural: str = "") -> str:
    return f"{spaced(count)} {noun if count == 1 else plural or noun + 's'}"
