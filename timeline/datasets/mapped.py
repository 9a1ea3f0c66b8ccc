"""Tables of one's own: reading rows by a mapping, and guessing what columns mean."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from timeline.datasets.formats import Coding, Format, Marks
from timeline.datasets.resolve import Resolver, each_once
from timeline.datasets.rows import Row, RowError, column_key, month_of, read_day
from timeline.datasets.ucdp_ged import grain
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
_NOT_COLUMNS = frozenset({"name", "types", "default_type", "separator"})
# Words of headers from which the template guesses what a column holds, the likeliest first.
GUESSES = {
    "id": ("id", "event_id", "incident_id", "eventid", "key"),
    "date": (
        "date",
        "start_date",
        "date_start",
        "start",
        "day",
        "event_date",
        "incident_date",
        "when",
    ),
    "end": ("end_date", "date_end", "end", "until"),
    "precision": ("date_precision", "precision", "date_prec", "time_precision"),
    "type": ("type", "event_type", "incident_type", "category", "kind", "what"),
    "status": ("status",),
    "initiators": (
        "initiators",
        "initiator",
        "perpetrator",
        "perpetrators",
        "attacker",
        "actor",
        "actor1",
        "who",
    ),
    "targets": ("targets", "target", "victim", "victims", "recipient", "actor2", "to_whom"),
    "parties": ("parties", "party", "sides", "belligerents", "combatants"),
    "place": ("place", "places", "location", "city", "town", "village", "where", "site"),
    "admin1": ("admin1", "province", "governorate", "region", "state", "adm_1"),
    "country": ("country", "country_name", "nation", "iso3"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "place_precision": ("place_precision", "geo_precision", "where_prec"),
    "killed": ("killed", "fatalities", "deaths", "dead", "killed_best", "best", "died"),
    "killed_low": ("killed_low", "deaths_low", "fatalities_low", "low", "min_deaths"),
    "killed_high": ("killed_high", "deaths_high", "fatalities_high", "high", "max_deaths"),
    "injured": ("injured", "wounded", "injuries", "injured_best"),
    "attribution": ("attribution", "cited", "according_to"),
    "publisher": ("publisher", "publishers", "source", "sources", "outlet", "media"),
    "url": ("url", "link", "source_url", "web"),
}


def mapped_format(mapping: ColumnMapping) -> Format:
    """Return the format that a mapping describes.

    Raises:
        SettingsError: It names no date, or a type that does not exist.
    """
    if mapping.date is None:
        raise SettingsError(
            "mapping", "it does not say which column is the date.", 'Add date = "<column>".'
        )
    if mapping.type is None and mapping.default_type is None:
        cure = 'Add type = "<column>" with a [mapping.types] table, or default_type = "ASSAULT".'
        raise SettingsError("mapping", "it does not say what kind of incident a row is.", cure)
    for value in mapping.types.values():
        _type_of(value)
    if mapping.default_type:
        _type_of(mapping.default_type)
    columns = {field: column_key(column) for field, column in columns_of(mapping).items()}
    marks = _marks_of(columns)

    def code(row: Row, resolver: Resolver) -> Coding:
        return _RowReader(mapping, columns, row, resolver).coding(marks)

    return Format(
        name="table",
        label=mapping.name,
        needs=frozenset(columns.values()),
        code=code,
    )


def _marks_of(columns: Mapping[str, str]) -> Marks:
    """Return which columns the fields of an incident are read from."""
    return tuple((slot, columns[field]) for field, slot in SLOTS.items() if field in columns)


def columns_of(mapping: ColumnMapping) -> dict[str, str]:
    """Return the columns that a mapping names, by field."""
    columns: dict[str, str] = {}
    for field in fields(mapping):
        column = getattr(mapping, field.name)
        if column and field.name not in _NOT_COLUMNS:
            columns[field.name] = column
    return columns


def _type_of(value: str) -> tuple[str, str | None]:
    """Parse "ASSAULT" or "ASSAULT/shelling" into type and mode."""
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
        row: Row,
        resolver: Resolver,
    ) -> None:
        self.mapping = mapping
        self.columns = columns
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
        word = self.text("type")
        type_id, mode = self.type_of(word)
        default_status = Status.OCCURRED
        if type_id:
            default_status = incident_types()[type_id].default_status
        country = self.country()
        place = self.place(country)
        column = self.mapping.type or "type"
        return Coding(
            id=self.text("id"),
            type=type_id,
            mode=mode,
            status=self.choice(Status, "status", default_status),
            date=when,
            actors=self.actors(when.start.year, country),
            places=(place,) if place else (),
            casualties=self.figures(),
            marks=marks,
            attribution=self.listed("attribution"),
            outlets=self.listed("publisher"),
            url=self.text("url") or None,
            code=f"{column} {word[:40]!r}",
        )

    def type_of(self, word: str) -> tuple[str | None, str | None]:
        """Return the type and mode that a word of the type column stands for."""
        value = self.mapping.types.get(word, self.mapping.default_type)
        return _type_of(value) if value else (None, None)

    def country(self) -> str | None:
        """Return the code of the country, which a cell gives as a code or by name."""
        words = self.text("country")
        if words and countries().by_id(words):
            return words
        return self.resolver.country(words)

    def when(self) -> DateInterval:
        """Return the days: a year or month alone, or a first and a last day.

        Raises:
            RowError: A cell is no day, or the last day lies before the first.
        """
        text = self.text("date")
        year_or_month = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?", text)
        if year_or_month:
            year, month = year_or_month.groups()
            first = read_day(f"{year}-{month or 1}-1")
            if first is not None and month:
                return self.resolver.when(
                    *month_of(first),
                    Precision.MONTH,
                    text=text,
                )
            if first is not None:
                return self.resolver.when(
                    *_year_of(first),
                    Precision.YEAR,
                    text=text,
                )
        start = self.row.day(self.columns["date"])
        end = start
        if self.text("end"):
            end = self.row.day(self.columns["end"])
        if end < start:
            what = f"{self.mapping.end} {end} lies before {self.mapping.date} {start}."
            raise RowError("end", what, "Correct the row.")
        days = (end - start).days + 1
        precision = self.choice(Precision, "precision", grain(days))
        if start == end:
            start, end = _widened(start, precision)
        return self.resolver.when(
            start,
            end,
            precision,
            text=text,
        )

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

    def actors(self, year: int, country: str | None) -> tuple[ActorRole, ...]:
        return each_once(
            self.resolver.actor(
                name,
                role,
                year=year,
                country=country,
            )
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
        killed = self.killed()
        injured = _exactly(CasualtyKind.INJURED, self.number("injured"))
        given = [figure for figure in (killed, injured) if figure is not None]
        return self.resolver.figures([figure for figure in given if figure.best or figure.high])

    def killed(self) -> Casualty | None:
        """Return the killed; a number that is not given is that of another cell."""
        best = self.number("killed")
        low = self.number("killed_low")
        high = self.number("killed_high")
        numbers = [number for number in (best, low, high) if number is not None]
        if not numbers:
            return None
        best = numbers[0]
        low = best if low is None else low
        high = best if high is None else high
        if not low <= best <= high:
            self.row.note(
                "killed does not lie between its low and high", "It was read as it stands."
            )
        return Casualty(
            kind=CasualtyKind.KILLED,
            low=low,
            best=best,
            high=high,
        )


def _exactly(kind: CasualtyKind, number: int | None) -> Casualty | None:
    if number is None:
        return None
    return Casualty(
        kind=kind,
        low=number,
        best=number,
        high=number,
    )


def _widened(day: date, precision: Precision) -> tuple[date, date]:
    """Return the week, month or year of a day that is given as no more precise than that."""
    if precision is Precision.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if precision is Precision.MONTH:
        return month_of(day)
    if precision is Precision.YEAR:
        return _year_of(day)
    return day, day


def _year_of(day: date) -> tuple[date, date]:
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def template(name: str, header: Sequence[str], types: Sequence[str]) -> str:
    """Write a commented `[mapping]` for timeline.toml, guessed from a header.

    Args:
        name: Name of the file.
        header: Its columns.
        types: Words that stand in the column guessed to be the type.
    """
    columns = guess(header)
    stem = name.rpartition(".")[0] or name
    listed = ", ".join(_one_line(cell) for cell in header)
    lines = [
        f"# For timeline.toml: what the columns of {_one_line(name)} mean."
        " Lines without # are guesses: check them.",
        f"# Columns: {listed}",
        "[mapping]",
        f"name = {quoted(stem)}  # the collection; stands as publisher",
    ]
    for field in GUESSES:
        column = columns.get(field)
        lines.append(f"{field} = {quoted(column)}" if column else f'# {field} = ""')
    lines += [
        'separator = ";"  # parts lists in a cell',
        'default_type = "ASSAULT"  # of rows whose type is not listed below;'
        " take it out to leave them out",
        "",
        "[mapping.types]  # what stands in the type column = our type, or type/mode",
        f"# types: {', '.join(incident_types())}",
    ]
    lines += [f'{quoted(word)} = "ASSAULT"' for word in types]
    return "\n".join(lines) + "\n"


def guess(header: Sequence[str]) -> dict[str, str]:
    """Return what the columns of a header seem to hold, each column once.

    >>> guess(["Event ID", "Date", "Deaths", "Notes"])
    {'id': 'Event ID', 'date': 'Date', 'killed': 'Deaths'}
    """
    columns = {column_key(cell): cell for cell in reversed(header)}
    guesses: dict[str, str] = {}
    for field, words in GUESSES.items():
        for word in words:
            column = columns.get(word)
            if column is not None and column not in guesses.values():
                guesses[field] = column
                break
    return guesses


def _one_line(text: str) -> str:
    """Return a text with each control character replaced by a blank."""
    printable = [char if char.isprintable() else " " for char in text]
    return "".join(printable)


def quoted(text: str) -> str:
    r"""Return a text as a TOML string.

    >>> quoted('a "b"')
    '"a \\"b\\""'
    """
    escaped = _one_line(text).replace("\\", "\\\\")
    escaped = escaped.replace('"', '\\"')
    return f'"{escaped}"'
