"""Published statements about ways by air, each put to the test that its record describes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from geo.airlift import DAY_H
from geo.assumptions import Assumptions, FuelRule
from geo.countries import OPERATOR, countries_in_words
from geo.finding import Bench, Reading, Trial, far, on_the_day, row
from geo.payload import aircraft_of

IL_76MD = "il-76md"
AN_124 = "an-124-100"
TYPES = (IL_76MD, "il-76md-90a", AN_124)

KM_PER_MILE = 1.609344

HALF = 0.5
"""Less than this share of the largest load counts as too little; a convention of these tests."""

LONGER = 1.1
"""By how much a way must grow for a closure to count as felt; a convention of these tests."""

DIRECT = ("chkalovsky", "al-khadim")
TO_SYRIA = ("chkalovsky", "khmeimim")
TO_MALI = ("chkalovsky", "bamako-senou")
BY_LIBYA = ("chkalovsky", "al-khadim", "bamako-senou")
AFTER_ASSAD = date(2024, 12, 9)


def only_empty(bench: Bench) -> Trial:
    """Test that, without Khmeimim, only empty aircraft reach Libya from Russia without refuelling."""
    stated = bench.numbers("rybar-only-empty")["payload_t_claimed"]
    cases: Mapping[str, dict[str, Any]] = {
        "": {},
        "Turkey is closed too": {"shut": ("TUR",)},
        "Turkey, Iraq and Syria are closed too": {"shut": ("TUR", "IRQ", "SYR")},
        "the fuel for the way back is carried": {"fuel": FuelRule.CARRIED},
        "the fuel for the way back is carried and Turkey is closed too": {"fuel": FuelRule.CARRIED, "shut": ("TUR",)},
    }
    loads = {
        case: {kind: bench.load_t(AFTER_ASSAD, DIRECT, aircraft=kind, **given) for kind in TYPES}
        for case, given in cases.items()
    }
    any_type = [Reading(only_if=case, holds=not any(by_type.values())) for case, by_type in loads.items()]
    one_type = [
        Reading(only_if=f"the {bench.name(IL_76MD)} is meant{', ' if case else ''}{case}", holds=not by_type[IL_76MD])
        for case, by_type in loads.items()
    ]
    readings = (*any_type, *one_type)
    decides = next((case for case, reading in zip((*loads, *loads), readings, strict=True) if reading.holds), "")
    return Trial(
        readings=readings,
        words=f"The legal way that day is {far(bench.km(AFTER_ASSAD, *DIRECT))}; over it the Il-76MD carries "
        f"{loads[''][IL_76MD]:.0f} t and the An-124 {loads[''][AN_124]:.0f} t.",
        rows=tuple(
            row(f"{bench.name(kind)}{_if(case)}", load_t, "t", stated=stated)
            for case in dict.fromkeys((decides, *loads))
            for kind, load_t in loads[case].items()
        ),
        conditions=on_the_day(AFTER_ASSAD, "Chkalovsky to Al-Khadim without a stop"),
    )


def too_far(bench: Bench) -> Trial:
    """Test that four Libyan bases are too far from Moscow because European airspace is shut."""
    bases = bench.numbers("gomati-too-far")["bases"]
    most_t = aircraft_of(bench.world, Assumptions(aircraft=IL_76MD)).largest_t
    cases: Mapping[str, dict[str, Any]] = {
        "": {},
        "Turkey is closed too": {"shut": ("TUR",)},
        "there is no fuel in Libya": {"fuel": FuelRule.CARRIED},
        "there is no fuel in Libya and Turkey is closed too": {"fuel": FuelRule.CARRIED, "shut": ("TUR",)},
    }
    loads = {
        case: {base: bench.load_t(AFTER_ASSAD, ("chkalovsky", base), **given) for base in bases}
        for case, given in cases.items()
    }
    least = {case: min(by_base.values()) for case, by_base in loads.items()}
    return Trial(
        readings=tuple(
            Reading(only_if=case, holds=max(by_base.values()) < HALF * most_t) for case, by_base in loads.items()
        ),
        words=f"With Turkey open the Il-76MD carries {least['']:.0f} t or more to each of them, with Turkey closed "
        f"{least['Turkey is closed too']:.0f} t or more, of {most_t:.0f} t at most.",
        rows=tuple(
            row(f"{bench.place(base)}{_if(case)}", load_t, "t")
            for case, by_base in loads.items()
            for base, load_t in by_base.items()
        ),
        conditions=on_the_day(AFTER_ASSAD, "Il-76MD from Chkalovsky", "Too far: less than half of the largest load"),
    )


def refuelling_and_turkey(bench: Bench) -> Trial:
    """Test that refuelling is the main problem of loaded flights to Africa, and that they need Turkey."""
    straight_t, by_libya_t = bench.load_t(AFTER_ASSAD, TO_MALI), bench.load_t(AFTER_ASSAD, BY_LIBYA)
    shut_t = bench.load_t(AFTER_ASSAD, TO_MALI, shut=("TUR",))
    km, shut_km = bench.km(AFTER_ASSAD, *TO_MALI), bench.km(AFTER_ASSAD, *TO_MALI, shut=("TUR",))
    over_turkey = "TUR" in bench.overflown(AFTER_ASSAD, *TO_MALI)
    return Trial(
        readings=(Reading(only_if="", holds=over_turkey and straight_t < HALF * by_libya_t),),
        words=f"Without a stop the Il-76MD carries {straight_t:.0f} t to Bamako, with a stop at Al-Khadim "
        f"{by_libya_t:.0f} t; the way {'leads' if over_turkey else 'does not lead'} over Turkey.",
        rows=(
            row("Chkalovsky to Bamako", km, "km"),
            row("the same, if Turkey is closed too", shut_km, "km"),
            row("Il-76MD without a stop", straight_t, "t"),
            row("Il-76MD without a stop, if Turkey is closed too", shut_t, "t"),
            row("Il-76MD by Al-Khadim", by_libya_t, "t"),
        ),
        conditions=on_the_day(AFTER_ASSAD, "Main problem: a stop at least doubles the load"),
    )


def egypt_chokes(bench: Bench) -> Trial:
    """Test that closing Egypt would cut the last way to Syria."""
    day, shut = date(2023, 5, 12), ("IRQ", "JOR")
    km, shut_km = bench.km(day, *TO_SYRIA, shut=shut), bench.km(day, *TO_SYRIA, shut=(*shut, "EGY"))
    loads = {kind: bench.load_t(day, TO_SYRIA, shut=(*shut, "EGY"), aircraft=kind) for kind in TYPES}
    open_t = bench.load_t(day, TO_SYRIA, shut=shut)
    meant = f"the {bench.name(IL_76MD)} is meant"
    return Trial(
        readings=(
            Reading(only_if="", holds=not any(loads.values())),
            Reading(only_if=meant, holds=open_t > 0 and not loads[IL_76MD]),
        ),
        words=f"With Egypt open the way is {far(km)}, with Egypt closed {far(shut_km)}; the Il-76MD then carries "
        f"{loads[IL_76MD]:.0f} t and the An-124 {loads[AN_124]:.0f} t.",
        rows=(
            row("Chkalovsky to Khmeimim, Egypt open", km, "km"),
            row("the same, Egypt closed", shut_km, "km"),
            row(f"{bench.name(IL_76MD)}, Egypt open", open_t, "t"),
            *(row(f"{bench.name(kind)}, Egypt closed", load_t, "t") for kind, load_t in loads.items()),
        ),
        conditions=on_the_day(day, "Iraq and Jordan closed too, as reported then", "Cut: nothing can be carried"),
    )


def through_iran_and_iraq(bench: Bench) -> Trial:
    """Test that An-124 reached Latakia by Iran and Iraq after Bulgaria refused."""
    before, day = date(2015, 8, 30), date(2015, 9, 10)
    by = bench.overflown(day, *TO_SYRIA)
    km, before_km = bench.km(day, *TO_SYRIA), bench.km(before, *TO_SYRIA)
    plan = bench.flight(day, TO_SYRIA, aircraft=AN_124)
    most_t = aircraft_of(bench.world, Assumptions(aircraft=AN_124)).largest_t
    stated = bench.numbers("nyt-2015-seven-an124")
    weekly = 0.0 if plan is None else stated["days"] * DAY_H / plan.cycle_h
    load_t = 0.0 if plan is None else plan.payload_t
    return Trial(
        readings=(Reading(only_if="", holds={"IRN", "IRQ"} <= set(by) and load_t == most_t),),
        words=f"Around Bulgaria and Turkey the way is {far(km)}, over {countries_in_words(by)}; before, it was "
        f"{far(before_km)}. The An-124 carries {load_t:.0f} t all the same.",
        rows=(
            row("flights in seven days, by one aircraft", weekly, stated=stated["flights"]),
            row("Chkalovsky to Khmeimim", km, "km"),
            row("the same a month before", before_km, "km"),
            row("load of the An-124", load_t, "t"),
        ),
        conditions=on_the_day(day),
    )


def over_the_caspian(bench: Bench) -> Trial:
    """Test that with Azerbaijan and Georgia closed the way leads over the Caspian and into Iran."""
    day, shut = date(2015, 9, 10), ("AZE", "GEO")
    by = bench.overflown(day, *TO_SYRIA, shut=shut)
    first = countries_in_words([code for code in by if code != OPERATOR][:1])
    apart_km = bench.apart_km(day, TO_SYRIA, "AZE", shut=shut)
    return Trial(
        readings=(Reading(only_if="", holds=first == "Iran"),),
        words=f"The way is {far(bench.km(day, *TO_SYRIA, shut=shut))}, over {countries_in_words(by)}. The shortest way "
        "keeps no farther from Azerbaijan than its territorial sea; the aircraft that were tracked did.",
        rows=(
            row("first country after Russia", first, stated="Iran"),
            row(
                "distance kept from Azerbaijan",
                apart_km,
                "km",
                stated=bench.numbers("caspian-track-2015")["offset_miles"] * KM_PER_MILE,
            ),
        ),
        conditions=on_the_day(day, "Azerbaijan and Georgia closed too"),
    )


def turkish_corridor(bench: Bench) -> Trial:
    """Test that Turkey is the one NATO state on the way to eastern Libya, and what hangs on it."""
    day = date(2025, 11, 26)
    nato = {*bench.world.constraints["nato-airspace-2022"].countries, "TUR"}
    by, detour = bench.overflown(day, *DIRECT), bench.overflown(day, *DIRECT, shut=("TUR",))
    km, shut_km = bench.km(day, *DIRECT), bench.km(day, *DIRECT, shut=("TUR",))
    return Trial(
        readings=(Reading(only_if="", holds=nato.intersection(by) == {"TUR"} and _felt(km, shut_km)),),
        words=f"The way is {far(km)}, over {countries_in_words(by)}; with Turkey closed it is {far(shut_km)}"
        f"{', over ' if detour else ''}{countries_in_words(detour)}.",
        rows=(
            row("NATO states on the way", countries_in_words(code for code in by if code in nato), stated="Turkey"),
            row("Chkalovsky to Al-Khadim", km, "km"),
            row("the same, if Turkey is closed too", shut_km, "km"),
            row("Il-76MD", bench.load_t(day, DIRECT), "t"),
            row("Il-76MD, if Turkey is closed too", bench.load_t(day, DIRECT, shut=("TUR",)), "t"),
        ),
        conditions=on_the_day(day),
    )


def straight_to_cyrenaica(bench: Bench) -> Trial:
    """Test that cargo could go from Moscow or Belarus to Cyrenaica, and that it hung on Turkey."""
    day = date(2025, 7, 15)
    ways = (("machulishchy", "al-khadim"), ("chkalovsky", "maaten-al-sarra"))
    loads = {way: {kind: bench.load_t(day, way, aircraft=kind) for kind in TYPES} for way in ways}
    kms = {way: (bench.km(day, *way), bench.km(day, *way, shut=("TUR",))) for way in ways}
    names = {way: " to ".join(map(bench.place, way)) for way in ways}
    holds = all(any(loads[way].values()) and _felt(*kms[way]) for way in ways)
    refusals = [words for way in ways for kind in TYPES if (words := bench.refusal(day, way, aircraft=kind))]
    said = (f"{names[way]} is {far(kms[way][0])}, with Turkey closed {far(kms[way][1])}" for way in ways)
    return Trial(
        readings=(Reading(only_if="", holds=holds),),
        words=f"{'; '.join(said)}. {' '.join(dict.fromkeys(refusals))}".strip(),
        rows=(
            *(row(names[way], kms[way][0], "km") for way in ways),
            *(row(f"{names[way]}, if Turkey is closed too", kms[way][1], "km") for way in ways),
            *(
                row(f"{names[way]}, {bench.name(kind)}", load_t, "t")
                for way in ways
                for kind, load_t in loads[way].items()
            ),
        ),
        conditions=on_the_day(day, f"Hangs on Turkey: {LONGER - 1:.0%} longer, or no way, without it"),
    )


def _felt(km: float | None, shut_km: float | None) -> bool:
    """Say whether a closure makes a way that there is longer, or ends it."""
    return km is not None and (shut_km is None or shut_km > LONGER * km)


def _if(case: str) -> str:
    """Return what a row says of its case."""
    return f", if {case}" if case else ""
