"""What the card of a line, of a closure or refusal, or of an event says."""

from __future__ import annotations

from dataclasses import dataclass

from components import style
from components.cards.names import Named, functions_in_words, name_of, named, short_name_of, whose
from components.cards.routes import EVIDENCE_WORD, link_words
from components.cards.top import Take, Top, cited, stands
from components.cards.turns import caution_of
from components.scene import Scene
from components.view import day_to_choose
from geo.countries import country_in_words
from geo.dates import covers, spoken_period
from geo.model import Constraint, Source
from geo.naming import listed, name_token
from geo.scenario import link_token
from geo.vocabulary import Credibility, Extent


@dataclass(frozen=True, kw_only=True)
class ActCard:
    """Everything that the card of a line, a closure or an event prints."""

    top: Top
    note: str
    credibility: Credibility | None
    facts: tuple[tuple[str, str], ...]
    touches_title: str
    touches: tuple[Named, ...]
    go_to_day: str
    """ISO date that a button offers to go to, or empty."""
    sources: tuple[Source, ...]
    shut_by: tuple[str, ...] = ()
    """What would shut a line that goes by air or sea, each enough by itself."""


def line_card(scene: Scene, link_id: str) -> ActCard:
    """Return what the card of a line says."""
    world, link = scene.world, scene.world.links[link_id]
    cls, _, word = link_words(scene, link_id)
    live = covers(link.start, link.end, scene.day)
    used = [
        name
        for name, row in scene.impact.operations.items()
        if any(link_id in chain.links for group in row.groups for chain in (group.before, group.after) if chain)
    ]
    token = link_token(link_id)
    return ActCard(
        top=Top(
            id=link_id,
            name=f"{short_name_of(world, link.origin)} to {short_name_of(world, link.target)}",
            what=f"Support line {style.MODE_WORD[link.mode]}: {functions_in_words(link.functions)}",
            now=stands("Reported" if live else "Not reported", scene.day, link.start, link.end),
            cls=cls,
            word=f"{word} in this scenario" if scene.tokens and link_id in scene.impact.links else word,
            reason="A line joins places; it is not a track flown or sailed.",
            take=(Take.RESTORE if token in scene.tokens else Take.LOSE) if link_id in scene.impact.links else None,
            take_token=str(token),
            take_words="Give this line back" if token in scene.tokens else "Take this line away",
        ),
        note=link.note,
        credibility=link.credibility,
        facts=(("Known how", EVIDENCE_WORD[link.evidence]), ("When", spoken_period(link.start, link.end))),
        shut_by=_shut_by(scene, link_id),
        touches_title="Its ends, and the operations whose route uses it",
        touches=named(world, (link.origin, link.target, *(name for name in used if name != link.target))),
        go_to_day="" if live or not link.start else day_to_choose(link.start.first, world),
        sources=cited(world, [link.sources]),
    )


def _shut_by(scene: Scene, link_id: str) -> tuple[str, ...]:
    """Return what would shut a line by closing skies or passages, in words, smallest first."""
    if link_id not in scene.net.edges:
        return ()
    sets = scene.gates[link_id]
    return tuple(listed(name_token(scene.world, token) for token in sorted(tokens)) for tokens in sets)


def closure_card(scene: Scene, constraint_id: str) -> ActCard:
    """Return what the card of a closed sky or strait, a refusal, a limit or an inspection says."""
    world, row = scene.world, scene.world.constraints[constraint_id]
    live = covers(row.start, row.end, scene.day)
    return ActCard(
        top=Top(
            id=constraint_id,
            name=name_of(world, constraint_id),
            what=f"{style.CONSTRAINT_WORD[row.kind].capitalize()}: {whose(row, world)}",
            now=stands("In force" if live else "Not in force", scene.day, row.start, row.end),
            reason=_force(row),
        ),
        note=row.note,
        credibility=None,
        facts=tuple((label, text) for label, text in _terms(row) if text),
        touches_title="What it touches",
        touches=named(world, row.affects),
        go_to_day="" if live or not row.start else day_to_choose(row.start.first, world),
        sources=cited(world, [row.sources]),
    )


def event_card(scene: Scene, event_id: str) -> ActCard:
    """Return what the card of an event says."""
    world, row = scene.world, scene.world.events[event_id]
    caution = caution_of(expected=row.expected, late=row.after_cutoff)
    return ActCard(
        top=Top(
            id=event_id,
            name=row.title,
            what=f"Turning point, {', '.join(world.regions[name].name for name in row.regions)}",
            now=row.date.spoken,
            reason=f"{caution.capitalize()}." if caution else "",
            zoom=bool(row.affects),
        ),
        note=row.note,
        credibility=None,
        facts=(),
        touches_title="What it touches",
        touches=named(world, row.affects),
        go_to_day="" if caution or row.date.first == scene.day else day_to_choose(row.date.first, world),
        sources=cited(world, [row.sources]),
    )


def _force(row: Constraint) -> str:
    """Say what the act does to the reckoning."""
    if row.extent is Extent.SOME:
        return "It bars some of that traffic only: shown, never computed with."
    if row.ends_consent is None:
        return "It bars all of that traffic."
    return (
        "While it runs, no consent is given for what it touches."
        if row.ends_consent
        else "It is shown, and counts as no consent lost here."
    )


def _terms(row: Constraint) -> list[tuple[str, str]]:
    state = {True: "yes", False: "no", None: "not known"}[row.covers_state_aircraft]
    return [
        ("Against", row.against),
        ("When", spoken_period(row.start, row.end)),
        ("Holds for state aircraft", state if row.kind == "airspace_closed" else ""),
        ("Only for", row.applies_to or ""),
        ("Only for traffic with", country_in_words(row.applies_to_destination) if row.applies_to_destination else ""),
    ]
