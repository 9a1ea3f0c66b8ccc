"""Cells of a row: words, numbers, days."""

import math
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from timeline.datasets.messages import Notes
from timeline.errors import InputError

# What programs write for an empty cell: R, Python, databases.
EMPTY = frozenset({"NA", "N/A", "NULL", "NaN", "nan", "None", "<NA>"})
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d.*)?")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_NAMED = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{4}|\d{2})")
_BACKWARDS = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})")
_NOT_WORD = re.compile(r"\W+")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d*)?(?:[eE][+-]?\d+)?")
# Years that a day of coded data may have; SCAD and GED begin in 1989, GTD in 1970, the Correlates
# of War in 1816.
YEARS = range(1700, 2101)
# People of one row. Beyond it a digit was doubled or columns were exchanged: the greatest battles
# have fewer.
MOST_PEOPLE = 100_000_000


class RowError(InputError):
    """A row that cannot be used; the table's reader notes it and continues."""


def column_key(name: str) -> str:
    """Return the key of a column: "Event ID", "EVENT_ID" and "event id" are one column.

    >>> column_key("Event ID"), column_key("EVENT_DATE"), column_key("inter1")
    ('event_id', 'event_date', 'inter1')
    """
    lowered = name.strip().lstrip("\ufeff").lower()
    words = _NOT_WORD.sub("_", lowered)
    return words.strip("_")


class Row:
    """One row; cells are asked for by the key of their column."""

    __slots__ = ("_notes", "_positions", "cells", "line")

    def __init__(
        self, cells: list[str], positions: Mapping[str, int], line: int, notes: Notes
    ) -> None:
        """Take the cells, each column's position, the row's line in the file, and the notes."""
        self.cells = cells
        self.line = line
        self._positions = positions
        self._notes = notes

    def text(self, column: str) -> str:
        """Return the words of a cell, "" when it is empty or there is no such column."""
        position = self._positions.get(column)
        if position is None:
            return ""
        value = self.cells[position].strip()
        return "" if value in EMPTY else value

    def code(self, column: str) -> str:
        """Return a code: as `text`, but a whole number that a spreadsheet wrote as "1.0" is "1"."""
        value = self.text(column)
        if not value.endswith(".0"):
            return value
        whole = value[:-2]
        return whole if whole.lstrip("-").isdigit() else value

    def number(self, column: str, *, unknown: frozenset[int] = frozenset()) -> int | None:
        """Return a whole number of people.

        None when the cell is empty, stands for unknown, or is noted as no number.
        """
        value = self.text(column)
        if not value:
            return None
        if value.isdecimal() and len(value) < 9:
            return int(value)
        number = self._float(column, value)
        if number is None or int(number) in unknown:
            return None
        if not 0 <= number <= MOST_PEOPLE or number != int(number):
            self.note(f"{column} {value[:20]!r} is no number of people", "The cell was left out.")
            return None
        return int(number)

    def degrees(self, column: str, most: float) -> float | None:
        """Return a latitude or longitude; None when it is empty, or noted as none."""
        value = self.text(column)
        if not value:
            return None
        degrees = self._float(column, value)
        if degrees is None:
            return None
        if abs(degrees) > most:
            what = f"{column} {value[:20]!r} lies beyond {most:g} degrees"
            self.note(what, "The cell was left out.")
            return None
        return degrees

    def _float(self, column: str, value: str) -> float | None:
        if not _NUMBER.fullmatch(value):
            self.note(f"{column} {value[:20]!r} is no number", "The cell was left out.")
            return None
        number = float(value.replace(",", ""))
        if not math.isfinite(number):
            self.note(f"{column} {value[:20]!r} is not finite", "The cell was left out.")
            return None
        return number

    def day(self, column: str) -> date:
        """Return the day of a cell.

        Raises:
            RowError: It is empty, or no day that can be read.
        """
        value = self.text(column)
        day = read_day(value)
        if day is not None:
            return day
        what = f"{column} {value[:30]!r} is no day" if value else f"{column} is empty"
        raise RowError(column, f"{what}.", "Write it as 2020-02-06.")

    def note(self, what: str, cure: str, *, skipped: bool = False) -> None:
        """Note what is odd about this row."""
        self._notes.add(
            self.line,
            f"{what}.",
            cure,
            skipped=skipped,
        )


@lru_cache(maxsize=65536)
def read_day(value: str) -> date | None:
    """Read a day as the collections write it.

    None when it is none, or when day and month could be exchanged.

    >>> days = ("2013-01-03 00:00:00.000", "16 May 2025", "13-Apr-95", "20160312")
    >>> [str(read_day(day)) for day in days]
    ['2013-01-03', '2025-05-16', '1995-04-13', '2016-03-12']
    >>> str(read_day("25/12/2019")), read_day("05/06/2019"), read_day("2019-02-30")
    ('2019-12-25', None, None)
    """
    year_first = _ISO.fullmatch(value) or _PLAIN.fullmatch(value)
    if year_first:
        year, month, day = year_first.groups()
        return _day(
            int(year),
            int(month),
            int(day),
        )
    named = _NAMED.fullmatch(value)
    if named:
        day, month_name, year = named.groups()
        month_number = _MONTHS.get(month_name.lower(), 0)
        return _day(
            _full_year(int(year)),
            month_number,
            int(day),
        )
    year_last = _BACKWARDS.fullmatch(value)
    if year_last:
        return _day_of_year_last(value, *map(int, year_last.groups()))
    return None


def _full_year(year: int) -> int:
    """Return the year that two digits stand for: 51 to 99 are those of the last century."""
    if year > 99:
        return year
    return year + 1900 if year > 50 else year + 2000


def _day_of_year_last(value: str, first: int, second: int, year: int) -> date | None:
    """Return the day of "25/12/2019"; None when day and month could be exchanged."""
    # dd-mm-yyyy is ACLED's older way; with slashes Americans put the month first.
    has_day_first = "-" in value or "." in value
    if has_day_first or first > 12:
        return _day(year, second, first)
    if second > 12 or first == second:
        return _day(year, first, second)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(day: date) -> tuple[date, date]:
    """Return the first and last day of the month of a day."""
    first = day.replace(day=1)
    in_next_month = first + timedelta(days=32)
    last = in_next_month.replace(day=1) - timedelta(days=1)
    return first, last
