"""Cells of a row: words, numbers, days."""

import math
import re
from collections.abc import Mapping
from datetime import date

from timeline.datasets.column_forms import ColumnForms
from timeline.datasets.dates import Order, YearLast, read_day, year_last
from timeline.datasets.messages import Notes
from timeline.errors import InputError

# What programs write for an empty cell: R, Python, databases.
EMPTY = frozenset({"NA", "N/A", "NULL", "NaN", "nan", "None", "<NA>"})
_NOT_WORD = re.compile(r"\W+")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?")
# Blanks and apostrophes that part thousands: "1 250", "1'250".
_GROUPED = re.compile(r"(?<=\d)[\s'’](?=\d{3}(?!\d))")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[,.]\d{3})+")
# An id that a spreadsheet has rounded: "1.97E+11", "1,97E+11".
_ROUNDED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
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

    __slots__ = ("_forms", "_notes", "_positions", "cells", "line")

    def __init__(
        self,
        cells: list[str],
        positions: Mapping[str, int],
        line: int,
        notes: Notes,
        forms: ColumnForms,
    ) -> None:
        """Take a row.

        Args:
            cells: Its cells.
            positions: The position of each column.
            line: Its line in the file.
            notes: Where problems are noted.
            forms: What the columns of the table show.
        """
        self.cells = cells
        self.line = line
        self._positions = positions
        self._notes = notes
        self._forms = forms

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
        if not value.endswith((".0", ",0")):
            return value
        whole = value[:-2]
        return whole if whole.lstrip("-").isdigit() else value

    def id(self, column: str) -> str:
        """Return the id of the row; "", with a note, where a spreadsheet has rounded it."""
        value = self.code(column)
        if not _ROUNDED.fullmatch(value):
            return value
        self.note(
            f"{column} {value[:20]!r} is an id that a spreadsheet has rounded",
            "The row was named by its line; take the ids from the original file",
        )
        return ""

    def number(
        self, column: str, *, unknown: frozenset[int] = frozenset()
    ) -> int | None:
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
            self.note(
                f"{column} {value[:20]!r} is not a number of people",
                "The cell was left out.",
            )
            return None
        return int(number)

    def degrees(self, column: str, most: float) -> float | None:
        """Return a latitude or longitude; None when it is empty, or noted as none.

        No coordinate has thousands, so that a comma is a decimal comma.
        """
        value = self.text(column)
        if not value:
            return None
        degrees = self._as_float(column, value, value.replace(",", "."))
        if degrees is None:
            return None
        if abs(degrees) > most:
            what = f"{column} {value[:20]!r} lies beyond {most:g} degrees"
            self.note(what, "The cell was left out.")
            return None
        return degrees

    def _float(self, column: str, value: str) -> float | None:
        plain = _GROUPED.sub("", value)
        if "," in plain or _THOUSANDS.fullmatch(plain):
            plain = plain_number(plain, has_decimal_comma=self._forms.has_decimal_comma)
        if not plain:
            what = f"{column} {value[:20]!r} can be a number of thousands or one with decimals"
            self.note(what, "The cell was left out; write it without commas and points")
            return None
        return self._as_float(column, value, plain)

    def _as_float(self, column: str, value: str, plain: str) -> float | None:
        if not _NUMBER.fullmatch(plain):
            self.note(
                f"{column} {value[:20]!r} is not a number", "The cell was left out."
            )
            return None
        number = float(plain)
        if not math.isfinite(number):
            self.note(
                f"{column} {value[:20]!r} is not finite", "The cell was left out."
            )
            return None
        return number

    def day(self, column: str) -> date:
        """Return the day of a cell; the column shows the order of day and month.

        Raises:
            RowError: It is empty, or no day that can be read.
        """
        value = self.text(column)
        is_year_first = value[:4].isdigit()
        numbers = None if is_year_first else year_last(value)
        order = None
        if numbers is not None:
            order = self.order_of(column, numbers)
        day = read_day(value, order)
        if day is None:
            what = _why_no_day(value, numbers)
            raise RowError(column, f"{column} {what}.", "Write it as 2020-02-06.")
        return day

    def order_of(self, column: str, numbers: YearLast) -> Order | None:
        """Return the order of "03/02/2023": as it shows itself, or as its column does (noted)."""
        if numbers.shown_order is not None:
            return numbers.shown_order
        shown = self._forms.order(column)
        if shown.order is not None and self._forms.is_first_use(column):
            self._notes.add(
                shown.line,
                f"{column} {shown.cell!r} shows that the {shown.order} comes first in this column.",
                "Its other dates were read so.",
                skipped=False,
            )
        return shown.order or numbers.usual_order

    def note_once(self, what: str, cure: str) -> None:
        """Note what holds for a whole column, at the first row that shows it."""
        if self._forms.is_first_use(what.partition(" such as ")[0]):
            self.note(what, cure)

    def note(self, what: str, cure: str, *, skipped: bool = False) -> None:
        """Note what is odd about this row."""
        self._notes.add(
            self.line,
            f"{what}.",
            cure if cure.endswith(".") else f"{cure}.",
            skipped=skipped,
        )


def _why_no_day(value: str, numbers: YearLast | None) -> str:
    if not value:
        return "is empty"
    shown = repr(value[:30])
    if numbers is not None and numbers.is_ambiguous:
        return f"{shown} can be {numbers.both()}"
    return f"{shown} is not a day"


def plain_number(value: str, *, has_decimal_comma: bool | None) -> str:
    """Return a number with commas or points as Python writes it; "" where it can be two numbers.

    Args:
        value: Digits with commas or points, without blanks.
        has_decimal_comma: Whether the table writes decimals with a comma; None if not known.

    >>> [plain_number(value, has_decimal_comma=None) for value in ("1,250", "1.234,5", "2,5")]
    ['1250', '1234.5', '2.5']
    >>> [plain_number("1.250", has_decimal_comma=mark) for mark in (True, False, None)]
    ['1250', '1.250', '']
    >>> plain_number("1,250", has_decimal_comma=True)
    ''
    """
    if "," in value and "." in value:
        decimal_mark = max(",.", key=value.rindex)
        thousands_mark = ",.".replace(decimal_mark, "")
        return value.replace(thousands_mark, "").replace(decimal_mark, ".")
    mark = "," if "," in value else "."
    if not _THOUSANDS.fullmatch(value):
        return value.replace(mark, ".")
    if value.count(mark) > 1:
        return value.replace(mark, "")
    if mark == ",":
        return "" if has_decimal_comma else value.replace(",", "")
    if has_decimal_comma is None:
        return ""
    return value.replace(".", "") if has_decimal_comma else value
