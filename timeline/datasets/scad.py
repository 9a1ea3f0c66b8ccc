"""SCAD: one row a place of an act of social conflict in Africa and Latin America, 1990 to 2017.

Codes: the codebook of the Social Conflict Analysis Database. Rows of one `eventid` are
one incident in several places.
"""

from datetime import date

from timeline.datasets.dates import grain
from timeline.datasets.formats import Coding, Format, Marks, Terms, as_parties
from timeline.datasets.resolve import Resolver, each_once
from timeline.datasets.rows import Row, RowError
from timeline.lexicon.crosswalks import crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CasualtyKind
from timeline.model.when import Basis, DateInterval

# Numbers that stand for no number: -77 some dead and -88 many dead, without a number; -99 nothing
# resolver.
UNSTATED, UNKNOWN = frozenset({"-77", "-88"}), frozenset({-99})
# locnum: 1 the capital, 2 another city, 3 rural, 4 several towns, 5 several rural areas, 6 a
# province, 7 the whole country.
WIDE = {"6": PlacePrecision.PROVINCE, "7": PlacePrecision.COUNTRY}
# Incidents of these codes are done by the first actors; the rest are between armed sides.
FIGHTING = frozenset({"9", "10", "-9"})
ROLES = {
    "actor1": Role.INITIATOR,
    "actor2": Role.INITIATOR,
    "actor3": Role.INITIATOR,
    "target1": Role.TARGET,
    "target2": Role.TARGET,
}
_COMMON: Marks = (
    (Slot.TRIGGER, "etype"),
    (Slot.DATE, "startdate"),
    (Slot.DATE, "enddate"),
    (Slot.PLACE, "elocal"),
    (Slot.PLACE, "ilocal"),
    (Slot.PLACE, "countryname"),
    (Slot.CASUALTIES, "ndeath"),
)
DIRECTED: Marks = (
    *_COMMON,
    *(
        (Slot.INITIATOR, column)
        for column, role in ROLES.items()
        if role is Role.INITIATOR
    ),
    *((Slot.TARGET, column) for column, role in ROLES.items() if role is Role.TARGET),
)
PARTIES = as_parties(DIRECTED)


def code(row: Row, resolver: Resolver) -> Coding:
    """Read one row."""
    kind = row.code("etype")
    crossing = crosswalk("scad").find(kind)
    when = _when(row, resolver)
    country = resolver.country(row.text("countryname"))
    if row.code("eventid").startswith("-"):
        row.note(
            "a negative eventid is a war that UCDP also lists",
            "It was read; leave it out if UCDP's rows are given.",
        )
    fighting = kind in FIGHTING
    return Coding(
        id=row.id("eventid"),
        type=crossing.type,
        mode=crossing.mode,
        status=crossing.status,
        date=when,
        actors=_actors(row, resolver, when.start.year, country, fighting=fighting),
        places=_places(row, resolver, country),
        casualties=_figures(row, resolver),
        marks=PARTIES if fighting else DIRECTED,
        code=f"etype {kind}",
    )


def _when(row: Row, resolver: Resolver) -> DateInterval:
    """Return the interval of the columns of day, month and year.

    The words of `notes` alone say that it is an estimate.
    """
    start = _day(row, "st")
    end = _day(row, "e")
    if end < start:
        what = f"enddate {end} lies before startdate {start}."
        raise RowError("enddate", what, "Correct the row.")
    is_estimate = "estimate" in row.text("notes").lower()
    days = (end - start).days + 1
    return resolver.when(
        start,
        end,
        grain(days),
        text=row.text("startdate") or None,
        basis=Basis.RELATIVE if is_estimate else Basis.STATED,
    )


def _day(row: Row, prefix: str) -> date:
    year = row.number(f"{prefix}yr") or 0
    month = row.number(f"{prefix}mo") or 0
    day = row.number(f"{prefix}day") or 0
    try:
        return date(year, month, day)
    except ValueError:
        column = f"{prefix}day"
        what = f"{column}, {prefix}mo and {prefix}yr are no day."
        raise RowError(column, what, "Write them as 13, 4, 1995.") from None


def _actors(
    row: Row, resolver: Resolver, year: int, country: str | None, *, fighting: bool
) -> tuple[ActorRole, ...]:
    """Return the actors, who are parties where armed sides fight."""
    kind = ActorKind.ARMED_GROUP if fighting else ActorKind.UNKNOWN
    actors = []
    for column, directed_role in ROLES.items():
        role = Role.PARTY if fighting else directed_role
        name = row.text(column)
        if country is not None and _is_own_government(name):
            name = f"Government of {row.text('countryname')}"
        actor = resolver.actor(name, role, year=year, country=country, kind=kind)
        actors.append(actor)
    return each_once(actors)


def _is_own_government(name: str) -> bool:
    """Return whether a name like "central government" means that of the row's country."""
    return "government" in name.lower() and len(name.split()) <= 2


def _places(row: Row, resolver: Resolver, country: str | None) -> tuple[Place, ...]:
    precision = WIDE.get(row.code("locnum"), PlacePrecision.CITY)
    is_nationwide = row.text("elocal").lower() in {"nationwide", "national"}
    if is_nationwide:
        precision = PlacePrecision.COUNTRY
    name = row.text("ilocal") or row.text("elocal")
    if precision is PlacePrecision.COUNTRY:
        name = row.text("countryname")
    place = resolver.place(
        name,
        precision,
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        country=country,
    )
    return (place,) if place else ()


def _figures(row: Row, resolver: Resolver) -> tuple[Casualty, ...]:
    if row.code("ndeath") in UNSTATED:
        return resolver.figures([Casualty(kind=CasualtyKind.KILLED)])
    number = row.number("ndeath", unknown=UNKNOWN)
    if not number:
        return ()
    killed = Casualty(kind=CasualtyKind.KILLED, low=number, best=number, high=number)
    return resolver.figures([killed])


FORMAT = Format(
    name="scad",
    label="SCAD",
    needs=frozenset(
        {
            "eventid",
            "countryname",
            "etype",
            "actor1",
            "target1",
            "stday",
            "stmo",
            "styr",
            "eday",
            "emo",
            "eyr",
            "ndeath",
            "elocal",
        }
    ),
    code=code,
    grouped=True,
    terms=Terms(
        licence="none stated in its files; see the page from which you have it",
        citation="Salehyan, Idean, Cullen S. Hendrix, Jesse Hamner, Christina Case, Christopher "
        "Linebarger, Emily Stull and Jennifer Williams (2012): Social Conflict in Africa: A New "
        "Database. International Interactions 38(4), 503-511.",
    ),
)
