"""The card of what is selected: what it is, how it stands, what hangs on it, and every source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from components import state, style
from components.cards.acts import ActCard, closure_card, event_card, line_card
from components.cards.facility import FacilityCard, facility_card
from components.cards.held_area import HeldCard, held_card
from components.cards.operation import OperationCard, operation_card
from components.cards.region import RegionCard, region_card
from components.choices import go, with_token
from components.markup import html, panel
from components.scene import Scene
from components.view import Page, allowed_day, shows_before
from geo.errors import TokenError
from geo.scenario import parse_token
from geo.world import World

Card = FacilityCard | OperationCard | RegionCard | HeldCard | ActCard


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Where records of a kind stand in the world, what makes their card, and what prints it."""

    listed: str
    make: Callable[[Scene, str], Card]
    template: str


KINDS: Final = (
    Kind(listed="facilities", make=facility_card, template="card_facility.html"),
    Kind(listed="operations", make=operation_card, template="card_operation.html"),
    Kind(listed="regions", make=region_card, template="card_region.html"),
    Kind(listed="links", make=line_card, template="card_act.html"),
    Kind(listed="constraints", make=closure_card, template="card_act.html"),
    Kind(listed="events", make=event_card, template="card_act.html"),
    Kind(listed="de_facto", make=held_card, template="card_held.html"),
)


def details(scene: Scene, *, acts: Mapping[str, Callable[[str], None]] = MappingProxyType({})) -> None:
    """Draw the card of what is selected; nothing where nothing is.

    Parameters
    ----------
    scene
        What is shown.
    acts
        What a click in it does otherwise than elsewhere, by the name of its act.
    """
    content = card_html(scene)
    if content:
        panel("details", content, acts={**card_acts(scene), **acts})


def card_html(scene: Scene) -> str:
    """Return the card of what is selected as HTML, empty where nothing is."""
    return card_of(scene, scene.view.sel)


def card_of(scene: Scene, record_id: str | None) -> str:
    """Return the card of a record as HTML, empty for what has none."""
    kind = _kind_of(scene.world, record_id)
    return printed(kind, kind.make(scene, record_id), scene) if kind is not None and record_id is not None else ""


def printed(kind: Kind, card: Card, scene: Scene) -> str:
    """Return a card as HTML."""
    claims = getattr(card, "claims", ())
    return html(
        "details.html",
        body=kind.template,
        card=card,
        day=scene.day,
        cutoff=scene.world.meta.data_cutoff,
        claims=[scene.world.claims[name] for name in claims],
        keys=_keys(card),
    )


def card_acts(scene: Scene) -> Mapping[str, Callable[[str], None]]:
    """Return what a click in a card does, by the name of its act."""
    return MappingProxyType(
        {
            "go": go,
            "zoom": lambda name: state.look_at("record", name),
            "close": lambda _: state.choose(sel=None),
            "lose": lambda text: _take(scene.world, text, lost=True),
            "restore": lambda text: _take(scene.world, text, lost=False),
            "reach": lambda name: _reach_from(scene.world, name),
            "date": lambda text: _set_day(scene.world, text),
        }
    )


def _kind_of(world: World, record_id: str | None) -> Kind | None:
    return next((kind for kind in KINDS if record_id in getattr(world, kind.listed)), None)


def _keys(card: Card) -> list[tuple[str, str]]:
    """Return the states that the bars of a card show, in the order of their first appearance."""
    if not isinstance(card, FacilityCard):
        return []
    words = {value.value: word for value, word in style.STATE_WORD.items()}
    return [(name, words[name]) for name in dict.fromkeys(bar.state for bar in card.history.bars)]


def _take(world: World, text: str, *, lost: bool) -> None:
    """Take something away or give it back; what is no token (an old page, a broken click) changes nothing."""
    try:
        token = parse_token(text)
    except TokenError:
        return
    view = state.view()
    state.choose(**with_token(view, world, token, lost=lost, before=shows_before(view)))


def _reach_from(world: World, name: str) -> None:
    """Show what is within reach of a facility; what is none changes nothing."""
    if name in world.facilities:
        state.choose(view=Page.REACH, origin=name)


def _set_day(world: World, text: str) -> None:
    """Set the day of the side that the card shows; what is no day of the page changes nothing."""
    day = allowed_day(text, world)
    if day is not None:
        state.choose(**{"vs_date" if shows_before(state.view()) else "date": day})
