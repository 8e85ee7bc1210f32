"""Published statements about voyages, each put to the test that its record describes."""

from __future__ import annotations

from datetime import date

import numpy as np

from geo.assumptions import Assumptions, declared
from geo.finding import Bench, Reading, Trial, on_the_day, row
from geo.lift_records import MontreuxClass
from geo.naming import listed
from geo.numbers import spaced
from geo.payload import aircraft_of
from geo.sea_network import LonLat, length_km
from geo.sealift import KM_PER_NMI, SeaRoute
from geo.sphere import geodesic_km

TARTUS = "tartus"
USHANT: LonLat = (-5.1, 48.5)
"""Where the Channel begins: the island of Ushant."""

CLOSE = 0.1
"""Figures that differ by no more than this share count as the same; a convention of these tests."""

HALF_A_WEEK = 3.5
WEEK = 7.0

LARGEST_AIR_BRIDGE = 100
"""More flights than this for one ship's cargo count as more than an air bridge does; a convention of these tests."""


def round_europe(bench: Bench) -> Trial:
    """Test that landing ships sailed 6,000 nautical miles round Europe to Tartus."""
    day, stated = date(2022, 2, 1), bench.numbers("sea-6000-nmi")["nmi"]
    ways = {port: bench.nmi(day, port, TARTUS, hull=MontreuxClass.WARSHIP) for port in ("severomorsk", "baltiysk")}
    short = listed(f"{1 - nmi / stated:.0%}" for nmi in ways.values())
    return Trial(
        readings=(Reading(only_if="", holds=all(abs(nmi / stated - 1) <= CLOSE for nmi in ways.values())),),
        words=f"The shortest ways are {short} shorter: ships on an exercise, or that take on fuel, do not sail the "
        f"shortest "
        "way. Days in Foothold are those of the shortest way.",
        rows=tuple(row(f"{bench.place(port)} to Tartus", nmi, "nmi", stated=stated) for port, nmi in ways.items()),
        conditions=on_the_day(day, "Class of ship: warship", f"Agrees: within {CLOSE:.0%}"),
    )


def three_weeks_longer(bench: Bench) -> Trial:
    """Test that from the Baltic the way to Tartus is three weeks longer than from the Black Sea."""
    day, stated = date(2024, 3, 20), WEEK * bench.numbers("baltic-three-weeks")["extra_weeks"]
    near, far = (bench.nmi(day, port, TARTUS) for port in ("novorossiysk-port", "baltiysk"))
    extra = {kn: _extra_days(bench, day, kn) for kn in (Assumptions().ship_kn, 10.0, 7.4)}
    # Days fall as one over the speed, but for the wait at the Turkish Straits, which does not.
    wait = (far - near) / (24 * 10.0) - extra[10.0]
    speed_kn = (far - near) / (24 * (stated + wait))
    usual = Assumptions().ship_kn
    return Trial(
        readings=(
            Reading(only_if="", holds=abs(extra[usual] - stated) <= HALF_A_WEEK),
            Reading(only_if=f"ships make {speed_kn:.1f} knots on average", holds=_is_a_speed(speed_kn)),
        ),
        words=f"The way is {spaced(far - near)} nautical miles longer, which is {extra[usual]:.0f} days at {usual:g} "
        f"knots.",
        rows=(
            *(row(f"days longer, at {kn:g} knots", days, "days", stated=stated) for kn, days in extra.items()),
            row("Novorossiysk to Tartus", near, "nmi"),
            row("Baltiysk to Tartus", far, "nmi"),
        ),
        conditions=on_the_day(day, "Waiting at the Turkish Straits counted", "Agrees: within half a week"),
    )


def sparta_to_syria(bench: Bench) -> Trial:
    """Test that Sparta and Sparta II took 23 to 26 days from Baltiysk to Syria."""
    return _as_sailed(bench, "sparta2-25-days", date(2024, 12, 11), ("baltiysk", TARTUS))


def month_to_conakry(bench: Bench) -> Trial:
    """Test that ships took nearly a month from the Baltic to Conakry."""
    return _as_sailed(bench, "ap-conakry-month", date(2025, 5, 1), ("st-petersburg", "conakry-port"))


def tartus_to_the_channel(bench: Bench) -> Trial:
    """Test that Sparta, with engine trouble, took 18 days from Tartus to the Channel."""
    day, stated = date(2025, 1, 26), bench.numbers("sparta-breakdown")["days"]
    way = bench.on(day).sea(TARTUS, "baltiysk").way()
    nmi = _nmi_to(way, USHANT) if isinstance(way, SeaRoute) else 0.0
    speed_kn, usual = nmi / (24 * stated), Assumptions().ship_kn
    return Trial(
        readings=(
            Reading(only_if="", holds=abs(nmi / (24 * usual) / stated - 1) <= CLOSE),
            Reading(only_if=f"the ship made {speed_kn:.1f} knots on average", holds=_is_a_speed(speed_kn)),
        ),
        words=f"To Ushant it is {spaced(nmi)} nautical miles, {nmi / (24 * usual):.0f} days at {usual:g} knots; "
        f"{stated} days are "
        f"{speed_kn:.1f} knots, engine trouble included.",
        rows=(
            row("days to the Channel", nmi / (24 * usual), "days", stated=stated),
            row("Tartus to Ushant", nmi, "nmi"),
            row("speed made good", speed_kn, "kn"),
        ),
        conditions=on_the_day(day, "Without time in port"),
    )


def not_by_air(bench: Bench) -> Trial:
    """Test that the convoy seen in Bamako could not have come by air."""
    day, places = date(2025, 1, 15), ("chkalovsky", "al-khadim", "bamako-senou")
    aircraft = aircraft_of(bench.world, Assumptions())
    ships_t = {ship: bench.world.assets[ship].max_payload_t or 0.0 for ship in ("patria", "baltic-leader")}
    load_t = bench.load_t(day, places)
    flights = {ship: cargo_t / load_t if load_t else float("inf") for ship, cargo_t in ships_t.items()}
    whole = f"a whole shipload is meant, {spaced(min(flights.values()))} flights or more"
    return Trial(
        readings=(
            Reading(only_if="", holds=load_t == 0),
            Reading(only_if=whole, holds=min(flights.values()) > LARGEST_AIR_BRIDGE),
        ),
        words=f"With a stop at Al-Khadim the Il-76MD carries {load_t:.0f} t to Bamako, so neither distance nor load "
        f"bars single "
        "vehicles; what a ship brings would take many flights.",
        rows=(
            row("load of the Il-76MD, Chkalovsky to Bamako by Al-Khadim", load_t, "t"),
            row("largest load of the Il-76MD", aircraft.largest_t, "t"),
            *(row(f"flights for the cargo of {bench.name(ship)}", number) for ship, number in flights.items()),
        ),
        conditions=on_the_day(day, "Ships loaded to their published capacity"),
    )


def _as_sailed(bench: Bench, finding: str, day: date, way: tuple[str, str]) -> Trial:
    """Test the days of a voyage as reported against those at the usual speed."""
    low, high = bench.numbers(finding)["days"]
    nmi, usual = bench.nmi(day, *way), Assumptions().ship_kn
    days = nmi / (24 * usual)
    slow_kn, fast_kn = nmi / (24 * high), nmi / (24 * low)
    speeds = f"ships make {slow_kn:.1f} to {fast_kn:.1f} knots on average, stops included"
    return Trial(
        readings=(
            Reading(only_if="", holds=low * (1 - CLOSE) <= days <= high * (1 + CLOSE)),
            Reading(only_if=speeds, holds=_is_a_speed(slow_kn)),
        ),
        words=f"The way is {spaced(nmi)} nautical miles, {days:.0f} days at {usual:g} knots; {low} to {high} days are "
        f"{slow_kn:.1f} to {fast_kn:.1f} knots.",
        rows=(
            row(f"{' to '.join(map(bench.place, way))}, at {usual:g} knots", days, "days", stated=f"{low} to {high}"),
            row("the same, at 10 knots", nmi / 240, "days", stated=f"{low} to {high}"),
            row("length of the way", nmi, "nmi"),
        ),
        conditions=on_the_day(day, "Without time in port", f"Agrees: within {CLOSE:.0%}"),
    )


def _extra_days(bench: Bench, day: date, speed_kn: float) -> float:
    """Return how many days longer the way to Tartus is from Baltiysk than from Novorossiysk."""
    lift = bench.on(day, ship_kn=speed_kn)
    near, far = lift.sail("novorossiysk-port", TARTUS), lift.sail("baltiysk", TARTUS)
    return far[1] - near[1] if near and far else float("inf")


def _is_a_speed(speed_kn: float) -> bool:
    """Say whether a speed is one that the page lets a reader choose."""
    about = declared()["ship_kn"]
    return about.lowest <= speed_kn <= about.highest


def _nmi_to(way: SeaRoute, place: LonLat) -> float:
    """Return the nautical miles of a way up to its turn nearest to a place."""
    lon, lat = np.array(way.points).T
    nearest = int(np.argmin(geodesic_km(lon, lat, np.full_like(lon, place[0]), np.full_like(lat, place[1]))))
    return length_km(way.points[: nearest + 1]) / KM_PER_NMI
