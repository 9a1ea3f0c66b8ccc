"""ICEWS: one row a sentence's initiator, target and CAMEO code, coded by machine, 1995 to 2023."""

from datetime import date

from timeline.datasets.cameo import code_of_text, crossing_of
from timeline.datasets.formats import (
    Bulk,
    Coding,
    DayColumns,
    Format,
    KindColumns,
    Marks,
    Terms,
    as_parties,
    roles,
)
from timeline.datasets.resolve import Resolver, each_once
from timeline.datasets.rows import Row
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.when import Precision

# The lowest place that is filled; the coordinates are those of that place.
LEVELS = (
    ("city", PlacePrecision.CITY),
    ("district", PlacePrecision.DISTRICT),
    ("province", PlacePrecision.PROVINCE),
    ("country", PlacePrecision.COUNTRY),
)
# Words among the sectors that show the kind of an actor, the first that fits.
KINDS = (
    ("military", ActorKind.SECURITY_FORCES),
    ("police", ActorKind.SECURITY_FORCES),
    ("rebel", ActorKind.ARMED_GROUP),
    ("insurgents", ActorKind.ARMED_GROUP),
    ("dissident", ActorKind.ARMED_GROUP),
    ("criminals", ActorKind.ARMED_GROUP),
    ("executive", ActorKind.PERSON),
    ("parties", ActorKind.ORGANISATION),
    ("general population", ActorKind.CIVILIANS),
)
_COMMON: Marks = (
    (Slot.TRIGGER, "event_text"),
    (Slot.DATE, "event_date"),
    *((Slot.PLACE, column) for column, _ in LEVELS),
    (Slot.ATTRIBUTION, "publisher"),
)
DIRECTED: Marks = (
    *_COMMON,
    (Slot.INITIATOR, "source_name"),
    (Slot.TARGET, "target_name"),
)
PARTIES = as_parties(DIRECTED)


def code(row: Row, resolver: Resolver) -> Coding:
    """Read one row. The id holds its day, as the numbers come again in other years.

    Files of 2017 have no CAMEO code; the words of the event stand for it.
    """
    words = row.text("event_text")
    cameo = row.text("cameo_code") or code_of_text(words)
    crossing = crossing_of(cameo)
    day = row.day("event_date")
    first_role, second_role = roles(crossing)
    actors = (
        _actor(row, "source", first_role, resolver, day.year),
        _actor(row, "target", second_role, resolver, day.year),
    )
    outlet = row.text("publisher")
    return Coding(
        id=f"{row.id('event_id') or row.line}-{day}",
        type=crossing.type,
        mode=crossing.mode,
        status=crossing.status,
        date=resolver.when(day, day, Precision.DAY, text=row.text("event_date")),
        actors=each_once(actors),
        places=places(row, resolver),
        casualties=(),
        marks=PARTIES if crossing.symmetric else DIRECTED,
        outlets=resolver.same((outlet,)) if outlet else (),
        code=f"CAMEO {cameo}" if cameo else f"Event Text {words[:40]!r}",
    )


def _actor(
    row: Row, side: str, role: Role, resolver: Resolver, year: int
) -> ActorRole | None:
    return resolver.actor(
        row.text(f"{side}_name"),
        role,
        year=year,
        country=resolver.country(row.text(f"{side}_country")),
        kind=_kind(row.text(f"{side}_sectors")),
    )


def _kind(sectors: str) -> ActorKind:
    lowered = sectors.lower()
    for word, kind in KINDS:
        if word in lowered:
            return kind
    return ActorKind.UNKNOWN


def places(row: Row, resolver: Resolver) -> tuple[Place, ...]:
    """Return the lowest place that is filled, in the columns that POLECAT has too."""
    country = resolver.country(row.text("country"))
    for column, precision in LEVELS:
        name = row.text(column)
        if name:
            place = resolver.place(
                name,
                precision,
                lat=row.degrees("latitude", 90),
                lon=row.degrees("longitude", 180),
                country=country,
                admin1=row.text("province"),
            )
            return (place,) if place else ()
    return ()


def _days(row: Row) -> tuple[date, date]:
    day = row.day("event_date")
    return day, day


def _is_incident(row: Row) -> bool:
    return (
        crossing_of(row.text("cameo_code") or code_of_text(row.text("event_text"))).type
        is not None
    )


FORMAT = Format(
    name="icews",
    label="ICEWS",
    needs=frozenset(
        {
            "event_id",
            "event_date",
            "source_name",
            "source_country",
            "target_name",
            "target_country",
            "country",
        }
    ),
    needs_one_of=frozenset({"cameo_code", "event_text"}),
    code=code,
    by_machine=True,
    trust=0.75,
    bulk=Bulk(
        days=DayColumns(keys=("event_date",), days=_days),
        kinds=KindColumns(keys=("cameo_code", "event_text"), is_incident=_is_incident),
        weight="intensity",
        least_first=True,
        ids=("event_id", "event_date"),
        parts={
            "place": (*(column for column, _ in LEVELS), "latitude", "longitude"),
            "sides": tuple(
                f"{side}_{part}"
                for side in ("source", "target")
                for part in ("name", "country", "sectors")
            ),
        },
        first="that are most hostile (lowest Intensity)",
    ),
    terms=Terms(
        licence="terms on Harvard Dataverse (doi:10.7910/DVN/28075)",
        citation="Boschee, Elizabeth, Jennifer Lautenschlager, Sean O'Brien, Steve Shellman, James "
        "Starz and Michael Ward (2015): ICEWS Coded Event Data. Harvard Dataverse, "
        "doi:10.7910/DVN/28075.",
    ),
)
