"""The same facts the ordinary way: the whole folium map is built again on every rerun."""

from __future__ import annotations

import folium
import geopandas
import streamlit as st
from streamlit_folium import st_folium

from components.assets import leaflet_address
from geo.world import World, load_world
from tests.places import DATA

LOST = ("khmeimim", "tartus")


class LocalMap(folium.Map):
    """A folium map that takes Leaflet from this server, as the explorer's own does."""

    default_js = (("leaflet", leaflet_address("leaflet.js")),)
    default_css = (("leaflet_css", leaflet_address("leaflet.css")),)


@st.cache_resource
def facts() -> World:
    """Return the facts, read once."""
    return load_world(DATA)


@st.cache_data
def countries() -> str:
    """Return the base map as GeoJSON, read once."""
    return geopandas.read_file(DATA / "basemap.topojson", layer="countries").to_json()


def ordinary_map(world: World, lost: tuple[str, ...]) -> folium.Map:
    """Return a map of everything, with the marks and lines of what is lost in another colour."""
    chart = LocalMap(location=(25, 25), zoom_start=3, tiles=None)
    folium.GeoJson(countries(), style_function=lambda _: {"weight": 0.5, "color": "#B9B4A8"}).add_to(chart)
    places = {**world.facilities, **world.operations}
    for link in world.links.values():
        ends = [(places[end].lat, places[end].lon) for end in (link.origin, link.target)]
        folium.PolyLine(ends, weight=2, color="#D55E00" if link.origin in lost else "#0072B2").add_to(chart)
    for place in places.values():
        colour = "#D55E00" if place.id in lost else "#0072B2"
        folium.CircleMarker((place.lat, place.lon), radius=6, color=colour, tooltip=place.name).add_to(chart)
    return chart


chosen = LOST if st.toggle("Bases lost") else ()
st_folium(ordinary_map(facts(), chosen), height=600, use_container_width=True, returned_objects=[])
