"""What happened to one operation, told part by part from the proof of its result and nothing else (method: 7)."""

from __future__ import annotations

from collections.abc import Iterable

from geo.amounts import is_thin, is_too_little, share
from geo.attribution import Sets, causes, group_causes, repairs
from geo.chains import Chain
from geo.dates import spoken_day
from geo.naming import listed, name_things, name_token, say_losses
from geo.network import FUNCTION_WORDS
from geo.results import GroupResult, Impact, Level, SupportStatus
from geo.scenario import CLOSES, Token
from geo.story import MOST_ROUTES, Story, labels_of, leaves_of
from geo.vocabulary import CARRIED, Weight
from geo.ways import evidence, way, weak_places
from geo.world import World

MOST_SETS = 3
"""How many sets of causes a sentence names."""


def effect(story: Story) -> str:
    """Return what becomes of the operation."""
    row, verb, loses = story.row, story.says("is", "are"), story.says("loses", "lose")
    day = spoken_day(story.impact.day)
    if story.fell:
        falls = f"{verb} kept on paper only" if row.status is SupportStatus.PAPER else f"{loses} support"
        return f"{story.name} {falls} on {day}: {_essentials_gone(story)}."
    if row.worsened:
        return f"{story.name} {verb} strained on {day}: {'; '.join(_how_strained(story, g) for g in story.worse)}."
    also = f"; {story.says('it', 'they')} also {loses} {labels_of(story.worse)}" if story.worse else ""
    if row.baseline is SupportStatus.NO_BASELINE:
        missing = labels_of(group for group in story.deciding if not group.documented)
        return f"{story.name} {verb} not documented on {day}: no way for {missing} is in this data set{also}."
    if row.status is SupportStatus.STRAINED:
        weak = [_hangs(story, group.before, group) for group in story.deciding if group.level_before is Level.WEAK]
        return f"{story.name} {verb} strained on {day} already: {'; '.join(weak)}{also}."
    if story.worse or story.rerouted:
        how = f"but {loses} {labels_of(story.worse)}" if story.worse else "by another way"
        return f"{story.name} {story.says('stays', 'stay')} sustained on {day}, {how}."
    if story.slowed:
        how = "by a longer way" if any(group.detour for group in story.slowed) else "with less"
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
    shut, gone = ([token for token in rest if (token.kind in CLOSES) is closes] for closes in (True, False))
    also = f" Also lost: {name_things(story.world, gone)}." if gone else ""
    closed = f" Also closed: {name_things(story.world, shut)}." if shut else ""
    return f"{_capital(say_losses(story.world, named))} in this scenario{together}.{also}{closed}"


def lost(story: Story) -> str:
    """Return how the needs that got worse were met before."""
    # What still comes by the same links, only less of it, is told with what is left.
    gone = [group for group in story.worse if group.after is None or group.after != group.before]
    told = list(dict.fromkeys(_capital(_was_met(story, group)) for group in gone))
    more = len(told) - MOST_ROUTES
    rest = [f"{more} more {'need is' if more == 1 else 'needs are'} lost too"] if more > 0 else []
    all_lost = bool(gone) and all(group.level is Level.LOST and group.before for group in story.worse)
    thin = [group for group in story.worse if is_too_little(group)]
    none_left = "No other way was reported" if any(g.paper for g in story.worse) else "No other way is in this data set"
    closing = [none_left] if all_lost and not thin else []
    parts = [*told[:MOST_ROUTES], *rest, *closing]
    return ". ".join(parts) + "." if parts else ""


def rests_on(story: Story) -> str:
    """Return what the ways told of rest on: those left, or else those lost, or else those that keep it up."""
    new = [g.after for g in story.deciding if g.after and (g.worsened or g.after != g.before)]
    old = [group.before for group in story.worse if group.before]
    kept = [group.after for group in story.deciding if group.after]
    which = "left" if new else "lost" if old else ""
    chains = new or old or kept
    return evidence(story.net, chains, which=which) if chains else ""


def repair(story: Story) -> str:
    """Return the smallest sets of things that would bring support back to an operation that lost it."""
    row, tokens = story.row, story.impact.tokens
    if not story.fell:
        return ""
    back = repairs(story.net, tokens, row.operation, goal=SupportStatus.STRAINED)
    smallest = [chosen for chosen in back if len(chosen) == len(back[0])]
    whole = set(repairs(story.net, tokens, row.operation))
    strained = "" if whole.issuperset(smallest) else ", though strained,"
    named = [_named(story.world, chosen) for chosen in smallest]
    ways = listed(named, word="or") if len(smallest[0]) == 1 else " or with ".join(named)
    again = "open again" if all(token.kind in CLOSES for chosen in smallest for token in chosen) else "back"
    return f"{story.says('It', 'They')} would have support again{strained} with {ways} {again}."


def _essentials_gone(story: Story) -> str:
    """Return which essential needs are no longer met, out of how many: nobody should read one as all."""
    essential = [group for group in story.deciding if group.weight is Weight.ESSENTIAL]
    gone = [group for group in essential if group.level is Level.LOST]
    its, verb, labels = story.says("its", "their"), "is" if len(gone) == 1 else "are", labels_of(gone)
    if len(gone) > 1 and any(" or " in group.label for group in gone):
        # Alternatives among several needs would be heard as needs of their own.
        count = f"{len(gone)} of {its} {len(essential)}" if len(gone) < len(essential) else f"{its} {len(gone)}"
        return f"{count} essential needs are no longer met ({'; '.join(group.label for group in gone)})"
    if len(gone) < len(essential):
        return f"{labels}, {len(gone)} of {its} {len(essential)} essential needs, {verb} no longer met"
    which = "only essential need" if len(gone) == 1 else f"{len(gone)} essential needs"
    return f"{its} {which}, {labels}, {verb} no longer met"


def _how_strained(story: Story, group: GroupResult) -> str:
    """Return what is missing in a need where an operation is strained."""
    if group.level is Level.WEAK and group.after:
        thin = is_thin(group, story.net.parameters.assumptions.theta_full)
        keeps = f"{group.label} keeps {share(group)}" if thin else ""
        return " and ".join(part for part in (keeps, _hangs(story, group.after, None if thin else group)) if part)
    if is_too_little(group) and group.worsened:
        return f"{group.label} keeps only {share(group)}, too little to count"
    article = "a" if group.weight is Weight.MINOR else "an"
    return f"{group.label}, {article} {group.weight} need, is no longer met"


def _hangs(story: Story, chain: Chain | None, group: GroupResult | None) -> str:
    """Return on which weak places a chain hangs, after the need that it meets if that is to be said."""
    weak = weak_places(story.world, story.net, chain) if chain else ""
    return f"{f'{group.label} ' if group else ''}hangs on {weak}" if weak else ""


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
    rest = len(sets) - MOST_SETS
    more = f"; and {rest} more {'set' if rest == 1 else 'sets'}" if rest > 0 else ""
    return f"enough on their own: {'; '.join(_named(world, chosen) for chosen in sets[:MOST_SETS])}{more}"


def _was_there(impact: Impact, token: Token) -> bool:
    """Say whether a token takes away something that was there to lose, or closes what was open."""
    if token.kind in CLOSES:
        return token not in impact.closed_already
    return token.name not in impact.facilities or impact.facilities[token.name].usable_before


def _was_met(story: Story, group: GroupResult) -> str:
    """Return how one need was met in the baseline: the way it came, or the leave it stood on."""
    if group.before is None:
        word = "or" if any(need.consent_any for need in group.needs) else "and"
        return f"{story.says('it', 'they')} stood on {leaves_of(story.world, group.authorities, word=word)}"
    verb = "ran" if group.before.function in CARRIED else "came"
    its = story.says("its", "their")
    return f"{its} {FUNCTION_WORDS[group.before.function]} {verb} {way(story.world, group.before)}"


def _named(world: World, tokens: Iterable[Token]) -> str:
    return listed(name_token(world, token) for token in sorted(tokens))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
