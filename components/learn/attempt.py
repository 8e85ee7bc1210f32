"""What a reader predicted in an exercise: kept for the session, in no link and on no server."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from components import state
from geo.predictions import Fate


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """What was marked, and whether the answer was shown."""

    marks: Mapping[str, Fate] = field(default_factory=lambda: MappingProxyType({}))
    revealed: bool = False


def attempt_at(exercise_id: str) -> Attempt:
    """Return how far the reader is with an exercise."""
    kept = state.kept(_key(exercise_id))
    return kept if isinstance(kept, Attempt) else Attempt()


def mark(exercise_id: str, text: str, asked: Collection[str]) -> None:
    """Keep what is marked: all marks at once, so that one that is late takes none away.

    Parameters
    ----------
    exercise_id
        The exercise.
    text
        Marks such as `mali-africa-corps:loses`, parted by blanks; what is none is left out.
    asked
        The operations that are asked about.
    """
    pairs = (part.partition(":") for part in text.split())
    marks = {name: Fate(fate) for name, _, fate in pairs if name in asked and fate in set(Fate)}
    state.keep(_key(exercise_id), Attempt(marks=MappingProxyType(marks)))


def reveal(exercise_id: str) -> None:
    """Show the answer."""
    state.keep(_key(exercise_id), replace(attempt_at(exercise_id), revealed=True))


def begin_again(exercise_id: str) -> None:
    """Forget what was marked."""
    state.keep(_key(exercise_id), Attempt())


def _key(exercise_id: str) -> str:
    return f"attempt-{exercise_id}"
