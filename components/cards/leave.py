"""On whose leave something stands on a day, and who has taken it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from components import style
from components.cards.names import name_of
from components.scene import Scene
from geo.dates import spoken_day, spoken_period
from geo.model import Constraint, Facility, Operation
from geo.network import host_token
from geo.timeline import consent_on, live_constraints, refused_on
from geo.vocabulary import AuthorityKind
from geo.world import World


@dataclass(frozen=True, kw_only=True)
class Host:
    """An authority, whether it gives leave, and what it can be clicked for."""

    name: str
    kind: str
    cls: str
    sign: str
    word: str
    token: str
    lost: bool
    """True if the scenario takes its leave away, so that it can be given back."""
    act: str
    """Id of the act by which it has withdrawn the leave already, or empty."""


@dataclass(frozen=True, kw_only=True)
class Leave:
    """Whose leave counts on the day, and whose in other years."""

    rule: str
    hosts: tuple[Host, ...]
    earlier: tuple[str, ...]


KIND_WORDS = {
    AuthorityKind.GOVERNMENT: "",
    AuthorityKind.DE_FACTO: "de facto authority",
    AuthorityKind.ALLIANCE: "alliance",
}


def leave_of(record: Facility | Operation, scene: Scene) -> Leave:
    """Return on whose leave a facility or an operation stands on the day of a scene.

    What a scenario withdraws and what was withdrawn by then are told apart: the one can be given back by a click.
    """
    authorities = consent_on(record, scene.day)
    refused = refused_on(scene.world, scene.day).get(record.id, frozenset())
    acts = {
        row.authority: row
        for row in live_constraints(scene.world, scene.day)
        if row.ends_consent and row.authority in refused and record.id in row.affects
    }
    return Leave(
        rule=_rule(record, len(authorities), scene.day),
        hosts=tuple(_host(name, scene, acts.get(name)) for name in authorities),
        earlier=tuple(
            f"{spoken_period(row.start, row.end)}: {_names(scene.world, row.of) or 'nobody asked'}"
            for row in record.consent_was
        ),
    )


def _rule(record: Facility | Operation, count: int, day: date) -> str:
    """Say how many of the authorities must agree."""
    if record.consent_of is None:
        return "It lies in Russia: nobody else is asked."
    if not count:
        return "Nobody's consent is asked."
    if count == 1:
        return f"As of {spoken_day(day)} it stands on one consent:"
    return f"As of {spoken_day(day)} {'any one of these is enough' if record.consent_any else 'it needs all of these'}:"


def _host(name: str, scene: Scene, act: Constraint | None) -> Host:
    authority = scene.world.authorities[name]
    token = host_token(name)
    lost = token in scene.tokens
    look = _look(act, lost=lost)
    return Host(
        name=authority.name,
        kind=KIND_WORDS[authority.kind],
        cls=look.cls,
        sign=look.sign,
        word=look.word,
        token=str(token),
        lost=lost and act is None,
        act=act.id if act else "",
    )


def _look(act: Constraint | None, *, lost: bool) -> style.Look:
    if act:
        return style.LOST._replace(word=f"not given {spoken_period(act.start, act.end)}")
    return style.LOST._replace(word="taken away in this scenario") if lost else style.KEPT._replace(word="given")


def _names(world: World, authorities: tuple[str, ...]) -> str:
    return ", ".join(name_of(world, name) for name in authorities)
