"""Dated incidents that happened, in ACLED's columns, for programs and scripts that read ACLED."""

from collections.abc import Iterable, Sequence
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
FINE = frozenset({Precision.TIME, Precision.DAY})
GRAINS = {PlacePrecision.SITE: 1, PlacePrecision.CITY: 1, PlacePrecision.DISTRICT: 2}
KINDS = {
    ActorKind.STATE: "State forces",
    ActorKind.SECURITY_FORCES: "State forces",
    ActorKind.ARMED_GROUP: "Rebel group",
    ActorKind.CIVILIANS: "Civilians",
}


def write(timeline: TimelineData, path: Path) -> None:
    """Write a TSV in the 31 columns of ACLED's export; `tags` holds our type and mode.

    What ACLED has no sub-event for is "Strategic developments/Other". Where reports give several
    totals the least stands in `fatalities`, as ACLED's codebook wants it, and `notes` says so. The
    dead of 'several' are 0, as it has no word for them.

    Raises:
        UsageError: The file cannot be written.
    """
    rows = [
        _row(incident, incident.date)
        for incident in in_order(timeline)
        if incident.date is not None and incident.status in HAPPENED
    ]
    write_atomically(path, tsv_text(COLUMNS, rows))


def _row(incident: Incident, when: DateInterval) -> dict[str, Value]:
    event_type, sub_event_type = _types(incident)
    first, second = _sides(incident.actors)
    if not second and any(actor.role is Role.TARGET for actor in first):
        first, second = [], first
    fatalities, note = _fatalities(incident)
    place = incident.places[0] if incident.places else None
    disputed = str(incident.disputed).lower()
    return {
        "event_id_cnty": incident.id,
        "event_date": _day(when),
        "year": when.start.year,
        "time_precision": _time_precision(when),
        "disorder_type": DISORDER[event_type],
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        **_side("1", first),
        **_side("2", second),
        "civilian_targeting": "Civilian targeting" if _has_civilians(second) else "",
        **_where(place),
        "source": "; ".join(incident.publishers),
        "notes": f"{incident.headline}{note}",
        "fatalities": fatalities,
        "tags": f"type={incident.type}; mode={incident.mode or ''}; disputed={disputed}",
    }


def _types(incident: Incident) -> tuple[str, str]:
    """Return event and sub-event type; of an assault without a mode its target decides."""
    code = crosswalk("acled").code_of(incident.type, incident.mode)
    if code is None:
        code = REST
    if incident.type == "ASSAULT" and incident.mode is None:
        targets = [actor for actor in incident.actors if actor.role is Role.TARGET]
        code = "Battles/Armed clash"
        if _has_civilians(targets):
            code = "Violence against civilians/Attack"
    event_type = next(name for name in DISORDER if code.startswith(f"{name}/"))
    return event_type, code.removeprefix(f"{event_type}/")


def _has_civilians(actors: Iterable[ActorRole]) -> bool:
    return any(actor.kind is ActorKind.CIVILIANS for actor in actors)


def _day(when: DateInterval) -> str:
    """Return the day, or as ACLED does the middle of what is known to the week or month."""
    if when.precision in FINE:
        return when.start.isoformat()
    half = (when.end - when.start) / 2
    return (when.start + half).isoformat()


def _time_precision(when: DateInterval) -> int:
    """Return ACLED's code: 1 the day, 2 the week, 3 a month or more."""
    if when.precision in FINE:
        return 1
    return 2 if when.precision is Precision.WEEK else 3


def _sides(actors: Sequence[ActorRole]) -> tuple[list[ActorRole], list[ActorRole]]:
    """Return those who act and their targets; the first of several parties opposes the others."""
    first = [actor for actor in actors if actor.role is Role.INITIATOR]
    second = [actor for actor in actors if actor.role is Role.TARGET]
    for actor in actors:
        if actor.role is Role.PARTY:
            side = second if first else first
            side.append(actor)
    return first, second


def _side(number: str, actors: Sequence[ActorRole]) -> dict[str, Value]:
    if not actors:
        return {f"actor{number}": "", f"assoc_actor_{number}": "", f"inter{number}": ""}
    main, *allies = actors
    return {
        f"actor{number}": main.name,
        f"assoc_actor_{number}": "; ".join(ally.name for ally in allies),
        f"inter{number}": KINDS.get(main.kind, "External/Other forces"),
    }


def _where(place: Place | None) -> dict[str, Value]:
    if place is None:
        return {"geo_precision": 3}
    country = countries().by_id(place.country) if place.country else None
    admin1 = place.admin1
    if not admin1 and place.precision is PlacePrecision.PROVINCE:
        admin1 = place.name
    return {
        "country": country.name if country else place.country,
        "admin1": admin1 or None,
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": GRAINS.get(place.precision, 3),
    }


def _fatalities(incident: Incident) -> tuple[int, str]:
    """Return the fatalities, and a note where accounts differ.

    ACLED takes the most conservative figure.
    """
    killed = incident.killed
    if killed is None:
        return 0, ""
    if killed.low == killed.high:
        return killed.low, ""
    return killed.low, f" [killed: {killed_text(killed)}]"
