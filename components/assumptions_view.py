"""What the routes assume: every figure in reach, with its default, its bounds and the reason for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from components import state
from components.assumed import as_text, options, with_texts
from components.cards.top import cited
from components.markup import html, panel
from components.scene import Scene
from components.view import USUAL, is_presented
from geo.assumptions import changed, declared
from geo.declaration import Declared
from geo.errors import AssumptionError
from geo.model import Source
from geo.world import World

PERCENT: Final = 100.0
GROUPS: Final = (
    ("Aircraft", ("aircraft", "curve", "reserve", "fuel", "runway", "block_kmh", "taxi_h", "ground_h")),
    ("Ships", ("hull", "ship", "ship_kn", "canal_days", "port_days")),
    ("What counts as support", ("theta_full", "theta_min", "paper")),
)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One assumption as the page offers it."""

    name: str
    label: str
    words: str
    unit: str
    value: str
    usual: str
    is_changed: bool
    options: dict[str, str]
    lowest: str
    highest: str
    step: str
    sources: tuple[Source, ...]
    refused: str
    """Why what was written last into it was not taken; empty if it was."""


def assumptions(scene: Scene) -> None:
    """Draw every assumption as a field, folded away until the reader wants one."""
    if is_presented(scene.view):
        return
    groups = [(title, [_field(scene, name) for name in names]) for title, names in GROUPS]
    content = html(
        "assumptions.html",
        groups=groups,
        changed=len(changed(scene.view.assume)),
        refused=any(field.refused for _, fields in groups for field in fields),
    )
    acts: dict[str, Callable[[str], None]] = {
        f"assume-{name}": partial(_set, name, world=scene.world) for name in declared()
    }
    acts["usual"] = lambda _: state.choose(assume=USUAL)
    with st.sidebar:
        panel("assumptions", content, acts=acts)


def _field(scene: Scene, name: str) -> Field:
    about, assume = declared()[name], scene.view.assume
    value, usual = getattr(assume, name), getattr(USUAL, name)
    choice = options(name, assume, scene.world)
    times = _times(about)
    return Field(
        name=name,
        label=about.label,
        words=about.words,
        unit=_unit(about),
        value=f"{value * times:g}" if about.is_number else as_text(value),
        usual=f"{usual * times:g}" if about.is_number else choice.get(as_text(usual), as_text(usual)),
        is_changed=value != usual,
        options=choice,
        lowest=f"{about.lowest * times:g}",
        highest=f"{about.highest * times:g}",
        step=f"{about.step * times:g}",
        sources=cited(scene.world, (about.sources,)),
        refused=state.refused(name),
    )


def is_share(about: Declared) -> bool:
    """Say whether an assumption is a share, which people write in percent."""
    return about.unit.startswith("share")


def _times(about: Declared) -> float:
    """Return by what a number is multiplied where people write it."""
    return PERCENT if is_share(about) else 1


def _unit(about: Declared) -> str:
    """Return the unit in which people write a number."""
    return about.unit.replace("share", "%")


def _set(name: str, text: str, *, world: World) -> None:
    """Change an assumption; what cannot be is refused in words, beside its field, and nothing changes."""
    about = declared()[name]
    try:
        plain = f"{float(text) / _times(about):g}" if about.is_number else text
        if about.is_number and not about.lowest <= float(plain) <= about.highest:
            raise ValueError
        state.choose(assume=with_texts(state.view().assume, {name: plain}, world))
    except AssumptionError as error:
        state.refuse(str(error), name)
    except ValueError:
        low, high = (f"{bound * _times(about):g}" for bound in (about.lowest, about.highest))
        state.refuse(f"{about.label}: write a number from {low} to {high} {_unit(about)}", name)
