"""Published fault trees, retyped, with what was published of them.

Theatre, TwoTrain and ThreeMotor: the benchmarks of SCRAM (rakhimov/scram, input/ and tests/bench_*_tests.cc; the first
and the last come from OpenFTA). The pressure tank: NUREG-0492, chapter VIII.
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

TREES = {"theatre": THEATRE, "two train": TWO_TRAIN, "three motor": THREE_MOTOR, "pressure tank": PRESSURE_TANK}
