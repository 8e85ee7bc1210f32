"""How likelihoods, what they hang on and confidence are worked out: in words, with where the method is from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geo.odds import LIMITS


def how_likely() -> str:
    """Return how a likelihood is worked out."""
    return (
        "Each live line and the state of each place in use rests on a report with an Admiralty grade. A grade stands "
        "for a range of probability; no official percentages exist, so the ranges are this editor's, and can be "
        "changed. What is our inference counts one grade lower. Every source has one draw for all that it is cited "
        "for: reports on the same source stand and fall together, and are never multiplied with each other. A report "
        "on several sources stands if one of them is right. The figure takes the middle of every range; the range "
        "takes all low ends, and all high ends, which is exact, since no better report makes anything less likely. It "
        "is counted exactly with a decision diagram (Bryant 1986, Graph-based algorithms for Boolean function "
        "manipulation, IEEE Transactions on Computers C-35, 677-691). Beyond "
        f"{LIMITS.most_tests} tests or {LIMITS.most_nodes:,} nodes, {LIMITS.samples:,} random cases are drawn instead, "
        "the same ones each time, and an error is given. The outer bounds hold whatever report depends on whatever "
        "other (Fréchet 1935): all of n hold with at least the sum of their probabilities less n - 1, and any of them "
        "with at most that sum. The words are those of Intelligence Community Directive 203. It is asked whether the "
        "support was there on the day if the scenario holds, not whether a place would withstand an attack."
    )


def how_tornado() -> str:
    """Return how it is worked out what a likelihood hangs on."""
    return (
        "Each report in turn is put at the low and at the high end of its range, all others at their middle; a bar "
        "shows both answers. Where reports share no source, its length is the length of the range times Birnbaum's "
        "importance: how far the answer moves if the report is known to be right instead of wrong (Birnbaum 1969). For "
        "a source, a bar shows the answer if it were known to be wrong in all it is cited for, and to be right. The "
        "ten longest bars are shown."
    )


def how_confident() -> str:
    """Return how confidence is worked out."""
    return (
        "High: each report that the answer can hang on comes from two publishers or more, with a source of grade A or "
        "B among them, and none is our inference. Low: fewer than half come so. Moderate: all else. Where the lines "
        "are drawn is this editor's choice. Confidence is about the sources and not about how probable the answer is: "
        "Directive 203 keeps both apart."
    )


GLOSSARY: Mapping[str, str] = MappingProxyType(
    {
        "Likelihood": "How probable something is, given the scenario, these data and what is taken as given.",
        "Words of likelihood": "Seven words, each for a range of percentages: almost no chance 1-5, very unlikely "
        "5-20, unlikely 20-45, roughly even chance 45-55, likely 55-80, very likely 80-95, almost certain 95-99 (ICD "
        "203).",
        "Range": "The likelihood with every report at the low end of what its grade stands for, and at the high end.",
        "Outer bounds": "Between what a likelihood must lie, however the reports depend on each other (Fréchet).",
        "Confidence": "How good the sources behind an answer are; said apart from its likelihood.",
        "Tornado": "Bars of what an answer hangs on, the longest on top.",
        "Birnbaum importance": "How far an answer moves if one thing is known to hold instead of to fail.",
        "Common cause": "What makes several things fail at once, as one source behind several reports.",
    }
)
"""The terms of likelihood, each in a line."""
