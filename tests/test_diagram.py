"""Decision diagrams of draws against the plain sum over all cases."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.diagram import FALSE, TRUE, Diagram, TooLarge

DRAWS = ("p", "q", "r")
THRESHOLDS = (0.2, 0.5, 0.7)

Case = dict[str, float]
Formula = str | tuple[str, float] | tuple[str, "Formula", "Formula"]
"""`true`, `false`, a draw and its threshold, or `and`/`or` with two formulas."""

tests = st.tuples(st.sampled_from(DRAWS), st.sampled_from(THRESHOLDS))
formulas = st.recursive(
    tests | st.sampled_from(["true", "false"]),
    lambda inner: st.tuples(st.sampled_from(["and", "or"]), inner, inner),
    max_leaves=10,
)


def diagram(most_nodes: int = 1000) -> Diagram:
    return Diagram(most_nodes=most_nodes)


def built(made: Diagram, formula: Formula) -> int:
    if isinstance(formula, str):
        return TRUE if formula == "true" else FALSE
    if len(formula) == 2:
        return made.test(*formula)
    join = made.both if formula[0] == "and" else made.either
    return join(built(made, formula[1]), built(made, formula[2]))


def holds(formula: Formula, case: Case) -> bool:
    if isinstance(formula, str):
        return formula == "true"
    if len(formula) == 2:
        return case[formula[0]] <= formula[1]
    join: Callable[..., bool] = all if formula[0] == "and" else any
    return join([holds(formula[1], case), holds(formula[2], case)])


CASES = [
    (dict(zip(DRAWS, (high for _, high in spans), strict=True)), spans)
    for spans in product(pairwise((0.0, *THRESHOLDS, 1.0)), repeat=len(DRAWS))
]
"""Every way in which the draws can fall between the thresholds, each draw at the top of its interval."""


def summed(formula: Formula, passes: dict[str, bool]) -> float:
    total = 0.0
    for case, spans in CASES:
        known = {draw: 0.0 if passed else 1.0 for draw, passed in passes.items()}
        weight = 1.0
        for draw, (low, high) in zip(DRAWS, spans, strict=True):
            weight *= (high - low) if draw not in passes else float(high == 1.0)
        total += weight * holds(formula, case | known)
    return total


@given(formulas)
def test_a_probability_is_the_sum_over_all_cases(formula: Formula) -> None:
    made = diagram()
    assert made.probability(built(made, formula)) == pytest.approx(summed(formula, {}), abs=1e-12)


@given(formulas, st.dictionaries(st.sampled_from(DRAWS), st.booleans()))
def test_what_is_known_of_a_draw_is_taken_into_account(formula: Formula, known: dict[str, bool]) -> None:
    made = diagram()
    assert made.probability(built(made, formula), known) == pytest.approx(summed(formula, known), abs=1e-12)


@given(formulas, formulas)
def test_two_formulas_have_one_number_if_and_only_if_they_say_the_same(one: Formula, other: Formula) -> None:
    made = diagram()
    same = all(holds(one, case) == holds(other, case) for case, _ in CASES)
    assert (built(made, one) == built(made, other)) == same


def test_a_test_that_passes_settles_the_higher_ones_of_its_draw() -> None:
    made = diagram()
    low, high = made.test("p", 0.2), made.test("p", 0.5)
    assert made.both(low, high) == low
    assert made.either(low, high) == high


def test_nothing_is_kept_for_a_function_that_is_already_there() -> None:
    made = diagram()
    p, q = made.test("p", 0.5), made.test("q", 0.5)
    made.both(p, q)
    size = len(made)
    assert made.both(q, p) == made.both(p, made.both(p, q))
    assert len(made) == size == 3


def test_a_diagram_that_would_get_too_large_is_given_up() -> None:
    made = diagram(most_nodes=2)
    p, q = made.test("p", 0.5), made.test("q", 0.5)
    with pytest.raises(TooLarge):
        made.both(p, q)
