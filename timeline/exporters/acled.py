"""incidents in ACLED's columns, for programs and scripts that read ACLED: what happened, one row an incident."""

from collections.abc import Sequence
from pathlib import Path

from timeline.exporters.sorting import in_order
from timeline.incidents.casualties import killed_text
from timeline.lexicon.countries import countries
from timeline.lexicon.crosswalks import crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Incident
from timeline.model.places import Place, PlacePrecision
from timeline.model.timeline import TimelineData
from timeline.model.types import HAPPENED
from timeline.model.when import DateInterval, Precision
from timeline.output.atomic import write_atomically
from timeline.output.cells import Value, tsv_text

COLUMNS = (
    *(
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
    ),
    *(
        "actor1",
        "assoc_actor_1",
        "inter1",
        "actor2",
        "assoc_actor_2",
        "inter2",
        "interaction",
        "civilian_targeting",
    ),
    *(
        "iso",
        "region",
        "country",
        "admin1",
        "admin2",
        "admin3",
        "location",
        "latitude",
        "longitude",
        "geo_precision",
    ),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
REST = "Strategic developments/Other"
FINE, WEEK = frozenset({Precision.TIME, Precision.DAY}), frozenset({Precision.WEEK})
GRAINS = {PlacePrecision.SITE: 1, PlacePrecision.CITY: 1, PlacePrecision.DISTRICT: 2}
KINDS = {
    ActorKind.STATE: "State forces",
    ActorKind.SECURITY_FORCES: "State forces",
    ActorKind.ARMED_GROUP: "Rebel group",
    ActorKind.CIVILIANS: "Civilians",
}


def write(timeline: TimelineData, path: Path) -> None:
    """Write a TSV in the 31 columns of ACLED's export, dated incidents that happened; `tags` holds our type and mode.

    What ACLED has no sub-event for is "Strategic developments/Other". Where reports give several tolls the least stands
    in `fatalities`, as ACLED's codebook wants it, and `notes` says so. The dead of 'several' are 0, as it has no word for
    them.

    Raises:
        UsageError: The file cannot be written.
    """
    told = [one for one in in_order(timeline) if one.status in HAPPENED]
    rows = [_row(one, one.date) for one in told if one.date is not None]
    write_atomically(path, tsv_text(COLUMNS, rows))


def _row(incident: Incident, when: DateInterval) -> dict[str, Value]:
    kind, sub = _types(incident)
    first, second = _sides(incident.actors)
    if not second and any(one.role is Role.TARGET for one in first):
        first, second = [], first
    toll, note = _toll(incident)
    return {
        "event_id_cnty": incident.id,
        "event_date": when.start.isoformat() if when.precision in FINE else _middle(when),
        "year": when.start.year,
        "time_precision": 1 if when.precision in FINE else 2 if when.precision in WEEK else 3,
        "disorder_type": DISORDER[kind],
        "event_type": kind,
        "sub_event_type": sub,
        **_side("1", first),
        **_side("2", second),
        "civilian_targeting": "Civilian targeting"
        if any(one.kind is ActorKind.CIVILIANS for one in second)
        else "",
        **_where(incident.places[0] if incident.places else None),
        "source": "; ".join(incident.publishers),
        "notes": f"{incident.headline}{note}",
        "fatalities": toll,
        "tags": f"type={incident.type}; mode={incident.mode or ''}; disputed={str(incident.disputed).lower()}",
    }


def _types(incident: Incident) -> tuple[str, str]:
    code = crosswalk("acled").code_of(incident.type, incident.mode) or REST
    civilians = any(
        one.kind is ActorKind.CIVILIANS and one.role is Role.TARGET for one in incident.actors
    )
    if incident.type == "ASSAULT" and incident.mode is None:
        code = "Violence against civilians/Attack" if civilians else "Battles/Armed clash"
    kind = next(name for name in DISORDER if code.startswith(f"{name}/"))
    return kind, code.removeprefix(f"{kind}/")


def _middle(when: DateInterval) -> str:
    """Give the middle of an interval, as ACLED dates what is known to the week or month."""
    return (when.start + (when.end - when.start) / 2).isoformat()


def _sides(actors: Sequence[ActorRole]) -> tuple[list[ActorRole], list[ActorRole]]:
    """Part the actors: those who act and those acted upon; of parties the first stands against the rest."""
    first = [one for one in actors if one.role is Role.INITIATOR]
    second = [one for one in actors if one.role is Role.TARGET]
    for party in (one for one in actors if one.role is Role.PARTY):
        (second if first else first).append(party)
    return first, second


def _side(number: str, actors: Sequence[ActorRole]) -> dict[str, Value]:
    main = actors[0] if actors else None
    return {
        f"actor{number}": main.name if main else "",
        f"assoc_actor_{number}": "; ".join(one.name for one in actors[1:]),
        f"inter{number}": KINDS.get(main.kind, "External/Other forces") if main else "",
    }


def _where(place: Place | None) -> dict[str, Value]:
    if place is None:
        return {"geo_precision": 3}
    country = countries().by_id(place.country) if place.country else None
    return {
        "country": country.name if country else place.country,
        "admin1": place.admin1
        or (place.name if place.precision is PlacePrecision.PROVINCE else None),
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GRAINS.get(place.precision, 3),
    }


def _toll(incident: Incident) -> tuple[int, str]:
    """Return the fatalities, and a note where accounts differ; ACLED takes the most conservative figure."""
    killed = incident.killed
    if killed is None:
        return 0, ""
    if killed.low == killed.high:
        return killed.low, ""
    return killed.low, f" [killed: {killed_text(killed)}]"
