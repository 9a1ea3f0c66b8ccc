"""UCDP GED: one row a day, dyad and place of organised violence, 1989 to now (final and candidate releases).

Columns and codes: UCDP's Georeferenced Event Dataset codebook (Sundberg and Melander 2013; Davies et al.).
"""

from collections.abc import Sequence
from datetime import date

from timeline.datasets.formats import Coding, Format, Marks, as_parties
from timeline.datasets.resolve import Known, parts
from timeline.datasets.rows import Row, RowError
from timeline.lexicon.crosswalks import crosswalk
from timeline.model.actors import ActorKind, ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CUMULATIVE, CasualtyKind
from timeline.model.when import DateInterval, Precision

# date_prec: 1 the day, 2 two to six days, 3 a week, 4 a month or less, 5 more than a month.
DATES = {
    "1": Precision.DAY,
    "2": Precision.WEEK,
    "3": Precision.WEEK,
    "4": Precision.MONTH,
    "5": Precision.PERIOD,
}
# Days that an interval of that code has at most, as measured on real rows.
LONGEST = {"1": 1, "2": 6, "3": 7, "4": 31}
# where_prec: 1 the place, 2 within about 25 km, 3 second-order division, 4 first-order division, 5 larger or a line,
# 6 country, 7 waters and airspace. From 3 on the coordinates are the middle of an area.
PLACES = {
    "1": PlacePrecision.CITY,
    "2": PlacePrecision.DISTRICT,
    "3": PlacePrecision.DISTRICT,
    "4": PlacePrecision.PROVINCE,
    "5": PlacePrecision.REGION,
    "6": PlacePrecision.COUNTRY,
    "7": PlacePrecision.REGION,
}
ONE_SIDED = "3"
SIDES = (
    ("deaths_a", "side_a"),
    ("deaths_b", "side_b"),
    ("deaths_civilians", ""),
    ("deaths_unknown", ""),
)
_COMMON: Marks = (
    (Slot.TRIGGER, "type_of_violence"),
    (Slot.DATE, "date_start"),
    (Slot.DATE, "date_end"),
    (Slot.PLACE, "where_coordinates"),
    (Slot.PLACE, "country"),
    *(
        (Slot.CASUALTIES, column)
        for column in ("best", "low", "high", *(column for column, _ in SIDES))
    ),
    (Slot.ATTRIBUTION, "source_original"),
)
ON_CIVILIANS: Marks = (*_COMMON, (Slot.INITIATOR, "side_a"), (Slot.TARGET, "side_b"))
FIGHTING = as_parties(ON_CIVILIANS)


def code(row: Row, known: Known) -> Coding:
    """Read one row."""
    kind = row.code("type_of_violence")
    crossing = crosswalk("ucdp").find(kind)
    start, end = row.day("date_start"), row.day("date_end")
    if end < start:
        raise RowError(
            "date_end", f"date_end {end} lies before date_start {start}.", "Mend the row."
        )
    country = known.country(row.text("country"))
    one_sided = kind == ONE_SIDED
    roles = (Role.INITIATOR, Role.TARGET) if one_sided else (Role.PARTY, Role.PARTY)
    sides = tuple(
        _side(row.text(column), role, known, start.year, country)
        for column, role in zip(("side_a", "side_b"), roles, strict=True)
    )
    if row.code("code_status") not in {"", "Clear"}:
        row.note(
            "code_status says that the row is provisional",
            "It was read; look at it in a final release.",
        )
    long = row.code("date_prec") == "5"
    return Coding(
        id=row.code("id"),
        type=crossing.type,
        mode=CUMULATIVE if long else crossing.mode,
        status=crossing.status,
        date=_when(row, start, end, known),
        actors=sides[0] + sides[1],
        places=_places(row, country, known),
        casualties=_figures(row, sides, known),
        marks=ON_CIVILIANS if one_sided else FIGHTING,
        attribution=known.same(parts(row.text("source_original"))),
        outlets=known.same(parts(row.text("source_office"))),
        code=f"type_of_violence {kind}",
    )


Side = tuple[ActorRole, ...]


def _side(names: str, role: Role, known: Known, year: int, country: str | None) -> Side:
    """Give the actors of a side: groups that fought together are listed with commas."""
    found = []
    for name in names.split(", "):
        kind = ActorKind.STATE if name.startswith("Government of ") else ActorKind.ARMED_GROUP
        found.append(known.actor(name, role, year=year, country=country, kind=kind))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _when(row: Row, start: date, end: date, known: Known) -> DateInterval:
    """Give the interval; a row whose days are more than its code allows is noted and keeps its days."""
    coded = row.code("date_prec")
    days = (end - start).days + 1
    precision = DATES.get(coded)
    if precision is None:
        row.note(
            f"date_prec {coded[:10]!r} is none of 1 to 5", "The precision was told from the days."
        )
    elif days > LONGEST.get(coded, days):
        row.note(
            f"date_prec {coded} with {days:,} days contradicts itself",
            "The row was read with its days.",
        )
        precision = None
    return known.when(start, end, precision or grain(days), text=row.text("date_start")[:10])


def grain(days: int) -> Precision:
    """Give the precision of an interval that has so many days."""
    steps = ((1, Precision.DAY), (7, Precision.WEEK), (31, Precision.MONTH))
    return next((precision for most, precision in steps if days <= most), Precision.PERIOD)


def _places(row: Row, country: str | None, known: Known) -> tuple[Place, ...]:
    coded = row.code("where_prec")
    precision = PLACES.get(coded)
    if precision is None:
        row.note(
            f"where_prec {coded[:10]!r} is none of 1 to 7", "The place was taken for a region."
        )
    place = known.place(
        row.text("where_coordinates"),
        precision or PlacePrecision.REGION,
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        country=country,
        admin1=row.text("adm_1"),
    )
    return known.same((place,)) if place else ()


def _figures(row: Row, sides: Sequence[Side], known: Known) -> tuple[Casualty, ...]:
    """Give the total with its range, and beside it the dead of each side as parts of it.

    Where all are of one side and the total has no range, one figure says both. Rows that contradict themselves are noted.
    """
    best, low, high = (row.number(column) for column in ("best", "low", "high"))
    if best is not None and low is not None and low > best:
        row.note("low is more than best: the row contradicts itself", "It was read as it stands.")
    if best is not None and high is not None and high < best:
        row.note("high is less than best: the row contradicts itself", "It was read as it stands.")
    owners = (*(_owner(side) for side in sides), ("civilians", "civilians"), (None, None))
    told = [(row.number(column), *owner) for (column, _), owner in zip(SIDES, owners, strict=True)]
    counts = [number for number, _, _ in told if number is not None]
    if best is not None and len(counts) == len(SIDES) and sum(counts) != best:
        row.note("the dead of the sides do not add up to best", "The row was read as it stands.")
    dead = [one for one in told if one[0]]
    ids = {one.id for side in sides for one in side}
    if len(dead) == 1 and dead[0][0] == best == low == high:
        [(_, owner, group)] = dead
        owner = owner if owner in ids else None
        return known.figures(
            [
                Casualty(
                    kind=CasualtyKind.KILLED,
                    group=group,
                    actor=owner,
                    low=low,
                    best=best,
                    high=high,
                )
            ]
        )
    total = Casualty(kind=CasualtyKind.KILLED, low=low, best=best, high=high)
    rest = [
        Casualty(
            kind=CasualtyKind.KILLED, group=group, actor=owner if owner in ids else None,
            low=number, best=number, high=number, part_of_total=True,
        )
        for number, owner, group in dead
    ]  # fmt: skip
    return known.figures([total, *rest])


def _owner(side: Side) -> tuple[str | None, str | None]:
    """Give the id and the words for those of a side; the dead of several groups are nobody's alone."""
    names = ", ".join(one.name for one in side)
    return (side[0].id if len(side) == 1 else None), f"on the side of {names}" if names else None


FORMAT = Format(
    name="ucdp_ged",
    label="UCDP GED",
    needs=frozenset(
        {"id", "type_of_violence", "side_a", "side_b", "where_prec", "where_coordinates", "country", "date_prec",
         "date_start", "date_end", "best", "low", "high"}
    ),
    code=code,
)  # fmt: skip
