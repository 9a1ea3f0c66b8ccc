"""Tables of events: a row is an event, and its cells give its date, place and casualties."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.documents.dates import stated_day
from timeline.documents.heading_dates import heading_date

_DATE = re.compile(r"\b(?:dates?|days?|when)\b", re.IGNORECASE)
_PLACES = (
    re.compile(r"\b(?:place|location|where|town|city|village|site)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:area|district|region|province|governorate|state)\b", re.IGNORECASE
    ),
)
_KILLED = re.compile(
    r"\b(?:killed|deaths?|dead|fatalities|death toll)\b", re.IGNORECASE
)
_INJURED = re.compile(r"\b(?:injured|wounded|injuries)\b", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:what|events?|description|details?|incidents?|summary|happened|notes?|circumstances)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3  # on average in a cell that says what happened
_SHARE = 0.5  # of the rows whose cell in the date's column is a date


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table of events says what; None where none does."""

    words: int
    date: int | None = None
    place: int | None = None
    killed: int | None = None
    injured: int | None = None


def event_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the columns of a table whose first row names them; None if it is no table of events.

    It is one if a column is of dates, or one of places and one of the killed, and a column has
    words that say what happened.

    >>> rows = [("Date", "Town", "Event"), ("1 May", "Idlib", "Rebels attacked a base.")]
    >>> event_columns(rows)
    Columns(words=2, date=0, place=1, killed=None, injured=None)
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    header = rows[0]
    body = rows[1:]
    date = _date_column(header, body)
    place = _place_column(header)
    killed = _column(header, _KILLED)
    injured = _column(header, _INJURED)
    words = _words_column(header, body, {date, place, killed, injured})
    if words is None:
        return None
    if date is None and (place is None or killed is None):
        return None
    return Columns(words=words, date=date, place=place, killed=killed, injured=injured)


def _place_column(header: Sequence[str]) -> int | None:
    for pattern in _PLACES:
        column = _column(header, pattern)
        if column is not None:
            return column
    return None


def _column(header: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    for number, cell in enumerate(header):
        if pattern.search(cell):
            return number
    return None


def _cells(body: Sequence[Sequence[str]], number: int) -> list[str]:
    """Return the cells of a column; short rows have none."""
    return [row[number] for row in body if number < len(row)]


def _date_column(header: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    column = _column(header, _DATE)
    candidates = range(len(header)) if column is None else (column,)
    for number in candidates:
        cells = _cells(body, number)
        dates = sum(map(is_date, cells))
        if cells and dates >= _SHARE * len(cells):
            return number
    return None


def is_date(cell: str) -> bool:
    """Return whether a cell is a date, with or without a year."""
    written = heading_date(cell)
    is_day = written is not None and written.month is not None
    return is_day or stated_day(cell) is not None


def _words_column(
    header: Sequence[str], body: Sequence[Sequence[str]], others: set[int | None]
) -> int | None:
    """Return the column of most words among those that say nothing else; named ones go first."""
    lengths: dict[int, float] = {}
    for number in range(len(header)):
        length = _mean_words(_cells(body, number))
        if number not in others and length >= _FEWEST_WORDS:
            lengths[number] = length
    named = [number for number in lengths if _WORDS.search(header[number])]
    candidates = named or list(lengths)
    return max(candidates, key=lengths.__getitem__, default=None)


def _mean_words(cells: Sequence[str]) -> float:
    total = sum(len(cell.split()) for cell in cells)
    return total / max(1, len(cells))
