"""What happened to one operation, told part by part from the proof of its result and nothing else (method: 7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from geo.attribution import Sets, causes, group_causes, repairs
from geo.dates import spoken_day
from geo.naming import is_plural, leave_of, listed, name_things, name_token, say_losses, short_operation
from geo.network import FUNCTION_WORDS, Net
from geo.results import GroupResult, Impact, Level, OperationImpact, SupportStatus
from geo.scenario import Token
from geo.vocabulary import CARRIED, Weight
from geo.ways import evidence, reports, way, weak_places
from geo.world import World

MOST_ROUTES = 3
"""How many routes a part spells out."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """One operation on its way to its sentences."""

    world: World
    net: Net
    impact: Impact
    row: OperationImpact
    name: str
    deciding: tuple[GroupResult, ...]
    """The groups that have a say, essential ones first."""
    worse: tuple[GroupResult, ...]
    """Those of them that the scenario costs something; minor groups only if there are no others."""
    rerouted: tuple[GroupResult, ...]
    """Those of them that are met as well as before, but another way."""

    @classmethod
    def of(cls, world: World, net: Net, impact: Impact, operation_id: str) -> Self:
        """Return the story of an operation."""
        row = impact.operations[operation_id]
        deciding = sorted((g for g in row.groups if g.decides), key=lambda g: g.weight is not Weight.ESSENTIAL)
        return cls(
            world=world,
            net=net,
            impact=impact,
            row=row,
            name=short_operation(world.operations[operation_id]),
            deciding=tuple(deciding),
            worse=tuple(group for group in deciding if group.worsened) or row.lost_more,
            rerouted=tuple(group for group in deciding if group.rerouted),
        )

    def says(self, one: str, many: str) -> str:
        """Return the word that goes with the operation's name."""
        return many if is_plural(self.name) else one


def effect(story: Story) -> str:
    """Return what becomes of the operation."""
    row, verb, loses = story.row, story.says("is", "are"), story.says("loses", "lose")
    day = spoken_day(story.impact.day)
    if row.worsened and row.status is SupportStatus.UNSUPPORTED:
        return f"{story.name} {loses} support on {day}: {_essentials_gone(story)}."
    if row.worsened:
        return f"{story.name} {verb} strained on {day}: {'; '.join(_how_strained(story, g) for g in story.worse)}."
    also = f"; {story.says('it', 'they')} also {loses} {_labels(story.worse)}" if story.worse else ""
    if row.baseline is SupportStatus.NO_BASELINE:
        missing = _labels(group for group in story.deciding if not group.documented)
        return f"{story.name} {verb} not documented on {day}: no way for {missing} is in this data set{also}."
    if row.status is SupportStatus.STRAINED:
        weak = [_how_strained(story, group) for group in story.deciding if group.level_before is Level.WEAK]
        return f"{story.name} {verb} strained on {day} already: {'; '.join(weak)}{also}."
    if story.worse or story.rerouted:
        how = f"but {loses} {_labels(story.worse)}" if story.worse else "by another way"
        return f"{story.name} {story.says('stays', 'stay')} sustained on {day}, {how}."
    return f"{story.name} {verb} sustained on {day}."


def cause(story: Story) -> str:
    """Return what brought it about; a thing is named only if it is in a smallest set that is enough alone."""
    sets = _sets(story)
    if not sets:
        return ""
    named = frozenset[Token]().union(*sets)
    together = f"; {_which_is_enough(story.world, sets)}" if len(named) > 1 else ""
    rest = [token for token in sorted(story.impact.tokens - named) if _was_there(story.impact, token)]
    also = f" Also lost: {name_things(story.world, rest)}." if rest else ""
    return f"{_capital(say_losses(story.world, named))} in this scenario{together}.{also}"


def lost(story: Story) -> str:
    """Return how the needs that got worse were met before."""
    if not story.worse:
        return ""
    told = list(dict.fromkeys(_capital(_was_met(story, group)) for group in story.worse))
    more = len(told) - MOST_ROUTES
    rest = [f"{more} more {'need is' if more == 1 else 'needs are'} lost too"] if more > 0 else []
    gone = all(group.level is Level.LOST and group.before for group in story.worse)
    closing = ["No other way is in this data set"] if gone else []
    return ". ".join([*told[:MOST_ROUTES], *rest, *closing]) + "."


def left(story: Story) -> str:
    """Return what the operation still has: other ways and what is not touched; if nothing happens, what keeps it."""
    missing = [group for group in story.row.groups if not group.documented and group.weight is Weight.IMPORTANT]
    undocumented = f" Not documented: {_labels(missing)}." if missing else ""
    if not story.worse and not story.rerouted:
        return f"{_kept(story)}{undocumented}".strip()
    ways = [_still(story, group) for group in story.deciding if group.after and group.after != group.before]
    same = [group for group in story.deciding if group.level and not group.worsened and not group.rerouted]
    untouched = [f"{_labels(same)} {'is' if len(same) == 1 else 'are'} not touched"] if same else []
    return f"Left: {'; '.join([*ways, *untouched]) or 'nothing in this data set'}.{undocumented}"


def rests_on(story: Story) -> str:
    """Return what the ways told of rest on: those left, or else those lost, or else those that keep it up."""
    new = [group.after for group in story.deciding if group.after and group.after != group.before]
    old = [group.before for group in story.worse if group.before]
    kept = [group.after for group in story.deciding if group.after]
    which = "left" if new else "lost" if old else ""
    chains = new or old or kept
    return evidence(story.net, chains, which=which) if chains else ""


def repair(story: Story) -> str:
    """Return the smallest sets of things that would bring support back to an operation that lost it."""
    row, tokens = story.row, story.impact.tokens
    if not row.worsened or row.status is not SupportStatus.UNSUPPORTED:
        return ""
    back = repairs(story.net, tokens, row.operation, goal=SupportStatus.STRAINED)
    smallest = [chosen for chosen in back if len(chosen) == len(back[0])]
    whole = set(repairs(story.net, tokens, row.operation))
    strained = "" if whole.issuperset(smallest) else ", though strained,"
    named = [_named(story.world, chosen) for chosen in smallest]
    ways = listed(named, word="or") if len(smallest[0]) == 1 else " or with ".join(named)
    return f"{story.says('It', 'They')} would have support again{strained} with {ways} back."


def _essentials_gone(story: Story) -> str:
    """Return which essential needs are no longer met, out of how many: nobody should read one as all."""
    essential = [group for group in story.deciding if group.weight is Weight.ESSENTIAL]
    gone = [group for group in essential if group.level is Level.LOST]
    its, verb, labels = story.says("its", "their"), "is" if len(gone) == 1 else "are", _labels(gone)
    if len(gone) < len(essential):
        return f"{labels}, {len(gone)} of {its} {len(essential)} essential needs, {verb} no longer met"
    which = "only essential need" if len(gone) == 1 else f"{len(gone)} essential needs"
    return f"{its} {which}, {labels}, {verb} no longer met"


def _how_strained(story: Story, group: GroupResult) -> str:
    """Return what is missing in a need where an operation is strained."""
    if group.level is Level.WEAK and group.after:
        return f"{group.label} hangs on {weak_places(story.world, story.net, group.after)}"
    article = "a" if group.weight is Weight.MINOR else "an"
    return f"{group.label}, {article} {group.weight} need, is no longer met"


def _labels(groups: Iterable[GroupResult]) -> str:
    """Return needs one after another; alternatives stand last, so that they are heard as one need."""
    labels = sorted((group.label for group in groups), key=lambda label: " or " in label)
    return listed(f"either {label}" if " or " in label and len(labels) > 1 else label for label in labels)


def _sets(story: Story) -> Sets:
    """Return the smallest sets of lost things that alone do what is told as the effect."""
    tokens, name = story.impact.tokens, story.row.operation
    if story.row.worsened:
        return causes(story.net, tokens, name)
    if not story.worse:
        return ()
    return group_causes(story.net, tokens, name, story.row.groups.index(story.worse[0]))


def _which_is_enough(world: World, sets: Sets) -> str:
    """Return how the causes work together, for two of them or more."""
    if len(sets) == 1:
        return "one alone would not be enough" if len(sets[0]) == 2 else "fewer of them would not be enough"
    if all(len(chosen) == 1 for chosen in sets):
        return "either alone is enough" if len(sets) == 2 else "each alone is enough"
    return f"enough on their own: {'; '.join(_named(world, chosen) for chosen in sets)}"


def _was_there(impact: Impact, token: Token) -> bool:
    """Say whether a token takes away something that was there to lose."""
    return token.name not in impact.facilities or impact.facilities[token.name].usable_before


def _was_met(story: Story, group: GroupResult) -> str:
    """Return how one need was met in the baseline: the way it came, or the leave it stood on."""
    if group.before is None:
        word = "or" if any(need.consent_any for need in group.needs) else "and"
        return f"{story.says('it', 'they')} stood on {_leaves(story.world, group.authorities, word=word)}"
    verb = "ran" if group.before.function in CARRIED else "came"
    its = story.says("its", "their")
    return f"{its} {FUNCTION_WORDS[group.before.function]} {verb} {way(story.world, group.before)}"


def _still(story: Story, group: GroupResult) -> str:
    """Return another way by which a need is still met, and on how many reports it rests."""
    if group.after is None:
        return group.label
    weak = weak_places(story.world, story.net, group.after)
    though = f", through {weak}" if weak else ""
    told = f"{FUNCTION_WORDS[group.after.function]} {way(story.world, group.after)}"
    return f"{told}{though}, on {reports(story.world, group.after)}"


def _kept(story: Story) -> str:
    """Return what supports an operation to which nothing happens."""
    ways = [f"{FUNCTION_WORDS[g.after.function]} {way(story.world, g.after)}" for g in story.deciding if g.after]
    others = [_kept_without_chain(story.world, g) for g in story.deciding if g.level and not g.after]
    return f"Kept by: {'; '.join([*ways, *others][:MOST_ROUTES])}." if ways or others else ""


def _kept_without_chain(world: World, group: GroupResult) -> str:
    """Return what meets a need that asks for no chain."""
    given = [name for name in group.authorities if name not in group.refused]
    return _leaves(world, given) if given else f"{group.label} from local supply"


def _leaves(world: World, authorities: Iterable[str], *, word: str = "and") -> str:
    return leave_of([world.authorities[name] for name in authorities], word=word)


def _named(world: World, tokens: Iterable[Token]) -> str:
    return listed(name_token(world, token) for token in sorted(tokens))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
