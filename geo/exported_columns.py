"""The columns of the sheets that are taken along: what each says, and how a cell of it is made."""

from __future__ import annotations

from geo.countries import country_in_words
from geo.exported_rows import AreaRow, FacilityRow, LineRow, NeedRow, OperationRow, TokenRow
from geo.model import Constraint, DeFactoArea, Source
from geo.naming import name_token
from geo.notices import LINES_CAUTION
from geo.sheets import Column, Holds, Plan, Reference, date_text, joined
from geo.vocabulary import StageName

REGION = "the region of the explorer it belongs to"
COUNTRY = "country as internationally recognised, ISO 3166-1 alpha-3"
LAT = "degrees north, WGS 84"
LON = "degrees east, WGS 84"
START = "first day, as precise as known: YYYY, YYYY-MM or YYYY-MM-DD; empty: not known"
END = "last day, included, as precise as known; empty: it lasts"
NOTE = "what was reported, in our own words"
CITED = "ids of the sources, with a semicolon between them"
CREDIBILITY = "Admiralty number of the report: 1 confirmed to 5 improbable, 6 cannot be judged"

OPERATIONS: Plan[OperationRow] = Plan(
    name="operations",
    title="Operations",
    says="What is supported downstream, how it stands on the day, why, and what is left.",
    columns=(
        Column("id", "names the operation", lambda row: row.operation.id),
        Column("name", "as one would say it", lambda row: row.operation.name),
        Column("countries", COUNTRY, lambda row: joined(row.operation.country)),
        Column("region", REGION, lambda row: row.world.regions[row.operation.region].name),
        Column("kind", "what it is", lambda row: row.operation.kind.value),
        Column("actor", "who carries it out", lambda row: row.operation.actor),
        Column("lat", LAT, lambda row: row.operation.lat, Holds.NUMBER),
        Column("lon", LON, lambda row: row.operation.lon, Holds.NUMBER),
        Column("stage", "planned, agreed or running", lambda row: (row.stage or StageName.RUNNING).value),
        Column(
            "status_before",
            "how it stands with nothing taken away; empty: it does not run",
            lambda row: row.impact.baseline.value if row.impact else None,
        ),
        Column(
            "status",
            "how it stands in the scenario; empty: it does not run",
            lambda row: row.impact.status.value if row.impact else None,
        ),
        Column(
            "worsened",
            "whether the scenario lowers its status",
            lambda row: row.impact.worsened if row.impact else None,
            Holds.YES_NO,
        ),
        Column("reason", "what happens to it and why, computed", lambda row: row.reason),
        Column("left", "what it still has, computed", lambda row: row.told.left if row.told else None),
        Column("rests_on", "what its support rests on", lambda row: row.told.rests_on if row.told else None),
        Column("repair", "what would bring support back", lambda row: row.told.repair if row.told else None),
        Column(
            "single_points",
            "ids of facilities, gateways aside, of which one more loss would leave it without support",
            lambda row: joined(row.impact.single_points) if row.impact else None,
        ),
        Column(
            "flags",
            "what to know beside the status",
            lambda row: joined(sorted(row.impact.flags)) if row.impact else None,
        ),
        Column("note", NOTE, lambda row: row.operation.note),
        Column("sources", CITED, lambda row: row.sources),
    ),
)

NEEDS: Plan[NeedRow] = Plan(
    name="needs",
    title="Needs of the operations",
    says="What each running operation needs, and by which way it gets it before and in the scenario.",
    key=("operation", "number"),
    columns=(
        Column("operation", "id of the operation", lambda row: row.operation, names=Reference(sheet="operations")),
        Column("number", "tells the needs of an operation apart", lambda row: row.number, Holds.WHOLE),
        Column("need", "what is needed, alternatives joined by `or`", lambda row: row.group.label),
        Column("weight", "essential, important or minor", lambda row: row.group.weight.value),
        Column(
            "met_before",
            "full, weak or lost: how well it is met with nothing taken away",
            lambda row: row.group.level_before.name.lower(),
        ),
        Column("met", "the same in the scenario", lambda row: row.group.level.name.lower()),
        Column(
            "share",
            "what is left of its throughput, 0 to 1, computed",
            lambda row: round(row.group.ratio, 4),
            Holds.NUMBER,
        ),
        Column("way_before", "by which way it is met with nothing taken away", lambda row: row.before),
        Column("way", "by which way it is met in the scenario", lambda row: row.after),
        Column(
            "sources",
            CITED,
            lambda row: joined(dict.fromkeys(name for need in row.group.needs for name in need.sources)),
        ),
    ),
)

FACILITIES: Plan[FacilityRow] = Plan(
    name="facilities",
    title="Facilities",
    says="Places that Russia uses, or could use, to support something elsewhere, as reported for the day.",
    columns=(
        Column("id", "names the facility", lambda row: row.facility.id),
        Column("name", "the common English name", lambda row: row.facility.name),
        Column("country", COUNTRY, lambda row: row.facility.country),
        Column("region", REGION, lambda row: row.world.regions[row.facility.region].name),
        Column("kind", "what it is", lambda row: row.facility.kind.value),
        Column(
            "role",
            "gateway: support starts there; hub: it passes through; outpost: it ends there",
            lambda row: row.facility.role.value,
        ),
        Column("operator", "who runs the Russian presence", lambda row: row.facility.operator),
        Column("lat", LAT, lambda row: row.facility.lat, Holds.NUMBER),
        Column("lon", LON, lambda row: row.facility.lon, Holds.NUMBER),
        Column("position", "where the position comes from and how exact it is", lambda row: row.facility.coord_source),
        Column("functions", "what it gives to operations", lambda row: joined(row.facility.functions)),
        Column("state", "what was reported of it for the day", lambda row: row.status.state.value),
        Column("fate", "what the scenario does to it, computed", lambda row: row.fate.value),
        Column("lost_by", "what of the scenario takes it away", lambda row: joined(row.impact.lost_by) or None),
        Column("start", START, lambda row: date_text(row.status.start)),
        Column("end", END, lambda row: date_text(row.status.end)),
        Column("credibility", CREDIBILITY, lambda row: row.status.credibility.value, Holds.WHOLE),
        Column("note", NOTE, lambda row: row.status.note),
        Column("sources", CITED, lambda row: joined(row.status.sources)),
    ),
)

LINES: Plan[LineRow] = Plan(
    name="lines",
    title="Lines of support",
    says=f"Who supports whom on the day. {LINES_CAUTION}",
    columns=(
        Column("id", "names the line", lambda row: row.link.id),
        Column("origin", "id of the facility", lambda row: row.link.origin, names=Reference(sheet="facilities")),
        Column("target", "id of the facility or operation", lambda row: row.link.target),
        Column("mode", "by which way", lambda row: row.link.mode.value),
        Column("functions", "what goes along it", lambda row: joined(row.link.functions)),
        Column("state", "kept, weakened or lost in the scenario, computed", lambda row: row.impact.value),
        Column("evidence", "reported, or our inference from reports", lambda row: row.link.evidence.value),
        Column("credibility", CREDIBILITY, lambda row: row.link.credibility.value, Holds.WHOLE),
        Column("start", START, lambda row: date_text(row.link.start)),
        Column("end", END, lambda row: date_text(row.link.end)),
        Column("note", NOTE, lambda row: row.link.note),
        Column("sources", CITED, lambda row: joined(row.link.sources)),
    ),
)

AREAS: Plan[AreaRow] = Plan(
    name="areas",
    title="Areas of influence",
    says="Ground under a kind of influence on the day, drawn as far as it was reported.",
    key=("area", "kind"),
    columns=(
        Column("area", "names the drawn area", lambda row: row.influence.area),
        Column("region", REGION, lambda row: row.region.name),
        Column("kind", "what kind of influence", lambda row: row.influence.kind.value),
        Column("countries", COUNTRY, lambda row: joined(row.influence.countries)),
        Column("part", "which part of the countries; empty: the whole", lambda row: row.influence.part),
        Column("start", START, lambda row: date_text(row.influence.start)),
        Column("end", END, lambda row: date_text(row.influence.end)),
        Column("note", NOTE, lambda row: row.influence.note),
        Column("sources", CITED, lambda row: joined(row.influence.sources)),
    ),
)

HELD: Plan[DeFactoArea] = Plan(
    name="held",
    title="Ground held by others",
    says="Ground that another authority holds on the day than the recognised state.",
    columns=(
        Column("id", "names the area", lambda row: row.id),
        Column("name", "as shown", lambda row: row.name),
        Column("country", COUNTRY, lambda row: row.country),
        Column("held_by", "id of the authority that holds it", lambda row: row.held_by),
        Column("start", START, lambda row: date_text(row.start)),
        Column("end", END, lambda row: date_text(row.end)),
        Column("note", NOTE, lambda row: row.note),
        Column("sources", CITED, lambda row: joined(row.sources)),
    ),
)

CLOSURES: Plan[Constraint] = Plan(
    name="closures",
    title="Closures, refusals and limits",
    says="What stood in the way on the day, whatever the scenario.",
    columns=(
        Column("id", "names the closure, refusal or limit", lambda row: row.id),
        Column("kind", "what stands in the way", lambda row: row.kind.value),
        Column("against", "what it is directed at", lambda row: row.against),
        Column(
            "countries",
            "whose sky or leave it is",
            lambda row: joined(map(country_in_words, filter(None, (row.country, *row.countries)))) or None,
        ),
        Column(
            "passages",
            "ids of the straits and canals",
            lambda row: joined(filter(None, (row.passage, *row.passages))) or None,
        ),
        Column(
            "extent", "all: it bars all such traffic; some: shown, never computed with", lambda row: row.extent.value
        ),
        Column("start", START, lambda row: date_text(row.start)),
        Column("end", END, lambda row: date_text(row.end)),
        Column("note", NOTE, lambda row: row.note),
        Column("sources", CITED, lambda row: joined(row.sources)),
    ),
)

TAKEN_AWAY: Plan[TokenRow] = Plan(
    name="taken-away",
    title="What is taken away",
    says="What the scenario takes away; empty where nothing is.",
    key=("token",),
    columns=(
        Column("token", "names it as the address does", lambda row: str(row.token)),
        Column("name", "as one would say it", lambda row: name_token(row.world, row.token)),
        Column("kind", "what kind of thing it is", lambda row: row.token.kind.name.lower()),
    ),
)

SOURCES: Plan[Source] = Plan(
    name="sources",
    title="Sources",
    says="The public texts that the other sheets cite, with how reliable they are.",
    columns=(
        Column("id", "names the source", lambda row: row.id),
        Column("publisher", "who published it", lambda row: row.publisher),
        Column("title", "its headline; in square brackets where the headline was not seen", lambda row: row.title),
        Column("date", "when it appeared, as precise as known", lambda row: date_text(row.date)),
        Column("url", "an address that was seen; empty: none was", lambda row: row.url),
        Column(
            "reliability",
            "Admiralty letter: A completely reliable to E unreliable, F cannot be judged",
            lambda row: row.reliability.value,
        ),
        Column("supports", "what it is cited for", lambda row: row.supports),
    ),
)
