"""Colours and words: one home each, and every text colour can be read."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from components import style
from components.shapes import geometry
from tests.places import DATA, ROOT
from tests.worlds import draw

PALETTES = {"light": style.LIGHT, "dark": style.DARK}
TEXTS = ("ink", "muted", "brand", "kept-text", "strained-text", "lost-text", "unknown-text")
READABLE = 4.5
"""The least contrast of text by WCAG 2.2, success criterion 1.4.3."""


def themes() -> Mapping[str, Any]:
    """Return what the framework is told of the themes."""
    return tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]


def luminance(colour: str) -> float:
    """Return the relative luminance of `#RRGGBB` (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", PALETTES)
def test_the_framework_is_told_the_colours_of_the_page(theme: str) -> None:
    told, ours = themes()[theme], PALETTES[theme]
    assert {name: value for name, value in told.items() if name != "sidebar"} == {
        "primaryColor": ours["brand"],
        "backgroundColor": ours["paper"],
        "secondaryBackgroundColor": ours["side"],
        "textColor": ours["ink"],
        "linkColor": ours["brand"],
        "borderColor": ours["line"],
    }
    assert told["sidebar"] == {"backgroundColor": ours["side"], "secondaryBackgroundColor": ours["paper"]}


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("ground", ["paper", "side"])
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_the_page_and_beside_it(theme: str, ground: str, text: str) -> None:
    assert contrast(PALETTES[theme][text], PALETTES[theme][ground]) >= READABLE


@pytest.mark.parametrize("theme", PALETTES)
def test_text_on_a_main_button_can_be_read(theme: str) -> None:
    assert contrast(PALETTES[theme]["on-brand"], PALETTES[theme]["brand"]) >= READABLE


def test_both_themes_colour_the_same_things() -> None:
    assert set(style.LIGHT) == set(style.DARK)


def test_the_map_calls_functions_what_the_cards_call_them() -> None:
    """gate --refuel--> hub."""
    shapes = json.loads(geometry(draw("gate -refuel/air-> hub"), DATA))
    assert [link["label"] for link in shapes["links"]] == ["Gate to Hub: refuelling by air, reported"]
