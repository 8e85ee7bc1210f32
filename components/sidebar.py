"""The controls on the left: search, scenarios, what is taken away, the date, what is shown, and how it is drawn."""

from __future__ import annotations

from datetime import date

import streamlit as st

from components import assets, cache, state, style
from components.markup import html, panel
from components.scene import Scene
from components.view import FIRST_DAY, Base, Borders, Layer, Theme
from geo.dates import spoken_day
from geo.naming import short_name
from geo.scenario import Token, TokenKind, facility_token, parse_token
from geo.vocabulary import Credibility, FacilityKind
from geo.world import World

EVERY_SCENARIO = "every-scenario"
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
    with st.sidebar:
        _search(scene)
        _scenarios(scene)
        _taken_away(scene)
        _date(scene)
        _layers(scene)
        _evidence(scene)
        _drawing(scene)


def _search(scene: Scene) -> None:
    content = html("search.html", regions=scene.world.regions.values(), region=scene.view.region)
    acts = {"find": _find, "region": _to_region, "zoom": _zoom}
    index = assets.from_page(cache.search_address(scene.world.digest))
    panel("search", content, acts=acts, extra={"search_index": index})


def _find(name: str) -> None:
    state.choose(sel=name)
    state.look_at("record", name)


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
    key = state.bind("scenarios", list(scene.view.scenario))
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
        on_change=lambda: state.choose(scenario=tuple(state.picked("scenarios"))),
    )
    chosen = [world.scenarios[name] for name in scene.view.scenario]
    more = len(world.scenarios) - len(names)
    content = html("scenario.html", scenarios=chosen, world=world, more=more, every=every)
    panel("scenario-words", content, acts={"every": lambda _: state.set_flag(EVERY_SCENARIO, value=not every)})


def _taken_away(scene: Scene) -> None:
    world = scene.world
    names = {str(token): words for token, words in _choices(world)}
    key = state.bind(
        "taken", sorted((str(token) for token in scene.tokens if str(token) in names), key=lambda text: names[text])
    )
    st.multiselect(
        "Taken away",
        list(names),
        format_func=names.__getitem__,
        key=key,
        placeholder="Choose, or click on the map",
        on_change=lambda: _take(scene, frozenset(map(parse_token, state.picked("taken")))),
    )


def _choices(world: World) -> list[tuple[Token, str]]:
    """Return what can be taken away by hand with its words: facilities by region, then leaves."""
    facilities = sorted(world.facilities.values(), key=lambda row: (world.regions[row.region].name, row.name))
    hosts = sorted(world.authorities.values(), key=lambda row: row.name)
    asked = {name for row in (*world.facilities.values(), *world.operations.values()) for name in row.consent_of or ()}
    return [(facility_token(row.id), f"{short_name(row)} · {world.regions[row.region].name}") for row in facilities] + [
        (Token(TokenKind.HOST, row.id), f"Leave of {row.name}") for row in hosts if row.id in asked
    ]


def _take(scene: Scene, wanted: frozenset[Token]) -> None:
    """Turn the set that the reader wants taken away into what is lost and kept by hand beside the scenarios."""
    by_scenario = frozenset().union(*(scene.world.scenarios[name].tokens for name in scene.view.scenario))
    unseen = {token for token in scene.tokens if token.kind is TokenKind.FUNCTION}
    lost = sorted((wanted | unseen) - by_scenario)
    state.choose(lost=tuple(lost), kept=tuple(sorted(by_scenario - wanted - unseen)))


def _date(scene: Scene) -> None:
    stops = {stop.day: stop for stop in cache.date_stops(scene.world.digest) if stop.day >= FIRST_DAY}
    days = sorted({*stops, scene.day})
    st.select_slider(
        "As of",
        days,
        format_func=spoken_day,
        key=state.bind("date-stop", scene.day),
        on_change=lambda: state.choose(date=state.picked("date-stop")),
    )
    st.date_input(
        "Any other day",
        min_value=FIRST_DAY,
        max_value=scene.world.meta.data_cutoff.last,
        key=state.bind("date-field", scene.day),
        format="DD/MM/YYYY",
        label_visibility="collapsed",
        on_change=_any_day,
    )
    content = html("as_of.html", stop=stops.get(scene.day), day=scene.day, cutoff=scene.world.meta.data_cutoff.last)
    panel("as-of", content, acts={"date": lambda value: state.choose(date=date.fromisoformat(value))})


def _any_day() -> None:
    if isinstance(state.picked("date-field"), date):
        state.choose(date=state.picked("date-field"))


def _layers(scene: Scene) -> None:
    words = {**LAYER_WORD, **style.KIND_WORD}
    order = (*Layer, *FacilityKind)
    key = state.bind("layers", [layer for layer in order if layer in scene.view.layers])
    st.pills(
        "Show",
        list(order),
        selection_mode="multi",
        format_func=words.__getitem__,
        key=key,
        on_change=lambda: state.choose(layers=frozenset(str(layer) for layer in state.picked("layers"))),
    )


def _evidence(scene: Scene) -> None:
    st.pills(
        "Evidence",
        ["reported"],
        selection_mode="multi",
        format_func=lambda _: "Reported links only",
        key=state.bind("reported", ["reported"] if scene.view.reported else []),
        on_change=lambda: state.choose(reported=bool(state.picked("reported"))),
    )
    st.selectbox(
        "Lowest grade of a link",
        list(Credibility)[::-1],
        format_func=lambda grade: (
            "Any grade"
            if grade is Credibility.CANNOT_BE_JUDGED
            else f"{grade.value} {style.CREDIBILITY_WORD[grade]} or better"
        ),
        key=state.bind("grade", scene.view.grade),
        label_visibility="collapsed",
        on_change=lambda: state.choose(grade=state.picked("grade")),
    )


def _drawing(scene: Scene) -> None:
    view = scene.view
    st.segmented_control(
        "Borders",
        list(Borders),
        format_func=BORDER_WORD.__getitem__,
        key=state.bind("borders", view.borders),
        on_change=lambda: state.choose(borders=state.picked("borders") or view.borders),
    )
    st.selectbox(
        "Map and theme",
        list(Base),
        format_func=BASE_WORD.__getitem__,
        key=state.bind("base", view.base),
        on_change=lambda: _set_base(state.picked("base")),
    )
    st.segmented_control(
        "Theme",
        list(Theme),
        format_func=lambda theme: theme.value.capitalize(),
        key=state.bind("theme", view.theme),
        label_visibility="collapsed",
        on_change=lambda: state.choose(theme=state.picked("theme") or view.theme),
    )


def _set_base(base: Base) -> None:
    state.set_flag(state.TILES_FAILED, value=False)
    state.choose(base=base)
