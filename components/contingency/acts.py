"""What a click on the Contingency page does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from components import state
from components.address_names import READERS
from components.choices import go, with_token
from components.contingency.rows import key_of
from components.scene import Scene, tokens_of
from components.view import DEFAULT, Page, allowed_day, day_of
from geo.scenario import Token, TokenKind
from geo.world import World

EVERYTHING: Final = "every-loss"
"""The passing switch that shows the whole of a list."""

WHY: Final = "why-"
"""With the tokens of a row after it: the passing switch that shows why operations fall in it."""


def acts_of(scene: Scene) -> Mapping[str, Callable[[str], None]]:
    """Return what a click does, by the name of its act."""
    return MappingProxyType(
        {
            "part": partial(_turn_to, scene.world),
            "kind": _switch_kind,
            "gateways": lambda _: state.choose(gateways=not state.view().gateways),
            "ontop": lambda _: state.choose(ontop=not state.view().ontop),
            "usual": lambda _: state.choose(kinds=DEFAULT.kinds, gateways=False, ontop=False),
            "among": lambda name: state.choose(among=name if name in scene.world.regions else None),
            "sort": lambda name: state.choose(**READERS["sort"](name, scene.world, [])),
            "day": lambda text: state.choose(date=allowed_day(text, scene.world) or state.view().date),
            "more": lambda _: state.set_flag(EVERYTHING, value=True),
            "why": partial(_ask_why, scene.world),
            "toggle": partial(_toggle, scene.world),
            "open": lambda text: _open(scene.world, text),
            "go": go,
            "card": partial(go, page=Page.EXPLORE),
        }
    )


def _turn_to(world: World, part: str) -> None:
    state.set_flag(EVERYTHING, value=False)
    state.choose(**READERS["part"](part, world, []))


def _switch_kind(text: str) -> None:
    """Look at a kind of losses, or no longer; the last one stays."""
    kinds = state.view().kinds ^ {kind for kind in TokenKind if kind == text}
    if kinds:
        state.choose(kinds=kinds)


def _ask_why(world: World, text: str) -> None:
    """Show why operations fall in a row, or hide it again."""
    key = f"{WHY}{key_of(tokens_in(world, text))}"
    state.set_flag(key, value=not state.flag(key))


def _toggle(world: World, text: str) -> None:
    """Take something away, or give it back, and bring it into sight; what counts is the view, not what is drawn yet."""
    for token in tokens_in(world, text):
        view = state.view()
        state.choose(**with_token(view, world, token, lost=token not in tokens_of(view, world)))
        show(world, token)


def _open(world: World, text: str) -> None:
    """Take some things away together: in place of what is taken away, or on top of it where that is looked at."""
    tokens = tokens_in(world, text)
    if not tokens:
        return
    if state.view().ontop:
        for token in tokens:
            state.choose(**with_token(state.view(), world, token, lost=True))
    else:
        view = state.view()
        # A scenario that goes takes its own day with it: the one on screen stays.
        state.choose(scenario=(), lost=tokens, kept=(), date=day_of(view, world) if view.scenario else view.date)
    show(world, *tokens)


def tokens_in(world: World, text: str) -> tuple[Token, ...]:
    """Return the tokens of a click, read as those of a link are: what is none, or not in the data, is left out."""
    found: tuple[Token, ...] = READERS["lost"](text, world, [])["lost"]  # type: ignore[assignment]
    return found


def show(world: World, *tokens: Token) -> None:
    """Bring the first facility among some things into sight, if there is one; the map keeps its scale."""
    name = next((token.name for token in tokens if token.name in world.facilities), None)
    if name:
        state.look_at("sight", name)
