"""ACLED: one row a day, place and kind of political violence or protest.

Files of every generation, export and API: those up to 2017 have capitals, ALLY_ACTOR_1, no
sub-event types and older names of types. Codes: ACLED's codebooks. Its rows may not be passed on,
so none is anywhere in this project.
"""

from datetime import date, timedelta

from timeline.datasets.dates import month_of
from timeline.datasets.formats import (
    Bulk,
    Coding,
    DayColumns,
    Format,
    KindColumns,
    Marks,
    Terms,
)
from timeline.datasets.resolve import Resolver, each_once, parts
from timeline.datasets.rows import Row
from timeline.lexicon.crosswalks import Crossing, crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CasualtyKind
from timeline.model.when import Basis, DateInterval, Precision

# geo_precision: 1 the place, 2 a small part of a region or near a town, 3 a larger region, whose
# capital stands for it.
PLACES = {
    "1": PlacePrecision.CITY,
    "2": PlacePrecision.DISTRICT,
    "3": PlacePrecision.PROVINCE,
}
# Days on either side of a date with time_precision 2: the middle of a week or of a weekend.
HALF_WEEK = timedelta(days=3)
PRECISIONS = {"1": Precision.DAY, "2": Precision.WEEK, "3": Precision.MONTH}
# inter1 and inter2, as numbers of old and words of new files.
KINDS = {
    "1": ActorKind.SECURITY_FORCES,
    "state forces": ActorKind.SECURITY_FORCES,
    "2": ActorKind.ARMED_GROUP,
    "rebel group": ActorKind.ARMED_GROUP,
    "rebel groups": ActorKind.ARMED_GROUP,
    "3": ActorKind.ARMED_GROUP,
    "political militia": ActorKind.ARMED_GROUP,
    "political militias": ActorKind.ARMED_GROUP,
    "4": ActorKind.ARMED_GROUP,
    "identity militia": ActorKind.ARMED_GROUP,
    "identity militias": ActorKind.ARMED_GROUP,
    "5": ActorKind.CIVILIANS,
    "rioters": ActorKind.CIVILIANS,
    "6": ActorKind.CIVILIANS,
    "protesters": ActorKind.CIVILIANS,
    "7": ActorKind.CIVILIANS,
    "civilians": ActorKind.CIVILIANS,
}
CIVILIAN = frozenset({"7", "civilians"})
CROWD = frozenset({"5", "6", "rioters", "protesters"})
ON_CIVILIANS = "violence against civilians"
CROWDS = frozenset({"protests", "riots", "riots/protests"})
RIOTERS = frozenset({"5", "rioters"})
# Beginnings of names that show the kind of a side in files without inter1 and inter2.
SHOWN_BY_NAME = (
    ("military forces", "1"),
    ("police forces", "1"),
    ("rioters", "5"),
    ("protesters", "6"),
    ("civilians", "7"),
)
# Columns of other versions. Files of GIS programs (shapefiles) cut names to ten letters.
ALIASES = {
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "ally_actor1": "assoc_actor_1",
    "ally_actor2": "assoc_actor_2",
    "associated_actor_1": "assoc_actor_1",
    "associated_actor_2": "assoc_actor_2",
    "ally_actor": "assoc_actor_1",
    "ally_act_1": "assoc_actor_2",
    "assoc_acto": "assoc_actor_1",
    "assoc_ac_1": "assoc_actor_2",
    "event_id_c": "event_id_cnty",
    "sub_event_": "sub_event_type",
    "sub_event": "sub_event_type",
    "interactio": "interaction",
    "time_preci": "time_precision",
    "geo_precis": "geo_precision",
    "time_precison": "time_precision",
    "geo_precison": "geo_precision",
    "fatality": "fatalities",
    "total_fatalities": "fatalities",
}
# Where one side is a crowd, the sides have no direction: police that stand by and police that shoot
# are coded alike.
_COMMON: Marks = (
    (Slot.TRIGGER, "sub_event_type"),
    (Slot.DATE, "event_date"),
    (Slot.PLACE, "location"),
    (Slot.CASUALTIES, "fatalities"),
    (Slot.ATTRIBUTION, "source"),
)
UNDIRECTED: Marks = (
    *_COMMON,
    *(
        (Slot.PARTY, name)
        for name in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")
    ),
)
FIRST_ACTS: Marks = (
    *_COMMON,
    *((Slot.INITIATOR, name) for name in ("actor1", "assoc_actor_1")),
    *((Slot.TARGET, name) for name in ("actor2", "assoc_actor_2")),
)
SECOND_ACTS: Marks = (
    *_COMMON,
    *((Slot.TARGET, name) for name in ("actor1", "assoc_actor_1")),
    *((Slot.INITIATOR, name) for name in ("actor2", "assoc_actor_2")),
)
CROWD_ACTS: Marks = (
    *_COMMON,
    *((Slot.INITIATOR, name) for name in ("actor1", "assoc_actor_1")),
    *((Slot.PARTY, name) for name in ("actor2", "assoc_actor_2")),
)


def code(row: Row, resolver: Resolver) -> Coding:
    """Read one row."""
    kind = _kind(row)
    crossing = _crossing(row, kind)
    day = row.day("event_date")
    country = resolver.country(row.text("country"))
    roles, marks = directions(row)
    return Coding(
        id=row.id("event_id_cnty"),
        type=crossing.type,
        mode=crossing.mode,
        status=crossing.status,
        date=_when(row, day, resolver),
        actors=_actors(row, roles, resolver, day.year, country),
        places=_places(row, country, resolver),
        casualties=_figures(row, resolver),
        marks=marks,
        outlets=resolver.same(parts(row.text("source"))),
        code=kind,
    )


def _kind(row: Row) -> str:
    return f"{row.text('event_type')}/{row.text('sub_event_type')}".rstrip("/")


def _crossing(row: Row, kind: str) -> Crossing:
    """Return our type for a row's type and sub-event type, or for its type alone.

    "Riots/Protests" was one type until 2018; the side shows which of both it was.
    """
    event_type = row.text("event_type")
    if event_type.lower() == "riots/protests":
        is_riot = _side_code(row, "1") in RIOTERS
        event_type = "Riots" if is_riot else "Protests"
    codes = crosswalk("acled")
    return codes.find(kind) if codes.has_code(kind) else codes.find(event_type)


def _side_code(row: Row, side: str) -> str:
    """Return what kind of actor a side is: as coded, or as its name begins."""
    coded = row.code(f"inter{side}").lower()
    if coded:
        return coded
    name = row.text(f"actor{side}").lower()
    for beginning, code in SHOWN_BY_NAME:
        if name.startswith(beginning):
            return code
    return ""


def directions(row: Row) -> tuple[tuple[Role, Role], Marks]:
    """Return the roles of both sides.

    The codebook directs none. But violence against civilians is done to the side that is civilian,
    and a protest or riot is the act of the side that is the crowd; all others are parties.
    """
    first = _side_code(row, "1")
    second = _side_code(row, "2")
    event_type = row.text("event_type").lower()
    if event_type == ON_CIVILIANS:
        is_first_civilian = first in CIVILIAN
        is_second_civilian = second in CIVILIAN
        if is_second_civilian and not is_first_civilian:
            return (Role.INITIATOR, Role.TARGET), FIRST_ACTS
        if is_first_civilian and second and not is_second_civilian:
            return (Role.TARGET, Role.INITIATOR), SECOND_ACTS
    if event_type in CROWDS and first in CROWD and second not in CROWD:
        return (Role.INITIATOR, Role.PARTY), CROWD_ACTS
    return (Role.PARTY, Role.PARTY), UNDIRECTED


def _actors(
    row: Row,
    roles: tuple[Role, Role],
    resolver: Resolver,
    year: int,
    country: str | None,
) -> tuple[ActorRole, ...]:
    actors = []
    for side, role in zip("12", roles, strict=True):
        kind = KINDS.get(_side_code(row, side), ActorKind.UNKNOWN)
        allies = parts(row.text(f"assoc_actor_{side}"))
        for name in (row.text(f"actor{side}"), *allies):
            actor = resolver.actor(name, role, year=year, country=country, kind=kind)
            actors.append(actor)
    return each_once(actors)


def _when(row: Row, day: date, resolver: Resolver) -> DateInterval:
    coded = row.code("time_precision") or "1"
    precision = PRECISIONS.get(coded, Precision.DAY)
    if coded not in PRECISIONS:
        row.note(
            f"time_precision {coded[:10]!r} is none of 1 to 3",
            "It was read as the day.",
        )
    return resolver.when(
        *_days_around(day, precision),
        precision,
        text=row.text("event_date"),
        basis=Basis.STATED if precision is Precision.DAY else Basis.RELATIVE,
    )


def _days(row: Row) -> tuple[date, date]:
    precision = PRECISIONS.get(row.code("time_precision"), Precision.DAY)
    return _days_around(row.day("event_date"), precision)


def _days_around(day: date, precision: Precision) -> tuple[date, date]:
    """Return first and last day of a coded day, which may be the middle of a week or a month."""
    if precision is Precision.WEEK:
        return day - HALF_WEEK, day + HALF_WEEK
    return month_of(day) if precision is Precision.MONTH else (day, day)


def _is_incident(row: Row) -> bool:
    return _crossing(row, _kind(row)).type is not None


def _places(row: Row, country: str | None, resolver: Resolver) -> tuple[Place, ...]:
    coded = row.code("geo_precision") or "1"
    precision = PLACES.get(coded)
    if precision is None:
        precision = PlacePrecision.PROVINCE
        what = f"geo_precision {coded[:10]!r} is none of 1 to 3"
        row.note(what, "The place was taken for a province.")
    admin1 = row.text("admin1")
    name = row.text("location")
    if admin1 and precision is PlacePrecision.PROVINCE:
        name = admin1
    place = resolver.place(
        name,
        precision,
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        country=country,
        admin1=admin1,
    )
    return (place,) if place else ()


def _figures(row: Row, resolver: Resolver) -> tuple[Casualty, ...]:
    """Return the one number there is: deaths reported, without a range.

    0 also stands for a number nobody reported.
    """
    number = row.number("fatalities")
    if not number:
        return ()
    killed = Casualty(kind=CasualtyKind.KILLED, low=number, best=number, high=number)
    return resolver.figures([killed])


FORMAT = Format(
    name="acled",
    label="ACLED",
    needs=frozenset({"event_id_cnty", "event_date", "event_type", "actor1", "country"}),
    code=code,
    aliases=ALIASES,
    bulk=Bulk(
        days=DayColumns(
            keys=("event_date", "time_precision"), days=_days, is_around=True
        ),
        kinds=KindColumns(
            keys=("event_type", "sub_event_type"), is_incident=_is_incident
        ),
        weight="fatalities",
        ids=("event_id_cnty",),
        status=("inter1", "actor1"),
        parts={
            "place": (
                "location",
                "geo_precision",
                "country",
                "admin1",
                "latitude",
                "longitude",
            ),
            "sides": (
                "actor1",
                "actor2",
                "assoc_actor_1",
                "assoc_actor_2",
                "inter1",
                "inter2",
                "country",
            ),
        },
        place_name="location",
        figures=("fatalities",),
    ),
    terms=Terms(
        licence="ACLED's Terms of Use and Attribution Policy (acleddata.com): its rows may not be "
        "passed on",
        citation="Raleigh, Clionadh, Roudabeh Kishi and Andrew Linke (2023): Political instability "
        "patterns are obscured by conflict dataset scope conditions, sources, and coding choices. "
        "Humanities and Social Sciences Communications 10:74. Add the day of access.",
        restricted="ACLED's terms",
    ),
)
