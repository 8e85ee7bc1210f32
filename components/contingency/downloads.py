"""The table of each part of the Contingency page, to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from components import cache
from components.contingency.by_hand import worked_words
from components.contingency.study import Study
from components.view import USUAL_CREDENCE, Part
from geo.likelihood_tables import likelihood_table, tornado_table
from geo.loss_tables import (
    Table,
    as_csv,
    joint_table,
    losses_table,
    matrix_table,
    operations_table,
    ranks_table,
    repairs_table,
    shares_table,
    worked_table,
)

TABLES: Final[Mapping[Part, Mapping[str, Callable[[Study], Table]]]] = MappingProxyType(
    {
        Part.SINGLES: {
            "Single losses": lambda study: losses_table(study.scene.world, study.here),
            "Ranks": lambda study: ranks_table(study.scene.world, study.ranks),
        },
        Part.PAIRS: {
            "Matrix": lambda study: matrix_table(study.scene.world, study.whole_matrix),
            "Pairs": lambda study: joint_table(study.scene.world, study.pairs),
        },
        Part.TRIPLES: {"Triples": lambda study: joint_table(study.scene.world, study.triples)},
        Part.OPERATIONS: {
            "Operations": lambda study: operations_table(study.scene.world, study.rows),
            "Likelihoods": lambda study: likelihood_table(study.scene.world, study.chances.values()),
        },
        Part.SCENARIO: {
            "Blame": lambda study: shares_table(study.scene.world, study.blame),
            "Repairs": lambda study: repairs_table(study.scene.world, study.repairs),
            "Likelihoods": lambda study: likelihood_table(study.scene.world, study.chances.values()),
            "Tornado": lambda study: _tornado(study),
        },
        Part.BY_HAND: {"Example": lambda study: worked_table(words) if (words := worked_words(study)) else ()},
    }
)
"""What can be taken along from each part, by what the button says."""


def download(study: Study) -> None:
    """Draw a button for each table of the part.

    The file is there before it is asked for: one that is made on demand is lost where the page is drawn anew meanwhile.
    """
    view = study.scene.view
    if view.part is Part.SCENARIO and not study.scene.tokens:
        return
    with st.container(key="downloads", horizontal=True):
        for name, table in TABLES[view.part].items():
            st.download_button(
                f"{name} (CSV)",
                data=file_of(study, table),
                file_name=file_name(study, name),
                mime="text/csv",
                key=f"download-{view.part.value}-{name}",
                on_click="ignore",
            )


def file_name(study: Study, name: str) -> str:
    """Return what a table is called: by its part, its day, and all that makes it differ from the usual one."""
    view, scene = study.scene.view, study.scene
    lost = study.judged
    named = view.scenario if lost and not (view.lost or view.kept) else ()
    parts = (
        f"foothold {name}",
        scene.day.isoformat(),
        view.among if view.part is Part.SINGLES else None,
        None if study.is_usual or view.part is Part.SCENARIO else "other losses",
        " ".join(("with", *named)) if named else f"with {len(lost)} lost" if lost else None,
        None if view.credence == USUAL_CREDENCE else "changed ranges",
    )
    return f"{'-'.join(part.lower().replace(' ', '-') for part in parts if part)}.csv"


def _tornado(study: Study) -> Table:
    """Return what the likelihood of the operation on show hangs on; empty if none is."""
    scene, name = study.scene, study.chosen
    if name is None:
        return ()
    network = cache.grades(*scene.key[:3], scene.view.credence)
    return tornado_table(scene.world, network, study.swings(name))


def file_of(study: Study, table: Callable[[Study], Table]) -> bytes:
    """Return a table as a file that spreadsheets open, accents and all."""
    return as_csv(table(study)).encode("utf-8-sig")
