"""The running scenario: what is to blame for what it costs, and what would bring each operation back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from components import style
from components.cards.names import short_name_of
from components.contingency.chance import chance_of
from components.contingency.grades import changed_words
from components.contingency.rows import capital
from components.contingency.study import Study
from components.markup import html
from geo.blame_told import blame_headline, cheapest, drawn_in_words, share_in_words, together_in_words
from geo.costs import COST
from geo.how_told import Figure, how_worked_out
from geo.likelihood_how import how_confident, how_likely, how_tornado
from geo.losses_told import figure
from geo.naming import name_token
from geo.scenario import Token
from geo.shapley import Share, Shares

LEFT_OUT: Final = "Not looked at before the search ended."
NONE_IN_DOUBT: Final = (
    "No report decides what became of the operations above: it is the same whichever reports are right. Choose one to "
    "see how likely it is kept."
)
NOTHING: Final = "Nothing is taken away: choose a scenario to see what in it is to blame, and what would mend it."


@dataclass(frozen=True, kw_only=True)
class ShareRow:
    """What one lost thing is to blame for."""

    name: str
    segments: tuple[tuple[str, float], ...]
    share: str
    words: str


@dataclass(frozen=True, kw_only=True)
class RepairRow:
    """What would bring some operations back, all of them by the same."""

    words: str
    operations: tuple[tuple[str, str, str], ...]
    """Id, name and class of each."""


def scenario_headline(study: Study) -> str:
    """Return what most of the scenario's cost is put down to."""
    scene = study.scene
    return blame_headline(scene.world, study.blame) if scene.tokens else NOTHING


def scenario_html(study: Study) -> str:
    """Return blame, repairs and likelihood under the scenario as HTML."""
    scene = study.scene
    found = study.blame
    chosen = study.chosen
    return html(
        "contingency_scenario.html",
        tokens=scene.tokens,
        blame_words=drawn_in_words(found),
        shares=[_share_row(study, row, found) for row in found.rows],
        repairs=_repair_rows(study),
        chosen={"id": chosen, "name": short_name_of(scene.world, chosen), "chance": chance_of(study, chosen)}
        if chosen
        else None,
        none_in_doubt=NONE_IN_DOUBT,
        choices=_choices(study),
        how_words=(how_worked_out(Figure.SHAPLEY),),
        repair_words=(how_worked_out(Figure.REPAIRS),),
        how_likely=(how_likely(), how_tornado(), how_confident()),
        credence_words=changed_words(scene.view.credence),
    )


def _choices(study: Study) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the operations that can be spoken of, id and name: those that got worse, and then the others."""
    world, rest = study.scene.world, [name for name in study.scene.impact.operations if name not in study.worse]
    groups = (("Made worse", study.worse), ("As before", sorted(rest, key=lambda name: short_name_of(world, name))))
    return [(title, [(name, short_name_of(world, name)) for name in names]) for title, names in groups if names]


def _share_row(study: Study, row: Share, found: Shares) -> ShareRow:
    world = study.scene.world
    largest = max((share.cost for share in found.rows), default=0.0) or 1.0
    by_status = zip(COST, (row.unsupported, row.paper, row.strained), strict=True)
    parts = [(style.STATUS_CLASS[status], COST[status] * part) for status, part in by_status]
    return ShareRow(
        name=capital(name_token(world, row.token)),
        segments=tuple((cls, round(100 * part / largest, 2)) for cls, part in parts if part),
        share=f"{figure(row.cost)} of {figure(found.total)}",
        words=share_in_words(world, row, found),
    )


def _repair_rows(study: Study) -> list[RepairRow]:
    """Return the operations that got worse, by what would bring them back; those of the worst one first."""
    world, impact = study.scene.world, study.scene.impact
    by_ways: dict[tuple[frozenset[Token], ...], list[str]] = {}
    for name in study.worse:
        by_ways.setdefault(cheapest(study.repairs.get(name, ())), []).append(name)
    return [
        RepairRow(
            words=together_in_words(world, names, ways) if ways else LEFT_OUT,
            operations=tuple(
                (name, short_name_of(world, name), style.STATUS_CLASS[impact.operations[name].status]) for name in names
            ),
        )
        for ways, names in by_ways.items()
    ]
