"""incidents in POLECAT's columns: PLOVER's types and modes by its own conventions, one row an incident."""

from collections.abc import Sequence
from pathlib import Path

from timeline.exporters.sorting import in_order
from timeline.lexicon.crosswalks import crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.places import Place, PlacePrecision
from timeline.model.timeline import TimelineData
from timeline.model.types import Status
from timeline.model.when import DateInterval
from timeline.output.atomic import write_atomically
from timeline.output.cells import Value, tsv_text

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *(
        "Actor Name",
        "Actor Country",
        "Actor COW",
        "Primary Actor Sector",
        "Actor Sectors",
        "Actor Title",
        "Actor Name Raw",
    ),
    *(
        "Wikipedia Actor ID",
        "Recipient Name",
        "Recipient Country",
        "Recipient COW",
        "Primary Recipient Sector",
    ),
    *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *(
        "Placename",
        "City",
        "District",
        "Province",
        "Country",
        "Latitude",
        "Longitude",
        "GeoNames ID",
        "Raw Placename",
    ),
    *(
        "Feature Type",
        "Source",
        "Publication Date",
        "Story People",
        "Story Organizations",
        "Story Locations",
        "Language",
    ),
    *("Version", "End Date", "Date Precision", "Status", "Headline"),
)
"""POLECAT's 40 columns, and behind them what it has none for: the last day, the grain, our status, the headline."""
SECTORS = {
    ActorKind.STATE: "GOV",
    ActorKind.SECURITY_FORCES: "MIL",
    ActorKind.ARMED_GROUP: "REB",
    ActorKind.CIVILIANS: "CVL",
    ActorKind.ORGANISATION: "NGO",
}
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
# PLOVER has no status: a plan is coded as what announces it.
PLANNED = {"CONSULT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
FORCE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "SANCTION"})
LEFT_OUT = frozenset({Status.DENIED, Status.POSSIBLE})


def write(timeline: TimelineData, path: Path) -> None:
    """Write a TSV of dated incidents; those that PLOVER has no type for (DISPLACE), and denied or possible ones, are left out.

    Planned talks are AGREE, planned withdrawals CONCEDE, planned or threatened force THREATEN, demands REQUEST. Several
    actors of one side are joined by '; '.

    Raises:
        UsageError: The file cannot be written.
    """
    rows = [
        row
        for one in in_order(timeline)
        if one.date is not None and (row := _row(one, one.date)) is not None
    ]
    write_atomically(path, tsv_text(COLUMNS, rows))


def convention(incident: Incident) -> str | None:
    """Give PLOVER's type for an incident by its own convention; None when it would not code it."""
    if incident.status in LEFT_OUT or incident.type not in QUADS:
        return None
    if incident.status is Status.DEMANDED:
        return "REQUEST"
    if incident.status is Status.THREATENED or (
        incident.status is Status.PLANNED and incident.type in FORCE
    ):
        return "THREATEN"
    return (
        PLANNED.get(incident.type, incident.type)
        if incident.status is Status.PLANNED
        else incident.type
    )


def _row(incident: Incident, when: DateInterval) -> dict[str, Value] | None:
    kind = convention(incident)
    if kind is None:
        return None
    code = (
        crosswalk("plover").code_of(kind, incident.mode if kind == incident.type else None) or kind
    )
    first = [one for one in incident.actors if one.role is Role.INITIATOR]
    second = [one for one in incident.actors if one.role is Role.TARGET]
    parties = [one for one in incident.actors if one.role is Role.PARTY]
    if parties and not first:
        first, parties = parties[:1], parties[1:]
    return {
        "Event ID": incident.id,
        "Event Date": when.start.isoformat(),
        "Event Type": kind,
        "Event Mode": code.partition("/")[2],
        "Quad Code": QUADS[kind],
        **_side("Actor", first),
        **_side("Recipient", [*second, *parties]),
        **_where(incident.places[0] if incident.places else None),
        "Source": "; ".join(incident.publishers),
        "Language": "English",
        "Version": "conflict-timeline",
        "End Date": when.end.isoformat(),
        "Date Precision": when.precision.value,
        "Status": incident.status.value,
        "Headline": incident.headline,
    }


def _side(side: str, actors: Sequence[ActorRole]) -> dict[str, Value]:
    sectors = list(dict.fromkeys(SECTORS[one.kind] for one in actors if one.kind in SECTORS))
    return {
        f"{side} Name": "; ".join(one.name for one in actors),
        f"{side} Country": "; ".join(dict.fromkeys(one.country for one in actors if one.country)),
        f"Primary {side} Sector": sectors[0] if sectors else "",
        f"{side} Sectors": "; ".join(sectors),
        f"{side} Name Raw": "; ".join(one.aliases[0] for one in actors if one.aliases),
    }


def _where(place: Place | None) -> dict[str, Value]:
    if place is None:
        return {}
    levels = {
        PlacePrecision.SITE: "City",
        PlacePrecision.CITY: "City",
        PlacePrecision.DISTRICT: "District",
        PlacePrecision.PROVINCE: "Province",
    }
    level = levels.get(place.precision)
    where: dict[str, Value] = {"Province": place.admin1, **({level: place.name} if level else {})}
    geonames = place.id.partition("geonames:")[2]
    return {
        "Placename": place.name,
        **where,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": geonames,
        "Raw Placename": place.aliases[0] if place.aliases else place.name,
    }
