"""What a person calls places, authorities and operations, and the things that are lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from geo.countries import country_in_words
from geo.model import Authority, Facility, Operation
from geo.network import FUNCTION_WORDS
from geo.scenario import Token, TokenKind
from geo.vocabulary import Mode
from geo.world import World

MOST_NAMED = 3
"""How many things a sentence names one by one before it only counts them."""

_QUALIFIERS = re.compile(
    r" (?:air base|naval facility|naval base|(?:torpedo test )?base|(?:national )?airport|airfield|port|cosmodrome"
    r"|(?:listening )?post|signals station|test range|camp|garrison|compound|checkpoint|(?:border )?crossing)"
    r"(?: and (?:naval )?(?:base|camp|town|airstrip))?$",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\d|Russian |Operational ")
"""Facilities that begin like this are known by their town, which stands after the comma."""

_STATE = re.compile(r"(?:government|state) of (?!National\b)(.+?)(?: in \w+| and its .+)?$", re.IGNORECASE)
_HEAD = re.compile(r" (?:in|for|to|against|by|with|from|on|brought|recruited)\b")
_NOT_PLURAL = ("Corps", "Express")
_ARTICLE = re.compile(
    r"\b(?:[Ss]traits?|Canal|Channel|Gulf|Cape|Republic|United|Islands|Territor(?:y|ies)|Isle)\b"
    r"|^(?:Bahamas|Comoros|Golan|Ivory|Maldives|Netherlands|Philippines|Seychelles)"
)
_LOST = {TokenKind.FACILITY: "facilities", TokenKind.FUNCTION: "functions", TokenKind.LINK: "lines"}
"""What is said to be lost, and what many of a kind are called."""


def short_name(facility: Facility) -> str:
    """Return what a person calls a facility: its name without the qualifiers that a list needs.

    `Khmeimim air base` is Khmeimim, `102nd Military Base, Gyumri` is Gyumri, `Port of Lomé` is Lomé.
    """
    name = without_brackets(facility.name).partition(" / ")[0]
    head, _, place = name.partition(", ")
    name = place if place and _UNIT.match(name) else head
    return _QUALIFIERS.sub("", name).removeprefix("Port of ")


def short_operation(operation: Operation) -> str:
    """Return what a person calls an operation: `Africa Corps (formerly Wagner) in Mali` is Africa Corps in Mali."""
    name = without_brackets(operation.name)
    head, _, rest = name.partition(": ")
    if not rest or " in " in head:
        return head
    return f"{rest[0].upper()}{rest[1:]} in {head}"


def is_plural(name: str) -> bool:
    """Say whether an operation's name takes a plural verb: by the last noun before its first preposition."""
    head = _HEAD.split(name)[0]
    first, _, second = head.partition(" and ")
    two_things = bool(second) and " " in first
    return two_things or (head.endswith("s") and not head.endswith(_NOT_PLURAL))


def leave_of(authorities: Sequence[Authority], *, word: str = "and") -> str:
    """Return whose leave it is: `Syria's leave`, `the leave of Syria and the Libyan National Army`."""
    owners = [_owner(authority) for authority in authorities]
    if len(owners) == 1:
        return f"{possessive(owners[0])} consent"
    return f"the consent of {listed(owners, word=word)}"


def possessive(name: str) -> str:
    """Return whose a thing is: `Syria's`, `the Rapid Support Forces'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def listed(names: Iterable[str], *, word: str = "and") -> str:
    """Return names as they are said one after another: `A`, `A and B`, `A, B and C`."""
    *others, last = names
    return f"{', '.join(others)} {word} {last}" if others else last


def name_losses(world: World, tokens: Iterable[Token]) -> str:
    """Return what is taken away, as a phrase: `Khmeimim and Tartus lost`, `Syria's leave withdrawn`.

    Parameters
    ----------
    world
        The facts that the tokens name.
    tokens
        What is lost; nothing gives `nothing taken away`.
    """
    phrases = [f"{listed(names)} {verb}" for names, verb, _ in _fates(world, tokens)]
    return listed(phrases) if phrases else "nothing taken away"


def say_losses(world: World, tokens: Iterable[Token]) -> str:
    """Return what is taken away, as a clause: `Khmeimim and Tartus are lost`, `Syria's leave is withdrawn`."""
    clauses = [f"{listed(names)} {'is' if one else 'are'} {verb}" for names, verb, one in _fates(world, tokens)]
    return listed(clauses) if clauses else "nothing is taken away"


def name_token(world: World, token: Token) -> str:
    """Return what a token takes away: `Khmeimim`, `repair at Tartus`, `Syria's leave`, `the sky of Turkey`."""
    if token.kind is TokenKind.HOST:
        return leave_of([world.authorities[token.name]])
    if token.kind is TokenKind.OVERFLIGHT:
        return f"the sky of {_country(token)}"
    if token.kind is TokenKind.PASSAGE:
        return with_article(without_brackets(world.passages[token.name].name))
    if token.kind is TokenKind.LINK:
        return _link_in_words(world, token.name)
    place = short_name(world.facilities[token.name])
    return f"{FUNCTION_WORDS[token.function]} at {place}" if token.function else place


def with_article(name: str) -> str:
    """Return the name of a country, strait or canal as it is said in a sentence: `the Suez Canal`, `Turkey`."""
    return f"the {name}" if _ARTICLE.search(name) else name


def name_things(world: World, tokens: Sequence[Token]) -> str:
    """Return what tokens take away, one after another, or how many things that is."""
    if len(tokens) > MOST_NAMED:
        return f"{len(tokens)} other things"
    return listed(name_token(world, token) for token in tokens)


def _fates(world: World, tokens: Iterable[Token]) -> list[tuple[list[str], str, bool]]:
    """Return what is lost, whose leave is withdrawn and what is closed, with the verb and whether it is one thing."""
    of_kind: dict[TokenKind, list[Token]] = {kind: [] for kind in TokenKind}
    for token in sorted(tokens):
        of_kind[token.kind].append(token)
    lost, hosts = [of_kind[kind] for kind in _LOST], of_kind[TokenKind.HOST]
    skies, passages = of_kind[TokenKind.OVERFLIGHT], of_kind[TokenKind.PASSAGE]
    names = [name for some, noun in zip(lost, _LOST.values(), strict=True) for name in _counted(world, some, noun)]
    shut = [*([skies_of(skies)] if skies else []), *_counted(world, passages, "straits and canals")]
    fates = [
        (names, "lost", sum(map(len, lost)) == 1),
        ([_leave_withdrawn(world, hosts)] if hosts else [], "withdrawn", True),
        (shut, "closed", len(skies) + len(passages) == 1 and not shut[0].endswith("s")),
    ]
    return [fate for fate in fates if fate[0]]


def skies_of(skies: Sequence[Token]) -> str:
    """Return whose sky is closed, or how many countries' it is."""
    if len(skies) > MOST_NAMED:
        return f"the skies of {len(skies)} countries"
    names = listed(_country(token) for token in skies)
    return f"the {'sky' if len(skies) == 1 else 'skies'} of {names}"


def _country(token: Token) -> str:
    """Return the country whose sky a token closes."""
    return with_article(without_brackets(country_in_words(token.name)))


def _link_in_words(world: World, link_id: str) -> str:
    """Return a link by its ends and its mode: `the line from Baltiysk to Tartus by sea`."""
    link = world.links[link_id]
    target = world.facilities.get(link.target)
    end = short_name(target) if target else short_operation(world.operations[link.target])
    how = "" if link.mode is Mode.HOST_CONSENT else f" by {link.mode.value}"
    return f"the line from {short_name(world.facilities[link.origin])} to {end}{how}"


def _leave_withdrawn(world: World, hosts: list[Token]) -> str:
    """Return whose leave is withdrawn, or how many hosts' it is."""
    if len(hosts) > MOST_NAMED:
        return f"the consent of {len(hosts)} hosts"
    return leave_of([world.authorities[token.name] for token in hosts])


def _counted(world: World, tokens: list[Token], noun: str) -> list[str]:
    """Return things of one kind by name, or how many there are of them."""
    if len(tokens) > MOST_NAMED:
        return [f"{len(tokens)} {noun}"]
    return [name_token(world, token) for token in tokens]


def _owner(authority: Authority) -> str:
    """Return what to call an authority: its state where it governs one, its own name otherwise."""
    name = without_brackets(authority.name)
    state = _STATE.search(name)
    return state.group(1) if state else name if name == "Russia" else f"the {name}"


def without_brackets(name: str) -> str:
    """Return a name without what stands in brackets."""
    return re.sub(r" ?\([^)]*\)", "", name)
