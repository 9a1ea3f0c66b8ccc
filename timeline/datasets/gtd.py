"""GTD: one row an act of terrorism, 1970 to now (the Global Terrorism Database of START).

Codes: GTD's codebook. Nobody here has seen a whole file: columns and codes are those of its header
    of 2015 and its codebook.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from timeline.datasets.dates import YEARS, month_of, read_in_year, year_of
from timeline.datasets.formats import (
    Bulk,
    Coding,
    DayColumns,
    Format,
    KindColumns,
    Marks,
    Terms,
)
from timeline.datasets.resolve import Resolver, each_once
from timeline.datasets.rows import Row, RowError
from timeline.lexicon.crosswalks import crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import Basis, DateInterval, Precision

UNKNOWN = frozenset({-9, -99})
# specificity: 1 the city, 2 the middle of the smallest division, 3 a smaller division, 4 the
# first-order one, 5 unknown.
PLACES = {
    "1": PlacePrecision.CITY,
    "2": PlacePrecision.DISTRICT,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.PROVINCE,
}
# Columns that tell when an attack was.
DAYS = ("iyear", "imonth", "iday", "approxdate", "extended", "resolution")
SUICIDE = {"bombing": "suicide-bombing"}
GROUPS = ("gname", "gname2", "gname3")
CLAIMS = ("claimed", "claim2", "claim3")
TARGETS = (
    ("target1", "targtype1_txt"),
    ("target2", "targtype2_txt"),
    ("target3", "targtype3_txt"),
)
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


def code(row: Row, resolver: Resolver) -> Coding:
    """Read one row."""
    attack = row.code("attacktype1")
    crossing = crosswalk("gtd").find(attack)
    when = _when(row, resolver)
    country = resolver.country(row.text("country_txt"))
    failed = row.code("success") == "0"
    mode = crossing.mode
    if row.code("suicide") == "1":
        mode = SUICIDE.get(mode or "", mode)
    actors = _actors(row, resolver, when.start.year, country)
    if row.code("doubtterr") == "1":
        row.note(
            "doubtterr says that it may be no terrorism",
            "It was read; the row shows the flag.",
        )
    place = _place(row, country, resolver)
    return Coding(
        id=row.id("eventid"),
        type=crossing.type,
        mode=mode,
        status=Status.FAILED if failed else crossing.status,
        date=when,
        actors=actors,
        places=(place,) if place else (),
        casualties=_figures(row, resolver),
        marks=FAILED if failed else MARKS,
        attribution=_claimants(row),
        outlets=(),
        code=f"attacktype1 {attack}",
    )


def _claimants(row: Row) -> tuple[str, ...]:
    """Return the groups that claimed the attack, each once."""
    claimants: dict[str, None] = {}
    for group_column, claim_column in zip(GROUPS, CLAIMS, strict=True):
        group = row.text(group_column)
        has_claimed = row.code(claim_column) == "1"
        if has_claimed and group and group.lower() != "unknown":
            claimants.setdefault(group)
    return tuple(claimants)


def _when(row: Row, resolver: Resolver) -> DateInterval:
    """Return the days.

    Day 0 is an unknown day of the month, month 0 an unknown month of the year.

    Raises:
        RowError: They are no day, month or year.
    """
    year, month, day = _numbers_of_day(row)
    approximate = row.text("approxdate")
    text = approximate or row.text("iyear")
    stated = _stated(row, year, month, day)
    if stated is not None:
        return resolver.same(replace(stated, basis=Basis.RELATIVE))
    if month == 0:
        return resolver.when(*year_of(date(year, 1, 1)), Precision.YEAR, text=text)
    start = _start(year, month, day or 1)
    if day == 0:
        return resolver.when(*month_of(start), Precision.MONTH, text=text)
    end = _end(row, start)
    return resolver.when(
        start,
        end,
        Precision.DAY if end == start else Precision.PERIOD,
        text=text,
        basis=Basis.RELATIVE if approximate else Basis.STATED,
    )


def _start(year: int, month: int, day: int) -> date:
    """Return the first day.

    Raises:
        RowError: The numbers are no day.
    """
    try:
        return date(year, month, day)
    except ValueError:
        what = f"imonth {month} and iday {day} are not a day of {year}."
        raise RowError("iday", what, "Correct the row.") from None


def _stated(row: Row, year: int, month: int, day: int) -> DateInterval | None:
    """Return what words for the days say; None where there are none, or they do not agree."""
    approximate = row.text("approxdate")
    stated = read_in_year(approximate, year) if approximate else None
    is_true = stated is not None and _is_within(stated, year, month, day)
    return stated if is_true else None


def _is_within(stated: DateInterval, year: int, month: int, day: int) -> bool:
    """Return whether words for the days agree with the numbers, of which 0 is unknown."""
    if month == 0:
        return stated.start.year == year
    if day == 0:
        return (
            (stated.start.year, stated.start.month)
            <= (year, month)
            <= (stated.end.year, stated.end.month)
        )
    try:
        return stated.start <= date(year, month, day) <= stated.end
    except ValueError:
        return False


def _numbers_of_day(row: Row) -> tuple[int, int, int]:
    """Return year, month and day as the row has them; 0 for what is empty.

    Raises:
        RowError: The year is none.
    """
    year = row.number("iyear") or 0
    month = row.number("imonth") or 0
    day = row.number("iday") or 0
    if year not in YEARS:
        what = f"iyear {row.text('iyear')[:20]!r} is not a year."
        raise RowError("iyear", what, "Write it as 1998.")
    return year, month, day


def _end(row: Row, start: date) -> date:
    """Return when an attack of more than one day ended; no day before it began.

    `extended` says that it took more than a day, `resolution` when it ended.
    """
    is_extended = row.code("extended") == "1"
    if not is_extended or not row.text("resolution"):
        return start
    return max(start, row.day("resolution"))


def _actors(
    row: Row, resolver: Resolver, year: int, country: str | None
) -> tuple[ActorRole, ...]:
    actors = []
    for column in GROUPS:
        kind = ActorKind.ARMED_GROUP
        name = row.text(column)
        group = resolver.actor(
            name, Role.INITIATOR, year=year, country=country, kind=kind
        )
        actors.append(group)
    for column, type_column in TARGETS:
        target_type = row.text(type_column)
        is_people = target_type.lower() in ON_PEOPLE
        kind = ActorKind.CIVILIANS if is_people else ActorKind.UNKNOWN
        name = row.text(column) or target_type
        target = resolver.actor(
            name, Role.TARGET, year=year, country=country, kind=kind
        )
        actors.append(target)
    return each_once(actors)


def _place(row: Row, country: str | None, resolver: Resolver) -> Place | None:
    precision = PLACES.get(row.code("specificity"), PlacePrecision.COUNTRY)
    province = row.text("provstate")
    city = row.text("city")
    if city.lower() == "unknown":
        city = ""
    is_local = precision in (PlacePrecision.CITY, PlacePrecision.DISTRICT)
    name = city if is_local else province
    return resolver.place(
        name or province or row.text("country_txt"),
        precision,
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        country=country,
        admin1=province,
    )


def _figures(row: Row, resolver: Resolver) -> tuple[Casualty, ...]:
    """Return the dead, the wounded and the hostages."""
    figures = [
        *_total_and_attackers(row, CasualtyKind.KILLED, "nkill", "nkillter"),
        *_total_and_attackers(row, CasualtyKind.INJURED, "nwound", "nwoundte"),
    ]
    if row.code("ishostkid") == "1":
        hostages = row.number("nhostkid", unknown=UNKNOWN)
        if hostages:
            figures.append(
                Casualty(
                    kind=CasualtyKind.ABDUCTED,
                    low=hostages,
                    best=hostages,
                    high=hostages,
                )
            )
    return resolver.figures(figures)


def _total_and_attackers(
    row: Row, kind: CasualtyKind, total_column: str, attackers_column: str
) -> Iterator[Casualty]:
    """Yield a total, and the attackers among it as a part. -9 and -99 are unknown."""
    total = row.number(total_column, unknown=UNKNOWN)
    attackers = row.number(attackers_column, unknown=UNKNOWN)
    if total is not None and attackers is not None and attackers > total:
        row.note(
            f"{attackers_column} is more than {total_column}: the row contradicts itself",
            "It was read as it is.",
        )
    if total:
        yield Casualty(kind=kind, low=total, best=total, high=total)
    if attackers:
        yield Casualty(
            kind=kind,
            group="attackers",
            low=attackers,
            best=attackers,
            high=attackers,
            part_of_total=True,
        )


def _days(row: Row) -> tuple[date, date]:
    year, month, day = _numbers_of_day(row)
    stated = _stated(row, year, month, day)
    if stated is not None:
        return stated.start, stated.end
    if month == 0:
        return year_of(date(year, 1, 1))
    start = _start(year, month, day or 1)
    return month_of(start) if day == 0 else (start, _end(row, start))


def _is_incident(row: Row) -> bool:
    return crosswalk("gtd").find(row.code("attacktype1")).type is not None


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
    bulk=Bulk(
        days=DayColumns(keys=DAYS, days=_days),
        kinds=KindColumns(keys=("attacktype1",), is_incident=_is_incident),
        weight="nkill",
        ids=("eventid",),
        status=("success",),
        parts={
            "place": (
                "city",
                "provstate",
                "specificity",
                "country_txt",
                "latitude",
                "longitude",
            ),
            "sides": (
                *GROUPS,
                *(column for pair in TARGETS for column in pair),
                "country_txt",
            ),
        },
        figures=("nkill", "nkillter"),
    ),
    terms=Terms(
        licence="the End User Agreement of the Global Terrorism Database (START, University of "
        "Maryland): its rows may not be posted or passed on",
        citation="START (National Consortium for the Study of Terrorism and Responses to "
        "Terrorism): Global Terrorism Database. https://www.start.umd.edu/gtd. Add version and day "
        "of access.",
        restricted="GTD's terms",
    ),
)
