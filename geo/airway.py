"""What a way along great circles passes: where it comes to an airspace, and what is left of it without its ends."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from geo.sphere import EARTH_KM, Edges, Floats, along, angles, crossings_km, is_inside, to_lon_lat, unwrapped


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


def densified(points: Floats, step_km: float) -> list[tuple[float, float]]:
    """Return longitudes and latitudes, in degrees, of points along a way, no further apart than a step.

    Longitudes do not jump from one end of the map to the other, and may leave -180 to 180 for it.
    """
    parts = [_steps(start, end, step_km) for start, end in pairwise(points)]
    lon, lat = to_lon_lat(np.vstack([*parts, points[-1:]]))
    return list(zip(unwrapped(lon).tolist(), lat.tolist(), strict=True))


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
