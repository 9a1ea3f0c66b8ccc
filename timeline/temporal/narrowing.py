"""Narrow a date by the expression beside it: "12 May, at 5 a.m.", "the first months of 2020"."""

import re
from collections.abc import Iterable
from dataclasses import replace

from timeline.model.when import DateInterval, Precision, TemporalExpression, TimexType
from timeline.temporal.values import month_span, value_of

_TIME_RULES = ("clock", "daypart")
_BEFORE_TIME = re.compile(
    r",?\s+(?:(?:at|in|around|about|shortly\s+(?:before|after))\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of\s+(?:the\s+)?", re.IGNORECASE)
_FIRST_OR_LAST = re.compile(r"(?:the\s+)?(?P<part>first|last)\s", re.IGNORECASE)
_MONTHS = re.compile(r"P(\d{1,2})M")
_MONTHS_IN_YEAR = 12
_RULE = "months-of-year"


def narrowed(
    text: str, expressions: Iterable[TemporalExpression]
) -> list[TemporalExpression]:
    """Return the expressions of a text, each date joined with what narrows it."""
    joined: list[TemporalExpression] = []
    for expression in expressions:
        last = joined[-1] if joined else None
        both = _narrowed(text, last, expression) if last else None
        if both:
            joined[-1] = both
        else:
            joined.append(expression)
    return joined


def _narrowed(
    text: str, first: TemporalExpression, second: TemporalExpression
) -> TemporalExpression | None:
    """Return two expressions as one; None where neither narrows the other."""
    gap = text[first.end : second.start]
    if second.rule in _TIME_RULES:
        return _with_time(text, first, second) if _BEFORE_TIME.fullmatch(gap) else None
    return _months_of_year(text, first, second) if _OF.fullmatch(gap) else None


def _with_time(
    text: str, first: TemporalExpression, second: TemporalExpression
) -> TemporalExpression | None:
    """Return a day with its time: "12 May, at about 5 a.m."."""
    day = first.interval
    time = second.interval
    if day is None or time is None or day.precision is not Precision.DAY:
        return None
    if (day.start, day.end) != (time.start, time.end):
        return None
    interval = replace(day, precision=time.precision, time_of_day=time.time_of_day)
    return _joined(text, first, second, second, interval)


def _months_of_year(
    text: str, first: TemporalExpression, second: TemporalExpression
) -> TemporalExpression | None:
    """Return "the first four months of 2020", "the last six months of the year"."""
    part = _FIRST_OR_LAST.match(first.text)
    months = _MONTHS.fullmatch(first.value or "")
    year = second.interval
    if part is None or months is None or year is None:
        return None
    if year.precision is not Precision.YEAR or int(months[1]) > _MONTHS_IN_YEAR:
        return None
    is_last = part["part"].lower() == "last"
    interval = _months(year, int(months[1]), is_last=is_last)
    dated = replace(second, value=_value(interval), rule=_RULE)
    return _joined(text, first, second, dated, interval)


def _months(year: DateInterval, count: int, *, is_last: bool) -> DateInterval:
    """Return the first or the last months of a year."""
    first_month = _MONTHS_IN_YEAR - count + 1 if is_last else 1
    start, end = month_span(year.start.year, first_month, count)
    return replace(year, start=start, end=end, precision=Precision.PERIOD)


def _value(months: DateInterval) -> str:
    """Return the TIMEX3 value of some months: "2020-01/2020-04"."""
    first = value_of(months.start.year, months.start.month)
    last = value_of(months.end.year, months.end.month)
    return f"{first}/{last}"


def _joined(
    text: str,
    first: TemporalExpression,
    second: TemporalExpression,
    dated: TemporalExpression,
    interval: DateInterval,
) -> TemporalExpression:
    """Return one expression from the first to the second, with a value and days of its own."""
    words = text[first.start : second.end]
    is_time = interval.time_of_day is not None
    return replace(
        dated,
        start=first.start,
        end=second.end,
        text=words,
        type=TimexType.TIME if is_time else TimexType.DATE,
        interval=replace(interval, text=words),
    )
