"""What does the cell of a row say: words, a number, a day?"""

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
# Years that a day of coded data may have; SCAD and GED begin in 1989, GTD in 1970, the Correlates of War in 1816.
YEARS = range(1700, 2101)
# People of one row. Beyond it a digit was doubled or columns were exchanged: the greatest battles have fewer.
MOST_PEOPLE = 100_000_000


class RowError(InputError):
    """A row that cannot be used; the table's reader notes it and goes on."""


def column_key(name: str) -> str:
    """Give the key of a column's name: "Event ID", "EVENT_ID" and "event id" are one column.

    >>> column_key("Event ID"), column_key("EVENT_DATE"), column_key("inter1")
    ('event_id', 'event_date', 'inter1')
    """
    return _NOT_WORD.sub("_", name.strip().lstrip("\ufeff").lower()).strip("_")


class Row:
    """One row; cells are asked for by the key of their column."""

    __slots__ = ("_at", "_notes", "cells", "line")

    def __init__(self, cells: list[str], at: Mapping[str, int], line: int, notes: Notes) -> None:
        """Take the cells, where each column stands, the row's line in the file, and where troubles are noted."""
        self.cells = cells
        self.line = line
        self._at = at
        self._notes = notes

    def text(self, column: str) -> str:
        """Give the words of a cell, "" when it is empty or there is no such column."""
        at = self._at.get(column)
        if at is None:
            return ""
        value = self.cells[at].strip()
        return "" if value in EMPTY else value

    def code(self, column: str) -> str:
        """Give a code: as `text`, but a whole number that a spreadsheet wrote as "1.0" is "1"."""
        value = self.text(column)
        return value[:-2] if value.endswith(".0") and value[:-2].lstrip("-").isdigit() else value

    def number(self, column: str, *, unknown: frozenset[int] = frozenset()) -> int | None:
        """Give a whole number of people; None when the cell is empty, stands for unknown, or is noted as no number."""
        value = self.text(column)
        if not value:
            return None
        if value.isdecimal() and len(value) < 9:
            return int(value)
        found = self._float(column, value)
        if found is None or int(found) in unknown:
            return None
        if found < 0 or found > MOST_PEOPLE or found != int(found):
            self.note(f"{column} {value[:20]!r} is no number of people", "The cell was left out.")
            return None
        return int(found)

    def degrees(self, column: str, most: float) -> float | None:
        """Give a latitude or longitude; None when it is empty, or noted as none."""
        value = self.text(column)
        if not value:
            return None
        found = self._float(column, value)
        if found is not None and abs(found) > most:
            self.note(
                f"{column} {value[:20]!r} lies beyond {most:g} degrees", "The cell was left out."
            )
            return None
        return found

    def _float(self, column: str, value: str) -> float | None:
        if _NUMBER.fullmatch(value):
            return float(value.replace(",", ""))
        self.note(f"{column} {value[:20]!r} is no number", "The cell was left out.")
        return None

    def day(self, column: str) -> date:
        """Give the day of a cell.

        Raises:
            RowError: It is empty, or no day that can be told.
        """
        value = self.text(column)
        found = read_day(value)
        if found is None:
            what = f"{column} is empty" if not value else f"{column} {value[:30]!r} is no day"
            raise RowError(column, f"{what}.", "Write it as 2020-02-06.")
        return found

    def note(self, what: str, cure: str, *, skipped: bool = False) -> None:
        """Note what is odd about this row."""
        self._notes.add(self.line, f"{what}.", cure, skipped=skipped)


@lru_cache(maxsize=65536)
def read_day(value: str) -> date | None:
    """Read a day as the collections write it; None when it is none, or when day and month could be exchanged.

    >>> [str(read_day(day)) for day in ("2013-01-03 00:00:00.000", "16 May 2025", "13-Apr-95", "20160312")]
    ['2013-01-03', '2025-05-16', '1995-04-13', '2016-03-12']
    >>> str(read_day("25/12/2019")), read_day("05/06/2019"), read_day("2019-02-30")
    ('2019-12-25', None, None)
    """
    for pattern in (_ISO, _PLAIN):
        if match := pattern.fullmatch(value):
            return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _NAMED.fullmatch(value):
        year = int(match[3])
        year += 0 if year > 99 else 1900 if year > 50 else 2000
        return _day(year, _MONTHS.get(match[2].lower(), 0), int(match[1]))
    if match := _BACKWARDS.fullmatch(value):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        # dd-mm-yyyy is ACLED's older way; with slashes Americans put the month first
        if "-" in value or "." in value or first > 12:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 or first == second else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def month_of(day: date) -> tuple[date, date]:
    """Give the first and last day of the month of a day."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
