"""Which days does a TIMEX3 value cover, and which value do days have?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from timeline.model.when import Precision

Span = tuple[date, date, Precision]

ONE_DAY = timedelta(1)
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_CALENDAR = re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?$")
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
        """Return the day, when one is told and the calendar of `datetime` has it."""
        return make_date(self.year, self.month, self.day) if self.month and self.day else None


def make_date(year: int, month: int, day: int) -> date | None:
    """Return a day, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


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
    value = year_value(year)
    if month:
        value += f"-{month:02d}"
        if day:
            value += f"-{day:02d}"
    return value


def moment_of(value: str) -> Moment | None:
    """Read the calendar parts of a value; None for values without a year.

    >>> moment_of("BC0490-08").year, moment_of("1998-W07").year, moment_of("PAST_REF")
    (-490, 1998, None)
    """
    match = _CALENDAR.match(value)
    if match:
        era, year, month, day = match.groups()
        number = -int(year) if era else int(year)
        return Moment(number, int(month) if month else None, int(day) if day else None, value)
    span = days_of(value)
    return (
        Moment(span[0].year, None, None, value)
        if span and span[2] is not Precision.DECADE
        else None
    )


def month_span(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """Return the first and the last day of some months; they may run into the next year."""
    after_year, after_month = add_months(year, month, months)
    last = date.max if after_year > date.max.year else date(after_year, after_month, 1) - ONE_DAY
    return date(year, month, 1), last


def days_of(value: str) -> Span | None:
    """Return first day, last day and grain of a value; None when it names no days of our calendar.

    >>> [str(day) for day in days_of("1998-02")[:2]]
    ['1998-02-01', '1998-02-28']
    >>> days_of("PAST_REF") is None
    True
    """
    try:
        return _calendar_days(value) or _week_days(value) or _part_days(value) or _round_days(value)
    except (ValueError, OverflowError):  # a day that no calendar has, or a year out of its range
        return None


def _calendar_days(value: str) -> Span | None:
    match = _CALENDAR.match(value)
    if not match or match[1]:
        return None
    year, month, day = int(match[2]), match[3], match[4]
    if day:
        the_day = date(year, int(month), int(day))
        return the_day, the_day, Precision.TIME if "T" in value else Precision.DAY
    if month:
        return *month_span(year, int(month)), Precision.MONTH
    return date(year, 1, 1), date(year, 12, 31), Precision.YEAR


def _week_days(value: str) -> Span | None:
    match = _WEEK.match(value)
    if not match:
        return None
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    if match[3]:
        return monday + timedelta(5), monday + timedelta(6), Precision.DAY
    return monday, monday + timedelta(6), Precision.WEEK


def _part_days(value: str) -> Span | None:
    match = _PART.match(value)
    if not match:
        return None
    year, part = int(match[1]), match[2]
    if part in SEASON_STARTS:
        return *month_span(year, SEASON_STARTS[part], 3), Precision.SEASON
    if part[0] == "Q":
        return *month_span(year, 3 * int(part[1]) - 2, 3), Precision.QUARTER
    return *month_span(year, 6 * int(part[1]) - 5, 6), Precision.PERIOD


def _round_days(value: str) -> Span | None:
    if not _ROUND.match(value):
        return None
    if len(value) == 3:
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31), Precision.DECADE
    return date(int(value) * 100 + 1, 1, 1), date(int(value) * 100 + 100, 12, 31), Precision.PERIOD


def thirds(span: Span, part: str) -> Span:
    """Return the early, middle or late third of a span that is longer than a day.

    >>> from datetime import date
    >>> [day.day for day in thirds((date(2020, 6, 1), date(2020, 6, 30), Precision.MONTH), "late")[:2]]
    [21, 30]
    """
    start, end, precision = span
    days = (end - start).days + 1
    if days < 3 or not part:
        return span
    first, second = start + timedelta(days // 3), start + timedelta(2 * days // 3)
    if part == "early":
        return start, first - ONE_DAY, precision
    return (first, second - ONE_DAY, precision) if part == "mid" else (second, end, precision)


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
