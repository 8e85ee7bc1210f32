"""Everything that is kept between reruns and readers; the only home of Streamlit's caches.

The `digest` of the facts is part of each key, so that edited facts are never mixed with old results.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import streamlit as st

from components.assets import publish
from components.cards.citations import Citing, citations
from components.results import Results
from components.shapes import geometry, search_index
from geo.airleg import NoLeg
from geo.airlift import Routes
from geo.airspace import Airspace, load_airspace
from geo.attribution import causes, repairs
from geo.costs import Loss, single_losses
from geo.credence import Credence
from geo.explain import Explanation, explain
from geo.finding import FindingResult
from geo.findings import put_to_the_test
from geo.gates import Gates
from geo.glossary import Term, by_form
from geo.impact import assess
from geo.lift import Lift, make_lift
from geo.likelihood import GradedNet, Tornado, graded, tornado
from geo.network import Net, Parameters, compile_net
from geo.payload import aircraft_ids
from geo.reached import Reached, reached
from geo.results import Impact
from geo.rivals import rival_routes
from geo.scenario import Token, parse_token
from geo.sealift import load_sea
from geo.timeline import Stop, stops
from geo.worked import WorkedExample, worked_example
from geo.world import World, load_world

MOST_RESULTS: Final = 240
"""How many results of long work are kept: some twenty studies of about ten each."""

MOST_SKETCHES_BYTES: Final = 24_000_000
"""How much the small pictures of steps take up together: about a hundred."""

MOST_HANDOUTS_BYTES: Final = 96_000_000
"""How much the files that readers take along may take up: most are less than a megabyte, the largest a few."""

DATA_DIR: Final = Path(__file__).parents[1] / "data"


@st.cache_resource(show_spinner="Reading the facts …")
def world() -> World:
    """Return the facts, read once for all readers.

    Raises
    ------
    DataError
        If the data files are broken; nothing is kept, so that mending them and reloading the page is enough.
    """
    facts = load_world(DATA_DIR)
    _put_aside()
    return facts


def _put_aside() -> None:
    """Keep the garbage collector from what was just made to stay: Streamlit runs it before the answer to each click."""
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner="Reading the airspace …")
def airspace(digest: str) -> Airspace:
    """Return the prepared airspace, read once for all readers.

    Raises
    ------
    DataError
        If its file is missing or damaged.
    """
    return load_airspace(DATA_DIR / "airspace.npz")


@st.cache_resource(show_spinner=False)
def lift(digest: str) -> Lift | None:
    """Return what carries support, the prepared airspace and the sea lanes; None if the facts hold no aircraft."""
    if not aircraft_ids(world()):
        return None
    return make_lift(world(), airspace(digest), load_sea(world()))


@st.cache_resource(max_entries=256, show_spinner=False)
def rivals(digest: str, day: date, parameters: Parameters, tokens: tuple[str, ...], target: str) -> Routes | NoLeg:
    """Return the computed routes to a place from any gateway, or why there is none."""
    return rival_routes(net(digest, day, parameters), target, tokens=frozenset(map(parse_token, tokens)))


@st.cache_resource(max_entries=48, show_spinner=False)
def gates(digest: str, day: date, parameters: Parameters) -> Gates:
    """Return what shuts the legs of a day; one object for all: finding an answer by key takes longer than having it."""
    return Gates(net(digest, day, parameters))


@st.cache_resource(max_entries=256, show_spinner=False)
def reach(
    digest: str, day: date, parameters: Parameters, tokens: tuple[str, ...], origin: str, payload_t: float
) -> Reached | NoLeg:
    """Return what a place reaches with a load on a day, with nothing taken away and without some tokens."""
    lost = frozenset(map(parse_token, tokens))
    return reached(net(digest, day, parameters), airspace(digest), origin, payload_t=payload_t, tokens=lost)


@st.cache_resource(show_spinner="Testing what others concluded …")
def findings(digest: str) -> tuple[FindingResult, ...]:
    """Return what came of testing each published finding."""
    return put_to_the_test(world(), airspace(digest), load_sea(world()))


@st.cache_resource(show_spinner=False)
def date_stops(digest: str) -> tuple[Stop, ...]:
    """Return the dates worth stopping at; `digest` names the facts they were made from."""
    return stops(world())


@st.cache_resource(show_spinner=False)
def addresses(digest: str) -> Mapping[str, str]:
    """Put the shapes of the map where its frame can fetch them, and return the addresses."""
    return {
        "basemap": publish(f"basemap-{digest}.json", (DATA_DIR / "basemap.topojson").read_bytes()),
        "geometry": publish(f"geometry-{digest}.json", geometry(world(), DATA_DIR)),
    }


@st.cache_resource(max_entries=48, show_spinner=False)
def net(digest: str, day: date, parameters: Parameters) -> Net:
    """Return the network of a day, with the ways that are open as long as nothing is taken away."""
    found = compile_net(world(), day, parameters, lift=lift(digest))
    assess(found)
    _put_aside()
    return found


@st.cache_resource(max_entries=512, show_spinner=False)
def impact(digest: str, day: date, parameters: Parameters, tokens: tuple[str, ...]) -> Impact:
    """Return what taking some tokens (as text, sorted) away does on a day."""
    return assess(net(digest, day, parameters), frozenset(map(parse_token, tokens)))


@st.cache_resource(max_entries=48, show_spinner=False)
def singles(digest: str, day: date, parameters: Parameters) -> Mapping[str, Loss]:
    """Return what each facility's loss alone would cost on a day."""
    return single_losses(net(digest, day, parameters))


@st.cache_resource(max_entries=256, show_spinner=False)
def told(digest: str, day: date, parameters: Parameters, tokens: tuple[str, ...]) -> Mapping[str, Explanation]:
    """Return what happened to each operation that losing some tokens costs something that decides, or turns."""
    at, result = net(digest, day, parameters), impact(digest, day, parameters, tokens)
    touched = [name for name, row in result.operations.items() if row.touched]
    return {name: explain(world(), at, result, name) for name in touched}


@st.cache_resource(max_entries=256, show_spinner=False)
def blame(
    digest: str, day: date, parameters: Parameters, tokens: tuple[str, ...], operation: str
) -> tuple[tuple[frozenset[Token], ...], tuple[frozenset[Token], ...]]:
    """Return the minimal causes and the smallest repairs of one operation."""
    lost, at = frozenset(map(parse_token, tokens)), net(digest, day, parameters)
    return causes(at, lost, operation), repairs(at, lost, operation)


class StudyKey(NamedTuple):
    """What names the losses that the Contingency page looks at, and everything that they come to."""

    digest: str
    day: date
    parameters: Parameters
    kinds: tuple[str, ...]
    gateways: bool
    given: tuple[str, ...]
    """What is lost already: tokens as text, sorted."""


@st.cache_resource(show_spinner=False)
def results() -> Results:
    """Return what is kept of long work, for all readers."""
    return Results(most=MOST_RESULTS)


@st.cache_resource(show_spinner=False)
def sketches() -> Results:
    """Return the small pictures of steps that readers are making, for all readers."""
    return Results(most=MOST_SKETCHES_BYTES, weigh=len)


@st.cache_resource(show_spinner=False)
def handouts() -> Results:
    """Return the files that readers took along, for all readers; they make way sooner than other results."""
    return Results(most=MOST_HANDOUTS_BYTES, weigh=len)


@st.cache_resource(max_entries=48, show_spinner=False)
def example(digest: str, day: date, parameters: Parameters) -> WorkedExample | None:
    """Return an operation of the day worked out so that it can be checked by hand."""
    return worked_example(net(digest, day, parameters))


@st.cache_resource(max_entries=48, show_spinner=False)
def grades(digest: str, day: date, parameters: Parameters, credence: Credence) -> GradedNet:
    """Return the network of a day with the grades of what was reported."""
    return graded(world(), net(digest, day, parameters), credence)


@st.cache_resource(max_entries=128, show_spinner=False)
def swings(
    digest: str, day: date, parameters: Parameters, tokens: tuple[str, ...], credence: Credence, operation: str
) -> Tornado:
    """Return what the likelihood of an operation hangs on."""
    return tornado(grades(digest, day, parameters, credence), frozenset(map(parse_token, tokens)), operation)


@st.cache_resource(show_spinner=False)
def search_address(digest: str) -> str:
    """Put the search index where the page can fetch it, and return its address as the map's frame would see it."""
    return publish(f"search-{digest}.json", search_index(world()))


@st.cache_resource(show_spinner=False)
def terms(digest: str) -> Mapping[str, Term]:
    """Return the words of the glossary by every way of writing them, in lower case."""
    return by_form(world().glossary.values())


@st.cache_resource(show_spinner=False)
def citing(digest: str) -> Mapping[str, tuple[Citing, ...]]:
    """Return, by source, the records that cite it."""
    return citations(world())
