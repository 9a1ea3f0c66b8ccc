"""Convert TIMEX3 values to days and days to values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.model.when import Precision

Span = tuple[date, date, Precision]

ONE_DAY = timedelta(1)
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_CALENDAR = re.compile(
    r"(?P<era>BC)?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?$"
)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_ROUND = re.compile(r"\d{2,3}$")


@dataclass(frozen=True, slots=True)
class Moment:
    """The calendar parts of a value, as far as it has them.

    Attributes:
        year: Year; negative before Christ (there is no year 0: -490 is 490 BC).
        month: 1 to 12, or None.
        day: 1 to 31, or None.
        value: The TIMEX3 value.
    """

    year: int
    month: int | None
    day: int | None
    value: str

    @property
    def date(self) -> date | None:
        """Return the day, when the value names one and the calendar of `datetime` has it."""
        if not self.month or not self.day:
            return None
        return make_date(self.year, self.month, self.day)


def make_date(year: int, month: int, day: int) -> date | None:
    """Return a day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_value(day: date | None) -> str | None:
    """Return the value of a day; None for none."""
    return day.isoformat() if day else None


def nearest_day(days: Iterable[date], anchor: date) -> date | None:
    """Return the day nearest to an anchor, the first of two as near; None without days."""
    return min(days, key=lambda day: abs(day - anchor), default=None)


def year_value(year: int) -> str:
    """Return the value of a year.

    >>> year_value(1998), year_value(-490)
    ('1998', 'BC0490')
    """
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def value_of(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return the value of a year, a month or a day.

    >>> value_of(1998, 2), value_of(1998, 2, 3)
    ('1998-02', '1998-02-03')
    """
    parts = [year_value(year)]
    for part in (month, day):
        if part:
            parts.append(f"{part:02d}")
    return "-".join(parts)


def moment_of(value: str) -> Moment | None:
    """Read the calendar parts of a value; None for values without a year.

    >>> moment_of("BC0490-08").year, moment_of("1998-W07").year, moment_of("PAST_REF")
    (-490, 1998, None)
    """
    match = _CALENDAR.match(value)
    if match:
        return _calendar_moment(match, value)
    span = days_of(value)
    if span is None or span[2] is Precision.DECADE:
        return None
    return Moment(span[0].year, None, None, value)


def _calendar_moment(match: re.Match[str], value: str) -> Moment:
    """Return the parts of a value that the calendar pattern has matched."""
    era, year, month, day = match.groups()
    return Moment(
        year=-int(year) if era else int(year),
        month=int(month) if month else None,
        day=int(day) if day else None,
        value=value,
    )


def month_span(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """Return the first and the last day of some months; they may run into the next year."""
    first = date(year, month, 1)
    after_year, after_month = add_months(year, month, months)
    if after_year > date.max.year:
        return first, date.max
    return first, date(after_year, after_month, 1) - ONE_DAY


def days_of(value: str) -> Span | None:
    """Return first day, last day and grain of a value; None when it names no days of our calendar.

    >>> [str(day) for day in days_of("1998-02")[:2]]
    ['1998-02-01', '1998-02-28']
    >>> days_of("PAST_REF") is None
    True
    """
    readers = (_calendar_days, _week_days, _part_days, _round_days)
    try:
        for read in readers:
            span = read(value)
            if span:
                return span
    except (
        ValueError,
        OverflowError,
    ):  # a day that no calendar has, or a year out of its range
        return None
    return None


def _calendar_days(value: str) -> Span | None:
    """Return the days of "2020", "2020-05", "2020-05-03"; None before Christ."""
    match = _CALENDAR.match(value)
    if not match or match["era"]:
        return None
    year = int(match["year"])
    month = match["month"]
    day = match["day"]
    if day:
        the_day = date(year, int(month), int(day))
        precision = Precision.TIME if "T" in value else Precision.DAY
        return the_day, the_day, precision
    if month:
        first, last = month_span(year, int(month))
        return first, last, Precision.MONTH
    first, last = _years(year, year)
    return first, last, Precision.YEAR


def _week_days(value: str) -> Span | None:
    match = _WEEK.match(value)
    if not match:
        return None
    year = int(match[1])
    week = int(match[2])
    monday = date.fromisocalendar(year, week, 1)
    sunday = monday + timedelta(6)
    if match[3]:
        return monday + timedelta(5), sunday, Precision.DAY
    return monday, sunday, Precision.WEEK


def _part_days(value: str) -> Span | None:
    match = _PART.match(value)
    if not match:
        return None
    year = int(match[1])
    part = match[2]
    if part in SEASON_STARTS:
        first, last = month_span(year, SEASON_STARTS[part], 3)
        return first, last, Precision.SEASON
    number = int(part[1])
    if part[0] == "Q":
        first, last = month_span(year, 3 * number - 2, 3)
        return first, last, Precision.QUARTER
    first, last = month_span(year, 6 * number - 5, 6)
    return first, last, Precision.PERIOD


def _round_days(value: str) -> Span | None:
    if not _ROUND.match(value):
        return None
    if len(value) == 3:
        year = 10 * int(value)
        first, last = _years(year, year + 9)
        return first, last, Precision.DECADE
    year = int(value) * 100
    first, last = _years(year + 1, year + 100)
    return first, last, Precision.PERIOD


def _years(first: int, last: int) -> tuple[date, date]:
    """Return the first and the last day of some years."""
    return date(first, 1, 1), date(last, 12, 31)


def thirds(span: Span, part: str) -> Span:
    """Return the early, middle or late third of a span that is longer than a day.

    >>> from datetime import date
    >>> june = (date(2020, 6, 1), date(2020, 6, 30), Precision.MONTH)
    >>> [day.day for day in thirds(june, "late")[:2]]
    [21, 30]
    """
    start, end, precision = span
    days = (end - start).days + 1
    if days < 3 or not part:
        return span
    second_third = start + timedelta(days // 3)
    last_third = start + timedelta(2 * days // 3)
    if part == "early":
        return start, second_third - ONE_DAY, precision
    if part == "mid":
        return second_third, last_third - ONE_DAY, precision
    return last_third, end, precision


def week_value(day: date) -> str:
    """Return the value of the ISO week of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return year and month so many months on.

    >>> add_months(2020, 1, -1)
    (2019, 12)
    """
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def add_years(year: int, years: int) -> int:
    """Return the year so many years on; there is no year 0.

    >>> add_years(-1, 1)
    1
    """
    result = year + years
    if year < 0 <= result:
        return result + 1
    return result - 1 if year > 0 >= result else result


def plus_days(day: date, days: float) -> date | None:
    """Return the day so many days on, or None outside the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None
