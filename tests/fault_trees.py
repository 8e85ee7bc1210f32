"""Published fault trees, retyped, with what was published of them.

Theatre, TwoTrain, ThreeMotor, Lift and Chinese: the benchmarks of SCRAM (rakhimov/scram, input/ and
tests/bench_*_tests.cc; all but TwoTrain and Chinese come from OpenFTA). The pressure tank: NUREG-0492, chapter VIII.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.circuit import Circuit
from geo.claims import Chance
from geo.credence import Range
from geo.wiring import Wiring


class Fails(StrEnum):
    """When a gate fails: when all that is below it does, or anything."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, kw_only=True)
class FaultTree:
    """A tree of gates over basic events."""

    top: str
    gates: dict[str, tuple[Fails, tuple[str, ...]]]
    events: dict[str, float]
    """The probability of each basic event."""
    published: float
    """The probability of the top event, as published."""
    within: float
    """By how much what is published may be rounded."""

    def circuit(self) -> tuple[Circuit[str], int]:
        """Return the circuit in which the top is up exactly while it has not failed, and the number of the top."""
        wiring = Wiring[str]()
        for name, (fails, below) in self.gates.items():
            wiring.node(name, groups=[below] if fails is Fails.ALL else [[member] for member in below])
        for event in self.events:
            wiring.node(event, guards=[event])
        return Circuit(wiring.nodes()), wiring.number(self.top)

    def chances(self) -> dict[str, Chance]:
        """Return with what probability each event does not happen, each by a draw of its own."""
        return {event: exactly(1 - risk, event) for event, risk in self.events.items()}


def exactly(probability: float, *draws: str) -> Chance:
    """Return a chance without a range."""
    return Chance(span=Range(low=probability, high=probability), draws=draws)


THEATRE = FaultTree(
    top="theatre",
    gates={"theatre": (Fails.ALL, ("mains", "generator")), "generator": (Fails.ANY, ("gen", "relay"))},
    events={"mains": 0.03, "gen": 0.02, "relay": 0.05},
    published=0.00207,
    within=1e-12,
)

TWO_TRAIN = FaultTree(
    top="top",
    gates={
        "top": (Fails.ALL, ("train one", "train two")),
        "train one": (Fails.ANY, ("valve one", "pump one")),
        "train two": (Fails.ANY, ("valve two", "pump two")),
    },
    events={"valve one": 0.5, "valve two": 0.5, "pump one": 0.7, "pump two": 0.7},
    published=0.7225,
    within=1e-12,
)

THREE_MOTOR = FaultTree(
    top="e1",
    gates={
        "e1": (Fails.ALL, ("e2", "e3")),
        "e2": (Fails.ANY, ("k5", "e4")),
        "e3": (Fails.ANY, ("k2", "t1", "k1", "e10", "s1", "t3")),
        "e4": (Fails.ALL, ("k3", "e6")),
        "e6": (Fails.ANY, ("t2", "k5")),
        # Its three timers are set to have been reset; what is left of it has failed for certain.
        "e10": (Fails.ALL, ()),
        "k3": (Fails.ANY, ("k1", "timers", "s1", "t1inc")),
        "timers": (Fails.ALL, ("timer one", "timer two", "timer three")),
        "timer one": (Fails.ANY, ("kt1inc", "t2inc")),
        "timer two": (Fails.ANY, ("kt2inc", "t3inc")),
        "timer three": (Fails.ANY, ("kt3inc", "t4inc")),
    },
    events=dict.fromkeys(
        ["k1", "k2", "k5", "kt1inc", "kt2inc", "kt3inc", "s1", "t1", "t1inc", "t2", "t2inc", "t3", "t3inc", "t4inc"],
        0.02,
    ),
    published=0.0211538,
    within=1e-5,
)

PRESSURE_TANK = FaultTree(
    top="rupture",
    gates={
        "rupture": (Fails.ANY, ("tank", "overfilled")),
        "overfilled": (Fails.ANY, ("k2", "pump runs on")),
        "pump runs on": (Fails.ALL, ("s", "not cut")),
        "not cut": (Fails.ANY, ("s1", "k1", "r")),
    },
    events={"tank": 5e-6, "k2": 3e-5, "k1": 3e-5, "s1": 3e-5, "s": 1e-4, "r": 1e-4},
    published=3.5016e-5,
    within=5e-10,
)

LIFT = FaultTree(
    top="lift door",
    gates={
        "lift door": (Fails.ANY, ("starts open", "opens in motion", "refuses", "obstacles")),
        "starts open": (Fails.ANY, ("lmd 1", "dpd 1", "motor and detector", "slow")),
        "motor and detector": (Fails.ALL, ("dm 1", "dpd 1")),
        "slow": (Fails.ANY, ("ps 1", "hindered")),
        "hindered": (Fails.ANY, ("dod 1", "d 1")),
        "opens in motion": (Fails.ANY, ("dms 2", "uncommanded in motion", "panel in motion")),
        "uncommanded in motion": (Fails.ALL, ("uncommanded", "motion detectors")),
        "uncommanded": (Fails.ANY, ("w 1", "cp 1", "dms 2")),
        "motion detectors": (Fails.ALL, ("lmd 1", "lmd 1 1")),
        "panel in motion": (Fails.ALL, ("cp 1", "motion detectors")),
        "refuses": (Fails.ANY, ("cp 1", "lmd 2", "lpd 1", "motor")),
        "motor": (Fails.ANY, ("dm 1", "ps 1")),
        "obstacles": (Fails.ANY, ("dod 1", "dod 2", "dms 1")),
    },
    events=dict.fromkeys(
        [
            *("lmd 1", "lmd 1 1", "lmd 2", "dpd 1", "dm 1", "ps 1", "dod 1", "dod 2"),
            *("dms 1", "dms 2", "cp 1", "lpd 1", "d 1", "w 1"),
        ],
        1e-6,
    ),
    published=1.19999e-5,
    within=1e-10,
)

CHINESE = FaultTree(
    top="r1",
    gates={
        "r1": (Fails.ALL, ("g1", "g2")),
        "g1": (Fails.ANY, ("e1", "e2", "e3", "g3")),
        "g2": (Fails.ALL, ("g4", "g5")),
        "g3": (Fails.ALL, ("g6", "g7")),
        "g4": (Fails.ANY, ("e4", "e5", "e6", "e7", "g8")),
        "g5": (Fails.ANY, ("e8", "g9")),
        "g6": (Fails.ANY, ("e9", "e10", "e11", "g10")),
        "g7": (Fails.ANY, ("e12", "e13")),
        "g8": (Fails.ALL, ("g11", "g12")),
        "g9": (Fails.ALL, ("g13", "g14")),
        "g10": (Fails.ALL, ("g15", "g16")),
        "g11": (Fails.ANY, ("e14", "e15", "e16", "g17")),
        "g12": (Fails.ALL, ("g18", "g19")),
        "g13": (Fails.ANY, ("e1", "e2", "e3", "g20")),
        "g14": (Fails.ANY, ("e4", "e5", "e6", "e7", "g21")),
        "g15": (Fails.ANY, ("e17", "e18")),
        "g16": (Fails.ANY, ("e19", "e20", "e21")),
        "g17": (Fails.ALL, ("g22", "g23")),
        "g18": (Fails.ANY, ("e22", "e23")),
        "g19": (Fails.ANY, ("e24", "e25")),
        "g20": (Fails.ALL, ("g24", "g25")),
        "g21": (Fails.ALL, ("g26", "g27")),
        "g22": (Fails.ANY, ("e17", "e18", "e21")),
        "g23": (Fails.ANY, ("e19", "e20")),
        "g24": (Fails.ANY, ("e14", "e15", "e16", "g28")),
        "g25": (Fails.ALL, ("g29", "g30")),
        "g26": (Fails.ANY, ("e9", "e10", "e11", "g31")),
        "g27": (Fails.ANY, ("e12", "e13")),
        "g28": (Fails.ALL, ("g32", "g33")),
        "g29": (Fails.ANY, ("e22", "e23")),
        "g30": (Fails.ANY, ("e24", "e25")),
        "g31": (Fails.ALL, ("g34", "g35")),
        "g32": (Fails.ANY, ("e17", "e18", "e21")),
        "g33": (Fails.ANY, ("e19", "e20")),
        "g34": (Fails.ANY, ("e19", "e20", "e21")),
        "g35": (Fails.ANY, ("e17", "e18")),
    },
    events={f"e{number}": 0.02 for number in range(1, 26)},
    published=0.0045691,
    within=1e-5,
)

TREES = {
    "theatre": THEATRE,
    "two train": TWO_TRAIN,
    "three motor": THREE_MOTOR,
    "pressure tank": PRESSURE_TANK,
    "lift": LIFT,
    "chinese": CHINESE,
}
