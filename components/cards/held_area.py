"""What the card of ground that is held by another authority says."""

from __future__ import annotations

from dataclasses import dataclass

from components.cards.names import Named, named
from components.cards.top import Top, cited, stands
from components.scene import Scene
from geo.countries import country_in_words
from geo.dates import covers
from geo.model import DeFactoArea, Source


@dataclass(frozen=True, kw_only=True)
class HeldCard:
    """Everything that the card of ground held by another authority prints."""

    top: Top
    note: str
    outline_note: str
    sketch: bool
    places: tuple[Named, ...]
    sources: tuple[Source, ...]


def held_card(scene: Scene, area_id: str) -> HeldCard:
    """Return what the card of ground held by another authority says."""
    world, area = scene.world, scene.world.de_facto[area_id]
    return HeldCard(
        top=_held_top(scene, area),
        note=area.note,
        outline_note=area.outline_note or "",
        sketch=bool(area.schematic),
        places=named(
            world,
            (
                row.id
                for row in world.facilities.values()
                if area.held_by and row.country == area.country and row.controlled_by == area.held_by
            ),
        ),
        sources=cited(world, [area.sources]),
    )


def _held_top(scene: Scene, area: DeFactoArea) -> Top:
    holder = scene.world.authorities[area.held_by].name if area.held_by else "another authority"
    held = covers(area.start, area.end, scene.day)
    return Top(
        id=area.id,
        name=area.name,
        what=f"Ground held by {holder}; in international law {country_in_words(area.country)}",
        now=stands("Held" if held else "Not so held", scene.day, area.start, area.end),
    )
