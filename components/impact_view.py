"""The answer in a sentence and three numbers, then the operations, worst first, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from components import state, style
from components.cards.needs import need_words
from components.choices import go, with_scenarios
from components.markup import html, panel
from components.scene import Scene
from geo.amounts import share
from geo.explain import Explanation, headline
from geo.results import LEAST_CHANGE, GroupResult, Impact, OperationImpact, SupportStatus
from geo.vocabulary import Weight
from geo.world import World

TABLE: Final = "impact-table"
ORDER: Final = (
    SupportStatus.UNSUPPORTED,
    SupportStatus.PAPER,
    SupportStatus.STRAINED,
    SupportStatus.SUSTAINED,
    SupportStatus.NO_BASELINE,
)
"""Worst first; what is not documented cannot be compared and comes last."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A need as a small mark."""

    cls: str
    sign: str
    label: str
    word: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """An operation as a card or a line of the table."""

    id: str
    name: str
    cls: str
    word: str
    before: str = ""
    order: int = 0
    worsened: bool = False
    marks: tuple[Mark, ...] = ()
    reason: str = ""
    left: str = ""
    selected: bool = False


def answer(scene: Scene, *, stamp: str) -> None:
    """Draw the sentence on top and the three numbers; the stamp names the states that the map was sent with them."""
    panel("answer", answer_html(scene, stamp=stamp), acts={})


def answer_html(scene: Scene, *, stamp: str) -> str:
    """Return the sentence on top and the three numbers as HTML."""
    return html(
        "answer.html",
        headline=headline(scene.world, scene.impact, what=scene.lost_words),
        counts=counts(scene),
        already=said_apart(scene),
        stamp=stamp,
    )


def counts(scene: Scene) -> list[tuple[str, int, str]]:
    """Return the three or four numbers of a scene: class, how many operations, and what of them."""
    return _changes(scene.impact) if scene.tokens else _stock(scene.impact)


def _changes(impact: Impact) -> list[tuple[str, int, str]]:
    """Return what a scenario makes worse, and what it leaves sustained."""
    worse = [row.status for row in impact.operations.values() if row.worsened]
    on_paper = worse.count(SupportStatus.PAPER)
    return [
        ("lost", worse.count(SupportStatus.UNSUPPORTED), "lose support"),
        *([("paper", on_paper, "on paper")] if on_paper else []),
        ("strained", worse.count(SupportStatus.STRAINED), "strained" if on_paper else "become strained"),
        ("kept", impact.counts[SupportStatus.SUSTAINED], "sustained"),
    ]


def _stock(impact: Impact) -> list[tuple[str, int, str]]:
    """Return how the operations stand with nothing taken away."""
    return [
        ("kept", impact.counts[SupportStatus.SUSTAINED], "sustained"),
        ("strained", impact.counts[SupportStatus.STRAINED], "strained"),
        ("unknown", impact.counts[SupportStatus.NO_BASELINE], "not documented"),
    ]


def said_apart(scene: Scene) -> str:
    """Return what stood badly before and is no worse now: with the numbers it makes up all operations.

    Empty where nothing is taken away: then the numbers alone do.
    """
    return _apart(scene.impact) if scene.tokens else ""


def _apart(impact: Impact) -> str:
    same = [row.status for row in impact.operations.values() if not row.worsened]
    strained, unknown = same.count(SupportStatus.STRAINED), same.count(SupportStatus.NO_BASELINE)
    parts = [f"{strained} strained"] * bool(strained) + [f"{unknown} not documented"] * bool(unknown)
    turned = sum(not row.worsened and any(group.turned for group in row.groups) for row in impact.operations.values())
    same_words = f"Unchanged: {', '.join(parts)}." if parts else ""
    turned_words = f"Kept by another or a longer way: {turned}." if turned else ""
    return " ".join(filter(None, (turned_words, same_words)))


def operations(scene: Scene) -> None:
    """Draw the operations."""
    acts = {
        "go": go,
        "table": lambda _: state.set_flag(TABLE, value=not state.flag(TABLE)),
        "scenario": lambda name: _add(name, scene.world),
    }
    panel("operations", operations_html(scene, with_table=state.flag(TABLE)), acts=acts)


def operations_html(scene: Scene, *, with_table: bool) -> str:
    """Return the operations as HTML: worse ones as cards, the others folded, and all as a table if wanted."""
    rows = sorted((_row(scene, row) for row in scene.impact.operations.values()), key=lambda row: (row.order, row.name))
    return html(
        "impact.html",
        worse=[row for row in rows if row.reason and row.worsened],
        touched=[row for row in rows if row.reason and not row.worsened],
        tokens=scene.tokens,
        folded=_folded(scene, [row for row in rows if not row.reason]),
        table=rows if with_table else [],
        hint=not scene.tokens,
    )


def _add(name: str, world: World) -> None:
    """Switch a scenario on beside those that are on."""
    view = state.view()
    state.choose(**with_scenarios(view, world, (*view.scenario, name)))


def _folded(scene: Scene, rows: list[Row]) -> list[tuple[str, str, list[Row]]]:
    """Return the operations that the scenario leaves as they were, by how they stand."""
    by_class = {cls: [row for row in rows if row.cls == cls] for cls in ("strained", "unknown", "kept")}
    return [
        ("strained", "strained before", by_class["strained"]),
        ("unknown", "not documented", by_class["unknown"]),
        ("kept", "sustained", by_class["kept"]),
        ("planned", "planned or agreed, not counted", _not_running(scene)),
    ]


def _row(scene: Scene, row: OperationImpact) -> Row:
    """Return an operation as a row; only what the scenario costs something has a reason."""
    plain = Row(
        id=row.operation,
        name=scene.world.operations[row.operation].name,
        cls=style.STATUS_CLASS[row.status],
        word=style.STATUS_WORD[row.status],
        before=style.STATUS_WORD[row.baseline],
        order=ORDER.index(row.status),
        worsened=row.worsened,
        selected=scene.view.sel == row.operation,
    )
    told = scene.told.get(row.operation)
    if told is None:
        return plain
    left = " ".join(filter(None, (shares_kept(row), told.left)))
    if not row.lost_more:
        return replace(plain, reason=told.effect, left=left)
    marks = tuple(_mark(group) for group in row.groups if group.weight is not Weight.MINOR)
    return replace(plain, marks=marks, reason=brief(told), left=left)


def shares_kept(row: OperationImpact) -> str:
    """Return what explains the status where a way is left: how much of its throughput each need keeps, if not all."""
    thin = [group for group in row.groups if group.decides and group.lift_after and group.ratio < 1 - LEAST_CHANGE]
    told = "; ".join(f"{group.label} keeps {share(group)}" for group in thin if share(group))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def brief(told: Explanation) -> str:
    """Return the reason as a card has room for it: the cause and the first way lost, if any; the details say it all."""
    cause, lost = (text.partition(". ")[0].removesuffix(".") for text in (told.cause, told.lost))
    for word in ("Its ", "Their "):
        lost = f"The {lost.removeprefix(word)}" if lost.startswith(word) else lost
    return " ".join(f"{words}." for words in (cause.replace(" in this scenario", ""), lost) if words)


def _mark(group: GroupResult) -> Mark:
    cls, sign, word = need_words(group)
    return Mark(cls=cls, sign=sign, label=group.label, word=word)


def _not_running(scene: Scene) -> list[Row]:
    return [
        Row(id=name, name=scene.world.operations[name].name, cls="planned", word=stage.value, left=stage.value)
        for name, stage in scene.impact.not_running.items()
    ]
