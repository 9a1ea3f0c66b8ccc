"""Dated incidents in POLECAT's columns: PLOVER's types and modes by its own conventions."""

from collections.abc import Sequence
from pathlib import Path

from timeline.exporters.sorting import in_order
from timeline.lexicon.crosswalks import crosswalk
from timeline.lexicon.state_codes import ccode
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.places import Place, PlacePrecision
from timeline.model.timeline import TimelineData
from timeline.model.types import Status
from timeline.model.when import DateInterval
from timeline.output.atomic import write_atomically
from timeline.output.cells import Value, tsv_text

COLUMNS = (
    *(
        "Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
        "Contexts",
    ),
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
    *(
        "Recipient Sectors",
        "Recipient Title",
        "Recipient Name Raw",
        "Wikipedia Recipient ID",
    ),
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
"""POLECAT's 40 columns, and after them what it has none for: last day, grain, status, headline."""
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
PLANNED = {
    "CONSULT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
}
FORCE = frozenset({"ASSAULT", "MOBILIZE", "COERCE", "SANCTION"})
LEVELS = {
    PlacePrecision.SITE: "City",
    PlacePrecision.CITY: "City",
    PlacePrecision.DISTRICT: "District",
    PlacePrecision.PROVINCE: "Province",
}
LEFT_OUT = frozenset({Status.DENIED, Status.POSSIBLE})


def write(timeline: TimelineData, path: Path) -> None:
    """Write a TSV of dated incidents that PLOVER has a type for (not DISPLACE).

    Denied and possible incidents are left out. Planned talks are AGREE, planned withdrawals
    CONCEDE, planned or threatened force THREATEN, demands REQUEST. Several actors of one side are
    joined by '; '.

    Raises:
        UsageError: The file cannot be written.
    """
    rows = []
    for incident in in_order(timeline):
        event_type = convention(incident)
        if incident.date is not None and event_type is not None:
            rows.append(_row(incident, event_type, incident.date))
    write_atomically(path, tsv_text(COLUMNS, rows))


def convention(incident: Incident) -> str | None:
    """Return PLOVER's type for an incident by its own convention; None when it has none."""
    status = incident.status
    if status in LEFT_OUT or incident.type not in QUADS:
        return None
    if status is Status.DEMANDED:
        return "REQUEST"
    if status is Status.THREATENED:
        return "THREATEN"
    if status is not Status.PLANNED:
        return incident.type
    if incident.type in FORCE:
        return "THREATEN"
    return PLANNED.get(incident.type, incident.type)


def _row(incident: Incident, event_type: str, when: DateInterval) -> dict[str, Value]:
    mode = incident.mode if event_type == incident.type else None
    code = crosswalk("plover").code_of(event_type, mode) or event_type
    _, _, event_mode = code.partition("/")
    first, second = _sides(incident.actors)
    place = incident.places[0] if incident.places else None
    return {
        "Event ID": incident.id,
        "Event Date": when.start.isoformat(),
        "Event Type": event_type,
        "Event Mode": event_mode,
        "Quad Code": QUADS[event_type],
        **_side("Actor", first),
        **_side("Recipient", second),
        "Actor COW": _cow_codes(first, when.start.year),
        "Recipient COW": _cow_codes(second, when.start.year),
        **_where(place),
        "Source": "; ".join(incident.publishers),
        "Language": "English",
        "Version": "conflict-timeline",
        "End Date": when.end.isoformat(),
        "Date Precision": when.precision.value,
        "Status": incident.status.value,
        "Headline": incident.headline,
    }


def _sides(actors: Sequence[ActorRole]) -> tuple[list[ActorRole], list[ActorRole]]:
    """Return actors and recipients; without an initiator the first party is the actor."""
    initiators = [actor for actor in actors if actor.role is Role.INITIATOR]
    targets = [actor for actor in actors if actor.role is Role.TARGET]
    parties = [actor for actor in actors if actor.role is Role.PARTY]
    if parties and not initiators:
        first_party, *others = parties
        return [first_party], targets + others
    return initiators, targets + parties


def _side(side: str, actors: Sequence[ActorRole]) -> dict[str, Value]:
    names = [actor.name for actor in actors]
    raw_names = [actor.aliases[0] for actor in actors if actor.aliases]
    countries = dict.fromkeys(actor.country for actor in actors if actor.country)
    sectors = dict.fromkeys(
        SECTORS[actor.kind] for actor in actors if actor.kind in SECTORS
    )
    return {
        f"{side} Name": "; ".join(names),
        f"{side} Country": "; ".join(countries),
        f"Primary {side} Sector": next(iter(sectors), ""),
        f"{side} Sectors": "; ".join(sectors),
        f"{side} Name Raw": "; ".join(raw_names),
    }


def _cow_codes(actors: Sequence[ActorRole], year: int) -> str:
    """Return the Correlates of War codes of the actors' countries in the year of an incident."""
    codes: dict[str, None] = {}
    for actor in actors:
        code = ccode(actor.country, year)
        if code is not None:
            codes[str(code)] = None
    return "; ".join(codes)


def _where(place: Place | None) -> dict[str, Value]:
    if place is None:
        return {}
    where: dict[str, Value] = {
        "Placename": place.name,
        "Province": place.admin1,
        "Country": place.country,
        "Latitude": place.lat,
        "Longitude": place.lon,
        "GeoNames ID": place.id.partition("geonames:")[2],
        "Raw Placename": place.aliases[0] if place.aliases else place.name,
    }
    level = LEVELS.get(place.precision)
    if level is not None:
        where[level] = place.name
    return where
