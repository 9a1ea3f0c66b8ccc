"""Tables of events: a row is an event, and its cells give its date, place and casualties."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from timeline.documents.dates import stated_day
from timeline.documents.heading_dates import heading_date

_DATE = re.compile(r"\b(?:dates?|days?|when)\b", re.IGNORECASE)
_PLACES = (
    re.compile(r"\b(?:place|location|where|town|city|village|site)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:district|county|municipality|commune|locality|settlement|camp)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:area|region|province|governorate|state|oblast|territory)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:country|nation)\b", re.IGNORECASE),
)
_KILLED = re.compile(
    r"\b(?:killed|deaths?|dead|fatalities|death toll)\b", re.IGNORECASE
)
_INJURED = re.compile(r"\b(?:injured|wounded|injuries)\b", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:what|events?|description|details?|incidents?|summary|happened|notes?|circumstances)\b",
    re.IGNORECASE,
)
_MEANINGS = {
    "date": (_DATE,),
    "place": _PLACES,
    "killed": (_KILLED,),
    "injured": (_INJURED,),
    "words": (_WORDS,),
}
_FEWEST_WORDS = 3  # on average in a cell that says what happened
_FEWEST_UNNAMED = 5  # the same where no row names the columns
_LONGEST_NAME = 6  # words of the name of a column
_SHARE = 0.5  # of the rows whose cell in the date's column is a date
_UNNAMED_SHARE = 0.8  # the same where no row names the columns


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of a table of events says what; None where none does.

    Attributes:
        words: The column that says what happened.
        date: That of the date.
        place: That of the place.
        killed: That of the killed.
        injured: That of the injured.
        first: How many rows name the columns or the table, before the first event.
    """

    words: int
    date: int | None = None
    place: int | None = None
    killed: int | None = None
    injured: int | None = None
    first: int = 1


def event_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the columns of a table of events; None if it is none.

    It is one if a column is of dates, or one of places and one of the killed, and a column has
    words that say what happened. Its first row names the columns, or the second one after a title,
    or both together; without names, the first columns are of dates and of sentences.

    >>> rows = [("Date", "Town", "Event"), ("1 May", "Idlib", "Rebels attacked a base.")]
    >>> event_columns(rows)
    Columns(words=2, date=0, place=1, killed=None, injured=None, first=1)
    """
    if len(rows) < 2:
        return None
    candidates = []
    for first, header in _headers(rows):
        columns = _named_columns(header, rows[first:], first)
        if columns is not None:
            candidates.append(columns)
    return max(candidates, key=_count_columns, default=None) or _unnamed_columns(rows)


def _count_columns(columns: Columns) -> int:
    named = (columns.date, columns.place, columns.killed, columns.injured)
    return sum(1 for column in named if column is not None)


def _headers(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield what may name the columns, with the number of rows that it takes."""
    first, second = rows[:2]
    if _is_event(first):
        return
    has_names = _count_filled(first) > 1
    if has_names:
        yield 1, first
    if len(rows) > 2 and not _is_event(second):
        if has_names:
            yield 2, _joined(first, second)
        yield 2, second


def _is_event(row: Sequence[str]) -> bool:
    """Return whether a row names no columns: a cell is a date with its day, or a sentence."""
    return any(is_day(cell) or len(cell.split()) > _LONGEST_NAME for cell in row)


def _count_filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _joined(first: Sequence[str], second: Sequence[str]) -> Sequence[str]:
    """Return the names of columns of two rows: under "Casualties" stand "Killed" and "Injured"."""
    names = []
    for upper, lower in zip_longest(first, second, fillvalue=""):
        names.append(lower or upper)
    return names


def _named_columns(
    header: Sequence[str], body: Sequence[Sequence[str]], first: int
) -> Columns | None:
    if len(header) < 2:
        return None
    date = _date_column(header, body)
    place = _place_column(header)
    killed = _column(header, _KILLED)
    injured = _column(header, _INJURED)
    words = _words_column(header, body, {date, place, killed, injured})
    if words is None:
        return None
    if date is None and (place is None or killed is None):
        return None
    return Columns(
        words=words, date=date, place=place, killed=killed, injured=injured, first=first
    )


def _unnamed_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """Return the columns of a table without names: a date with its day, and sentences."""
    cells = _cells(rows, 0)
    dates = sum(map(is_day, cells))
    if dates < max(2, _UNNAMED_SHARE * len(rows)):
        return None
    lengths = {}
    for number in range(1, len(rows[0])):
        lengths[number] = _mean_words(_cells(rows, number))
    words = max(lengths, key=lengths.__getitem__, default=0)
    if not words or lengths[words] < _FEWEST_UNNAMED:
        return None
    return Columns(words=words, date=0, first=0)


def column_of(name: str) -> str | None:
    """Return what the name of a column or field stands for; None for anything else.

    >>> column_of("Date of incident"), column_of("What happened"), column_of("Source")
    ('date', 'words', None)
    """
    for meaning, patterns in _MEANINGS.items():
        if any(pattern.search(name) for pattern in patterns):
            return meaning
    return None


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
    """Return the cells of a column; short rows, and those of one cell alone, have none."""
    cells = []
    for row in body:
        if number < len(row) and _count_filled(row) > 1:
            cells.append(row[number])
    return cells


def _date_column(header: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    column = _column(header, _DATE)
    candidates = range(len(header)) if column is None else (column,)
    for number in candidates:
        cells = _cells(body, number)
        dates = sum(map(is_date, cells))
        if dates and dates >= _SHARE * len(cells):
            return number
    return None


def is_day(cell: str) -> bool:
    """Return whether a cell is a date with its day, with or without a year."""
    written = heading_date(cell)
    has_day = written is not None and written.first is not None
    return has_day or stated_day(cell) is not None


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
