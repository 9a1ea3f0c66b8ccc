"""Days and weeks counted from a date behind them: "two weeks after Friday's raid"."""

import re
from collections.abc import Iterable
from dataclasses import replace

from timeline.model.when import (
    Basis,
    DateInterval,
    Precision,
    TemporalExpression,
    TimexType,
)
from timeline.temporal.numbers import number
from timeline.temporal.units import shift
from timeline.temporal.values import days_of, moment_of, week_value

_RULE = "days-from-date"
# The words of a count of days, and what stands between them and the date.
_COUNT = re.compile(
    r"\b(?:(?P<eve>(?:the\s+)?eve)\s+of"
    r"|(?:the\s+day|(?:an?|one)\s+(?:day|(?P<week>week))"
    r"|(?P<count>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\s+"
    r"(?:days|(?P<weeks>weeks)))\s+"
    r"(?P<way>after|before))"
    r"\b(?P<gap>[^.,;:!?()\n]*)$",
    re.IGNORECASE,
)
_REACH = 90  # characters before a date in which the count is looked for


def with_offsets(
    text: str, expressions: Iterable[TemporalExpression]
) -> list[TemporalExpression]:
    """Return the expressions of a text, and the days that are counted from one of them."""
    counted: list[TemporalExpression] = []
    for expression in expressions:
        offset = _offset(text, expression)
        if offset:
            _drop_inside(counted, offset)
        if offset and _is_free(counted, offset):
            counted.append(offset)
        counted.append(expression)
    return counted


def _drop_inside(counted: list[TemporalExpression], offset: TemporalExpression) -> None:
    """Drop the bare length of time that begins a count: the "two days" of "two days after"."""
    if counted and counted[-1].interval is None and counted[-1].start >= offset.start:
        counted.pop()


def _is_free(counted: list[TemporalExpression], offset: TemporalExpression) -> bool:
    """Return whether no other expression stands between a count and its date."""
    return not counted or counted[-1].end <= offset.start


def _offset(text: str, expression: TemporalExpression) -> TemporalExpression | None:
    """Return the day that is counted from the day of an expression by words before it."""
    day = expression.interval
    if day is None or day.start != day.end:
        return None
    begin = max(0, expression.start - _REACH)
    count = _COUNT.search(text[begin : expression.start])
    if count is None:
        return None
    words = count[0].removesuffix(count["gap"])
    counted = _counted(day, count, words)
    if counted is None:
        return None
    start = begin + count.start()
    return _expression(start, words, counted)


def _counted(
    day: DateInterval, count: re.Match[str], words: str
) -> DateInterval | None:
    """Return the day so many days after or before another."""
    moment = moment_of(day.start.isoformat())
    value = shift(moment, _steps(count), _unit(count)) if moment else None
    span = days_of(value) if value else None
    if span is None:
        return None
    first, last, precision = span
    return replace(
        day,
        start=first,
        end=last,
        precision=precision,
        basis=Basis.RELATIVE,
        text=words,
        time_of_day=None,
    )


def _unit(count: re.Match[str]) -> str:
    return "week" if count["week"] or count["weeks"] else "day"


def _steps(count: re.Match[str]) -> int:
    """Return the units of "two days after" as 2, of "the day before" and "the eve of" as -1."""
    if count["eve"]:
        return -1
    steps = round(number(count["count"] or "one") or 1)
    return -steps if count["way"].lower() == "before" else steps


def _expression(start: int, words: str, day: DateInterval) -> TemporalExpression:
    return TemporalExpression(
        start=start,
        end=start + len(words),
        text=words,
        type=TimexType.DATE,
        value=_value(day),
        interval=day,
        rule=_RULE,
    )


def _value(day: DateInterval) -> str:
    """Return the TIMEX3 value of a day or a week."""
    is_week = day.precision is Precision.WEEK
    return week_value(day.start) if is_week else day.start.isoformat()
