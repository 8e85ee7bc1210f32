"""The map: a constant folium map, and how it is put on the page with its present states.

What has a shape is fetched once by the map's frame (`shapes.py`); a choice of the reader sends states by id only,
and the painter (`painter/`) restyles what is there: pan, zoom and selection survive every toggle.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

import folium
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from components import assets

KEY: Final = "map"


class LocalMap(folium.Map):
    """A folium map whose Leaflet and painter come from this server."""

    default_js: ClassVar[list[tuple[str, str]]] = [  # type: ignore[misc]  # folium sets them on the class, untold
        ("leaflet", assets.leaflet_address("leaflet.js")),
        *((name, assets.painter_address(name)) for name in assets.SCRIPTS),
    ]
    default_css: ClassVar[list[tuple[str, str]]] = [  # type: ignore[misc]
        ("leaflet_css", assets.leaflet_address("leaflet.css")),
        ("painter_css", assets.painter_address("painter.css")),
    ]


class _Start(MacroElement):
    """Tells the painter where the shapes are; part of the constant map."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "foothold.start({{ this._parent.get_name() }}, {{ this.addresses|tojavascript }});"
        "{% endmacro %}"
    )

    def __init__(self, addresses: Mapping[str, str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types here
        self.addresses = dict(addresses)


class _States(MacroElement):
    """Hands a record of states to the painter."""

    _template = Template("{% macro script(this, kwargs) %}foothold.paint({{ this.states }});{% endmacro %}")

    def __init__(self, states: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no types here
        self.states = _as_script(states)


def _as_script(states: Mapping[str, Any]) -> str:
    """Return JSON that is safe inside a script: no character that could end it or start markup."""
    text = json.dumps(states, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def base_map(addresses: Mapping[str, str], *, kind: type[folium.Map] = LocalMap) -> folium.Map:
    """Return the constant map, with nothing on it yet.

    Parameters
    ----------
    addresses
        Where the painter finds `basemap` and `geometry`.
    kind
        A map class that says where its scripts come from.
    """
    base = kind(
        location=[27, 24],
        zoom_start=4,
        min_zoom=2,
        max_zoom=11,
        tiles=None,
        max_bounds=True,
        min_lon=-200,
        max_lon=200,
        world_copy_jump=False,
        # The tiles are drawn at once: to fade them in would only show them later.
        fade_animation=False,
    )
    base.add_child(_Start(addresses))
    return base


def draw(states: Mapping[str, Any], *, addresses: Mapping[str, str], on_event: Callable[[], None]) -> None:
    """Put the map on the page with its present states.

    Parameters
    ----------
    states
        The record of `states_of`.
    addresses
        Where the frame finds `basemap` and `geometry`.
    on_event
        Called, before the page is drawn again, when the reader did something on the map.
    """
    painted = folium.FeatureGroup(name="states")
    painted.add_child(_States(states))
    st_folium(
        base_map(addresses),
        key=KEY,
        height=600,
        width=None,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=painted,
        on_change=on_event,
    )
