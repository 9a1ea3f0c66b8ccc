"""SCAD: one row a place of an act of social conflict in Africa and Latin America, 1990 to 2017.

Codes: the codebook of the Social Conflict Analysis Database. Rows of one `eventid` are one happening in several places.
"""

from datetime import date

from timeline.datasets.formats import Coding, Format, Marks, as_parties
from timeline.datasets.resolve import Known
from timeline.datasets.rows import Row, RowError
from timeline.datasets.ucdp_ged import grain
from timeline.lexicon.crosswalks import crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CasualtyKind
from timeline.model.when import Basis, DateInterval

# Numbers that stand for no number: -77 some dead and -88 many dead, without a number; -99 nothing known.
UNSTATED, UNKNOWN = frozenset({"-77", "-88"}), frozenset({-99})
# locnum: 1 the capital, 2 another city, 3 rural, 4 several towns, 5 several rural areas, 6 a province, 7 the whole country.
WIDE = {"6": PlacePrecision.PROVINCE, "7": PlacePrecision.COUNTRY}
# Happenings of these codes are done by the first actors; the rest are between armed sides.
FIGHTING = frozenset({"9", "10", "-9"})
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
    *((Slot.INITIATOR, f"actor{number}") for number in (1, 2, 3)),
    *((Slot.TARGET, f"target{number}") for number in (1, 2)),
)
PARTIES = as_parties(DIRECTED)


def code(row: Row, known: Known) -> Coding:
    """Read one row."""
    kind = row.code("etype")
    crossing = crosswalk("scad").find(kind)
    when = _when(row, known)
    country = known.country(row.text("countryname"))
    if row.code("eventid").startswith("-"):
        row.note(
            "a negative eventid is a war that UCDP also lists",
            "It was read; leave it out if UCDP's rows are given.",
        )
    fighting = kind in FIGHTING
    return Coding(
        id=row.code("eventid"),
        type=crossing.type,
        mode=crossing.mode,
        status=crossing.status,
        date=when,
        actors=_actors(row, known, when.start.year, country, fighting=fighting),
        places=_places(row, known, country),
        casualties=_figures(row, known),
        marks=PARTIES if fighting else DIRECTED,
        code=f"etype {kind}",
    )


def _when(row: Row, known: Known) -> DateInterval:
    """Give the interval from the columns of day, month and year; `notes` alone say that it is an estimate."""
    start, end = _day(row, "st"), _day(row, "e")
    if end < start:
        raise RowError("enddate", f"enddate {end} lies before startdate {start}.", "Mend the row.")
    estimated = "estimate" in row.text("notes").lower()
    days = (end - start).days + 1
    basis = Basis.RELATIVE if estimated else Basis.STATED
    return known.when(start, end, grain(days), text=row.text("startdate") or None, basis=basis)


def _day(row: Row, prefix: str) -> date:
    year, month, day = (row.number(f"{prefix}{part}") for part in ("yr", "mo", "day"))
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        column = f"{prefix}day"
        raise RowError(
            column, f"{column}, {prefix}mo and {prefix}yr are no day.", "Write them as 13, 4, 1995."
        ) from None


def _actors(
    row: Row, known: Known, year: int, country: str | None, *, fighting: bool
) -> tuple[ActorRole, ...]:
    first, second = (Role.PARTY, Role.PARTY) if fighting else (Role.INITIATOR, Role.TARGET)
    wanted = [(f"actor{number}", first) for number in (1, 2, 3)] + [
        (f"target{number}", second) for number in (1, 2)
    ]
    found = []
    for column, role in wanted:
        name = row.text(column)
        if "government" in name.lower() and len(name.split()) <= 2 and country is not None:
            name = f"Government of {row.text('countryname')}"  # "central government" is that of the row's country
        kind = ActorKind.ARMED_GROUP if fighting else ActorKind.UNKNOWN
        found.append(known.actor(name, role, year=year, country=country, kind=kind))
    return tuple({(one.id, one.role): one for one in found if one is not None}.values())


def _places(row: Row, known: Known, country: str | None) -> tuple[Place, ...]:
    precision = WIDE.get(row.code("locnum"), PlacePrecision.CITY)
    whole = row.text("elocal").lower() in {"nationwide", "national"}
    name = (
        row.text("countryname")
        if precision is PlacePrecision.COUNTRY or whole
        else row.text("ilocal") or row.text("elocal")
    )
    place = known.place(
        name,
        PlacePrecision.COUNTRY if whole else precision,
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        country=country,
    )
    return (place,) if place else ()


def _figures(row: Row, known: Known) -> tuple[Casualty, ...]:
    if row.code("ndeath") in UNSTATED:
        return known.figures([Casualty(kind=CasualtyKind.KILLED)])
    number = row.number("ndeath", unknown=UNKNOWN)
    return (
        known.figures([Casualty(kind=CasualtyKind.KILLED, low=number, best=number, high=number)])
        if number
        else ()
    )


FORMAT = Format(
    name="scad",
    label="SCAD",
    needs=frozenset(
        {"eventid", "countryname", "etype", "actor1", "target1", "stday", "stmo", "styr", "eday", "emo", "eyr", "ndeath",
         "elocal"}
    ),
    code=code,
    grouped=True,
)  # fmt: skip
