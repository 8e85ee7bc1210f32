"""What can be done to the steps of a briefing; each function returns a new briefing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.briefing import MOST_STEPS, Briefing, Step
from geo.characters import legal


def one_line(text: str) -> str:
    """Return what a reader typed as one line without white space around it."""
    return " ".join(legal(text).split())


def block(text: str) -> str:
    """Return what a reader typed as lines, without white space around them."""
    return legal(text).replace("\r\n", "\n").replace("\r", "\n").strip()


def moved(briefing: Briefing, number: int, *, by: int) -> Briefing:
    """Return a briefing with a step, from 1, moved down by some places, or up; at the ends it stays."""
    steps, to = list(briefing.steps), number + by
    if _is_there(steps, number) and _is_there(steps, to):
        steps.insert(to - 1, steps.pop(number - 1))
    return replace(briefing, steps=tuple(steps))


def doubled(briefing: Briefing, number: int) -> Briefing:
    """Return a briefing with a step, from 1, there twice; one that is full stays as it is."""
    steps = list(briefing.steps)
    if _is_there(steps, number) and len(steps) < MOST_STEPS:
        steps.insert(number, replace(steps[number - 1]))
    return replace(briefing, steps=tuple(steps))


def without(briefing: Briefing, number: int) -> Briefing:
    """Return a briefing without a step, from 1."""
    steps = [step for place, step in enumerate(briefing.steps, start=1) if place != number]
    return replace(briefing, steps=tuple(steps))


def _is_there(steps: Sequence[Step], number: int) -> bool:
    return 1 <= number <= len(steps)
