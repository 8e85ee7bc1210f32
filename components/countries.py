"""The English name of each state that the facts mention by its ISO 3166-1 alpha-3 code: data only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

COUNTRY_WORD: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ALB": "Albania",
        "ARM": "Armenia",
        "AUT": "Austria",
        "AZE": "Azerbaijan",
        "BEL": "Belgium",
        "BFA": "Burkina Faso",
        "BGR": "Bulgaria",
        "BLR": "Belarus",
        "CAF": "Central African Republic",
        "CAN": "Canada",
        "CMR": "Cameroon",
        "CUB": "Cuba",
        "CYP": "Cyprus",
        "CZE": "Czechia",
        "DEU": "Germany",
        "DNK": "Denmark",
        "DZA": "Algeria",
        "EGY": "Egypt",
        "ERI": "Eritrea",
        "ESH": "Western Sahara (status undetermined)",
        "ESP": "Spain",
        "EST": "Estonia",
        "FIN": "Finland",
        "FRA": "France",
        "GAB": "Gabon",
        "GBR": "United Kingdom",
        "GEO": "Georgia",
        "GIN": "Guinea",
        "GNQ": "Equatorial Guinea",
        "GRC": "Greece",
        "HRV": "Croatia",
        "HUN": "Hungary",
        "IDN": "Indonesia",
        "IRL": "Ireland",
        "IRN": "Iran",
        "IRQ": "Iraq",
        "ISL": "Iceland",
        "ISR": "Israel",
        "ITA": "Italy",
        "JOR": "Jordan",
        "KAZ": "Kazakhstan",
        "KGZ": "Kyrgyzstan",
        "KWT": "Kuwait",
        "LBY": "Libya",
        "LTU": "Lithuania",
        "LUX": "Luxembourg",
        "LVA": "Latvia",
        "MDA": "Moldova",
        "MDG": "Madagascar",
        "MKD": "North Macedonia",
        "MLI": "Mali",
        "MLT": "Malta",
        "MNE": "Montenegro",
        "MOZ": "Mozambique",
        "NER": "Niger",
        "NIC": "Nicaragua",
        "NLD": "Netherlands",
        "NOR": "Norway",
        "POL": "Poland",
        "PRK": "North Korea",
        "PRT": "Portugal",
        "ROU": "Romania",
        "RUS": "Russia",
        "SAU": "Saudi Arabia",
        "SDN": "Sudan",
        "STP": "São Tomé and Príncipe",
        "SVK": "Slovakia",
        "SVN": "Slovenia",
        "SWE": "Sweden",
        "SYR": "Syria",
        "TGO": "Togo",
        "TJK": "Tajikistan",
        "TUR": "Turkey",
        "UKR": "Ukraine",
        "USA": "United States",
        "VEN": "Venezuela",
        "VNM": "Vietnam",
    }
)


def country_in_words(code: str) -> str:
    """Return the name of a state; a code without a name is left as it is, so that new facts break no page."""
    return COUNTRY_WORD.get(code, code)


def countries_in_words(codes: Iterable[str]) -> str:
    """Return the names of states as a list a person would read."""
    return ", ".join(map(country_in_words, codes))
