"""The way of a chain as a person would say it, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from geo.chains import Chain
from geo.lift_routes import LegFigures, LiftLeg, LiftRoute
from geo.naming import listed, short_name
from geo.network import Net
from geo.vocabulary import CARRIED, WEAKENED, Credibility, Mode
from geo.world import World

GRADE_WORDS = {grade: grade.name.lower().replace("_", " ") for grade in Credibility}
"""The Admiralty grades in words: `confirmed` to `improbable`, and `cannot be judged`."""


def way(world: World, chain: Chain) -> str:
    """Return the way of a chain: the whole of it, or the giver where something is given on the spot.

    `Chkalovsky - Khmeimim by air` for what is carried, `from Tartus, reached over Baltiysk - Tartus by sea` for what is
    not.
    """
    if chain.function in CARRIED or len(chain.places) == 1:
        return route(world, chain.places, chain.links)
    giver = short_name(world.facilities[chain.places[-1]])
    return f"from {giver}, reached over {route(world, chain.places, chain.links[:-1])}"


def route(world: World, places: Sequence[str], links: Sequence[str]) -> str:
    """Return a way as a person would say it: `Chkalovsky - Khmeimim - Bamako-Senou by air`.

    Where the mode changes the way is told leg by leg: `Baltiysk - Tartus by sea, Tartus - Hama by road`.

    Parameters
    ----------
    world
        The facts, for names and modes.
    places, links
        Ids, in order, as in a `Chain`; a last link that leads on from the last place is told if its mode is another.
    """
    names = [short_name(world.facilities[place]) for place in places]
    modes = [_by(world.links[link].mode) for link in links]
    if len(names) == 1:
        return " ".join(["from", *names, *modes])
    legs = [f"{names[0]} - {names[1]}"]
    for mode, before, here, there in zip(modes[1:], modes, names[1:], names[2:], strict=False):
        legs += [f" - {there}"] if mode == before else [f" {before}, {here} - {there}"]
    last_leg, onward = modes[len(names) - 2], modes[len(names) - 1 :]
    return "".join([*legs, f" {last_leg}", *(f", then {mode}" for mode in onward if mode != last_leg)])


def _by(mode: Mode) -> str:
    """Return a mode as it is said after a way."""
    return "on the spot" if mode is Mode.HOST_CONSENT else f"by {mode.value}"


def legs_in_words(world: World, lift: LiftRoute) -> str:
    """Return a way of computed and reported legs as a person would say it: `Sochi - Benina - Bamako-Senou by air`.

    A leg that leads on to the operation itself is told as such: `from Sochi straight to the operation by air`,
    `Sochi - Benina by air, then by road to the operation`.
    """
    legs = [leg for leg in lift.legs if leg.figures is not LegFigures.ON_THE_SPOT]
    last = legs[-1]
    if last.target in world.facilities:
        return _between(world, legs)
    if len(legs) == 1:
        return f"from {short_name(world.facilities[last.origin])} straight to the operation {_by(last.mode)}"
    onward = "on" if last.mode is legs[-2].mode else _by(last.mode)
    return f"{_between(world, legs[:-1])}, then {onward} to the operation"


def _between(world: World, legs: Sequence[LiftLeg]) -> str:
    """Return legs between facilities as a person would say them."""
    told = ""
    for before, leg in zip((None, *legs), legs, strict=False):
        start = (
            f"{short_name(world.facilities[leg.origin])} - " if before is None or before.mode is not leg.mode else ""
        )
        ended = f" {_by(before.mode)}, " if before and before.mode is not leg.mode else " - " if before else ""
        told += f"{ended}{start}{short_name(world.facilities[leg.target])}"
    return f"{told} {_by(legs[-1].mode)}"


def reports(world: World, chain: Chain) -> str:
    """Return on how many reports a chain rests: `1 report`, `3 reports`."""
    count = len({source for link in chain.links for source in world.links[link].sources})
    return "1 report" if count == 1 else f"{count} reports"


def weak_places(world: World, net: Net, chain: Chain) -> str:
    """Return the places of a chain that are reduced or contested: `Al-Khadim, which is reduced`; empty if none is."""
    weak = [place for place in dict.fromkeys(chain.places) if net.states[place] in WEAKENED]
    if not weak:
        return ""
    states = listed(sorted({state.value for place in weak if (state := net.states[place])}), word="or")
    verb = "is" if len(weak) == 1 else "are"
    return f"{listed(short_name(world.facilities[place]) for place in weak)}, which {verb} {states}"


def evidence(net: Net, chains: Sequence[Chain], *, which: str) -> str:
    """Return what chains rest on, as a sentence such as `The route left rests on 1 inferred link; weakest grade: ...`.

    Parameters
    ----------
    net
        The network that they are part of.
    chains
        The chains, at least one.
    which
        A word that says which they are: `left`, `lost`; may be empty.
    """
    inferred = sum(net.edges[link].inferred for link in {link for chain in chains for link in chain.links})
    what = (
        "reported links only" if not inferred else "1 inferred link" if inferred == 1 else f"{inferred} inferred links"
    )
    routes = len({chain.links for chain in chains})
    subject = " ".join(["The route" if routes == 1 else "The routes", *([which] if which else [])])
    grade = GRADE_WORDS[max(chain.worst for chain in chains)]
    return f"{subject} {'rests' if routes == 1 else 'rest'} on {what}; weakest grade: {grade}."
