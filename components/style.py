"""Colours, glyphs and words by enum member: data only, and the one place that holds them.

The colours are those of Okabe and Ito (2002), with darker text forms that reach 4.5:1 on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from geo.predictions import Fate
from geo.results import Level, LinkImpact, SupportStatus
from geo.vocabulary import (
    Assessment,
    ConstraintKind,
    Credibility,
    FacilityKind,
    InfluenceKind,
    Mode,
    Reliability,
    Role,
    StageName,
    State,
    Weight,
)

LIGHT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ink": "#1B1F24",
        "muted": "#5A6470",
        "line": "#DCD8CF",
        "control": "#8B8778",
        "side": "#F6F4EF",
        "paper": "#FFFFFF",
        "brand": "#0F4C5C",
        "on-brand": "#FFFFFF",
        "sea": "#DCE6EC",
        "land": "#F5F2EA",
        "border": "#A9A396",
        "kept": "#0072B2",
        "kept-text": "#005F96",
        "strained": "#E69F00",
        "strained-text": "#805800",
        "strained-line": "#B87F00",
        "lost": "#D55E00",
        "lost-text": "#A84300",
        "unknown": "#8A8F98",
        "unknown-text": "#5A6470",
        "mark": "#FFFFFF",
        "casing": "#FFFFFF",
        "hatch": "#6F675A",
        "closed": "rgba(60, 55, 48, 0.34)",
        "closed-some": "rgba(60, 55, 48, 0.13)",
        "closed-now": "rgba(213, 94, 0, 0.62)",
        "on-paper": "#A64E87",
        "on-paper-text": "#8A3A6E",
    }
)

DARK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ink": "#F1EFEA",
        "muted": "#B3BAC2",
        "line": "#3A424B",
        "control": "#7C8792",
        "side": "#171C22",
        "paper": "#0F1419",
        "brand": "#7CC4D6",
        "on-brand": "#0B1216",
        "sea": "#0B1118",
        "land": "#232A31",
        "border": "#56606B",
        "kept": "#4BA3DB",
        "kept-text": "#74BDEB",
        "strained": "#E69F00",
        "strained-text": "#F0B63C",
        "strained-line": "#E69F00",
        "lost": "#F07A26",
        "lost-text": "#FF9A55",
        "unknown": "#8A8F98",
        "unknown-text": "#B3BAC2",
        "mark": "#12181E",
        "casing": "#0B1118",
        "hatch": "#9AA3AC",
        "closed": "rgba(200, 205, 212, 0.30)",
        "closed-some": "rgba(200, 205, 212, 0.12)",
        "closed-now": "rgba(240, 122, 38, 0.62)",
        "on-paper": "#CC79A7",
        "on-paper-text": "#DE9BC1",
    }
)

STATUS_WORD: Final[Mapping[SupportStatus, str]] = MappingProxyType(
    {
        SupportStatus.SUSTAINED: "sustained",
        SupportStatus.STRAINED: "strained",
        SupportStatus.PAPER: "kept on paper only",
        SupportStatus.UNSUPPORTED: "loses support",
        SupportStatus.NO_BASELINE: "not documented",
    }
)

STATUS_CLASS: Final[Mapping[SupportStatus, str]] = MappingProxyType(
    {
        SupportStatus.SUSTAINED: "kept",
        SupportStatus.STRAINED: "strained",
        SupportStatus.PAPER: "paper",
        SupportStatus.UNSUPPORTED: "lost",
        SupportStatus.NO_BASELINE: "unknown",
    }
)


BEFORE_WORD: Final = "Before"
"""How the side that a comparison starts from is called."""


class Look(NamedTuple):
    """How something is marked: its class, its sign for whoever sees no colour, and its word."""

    cls: str
    sign: str
    word: str


KEPT: Final = Look("kept", "✓", "kept")
WEAKENED: Final = Look("strained", "◐", "weakened")
ON_PAPER: Final = Look("paper", "✎", "on paper only")
LOST: Final = Look("lost", "✕", "lost")
NOT_DOCUMENTED: Final = Look("unknown", "?", "not documented")

SIGN: Final[Mapping[str, str]] = MappingProxyType(
    {look.cls: look.sign for look in (KEPT, WEAKENED, ON_PAPER, LOST, NOT_DOCUMENTED)}
)
"""The sign of each class."""

LEVEL_LOOK: Final[Mapping[Level, Look]] = MappingProxyType({Level.FULL: KEPT, Level.WEAK: WEAKENED, Level.LOST: LOST})

LINK_LOOK: Final[Mapping[LinkImpact, Look]] = MappingProxyType(
    {LinkImpact.KEPT: KEPT, LinkImpact.WEAKENED: WEAKENED, LinkImpact.LOST: LOST}
)

FATE_LOOK: Final[Mapping[Fate, Look]] = MappingProxyType(
    {
        Fate.KEEPS: Look("kept", "✓", "keeps its support"),
        Fate.STRAINED: Look("strained", "◐", "becomes strained"),
        Fate.LOSES: Look("lost", "✕", "loses support"),
    }
)
"""What can be predicted of an operation."""

FATE_SHORT: Final[Mapping[Fate, str]] = MappingProxyType(
    {Fate.KEEPS: "keeps", Fate.STRAINED: "strained", Fate.LOSES: "loses"}
)
"""The same where there is little room."""

STAYS_STRAINED: Final = Look("strained", "◐", "stays strained")
"""What is said instead of keeping for one that was strained before."""

KIND_WORD: Final[Mapping[FacilityKind, str]] = MappingProxyType(
    {
        FacilityKind.AIR_BASE: "Air bases",
        FacilityKind.NAVAL_BASE: "Naval bases",
        FacilityKind.SEA_PORT: "Sea ports",
        FacilityKind.ARMY_BASE: "Ground bases",
        FacilityKind.RADAR_SIGINT: "Radars",
        FacilityKind.LOGISTICS_HUB: "Logistics",
        FacilityKind.TRAINING: "Training",
        FacilityKind.SPACEPORT: "Spaceports",
    }
)

KIND_SINGULAR: Final[Mapping[FacilityKind, str]] = MappingProxyType(
    {
        FacilityKind.AIR_BASE: "air base",
        FacilityKind.NAVAL_BASE: "naval base",
        FacilityKind.SEA_PORT: "sea port",
        FacilityKind.ARMY_BASE: "ground base",
        FacilityKind.RADAR_SIGINT: "radar or listening post",
        FacilityKind.LOGISTICS_HUB: "logistics hub",
        FacilityKind.TRAINING: "training site",
        FacilityKind.SPACEPORT: "spaceport",
    }
)

ROLE_WORD: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.GATEWAY: "gateway: support starts here",
        Role.HUB: "hub: support passes through",
        Role.OUTPOST: "outpost: support ends here",
    }
)

STATE_WORD: Final[Mapping[State, str]] = MappingProxyType(
    {
        State.ACTIVE: "in use",
        State.REDUCED: "reduced",
        State.CONTESTED: "contested",
        State.EVACUATED: "evacuated",
        State.CLOSED: "closed",
        State.PLANNED: "planned",
    }
)

MODE_WORD: Final[Mapping[Mode, str]] = MappingProxyType(
    {
        Mode.AIR: "by air",
        Mode.SEA: "by sea",
        Mode.ROAD: "by road",
        Mode.RAIL: "by rail",
        Mode.HOST_CONSENT: "on the spot",
    }
)

WEIGHT_WORD: Final[Mapping[Weight, str]] = MappingProxyType(
    {Weight.ESSENTIAL: "essential", Weight.IMPORTANT: "supporting", Weight.MINOR: "minor"}
)

STAGE_WORD: Final[Mapping[StageName, str]] = MappingProxyType(
    {StageName.PLANNED: "planned", StageName.AGREED: "agreed", StageName.RUNNING: "running"}
)

INFLUENCE_WORD: Final[Mapping[InfluenceKind, str]] = MappingProxyType(
    {
        InfluenceKind.EXPEDITIONARY: "expeditionary force",
        InfluenceKind.GARRISON: "garrison",
        InfluenceKind.NAVAL_PRESENCE: "naval presence",
        InfluenceKind.AIR_CAMPAIGN: "air campaign",
        InfluenceKind.SECURITY_ASSISTANCE: "security assistance",
        InfluenceKind.ARMS_SUPPLY: "arms supply",
        InfluenceKind.POLITICAL_INFLUENCE: "political influence",
        InfluenceKind.TREATY: "treaty",
        InfluenceKind.WAR: "war",
        InfluenceKind.TRANSIT: "transit",
        InfluenceKind.OCCUPATION: "occupation",
        InfluenceKind.HOMELAND: "Russia itself",
    }
)

CONSTRAINT_WORD: Final[Mapping[ConstraintKind, str]] = MappingProxyType(
    {
        ConstraintKind.AIRSPACE_CLOSED: "closed sky",
        ConstraintKind.STRAIT_CLOSED: "closed strait",
        ConstraintKind.HOST_REFUSAL: "refusal by a host",
        ConstraintKind.HOST_LIMIT: "limit set by a host",
        ConstraintKind.INSPECTION: "inspections",
    }
)

RELIABILITY_WORD: Final[Mapping[Reliability, str]] = MappingProxyType(
    {
        Reliability.A: "completely reliable",
        Reliability.B: "usually reliable",
        Reliability.C: "fairly reliable",
        Reliability.D: "not usually reliable",
        Reliability.E: "unreliable",
        Reliability.F: "cannot be judged",
    }
)

CREDIBILITY_WORD: Final[Mapping[Credibility, str]] = MappingProxyType(
    {
        Credibility.CONFIRMED: "confirmed by other sources",
        Credibility.PROBABLY_TRUE: "probably true",
        Credibility.POSSIBLY_TRUE: "possibly true",
        Credibility.DOUBTFUL: "doubtful",
        Credibility.IMPROBABLE: "improbable",
        Credibility.CANNOT_BE_JUDGED: "cannot be judged",
    }
)

ASSESSMENT_CLASS: Final[Mapping[Assessment, str]] = MappingProxyType(
    {
        Assessment.SUPPORTED: "kept",
        Assessment.PARTLY_SUPPORTED: "strained",
        Assessment.DISPUTED: "strained",
        Assessment.NOT_SUPPORTED: "lost",
        Assessment.OPINION: "unknown",
    }
)

KIND_GLYPH: Final[Mapping[FacilityKind, str]] = MappingProxyType(
    {
        FacilityKind.AIR_BASE: "M12 4.5 V19.5 M12 9 L4.5 14 M12 9 L19.5 14 M9 19 H15",
        FacilityKind.NAVAL_BASE: "M12 7 V20 M5 14 C5.5 18 8.5 20 12 20 C15.5 20 18.5 18 19 14 M8.5 10 H15.5"
        " M12 3.2 a1.9 1.9 0 1 0 .01 0",
        FacilityKind.SEA_PORT: "M4.5 13 H19.5 L17 18.5 H7 Z M12 13 V5 M12 6 L17 9.5 H12",
        FacilityKind.ARMY_BASE: "M7 20 V4.5 L18 8 L7 11.5",
        FacilityKind.RADAR_SIGINT: "M5 19 A14 14 0 0 1 19 5 M10 19 A9 9 0 0 1 19 10 M15.5 19 A3.5 3.5 0 0 1 19 15.5",
        FacilityKind.LOGISTICS_HUB: "M5 8 L12 4.5 L19 8 V16 L12 19.5 L5 16 Z M5 8 L12 11.5 L19 8 M12 11.5 V19.5",
        FacilityKind.TRAINING: "M12 5 a7 7 0 1 0 .01 0 M12 10 a2 2 0 1 0 .01 0",
        FacilityKind.SPACEPORT: "M12 3.5 C15.5 7 15.5 12 14 16 H10 C8.5 12 8.5 7 12 3.5"
        " M10 13 L6.5 18.5 M14 13 L17.5 18.5",
    }
)
"""Outline glyphs on a square of 24 units."""

STATUS_GLYPH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "kept": "M8 13.4 L11.6 17 L18 9.6",
        "strained": "M13 6.5 A6.5 6.5 0 0 1 13 19.5 Z",
        "paper": "M8.5 17.5 L9.5 13.8 L16 7.3 L18.7 10 L12.2 16.5 Z",
        "lost": "M9 9 L17 17 M17 9 L9 17",
        "unknown": "M10.3 10.6 C10.3 7 15.9 7.2 15.7 10.7 C15.6 13 13 12.8 13 15 M13 18.4 V18.5",
        "planned": "M13 9 a4 4 0 1 0 .01 0",
        "agreed": "M13 9 a4 4 0 1 0 .01 0",
    }
)
"""Status glyphs on the disc of an operation, a square of 26 units."""
