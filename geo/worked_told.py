"""A worked example in words: the needs and ways of one operation, and a table that a reader can check line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from geo.dates import spoken_day
from geo.naming import is_plural, leave_of, listed, name_token, short_operation
from geo.network import Net
from geo.results import Level, SupportStatus
from geo.scenario import Token, TokenKind
from geo.vocabulary import Function
from geo.ways import way
from geo.worked import WorkedCell, WorkedExample, WorkedGroup, WorkedRow, WorkedWay
from geo.world import World

_COUNTED = {2: "Two", 3: "Three", 4: "Four", 5: "Five", 6: "Six"}
"""Small numbers at the start of a sentence."""


_ON_PAPER = (
    " Where no way is left that anyone reported, but figures would still allow another one, it is kept on paper only; "
    "finding such a way takes distances on the map, so the table tells it by the status alone."
)
"""What a reader cannot work out by hand, said where the table has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldNeed:
    """A need and what meets it."""

    title: str
    lines: tuple[tuple[str, str], ...]
    """What to call each way, or consent, and what it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldRow:
    """One row of the table."""

    tokens: frozenset[Token]
    name: str
    cells: tuple[tuple[str, Level], ...]
    """What becomes of each need, in words and as a level."""
    status: SupportStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkedWords:
    """A worked example in words."""

    title: str
    intro: str
    needs: tuple[ToldNeed, ...]
    heads: tuple[str, ...]
    """What stands over the columns: the loss, each need, the status."""
    rows: tuple[ToldRow, ...]
    conclusion: str


def worked_in_words(world: World, net: Net, example: WorkedExample) -> WorkedWords:
    """Return a worked example in words.

    Parameters
    ----------
    world
        The facts, for names.
    net
        The network that the example is of.
    example
        The example.
    """
    name = short_operation(world.operations[example.operation])
    return WorkedWords(
        title=f"{name}, worked out by hand",
        intro=_intro(example, name, net.day),
        needs=tuple(_need(world, net, group) for group in example.groups),
        heads=("Lost", *(_capital(group.label) for group in example.groups), "Status"),
        rows=tuple(_row(world, example, row) for row in example.rows),
        conclusion=_conclusion(world, example, name),
    )


def _intro(example: WorkedExample, name: str, day: date) -> str:
    """Return what decides the status, and how to read the table."""
    count = len(example.groups)
    needs = "One need decides" if count == 1 else f"{_COUNTED.get(count, str(count))} needs decide"
    least = f"{100 * example.theta_min:.0f} % of what the best way carries with nothing lost"
    on_paper = any(row.status is SupportStatus.PAPER for row in example.rows)
    return (
        f"On {spoken_day(day)} {name} {'are' if is_plural(name) else 'is'} {example.baseline} in this model. "
        f"{needs} that: {listed(f'{group.label} ({group.weight})' for group in example.groups)}. "
        "A way breaks if one of its places, or a consent that it stands on, is lost. "
        f"A need is met while a way is left that carries at least {least}, and in full from "
        f"{100 * example.theta_full:.0f} %, if none of its places is reduced or contested. "
        "Without an essential need there is no support; with one that is not met in full the operation is strained."
        f"{_ON_PAPER if on_paper else ''}"
    )


def _need(world: World, net: Net, group: WorkedGroup) -> ToldNeed:
    """Return a need with what meets it."""
    lines = [(f"Way {known.number}", _way(world, net, known)) for known in group.ways]
    if group.consent:
        hosts = [world.authorities[token.name] for token in sorted(group.consent)]
        lines.append(("Consent", _capital(leave_of(hosts, word="or" if group.any_one else "and"))))
    if group.local:
        lines.append(("Local", "The host country or ordinary trade meets it, whatever is lost"))
    return ToldNeed(title=f"{_capital(group.label)}, {group.weight}", lines=tuple(lines))


def _way(world: World, net: Net, known: WorkedWay) -> str:
    """Return a way: its places, on whose consent it stands, and what it carries."""
    hosts = [world.authorities[token.name] for token in sorted(known.hangs_on) if token.kind is TokenKind.HOST]
    parts = [way(world, known.chain), *([f"on {leave_of(hosts)}"] if hosts else []), _carries(world, net, known)]
    weak = "" if known.strong else "one of its places is reduced or contested"
    return "; ".join(part for part in (*parts, weak) if part)


def _carries(world: World, net: Net, known: WorkedWay) -> str:
    """Return what a way carries a day, exactly enough to check shares with; empty if that is not measured."""
    if known.t_day is None or net.lift is None:
        return ""
    if known.chain.function is Function.AIRLIFT:
        return f"{known.t_day:.2f} t a day for each aircraft"
    if net.lift.ship_load_t is None:
        return f"one load every {1 / known.t_day:.2f} days for each ship"
    return f"{known.t_day:.2f} t a day for each ship"


def _row(world: World, example: WorkedExample, row: WorkedRow) -> ToldRow:
    """Return one row in words."""
    return ToldRow(
        tokens=row.tokens,
        name=_capital(listed(name_token(world, token) for token in sorted(row.tokens))),
        cells=tuple((_cell(group, cell), cell.level) for group, cell in zip(example.groups, row.cells, strict=True)),
        status=row.status,
    )


def _cell(group: WorkedGroup, cell: WorkedCell) -> str:
    """Return what becomes of one need: `Way 2 breaks; ways 1 and 3 are left with 91 %: met in full`."""
    met = {Level.FULL: "met in full", Level.WEAK: "met, not in full", Level.LOST: "not met"}[cell.level]
    if not group.ways:
        return _capital(f"consent withdrawn: {met}" if group.consent and cell.level is Level.LOST else met)
    breaks = (
        f"{_ways(cell.broken)} {'breaks' if len(cell.broken) == 1 else 'break'}" if cell.broken else "no way breaks"
    )
    share = f" with {100 * cell.share:.0f} %" if cell.share is not None and cell.left else ""
    left = f"{_ways(cell.left)} {'is' if len(cell.left) == 1 else 'are'} left{share}" if cell.left else "none is left"
    return _capital(f"{breaks}; {left}: {met}" if cell.broken else f"{breaks}: {met}")


def _conclusion(world: World, example: WorkedExample, name: str) -> str:
    """Return which rows end without reported support, and what the analysis calls them."""
    gone = [row.tokens for row in example.rows if row.status in (SupportStatus.UNSUPPORTED, SupportStatus.PAPER)]
    alone = [name_token(world, token) for tokens in gone if len(tokens) == 1 for token in tokens]
    pairs = [listed(name_token(world, token) for token in sorted(tokens)) for tokens in gone if len(tokens) > 1]
    points = "a single point of failure" if len(alone) == 1 else "single points of failure"
    first = f"Alone enough to leave {name} without reported support: {listed(alone)}. So {_these(alone)} {points}"
    second = f" {_capital(pairs[0])} are enough only together: a minimal cut set of two." if pairs else ""
    return f"{first}, of what the ways stand on.{second}"


def _these(names: Sequence[str]) -> str:
    return "this is" if len(names) == 1 else "these are"


def _ways(numbers: Sequence[int]) -> str:
    """Return ways by their numbers: `way 2`, `ways 1 and 3`."""
    return f"{'way' if len(numbers) == 1 else 'ways'} {listed(map(str, numbers))}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
