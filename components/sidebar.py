"""The controls on the left: search, scenarios, what is taken away, the date, what is shown, and how it is drawn."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import assets, cache, state, style
from components.callbacks import picked
from components.choices import go, with_scenarios, with_token
from components.markup import html, panel
from components.scene import Scene
from components.view import ALL_LAYERS, FIRST_DAY, Base, Borders, Layer, Theme, allowed_day, is_presented
from geo.countries import CLOSABLE, country_in_words
from geo.dates import spoken_day
from geo.model import Facility, Operation
from geo.naming import name_token, short_name
from geo.scenario import Token, TokenKind, facility_token, parse_token
from geo.timeline import Stop
from geo.vocabulary import Credibility
from geo.world import World

EVERY_SCENARIO = "every-scenario"
PILLS = "pills-of-scenarios"
"""What is kept: the scenarios that the pills show, and how often something else than they changed them."""

FIRST_SCENARIOS = 6
"""How many scenarios are offered before the reader asks for all."""

BASE_WORD = {Base.EMBEDDED: "Embedded map", Base.OSM: "OpenStreetMap (online)", Base.LIGHT: "Light tiles (online)"}
BORDER_WORD = {Borders.RECOGNISED: "Recognised", Borders.DE_FACTO: "De facto"}
LAYER_WORD = {
    Layer.REGIONS: "Regions",
    Layer.LINES: "Support lines",
    Layer.OPERATIONS: "Operations",
    Layer.EVENTS: "Events",
    Layer.CLOSURES: "Closures",
}


def sidebar(scene: Scene) -> None:
    """Draw every control; each writes the view and nothing else."""
    if is_presented(scene.view):
        return
    with st.sidebar:
        _search(scene)
        _scenarios(scene)
        _taken_away(scene)
        _controls(scene)


def _search(scene: Scene) -> None:
    content = html("search.html", regions=scene.world.regions.values(), region=scene.view.region)
    acts = {"find": go, "region": _to_region, "zoom": _zoom}
    index = assets.from_page(cache.search_address(scene.world.digest))
    panel("search", content, acts=acts, extra={"search_index": index})


def _to_region(name: str) -> None:
    state.choose(region=name or None, sel=name or None)
    state.look_at("region" if name else "start", name)


def _zoom(what: str) -> None:
    selected = state.view().sel
    if what == "selection" and selected:
        state.look_at("record", selected)
    else:
        state.look_at("all")


def _scenarios(scene: Scene) -> None:
    world = scene.world
    key = state.bind(_pills(scene.view.scenario), list(scene.view.scenario))
    every = state.flag(EVERY_SCENARIO)
    names = [
        name for i, name in enumerate(world.scenarios) if every or i < FIRST_SCENARIOS or name in scene.view.scenario
    ]
    st.pills(
        "Scenario",
        names,
        selection_mode="multi",
        format_func=lambda name: world.scenarios[name].title,
        key=key,
        on_change=_switch,
        args=(key, world),
    )
    chosen = [world.scenarios[name] for name in scene.view.scenario]
    more = len(world.scenarios) - len(names)
    content = html("scenario.html", scenarios=chosen, world=world, more=more, every=every)
    panel("scenario-words", content, acts={"every": lambda _: state.set_flag(EVERY_SCENARIO, value=not every)})


def _pills(shown: tuple[str, ...]) -> str:
    """Return what the pills are called: anew each time that something else than they switched scenarios."""
    before, number = state.kept(PILLS) or (shown, 0)
    if shown != before:
        number += 1
    state.keep(PILLS, (shown, number))
    return _pills_called(number)


def _pills_called(number: int) -> str:
    return f"scenarios-{number}"


def _switch(key: str, world: World) -> None:
    """Switch scenarios; what was given back of one that is now off is not remembered against it.

    A click that overtakes the answer to Undo or Reset sends what the pills showed before: that is no choice.
    """
    names, (shown, number) = tuple(picked(key)), state.kept(PILLS)
    if key != _pills_called(number) or shown != state.view().scenario:
        return
    state.keep(PILLS, (names, number))
    taken = frozenset[Token]().union(*(world.scenarios[name].tokens for name in names))
    view = state.view()
    state.choose(**with_scenarios(view, world, names), kept=tuple(token for token in view.kept if token in taken))


def _taken_away(scene: Scene) -> None:
    """Draw what is taken away and given back, each a click to turn round, and a list to take more from.

    The list only adds and forgets at once what was picked: one that held all that is taken away would send its old
    content back whenever a click on something else overtook the answer.
    """
    names = {str(token): words for token, words in _choices(scene.world)}
    st.selectbox(
        "Taken away",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=state.bind("take", None),
        placeholder="Take something away",
        on_change=_take,
        args=(scene.world,),
    )
    content = html("taken.html", taken=_named(scene, scene.tokens), kept=_named(scene, frozenset(scene.view.kept)))
    acts = {
        "restore": lambda text: _turn(text, scene.world, lost=False),
        "lose": lambda text: _turn(text, scene.world, lost=True),
    }
    panel("taken", content, acts=acts)


def _named(scene: Scene, tokens: frozenset[Token]) -> list[tuple[str, str]]:
    return sorted(((str(token), _capital(name_token(scene.world, token))) for token in tokens), key=lambda row: row[1])


def _take(world: World) -> None:
    _turn(picked("take"), world, lost=True)


def _turn(text: str | None, world: World, *, lost: bool) -> None:
    """Take something away, or give it back, by its token."""
    if text:
        state.choose(**with_token(state.view(), world, parse_token(text), lost=lost))


def _choices(world: World) -> list[tuple[Token, str]]:
    """Return what can be taken away by hand with its words: facilities by region, then consents, skies and passages."""
    facilities = sorted(world.facilities.values(), key=lambda row: (world.regions[row.region].name, row.name))
    hosts = sorted(world.authorities.values(), key=lambda row: row.name)
    standing: list[Facility | Operation] = [*world.facilities.values(), *world.operations.values()]
    asked = {name for row in standing for name in row.consent_of or ()}
    tokens = [
        *(Token(TokenKind.HOST, row.id) for row in hosts if row.id in asked),
        *(
            Token(TokenKind.OVERFLIGHT, code)
            for code in sorted(_countries(world) & CLOSABLE.keys(), key=country_in_words)
        ),
        *(Token(TokenKind.PASSAGE, name) for name in world.passages),
    ]
    return [(facility_token(row.id), f"{short_name(row)} · {world.regions[row.region].name}") for row in facilities] + [
        (token, _capital(name_token(world, token))) for token in tokens
    ]


def _countries(world: World) -> set[str]:
    """Return the countries that the facts speak of; a link can close the sky of any other, too."""
    places = [code for row in world.operations.values() for code in row.country]
    skies = [code for row in world.constraints.values() for code in (*row.countries, row.country) if code]
    influenced = [code for row in world.regions.values() for part in row.influence for code in part.countries]
    return {*(row.country for row in world.facilities.values()), *places, *skies, *influenced}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _controls(scene: Scene) -> None:
    """Draw the quieter controls as one element: each further widget would cost every click some milliseconds."""
    view, stops = scene.view, _stops(scene)
    content = html(
        "controls.html",
        view=view,
        day=scene.day,
        first=FIRST_DAY,
        cutoff=scene.world.meta.data_cutoff.last,
        stops=stops,
        at=next(i for i, stop in enumerate(stops) if stop.day == scene.day),
        layers=[(layer, word, layer in view.layers) for layer, word in _layer_words()],
        grades=list(Credibility)[::-1],
        borders=BORDER_WORD,
        bases=BASE_WORD,
        themes=list(Theme),
    )
    acts = {
        "date": lambda text: _set_day(text, scene.world),
        "layer": _switch_layer,
        "reported": lambda _: state.choose(reported=not state.view().reported),
        "paper": lambda _: state.choose(assume=replace(state.view().assume, paper=not state.view().assume.paper)),
        "grade": lambda text: state.choose(grade=Credibility(int(text))),
        "borders": lambda text: state.choose(borders=Borders(text)),
        "base": lambda text: _set_base(Base(text)),
        "theme": lambda text: state.choose(theme=Theme(text)),
    }
    panel("controls", content, acts=acts)


def _layer_words() -> list[tuple[str, str]]:
    return [(str(layer), word) for words in (LAYER_WORD, style.KIND_WORD) for layer, word in words.items()]


def _stops(scene: Scene) -> list[Stop]:
    """Return the days of the slider: those worth stopping at, and the present one."""
    stops = [stop for stop in cache.date_stops(scene.world.digest) if stop.day >= FIRST_DAY]
    if all(stop.day != scene.day for stop in stops):
        here = Stop(day=scene.day, spoken=spoken_day(scene.day), title="No turning point on this day", regions=())
        stops.append(here)
    return sorted(stops, key=lambda stop: stop.day)


def _set_day(text: str, world: World) -> None:
    """Set the date from a date field; one that is empty or out of range is let be."""
    day = allowed_day(text, world)
    if day is not None:
        state.choose(date=day)


def _switch_layer(layer: str) -> None:
    state.choose(layers=state.view().layers ^ ({layer} & set(map(str, ALL_LAYERS))))


def _set_base(base: Base) -> None:
    state.set_flag(state.TILES_FAILED, value=False)
    state.choose(base=base)
