"""What the routes assume, each with its default, unit, bounds and reason, in one declared table: `Assumptions`.

The text beside a field's type is its declaration: the page offers it, the README prints it and a bad value is refused
with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Annotated, get_type_hints

from geo.declaration import Declared, must_fit
from geo.errors import AssumptionError
from geo.lift_records import MontreuxClass

Value = str | float | bool | None
"""What an assumption may hold."""


class FuelRule(StrEnum):
    """Where an aircraft finds fuel; at a gateway it always does."""

    ASSUMED = "assumed"
    DOCUMENTED = "documented"
    CARRIED = "carried"


class RunwayRule(StrEnum):
    """Whether runways are held against what the type wants."""

    PUBLISHED = "published"
    IGNORED = "ignored"


DEFAULT_CURVE = "default"
SHORTEST_CURVE = "shortest"
LONGEST_CURVE = "longest"


@dataclass(frozen=True, kw_only=True, slots=True)
class Assumptions:
    """Everything the routes assume; the default of each is the default of its field.

    Raises
    ------
    AssumptionError
        If a value is out of its bounds; the message gives the allowed range.
    """

    aircraft: Annotated[
        str, Declared(label="Aircraft", words="The type that flies. The Il-76MD is the one most often reported.")
    ] = "il-76md"
    curve: Annotated[
        str,
        Declared(
            label="Payload-range figures",
            words="Published figures disagree. `default` is the curve chosen in the data, with its reasons; `shortest` "
            "and `longest` are the bounds of all published pairs; a source id takes the pairs of that source.",
        ),
    ] = DEFAULT_CURVE
    reserve: Annotated[
        float,
        Declared(
            label="Fuel reserve",
            unit="share of the distance",
            lowest=0.0,
            highest=0.3,
            step=0.01,
            words="Added to every distance. Published ranges already hold reserves, by the notes of the data; 10 % is "
            "kept all the same, for winds, holding and bends that brochures do not count. Set 0 to take the figures as "
            "they are printed.",
            sources=("brazilurgente-il76", "ale-il76-2016"),
        ),
    ] = 0.10
    fuel: Annotated[
        FuelRule,
        Declared(
            label="Fuel at the far end",
            words="Fuel is documented where a facility refuels others, and at gateways; elsewhere nothing was found. "
            "`assumed`: there is fuel where nothing is known. `documented`: only where it is documented, otherwise the "
            "fuel for the way back is carried. `carried`: it is always carried from the gateway. No further margin is "
            "added then; the notes of the data would add about 1,500 km.",
            sources=("ale-il76-2016",),
        ),
    ] = FuelRule.ASSUMED
    runway: Annotated[
        RunwayRule,
        Declared(
            label="Runways",
            words="`published`: both runways must have the length that the data give the type (for most types our "
            "cautious reading of a take-off at full weight), and a surface it can use. `ignored`: any runway will do.",
        ),
    ] = RunwayRule.PUBLISHED
    block_kmh: Annotated[
        float,
        Declared(
            label="Block speed",
            unit="km/h",
            lowest=300.0,
            highest=950.0,
            step=10.0,
            words="Average speed between take-off and landing, never above the published cruise of the type. A "
            "convention: a little under the cruise of the Il-76 family (765-800 km/h).",
            sources=("github-thesis-aircraft", "wikipedia-ru-mirror-il76"),
        ),
    ] = 750.0
    taxi_h: Annotated[
        float,
        Declared(
            label="Taxi, climb and approach",
            unit="hours a leg",
            lowest=0.0,
            highest=2.0,
            step=0.1,
            words="Added to each leg, each way. A convention.",
        ),
    ] = 0.5
    ground_h: Annotated[
        float,
        Declared(
            label="Time on the ground",
            unit="hours a stop",
            lowest=0.5,
            highest=24.0,
            step=0.5,
            words="Unloading, loading and fuel at every landing, out and back. United States planning figures for "
            "expedited stops run from 1.75 to 3.75 hours by type (AFPAM 10-1403); an An-124 was seen on the ground for "
            "about three.",
            sources=("itamilradar-2024-12-27",),
        ),
    ] = 2.5
    hull: Annotated[
        MontreuxClass,
        Declared(
            label="Class of ship",
            words="The Turkish Straits are shut to warships and open to merchant ships, which carry most since 2022.",
            sources=("janes-2022-02-28", "babel-2023-03-06"),
        ),
    ] = MontreuxClass.MERCHANT_SHIP
    ship: Annotated[
        str | None,
        Declared(label="Ship", words="A ship or class whose load and hull are used; none: no ship in particular."),
    ] = None
    ship_kn: Annotated[
        float,
        Declared(
            label="Speed of ships",
            unit="knots",
            lowest=5.0,
            highest=20.0,
            step=0.5,
            words="Average under way. A convention; the cargo ships that were tracked made 7 to 13 knots.",
            sources=("vesseltracker-sparta-ii", "gur-ship-214", "wikipedia-ursa-major"),
        ),
    ] = 12.0
    canal_days: Annotated[
        float,
        Declared(
            label="Wait at a canal or strait",
            unit="days each",
            lowest=0.0,
            highest=10.0,
            step=0.5,
            words="Added at the Suez Canal and at the Turkish Straits, where ships wait for their turn. A convention.",
        ),
    ] = 1.0
    port_days: Annotated[
        float,
        Declared(
            label="Time in port",
            unit="days a call",
            lowest=0.0,
            highest=15.0,
            step=0.5,
            words="Loading or unloading, at either end. Our own reading; no figure was found.",
        ),
    ] = 1.0
    theta_full: Annotated[
        float,
        Declared(
            label="Sustained from",
            unit="share of the baseline's throughput",
            lowest=0.05,
            highest=1.0,
            step=0.05,
            words="An operation is sustained if every group keeps at least this share. A convention: nobody publishes "
            "such a threshold.",
        ),
    ] = 0.75
    theta_min: Annotated[
        float,
        Declared(
            label="Strained from",
            unit="share of the baseline's throughput",
            lowest=0.05,
            highest=1.0,
            step=0.05,
            words="An operation is strained if every essential group keeps at least this share, and unsupported below.",
        ),
    ] = 0.25
    paper: Annotated[
        bool,
        Declared(
            label="Routes on paper",
            words="Whether routes that nobody reported, but that figures and open skies would allow, are looked for.",
        ),
    ] = True

    def __post_init__(self) -> None:
        """Refuse what is out of bounds, and thresholds that are not in order."""
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None or field.default is not None:
                must_fit(value, kinds()[field.name], declared()[field.name])
        if self.theta_min > self.theta_full:
            low, high = (f"{100 * theta:g} %" for theta in (self.theta_min, self.theta_full))
            msg = f"strained from {low} is above sustained from {high}; write it at or below"
            raise AssumptionError(msg)


@cache
def declared() -> Mapping[str, Declared]:
    """Return what is declared of every assumption, by the name of its field, in order."""
    hints = get_type_hints(Assumptions, include_extras=True)
    return MappingProxyType({field.name: hints[field.name].__metadata__[0] for field in fields(Assumptions)})


@cache
def kinds() -> Mapping[str, type]:
    """Return the type of every assumption's value, by the name of its field."""
    hints = get_type_hints(Assumptions)
    return MappingProxyType({name: str if hints[name] == str | None else hints[name] for name in declared()})


def changed(assumptions: Assumptions) -> Mapping[str, Value]:
    """Return the assumptions that differ from their defaults, by the name of the field."""
    plain = Assumptions()
    values = {field.name: getattr(assumptions, field.name) for field in fields(Assumptions)}
    return MappingProxyType({name: value for name, value in values.items() if value != getattr(plain, name)})
