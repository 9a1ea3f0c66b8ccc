"""Days and intervals that a cell of a table gives."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, TypeAlias

from timeline.model.when import (
    Basis,
    DateInterval,
    Precision,
    TemporalExpression,
    TimexType,
)
from timeline.temporal import tag

# Years that a day of coded data may have; SCAD and GED begin in 1989, GTD in 1970, the Correlates
# of War in 1816.
YEARS = range(1700, 2101)
# Which of two numbers of a date comes first.
Order: TypeAlias = Literal["day", "month"]

_MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "jan",
            "feb",
            "mar",
            "apr",
            "may",
            "jun",
            "jul",
            "aug",
            "sep",
            "oct",
            "nov",
            "dec",
        ),
        1,
    )
}
_TIME = r"(?:(?:T|,?\s+)\d.*)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_NAMED = re.compile(
    rf"(\d{{1,2}})[ -]([A-Za-z]{{3}})[a-z]*\.?[ -](\d{{4}}|\d{{2}}){_TIME}"
)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-./])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}")
_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.]0{1,2})?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_NAMED_MONTH = re.compile(r"([A-Za-z]{3})[a-z]*\.?[ -](\d{4}|\d{2})")
_QUARTER = re.compile(r"(?:Q([1-4])[ -/]?(\d{4})|(\d{4})[ -/]?Q([1-4]))", re.IGNORECASE)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
# Excel counts days from here (its 1900 has a 29 February, so that day 1 is one off).
_SERIAL_ZERO = date(1899, 12, 30)
_LAST_SERIAL = (date(YEARS[-1], 12, 31) - _SERIAL_ZERO).days
# Words around a date of a cell that do not change which days are meant.
_FILLER = re.compile(
    r"\b(?:c|ca|circa|approx|approximately|about|around|est|estimated|probably)\b"
    r"|\b(?:on|the|from|between)\b"
    r"|\d{1,2}:\d{2}(?::\d{2})?|[\s~().,;:?]",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"~|\b(?:c|ca|circa|approx|approximately|about|around|est|estimated)\b", re.I
)
_JOINED = re.compile(r"\s*(?:-|–|—|/|to|until|till|through|and|or)\s*", re.IGNORECASE)
_SLASHED_DAYS = re.compile(r"\b(\d{1,2})\s*/\s*(\d{1,2})(?=\s+[A-Za-z])")
_RANGE_OF_DAYS = re.compile(r"(\d{1,2})\s*[-–]\s*(\d{1,2})([./])(\d{1,2})\3(\d{4})")
_HAS_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class YearLast:
    """A date of numbers with the year at the end: "03/02/2023".

    Attributes:
        first: The first number.
        second: The second one.
        year: The year, in four digits.
        separator: What stands between: "/", "-" or ".".
    """

    first: int
    second: int
    year: int
    separator: str

    def day(self, order: Order | None) -> date | None:
        """Return the day in that order; without one, only where the numbers leave no choice."""
        is_day_first = order == "day" and self.second <= 12
        if self.first > 12 or is_day_first:
            return _day(self.year, self.second, self.first)
        is_month_first = order == "month" or self.first == self.second
        if self.second > 12 or is_month_first:
            return _day(self.year, self.first, self.second)
        return None

    @property
    def shown_order(self) -> Order | None:
        """Return the order that the numbers themselves show; None where both are possible."""
        if 12 < self.first <= 31 and self.second <= 12:
            return "day"
        if 12 < self.second <= 31 and self.first <= 12:
            return "month"
        return None

    @property
    def usual_order(self) -> Order | None:
        """Return the order of dates with hyphens or points, which begin with the day.

        dd-mm-yyyy is ACLED's older way; with slashes Americans put the month first.
        """
        return None if self.separator == "/" else "day"

    @property
    def is_ambiguous(self) -> bool:
        """Return whether both orders give a day, and two different ones."""
        by_day = self.day("day")
        by_month = self.day("month")
        return by_day is not None and by_month is not None and by_day != by_month

    def both(self) -> str:
        """Return both readings in words, for a message."""
        readings = (self.day("day"), self.day("month"))
        return " or ".join(day.isoformat() for day in readings if day is not None)


def year_last(value: str) -> YearLast | None:
    """Parse a date of numbers with the year at the end; None for any other cell.

    >>> year_last("03/02/2023").both(), year_last("14/02/2023").shown_order
    ('2023-02-03 or 2023-03-02', 'day')
    """
    match = _YEAR_LAST.fullmatch(value)
    if match is None:
        return None
    first, separator, second, year = match.groups()
    return YearLast(int(first), int(second), full_year(int(year)), separator)


@lru_cache(maxsize=65536)
def read_day(value: str, order: Order | None = None) -> date | None:
    """Read a day as the collections write it.

    None when it is none, or when day and month could be exchanged and no order is given.

    >>> days = ("2013-01-03 00:00:00.000", "16 May 2025", "13-Apr-95", "20160312")
    >>> [str(read_day(day)) for day in days]
    ['2013-01-03', '2025-05-16', '1995-04-13', '2016-03-12']
    >>> str(read_day("25/12/2019")), read_day("05/06/2019"), read_day("2019-02-30")
    ('2019-12-25', None, None)
    >>> str(read_day("05/06/2019", "day"))
    '2019-06-05'
    """
    year_first = _ISO.fullmatch(value) or _PLAIN.fullmatch(value)
    if year_first:
        year, month, day = year_first.groups()
        return _day(int(year), int(month), int(day))
    named = _NAMED.fullmatch(value)
    if named:
        day, month_name, year = named.groups()
        return _day(full_year(int(year)), _MONTHS.get(month_name.lower(), 0), int(day))
    numbers = year_last(value)
    return numbers.day(order or numbers.usual_order) if numbers else None


def full_year(year: int) -> int:
    """Return the year that two digits stand for: 51 to 99 are those of the last century."""
    if year > 99:
        return year
    return year + 1900 if year > 50 else year + 2000


def _day(year: int, month: int, day: int) -> date | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def serial_day(value: str) -> date | None:
    """Return the day that Excel stores as this number; None where it is none.

    >>> str(serial_day("44197")), str(serial_day("44197.5")), serial_day("2021")
    ('2021-01-01', '2021-01-01', None)
    """
    match = _SERIAL.fullmatch(value)
    if match is None or not 10_000 <= int(match[1]) <= _LAST_SERIAL:
        return None
    return _SERIAL_ZERO + timedelta(days=int(match[1]))


def month_of(day: date) -> tuple[date, date]:
    """Return the first and last day of the month of a day."""
    first = day.replace(day=1)
    in_next_month = first + timedelta(days=32)
    last = in_next_month.replace(day=1) - timedelta(days=1)
    return first, last


def year_of(day: date) -> tuple[date, date]:
    """Return the first and last day of the year of a day."""
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def grain(days: int) -> Precision:
    """Return the precision of an interval that has so many days."""
    if days <= 1:
        return Precision.DAY
    if days <= 7:
        return Precision.WEEK
    if days <= 31:
        return Precision.MONTH
    return Precision.PERIOD


@lru_cache(maxsize=65536)
def read_interval(value: str, order: Order | None = None) -> DateInterval | None:
    """Read the days of a cell: numbers, or words as sentences have them; None when it gives none.

    A cell of which a part is not understood gives none: "before 5 January 2021" is no day.

    >>> cells = ("44197", "Jan 5, 2021", "5-6 January 2021", "2021-02", "Q3 2020", "2021-00-00")
    >>> [(str(days.start), str(days.end)) for days in map(read_interval, cells)][:3]
    [('2021-01-01', '2021-01-01'), ('2021-01-05', '2021-01-05'), ('2021-01-05', '2021-01-06')]
    >>> [read_interval(cell).precision.value for cell in cells[3:]]
    ['month', 'quarter', 'year']
    >>> [read_interval(cell) for cell in ("31-Feb-2021", "12/03/2021", "before 2021", "5/2021?x")]
    [None, None, None, None]
    """
    day = read_day(value, order) or serial_day(value)
    if day is not None:
        return _stated(day, day, Precision.DAY, value)
    if _NAMED.fullmatch(value) or _YEAR_LAST.fullmatch(value):
        return None  # a day that there is not, or that can be read in two ways
    return _span_of_numbers(value) or _days_in_words(value)


def _stated(start: date, end: date, precision: Precision, text: str) -> DateInterval:
    return DateInterval(
        start=start, end=end, precision=precision, basis=Basis.STATED, text=text
    )


def _span_of_numbers(value: str) -> DateInterval | None:
    """Return a year, month, quarter or week that numbers give."""
    month = _month_of_numbers(value)
    if month is not None:
        return _stated(*month_of(month), Precision.MONTH, value)
    year = _YEAR_OR_MONTH.fullmatch(value)
    if year and int(year[2] or 0) == 0:
        first = _day(int(year[1]), 1, 1)
        return _stated(*year_of(first), Precision.YEAR, value) if first else None
    return _range_of_days(value) or _quarter(value) or _week(value)


def _range_of_days(value: str) -> DateInterval | None:
    """Return the days of "30-31/01/2021": a range of days comes before its month."""
    match = _RANGE_OF_DAYS.fullmatch(value)
    if match is None:
        return None
    year = int(match[5])
    month = int(match[4])
    first = _day(year, month, int(match[1]))
    last = _day(year, month, int(match[2]))
    if first is None or last is None or first > last:
        return None
    days = (last - first).days + 1
    return _stated(first, last, grain(days), value)


def _month_of_numbers(value: str) -> date | None:
    """Return the first day of "2021-02", "02/2021", "Feb-21"; None for any other cell."""
    year_first = _YEAR_OR_MONTH.fullmatch(value)
    if year_first:
        return _day(int(year_first[1]), int(year_first[2] or 0), 1)
    year_last_month = _MONTH_YEAR.fullmatch(value)
    if year_last_month:
        return _day(int(year_last_month[2]), int(year_last_month[1]), 1)
    named = _NAMED_MONTH.fullmatch(value)
    if named:
        month = _MONTHS.get(named[1].lower(), 0)
        return _day(full_year(int(named[2])), month, 1)
    return None


def _quarter(value: str) -> DateInterval | None:
    match = _QUARTER.fullmatch(value)
    if match is None:
        return None
    number = int(match[1] or match[4])
    first = _day(int(match[2] or match[3]), 3 * number - 2, 1)
    if first is None:
        return None
    _, last = month_of(first + timedelta(days=63))
    return _stated(first, last, Precision.QUARTER, value)


def _week(value: str) -> DateInterval | None:
    match = _WEEK.fullmatch(value)
    if match is None or int(match[1]) not in YEARS:
        return None
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None
    return _stated(monday, monday + timedelta(days=6), Precision.WEEK, value)


def _days_in_words(value: str) -> DateInterval | None:
    """Return the days of a cell in words, read as those of a sentence are."""
    text = _SLASHED_DAYS.sub(r"\1-\2", value)
    first, last = _first_and_last(text, _expressions(text))
    if first is None or last is None or first.end > last.end:
        return None
    is_about = first.basis is not Basis.STATED or _ABOUT.search(text) is not None
    days = (last.end - first.start).days + 1
    is_range = first is not last or first.precision is Precision.PERIOD
    is_of_days = is_range and first.precision in (Precision.DAY, Precision.PERIOD)
    return replace(
        first,
        end=last.end,
        precision=grain(days) if is_of_days else first.precision,
        basis=Basis.RELATIVE if is_about else Basis.STATED,
        text=value,
    )


def _expressions(text: str) -> list[TemporalExpression]:
    """Return the dates of a text; its times of a day only where it has no date beside them."""
    expressions = [item for item in tag(text, anchor=None) if item.interval is not None]
    dates = [item for item in expressions if item.type is TimexType.DATE]
    return dates or expressions


def _first_and_last(
    text: str, expressions: list[TemporalExpression]
) -> tuple[DateInterval | None, DateInterval | None]:
    """Return the first and last interval, where nothing else stands in the text."""
    if not 1 <= len(expressions) <= 2:
        return None, None
    first, last = expressions[0], expressions[-1]
    around = text[: first.start] + " " + text[last.end :]
    if _FILLER.sub("", around):
        return None, None
    if first is not last and not _JOINED.fullmatch(text[first.end : last.start]):
        return None, None
    return _before(first, last), last.interval


def _before(first: TemporalExpression, last: TemporalExpression) -> DateInterval | None:
    """Return the first interval, a year earlier where it took its year from one it cannot follow.

    "December 31-January 1, 2018" begins in 2017.
    """
    start, end = first.interval, last.interval
    if (
        start is None
        or end is None
        or start.start <= end.end
        or _HAS_YEAR.search(first.text)
    ):
        return start
    try:
        moved = start.start.replace(year=start.start.year - 1)
    except ValueError:
        return None
    return replace(start, start=moved, end=moved) if start.days == 1 else None


def read_in_year(value: str, year: int) -> DateInterval | None:
    """Read the days of a cell that may leave out its year: GTD's "December 31-January 1".

    A range that ends before it begins ends in the next year.

    >>> days = read_in_year("December 31-January 1", 2017)
    >>> str(days.start), str(days.end)
    ('2017-12-31', '2018-01-01')
    """
    if _HAS_YEAR.search(value):
        return read_interval(value)
    whole = read_interval(f"{value}, {year}")
    if whole is not None and whole.start.year == year:
        return replace(whole, text=value)
    first, _, last = re.sub(r"\s*[-–]\s*|\s+to\s+", "\t", value, count=1).partition(
        "\t"
    )
    start = read_interval(f"{first}, {year}") if last else None
    end = read_interval(f"{last}, {year + 1}") if start else None
    if start is None or end is None:
        return None
    days = (end.end - start.start).days + 1
    return replace(
        start, end=end.end, precision=grain(days), basis=Basis.RELATIVE, text=value
    )
