"""The period that a report covers: "this update covers 14 to 17 May", "in the reporting period"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from operator import attrgetter

from timeline.model.when import Basis, DateInterval, TemporalExpression, TimexType

_RULE = "reporting-period"
# What names the period; the words themselves hold no date.
_NAMED = re.compile(
    r"\b(?:the|this)\s+(?:(?:same|whole|entire)\s+)?"
    r"(?:reporting\s+(?:period|week|month)|(?:period|week|month)\s+(?:under\s+review|covered))\b",
    re.IGNORECASE,
)
# What stands before the days of the period: "covers the period from", "reporting period:".
_DEFINING = re.compile(
    r"\b(?:cover(?:s|ing)\s+(?:the\s+)?(?:period|days|dates|week|events|developments|incidents)"
    r"|(?:update|report|bulletin|brief|sitrep|digest|issue|edition|summary)\s+cover(?:s|ing)"
    r"|reporting\s+(?:period|week|month)|(?:period|week)\s+under\s+review|period\s+covered)\b"
    r"[^.;\n]{0,40}$",
    re.IGNORECASE,
)
# Titles of reports that come out again and again: days in brackets there are the period.
_TITLE = re.compile(
    r"^[^\n]{0,120}\b(?:updates?|reports?|sitrep|weekly|bulletin|digest|brief|briefing|monitor"
    r"|snapshot|summary)\b[^\n]{0,80}[(:,–—-]\s*$",
    re.IGNORECASE,
)
_REACH = (
    80  # characters before the days in which the words that define them are looked for
)
_LONGEST_TITLE = 240  # characters
_SHORTEST, _LONGEST = 2, 100  # days of a period
_WEEKLY = 10  # days; the weekdays of a period of at most so many are its own
_ISSUED = 10  # days after a period within which its report comes out


def reporting_period(
    text: str, expressions: Sequence[TemporalExpression]
) -> DateInterval | None:
    """Return the period that a report says it covers; None for other texts.

    `expressions`: those of the text, ranges joined.
    """
    for expression in expressions:
        if _is_long_enough(expression.interval) and _is_defined(text, expression.start):
            return expression.interval
    return None


def _is_long_enough(interval: DateInterval | None) -> bool:
    return interval is not None and _SHORTEST <= interval.days <= _LONGEST


def _is_defined(text: str, start: int) -> bool:
    """Return whether the days at an offset are said to be the period of the report."""
    return _is_told_to_cover(text, start) or _is_of_title(text, start)


def _is_told_to_cover(text: str, start: int) -> bool:
    """Return whether what stands before some days says that a report covers them."""
    before = text[max(0, start - _REACH) : start]
    return bool(_DEFINING.search(before))


def _is_of_title(text: str, start: int) -> bool:
    """Return whether what stands before some days is the title of a regular report."""
    is_near = start < _LONGEST_TITLE
    return is_near and bool(_TITLE.search(text[:start]))


def last_day_of_week(period: DateInterval, anchor: date | None) -> date | None:
    """Return the last day of a short period just before publication, from which its weekdays count.

    "On Tuesday" in the report of a week is its Tuesday, not that of the day on which it came out.
    """
    if anchor is None or period.days > _WEEKLY:
        return None
    return period.end if _is_just_before(period.end, anchor) else None


def _is_just_before(day: date, anchor: date) -> bool:
    age = anchor - day
    return 0 < age.days <= _ISSUED


def with_period(
    text: str, expressions: Sequence[TemporalExpression], period: DateInterval
) -> Iterator[TemporalExpression]:
    """Yield the expressions of a text, and those that mean the period of a report, in order."""
    named = [_named(match, period) for match in _NAMED.finditer(text)]
    free = [name for name in named if not _has_overlap(name, expressions)]
    yield from sorted([*expressions, *free], key=attrgetter("start"))


def _named(match: re.Match[str], period: DateInterval) -> TemporalExpression:
    return TemporalExpression(
        start=match.start(),
        end=match.end(),
        text=match[0],
        type=TimexType.DATE,
        value=f"{period.start}/{period.end}",
        interval=replace(period, basis=Basis.RELATIVE, text=match[0], time_of_day=None),
        rule=_RULE,
    )


def _has_overlap(
    name: TemporalExpression, expressions: Sequence[TemporalExpression]
) -> bool:
    return any(
        name.start < expression.end and expression.start < name.end
        for expression in expressions
    )
