"""ICEWS: one row a sentence's initiator, target and CAMEO code, found in the news by machine, 1995 to 2023."""

from timeline.datasets.cameo import crossing_of
from timeline.datasets.formats import Coding, Format, Marks, as_parties, roles
from timeline.datasets.resolve import Known
from timeline.datasets.rows import Row
from timeline.model.actors import ActorKind
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
# Words among the sectors that tell the kind of an actor, the first that fits.
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
DIRECTED: Marks = (*_COMMON, (Slot.INITIATOR, "source_name"), (Slot.TARGET, "target_name"))
PARTIES = as_parties(DIRECTED)


def code(row: Row, known: Known) -> Coding:
    """Read one row. The id needs its day beside it: the numbers come again in other years."""
    cameo = row.text("cameo_code")
    crossing = crossing_of(cameo)
    day = row.day("event_date")
    actors = [
        known.actor(
            row.text(f"{side}_name"),
            role,
            year=day.year,
            country=known.country(row.text(f"{side}_country")),
            kind=_kind(row.text(f"{side}_sectors")),
        )
        for side, role in zip(("source", "target"), roles(crossing), strict=True)
    ]
    outlet = row.text("publisher")
    return Coding(
        id=f"{row.text('event_id')}-{day}",
        type=crossing.type,
        mode=crossing.mode,
        status=crossing.status,
        date=known.when(day, day, Precision.DAY, text=row.text("event_date")),
        actors=tuple({(one.id, one.role): one for one in actors if one is not None}.values()),
        places=_places(row, known),
        casualties=(),
        marks=PARTIES if crossing.symmetric else DIRECTED,
        outlets=known.same((outlet,)) if outlet else (),
        code=f"CAMEO {cameo}",
    )


def _kind(sectors: str) -> ActorKind:
    told = sectors.lower()
    return next((kind for word, kind in KINDS if word in told), ActorKind.UNKNOWN)


def _places(row: Row, known: Known) -> tuple[Place, ...]:
    country = known.country(row.text("country"))
    for column, precision in LEVELS:
        name = row.text(column)
        if name:
            lat, lon = row.degrees("latitude", 90), row.degrees("longitude", 180)
            place = known.place(
                name, precision, lat=lat, lon=lon, country=country, admin1=row.text("province")
            )
            return (place,) if place else ()
    return ()


FORMAT = Format(
    name="icews",
    label="ICEWS",
    needs=frozenset(
        {"event_id", "event_date", "source_name", "source_country", "cameo_code", "target_name", "target_country",
         "country"}
    ),
    code=code,
    by_machine=True,
    trust=0.75,
)  # fmt: skip
