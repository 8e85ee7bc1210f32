"""Which step of the draft is which, whatever was done to it and to the others meanwhile.

What a reader changes is taken by a callback that was made when the page was last drawn; since then another one may have
changed the same step, or moved it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any, Final

from components import state
from components.draft import keep_draft
from geo.briefing import Step

KEYS: Final = "desk-keys"
"""What is kept: the steps of the draft, each by its key."""

_FRESH: Final = count(1)


def key_of(step: Step) -> int:
    """Return the key of a step of the draft, which stays the same for as long as the step is in it."""
    keyed = _keyed()
    key = next((key for key, each in keyed.items() if each is step), None) or next(_FRESH)
    state.keep(KEYS, {**keyed, key: step})
    return key


def change(key: int, **changes: Any) -> None:  # noqa: ANN401 - the fields of Step differ
    """Change a step of the draft; nothing happens if it is no longer in it."""
    draft, keyed = state.draft(), _keyed()
    if draft is None or key not in keyed:
        return
    before, after = keyed[key], replace(keyed[key], **changes)
    keep_draft(replace(draft, steps=tuple(after if each is before else each for each in draft.steps)))
    state.keep(KEYS, {**keyed, key: after})


def _keyed() -> Mapping[int, Step]:
    """Return the steps that are still in the draft, by key; as two may say the same, each is known by itself."""
    draft = state.draft()
    there = {id(step) for step in draft.steps} if draft else set()
    kept: Mapping[int, Step] = state.kept(KEYS) or {}
    return {key: step for key, step in kept.items() if id(step) in there}
