"""Make weeks of days: "the week of 6 May", "in the week to 12 May", "week beginning Monday"."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from timeline.model.when import DateInterval, Precision, TemporalExpression, TimexType

_WEEK = re.compile(
    r"(?:\bthe\s+)?(?<!\ba )(?<!\bone )\bweek\s+(?:that\s+)?"
    r"(?P<edge>of|beginning|began|starting|commencing|from|ending|ended|to|until)"
    r"\s+(?:on\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_REACH = 40  # characters before a day in which the words are looked for
_RULE = "week-of-day"
_REST_OF_WEEK = timedelta(6)
_SUNDAY = 7


def with_weeks(
    text: str, expressions: Iterable[TemporalExpression]
) -> list[TemporalExpression]:
    """Return the expressions of a text, where words make a week of a day with that week."""
    widened: list[TemporalExpression] = []
    for expression in expressions:
        week = _week(text, expression)
        if week and widened and widened[-1].end > week.start:
            widened.pop()  # "the week" by itself
        widened.append(week or expression)
    return widened


def _week(text: str, expression: TemporalExpression) -> TemporalExpression | None:
    """Return the week that an expression of one day is part of by its words; None for others."""
    day = expression.interval
    if day is None or not _is_day(day):
        return None
    begin = max(0, expression.start - _REACH)
    edge = _WEEK.search(text[begin : expression.start])
    if edge is None:
        return None
    start = begin + edge.start()
    first = _first_day(day.start, edge["edge"].lower())
    week = replace(
        day,
        start=first,
        end=first + _REST_OF_WEEK,
        precision=Precision.WEEK,
        text=text[start : expression.end],
    )
    return _widened(expression, start, week)


def _is_day(days: DateInterval) -> bool:
    return days.precision is Precision.DAY and days.start == days.end


def _widened(
    expression: TemporalExpression, start: int, week: DateInterval
) -> TemporalExpression:
    """Return an expression that begins earlier and means a week."""
    return replace(
        expression,
        start=start,
        text=week.text or "",
        type=TimexType.DATE,
        value=f"{week.start}/{week.end}",
        interval=week,
        rule=_RULE,
    )


def _first_day(day: date, edge: str) -> date:
    """Return the first day of a week of which a day is the edge, or just a part ("of")."""
    if edge in ("ending", "ended", "to", "until"):
        return day - _REST_OF_WEEK
    if edge == "of" and day.isoweekday() != _SUNDAY:
        return day - timedelta(day.isoweekday() - 1)
    return day
