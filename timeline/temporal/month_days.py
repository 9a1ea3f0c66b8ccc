"""Resolve days of a month by their place in it, and days of other calendars."""

from collections.abc import Iterator
from datetime import date, timedelta

from timeline.model.when import Basis, Precision
from timeline.temporal.anchoring import AnchorState
from timeline.temporal.calendars import (
    CALENDAR_MONTHS,
    Calendar,
    iranian_day,
    islamic_day,
)
from timeline.temporal.find import TimexMatch
from timeline.temporal.numbers import ordinal
from timeline.temporal.periods import days_of_feast, holiday
from timeline.temporal.resolve import (
    calendar_answer,
    direction,
    read_month,
    referred_year,
    stated_year,
    verb_tense,
    year_of_month,
)
from timeline.temporal.result import Resolved
from timeline.temporal.units import shift
from timeline.temporal.values import (
    Span,
    days_of,
    make_date,
    moment_of,
    nearest_day,
    plus_days,
    value_of,
    week_value,
)
from timeline.temporal.words import lexicon

_MONTHS = {name.lower(): month for name, month in CALENDAR_MONTHS.items()}
_YEARS = range(
    1000, 1600
)  # years of the other calendars; they lie between 1591 and 2221 AD
_MONTHS_IN_YEAR = 12
_LONGEST_MONTH = 31
_MOST_YEARS_BEHIND = (
    623  # by how many years the numbers of other calendars are behind ours
)
_FEWEST_YEARS_BEHIND = 560
_SATURDAY = 6
_LAST = frozenset({"last", "final", "closing"})
_FIRST = frozenset({"opening", "start", "beginning"})
_LAST_HIJRI_YEAR = 1600  # it lies in 2174 AD
_MONTHS_AROUND = range(-13, 8)  # in which a weekday with its number is looked for
_LONGER_UNITS = ("week", "month", "year")
_ONE_DAY = timedelta(1)
_SIX_DAYS = timedelta(6)


def weekday_of_month(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the first Friday of August", "the last day of July", "the first day of the week"."""
    if match["feast"]:
        return _day_of_feast(match, state)
    value = _longer_time(match, state)
    span = days_of(value) if value else None
    if value is None or span is None:
        return None
    if match["unit"] == "week":
        return _week(match, value, span)
    day = _day(match, span)
    if day and match["unit"] == "weekend":
        return _weekend(match, day)
    return _answer(match, day)


def _weekend(match: TimexMatch, saturday: date) -> Resolved:
    """Answer with a Saturday and its Sunday."""
    week = week_value(saturday)
    sunday = saturday + _ONE_DAY
    return _period(f"{week}-WE", (saturday, sunday, Precision.PERIOD), _basis(match))


def _day_of_feast(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Answer with "the first day of Eid", "the last Friday of Ramadan", as sure as the feast is."""
    days = days_of_feast(match, state)
    if days is None:
        return None
    earliest, first, last = days
    day = _day(match, (first, last, Precision.PERIOD))
    if day is None or earliest == first or match["weekday"]:
        return _answer(match, day)
    return _uncertain(day, _basis(match))


def _uncertain(day: date, basis: Basis) -> Resolved:
    """Answer with a day that may be a day earlier or later."""
    return _period(
        day.isoformat(), (day - _ONE_DAY, day + _ONE_DAY, Precision.DAY), basis
    )


def _answer(match: TimexMatch, day: date | None) -> Resolved | None:
    """Answer with a day, if there is one."""
    if day is None:
        return None
    return calendar_answer(match, day.isoformat(), _basis(match))


def _basis(match: TimexMatch) -> Basis:
    return Basis.RELATIVE if stated_year(match) is None else Basis.STATED


def _longer_time(match: TimexMatch, state: AnchorState) -> str | None:
    """Return the value of "of August 2014", "of last month", "of August", "of the year"."""
    if not match["month"]:
        return _referred_time(match, state)
    month = read_month(match["month"])
    if month is None:
        return None
    year = _year(match, state, month)
    return None if year is None else value_of(year, month)


def _year(match: TimexMatch, state: AnchorState, month: int) -> int | None:
    """Return the year of a month: stated, referred to or as without a year."""
    stated = stated_year(match)
    if stated is not None:
        return stated
    if match["ref"]:
        return referred_year(match, state)
    return year_of_month(match, state, month)


def _referred_time(match: TimexMatch, state: AnchorState) -> str | None:
    """Return the value of "the month", "that week", "last year"."""
    words = match["ref"]
    unit = match["refunit"]
    is_anaphoric = words not in ("this", "last", "next")
    base = state.last_mentioned() if is_anaphoric else state.base()
    if base is None or unit not in _LONGER_UNITS:
        return None
    return shift(base, direction(words), unit)


def _day(match: TimexMatch, span: Span) -> date | None:
    """Return the first, second ... or last weekday or day of a longer time."""
    first, last, _ = span
    step = 1
    if match["unit"] != "day":
        weekday = _weekday(match)
        if weekday is None:
            return None
        first = _on_or_after(first, weekday)
        step = 7
    if match["ord"] in _LAST:
        days = (last - first).days
        return first + timedelta(days // step * step)
    return _nth(match, first, last, step)


def _weekday(match: TimexMatch) -> int | None:
    """Return the weekday of an expression; a weekend begins on a Saturday."""
    if match["unit"] == "weekend":
        return _SATURDAY
    return lexicon().weekdays.get(match["weekday"].rstrip("."))


def _on_or_after(day: date, weekday: int) -> date:
    """Return the first of a weekday on or after a day."""
    ahead = weekday - day.isoweekday()
    return day + timedelta(ahead % 7)


def _nth(match: TimexMatch, first: date, last: date, step: int) -> date | None:
    """Return the nth of some days, so many days apart; None after the last."""
    number = 1 if match["ord"] in _FIRST else ordinal(match["ord"])
    if not number:
        return None
    day = plus_days(first, step * (number - 1))
    return day if day and day <= last else None


def _week(match: TimexMatch, value: str, span: Span) -> Resolved | None:
    """Answer with a week of a longer time; its value is that of the longer time."""
    first, last, _ = span
    last_start = last - _SIX_DAYS
    start = last_start
    if match["ord"] not in _LAST:
        nth = _nth(match, first, last_start, 7)
        if nth is None:
            return None
        start = nth
    return _period(value, (start, start + _SIX_DAYS, Precision.WEEK), _basis(match))


def _period(value: str, span: Span, basis: Basis) -> Resolved:
    """Answer with some days under the value of a longer time."""
    return Resolved(value=value, basis=basis, span=span, moment=moment_of(value))


def day_of_this_month(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "the 2nd of the month", "the 15th of last month"."""
    if match["refunit"] != "month":
        return None
    value = _referred_time(match, state)
    span = days_of(value) if value else None
    if span is None:
        return None
    first, last, _ = span
    return _answer(match, _nth(match, first, last, 1))


def weekday_ordinal(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "Tuesday the 2nd", "Friday 12th": the nearest such day, ahead if the verb is."""
    base = state.base()
    if base is None or base.date is None:
        return None
    days = _days_so_called(match, base.date)
    if verb_tense(match, state) != "future":
        days = [day for day in days if day <= base.date] or days
    return _answer(match, nearest_day(days, base.date))


def _days_so_called(match: TimexMatch, anchor: date) -> list[date]:
    """Return the days around an anchor that have the weekday and the number of an expression."""
    number = ordinal(match["ord"]) or 0
    weekday = _weekday(match)
    days = (_day_of_month(anchor, months, number) for months in _MONTHS_AROUND)
    return [day for day in days if day and day.isoweekday() == weekday]


def _day_of_month(anchor: date, months: int, number: int) -> date | None:
    """Return the day of a number so many months from a day's month."""
    january = 12 * anchor.year - 1
    year, month = divmod(january + anchor.month + months, 12)
    return make_date(year, month + 1, number)


def hijri_year(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "1446 AH": from the first day of the Islamic year to its last, a day either way."""
    year = int(match["year"])
    if not 0 < year <= _LAST_HIJRI_YEAR:
        return None
    first = islamic_day(year, 1) - _ONE_DAY
    after = islamic_day(year + 1, 1)
    return _period(f"{first:%Y}", (first, after, Precision.YEAR), Basis.STATED)


def calendar_date(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "22 Bahman 1357", "15 Shaban 1444", with their own months and years."""
    month = _MONTHS.get(match["calmonth"])
    year = int(match["year"])
    if month is None or year not in _YEARS:
        return None
    calendar, number = month
    day = ordinal(match["day"])
    if day is None:
        return _calendar_month(calendar, year, number)
    if day > _LONGEST_MONTH:
        return None
    return _calendar_answer(match, calendar, calendar(year, number, day), Basis.STATED)


def _calendar_answer(
    match: TimexMatch, calendar: Calendar, day: date, basis: Basis
) -> Resolved:
    """Answer with a day of another calendar: one of an Islamic month is not certain."""
    if calendar is iranian_day:
        return calendar_answer(match, day.isoformat(), basis)
    return _uncertain(day, basis)


def calendar_day(match: TimexMatch, state: AnchorState) -> Resolved | None:
    """Resolve "17 Ramadan", "the 3rd of Khordad": in the year nearest to the anchor."""
    month = _MONTHS.get(match["calmonth"])
    if month is None:
        return holiday(match, state)
    near = _day_near(state)
    day = _nearest_of_calendar(match, state, near) if near else None
    if day is None:
        return None
    calendar, _ = month
    return _calendar_answer(match, calendar, day, Basis.RELATIVE)


def _nearest_of_calendar(
    match: TimexMatch, state: AnchorState, near: date
) -> date | None:
    """Return the day of another calendar nearest to one of ours; in news it has been."""
    number = ordinal(match["day"]) or 0
    month = _MONTHS[match["calmonth"]]
    days = list(_days_of_years(month, number, near))
    is_ahead = state.narrative or verb_tense(match, state) == "future"
    if not is_ahead:
        days = [day for day in days if day <= near]
    return nearest_day(days, near)


def _day_near(state: AnchorState) -> date | None:
    """Return the first day that the anchor can mean."""
    base = state.base()
    if base is None:
        return None
    return make_date(base.year, base.month or 1, base.day or 1)


def _days_of_years(month: tuple[Calendar, int], day: int, near: date) -> Iterator[date]:
    """Yield a day of a month of another calendar in the years around one of ours."""
    calendar, number = month
    if not 0 < day <= _LONGEST_MONTH:
        return
    for year in _YEARS:
        if _FEWEST_YEARS_BEHIND <= near.year - year <= _MOST_YEARS_BEHIND:
            yield calendar(year, number, day)


def _calendar_month(calendar: Calendar, year: int, number: int) -> Resolved:
    """Answer with a month of another calendar, from its first day to the day before the next."""
    first = calendar(year, number, 1)
    after = calendar(year, number + 1, 1)
    if number == _MONTHS_IN_YEAR:
        after = calendar(year + 1, 1, 1)
    span = (first, after - _ONE_DAY, Precision.MONTH)
    return _period(f"{first:%Y-%m}", span, Basis.STATED)
