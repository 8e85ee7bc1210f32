"""Whether places lie in the countries that they are said to be in, by the outlines of the base map."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

import shapely

from geo.basemap import Outlines
from geo.errors import Fault
from geo.facts import Facts, fault_in
from geo.vocabulary import OperationKind

MARGIN_KM = 5.0
"""How far a place may lie outside of its country: outlines are thinned, and moles are not drawn."""

_KM_PER_DEGREE = 111.195
"""Length of a degree of latitude on a sphere of radius 6,371 km."""


def facilities_lie_in_their_country(facts: Facts, outlines: Outlines) -> Iterator[Fault]:
    """Check that every facility is close to its country."""
    for facility in facts.facilities:
        if facility.country not in outlines:
            remedy = "Correct the code, or add the country to the base map"
            problem = f"`{facility.country}` is not on the base map"
            yield fault_in("facilities", facility, field="country", problem=problem, remedy=remedy)
        elif not _near(outlines, (facility.country,), facility.lon, facility.lat):
            problem = f"lies more than {MARGIN_KM:g} km outside of {facility.country}"
            remedy = "Put the coordinates right (longitude comes first), or the country"
            yield fault_in("facilities", facility, field="lat", problem=problem, remedy=remedy)


def labels_lie_in_their_countries(facts: Facts, outlines: Outlines) -> Iterator[Fault]:
    """Check that the label of an operation is near one of its countries, or at sea."""
    for operation in facts.operations:
        ashore = operation.kind is not OperationKind.NAVAL_PRESENCE
        if ashore and not _near(outlines, operation.country, operation.lon, operation.lat):
            found = _country_at(outlines, operation.lon, operation.lat)
            if found is not None:
                problem = f"lies in {found}, not in {' or '.join(operation.country)}"
                remedy = "Move the label, or put the countries right"
                yield fault_in("operations", operation, field="lat", problem=problem, remedy=remedy)


CHECKS = (facilities_lie_in_their_country, labels_lie_in_their_countries)


def _near(outlines: Outlines, countries: Collection[str], lon: float, lat: float) -> bool:
    """Say whether a point is within the margin of one of some countries."""
    shapes = [outlines[country] for country in countries if country in outlines]
    return any(shapely.intersects_xy(shape, lon, lat) or _distance_km(shape, lon, lat) <= MARGIN_KM for shape in shapes)


def _distance_km(shape: shapely.Geometry, lon: float, lat: float) -> float:
    """Return how far a point is from a shape, in kilometres; good for short ways."""
    # Only what is near matters, and shrinking all of a long coast to local scale is what takes time.
    margin = 2 * MARGIN_KM / _KM_PER_DEGREE
    shrink = math.cos(math.radians(lat))
    west, east = lon - margin / shrink, lon + margin / shrink
    near = shapely.clip_by_rect(shape, west, lat - margin, east, lat + margin)
    local = shapely.transform(near, lambda corners: corners * (shrink, 1.0))
    distance = shapely.distance(local, shapely.Point(lon * shrink, lat))
    return math.inf if math.isnan(distance) else float(distance) * _KM_PER_DEGREE


def _country_at(outlines: Outlines, lon: float, lat: float) -> str | None:
    """Return the country that a point is in, None at sea."""
    return next((iso for iso, shape in outlines.items() if shapely.intersects_xy(shape, lon, lat)), None)
