"""A way along great circles: where it comes to an airspace, what is left without its ends, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geo.sphere import (
    EARTH_KM,
    Edges,
    Floats,
    along,
    angles,
    crossings_km,
    is_inside,
    to_lon_lat,
    to_vectors,
    unwrapped,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class AirPath:
    """A shortest legal way; between its points lie great circles."""

    points: tuple[tuple[float, float], ...]
    """Longitude and latitude, in degrees, of the origin, of every turn and of the destination."""
    km: float
    """On the WGS 84 ellipsoid."""
    overflown: tuple[str, ...]
    """Codes of those whose airspace the way needs, hosts included, in the order flown: no other closure bars it."""
    bends: int


def entry_km(start: Floats, end: Floats, airspace: Edges) -> float:
    """Return how far along an arc, in kilometres, an airspace begins; infinite if the arc does not touch it."""
    if is_inside(start, airspace):
        return 0.0
    return float(np.nan_to_num(crossings_km(start, end, airspace), nan=np.inf).min(initial=np.inf))


def enters(points: Floats, airspace: Edges) -> bool:
    """Say whether any part of the way through some unit vectors lies in an airspace."""
    return any(entry_km(start, end, airspace) < np.inf for start, end in pairwise(points))


def without_ends(points: Floats, ends_km: float) -> Floats:
    """Return the unit vectors of a way without its first and last kilometres; none if nothing is left."""
    for _ in range(2):
        points = _shortened(points, ends_km)[::-1]
    return points


def densify(path: AirPath, *, step_km: float = 50.0) -> tuple[tuple[float, float], ...]:
    """Return points along a way, for drawing it: longitudes do not jump, and may leave -180 to 180.

    Parameters
    ----------
    path
        The way.
    step_km
        The longest distance from one point to the next.
    """
    points = to_vectors(*np.array(path.points).T)
    parts = [_steps(start, end, step_km) for start, end in pairwise(points)]
    lon, lat = to_lon_lat(np.vstack([*parts, points[-1:]]))
    return tuple(zip(unwrapped(lon).tolist(), lat.tolist(), strict=True))


def _steps(start: Floats, end: Floats, step_km: float) -> Floats:
    """Return points along an arc from its start, without its end."""
    count = max(int(np.ceil(float(angles(start, end)) * EARTH_KM / step_km)), 1)
    return along(start, end, np.arange(count) / count)


def _shortened(points: Floats, first_km: float) -> Floats:
    """Return the unit vectors of a way without its first kilometres."""
    left_km = first_km
    for row, (start, end) in enumerate(pairwise(points)):
        km = float(angles(start, end)) * EARTH_KM
        if km > left_km:
            return np.vstack([along(start, end, np.array([left_km / km])), points[row + 1 :]])
        left_km -= km
    return np.empty((0, 3))
