"""GTD: one row an act of terrorism, 1970 to now (the Global Terrorism Database of START).

Codes: GTD's codebook. Nobody here has seen a whole file: columns and codes are those of its header of 2015 and its codebook.
"""

from calendar import monthrange
from datetime import date

from timeline.datasets.formats import Coding, Format, Marks
from timeline.datasets.resolve import Known
from timeline.datasets.rows import YEARS, Row, RowError
from timeline.lexicon.crosswalks import crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision

UNKNOWN = frozenset({-9, -99})
# specificity: 1 the city, 2 the middle of the smallest division, 3 a smaller division, 4 the first-order one, 5 unknown.
PLACES = {
    "1": PlacePrecision.CITY,
    "2": PlacePrecision.DISTRICT,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.PROVINCE,
}
SUICIDE = {"bombing": "suicide-bombing"}
GROUPS = ("gname", "gname2", "gname3")
TARGETS = (("target1", "targtype1_txt"), ("target2", "targtype2_txt"), ("target3", "targtype3_txt"))
ON_PEOPLE = frozenset(
    {
        "private citizens & property",
        "tourists",
        "educational institution",
        "religious figures/institutions",
    }
)
MARKS: Marks = (
    (Slot.TRIGGER, "attacktype1_txt"),
    (Slot.DATE, "iyear"),
    (Slot.DATE, "imonth"),
    (Slot.DATE, "iday"),
    (Slot.DATE, "approxdate"),
    *((Slot.INITIATOR, column) for column in GROUPS),
    *((Slot.TARGET, column) for column, _ in TARGETS),
    (Slot.PLACE, "city"),
    (Slot.PLACE, "provstate"),
    (Slot.PLACE, "country_txt"),
    (Slot.CASUALTIES, "nkill"),
    (Slot.CASUALTIES, "nkillter"),
    (Slot.CASUALTIES, "nwound"),
    (Slot.CASUALTIES, "nhostkid"),
    (Slot.ATTRIBUTION, "claimed"),
    *((Slot.ATTRIBUTION, f"scite{number}") for number in (1, 2, 3)),
)

FAILED: Marks = (*MARKS, (Slot.STATUS, "success"))


def code(row: Row, known: Known) -> Coding:
    """Read one row."""
    attack = row.code("attacktype1")
    crossing = crosswalk("gtd").find(attack)
    when = _when(row, known)
    country = known.country(row.text("country_txt"))
    suicide, failed = row.code("suicide") == "1", row.code("success") == "0"
    actors = _actors(row, known, when.start.year, country)
    claimants = [
        row.text(group)
        for group, column in zip(GROUPS, ("claimed", "claim2", "claim3"), strict=True)
        if row.code(column) == "1" and row.text(group).lower() != "unknown"
    ]
    if row.code("doubtterr") == "1":
        row.note(
            "doubtterr says that it may be no terrorism", "It was read; the row shows the flag."
        )
    place = _place(row, country, known)
    return Coding(
        id=row.code("eventid"),
        type=crossing.type,
        mode=SUICIDE.get(crossing.mode or "", crossing.mode) if suicide else crossing.mode,
        status=Status.FAILED if failed else crossing.status,
        date=when,
        actors=actors,
        places=(place,) if place else (),
        casualties=_figures(row, known),
        marks=FAILED if failed else MARKS,
        attribution=tuple(dict.fromkeys(name for name in claimants if name)),
        outlets=(),
        code=f"attacktype1 {attack}",
    )


def _when(row: Row, known: Known) -> DateInterval:
    """Give the days: day 0 is an unknown day of the month, month 0 an unknown month of the year."""
    year, month, day = (row.number(column) or 0 for column in ("iyear", "imonth", "iday"))
    if year not in YEARS:
        raise RowError(
            "iyear", f"iyear {row.text('iyear')[:20]!r} is no year.", "Write it as 1998."
        )
    text = row.text("approxdate") or row.text("iyear")
    try:
        if month == 0:
            return known.when(date(year, 1, 1), date(year, 12, 31), Precision.YEAR, text=text)
        if day == 0:
            last = date(year, month, monthrange(year, month)[1])
            return known.when(last.replace(day=1), last, Precision.MONTH, text=text)
        start = date(year, month, day)
    except ValueError:
        raise RowError(
            "iday", f"imonth {month} and iday {day} are no day of {year}.", "Mend the row."
        ) from None
    # extended: it went on for more than a day, and `resolution` is when it ended
    end = row.day("resolution") if row.code("extended") == "1" and row.text("resolution") else start
    basis = Basis.RELATIVE if row.text("approxdate") else Basis.STATED
    return known.when(
        start,
        max(start, end),
        Precision.DAY if end <= start else Precision.PERIOD,
        text=text,
        basis=basis,
    )


def _actors(row: Row, known: Known, year: int, country: str | None) -> tuple[ActorRole, ...]:
    found = [
        known.actor(
            row.text(column), Role.INITIATOR, year=year, country=country, kind=ActorKind.ARMED_GROUP
        )
        for column in GROUPS
    ]
    for column, type_column in TARGETS:
        kind = (
            ActorKind.CIVILIANS if row.text(type_column).lower() in ON_PEOPLE else ActorKind.UNKNOWN
        )
        name = row.text(column) or row.text(type_column)
        found.append(known.actor(name, Role.TARGET, year=year, country=country, kind=kind))
    return tuple({(one.id, one.role): one for one in found if one is not None}.values())


def _place(row: Row, country: str | None, known: Known) -> Place | None:
    precision = PLACES.get(row.code("specificity"), PlacePrecision.COUNTRY)
    city, province = row.text("city"), row.text("provstate")
    city = "" if city.lower() == "unknown" else city
    name = city if precision in (PlacePrecision.CITY, PlacePrecision.DISTRICT) else province
    lat, lon = row.degrees("latitude", 90), row.degrees("longitude", 180)
    return known.place(
        name or province or row.text("country_txt"),
        precision,
        lat=lat,
        lon=lon,
        country=country,
        admin1=province,
    )


def _figures(row: Row, known: Known) -> tuple[Casualty, ...]:
    """Give the dead and wounded; those of the attackers are parts of the totals. -9 and -99 are unknown."""
    found = []
    for kind, total, own in (
        (CasualtyKind.KILLED, "nkill", "nkillter"),
        (CasualtyKind.INJURED, "nwound", "nwoundte"),
    ):
        number, attackers = row.number(total, unknown=UNKNOWN), row.number(own, unknown=UNKNOWN)
        if number is not None and attackers is not None and attackers > number:
            row.note(
                f"{own} is more than {total}: the row contradicts itself",
                "It was read as it stands.",
            )
        if number:
            found.append(Casualty(kind=kind, low=number, best=number, high=number))
        if attackers:
            found.append(
                Casualty(
                    kind=kind,
                    group="attackers",
                    low=attackers,
                    best=attackers,
                    high=attackers,
                    part_of_total=True,
                )
            )
    taken = row.number("nhostkid", unknown=UNKNOWN) if row.code("ishostkid") == "1" else None
    if taken:
        found.append(Casualty(kind=CasualtyKind.ABDUCTED, low=taken, best=taken, high=taken))
    return known.figures(found)


FORMAT = Format(
    name="gtd",
    label="GTD",
    needs=frozenset(
        {
            "eventid",
            "iyear",
            "imonth",
            "iday",
            "country_txt",
            "attacktype1",
            "gname",
            "nkill",
            "latitude",
            "longitude",
        }
    ),
    code=code,
)
