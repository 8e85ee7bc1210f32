"""What a way carries, how long it is and how long it takes, in words, beside what it was before."""

from __future__ import annotations

from geo.lift_routes import LiftRoute
from geo.numbers import spaced
from geo.results import GroupResult, Level
from geo.vocabulary import Function

NOTICED = 0.005
"""By which part a length or a throughput must change to be told."""


def amount(route: LiftRoute) -> str:
    """Return what a way carries and how long it is: `47 t a flight over 5,764 km`, `16 days by ship`."""
    if route.payload_t is not None and route.km is not None:
        return f"{tonnes(route.payload_t)} a flight over {spaced(route.km)} km"
    return f"{_days(route.days)} by ship" if route.days is not None else ""


def change(was: LiftRoute | None, now: LiftRoute | None) -> str:
    """Return how a way differs from one before, the same function carried; empty if it does not, or cannot be compared.

    `53 t a flight instead of 60, 33 % longer, 30 t a day instead of 38`; `32 days by ship instead of 16, 100 % longer`.
    """
    if was is None or now is None or was.function is not now.function:
        return ""
    parts = [_load(was, now), _voyage(was, now), _length(was, now), _a_day(was, now)]
    return ", ".join(part for part in parts if part)


def share(group: GroupResult) -> str:
    """Return what part of its throughput a group keeps: `72 % of what it carried a day`; empty if not measured."""
    return "" if group.t_day is None else f"{_percent(group.ratio)} of what it carried a day"


def is_thin(group: GroupResult, theta: float) -> bool:
    """Say whether a group keeps less than a share of its throughput, though a way of it is still there."""
    return group.t_day is not None and group.lift_after is not None and group.ratio < theta


def is_too_little(group: GroupResult) -> bool:
    """Say whether a group is lost because what is left of its ways carries too little."""
    return group.level is Level.LOST and group.documented and group.lift_after is not None


def tonnes(amount_t: float) -> str:
    """Return tonnes in words: whole ones, from ten on."""
    return f"{amount_t:.0f} t" if amount_t >= 9.95 else f"{amount_t:.1f} t"


def _load(was: LiftRoute, now: LiftRoute) -> str:
    """Return how the load of a flight changed."""
    before, after = was.payload_t, now.payload_t
    if before is None or after is None or tonnes(before) == tonnes(after):
        return ""
    return f"{tonnes(after)} a flight instead of {tonnes(before).removesuffix(' t')}"


def _voyage(was: LiftRoute, now: LiftRoute) -> str:
    """Return how the days of a voyage changed."""
    if was.days is None or now.days is None or _days(was.days) == _days(now.days):
        return ""
    return f"{_days(now.days)} by ship instead of {was.days:.0f}"


def _length(was: LiftRoute, now: LiftRoute) -> str:
    """Return how the length of a way changed."""
    if not was.km or not now.km or abs(now.km / was.km - 1) < NOTICED:
        return ""
    longer = now.km / was.km - 1
    return f"{_percent(abs(longer))} {'longer' if longer > 0 else 'shorter'}"


def _a_day(was: LiftRoute, now: LiftRoute) -> str:
    """Return how the tonnes that an aircraft carries a day changed."""
    before, after = was.t_day, now.t_day
    told = was.function is Function.AIRLIFT and before and after and abs(after / before - 1) >= NOTICED
    if not told or before is None or after is None or tonnes(before) == tonnes(after):
        return ""
    return f"{tonnes(after)} a day for each aircraft instead of {tonnes(before).removesuffix(' t')}"


def _days(count: float) -> str:
    """Return days in words."""
    return "1 day" if f"{count:.0f}" == "1" else f"{count:.0f} days"


def _percent(part: float) -> str:
    """Return a share in percent; what is there is never told as none of it."""
    return f"{100 * part:.0f} %" if part >= NOTICED or part == 0 else "less than 1 %"
