"""The closed vocabularies of the facts: every word that a coded field may hold."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class FacilityKind(StrEnum):
    """What a facility is."""

    AIR_BASE = "air_base"
    NAVAL_BASE = "naval_base"
    SEA_PORT = "sea_port"
    ARMY_BASE = "army_base"
    RADAR_SIGINT = "radar_sigint"
    LOGISTICS_HUB = "logistics_hub"
    TRAINING = "training"
    SPACEPORT = "spaceport"


class Role(StrEnum):
    """What a facility does in the network: support starts at a gateway, passes a hub, ends at an outpost."""

    GATEWAY = "gateway"
    HUB = "hub"
    OUTPOST = "outpost"


class Function(StrEnum):
    """What a facility gives to an operation."""

    AIRLIFT = "airlift"
    REFUEL = "refuel"
    SEALIFT = "sealift"
    REPAIR = "repair"
    AIR_POWER = "air_power"
    AIR_DEFENCE = "air_defence"
    COMMAND = "command"
    SIGINT = "sigint"
    TRAINING = "training"
    GARRISON = "garrison"
    EARLY_WARNING = "early_warning"


CARRIED = frozenset({Function.AIRLIFT, Function.SEALIFT})
"""The functions that are carried along a chain of links; all others are given on the spot."""


class State(StrEnum):
    """What was reported of a facility for a period."""

    ACTIVE = "active"
    REDUCED = "reduced"
    CONTESTED = "contested"
    EVACUATED = "evacuated"
    CLOSED = "closed"
    PLANNED = "planned"


USABLE = frozenset({State.ACTIVE, State.REDUCED, State.CONTESTED})
"""The states in which a facility can be used at all."""

WEAKENED = frozenset({State.REDUCED, State.CONTESTED})
"""The states in which a facility can be used but cannot give full support."""


class Mode(StrEnum):
    """How support travels; `host_consent` is a need met by a leave, or a link that carries nothing."""

    AIR = "air"
    SEA = "sea"
    ROAD = "road"
    RAIL = "rail"
    HOST_CONSENT = "host_consent"


class Weight(StrEnum):
    """How much of an operation hangs on a need; `minor` never decides its status."""

    ESSENTIAL = "essential"
    IMPORTANT = "important"
    MINOR = "minor"


class OperationKind(StrEnum):
    """What an operation is."""

    EXPEDITIONARY = "expeditionary"
    GARRISON = "garrison"
    NAVAL_PRESENCE = "naval_presence"
    AIR_CAMPAIGN = "air_campaign"
    SECURITY_ASSISTANCE = "security_assistance"
    ARMS_SUPPLY = "arms_supply"
    POLITICAL_INFLUENCE = "political_influence"
    TREATY = "treaty"
    WAR = "war"


class InfluenceKind(StrEnum):
    """What kind of influence a region is under: a kind of operation, or one of three that are none."""

    EXPEDITIONARY = "expeditionary"
    GARRISON = "garrison"
    NAVAL_PRESENCE = "naval_presence"
    AIR_CAMPAIGN = "air_campaign"
    SECURITY_ASSISTANCE = "security_assistance"
    ARMS_SUPPLY = "arms_supply"
    POLITICAL_INFLUENCE = "political_influence"
    TREATY = "treaty"
    WAR = "war"
    TRANSIT = "transit"
    OCCUPATION = "occupation"
    HOMELAND = "homeland"


class StageName(StrEnum):
    """How far an operation is; only a running one has needs."""

    PLANNED = "planned"
    AGREED = "agreed"
    RUNNING = "running"


class Evidence(StrEnum):
    """Whether a link was reported or is our inference from reports."""

    REPORTED = "reported"
    INFERRED = "inferred"


class AuthorityKind(StrEnum):
    """What kind of authority gives or refuses leave."""

    GOVERNMENT = "government"
    DE_FACTO = "de_facto"
    ALLIANCE = "alliance"


class ConstraintKind(StrEnum):
    """What stands in the way."""

    AIRSPACE_CLOSED = "airspace_closed"
    STRAIT_CLOSED = "strait_closed"
    HOST_REFUSAL = "host_refusal"
    HOST_LIMIT = "host_limit"
    INSPECTION = "inspection"


class Extent(StrEnum):
    """Whether a constraint bars the whole class of traffic it names; `some` is shown, never computed with."""

    ALL = "all"
    SOME = "some"


class Assessment(StrEnum):
    """What became of a claim of the article."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly supported"
    DISPUTED = "disputed"
    NOT_SUPPORTED = "not supported"
    OPINION = "opinion"


class Reliability(StrEnum):
    """Admiralty reliability of a source; F is not the worst but one that cannot be judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(IntEnum):
    """Admiralty credibility of a piece of information; 6 is not the worst but one that cannot be judged."""

    CONFIRMED = 1
    PROBABLY_TRUE = 2
    POSSIBLY_TRUE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    CANNOT_BE_JUDGED = 6


class Surface(StrEnum):
    """What a runway is made of."""

    ASPHALT = "asphalt"
    CONCRETE = "concrete"
    TURF = "turf"


class PassageStatus(StrEnum):
    """Whether a strait or canal could be used."""

    OPEN = "open"
    WATCHED = "watched"
    CLOSED_TO_WARSHIPS = "closed_to_warships"
    UNKNOWN = "unknown"


class OverflightWord(StrEnum):
    """What overflight was allowed."""

    OPEN = "open"
    OCCASIONAL = "occasional"
