"""Where a leg by air begins or ends: the runway, and whether there is fuel."""

from __future__ import annotations

from dataclasses import dataclass

from geo.assumptions import FuelRule
from geo.errors import UnknownIdError
from geo.lift_records import LegPoint
from geo.model import Facility, Operation
from geo.vocabulary import Function, Role, Surface
from geo.world import World, record


@dataclass(frozen=True, kw_only=True, slots=True)
class Airfield:
    """Where a leg begins or ends."""

    id: str
    name: str
    runway_m: int | None = None
    surface: Surface | None = None
    gateway: bool = False
    refuels: bool = False
    """True if fuel for others is documented; false: nothing was found, not that there is none."""
    named: bool = True
    """False for an operation, which is flown to by way of some field that is not named: no runway is asked of it."""
    dry: bool = False
    """True if a scenario takes its fuel away."""

    @property
    def fuel_known(self) -> bool:
        """Say whether it is documented that there is fuel."""
        return not self.dry and (self.gateway or self.refuels)

    def has_fuel(self, rule: FuelRule) -> bool:
        """Say whether an aircraft counts on fuel here."""
        found = self.gateway or rule is FuelRule.ASSUMED or (rule is FuelRule.DOCUMENTED and self.refuels)
        return found and not self.dry


def airfield_of(world: World, place_id: str) -> Airfield:
    """Return a place as an end of legs.

    Raises
    ------
    UnknownIdError
        If the id names no facility, operation or point of a leg.
    """
    row = record(world, place_id)
    if isinstance(row, LegPoint) and row.facility is not None:
        row = world.facilities[row.facility]
    if isinstance(row, Facility):
        return Airfield(
            id=place_id,
            name=row.name,
            runway_m=row.runway_m,
            surface=row.runway_surface,
            gateway=row.role is Role.GATEWAY,
            refuels=Function.REFUEL in row.functions,
        )
    if isinstance(row, LegPoint | Operation):
        return Airfield(id=place_id, name=row.name, named=not isinstance(row, Operation))
    msg = f"`{place_id}` is no place to fly to; use the id of a facility, an operation or a point of a leg"
    raise UnknownIdError(msg)
