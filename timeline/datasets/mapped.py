"""How is a table of one's own read, and what could its columns mean?"""

import re
from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from enum import StrEnum
from typing import TypeVar

from timeline.datasets.formats import Coding, Format, Marks
from timeline.datasets.resolve import Known
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
    """Make the format that a mapping describes.

    Raises:
        SettingsError: It names no date, or a type that there is not.
    """
    if mapping.date is None:
        raise SettingsError(
            "mapping", "it does not say which column is the date.", 'Add date = "<column>".'
        )
    if mapping.type is None and mapping.default_type is None:
        cure = 'Add type = "<column>" with a [mapping.types] table, or default_type = "ASSAULT".'
        raise SettingsError("mapping", "it does not say what kind of incident a row is.", cure)
    for value in (
        *mapping.types.values(),
        *((mapping.default_type,) if mapping.default_type else ()),
    ):
        _type_of(value)
    named = columns_of(mapping)
    at = {field: column_key(column) for field, column in named.items()}
    marks: Marks = tuple((slot, at[field]) for field, slot in SLOTS.items() if field in at)

    def code(row: Row, known: Known) -> Coding:
        return _Reader(mapping, at, row, known).coding(marks)

    return Format(name="table", label=mapping.name, needs=frozenset(at.values()), code=code)


def columns_of(mapping: ColumnMapping) -> dict[str, str]:
    """Give the columns that a mapping names, by field."""
    values = {
        one.name: getattr(mapping, one.name)
        for one in fields(mapping)
        if one.name not in _NOT_COLUMNS
    }
    return {name: value for name, value in values.items() if value}


def _type_of(value: str) -> tuple[str, str | None]:
    name, _, mode = value.partition("/")
    kind = incident_types().get(name.upper())
    if kind is None or (mode and mode not in kind.modes):
        there = ", ".join(kind.modes) if kind else ", ".join(incident_types())
        raise SettingsError(
            "mapping.types", f"there is no type {value!r}.", f"Use one of: {there}."
        )
    return name.upper(), mode or None


class _Reader:
    """Reads one row by a mapping."""

    def __init__(self, mapping: ColumnMapping, at: dict[str, str], row: Row, known: Known) -> None:
        self.mapping, self.at, self.row, self.known = mapping, at, row, known

    def text(self, field: str) -> str:
        return self.row.text(self.at[field]) if field in self.at else ""

    def listed(self, field: str) -> tuple[str, ...]:
        parts = (part.strip() for part in self.text(field).split(self.mapping.separator))
        return tuple(dict.fromkeys(part for part in parts if part))

    def number(self, field: str) -> int | None:
        return self.row.number(self.at[field]) if field in self.at else None

    def coding(self, marks: Marks) -> Coding:
        when = self.when()
        told = self.text("type")
        meant = self.mapping.types.get(told, self.mapping.default_type)
        type_id, mode = _type_of(meant) if meant else (None, None)
        default = incident_types()[type_id].default_status if type_id else Status.OCCURRED
        code = self.text("country")
        country = (code if countries().by_id(code) else None) or self.known.country(code)
        place = self.place(country)
        return Coding(
            id=self.text("id"),
            type=type_id,
            mode=mode,
            status=self.one_of(Status, "status", default),
            date=when,
            actors=self.actors(when.start.year, country),
            places=(place,) if place else (),
            casualties=self.figures(),
            marks=marks,
            attribution=self.listed("attribution"),
            outlets=self.listed("publisher"),
            url=self.text("url") or None,
            code=f"{self.mapping.type or 'type'} {told[:40]!r}",
        )

    def when(self) -> DateInterval:
        """Give the days: a year or month alone is a day of that grain, otherwise the cells say first and last day."""
        told = self.text("date")
        if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?", told):
            first = read_day(f"{match[1]}-{match[2] or 1}-1")
            if first is not None:
                last = month_of(first)[1] if match[2] else first.replace(month=12, day=31)
                return self.known.when(
                    first, last, Precision.MONTH if match[2] else Precision.YEAR, text=told
                )
        start = self.row.day(self.at["date"])
        end = self.row.day(self.at["end"]) if self.text("end") else start
        if end < start:
            raise RowError(
                "end",
                f"{self.mapping.end} {end} lies before {self.mapping.date} {start}.",
                "Mend the row.",
            )
        precision = self.one_of(Precision, "precision", grain((end - start).days + 1))
        if start == end and precision is Precision.MONTH:
            start, end = month_of(start)
        if start == end and precision is Precision.WEEK:
            start -= timedelta(days=start.weekday())
            end = start + timedelta(days=6)
        if start == end and precision is Precision.YEAR:
            start, end = start.replace(month=1, day=1), start.replace(month=12, day=31)
        return self.known.when(start, end, precision, text=told)

    def one_of(self, kind: type[Kind], field: str, default: Kind) -> Kind:
        told = self.text(field).lower()
        if not told:
            return default
        try:
            return kind(told)
        except ValueError:
            there = ", ".join(one.value for one in kind)
            self.row.note(
                f"{self.at[field]} {told[:20]!r} is none of {there}",
                f"It was read as {default.value}.",
            )
            return default

    def actors(self, year: int, country: str | None) -> tuple[ActorRole, ...]:
        roles = (("initiators", Role.INITIATOR), ("targets", Role.TARGET), ("parties", Role.PARTY))
        found = [
            self.known.actor(name, role, year=year, country=country)
            for field, role in roles
            for name in self.listed(field)
        ]
        return tuple({(one.id, one.role): one for one in found if one is not None}.values())

    def place(self, country: str | None) -> Place | None:
        name, admin1 = self.text("place"), self.text("admin1")
        default = (
            PlacePrecision.CITY
            if name
            else PlacePrecision.PROVINCE
            if admin1
            else PlacePrecision.COUNTRY
        )
        precision = self.one_of(PlacePrecision, "place_precision", default)
        lat = self.row.degrees(self.at["lat"], 90) if "lat" in self.at else None
        lon = self.row.degrees(self.at["lon"], 180) if "lon" in self.at else None
        name = name or admin1 or self.text("country")
        return self.known.place(name, precision, lat=lat, lon=lon, country=country, admin1=admin1)

    def figures(self) -> tuple[Casualty, ...]:
        best, low, high = (self.number(field) for field in ("killed", "killed_low", "killed_high"))
        found = []
        if best is not None or low is not None or high is not None:
            best = best if best is not None else low if low is not None else high
            low, high = (best if one is None else one for one in (low, high))
            if (
                best is not None
                and low is not None
                and high is not None
                and not low <= best <= high
            ):
                self.row.note(
                    "killed does not lie between its low and high", "It was read as it stands."
                )
            found.append(Casualty(kind=CasualtyKind.KILLED, low=low, best=best, high=high))
        injured = self.number("injured")
        if injured is not None:
            found.append(
                Casualty(kind=CasualtyKind.INJURED, low=injured, best=injured, high=injured)
            )
        return self.known.figures([one for one in found if one.best or one.high])


def template(name: str, header: Sequence[str], types: Sequence[str]) -> str:
    """Write a commented `[mapping]` for timeline.toml, guessed from a header.

    Args:
        name: Name of the file.
        header: Its columns.
        types: Words that stand in the column guessed to be the type.
    """
    guessed = guess(header)
    lines = [
        f"# For timeline.toml: what the columns of {_one_line(name)} mean. Lines without # are guesses: check them.",
        f"# Columns: {', '.join(_one_line(cell) for cell in header)}",
        "[mapping]",
        f"name = {quoted(name.rpartition('.')[0] or name)}  # the collection; stands as publisher",
    ]
    for field in GUESSES:
        column = guessed.get(field)
        lines.append(f"{field} = {quoted(column)}" if column else f'# {field} = ""')
    lines += [
        'separator = ";"  # parts lists in a cell',
        'default_type = "ASSAULT"  # of rows whose type is not listed below; take it out to leave them out',
        "",
        "[mapping.types]  # what stands in the type column = our type, or type/mode",
        f"# types: {', '.join(incident_types())}",
        *(f'{quoted(word)} = "ASSAULT"' for word in types),
    ]
    return "\n".join(lines) + "\n"


def guess(header: Sequence[str]) -> dict[str, str]:
    """Guess what the columns of a header hold, each column once.

    >>> guess(["Event ID", "Date", "Deaths", "Notes"])
    {'id': 'Event ID', 'date': 'Date', 'killed': 'Deaths'}
    """
    columns = {column_key(cell): cell for cell in reversed(header)}
    found: dict[str, str] = {}
    for field, words in GUESSES.items():
        for word in words:
            if word in columns and columns[word] not in found.values():
                found[field] = columns[word]
                break
    return found


def _one_line(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def quoted(text: str) -> str:
    r"""Write a TOML string.

    >>> quoted('a "b"')
    '"a \\"b\\""'
    """
    return '"' + _one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
