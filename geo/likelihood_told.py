"""How likely it is that operations keep their support, and what that hangs on, in plain sentences.

A sentence about likelihood never speaks of confidence, and the other way round (ICD 203).
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from geo.confidence import Confidence
from geo.credence import ABOVE_WORDS, BELOW_WORDS, word
from geo.dates import spoken_day
from geo.likelihood import GradedNet, OperationLikelihood, Tornado
from geo.naming import is_plural, leave_of, name_losses, name_token, short_name, short_operation, without_brackets
from geo.odds import Likelihood, Method, SourceSwing
from geo.scenario import Token, TokenKind
from geo.vocabulary import Evidence
from geo.world import World

_CLAUSES = MappingProxyType(
    {
        BELOW_WORDS: "there is less than a 1 % chance",
        "almost no chance": "there is almost no chance",
        "roughly even chance": "there is a roughly even chance",
        ABOVE_WORDS: "there is more than a 99 % chance",
    }
)
"""How words are said that are no adjectives."""

_SPOKEN = MappingProxyType({BELOW_WORDS: "less than 1 %", ABOVE_WORDS: "more than 99 %"})

_FIRM = "two publishers or more, a reliable source among them"

_ERRORS = 1.96
"""How many standard errors to either side hold 19 of 20 repeated answers."""


def percent(probability: float) -> str:
    """Return a probability in percent: `49 %`, and never as none or all."""
    said = word(probability)
    return said if said in (BELOW_WORDS, ABOVE_WORDS) else f"{100 * probability:.0f} %"


def word_range(found: Likelihood[Token]) -> str:
    """Return the word for a likelihood, or the words for the ends of its range: `likely`, `unlikely to likely`."""
    return " to ".join(_SPOKEN.get(one, one) for one in found.words)


def range_in_words(found: Likelihood[Token]) -> str:
    """Return the range of a likelihood in figures: `27 % to 78 %`."""
    return " to ".join(dict.fromkeys((percent(found.low), percent(found.high))))


def support_in_words(world: World, day: date, tokens: frozenset[Token], row: OperationLikelihood) -> str:
    """Return how likely it is that an operation keeps its support.

    `In this model it is likely that Africa Corps in Mali has its reported support on 26 Nov 2024: 62 %, range ...`

    Parameters
    ----------
    world
        The facts, for names.
    day
        The day.
    tokens
        What is lost for certain.
    row
        The operation.
    """
    operation = short_operation(world.operations[row.operation])
    when = f"on {spoken_day(day)}{f' with {name_losses(world, tokens)}' if tokens else ''}"
    if not row.documented:
        return f"These data show no support for {operation} {when}, so there is none to be likely or unlikely."
    if not row.has_essential:
        return f"These data give {operation} no essential need, so nothing decides whether there is support {when}."
    support = f"{'their' if is_plural(operation) else 'its'} reported support {when}"
    has, loses = ("have", "lose") if is_plural(operation) else ("has", "loses")
    if row.minimum.high == 0.0:
        return f"In this model {operation} {loses} {support}, even if every report is right."
    if row.minimum.low == 1.0:
        return f"In this model {operation} {has} {support}, whichever reports are right: it hangs on no graded report."
    return f"In this model {_clause(row.minimum)} that {operation} {has} {support}: {_figures(row.minimum)}."


def sustained_in_words(row: OperationLikelihood) -> str:
    """Return how likely it is that an operation is sustained; empty if it has no support at all."""
    if not row.documented or row.minimum.high == 0.0:
        return ""
    if not row.has_essential and row.full.low == 1.0:
        return ""
    if row.full.high == 0.0:
        return "The support is strained at best, even if every report is right."
    if row.full.low == 1.0:
        return "The support is full: sustained."
    if _figures(row.full) == _figures(row.minimum):
        return "That the support is full (sustained) is just as likely."
    clause = _clause(row.full)
    return f"{clause[0].upper()}{clause[1:]} that the support is full (sustained): {_figures(row.full)}."


def bounds_in_words(found: Likelihood[Token]) -> str:
    """Return between which bounds a likelihood is if nothing is said of how reports depend on each other."""
    least, most = percent(found.least), percent(found.most)
    return f"Whatever report depends on whatever other, it is {least if least == most else f'from {least} to {most}'}."


def confidence_in_words(world: World, judged: Confidence | None) -> str:
    """Return how much confidence the sources of an answer allow, without a word on how probable the answer is."""
    if judged is None:
        return "No graded report is behind this, so there are no sources to have confidence in."
    words = f"Confidence in the sources is {judged.level}: {_firm(judged)}, {_publishers(world, judged)}."
    return f"{words} {_inferred(judged)}".rstrip()


def given_in_words(world: World, found: Likelihood[Token]) -> str:
    """Return what carries no grade, and is taken as given."""
    hosts = sorted(token for token in found.given if token.kind is TokenKind.HOST)
    leave = [leave_of([world.authorities[token.name] for token in hosts])] if hosts else []
    rest = [
        "what the operation needs, and how much each need weighs",
        "what each place can give",
        "which skies, straits and canals are closed",
        "where there is fuel",
        "the figures of aircraft and ships",
    ]
    return f"Taken as given, because it carries no grade: {'; '.join([*leave, *rest])}."


def claim_name(world: World, network: GradedNet, token: Token) -> str:
    """Return what a graded report says: `Khmeimim is active`, `the line from Khmeimim to Bamako by air is there`."""
    if token.kind is TokenKind.LINK:
        inferred = network.claims[token].evidence is Evidence.INFERRED
        return f"{name_token(world, token)} is there{' (our inference)' if inferred else ''}"
    state = network.net.states[token.name]
    return f"{short_name(world.facilities[token.name])} is {state.value if state else 'in use'}"


def source_name(world: World, draw: str) -> str:
    """Return what a person calls a source: `Reuters (12 Nov 2024)`; a report that names none stands for itself."""
    source = world.sources.get(draw)
    if source is None:
        return "a report that names no source"
    return f"{without_brackets(source.publisher)} ({source.date.spoken if source.date else 'undated'})"


def most_in_words(world: World, network: GradedNet, found: Tornado) -> str:
    """Return what would change an answer most if it were known better; empty if nothing would."""
    if not found.claims:
        return ""
    bar = found.claims[0]
    ends = f"{percent(bar.low)} if that has the low end of its range, {percent(bar.high)} if it has the high end"
    what = claim_name(world, network, bar.element)
    return f"What would change this answer most if we knew it better: whether {what}. The answer is {ends}."


def source_in_words(world: World, bar: SourceSwing) -> str:
    """Return what knowing whether a source is right would do to an answer."""
    reports = "the one report here that cites it" if bar.cited == 1 else f"the {bar.cited} reports here that cite it"
    known = f"If we knew whether {source_name(world, bar.draw)} is right in {reports}"
    return f"{known}: {percent(bar.right)} if it is, {percent(bar.wrong)} if it is not."


def _clause(found: Likelihood[Token]) -> str:
    """Return the words for a likelihood as the beginning of a clause."""
    if len(found.words) == 1:
        return _CLAUSES.get(found.words[0], f"it is {found.words[0]}")
    return f"it is anything from {word_range(found)}"


def _figures(found: Likelihood[Token]) -> str:
    """Return a likelihood in figures: `49 %, range 27 % to 78 %`; with its error where random cases were drawn."""
    points = 100 * _ERRORS * found.standard_error
    drawn = f" (by random cases, give or take {points:.1f} points)" if found.method is Method.SIMULATED else ""
    return f"{percent(found.point)}{drawn}, range {range_in_words(found)}"


def _firm(judged: Confidence) -> str:
    """Return how many reports come from several publishers, at least one of them reliable."""
    if judged.reports == 1:
        return f"the report behind this {'comes' if judged.firm else 'does not come'} from {_FIRM}"
    count = "all" if judged.firm == judged.reports else f"{judged.firm} of"
    return f"{count} {judged.reports} reports behind this {'comes' if judged.firm == 1 else 'come'} from {_FIRM}"


def _inferred(judged: Confidence) -> str:
    """Return how many of the reports say something else, from which we inferred what counts here; empty if none."""
    if not judged.inferred:
        return ""
    are = "is our inference" if judged.inferred == 1 else "are our inferences"
    return f"{judged.inferred} of the {judged.reports} {are} from reports of something else."


def _publishers(world: World, judged: Confidence) -> str:
    """Return how many publishers there are, and which source stands behind most reports."""
    count = "1 publisher in all" if judged.publishers == 1 else f"{judged.publishers} publishers in all"
    if judged.most_cited_for < 2:
        return f"{count}, no source behind two of the reports" if judged.reports > 1 else count
    return f"{count}; {source_name(world, judged.most_cited)} is behind {judged.most_cited_for} of the reports"
