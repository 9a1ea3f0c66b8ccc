"""UCDP GED: one row a day, dyad and place of organised violence, 1989 to now.

Final and candidate releases. Columns and codes: UCDP's Georeferenced Event Dataset codebook
(Sundberg and Melander 2013; Davies et al.).
"""

from datetime import date

from timeline.datasets.dates import grain
from timeline.datasets.formats import (
    Bulk,
    Coding,
    DayColumns,
    Format,
    KindColumns,
    Marks,
    Terms,
    as_parties,
)
from timeline.datasets.resolve import Resolver, parts
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
# where_prec: 1 the place, 2 within about 25 km, 3 second-order division, 4 first-order division, 5
# larger or a line, 6 country, 7 waters and airspace. From 3 on the coordinates are the middle of an
# area.
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


def code(row: Row, resolver: Resolver) -> Coding:
    """Read one row."""
    kind = row.code("type_of_violence")
    crossing = crosswalk("ucdp").find(kind)
    start = row.day("date_start")
    end = row.day("date_end")
    if end < start:
        what = f"date_end {end} lies before date_start {start}."
        raise RowError("date_end", what, "Correct the row.")
    country = resolver.country(row.text("country"))
    is_one_sided = kind == ONE_SIDED
    roles = (Role.INITIATOR, Role.TARGET) if is_one_sided else (Role.PARTY, Role.PARTY)
    side_a = _side(row.text("side_a"), roles[0], resolver, start.year, country)
    side_b = _side(row.text("side_b"), roles[1], resolver, start.year, country)
    if row.code("code_status") not in {"", "Clear"}:
        row.note(
            "code_status says that the row is provisional",
            "It was read; look at it in a final release.",
        )
    is_long = row.code("date_prec") == "5"
    return Coding(
        id=row.id("id"),
        type=crossing.type,
        mode=CUMULATIVE if is_long else crossing.mode,
        status=crossing.status,
        date=_when(row, start, end, resolver),
        actors=side_a + side_b,
        places=_places(row, country, resolver),
        casualties=_figures(row, (side_a, side_b), resolver),
        marks=ON_CIVILIANS if is_one_sided else FIGHTING,
        attribution=resolver.same(parts(row.text("source_original"))),
        outlets=resolver.same(parts(row.text("source_office"))),
        code=f"type_of_violence {kind}",
    )


def _days(row: Row) -> tuple[date, date]:
    return row.day("date_start"), row.day("date_end")


def _is_incident(row: Row) -> bool:
    return crosswalk("ucdp").find(row.code("type_of_violence")).type is not None


Side = tuple[ActorRole, ...]
# Number of the dead, id of the actor whose they are, and the words for them.
SideDeaths = tuple[int | None, str | None, str | None]


def _side(
    names: str, role: Role, resolver: Resolver, year: int, country: str | None
) -> Side:
    """Return the actors of a side: groups that fought together are listed with commas."""
    actors: dict[ActorRole, None] = {}
    for name in names.split(", "):
        is_state = name.startswith("Government of ")
        kind = ActorKind.STATE if is_state else ActorKind.ARMED_GROUP
        actor = resolver.actor(name, role, year=year, country=country, kind=kind)
        if actor is not None:
            actors.setdefault(actor)
    return tuple(actors)


def _when(row: Row, start: date, end: date, resolver: Resolver) -> DateInterval:
    """Return the interval; a row with more days than its code allows is noted and keeps them."""
    coded = row.code("date_prec")
    days = (end - start).days + 1
    precision = DATES.get(coded)
    if precision is None:
        what = f"date_prec {coded[:10]!r} is none of 1 to 5"
        row.note(what, "The precision was read from the days.")
    elif days > LONGEST.get(coded, days):
        what = f"date_prec {coded} with {days:,} days contradicts itself"
        row.note(what, "The row was read with its days.")
        precision = None
    text = row.text("date_start")[:10]
    return resolver.when(start, end, precision or grain(days), text=text)


def _places(row: Row, country: str | None, resolver: Resolver) -> tuple[Place, ...]:
    coded = row.code("where_prec")
    precision = PLACES.get(coded)
    if precision is None:
        precision = PlacePrecision.REGION
        what = f"where_prec {coded[:10]!r} is none of 1 to 7"
        row.note(what, "The place was taken for a region.")
    place = resolver.place(
        row.text("where_coordinates"),
        precision,
        lat=row.degrees("latitude", 90),
        lon=row.degrees("longitude", 180),
        country=country,
        admin1=row.text("adm_1"),
    )
    return resolver.same((place,)) if place else ()


def _figures(
    row: Row, sides: tuple[Side, Side], resolver: Resolver
) -> tuple[Casualty, ...]:
    """Return the total with its range, and the dead of each side as parts of it.

    Where all are of one side and the total has no range, one figure says both. Rows that
    contradict themselves are noted.
    """
    best = row.number("best")
    low = row.number("low")
    high = row.number("high")
    _note_range(row, low, best, high)
    deaths = _deaths_of_sides(row, sides)
    numbers = [number for number, _, _ in deaths if number is not None]
    has_all_sides = len(numbers) == len(SIDES)
    if best is not None and has_all_sides and sum(numbers) != best:
        row.note(
            "the dead of the sides do not add up to best",
            "The row was read as it stands.",
        )
    dead = [side for side in deaths if side[0]]
    if len(dead) == 1 and dead[0][0] == best == low == high:
        _, actor, group = dead[0]
        only = Casualty(
            kind=CasualtyKind.KILLED,
            group=group,
            actor=actor,
            low=low,
            best=best,
            high=high,
        )
        return resolver.figures([only])
    total = Casualty(kind=CasualtyKind.KILLED, low=low, best=best, high=high)
    of_sides = [
        Casualty(
            kind=CasualtyKind.KILLED,
            group=group,
            actor=actor,
            low=number,
            best=number,
            high=number,
            part_of_total=True,
        )
        for number, actor, group in dead
    ]
    return resolver.figures([total, *of_sides])


def _note_range(row: Row, low: int | None, best: int | None, high: int | None) -> None:
    """Note a total that lies outside its own range."""
    if best is None:
        return
    if low is not None and low > best:
        row.note(
            "low is more than best: the row contradicts itself", "It was read as it is."
        )
    if high is not None and high < best:
        row.note(
            "high is less than best: the row contradicts itself",
            "It was read as it is.",
        )


def _deaths_of_sides(row: Row, sides: tuple[Side, Side]) -> list[SideDeaths]:
    """Return the dead of both sides, of civilians and of unknown, with whose they are."""
    actor_ids = {actor.id for side in sides for actor in side}
    owners = (
        _owner(sides[0]),
        _owner(sides[1]),
        ("civilians" if "civilians" in actor_ids else None, "civilians"),
        (None, None),
    )
    deaths = []
    for (column, _), (actor, group) in zip(SIDES, owners, strict=True):
        deaths.append((row.number(column), actor, group))
    return deaths


def _owner(side: Side) -> tuple[str | None, str | None]:
    """Return id and words for those of a side; the dead of several groups are nobody's alone."""
    if not side:
        return None, None
    names = ", ".join(actor.name for actor in side)
    actor = side[0].id if len(side) == 1 else None
    return actor, f"on the side of {names}"


FORMAT = Format(
    name="ucdp_ged",
    label="UCDP GED",
    needs=frozenset(
        {
            "id",
            "type_of_violence",
            "side_a",
            "side_b",
            "where_prec",
            "where_coordinates",
            "country",
            "date_prec",
            "date_start",
            "date_end",
            "best",
            "low",
            "high",
        }
    ),
    code=code,
    bulk=Bulk(
        days=DayColumns(keys=("date_start", "date_end"), days=_days),
        kinds=KindColumns(keys=("type_of_violence",), is_incident=_is_incident),
        weight="best",
        ids=("id",),
        parts={
            "place": (
                "where_coordinates",
                "where_prec",
                "country",
                "adm_1",
                "latitude",
                "longitude",
            ),
            "sides": ("side_a", "side_b", "country"),
        },
        place_name="where_coordinates",
        figures=("best", "low", "high", *(column for column, _ in SIDES)),
    ),
    terms=Terms(
        licence="CC BY 4.0",
        citation="Sundberg, Ralph, and Erik Melander (2013): Introducing the UCDP Georeferenced "
        "Event Dataset. Journal of Peace Research 50(4), 523-532; with the article that the "
        "codebook of your version names.",
    ),
)
