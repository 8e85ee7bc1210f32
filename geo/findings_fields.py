"""Published statements about bases and single flights, each put to the test that its record describes."""

from __future__ import annotations

import math
from datetime import date

from geo.airlift import DAY_H, AirRoutePlan
from geo.assumptions import Assumptions, FuelRule
from geo.chains import Chain
from geo.finding import Bench, Reading, Trial, far, on_the_day, row
from geo.findings_ways import AFTER_ASSAD, AN_124, DIRECT, HALF, IL_76MD
from geo.impact import assess
from geo.naming import listed
from geo.network import compile_net
from geo.numbers import spaced
from geo.payload import aircraft_of
from geo.results import OperationImpact, SupportStatus
from geo.scenario import Token, facility_token
from geo.timeline import REFERENCE_DAY, is_usable_state, state_on
from geo.vocabulary import CARRIED, Function, State

SHUTTLE = ("khmeimim", "al-khadim")


AFRICA = frozenset({"libya", "sahel", "sudan", "central-africa", "other-africa"})
"""Ids of the regions that count as Africa."""

KHMEIMIM = "khmeimim"


def all_through_khmeimim(bench: Bench) -> Trial:
    """Test that all supplies for Africa went through Khmeimim, and that its loss would be heavy.

    What went where is asked of the reports; how heavy the loss is, of what it takes from the operations supplied so.
    """
    rows = _carried_to_africa(bench, frozenset({facility_token(KHMEIMIM)}))
    flown = {row.operation: row.status for row, chain in rows if chain.function is Function.AIRLIFT}
    other = {row.operation for row, chain in rows if KHMEIMIM not in chain.places}
    through = flown.keys() - {row.operation for row, chain in rows if _is_flight_past(chain)}
    fallen = [flown[name] for name in through if flown[name] in (SupportStatus.PAPER, SupportStatus.UNSUPPORTED)]
    heavy, straight_t = len(fallen) >= HALF * len(through) > 0, bench.load_t(AFTER_ASSAD, DIRECT)
    return Trial(
        readings=(
            Reading(only_if="", holds=heavy and not other),
            Reading(only_if="supplies by air are meant", holds=heavy and through == flown.keys()),
        ),
        words=f"As reported, {len(through)} of {len(flown)} operations in Africa that have an airlift had it through "
        f"Khmeimim; without it {len(fallen)} of them lose all support that was reported. On published figures the "
        f"Il-76MD carries {straight_t:.0f} t straight to Libya: what was done is not all that can be.",
        rows=(
            row("operations in Africa with a reported airlift", float(len(flown))),
            row("of them through Khmeimim", float(len(through)), stated="all"),
            row("operations with a reported supply that does not pass it", float(len(other)), stated="none"),
            row("left without reported support if it is lost", float(len(fallen))),
            row("of them possible on paper", float(fallen.count(SupportStatus.PAPER))),
            row(f"{bench.name(IL_76MD)}, Chkalovsky to Al-Khadim without a stop", straight_t, "t"),
        ),
        conditions=on_the_day(REFERENCE_DAY, "Heavy: half of those supplied through it lose all reported support"),
    )


def _carried_to_africa(bench: Bench, lost: frozenset[Token]) -> list[tuple[OperationImpact, Chain]]:
    """Return the ways by which operations in Africa were supplied with nothing lost, and what a loss does to them."""
    impact = assess(compile_net(bench.world, REFERENCE_DAY, lift=bench.lift), lost)
    rows = [row for name, row in impact.operations.items() if bench.world.operations[name].region in AFRICA]
    return [(row, g.before) for row in rows for g in row.groups if g.before and g.before.function in CARRIED]


def _is_flight_past(chain: Chain) -> bool:
    return chain.function is Function.AIRLIFT and KHMEIMIM not in chain.places


def daily_shuttle(bench: Bench) -> Trial:
    """Test that more than one flight a day from Khmeimim to Al-Khadim is possible."""
    day = date(2024, 12, 20)
    plans = {kind: bench.flight(day, SHUTTLE, aircraft=kind, fuel=FuelRule.CARRIED) for kind in (IL_76MD, AN_124)}
    daily = {kind: 0.0 if plan is None else DAY_H / plan.cycle_h for kind, plan in plans.items()}
    stated = bench.numbers("cnn-daily-flights")["flights_per_day_min"]
    return Trial(
        readings=(Reading(only_if="", holds=min(daily.values()) >= stated),),
        words=f"The way is {far(bench.km(day, *SHUTTLE))} over the high seas; out and back without fuel in Libya the "
        f"Il-76MD "
        f"carries {_load(plans[IL_76MD]):.0f} t, {daily[IL_76MD]:.1f} times a day.",
        rows=(
            *(row(f"flights a day, one {bench.name(kind)}", each, stated=stated) for kind, each in daily.items()),
            *(row(f"load of the {bench.name(kind)}", _load(plan), "t") for kind, plan in plans.items()),
        ),
        conditions=on_the_day(day, "The fuel for the way back is carried"),
    )


def three_hours_on_the_ground(bench: Bench) -> Trial:
    """Test that an An-124 flies to Al-Khadim, stays three hours and is back the same night."""
    day, ground_h = date(2024, 12, 26), bench.numbers("an124-three-hours")["ground_hours"]
    plan = bench.flight(day, SHUTTLE, aircraft=AN_124, fuel=FuelRule.CARRIED, ground_h=ground_h)
    away_h = math.inf if plan is None else plan.cycle_h - ground_h
    return Trial(
        readings=(Reading(only_if="", holds=away_h <= DAY_H / 2),),
        words=f"Out and back takes {away_h:.1f} hours, {ground_h} of them on the ground, with {_load(plan):.0f} t "
        f"and no fuel "
        "taken in Libya.",
        rows=(
            row("hours from take-off to the landing back", away_h, "h"),
            row("load, out and back without fuel", _load(plan), "t"),
            row("runway wanted", bench.world.assets[AN_124].runway_m, "m"),
            row("runway of Al-Khadim", bench.world.facilities["al-khadim"].runway_m, "m"),
        ),
        conditions=on_the_day(day, f"{ground_h} hours on the ground", "Same night: within twelve hours"),
    )


def khadim_to_bamako(bench: Bench) -> Trial:
    """Test that an Il-76 flies from Krymsk by Al-Khadim to Bamako."""
    day, way = date(2024, 12, 16), ("krymsk", "al-khadim", "bamako-senou")
    load_t = bench.load_t(day, way)
    back_t = bench.load_t(day, way, fuel=FuelRule.DOCUMENTED)
    return Trial(
        readings=(Reading(only_if="", holds=load_t > 0),),
        words=f"The Il-76MD carries {load_t:.0f} t to Bamako with fuel there, and {back_t:.0f} t if the fuel for the "
        f"way back "
        "to Al-Khadim is carried.",
        rows=(
            row(
                "Al-Khadim to Bamako",
                bench.km(day, *way[1:]),
                "km",
                stated=bench.numbers("emercom-khadim-bamako")["leg_km"],
            ),
            row("Krymsk to Al-Khadim", bench.km(day, *way[:2]), "km"),
            row("load with fuel at Bamako", load_t, "t"),
            row("load with fuel only where it is documented", back_t, "t"),
        ),
        conditions=on_the_day(day, "Figures of the Il-76MD"),
    )


def eight_a_day(bench: Bench) -> Trial:
    """Test that the Tu-134 could fly Latakia - eastern Libya, and from nowhere else."""
    day, kind = date(2020, 3, 10), "tu-134a"
    stated = bench.numbers("eight-a-day-2020")["flights_per_day_max"]
    shuttle = bench.flight(day, SHUTTLE, aircraft=kind)
    needed = None if shuttle is None else math.ceil(stated * shuttle.cycle_h / DAY_H)
    others = {field: bench.load_t(day, (field, "al-khadim"), aircraft=kind) for field in ("krymsk", "chkalovsky")}
    instead = listed(f"{load_t:.1f} t from {bench.place(field)}" for field, load_t in others.items())
    return Trial(
        readings=(Reading(only_if="", holds=_load(shuttle) > 0),),
        words=f"The Tu-134A carries {_load(shuttle):.1f} t from Khmeimim, so the flights were possible. With the skies "
        f"of that day it carries {instead}: that nothing but Khmeimim would do is "
        f"{'not ' if any(others.values()) else ''}borne out.",
        rows=(
            row("load from Khmeimim", _load(shuttle), "t"),
            *(row(f"load from {bench.place(field)}", load_t, "t") for field, load_t in others.items()),
            row(f"aircraft for {stated} flights a day", needed),
        ),
        conditions=on_the_day(day, "Figures of the Tu-134A, to Al-Khadim"),
    )


def long_enough_at_gao(bench: Bench) -> Trial:
    """Test that the runway rule lets an Il-76 land at Gao, where one overran."""
    wanted_m = aircraft_of(bench.world, Assumptions()).runway_m or 0
    gao_m = bench.world.facilities["gao"].runway_m or 0
    return Trial(
        readings=(Reading(only_if="", holds=gao_m >= wanted_m),),
        words=f"The rule asks for {spaced(wanted_m)} m and Gao has {spaced(gao_m)} m: by it the length was enough, and "
        "is not what made the aircraft overrun. Where it touched down is nothing that this model knows.",
        rows=(
            row("runway of Gao", gao_m, "m", stated=bench.numbers("gao-overrun")["runway_m"]),
            row("runway that the Il-76MD wants", wanted_m, "m"),
        ),
        conditions=("Published runways, dry and level; the rule is one for a take-off at full weight",),
    )


def longer_runway(bench: Bench) -> Trial:
    """Test that heavier aircraft can leave Khmeimim since its runway was lengthened."""
    before_m, after_m = bench.numbers("khmeimim-runway-2021")["runway_m"]
    wanted_m = aircraft_of(bench.world, Assumptions(aircraft=AN_124)).runway_m or 0
    return Trial(
        readings=(Reading(only_if="", holds=before_m < wanted_m <= after_m),),
        words=f"A full An-124 wants {spaced(wanted_m)} m: {spaced(before_m)} m was too short, {spaced(after_m)} m is "
        "enough. Foothold keeps one length for all dates, the present one.",
        rows=(
            row("runway before", None, "m", stated=before_m),
            row("runway after", bench.world.facilities["khmeimim"].runway_m, "m", stated=after_m),
            row("runway that a full An-124 wants", wanted_m, "m"),
        ),
        conditions=("Published runways",),
    )


def khmeimim_still_refuels(bench: Bench) -> Trial:
    """Test that Tartus no longer gives basing rights while aircraft still refuel at Khmeimim."""
    day = date(2025, 5, 15)
    base, port = (bench.world.facilities[name] for name in ("khmeimim", "tartus"))
    base_state, port_state = (status.state if (status := state_on(row, day)) else None for row in (base, port))
    refuels = is_usable_state(base_state) and Function.REFUEL in base.functions
    return Trial(
        readings=(Reading(only_if="", holds=refuels and port_state is not State.ACTIVE),),
        words=f"On that day the facts have Khmeimim {base_state or 'unknown'}, {'with' if refuels else 'without'} "
        f"refuelling, "
        f"and Tartus {port_state or 'unknown'}. This is a look at the records and no computation.",
        rows=(
            row("Khmeimim refuels", "yes" if refuels else "no", stated="yes"),
            row("Tartus", port_state, stated="no basing rights"),
        ),
        conditions=on_the_day(day),
    )


def _load(plan: AirRoutePlan | None) -> float:
    """Return the tonnes of a plan, 0 if there is none."""
    return 0.0 if plan is None else plan.payload_t
