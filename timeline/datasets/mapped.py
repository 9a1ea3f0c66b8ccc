"""Tables of one's own: reading rows by a mapping."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from timeline.datasets.dates import (
    Order,
    grain,
    month_of,
    read_interval,
    serial_day,
    year_last,
    year_of,
)
from timeline.datasets.figures import figure_of
from timeline.datasets.formats import Coding, Format, Marks
from timeline.datasets.resolve import Resolver, each_once
from timeline.datasets.rows import Row, RowError, column_key
from timeline.errors import SettingsError
from timeline.lexicon.countries import countries
from timeline.lexicon.incident_types import incident_types
from timeline.model.actors import ActorRole, Role
from timeline.model.incidents import Casualty
from timeline.model.mapping import ColumnMapping
from timeline.model.mentions import Slot
from timeline.model.places import Place, PlacePrecision
from timeline.model.types import CasualtyKind, Status
from timeline.model.when import DateInterval, Precision

Kind = TypeVar("Kind", bound=StrEnum)
SLOTS = {
    "type": Slot.TRIGGER,
    "date": Slot.DATE,
    "end": Slot.DATE,
    "status": Slot.STATUS,
    "initiators": Slot.INITIATOR,
    "targets": Slot.TARGET,
    "parties": Slot.PARTY,
    "place": Slot.PLACE,
    "admin1": Slot.PLACE,
    "country": Slot.PLACE,
    "killed": Slot.CASUALTIES,
    "injured": Slot.CASUALTIES,
    "attribution": Slot.ATTRIBUTION,
    "publisher": Slot.ATTRIBUTION,
}
ROLES = {"initiators": Role.INITIATOR, "targets": Role.TARGET, "parties": Role.PARTY}
# Name of the format of tables that a mapping describes.
OWN = "table"
_NOT_COLUMNS = frozenset(
    {"name", "types", "default_type", "separator", "sheet", "date_order"}
)
_ORDERS: Mapping[str | None, Order] = {"day": "day", "month": "month"}


def mapped_format(mapping: ColumnMapping) -> Format:
    """Return the format that a mapping describes.

    Raises:
        SettingsError: It names no date, or a type that does not exist.
    """
    if mapping.date is None:
        raise SettingsError(
            "mapping",
            "it does not say which column is the date.",
            'Add date = "<column>".',
        )
    if mapping.type is None and mapping.default_type is None:
        cure = (
            'Add type = "<column>" with a [mapping.types] table; or, if all rows are of one type, '
            f"default_type with one of: {', '.join(incident_types())}."
        )
        raise SettingsError(
            "mapping", "it does not say what kind of incident a row is.", cure
        )
    if mapping.default_type:
        _type_of(mapping.default_type)
    if mapping.date_order not in (None, "day", "month"):
        what = f"there is no date_order {mapping.date_order!r}."
        raise SettingsError(
            "mapping.date_order", what, 'Use "day" or "month": what comes first.'
        )
    columns = {
        field: column_key(column) for field, column in columns_of(mapping).items()
    }
    types = {_word_key(word): _type_of(value) for word, value in mapping.types.items()}
    marks = _marks_of(columns)

    def code(row: Row, resolver: Resolver) -> Coding:
        return _RowReader(mapping, columns, types, row, resolver).coding(marks)

    return Format(
        name=OWN, label=mapping.name, needs=frozenset(columns.values()), code=code
    )


def _word_key(word: str) -> str:
    """Return a word of a type column as `types` is searched for it: whatever its capitals."""
    return " ".join(word.split()).casefold()


def _marks_of(columns: Mapping[str, str]) -> Marks:
    """Return which columns the fields of an incident are read from."""
    return tuple(
        (slot, columns[field]) for field, slot in SLOTS.items() if field in columns
    )


def columns_of(mapping: ColumnMapping) -> dict[str, str]:
    """Return the columns that a mapping names, by field."""
    columns: dict[str, str] = {}
    for field in fields(mapping):
        column = getattr(mapping, field.name)
        if column and field.name not in _NOT_COLUMNS:
            columns[field.name] = column
    return columns


def _type_of(value: str) -> tuple[str | None, str | None]:
    """Parse "ASSAULT" or "ASSAULT/shelling" into type and mode; "" is no incident of ours."""
    if not value.strip():
        return None, None
    name, _, mode = value.partition("/")
    types = incident_types()
    incident_type = types.get(name.upper())
    if incident_type is None or (mode and mode not in incident_type.modes):
        choices = incident_type.modes if incident_type else types
        raise SettingsError(
            "mapping.types",
            f"there is no type {value!r}.",
            f"Use one of: {', '.join(choices)}.",
        )
    return name.upper(), mode or None


class _RowReader:
    """Reads one row by a mapping."""

    def __init__(
        self,
        mapping: ColumnMapping,
        columns: Mapping[str, str],
        types: Mapping[str, tuple[str | None, str | None]],
        row: Row,
        resolver: Resolver,
    ) -> None:
        self.mapping = mapping
        self.columns = columns
        self.types = types
        self.row = row
        self.resolver = resolver

    def text(self, field: str) -> str:
        column = self.columns.get(field)
        return self.row.text(column) if column else ""

    def listed(self, field: str) -> tuple[str, ...]:
        """Return the parts of a list that a cell holds, each once."""
        parts = self.text(field).split(self.mapping.separator)
        stripped = [part.strip() for part in parts]
        return tuple(dict.fromkeys(part for part in stripped if part))

    def number(self, field: str) -> int | None:
        column = self.columns.get(field)
        return self.row.number(column) if column else None

    def degrees(self, field: str, most: float) -> float | None:
        column = self.columns.get(field)
        return self.row.degrees(column, most) if column else None

    def coding(self, marks: Marks) -> Coding:
        """Return what the row says.

        Raises:
            RowError: Its date cannot be read.
        """
        when = self.when()
        word = self.row.code(self.columns["type"]) if "type" in self.columns else ""
        type_id, mode = self.type_of(word)
        default_status = Status.OCCURRED
        if type_id:
            default_status = incident_types()[type_id].default_status
        country = self.country()
        place = self.place(country)
        column = self.mapping.type or "type"
        return Coding(
            id=self.row.id(self.columns["id"]) if "id" in self.columns else "",
            type=type_id,
            mode=mode,
            status=self.choice(Status, "status", default_status),
            date=when,
            actors=self.actors(when.start.year if when else None, country),
            places=(place,) if place else (),
            casualties=self.figures(),
            marks=marks,
            attribution=self.listed("attribution"),
            outlets=self.listed("publisher"),
            url=self.text("url") or None,
            code=f"{column} {word[:40]!r}" if word else f"{column} empty",
        )

    def type_of(self, word: str) -> tuple[str | None, str | None]:
        """Return the type and mode that a word of the type column stands for."""
        listed = self.types.get(_word_key(word))
        if listed is not None:
            return listed
        default = self.mapping.default_type
        return _type_of(default) if default else (None, None)

    def country(self) -> str | None:
        """Return the code of the country, which a cell gives as a code or by name."""
        words = self.text("country")
        if words and countries().by_id(words):
            return words
        return self.resolver.country(words)

    def when(self) -> DateInterval | None:
        """Return the days; None, with a note, where none are given or they can be two.

        Raises:
            RowError: A cell is no day, or the last day lies before the first.
        """
        if not self.text("date"):
            self.row.note(f"{self.mapping.date} is empty", "The row has no date")
            return None
        start = self.days("date")
        if start is None:
            return None
        last = self.days("end") if self.text("end") else None
        end = start.end if last is None else last.end
        if end < start.start:
            what = f"{self.mapping.end} {end} lies before {self.mapping.date} {start.start}."
            raise RowError("end", what, "Correct the row.")
        return self.resolver.same(self.with_precision(start, end))

    def with_precision(self, start: DateInterval, end: date) -> DateInterval:
        """Return the interval up to a last day, with the precision that its cell or days give."""
        default = start.precision
        if end != start.end:
            default = grain((end - start.start).days + 1)
        precision = self.choice(Precision, "precision", default)
        first = start.start
        if first == end:
            first, end = _widened(first, precision)
        return replace(start, start=first, end=end, precision=precision)

    def days(self, field: str) -> DateInterval | None:
        """Return the days of a cell; None, with a note, where they can be two.

        Raises:
            RowError: They are no days.
        """
        column = getattr(self.mapping, field)
        text = self.text(field)
        order = self.order(self.columns[field], text)
        interval = read_interval(text, order)
        if interval is not None:
            if serial_day(text):
                what = f"{column} is a number such as {text[:10]}, which Excel stores for a day"
                self.row.note_once(
                    what, f"It was read so: {text[:10]} is {interval.start}"
                )
            return interval
        numbers = year_last(text)
        if numbers is not None and order is None and numbers.is_ambiguous:
            self.row.note(
                f"{column} {text[:30]!r} can be {numbers.both()}",
                "The row has no date; write it as 2020-02-06, or say "
                'date_order = "day" or "month" in [mapping]',
            )
            return None
        what = f"{column} {text[:30]!r} is not a day, month or year."
        raise RowError(column, what, "Write it as 2020-02-06, 2020-02 or 2020.")

    def order(self, column: str, text: str) -> Order | None:
        """Return the order of day and month: as the mapping says, or as the column shows."""
        numbers = year_last(text)
        if numbers is None:
            return None
        chosen = _ORDERS.get(self.mapping.date_order)
        if chosen is not None:
            return chosen
        return self.row.order_of(column, numbers)

    def choice(self, choices: type[Kind], field: str, default: Kind) -> Kind:
        """Return which of some words a cell holds; the default, with a note, for any other."""
        word = self.text(field).lower()
        if not word:
            return default
        try:
            return choices(word)
        except ValueError:
            listed = ", ".join(choice.value for choice in choices)
            self.row.note(
                f"{self.columns[field]} {word[:20]!r} is none of {listed}",
                f"It was read as {default.value}.",
            )
            return default

    def actors(self, year: int | None, country: str | None) -> tuple[ActorRole, ...]:
        return each_once(
            self.resolver.actor(name, role, year=year, country=country)
            for field, role in ROLES.items()
            for name in self.listed(field)
        )

    def place(self, country: str | None) -> Place | None:
        name = self.text("place")
        admin1 = self.text("admin1")
        if name:
            default = PlacePrecision.CITY
        elif admin1:
            default = PlacePrecision.PROVINCE
        else:
            default = PlacePrecision.COUNTRY
        precision = self.choice(PlacePrecision, "place_precision", default)
        return self.resolver.place(
            name or admin1 or self.text("country"),
            precision,
            lat=self.degrees("lat", 90),
            lon=self.degrees("lon", 180),
            country=country,
            admin1=admin1,
        )

    def figures(self) -> tuple[Casualty, ...]:
        """Return the killed and injured; nobody for 0."""
        killed = self.killed()
        injured = self.casualty(CasualtyKind.INJURED, "injured")
        given = [figure for figure in (killed, injured) if figure is not None]
        return self.resolver.figures(
            [figure for figure in given if not _is_nobody(figure)]
        )

    def casualty(self, kind: CasualtyKind, field: str) -> Casualty | None:
        """Return the figure of a cell, with the bounds that its words give."""
        column = self.columns.get(field)
        stated = figure_of(self.row, column) if column else None
        if stated is None:
            return None
        return Casualty(kind=kind, low=stated.low, best=stated.best, high=stated.high)

    def killed(self) -> Casualty | None:
        """Return the killed: one cell, whose bounds other cells may give."""
        stated = self.casualty(CasualtyKind.KILLED, "killed")
        low = self.number("killed_low")
        high = self.number("killed_high")
        if stated is None and low is None and high is None:
            return None
        killed = stated or Casualty(kind=CasualtyKind.KILLED)
        killed = replace(
            killed,
            low=killed.low if low is None else low,
            high=killed.high if high is None else high,
        )
        if not _is_ordered(killed):
            self.row.note(
                "killed does not lie between its low and high", "It was read as it is."
            )
        return killed


def _is_ordered(figure: Casualty) -> bool:
    """Return whether low, best and high, as far as they are given, do not contradict each other."""
    numbers = [
        number
        for number in (figure.low, figure.best, figure.high)
        if number is not None
    ]
    return numbers == sorted(numbers)


def _is_nobody(figure: Casualty) -> bool:
    """Return whether a figure counts nobody: 0 also stands for a number nobody reported."""
    numbers = (figure.low, figure.best, figure.high)
    if any(numbers):
        return False
    return 0 in numbers


def _widened(day: date, precision: Precision) -> tuple[date, date]:
    """Return the week, month or year of a day that is given as no more precise than that."""
    if precision is Precision.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if precision is Precision.MONTH:
        return month_of(day)
    if precision is Precision.YEAR:
        return year_of(day)
    return day, day
