"""Weeks, months and years as numbered periods, and how an interval of days falls into them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from timeline.model.when import DateInterval

# Days have numbers as in `date.toordinal`: number 1 is a Monday.
DAYS_OF_WEEK = 7
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Grain:
    """A way to cut time into periods that have running numbers.

    Attributes:
        name: "week", "month" or "year".
        number_of: Number of the period that a day lies in.
        start_of: First day of the period of a number.
        label_of: How the period that begins on a day is written.
    """

    name: str
    number_of: Callable[[date], int]
    start_of: Callable[[int], date]
    label_of: Callable[[date], str | int]


def _week_start(number: int) -> date:
    return date.fromordinal(number * DAYS_OF_WEEK + 1)


def _week_label(start: date) -> str:
    year, week, _ = start.isocalendar()
    return f"{year}-W{week:02d}"


def _month_start(number: int) -> date:
    year, month = divmod(number, MONTHS)
    return date(year, month + 1, 1)


GRAINS = {
    "week": Grain(
        name="week",
        number_of=lambda day: (day.toordinal() - 1) // DAYS_OF_WEEK,
        start_of=_week_start,
        label_of=_week_label,
    ),
    "month": Grain(
        name="month",
        number_of=lambda day: day.year * MONTHS + day.month - 1,
        start_of=_month_start,
        label_of=lambda start: f"{start:%Y-%m}",
    ),
    "year": Grain(
        name="year",
        number_of=lambda day: day.year,
        start_of=lambda number: date(number, 1, 1),
        label_of=lambda start: start.year,
    ),
}
"""The grains of time that a panel can have. A week is that of ISO 8601: it begins on Monday."""


def numbers_of(when: DateInterval, grain: Grain) -> range:
    """Return the numbers of the periods that an interval touches."""
    first = grain.number_of(when.start)
    last = grain.number_of(when.end)
    return range(first, last + 1)


def shares_of(when: DateInterval, grain: Grain) -> Iterator[tuple[int, float]]:
    """Yield each period that an interval touches, with the share of its days that lie there.

    >>> from timeline.model.when import Basis, Precision
    >>> days = DateInterval(
    ...     start=date(2020, 1, 31),
    ...     end=date(2020, 2, 3),
    ...     precision=Precision.WEEK,
    ...     basis=Basis.STATED,
    ... )
    >>> [share for _, share in shares_of(days, GRAINS["month"])]
    [0.25, 0.75]
    """
    for number in numbers_of(when, grain):
        start, end = bounds_of(number, grain)
        first = max(start, when.start)
        last = min(end, when.end)
        days = (last - first).days + 1
        yield number, days / when.days


def bounds_of(number: int, grain: Grain) -> tuple[date, date]:
    """Return first and last day of a period."""
    return _bounds(number, grain.name)


@lru_cache(maxsize=65536)
def _bounds(number: int, name: str) -> tuple[date, date]:
    grain = GRAINS[name]
    start = grain.start_of(number)
    if start.year == date.max.year:
        return start, _last_in_year_9999(number, grain)
    return start, _last_day(number, grain)


def _last_day(number: int, grain: Grain) -> date:
    next_start = grain.start_of(number + 1)
    return next_start - timedelta(days=1)


def _last_in_year_9999(number: int, grain: Grain) -> date:
    """Return the last day of a period of the last year that Python's dates know."""
    try:
        return _last_day(number, grain)
    except (ValueError, OverflowError):
        return date.max
