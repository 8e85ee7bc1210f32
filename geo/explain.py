"""Sentences that say what happened to an operation and why, made from the proof of its result and nothing else.

The order is always effect, cause, route lost, route left, what that rests on, repair (method: 7).
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.dates import spoken_day
from geo.naming import listed, name_losses, name_token, short_name
from geo.network import Net
from geo.remains import left
from geo.results import Impact, SupportStatus
from geo.story import Story
from geo.telling import cause, effect, lost, repair, rests_on
from geo.world import World

__all__ = ["Explanation", "explain", "headline", "name_losses"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """What happened to an operation, as a person would say it; a part that has nothing to say is empty."""

    effect: str
    cause: str
    lost: str
    left: str
    rests_on: str
    repair: str

    @property
    def sentence(self) -> str:
        """All of it, in order."""
        parts = (self.effect, self.cause, self.lost, self.left, self.rests_on, self.repair)
        return " ".join(part for part in parts if part)


def explain(world: World, net: Net, impact: Impact, operation_id: str) -> Explanation:
    """Return what happened to a running operation, and why.

    Parameters
    ----------
    world
        The facts, for names and sources.
    net, impact
        The network of the day and what the scenario does to it.
    operation_id
        Which operation.
    """
    story = Story.of(world, net, impact, operation_id)
    return Explanation(
        effect=effect(story),
        cause=cause(story),
        lost=lost(story),
        left=left(story),
        rests_on=rests_on(story),
        repair=repair(story),
    )


def headline(world: World, impact: Impact, *, what: str) -> str:
    """Return the one sentence that answers what happens; it counts only what the scenario makes worse.

    Parameters
    ----------
    world
        The facts, for names.
    impact
        What the scenario does.
    what
        What is taken away, as a phrase that follows "With": see `name_losses`.
    """
    day = spoken_day(impact.day)
    if not impact.operations:
        return f"On {day} no operation is running in this data set."
    if not impact.tokens:
        return f"On {day}, with nothing taken away, {_stock(impact)}."
    closed = [short_name(world.facilities[name]) for name in impact.already_closed]
    already = f" Out of use on that day already: {listed(closed)}." if closed else ""
    shut = [name_token(world, token) for token in sorted(impact.closed_already)]
    shut_already = f" Closed on that day already: {listed(shut)}." if shut else ""
    return f"With {what} on {day}, {_tally(impact)}.{already}{shut_already}"


def _stock(impact: Impact) -> str:
    """Return how the operations stand: `27 of 31 operations are sustained, 3 are strained and 1 is not documented`."""
    counts, total = impact.counts, len(impact.operations)
    sustained = counts[SupportStatus.SUSTAINED]
    words = ((SupportStatus.STRAINED, "strained"), (SupportStatus.NO_BASELINE, "not documented"))
    rest = [f"{counts[status]} {_is(counts[status])} {word}" for status, word in words if counts[status]]
    return listed([f"{sustained} of {_operations(total)} {_is(sustained)} sustained", *rest])


def _tally(impact: Impact) -> str:
    """Return what gets worse: `5 of 31 operations lose support, 6 are kept on paper only and 2 become strained`."""
    total, worse = len(impact.operations), impact.worsened
    lost, paper, strained = (
        len(worse[status]) for status in (SupportStatus.UNSUPPORTED, SupportStatus.PAPER, SupportStatus.STRAINED)
    )
    if not lost and not paper and not strained:
        return f"none of {_operations(total)} is made worse" if total > 1 else "the 1 operation is not made worse"
    loses = f"{lost or 'none'} of {_operations(total)} {'lose' if lost > 1 else 'loses'} support"
    kept = [f"{paper} {_is(paper)} kept on paper only"] if paper else []
    return listed([loses, *kept, f"{strained or 'none'} {'become' if strained > 1 else 'becomes'} strained"])


def _operations(count: int) -> str:
    return "1 operation" if count == 1 else f"{count} operations"


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
